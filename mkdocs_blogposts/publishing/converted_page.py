"""What the conversion of a page's Markdown gave and what it depended on: a value that a cache can keep as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, NamedTuple

VERSION = 1
"""Counted up whenever the entries get another form."""

_DEEPEST = 7  # levels: as many as a table of contents can have


class TocHeading(NamedTuple):
    """An item of a table of contents."""

    title: str
    id: str
    level: int
    children: tuple[TocHeading, ...]


class Dependency(NamedTuple):
    """Something that the conversion asked of the site, and the answer: the result holds as long as that does."""

    kind: str
    about: str
    answer: tuple[str, ...]


class LoggedMessage(NamedTuple):
    """What was logged meanwhile."""

    logger: str
    level: int
    text: str


class AnchorReference(NamedTuple):
    """A link to a place on a page, which MkDocs checks when all pages are there."""

    source: str
    """The file of the page."""

    anchor: str
    link: str


@dataclass(frozen=True, slots=True)
class ConvertedPage:
    """A page's Markdown as HTML, with all that MkDocs takes note of meanwhile."""

    key: str
    """Of everything that decides the result, but for the answers to its questions."""

    html: str
    toc: tuple[TocHeading, ...]
    title: str | None
    """Of the first heading, as HTML."""

    ids: tuple[str, ...]
    """The places on the page that links may lead to."""

    anchors: tuple[AnchorReference, ...] | None
    """`None` where nobody wants them checked."""

    questions: tuple[Dependency, ...] = ()
    messages: tuple[LoggedMessage, ...] = ()


def make_cache_key(*parts: object) -> str:
    """The key of what decides a result: texts, numbers, and lists and mappings of them."""
    return sha256(json.dumps([VERSION, *parts]).encode()).hexdigest()


def dump_page(converted: ConvertedPage) -> bytes:
    """An entry of a cache."""
    return json.dumps({name: getattr(converted, name) for name in ConvertedPage.__slots__}).encode()


def load_page(data: bytes) -> ConvertedPage | None:
    """What an entry says; `None` for one that is cut off, of another version, or made by someone else."""
    try:
        return _converted(json.loads(data))
    except (ValueError, TypeError, LookupError, RecursionError):
        return None


def _converted(found: Mapping[str, Any]) -> ConvertedPage:
    return ConvertedPage(
        _text(found["key"]),
        _text(found["html"]),
        tuple(_heading(item) for item in _list(found["toc"])),
        None if found["title"] is None else _text(found["title"]),
        tuple(map(_text, _list(found["ids"]))),
        None if found["anchors"] is None else tuple(AnchorReference(*_texts(item, 3)) for item in found["anchors"]),
        tuple(_question(item) for item in _list(found["questions"])),
        tuple(_message(item) for item in _list(found["messages"])),
    )


def _heading(item: Any, depth: int = 1) -> TocHeading:
    title, anchor, level, children = _list(item)
    if depth > _DEEPEST:
        raise ValueError(depth)
    below = tuple(_heading(child, depth + 1) for child in _list(children))
    return TocHeading(_text(title), _text(anchor), _number(level), below)


def _question(item: Any) -> Dependency:
    kind, about, answer = _list(item)
    return Dependency(_text(kind), _text(about), tuple(map(_text, _list(answer))))


def _message(item: Any) -> LoggedMessage:
    logger, level, text = _list(item)
    return LoggedMessage(_text(logger), _number(level), _text(text))


def _texts(item: Any, count: int) -> list[str]:
    if len(_list(item)) != count:
        raise ValueError(item)
    return [_text(value) for value in item]


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError(value)
    return value
