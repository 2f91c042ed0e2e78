"""Where the writer wants the teaser to end, in other engines' words, as the mark that we know."""

from __future__ import annotations

import re
from collections.abc import Mapping

from mkdocs_blogposts.reading.dialects.values import Value
from mkdocs_blogposts.reading.fields import as_text
from mkdocs_blogposts.reading.naming.names import plain_name

MARK = "<!-- more -->"
SEPARATOR = "excerptseparator"
MDX = re.compile(r"^\{/\*\s*truncate\s*\*/\}[ \t]*$", re.MULTILINE)
"""Docusaurus' mark in MDX, which would be printed."""


def with_mark(text: str, values: Mapping[str, Value]) -> str:
    """The text with our mark in the place of Jekyll's `excerpt_separator`, as the front matter has it, or of MDX's."""
    separator = next((as_text(value) for key, value in values.items() if plain_name(key) == SEPARATOR), "")
    if separator and MARK not in text:
        text = text.replace(separator, MARK, 1)
    return MDX.sub(MARK, text, count=1) if "truncate" in text else text
