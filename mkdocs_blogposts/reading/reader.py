"""One file's text → its Entry and what its writer got wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from mkdocs_blogposts.reading.authors import Author
from mkdocs_blogposts.reading.bylines import resolve
from mkdocs_blogposts.reading.dates import read_date, split_dated_name
from mkdocs_blogposts.reading.entry import Entry, State
from mkdocs_blogposts.reading.fields import FALSE, TRUE, Named, as_text
from mkdocs_blogposts.reading.header import Header, read_header
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.taxonomies import split_terms
from mkdocs_blogposts.reading.terms import Term, labelled
from mkdocs_blogposts.reading.values import unquoted

DRAFT_WORDS = frozenset({"draft", "private", "skip"})
HIDDEN_WORDS = frozenset({"hidden", "unlisted"})
BLANKS = re.compile(r"[^\S\xa0\u202f]+")
"""White space that folds; what may not break, as before a French `?`, stays."""

INDEX_NAMES = frozenset({"index", "README", "_index"})

SHOWN = 100
"""Characters of a value that a problem shows."""


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
    authors: Mapping[str, Author] = field(default_factory=dict)
    """Those that the site knows, under all that a header may call them (see `known_by`)."""

    tags: Mapping[str, Term] = field(default_factory=dict)
    """Those that a file describes, by the keys that posts use."""


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
    page = _Page(source, header, Named(others), rules, terms)
    moments = {field: _moment(page, field) for field in ("date", "updated", "expires")}
    dates = {field: date for field, (date, _) in moments.items()}
    dates["date"] = dates["date"] or _date_of_name(page)
    state = _state(page, dates["date"], dates["expires"])
    has_date = dates["date"] is not None or moments["date"][1] is not None
    is_post = (has_date or state is State.DRAFT) and page.named.flag("post") is not False
    entry = _entry(page, dates["date"], dates["updated"], state, is_post)
    problems = (_broken(page), *(problem for _, problem in moments.values())) if is_post else ()
    return entry, tuple(problem for problem in problems if problem)


def _entry(page: _Page, date: datetime | None, updated: datetime | None, state: State, is_post: bool) -> Entry:
    named = page.named
    known = _known(page, date)
    return Entry(
        source=page.source,
        **known,
        terms=page.terms,
        updated=updated,
        slug=named.text("slug"),
        summary=_summary(named),
        no_image=_refuses_image(named),
        image_alt=named.text("image_alt"),
        state=state,
        weight=_number(named.text("weight")),
        canonical=named.text("canonical"),
        robots=_robots(named),
        minutes=max(_number(named.text("readtime")), 0),
        is_post=is_post,
        meta=_meta(known, page.header.fields.typed) if is_post else {},
        body=page.header.body,
    )


def _known(page: _Page, date: datetime | None) -> dict[str, Any]:
    """The fields that templates and other plugins read from a page's header, too."""
    named, in_jekyll = page.named, bool({"_posts", "_drafts"}.intersection(page.source.split("/")))
    # Eleventy's `tags: posts` names a collection of pages.
    tags = (tag for tag in named.terms("tags", in_jekyll) if tag not in ("post", "posts"))
    authors = (resolve(value, page.rules.authors) for _, value in named.all("authors"))
    return {
        "title": BLANKS.sub(" ", named.text("title")),
        "description": named.text("description"),
        "date": date,
        "image": "" if _refuses_image(named) else _image(named),
        "tags": labelled(tags, page.rules.tags),
        "categories": named.terms("categories", in_jekyll),
        "authors": next(filter(None, authors), ()),
    }


