"""The places of a Markdown text that a link may lead to: headings, and what HTML or an attribute list names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from markdown.extensions.toc import unique
from markdown_it import MarkdownIt
from markdown_it.token import Token

ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\}[ \t]*$")
NAMED = re.compile(
    r"\{:?[^{}\n]*#(?P<list>[^\s{}]+)[^{}\n]*\}|\b(?:id|name)\s*=\s*(?P<quote>[\"'])(?P<html>[^\"']+)(?P=quote)"
)
MADE = re.compile(r"\{\{|\{%|--8<--|^:::|^\[TOC\]|^\*\[|^\[\^", re.MULTILINE)
"""What other plugins and extensions make headings or places of."""


def anchors(text: str, slugify: Callable[[str, str], str]) -> frozenset[str] | None:
    """The ids of a text, headings' as Python-Markdown's `toc` makes them; `None` where nobody knows before a build."""
    if MADE.search(text):
        return None
    named = {found["list"] or found["html"] for found in NAMED.finditer(text)}
    ids: set[str] = set()
    for heading in _headings(text):
        if not NAMED.search(heading):
            unique(slugify(ATTRIBUTES.sub("", heading).strip(), "-"), ids)
    return frozenset(ids | named)


def _headings(text: str) -> Iterator[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            yield "".join(_words(inline))


def _words(token: Token) -> Iterator[str]:
    for child in token.children or ():
        yield child.content if child.type in ("text", "code_inline") else " " if child.type == "softbreak" else ""
