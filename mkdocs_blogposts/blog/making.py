"""Entries → Blog. It runs twice in a build, on entries and on posts, and gives the same lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from mkdocs_blogposts.blog.grouping import group, with_urls
from mkdocs_blogposts.blog.keys import TermPath, key_of
from mkdocs_blogposts.blog.model import Blog, E, Listing, Overview, Taxonomy
from mkdocs_blogposts.reading.problems import Problem


def in_order(entries: Iterable[E]) -> tuple[E, ...]:
    """Newest first; a tie breaks by weight (0 is none, and last), then by path. What has no date comes last."""
    by_place = sorted(entries, key=lambda entry: (entry.weight == 0, entry.weight, entry.source))
    dated = [entry for entry in by_place if entry.date]
    undated = [entry for entry in by_place if not entry.date]
    return (*sorted(dated, key=lambda entry: entry.date, reverse=True), *undated)  # type: ignore[arg-type,return-value]


def make_blog(
    entries: Iterable[E],
    title: str,
    taxonomies: Sequence[Taxonomy],
    url_of: Callable[[str], str] = str,
) -> tuple[Blog[E], tuple[Problem, ...]]:
    """The blog of all entries that a list may show, and the clashes of its terms' addresses.

    `url_of` gives the address of the page that stands at a path below the blog's.
    """
    entries = in_order(entries)
    ordered = tuple(entry for entry in entries if entry.state.is_listed)
    everything = Listing("blog", "", title, ordered, url_of(""))
    overviews: list[Overview[E]] = []
    terms: dict[tuple[str, str], tuple[Listing[E], ...]] = {}
    problems: list[Problem] = []
    for taxonomy in taxonomies:
        listings, clashes = group(taxonomy, ordered)
        placed = with_urls(listings, url_of)
        problems += clashes
        terms |= _terms_of(taxonomy, entries, placed)
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
        keys = dict.fromkeys(key_of(path) for path in taxonomy.terms(entry))
        terms[taxonomy.name, entry.source] = tuple(listings[key] for key in keys if key in listings)
    return terms
