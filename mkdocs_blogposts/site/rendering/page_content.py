"""What the blog puts on a page: the post's frame with its comments, a list, an overview, a plain page's image."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from jinja2 import TemplateNotFound
from markupsafe import Markup, escape
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from mkdocs_blogposts.blog.model import Blog, Overview
from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.config.options import HERO_STYLES
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.publishing.comment_providers import Comments
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.share_links import make_share_links
from mkdocs_blogposts.publishing.text.html_text import lower_headings, split_heading, unwrap_html
from mkdocs_blogposts.site.planning.list_pages import FEEDS, TOP
from mkdocs_blogposts.site.rendering.further_reading import FurtherReading
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.rendering.stored_toc import find_first_anchor
from mkdocs_blogposts.site.rendering.template_renderer import TemplateRenderer
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.site_taxonomies import choose_layout

FEWEST_HEADINGS = 2
"""How many a text must have for a table of contents of ours."""

_MADE_HEADING = re.compile(rf'<h1 id="{TOP}">.*?</h1>', re.DOTALL)
"""That of a page made for a list, which another plugin may have put something above."""


def fill_page(
    page: Page, rendered: RenderedBlog, templates: TemplateRenderer, setup: Setup, further: FurtherReading | None
) -> str:
    """The content of a page with what the blog adds to it; `further` is what to read after a post."""
    content = page.content or ""
    if (post := rendered.post(page)) and further:
        return _post(post, page, rendered, templates, setup, further)
    if listed := rendered.find_list(page):
        heading, own = split_heading(unwrap_html(content))
        own = _MADE_HEADING.sub("", own, count=1) if page.file.generated_by else own
        values = {
            "blog": rendered.blog,
            "nav_blogs": _find_blogs(listed, rendered, templates),
            "post": None,
            "page": page,
            "heading": ("" if page.file.generated_by else heading) or str(escape(rendered.title(page, setup.config))),
            "anchor": find_first_anchor(page),
            "content": own,
            "subjects": rendered.subjects,
            "feeds": rendered.feeds,
            "outlines_url": rendered.outlines_url,
            "feeds_url": rendered.urls.get(FEEDS, ""),
        }
        return _list(listed, page, templates, setup, {**values, "urls": rendered.urls})
    image = rendered.images.get(page.file.src_uri)
    if image and setup.options.page_images in (True, "all"):
        return f'<div class="bp">{templates.fragment("featured_image", page.url, featured_image=image)}</div>{content}'
    return content


def _find_blogs(
    listed: ListPage[Post] | Overview[Post], rendered: RenderedBlog, templates: TemplateRenderer
) -> tuple[Blog[Post], ...]:
    """The blogs whose posts a page shows: those that share its taxonomy, or the one that it is a page of."""
    kind = listed.listing.kind if isinstance(listed, ListPage) else listed.kind
    if kind not in rendered.shared.others:
        return (rendered.blog,)
    url = rendered.blog.overview(kind).url
    return tuple(blog for blog in templates.blogs.values() if any(each.url == url for each in blog.overviews))


def _post(
    post: Post, page: Page, rendered: RenderedBlog, templates: TemplateRenderer, setup: Setup, further: FurtherReading
) -> str:
    # What other plugins have made of the content since counts, above all what they have hidden.
    content = lower_headings(split_heading(page.content or "")[1])
    post = post if content == post.content else replace(post, content=content)
    options = setup.options
    values = {**further._asdict(), "newer": further.previous_next.newer, "older": further.previous_next.older}
    values |= {"blog": rendered.blog, "post": post, "page": page, "subjects": rendered.subjects}
    style = post.hero_style if post.hero_style in HERO_STYLES else options.hero_style
    values |= {"featured_image": None if style == "none" else post.featured_image, "hero_style": style}
    values["contents"] = tuple(_headings(page)) if options.toc else ()
    url = f"{setup.site_url}{post.url}" if setup.site_url else ""
    values["share"] = make_share_links(options.share, post.title, url)
    values["comments"] = make_comments(post, page, templates, setup)
    language = templates.languages.of(post.language)
    return templates.fragment("post", page.url, language, anchor=find_first_anchor(page), **values)


def _headings(page: Page) -> Iterator[AnchorLink]:
    """The headings of a post below its title, if it has some."""
    items: Iterable[AnchorLink] = page.toc
    found = [child for item in items for child in (item.children if item.level == 1 else [item])]
    yield from found if len(found) >= FEWEST_HEADINGS else ()


def _list(
    listed: ListPage[Post] | Overview[Post],
    page: Page,
    templates: TemplateRenderer,
    setup: Setup,
    values: dict[str, Any],
) -> str:
    if isinstance(listed, ListPage):
        taxonomy = next((each for each in setup.taxonomies if each.name == listed.listing.kind), None)
        layout = choose_layout(taxonomy, setup.options, page.meta.get("layout"))
        values |= {"here": listed.listing.kind, "layout": layout}
        offered = {*listed.near, listed.number - 1, listed.number + 1}.intersection(range(1, listed.total + 1))
        urls = {number: values["urls"].get(listed.path_of(number), "") for number in offered}
        values |= {"featured": _featured(listed, setup), "urls": urls}
        return templates.fragment("list", page.url, list_page=listed, **values)
    name = listed.kind if listed.kind in ("archive", FEEDS) else "overview"
    taxonomy = next((taxonomy for taxonomy in setup.taxonomies if taxonomy.name == listed.kind), None)
    order = taxonomy.order if taxonomy else ""
    return templates.fragment(name, page.url, overview=listed, order=order or "name", here=listed.kind, **values)


def _featured(listed: ListPage[Post], setup: Setup) -> Post | None:
    """The post that stands large above the others, if the first page of the blog has one."""
    first = listed.posts[0] if listed.posts and listed.number == 1 and listed.listing.kind == "blog" else None
    wanted = setup.options.featured
    is_wanted = first and (wanted == "newest" or (wanted == "pinned" and first.pinned))
    return first if is_wanted and setup.options.list_content != "full" else None


PARTIALS = ("partials/comments.html", "comments.html")
"""Where themes have theirs."""

WITH_PARTIAL = frozenset({"material", "materialx"})
"""Themes that print their partial themselves, below the content of every page."""


class CommentThread(NamedTuple):
    """The comments of one post, as its template shows them."""

    provider: Comments
    settings: str
    """What our script needs to know, as JSON."""

    html: Markup | str = ""
    """That of the theme's partial."""


