"""The front matter of a post: told apart by its content, split from the text, and read as plain text values.

Each format is a handler of python-frontmatter's kind (`detect`, `split`, `load`) with one method more, `fields`, which
gives every value twice: as text, to the letter of the writer (`1.10` stays `1.10`, `no` stays `no`), and as the format
types it, for templates.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple, Protocol

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.frontmatter.delimiters import LONGEST, MOST_KEYS
from mkdocs_blogposts.reading.frontmatter.hexo_format import HexoFormat, HexoJsonFormat
from mkdocs_blogposts.reading.frontmatter.json_format import JsonFormat, parse_long
from mkdocs_blogposts.reading.frontmatter.line_formats import MultiMarkdownFormat, NikolaFormat
from mkdocs_blogposts.reading.frontmatter.parse_result import BrokenLine, DuplicateKey, Fields, unquote_text
from mkdocs_blogposts.reading.frontmatter.toml_format import TomlFormat
from mkdocs_blogposts.reading.frontmatter.yaml_format import YamlFormat

BLANKS = " \t\xa0\n"
LINE = compile_pattern(r"""\n[{"']*(?P<key>[^\W\d][\w-]{0,99})["']?[ \t\xa0]*[:=](?!//)(?P<value>[^\n]{0,16000})""")
DOTTED_LINE = compile_pattern(LINE.pattern.replace("\\n", r"\n(?:<!--)?[ \t]*\.\.[ \t]+", 1))
INDENTED_LINE = compile_pattern(LINE.pattern.replace("\\n", "\\n[ \\t]*", 1))


class FrontMatter(NamedTuple):
    """A file taken apart: its front matter's fields and the Markdown that follows."""

    fields: Fields
    body: str
    format_name: str
    """`yaml`, `toml`, `json`, `nikola`, `hexo`, `hexo-json`, `mmd`, or empty where the file has no front matter."""

    lines: int = 0
    """How many lines of the file it takes, fences and the blank lines above it included."""


class FrontMatterFormat(Protocol):
    """What is asked of a handler."""

    last_fence: str
    """The line that closes front matter and does not belong to it; empty where there is none."""

    def detect(self, text: str) -> bool:
        """Does the text begin with a front matter of this format?"""

    def split(self, text: str) -> tuple[str, str]:
        """The front matter, from the end of its first fence and without its last, and the text after it."""

    def fields(self, front_matter: str) -> Fields:
        """The front matter's values, with lines counted from its first. Never raises."""


FRONT_MATTER_FORMATS: Mapping[str, FrontMatterFormat] = {
    "yaml": YamlFormat(),
    "toml": TomlFormat(),
    "json": JsonFormat(),
    "nikola": NikolaFormat(),
    "hexo": HexoFormat(),
    "hexo-json": HexoJsonFormat(),
    "mmd": MultiMarkdownFormat(),
}
"""In the order in which they are tried; a text without front matter is of none."""


def parse_front_matter(text: str) -> FrontMatter:
    """Take a file apart.

    A byte-order mark, CRLF line ends and blank lines before the front matter are legal. Never raises: a fenced
    front matter that is broken is read piece by piece, and says where it broke.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n")
        text = text.replace("\r", "\n") if "\r" in text else text
    above = text.rfind("\n", 0, len(text) - len(text.lstrip(BLANKS))) + 1
    start = text[above:]
    for format_name, handler in FRONT_MATTER_FORMATS.items():
        if handler.detect(start):
            head, body = handler.split(start)
            fields = _fields(handler, head)
            if fields.values or head.isspace():  # Jekyll's posts need no more than the fences
                end = len(text) - len(body)
                if handler.last_fence and fields.values and text.startswith(head, end - len(head)):
                    fields = _unclosed(fields, head, handler.last_fence)
                lines = text.count("\n", 0, end) + (text[end - 1] != "\n")
                return FrontMatter(_shifted(fields, text.count("\n", 0, above)), body.lstrip("\n"), format_name, lines)
    return FrontMatter(Fields(), text, "")


def _fields(handler: FrontMatterFormat, front_matter: str) -> Fields:
    if not front_matter:
        return Fields()
    if len(front_matter) <= LONGEST:
        return handler.fields(front_matter)
    fields = _line_by_line(front_matter)
    return parse_long(front_matter, fields) if isinstance(handler, JsonFormat) else fields


def _line_by_line(front_matter: str) -> Fields:
    """The fields of front matter that is longer than any should be: a text for each of its first lines with a key."""
    values: dict[str, str] = {}
    lines: dict[str, int] = {}
    doubles: list[DuplicateKey] = []
    text = front_matter if front_matter.startswith("\n") else f"\n{front_matter}"
    line, counted = len(front_matter) - len(text) + 1, 0
    first = text[:100].lstrip()
    pattern = INDENTED_LINE if first.startswith("{") else DOTTED_LINE if first.startswith(("<!--", "..")) else LINE
    for found in islice(pattern.finditer(text), MOST_KEYS):
        line, counted = line + text.count("\n", counted, found.start() + 1), found.start() + 1
        value = unquote_text(found["value"].strip(" \t\xa0,"))
        if found["key"] in values:
            doubles.append(DuplicateKey(found["key"], line, value))
        lines.setdefault(found["key"], line)
        values.setdefault(found["key"], value)
    reason = f"it is longer than {LONGEST} characters"
    return Fields(values, values, lines, BrokenLine(*_longest(front_matter[: 2 * LONGEST]), reason), tuple(doubles))


def _longest(front_matter: str) -> tuple[int, str]:
    """The number and the text of the longest line."""
    return max(enumerate(front_matter.split("\n"), 1), key=lambda line: len(line[1]))


def _unclosed(fields: Fields, front_matter: str, fence: str) -> Fields:
    """The fields of front matter that lacks its last fence; a mistake in it is told when that has been set."""
    if fields.broken:
        return fields
    lines = front_matter.rstrip("\n").split("\n")
    return replace(fields, broken=BrokenLine(len(lines), lines[-1].rstrip(), f"no line '{fence}' closes it"))


def _shifted(fields: Fields, lines: int) -> Fields:
    """The fields with their lines counted from the file's first line instead of the front matter's."""
    if not lines:
        return fields
    broken = fields.broken and fields.broken._replace(line=fields.broken.line + lines)
    doubles = tuple(double._replace(line=double.line + lines) for double in fields.doubles)
    moved = {key: line + lines for key, line in fields.lines.items()}
    return replace(fields, lines=moved, broken=broken, doubles=doubles)
