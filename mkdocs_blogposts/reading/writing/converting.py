"""A post's text with its header in another dialect, and everything else as it was."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import datetime, timezone
from itertools import islice

from mkdocs_blogposts.reading.dialects.header import Header, read_header
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.mending import shown
from mkdocs_blogposts.reading.reader import Rules, read_entry
from mkdocs_blogposts.reading.writing.carrying import carried
from mkdocs_blogposts.reading.writing.writing import written

LINE_END = re.compile(r"\r\n|\r|\n")
ABOVE = re.compile(r"\ufeff?(?:[ \t\xa0]*(?:\r\n|\r|\n))*")
BLANK = re.compile(r"[\r\n]|\Z")
REMARK = re.compile(r"""^[ \t]*#|^[^"'#\n]*[ \t]#""", re.MULTILINE)
RULES = Rules(datetime(2000, 1, 1, tzinfo=timezone.utc), timezone.utc)
"""By which both texts are read, to see that they say the same."""


def converted(file: str, text: str, dialect: str) -> str:
    """The text with its header in `yaml`, `toml`, `json` or `mmd`.

    A text without a header stays as it is. ValueError, saying why, where the header would be read otherwise.
    """
    header = read_header(text)
    if header.dialect in ("", dialect):
        return text
    above, rest = ABOVE.match(text), text[_end(text, header) :]
    end = "\r\n" if "\r\n" in text[: len(text) - len(rest)] else "\n"
    head = written(carried(header.fields, header.dialect, dialect), dialect).replace("\n", end)
    gap = end if dialect == "mmd" and not BLANK.match(rest) else ""
    result = f"{above[0] if above else ''}{head}{gap}{rest}"
    if flaw := _difference(file, text, result, dialect):
        raise ValueError(flaw)
    return result


def has_remarks(text: str) -> bool:
    """Has the header comments, which no other dialect could keep?"""
    header = read_header(text)
    return header.dialect in ("yaml", "toml", "hexo") and REMARK.search(text[: _end(text, header)]) is not None


def _end(text: str, header: Header) -> int:
    """Where the header's own last line ends; a blank line that ends it belongs to the text."""
    ends = [found.end() for found in islice(LINE_END.finditer(text), header.lines)]
    lines = [0, *ends] if len(ends) == header.lines else [0, *ends, len(text)]
    while len(lines) > 2 and not text[lines[-2] : lines[-1]].strip():  # the header has a line
        lines.pop()
    return lines[-1]


def _difference(file: str, text: str, result: str, dialect: str) -> str:
    """What is read otherwise from the result; empty where all is the same."""
    before, after = read_header(text), read_header(result)
    if after.dialect != dialect or after.fields.broken:
        return "without a title and a date it would not be recognised as a header"
    keys, others = ([key.casefold() for key in header.fields.values] for header in (before, after))
    if keys != others:
        odd = next((key for key in keys if key not in others), "")
        return f"the key {odd!r} cannot stand in such a header" if odd else "two keys differ in case only"
    (one, _), (other, _) = (read_entry(file, content, RULES) for content in (text, result))
    if before.body != after.body:
        return "the text would be read otherwise"
    names = (item.name for item in fields(one) if item.compare and item.name != "dialect")
    flaw = next((name for name in names if getattr(one, name) != getattr(other, name)), "")
    return flaw and f"its {flaw} would be read otherwise: {_said(one, flaw)} would be {_said(other, flaw)}"


def _said(entry: Entry, field: str) -> str:
    """A field's value as a message shows it."""
    value = getattr(entry, field)
    return shown(", ".join(map(str, value)) if isinstance(value, tuple) else str(value))
