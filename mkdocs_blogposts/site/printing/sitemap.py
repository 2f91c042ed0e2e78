"""Which pages MkDocs' sitemap names, when they changed, and their pictures. Its template stays the theme's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from mkdocs.structure.files import File

from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.publishing.sitemap import with_images
from mkdocs_blogposts.publishing.texts.tag_values import absolute
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.printing.edition import Edition

TEMPLATE = "sitemap.xml"


def entries_of(
    files: Iterable[File], edition: Edition, pages: Mapping[str, Entry], site_url: str, now: datetime
) -> Iterator[File]:
    """The files that a sitemap names, each with the day of its last change, where the site says which.

    No page can have changed after `now`: what is published ahead of its date has the day of the build.
    """
    newest = {listing.path: _latest(listing.posts) for listing in edition.blog.listings()}
    for file in files:
        entry = edition.posts.get(file.src_uri) or pages.get(file.src_uri)
        if entry and not _is_public(entry, file, site_url):
            continue
        if file.page and (changed := _changed(entry, file, edition, newest)):
            file.page.update_date = min(changed, now).date().isoformat()
        yield file


def illustrated(sitemap: str, edition: Edition, site_url: str) -> str:
    """A sitemap with the pictures of posts."""
    pictured = (post for post in edition.posts.values() if post.picture)
    places = ((absolute(post.url or "./", site_url), post.picture) for post in pictured)
    addresses = {url: absolute(picture.full.url, site_url) for url, picture in places if picture}
    return with_images(sitemap, {url: image for url, image in addresses.items() if image})


def _is_public(entry: Entry, file: File, site_url: str) -> bool:
    """May search engines show it, under this address?"""
    words = {word.strip() for word in entry.robots.lower().split(",")}
    home = absolute(file.url or "./", site_url)
    elsewhere = site_url and absolute(entry.canonical, site_url) not in ("", home)
    return entry.state.is_listed and words.isdisjoint(("noindex", "none")) and not elsewhere


def _changed(
    entry: Entry | None, file: File, edition: Edition, newest: Mapping[str, datetime | None]
) -> datetime | None:
    """When a page changed: as its header says, a list with the newest change of its posts, by their paths."""
    listed = edition.lists.get(file.src_uri)
    if listed is None:
        return _latest([entry]) if entry else None
    listings = (listed.listing,) if isinstance(listed, ListPage) else listed.listings
    return max(filter(None, (newest[listing.path] for listing in listings)), default=None)


def _latest(entries: Iterable[Entry]) -> datetime | None:
    return max((moment for entry in entries for moment in (entry.date, entry.updated) if moment), default=None)
