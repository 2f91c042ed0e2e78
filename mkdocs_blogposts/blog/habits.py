"""How the posts of a blog are made so far, so that the next can be like them."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from mkdocs_blogposts.reading.dates import INDEX_NAMES, split_dated_name
from mkdocs_blogposts.reading.entry import Entry

TAKEN = frozenset(map(str.casefold, INDEX_NAMES))
"""What no post's file is called, since such a file is the page of its folder."""

H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Habits:
    """What most posts do."""

    folder: str
    """The folder they lie in, relative to the docs folder; empty for that itself."""

    dated: bool = False
    """Do their files' names begin with the date?"""

    bundled: bool = False
    """Has each a folder of its own?"""

    dialect: str = "yaml"
    author: str = ""
    """Who signs all of them, as their headers name that author; empty where it is not one."""

    def file(self, slug: str, date: datetime, folder: str | None = None) -> str:
        """The file of a new post, relative to the docs folder; `folder` stands in for the usual one."""
        slug = f"{slug}-post" if slug.casefold() in TAKEN else slug
        name = f"{date:%Y-%m-%d}-{slug}" if self.dated else slug
        file = f"{name}/index.md" if self.bundled else f"{name}.md"
        return posixpath.join(self.folder if folder is None else folder, file)


def habits_of(posts: Sequence[Entry], blog_dir: str) -> Habits:
    """The habits of a blog; one without posts keeps them in its folder, by their names."""
    if not posts:
        return Habits(blog_dir)
    signed = {author.key or author.name for post in posts for author in post.authors}
    places = [_place(post.source) for post in posts]
    return Habits(
        folder=_usual(folder for folder, _, _ in places),
        dated=_usual(bool(split_dated_name(name)[0]) for _, name, _ in places),
        bundled=_usual(bundled for _, _, bundled in places),
        dialect=_usual(post.dialect or "yaml" for post in posts),
        author=next(iter(signed)) if len(signed) == 1 else "",
    )


def _place(source: str) -> tuple[str, str, bool]:
    """The folder a post lies in, its name there, and whether that is a folder, too."""
    own, _ = posixpath.splitext(source)
    bundled = posixpath.basename(own) in INDEX_NAMES
    folder, name = posixpath.split(posixpath.dirname(own) if bundled else own)
    return folder, name, bundled


def _usual(values: Iterable[H]) -> H:
    """What comes most often; of equals the first in order."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], str(value)))
