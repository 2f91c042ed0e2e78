"""What is wrong with a post's front matter, in the order in which a writer should know of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mkdocs_blogposts.reading.dialects.header import Header
from mkdocs_blogposts.reading.fields import Named
from mkdocs_blogposts.reading.mending import broken_header, shown
from mkdocs_blogposts.reading.moments import Moment, may_be_to_come
from mkdocs_blogposts.reading.naming.names import BUILT_IN, plain_name
from mkdocs_blogposts.reading.odd_values import odd_values
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.states import Standing

SEVERAL = frozenset({"tags", "categories", "authors", "aliases", "links", "image"})
"""Fields of which lines of `Key: value` may have several."""


def frontmatter_problems(
    source: str, header: Header, named: Named, moments: tuple[Moment, Moment, Moment], standing: Standing, now: datetime
) -> Iterator[Problem]:
    """The problems of one post: `moments` are its date, that of its last change, and that of its end."""
    if broken := broken_header(source, header):
        yield broken
    yield from _odd_dates(source, header, moments, standing, now)
    for unclear in standing.unclear:
        line = header.fields.line_of(unclear.key)
        cure = f"The post is held back; {unclear.cure}"
        yield Problem(Rule.UNKNOWN_STATUS, source, unclear.what, cure, line, is_note=standing.is_certain)
    yield from _double_keys(source, header)
    yield from _misordered(source, header, named, moments, now)
    for key, what, cure in odd_values(named):
        yield Problem(Rule.UNCLEAR_VALUE, source, what, cure, header.fields.line_of(key))


def _odd_dates(
    source: str, header: Header, moments: tuple[Moment, Moment, Moment], standing: Standing, now: datetime
) -> Iterator[Problem]:
    """Of each moment the first date that cannot be read, where it counts."""
    published, _, expires = moments
    for moment in moments:
        for key, text in moment.odd:
            if moment is expires and not any(map(str.isdigit, text)):
                continue
            is_held = moment is expires or (moment is published and may_be_to_come(text, now, moment.date))
            if is_held or not moment.date or moment.is_placed:
                is_note = standing.is_certain or not (is_held or standing.state.is_built)
                yield _odd_date(source, header, key, text, is_held, is_note)
                break


def _odd_date(source: str, header: Header, key: str, text: str, is_held: bool, is_note: bool) -> Problem:
    place = repr(key) if key else "the file's name"
    what = f"The date {shown(text)} of {place} is none that exists or can be read."
    until = "the post is held back, since it may be still to come" if is_held else "it does not count"
    cure = f"Write it as 2024-07-23 or 2024-07-23 14:30; until then {until}."
    return Problem(Rule.IMPOSSIBLE_DATE, source, what, cure, header.fields.line_of(key), is_note=is_note)


def _double_keys(source: str, header: Header) -> Iterator[Problem]:
    """Keys that are written twice; TOML that breaks there has said so already."""
    told: set[str] = set()
    for double in header.fields.doubles if header.dialect != "toml" else ():
        fields = {field for field, _ in BUILT_IN.claims.get(plain_name(double.key), ())}
        is_list = header.dialect == "mmd" and (not fields or fields & SEVERAL)
        if not is_list and double.key not in told:
            told.add(double.key)
            what = f"The key {shown(double.key)} is written twice."
            cure = "Keep one of them; until then one counts, and of who may see the post the stricter."
            yield Problem(Rule.DOUBLE_KEY, source, what, cure, double.line)


def _misordered(
    source: str, header: Header, named: Named, moments: tuple[Moment, Moment, Moment], now: datetime
) -> Iterator[Problem]:
    """Dates in an order that no post can have; one that is still to come may have been written before."""
    published, updated, expires = moments
    if not published.date or published.date > now:
        return
    for field, date, verb in (("updated", updated.date, "changed"), ("expires", expires.date, "expired")):
        if date and date.date() < published.date.date():
            line = header.fields.line_of(next((key for key, _ in named.all(field)), ""))
            what = f"The post {verb} on {date:%Y-%m-%d}, before its date, {published.date:%Y-%m-%d}."
            yield Problem(Rule.MISORDERED_DATES, source, what, "Correct one of the two dates.", line)
