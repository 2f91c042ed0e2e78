"""The fields of one front matter by name, and how their values are read: a text, a list, a number, a flag, links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from mkdocs_blogposts.reading.frontmatter.parse_result import Value

TRUE = frozenset({"true", "yes", "on", "1", "y"})
FALSE = frozenset({"false", "no", "off", "0", "n"})

LIST_LIMIT = 1000
"""Terms of one list that are read: nested aliases can make a list of billions out of ten lines."""

KEY_LIMIT = 5000
"""Keys of one front matter that are looked at, nested ones too: aliases multiply them as they do lists."""

LONGEST_NAME = 100
"""Characters of a key that are looked at; our longest name has 30."""

LINK_DEPTH = 8
"""Lists and mappings within each other; Material's headings within headings need two for each."""

STOPS = (".", "!", "?", "…", "。", ":", ";")

BETWEEN = re.compile(r"[,;]\s+")
"""What parts links in one text; a URL may hold a comma, but no blank after it."""

_CONTROLS = (*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_NO_CHARACTERS = (*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), *(plane << 16 | 0xFFFE for plane in range(17)))
_UNSEEN = dict.fromkeys((*_CONTROLS, *_NO_CHARACTERS, *(plane << 16 | 0xFFFF for plane in range(17))))
"""What HTML may not hold: characters of control but for tabs and line ends, which are white space; halves of pairs of
surrogates; codes that are no characters."""


def parse_text(value: Value) -> str:
    """One text: of a list its first that is not empty, of a mapping nothing."""
    if isinstance(value, list):
        return next((text for item in value[:LIST_LIMIT] if isinstance(item, str) and (text := parse_text(item))), "")
    return strip_control_characters(value).strip() if isinstance(value, str) else ""


def parse_prose(value: Value) -> str:
    """One text: of a list all of its texts, sentences one after the other, and others with commas between them."""
    if not isinstance(value, list):
        return parse_text(value)
    texts = [text for leaf in islice(flatten_values(value, set()), LIST_LIMIT) if (text := parse_text(leaf))]
    return (" " if any(text.endswith(STOPS) for text in texts) else ", ").join(texts)


def strip_control_characters(text: str) -> str:
    """A text without characters of control."""
    return text if text.isprintable() else text.translate(_UNSEEN)


def find_name(value: Mapping[str, Value]) -> str:
    """What a mapping is called: `{name: Max, url: …}`."""
    return find_text(value, "name", "label", "title", "display_name")


def flatten_values(value: Value, seen: set[int], depth: int = 0) -> Iterator[str | dict[str, Value]]:
    """The texts and mappings of nested lists, of a list in two places once."""
    if isinstance(value, str | dict):
        yield value
    elif depth < 4 and id(value) not in seen:
        seen.add(id(value))
        for item in value:
            yield from flatten_values(item, seen, depth + 1)


def parse_number(value: Value) -> int:
    """The whole number that a text begins with (`5 min`), or 0."""
    found = re.match(r"-?\d{1,6}", parse_text(value))
    return int(found[0]) if found else 0


def parse_links(value: Value) -> tuple[tuple[str, str], ...]:
    """Pairs of a title, which may be empty, and a path or URL.

    Of paths, of mappings from titles to paths, which may be nested under headings (Material's `links`), or of mappings
    with a title and a URL (`{title: …, url: …}`).
    """
    whole: Value = [*BETWEEN.split(value)] if isinstance(value, str) else value
    return tuple(islice(_links("", whole, set()), LIST_LIMIT))


def _links(title: str, value: Value, seen: set[int], depth: int = 0) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if text := parse_text(value):
            yield title, text
    elif depth < LINK_DEPTH and id(value) not in seen:
        seen.add(id(value))
        if isinstance(value, list):
            pairs: Iterable[tuple[str, Value]] = (("", item) for item in value)
        elif url := find_text(value, "url", "href", "link"):
            pairs = [(find_text(value, "title", "name", "label", "text"), url)]
        else:
            pairs = ((parse_text(key), item) for key, item in value.items())
        for name, item in pairs:
            yield from _links(name, item, seen, depth + 1)


def find_text(values: Mapping[str, Value], *keys: str) -> str:
    return next((text for key in keys if (text := parse_text(values.get(key, "")))), "")
