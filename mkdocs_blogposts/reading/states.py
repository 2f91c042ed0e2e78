"""Who sees a post, as its header and the clock have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from mkdocs_blogposts.reading.entry import State
from mkdocs_blogposts.reading.fields import FALSE, TRUE, Named, as_text

STATES: Mapping[str, State] = {
    "draft": State.DRAFT,
    "private": State.DRAFT,
    "skip": State.DRAFT,
    "never": State.DRAFT,  # Hugo's `build: {render: never}`
    # Ghost's posts for some readers only; a site of files cannot tell its readers apart.
    "members": State.DRAFT,
    "paid": State.DRAFT,
    "tiers": State.DRAFT,
    "scheduled": State.SCHEDULED,
    "hidden": State.HIDDEN,
    "unlisted": State.HIDDEN,
    "published": State.PUBLISHED,
    "publish": State.PUBLISHED,
    "public": State.PUBLISHED,
    "featured": State.PUBLISHED,
}
"""What `WORDS` may say; any other word is somebody else's, such as Material's `new`."""

WORDS = ("status", "visibility")
"""The fields that have a word for the state."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A state, and why it is this one."""

    state: State

    reason: str = ""
    """What the header says of it, as written: `draft: true`; empty where a date or nothing decides."""

    turns: datetime | None = None
    """When a scheduled post will be published, or when an expired one was taken down."""


def read_state(named: Named, starts: datetime | None, expires: datetime | None, now: datetime) -> Standing:
    """A draft before the clock, the clock before what is hidden. `status: scheduled` alone waits for its date."""
    asked = {STATES.get(named.text(field).casefold()) for field in WORDS}
    if draft := next(_drafts(named), ""):
        return Standing(State.DRAFT, _as_written(named, draft))
    if expires and expires <= now:
        return Standing(State.EXPIRED, turns=expires)
    if starts > now if starts else State.SCHEDULED in asked:
        return Standing(State.SCHEDULED, turns=starts)
    return Standing(State.HIDDEN if named.flag("hidden") or State.HIDDEN in asked else State.PUBLISHED)


def is_marked(named: Named, state: State) -> bool:
    """Does the header say of a page without a date that it is a post? `permalink: false` says no such thing."""
    return state in (State.DRAFT, State.SCHEDULED) and named.flag("url") is not False


def _drafts(named: Named) -> Iterator[str]:
    """The fields that make a draft. `permalink: false` is Eleventy's word for a page that is not to be written."""
    yield from (field for field in WORDS if STATES.get(named.text(field).casefold()) is State.DRAFT)
    yield from (field for field in ("published", "url") if named.flag(field) is False)
    yield from (field for field in ("draft", "private") if named.flag(field))


def _as_written(named: Named, field: str) -> str:
    """The key of a field, and the word that decides."""
    written = ((key, as_text(value)) for key, value in named.all(field))
    return next((f"{key}: {text}" for key, text in written if text.casefold() in {*STATES, *TRUE, *FALSE}), "")
