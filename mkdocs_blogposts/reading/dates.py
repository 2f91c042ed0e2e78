"""Dates as writers write them, read as aware datetimes."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from mkdocs_blogposts.lazy_imports import date_parser
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.translated_dates import translate_date

LONGEST = 100
"""Characters of a text that may be a date; the longest that JavaScript and mail write have 70."""

YEAR_FIRST = compile_pattern(r"\d{4}(?:\D|\d{4})|.*\b\d{4}[-/.]\d")
COMPACT = frozenset({8, 12, 14})
"""Digits of a date that has nothing else: `20240723`, with hours and minutes, with seconds."""

ASIDE = compile_pattern(r"\b(?:GMT|UTC)(?=[+-]\d)|\s\([^()\d]*\)$|(?<=[+-]\d{4})\s[A-Z]{1,5}$")
"""What an offset is counted from, and the name in words that follows one: `GMT+0200 (Central European Time)`."""

NAMED = compile_pattern(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})(?:[-_. ]+(?P<rest>.+))?")

DATED_PATH = compile_pattern(r"(?:.*/)?(?P<year>\d{4})/(?P<month>\d{2})[-/](?P<day>\d{2})(?:[-/][^/]+)?")

ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".html", ".ipynb"})

LONGEST_PATH = 4096
"""Characters of a path that are looked at."""

INDEX_NAMES = frozenset({"index", "README", "_index"})
"""Names of the file that stands for its folder."""

YEARS = range(1000, 9000)
"""The years that a post may have: outside of them, shifting a time by its zone can leave the calendar."""

DOTTED = compile_pattern(r"(?<![\d.])\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}(?![\d.])")
"""A date with full stops, which everybody who writes them begins with the day."""

DASHES = str.maketrans("‐‑‒–—−", "------")  # those that editors make of a hyphen
UNDERSCORED = compile_pattern(r"^(\d{4})_(\d{1,2})_(\d{1,2})(?!\d)")
ZONED_DAY = compile_pattern(r"^(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:?\d\d)$")
REGION = compile_pattern(r"\s?\[?\b(?P<zone>[A-Z][A-Za-z]+/[A-Z][\w/+-]+)\]?$")

FRAMES = compile_pattern(r"(\d{1,2}:\d{2}:\d{2}):\d{1,3}(?!\d)")
"""A time with a fourth number, which counts frames or the like."""

ANY_YEAR = compile_pattern(r"(?<![\d.])(?:19|20)\d{2}(?=[-/.](?:0?[1-9]|1[0-2])[-/.])")
"""The year of a date that begins with it."""

ZONE_NAME = compile_pattern(r"\d\s?(?P<zone>[A-Z]{2,5})(?![\w+-])")

ZONES: Mapping[str, int] = {
    "EDT": -4,
    "EST": -5,
    "CDT": -5,
    "CST": -6,
    "MDT": -6,
    "MST": -7,
    "PDT": -7,
    "PST": -8,
    "WET": 0,
    "WEST": 1,
    "CET": 1,
    "CEST": 2,
    "MEZ": 1,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "SGT": 8,
    "HKT": 8,
    "JST": 9,
    "KST": 9,
    "AEST": 10,
    "AEDT": 11,
    "NZST": 12,
    "NZDT": 13,
    "AKDT": -8,
    "AKST": -9,
    "HST": -10,
    "BRT": -3,
}
"""Hours from UTC of the zones that mail names (RFC 5322 §4.3), and of others with one meaning; `IST` has three."""

KNOWN_ZONES = frozenset({*ZONES, "UTC", "GMT", "UT", "AM", "PM"})

# Two days that share no part: what a text leaves open shows as a difference between them.
_ONE_DAY, _ANOTHER = datetime(2000, 1, 1), datetime(2003, 12, 28)  # noqa: DTZ001  # the zone is the text's


def read_date(text: str, zone: tzinfo, day_first: bool = False) -> datetime | None:
    """A date, or `None` where the text names no whole day that exists.

    A time without a zone is in `zone`; a day without a time begins there. `08-02-21` is 2 August as Pelican reads it,
    and 8 February with `day_first`; a year in front is never misread so.
    """
    if not text or len(text) > LONGEST:
        return None
    text, zone = _split_zone(FRAMES.sub(r"\1", " ".join(text.translate(DASHES).split())), zone)
    text = ZONED_DAY.sub(r"\1T00:00\2", UNDERSCORED.sub(r"\1-\2-\3", text))
    if len(ANY_YEAR.findall(text)) > 1:  # which of two dates counts is not for us to say
        return None
    day_first = day_first or DOTTED.search(text) is not None
    try:
        date = datetime.fromisoformat(text)
    except ValueError:
        date = _written_date(text, day_first and not YEAR_FIRST.match(text))  # type: ignore[assignment]
    if date is None and (translated := translate_date(text)):
        date = _written_date(translated, False)
    if date is None or date.year not in YEARS:
        return None
    return date if date.utcoffset() is not None else date.replace(tzinfo=zone)


def _split_zone(text: str, zone: tzinfo) -> tuple[str, tzinfo]:
    """The text without the name of a region's zone, and that zone: `Europe/Berlin`, `[Europe/Paris]`."""
    found = REGION.search(text)
    try:
        return (text[: found.start()], ZoneInfo(found["zone"])) if found else (text, zone)
    except (KeyError, ValueError, OSError):
        return text, zone


