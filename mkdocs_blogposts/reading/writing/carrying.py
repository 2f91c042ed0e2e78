"""Values carried from one dialect to another: each as the type that is read again to the same letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from mkdocs_blogposts.reading.dialects.values import Fields, Value
from mkdocs_blogposts.reading.fields import FALSE, TRUE, as_terms
from mkdocs_blogposts.reading.naming.names import NAMES, plain_name
from mkdocs_blogposts.reading.writing.writing import LISTS

MOST_VALUES = 10_000
"""Values that a header may have when its aliases are written out."""


def _plain_names(*fields: str) -> frozenset[str]:
    return frozenset(plain_name(name) for field in fields for name in (field, *NAMES[field]))


DATES = _plain_names("date", "updated", "expires")
FLAGS = _plain_names(
    "draft", "published", "hidden", "private", "noindex", "sitemap", "pinned", "comments", "nocomments", "post"
)
PLURALS = frozenset({"tags", "categories", "authors", "aliases"})
WORDS = (TRUE | FALSE) - {"0", "1", "y", "n"}
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})?)?")


def carried(fields: Fields, origin: str, dialect: str) -> dict[str, Any]:
    """The values of a header of one dialect as another is to write them. ValueError where they are too many."""
    left = iter(range(MOST_VALUES))
    pairs = ((key, value, fields.typed[key]) for key, value in fields.values.items())
    if origin in ("mmd", "nikola"):
        pairs = ((key, *_parted(key, value, typed)) for key, value, typed in pairs)
    return {key: _carried(key, value, typed, dialect, left) for key, value, typed in pairs}


def _parted(key: str, value: Value, typed: Any) -> tuple[Value, Any]:
    """A list in place of a text that is read as one."""
    name = plain_name(key)
    if not isinstance(value, str) or name not in LISTS:
        return value, typed
    terms: list[Value] = [*as_terms(value)]
    if as_terms(terms) != as_terms(value) or not (len(terms) > 1 or (terms and name in PLURALS)):
        return value, typed
    return terms, terms


def _carried(key: str, value: Value, typed: Any, dialect: str, left: Iterator[int]) -> Any:
    if next(left, None) is None:
        raise ValueError(f"it would have more than {MOST_VALUES} values, written without aliases")
    if isinstance(value, dict):
        return {inner: _carried(inner, value[inner], typed[inner], dialect, left) for inner in value}
    if isinstance(value, list):
        return [_carried("", *pair, dialect, left) for pair in zip(value, typed, strict=True)]
    if dialect == "mmd":
        return value
    name = plain_name(key)
    if name in FLAGS and value.casefold() in WORDS:
        return value.casefold() in TRUE
    if name in DATES:
        return _moment(value, typed, dialect)
    return typed if _says_the_same(value, typed, dialect) else value


def _moment(text: str, typed: Any, dialect: str) -> Any:
    """A date of the dialect's own kind, where it has one and the text is one."""
    if dialect == "json" or isinstance(typed, date):
        return text if dialect == "json" else typed
    if MOMENT.fullmatch(text):
        with suppress(ValueError):
            moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
            return moment if len(text) > len("2024-07-23") else moment.date()
    return typed if _says_the_same(text, typed, dialect) else text


def _says_the_same(text: str, typed: Any, dialect: str) -> bool:
    """Would the value, written as its type has it, be read as this text?"""
    if typed is None or isinstance(typed, bool):
        return text == ("" if typed is None else str(typed).lower())
    if isinstance(typed, float):
        return text == repr(typed) and text.lstrip("-").replace(".", "", 1).isdigit()
    if isinstance(typed, date):
        return dialect != "json" and text == str(typed)
    return isinstance(typed, (str, int)) and text == str(typed)
