"""A page as its writer sees it: which line says what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import pairwise

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_imports import markdown_it
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.field_values import NamedFields, parse_text
from mkdocs_blogposts.reading.frontmatter.parser import FrontMatter, parse_front_matter
from mkdocs_blogposts.reading.markdown_links import MarkdownLink, find_links
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, FieldNames

LONGEST = 1_000_000
"""Characters; a novel has half as many."""


@dataclass(frozen=True)
class SourceText:
    """One page's text with the places in it."""

    source: str
    text: str
    names: FieldNames = BUILT_IN
    """Of the fields."""

    def line_of(self, field: str) -> int:
        """The line of the key that gives a field; 0 where none does."""
        return self._header.fields.line_of(next((key for key, _ in self._named.all(field)), ""))

    def text_of(self, field: str) -> str:
        """What the front matter says of a field, as text."""
        return self._named.text(field)

    def line_with(self, path: str) -> int:
        """The line that names an image, in the front matter or else in the text; 0 where none does."""
        for key, value in self._named.all("image"):
            if path in parse_text(value):
                return self._header.fields.line_of(key)
        return next((number for number, line in enumerate(self.text.splitlines(), 1) if path in line), 0)

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self._header.body

    @cached_property
    def references(self) -> tuple[MarkdownLink, ...]:
        """Links and images of the text, with lines below `lines_above`; none of one that is too long for a text."""
        return find_links(self._header.body) if len(self._header.body) <= LONGEST else ()

    def place_of(self, reference: MarkdownLink) -> tuple[int, int]:
        """Line and column of a link or image, in the file; the column is 0 where it is not known."""
        return self.lines_above + reference.line, reference.column

    def anchors(self, slugify: Callable[[str, str], str]) -> frozenset[str] | None:
        """What a link may lead to on the page, of which `slugify` makes the headings' ids; see `find_anchors`."""
        return find_anchors(self._header.body, slugify) if len(self._header.body) <= LONGEST else None

    @cached_property
    def lines_above(self) -> int:
        """How many lines of the file stand above its text."""
        lines = self.text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        return lines - self._header.body.count("\n")

    @cached_property
    def _named(self) -> NamedFields:
        return NamedFields(self._header.fields.values, self.names)

    @cached_property
    def _header(self) -> FrontMatter:
        return parse_front_matter(self.text)


ATTRIBUTES = compile_pattern(r"\{([^{}\n]*)\}")
ID = compile_pattern(r"(?:^|(?<=[\s:]))#([^\s{}]+)")
HTML = compile_pattern(r"\b(?:id|name)\s{0,9}=\s{0,9}(?:\"([^\"\n]{1,500})\"|'([^'\n]{1,500})')")
MADE = compile_pattern(r"\{\{|\{%|--8<--|^:::|^\[TOC\]|^\*\[|^\[\^", re.MULTILINE)
"""What other plugins and extensions make headings or places of."""


def find_anchors(text: str, slugify: Callable[[str, str], str]) -> frozenset[str] | None:
    """The ids of a text, headings' as Python-Markdown's `toc` makes them; `None` where nobody knows before a build."""
    if MADE.search(text):
        return None
    named = {one or other for one, other in HTML.findall(text)}
    ids: set[str] = set()
    times: Counter[str] = Counter()
    for heading in _headings(text):
        if not any(_listed(heading)):
            slug = slugify(ATTRIBUTES.sub("", heading).strip(), "-")
            ids.add(f"{slug}_{times[slug]}" if times[slug] else slug)
            times[slug] += 1
    return frozenset(ids | named | set(_listed(text)))


def _listed(text: str) -> Iterator[str]:
    """The ids that attribute lists give: `{ #here .class }`."""
    return (found for attributes in ATTRIBUTES.findall(text) for found in ID.findall(attributes))


def _headings(text: str) -> Iterator[str]:
    tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(text)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            yield "".join(_words(inline))


def _words(token: markdown_it.token.Token) -> Iterator[str]:
    for child in token.children or ():
        yield child.content if child.type in ("text", "code_inline") else " " if child.type == "softbreak" else ""
