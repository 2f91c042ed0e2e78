"""A page as its writer sees it: which line says what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from mkdocs_blogposts.reading.anchors import anchors
from mkdocs_blogposts.reading.dialects.header import Header, read_header
from mkdocs_blogposts.reading.fields import Named, as_text
from mkdocs_blogposts.reading.naming.names import BUILT_IN, Names
from mkdocs_blogposts.reading.references import Reference, references

LONGEST = 1_000_000
"""Characters; a novel has half as many."""


@dataclass(frozen=True)
class Written:
    """One page's text with the places in it."""

    source: str
    text: str
    names: Names = BUILT_IN
    """Of the fields."""

    def line_of(self, field: str) -> int:
        """The line of the key that gives a field; 0 where none does."""
        return self._header.fields.line_of(next((key for key, _ in self._named.all(field)), ""))

    def text_of(self, field: str) -> str:
        """What the front matter says of a field, as text."""
        return self._named.text(field)

    def line_with(self, path: str) -> int:
        """The line that names a picture, in the header or else in the text; 0 where none does."""
        for key, value in self._named.all("image"):
            if path in as_text(value):
                return self._header.fields.line_of(key)
        return next((number for number, line in enumerate(self.text.splitlines(), 1) if path in line), 0)

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self._header.body

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Links and pictures of the text, with lines below `lines_above`; none of one that is too long for a text."""
        return references(self._header.body) if len(self._header.body) <= LONGEST else ()

    def place_of(self, reference: Reference) -> tuple[int, int]:
        """Line and column of a link or picture, in the file; the column is 0 where it is not known."""
        return self.lines_above + reference.line, reference.column

    def anchors(self, slugify: Callable[[str, str], str]) -> frozenset[str] | None:
        """What a link may lead to on the page, of which `slugify` makes the headings' ids; see `anchors`."""
        return anchors(self._header.body, slugify) if len(self._header.body) <= LONGEST else None

    @cached_property
    def lines_above(self) -> int:
        """How many lines of the file stand above its text."""
        lines = self.text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        return lines - self._header.body.count("\n")

    @cached_property
    def _named(self) -> Named:
        return Named(self._header.fields.values, self.names)

    @cached_property
    def _header(self) -> Header:
        return read_header(self.text)
