"""Front matter of YAML between `---` and `---` or `...`; one that is broken is read piece by piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import yaml
from frontmatter.default_handlers import SafeLoader, YAMLHandler
from yaml.constructor import SafeConstructor

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.frontmatter.delimiters import LONGEST, MOST_KEYS, Fence, replace_no_break_spaces
from mkdocs_blogposts.reading.frontmatter.line_formats import KEY, TITLED
from mkdocs_blogposts.reading.frontmatter.parse_result import (
    LONGEST_TYPED,
    NESTING,
    BrokenLine,
    DuplicateKey,
    Fields,
    Value,
    unquote_text,
)
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, normalize_name

PIECE = compile_pattern(r"[^\s#\]}-]|-(?=\S)")
"""How a line begins that isn't part of what stands above it."""

LINE = rf"{KEY.pattern}|[ \t]+\S|-[ \t]|[\]}}]"
PROSE = compile_pattern(rf"\n[ \t]*\n(?=[^\s#\]}}-])(?!{KEY.pattern})")
ITEM = compile_pattern(r"-[ \t]+(?P<value>.*)")
VALUE = compile_pattern(rf"(?:[ \t]*-[ \t]+|[ \t]*{KEY.pattern.partition('(?P<value>')[0]}[ \t]*)(?=\S)")
DEEP = compile_pattern(rf"(?<![ \t?:-])[ \t?:-]{{{NESTING}}}")
NO_BREAK = compile_pattern(r"^[^\W\d][\w-]*:[ \t]*\xa0[ \t\xa0]*", re.MULTILINE)
WHOLE = compile_pattern(r"\[[^\[\]]*\]|\{[^{}]*\}|\"[^\"]*\"|'[^']*'")
"""A value of which nothing stands in the lines below it, whatever is there."""

OPENS = compile_pattern(rf"(?!(?:{WHOLE.pattern})\Z)[|>\[{{\"'&*!]|\Z")
"""How a value begins that may go on in the lines below it; or there is none, and all of it stands there."""

BLOCKS = frozenset({"|", ">", "|-", ">-"})
ERRORS = (yaml.YAMLError, RecursionError, ValueError)

_CONSTRUCTOR = SafeConstructor()
_CONSTRUCT: dict[str, Callable[[SafeConstructor, yaml.Node], Any]] = {
    tag: SafeConstructor.yaml_constructors[tag]
    for tag in (f"tag:yaml.org,2002:{name}" for name in ("bool", "int", "float", "null", "timestamp"))
}


class YamlFormat(YAMLHandler):
    """Front matter between fences. Trailing spaces are allowed on both, and the second may be longer."""

    FENCE = Fence(r"---(?:[ \t]*(?i:yaml))?", r"-{3,}|\.\.\.", LINE, TITLED)
    last_fence = "---"

    def detect(self, text: str) -> bool:
        return self.FENCE.begins(text)

    def split(self, text: str) -> tuple[str, str]:
        """The front matter and the text, where a rule of the text is not taken for a missing fence."""
        parts = self.FENCE.cut(text)
        if parts and len(parts[0]) <= LONGEST and PROSE.search(parts[0]) and not _is_good(parts[0]):
            parts = self.FENCE.split_unclosed(text) or parts
        return parts or ("", text)

    def fields(self, front_matter: str) -> Fields:
        """The values; of a broken front matter those that can be read piece by piece, and where it broke."""
        front_matter = replace_no_break_spaces(front_matter, NO_BREAK)
        try:
            return _fields(front_matter)
        except ERRORS as error:
            return _piecewise(front_matter, error)


def _is_good(front_matter: str) -> bool:
    try:
        _fields(front_matter)
    except ERRORS:
        return False
    return True