def _meta(known: Mapping[str, Any], typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The header for templates and other plugins, where the fields we know have one shape."""
    kept = {key: value for key, value in typed.items() if key.lower() not in known}
    ours = {key: [*map(str, value)] if isinstance(value, tuple) else value for key, value in known.items() if value}
    return MappingProxyType(kept | ours)


def _moment(page: _Page, field: str) -> tuple[datetime | None, Problem | None]:
    """A field's date, the leftmost that can be read; or else what is wrong with the first that should be one."""
    odd = None
    for key, value in page.named.all(field):
        text = as_text(value)
        if date := read_date(text, page.rules.zone, page.rules.day_first):
            return date, None
        if text and _means_a_date(key, text):
            odd = odd or _odd_date(page, key, text)
    return None, odd


def _means_a_date(key: str, text: str) -> bool:
    """`published: true` and `created: by Max` are no dates that went wrong; `date: soon` is one."""
    is_flag = text.casefold() in TRUE | FALSE
    return not is_flag and (key.casefold() == "date" or any(sign.isdigit() for sign in text))


def _odd_date(page: _Page, key: str, text: str) -> Problem:
    lines = page.header.fields.lines
    line = lines.get(key, lines.get(key.partition(".")[0], 0))
    what = f"The date {_shown(text)} of {key!r} is none that exists or can be read."
    cure = "Write it as 2024-07-23 or 2024-07-23 14:30; until then it does not count."
    return Problem(Rule.IMPOSSIBLE_DATE, page.source, what, cure, line)


def _date_of_name(page: _Page) -> datetime | None:
    """The date in front of the file's or folder's name. A file without a header is no post, whatever its name."""
    if not page.header.dialect:
        return None
    path = PurePosixPath(page.source)
    name = path.parent.name if path.stem in INDEX_NAMES else path.stem
    return read_date(split_dated_name(name)[0], page.rules.zone)


def _broken(page: _Page) -> Problem | None:
    broken = page.header.fields.broken
    if not broken:
        return None
    what = f"The header's YAML breaks at {_shown(broken.text.strip(' '))} ({broken.reason[:SHOWN]})."
    cure = f"It was read as it stands; {_mended(broken.text)}."
    return Problem(Rule.BROKEN_HEADER, page.source, what, cure, broken.line)


def _mended(line: str) -> str:
    """What to write in place of a line that is no YAML."""
    if line.lstrip(" -").startswith("\t"):
        return "write blanks in place of the tab"
    if ":" not in line and not line.lstrip().startswith("-"):
        return "write it as 'key: value', or indent it below its key"
    found = re.fullmatch(r"\s*(-|[\w-]+[ \t\xa0]*:)\s*(.*)", line) if len(line) <= SHOWN else None
    if not found or re.fullmatch(r"[\[{].*[\]}]|[|>].?|", found[2]):
        return "put a value that holds a colon, '@', '#' or a quote between double quotes"
    return f"write '{found[1]} {json.dumps(unquoted(found[2]), ensure_ascii=False)}'"


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def _state(page: _Page, date: datetime | None, expires: datetime | None) -> State:
    """Who sees it: a draft before the clock, the clock before what is hidden."""
    named = page.named
    words = {named.text("status").casefold(), named.text("visibility").casefold()}
    if named.flag("draft") or named.flag("private") or named.flag("published") is False or words & DRAFT_WORDS:
        return State.DRAFT
    if expires and expires <= page.rules.now:
        return State.EXPIRED
    if date and date > page.rules.now:
        return State.SCHEDULED
    return State.HIDDEN if named.flag("hidden") or words & HIDDEN_WORDS else State.PUBLISHED


def _summary(named: Named) -> str:
    """`excerpt: 3` counts paragraphs and is no summary."""
    return next((text for _, value in named.all("summary") if (text := as_text(value)) and not text.isdigit()), "")


def _images(named: Named) -> Iterator[str]:
    return (text for _, value in named.all("image") if (text := as_text(value)))


def _image(named: Named) -> str:
    """`image: true` names none, nor does a number, which counts the images of the text."""
    return next((text for text in _images(named) if text.casefold() not in TRUE | FALSE and not text.isdigit()), "")


def _refuses_image(named: Named) -> bool:
    return next(_images(named), "").casefold() in ("false", "no", "off", "none")


def _robots(named: Named) -> str:
    hides = named.flag("noindex") or named.flag("sitemap") is False
    return named.text("robots") or ("noindex" if hides else "")


def _number(text: str) -> int:
    """The whole number that a text begins with (`5 min`), or 0."""
    found = re.match(r"-?\d{1,6}", text)
    return int(found[0]) if found else 0
