"""When two spellings are one term."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from mkdocs_blogposts.blog.slugs import fold_url
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.naming.suggestions import suggest_word
from mkdocs_blogposts.reading.problems import Problem, Rule

TermPath = tuple[str, ...]
"""A term below its parents: `("python",)`, `("guides", "python")`, `("2024", "07")`."""


@lru_cache(maxsize=8192)
def fold_term(term: str) -> str:
    """What two spellings of one term share: they may differ in case, spaces, hyphens and underscores."""
    return fold_url(re.sub(r"[\s_-]", "", term)) or term


def fold_term_path(path: TermPath) -> TermPath:
    """What two spellings of one term below its parents share."""
    return tuple(map(fold_term, path))


def find_unallowed_terms(
    entries: Iterable[Entry], terms: Callable[[Entry], Iterable[str]], noun: str, allowed: Iterable[str]
) -> Iterator[Problem]:
    """A problem for each term of an entry that is none of those allowed, in whatever spelling; none allow all."""
    known = {fold_term(term): term for term in allowed}
    for entry in entries if known else ():
        for term in terms(entry):
            if fold_term(term) not in known:
                what = f"The {noun} {term!r} isn't among those that 'mkdocs.yml' allows."
                hint = suggest_word(term, known.values(), "It is kept; write another, or allow it there.")
                yield Problem(Rule.UNKNOWN_TERM, entry.source, what, hint)
