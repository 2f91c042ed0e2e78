"""What front matter's format hands on: its values as text and as typed, and where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import Any, NamedTuple, TypeAlias

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_patterns import compile_pattern

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

NESTING = 40
"""How deep front matter may nest; the deepest of 9,705 public posts nests 5 deep."""

LONGEST_TYPED = 100
"""Characters of a number or date that is given as one: what some take to read grows with the square of their length."""


@dataclass(frozen=True)
class Fields:
    """The keys of one front matter, as their writer spelt them."""

    values: Mapping[str, Value] = field(default_factory=dict)
    """Text, lists and mappings of text."""

    typed: Mapping[str, Any] = field(default_factory=dict)
    """The same as the format types it: numbers, dates, truth values."""

    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key, counted from 1 at the file's first line."""

    broken: BrokenLine | None = None

    doubles: tuple[DuplicateKey, ...] = ()
    """Keys that stand there more than once."""

    def line_of(self, key: str) -> int:
        """The line of a key, or of the outermost of a nested one (`cover.image`); 0 where it is not known."""
        return self.lines.get(key, self.lines.get(key.partition(".")[0], 0))


class BrokenLine(NamedTuple):
    """Where front matter stopped being what its fence says."""

    line: int
    text: str
    reason: str

    column: int = 0
    """In characters of the line, counted from 1: where the value begins that wants quotes, or else where reading
    stopped; 0 where it is the whole line."""


class DuplicateKey(NamedTuple):
    """A key that has been written before."""

    key: str
    line: int
    value: Value
    """The one of the two that does not count any more."""


class Scalar(NamedTuple):
    """A value of which the text and the type tell different things, such as the number `1.10`."""

    text: str
    typed: Any


def make_fields(
    tree: Mapping[str, Any],
    lines: Mapping[str, int],
    broken: BrokenLine | None = None,
    doubles: Iterable[DuplicateKey] = (),
) -> Fields:
    """The fields of front matter read as lists, mappings, `Scalar`s and Python's own values.

    ValueError where it nests too deep, or a number has too many digits.
    """
    return Fields(_each(tree, _text, NESTING), _each(tree, _typed, NESTING), lines, broken, tuple(doubles))


def convert_value(value: Any) -> Value:
    """A value as text, lists and mappings of text; empty where it nests too deep."""
    try:
        read: Value = _each(value, _text, NESTING)
    except ValueError:
        return ""
    return read


def _each(value: Any, read: Callable[[Any], Any], depth: int) -> Any:
    if not isinstance(value, (dict, list)):
        return read(value)
    if not depth:
        raise ValueError(f"it nests more than {NESTING} deep")
    if isinstance(value, list):
        return [_each(item, read, depth - 1) for item in value]
    return {key: _each(item, read, depth - 1) for key, item in value.items()}


def _text(value: Any) -> str:
    if isinstance(value, Scalar):
        return value.text
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _typed(value: Any) -> Any:
    return value.typed if isinstance(value, Scalar) else value


TYPOGRAPHIC = compile_pattern(r"[“”„‟″]([^“”„‟″]*)[“”‟″]|[‘’‚‛′]([^‘’‚‛′]*)[‘’‛′]|[«»]([^«»]*)[«»]", re.DOTALL)
"""Quotes that word processors make, around a whole value."""


def strip_typographic_quotes(text: str) -> str:
    """A text without typographic quotes around it: where a value is one word or a date, nobody means them."""
    found = TYPOGRAPHIC.fullmatch(text) if text and not text[0].isascii() else None
    return next(filter(None, found.groups()), "").strip() if found else text


def unquote_text(text: str) -> str:
    """A text without the spaces and the quotes around it, or one before it that nobody closed."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text.removeprefix('"') if text.count('"') == 1 else text
