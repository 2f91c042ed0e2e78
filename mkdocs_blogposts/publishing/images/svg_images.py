"""SVG images: their size, and a copy without what a browser would run, open or fetch, only of what is known to draw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from lxml import etree

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.images.decoding import UnreadableImage

SVG = "{http://www.w3.org/2000/svg}"
"""What the name of each of its elements begins with."""

_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "mm": 96 / 25.4, "cm": 96 / 2.54}
_LENGTH = compile_pattern(r"([+.\deE-]+?)\s*(px|pt|pc|in|mm|cm)?", re.ASCII)
_LONGEST_LENGTH = 40  # characters
_LONGEST_SIDE = 100_000  # pixels
MOST_BYTES = 10_000_000
"""Of an SVG, which takes forty times as much in memory."""


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
        UnreadableImage: if it isn't an SVG, or a very large one.
    """
    if len(data) > MOST_BYTES:
        raise UnreadableImage(f"it has {len(data) / 1e6:.0f} MB, and an SVG may have {MOST_BYTES / 1e6:.0f} MB")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise UnreadableImage("it is not well-formed SVG" if data.strip() else "the file is empty") from error
    if root.tag != f"{SVG}svg":
        raise UnreadableImage('it is not an SVG: its first element is not <svg xmlns="http://www.w3.org/2000/svg">')
    return root


def _pixels(length: str) -> float:
    """A length in pixels; 0 for a share of the page (`100%`, `2em`) and for what isn't a length."""
    found = _LENGTH.fullmatch(length.strip()[:_LONGEST_LENGTH])
    try:
        return float(found[1]) * _PIXELS[found[2] or "px"] if found else 0.0
    except ValueError:
        return 0.0


def _box(view_box: str) -> tuple[float, float]:
    """The width and height of a `viewBox`, which is four numbers between spaces or commas."""
    numbers = [_pixels(number) for number in view_box[: 4 * _LONGEST_LENGTH].replace(",", " ").split()]
    return (numbers[2], numbers[3]) if len(numbers) == 4 else (0.0, 0.0)


_HTML = ("{http://www.w3.org/1999/xhtml}", "{http://www.w3.org/1998/Math/MathML}")
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_XML = ("{http://www.w3.org/XML/1998/namespace}space", "{http://www.w3.org/XML/1998/namespace}lang")

# SVG 2 and Filter Effects: the elements that draw.
_ELEMENTS = frozenset({
    "animate", "animateMotion", "animateTransform", "circle", "clipPath", "defs", "desc", "ellipse", "feBlend",
    "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
    "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR",
    "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
    "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "filter", "g", "image", "line", "linearGradient",
    "marker", "mask", "metadata", "mpath", "path", "pattern", "polygon", "polyline", "radialGradient", "rect", "set",
    "stop", "style", "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use", "view",
})  # fmt: skip
_LIVE = frozenset({
    "script", "handler", "listener", "iframe", "object", "embed", "frame", "frameset", "meta", "link", "base",
    "form",
})  # fmt: skip
"""Elements that run or open something wherever they stand, in whatever namespace."""

_CSS, _LINKS, _ANIMATED, _SCRIPT = "CSS of other files", "links", "animated links", "javascript:"
_HIDING = ("attributes of its own", "a transformation by another file", "the entity")
"""What could hide any of it."""

