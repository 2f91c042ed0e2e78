"""Dates as writers write them, read as aware datetimes."""

from __future__ import annotations

import re
import warnings
from datetime import datetime, tzinfo

from dateutil import parser, tz

YEAR_FIRST = re.compile(r"\d{4}\D")
NAMED = re.compile(r"(?P<date>\d{4}-\d{2}-\d{2})(?:[-_ ]+(?P<rest>.+))?")

YEARS = range(1000, 9000)
"""The years that a post may have: outside of them, shifting a time by its zone can leave the calendar."""

# Two days that share no part: what a text leaves open shows as a difference between them.
_ONE_DAY, _ANOTHER = datetime(2000, 1, 1), datetime(2003, 12, 28)  # noqa: DTZ001  # the zone is the text's


def read_date(text: str, zone: tzinfo, day_first: bool = False) -> datetime | None:
    """A date, or `None` where the text names no whole day that exists.

    A time without a zone is in `zone`; a day without a time begins there. `08-02-21` is 2 August as Pelican reads it,
    and 8 February with `day_first`; a year in front is never misread so.
    """
    text = " ".join(text.split())
    try:
        date = datetime.fromisoformat(text)
    except ValueError:
        date = _written_date(text, day_first and not YEAR_FIRST.match(text))  # type: ignore[assignment]
    if date is None or date.year not in YEARS:
        return None
    return date if date.utcoffset() is not None else date.replace(tzinfo=zone)


def _written_date(text: str, day_first: bool) -> datetime | None:
    try:
        with warnings.catch_warnings():
            # A zone such as `PST`, which names several, leaves the time without a zone: it is the site's, then.
            warnings.simplefilter("ignore", parser.UnknownTimezoneWarning)
            one, other = (
                parser.parse(text, dayfirst=day_first, default=day, tzinfos=lambda name, _: tz.gettz(name))
                for day in (_ONE_DAY, _ANOTHER)
            )
    except (parser.ParserError, OverflowError, ValueError, TypeError):
        return None
    return one if one.date() == other.date() else None


def split_dated_name(name: str) -> tuple[str, str]:
    """The date in front of a file's or folder's name and the rest: `2024-07-23-my-post` → (`2024-07-23`, `my-post`).

    Empty text stands for what is not there.
    """
    found = NAMED.fullmatch(name)
    return (found["date"], found["rest"] or "") if found else ("", name)
