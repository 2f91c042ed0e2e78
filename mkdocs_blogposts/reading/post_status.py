"""Who may see a post, as its front matter and the clock have it: what is not clearly public is private.

Every field that says so is read, under all of its names, and the strictest counts. A value that is not understood makes
a draft, and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import datetime
from typing import NamedTuple

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.date_fields import DateField
from mkdocs_blogposts.reading.entry import Status
from mkdocs_blogposts.reading.field_values import FALSE, LIST_LIMIT, TRUE, NamedFields, parse_text
from mkdocs_blogposts.reading.front_matter_syntax_errors import show_value
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

TELLING = compile_pattern(r"draft|privat|publish|publi[ck]|hidden|unlist|secre|embarg|internal|confiden|member|review")
"""What a word holds that speaks of who may see a post: `draft2`, `notyetpublished`."""

SPLIT = compile_pattern(r"[,;/|+&]|\band\b")
QUOTES = "\"'`“”‘’"


@dataclass(frozen=True)
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
        yield "{…}"
    elif text := parse_text(value).casefold():
        words = (normalize_name(" ".join(part.split()).strip(QUOTES + " .!:")) for part in SPLIT.split(text))
        yield from [word for word in words if word] or [text]


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


STRICTEST = (Status.DRAFT, Status.EXPIRED, Status.SCHEDULED, Status.HIDDEN, Status.PUBLISHED)

DATES = frozenset({"published", "publish"})
"""Names of the field `published` that may hold a date, too."""

NEVER = NO | NOTHING
"""Words with which a post never expires."""


class Unclear(NamedTuple):
    """A value that is not understood, and so keeps its post back."""

    key: str

    what: str
    """What is wrong with it."""

    hint: str
    """What to write."""

    is_marking: bool = True
    """Does it say of any page that it is a post that is not finished?"""


class StatusReading(NamedTuple):
    """A state, and why it is this one."""

    status: Status

    reason: str = ""
    """What the front matter says of it, as written: `draft: true`; empty where a date or nothing decides."""

    changes_at: datetime | None = None
    """When a scheduled post will be published, or when an expired one was taken down."""

    is_certain: bool = False
    """Is it a draft by a word that is understood, whatever else is not?"""

    unclear: tuple[Unclear, ...] = ()

    own_words: tuple[str, ...] = ()
    """Words of the status that nobody knows, and that alone keep the post back: it may be the blog's own vocabulary."""

    otherwise: Status = Status.PUBLISHED
    """The state without these words."""

    is_called_public: bool = False
    """Does its status say in a word that it is published?"""


class _Said(NamedTuple):
    """What one value says of who may see the post."""

    field: str
    key: str
    text: str
    status: Status | None
    invalid: str = ""
    """The word in it that is not understood."""

    @property
    def is_own(self) -> bool:
        return bool(self.invalid) and KINDS[self.field].is_own and not sounds_private(self.invalid)

    @property
    def unclear(self) -> Unclear:
        kind = KINDS[self.field]
        near = suggest_status_word(self.invalid, kind)
        is_marking = self.field == "draft" or (self.field in ("status", "visibility") and bool(near))
        return Unclear(
            self.key,
            _unknown(self.key, self.text),
            f"did you mean {near!r}?" if near else kind.hint,
            is_marking,
        )


