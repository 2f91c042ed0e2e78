"""The header of a post: told apart by its content, split from the text, and read as plain text values.

Each dialect is a handler of python-frontmatter's kind (`detect`, `split`, `load`) with one method more, `fields`, which
gives every value twice: as text, to the letter of the writer (`1.10` stays `1.10`, `no` stays `no`), and as the dialect
types it, for templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol, TypeAlias

import yaml
from frontmatter.default_handlers import BaseHandler, SafeLoader, YAMLHandler

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

NESTING = 40
"""How deep a header may nest; the deepest of 9,705 public posts nests 5 deep."""

KEY = re.compile(r"(?P<key>[^\W\d][\w-]*)[ \t\xa0]*:(?!//)(?P<value>.*)")
MORE = re.compile(r"(?: {4}|\t)[ \t]*(?P<value>\S.*)")
BLANK_LINES = re.compile(r"\A(?:[ \t\xa0]*\n)+")
DEEP = re.compile(rf"^(?: |- ){{{NESTING * 4}}}", re.MULTILINE)
ITEM = re.compile(r"-[ \t]+(?P<value>.*)")


@dataclass(frozen=True)
class Fields:
    """The keys of one header, as their writer spelt them."""

    values: Mapping[str, Value] = field(default_factory=dict)
    """Text, lists and mappings of text."""

    typed: Mapping[str, Any] = field(default_factory=dict)
    """The same as the dialect types it: numbers, dates, truth values."""

    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of each key, counted from 1 at the file's first line."""

    broken: BrokenLine | None = None


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """Where a header stopped being what its fence says."""

    line: int
    text: str
    reason: str


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


