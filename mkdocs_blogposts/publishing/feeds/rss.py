"""RSS 2.0 (https://www.rssboard.org/rss-specification) as the board's RSS Profile has it; OPML, the list of feeds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element as Element

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.feeds.feed_item import Channel, FeedImage, FeedItem

MIME = "application/rss+xml"

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"

_PREFIXES = {"atom": ATOM, "content": CONTENT, "dc": DUBLIN_CORE, "media": MEDIA}

_LOGOS = (".gif", ".jpeg", ".jpg", ".png")
_PLAIN_TEXTS = compile_pattern(rb"<(?:title|subtitle|category|description|summary|name)>[^<]*&[^<]*<")


def write_rss_item(item: FeedItem) -> bytes:
    """The `<item>` of a post, for any number of feeds."""
    root = etree.Element("rss", nsmap=_PREFIXES)
    element = etree.SubElement(root, "item")
    _add(element, "title", item.title)
    _add(element, "link", item.url)
    _add(element, "guid", item.id, isPermaLink=str(item.id == item.url).lower())
    _add(element, "pubDate", _date(item.published))
    if item.language:
        _add(element, f"{{{DUBLIN_CORE}}}language", item.language)
    for author in item.authors:
        _add(element, f"{{{DUBLIN_CORE}}}creator", author.name)
    for topic in item.topics:
        _add(element, "category", topic)
    _add(element, "description", escape(item.summary, quote=False))  # which readers take for HTML
    if item.html:
        _add(element, f"{{{CONTENT}}}encoded", item.html)
    if item.enclosure:
        # The specification asks for a length; readers take 0 for one that nobody knows.
        _add_enclosure(element, item.enclosure)
    if item.featured_image:
        _add_image(element, item.featured_image, is_enclosed=not item.enclosure)
    return serialize_content(root)


def write_rss(channel: Channel, items: Iterable[bytes]) -> bytes:
    """A feed of items made by `write_rss_item`, the newest first."""
    root = etree.Element("rss", version="2.0", nsmap=_PREFIXES)
    head = etree.SubElement(root, "channel")
    _add(head, "title", channel.title)
    _add(head, "link", channel.home)
    _add(head, "description", channel.description)
    _add(head, f"{{{ATOM}}}link", href=channel.url, rel="self", type=MIME)
    if channel.hub:
        _add(head, f"{{{ATOM}}}link", href=channel.hub, rel="hub")
    if channel.language:
        _add(head, "language", channel.language)
    _add(head, "lastBuildDate", _date(channel.updated))
    _add(head, "generator", "mkdocs-blogposts")
    if channel.icon.lower().endswith(_LOGOS):
        image = _add(head, "image")
        _add(image, "url", channel.icon)
        _add(image, "title", channel.title)
        _add(image, "link", channel.home)
    return write_feed_file(root, channel, items, b"</channel></rss>")


def serialize_content(root: Element) -> bytes:
    """What stands in an element, for any number of elements with its prefixes."""
    _, _, written = etree.tostring(root, encoding="utf-8").partition(b">")
    return _by_numbers(written[: written.rindex(b"</")])


def write_feed_file(root: Element, channel: Channel, items: Iterable[bytes], end: bytes) -> bytes:
    """A feed as a file, with its items before the tags of its `end`, and the style sheet that shows it in a browser."""
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{channel.style}"'))
    written = etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True)
    return b"".join([_by_numbers(written.removesuffix(end)), *items, end])


def _by_numbers(written: bytes) -> bytes:
    """The plain texts with their signs as the RSS Profile has them, by which readers know that they are no HTML."""
    return _PLAIN_TEXTS.sub(lambda text: text[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;"), written)


def _add_enclosure(item: Element, file: FeedImage) -> None:
    _add(item, "enclosure", url=file.url, length=str(file.size), type=file.mime or "application/octet-stream")


def _add_image(item: Element, image: FeedImage, is_enclosed: bool) -> None:
    if is_enclosed and image.size and image.mime:
        _add_enclosure(item, image)
    sizes = {"fileSize": image.size, "width": image.width, "height": image.height}
    known = {name: str(value) for name, value in sizes.items() if value}
    kind = {"type": image.mime} if image.mime else {}
    # Its words stay out: some readers take a `media:description` for the text of the post.
    _add(item, f"{{{MEDIA}}}content", url=image.url, medium="image", **kind, **known)


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    child = etree.SubElement(parent, name, attributes)
    if text:
        child.text = text
    return child


def _date(moment: datetime) -> str:
    """RFC 822's form, with four digits for the year as RFC 2822 has them."""
    return format_datetime(moment)


class Outline(NamedTuple):
    """A feed in the list."""

    title: str
    home: str
    """The URL of what it is a feed of, absolute as the next."""

    url: str


def write_opml(title: str, outlines: Iterable[Outline]) -> bytes:
    """The file. The type of an outline is `rss` for a feed of any format, as the specification has it."""
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    etree.SubElement(head, "title").text = title
    for outline in outlines:
        named = {"text": outline.title, "title": outline.title}
        places = {"type": "rss", "xmlUrl": outline.url, "htmlUrl": outline.home}
        etree.SubElement(body, "outline", {**named, **places})
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
