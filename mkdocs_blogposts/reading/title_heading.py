"""The heading that is a text's title, brought to its top."""

from __future__ import annotations

import re
from itertools import pairwise

from mkdocs_blogposts.lazy_imports import markdown_it
from mkdocs_blogposts.lazy_patterns import compile_pattern

LONGEST = 200_000
"""Characters of a text that is looked at."""

LED = compile_pattern(r"(?:\s|<!--.*?-->)*(?: {0,3}#[^#\n]|(?! *[-=#>+*])[^\n]+\n=+[ \t]*(?:\n|\Z))", re.DOTALL)

HEADING = compile_pattern(r"^ {0,3}(?:#[ \t]|=+[ \t]*$)", re.MULTILINE)


def begins_with_heading(text: str) -> bool:
    """Does a heading of the first level lead the text, below blank lines and comments?"""
    return bool(LED.match(text))


def move_heading_to_top(text: str) -> str:
    """The text with its one heading of the first level above what stands before it: an image, a note, a sentence.

    With several of them the first stays where it is, since what follows is its section.
    """
    places = _places(text)
    if len(places) != 1:
        return text
    (start, end), lines = places[0], text.split("\n")
    return "\n".join([*lines[start:end], "", *lines[:start], *lines[end:]])


def find_first_heading(text: str) -> str:
    """The words of the first of several headings of the first level; empty where one leads the text."""
    places = _places(text)
    if not places:
        return ""
    tokens = markdown_it.MarkdownIt("commonmark").parse("\n".join(text.split("\n")[slice(*places[0])]))
    return "".join(child.content if child.type in ("text", "code_inline") else "" for child in tokens[1].children or ())


def _places(text: str) -> list[tuple[int, int]]:
    """The lines of each heading of the first level that is in no list, quotation or code; none where one leads."""
    if len(text) > LONGEST or not HEADING.search(text) or begins_with_heading(text):
        return []
    tokens = markdown_it.MarkdownIt("commonmark").enable("table").parse(text)
    headings = (one for one, _ in pairwise(tokens) if one.type == "heading_open" and one.tag == "h1" and not one.level)
    return [(heading.map[0], heading.map[1]) for heading in headings if heading.map]
