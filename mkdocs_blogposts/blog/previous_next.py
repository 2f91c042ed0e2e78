"""The previous and the next post, in time or within a category, and the place of a post in its series."""

from __future__ import annotations

from typing import Generic

from mkdocs_blogposts.blog.model import Blog, E, Listing
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.reading.entry import Entry

TAXONOMY = {"time": "", "category": "categories", "series": "series"}
"""What a reader may stay within, and the taxonomy that it is one of."""


@dataclass(frozen=True)
class PreviousNext(Generic[E]):
    """The posts before and after one post."""

    older: E | None
    """The one before it: in time, or in its series."""

    newer: E | None
    """The one after it."""

    within: Listing[E] | None = None
    """What both are of, too; `None` for the whole blog."""


def find_previous_next(blog: Blog[E], post: Entry, within: str) -> PreviousNext[E]:
    """The neighbors of a post `within` one of `TAXONOMY`; in time where it has no category or series.

    A post that lists do not show has none.
    """
    listing = next(iter(blog.terms(TAXONOMY[within], post)), None) or blog.all
    place = listing.place(post)
    if place < 0:
        return PreviousNext(None, None)
    before = listing.posts[place - 1] if place else None
    after = listing.posts[place + 1] if place + 1 < len(listing.posts) else None
    # The parts of a series go forward in time, as no other list does.
    older, newer = (before, after) if listing.kind == "series" else (after, before)
    return PreviousNext(older, newer, None if listing is blog.all else listing)


MOST = 50
"""How many parts of a long series a post links to: those around it."""


@dataclass(frozen=True)
class SeriesPart(Generic[E]):
    """The place of one post in its series."""

    listing: Listing[E]
    number: int
    """Counted from 1; 0 for a post that lists do not show."""

    parts: tuple[tuple[int, E], ...]
    """The parts to link to, each with its number: all of them, or those around this one."""

    @property
    def total(self) -> int:
        """How many parts the series has."""
        return len(self.listing.posts)


def find_series_part(blog: Blog[E], post: Entry) -> SeriesPart[E] | None:
    """The place of a post in its series, if it is a part of one with another part."""
    listing = next(iter(blog.terms("series", post)), None)
    if not listing:
        return None
    number = listing.place(post) + 1
    if len(listing.posts) <= (number > 0):
        return None
    first = max(0, min(number - 1 - MOST // 2, len(listing.posts) - MOST))
    parts = tuple(enumerate(listing.posts, 1))[first : first + MOST]
    return SeriesPart(listing, number, parts)
