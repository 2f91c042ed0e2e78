"""The door to the rooms where posts, lists, feeds and redirects are made: a site without a post never enters them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_blogposts.lazy_imports import Deferred

__all__ = [
    "blog_rendering",
    "feed_files",
    "further_reading",
    "page_content",
    "post_maker",
    "redirect_pages",
    "term_details",
    "unpublished_files",
]

if TYPE_CHECKING:
    from mkdocs_blogposts.site.rendering import (
        blog_rendering,
        feed_files,
        further_reading,
        page_content,
        post_maker,
        redirect_pages,
        term_details,
        unpublished_files,
    )
else:
    blog_rendering = Deferred("mkdocs_blogposts.site.rendering.blog_rendering")
    feed_files = Deferred("mkdocs_blogposts.site.rendering.feed_files")
    further_reading = Deferred("mkdocs_blogposts.site.rendering.further_reading")
    page_content = Deferred("mkdocs_blogposts.site.rendering.page_content")
    post_maker = Deferred("mkdocs_blogposts.site.rendering.post_maker")
    redirect_pages = Deferred("mkdocs_blogposts.site.rendering.redirect_pages")
    term_details = Deferred("mkdocs_blogposts.site.rendering.term_details")
    unpublished_files = Deferred("mkdocs_blogposts.site.rendering.unpublished_files")
