"""What a blog is: posts in their order, and every list of them, whatever brings them together.

Everything here is generic in its entry. The same blog is made twice in a build: of entries, which know their front
matter only, to learn which pages must exist; then of posts, whose text is rendered, to fill those pages.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any, Generic, TypeVar

from mkdocs_blogposts.blog.slugs import TermPath, fold_term_path, make_slug
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.tags_file import Term

E = TypeVar("E", bound=Entry)


@dataclass(frozen=True)
class Taxonomy:
    """A way to bring posts together: tags, categories, authors, or the calendar."""

    name: str
    """What templates call it, such as `tags`."""

    noun: str
    """One of its terms in words, such as `tag`."""

    title: str
    """The heading of its overview, such as `Tags`."""

    overview: str
    """The URL of its overview below the blog's, such as `tags`."""

    folder: str
    """The URL that its terms' lists stand in, below the blog's: `tags`, or empty for the blog's own."""

    terms: Callable[[Entry], tuple[TermPath, ...]]
    """The terms of one entry, as its writer spelt them."""

    label: Callable[[TermPath], str] = itemgetter(-1)
    """What a term is called, of the spellings used most of it and its parents."""

    nested: bool = False
    """Do the headings of its terms' lists name the parents, too?"""

    newest_first: bool = False
    """Are its terms a calendar, the latest first, or an alphabet?"""

    fewest: int = 1
    """How many terms it takes for their lists to tell a reader anything: two languages, one tag."""

    sort_key: Callable[[Entry], Any] | None = None
    """The order of the posts of one term; without it they are newest first."""

    slug_of: Callable[[str], str] = make_slug
    """The last segment of a term's URL, of its spelling; more than one where the site asks for that."""

    ending: str = ""
    """What the URLs of its lists end with, such as `.html`."""

    layout: str = ""
    """How the posts of its terms stand; empty where the site's layout applies."""

    is_shared: bool = False
    """Have several blogs of the site one set of its terms, with lists of the posts of all?"""

    is_elsewhere: bool = False
    """Does another of these blogs make the pages of its lists?"""

    usual_layout: str = ""
    """The same where nobody says how: years and months are titles below one another."""

    per_page: int | None = None
    """How many posts a page of its lists shows; `None` where the site's sizes apply."""

    order: str = ""
    """How its overview sorts terms; empty for by name."""

    known: Mapping[TermPath, Term] = field(default_factory=dict)
    """The terms that files or pages of the writer's describe, by their keys."""


@dataclass(frozen=True)
class Listing(Generic[E]):
    """The posts of one subject, newest first: all of the blog's, a term's, a month's."""

    kind: str
    """The name of its taxonomy; `blog` for the list of all."""

    path: str
    """Its URL below the blog's, without slashes at its ends: empty for the list of all."""

    title: str
    """Plain text."""

    posts: tuple[E, ...]

    url: str = ""
    """The URL of its first page, relative to the site's root."""

    children: tuple[Listing[E], ...] = ()
    """The narrower subjects within it: the months of a year."""

    name: str = ""
    """What it is called below its parents: `python` of `guides/python`. Plain text."""

    key: TermPath = ()
    """What all spellings of its term share, after that of its parents; empty for the list of all."""

    description: str = ""
    """Plain text, where a file describes its term."""

    @property
    def shown(self) -> tuple[E, ...]:
        """Its posts as its pages show them: in the list of all those that are pinned come first."""
        if self.kind != "blog":
            return self.posts
        return tuple(sorted(self.posts, key=lambda post: not post.pinned))

    def place(self, post: Entry) -> int:
        """The place of a post among its posts, counted from 0; -1 where it isn't one of them."""
        return self._places.get(post.source, -1)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {post.source: place for place, post in enumerate(self.posts)}

    def within(self) -> Iterator[Listing[E]]:
        """It, and every list below it."""
        yield self
        for child in self.children:
            yield from child.within()

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

    @property
    def by_letter(self) -> tuple[tuple[str, tuple[Listing[E], ...]], ...]:
        """The lists by the first letters of their names, accents aside; `#` for those that begin with none."""
        keyed = groupby(sorted(self.listings, key=_initial), _initial)
        return tuple((letter, tuple(listings)) for letter, listings in keyed)

    @cached_property
    def weights(self) -> Mapping[str, int]:
        """From 1 to 5, how many posts each list has beside the one with the most, by its path."""
        most = max((len(listing.posts) for listing in self.listings), default=1)
        scale = 4 / math.log(most) if most > 1 else 0
        return {one.path: 1 + round(scale * math.log(max(len(one.posts), 1))) for one in self.listings}


def _initial(listing: Listing[Any]) -> str:
    letter = unicodedata.normalize("NFKD", listing.name.strip())[:1].upper()
    return letter if letter.isalpha() else "#"


TermLists = Mapping[tuple[str, str], tuple[Listing[E], ...]]


@dataclass(frozen=True)
class Blog(Generic[E]):
    """Every list and overview of one blog. In templates: `blog`."""

    all: Listing[E]
    overviews: tuple[Overview[E], ...]
    term_lists: TermLists[E] = field(default_factory=dict, repr=False, compare=False)
    """The lists that each post stands in, by the taxonomy's name and the post's file."""

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
        """The URL of its first page, relative to the site's root."""
        return self.all.url

    @cached_property
    def has_several_authors(self) -> bool:
        """Have posts been written by more than one person?"""
        return len({author.name for post in self.posts for author in post.authors}) > 1

    def overview(self, kind: str) -> Overview[E]:
        """The overview of a taxonomy."""
        return next(overview for overview in self.overviews if overview.kind == kind)

    def terms(self, kind: str, post: Entry) -> tuple[Listing[E], ...]:
        """The lists of one taxonomy that a post stands in, in its writer's order."""
        return self.term_lists.get((kind, post.source), ())

    def find(self, kind: str, *spelling: str) -> Listing[E] | None:
        """The list of a term, after its parents, however it is spelt: `blog.find("tags", "Guest Post")`."""
        return self._found.get((kind, fold_term_path(spelling)))

    @cached_property
    def _found(self) -> Mapping[tuple[str, TermPath], Listing[E]]:
        return {(listing.kind, listing.key): listing for listing in self.listings()}

    def newer(self, post: Entry) -> E | None:
        """The post after this one in time."""
        place = self.all.place(post)
        return self.posts[place - 1] if place > 0 else None

    def older(self, post: Entry) -> E | None:
        """The post before this one in time."""
        place = self.all.place(post)
        return self.posts[place + 1] if 0 <= place < len(self.posts) - 1 else None

    def listings(self) -> Iterator[Listing[E]]:
        """Every list of posts, that of all first."""
        yield self.all
        for overview in self.overviews:
            for listing in overview.listings:
                yield from listing.within()
