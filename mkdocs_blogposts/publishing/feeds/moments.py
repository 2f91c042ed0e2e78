"""When the posts of a feed appeared and changed, as every format of feeds can say it."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from mkdocs_blogposts.publishing.posts.post import Post

_HALF_HOUR = timedelta(minutes=30)
_GRAIN = timedelta(microseconds=1)


def moments(post: Post) -> tuple[datetime, datetime] | None:
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


def told_apart(changes: Mapping[str, datetime]) -> dict[str, datetime]:
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
