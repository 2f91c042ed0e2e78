"""Some of a blog's posts: those with certain terms, and no more than so many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from mkdocs_blogposts.blog.model import E, Taxonomy
from mkdocs_blogposts.blog.taxonomies import key_of, term_key
from mkdocs_blogposts.reading.entry import Entry


def taxonomy_of(name: str, taxonomies: Iterable[Taxonomy]) -> Taxonomy | None:
    """The taxonomy of a name, be it one of its terms' (`tag`) or its own (`tags`)."""
    return next((taxonomy for taxonomy in taxonomies if name.lower() in (taxonomy.noun, taxonomy.name)), None)


def select(
    posts: Iterable[E], wanted: Iterable[tuple[Taxonomy, Sequence[str]]], limit: int | None = None
) -> tuple[E, ...]:
    """The first `limit` posts that have, of each taxonomy, one of the terms wanted; every post where none is.

    A term is known in any of its spellings, and has the posts of the terms below it: `guides` those in `guides/python`.
    """
    keys = [(taxonomy, {term_key(term) for term in terms}) for taxonomy, terms in wanted]
    found = (post for post in posts if all(keys_of(taxonomy, post) & terms for taxonomy, terms in keys))
    return tuple(islice(found, limit))


def keys_of(taxonomy: Taxonomy, post: Entry) -> set[str]:
    """The keys of a post's terms and of those above them, each written with `/` between its steps."""
    paths = map(key_of, taxonomy.terms(post))
    return {"/".join(path[:depth]) for path in paths for depth in range(1, len(path) + 1)}


def unknown_terms(posts: Sequence[Entry], wanted: Iterable[tuple[Taxonomy, Sequence[str]]]) -> Mapping[str, list[str]]:
    """Terms that no post has, each with the terms there are."""
    unknown: dict[str, list[str]] = {}
    for taxonomy, terms in wanted:
        known = {term_key("/".join(path)): "/".join(path) for post in posts for path in taxonomy.terms(post)}
        above = {key for post in posts for key in keys_of(taxonomy, post)}
        unknown |= {term: list(known.values()) for term in terms if term_key(term) not in above}
    return unknown
