"""The comments below a post: a provider's, whose script ours loads, or the theme's own partial."""

from __future__ import annotations

import json

from jinja2 import TemplateNotFound
from markupsafe import Markup
from mkdocs.exceptions import PluginError
from mkdocs.structure.pages import Page

from mkdocs_blogposts.lazy_definitions import dataclass
from mkdocs_blogposts.publishing.comment_providers import Comments
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.site.rendering.template_renderer import TemplateRenderer
from mkdocs_blogposts.site.settings.blog_setup import Setup

PARTIALS = ("partials/comments.html", "comments.html")
"""Where themes have theirs."""

WITH_PARTIAL = frozenset({"material", "materialx"})
"""Themes that print their partial themselves, below the content of every page."""


@dataclass(frozen=True)
class CommentThread:
    """The comments of one post, as its template shows them."""

    provider: Comments
    settings: str
    """What our script needs to know, as JSON."""

    html: Markup | str = ""
    """That of the theme's partial."""


def make_comments(post: Post, page: Page, templates: TemplateRenderer, setup: Setup) -> CommentThread | None:
    """The comments of a post, unless the site has none or the post wants none."""
    comments = setup.options.comments
    if not comments or post.comments is False:
        return None
    if not comments.is_of_theme:
        return CommentThread(comments, _settings(comments, post, templates, setup))
    page.meta["comments"] = True
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
