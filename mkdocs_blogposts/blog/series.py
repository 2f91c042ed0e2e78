"""A series as a reader of one of its parts sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from mkdocs_blogposts.blog.model import Blog, E, Listing
from mkdocs_blogposts.reading.entry import Entry

MOST = 50
"""How many parts of a long series a post links to: those around it."""


@dataclass(frozen=True)
class Place(Generic[E]):
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


def place_in_series(blog: Blog[E], post: Entry) -> Place[E] | None:
    """The place of a post in its series, if it is a part of one with another part."""
    listing = next(iter(blog.terms("series", post)), None)
    if not listing:
        return None
    number = listing.place(post) + 1
    if len(listing.posts) <= (number > 0):
        return None
    first = max(0, min(number - 1 - MOST // 2, len(listing.posts) - MOST))
    parts = tuple(enumerate(listing.posts, 1))[first : first + MOST]
    return Place(listing, number, parts)