class YamlHeader(YAMLHandler):
    """YAML between `---` and `---` or `...`; read line by line where its YAML is broken."""

    FM_BOUNDARY = re.compile(r"---[ \t]*\n(?P<header>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE | re.DOTALL)

    def split(self, text: str) -> tuple[str, str]:
        found = self.FM_BOUNDARY.match(text)
        return (found["header"], text[found.end() :]) if found else ("", text)

    def fields(self, header: str) -> Fields:
        """The values; of a broken header those that can be read line by line, and where it broke."""
        try:
            if _too_deep(header):
                raise yaml.YAMLError(f"it nests more than {NESTING} deep")
            return _yaml_fields(header)
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            return replace(_line_fields(header), broken=_broken_line(header, error))


class MultiMarkdownHeader(BaseHandler):
    """`Key: value` lines with no fence, as Pelican and MultiMarkdown write them.

    It is a header only with a title or a date, since `Note: read this` is prose.
    """

    FM_BOUNDARY = KEY

    def detect(self, text: str) -> bool:
        if not KEY.match(text):
            return False
        keys = {key.casefold() for key in self.fields(self.split(text)[0]).values}
        return not keys.isdisjoint({"title", "date"})

    def split(self, text: str) -> tuple[str, str]:
        at = 0
        for line in text.splitlines(keepends=True):
            if not (KEY.match(line) or (at and MORE.match(line))):
                break
            at += len(line)
        rest = text[at:]
        ends = re.match(r"[ \t]*(?:---[ \t]*)?(?:\n|\Z)", rest)
        return text[:at], rest[ends.end() :] if ends else rest

    def load(self, fm: str) -> dict[str, Any]:
        return dict(self.fields(fm).typed)

    def fields(self, header: str) -> Fields:
        """The values, their keys in lower case; a key written twice holds a list."""
        values: dict[str, Value] = {}
        lines: dict[str, int] = {}
        key = ""
        for number, line in enumerate(header.splitlines(), 1):
            if found := KEY.match(line):
                key = found["key"].lower()
                values[key] = _joined(values.get(key), found["value"].strip())
                lines.setdefault(key, number)
            elif more := MORE.match(line):
                values[key] = _continued(values[key], more["value"].strip())
        return Fields(values, values, lines)


DIALECTS: Mapping[str, Dialect] = {"yaml": YamlHeader(), "mmd": MultiMarkdownHeader()}
"""In the order in which they are tried; a text without a header is of none."""


def read_header(text: str) -> Header:
    """Take a file apart.

    A byte-order mark, CRLF line ends and blank lines before the header are legal. Never raises: a fenced header that is
    broken is read line by line, and says where it broke.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    start = BLANK_LINES.sub("", text, count=1)
    skipped = text.count("\n") - start.count("\n")
    for dialect, handler in DIALECTS.items():
        if handler.detect(start):
            head, body = handler.split(start)
            fields = handler.fields(head)
            if fields.values or dialect == "mmd":
                return Header(_shifted(fields, skipped + (dialect == "yaml")), body.lstrip("\n"), dialect)
    return Header(Fields(), text, "")


def _shifted(fields: Fields, lines: int) -> Fields:
    """The fields with their lines counted from the file's first line instead of the header's."""
    broken = fields.broken and replace(fields.broken, line=fields.broken.line + lines)
    return replace(fields, lines={key: line + lines for key, line in fields.lines.items()}, broken=broken)


def _too_deep(fm: str) -> bool:
    """Would the C parser recurse too far? Counted from the brackets and the indentation that make the depth."""
    return fm.count("[") + fm.count("{") > NESTING * 10 or DEEP.search(fm) is not None


def _yaml_fields(fm: str) -> Fields:
    loader = SafeLoader(fm)
    try:
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            return Fields()
        loader.flatten_mapping(node)
        pairs = [(str(key.value), key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
        return Fields(
            {name: _text_value(value, {}) for name, _, value in pairs},
            {name: _typed_value(loader.construct_object, value) for name, _, value in pairs},
            {name: key.start_mark.line + 1 for name, key, _ in pairs},
        )
    finally:
        loader.dispose()


def _text_value(node: yaml.Node, seen: dict[int, Value]) -> Value:
    """A node as text. Aliases share one value, so that nested anchors cannot multiply; a loop ends in empty text."""
    if isinstance(node, yaml.ScalarNode):
        return "" if node.tag.endswith(":null") else str(node.value)
    if id(node) not in seen:
        seen[id(node)] = ""
        if isinstance(node, yaml.SequenceNode):
            seen[id(node)] = [_text_value(item, seen) for item in node.value]
        else:
            seen[id(node)] = {str(key.value): _text_value(value, seen) for key, value in node.value}
    return seen[id(node)]


def _typed_value(construct: Callable[..., Any], node: yaml.Node) -> Any:
    try:
        return construct(node, deep=True)
    except (yaml.YAMLError, ValueError):  # `2017-02-29`, `!ruby/object`
        return node.value if isinstance(node, yaml.ScalarNode) else None


def _broken_line(fm: str, error: Exception) -> BrokenLine:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = fm.splitlines() or [""]
    at = min(mark.line, len(lines) - 1) if mark else 0
    return BrokenLine(at + 1, lines[at].strip(), getattr(error, "problem", None) or str(error).splitlines()[0])


def _line_fields(fm: str) -> Fields:
    """A broken header read line by line: `key: value`, and under a key its indented or dashed lines."""
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    under: dict[str, list[str]] = {}
    key = ""
    for number, line in enumerate(fm.splitlines(), 1):
        if found := KEY.match(line):
            key = found["key"]
            values[key], lines[key], under[key] = _unquoted(found["value"]), number, []
        elif key and line.strip() and not line.lstrip().startswith("#"):
            under[key].append(line.strip())
    values.update({key: _block(values[key], rest) for key, rest in under.items() if rest})
    return Fields(values, values, lines)


def _block(first: Value, lines: Sequence[str]) -> Value:
    """The lines below a key: a list, a mapping, or more text."""
    items = [ITEM.fullmatch(line) for line in lines]
    if all(items):
        return [_unquoted(item["value"]) for item in items if item]
    pairs = [KEY.fullmatch(line) for line in lines]
    if not first and all(pairs):
        return {pair["key"]: _unquoted(pair["value"]) for pair in pairs if pair}
    start = "" if first in ("|", ">", "|-", ">-") else str(first)
    return " ".join([start, *lines]).strip()


def _unquoted(text: str) -> str:
    text = text.strip()
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text


def _joined(before: Value | None, value: str) -> Value:
    """A key written twice holds both values."""
    if before is None:
        return value
    return [*before, value] if isinstance(before, list) else [str(before), value]


def _continued(before: Value, more: str) -> Value:
    if isinstance(before, list):
        return [*before[:-1], f"{before[-1]} {more}".strip()]
    return f"{before} {more}".strip()
