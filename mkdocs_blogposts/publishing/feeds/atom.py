"""The Atom Syndication Format (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element as Element

from mkdocs_blogposts.publishing.feeds.feed_item import Channel, FeedAuthor, FeedItem
from mkdocs_blogposts.publishing.feeds.rss import ATOM, serialize_content, write_feed_file
from mkdocs_blogposts.reading.url_parts import split_url

MIME = "application/atom+xml"

_PREFIXES = {None: ATOM}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write_atom_entry(item: FeedItem) -> bytes:
    """The `<entry>` of a post, for any number of feeds."""
    root = _feed()
    entry = _add(root, "entry")
    if item.language:
        entry.set(_LANGUAGE, item.language)
    _add(entry, "id", _identity(item.id))
    _add(entry, "title", item.title)
    _add(entry, "link", rel="alternate", type="text/html", href=item.url)
    _add(entry, "published", item.published.isoformat())
    _add(entry, "updated", (item.stamp or item.updated).isoformat())
    for author in item.authors:
        _add_author(entry, author)
    for topic in item.topics:
        _add(entry, "category", term=topic)
    if item.summary:
        _add(entry, "summary", item.summary)
    if item.html:
        _add(entry, "content", item.html, type="html")
    if item.enclosure:
        known = {"type": item.enclosure.mime, "length": str(item.enclosure.size or "")}
        given = {name: value for name, value in known.items() if value}
        _add(entry, "link", rel="enclosure", href=item.enclosure.url, **given)
    if item.featured_image and item.featured_image.size and item.featured_image.mime:
        image = item.featured_image
        length = str(image.size)
        _add(entry, "link", rel="enclosure", type=image.mime, length=length, href=image.url)
    return serialize_content(root)


def write_atom(channel: Channel, entries: Iterable[bytes]) -> bytes:
    """A feed of entries made by `write_atom_entry`, the newest first."""
    root = _feed()
    if channel.language:
        root.set(_LANGUAGE, channel.language)
    _add(root, "id", _identity(channel.id))
    _add(root, "title", channel.title)
    if channel.description:
        _add(root, "subtitle", channel.description)
    _add(root, "link", rel="alternate", type="text/html", href=channel.home)
    _add(root, "link", rel="self", type=MIME, href=channel.url)
    if channel.hub:
        _add(root, "link", rel="hub", href=channel.hub)
    _add(root, "updated", channel.updated.isoformat())
    _add_author(root, FeedAuthor(channel.author))  # of the entries without one of their own
    _add(root, "generator", "mkdocs-blogposts")
    if channel.icon:
        _add(root, "icon", channel.icon)
    return write_feed_file(root, channel, entries, b"</feed>")


def _feed() -> Element:
    return etree.Element(f"{{{ATOM}}}feed", nsmap=_PREFIXES)  # type: ignore[arg-type]  # stubs forget `None`


def _identity(url: str) -> str:
    """A URL in the form that ids have (RFC 4287, section 4.2.6.1): the host in small letters."""
    parts = split_url(url)
    return parts._replace(netloc=parts.netloc.lower()).geturl() if parts else url


def _add_author(parent: Element, author: FeedAuthor) -> None:
    person = _add(parent, "author")
    _add(person, "name", author.name)
    if author.url:
        _add(person, "uri", author.url)


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    if text:
        child.text = text
    return child
