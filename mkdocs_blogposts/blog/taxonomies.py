"""The kinds of lists, each one a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timezone
from functools import partial
from operator import attrgetter
from typing import Any

from mkdocs_blogposts.blog.model import Taxonomy
from mkdocs_blogposts.blog.slugs import TermPath
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.entry import Entry

Title = Callable[[date], str]
"""What a year, a month or a day is called, by its first day."""

NAME = compile_pattern(r"[^\W_]")
UNDATED = datetime.max.replace(tzinfo=timezone.utc)


def read_flat_terms(terms: Iterable[str]) -> tuple[TermPath, ...]:
    """Terms without parents."""
    return tuple((term,) for term in terms)


def read_nested_terms(terms: Iterable[str]) -> tuple[TermPath, ...]:
    """Terms below those in front of their slashes: `guides/python`."""
    return tuple(_steps(term) for term in terms)


def _steps(term: str) -> TermPath:
    """A slash parts two names; one in a URL, at an end or beside nothing but signs is part of a name."""
    steps = tuple(map(str.strip, term.split("/")))
    return steps if all(map(NAME.search, steps)) else (term,)


def read_calendar(entry: Entry, depth: int = 2) -> tuple[TermPath, ...]:
    """The year of an entry, its month and, at a depth of three, its day."""
    if not entry.date:
        return ()
    return ((f"{entry.date.year:04}", f"{entry.date.month:02}", f"{entry.date.day:02}")[:depth],)


def sort_by_part(entry: Entry) -> tuple[Any, ...]:
    """The order of a series: parts with a number by it, then the others, the oldest first."""
    return (entry.part == 0, entry.part, entry.date or UNDATED, entry.source)


def _authors(entry: Entry) -> tuple[TermPath, ...]:
    return read_flat_terms(author.name for author in entry.authors if author.has_page)


def make_taxonomy(name: str, noun: str, title: str, spelt: Callable[[Entry], Iterable[str]]) -> Taxonomy:
    """A taxonomy at a URL of its name, of the terms that `spelt` reads."""
    return Taxonomy(name, noun, title, name, name, lambda entry: read_flat_terms(spelt(entry)))


def nest_terms(taxonomy: Taxonomy) -> Taxonomy:
    """The same taxonomy, where a slash in a term puts it below another."""

    def terms(entry: Entry) -> tuple[TermPath, ...]:
        return read_nested_terms(path[0] for path in taxonomy.terms(entry))

    return replace(taxonomy, terms=terms, nested=True)


TAGS = make_taxonomy("tags", "tag", "Tags", attrgetter("tags"))
CATEGORIES = make_taxonomy("categories", "category", "Categories", attrgetter("categories"))
"""Not below one another yet, which `chosen` decides."""

AUTHORS = Taxonomy("authors", "author", "Authors", "authors", "authors", _authors)
SERIES = Taxonomy(
    *("series", "series", "Series", "series", "series"),
    lambda entry: read_flat_terms(filter(None, [entry.series])),
    sort_key=sort_by_part,
)


def make_archive(
    month_title: Title, day_title: Title | None = None, year_title: Title = lambda year: f"{year.year:04}"
) -> Taxonomy:
    """Years, and the months in them, under their names in the site's language, and days if they have a title."""

    def label(path: TermPath) -> str:
        year, month, day = (int(step) for step in (*path, "1", "1")[:3])
        title = (year_title, month_title, day_title or month_title)[len(path) - 1]
        return title(date(year, month, day))

    terms = partial(read_calendar, depth=3 if day_title else 2)
    names = ("archive", "month", "Archive", "archive", "")
    return Taxonomy(*names, terms, label, newest_first=True, usual_layout="compact")


def make_language_taxonomy(site: str, language_title: Callable[[str], str]) -> Taxonomy:
    """The languages of posts; one that names none is in that of the site."""
    return Taxonomy(
        *("languages", "language", "Languages", "languages", "languages"),
        lambda entry: read_flat_terms([entry.language or site]),
        lambda path: language_title(path[0]),
        fewest=2,
    )
