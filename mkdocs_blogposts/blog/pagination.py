"""A list in pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic

from mkdocs_blogposts.blog.model import E, Listing

AROUND = 2
"""How many pages to either side a reader is offered."""


@dataclass(frozen=True)
class ListPage(Generic[E]):
    """One page of a list."""

    listing: Listing[E]
    number: int
    """Counted from 1."""

    total: int
    posts: tuple[E, ...]

    @property
    def path(self) -> str:
        """Its address below the blog's."""
        return self.path_of(self.number)

    def path_of(self, number: int) -> str:
        """The address of another page of the same list."""
        parts = [self.listing.path, f"page/{number}" if number > 1 else ""]
        return "/".join(filter(None, parts))

    @property
    def near(self) -> tuple[int, ...]:
        """The pages that a reader is offered from this one: the first, the last, those around; 0 for a gap."""
        around = range(max(self.number - AROUND, 1), min(self.number + AROUND, self.total) + 1)
        before = () if around[0] == 1 else (1,) if around[0] == 2 else (1, 0)
        last = self.total
        after = () if around[-1] == last else (last,) if around[-1] == last - 1 else (0, last)
        return (*before, *around, *after)


def paginate(listing: Listing[E], per_page: int) -> tuple[ListPage[E], ...]:
    """The pages of a list: at least one, and one only where `per_page` is 0."""
    posts = listing.shown
    size = per_page or max(len(listing.posts), 1)
    starts = range(0, max(len(listing.posts), 1), size)
    return tuple(
        ListPage(listing, number, len(starts), posts[start : start + size]) for number, start in enumerate(starts, 1)
    )
