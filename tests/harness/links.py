"""Does everything that a site points to exist in it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from lxml.html import HtmlElement

from harness.page import PageView

ADDRESS_ATTRIBUTES = ("href", "src", "poster", "data", "action")
SET_ATTRIBUTES = ("srcset", "imagesrcset")
ADDRESS_METAS = ("og:url", "og:image", "og:image:secure_url", "twitter:image", "article:author")

ALWAYS_THERE = ("", "top")
"""Fragments that lead to the top of any page: HTML, Navigating to a fragment."""


def dead_links(pages: Iterable[PageView], files: AbstractSet[str]) -> list[str]:
    """A line for each URL in the pages that leads to no file of the site, or to no place in its page."""
    return [str(dead) for dead in dead_addresses(pages, files)]


class Dead(NamedTuple):
    """A URL that is broken."""

    file: str
    """Of the page that it stands on."""

    written: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}: {self.written} {self.why}"


def dead_addresses(pages: Iterable[PageView], files: AbstractSet[str]) -> list[Dead]:
    """Each URL in the pages that leads to no file of the site, or to no place in its page, once for each page."""
    pages = list(pages)
    places = {page.file: _places(page.element) for page in pages}
    return [dead for page in pages for dead in dict.fromkeys(_dead(page, files, places))]


def _dead(page: PageView, files: AbstractSet[str], places: dict[str, set[str]]) -> Iterator[Dead]:
    for written in _written(page.element):
        target = page.addresses.target(page.file, written)
        if not target.inside:
            if _is_relative(written):
                yield Dead(page.file, written, "leaves the site")
        elif target.path not in files:
            yield Dead(page.file, written, f"is not there ({target.path})")
        elif target.path in places and _name(target.fragment) not in places[target.path]:
            yield Dead(page.file, written, f"names a place that {target.path} has not")


def _written(element: HtmlElement) -> Iterator[str]:
    """Every URL in the page, as written."""
    for tag in element.iter("*"):
        yield from (tag.get(name) for name in ADDRESS_ATTRIBUTES if tag.get(name) is not None)
        for name in SET_ATTRIBUTES:
            yield from (choice.split()[0] for choice in tag.get(name, "").split(",") if choice.split())
    for meta in element.iter("meta"):
        if meta.get("property", meta.get("name")) in ADDRESS_METAS:
            yield meta.get("content", "")


def _is_relative(written: str) -> bool:
    return not written.startswith("//") and ":" not in written.partition("/")[0]


def _name(fragment: str) -> str:
    return fragment.partition(":~:")[0]


def _places(element: HtmlElement) -> set[str]:
    named = [tag.get("name") for tag in element.iter("a")]
    return {*ALWAYS_THERE, *(tag.get("id") for tag in element.iter("*")), *named} - {None}
