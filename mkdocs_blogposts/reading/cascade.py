"""What the page of a folder says for all posts below it: Hugo's `cascade`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from mkdocs_blogposts.reading.field_values import parse_text
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter
from mkdocs_blogposts.reading.naming.field_names import normalize_name

TARGETS = ("_target", "target")
WRITTEN = re.compile(r"\bcascade\b")


def collect_cascades(sections: Mapping[str, str]) -> Mapping[str, tuple[Mapping[str, Value], ...]]:
    """The cascades of the folders' own pages (`news/_index.md`), each text by its file, by the folders."""
    found: dict[str, tuple[Mapping[str, Value], ...]] = {}
    for source, text in sections.items():
        values = parse_front_matter(text).fields.values if WRITTEN.search(text) else {}
        if given := tuple(
            item for key, value in values.items() if normalize_name(key) == "cascade" for item in _each(value)
        ):
            found[posixpath.dirname(source)] = given
    return found


def _each(value: Value) -> Iterator[Mapping[str, Value]]:
    yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict))


def inherit_fields(source: str, known: Mapping[str, tuple[Mapping[str, Value], ...]]) -> dict[str, Value]:
    """What a page has of the folders above it, the nearest folder first; of one folder the first that says it."""
    values: dict[str, Value] = {}
    folder = posixpath.dirname(source)
    while known:
        for cascade in known.get(folder, ()):
            if _is_meant(source, cascade):
                values = _own(cascade) | values
        if not folder:
            break
        folder = posixpath.dirname(folder)
    return values


def _own(cascade: Mapping[str, Value]) -> dict[str, Value]:
    inner = cascade.get("params")
    outer = {key: value for key, value in cascade.items() if key not in (*TARGETS, "params")}
    return {**(inner if isinstance(inner, dict) else {}), **outer}


def _is_meant(source: str, cascade: Mapping[str, Value]) -> bool:
    target = next((cascade[key] for key in TARGETS if key in cascade), None)
    if not isinstance(target, dict):
        return True
    path, kind = parse_text(target.get("path", "")), parse_text(target.get("kind", ""))
    place = "/" + posixpath.splitext(source)[0].removesuffix("/index")
    is_there = not path or fnmatchcase(place, path) or fnmatchcase(place, f"*{path}")
    return is_there and kind in ("", "page", "{page}")
