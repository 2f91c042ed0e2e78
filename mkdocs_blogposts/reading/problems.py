"""What a writer got wrong, as a value: the core returns these, the shell says them."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Rule(enum.Enum):
    """What can be wrong, by the name under which the documentation explains it.

    A build says all of these as warnings. In `blogposts check` an error fails the run, a warning only `--strict`.
    """

    BROKEN_HEADER = "broken-header", True
    IMPOSSIBLE_DATE = "impossible-date", True
    UNKNOWN_STATUS = "unknown-status", True
    OWN_STATUS = "own-status", False
    DOUBLE_KEY = "double-key", True
    MISORDERED_DATES = "misordered-dates", True
    NO_POST = "no-post", True
    EMPTY_POST = "empty-post", False
    NEAR_AUTHOR = "near-author", False
    DATED_LIST = "dated-list", True
    CLASHING_ADDRESS = "clashing-address", True
    USELESS_ADDRESS = "useless-address", False
    UNKNOWN_TERM = "unknown-term", False
    MISSING_IMAGE = "missing-image", True
    UNREADABLE_IMAGE = "unreadable-image", True
    UNFETCHED_IMAGE = "unfetched-image", False
    MISSING_LINK = "missing-link", True
    UNDRAWABLE_CARD = "undrawable-card", True
    ODD_BLOCK = "odd-block", False
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
    DEAD_LINK = "dead-link", True
    MISSING_ANCHOR = "missing-anchor", False
    UNPUBLISHED_TARGET = "unpublished-target", False
    TERM_SPELLING = "term-spelling", False
    SAME_TITLE = "same-title", False
    SAME_DESCRIPTION = "same-description", False
    UNKNOWN_TEMPLATE = "unknown-template", False
    BROKEN_DATA = "broken-data", True
    UNKNOWN_AUTHOR = "unknown-author", False
    NO_DATE = "no-date", False
    TWO_INDEXES = "two-indexes", True
    FOREIGN_FILE = "foreign-file", False
    WITHHELD_FILE = "withheld-file", False
    UNREADABLE_FILE = "unreadable-file", True

    def __init__(self, code: str, is_error: bool) -> None:
        self.code = code
        self.is_error = is_error


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, at its place, with its consequence or its cure."""

    rule: Rule

    file: str
    """The file it stands in, relative to the docs folder, with `/` between folders."""

    what: str
    """What is wrong, with the value shown. One sentence."""

    cure: str
    """What happens now, or what to write. One sentence."""

    line: int = 0
    """Counted from 1; 0 where the problem belongs to no line."""

    column: int = 0
    """In characters, counted from 1; 0 where the problem belongs to the whole line."""

    is_note: bool = False
    """Does the site's own configuration make little of it? It is told, then, and fails no strict build."""

    def __str__(self) -> str:
        place = ":".join(map(str, filter(None, [self.file, self.line, self.line and self.column])))
        return f"{place}: {self.what} {self.cure}"
