"""Values of a post's fields that are of another kind than the field: a list for a title, a language's name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from babel import Locale

from mkdocs_blogposts.reading.author_resolver import MOST as MOST_AUTHORS
from mkdocs_blogposts.reading.field_values import FALSE, LIST_LIMIT, TRUE, flatten_values, parse_text
from mkdocs_blogposts.reading.front_matter_syntax_errors import show_value
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.named_fields import NamedFields
from mkdocs_blogposts.reading.naming.suggestions import suggest_word

TEXTS = ("title", "description", "slug", "image_alt", "image_caption", "language", "canonical", "template")
MOST = {"authors": MOST_AUTHORS, **dict.fromkeys(("tags", "categories", "aliases"), LIST_LIMIT)}
"""Names of one list that are read."""

NAMES = frozenset({"name", "label", "title"})

Odd: TypeAlias = "tuple[str, str, str]"
"""The key, what is wrong with its value, and what to write."""


def find_invalid_values(named: NamedFields) -> Iterator[Odd]:
    """What is wrong with the values of one front matter, each with its key."""
    for check in (_texts, _terms, _too_many, _languages, _comments):
        yield from check(named)


def _texts(named: NamedFields) -> Iterator[Odd]:
    for field in TEXTS:
        for key, value in named.all(field):
            is_list = isinstance(value, list) and len([item for item in value if item]) > 1
            if is_list or (isinstance(value, dict) and value and not named.holds_others(key)):
                until = (
                    f"until then {show_value(parse_text(value))} counts"
                    if parse_text(value)
                    else "until then it does not count"
                )
                yield key, f"{show_value(_written(value))} of {show_value(key)} isn't one text.", f"Write one; {until}."


def _terms(named: NamedFields) -> Iterator[Odd]:
    for field in ("tags", "categories"):
        for key, value in named.all(field):
            mappings = [leaf for leaf in flatten_values(value, set()) if isinstance(leaf, dict)]
            if any(mapping and NAMES.isdisjoint(mapping) for mapping in mappings) and not named.holds_others(key):
                what = f"{show_value(_written(value))} of {show_value(key)} isn't a list of names."
                yield key, what, "Write one, such as '[a, b]'; until then what isn't a name does not count."


def _too_many(named: NamedFields) -> Iterator[Odd]:
    for field, most in MOST.items():
        for key, value in named.all(field):
            if len([*islice(flatten_values(value, set()), most + 1)]) > most:
                yield key, f"{show_value(key)} has more than {most} names.", "The others are left out; take some out."


def _languages(named: NamedFields) -> Iterator[Odd]:
    for key, value in named.all("language"):
        text = parse_text(value)
        code = text.replace("_", "-").partition("-")[0].casefold()
        if text and code not in _codes():
            by_name = {name.casefold(): code for code, name in _codes().items()}
            meant = by_name.get(text.casefold(), "")
            hint = (
                f"Did you mean {meant!r}?"
                if meant
                else suggest_word(text, _codes(), "Write one, such as 'de' or 'pt-BR'.")
            )
            yield key, f"{show_value(text)} of {show_value(key)} isn't a language code.", hint


@lru_cache
def _codes() -> dict[str, str]:
    """The codes of all languages with their English names."""
    return {code.partition("_")[0]: name for code, name in Locale("en").languages.items() if "_" not in code}


def _comments(named: NamedFields) -> Iterator[Odd]:
    for key, value in named.all("comments"):
        text = parse_text(value)
        if text and text.casefold() not in TRUE | FALSE and isinstance(value, str):
            what = f"{show_value(text)} of {show_value(key)} is neither yes nor no."
            yield key, what, "Write 'true' or 'false'; until then it does not count."


def _written(value: Value) -> str:
    """A list or mapping, much as its writer has it."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value[:5]))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(item)}' for key, item in [*value.items()][:5])}}}"
    return value
