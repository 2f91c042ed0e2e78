"""One file's text → its Entry and what its writer got wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import partial
from types import MappingProxyType
from typing import Any

from mkdocs_blogposts.reading.authors import Author
from mkdocs_blogposts.reading.bylines import resolve
from mkdocs_blogposts.reading.dates import read_date
from mkdocs_blogposts.reading.dialects.header import Header, read_header
from mkdocs_blogposts.reading.entry import Entry, State
from mkdocs_blogposts.reading.fields import Named, as_links, as_number
from mkdocs_blogposts.reading.mending import broken_header, shown
from mkdocs_blogposts.reading.moments import date_of_place, read_moment
from mkdocs_blogposts.reading.naming.names import BUILT_IN, Names
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.states import Standing, is_marked, read_state
from mkdocs_blogposts.reading.taxonomies import split_terms
from mkdocs_blogposts.reading.terms import Term, labelled
from mkdocs_blogposts.reading.wishes import (
    asked_address,
    asked_picture,
    asked_robots,
    asked_summary,
    is_pinned,
    wants_comments,
)

BLANKS = re.compile(r"[^\S\xa0\u202f]+")
"""White space that folds; what may not break, as before a French `?`, stays."""

JEKYLL = frozenset({"_posts", "_drafts"})
"""Folders in which a text of tags is parted at blanks."""

PLAIN = (
    "slug",
    "image_alt",
    "image_caption",
    "image_focus",
    "series",
    "language",
    "template",
    "canonical",
    "hero_style",
)
"""Fields of an Entry that are the text of their name."""

FENCED = frozenset({"yaml", "toml", "json"})

UNREAD = frozenset({"toml", "json", "nikola"})
"""Dialects that MkDocs does not know: it would print the header of any page."""

MOMENTS = ("date", "updated", "expires")

COLLECTIONS = frozenset({"post", "posts"})
"""What Eleventy's `tags` name besides tags: the collection that a page is in. Its headers are fenced."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the site, not the post, decides about reading."""

    now: datetime
    """Aware. Later dates are the future."""

    zone: tzinfo
    """Of times that name none."""

    day_first: bool = False
    """Is `08-02-21` the 8th of February?"""

    taxonomies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The site's own taxonomies, and the keys under which a header has their terms."""

    names: Names = BUILT_IN
    """Of the fields."""

    authors: Mapping[str, Author] = field(default_factory=dict)
    """Those that the site knows, under all that a header may call them (see `known_by`)."""

    tags: Mapping[str, Term] = field(default_factory=dict)
    """Those that a file describes, by the keys that posts use."""

    holds_posts: Callable[[str], bool] = field(default=lambda _: False)
    """Does a file lie where a page with a header is a post, dated or not?"""


@dataclass(frozen=True, slots=True)
class _Page:
    """A file taken apart, and what is needed to read it."""

    source: str
    header: Header
    named: Named
    rules: Rules
    terms: Mapping[str, tuple[str, ...]]


def read_entry(source: str, text: str, rules: Rules) -> tuple[Entry, tuple[Problem, ...]]:
    """The Entry of one Markdown file and its problems.

    `source` is the file relative to the docs folder. A page that is no post has no problems: its header is not ours.
    """
    header = read_header(text)
    terms, others = split_terms(header.fields.values, rules.taxonomies)
    page = _Page(source, header, Named(others, rules.names), rules, terms)
    read = partial(read_date, zone=rules.zone, day_first=rules.day_first)
    published, updated, expires = moments = [read_moment(page.named, field, read) for field in MOMENTS]
    # A file without a header is no post, whatever its name.
    is_dateless = header.dialect and not published.date
    placed = date_of_place(source, asked_address(page.named), read) if is_dateless else None
    date = published.date or placed
    standing = read_state(page.named, published.latest or placed, expires.date, rules.now)
    is_post = _is_post(page, standing.state, is_dated=bool(date or published.odd))
    entry = _entry(page, date, updated.date, standing, is_post)
    odd = (_odd_date(page, *moment.odd) for moment in moments if moment.odd)
    problems = (broken_header(source, header), *odd) if is_post else ()
    return entry, tuple(problem for problem in problems if problem)


def _is_post(page: _Page, state: State, is_dated: bool) -> bool:
    is_placed = bool(page.header.dialect) and page.rules.holds_posts(page.source)
    return (is_dated or is_marked(page.named, state) or is_placed) and page.named.flag("post") is not False


def _entry(page: _Page, date: datetime | None, updated: datetime | None, standing: Standing, is_post: bool) -> Entry:
    named, picture = page.named, asked_picture(page.named)
    known = _known(page, date, picture.path)
    plain: dict[str, Any] = {field: named.text(field) for field in PLAIN}
    return Entry(
        source=page.source,
        **known,
        **plain,
        terms=page.terms,
        updated=updated,
        summary=asked_summary(named),
        no_image=picture.is_refused,
        image_number=picture.number,
        state=standing.state,
        reason=standing.reason,
        turns=standing.turns,
        part=max(as_number(named.text("part")), 0),
        permalink=asked_address(named),
        aliases=named.terms("aliases"),
        pinned=is_pinned(named),
        links=next(filter(None, (as_links(value) for _, value in named.all("links"))), ()),
        weight=as_number(named.text("weight")),
        robots=asked_robots(named),
        minutes=max(as_number(named.text("readtime")), 0),
        dialect=page.header.dialect,
        is_post=is_post,
        meta=_meta(known, page.header.fields.typed) if is_post or page.header.dialect in UNREAD else {},
        body=page.header.body,
    )


def _known(page: _Page, date: datetime | None, image: str) -> dict[str, Any]:
    """The fields that templates and other plugins read from a page's header, too."""
    named, in_jekyll = page.named, not JEKYLL.isdisjoint(page.source.split("/"))
    no_tags = COLLECTIONS if page.header.dialect in FENCED else frozenset()
    tags = (tag for tag in named.terms("tags", in_jekyll) if tag not in no_tags)
    authors = (resolve(value, page.rules.authors) for _, value in named.all("authors"))
    return {
        "title": BLANKS.sub(" ", named.text("title")),
        "description": named.text("description"),
        "date": date,
        "image": image,
        "tags": labelled(tags, page.rules.tags),
        "categories": named.terms("categories", in_jekyll),
        "authors": next(filter(None, authors), ()),
        "comments": wants_comments(named),
    }


def _meta(known: Mapping[str, Any], typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The header for templates and other plugins, where the fields we know have one shape."""
    kept = {key: value for key, value in typed.items() if key.lower() not in known}
    ours = {key: [*map(str, value)] if isinstance(value, tuple) else value for key, value in known.items() if value}
    return MappingProxyType(kept | ours)


def _odd_date(page: _Page, key: str, text: str) -> Problem:
    what = f"The date {shown(text)} of {key!r} is none that exists or can be read."
    cure = "Write it as 2024-07-23 or 2024-07-23 14:30; until then it does not count."
    return Problem(Rule.IMPOSSIBLE_DATE, page.source, what, cure, page.header.fields.line_of(key))
