"""How the terms of many posts become lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Generic

from mkdocs_blogposts.blog.addresses import safe_slug
from mkdocs_blogposts.blog.keys import TermPath, key_of
from mkdocs_blogposts.blog.model import E, Listing, Taxonomy
from mkdocs_blogposts.blog.outputs import Claim, Output, Outputs, in_folder, settle
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.reading.terms import Term

PAGES = "page"
"""The folder in which the later pages of a list stand; a term below another cannot have it."""


@dataclass(frozen=True)
class _Terms(Generic[E]):
    """Every term of one taxonomy, by its key."""

    members: Mapping[TermPath, Mapping[str, E]]
    spelt: Mapping[TermPath, str]
    """The spelling used most."""


def group(taxonomy: Taxonomy, entries: tuple[E, ...]) -> tuple[Mapping[TermPath, Listing[E]], tuple[Problem, ...]]:
    """Every list of one taxonomy by its term's key, and the clashes of their addresses.

    The entries of a list stay in the order given, unless the taxonomy has one of its own. Drafts decide on nothing that
    published entries share: a build that leaves them out gives the others' lists the same titles and addresses.
    """
    terms = _terms(taxonomy, entries)
    if sum(len(key) == 1 for key in terms.spelt) < taxonomy.fewest:
        return {}, ()
    slugs, problems = _slugs(taxonomy, terms)
    return _listings(taxonomy, terms, slugs), problems


def _terms(taxonomy: Taxonomy, entries: tuple[E, ...]) -> _Terms[E]:
    members: dict[TermPath, dict[str, E]] = defaultdict(dict)
    spellings: dict[TermPath, Counter[str]] = defaultdict(Counter)
    of_built: dict[TermPath, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        for path in taxonomy.terms(entry):
            keys = key_of(path)
            for depth, spelling in enumerate(path, 1):
                members[keys[:depth]][entry.source] = entry
                spellings[keys[:depth]][spelling] += 1
                of_built[keys[:depth]][spelling] += entry.state.is_built
    return _Terms(members, {key: _most_used(+of_built[key] or counter) for key, counter in spellings.items()})


def _most_used(spellings: Counter[str]) -> str:
    """The spelling used most; of equals the first in the alphabet, whatever order the posts came in."""
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _slugs(taxonomy: Taxonomy, terms: _Terms[E]) -> tuple[Mapping[TermPath, str], tuple[Problem, ...]]:
    """A slug for every term: unlike terms of one address are told apart by a number, and said."""
    members, spelt = terms.members, terms.spelt
    # The one used most keeps the address that its readers know.
    built = {key: [source for source, entry in members[key].items() if entry.state.is_built] for key in spelt}
    order = sorted(
        spelt, key=lambda key: (len(key), -len(built[key]), 0 if built[key] else -len(members[key]), spelt[key])
    )
    folders = {key: "".join(f"{step}/" for step in filter(None, [taxonomy.folder, *key[:-1]])) for key in order}
    claims = [
        Claim(
            name=f"the {taxonomy.noun} {'/'.join(spelt[each] for each in _way(key))!r}",
            address=folders[key] + _wished(taxonomy, key, spelt[key]),
            source=next(iter(built[key] or members[key])),
        )
        for key in order
    ]
    later = (in_folder("/".join(filter(None, [taxonomy.folder, *key, PAGES]))) for key in spelt)
    taken = Outputs.of(Output(path, "the list's later pages") for path in later)
    addresses, problems = settle(claims, taken)
    return {key: address[len(folders[key]) :] for key, address in zip(order, addresses, strict=True)}, problems


def _wished(taxonomy: Taxonomy, key: TermPath, spelling: str) -> str:
    """The slug that the writer asks for, or that of the spelling. It is one segment of an address."""
    asked = safe_slug(taxonomy.known[key].slug) if key in taxonomy.known else ""
    return asked.rsplit("/", 1)[-1] or taxonomy.slug_of(spelling)


def _listings(taxonomy: Taxonomy, terms: _Terms[E], slugs: Mapping[TermPath, str]) -> Mapping[TermPath, Listing[E]]:
    """The lists in the order their overview shows them, each with those within it."""
    names = {key: _name(taxonomy, terms, key) for key in terms.spelt}
    if taxonomy.newest_first:
        order = sorted(names, reverse=True)
    else:
        order = sorted(names, key=lambda key: (names[key].casefold(), names[key]))
    listings: dict[TermPath, Listing[E]] = {}
    children: dict[TermPath, list[Listing[E]]] = defaultdict(list)
    for key in sorted(order, key=len, reverse=True):  # the narrowest first: a list holds its children
        path = "/".join(filter(None, [taxonomy.folder, *(slugs[each] for each in _way(key))]))
        title = "/".join(names[each] for each in _way(key)) if taxonomy.nested else names[key]
        posts = _posts(taxonomy, terms.members[key].values())
        within, about = tuple(children[key]), taxonomy.known[key].description if key in taxonomy.known else ""
        listings[key] = Listing(taxonomy.name, path, title, posts, path, within, names[key], key, about)
        children[key[:-1]].append(listings[key])
    return {key: listings[key] for key in order}


def by_name(terms: Iterable[Term]) -> Mapping[TermPath, Term]:
    """Terms by their keys; of two the first."""
    return {key_of((term.label,)): term for term in reversed(tuple(terms))}


def _way(key: TermPath) -> tuple[TermPath, ...]:
    """The keys of a term's parents, and its own."""
    return tuple(key[:depth] for depth in range(1, len(key) + 1))


def _name(taxonomy: Taxonomy, terms: _Terms[E], key: TermPath) -> str:
    known = taxonomy.known[key].label if key in taxonomy.known else ""
    return known or taxonomy.label(tuple(terms.spelt[each] for each in _way(key)))


def _posts(taxonomy: Taxonomy, posts: Iterable[E]) -> tuple[E, ...]:
    return tuple(sorted(posts, key=taxonomy.sort_key) if taxonomy.sort_key else posts)


def with_urls(listings: Mapping[TermPath, Listing[E]], url_of: Callable[[str], str]) -> Mapping[TermPath, Listing[E]]:
    """The same lists at the addresses that their pages have got."""

    def placed(listing: Listing[E]) -> Listing[E]:
        return replace(listing, url=url_of(listing.path), children=tuple(map(placed, listing.children)))

    return {key: placed(listing) for key, listing in listings.items()}
