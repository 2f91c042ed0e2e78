"""What each field that says who may see a post means by its words, in the terms of every engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_blogposts.reading.entry import Status
from mkdocs_blogposts.reading.field_values import LIST_LIMIT, parse_text
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.naming.field_names import normalize_name
from mkdocs_blogposts.reading.naming.suggestions import find_nearest

YES = frozenset({"true", "yes", "on", "1", "y", "t", "always"})
NO = frozenset({"false", "no", "off", "0", "n", "f", "never"})
NOTHING = frozenset({"null", "none", "nil", "undefined"})
"""Words for an empty value in formats that have none of their own."""

WORDS: Mapping[str, Status] = {
    **dict.fromkeys(("draft", "drafts", "private", "skip", "unpublished", "notpublished", "deleted"), Status.DRAFT),
    # WordPress' own; what is pending waits for an editor, and what inherits is a revision or an attachment.
    **dict.fromkeys(("pending", "pendingreview", "trash", "trashed", "autodraft", "inherit"), Status.DRAFT),
    # Ghost's posts for some readers only, and those sent by mail; a site of files cannot tell its readers apart.
    **dict.fromkeys(("members", "paid", "tiers", "sent"), Status.DRAFT),
    **dict.fromkeys(("password", "passwordprotected", "protected"), Status.DRAFT),
    **dict.fromkeys(("scheduled", "future"), Status.SCHEDULED),
    **dict.fromkeys(("hidden", "unlisted"), Status.HIDDEN),
    **dict.fromkeys(("published", "publish", "public", "listed", "visible", "live", "released"), Status.PUBLISHED),
}
"""The words for a state, as `normalize_name` makes them."""

SILENT = frozenset(
    (
        *("featured", "sticky", "pinned", "archived", "archive", "new", "updated", "deprecated", "outdated", "legacy"),
        *("obsolete", "superseded", "stable", "experimental", "alpha", "beta", "current", "active", "maintained"),
        *("seed", "seedling", "sprout", "sapling", "budding", "growing", "evergreen"),
        *("final", "finished", "complete", "completed", "done", "accepted", "resolved", "solved", "closed"),
    )
)
"""Words of a status that say nothing of who may see a post: themes', digital gardens', documentation's."""

PRIVATE = frozenset(
    (
        *("wip", "inprogress", "workinprogress", "todo", "tbd", "tba", "idea", "outline", "stub", "unfinished"),
        *("incomplete", "editing", "inreview", "review", "waiting", "onhold", "hold", "planned", "upcoming", "soon"),
        *("later", "notready", "internal", "confidential", "secret", "restricted", "embargo", "embargoed", "rejected"),
        *("withdrawn", "disabled", "inactive", "offline", "invisible", "nobody", "team", "staff", "friends", "onlyme"),
    )
)
"""Words that no engine has for a state, of which none is meant for everyone."""

TELLING = re.compile(r"draft|privat|publish|publi[ck]|hidden|unlist|secre|embarg|internal|confiden|member|review")
"""What a word holds that speaks of who may see a post: `draft2`, `notyetpublished`."""

SPLIT = re.compile(r"[,;/|+&]|\band\b")
QUOTES = "\"'`“”‘’"


@dataclass(frozen=True, slots=True)
class StatusWord:
    """What the values of one field mean. `None` is a value that says nothing."""

    yes: Status | None
    no: Status | None
    hint: str
    """What to write."""

    words: Mapping[str, Status] = field(default_factory=lambda: WORDS)
    is_own: bool = False
    """Do themes and writers have words of their own for it, which say nothing of who may see a post?"""


_FLAG = "write 'true' or 'false'."
_STATUS = "write 'published', 'draft', 'private', 'unlisted' or 'scheduled'."

KINDS: Mapping[str, StatusWord] = {
    "draft": StatusWord(Status.DRAFT, None, _FLAG),
    "private": StatusWord(Status.DRAFT, None, _FLAG),
    "hidden": StatusWord(Status.HIDDEN, None, _FLAG),
    "listed": StatusWord(None, Status.HIDDEN, "write 'always' or 'never'.", {**WORDS, "local": Status.HIDDEN}),
    "rendered": StatusWord(None, Status.DRAFT, "write 'always' or 'never'.", {**WORDS, "link": Status.DRAFT}),
    "published": StatusWord(Status.PUBLISHED, Status.DRAFT, "write 'true', 'false', or a date such as 2026-07-23."),
    "visibility": StatusWord(Status.PUBLISHED, Status.DRAFT, _STATUS),
    "status": StatusWord(Status.PUBLISHED, Status.DRAFT, _STATUS, is_own=True),
}
"""The fields that say who may see a post."""

PROPOSED = ("published", "draft", "private", "unlisted", "hidden", "scheduled", "public", "pending", "trash")
"""Words that a writer may have meant by one that is nearly like them."""

NAMES = tuple(sorted({*WORDS, *SILENT, *PRIVATE}))


def split_words(value: Value, depth: int = 0) -> Iterator[str]:
    """The single words of a value, in the order written, as `normalize_name` makes them: `draft, hidden` has two.

    A mapping has a word that nobody knows.
    """
    if isinstance(value, list):
        for item in value[:LIST_LIMIT] if depth < 4 else ():
            yield from split_words(item, depth + 1)
    elif isinstance(value, dict):
        yield from ("{…}" for _ in [1] if value)
    elif text := parse_text(value).casefold():
        for part in SPLIT.split(text):
            if word := normalize_name(" ".join(part.split()).strip(QUOTES + " .!:")):
                yield word


def read_word(word: str, kind: StatusWord, others: Iterable[str] = ()) -> tuple[Status | None, bool]:
    """What one word means in a field, and whether it is known there. `others` are words that a site has besides."""
    if word in YES or word in NO:
        return (kind.yes if word in YES else kind.no), True
    if state := kind.words.get(word):
        return state, True
    is_nothing = word in NOTHING and kind.no is None
    return None, is_nothing or (kind.is_own and (word in SILENT or word in others))


def sounds_private(word: str) -> bool:
    """Is an unknown word nearly one of those for a state, or of those that are not meant for everyone?"""
    return bool(word in PRIVATE or TELLING.search(word) or find_nearest(word, NAMES) in {*WORDS, *PRIVATE})


def suggest_status_word(word: str, kind: StatusWord) -> str:
    """A known word that a writer may have meant; empty without."""
    return find_nearest(word, PROPOSED) if kind.hint is _STATUS else ""
