"""The URLs of feeds: beside the pages of lists, and those that feeds of an old blog had."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from mkdocs.structure.files import File

from mkdocs_blogposts.blog.model import Listing
from mkdocs_blogposts.publishing.feeds.feed_options import OLD_FEEDS
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.site.planning.list_pages import FEEDS
from mkdocs_blogposts.site.planning.page_urls import find_url, join_paths
from mkdocs_blogposts.site.settings.blog_setup import Setup

ALIAS = "blogposts_feed_alias"
"""Marks the file of a feed at an old URL."""


def find_feed_folder(page: File, setup: Setup) -> str:
    """The folder of a list's feeds: that of its page, or of its page's name where pages are files."""
    at = find_url(page.dest_uri, setup.config.use_directory_urls).removesuffix(".html")
    return posixpath.dirname(at) if posixpath.basename(at) == "index" else at


def make_opml_uri(setup: Setup) -> str:
    """Where the list of all feeds stands."""
    return join_paths(setup.options.blog_dir, f"{FEEDS}.opml")


def find_linked_feeds(setup: Setup) -> Mapping[str, str]:
    """The feeds of mkdocs-rss-plugin that `extra` in mkdocs.yml or an override still links to, if no one makes them."""
    if "rss" in setup.config.plugins or not setup.is_first:
        return {}
    own = setup.config.theme.custom_dir
    paths = sorted(Path(own).rglob("*.html")) if own else []
    texts = [str(setup.config.extra), *(path.read_text(encoding="utf-8", errors="replace") for path in paths)]
    return {name: form for name, form in OLD_FEEDS.values() if any(name in text for text in texts)}


def list_feed_aliases(
    listing: Listing[Post], page: File, setup: Setup, old: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """The old URLs of the feeds of a list, and their formats; `old` are URLs that the list had."""
    scheme, options = setup.options.scheme, setup.options.feeds
    below = setup.build.below
    if listing.kind == "blog":
        named = {**(scheme.feeds if scheme else {}), **options.aliases, **find_linked_feeds(setup)}
        yield from ((below(uri), key) for uri, key in named.items())
    elif scheme and listing.kind in (scheme.term_feeds_of or (listing.kind,)):
        own = find_url(page.dest_uri, setup.config.use_directory_urls)
        for at in (each.removesuffix(".html") for each in (own, *old)):
            for pattern, key in scheme.term_feeds.items():
                uri = pattern.replace("{list}", at).replace("{slug}", posixpath.basename(at))
                yield uri if "{list}" in pattern else below(uri), key


def mark_alias(file: File) -> None:
    """Remember that a file is a feed at an old URL."""
    vars(file)[ALIAS] = True


def is_alias(file: File) -> bool:
    """Is a file a feed at an old URL?"""
    return ALIAS in vars(file)
