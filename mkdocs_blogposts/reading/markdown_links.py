"""Links and images of a Markdown text, each with its place: what code, comments and formulas hold isn't one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import NamedTuple

from mkdocs_blogposts.lazy_imports import markdown_it
from mkdocs_blogposts.lazy_patterns import compile_pattern

BREAKS = frozenset({"softbreak", "hardbreak"})
COMMENT = compile_pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)


class MarkdownLink(NamedTuple):
    """A link or an image."""

    target: str
    """As written."""

    line: int
    """In the text, counted from 1."""

    column: int
    """Where the target begins, in characters from 1; 0 where that is not known."""

    is_image: bool = False

    alt: str | None = ""
    """What an image shows, in words; `None` where it is HTML that has no such attribute."""

    is_html: bool = False


def find_links(text: str) -> tuple[MarkdownLink, ...]:
    """The links and images of a text in its order, as CommonMark (and GitHub's tables) have them.

    A link by reference stands where its target does. Footnotes aren't links.
    """
    if "](" not in text and "<" not in text and "]:" not in text:
        return ()
    lines = text.split("\n")
    memory: dict[str, dict[str, dict[str, object]]] = {}
    tokens = _parser().parse(text, memory)
    definitions = {
        str(found["href"]): _first_line(found.get("map"))
        for label, found in memory.get("references", {}).items()
        if not label.startswith("^")
    }
    notes = {str(found["href"]) for label, found in memory.get("references", {}).items() if label.startswith("^")}
    search = _Search(lines, definitions)
    found = (reference for token in tokens for reference in _of_block(token, search))
    return tuple(reference for reference in found if reference.column or reference.target not in notes)


def _parser() -> markdown_it.MarkdownIt:
    """A reader that leaves targets as they are written."""
    parser = markdown_it.MarkdownIt("commonmark").enable("table")
    parser.normalizeLink = str  # type: ignore[method-assign,assignment]
    parser.validateLink = bool  # type: ignore[method-assign,assignment]
    return parser


def _first_line(lines: object) -> int:
    return int(lines[0]) if isinstance(lines, Sequence) and lines else 0


class _Search:
    """Finds where each target stands, from the start of the text to its end."""

    def __init__(self, lines: Sequence[str], definitions: dict[str, int]) -> None:
        self._lines = lines
        self._definitions = definitions
        self._after: dict[tuple[int, str], int] = {}

    def place(self, target: str, line: int, end: int) -> tuple[int, int]:
        """Line and column, counted from 1, of a target that a block up to the line `end` (from 0) names in `line`."""
        for number in range(line, min(end, len(self._lines))) if target else ():
            start = self._lines[number].find(target, self._after.get((number, target), 0))
            if start >= 0:
                self._after[number, target] = start + len(target)
                return number + 1, start + 1
        if target in self._definitions:
            number = self._definitions[target]
            return number + 1, self._lines[number].find(target) + 1
        return line + 1, 0


def _of_block(token: markdown_it.token.Token, search: _Search) -> Iterator[MarkdownLink]:
    first, end = token.map or (0, 0)
    if token.type == "html_block":
        yield from _of_html(token.content, first, end, search)
        return
    line = first
    for child in token.children or ():
        line += child.type in BREAKS
        if child.type == "link_open":
            target = str(child.attrs.get("href", ""))
            yield MarkdownLink(target, *search.place(target, line, end))
        elif child.type == "image":
            target = str(child.attrs.get("src", ""))
            yield MarkdownLink(target, *search.place(target, line, end), is_image=True, alt=child.content)
        elif child.type == "html_inline":
            yield from _of_html(child.content, line, end, search)


def _of_html(html: str, line: int, end: int, search: _Search) -> Iterator[MarkdownLink]:
    tags = _Tags()
    tags.feed(COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), html))
    for name, attributes, below in tags.found:
        target = attributes.get("src" if name == "img" else "href")
        if target is not None:
            place = search.place(target, line + below, end)
            alt = attributes.get("alt")
            yield MarkdownLink(target, *place, is_image=name == "img", alt=alt, is_html=True)


class _Tags(HTMLParser):
    """Collects the links and images of a piece of HTML, each with the number of lines above it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str], int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("a", "img"):
            self.found.append((tag, {name: value or "" for name, value in attrs}, self.getpos()[0] - 1))
