"""When a post was published, changed and taken down, as its front matter and its path have it."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import NamedTuple

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.dates import find_date_in_path
from mkdocs_blogposts.reading.field_values import FALSE, LIST_LIMIT, TRUE, NamedFields, parse_text
from mkdocs_blogposts.reading.frontmatter.parse_result import Value, strip_typographic_quotes
from mkdocs_blogposts.reading.misplaced_front_matter import expand_short_date
from mkdocs_blogposts.reading.naming.field_names import normalize_name

YEAR = compile_pattern(r"(?<!\d)(?:19|[2-9]\d)\d{2}(?=\D|\d{4}(?!\d)|\d{8}(?!\d)|\d{10}(?!\d)|\Z)")
"""A year, which `20361302` begins with, too."""

MONTH_BEHIND = compile_pattern(r"\W?(?P<month>\d{1,2})(?!\d)|(?P<compact>\d{2})\d{2}")

PAST_WORDS = frozenset(
    {"today", "now", "created", "lastmodified", "gitcreated", "gitlastmodified", "auto"}  # Quarto's and Eleventy's
)
"""Words for a date that an engine finds out itself; none is in the future."""

INNER = frozenset({"created", "updated", "modified"})
"""What a mapping under `date` is known to hold."""

EPOCH = compile_pattern(r"\d{10}(?:\d{3})?")
"""Seconds, or milliseconds, since 1970."""


class DateField(NamedTuple):
    """What front matter says of one field that should be a date."""

    date: datetime | None
    """The leftmost that can be read."""

    latest: datetime | None
    """The last of all that can be read: a post with a `date` and a `publishDate` waits for both."""

    invalid: tuple[tuple[str, str], ...] = ()
    """Keys and texts that should be a date and are none."""

    is_placed: bool = False
    """Is it the date of the file's name, which stands in for the front matter's?"""

    is_doubtful: bool = False
    """May one of these mean a moment that is still to come?"""


def read_date_field(named: Iterable[NamedFields], field: str, read: Callable[[str], datetime | None]) -> DateField:
    """One field's date under all of its names. `read` makes an aware date of a text, or `None`."""
    dates: list[datetime] = []
    odd: list[tuple[str, str]] = []
    for values in named:
        for key, value in values.all(field):
            for text in _texts(value):
                if found := read(text):
                    dates.append(found)
                elif _means_a_date(field, key, text):
                    odd.append((key, text))
            if field != "updated" and isinstance(value, dict) and INNER.isdisjoint(map(normalize_name, value)):
                odd.append((key, "{…}"))
    return DateField(dates[0] if dates else None, max(dates, default=None), tuple(odd))


def _texts(value: Value) -> Iterator[str]:
    """The texts of a value, of a list each."""
    for item in value[:LIST_LIMIT] if isinstance(value, list) else (value,):
        if text := strip_typographic_quotes(parse_text(item)):
            yield text


def _means_a_date(field: str, key: str, text: str) -> bool:
    """`published: true`, `created: by Max` and `time: 5 min` aren't dates that went wrong; `date: soon` is one."""
    if field == "expires":
        return True
    is_other = text.casefold() in TRUE | FALSE or key.casefold() == "time"  # of day, or how long it takes to read
    return not is_other and (key.casefold() == "date" or any(sign.isdigit() for sign in text))


def find_date_in_location(source: str, url: str, read: Callable[[str], datetime | None]) -> datetime | None:
    """The date that a file's path has, or else the URL that its writer asks for (Zola's `path`)."""
    return next(filter(None, (read(find_date_in_path(path)) for path in (source, url))), None)


def apply_location_date(
    moment: DateField,
    source: str,
    url: str,
    read: Callable[[str], datetime | None],
    now: datetime,
    is_among_posts: bool,
) -> DateField:
    """The moment with the date of the file's name, which stands in for that of the front matter.

    Among posts a name such as `18-04-04-x` has one, too. That of `2036-13-02-x` does not exist, and may be still to
    come.
    """
    placed = find_date_in_location(source, url, read) or (read(expand_short_date(source)) if is_among_posts else None)
    if placed:
        return moment._replace(date=placed, latest=placed, is_placed=True)
    name = find_date_in_path(source)
    is_odd = name and may_be_to_come(name, now, None)
    return moment._replace(invalid=(*moment.invalid, ("", name))) if is_odd else moment


def is_doubtful(moment: DateField, now: datetime) -> bool:
    """May one of the dates that cannot be read mean a moment that is still to come?"""
    return any(may_be_to_come(text, now, moment.date) for _, text in moment.invalid)


def may_be_to_come(text: str, now: datetime, placed: datetime | None) -> bool:
    """May a date that cannot be read mean a moment in the future?

    1. It does, if it names a year that is not over, unless all that is wrong is the day of a month that is.
    2. It does not, if all years that it names are over, or if it is a word such as `today`.
    3. Without a year, it does, unless there is a number in it and `placed`, the date of the file's name, stands in.
    """
    years = list(YEAR.finditer(text))
    if years:
        return any(_is_open(text, year, now) for year in years)
    if EPOCH.fullmatch(text):
        return int(text[:10]) > now.timestamp()
    if normalize_name(text) in PAST_WORDS:
        return False
    return placed is None or not any(sign.isdigit() for sign in text)


def _is_open(text: str, found: re.Match[str], now: datetime) -> bool:
    """Is the year not over, nor the month behind it?"""
    year = int(found[0])
    if year != now.year:
        return year > now.year
    behind = MONTH_BEHIND.match(text, found.end())
    month = int(behind["month"] or behind["compact"]) if behind else 0
    return not (1 <= month <= 12 and date(year, month, monthrange(year, month)[1]) < now.date())
