"""What a writer got wrong, as a value: the core returns these, the shell says them."""

from __future__ import annotations

import enum
from collections.abc import Hashable, Iterable, Sequence

from mkdocs_blogposts.frozen_dataclasses import dataclass, replace


class Rule(enum.Enum):
    """What can be wrong, by the name under which the documentation explains it.

    Most are of those that a build warns of, and on which a strict one fails: errors, in `blogposts check`. The others
    are its advice.
    """

    BROKEN_FRONT_MATTER = "broken-front-matter", True
    INVALID_DATE = "invalid-date", True
    AMBIGUOUS_DATE = "ambiguous-date", False
    UNKNOWN_STATUS = "unknown-status", True
    OWN_STATUS = "own-status", False
    DOUBLE_KEY = "double-key", True
    MISORDERED_DATES = "misordered-dates", True
    NO_POST = "no-post", True
    EMPTY_POST = "empty-post", False
    NEAR_AUTHOR = "near-author", False
    DATED_LIST = "dated-list", True
    URL_CONFLICT = "url-conflict", True
    INVALID_URL = "invalid-url", True
    UNKNOWN_TERM = "unknown-term", True
    MISSING_IMAGE = "missing-image", True
    UNREADABLE_IMAGE = "unreadable-image", True
    SANITIZED_IMAGE = "sanitized-image", False
    UNFETCHED_IMAGE = "unfetched-image", True
    MISSING_LINK = "missing-link", True
    FAILED_SOCIAL_CARD = "failed-social-card", True
    INVALID_EMBED = "invalid-embed", True
    UNKNOWN_FIELD = "unknown-field", False
    DOUBLE_FIELD = "double-field", False
    UNCLEAR_VALUE = "unclear-value", True
    EMPTY_TITLE = "empty-title", False
    LONG_DESCRIPTION = "long-description", False
    MISSING_DESCRIPTION = "missing-description", False
    FUTURE_DATE = "future-date", False
    DOUBLE_TERM = "double-term", False
    UNSAFE_SLUG = "unsafe-slug", False
    IMAGE_WITHOUT_ALT = "image-without-alt", False
    BROKEN_LINK = "broken-link", True
    MISSING_ANCHOR = "missing-anchor", False
    UNPUBLISHED_TARGET = "unpublished-target", False
    TERM_SPELLING = "term-spelling", False
    SAME_TITLE = "same-title", False
    SAME_DESCRIPTION = "same-description", False
    UNKNOWN_TEMPLATE = "unknown-template", False
    BROKEN_DATA = "broken-data", True
    UNKNOWN_AUTHOR = "unknown-author", False
    SAME_TRANSLATION = "same-translation", True
    UNKNOWN_ACCOUNT = "unknown-account", True
    NO_DATE = "no-date", True
    TWO_INDEXES = "two-indexes", True
    FOREIGN_FILE = "foreign-file", True
    LATE_METADATA = "late-metadata", False
    PASSWORD_WITHOUT_PLUGIN = "password-without-plugin", True
    FOREIGN_SYNTAX = "foreign-syntax", False
    WITHHELD_FILE = "withheld-file", False
    UNREADABLE_FILE = "unreadable-file", True
    MOVED_POSTS = "moved-posts", False
    POSTS_ELSEWHERE = "posts-elsewhere", False
    NO_POSTS = "no-posts", False
    BROKEN_TEMPLATE = "broken-template", True
    UNUSED_TEMPLATE = "unused-template", False
    BUILD_MESSAGE = "build-message", True

    def __init__(self, code: str, is_error: bool) -> None:
        self.code = code
        self.is_error = is_error
        """Does a strict build fail on it?"""


@dataclass(frozen=True)
class Problem:
    """One mistake, at its place, with its consequence or its cure."""

    rule: Rule

    file: str
    """The file it stands in, relative to `docs_dir`, with `/` between folders."""

    what: str
    """What is wrong, with the value shown. One sentence."""

    hint: str
    """What happens now, or what to write. One sentence."""

    line: int = 0
    """Counted from 1; 0 where the problem belongs to no line."""

    column: int = 0
    """In characters, counted from 1; 0 where the problem belongs to the whole line."""

    is_note: bool = False
    """Does the site's own configuration make little of it? It is told, then, and fails no strict build."""

    others: tuple[Problem, ...] = ()
    """The same mistake on other pages: a build says it once."""

    def __str__(self) -> str:
        place = ":".join(map(str, filter(None, [self.file, self.line, self.line and self.column])))
        more = len({other.file for other in self.others} - {self.file})
        pages = f"on {more} more page{'s' * (more > 1)}"
        what = f"{self.what.removesuffix('.')} (and {pages})." if more else self.what
        return f"{place}: {what} {self.hint}"

    @property
    def each(self) -> tuple[Problem, ...]:
        """This one and the others, each for itself."""
        return (replace(self, others=()), *self.others)


def fold_problems(keyed: Iterable[tuple[Hashable, Problem]]) -> tuple[Problem, ...]:
    """Those with the same key as one problem, where the first of them stands; the further ones are its `others`."""
    alike: dict[Hashable, list[Problem]] = {}
    for key, problem in keyed:
        alike.setdefault(key, []).append(problem)
    return tuple(replace(first, others=tuple(others)) if others else first for first, *others in alike.values())


def join_some(texts: Sequence[str], most: int = 3) -> str:
    """The first of many texts for a sentence, and how many more there are: `a, b, c and 2 more`."""
    more = f" and {len(texts) - most} more" if len(texts) > most else ""
    return ", ".join(texts[:most]) + more


def quote_files(files: Sequence[str]) -> str:
    """The first of many files, and how many more there are."""
    return join_some([f"'{file}'" for file in files])
