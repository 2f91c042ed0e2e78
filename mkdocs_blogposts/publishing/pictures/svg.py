"""An SVG as a picture of a page: its size, and that nothing in it runs, since it is published as it is."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from lxml import etree

from mkdocs_blogposts.publishing.pictures.decoding import UnreadableImage

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_HTML = frozenset({"foreignobject", "iframe", "object", "embed"})
_LIVE = frozenset({"script", "handler", "listener"})
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "mm": 96 / 25.4, "cm": 96 / 2.54}
_LENGTH = re.compile(r"([+.\deE-]+?)\s*(px|pt|pc|in|mm|cm)?", re.ASCII)
_LONGEST_LENGTH = 40  # characters
_LONGEST_SIDE = 100_000  # pixels
_MOST_BYTES = 10_000_000  # in memory it takes forty times as much


def svg_size(data: bytes, may_hold_html: bool = False) -> tuple[int, int]:
    """The width and height of an SVG in CSS pixels; `(0, 0)` where it names neither a size nor a `viewBox`.

    Read as SVG 2 has it (chapter 8.2 and 8.6): `width` and `height` in absolute units, and the ratio of the
    `viewBox` for what is missing.

    Drawing programs write their labels as HTML, which runs nothing while an `<img>` shows it: a text may have such.

    Raises:
        UnreadableImage: if it is no SVG or a very large one, or holds a script, an event handler or HTML.
    """
    if len(data) > _MOST_BYTES:
        raise UnreadableImage(f"it has {len(data) / 1e6:.0f} MB, and an SVG may have {_MOST_BYTES / 1e6:.0f} MB")
    root = _root(data)
    _refuse_hidden(root)
    refused = _LIVE if may_hold_html else _LIVE | _HTML
    for element in root.iter(etree.Element):
        _refuse_live(element, refused)
    width, height = _pixels(root.get("width", "")), _pixels(root.get("height", ""))
    box_width, box_height = _box(root.get("viewBox", ""))
    if box_width and box_height:
        if width or height:
            width, height = width or height * box_width / box_height, height or width * box_height / box_width
        else:
            width, height = box_width, box_height
    if not (0.5 <= width <= _LONGEST_SIDE and 0.5 <= height <= _LONGEST_SIDE):
        return 0, 0
    return max(1, round(width)), max(1, round(height))


def _root(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise UnreadableImage("it is not well-formed SVG" if data.strip() else "the file is empty") from error
    if root.tag != f"{_NAMESPACE}svg":
        raise UnreadableImage('it is no SVG: its first element is not <svg xmlns="http://www.w3.org/2000/svg">')
    return root


def _refuse_hidden(root: etree._Element) -> None:
    """Refuse what could put a script into the picture that is not to be seen in its elements."""
    if b"<!ATTLIST" in etree.tostring(root.getroottree()):
        raise UnreadableImage("it declares attributes of its own, which could run a script")
    for entity in root.iter(etree.Entity):
        raise UnreadableImage(f"it holds the entity {entity.text}, which could hide a script")
    for instruction in root.itersiblings(etree.ProcessingInstruction, preceding=True):
        if "xml-stylesheet" in str(instruction) and "css" not in str(instruction):
            raise UnreadableImage("it is transformed by another file, which could hold a script")


def _refuse_live(element: etree._Element, refused: AbstractSet[str]) -> None:
    """Refuse what a browser would run, or fetch a page for, where the file is opened by itself."""
    name = etree.QName(element).localname
    if name.casefold() in refused:
        raise UnreadableImage(f"it holds a <{name}> element, which could run a script")
    for key, value in element.items():
        if str(key).casefold().startswith("on"):
            raise UnreadableImage(f"it holds the event handler {key!s}, which could run a script")
        if "javascript:" in "".join(str(value).split()).casefold():
            raise UnreadableImage("it holds a javascript: address")


def _pixels(length: str) -> float:
    """A length in pixels; 0 for a share of the page (`100%`, `2em`) and for what is no length."""
    found = _LENGTH.fullmatch(length.strip()[:_LONGEST_LENGTH])
    try:
        return float(found[1]) * _PIXELS[found[2] or "px"] if found else 0.0
    except ValueError:
        return 0.0


def _box(view_box: str) -> tuple[float, float]:
    """The width and height of a `viewBox`, which is four numbers between blanks or commas."""
    numbers = [_pixels(number) for number in view_box[: 4 * _LONGEST_LENGTH].replace(",", " ").split()]
    return (numbers[2], numbers[3]) if len(numbers) == 4 else (0.0, 0.0)
