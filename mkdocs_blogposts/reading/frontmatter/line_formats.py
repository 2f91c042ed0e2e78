"""Front matter of lines without a fence: `Key: value` of Pelican and MultiMarkdown, `.. key: value` of Nikola."""

from __future__ import annotations

import re
from typing import Any

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.frontmatter.delimiters import LONGEST_SOUGHT, FieldsFormat, cut_beginning
from mkdocs_blogposts.reading.frontmatter.json_format import ERRORS, parse_json
from mkdocs_blogposts.reading.frontmatter.parse_result import BrokenLine, DuplicateKey, Fields, make_fields

KEY = compile_pattern(r"(?P<key>[^\W\d][\w-]{0,99})[ \t\xa0]*:(?!//)(?P<value>.*)")
MORE = compile_pattern(r"(?: {4}|\t)[ \t]*(?P<value>\S.*)")
HEADER = compile_pattern(rf"(?:(?:{KEY.pattern}|{MORE.pattern.replace('value', 'more')})(?:\n|\Z))+")
TITLED = compile_pattern(r"^(?:title|date)[ \t\xa0]*:", re.IGNORECASE | re.MULTILINE)
END = compile_pattern(r"[ \t]*(?:---[ \t]*)?(?:\n|\Z)")


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


DOTTED_LINE = compile_pattern(r"^[ \t]*\.\.[ \t]+(?P<key>[^\s:][^:\n]*):(?!:)(?P<value>[^\n]*)", re.MULTILINE)
DOTTED_TITLED = compile_pattern(
    r"(?:^|<!--)[ \t]*\.\.[ \t]+(?:title|date)[ \t\xa0]*:(?!:)", re.IGNORECASE | re.MULTILINE
)
DOTTED_COMMENT = compile_pattern(r"<!--[ \t]*(?=\n[ \t\n]*\.\.|\.\.)")
DOTTED_LINES = compile_pattern(r"\n?(?:[ \t]*\.\.[ \t]+[^\n]*(?:\n|\Z))+")
DOTTED_BARE = compile_pattern(r"[ \t]*\.\.[ \t]+[^\s:]")
END_OF_LINE = compile_pattern(r"[ \t]*(?:\n|\Z)")


class NikolaFormat(FieldsFormat):
    """It is front matter only with a title or a date, since any text may begin with a comment."""

    FM_BOUNDARY = DOTTED_COMMENT

    def detect(self, text: str) -> bool:
        return DOTTED_COMMENT.match(text) is not None or DOTTED_BARE.match(text) is not None

    def split(self, text: str) -> tuple[str, str]:
        end = _end(text)
        return text[:end], text[end:]

    def fields(self, front_matter: str) -> Fields:
        """The values, their keys in lower case, with the comment's last line named where that is missing."""
        inner = (
            front_matter.replace("<!--", "", 1).rpartition("-->")[0]
            if "-->" in front_matter
            else front_matter.replace("<!--", "", 1)
        )
        values: dict[str, str] = {}
        lines: dict[str, int] = {}
        doubles: list[DuplicateKey] = []
        for found in DOTTED_LINE.finditer(inner):
            key = found["key"].strip().lower()
            line = inner.count("\n", 0, found.start("key")) + 1
            if key in values:
                doubles.append(DuplicateKey(key, line, values[key]))
            values[key] = found["value"].strip()
            lines.setdefault(key, line)
        is_open = front_matter.startswith("<!--") and "-->" not in front_matter
        broken = BrokenLine(1, "<!--", "no '-->' closes it", 1) if is_open else None
        return Fields(values, values, lines, broken, tuple(doubles))


def _end(text: str) -> int:
    """Where the front matter ends, with the rest of its last line; 0 where there is none."""
    start = cut_beginning(text)
    comment = DOTTED_COMMENT.match(start)
    close = text.find("-->", 0, LONGEST_SOUGHT) if comment else -1
    if close >= 0:
        end = END_OF_LINE.match(text, close + 3)
        at = end.end() if end else close + 3
    else:
        found = DOTTED_LINES.match(start, comment.end() if comment else 0)
        at = found.end() if found and (comment or start[:1] != "\n") else 0
    return at if DOTTED_TITLED.search(start, 0, at) else 0