def _fields(front_matter: str) -> Fields:
    """The fields of good YAML; none where it isn't a mapping, as between two rules of a text."""
    _refuse_depth(front_matter)
    loader = SafeLoader(front_matter)
    try:
        node = loader.get_single_node()
    finally:
        loader.dispose()
    if isinstance(node, yaml.MappingNode):
        pairs = [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
        lines = {str(key.value): key.start_mark.line + 1 for key, _ in pairs}
        doubles = _doubles(pairs) if len(lines) < len(pairs) else ()
        return Fields(_merged(_value(node, _text, {})), _merged(_value(node, _typed, {})), lines, doubles=doubles)
    if TITLED.search(front_matter):
        raise yaml.YAMLError("no space follows the colon")
    return Fields()


def _doubles(pairs: Sequence[tuple[yaml.ScalarNode, yaml.Node]]) -> tuple[DuplicateKey, ...]:
    """The keys that have been written before, of which the last counts."""
    values: dict[str, Value] = {}
    doubles = []
    for node, value in pairs:
        key = str(node.value)
        if key in values:
            doubles.append(DuplicateKey(key, node.start_mark.line + 1, values[key]))
        values[key] = _value(value, _text, {})
    return tuple(doubles)


def _refuse_depth(front_matter: str) -> None:
    """Raise where front matter nests too deep: libyaml composes by recursion in C, which ends the process."""
    if front_matter.count("[") + front_matter.count("{") <= NESTING and not DEEP.search(front_matter):
        return
    depth = 0
    for event in yaml.parse(front_matter, Loader=SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > NESTING:
            raise yaml.YAMLError(f"it nests more than {NESTING} deep")


def _value(node: yaml.Node, read: Callable[[yaml.ScalarNode], Any], seen: dict[int, Any]) -> Any:
    """The value of a node. Aliases share one, so that nested anchors cannot multiply; a loop ends in empty text."""
    if isinstance(node, yaml.ScalarNode):
        return read(node)
    if id(node) not in seen:
        seen[id(node)] = ""
        if isinstance(node, yaml.SequenceNode):
            seen[id(node)] = [_value(item, read, seen) for item in node.value]
        else:
            pairs = ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
            seen[id(node)] = {str(key.value): _value(value, read, seen) for key, value in pairs}
    return seen[id(node)]


def _text(node: yaml.ScalarNode) -> str:
    """To the letter: `1.10` stays `1.10`, and `no` stays `no`."""
    return "" if node.tag == "tag:yaml.org,2002:null" else str(node.value)


def _typed(node: yaml.ScalarNode) -> Any:
    """As YAML types it; as text where it isn't one of the type (`2017-02-29`, `!!int ''`) or has another tag."""
    construct = _CONSTRUCT.get(node.tag)
    if construct is None or len(node.value) > LONGEST_TYPED:
        return node.value
    try:
        return construct(_CONSTRUCTOR, node)
    except (ArithmeticError, AttributeError, LookupError, ValueError):
        return node.value


def _merged(values: dict[str, Any]) -> dict[str, Any]:
    """The values with those that `<<` brings from elsewhere, the front matter's own first (YAML 1.1's merge key)."""
    brought = values.pop("<<", None)
    for part in brought if isinstance(brought, list) else [brought]:
        for key, value in part.items() if isinstance(part, dict) else ():
            values.setdefault(key, value)
    return values


def _piecewise(front_matter: str, error: Exception) -> Fields:
    """Broken front matter, each key with what belongs to it read alone: as YAML, or where that is broken, as it stands.

    So a mistake costs no more than its own key.
    """
    values: dict[str, Value] = {}
    typed: dict[str, Any] = {}
    lines: dict[str, int] = {}
    doubles: list[DuplicateKey] = []
    broken = None
    for start, piece in islice(_apart(front_matter), MOST_KEYS):
        try:
            fields = _fields(piece)
        except ERRORS as flaw:
            broken = broken or _broken_line(piece, start, flaw)
            fields = Fields()
        if not fields.values and PIECE.match(piece):
            broken = broken or _broken_line(piece, start, yaml.YAMLError("it isn't a key with a colon and a space"))
            fields = _as_it_stands(piece)
        doubles += (DuplicateKey(key, start, values[key]) for key in fields.values if key in values)
        values |= fields.values
        typed |= fields.typed
        lines |= {key: line + start - 1 for key, line in fields.lines.items()}
    return Fields(values, typed, lines, broken or _broken_line(front_matter, 1, error), tuple(doubles))


def _apart(front_matter: str) -> Iterator[tuple[int, str]]:
    """The pieces of front matter, where a line indented by mistake, as in `title: A` above ` date: B`, begins one.

    It does if what it begins with is the name of a field, and the piece is broken otherwise.
    """
    for start, piece in _pieces(front_matter):
        first, *below = piece.split("\n")
        found = KEY.match(first)
        if not found or OPENS.match(found["value"].strip()) or _is_good(piece):
            yield start, piece
            continue
        begins, lines, is_whole = start, [first], WHOLE.fullmatch(found["value"].strip())
        for number, line in enumerate(below, start + 1):
            slipped = KEY.fullmatch(line.strip())
            if slipped and (is_whole or normalize_name(slipped["key"]) in BUILT_IN.claims):
                yield begins, "\n".join(lines)
                begins, lines = number, [line.strip()]
            else:
                lines.append(line)
        yield begins, "\n".join(lines)


def _pieces(front_matter: str) -> Iterator[tuple[int, str]]:
    """The line and the text of each key with what is indented or dashed below it."""
    start = 1
    lines: list[str] = []
    for number, line in enumerate(front_matter.split("\n"), 1):
        if lines and PIECE.match(line):
            yield start, "".join(lines)
            start, lines = number, []
        lines.append(f"{line}\n")
    yield start, "".join(lines)


def _broken_line(text: str, start: int, error: Exception) -> BrokenLine:
    """The place of an error in a text that begins at the line `start`."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = text.rstrip("\n").split("\n")
    at = min(mark.line, len(lines) - 1) if mark else 0
    reason = getattr(error, "problem", None) or str(error).split("\n", 1)[0]
    value = VALUE.match(lines[at])
    column = value.end() if value else mark.column if mark else -1
    return BrokenLine(start + at, lines[at].rstrip(), reason, min(column, len(lines[at])) + 1)


def _as_it_stands(piece: str) -> Fields:
    """`key: value`, and the lines below it."""
    first, *rest = piece.split("\n")
    found = KEY.match(first)
    if not found:
        return Fields()
    below = [line.strip() for line in rest if line.strip() and not line.lstrip().startswith("#")]
    values = {found["key"]: _block(found["value"].strip(), below)}
    return Fields(values, values, {found["key"]: 1})


def _block(first: str, below: Sequence[str]) -> Value:
    """A key's value: a list or a mapping below it, or else text."""
    items = [ITEM.fullmatch(line) for line in below]
    if below and not first and all(items):
        return [unquote_text(item["value"]) for item in items if item]
    pairs = [KEY.fullmatch(line) for line in below]
    if below and not first and all(pairs):
        return {pair["key"]: unquote_text(pair["value"]) for pair in pairs if pair}
    return unquote_text(" ".join(below if first in BLOCKS else [first, *below]))
