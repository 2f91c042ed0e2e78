"""The pictures in a text's finished HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

_TAG = r"""(?:\s[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*)?>"""
_IMAGE = re.compile(rf"<img(?=[\s/>]){_TAG}", re.IGNORECASE)
_KEPT = re.compile(r"<!--.*?-->|<(script|style|template|textarea|picture)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_DECORATION = {"emojione", "twemoji", "gemoji", "emoji", "icon", "badge", "avatar", "no-preview", "pixel"}
_LEAST_SHOWN = 100  # pixels: narrower than that a picture is an icon or counts visits


@dataclass(frozen=True, slots=True)
class TextImage:
    """An `<img>` of a text."""

    tag: str
    """As it stands there."""

    attributes: Mapping[str, str]
    """By names in lower case; without entities."""

    @property
    def src(self) -> str:
        """Its address, as the page has it."""
        return self.attributes.get("src", "").strip()

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


def text_images(content: str) -> Iterator[TextImage]:
    """Every `<img>` of a text that readers see, in its order; those in a `<picture>` of the writer's are left alone."""
    if "<img" not in content.lower():
        return
    for _, piece in _pieces(content):
        for found in _IMAGE.finditer(piece):
            yield _read(found[0])


def replace_images(content: str, replaced: Callable[[TextImage], str]) -> str:
    """The same HTML with other markup in place of each `<img>`."""
    if "<img" not in content.lower():
        return content
    pieces = ((kept, _IMAGE.sub(lambda found: replaced(_read(found[0])), piece)) for kept, piece in _pieces(content))
    return "".join(kept + piece for kept, piece in pieces)


def _pieces(content: str) -> Iterator[tuple[str, str]]:
    """What is none of ours, each with what follows it."""
    start, kept = 0, ""
    for found in _KEPT.finditer(content):
        yield kept, content[start : found.start()]
        start, kept = found.end(), found[0]
    yield kept, content[start:]


def _read(tag: str) -> TextImage:
    found = _ATTRIBUTE.findall(tag[len("<img") : -1])
    attributes: dict[str, str] = {}
    for name, *values in found:
        attributes.setdefault(name.lower(), unescape("".join(values)))
    return TextImage(tag, attributes)
