"""Who may see a post, as its front matter and the clock have it: what is not clearly public is private.

Every field that says so is read, under all of its names, and the strictest counts. A value that is not understood makes
a draft, and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from mkdocs_blogposts.reading.dialects.values import Value
from mkdocs_blogposts.reading.entry import State
from mkdocs_blogposts.reading.fields import FALSE, TRUE, Named, as_text
from mkdocs_blogposts.reading.mending import shown
from mkdocs_blogposts.reading.moments import Moment
from mkdocs_blogposts.reading.naming.names import plain_name
from mkdocs_blogposts.reading.visibility_words import (
    KINDS,
    NO,
    NOTHING,
    meaning,
    sounds_private,
    suggestion_for,
    words_of,
)

STRICTEST = (State.DRAFT, State.EXPIRED, State.SCHEDULED, State.HIDDEN, State.PUBLISHED)

DATES = frozenset({"published", "publish"})
"""Names of the field `published` that may hold a date, too."""

NEVER = NO | NOTHING
"""Words with which a post never expires."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A value that is not understood, and so keeps its post back."""

    key: str

    what: str
    """What is wrong with it."""

    cure: str
    """What to write."""

    is_marking: bool = True
    """Does it say of any page that it is a post that is not finished?"""


@dataclass(frozen=True, slots=True)
class Standing:
    """A state, and why it is this one."""

    state: State

    reason: str = ""
    """What the header says of it, as written: `draft: true`; empty where a date or nothing decides."""

    turns: datetime | None = None
    """When a scheduled post will be published, or when an expired one was taken down."""

    is_certain: bool = False
    """Is it a draft by a word that is understood, whatever else is not?"""

    unclear: tuple[Unclear, ...] = ()

    own_words: tuple[str, ...] = ()
    """Words of the status that nobody knows, and that alone keep the post back: it may be the blog's own vocabulary."""

    otherwise: State = State.PUBLISHED
    """The state without these words."""

    is_called_public: bool = False
    """Does its status say in a word that it is published?"""


@dataclass(frozen=True, slots=True)
class _Said:
    """What one value says of who may see the post."""

    field: str
    key: str
    text: str
    state: State | None
    odd: str = ""
    """The word in it that is not understood."""

    @property
    def is_own(self) -> bool:
        return bool(self.odd) and KINDS[self.field].is_own and not sounds_private(self.odd)

    @property
    def unclear(self) -> Unclear:
        kind = KINDS[self.field]
        near = suggestion_for(self.odd, kind)
        is_marking = self.field == "draft" or (self.field in ("status", "visibility") and bool(near))
        return Unclear(
            self.key,
            _unknown(self.key, self.text),
            f"did you mean {near!r}?" if near else kind.cure,
            is_marking,
        )


def read_state(
    said: Iterable[Named], starts: Moment, expires: Moment, now: datetime, statuses: Iterable[str] = ()
) -> Standing:
    """A draft before the clock, the clock before what is hidden. `status: scheduled` alone waits for its date.

    `said` are the values of the header, and those that a key written twice has lost. `statuses` are words of the site's
    own that say nothing of who may see a post.
    """
    found = [each for named in said for field in KINDS for each in _said(named, field, statuses)]
    found += (each for named in said for each in _of_address(named))
    clear = _clocked({each.state for each in found if not each.is_own}, starts, expires, now)
    state = State.DRAFT if any(each.odd for each in found) else clear
    turns = expires.date if state is State.EXPIRED else starts.latest if state is State.SCHEDULED else None
    own = tuple(dict.fromkeys(each.odd for each in found if each.is_own))
    return Standing(
        state,
        reason=_reason(found) if state is State.DRAFT else "",
        turns=turns,
        is_certain=any(each.state is State.DRAFT and not each.odd for each in found),
        unclear=tuple(dict.fromkeys([*(each.unclear for each in found if each.odd), *_odd_end(expires)])),
        own_words=own if clear is not State.DRAFT else (),
        otherwise=clear if own else State.PUBLISHED,
        is_called_public=any(each.field == "status" and each.state is State.PUBLISHED for each in found),
    )


def _clocked(asked: set[State | None], starts: Moment, expires: Moment, now: datetime) -> State:
    """The strictest of what is asked for and of what the clock says."""
    asked = asked - {State.SCHEDULED} if starts.latest else asked
    if starts.is_doubtful or any(plain_name(text) not in NEVER for _, text in expires.odd):
        asked |= {State.DRAFT}
    if expires.date and expires.date <= now:
        asked |= {State.EXPIRED}
    if starts.latest and starts.latest > now:
        asked |= {State.SCHEDULED}
    return next((state for state in STRICTEST if state in asked), State.PUBLISHED)


def _said(named: Named, field: str, statuses: Iterable[str]) -> Iterator[_Said]:
    kind = KINDS[field]
    for key, value in named.all(field):
        if not value or _is_date(field, key, value) or (isinstance(value, dict) and named.holds_others(key)):
            continue
        for word in words_of(value):
            state, is_known = meaning(word, kind, statuses)
            yield _Said(field, key, _shown(value), state if is_known else State.DRAFT, "" if is_known else word)


def _is_date(field: str, key: str, value: Value) -> bool:
    """Is it for the reader of dates? `publish: 2036-13-02` is one that went wrong."""
    text = as_text(value)
    is_one = any(sign.isdigit() for sign in text) and text.casefold() not in TRUE | FALSE
    return is_one and field == "published" and plain_name(key) in DATES


def _of_address(named: Named) -> Iterator[_Said]:
    """`permalink: false` is Eleventy's word for a page that is not to be written."""
    for key, value in named.all("url"):
        if (text := as_text(value)).casefold() in FALSE:
            yield _Said("url", key, text, State.DRAFT)


def _odd_end(expires: Moment) -> Iterator[Unclear]:
    """What is said of a post's end in words that name none; one with a number in it is told as a date is."""
    for key, text in expires.odd:
        if plain_name(text) not in NEVER and not any(map(str.isdigit, text)):
            yield Unclear(key, _unknown(key, text), "write a date such as 2026-07-23, or 'never'.", is_marking=False)


def _unknown(key: str, text: str) -> str:
    return f"{shown(text)} isn't a known value of {shown(key)}."


def is_marked(named: Named, standing: Standing) -> bool:
    """Does the header say of a page without a date that it is a post? `permalink: false` says no such thing."""
    is_asked = standing.state in (State.DRAFT, State.SCHEDULED) and named.flag("url") is not False
    return is_asked and all(each.is_marking for each in standing.unclear) and not standing.own_words


def _reason(found: Iterable[_Said]) -> str:
    """The key that decides, and its value: rather one that is understood."""
    deciding = sorted((each for each in found if each.state is State.DRAFT), key=lambda each: bool(each.odd))
    return f"{deciding[0].key}: {deciding[0].text}" if deciding else ""


def _shown(value: Value) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_shown, value[:8])))
    return "{…}" if isinstance(value, dict) else as_text(value)
