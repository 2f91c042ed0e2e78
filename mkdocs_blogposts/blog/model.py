"""What a blog is: posts in their order, and every list of them, whatever brings them together.

Everything here is generic in its entry. The same blog is made twice in a build: of entries, which know their front
matter only, to learn which pages must exist; then of posts, whose text is rendered, to fill those pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from mkdocs_blogposts.blog.addresses import address_of
from mkdocs_blogposts.reading.entry import Entry

E = TypeVar("E", bound=Entry)

TermPath = tuple[str, ...]
"""A term below its parents: `("python",)`, `("2024", "07")`."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A way to bring posts together: tags, categories, authors, or the calendar."""

    name: str
    """What templates call it, such as `tags`."""

    noun: str
    """One of its terms in words, such as `tag`."""

    title: str
    """The heading of its overview, such as `Tags`."""

    overview: str
    """The address of its overview below the blog's, such as `tags`."""

    folder: str
    """The address that its terms' lists stand in, below the blog's: `tags`, or empty for the blog's own."""

    terms: Callable[[Entry], tuple[TermPath, ...]]
    """The terms of one entry, as its writer spelt them."""

    label: Callable[[str, TermPath], str] = field(default=lambda spelling, _: spelling)
    """The heading of a term's list: of its spelling used most, and its path."""

    slug: Callable[[str], str] = address_of
    """The last step of the address of a term's list, of its spelling used most."""

    newest_first: bool = False
    """Are its terms a calendar, the latest first, or an alphabet?"""


@dataclass(frozen=True)
class Listing(Generic[E]):
    """The posts of one subject, newest first: all of the blog's, a term's, a month's."""

    kind: str
    """The name of its taxonomy; `blog` for the list of all."""

    path: str
    """Its address below the blog's, without slashes at its ends: empty for the list of all."""

    title: str
    """Plain text."""

    posts: tuple[E, ...]

    url: str = ""
    """The address of its first page, relative to the site's root."""

    children: tuple[Listing[E], ...] = ()
    """The narrower subjects within it: the months of a year."""

    def __hash__(self) -> int:
        return hash((self.kind, self.path))


@dataclass(frozen=True)
class Overview(Generic[E]):
    """Every list of one taxonomy; none where no post has a term of it."""

    kind: str
    path: str
    title: str
    listings: tuple[Listing[E], ...]
    url: str = ""

    @property
    def most_used(self) -> tuple[Listing[E], ...]:
        """The lists with the most posts first."""
        return tuple(sorted(self.listings, key=lambda listing: -len(listing.posts)))


@dataclass(frozen=True)
class Blog(Generic[E]):
    """Every list and overview of one blog. In templates: `blog`."""

    all: Listing[E]
    overviews: tuple[Overview[E], ...]
    _terms: Mapping[tuple[str, str], tuple[Listing[E], ...]] = field(default_factory=dict, repr=False, compare=False)
    _places: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    @property
    def posts(self) -> tuple[E, ...]:
        """All posts, newest first."""
        return self.all.posts

    @property
    def title(self) -> str:
        """The blog's heading."""
        return self.all.title

    @property
    def url(self) -> str:
        """The address of its first page, relative to the site's root."""
        return self.all.url

    def overview(self, kind: str) -> Overview[E]:
        """The overview of a taxonomy."""
        return next(overview for overview in self.overviews if overview.kind == kind)

    def terms(self, kind: str, post: Entry) -> tuple[Listing[E], ...]:
        """The lists of one taxonomy that a post stands in, in its writer's order."""
        return self._terms.get((kind, post.source), ())

    def newer(self, post: Entry) -> E | None:
        """The post after this one in time."""
        place = self._places.get(post.source, 0)
        return self.posts[place - 1] if place > 0 else None

    def older(self, post: Entry) -> E | None:
        """The post before this one in time."""
        place = self._places.get(post.source, len(self.posts))
        return self.posts[place + 1] if place + 1 < len(self.posts) else None

    def listings(self) -> Iterator[Listing[E]]:
        """Every list of posts, that of all first."""
        yield self.all
        for overview in self.overviews:
            for listing in overview.listings:
                yield listing
                yield from listing.children
