"""Who signs a post: the names, keys and mappings of its front matter, made the authors that the site knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.authors_file import NAMES, PAGE_NAMES, read_author
from mkdocs_blogposts.reading.byline_parser import parse_authors
from mkdocs_blogposts.reading.field_values import flatten_values
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.naming.suggestions import suggest_word
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.yaml_data import normalize_keys, read_text

MOST = 100
"""Authors of one post that are read: aliases can make thousands of large mappings out of a few lines."""


def index_authors(authors: Mapping[str, Author]) -> Mapping[str, Author]:
    """The authors of a site under all that front matter may call them: their keys first, then their names."""
    known = dict(authors)
    names = [author.key for author in authors.values()] + [author.name for author in authors.values()]
    for name, author in zip(names, [*authors.values()] * 2, strict=True):
        known.setdefault(_folded(name), author)
    return known


def resolve_authors(value: Value, known: Mapping[str, Author]) -> tuple[Author, ...]:
    """The authors of front matter's value, each once, in its order: `known` ones by key or name, others by name alone.

    A text is one name or several, as with tags; a mapping is an author in itself (`{name: Max, url: …}`), and adds to
    what is known of him. `known` is what `index_authors` gives.
    """
    parts = [value] if isinstance(value, str | dict) else islice(flatten_values(value, set()), MOST)
    found: dict[str, Author] = {}
    for part in parts:
        for author in _inline(part, known) if isinstance(part, dict) else _named(part, value, known):
            found.setdefault(author.key or author.name, author)
    return tuple(found.values())


def _folded(name: str) -> str:
    """What two spellings of one name share."""
    return re.sub(r"[\s_-]", "", name).casefold()


def _known(name: str, known: Mapping[str, Author]) -> Author | None:
    return known.get(name) or known.get(_folded(name))


def _named(part: str, value: Value, known: Mapping[str, Author]) -> Iterator[Author]:
    """The author or authors of a text; that of a list's item is one, whatever commas it holds."""
    if isinstance(value, str) and (author := _known(value.strip(), known)):
        yield author  # `Max Quinton, PhD` is one, where a file says so
        return
    for signed in parse_authors(part, not isinstance(value, str), lambda name: _known(name.strip(), known) is not None):
        known_one = _known(signed.name, known)
        yield replace(signed, name="").over(known_one) if known_one else signed


def _inline(data: Mapping[str, Value], known: Mapping[str, Author]) -> Iterator[Author]:
    plain = normalize_keys(data)
    names = (read_text(plain.get(key)) for key in ("key", *NAMES["name"], "label", "title"))
    signed = next(parse_authors(next(filter(None, names), ""), True, lambda _: False), None)
    if not signed:
        return
    name = signed.name
    # Beside a name or a key a title is a role, as in Docusaurus; alone it is the name.
    given = read_author("", data, NAMES if name != read_text(plain.get("title")) else PAGE_NAMES)
    known_one = _known(name, known)
    given = replace(given, url=given.url or signed.url)
    yield given.over(known_one) if known_one else replace(given, name=name)


def find_unknown_authors(source: str, authors: Iterable[Author], known: Mapping[str, Author]) -> tuple[Problem, ...]:
    """Names that look like keys of the authors file, and are none of it: `max` or `m_quinton`, but not `Max Quinton`.

    Nothing is wrong where the site has no such file.
    """
    return tuple(
        _unknown(source, author.name, known)
        for author in authors
        if known
        and author.name == author.name.lower()
        and not re.search(r"\s", author.name)
        and _known(author.name, known) is None
    )


def _unknown(source: str, name: str, known: Mapping[str, Author]) -> Problem:
    keys = sorted({author.key for author in known.values()})
    hint = suggest_word(name, keys, f"Write one of {', '.join(keys[:8])}, or the name in full.")
    return Problem(Rule.UNKNOWN_AUTHOR, source, f"The author {name!r} is not in the authors file.", hint)
