"""The files that a build writes: no two at one path, and none where another one needs a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from typing import NamedTuple

from mkdocs_blogposts.blog.slugs import fold_url
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.reading.problems import Problem, Rule

FOLDER = "assets/blogposts"
"""Where images and style sheets of ours lie in the site."""


class OutputFile(NamedTuple):
    """A file that a build writes."""

    path: str
    """Below the site's folder, with `/` between folders: `blog/post/index.html`."""

    owner: str
    """What it is, in words: `'blog/post.md'`, `the feed 'blog/rss.xml'`."""


class OutputConflict(NamedTuple):
    """Why a file cannot be written."""

    owner: str
    """What is in the way, in words."""

    depth: int
    """How many segments of the path lead to where it is in the way, counted from 1."""

    is_same: bool
    """Have both one URL for readers? Else one is a file where the other needs a folder."""

    @property
    def reason(self) -> str:
        """In words."""
        return "both have one URL" if self.is_same else "one is a file where the other needs a folder"


@dataclass(frozen=True)
class OutputFiles:
    """The files that a build writes. Of two that cannot both be written, the first counts."""

    owners: Mapping[str, str] = field(default_factory=dict)
    """By their paths, as `fold_url` has them."""

    folders: Mapping[str, str] = field(default_factory=dict)
    """The folders that they need, in the same spelling, and the first file in each, in words."""

    @classmethod
    def of(cls, outputs: Iterable[OutputFile]) -> OutputFiles:
        """A value of these files, as far as they can all be written."""
        return cls().adding(outputs)[0]

    def adding(self, outputs: Iterable[OutputFile]) -> tuple[OutputFiles, tuple[OutputConflict | None, ...]]:
        """The same with further files, and for each of them why it cannot be written, if it cannot."""
        book, conflicts = _Book(self), []
        for path, owner in outputs:
            whole = fold_url(path)
            conflicts.append(_conflict(whole, book.owners, book.folders))
            if not conflicts[-1]:
                book.enter(whole, owner)
        return OutputFiles(book.owners, book.folders), tuple(conflicts)

    def conflict(self, path: str) -> OutputConflict | None:
        """What is in the way of a file at this path."""
        return _conflict(fold_url(path), self.owners, self.folders)


class _Book:
    """A copy that grows."""

    def __init__(self, outputs: OutputFiles) -> None:
        self.owners, self.folders = dict(outputs.owners), dict(outputs.folders)

    def conflict(self, path: str) -> OutputConflict | None:
        return _conflict(fold_url(path), self.owners, self.folders)

    def enter(self, whole: str, owner: str) -> None:
        self.owners[whole] = owner
        folder = whole.rpartition("/")[0]
        while folder and folder not in self.folders:  # those above a folder that is known are known, too
            self.folders[folder] = owner
            folder = folder.rpartition("/")[0]


def _conflict(whole: str, owners: Mapping[str, str], folders: Mapping[str, str]) -> OutputConflict | None:
    if whole.rpartition("/")[0] not in folders:  # else no file stands where it needs a folder
        steps = whole.split("/")
        for depth in range(1, len(steps)):
            if owner := owners.get("/".join(steps[:depth])):
                return OutputConflict(owner, depth, steps[depth:] == ["index.html"])
    owner = owners.get(whole) or folders.get(whole)
    return OutputConflict(owner, whole.count("/") + 1, whole in owners) if owner else None


class UrlClaim(NamedTuple):
    """A claim to a URL."""

    name: str
    """Who claims it, in words: `the tag 'C++'`."""

    url: str
    source: str
    """The file to name in a problem."""


def make_folder_path(url: str) -> str:
    """The file of a page in a folder of its own."""
    return f"{url}/index.html" if url else "index.html"


def resolve_url_conflicts(
    claims: Iterable[UrlClaim], taken: OutputFiles | None = None, file_of: Callable[[str], str] = make_folder_path
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """A URL for each claim, in their order, whose files can all be written.

    The first keeps the URL; one that comes later gets a number (`slug-2`), and a problem names both. `taken` are
    files that stand already, and `file_of` a URL is the file of the page there.
    """
    book = _Book(taken or OutputFiles())
    numbers: Counter[str] = Counter()
    urls: list[str] = []
    problems: list[Problem] = []
    for claim in claims:
        url = claim.url
        if conflict := book.conflict(file_of(url)):
            url = _numbered(url, book, file_of, numbers)
            hint = f"It is at '{_shown(url)}' now; give one of them another slug."
            problems.append(Problem(Rule.URL_CONFLICT, claim.source, _said(claim, conflict), hint))
        book.enter(fold_url(file_of(url)), claim.name)
        urls.append(url)
    return tuple(urls), tuple(problems)


def _numbered(url: str, book: _Book, file_of: Callable[[str], str], numbers: Counter[str]) -> str:
    """The URL with a number at the segment where another is in the way."""
    base, at, numbered = url, 0, url
    while conflict := book.conflict(file_of(numbered)):
        depth = min(conflict.depth, numbered.count("/") + 1)
        if depth != at:
            base, at = numbered, depth
        steps = base.split("/")
        stem = fold_url("/".join(steps[:at]))
        numbers[stem] += 1
        steps[at - 1] = f"{steps[at - 1] or 'index'}-{numbers[stem] + 1}"
        numbered = "/".join(steps)
    return numbered


def _said(claim: UrlClaim, conflict: OutputConflict) -> str:
    shown = f"'{_shown(claim.url)}' of {claim.name}"
    if conflict.is_same:
        return f"The URL {shown} is already that of {conflict.owner}."
    return f"The URL {shown} cannot stand beside {conflict.owner}: {conflict.reason}."


def _shown(url: str) -> str:
    """As readers see it."""
    return url if url.endswith((".html", ".htm")) else f"{url}/"