def read_status(
    said: Iterable[NamedFields], starts: DateField, expires: DateField, now: datetime, statuses: Iterable[str]
) -> StatusReading:
    """A draft before the clock, the clock before what is hidden. `status: scheduled` alone waits for its date.

    `said` are the values of the front matter, and those that a key written twice has lost. `statuses` are words of
    the site's own that say nothing of who may see a post.
    """
    found = [each for named in said for field in KINDS for each in _said(named, field, statuses)]
    found += (each for named in said for each in _of_url(named))
    clear = _clocked({each.status for each in found if not each.is_own}, starts, expires, now)
    state = Status.DRAFT if any(each.invalid for each in found) else clear
    turns = expires.date if state is Status.EXPIRED else starts.latest if state is Status.SCHEDULED else None
    own = tuple(dict.fromkeys(each.invalid for each in found if each.is_own))
    return StatusReading(
        state,
        reason=_reason(found) if state is Status.DRAFT else "",
        changes_at=turns,
        is_certain=any(each.status is Status.DRAFT and not each.invalid for each in found),
        unclear=tuple(dict.fromkeys([*(each.unclear for each in found if each.invalid), *_odd_end(expires)])),
        own_words=own if clear is not Status.DRAFT else (),
        otherwise=clear if own else Status.PUBLISHED,
        is_called_public=any(each.field == "status" and each.status is Status.PUBLISHED for each in found),
    )


def _clocked(asked: set[Status | None], starts: DateField, expires: DateField, now: datetime) -> Status:
    """The strictest of what is asked for and of what the clock says."""
    asked = asked - {Status.SCHEDULED} if starts.latest else asked
    if starts.is_doubtful or any(normalize_name(text) not in NEVER for _, text in expires.invalid):
        asked |= {Status.DRAFT}
    if expires.date and expires.date <= now:
        asked |= {Status.EXPIRED}
    if starts.latest and starts.latest > now:
        asked |= {Status.SCHEDULED}
    return next((state for state in STRICTEST if state in asked), Status.PUBLISHED)


def _said(named: NamedFields, field: str, statuses: Iterable[str]) -> Iterator[_Said]:
    kind = KINDS[field]
    for key, value in named.all(field):
        if _is_date(field, key, value) or (isinstance(value, dict) and named.holds_others(key)):
            continue
        for word in split_words(value):
            state, is_known = read_word(word, kind, statuses)
            yield _Said(field, key, _shown(value), state if is_known else Status.DRAFT, "" if is_known else word)


def _is_date(field: str, key: str, value: Value) -> bool:
    """Is it for the reader of dates? `publish: 2036-13-02` is one that went wrong."""
    text = parse_text(value)
    is_one = any(sign.isdigit() for sign in text) and text.casefold() not in TRUE | FALSE
    return is_one and field == "published" and normalize_name(key) in DATES


def _of_url(named: NamedFields) -> Iterator[_Said]:
    """`permalink: false` is Eleventy's word for a page that is not to be written."""
    for key, value in named.all("url"):
        if (text := parse_text(value)).casefold() in FALSE:
            yield _Said("url", key, text, Status.DRAFT)


def _odd_end(expires: DateField) -> Iterator[Unclear]:
    """What is said of a post's end in words that name none; one with a number in it is told as a date is."""
    for key, text in expires.invalid:
        if normalize_name(text) not in NEVER and not any(map(str.isdigit, text)):
            yield Unclear(key, _unknown(key, text), "write a date such as 2026-07-23, or 'never'.", is_marking=False)


def _unknown(key: str, text: str) -> str:
    return f"{show_value(text)} isn't a known value of {show_value(key)}."


def has_status(named: NamedFields, status: StatusReading) -> bool:
    """Does the front matter say of a page without a date that it is a post? `permalink: false` says no such thing."""
    is_asked = status.status in (Status.DRAFT, Status.SCHEDULED) and named.flag("url") is not False
    is_clear = all(each.is_marking for each in status.unclear) and not status.own_words
    return is_asked and (status.is_certain or is_clear)


def _reason(found: Iterable[_Said]) -> str:
    """The key that decides, and its value: rather one that is understood."""
    deciding = sorted((each for each in found if each.status is Status.DRAFT), key=lambda each: bool(each.invalid))
    return f"{deciding[0].key}: {deciding[0].text}" if deciding else ""


def _shown(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_shown, value[:8])))
    return "{…}" if isinstance(value, dict) else parse_text(value)
