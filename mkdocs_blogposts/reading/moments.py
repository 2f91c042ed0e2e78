"""When a post was published, changed and taken down, as its header and its path have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from mkdocs_blogposts.reading.dates import date_in_path
from mkdocs_blogposts.reading.fields import FALSE, TRUE, Named, as_text


@dataclass(frozen=True, slots=True)
class Moment:
    """What a header says of one field that should be a date."""

    date: datetime | None
    """The leftmost that can be read."""

    latest: datetime | None
    """The last of all that can be read: a post with a `date` and a `publishDate` waits for both."""

    odd: tuple[str, str] | None
    """Key and text of the first that should be a date and is none; `None` where another can be read."""


def read_moment(named: Named, field: str, read: Callable[[str], datetime | None]) -> Moment:
    """One field's date under all of its names. `read` makes an aware date of a text, or `None`."""
    texts = [(key, text) for key, value in named.all(field) if (text := as_text(value))]
    dates = [date for _, text in texts if (date := read(text))]
    odd = None if dates else next((found for found in texts if _means_a_date(*found)), None)
    return Moment(dates[0] if dates else None, max(dates, default=None), odd)


def _means_a_date(key: str, text: str) -> bool:
    """`published: true` and `created: by Max` are no dates that went wrong; `date: soon` is one."""
    is_flag = text.casefold() in TRUE | FALSE
    return not is_flag and (key.casefold() == "date" or any(sign.isdigit() for sign in text))


def date_of_place(source: str, address: str, read: Callable[[str], datetime | None]) -> datetime | None:
    """The date that a file's path has, or else the address that its writer asks for (Zola's `path`)."""
    return next(filter(None, (read(date_in_path(path)) for path in (source, address))), None)