def has_theme_comments(post: Post, setup: Setup) -> bool:
    """Does the theme print the comments of a post? It asks the front matter of the page."""
    comments = setup.options.comments
    return comments is not None and comments.is_of_theme and post.comments is not False


def make_comments(post: Post, page: Page, templates: TemplateRenderer, setup: Setup) -> CommentThread | None:
    """The comments of a post, unless the site has none or the post wants none."""
    comments = setup.options.comments
    if not comments or post.comments is False:
        return None
    if not comments.is_of_theme:
        return CommentThread(comments, _settings(comments, post, templates, setup))
    if setup.config.theme.name in WITH_PARTIAL:
        return None
    return CommentThread(comments, "", _partial(page, templates, setup))


def _partial(page: Page, templates: TemplateRenderer, setup: Setup) -> Markup:
    for name in PARTIALS:
        try:
            return templates.partial(name, page, config=setup.config)
        except TemplateNotFound as error:
            if error.name != name:
                raise
    places = " or ".join(f"'{name}'" for name in PARTIALS)
    raise PluginError(f"blogposts: The theme has no {places} for 'comments: theme'. Put one into your 'custom_dir'.")


def _settings(comments: Comments, post: Post, templates: TemplateRenderer, setup: Setup) -> str:
    """What a script of ours does: which script it loads, with which attributes, and what it calls light and dark."""
    url = f"{setup.site_url}{post.url}" if setup.site_url else ""
    attributes = comments.attributes
    if comments.provider == "giscus":
        attributes.setdefault("data-lang", templates.languages.of(post.language).tag)
    variables: dict[str, object] = {}
    if comments.provider == "disqus":
        variables = {"disqus": {"url": url, "identifier": post.url, "title": post.title}}
    if comments.provider == "remark42":
        host, site = comments.settings["url"].rstrip("/"), comments.settings["site_id"]
        variables = {"remark": {"host": host, "site_id": site, "url": url, "components": ["embed"]}}
    told = {"src": comments.src, "attributes": attributes, "themes": comments.themes, "element": comments.element}
    return json.dumps({**told, **variables}, ensure_ascii=False, sort_keys=True)
