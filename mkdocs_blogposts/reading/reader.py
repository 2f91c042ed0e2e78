"""One file's text → its Entry and what its writer got wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from mkdocs_blogposts.reading.dates import read_date, split_dated_name
from mkdocs_blogposts.reading.entry import Entry, State
from mkdocs_blogposts.reading.fields import FALSE, TRUE, Named, as_text
from mkdocs_blogposts.reading.header import Header, read_header
from mkdocs_blogposts.reading.problems import Problem

DRAFT_WORDS = frozenset({"draft", "private", "skip"})
HIDDEN_WORDS = frozenset({"hidden", "unlisted"})
INDEX_NAMES = frozenset({"index", "README", "_index"})


@dataclass(frozen=True, slots=True)
class Rules:
    """What the site, not the post, decides about reading."""

    now: datetime
    """Aware. Later dates are the future."""

    zone: tzinfo
    """Of times that name none."""

    day_first: bool = False
    """Is `08-02-21` the 8th of February?"""


def read_entry(source: str, text: str, rules: Rules) -> tuple[Entry, tuple[Problem, ...]]:
    """The Entry of one Markdown file and its problems.

    `source` is the file relative to the docs folder. A page that is no post has no problems: its header is not ours.
    """
    header = read_header(text)
    named = Named(header.fields.values)
    date, odd_date = _date(source, header, named, rules)
    state = _state(named, date, rules)
    is_post = (date is not None or odd_date is not None or state is State.DRAFT) and named.flag("post") is not False
    entry = _entry(source, header, named, date, state, rules, is_post)
    if not is_post:
        return entry, ()
    return entry, tuple(problem for problem in (_broken(source, header), odd_date) if problem)


def _entry(
    source: str, header: Header, named: Named, date: datetime | None, state: State, rules: Rules, is_post: bool
) -> Entry:
    in_jekyll = "_posts" in PurePosixPath(source).parts
    read = Entry(
        source=source,
        title=" ".join(named.text("title").split()),
        date=date,
        updated=read_date(named.text("updated"), rules.zone, rules.day_first),
        slug=named.text("slug"),
        description=named.text("description"),
        summary=_summary(named),
        image="" if _refuses_image(named) else _image(named),
        no_image=_refuses_image(named),
        image_alt=named.text("image_alt"),
        authors=named.terms("authors"),
        # Eleventy's `tags: posts` names a collection of pages.
        tags=tuple(tag for tag in named.terms("tags", in_jekyll) if tag not in ("post", "posts")),
        categories=named.terms("categories", in_jekyll),
        state=state,
        weight=_number(named.text("weight")),
        canonical=named.text("canonical"),
        robots=named.text("robots") or ("noindex" if named.flag("noindex") else ""),
        minutes=_number(named.text("readtime")),
        is_post=is_post,
        body=header.body,
    )
    return _with_meta(read, header.fields.typed) if is_post else read


def _with_meta(entry: Entry, typed: Mapping[str, Any]) -> Entry:
    """The same with its header for templates and other plugins, where the fields we know have one shape."""
    known = {
        "title": entry.title,
        "description": entry.description,
        "date": entry.date,
        "image": entry.image,
        "tags": list(entry.tags),
        "categories": list(entry.categories),
        "authors": list(entry.authors),
    }
    kept = {key: value for key, value in typed.items() if key.lower() not in known}
    fields = {**vars(entry), "meta": MappingProxyType(kept | {key: value for key, value in known.items() if value})}
    return Entry(**fields)


def _date(source: str, header: Header, named: Named, rules: Rules) -> tuple[datetime | None, Problem | None]:
    """The post's date: of the header, else of the file's or folder's name. One that says nothing is a problem."""
    odd = None
    for key, value in named.all("date"):
        text = as_text(value)
        if not text or text.casefold() in TRUE | FALSE:  # `published: true` is no date
            continue
        if date := read_date(text, rules.zone, rules.day_first):
            return date, None
        odd = odd or _odd_date(source, header.fields.lines.get(key.split(".")[0], 0), key, text)
    path = PurePosixPath(source)
    name = path.parent.name if path.stem in INDEX_NAMES else path.stem
    return (read_date(split_dated_name(name)[0], rules.zone) if header.dialect else None), odd


def _odd_date(source: str, line: int, key: str, text: str) -> Problem:
    what = f"The date {text!r} of {key!r} is none that exists or can be read."
    return Problem(source, what, "Write it as 2024-07-23 or 2024-07-23 14:30; until then it does not count.", line)


def _broken(source: str, header: Header) -> Problem | None:
    broken = header.fields.broken
    if not broken:
        return None
    what = f"The header's YAML breaks at {broken.text!r} ({broken.reason})."
    cure = "It was read line by line; put a value that holds a colon, '@', '#' or a quote between double quotes."
    return Problem(source, what, cure, broken.line)


def _state(named: Named, date: datetime | None, rules: Rules) -> State:
    """Who sees it, by the header's first word on it: draft before hidden before the clock."""
    words = {named.text("status").casefold(), named.text("visibility").casefold()}
    if named.flag("draft") or named.flag("private") or named.flag("published") is False or words & DRAFT_WORDS:
        return State.DRAFT
    expires = read_date(named.text("expires"), rules.zone, rules.day_first)
    if expires and expires <= rules.now:
        return State.EXPIRED
    if date and date > rules.now:
        return State.SCHEDULED
    return State.HIDDEN if named.flag("hidden") or words & HIDDEN_WORDS else State.PUBLISHED


def _summary(named: Named) -> str:
    """`excerpt: 3` counts paragraphs and is no summary."""
    return next((text for _, value in named.all("summary") if (text := as_text(value)) and not text.isdigit()), "")


def _images(named: Named) -> Iterator[str]:
    return (text for _, value in named.all("image") if (text := as_text(value)))


def _image(named: Named) -> str:
    return next((text for text in _images(named) if text.casefold() not in TRUE | FALSE), "")


def _refuses_image(named: Named) -> bool:
    return next(_images(named), "").casefold() in ("false", "no", "off", "none")


def _number(text: str) -> int:
    """The whole number that a text begins with (`5 min`), or 0."""
    found = re.match(r"-?\d{1,6}", text)
    return int(found[0]) if found else 0
