"""Front matter that is a JSON object, bare or between `---json` and `---`; what is broken is read in pieces."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.frontmatter.delimiters import (
    LONGEST_SOUGHT,
    MOST_KEYS,
    Fence,
    FieldsFormat,
    cut_beginning,
    replace_no_break_spaces,
)
from mkdocs_blogposts.reading.frontmatter.parse_result import (
    LONGEST_TYPED,
    BrokenLine,
    DuplicateKey,
    Fields,
    Scalar,
    convert_value,
    make_fields,
    unquote_text,
)

NAME = r"""(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|(?<![\w-])[A-Za-z_][\w-]{0,99})"""
BEGINNING = compile_pattern(rf"\{{\s*{NAME}[ \t\xa0]*:")
TITLED = compile_pattern(r"""["'{,\s](?:title|date)["']?[ \t\xa0]*:""", re.IGNORECASE)
TOKEN = compile_pattern(rf'(?P<name>{NAME})[ \t\xa0]*:(?!//)|"(?:[^"\\\n]|\\.)*"?|//[^\n]*|[{{}}\[\]]')
NO_BREAK = compile_pattern(r'(?<!\\)"[ \t\xa0]*:[ \t\xa0]*|^[ \t\xa0]+', re.MULTILINE)
AFTER_VALUE = compile_pattern(r"\s*(?:,\s*)?(?://[^\n]*(?:\n\s*|\Z))*(?:\}\s*)?")
LAST_LINE = compile_pattern(r"\n(?:[^\S\n]*\S[^\n]*\n)*?\}[ \t]*(?:\n|\Z)")
"""From the first line's end on, where an object ends that is broken: with a line that begins by its brace."""

END_OF_LINE = compile_pattern(r"[ \t]*(?:\n|\Z)")
ERRORS = (RecursionError, ValueError)


def _number(text: str) -> Scalar:
    if len(text) > LONGEST_TYPED:
        return Scalar(text, text)
    return Scalar(text, int(text) if text.lstrip("-").isdigit() else float(text))


_DECODER = json.JSONDecoder(parse_float=_number, parse_int=_number, parse_constant=_number, strict=False)


class JsonFormat(FieldsFormat):
    """An object is front matter only with a title or a date, since a text may begin with any other brace."""

    FM_BOUNDARY = BEGINNING
    FENCE = Fence(r"---[ \t]*(?i:json)", r"-{3,}", r"[ \t]*[\"'{}\w]", TITLED)

    def detect(self, text: str) -> bool:
        return self.FENCE.begins(text) or BEGINNING.match(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        if parts := self.FENCE.cut(text):
            return parts
        end = _end(text)
        return text[:end], text[end:]

    def fields(self, front_matter: str) -> Fields:
        """The values; of a broken front matter those that can be read piece by piece, and where it broke."""
        front_matter = replace_no_break_spaces(front_matter, NO_BREAK)
        try:
            tree, end = _decoded(front_matter, len(front_matter) - len(front_matter.lstrip()))
            if not isinstance(tree, dict) or front_matter[end:].strip():
                raise json.JSONDecodeError("the object ends before the front matter", front_matter, end)
            members = [*_members(front_matter)]
            return make_fields(tree, _lines(front_matter, members), doubles=_doubles(front_matter, members))
        except ERRORS as error:
            return _piecewise(front_matter, error)


def parse_long(front_matter: str, fields: Fields) -> Fields:
    """Front matter longer than any should be with its values, where it is whole; `fields` is what its lines say."""
    try:
        tree, _ = _decoded(front_matter, len(front_matter) - len(front_matter.lstrip()))
        return make_fields(tree, fields.lines, fields.broken, fields.doubles)
    except ERRORS:
        return fields


def _end(text: str) -> int:
    """Where the line ends with which a bare front matter does; 0 where there is none."""
    if not BEGINNING.match(text):
        return 0
    start = cut_beginning(text, LONGEST_SOUGHT)
    try:
        _, brace = _DECODER.raw_decode(start[:LONGEST_SOUGHT])
        found = END_OF_LINE.match(start, brace)
    except ERRORS:
        found = _broken_end(start)
    return found.end() if found and TITLED.search(start, 0, found.end()) else 0


def _broken_end(start: str) -> re.Match[str] | None:
    """Where an object ends that is broken: with its first line if that closes it, or else with its last."""
    line = start.find("\n")
    line = len(start) if line < 0 else line
    brace = start.rfind("}", 0, line)
    return (END_OF_LINE.match(start, brace + 1) if brace >= 0 else None) or LAST_LINE.match(start, line)


def parse_json(text: str) -> Any:
    """The value that a text is, with numbers as `Scalar`s. ValueError or RecursionError where it isn't one."""
    value, end = _decoded(text, 0)
    if text[end:].strip():
        raise json.JSONDecodeError("Extra data", text, end)
    return value


def _decoded(text: str, start: int) -> tuple[Any, int]:
    """The value that begins there, and where it ends. A half of a surrogate pair, which no file may hold, is marked."""
    value, end = _DECODER.raw_decode(text, start)
    return (_whole(value) if "\\u" in text else value), end


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value


class _Member(NamedTuple):
    """A key of the front matter's own object, and where its value begins and ends."""

    key: str
    start: int
    value: int


def _members(front_matter: str) -> Iterator[_Member]:
    depth = 0
    for token in TOKEN.finditer(front_matter):
        if token["name"]:
            if depth == 1 and _sign_before(front_matter, token.start()) in "{,\n":
                yield _Member(_key(token["name"]), token.start(), token.end())
        elif token[0] in "{[":
            depth += 1
        elif token[0] in "}]":
            depth = max(depth - 1, 1)


def _sign_before(front_matter: str, at: int) -> str:
    while at and front_matter[at - 1] in " \t\xa0":
        at -= 1
    return front_matter[at - 1 : at]


def _key(name: str) -> str:
    if not name.startswith('"'):
        return unquote_text(name)
    try:
        return str(_decoded(name, 0)[0])
    except ERRORS:
        return unquote_text(name)


def _lines(front_matter: str, members: Iterable[_Member]) -> dict[str, int]:
    lines: dict[str, int] = {}
    line, counted = 1, 0
    for member in members:
        line, counted = line + front_matter.count("\n", counted, member.start), member.start
        lines.setdefault(member.key, line)
    return lines


def _doubles(front_matter: str, members: Sequence[_Member]) -> Iterator[DuplicateKey]:
    """The keys that have been written before, of which the last counts."""
    before: dict[str, _Member] = {}
    for member in members:
        if other := before.get(member.key):
            start = other.value + len(front_matter[other.value :]) - len(front_matter[other.value :].lstrip())
            try:
                value = convert_value(_decoded(front_matter, start)[0])
            except ERRORS:
                value = _as_it_stands(front_matter[start:].partition("\n")[0])
            yield DuplicateKey(member.key, front_matter.count("\n", 0, member.start) + 1, value)
        before[member.key] = member


def _piecewise(front_matter: str, error: Exception) -> Fields:
    """A broken front matter, each key read alone: as JSON, or where it is what broke, as it stands.

    So a mistake costs no more than its own key.
    """
    members = [*islice(_members(front_matter), MOST_KEYS)]
    tree: dict[str, Any] = {}
    broken = None
    for number, member in enumerate(members, 1):
        piece = front_matter[: members[number].start if number < len(members) else len(front_matter)]
        start = member.value + len(piece[member.value :]) - len(piece[member.value :].lstrip())
        try:
            tree[member.key] = _value(piece, start)
        except ERRORS as flaw:
            tree[member.key] = _as_it_stands(piece[start:])
            broken = broken or _broken_line(front_matter, min(start, len(piece.rstrip())), flaw)
    return make_fields(
        tree,
        _lines(front_matter, members),
        broken or _broken_line(front_matter, getattr(error, "pos", 0), error),
        _doubles(front_matter, members),
    )


def _value(piece: str, start: int) -> Any:
    value, end = _decoded(piece, start)
    if not AFTER_VALUE.fullmatch(piece, end):
        raise json.JSONDecodeError("Expecting ',' delimiter", piece, end)
    make_fields({"x": value}, {})
    return value


def _as_it_stands(value: str) -> str:
    text = value.strip().removesuffix("}").rstrip().removesuffix(",")
    return unquote_text(" ".join(text.split()))


def _broken_line(front_matter: str, position: int, error: Exception) -> BrokenLine:
    start = front_matter.rfind("\n", 0, position) + 1
    line = front_matter[start:].partition("\n")[0]
    reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
    return BrokenLine(front_matter.count("\n", 0, position) + 1, line.rstrip(), reason, position - start + 1)
