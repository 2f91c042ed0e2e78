"""Entries → Blog. It runs twice in a build, on entries and on posts, and gives the same lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Generic

from mkdocs_blogposts.blog.model import Blog, E, Listing, Overview, Taxonomy
from mkdocs_blogposts.blog.output_paths import (
    OutputFile,
    OutputFiles,
    UrlClaim,
    make_folder_path,
    resolve_url_conflicts,
)
from mkdocs_blogposts.blog.slugs import TermPath, clean_slug, fold_term_path
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.reading.tags_file import Term


def sort_posts(entries: Iterable[E]) -> tuple[E, ...]:
    """Newest first; a tie breaks by weight (0 comes last), then by path. What has no date comes last."""
    by_place = sorted(entries, key=lambda entry: (entry.weight == 0, entry.weight, entry.source))
    dated = [entry for entry in by_place if entry.date]
    undated = [entry for entry in by_place if not entry.date]
    return (*sorted(dated, key=lambda entry: entry.date, reverse=True), *undated)  # type: ignore[arg-type,return-value]


def make_blog(
    entries: Iterable[E],
    title: str,
    taxonomies: Sequence[Taxonomy],
    url_of: Callable[[str], str] = str,
    others: Mapping[str, Sequence[E]] = MappingProxyType({}),
) -> tuple[Blog[E], tuple[Problem, ...]]:
    """The blog of all entries that a list may show, and the clashes of its terms' URLs.

    `url_of` gives the URL of the page that stands at a path below the blog's. `others` are entries of other blogs that
    the lists of a taxonomy show as well, by its name.
    """
    entries = sort_posts(entries)
    ordered = tuple(entry for entry in entries if entry.status.is_listed)
    everything = Listing("blog", "", title, ordered, url_of(""))
    overviews: list[Overview[E]] = []
    terms: dict[tuple[str, str], tuple[Listing[E], ...]] = {}
    problems: list[Problem] = []
    for taxonomy in taxonomies:
        more = others.get(taxonomy.name, ())
        members = sort_posts((*entries, *more)) if more else entries
        listings, clashes = group_posts(taxonomy, tuple(each for each in members if each.status.is_listed))
        placed = apply_urls(listings, url_of)
        problems += clashes
        terms |= _terms_of(taxonomy, members, placed)
        top = tuple(listing for key, listing in placed.items() if len(key) == 1)
        url = url_of(taxonomy.overview)
        overviews.append(Overview(taxonomy.name, taxonomy.overview, taxonomy.title, top, url))
    return Blog(everything, tuple(overviews), terms), tuple(problems)


def _terms_of(
    taxonomy: Taxonomy, entries: tuple[E, ...], listings: Mapping[TermPath, Listing[E]]
) -> dict[tuple[str, str], tuple[Listing[E], ...]]:
    """The lists that belong to each entry, in its writer's order; two spellings of one term make one.

    An entry that no list shows belongs to those that others have made.
    """
    terms: dict[tuple[str, str], tuple[Listing[E], ...]] = {}
    for entry in entries:
        keys = dict.fromkeys(map(fold_term_path, taxonomy.terms(entry)))
        terms[taxonomy.name, entry.source] = tuple([listings[key] for key in keys if key in listings])
    return terms


PAGES = "page"
"""The folder in which the later pages of a list stand; a term below another cannot have it."""


@dataclass(frozen=True)
class _Terms(Generic[E]):
    """Every term of one taxonomy, by its key."""

    members: Mapping[TermPath, Mapping[str, E]]
    spelt: Mapping[TermPath, str]
    """The spelling used most."""


def group_posts(
    taxonomy: Taxonomy, entries: tuple[E, ...]
) -> tuple[Mapping[TermPath, Listing[E]], tuple[Problem, ...]]:
    """Every list of one taxonomy by its term's key, and the clashes of their URLs.

    The entries of a list stay in the order given, unless the taxonomy has one of its own. Drafts decide on nothing that
    published entries share: a build that leaves them out gives the others' lists the same titles and URLs.
    """
    terms = _terms(taxonomy, entries)
    if sum(len(key) == 1 for key in terms.spelt) < taxonomy.fewest:
        return {}, ()
    slugs, problems = _slugs(taxonomy, terms)
    return _listings(taxonomy, terms, slugs), problems


def _terms(taxonomy: Taxonomy, entries: tuple[E, ...]) -> _Terms[E]:
    spellings: dict[TermPath, list[tuple[str, E]]] = defaultdict(list)
    for entry in entries:
        for path in taxonomy.terms(entry):
            keys = fold_term_path(path)
            for depth, spelling in enumerate(path, 1):
                spellings[keys[:depth]].append((spelling, entry))
    members = {key: {entry.source: entry for _, entry in found} for key, found in spellings.items()}
    return _Terms(members, {key: _most_used(found) for key, found in spellings.items()})


def _most_used(found: Sequence[tuple[str, E]]) -> str:
    """The spelling used most; of equals the first in the alphabet, whatever order the posts came in."""
    built = [spelling for spelling, entry in found if entry.status.is_built]
    counts = Counter(built or [spelling for spelling, _ in found])
    return min(counts, key=lambda spelling: (-counts[spelling], spelling))


def _slugs(taxonomy: Taxonomy, terms: _Terms[E]) -> tuple[Mapping[TermPath, str], tuple[Problem, ...]]:
    """A slug for every term: unlike terms of one URL are told apart by a number, and said."""
    members, spelt = terms.members, terms.spelt
    # The one used most keeps the URL that its readers know.
    built = {key: [source for source, entry in members[key].items() if entry.status.is_built] for key in spelt}
    order = sorted(
        spelt, key=lambda key: (len(key), -len(built[key]), 0 if built[key] else -len(members[key]), spelt[key])
    )
    folders = {key: "".join(f"{step}/" for step in filter(None, [taxonomy.folder, *key[:-1]])) for key in order}
    claims = [
        UrlClaim(
            name=f"the {taxonomy.noun} {'/'.join(spelt[each] for each in _way(key))!r}",
            url=folders[key] + _wished(taxonomy, key, spelt[key]),
            source=next(iter(built[key] or members[key])),
        )
        for key in order
    ]
    later = (make_folder_path("/".join(filter(None, [taxonomy.folder, *key, PAGES]))) for key in spelt)
    taken = OutputFiles.of(OutputFile(path, "the list's later pages") for path in later)
    urls, problems = resolve_url_conflicts(claims, taken)
    return {key: url[len(folders[key]) :] for key, url in zip(order, urls, strict=True)}, problems


def _wished(taxonomy: Taxonomy, key: TermPath, spelling: str) -> str:
    """The slug that the writer asks for, or that of the spelling. It is one segment of a URL."""
    asked = clean_slug(taxonomy.known[key].slug) if key in taxonomy.known else ""
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
        path = "/".join(filter(None, [taxonomy.folder, *(slugs[each] for each in _way(key))])) + taxonomy.ending
        title = "/".join(names[each] for each in _way(key)) if taxonomy.nested else names[key]
        posts = _posts(taxonomy, terms.members[key].values())
        within, about = tuple(children[key]), taxonomy.known[key].description if key in taxonomy.known else ""
        listings[key] = Listing(taxonomy.name, path, title, posts, path, within, names[key], key, about)
        children[key[:-1]].append(listings[key])
    return {key: listings[key] for key in order}


def index_terms(terms: Iterable[Term]) -> Mapping[TermPath, Term]:
    """Terms by their keys; of two the first."""
    return {fold_term_path((term.label,)): term for term in reversed(tuple(terms))}


def _way(key: TermPath) -> tuple[TermPath, ...]:
    """The keys of a term's parents, and its own."""
    return tuple(key[:depth] for depth in range(1, len(key) + 1))


