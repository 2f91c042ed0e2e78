"""The files that a build writes: no two at one path, and none where another one needs a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from mkdocs_blogposts.blog.addresses import same_place
from mkdocs_blogposts.reading.problems import Problem, Rule

FOLDER = "assets/blogposts"
"""Where pictures and style sheets of ours lie in the site."""


class Output(NamedTuple):
    """A file that a build writes."""

    path: str
    """Below the site's folder, with `/` between folders: `blog/post/index.html`."""

    owner: str
    """What it is, in words: `'blog/post.md'`, `the feed 'blog/rss.xml'`."""


class Conflict(NamedTuple):
    """Why a file cannot be written."""

    owner: str
    """What is in the way, in words."""

    depth: int
    """How many segments of the path lead to where it is in the way, counted from 1."""

    is_same: bool
    """Have both one URL for readers? Else one is a file where the other needs a folder."""


@dataclass(frozen=True)
class Outputs:
    """The files that a build writes. Of two that cannot both be written, the first counts."""

    owners: Mapping[str, str] = field(default_factory=dict)
    """By their paths, as `same_place` has them."""

    folders: Mapping[str, str] = field(default_factory=dict)
    """The folders that they need, in the same spelling, and the first file in each, in words."""

    @classmethod
    def of(cls, outputs: Iterable[Output]) -> Outputs:
        """A value of these files, as far as they can all be written."""
        return cls().adding(outputs)[0]

    def adding(self, outputs: Iterable[Output]) -> tuple[Outputs, tuple[Conflict | None, ...]]:
        """The same with further files, and for each of them why it cannot be written, if it cannot."""
        book, conflicts = _Book(self), []
        for output in outputs:
            conflicts.append(book.conflict(output.path))
            if not conflicts[-1]:
                book.enter(output)
        return Outputs(book.owners, book.folders), tuple(conflicts)

    def conflict(self, path: str) -> Conflict | None:
        """What is in the way of a file at this path."""
        return _conflict(path, self.owners, self.folders)


class _Book:
    """A copy that grows."""

    def __init__(self, outputs: Outputs) -> None:
        self.owners, self.folders = dict(outputs.owners), dict(outputs.folders)

    def conflict(self, path: str) -> Conflict | None:
        return _conflict(path, self.owners, self.folders)

    def enter(self, output: Output) -> None:
        steps = same_place(output.path).split("/")
        self.owners["/".join(steps)] = output.owner
        for depth in range(1, len(steps)):
            self.folders.setdefault("/".join(steps[:depth]), output.owner)


def _conflict(path: str, owners: Mapping[str, str], folders: Mapping[str, str]) -> Conflict | None:
    whole = same_place(path)
    steps = whole.split("/")
    for depth in range(1, len(steps)):
        if owner := owners.get("/".join(steps[:depth])):
            return Conflict(owner, depth, steps[depth:] == ["index.html"])
    owner = owners.get(whole) or folders.get(whole)
    return Conflict(owner, len(steps), whole in owners) if owner else None


@dataclass(frozen=True, slots=True)
class Claim:
    """A wish for an address."""

    name: str
    """Who wishes it, in words: `the tag 'C++'`."""

    address: str
    source: str
    """The file to name in a problem."""


def in_folder(address: str) -> str:
    """The file of a page in a folder of its own."""
    return f"{address}/index.html" if address else "index.html"


def settle(
    claims: Iterable[Claim], taken: Outputs | None = None, file_of: Callable[[str], str] = in_folder
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """An address for each claim, in their order, whose files can all be written.

    The first keeps the address; one that comes later gets a number (`slug-2`), and a problem names both. `taken` are
    files that stand already, and `file_of` an address is the file of the page there.
    """
    book = _Book(taken or Outputs())
    numbers: Counter[str] = Counter()
    addresses: list[str] = []
    problems: list[Problem] = []
    for claim in claims:
        address = claim.address
        if conflict := book.conflict(file_of(address)):
            address = _numbered(address, book, file_of, numbers)
            cure = f"It is at '{_shown(address)}' now; give one of them another slug."
            problems.append(Problem(Rule.CLASHING_ADDRESS, claim.source, _said(claim, conflict), cure))
        book.enter(Output(file_of(address), claim.name))
        addresses.append(address)
    return tuple(addresses), tuple(problems)


def _numbered(address: str, book: _Book, file_of: Callable[[str], str], numbers: Counter[str]) -> str:
    """The address with a number at the segment where another is in the way."""
    base, at, numbered = address, 0, address
    while conflict := book.conflict(file_of(numbered)):
        depth = min(conflict.depth, numbered.count("/") + 1)
        if depth != at:
            base, at = numbered, depth
        steps = base.split("/")
        stem = same_place("/".join(steps[:at]))
        numbers[stem] += 1
        steps[at - 1] = f"{steps[at - 1] or 'index'}-{numbers[stem] + 1}"
        numbered = "/".join(steps)
    return numbered


def _said(claim: Claim, conflict: Conflict) -> str:
    shown = f"'{_shown(claim.address)}' of {claim.name}"
    if conflict.is_same:
        return f"The address {shown} is that of {conflict.owner} already."
    return f"The URL {shown} cannot stand beside {conflict.owner}: one is a file where the other needs a folder."


def _shown(address: str) -> str:
    """As readers see it."""
    return address if address.endswith((".html", ".htm")) else f"{address}/"
