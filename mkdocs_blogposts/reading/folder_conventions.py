"""What the place of a file says of its post: Jekyll's `_posts` and `_drafts`, and folders that hold only posts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from types import MappingProxyType

from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.problems import Problem, Rule

POSTS, DRAFTS = "_posts", "_drafts"
"""Jekyll's folders. They are no part of a URL, and those above them are categories."""


def holds_posts(source: str, blog_dir: str) -> bool:
    """Does a file lie where every page is a post, dated or not? Below Jekyll's folders, or in `posts` of the blog's.

    The page of the folder itself (`posts/index.md`) is none.
    """
    path = PurePosixPath(source)
    below = path.parent.parts if path.stem not in INDEX_NAMES else path.parent.parent.parts
    folder = PurePosixPath(blog_dir, "posts").parts
    return POSTS in below or DRAFTS in below or below[: len(folder)] == folder


def strip_folders(source: str) -> str:
    """The file as if it lay beside Jekyll's folders, not in them: what its URL follows."""
    *folders, name = source.split("/")
    return "/".join([*(folder for folder in folders if folder not in (POSTS, DRAFTS)), name])


def apply_folder_conventions(entry: Entry, blog_dir: str, folder_categories: bool = False) -> Entry:
    """The entry with what its folders say.

    1. Of `news/travel/_posts/x.md`, as Jekyll reads it, the folders are categories, before those of the front matter.
    2. With `folder_categories` the folder of a post that has no category is its category, as in Pelican.

    The blog's own folder is none.
    """
    if not entry.is_post:
        return entry
    above = _above_posts(entry, blog_dir)
    if folder_categories and not entry.categories and not above:
        above = _own_folder(entry, blog_dir)
    categories = tuple(dict.fromkeys([*above, *entry.categories]))
    if not categories or (not above and POSTS not in entry.source.split("/")):
        return entry
    meta = {**entry.meta, "categories": [*categories]}
    return replace(entry, categories=categories, meta=MappingProxyType(meta))


def _above_posts(entry: Entry, blog_dir: str) -> tuple[str, ...]:
    """The folders above Jekyll's, below the blog's own."""
    folders = PurePosixPath(entry.source).parent.parts
    if POSTS not in folders:
        return ()
    blog = PurePosixPath(blog_dir).parts
    above = folders[: folders.index(POSTS)]
    return above[len(blog) :] if above[: len(blog)] == blog else above


def _own_folder(entry: Entry, blog_dir: str) -> tuple[str, ...]:
    """The folder that a post lies in; its own (`x/index.md`), one of a date, and those of all posts are none."""
    path = PurePosixPath(entry.source)
    folder = path.parent.parent if path.stem in INDEX_NAMES else path.parent
    is_of_all = str(folder) in (".", blog_dir) or folder.name in (POSTS, DRAFTS, "posts", "articles")
    return () if is_of_all or folder.name.isdecimal() else (folder.name,)


def report_missing_date(entry: Entry, told: Iterable[Problem]) -> Iterator[Problem]:
    """A post without a date, unless it is a draft, or `told` says already what is wrong with its date."""
    is_told = any(problem.rule is Rule.INVALID_DATE for problem in told)
    if entry.is_post and entry.date is None and entry.status.is_built and not is_told:
        what = "The post has no date."
        hint = "Write one, such as 'date: 2024-07-23'; until then it stands at the end of all lists."
        yield Problem(Rule.NO_DATE, entry.source, what, hint)
