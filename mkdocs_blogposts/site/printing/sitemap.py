"""Which pages MkDocs' sitemap names, when they changed, and their pictures. Its template stays the theme's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from mkdocs.structure.files import File
from mkdocs.utils import get_build_date

from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.publishing.sitemap import with_images
from mkdocs_blogposts.publishing.texts.tag_values import absolute
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.planning.alternates import is_findable, tag_of
from mkdocs_blogposts.site.printing.edition import Edition
from mkdocs_blogposts.site.printing.hreflang import alternates_of
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
        if entry and not is_findable(entry, file, setup.site_url):
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


class _Named:
    """A page of any language, as the sitemap of mkdocs-static-i18n asks for it."""

    is_link = False

    def __init__(self, url: str, update_date: str = "", alternates: Mapping[str, _Named] | None = None) -> None:
        self.url = self.canonical_url = url
        self.update_date = update_date
        self.alternates = alternates or {}

    @property
    def page(self) -> _Named:
        return self


def in_all_languages(pages: Sequence[File], context: Mapping[str, Any], setup: Setup) -> dict[str, Any]:
    """What a sitemap is made of: some pages, or beside mkdocs-static-i18n those of all languages built so far."""
    if not setup.build.locale or not setup.is_last:
        return {"pages": list(pages)}
    translations, language = setup.shared.translations, tag_of(setup.build.locale)
    named = []
    for file in pages:
        urls = alternates_of(translations, language, file.src_uri, setup.site_url)
        others = {tag: _Named(url) for tag, url in urls}
        day = str(getattr(file.page, "update_date", "") or "")
        named.append(_Named(absolute(file.url or "./", setup.site_url) or file.url, day, others))
    setup.shared.sitemap[setup.build.locale] = named
    return {"pages": list(pages), "i18n_alternates": {**setup.shared.sitemap}}


def illustrated(sitemap: str, edition: Edition, setup: Setup) -> str:
    """A sitemap with the pictures of posts."""
    site_url = setup.site_url
    pictured = (post for post in edition.posts.values() if post.picture)
    places = ((absolute(post.url or "./", site_url), post.picture) for post in pictured)
    addresses = {url: absolute(picture.full.url, site_url) for url, picture in places if picture}
    setup.shared.images |= {url: image for url, image in addresses.items() if image}
    return with_images(sitemap, setup.shared.images)


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
