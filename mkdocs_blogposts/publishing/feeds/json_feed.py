"""JSON Feed, version 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from mkdocs_blogposts.publishing.feeds.feed_item import Channel, FeedAuthor, FeedImage, FeedItem

MIME = "application/feed+json"


def write_json_item(item: FeedItem) -> bytes:
    """The item of a post, for any number of feeds."""
    known = _known(
        id=item.id,
        url=item.url,
        title=item.title,
        content_html=item.html,
        content_text="" if item.html else item.summary or item.title,
        summary=item.summary,
        image=item.featured_image.url if item.featured_image else "",
        date_published=item.published.isoformat(),
        date_modified=item.updated.isoformat() if item.updated > item.published else "",
        authors=[_author(author) for author in item.authors],
        tags=list(item.topics),
        language=item.language,
        attachments=[_attachment(item.enclosure)] if item.enclosure else [],
    )
    return _written(known)


def write_json_feed(channel: Channel, items: Iterable[bytes]) -> bytes:
    """A feed of items made by `write_json_item`, the newest first."""
    feed = _known(
        version="https://jsonfeed.org/version/1.1",
        title=channel.title,
        home_page_url=channel.home,
        feed_url=channel.url,
        description=channel.description,
        icon=channel.icon,
        authors=[_author(FeedAuthor(channel.author))] if channel.author else [],
        language=channel.language,
        hubs=[{"type": "WebSub", "url": channel.hub}] if channel.hub else [],
    )
    return b"".join([_written({**feed, "items": []}).removesuffix(b"]}"), b",".join(items), b"]}"])


def _written(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _author(author: FeedAuthor) -> dict[str, str]:
    return _known(name=author.name, url=author.url, avatar=author.avatar)


def _attachment(file: FeedImage) -> dict[str, Any]:
    mime = file.mime or "application/octet-stream"
    return _known(url=file.url, mime_type=mime, size_in_bytes=file.size)


def _known(**properties: Any) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value}
