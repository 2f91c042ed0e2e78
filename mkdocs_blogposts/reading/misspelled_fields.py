"""What a header says of who may see a post by a slip of the pen: `drafft: true`, or a line that could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from mkdocs_blogposts.lazy_definitions import compile_pattern
from mkdocs_blogposts.reading.date_fields import may_be_to_come
from mkdocs_blogposts.reading.entry import Status
from mkdocs_blogposts.reading.field_values import parse_text
from mkdocs_blogposts.reading.front_matter_syntax_errors import show_value
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.frontmatter.parser import FrontMatter
from mkdocs_blogposts.reading.naming.field_names import WRAPPERS, FieldNames, normalize_name
from mkdocs_blogposts.reading.naming.suggestions import are_near, find_nearest
from mkdocs_blogposts.reading.post_status import KINDS, StatusReading, Unclear, read_word, split_words

UNREAD = compile_pattern(
    r"[ \t]*[\"'*_>-]{0,3}[ ]?(?P<key>draft|private|hidden|unlisted|published?|status|visibility|expires)\b"
    r"[ \t]*(?:\W{1,3}[ \t]*)?(?P<value>.*)",
    re.IGNORECASE,
)
"""How a line of a broken front matter begins that was to say who may see the post."""


class MisspelledField(NamedTuple):
    """A key that nobody knows, and the field's name that it may mean."""

    key: str
    value: Value
    name: str
    hint: str


def find_misspelled(front_matter: FrontMatter, text: str, names: FieldNames) -> Iterator[MisspelledField]:
    """The keys of front matter that are nearly a name of ours, and what could not be read of one that is broken."""
    for key, value in front_matter.fields.values.items():
        if name := guess_field(key, names):
            yield MisspelledField(key, value, name, f"did you mean {name!r}?")
    yield from _nested(front_matter.fields.values)
    if front_matter.fields.broken or front_matter.dialect == "mmd":
        yield from _unread(front_matter, text)


def _nested(values: Mapping[str, Value]) -> Iterator[MisspelledField]:
    """A mark of a draft that is indented by mistake, and so belongs to the field above it."""
    for key, value in values.items():
        if isinstance(value, dict) and normalize_name(key) not in WRAPPERS:
            for name, inner in value.items():
                if normalize_name(name) == "draft":
                    yield MisspelledField(
                        f"{key}.{name}", inner, "draft", "write it without the spaces in front of it."
                    )


def _unread(front_matter: FrontMatter, text: str) -> Iterator[MisspelledField]:
    """The lines of a broken header that could not be read, and the one that ends a header of `Key: value` lines."""
    read = {normalize_name(key) for key in front_matter.fields.values}
    lines = text.replace("\r\n", "\n").split("\n")
    begin, end = (0, front_matter.lines) if front_matter.fields.broken else (front_matter.lines, front_matter.lines + 1)
    for line in lines[begin:end]:
        found = UNREAD.match(line)
        if found and normalize_name(found["key"]) not in read:
            name, value = found["key"].lower(), found["value"].strip()
            yield MisspelledField(line.strip(), value, name, f"write it as '{name}: {value}'.")


def apply_misspelled(
    status: StatusReading,
    found: Iterator[MisspelledField],
    names: FieldNames,
    now: datetime,
    read: Callable[[str], datetime | None],
) -> StatusReading:
    """The standing of a post that a slip keeps back, if that would not be public under the name that it may mean."""
    unclear = tuple(
        Unclear(slip.key, _what(slip), slip.hint)
        for slip in found
        if any(
            _keeps_back(field, slip.value, now, read) for field, _ in names.claims.get(normalize_name(slip.name), ())
        )
    )
    if not unclear:
        return status
    unclear = (*status.unclear, *unclear)
    return replace(status, status=Status.DRAFT, unclear=unclear, own_words=(), reason=status.reason or unclear[0].key)


def _what(slip: MisspelledField) -> str:
    text = parse_text(slip.value)
    said = f"{slip.key}: {text}" if text and text not in slip.key else slip.key
    return f"{show_value(said)} says who may see the post, but in no field that is read."


def _keeps_back(field: str, value: Value, now: datetime, read: Callable[[str], datetime | None]) -> bool:
    text = parse_text(value)
    if field in ("date", "expires"):
        date = read(text)
        if field == "expires":
            return bool(date and date <= now)
        return date > now if date else any(map(str.isdigit, text)) and may_be_to_come(text, now, now)
    if kind := KINDS.get(field):
        states = (read_word(word, kind)[0] for word in split_words(value))
        return any(state and state is not Status.PUBLISHED for state in states)
    return False


OTHERS = frozenset({"features", "listed", "parts", "posts", "publisher", "related", "sections"})
"""Plain names near to ours that themes and engines use for something else."""

SHORT = ("date", "tags")
"""What a key of three letters may mean."""

WORDS = compile_pattern(r"[-_ ]+|(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=4096)
def guess_field(key: str, names: FieldNames) -> str:
    """The name that a writer probably meant by a key; empty where the key is known, or like none."""
    plain = normalize_name(key)
    if plain in names.claims or plain in names.outer or plain in OTHERS or len(plain) < 3:
        return ""
    if len(plain) == 3:
        return next((name for name in SHORT if plain in _without_one_letter(name)), "")
    spellings = {name: shown for name, shown in names.spellings() if _may_be(_words(key), _words(shown))}
    near = find_nearest(plain, spellings)
    return spellings[near] if near else ""


def _without_one_letter(name: str) -> set[str]:
    return {name[:at] + name[at + 1 :] for at in range(len(name))}


def _words(name: str) -> list[str]:
    return WORDS.split(name.strip("-_ "))


def _may_be(words: Sequence[str], others: Sequence[str]) -> bool:
    """A misspelling has no more words, and each like its own: `author_url` is no `author`."""
    if len(words) != len(others):
        return len(words) < len(others)
    return len(words) == 1 or all(are_near(*pair) for pair in zip(words, others, strict=True))
