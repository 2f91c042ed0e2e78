"""The kinds of lists, each one a value; and how the terms of many posts become those lists."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from mkdocs_blogposts.blog.addresses import Claim, address_of, same_place, settle
from mkdocs_blogposts.blog.model import E, Listing, Taxonomy, TermPath
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem


def _each(terms: Iterable[str]) -> tuple[TermPath, ...]:
    return tuple((term,) for term in terms)


def _authors(entry: Entry) -> tuple[TermPath, ...]:
    return _each(author.name for author in entry.authors)


TAGS = Taxonomy("tags", "tag", "Tags", "tags", "tags", lambda entry: _each(entry.tags))
CATEGORIES = Taxonomy(
    "categories", "category", "Categories", "categories", "categories", lambda entry: _each(entry.categories)
)
AUTHORS = Taxonomy("authors", "author", "Authors", "authors", "authors", _authors)


def _month_of(entry: Entry) -> tuple[TermPath, ...]:
    return ((f"{entry.date.year:04}", f"{entry.date.month:02}"),) if entry.date else ()


def archive(month_title: Callable[[date], str]) -> Taxonomy:
    """Years, and the months in them under the name that the site's language gives them."""

    def label(spelling: str, path: TermPath) -> str:
        return month_title(date(int(path[0]), int(path[1]), 1)) if len(path) > 1 else spelling

    return Taxonomy("archive", "month", "Archive", "archive", "", _month_of, label, newest_first=True)


@lru_cache(maxsize=8192)
def term_key(term: str) -> str:
    """What two spellings of one term share: they may differ in case, blanks, hyphens and underscores."""
    return same_place(re.sub(r"[\s_-]", "", term)) or term


def key_of(path: TermPath) -> TermPath:
    """What two spellings of one term below its parents share."""
    return tuple(map(term_key, path))


def group(taxonomy: Taxonomy, entries: tuple[E, ...]) -> tuple[Mapping[TermPath, Listing[E]], tuple[Problem, ...]]:
    """Every list of one taxonomy by its term's key, and the clashes of their addresses.

    The entries of a list stay in the order given. Drafts decide on nothing that published entries share: a build that
    leaves them out gives the others' lists the same titles and addresses.
    """
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
    shown = {key: _most_used(+of_built[key] or counter) for key, counter in spellings.items()}
    slugs, problems = _slugs(taxonomy, shown, members)
    return _listings(taxonomy, members, shown, slugs), problems


def _most_used(spellings: Counter[str]) -> str:
    """The spelling used most; of equals the first in the alphabet, whatever order the posts came in."""
    return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))


def _slugs(
    taxonomy: Taxonomy, shown: Mapping[TermPath, str], members: Mapping[TermPath, Mapping[str, Entry]]
) -> tuple[Mapping[TermPath, str], tuple[Problem, ...]]:
    """A slug for every term: unlike terms of one address are told apart by a number, and said."""
    # The one used most keeps the address that its readers know.
    built = {key: [source for source, entry in members[key].items() if entry.state.is_built] for key in shown}
    order = sorted(
        shown, key=lambda key: (len(key), -len(built[key]), 0 if built[key] else -len(members[key]), shown[key])
    )
    folders = {key: "".join(f"{step}/" for step in filter(None, [taxonomy.folder, *key[:-1]])) for key in order}
    claims = [
        Claim(
            name=f"the {taxonomy.noun} {shown[key]!r}",
            address=folders[key] + (taxonomy.slug(shown[key]) or address_of(shown[key])),
            source=next(iter(built[key] or members[key])),
        )
        for key in order
    ]
    addresses, problems = settle(claims)
    return {key: address[len(folders[key]) :] for key, address in zip(order, addresses, strict=True)}, problems


def _listings(
    taxonomy: Taxonomy,
    members: Mapping[TermPath, Mapping[str, E]],
    shown: Mapping[TermPath, str],
    slugs: Mapping[TermPath, str],
) -> Mapping[TermPath, Listing[E]]:
    """The lists in the order their overview shows them, each with those within it."""
    listings: dict[TermPath, Listing[E]] = {}
    children: dict[TermPath, list[Listing[E]]] = defaultdict(list)
    order = sorted(shown, key=lambda key: (shown[key].casefold(), shown[key]), reverse=taxonomy.newest_first)
    for key in sorted(order, key=len, reverse=True):  # the narrowest first: a list holds its children
        above = [slugs[key[:depth]] for depth in range(1, len(key) + 1)]
        path = "/".join(filter(None, [taxonomy.folder, *above]))
        title = taxonomy.label(shown[key], key)
        posts = tuple(members[key].values())
        listings[key] = Listing(taxonomy.name, path, title, posts, path, tuple(children[key]))
        children[key[:-1]].append(listings[key])
    return {key: listings[key] for key in order}


def with_urls(listings: Mapping[TermPath, Listing[E]], url_of: Callable[[str], str]) -> Mapping[TermPath, Listing[E]]:
    """The same lists at the addresses that their pages have got."""

    def placed(listing: Listing[E]) -> Listing[E]:
        return replace(listing, url=url_of(listing.path), children=tuple(map(placed, listing.children)))

    return {key: placed(listing) for key, listing in listings.items()}
