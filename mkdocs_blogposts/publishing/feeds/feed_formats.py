"""The formats of feeds, and how each is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from mkdocs_blogposts.publishing.feeds import atom, json_feed, rss
from mkdocs_blogposts.publishing.feeds.feed_item import Channel, FeedItem
from mkdocs_blogposts.publishing.feeds.feed_options import FEED_FILES


class FeedFormat(NamedTuple):
    """A format of feeds: its file, and how it is written."""

    title: str
    file: str
    mime: str
    item: Callable[[FeedItem], bytes]
    feed: Callable[[Channel, Iterable[bytes]], bytes]


FORMATS: Mapping[str, FeedFormat] = {
    "rss": FeedFormat("RSS", FEED_FILES["rss"], rss.MIME, rss.write_rss_item, rss.write_rss),
    "atom": FeedFormat("Atom", FEED_FILES["atom"], atom.MIME, atom.write_atom_entry, atom.write_atom),
    "json": FeedFormat(
        "JSON Feed", FEED_FILES["json"], json_feed.MIME, json_feed.write_json_item, json_feed.write_json_feed
    ),
}
