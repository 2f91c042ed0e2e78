"""The header of a post: told apart by its content, split from the text, and read as plain text values.

Each dialect is a handler of python-frontmatter's kind (`detect`, `split`, `load`) with one method more, `fields`, which
gives every value twice: as text, to the letter of the writer (`1.10` stays `1.10`, `no` stays `no`), and as the dialect
types it, for templates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from mkdocs_blogposts.reading.multimarkdown import MultiMarkdownHeader
from mkdocs_blogposts.reading.values import Fields
from mkdocs_blogposts.reading.yaml_header import YamlHeader

BLANK_LINES = re.compile(r"(?:[ \t\xa0]*\n)+")


@dataclass(frozen=True)
class Header:
    """A file taken apart: its header's fields and the Markdown that follows."""

    fields: Fields
    body: str
    dialect: str
    """`yaml`, `mmd`, or empty where the file has no header."""


class Dialect(Protocol):
    """What is asked of a handler."""

    def detect(self, text: str) -> bool:
        """Does the text begin with a header of this dialect?"""

    def split(self, text: str) -> tuple[str, str]:
        """The header, without its fence, and the text after it."""

    def fields(self, header: str) -> Fields:
        """The header's values, with lines counted from its first. Never raises."""


DIALECTS: Mapping[str, Dialect] = {"yaml": YamlHeader(), "mmd": MultiMarkdownHeader()}
"""In the order in which they are tried; a text without a header is of none."""


def read_header(text: str) -> Header:
    """Take a file apart.

    A byte-order mark, CRLF line ends and blank lines before the header are legal. Never raises: a fenced header that is
    broken is read piece by piece, and says where it broke.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    blank = BLANK_LINES.match(text)
    start = text[blank.end() :] if blank else text
    for dialect, handler in DIALECTS.items():
        if handler.detect(start):
            head, body = handler.split(start)
            fields = handler.fields(head)
            if fields.values or not head.strip():  # Jekyll's posts need no more than the fences
                above = (blank[0].count("\n") if blank else 0) + (dialect == "yaml")
                return Header(_shifted(fields, above), body.lstrip("\n"), dialect)
    return Header(Fields(), text, "")


def _shifted(fields: Fields, lines: int) -> Fields:
    """The fields with their lines counted from the file's first line instead of the header's."""
    broken = fields.broken and replace(fields.broken, line=fields.broken.line + lines)
    return replace(fields, lines={key: line + lines for key, line in fields.lines.items()}, broken=broken)
