"""After everything is rendered: the posts with their text, the blog made of them, and what stands on each page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.model import Blog, Overview
from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.posts.author_profiles import TermDetails
from mkdocs_blogposts.publishing.posts.post import Post, PostImage
from mkdocs_blogposts.publishing.text.html_text import strip_markup
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.images.site_images import SiteImages
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.planning.source_files import is_shown
from mkdocs_blogposts.site.settings.blog_setup import Setup

if TYPE_CHECKING:
    from mkdocs_blogposts.publishing.feeds.feed_item import FeedLink
    from mkdocs_blogposts.site.images.image_pipeline import ImageRequest

IMAGE_NAME = compile_pattern(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?)(?:[?#].*)?$", re.IGNORECASE)


@dataclass(frozen=True)
class SharedTerms:
    """What several blogs of a site have in common: the lists of the terms that they share."""

    others: Mapping[str, tuple[Post, ...]] = field(default_factory=dict)
    """The posts of other blogs on the lists of a taxonomy that are this blog's pages, by the taxonomy's name."""

    homes: Mapping[str, Blog[Entry]] = field(default_factory=dict)
    """The blogs that make the pages of the other shared lists, by the taxonomy's name."""


@dataclass(frozen=True)
class RenderedBlog:
    """A blog ready to be published."""

    blog: Blog[Post]
    posts: Mapping[str, Post] = field(default_factory=dict)
    """By their files."""

    lists: Mapping[str, ListPage[Post] | Overview[Post]] = field(default_factory=dict)
    """What stands on a list's page, by the page's file."""

    sources: Mapping[str, str] = field(default_factory=dict)
    """The file of every list's page by its path below the blog's URL."""

    urls: Mapping[str, str] = field(default_factory=dict)
    """The URL of every list's page, relative to the site's root, by its path below the blog's URL."""

    titles: Mapping[str, str] = field(default_factory=dict)
    """The titles of posts and of lists' pages as plain text, by their files."""

    requests: Mapping[str, ImageRequest] = field(default_factory=dict)
    """What was chosen as the image of each post that may have one, by its file, even if it cannot be shown."""

    images: Mapping[str, PostImage] = field(default_factory=dict)
    """The images that pages other than posts name, by their files."""

    subjects: Mapping[str, TermDetails] = field(default_factory=dict)
    """What is known of the subjects of lists, by the lists' paths."""

    avatars: Mapping[str, str] = field(default_factory=dict)
    """The URLs of authors' images, from the site's root or absolute, by the keys of their names."""

    feeds: Mapping[str, tuple[FeedLink, ...]] = field(default_factory=dict)
    """The feeds of lists by their paths, each in all its formats; that of all posts is at the empty path."""

    own: dict[str, Post] = field(default_factory=dict)
    """Posts as their own pages show them, by their files, where that is not how lists show them."""

    locked: Mapping[str, str] = field(default_factory=dict)
    """The content of protected posts as it is before it is encrypted, by their files: not to be shown."""

    outlines_url: str = ""
    """The URL of the file that names all feeds, relative to the site's root."""

    old_urls: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The URLs that lists had elsewhere, by the files of their pages."""

    shared: SharedTerms = field(default_factory=SharedTerms)
    """What the blog has in common with others of the site."""

    def title(self, page: Page, config: MkDocsConfig) -> str:
        """The title of any page as plain text."""
        return self.titles.get(page.file.src_uri) or find_page_title(page, config)

    def post(self, page: Page) -> Post | None:
        """The post on a page."""
        return self.own.get(page.file.src_uri) or self.posts.get(page.file.src_uri)

    def first_path(self, path: str) -> str:
        """The path of the first page of the list that a page at `path` is of."""
        listed = self.lists.get(self.sources[path])
        return listed.listing.path if isinstance(listed, ListPage) else path

    def find_list(self, page: Page) -> ListPage[Post] | Overview[Post] | None:
        """The list, or the overview of lists, on a page."""
        return self.lists.get(page.file.src_uri)


def collect_page_images(plan: Plan, files: Files, images: SiteImages, setup: Setup) -> Mapping[str, PostImage]:
    """The images that lists' own pages name, and, of the first blog, those of plain pages, by their files.

    In a page that isn't a post, `hero` or `cover` may mean something else: only what is named like an image is one.
    """
    posts = {post.source for post in plan.posts}
    lists = {file.src_uri for file in plan.lists.values()}
    pages = {
        source: entry
        for source, entry in plan.pages.items()
        if (setup.is_first or source in lists) and source not in posts and source in files.src_uris
    }
    if setup.options.page_images in ("text", "all"):
        images.fit_texts(filter(None, (files.src_uris[source].page for source in pages)))
    named = ((source, each, each.image or _late_image(files.src_uris[source].page)) for source, each in pages.items())
    found = {
        source: images.make_image(image, source, entry.image_alt, entry.image_caption, entry.image_focus)
        for source, entry, image in named
        if IMAGE_NAME.search(image) and is_shown(files.src_uris[source])
    }
    return {source: featured_image for source, featured_image in found.items() if featured_image}


def _late_image(page: Page | None) -> str:
    """What another plugin or a hook has named as the image of a page."""
    image = page.meta.get("image") if page else None
    return image if isinstance(image, str) else ""


def find_page_title(page: Page | None, config: MkDocsConfig) -> str:
    """A page's title as plain text.

    MkDocs keeps one of the front matter as it was written, and one of a heading or of `nav` as HTML.
    """
    title = str(page.title or "") if page else ""
    if page and title == str(page.meta.get("title", "")):
        return title
    return strip_markup(title) or config.site_name


def collect_titles(plan: Plan, rendered: RenderedBlog, files: Files, setup: Setup) -> dict[str, str]:
    """Titles as plain text, by files: of posts, and of the lists' pages, where later pages have the first's.

    A title that `nav` gives to a file of the writer's stays, since it is meant for the navigation.
    """
    firsts = {file.src_uri: plan.lists[rendered.first_path(path)] for path, file in plan.lists.items()}
    titles = {source: find_page_title(first.page, setup.config) for source, first in firsts.items()}
    titles |= {source: post.title for source, post in rendered.posts.items()}
    return {source: title for source, title in titles.items() if not _is_named_by_nav(files.src_uris[source])}


def _is_named_by_nav(file: File) -> bool:
    return not file.generated_by and file.page is not None and "title" in vars(file.page)