_RASTER = compile_pattern(r"\s*data:image/(?:png|jpe?g|gif|webp|avif)[;,]", re.IGNORECASE)
_REMOTE = r"""url\((?!\s*["']?(?:#|data:(?:image/(?:png|jpe?g|gif|webp|avif)|font/|application/(?:x-)?font)))"""
_FETCH = compile_pattern(rf"@import|\bsrc\(|\bimage\(|image-set\(|paint\(|javascript:|{_REMOTE}", re.IGNORECASE)
_NAME = r"""(?:"[^"]{0,2000}"|'[^']{0,2000}'|[^)]{0,2000})\)"""
_CUT = compile_pattern(rf"@import\b[^;{{}}]*;?|{_REMOTE}{_NAME}", re.IGNORECASE)
_ESCAPE = compile_pattern(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
_COMMENT = compile_pattern(r"/\*.*?(?:\*/|$)", re.DOTALL)
_UNSEEN = compile_pattern(r"[\s\x00-\x20]+")
_LONGEST_CSS = 100_000  # characters: longer text that fetches something is left out whole
_MOST_SHOWN = 200_000  # elements that `use` shows again: an image of more keeps a browser busy for minutes


class SanitizedSvg(NamedTuple):
    """What an SVG becomes."""

    size: tuple[int, int]

    data: bytes
    """The copy; empty where the file itself may be shown, since nothing had to be left out."""

    losses: tuple[str, ...]
    """What was left out, such as `<script>`, `onload`, `@import`."""

    live: tuple[str, ...]
    """That of it which would run or open something where the file is opened by itself, even in a page's text."""


def sanitize_svg(data: bytes) -> SanitizedSvg:
    """An SVG without what is more than a drawing.

    Only elements of a list stay, links to places in the image itself, and CSS that fetches nothing. Entities,
    instructions, comments and what stands around the first element never get into the copy.

    Raises:
        UnreadableImage: if it isn't an SVG, or would keep a browser busy for minutes.
    """
    root = read_svg(data)
    _refuse_bomb(root)
    losses = list(_around(root))
    for node in list(root.iter()):
        if node.tag is etree.Entity:
            losses.append(f"{_HIDING[2]} {node.text}")
        elif isinstance(node.tag, str):
            losses += _cut_element(node)
    for node in [node for node in root.iter() if not _stays(node)]:
        _remove(node)
    losses = list(dict.fromkeys(losses))
    needs_copy = losses or (root.getroottree().docinfo.encoding or "UTF-8").upper() not in ("UTF-8", "US-ASCII")
    copy = etree.tostring(root, encoding="utf-8", xml_declaration=True) if needs_copy else b""
    return SanitizedSvg(measure_svg(root), copy, tuple(losses), tuple(loss for loss in losses if _is_live(loss)))


def _is_live(loss: str) -> bool:
    name = loss.strip("<>").casefold()
    return name in _LIVE or loss.startswith(("on", *_HIDING, _SCRIPT))


def _around(root: etree._Element) -> Iterator[str]:
    """What stands around the first element and changes what a browser makes of it.

    Chromium heeds a style sheet that is named below the image, too.
    """
    if b"<!ATTLIST" in etree.tostring(root.getroottree()):
        yield _HIDING[0]
    siblings = (root.itersiblings(etree.ProcessingInstruction, preceding=preceding) for preceding in (True, False))
    for instruction in chain(*siblings, root.iter(etree.ProcessingInstruction)):
        if "xml-stylesheet" in str(instruction):
            is_css = instruction.get("type") == "text/css" and str(instruction).count("type") == 1
            yield "a style sheet of its own" if is_css else _HIDING[1]


def _refuse_bomb(root: etree._Element) -> None:
    """Refuse an image in which parts show parts that show parts, without end or nearly so."""
    by_id = {element.get("id"): element for element in root.iter(etree.Element) if element.get("id")}
    waiting, shown = [root], -sum(1 for _ in root.iter())
    while waiting:
        for element in waiting.pop().iter(etree.Element):
            shown += 1
            if element.tag == f"{SVG}use":
                targets = (by_id.get((element.get(name) or "").strip()[1:]) for name in _HREFS)
                waiting += [target for target in targets if target is not None]
        if shown > _MOST_SHOWN or len(waiting) > _MOST_SHOWN:
            raise UnreadableImage("it shows parts of itself again and again, which would keep every browser busy")


def _stays(node: etree._Element) -> bool:
    return isinstance(node.tag, str) and node.tag.removeprefix(SVG) in _ELEMENTS and node.tag.startswith(SVG)


def _cut_element(element: etree._Element) -> Iterator[str]:
    """Take from an element what is more than drawing, and name it; the element itself is removed later."""
    name = etree.QName(element).localname
    if element.tag == f"{SVG}a":
        element.tag = f"{SVG}g"
    elif name.casefold() in _LIVE or (element.tag.startswith((SVG, *_HTML)) and not _stays(element)):
        yield f"<{name}>"
    if element.tag == f"{SVG}style" and _fetches(css := _text_of(element)):
        del element[:]
        element.text = _without_fetching(css)
        yield _CSS
    for key, value in element.items():
        yield from _cut_attribute(element, str(key), str(value))


def _text_of(style: etree._Element) -> str:
    """The CSS of a style sheet: what stands between comments and instructions, put together as browsers do."""
    return "".join((style.text or "", *(child.tail or "" for child in style)))


def _cut_attribute(element: etree._Element, key: str, value: str) -> Iterator[str]:
    if key not in element.attrib or key in _XML:
        return
    loss = _loss(element, key, value)
    if loss == _CSS and key == "style" and (rest := _without_fetching(value)):
        element.set(key, rest)
        yield loss
    elif loss == _ANIMATED:
        element.attrib.clear()
        yield loss
    elif loss or ("}" in key and key not in _HREFS):  # the others are of drawing programs, and no browser reads them
        del element.attrib[key]
        yield from filter(None, (loss,))


def _loss(element: etree._Element, key: str, value: str) -> str:
    """What an attribute does beside drawing; empty for one that draws, or that no browser reads."""
    if "}" in key and key not in (*_HREFS, _BASE):
        return ""
    name = key.rpartition("}")[2].casefold()
    if name.startswith("on"):
        return name
    if name == "attributename":
        target = value.strip().rpartition(":")[2].casefold()
        return _ANIMATED if target.startswith(("href", "on")) else ""
    if name in ("href", "src", "base", "ping"):
        found = "" if _is_inside(element, key, value) else _LINKS
    else:
        found = _CSS if _fetches(value) else ""
    return _SCRIPT if found and _SCRIPT in _UNSEEN.sub("", value).casefold() else found


def _is_inside(element: etree._Element, key: str, value: str) -> bool:
    """Does a link stay in the image?"""
    is_image = element.tag in (f"{SVG}image", f"{SVG}feImage")
    return key in _HREFS and (value.strip().startswith("#") or (is_image and _RASTER.match(value) is not None))


def _remove(node: etree._Element) -> None:
    """Remove a node with all below it, but not the text that follows it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _fetches(css: str) -> bool:
    """Does CSS name another file, in whatever spelling?"""
    plain = _ESCAPE.sub(_letter, css)
    spellings = (css, plain, _COMMENT.sub("", plain), _UNSEEN.sub("", plain))
    return any(_FETCH.search(spelling) for spelling in spellings)


def _letter(escape: re.Match[str]) -> str:
    code = int(escape[1], 16) if escape[1] else 0
    return (chr(code) if 0 < code < 0x110000 else "\ufffd") if escape[1] else escape[2]


def _without_fetching(css: str) -> str:
    """CSS without the names of other files; none where they cannot be told from the rest."""
    cut = _CUT.sub("", css) if len(css) <= _LONGEST_CSS else ""
    return "" if _fetches(cut) else cut
