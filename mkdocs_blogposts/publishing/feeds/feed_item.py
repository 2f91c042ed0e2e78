"""A post as feeds have it, and the feeds it stands in, whatever their format."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.text.meta_values import flatten_line, format_language_tag, make_url_absolute
from mkdocs_blogposts.publishing.text.sanitize import sanitize_html


class FeedAuthor(NamedTuple):
    """Who wrote it: a name, and URLs that are absolute or empty."""

    name: str
    url: str = ""
    avatar: str = ""


class FeedImage(NamedTuple):
    """The image of a post, or the file that its front matter encloses."""

    url: str
    """Absolute."""

    mime: str
    size: int
    """In bytes; 0 where it is not known."""

    width: int = 0
    height: int = 0


class FeedItem(NamedTuple):
    """One post. Plain text unless said otherwise."""

    url: str
    """Absolute."""

    id: str
    """What tells it from others for ever: its URL, or one that has no version of the site in it."""

    title: str
    summary: str
    html: str
    """The whole text with absolute URLs; empty where feeds have summaries."""

    published: datetime
    """Aware, as `updated`."""

    updated: datetime
    authors: tuple[FeedAuthor, ...]
    topics: tuple[str, ...]
    """Categories, then tags."""

    featured_image: FeedImage | None
    language: str
    """A language tag; empty where it is the site's."""

    enclosure: FeedImage | None = None
    """A file such as an episode's sound, which takes the image's place where a format has room for one."""

    stamp: datetime | None = None
    """When it changed, as `make_dates_unique` has it."""


class Channel(NamedTuple):
    """A feed without its items."""

    title: str
    description: str
    home: str
    """The URL of the list it is of, absolute as all here."""

    language: str
    author: str
    """Whoever signs what no author does."""

    icon: str
    updated: datetime
    """When the newest of its posts changed."""

    url: str = ""
    """Its own URL."""

    id: str = ""
    """What feed readers know it by, whatever becomes of its URL."""

    style: str = ""
    """The URL of its style sheet, relative to its own."""

    hub: str = ""
    """The URL of the hub that tells readers of new posts (W3C WebSub); empty without one."""


class FeedLink(NamedTuple):
    """Where a feed reader finds what a page has."""

    title: str
    url: str
    """Absolute."""

    mime: str
    """Such as `application/rss+xml`."""

    path: str = ""
    """Relative to the site's root."""

    form: str = ""
    """The name of its format, such as `RSS`."""


def make_feed_item(
    post: Post,
    site_url: str,
    authors: tuple[FeedAuthor, ...],
    topics: tuple[str, ...],
    image: FeedImage | None,
    is_full: bool,
    stamp: datetime | None = None,
    enclosure: FeedImage | None = None,
    id_base: str = "",
) -> FeedItem | None:
    """The item of a post; `None` where it has no date, since no feed can place it.

    `site_url` is absolute, with a slash at its end; so is `id_base`, if ids are to begin otherwise than URLs.
    """
    known = find_feed_dates(post)
    if known is None:
        return None
    url = make_url_absolute(post.url or "./", site_url)
    return FeedItem(
        url=url,
        id=make_url_absolute(post.url or "./", id_base) if id_base else url,
        title=flatten_line(post.title),
        summary=flatten_line(post.meta_description),
        html=sanitize_html(post.content, url) if is_full else "",
        published=known[0],
        updated=known[1],
        authors=authors,
        topics=tuple(dict.fromkeys(filter(None, map(flatten_line, topics)))),
        featured_image=image,
        language=format_language_tag(post.language),
        enclosure=enclosure,
        stamp=stamp,
    )


_HALF_HOUR = timedelta(minutes=30)
_GRAIN = timedelta(microseconds=1)


def find_feed_dates(post: Post) -> tuple[datetime, datetime] | None:
    """When it appeared, and when it changed last, which is not earlier; `None` for a post without any date."""
    published = post.date or post.updated
    if not published:
        return None
    return _in_known_zone(published), _in_known_zone(max(published, post.updated or published))


def _in_known_zone(moment: datetime) -> datetime:
    """In its own zone, or in UTC: of the few zones that are no whole or half hours apart from it, programs that read
    dates of mails know little, and seconds, as in local mean time, RFC 3339 has no way to write."""
    offset = moment.utcoffset() or timedelta()
    return moment.astimezone(timezone.utc) if offset % _HALF_HOUR else moment


def make_dates_unique(changes: Mapping[str, datetime]) -> dict[str, datetime]:
    """When each changed, no two at once, which validators of Atom warn of: readers sort by it.

    Where several changed at the same moment, as posts with a day and no hour do, each is a fraction of a second later.
    It comes from the name, so it stays the same from one feed and one day to the next.
    """
    together = {moment for moment, count in Counter(changes.values()).items() if count > 1}
    stamps: dict[str, datetime] = {}
    taken: set[datetime] = set()
    for name, moment in sorted(changes.items()):
        stamp = moment
        if moment in together:
            stamp += zlib.crc32(name.encode()) % 1_000_000 * _GRAIN
        while stamp in taken:
            stamp += _GRAIN
        taken.add(stamp)
        stamps[name] = stamp
    return stamps
