"""The fields of one front matter by their names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from operator import itemgetter
from typing import TypeAlias

from mkdocs_blogposts.reading.field_values import FALSE, KEY_LIMIT, LONGEST_NAME, TRUE, parse_prose, parse_text
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, CASCADE, WRAPPERS, FieldNames, normalize_name
from mkdocs_blogposts.reading.term_splitting import parse_paths, split_terms

Flat: TypeAlias = "tuple[str, str, Value]"


class NamedFields:
    """The values of one front matter under the names that a site understands."""

    def __init__(self, values: Mapping[str, Value], names: FieldNames = BUILT_IN) -> None:
        found: dict[str, list[tuple[int, str, Value]]] = {}
        for name, key, value in islice(_flat(values, names.outer), KEY_LIMIT):
            for field, rank in _claims(name, names):
                found.setdefault(field, []).append((rank, key, value))
        self._found = {field: sorted(named, key=itemgetter(0)) for field, named in found.items()}
        self._outer = names.outer

    def all(self, field: str) -> Iterator[tuple[str, Value]]:
        """Each key of the front matter that means `field`, as its writer spelt it, with its value; the best first."""
        return ((key, value) for _, key, value in self._found.get(field, ()))

    def holds_others(self, key: str) -> bool:
        """Is it a key in which names of fields are looked for, such as `build`?"""
        return normalize_name(key) in self._outer

    def text(self, field: str) -> str:
        """The first text that is not empty, without white space at its ends."""
        for _, _, value in self._found.get(field, ()):
            if text := parse_text(value):
                return text
        return ""

    def prose(self, field: str) -> str:
        """The first text that is not empty, where the parts of a list make one text."""
        return next((text for _, _, value in self._found.get(field, ()) if (text := parse_prose(value))), "")

    def flag(self, field: str) -> bool | None:
        """Yes or no, the first that is one of them; `None` where the front matter says neither."""
        for _, _, value in self._found.get(field, ()):
            if (word := parse_text(value).casefold()) in TRUE or word in FALSE:
                return word in TRUE
        return None

    def terms(self, field: str, at_blanks: bool = False) -> tuple[str, ...]:
        """The terms of the first list that is not empty.

        `at_blanks` splits a text as Jekyll does: `tags` and `categories`, but not `tag` and `category`.
        """
        found = (split_terms(value, at_blanks and normalize_name(key) == field) for key, value in self.all(field))
        return next(filter(None, found), ())

    def paths(self, field: str, at_blanks: bool = False) -> tuple[str, ...]:
        """The same, where a list within the list is one term below another."""
        found = (
            split_terms(parse_paths(value), at_blanks and normalize_name(key) == field)
            for key, value in self.all(field)
        )
        return next(filter(None, found), ())


def _claims(name: str, names: FieldNames) -> Iterator[tuple[str, int]]:
    """The fields that a plain name stands for, with its rank: what is wrapped is after all else, a cascade last."""
    yield from names.claims.get(name, ())
    wrapper, _, inner = name.partition(".")
    if inner and wrapper in WRAPPERS:
        below = 2 * KEY_LIMIT if wrapper == CASCADE else KEY_LIMIT
        yield from ((field, rank + below) for field, rank in names.claims.get(inner, ()))


def _flat(values: Mapping[str, Value], outer: frozenset[str], of: str = "", at: str = "") -> Iterator[Flat]:
    """Each key, and those below it where names may be nested: its plain name, the key as written, and the value."""
    for key, value in values.items():
        name, written = f"{of}{normalize_name(key[:LONGEST_NAME])}", f"{at}{key}"
        yield name, written, value
        if isinstance(value, dict) and (name in outer or name.partition(".")[2] in outer):
            yield from _flat(value, outer, f"{name}.", f"{written}.")
