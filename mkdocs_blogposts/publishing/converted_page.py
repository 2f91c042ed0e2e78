"""What the conversion of a page's Markdown gave and what it depended on: a value that a cache can keep as JSON.

Only what some extensions convert may be kept: those that give the same HTML for the same text and options. A conversion
that reads files, asks the clock or counts pages is made again each time, as is one of an extension that nobody here has
looked at.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any, NamedTuple

from mkdocs_blogposts.frozen_dataclasses import dataclass

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


@dataclass(frozen=True)
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
    return json.dumps(vars(converted)).encode()


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


MARKDOWN = "markdown.extensions."
_OF_MARKDOWN = (
    *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs"),
    *("legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
)
_OF_PYMDOWN = (
    *("arithmatex", "betterem", "blocks.admonition", "blocks.caption", "blocks.definition", "blocks.details"),
    *("blocks.html", "blocks.tab", "caret", "critic", "details", "emoji", "escapeall", "extra", "fancylists"),
    *("highlight", "inlinehilite", "keys", "magiclink", "mark", "pathconverter", "progressbar", "quotes"),
    *("saneheaders", "smartsymbols", "snippets", "striphtml", "superfences", "tabbed", "tasklist", "tilde"),
)
SNIPPETS, EMOJI = "pymdownx.snippets", "pymdownx.emoji"
PURE = frozenset(
    (*_OF_MARKDOWN, *(MARKDOWN + name for name in _OF_MARKDOWN), *(f"pymdownx.{name}" for name in _OF_PYMDOWN))
)
"""Python-Markdown's own, and pymdown-extensions' but for `b64`, which reads images."""

_KNOWN_CODE = frozenset({"markdown", "pymdownx", "material", "mkdocs", "mkdocs_blogposts"})
"""Packages whose functions may be options: an entry names their versions. Of any other nobody knows when it changes."""

_SNIPPET = "8<"


class UnnamableOption(Exception):  # noqa: N818 - it says what is wrong with a value, as a Problem does
    """An option that has no name that would be another one if it did something else."""


def fingerprint_extensions(
    extensions: Sequence[object], configs: Mapping[str, Mapping[str, Any]], vouched: Collection[str] = ()
) -> list[object] | None:
    """What tells one set of extensions from another; `None` where their results must not be kept.

    `vouched` are extensions that the site's writer says are pure.
    """
    if not all(isinstance(name, str) and (name in PURE or name in vouched) for name in extensions):
        return None
    if configs.get(SNIPPETS, {}).get("auto_append") or configs.get(EMOJI, {}).get("options", {}).get("custom_icons"):
        return None  # files that change without the text
    try:
        return [[name, describe_option(configs.get(str(name)) or {})] for name in extensions]
    except UnnamableOption:
        return None


def reads_files(text: str, extensions: Sequence[object]) -> bool:
    """May the conversion of a text take in what other files say?"""
    return SNIPPETS in extensions and _SNIPPET in text


def describe_option(value: object) -> object:
    """An option as JSON has it, functions by their names.

    Raises:
        UnnamableOption: where it cannot be told from one that does something else.
    """
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, (list, tuple)):
        return [describe_option(item) for item in value]
    if isinstance(value, Mapping):
        return [[describe_option(name), describe_option(item)] for name, item in value.items()]
    if isinstance(value, partial):
        return ["partial", describe_option(value.func), describe_option(value.args), describe_option(value.keywords)]
    return ["code", _name_of_code(value)]


def _name_of_code(value: object) -> str:
    """A function or class of a package that is known."""
    module, name = str(getattr(value, "__module__", "")), str(getattr(value, "__qualname__", "<"))
    if module.partition(".")[0] not in _KNOWN_CODE or "<" in name:
        raise UnnamableOption(repr(value))
    return f"{module}:{name}"
