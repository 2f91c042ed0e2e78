"""Which feeds a blog has, and what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs_blogposts.publishing.texts.tag_values import absolute

FEED_FILES: Mapping[str, str] = {"rss": "rss.xml", "atom": "atom.xml", "json": "feed.json"}
"""The files of the formats, by their names in the options."""

FORMATS = tuple(FEED_FILES)

_SETTINGS = ("formats", "limit", "content", "terms", "hub")


@dataclass(frozen=True, slots=True)
class FeedOptions:
    """What `feeds:` in the options says."""

    formats: tuple[str, ...] = FORMATS
    """Of `FORMATS`; none where there are to be no feeds."""

    limit: int = 20
    """How many posts a feed has, the newest; 0 for all."""

    is_full: bool = True
    """Has it the whole text of each, or a summary?"""

    terms: bool = True
    """Have the lists of terms feeds of their own?"""

    hub: str = ""
    """The URL of the hub that tells readers of new posts (W3C WebSub); empty without one."""


def read_feed_options(written: object) -> FeedOptions:
    """The feeds of an option.

    Raises:
        ValueError: where it makes no sense; its text says what to write.
    """
    if isinstance(written, bool):
        return FeedOptions() if written else FeedOptions(formats=())
    if not isinstance(written, Mapping):
        raise ValueError(f"{written!r} makes no feeds. Write true, false, or the settings {', '.join(_SETTINGS)}.")
    for key in written:
        if key not in _SETTINGS:
            raise ValueError(f"Feeds have no {key!r}. They have {', '.join(_SETTINGS)}.")
    return FeedOptions(
        formats=_formats(written.get("formats", FORMATS)),
        limit=_limit(written.get("limit", 20)),
        is_full=_is_full(written.get("content", "full")),
        terms=_terms(written.get("terms", True)),
        hub=_hub(written.get("hub") or ""),
    )


def _formats(value: object) -> tuple[str, ...]:
    asked = [value] if isinstance(value, str) else value
    if not isinstance(asked, (list, tuple)) or not all(name in FORMATS for name in asked):
        raise ValueError(f"formats: {value!r} are none. Write a list of {', '.join(FORMATS)}.")
    return tuple(name for name in FORMATS if name in asked)


def _limit(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"limit: {value!r} is no number of posts. Write a whole number; 0 means all.")
    return value


def _is_full(value: object) -> bool:
    if value not in ("full", "summary"):
        raise ValueError(f"content: {value!r} is unknown. Write 'full' or 'summary'.")
    return value == "full"


def _terms(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError(f"terms: {value!r} is neither true nor false.")
    return value


def _hub(value: object) -> str:
    url = absolute(value, "") if isinstance(value, str) else ""
    if value and not url:
        raise ValueError(f"hub: {value!r} isn't a URL. Write that of a WebSub hub, which begins with 'https://'.")
    return url
