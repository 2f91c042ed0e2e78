"""What a folder says of its posts.

By its name, as Jekyll's `_posts` and `_drafts` do, and by its own page: Hugo's `cascade`.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from types import MappingProxyType

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.field_values import parse_text
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter
from mkdocs_blogposts.reading.naming.field_names import normalize_name
from mkdocs_blogposts.reading.problems import Problem, Rule

POSTS, DRAFTS = "_posts", "_drafts"
"""Jekyll's folders. They are no part of a URL, and those above them are categories."""


def holds_posts(source: str, blog_dir: str) -> bool:
    """Does a file lie where every page is a post, dated or not? Below Jekyll's folders, or in `posts` of the blog's.

    The page of the folder itself (`posts/index.md`) isn't one.
    """
    *below, name = source.split("/")
    if posixpath.splitext(name)[0] in INDEX_NAMES:
        below = below[:-1]
    is_in_folder = f"{'/'.join(below)}/".startswith(posixpath.join(blog_dir, "posts/"))
    return POSTS in below or DRAFTS in below or is_in_folder


def strip_folders(source: str) -> str:
    """The file as if it lay beside Jekyll's folders, not in them: what its URL follows."""
    *folders, name = source.split("/")
    return "/".join([*(folder for folder in folders if folder not in (POSTS, DRAFTS)), name])


def apply_folder_conventions(entry: Entry, blog_dir: str, folder_categories: bool = False) -> Entry:
    """The entry with what its folders say.

    1. Of `news/travel/_posts/x.md`, as Jekyll reads it, the folders are categories, before those of the front matter.
    2. With `folder_categories` the folder of a post that has no category is its category, as in Pelican.

    The blog's own folder isn't one.
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


TARGETS = ("_target", "target")
WRITTEN = compile_pattern(r"\bcascade\b")


def collect_cascades(sections: Mapping[str, str]) -> Mapping[str, tuple[Mapping[str, Value], ...]]:
    """The cascades of the folders' own pages (`news/_index.md`), each text by its file, by the folders."""
    found: dict[str, tuple[Mapping[str, Value], ...]] = {}
    for source, text in sections.items():
        values = parse_front_matter(text).fields.values if WRITTEN.search(text) else {}
        if given := tuple(
            item for key, value in values.items() if normalize_name(key) == "cascade" for item in _each(value)
        ):
            found[posixpath.dirname(source)] = given
    return found


def _each(value: Value) -> Iterator[Mapping[str, Value]]:
    yield from (item for item in (value if isinstance(value, list) else [value]) if isinstance(item, dict))


def inherit_fields(source: str, known: Mapping[str, tuple[Mapping[str, Value], ...]]) -> dict[str, Value]:
    """What a page has of the folders above it, the nearest folder first; of one folder the first that says it."""
    values: dict[str, Value] = {}
    folder = posixpath.dirname(source)
    while known:
        for cascade in known.get(folder, ()):
            if _is_meant(source, cascade):
                values = _own(cascade) | values
        if not folder:
            break
        folder = posixpath.dirname(folder)
    return values


def _own(cascade: Mapping[str, Value]) -> dict[str, Value]:
    inner = cascade.get("params")
    outer = {key: value for key, value in cascade.items() if key not in (*TARGETS, "params")}
    return {**(inner if isinstance(inner, dict) else {}), **outer}


def _is_meant(source: str, cascade: Mapping[str, Value]) -> bool:
    target = next((cascade[key] for key in TARGETS if key in cascade), None)
    if not isinstance(target, dict):
        return True
    path, kind = parse_text(target.get("path", "")), parse_text(target.get("kind", ""))
    place = "/" + posixpath.splitext(source)[0].removesuffix("/index")
    is_there = not path or fnmatchcase(place, path) or fnmatchcase(place, f"*{path}")
    return is_there and kind in ("", "page", "{page}")
