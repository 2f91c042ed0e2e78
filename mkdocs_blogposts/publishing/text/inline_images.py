"""The images in a text's finished HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import NamedTuple

from mkdocs_blogposts.lazy_patterns import compile_pattern

_OPENING = compile_pattern(r"<!--|<(img|script|style|template|textarea|picture)(?=[\s/>])", re.IGNORECASE)
_END_OF_COMMENT = compile_pattern("-->")
_PART = compile_pattern(r"""[^>"']+|"[^"]*"|'[^']*'""")
_ATTRIBUTE = compile_pattern(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_DECORATION = {"emojione", "twemoji", "gemoji", "emoji", "icon", "badge", "avatar", "no-preview", "pixel"}
_LEAST_SHOWN = 100  # pixels: narrower than that an image is an icon or counts visits


class InlineImage(NamedTuple):
    """An `<img>` of a text."""

    tag: str
    """As it stands there."""

    attributes: Mapping[str, str]
    """By names in lower case; without entities."""

    in_picture: bool = False
    """Does it stand in a `<picture>` of the writer's, among other sizes or formats of itself?"""

    @property
    def src(self) -> str:
        """Its URL, as the page has it; that for which a script waits to put it in place of an empty one."""
        src, later = (self.attributes.get(name, "").strip() for name in ("src", "data-src"))
        return later if later and (not src or src[:5].lower() == "data:") else src

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return self.attributes.get("alt", "")

    @property
    def is_decoration(self) -> bool:
        """Is it said to be an icon, a badge, an emoji or a pixel that counts visits?"""
        classes = set(self.attributes.get("class", "").lower().split())
        sizes = (self.attributes.get(side, "") for side in ("width", "height"))
        return not classes.isdisjoint(_DECORATION) or any(_is_small(size) for size in sizes)


def _is_small(size: str) -> bool:
    digits = size.strip().removesuffix("px")
    return digits.isdecimal() and int(digits[:9]) < _LEAST_SHOWN


def find_images(content: str) -> Iterator[InlineImage]:
    """Every `<img>` of a text that readers see, in its order."""
    return (_read(content[start:end], in_picture) for start, end, in_picture in _places(content))


def replace_images(content: str, replaced: Callable[[InlineImage], str]) -> str:
    """The same HTML with other markup in place of each `<img>`."""
    pieces, done = [], 0
    for start, end, in_picture in _places(content):
        pieces += [content[done:start], replaced(_read(content[start:end], in_picture))]
        done = end
    return "".join([*pieces, content[done:]])


def _places(content: str) -> Iterator[tuple[int, int, bool]]:
    """Where each `<img>` begins and ends, and whether it is in a `<picture>`.

    No character is looked at more than twice, whatever the HTML is.
    """
    place = in_picture = 0
    while found := _OPENING.search(content, place):
        name = (found[1] or "").lower()
        if name == "img":
            end = _end_of_tag(content, found.end())
            if end < 0:
                return
            yield found.start(), end, end <= in_picture
            place = end
            continue
        place = found.end()
        if name == "picture" and place < in_picture:
            continue
        closed = (re.compile(f"</{name}", re.IGNORECASE) if name else _END_OF_COMMENT).search(content, place)
        if not closed:
            return
        if name == "picture":
            in_picture = closed.start()
        else:
            place = closed.end()


def _end_of_tag(content: str, place: int) -> int:
    """The place behind the `>` of a tag; -1 where it has none."""
    while part := _PART.match(content, place):
        place = part.end()
    return place + 1 if content[place : place + 1] == ">" else -1


def _read(tag: str, in_picture: bool) -> InlineImage:
    found = _ATTRIBUTE.findall(tag[len("<img") : -1])
    attributes: dict[str, str] = {}
    for name, *values in found:
        attributes.setdefault(name.lower(), unescape("".join(values)))
    return InlineImage(tag, attributes, in_picture)
