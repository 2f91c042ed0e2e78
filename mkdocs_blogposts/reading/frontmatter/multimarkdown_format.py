"""Front matter of `Key: value` lines with no fence, as Pelican and MultiMarkdown write them."""

from __future__ import annotations

import re
from typing import Any

from mkdocs_blogposts.reading.frontmatter.delimiters import FieldsFormat
from mkdocs_blogposts.reading.frontmatter.json_format import ERRORS, parse_json
from mkdocs_blogposts.reading.frontmatter.parse_result import DuplicateKey, Fields, make_fields

KEY = re.compile(r"(?P<key>[^\W\d][\w-]{0,99})[ \t\xa0]*:(?!//)(?P<value>.*)")
MORE = re.compile(r"(?: {4}|\t)[ \t]*(?P<value>\S.*)")
HEADER = re.compile(rf"(?:(?:{KEY.pattern}|{MORE.pattern.replace('value', 'more')})(?:\n|\Z))+")
TITLED = re.compile(r"^(?:title|date)[ \t\xa0]*:", re.IGNORECASE | re.MULTILINE)
END = re.compile(r"[ \t]*(?:---[ \t]*)?(?:\n|\Z)")


class MultiMarkdownFormat(FieldsFormat):
    """It is front matter only with a title or a date, since `Note: read this` is prose."""

    FM_BOUNDARY = HEADER

    def detect(self, text: str) -> bool:
        found = HEADER.match(text) if KEY.match(text) else None
        return found is not None and TITLED.search(found[0]) is not None

    def split(self, text: str) -> tuple[str, str]:
        found = HEADER.match(text)
        at = found.end() if found else 0
        end = END.match(text, at)
        return text[:at], text[end.end() if end else at :]

    def fields(self, front_matter: str) -> Fields:
        """The values, their keys in lower case; a key written twice holds a list."""
        written: dict[str, list[list[str]]] = {}
        lines: dict[str, int] = {}
        doubles: list[DuplicateKey] = []
        key, is_slipped = "", False
        for number, line in enumerate(front_matter.split("\n"), 1):
            found, more = KEY.match(line), MORE.match(line)
            if more and (is_slipped or _is_whole(written[key][-1][-1])):
                found = KEY.match(more["value"])  # a line that is indented by mistake
            if found:
                key, is_slipped = found["key"].lower(), more is not None
                if key in lines:
                    doubles.append(DuplicateKey(key, number, ""))
                written.setdefault(key, []).append([found["value"].strip()])
                lines.setdefault(key, number)
            elif more:
                written[key][-1].append(more["value"].strip())
        texts = {key: [" ".join(parts).strip() for parts in values] for key, values in written.items()}
        values = {key: each if len(each) > 1 else _whole(each[0]) for key, each in texts.items()}
        return make_fields(values, lines, doubles=doubles)


def _is_whole(value: str) -> bool:
    """Does nothing of a value go on in the next line? So it is where its brackets are closed."""
    return value.startswith("[") and value.endswith("]")


def _whole(text: str) -> Any:
    """A text; or what it is as JSON: a mapping, a list of mappings or lists, or a quoted text of several lines."""
    if not text.startswith(("{", "[")) and not (text.startswith('"') and "\\n" in text):
        return text
    try:
        value = parse_json(text)
        make_fields({"x": value}, {})
    except ERRORS:
        return text
    is_nested = isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value)
    return value if is_nested or isinstance(value, (dict, str)) else text
