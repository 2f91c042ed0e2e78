"""Who sees a post, as its header and the clock have it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from mkdocs_blogposts.reading.entry import State
from mkdocs_blogposts.reading.fields import Named

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
"""What `status` and `visibility` may say; any other word is somebody else's, such as Material's `new`."""


def read_state(named: Named, starts: datetime | None, expires: datetime | None, now: datetime) -> State:
    """A draft before the clock, the clock before what is hidden. `status: scheduled` alone waits for its date."""
    asked = {STATES.get(named.text(field).casefold()) for field in ("status", "visibility")}
    if State.DRAFT in asked or _is_draft(named):
        return State.DRAFT
    if expires and expires <= now:
        return State.EXPIRED
    if starts > now if starts else State.SCHEDULED in asked:
        return State.SCHEDULED
    return State.HIDDEN if named.flag("hidden") or State.HIDDEN in asked else State.PUBLISHED


def is_marked(named: Named, state: State) -> bool:
    """Does the header say of a page without a date that it is a post? `permalink: false` says no such thing."""
    return state in (State.DRAFT, State.SCHEDULED) and named.flag("url") is not False


def _is_draft(named: Named) -> bool:
    """`permalink: false` is Eleventy's word for a page that is not to be written."""
    refused = named.flag("published") is False or named.flag("url") is False
    return refused or bool(named.flag("draft") or named.flag("private"))
