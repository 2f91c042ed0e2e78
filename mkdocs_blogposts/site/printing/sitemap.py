"""Which pages MkDocs' sitemap names, when they changed, and their pictures. Its template stays the theme's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from mkdocs.structure.files import File
from mkdocs.utils import get_build_date

from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.publishing.sitemap import with_images
from mkdocs_blogposts.publishing.texts.tag_values import absolute
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.printing.edition import Edition
from mkdocs_blogposts.site.settings.setup import Setup

TEMPLATE = "sitemap.xml"


def entries_of(
    files: Iterable[File],
    edition: Edition,
    pages: Mapping[str, Entry],
    commits: Mapping[str, datetime],
    setup: Setup,
) -> Iterator[File]:
    """The files that a sitemap names, each with the day of its last change: by its front matter, else by `commits`.

    Where neither says it there is no day: MkDocs' own is that of the build, of which search engines learn to believe
    none. No page can have changed after now: what is published ahead of its date has the day of the build. Of several
    blogs the first, which is asked first, looks after the pages of none.
    """
    newest = {listing.path: _latest(listing.posts) for listing in edition.blog.listings()}
    for file in files:
        entry = edition.posts.get(file.src_uri) or pages.get(file.src_uri)
        if entry and not _is_public(entry, file, setup.site_url):
            continue
        changed = _changed(entry, file, edition, newest) or commits.get(file.src_uri)
        day = min(changed, setup.rules.now).date().isoformat() if changed else ""
        if file.page and (day or setup.is_first):
            file.page.update_date = day
        yield file


def forget_days(files: Iterable[File]) -> None:
    """Give the pages MkDocs' own date back, which other templates may print."""
    for file in files:
        if file.page:
            file.page.update_date = get_build_date()


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
