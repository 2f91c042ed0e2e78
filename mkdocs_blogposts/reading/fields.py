"""The fields of one header by name, and how their values are read: a text, a list, a number, a flag, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from operator import itemgetter
from typing import TypeAlias

from mkdocs_blogposts.reading.dialects.values import Value, unquoted
from mkdocs_blogposts.reading.naming.names import BUILT_IN, CASCADE, WRAPPERS, Names, plain_name

TRUE = frozenset({"true", "yes", "on", "1", "y"})
FALSE = frozenset({"false", "no", "off", "0", "n"})

LIST_LIMIT = 1000
"""Terms of one list that are read: nested aliases can make a list of billions out of ten lines."""

KEY_LIMIT = 5000
"""Keys of one header that are looked at, nested ones too: aliases multiply them as they do lists."""

LONGEST_NAME = 100
"""Characters of a key that are looked at; our longest name has 30."""

LINK_DEPTH = 8
"""Lists and mappings within each other; Material's headings within headings need two for each."""

STOPS = (".", "!", "?", "…", "。", ":", ";")

BETWEEN = re.compile(r"[,;]\s+")
"""What parts links in one text; an address may hold a comma, but no blank after it."""

_CONTROLS = (*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_NO_CHARACTERS = (*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), *(plane << 16 | 0xFFFE for plane in range(17)))
_UNSEEN = dict.fromkeys((*_CONTROLS, *_NO_CHARACTERS, *(plane << 16 | 0xFFFF for plane in range(17))))
"""What HTML may not hold: characters of control but for tabs and line ends, which are white space; halves of pairs of
surrogates; codes that are no characters."""


Flat: TypeAlias = "tuple[str, str, Value]"


class Named:
    """The values of one header under the names that a site understands."""

    def __init__(self, values: Mapping[str, Value], names: Names = BUILT_IN) -> None:
        found: dict[str, list[tuple[int, str, Value]]] = {}
        for name, key, value in islice(_flat(values, names.outer), KEY_LIMIT):
            for field, rank in _claims(name, names):
                found.setdefault(field, []).append((rank, key, value))
        self._found = {field: sorted(named, key=itemgetter(0)) for field, named in found.items()}
        self._outer = names.outer

    def all(self, field: str) -> Iterator[tuple[str, Value]]:
        """Each key of the header that means `field`, as its writer spelt it, with its value; the best first."""
        return ((key, value) for _, key, value in self._found.get(field, ()))

    def holds_others(self, key: str) -> bool:
        """Is it a key in which names of fields are looked for, such as `build`?"""
        return plain_name(key) in self._outer

    def text(self, field: str) -> str:
        """The first text that is not empty, without white space at its ends."""
        for _, _, value in self._found.get(field, ()):
            if text := as_text(value):
                return text
        return ""

    def prose(self, field: str) -> str:
        """The first text that is not empty, where the parts of a list make one text."""
        return next((text for _, _, value in self._found.get(field, ()) if (text := as_prose(value))), "")

    def flag(self, field: str) -> bool | None:
        """Yes or no, the first that is one of them; `None` where the header says neither."""
        for _, _, value in self._found.get(field, ()):
            if (word := as_text(value).casefold()) in TRUE or word in FALSE:
                return word in TRUE
        return None

    def terms(self, field: str, at_blanks: bool = False) -> tuple[str, ...]:
        """The terms of the first list that is not empty.

        `at_blanks` splits a text as Jekyll does: `tags` and `categories`, but not `tag` and `category`.
        """
        found = (as_terms(value, at_blanks and plain_name(key) == field) for key, value in self.all(field))
        return next(filter(None, found), ())

    def paths(self, field: str, at_blanks: bool = False) -> tuple[str, ...]:
        """The same, where a list within the list is one term below another."""
        found = (as_terms(as_paths(value), at_blanks and plain_name(key) == field) for key, value in self.all(field))
        return next(filter(None, found), ())


def _claims(name: str, names: Names) -> Iterator[tuple[str, int]]:
    """The fields that a plain name stands for, with its rank: what is wrapped is after all else, a cascade last."""
    yield from names.claims.get(name, ())
    wrapper, _, inner = name.partition(".")
    if inner and wrapper in WRAPPERS:
        below = 2 * KEY_LIMIT if wrapper == CASCADE else KEY_LIMIT
        yield from ((field, rank + below) for field, rank in names.claims.get(inner, ()))


def _flat(values: Mapping[str, Value], outer: frozenset[str], of: str = "", at: str = "") -> Iterator[Flat]:
    """Each key, and those below it where names may be nested: its plain name, the key as written, and the value."""
    for key, value in values.items():
        name, written = f"{of}{plain_name(key[:LONGEST_NAME])}", f"{at}{key}"
        yield name, written, value
        if isinstance(value, dict) and (name in outer or name.partition(".")[2] in outer):
            yield from _flat(value, outer, f"{name}.", f"{written}.")


