"""The places of a Markdown text that a link may lead to: headings, and what HTML or an attribute list names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from mkdocs_blogposts.deferred import markdown_it

ATTRIBUTES = re.compile(r"\{([^{}\n]*)\}")
ID = re.compile(r"(?:^|(?<=[\s:]))#([^\s{}]+)")
HTML = re.compile(r"\b(?:id|name)\s{0,9}=\s{0,9}(?:\"([^\"\n]{1,500})\"|'([^'\n]{1,500})')")
MADE = re.compile(r"\{\{|\{%|--8<--|^:::|^\[TOC\]|^\*\[|^\[\^", re.MULTILINE)
"""What other plugins and extensions make headings or places of."""


def anchors(text: str, slugify: Callable[[str, str], str]) -> frozenset[str] | None:
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
