"""Front matter of TOML between `+++` or after `---toml`; one that is broken is read piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from mkdocs_blogposts.lazy_imports import tomllib
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.frontmatter.delimiters import MOST_KEYS, Fence, FieldsFormat, replace_no_break_spaces
from mkdocs_blogposts.reading.frontmatter.parse_result import (
    LONGEST_TYPED,
    NESTING,
    BrokenLine,
    DuplicateKey,
    Fields,
    Scalar,
    convert_value,
    make_fields,
    unquote_text,
)

NAME = r"""(?:"[^"\n]*"|'[^'\n]*'|[\w-]{1,100})"""
PATH = rf"{NAME}(?:[ \t]*\.[ \t]*{NAME})*"
KEY = compile_pattern(rf"[ \t]*(?P<path>{PATH})[ \t\xa0]*(?P<sign>=|:(?!//))(?P<value>.*)", re.DOTALL)
"""A key; with a colon it is one that breaks the front matter."""

BELOW = compile_pattern(r"[ \t]|[\]}\"'#]|\Z")
"""How a line begins that belongs to the key above it."""

TABLE = compile_pattern(rf"[ \t]*\[(?P<each>\[?)[ \t]*(?P<path>{PATH})[ \t]*\]\]?[ \t]*(?:#.*)?")
NAMES = compile_pattern(NAME)
NO_BREAK = compile_pattern(rf"^[ \t]*{PATH}[ \t\xa0]*=[ \t]*\xa0[ \t\xa0]*", re.MULTILINE)
QUOTED_OR_REMARK = compile_pattern(
    r'''"""(?:[^"\\]|\\.|"(?!""))*(?:"{3,5})?|\'{3}(?:[^']|'(?!''))*(?:\'{3,5})?'''
    r"""|"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?|\#[^\n]*""",
    re.DOTALL,
)
CHAIN = compile_pattern(rf"(?<![\w-])(?:[\w-]+[ \t]*\.[ \t]*){{{NESTING}}}")
PLACE = compile_pattern(r"\s*\(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
ERRORS = (RecursionError, ValueError)

LINE = rf"{PATH}[ \t\xa0]*=|[ \t]+\S|[\]}}\[]"
TITLED = compile_pattern(r"^[ \t]*(?:title|date)[ \t\xa0]*=", re.IGNORECASE | re.MULTILINE)


class TomlFormat(FieldsFormat):
    """What stands between plus signs as prose has no keys, and so isn't front matter."""

    FM_BOUNDARY = compile_pattern(r"\+{3,}|---[ \t]*toml", re.IGNORECASE)
    FENCES = (Fence(r"\+{3,}", r"\+{3,}", LINE, TITLED), Fence(r"---[ \t]*(?i:toml)", r"-{3,}", LINE, TITLED))
    last_fence = "+++"

    def detect(self, text: str) -> bool:
        return any(fence.begins(text) for fence in self.FENCES)

    def split(self, text: str) -> tuple[str, str]:
        return next((parts for fence in self.FENCES if (parts := fence.cut(text))), ("", text))

    def fields(self, front_matter: str) -> Fields:
        """The values; of a broken front matter those that can be read piece by piece, and where it broke."""
        front_matter = replace_no_break_spaces(front_matter, NO_BREAK)
        try:
            return make_fields(_tree(front_matter), _lines(front_matter))
        except ERRORS as error:
            return _piecewise(front_matter, error)


class _Piece(NamedTuple):
    """A key with what belongs to it."""

    line: int
    path: tuple[str, ...]
    """The table that it is in, and its own name, of one part or several; empty where the line isn't a key."""

    text: str
    each: bool = False
    """Does it begin another table of an array of tables?"""


def _tree(text: str) -> dict[str, Any]:
    """The values of good TOML. ValueError where it isn't one."""
    if text.count(".") > NESTING and CHAIN.search(QUOTED_OR_REMARK.sub("_", text)):
        raise ValueError(f"it nests more than {NESTING} deep")  # the parser's work grows with the square of a chain
    tree: dict[str, Any] = tomllib.loads(text, parse_float=_number)
    return tree


def _number(text: str) -> Scalar:
    return Scalar(text, float(text) if len(text) <= LONGEST_TYPED else text)


def _lines(front_matter: str) -> dict[str, int]:
    """The line of each key of the front matter itself, and of each table that it has."""
    lines: dict[str, int] = {}
    for piece in _pieces(front_matter):
        if piece.path:
            lines.setdefault(piece.path[0], piece.line)
    return lines


def _pieces(front_matter: str) -> Iterator[_Piece]:
    """The keys of front matter with the lines below them, and the tables, in their order."""
    table: tuple[str, ...] = ()
    piece: _Piece | None = None
    is_open = False  # within a text of several lines
    for number, line in enumerate(front_matter.split("\n"), 1):
        found = None if is_open else KEY.match(line) or TABLE.fullmatch(line)
        if found:
            if piece:
                yield piece
            path = tuple(map(unquote_text, NAMES.findall(found["path"])))
            if "each" in found.re.groupindex:
                table, piece = path, _Piece(number, path, "", each=bool(found["each"]))
            else:
                piece = _Piece(number, table + path, line)
        elif piece and (is_open or BELOW.match(line)):
            piece = piece._replace(text=f"{piece.text}\n{line}")
        elif line.strip():
            yield _Piece(number, (), line)
        is_open ^= (line.count('"""') + line.count("'''")) % 2 == 1
    if piece:
        yield piece


def _piecewise(front_matter: str, error: Exception) -> Fields:
    """A broken front matter, each key read alone: as TOML, or where it is what broke, as it stands.

    So a mistake costs no more than its own key.
    """
    tree: dict[str, Any] = {}
    doubles: list[DuplicateKey] = []
    broken = None
    for piece in islice(_pieces(front_matter), MOST_KEYS):
        found = KEY.match(piece.text)
        flaw: Exception | None = None
        if not piece.path:
            flaw = ValueError("it isn't a key with an equals sign")
        elif not found:
            _put(tree, piece.path, {}, piece.each)
        elif len(piece.path) <= NESTING:
            value, flaw = _value(found["sign"], found["value"])
            if piece.path[1:] == () and piece.path[0] in tree:
                doubles.append(DuplicateKey(piece.path[0], piece.line, convert_value(tree[piece.path[0]])))
            _put(tree, piece.path, value)
        broken = broken or (flaw and _broken_line(piece.text, piece.line, flaw))
    return make_fields(tree, _lines(front_matter), broken or _broken_line(front_matter, 1, error), doubles)


def _value(sign: str, value: str) -> tuple[Any, Exception | None]:
    """A key's value, and where it isn't one of TOML's, why."""
    try:
        tree = _tree(f"x{sign}{value}")
        make_fields(tree, {})
    except ERRORS as flaw:
        return _as_it_stands(value), flaw
    return tree["x"], None


def _put(tree: dict[str, Any], path: tuple[str, ...], value: Any, each: bool = False) -> None:
    """Set a value below its tables; of an array of tables, in the last one."""
    for name in path[:-1]:
        inner = tree.setdefault(name, {})
        inner = inner[-1] if isinstance(inner, list) and inner else inner
        if not isinstance(inner, dict):
            return
        tree = inner
    if each and isinstance(tree.setdefault(path[-1], []), list):
        tree[path[-1]].append(value)
    elif not each and (value != {} or path[-1] not in tree):
        tree[path[-1]] = value


def _as_it_stands(value: str) -> str:
    return unquote_text(" ".join(line.strip() for line in value.split("\n") if not line.lstrip().startswith("#")))


def _broken_line(text: str, start: int, error: Exception) -> BrokenLine:
    """The place of an error in a text that begins at the line `start`."""
    reason = str(error)
    place = PLACE.search(reason)
    lines = text.rstrip("\n").split("\n")
    at = min(int(place["line"] or len(lines)), len(lines)) - 1 if place else 0
    found = KEY.match(lines[at])
    column = len(lines[at]) - len(found["value"].lstrip()) if found else int((place and place["column"]) or 0) - 1
    return BrokenLine(start + at, lines[at].rstrip(), PLACE.sub("", reason), column + 1)