def _name(taxonomy: Taxonomy, terms: _Terms[E], key: TermPath) -> str:
    known = taxonomy.known[key].label if key in taxonomy.known else ""
    return known or taxonomy.label(tuple(terms.spelt[each] for each in _way(key)))


def _posts(taxonomy: Taxonomy, posts: Iterable[E]) -> tuple[E, ...]:
    return tuple(sorted(posts, key=taxonomy.sort_key) if taxonomy.sort_key else posts)


def apply_urls(listings: Mapping[TermPath, Listing[E]], url_of: Callable[[str], str]) -> Mapping[TermPath, Listing[E]]:
    """The same lists at the URLs that their pages have got."""

    def placed(listing: Listing[E]) -> Listing[E]:
        return replace(listing, url=url_of(listing.path), children=tuple(map(placed, listing.children)))

    return {key: placed(listing) for key, listing in listings.items()}


def adopt_listings(blog: Blog[E], kind: str, home: Blog[Any]) -> Blog[E]:
    """The blog with the names and URLs that the lists of a taxonomy have in another blog, which makes their pages."""

    def adopted(listing: Listing[E]) -> Listing[E]:
        there = home.find(listing.kind, *listing.key) if listing.kind == kind else None
        if not there:
            return listing
        children = tuple(map(adopted, listing.children))
        return replace(listing, path=there.path, title=there.title, name=there.name, url=there.url, children=children)

    urls = {overview.kind: overview.url for overview in home.overviews if overview.kind == kind}
    overviews = (replace(each, listings=tuple(map(adopted, each.listings))) for each in blog.overviews)
    placed = tuple(replace(each, url=urls.get(each.kind, each.url)) for each in overviews)
    terms = {at: tuple(map(adopted, listings)) for at, listings in blog.term_lists.items()}
    return replace(blog, overviews=placed, term_lists=terms)
