"""OPML 2.0 (http://opml.org/spec2.opml): a list of feeds that readers take up in one go."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from mkdocs_blogposts.lazy_definitions import dataclass


@dataclass(frozen=True)
class Outline:
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
