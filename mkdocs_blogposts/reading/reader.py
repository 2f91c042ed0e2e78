"""One file's text → its Entry and what its writer got wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, tzinfo
from functools import partial
from types import MappingProxyType
from typing import Any

from mkdocs_blogposts.reading.authors import Author
from mkdocs_blogposts.reading.bylines import resolve
from mkdocs_blogposts.reading.dates import read_date
from mkdocs_blogposts.reading.dialects.header import Header, read_header
from mkdocs_blogposts.reading.dialects.values import Value
from mkdocs_blogposts.reading.enclosures import asked_enclosure
from mkdocs_blogposts.reading.entry import Entry, State
from mkdocs_blogposts.reading.fields import Named, as_links, as_number, as_text
from mkdocs_blogposts.reading.frontmatter_problems import frontmatter_problems
from mkdocs_blogposts.reading.leading import first_heading, with_leading_heading
from mkdocs_blogposts.reading.moments import is_doubtful, read_moment, with_place
from mkdocs_blogposts.reading.naming.names import BUILT_IN, CASCADE, Names
from mkdocs_blogposts.reading.near_posts import misplaced, untitled
from mkdocs_blogposts.reading.page_problems import dated_page, lost_front_matter, misspelt_date, undated_page
from mkdocs_blogposts.reading.places import DRAFTS, POSTS
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.reading.separators import with_mark
from mkdocs_blogposts.reading.slips import slips, with_slips
from mkdocs_blogposts.reading.states import Standing, is_marked, read_state
from mkdocs_blogposts.reading.taxonomies import split_terms
from mkdocs_blogposts.reading.terms import Term, labelled
from mkdocs_blogposts.reading.wishes import (
    asked_address,
    asked_aliases,
    asked_picture,
    asked_robots,
    asked_summary,
    is_pinned,
    wants_comments,
)

BLANKS = re.compile(r"[^\S\xa0\u202f]+")
"""White space that folds; what may not break, as before a French `?`, stays."""

HEXO = frozenset({"hexo", "hexo-json"})
"""Dialects that Jekyll does not know."""

PROSE = ("image_alt", "image_caption")
"""Fields of an Entry that are all texts of their name, which may be a list."""

PLAIN = ("slug", "image_focus", "series", "language", "translation_key", "template", "canonical", "hero_style")
"""Fields of an Entry that are the text of their name."""

FENCED = frozenset({"yaml", "toml", "json"})

UNREAD = frozenset({"toml", "json", "nikola", "hexo", "hexo-json"})
"""Dialects that MkDocs does not know: it would print the header of any page."""

STANDING = ("state", "reason", "turns", "own_words", "otherwise", "is_called_public")
"""What an Entry takes over of its post's standing."""

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

    statuses: frozenset[str] = frozenset()
    """Words for a post's status that the site has for something else, such as those of Material's `extra.status`."""

    tags: Mapping[str, Term] = field(default_factory=dict)
    """Those that a file describes, by the keys that posts use."""

    is_in_blog: Callable[[str], bool] = field(default=lambda _: False)
    """Does a file lie in the blog's folder, where it is neither a list's page nor that of a folder?"""

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


def read_entry(
    source: str, text: str, rules: Rules, above: Mapping[str, Value] = MappingProxyType({})
) -> tuple[Entry, tuple[Problem, ...]]:
    """The Entry of one Markdown file and its problems.

    `source` is the file relative to the docs folder; `above` is what its folders say where it says nothing. A page that
    is no post has no problems: its header is not ours.
    """
    header = read_header(text)
    terms, others = split_terms(header.fields.values, rules.taxonomies)
    if above and not isinstance(others.get(CASCADE), dict):
        others = {**others, CASCADE: {**above}}
    page = _Page(source, header, Named(others, rules.names), rules, terms)
    read = partial(read_date, zone=rules.zone, day_first=rules.day_first)
    said = (page.named, *(Named({key.key: key.value}, rules.names) for key in header.fields.doubles))
    published, updated, expires = (read_moment(said, field, read) for field in MOMENTS)
    # A file without a header is no post, whatever its name.
    if header.dialect and not published.date:
        published = with_place(published, source, asked_address(page.named), read, rules.now, rules.holds_posts(source))
    published = replace(published, is_doubtful=is_doubtful(published, rules.now))
    standing = read_state(said, published, expires, rules.now, rules.statuses)
    standing = with_slips(standing, slips(header, text, rules.names), rules.names, rules.now, read)
    is_post = _is_post(page, standing, is_dated=bool(published.date or published.odd))
    entry = _entry(page, published.date, updated.date, standing, is_post)
    if is_post:
        found = frontmatter_problems(source, header, page.named, (published, updated, expires), standing, rules.now)
        return entry, tuple(found)
    return _near_post(page, entry, text)


