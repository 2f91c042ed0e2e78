"""Files of data beside the posts: authors' and tags'. YAML, and JSON as the part of YAML that it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mkdocs_blogposts.reading.dialects.values import Value
from mkdocs_blogposts.reading.dialects.yaml_header import YamlHeader
from mkdocs_blogposts.reading.fields import as_text
from mkdocs_blogposts.reading.mending import SHOWN, shown
from mkdocs_blogposts.reading.naming.names import plain_name
from mkdocs_blogposts.reading.problems import Problem, Rule


def read_data(source: str, text: str) -> tuple[Mapping[str, Value], tuple[Problem, ...]]:
    """The values at the top of a file as text, lists and mappings of text. Never raises.

    A broken file is read piece by piece, and a problem says where it broke. A file that holds no mapping has none.
    """
    fields = YamlHeader().fields(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if not fields.broken:
        return fields.values, tuple(_no_mapping(source, text)) if not fields.values else ()
    what = f"The file's YAML breaks at {shown(fields.broken.text.strip())} ({fields.broken.reason[:SHOWN]})."
    cure = "put a value that holds a colon, '@' or '#' between double quotes."
    if fields.broken.text.startswith("\t"):
        cure = "write blanks in place of the tab."
    cure = f"What can be read of it counts; {cure}"
    return fields.values, (Problem(Rule.BROKEN_DATA, source, what, cure, fields.broken.line, fields.broken.column),)


def _no_mapping(source: str, text: str) -> Iterator[Problem]:
    """A file of which nothing is read, though there is something in it."""
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1))
    said = ((number, line) for number, line in lines if line and not line.startswith(("#", "---", "\ufeff#")))
    if (first := next(said, None)) and first[1] not in ("{}", "[]", "..."):
        what = f"The file holds a list or a text, not keys: {shown(first[1])}."
        cure = "Write each entry below a key of its own, such as 'max:'; until then nothing of it counts."
        yield Problem(Rule.BROKEN_DATA, source, what, cure, first[0])


def plain_keys(values: Mapping[str, Value]) -> dict[str, Value]:
    """The same values under keys without case, `-`, `_` and blanks."""
    return {plain_name(key): value for key, value in values.items()}


def text_of(value: Value | None) -> str:
    """One text; empty for what is not there, for lists and for mappings."""
    return as_text(value) if isinstance(value, str) else ""
