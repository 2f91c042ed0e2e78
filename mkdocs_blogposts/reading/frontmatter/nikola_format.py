"""Front matter of Nikola: `.. key: value` lines, within an HTML comment or bare."""

from __future__ import annotations

import re

from mkdocs_blogposts.reading.frontmatter.delimiters import LONGEST_SOUGHT, FieldsFormat, cut_beginning
from mkdocs_blogposts.reading.frontmatter.parse_result import BrokenLine, DuplicateKey, Fields

LINE = re.compile(r"^[ \t]*\.\.[ \t]+(?P<key>[^\s:][^:\n]*):(?!:)(?P<value>[^\n]*)", re.MULTILINE)
TITLED = re.compile(r"(?:^|<!--)[ \t]*\.\.[ \t]+(?:title|date)[ \t\xa0]*:(?!:)", re.IGNORECASE | re.MULTILINE)
COMMENT = re.compile(r"<!--[ \t]*(?=\n[ \t\n]*\.\.|\.\.)")
LINES = re.compile(r"\n?(?:[ \t]*\.\.[ \t]+[^\n]*(?:\n|\Z))+")
BARE = re.compile(r"[ \t]*\.\.[ \t]+[^\s:]")
END_OF_LINE = re.compile(r"[ \t]*(?:\n|\Z)")


class NikolaFormat(FieldsFormat):
    """It is front matter only with a title or a date, since any text may begin with a comment."""

    FM_BOUNDARY = COMMENT

    def detect(self, text: str) -> bool:
        return COMMENT.match(text) is not None or BARE.match(text) is not None

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
        for found in LINE.finditer(inner):
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
    comment = COMMENT.match(start)
    close = text.find("-->", 0, LONGEST_SOUGHT) if comment else -1
    if close >= 0:
        end = END_OF_LINE.match(text, close + 3)
        at = end.end() if end else close + 3
    else:
        found = LINES.match(start, comment.end() if comment else 0)
        at = found.end() if found and (comment or start[:1] != "\n") else 0
    return at if TITLED.search(start, 0, at) else 0
