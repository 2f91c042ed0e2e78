"""What the blog puts on a page: the post's frame, a list, an overview, a plain page's picture."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_blogposts.blog.model import Overview
from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.texts.html import lowered, split_heading, unwrapped
from mkdocs_blogposts.site.planning.listpages import FEEDS, TOP
from mkdocs_blogposts.site.printing.edition import Edition, first_anchor
from mkdocs_blogposts.site.printing.onward import Onward
from mkdocs_blogposts.site.printing.templates import Templates


def fill(
    page: Page, edition: Edition, templates: Templates, config: MkDocsConfig, page_images: bool, onward: Onward | None
) -> str:
    """The content of a page with what the blog adds to it; `onward` says where a reader may go from a post."""
    content = page.content or ""
    if (post := edition.post(page)) and onward:
        return _post(post, page, edition, templates, onward)
    if listed := edition.listed(page):
        heading, own = split_heading(unwrapped(content))
        values = {
            "blog": edition.blog,
            "heading": ("" if page.file.generated_by else heading) or str(escape(edition.title(page, config))),
            "anchor": first_anchor(page),
            "content": own,
            "subjects": edition.subjects,
            "feeds": edition.feeds,
            "outlines_url": edition.outlines_url,
            "feeds_url": edition.urls.get(FEEDS, ""),
        }
        return _list(listed, page, edition, templates, values)
    picture = edition.pictures.get(page.file.src_uri)
    if picture and page_images:
        return templates.fragment("picture", page.url, picture=picture) + content
    return content


def _post(post: Post, page: Page, edition: Edition, templates: Templates, onward: Onward) -> str:
    # What other plugins have made of the content since counts, above all what they have hidden.
    post = replace(post, content=lowered(split_heading(page.content or "")[1]))
    values = {**vars(onward), "newer": onward.neighbours.newer, "older": onward.neighbours.older}
    values |= {"blog": edition.blog, "post": post, "picture": post.picture, "subjects": edition.subjects}
    language = templates.languages.of(post.language)
    return templates.fragment("post", page.url, language, anchor=first_anchor(page), **values)


def _list(
    listed: ListPage[Post] | Overview[Post], page: Page, edition: Edition, templates: Templates, values: dict[str, Any]
) -> str:
    if isinstance(listed, ListPage):
        offered = {*listed.near, listed.number - 1, listed.number + 1}.intersection(range(1, listed.total + 1))
        urls = {number: edition.urls.get(listed.path_of(number), "") for number in offered}
        return templates.fragment("list", page.url, list_page=listed, urls=urls, here=listed.listing.kind, **values)
    name = listed.kind if listed.kind in ("archive", FEEDS) else "overview"
    return templates.fragment(name, page.url, overview=listed, here=listed.kind, **values)


def contents_of(listed: ListPage[Post] | Overview[Post], title: str) -> TableOfContents:
    """The table of contents of a page made for a list: its heading, and of the archive the years."""
    top = AnchorLink(title, TOP, 1)
    if isinstance(listed, Overview) and listed.kind == "archive":
        top.children = [AnchorLink(year.title, f"year-{year.key[0]}", 2) for year in listed.listings]
    return TableOfContents([top])
