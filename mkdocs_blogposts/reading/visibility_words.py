"""What each field that says who may see a post means by its words, in the terms of every engine."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mkdocs_blogposts.reading.dialects.values import Value
from mkdocs_blogposts.reading.entry import State
from mkdocs_blogposts.reading.fields import LIST_LIMIT, as_text
from mkdocs_blogposts.reading.naming.names import plain_name
from mkdocs_blogposts.reading.naming.nearness import nearest

YES = frozenset({"true", "yes", "on", "1", "y", "t", "always"})
NO = frozenset({"false", "no", "off", "0", "n", "f", "never"})
NOTHING = frozenset({"null", "none", "nil", "undefined"})
"""Words for an empty value in dialects that have none of their own."""

WORDS: Mapping[str, State] = {
    **dict.fromkeys(("draft", "drafts", "private", "skip", "unpublished", "notpublished", "deleted"), State.DRAFT),
    # WordPress' own; what is pending waits for an editor, and what inherits is a revision or an attachment.
    **dict.fromkeys(("pending", "pendingreview", "trash", "trashed", "autodraft", "inherit"), State.DRAFT),
    # Ghost's posts for some readers only, and those sent by mail; a site of files cannot tell its readers apart.
    **dict.fromkeys(("members", "paid", "tiers", "sent"), State.DRAFT),
    **dict.fromkeys(("password", "passwordprotected", "protected"), State.DRAFT),
    **dict.fromkeys(("scheduled", "future"), State.SCHEDULED),
    **dict.fromkeys(("hidden", "unlisted"), State.HIDDEN),
    **dict.fromkeys(("published", "publish", "public", "listed", "visible", "live", "released"), State.PUBLISHED),
}
"""The words for a state, as `plain_name` makes them."""

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
class Kind:
    """What the values of one field mean. `None` is a value that says nothing."""

    yes: State | None
    no: State | None
    cure: str
    """What to write."""

    words: Mapping[str, State] = field(default_factory=lambda: WORDS)
    is_own: bool = False
    """Do themes and writers have words of their own for it, which say nothing of who may see a post?"""


_FLAG = "write 'true' or 'false'."
_STATUS = "write 'published', 'draft', 'private', 'unlisted' or 'scheduled'."

KINDS: Mapping[str, Kind] = {
    "draft": Kind(State.DRAFT, None, _FLAG),
    "private": Kind(State.DRAFT, None, _FLAG),
    "hidden": Kind(State.HIDDEN, None, _FLAG),
    "listed": Kind(None, State.HIDDEN, "write 'always' or 'never'.", {**WORDS, "local": State.HIDDEN}),
    "rendered": Kind(None, State.DRAFT, "write 'always' or 'never'.", {**WORDS, "link": State.DRAFT}),
    "published": Kind(State.PUBLISHED, State.DRAFT, "write 'true', 'false', or a date such as 2026-07-23."),
    "visibility": Kind(State.PUBLISHED, State.DRAFT, _STATUS),
    "status": Kind(State.PUBLISHED, State.DRAFT, _STATUS, is_own=True),
}
"""The fields that say who may see a post."""

PROPOSED = ("published", "draft", "private", "unlisted", "hidden", "scheduled", "public", "pending", "trash")
"""Words that a writer may have meant by one that is nearly like them."""

NAMES = tuple(sorted({*WORDS, *SILENT, *PRIVATE}))


def words_of(value: Value, depth: int = 0) -> Iterator[str]:
    """The single words of a value, in the order written, as `plain_name` makes them: `draft, hidden` has two.

    A mapping has a word that nobody knows.
    """
    if isinstance(value, list):
        for item in value[:LIST_LIMIT] if depth < 4 else ():
            yield from words_of(item, depth + 1)
    elif isinstance(value, dict):
        yield from ("{…}" for _ in [1] if value)
    elif text := as_text(value).casefold():
        for part in SPLIT.split(text):
            if word := plain_name(" ".join(part.split()).strip(QUOTES + " .!:")):
                yield word


def meaning(word: str, kind: Kind, others: Iterable[str] = ()) -> tuple[State | None, bool]:
    """What one word means in a field, and whether it is known there. `others` are words that a site has besides."""
    if word in YES or word in NO:
        return (kind.yes if word in YES else kind.no), True
    if state := kind.words.get(word):
        return state, True
    is_nothing = word in NOTHING and kind.no is None
    return None, is_nothing or (kind.is_own and (word in SILENT or word in others))


def sounds_private(word: str) -> bool:
    """Is an unknown word nearly one of those for a state, or of those that are not meant for everyone?"""
    return bool(word in PRIVATE or TELLING.search(word) or nearest(word, NAMES) in {*WORDS, *PRIVATE})


def suggestion_for(word: str, kind: Kind) -> str:
    """A known word that a writer may have meant; empty without."""
    return nearest(word, PROPOSED) if kind.cure is _STATUS else ""
