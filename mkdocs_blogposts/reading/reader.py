"""One file's text → its Entry and what its writer got wrong."""

from __future__ import annotations

import json
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
from mkdocs_blogposts.reading.values import unquoted

DRAFT_WORDS = frozenset({"draft", "private", "skip"})
HIDDEN_WORDS = frozenset({"hidden", "unlisted"})
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
    known = _known(named, date, in_jekyll="_posts" in source.split("/"))
    return Entry(
        source=source,
        **known,
        updated=read_date(named.text("updated"), rules.zone, rules.day_first),
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
        meta=_meta(known, header.fields.typed) if is_post else {},
        body=header.body,
    )


def _known(named: Named, date: datetime | None, in_jekyll: bool) -> dict[str, Any]:
    """The fields that templates and other plugins read from a page's header, too."""
    return {
        "title": " ".join(named.text("title").split()),
        "description": named.text("description"),
        "date": date,
        "image": "" if _refuses_image(named) else _image(named),
        # Eleventy's `tags: posts` names a collection of pages.
        "tags": tuple(tag for tag in named.terms("tags", in_jekyll) if tag not in ("post", "posts")),
        "categories": named.terms("categories", in_jekyll),
        "authors": named.terms("authors"),
    }


def _meta(known: Mapping[str, Any], typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The header for templates and other plugins, where the fields we know have one shape."""
    kept = {key: value for key, value in typed.items() if key.lower() not in known}
    ours = {key: list(value) if isinstance(value, tuple) else value for key, value in known.items() if value}
    return MappingProxyType(kept | ours)


def _date(source: str, header: Header, named: Named, rules: Rules) -> tuple[datetime | None, Problem | None]:
    """The post's date: of the header, else of the file's or folder's name. One that says nothing is a problem."""
    odd = None
    for key, value in named.all("date"):
        text = as_text(value)
        if date := read_date(text, rules.zone, rules.day_first):
            return date, None
        if text and _means_a_date(key, text):
            odd = odd or _odd_date(source, header.fields.lines.get(key.split(".")[0], 0), key, text)
    path = PurePosixPath(source)
    name = path.parent.name if path.stem in INDEX_NAMES else path.stem
    return (read_date(split_dated_name(name)[0], rules.zone) if header.dialect else None), odd


def _means_a_date(key: str, text: str) -> bool:
    """`published: true` and `created: by Max` are no dates that went wrong; `date: soon` is one."""
    is_flag = text.casefold() in TRUE | FALSE
    return not is_flag and (key.casefold() == "date" or any(sign.isdigit() for sign in text))


def _odd_date(source: str, line: int, key: str, text: str) -> Problem:
    what = f"The date {_shown(text)} of {key!r} is none that exists or can be read."
    return Problem(source, what, "Write it as 2024-07-23 or 2024-07-23 14:30; until then it does not count.", line)


def _broken(source: str, header: Header) -> Problem | None:
    broken = header.fields.broken
    if not broken:
        return None
    what = f"The header's YAML breaks at {_shown(broken.text.strip(' '))} ({broken.reason[:SHOWN]})."
    return Problem(source, what, f"It was read as it stands; {_mended(broken.text)}.", broken.line)


def _mended(line: str) -> str:
    """What to write in place of a line that is no YAML."""
    if line.lstrip(" -").startswith("\t"):
        return "write blanks in place of the tab"
    if ":" not in line and "-" not in line:
        return "write it as 'key: value', or indent it below its key"
    found = re.fullmatch(r"\s*(-|[\w-]+[ \t\xa0]*:)\s*(.*)", line)
    if not found or len(line) > SHOWN or re.fullmatch(r"[\[{].*[\]}]|[|>].?|", found[2]):
        return "put a value that holds a colon, '@', '#' or a quote between double quotes"
    return f"write '{found[1]} {json.dumps(unquoted(found[2]), ensure_ascii=False)}'"


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


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
