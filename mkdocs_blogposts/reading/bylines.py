"""Who signs a post: the names, keys and mappings of its header, made the authors that the site knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from mkdocs_blogposts.reading.author_texts import authors_of
from mkdocs_blogposts.reading.authors import Author
from mkdocs_blogposts.reading.datafile import plain_keys, text_of
from mkdocs_blogposts.reading.dialects.values import Value
from mkdocs_blogposts.reading.fields import leaves
from mkdocs_blogposts.reading.naming.nearness import suggestion
from mkdocs_blogposts.reading.people import NAMES, PAGE_NAMES, author_of
from mkdocs_blogposts.reading.problems import Problem, Rule

MOST = 100
"""Authors of one post that are read: aliases can make thousands of large mappings out of a few lines."""


def known_by(authors: Mapping[str, Author]) -> Mapping[str, Author]:
    """The authors of a site under all that a header may call them: their keys first, then their names."""
    known = dict(authors)
    names = [author.key for author in authors.values()] + [author.name for author in authors.values()]
    for name, author in zip(names, [*authors.values()] * 2, strict=True):
        known.setdefault(_folded(name), author)
    return known


def resolve(value: Value, known: Mapping[str, Author]) -> tuple[Author, ...]:
    """The authors of a header's value, each once, in its order: `known` ones by key or name, others by name alone.

    A text is one name or several, as with tags; a mapping is an author in itself (`{name: Max, url: …}`), and adds to
    what is known of him. `known` is what `known_by` gives.
    """
    parts = [value] if isinstance(value, str | dict) else islice(leaves(value, set()), MOST)
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
    for signed in authors_of(part, not isinstance(value, str), lambda name: _known(name.strip(), known) is not None):
        known_one = _known(signed.name, known)
        yield replace(signed, name="").over(known_one) if known_one else signed


def _inline(data: Mapping[str, Value], known: Mapping[str, Author]) -> Iterator[Author]:
    plain = plain_keys(data)
    names = (text_of(plain.get(key)) for key in ("key", *NAMES["name"], "label", "title"))
    signed = next(authors_of(next(filter(None, names), ""), True, lambda _: False), None)
    if not signed:
        return
    name = signed.name
    # Beside a name or a key a title is a role, as in Docusaurus; alone it is the name.
    given = author_of("", data, NAMES if name != text_of(plain.get("title")) else PAGE_NAMES)
    known_one = _known(name, known)
    given = replace(given, url=given.url or signed.url)
    yield given.over(known_one) if known_one else replace(given, name=name)


def unknown_authors(source: str, authors: Iterable[Author], known: Mapping[str, Author]) -> tuple[Problem, ...]:
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
    cure = suggestion(name, keys, f"Write one of {', '.join(keys[:8])}, or the name in full.")
    return Problem(Rule.UNKNOWN_AUTHOR, source, f"The author {name!r} is not in the authors file.", cure)
