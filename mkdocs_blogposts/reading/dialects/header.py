"""The header of a post: told apart by its content, split from the text, and read as plain text values.

Each dialect is a handler of python-frontmatter's kind (`detect`, `split`, `load`) with one method more, `fields`, which
gives every value twice: as text, to the letter of the writer (`1.10` stays `1.10`, `no` stays `no`), and as the dialect
types it, for templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Protocol

from mkdocs_blogposts.reading.dialects.fence import LONGEST, MOST_KEYS
from mkdocs_blogposts.reading.dialects.hexo import HexoHeader, HexoJsonHeader
from mkdocs_blogposts.reading.dialects.json_header import JsonHeader, read_long
from mkdocs_blogposts.reading.dialects.multimarkdown import MultiMarkdownHeader
from mkdocs_blogposts.reading.dialects.nikola import NikolaHeader
from mkdocs_blogposts.reading.dialects.toml_header import TomlHeader
from mkdocs_blogposts.reading.dialects.values import BrokenLine, Double, Fields, unquoted
from mkdocs_blogposts.reading.dialects.yaml_header import YamlHeader

BLANKS = " \t\xa0\n"
LINE = re.compile(r"""\n[{"']*(?P<key>[^\W\d][\w-]{0,99})["']?[ \t\xa0]*[:=](?!//)(?P<value>[^\n]{0,16000})""")
DOTTED_LINE = re.compile(LINE.pattern.replace("\\n", r"\n(?:<!--)?[ \t]*\.\.[ \t]+", 1))
INDENTED_LINE = re.compile(LINE.pattern.replace("\\n", "\\n[ \\t]*", 1))


@dataclass(frozen=True)
class Header:
    """A file taken apart: its header's fields and the Markdown that follows."""

    fields: Fields
    body: str
    dialect: str
    """`yaml`, `toml`, `json`, `nikola`, `hexo`, `hexo-json`, `mmd`, or empty where the file has no header."""

    lines: int = 0
    """How many lines of the file it takes, fences and the blank lines above it included."""


class Dialect(Protocol):
    """What is asked of a handler."""

    last_fence: str
    """The line that closes a header and does not belong to it; empty where there is none."""

    def detect(self, text: str) -> bool:
        """Does the text begin with a header of this dialect?"""

    def split(self, text: str) -> tuple[str, str]:
        """The header, from the end of its first fence and without its last, and the text after it."""

    def fields(self, header: str) -> Fields:
        """The header's values, with lines counted from its first. Never raises."""


DIALECTS: Mapping[str, Dialect] = {
    "yaml": YamlHeader(),
    "toml": TomlHeader(),
    "json": JsonHeader(),
    "nikola": NikolaHeader(),
    "hexo": HexoHeader(),
    "hexo-json": HexoJsonHeader(),
    "mmd": MultiMarkdownHeader(),
}
"""In the order in which they are tried; a text without a header is of none."""


def read_header(text: str) -> Header:
    """Take a file apart.

    A byte-order mark, CRLF line ends and blank lines before the header are legal. Never raises: a fenced header that is
    broken is read piece by piece, and says where it broke.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        text = text.replace("\r", "\n") if "\r" in text else text
    above = text.rfind("\n", 0, len(text) - len(text.lstrip(BLANKS))) + 1
    start = text[above:]
    for dialect, handler in DIALECTS.items():
        if handler.detect(start):
            head, body = handler.split(start)
            fields = _fields(handler, head)
            if fields.values or head.isspace():  # Jekyll's posts need no more than the fences
                end = len(text) - len(body)
                if handler.last_fence and fields.values and text.startswith(head, end - len(head)):
                    fields = _unclosed(fields, head, handler.last_fence)
                lines = text.count("\n", 0, end) + (text[end - 1] != "\n")
                return Header(_shifted(fields, text.count("\n", 0, above)), body.lstrip("\n"), dialect, lines)
    return Header(Fields(), text, "")


def _fields(handler: Dialect, header: str) -> Fields:
    if not header:
        return Fields()
    if len(header) <= LONGEST:
        return handler.fields(header)
    fields = _line_by_line(header)
    return read_long(header, fields) if isinstance(handler, JsonHeader) else fields


def _line_by_line(header: str) -> Fields:
    """The fields of a header that is longer than any should be: a text for each of its first lines with a key."""
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    doubles: list[Double] = []
    text = header if header.startswith("\n") else f"\n{header}"
    line, counted = len(header) - len(text) + 1, 0
    first = text[:100].lstrip()
    pattern = INDENTED_LINE if first.startswith("{") else DOTTED_LINE if first.startswith(("<!--", "..")) else LINE
    for found in islice(pattern.finditer(text), MOST_KEYS):
        line, counted = line + text.count("\n", counted, found.start() + 1), found.start() + 1
        value = unquoted(found["value"].strip(" \t\xa0,"))
        if found["key"] in values:
            doubles.append(Double(found["key"], line, value))
        lines.setdefault(found["key"], line)
        values.setdefault(found["key"], value)
    reason = f"it is longer than {LONGEST} characters"
    return Fields(values, values, lines, BrokenLine(*_longest(header[: 2 * LONGEST]), reason), tuple(doubles))


def _longest(header: str) -> tuple[int, str]:
    """The number and the text of the longest line."""
    return max(enumerate(header.split("\n"), 1), key=lambda line: len(line[1]))


def _unclosed(fields: Fields, header: str, fence: str) -> Fields:
    """The fields of a header that lacks its last fence; a mistake in it is told when that has been set."""
    if fields.broken:
        return fields
    lines = header.rstrip("\n").split("\n")
    return replace(fields, broken=BrokenLine(len(lines), lines[-1].rstrip(), f"no line '{fence}' closes it"))


def _shifted(fields: Fields, lines: int) -> Fields:
    """The fields with their lines counted from the file's first line instead of the header's."""
    if not lines:
        return fields
    broken = fields.broken and replace(fields.broken, line=fields.broken.line + lines)
    doubles = tuple(replace(double, line=double.line + lines) for double in fields.doubles)
    moved = {key: line + lines for key, line in fields.lines.items()}
    return replace(fields, lines=moved, broken=broken, doubles=doubles)
