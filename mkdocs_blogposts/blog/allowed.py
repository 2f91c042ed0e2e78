"""Terms that a site has not agreed upon."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mkdocs_blogposts.blog.keys import term_key
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.naming.nearness import suggestion
from mkdocs_blogposts.reading.problems import Problem, Rule


def unknown_terms(
    entries: Iterable[Entry], terms: Callable[[Entry], Iterable[str]], noun: str, allowed: Iterable[str]
) -> Iterator[Problem]:
    """A problem for each term of an entry that is none of those allowed, in whatever spelling; none allow all."""
    known = {term_key(term): term for term in allowed}
    for entry in entries if known else ():
        for term in terms(entry):
            if term_key(term) not in known:
                what = f"The {noun} {term!r} is none of those that 'mkdocs.yml' allows."
                cure = suggestion(term, known.values(), "It is kept; write another, or allow it there.")
                yield Problem(Rule.UNKNOWN_TERM, entry.source, what, cure)
