"""What a header says of who may see a post by a slip of the pen: `drafft: true`, or a line that could not be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from mkdocs_blogposts.reading.dialects.header import Header
from mkdocs_blogposts.reading.dialects.values import Value
from mkdocs_blogposts.reading.entry import State
from mkdocs_blogposts.reading.fields import as_text
from mkdocs_blogposts.reading.mending import shown
from mkdocs_blogposts.reading.moments import may_be_to_come
from mkdocs_blogposts.reading.naming.misspelling import meant
from mkdocs_blogposts.reading.naming.names import WRAPPERS, Names, plain_name
from mkdocs_blogposts.reading.states import Standing, Unclear
from mkdocs_blogposts.reading.visibility_words import KINDS, meaning, words_of

UNREAD = re.compile(
    r"[ \t]*[\"'*_>-]{0,3}[ ]?(?P<key>draft|private|hidden|unlisted|published?|status|visibility|expires)\b"
    r"[ \t]*(?:\W{1,3}[ \t]*)?(?P<value>.*)",
    re.IGNORECASE,
)
"""How a line of a broken header begins that was to say who may see the post."""


class Slip(NamedTuple):
    """A key that nobody knows, and the field's name that it may mean."""

    key: str
    value: Value
    name: str
    cure: str


def slips(header: Header, text: str, names: Names) -> Iterator[Slip]:
    """The keys of a header that are nearly a name of ours, and what could not be read of one that is broken."""
    for key, value in header.fields.values.items():
        if name := meant(key, names):
            yield Slip(key, value, name, f"did you mean {name!r}?")
    yield from _nested(header.fields.values)
    if header.fields.broken or header.dialect == "mmd":
        yield from _unread(header, text)


def _nested(values: Mapping[str, Value]) -> Iterator[Slip]:
    """A mark of a draft that is indented by mistake, and so belongs to the field above it."""
    for key, value in values.items():
        if isinstance(value, dict) and plain_name(key) not in WRAPPERS:
            for name, inner in value.items():
                if plain_name(name) == "draft":
                    yield Slip(f"{key}.{name}", inner, "draft", "write it without the blanks in front of it.")


def _unread(header: Header, text: str) -> Iterator[Slip]:
    """The lines of a broken header that could not be read, and the one that ends a header of `Key: value` lines."""
    read = {plain_name(key) for key in header.fields.values}
    lines = text.replace("\r\n", "\n").split("\n")
    begin, end = (0, header.lines) if header.fields.broken else (header.lines, header.lines + 1)
    for line in lines[begin:end]:
        found = UNREAD.match(line)
        if found and plain_name(found["key"]) not in read:
            name, value = found["key"].lower(), found["value"].strip()
            yield Slip(line.strip(), value, name, f"write it as '{name}: {value}'.")


def with_slips(
    standing: Standing, found: Iterator[Slip], names: Names, now: datetime, read: Callable[[str], datetime | None]
) -> Standing:
    """The standing of a post that a slip keeps back, if that would not be public under the name that it may mean."""
    unclear = tuple(
        Unclear(slip.key, _what(slip), slip.cure)
        for slip in found
        if any(_keeps_back(field, slip.value, now, read) for field, _ in names.claims.get(plain_name(slip.name), ()))
    )
    if not unclear:
        return standing
    unclear = (*standing.unclear, *unclear)
    return replace(standing, state=State.DRAFT, unclear=unclear, own_words=(), reason=standing.reason or unclear[0].key)


def _what(slip: Slip) -> str:
    text = as_text(slip.value)
    said = f"{slip.key}: {text}" if text and text not in slip.key else slip.key
    return f"{shown(said)} says who may see the post, but in no field that is read."


def _keeps_back(field: str, value: Value, now: datetime, read: Callable[[str], datetime | None]) -> bool:
    text = as_text(value)
    if field in ("date", "expires"):
        date = read(text)
        if field == "expires":
            return bool(date and date <= now)
        return date > now if date else any(map(str.isdigit, text)) and may_be_to_come(text, now, now)
    if kind := KINDS.get(field):
        states = (meaning(word, kind)[0] for word in words_of(value))
        return any(state and state is not State.PUBLISHED for state in states)
    return False
