"""Files of data beside the posts: authors' and tags'. YAML, and JSON as the part of YAML that it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_blogposts.reading.field_values import parse_text
from mkdocs_blogposts.reading.front_matter_syntax_errors import SHOWN, show_value
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.frontmatter.yaml_format import YamlFormat
from mkdocs_blogposts.reading.naming.field_names import normalize_name
from mkdocs_blogposts.reading.problems import Problem, Rule


def read_data(source: str, text: str) -> tuple[Mapping[str, Value], tuple[Problem, ...]]:
    """The values at the top of a file as text, lists and mappings of text. Never raises.

    A broken file is read piece by piece, and a problem says where it broke. A file that holds no mapping has none.
    """
    fields = YamlFormat().fields(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if not fields.broken:
        return fields.values, tuple(_no_mapping(source, text)) if not fields.values else ()
    what = f"The file's YAML breaks at {show_value(fields.broken.text.strip())} ({fields.broken.reason[:SHOWN]})."
    hint = "put a value that holds a colon, '@' or '#' between double quotes."
    if fields.broken.text.startswith("\t"):
        hint = "write spaces instead of the tab."
    hint = f"What can be read of it counts; {hint}"
    return fields.values, (Problem(Rule.BROKEN_DATA, source, what, hint, fields.broken.line, fields.broken.column),)


def _no_mapping(source: str, text: str) -> Iterator[Problem]:
    """A file of which nothing is read, though there is something in it."""
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    said = ((number, line) for number, line in lines if line and not line.startswith(("#", "---", "\ufeff#")))
    if (first := next(said, None)) and first[1] not in ("{}", "[]", "..."):
        what = f"The file holds a list or a text, not keys: {show_value(first[1])}."
        hint = "Write each entry below a key of its own, such as 'max:'; until then nothing of it counts."
        yield Problem(Rule.BROKEN_DATA, source, what, hint, first[0])


def normalize_keys(values: Mapping[str, Value]) -> dict[str, Value]:
    """The same values under keys without case, `-`, `_` and spaces."""
    return {normalize_name(key): value for key, value in values.items()}


def read_text(value: Value | None) -> str:
    """One text; empty for what is not there, for lists and for mappings."""
    return parse_text(value) if isinstance(value, str) else ""
