"""Pagination: a list in pages, and the pages before and after each."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import field
from typing import Generic

from mkdocs_blogposts.blog.model import E, Listing
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace

AROUND = 2
"""How many pages to either side a reader is offered."""


CARDS, LINES = 24, 100
"""How many post cards a page of a taxonomy's list shows, and how many titles alone, where nobody says how many."""


PAGES = "page/{page}"
"""The URL of a list's further pages below its own; with `{name}` it is a file beside the list's."""


@dataclass(frozen=True)
class Paging:
    """How lists are cut into pages."""

    per_page: int = 10
    """Posts on a page; 0 for one long page."""

    of_kind: Mapping[str, int] = field(default_factory=dict)
    """The same for those taxonomies that differ from the others, by their names."""

    of_list: Mapping[str, int] = field(default_factory=dict)
    """The same for those lists whose own pages say so, by the lists' paths."""

    pattern: str = PAGES

    index_in_folder: bool = False
    """Have the further pages of the list of all posts an `index` at their ends? Material's have, as files."""

    def pages(self, listing: Listing[E], planned: Container[str] | None = None) -> tuple[ListPage[E], ...]:
        """The pages of a list; of those at `planned` paths, where there are some, the last has all further posts."""
        pattern = f"{self.pattern}/index" if self.index_in_folder and not listing.path else self.pattern
        size = self.of_list.get(listing.path, self.of_kind.get(listing.kind, self.per_page))
        pages = paginate(listing, size, pattern)
        kept = pages if planned is None else tuple(page for page in pages if page.path in planned)
        if kept in ((), pages):
            return pages
        more = tuple(post for page in pages[len(kept) :] for post in page.posts)
        last = replace(kept[-1], posts=kept[-1].posts + more)
        return tuple(replace(page, total=len(kept)) for page in (*kept[:-1], last))


@dataclass(frozen=True)
class ListPage(Generic[E]):
    """One page of a list."""

    listing: Listing[E]
    number: int
    """Counted from 1."""

    total: int
    posts: tuple[E, ...]
    pattern: str = PAGES

    @property
    def path(self) -> str:
        """Its URL below the blog's."""
        return self.path_of(self.number)

    def path_of(self, number: int) -> str:
        """The URL of another page of the same list."""
        if number == 1:
            return self.listing.path
        pattern = self.pattern.replace("{page}", str(number))
        if "{name}" in pattern and (not self.listing.path or self.listing.path.endswith(".html")):
            return pattern.replace("{name}", self.listing.path.removesuffix(".html") or "index")
        pattern = PAGES.replace("{page}", str(number)) if "{name}" in pattern else pattern
        return "/".join(filter(None, [self.listing.path, pattern]))

    @property
    def previous_path(self) -> str | None:
        """That of the page before it, for `<link rel="prev">`; `None` on the first."""
        return self.path_of(self.number - 1) if self.number > 1 else None

    @property
    def next_path(self) -> str | None:
        """That of the page after it, for `<link rel="next">`; `None` on the last."""
        return self.path_of(self.number + 1) if self.number < self.total else None

    @property
    def near(self) -> tuple[int, ...]:
        """The pages that a reader is offered from this one: the first, the last, those around; 0 for a gap."""
        around = range(max(self.number - AROUND, 1), min(self.number + AROUND, self.total) + 1)
        before = () if around[0] == 1 else (1,) if around[0] == 2 else (1, 0)
        last = self.total
        after = () if around[-1] == last else (last,) if around[-1] == last - 1 else (0, last)
        return (*before, *around, *after)


def paginate(listing: Listing[E], per_page: int, pattern: str = PAGES) -> tuple[ListPage[E], ...]:
    """The pages of a list: at least one, and one only where `per_page` is 0."""
    posts = listing.shown
    size = per_page or max(len(listing.posts), 1)
    starts = range(0, max(len(listing.posts), 1), size)
    return tuple(
        ListPage(listing, number, len(starts), posts[start : start + size], pattern)
        for number, start in enumerate(starts, 1)
    )
