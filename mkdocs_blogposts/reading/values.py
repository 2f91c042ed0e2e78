"""What a header's dialect hands on: its values as text and as typed, and where each of them stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Value: TypeAlias = "str | list[Value] | dict[str, Value]"


@dataclass(frozen=True)
class Fields:
    """The keys of one header, as their writer spelt them."""

    values: Mapping[str, Value] = field(default_factory=dict)
    """Text, lists and mappings of text."""

    typed: Mapping[str, Any] = field(default_factory=dict)
    """The same as the dialect types it: numbers, dates, truth values."""

    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key, counted from 1 at the file's first line."""

    broken: BrokenLine | None = None


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """Where a header stopped being what its fence says."""

    line: int
    text: str
    reason: str


def unquoted(text: str) -> str:
    """A text without the blanks and the quotes around it, or one before it that nobody closed."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    return text.removeprefix('"') if text.count('"') == 1 else text
