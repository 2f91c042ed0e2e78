"""The lines between which front matter stands."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Any

from frontmatter.default_handlers import BaseHandler

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.frontmatter.parse_result import Fields

LONGEST = 16_000
"""Characters of front matter that is read as its format has it; the longest of some hundred public posts has 800.

A longer one is read line by line, since what the parsers take for it would be felt.
"""

LONGEST_SOUGHT = 200_000
"""Characters in which the end is looked for of front matter that no line of its own closes."""

MOST_KEYS = 1000
"""Keys that are read of front matter that is broken or longer than that: each is read alone, which takes longest."""


class Fence:
    """How front matter's first and last line look, and how each begins between them, as patterns."""

    def __init__(self, first: str, last: str, line: str, titled: re.Pattern[str]) -> None:
        self._first = compile_pattern(rf"(?:{first})[ \t]*(?=\n)")
        # What begins with a literal character is found many times as fast as what begins with `^`.
        self._last = compile_pattern(rf"\n(?:{last})[ \t]*(?:\n|\Z)")
        self._lines = compile_pattern(rf"(?:(?:{line}).*(?:\n|\Z))+")
        self._titled = titled

    def begins(self, text: str) -> bool:
        return self._first.match(text) is not None

    def cut(self, text: str) -> tuple[str, str] | None:
        """The front matter, from the end of its first fence, and what follows the last; `None` where there is none.

        Front matter that nobody closed has a title or a date, and ends before the first line that is not of its kind.
        """
        first = self._first.match(text)
        if not first:
            return None
        last = self._last.search(text, first.end())
        if last:
            return text[first.end() : last.start() + 1], text[last.end() :]
        return self.split_unclosed(text)

    def split_unclosed(self, text: str) -> tuple[str, str] | None:
        """The same for front matter whose last fence is missing."""
        first = self._first.match(text)
        found = self._lines.match(cut_beginning(text), first.end() + 1) if first else None
        if not first or not found or not self._titled.search(text, found.start(), found.end()):
            return None
        return text[first.end() : found.end()], text[found.end() :]


def cut_beginning(text: str, longest: int = LONGEST) -> str:
    """Where front matter without a last fence may stand: in whole lines, and not much longer than it may be."""
    end = text.find("\n", longest)
    return text if end < 0 else text[: end + 1]


class FieldsFormat(BaseHandler):
    """A format that is read as fields, as a handler of python-frontmatter's kind."""

    last_fence = ""

    @abstractmethod
    def fields(self, front_matter: str) -> Fields:
        """The front matter's values. Never raises."""

    def load(self, fm: str) -> dict[str, Any]:
        return dict(self.fields(fm).typed)


def replace_no_break_spaces(front_matter: str, places: re.Pattern[str]) -> str:
    """Front matter with spaces for no-break ones at these places, where keyboards put them and no parser reads them.

    Nothing moves: what breaks further on is still in its column.
    """
    return (
        places.sub(lambda found: found[0].replace("\xa0", " "), front_matter)
        if "\xa0" in front_matter
        else front_matter
    )