def unknown_zone(text: str) -> str:
    """The name of a zone that stands for several, so that a time is in the site's zone instead; empty without one."""
    names = (found["zone"] for found in ZONE_NAME.finditer(text[:LONGEST]) if ":" in text[: found.start() + 1])
    return next((name for name in names if name not in KNOWN_ZONES), "")


def may_be_two_days(text: str) -> bool:
    """Does it depend on whether the day is first: `02/03/2026`?"""
    if len(text) > LONGEST:
        return False
    one, other = (read_date(text, timezone.utc, day_first) for day_first in (False, True))
    return one is not None and other is not None and one != other


def _written_date(text: str, day_first: bool) -> datetime | None:
    if text.isdigit() and len(text) not in COMPACT:  # `240723` may be read in three ways
        return None
    text = ASIDE.sub("", text)
    try:
        with warnings.catch_warnings():
            # A zone's name that we leave open leaves the time without a zone: it is the site's, then.
            warnings.simplefilter("ignore", date_parser.UnknownTimezoneWarning)
            one, other = (
                date_parser.parse(text, dayfirst=day_first, default=day, tzinfos=_zone) for day in (_ONE_DAY, _ANOTHER)
            )
    except (date_parser.ParserError, OverflowError, ValueError, TypeError):
        return None
    return one if one.date() == other.date() else None


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    """The zone of an offset in seconds, or else of a name. An offset of a day or more is a `ValueError`."""
    hours = ZONES.get(name or "")
    if offset is None and hours is None:
        return None
    return timezone(timedelta(hours=hours or 0, seconds=offset or 0))


def split_dated_name(name: str) -> tuple[str, str]:
    """The date in front of a file's or folder's name and the rest: `2024-07-23-my-post` → (`2024-07-23`, `my-post`).

    Empty text stands for what is not there.
    """
    found = NAMED.fullmatch(name)
    return (found["date"], found["rest"] or "") if found else ("", name)


def find_date_in_path(path: str) -> str:
    """The date in a path or URL, or empty text.

    It is in front of the last name (`2024-07-23-my-post`), of which an `index.md` takes its folder's, or it is made of
    the folders above (`2024/07/23/my-post`, `2024/07/23-my-post`), as Docusaurus and Zola have it.
    """
    whole = PurePosixPath(path[:LONGEST_PATH].strip("/"))
    whole = whole.with_suffix("") if whole.suffix in ENDINGS else whole
    whole = whole.parent if whole.name in INDEX_NAMES else whole
    found = DATED_PATH.fullmatch(str(whole))
    return split_dated_name(whole.name)[0] or (found.expand(r"\g<year>-\g<month>-\g<day>") if found else "")