def _near_post(page: _Page, entry: Entry, text: str) -> tuple[Entry, tuple[Problem, ...]]:
    """A page that is no post, and why, where it looks like one.

    One whose misplaced front matter does not make it clearly public is held back, as a post would be.
    """
    if page.header.dialect:
        return entry, tuple(_undated(page, entry, text))
    is_in_blog = page.rules.is_in_blog(page.source)
    lost = misplaced(text) or (untitled(text) if is_in_blog else None)
    if not lost:
        return entry, tuple(dated_page(page.source, has_header=False)) if is_in_blog else ()
    meant, _ = read_entry(page.source, lost.text, page.rules)
    is_held = meant.is_post and meant.state is not State.PUBLISHED
    if is_held:
        entry = replace(entry, state=State.DRAFT, is_post=True, reason=meant.reason)
    return entry, (lost_front_matter(page.source, lost, is_held),) if meant.is_post else ()


def _undated(page: _Page, entry: Entry, text: str) -> Iterator[Problem]:
    rules = page.rules
    if rules.is_in_blog(page.source) and page.named.flag("post") is not False:
        read = partial(read_date, zone=rules.zone, day_first=rules.day_first)
        for slip in slips(page.header, text, rules.names):
            if (("date", 0) in rules.names.claims.get(slip.name, ())) and read(as_text(slip.value)):
                yield misspelt_date(page.source, page.header, slip)
                return
        yield from undated_page(entry)
        yield from dated_page(page.source, has_header=True)


def _is_post(page: _Page, standing: Standing, is_dated: bool) -> bool:
    is_placed = bool(page.header.dialect) and page.rules.holds_posts(page.source)
    return (is_dated or is_marked(page.named, standing) or is_placed) and page.named.flag("post") is not False


def _entry(page: _Page, date: datetime | None, updated: datetime | None, standing: Standing, is_post: bool) -> Entry:
    named, picture = page.named, asked_picture(page.named)
    title, body = _title(page, is_post)
    known = {"title": title, **_known(page, date, picture.path)}
    plain: dict[str, Any] = {field: named.text(field) for field in PLAIN}
    plain |= {field: named.prose(field) for field in PROSE}
    return Entry(
        source=page.source,
        **known,
        **plain,
        **_numbers(named),
        terms=page.terms,
        updated=updated,
        summary=asked_summary(named),
        no_image=picture.is_refused,
        image_number=picture.number,
        **{name: getattr(standing, name) for name in STANDING},
        permalink=asked_address(named),
        aliases=asked_aliases(named),
        pinned=is_pinned(named),
        links=next(filter(None, (as_links(value) for _, value in named.all("links"))), ()),
        enclosure=asked_enclosure(named),
        robots=asked_robots(named),
        dialect=page.header.dialect,
        is_post=is_post,
        meta=_meta(known, page.header.fields.typed) if is_post or page.header.dialect in UNREAD else {},
        body=body,
    )


def _numbers(named: Named) -> dict[str, Any]:
    part, weight, minutes = (as_number(named.text(field)) for field in ("part", "weight", "readtime"))
    return {"part": max(part, 0), "weight": weight, "minutes": max(minutes, 0)}


def _title(page: _Page, is_post: bool) -> tuple[str, str]:
    """The title, and the text below it: without one in the front matter the first heading that does not lead it."""
    title, body = BLANKS.sub(" ", page.named.text("title")), page.header.body
    body = with_mark(body, page.header.fields.values) if is_post else body
    if title or not is_post:
        return title, body
    body = with_leading_heading(body)
    return first_heading(body), body


def _known(page: _Page, date: datetime | None, image: str) -> dict[str, Any]:
    """The fields that templates and other plugins read from a page's header, too."""
    named, in_jekyll = page.named, _is_jekylls(page)
    no_tags = COLLECTIONS if page.header.dialect in FENCED else frozenset()
    tags = (tag for tag in named.terms("tags", in_jekyll) if tag not in no_tags)
    authors = (resolve(value, page.rules.authors) for _, value in named.all("authors"))
    return {
        "description": named.prose("description"),
        "date": date,
        "image": image,
        "tags": labelled(tags, page.rules.tags),
        "categories": named.paths("categories", in_jekyll),
        "authors": next(filter(None, authors), ()),
        "comments": wants_comments(named),
    }


def _is_jekylls(page: _Page) -> bool:
    """Is it a post of Jekyll's? Hexo has such folders, too, and front matter that Jekyll does not know."""
    return page.header.dialect not in HEXO and not {POSTS, DRAFTS}.isdisjoint(page.source.split("/"))


def _meta(known: Mapping[str, Any], typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The header for templates and other plugins, where the fields we know have one shape."""
    kept = {key: value for key, value in typed.items() if key.lower() not in known}
    ours = {key: [*map(str, value)] if isinstance(value, tuple) else value for key, value in known.items() if value}
    return MappingProxyType(kept | ours)
