"""The terms of the taxonomies that a site has of its own."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_blogposts.reading.fields import as_terms, plain_name
from mkdocs_blogposts.reading.values import Value

NESTED = "taxonomies"
"""The key below which Zola has them."""


def split_terms(
    values: Mapping[str, Value], taxonomies: Mapping[str, tuple[str, ...]]
) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Value]]:
    """The terms of each taxonomy of the site's that a header has, and the header's other values.

    A key of the site's own is none of ours any more: `topics` are tags only as long as no taxonomy is called so. As
    with every field, case, `-`, `_` and camelCase make no difference, and the first key that is not empty wins.
    """
    if not taxonomies:
        return {}, values
    below = next((value for key, value in values.items() if plain_name(key) == NESTED), {})
    within = below if isinstance(below, dict) else {}
    found = {plain_name(key): value for key, value in (*within.items(), *values.items())}
    taken = {plain_name(key) for keys in taxonomies.values() for key in keys}
    terms = {
        name: next(filter(None, (as_terms(found.get(plain_name(key), "")) for key in keys)), ())
        for name, keys in taxonomies.items()
    }
    others = {key: value for key, value in values.items() if plain_name(key) not in taken}
    return {name: given for name, given in terms.items() if given}, others
