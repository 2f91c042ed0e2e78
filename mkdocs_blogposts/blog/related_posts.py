"""Posts on the same subjects as a post."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import combinations
from typing import Any, Generic

from mkdocs_blogposts.blog.model import Blog, E
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.reading.naming.suggestions import add_suggestion

WINDOW = 20
"""How many posts of a term, those nearest in time, are compared with a post of it."""

PAIRED = 6
"""How many of a post's terms, the rarest, are also looked up in pairs."""

COMPARED = 64
"""How many posts suffice: once so many are found, no further subject is looked up."""

YEAR = 365 * 86400
"""In seconds: after so long the nearness in time is a half."""

WEIGHTS: Mapping[str, float] = {"tags": 1, "categories": 0.5, "series": 0.5, "authors": 0, "time": 0.5}


@dataclass(frozen=True)
class RelatedOptions:
    """What makes posts related."""

    limit: int = 3
    """How many a post shows."""

    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
    """What a term of each taxonomy counts for, and the nearness in `time`."""


def read_related_options(option: object, taxonomies: Sequence[str]) -> RelatedOptions:
    """The value of the option `related`; a taxonomy of the site's own counts for as much as tags.

    Raises:
        ValueError: in a sentence, where it makes no sense.
    """
    weights = {**dict.fromkeys(taxonomies, 1.0), **WEIGHTS}
    if isinstance(option, bool):
        return RelatedOptions(3 if option else 0, weights)
    settings: Mapping[Any, Any] = option if isinstance(option, Mapping) else {"limit": option}
    for key, value in settings.items():
        if key not in {"limit", *weights}:
            known = ["limit", *weights]
            these = ", ".join(f"'{one}'" for one in known)
            what = f"There is nothing called {key!r} to weigh, but {these}."
            raise ValueError(add_suggestion(what, str(key), known))
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1000:
            raise ValueError(f"{value!r} isn't a valid value of {key!r}. Write a number from 0 to 1000.")
    limit = settings.get("limit", 3)
    if limit != int(limit):
        raise ValueError(f"{limit!r} isn't a valid number of posts. Write a whole number from 0.")
    return RelatedOptions(int(limit), weights | {key: value for key, value in settings.items() if key != "limit"})


def find_related(blog: Blog[E], recipe: RelatedOptions) -> Mapping[str, tuple[E, ...]]:
    """The posts related to each post of a blog, the nearest first, by the posts' files; none where nothing is shared.

    The score of two posts is the sum over the terms they share of the taxonomy's weight times `log(1 + N / n)`, where
    N posts are in the blog and n of them have the term; and the weight of time times a half to the power of the years
    between them. Of equal scores that nearer in time comes first, then the newer.

    A post is compared with the `WINDOW` posts nearest in time of each pair of its `PAIRED` rarest terms, then of each
    of its terms, the rarest first, until there are `COMPARED`. So what a post costs does not grow with the blog, and
    what shares two rare terms is found however old.
    """
    if not recipe.limit:
        return {}
    library = _library(blog, recipe)
    return {post.source: tuple(library.related(place, recipe.limit)) for place, post in enumerate(blog.posts)}


@dataclass(frozen=True)
class _Library(Generic[E]):
    posts: tuple[E, ...]
    terms: tuple[tuple[int, ...], ...]
    """Of each post, the rarest first."""

    subjects: tuple[tuple[int, ...], ...]
    """Of each post: its rarest terms in pairs, then its terms one by one, the rarest first."""

    shelves: Mapping[int, Sequence[int]]
    """The places of the posts of each subject, in the blog's order."""

    values: Sequence[float]
    """Of each term."""

    times: tuple[float | None, ...]
    """Of each post, in seconds."""

    time: float
    """The weight of nearness in time."""

    def related(self, place: int, limit: int) -> Iterator[E]:
        """The posts related to the one at a place, the nearest first."""
        found: set[int] = set()
        for subject in self.subjects[place]:
            if len(found) >= max(COMPARED, limit):
                break
            found.update(self._window(subject, place))
        own = {term: self.values[term] for term in self.terms[place]}
        ranks = sorted([self._rank(place, own, other) for other in found - {place}])
        return (self.posts[rank[-1]] for rank in ranks[:limit])

    def _window(self, subject: int, place: int) -> Sequence[int]:
        shelf = self.shelves[subject]
        if len(shelf) <= WINDOW + 1:
            return shelf
        first = max(0, min(bisect_left(shelf, place) - WINDOW // 2, len(shelf) - WINDOW - 1))
        return shelf[first : first + WINDOW + 1]

    def _rank(self, place: int, own: Mapping[int, float], other: int) -> tuple[float, float, int]:
        """What sorts a post among those related to another: the smaller, the nearer."""
        one, two = self.times[place], self.times[other]
        apart = math.inf if one is None or two is None else abs(one - two)
        shared = sum([own[term] for term in self.terms[other] if term in own])
        return -(shared + self.time * 0.5 ** (apart / YEAR)), apart, other


def _library(blog: Blog[E], recipe: RelatedOptions) -> _Library[E]:
    values: list[float] = []
    terms: list[list[int]] = [[] for _ in blog.posts]
    weighed = [listing for listing in blog.listings() if recipe.weights.get(listing.kind)]
    for listing in sorted(weighed, key=lambda listing: (len(listing.posts), listing.path)):  # the rarest first
        for place in map(blog.all.place, listing.posts):
            if place >= 0:  # lists that blogs share have posts of others, too
                terms[place].append(len(values))
        values.append(recipe.weights[listing.kind] * math.log1p(len(blog.posts) / len(listing.posts)))
    subjects = tuple(tuple(_subjects(own, len(values))) for own in terms)
    shelves: dict[int, list[int]] = defaultdict(list)
    for place, of_post in enumerate(subjects):
        for subject in of_post:
            shelves[subject].append(place)
    times = tuple(post.date.timestamp() if post.date else None for post in blog.posts)
    return _Library(blog.posts, tuple(map(tuple, terms)), subjects, shelves, values, times, recipe.weights["time"])


def _subjects(terms: Sequence[int], count: int) -> Iterator[int]:
    """The rarest terms of a post in pairs, then its terms: each as a number, of which there are `count` for terms."""
    yield from (count * (one + 1) + other for one, other in combinations(terms[:PAIRED], 2))
    yield from terms
