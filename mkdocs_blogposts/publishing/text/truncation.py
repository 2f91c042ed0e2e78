"""An excerpt no longer than an excerpt should be, whatever a text begins with: a list of a hundred items, a poem."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

CHARACTERS = 1000
ITEMS = 10
LINES = 16

_ROOM = 200
"""Characters that may be left over: cutting for less spares nobody anything."""


@dataclass
class _Room:
    characters: int = CHARACTERS
    items: int = ITEMS
    lines: int = LINES


def truncate_tree(body: Element) -> bool:
    """Cut a tree that is ours to change after so many characters, items and lines. Was anything left out?"""
    if len("".join(map(str, body.itertext()))) <= CHARACTERS + _ROOM and not _has_many(body):
        return False
    room = _Room()
    for event, element in [*etree.iterwalk(body, events=("start", "end"))]:
        if event == "start" and _is_too_many(element, room):
            _drop_after(element, body)
            _drop(element)
            return True
        if event == "start" and not _fits(element, "text", room):
            for child in [*element]:
                element.remove(child)
            _drop_after(element, body)
            return True
        if event == "end" and element is not body and not _fits(element, "tail", room):
            _drop_after(element, body, is_tail_kept=True)
            return True
    return False


def _has_many(body: Element) -> bool:
    return sum(1 for _ in body.iter("li", "dt")) > ITEMS or sum(1 for _ in body.iter("br")) > LINES


def _is_too_many(element: Element, room: _Room) -> bool:
    """Is it an item or a line too many?"""
    room.items -= element.tag in ("li", "dt")
    room.lines -= element.tag == "br"
    return room.items < 0 or room.lines < 0


def _fits(element: Element, place: str, room: _Room) -> bool:
    """Has its text room? What has none is cut after a word."""
    text: str = getattr(element, place) or ""
    if len(text) <= room.characters:
        room.characters -= len(text)
        return True
    kept = text[: room.characters]
    at = kept.rfind(" ")
    setattr(element, place, kept[:at] if at > len(kept) // 2 else kept)
    return False


def _drop_after(element: Element, body: Element, is_tail_kept: bool = False) -> None:
    """Take out all that follows an element."""
    while element is not body and (parent := element.getparent()) is not None:
        for after in [*element.itersiblings()]:
            parent.remove(after)
        element.tail = element.tail if is_tail_kept else None
        element, is_tail_kept = parent, False


def _drop(element: Element) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)
