"""Tags, categories and other terms, split as their writer meant: `a, b`, `a; b`, `[a, b]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from mkdocs_blogposts.reading.field_values import LIST_LIMIT, find_name, flatten_values, strip_control_characters
from mkdocs_blogposts.reading.frontmatter.parse_result import Value, unquote_text


def split_terms(value: Value, at_blanks: bool = False) -> tuple[str, ...]:
    """Terms without doubles, in the writer's order.

    A list is taken as it is. Text is split at `;` if it has one, else at `,`, else it is one term. Quotes, brackets
    around the whole and a leading `#` come off.
    """
    if isinstance(value, str):
        text = strip_brackets(value.strip())
        split = text.split(";") if ";" in text else text.split(",") if "," in text else None
        parts: Iterator[str] = iter(split or (text.split() if at_blanks else [text]))
    else:
        parts = (leaf if isinstance(leaf, str) else find_name(leaf) for leaf in flatten_values(value, set()))
    return tuple(dict.fromkeys(filter(None, map(clean_term, islice(parts, LIST_LIMIT)))))


def clean_term(text: str) -> str:
    """A term in one line, without the quotes around it and a `#` in front."""
    return " ".join(unquote_text(strip_control_characters(text)).strip().removeprefix("#").split())


def strip_brackets(text: str) -> str:
    """A text without brackets that close around the whole of it: `[a, b]`, but not `[a] b`, nor `[a](b)`.

    One that nobody closed goes as well.
    """
    if "]" not in text:
        return text.removeprefix("[")
    while text.startswith("[") and text.endswith("]"):
        depth = 0
        for sign in re.finditer(r"[\[\]]", text):
            depth += 1 if sign[0] == "[" else -1
            if not depth and sign.end() < len(text):
                return text
        if depth:
            return text
        text = text[1:-1].strip()
    return text


def parse_paths(value: Value) -> Value:
    """Categories, with the lists within the list as paths, as Hexo has them: `[Sports, Baseball]` is below `Sports`."""
    if not isinstance(value, list):
        return value
    return ["/".join(split_terms(item)) if isinstance(item, list) else item for item in value[:LIST_LIMIT]]
