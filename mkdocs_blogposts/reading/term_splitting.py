"""Tags, categories and other terms, split as their writer meant: `a, b`, `a; b`, `[a, b]`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import islice

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.field_values import (
    LIST_LIMIT,
    NamedFields,
    find_name,
    flatten_values,
    strip_control_characters,
)
from mkdocs_blogposts.reading.frontmatter.parse_result import Value, strip_typographic_quotes, unquote_text
from mkdocs_blogposts.reading.naming.field_names import normalize_name
from mkdocs_blogposts.reading.tags_file import Term

SEPARATORS = tuple(compile_pattern(sign) for sign in (r"[;；]", r"[,，、]", r"\n(?=\S)", r"\s\|\s", r"\s(?=#\S)"))
"""What stands between the terms of one text, the first that is in it; hashtags need none."""

ENTITY = compile_pattern(r"&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
WIKI_LINK = compile_pattern(r"\[\[(?:[^\[\]|]*\|)?(?P<label>[^\[\]|]+)\]\]")
ARROW = compile_pattern(r"\s+(?:>|»|›|→)\s+")


def split_terms(value: Value, at_blanks: bool = False) -> tuple[str, ...]:
    """Terms without doubles, in the writer's order.

    A list is taken as it is. Text is split at `;` if it has one, else at `,`, at the ends of its lines, at ` | ` or
    before each `#`, else it is one term. Quotes, brackets around the whole and a leading `#` come off.
    """
    if isinstance(value, str):
        text = ENTITY.sub(lambda found: unescape(found[0]), strip_links(value.strip()))
        text = strip_brackets(text)
        split = next((sign.split(text) for sign in SEPARATORS if sign.search(text)), None)
        parts: Iterator[str] = iter(split or (text.split() if at_blanks else [text]))
    else:
        parts = (leaf if isinstance(leaf, str) else find_name(leaf) for leaf in flatten_values(value, set()))
    return tuple(dict.fromkeys(filter(None, map(clean_term, islice(parts, LIST_LIMIT)))))


def strip_links(text: str) -> str:
    """A text with what Obsidian's links are called in their place: `[[a]], [[b|B]]` is `a, B`."""
    return WIKI_LINK.sub(r"\g<label>", text) if "[[" in text else text


def clean_term(text: str) -> str:
    """A term in one line, without the quotes around it, a `#` in front, and the marks of a link."""
    text = strip_links(text)
    bare = strip_typographic_quotes(unquote_text(strip_control_characters(text)).strip())
    return " ".join(bare.removeprefix("#").split())


def strip_brackets(text: str) -> str:
    """A text without brackets that close around the whole of it: `[a, b]`, but not `[a] b`, nor `[a](b)`.

    One that nobody closed, or that closes nothing, goes as well.
    """
    if "]" not in text:
        return text.removeprefix("[")
    extra = text.count("]") - text.count("[") if text.startswith("[") else 0
    for _ in range(abs(extra)):
        text = text.removesuffix("]") if extra > 0 else text.removeprefix("[")
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


def parse_paths(value: Value, is_path: bool) -> Value:
    """Categories, with the lists within the list as paths, as Hexo has them: `[Sports, Baseball]` is below `Sports`.

    So is `Sports > Baseball`.

    For Hexo a list of texts alone is such a path, too.
    """
    if isinstance(value, str):
        return ARROW.sub("/", value)
    if not isinstance(value, list):
        return value
    value = [ARROW.sub("/", item) if isinstance(item, str) else item for item in value[:LIST_LIMIT]]
    if is_path and not any(isinstance(item, list) for item in value):
        value = [value]
    return ["/".join(split_terms(item)) if isinstance(item, list) else item for item in value[:LIST_LIMIT]]


RELATIVE = frozenset({"aliases", "alias"})
WORD = compile_pattern(r"[^\s./:?#][^\s/.:?#]*/?")


def find_terms(named: NamedFields, field: str, at_blanks: bool = False) -> tuple[str, ...]:
    """The terms of the first list of a field that is not empty.

    `at_blanks` splits a text as Jekyll does: `tags` and `categories`, but not `tag` and `category`.
    """
    found = (split_terms(value, at_blanks and normalize_name(key) == field) for key, value in named.all(field))
    return next(filter(None, found), ())


def find_term_paths(named: NamedFields, field: str, at_blanks: bool, is_path: bool) -> tuple[str, ...]:
    """The same, where a list within the list is one term below another, and so is the list itself if `is_path`."""
    found = (
        split_terms(parse_paths(value, is_path), at_blanks and normalize_name(key) == field)
        for key, value in named.all(field)
    )
    return next(filter(None, found), ())


def label_terms(terms: Iterable[str], known: Mapping[str, Term]) -> tuple[str, ...]:
    """Terms as readers see them: a key of `tags.yml` by its label, each once."""
    return tuple(dict.fromkeys(known[term].label if term in known else term for term in terms))


def read_aliases(named: NamedFields) -> tuple[str, ...]:
    """The URLs that the page had before. One word of Jekyll's `redirect_from` starts at the site's root."""
    found = ((normalize_name(key) in RELATIVE, split_terms(value)) for key, value in named.all("aliases"))
    is_relative, terms = next((item for item in found if item[1]), (True, ()))
    return terms if is_relative else tuple(f"/{term}" if WORD.fullmatch(term) else term for term in terms)
