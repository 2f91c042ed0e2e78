"""An SVG as an image of a page: read without fetching or expanding anything, and its size."""

from __future__ import annotations

import re

from lxml import etree

from mkdocs_blogposts.publishing.images.decoding import UnreadableImage

SVG = "{http://www.w3.org/2000/svg}"
"""What the name of each of its elements begins with."""

_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "mm": 96 / 25.4, "cm": 96 / 2.54}
_LENGTH = re.compile(r"([+.\deE-]+?)\s*(px|pt|pc|in|mm|cm)?", re.ASCII)
_LONGEST_LENGTH = 40  # characters
_LONGEST_SIDE = 100_000  # pixels
_MOST_BYTES = 10_000_000  # in memory it takes forty times as much


def measure_svg(root: etree._Element) -> tuple[int, int]:
    """The width and height of an SVG in CSS pixels; `(0, 0)` where it names neither a size nor a `viewBox`.

    Read as SVG 2 has it (chapter 8.2 and 8.6): `width` and `height` in absolute units, and the ratio of the
    `viewBox` for what is missing.
    """
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


def read_svg(data: bytes) -> etree._Element:
    """The first element of an SVG.

    Raises:
        UnreadableImage: if it is no SVG, or a very large one.
    """
    if len(data) > _MOST_BYTES:
        raise UnreadableImage(f"it has {len(data) / 1e6:.0f} MB, and an SVG may have {_MOST_BYTES / 1e6:.0f} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise UnreadableImage("it is not well-formed SVG" if data.strip() else "the file is empty") from error
    if root.tag != f"{SVG}svg":
        raise UnreadableImage('it is not an SVG: its first element is not <svg xmlns="http://www.w3.org/2000/svg">')
    return root


def _pixels(length: str) -> float:
    """A length in pixels; 0 for a share of the page (`100%`, `2em`) and for what is no length."""
    found = _LENGTH.fullmatch(length.strip()[:_LONGEST_LENGTH])
    try:
        return float(found[1]) * _PIXELS[found[2] or "px"] if found else 0.0
    except ValueError:
        return 0.0


def _box(view_box: str) -> tuple[float, float]:
    """The width and height of a `viewBox`, which is four numbers between spaces or commas."""
    numbers = [_pixels(number) for number in view_box[: 4 * _LONGEST_LENGTH].replace(",", " ").split()]
    return (numbers[2], numbers[3]) if len(numbers) == 4 else (0.0, 0.0)