def as_text(value: Value) -> str:
    """One text: of a list its first that is not empty, of a mapping nothing."""
    if isinstance(value, list):
        return next((text for item in value[:LIST_LIMIT] if isinstance(item, str) and (text := as_text(item))), "")
    return _seen(value).strip() if isinstance(value, str) else ""


def as_prose(value: Value) -> str:
    """One text: of a list all of its texts, sentences one after the other, and others with commas between them."""
    if not isinstance(value, list):
        return as_text(value)
    texts = [text for leaf in islice(leaves(value, set()), LIST_LIMIT) if (text := as_text(leaf))]
    return (" " if any(text.endswith(STOPS) for text in texts) else ", ").join(texts)


def _seen(text: str) -> str:
    """A text without characters of control."""
    return text if text.isprintable() else text.translate(_UNSEEN)


def as_terms(value: Value, at_blanks: bool = False) -> tuple[str, ...]:
    """Terms without doubles, in the writer's order.

    A list is taken as it is. Text is split at `;` if it has one, else at `,`, else it is one term. Quotes, brackets
    around the whole and a leading `#` come off.
    """
    if isinstance(value, str):
        text = unbracketed(value.strip())
        split = text.split(";") if ";" in text else text.split(",") if "," in text else None
        parts: Iterator[str] = iter(split or (text.split() if at_blanks else [text]))
    else:
        parts = (leaf if isinstance(leaf, str) else _name_of(leaf) for leaf in leaves(value, set()))
    return tuple(dict.fromkeys(filter(None, map(cleaned_term, islice(parts, LIST_LIMIT)))))


def cleaned_term(text: str) -> str:
    """A term in one line, without the quotes around it and a `#` in front."""
    return " ".join(unquoted(_seen(text)).strip().removeprefix("#").split())


def unbracketed(text: str) -> str:
    """A text without brackets that close around the whole of it: `[a, b]`, but not `[a] b`, nor `[a](b)`.

    One that nobody closed goes as well.
    """
    if "]" not in text:
        return text.removeprefix("[")
    while text.startswith("[") and text.endswith("]"):
        depth = 0
        for sign in re.finditer(r"[\[\]]", text):
            depth += 1 if sign[0] == "[" else -1
            if not depth and sign.end() < len(text):
                return text
        if depth:
            return text
        text = text[1:-1].strip()
    return text


def as_paths(value: Value) -> Value:
    """Categories, with the lists within the list as paths, as Hexo has them: `[Sports, Baseball]` is below `Sports`."""
    if not isinstance(value, list):
        return value
    return ["/".join(as_terms(item)) if isinstance(item, list) else item for item in value[:LIST_LIMIT]]


def _name_of(value: Mapping[str, Value]) -> str:
    """What a mapping is called: `{name: Max, url: …}`."""
    return _first_text(value, "name", "label", "title", "display_name")


def leaves(value: Value, seen: set[int], depth: int = 0) -> Iterator[str | dict[str, Value]]:
    """The texts and mappings of nested lists, of a list in two places once."""
    if isinstance(value, str | dict):
        yield value
    elif depth < 4 and id(value) not in seen:
        seen.add(id(value))
        for item in value:
            yield from leaves(item, seen, depth + 1)


def as_number(value: Value) -> int:
    """The whole number that a text begins with (`5 min`), or 0."""
    found = re.match(r"-?\d{1,6}", as_text(value))
    return int(found[0]) if found else 0


def as_links(value: Value) -> tuple[tuple[str, str], ...]:
    """Pairs of a title, which may be empty, and a path or address.

    Of paths, of mappings from titles to paths, which may be nested under headings (Material's `links`), or of mappings
    with a title and an address (`{title: …, url: …}`).
    """
    whole: Value = [*BETWEEN.split(value)] if isinstance(value, str) else value
    return tuple(islice(_links("", whole, set()), LIST_LIMIT))


def _links(title: str, value: Value, seen: set[int], depth: int = 0) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if text := as_text(value):
            yield title, text
    elif depth < LINK_DEPTH and id(value) not in seen:
        seen.add(id(value))
        if isinstance(value, list):
            pairs: Iterable[tuple[str, Value]] = (("", item) for item in value)
        elif address := _first_text(value, "url", "href", "link"):
            pairs = [(_first_text(value, "title", "name", "label", "text"), address)]
        else:
            pairs = ((as_text(key), item) for key, item in value.items())
        for name, item in pairs:
            yield from _links(name, item, seen, depth + 1)


def _first_text(values: Mapping[str, Value], *keys: str) -> str:
    return next((text for key in keys if (text := as_text(values.get(key, "")))), "")
