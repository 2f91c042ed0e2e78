"""The terms of the taxonomies that a site has of its own."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_blogposts.reading.dialects.values import Value
from mkdocs_blogposts.reading.fields import as_terms
from mkdocs_blogposts.reading.naming.names import WRAPPERS, plain_name


def split_terms(
    values: Mapping[str, Value], taxonomies: Mapping[str, tuple[str, ...]]
) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Value]]:
    """The terms of each taxonomy of the site's that a header has, and the header's other values.

    A key of the site's own is none of ours any more: `topics` are tags only as long as no taxonomy is called so. As
    with every field, case, `-`, `_` and camelCase make no difference, and the first key that is not empty wins.
    """
    if not taxonomies:
        return {}, values
    wrapped = [value for key, value in values.items() if plain_name(key) in WRAPPERS and isinstance(value, dict)]
    found = {plain_name(key): value for whole in (*wrapped, values) for key, value in whole.items()}
    terms = {
        name: next(filter(None, (as_terms(found.get(plain_name(key), "")) for key in keys)), ())
        for name, keys in taxonomies.items()
    }
    taken = {plain_name(key) for keys in taxonomies.values() for key in keys}
    return {name: given for name, given in terms.items() if given}, _without(taken, values)


def _without(taken: set[str], values: Mapping[str, Value]) -> dict[str, Value]:
    kept = {key: value for key, value in values.items() if plain_name(key) not in taken}
    inner = {key: value for key, value in kept.items() if plain_name(key) in WRAPPERS and isinstance(value, dict)}
    return kept | {key: _without(taken, value) for key, value in inner.items() if isinstance(value, dict)}
