"""What is wrong with a post's front matter, in the order in which a writer should know of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mkdocs_blogposts.reading.date_fields import DateField, may_be_to_come
from mkdocs_blogposts.reading.front_matter_syntax_errors import describe_syntax_error, show_value
from mkdocs_blogposts.reading.frontmatter.parser import FrontMatter
from mkdocs_blogposts.reading.invalid_values import find_invalid_values
from mkdocs_blogposts.reading.named_fields import NamedFields
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, normalize_name
from mkdocs_blogposts.reading.post_status import StatusReading
from mkdocs_blogposts.reading.problems import Problem, Rule

SEVERAL = frozenset({"tags", "categories", "authors", "aliases", "links", "image"})
"""Fields of which lines of `Key: value` may have several."""


def find_front_matter_problems(
    source: str,
    front_matter: FrontMatter,
    named: NamedFields,
    moments: tuple[DateField, DateField, DateField],
    status: StatusReading,
    now: datetime,
) -> Iterator[Problem]:
    """The problems of one post: `moments` are its date, that of its last change, and that of its end."""
    if broken := describe_syntax_error(source, front_matter):
        yield broken
    yield from _odd_dates(source, front_matter, moments, status, now)
    for unclear in status.unclear:
        line = front_matter.fields.line_of(unclear.key)
        hint = f"The post is held back; {unclear.hint}"
        yield Problem(Rule.UNKNOWN_STATUS, source, unclear.what, hint, line, is_note=status.is_certain)
    yield from _double_keys(source, front_matter)
    yield from _misordered(source, front_matter, named, moments, now)
    for key, what, hint in find_invalid_values(named):
        yield Problem(Rule.UNCLEAR_VALUE, source, what, hint, front_matter.fields.line_of(key))


def _odd_dates(
    source: str,
    front_matter: FrontMatter,
    moments: tuple[DateField, DateField, DateField],
    status: StatusReading,
    now: datetime,
) -> Iterator[Problem]:
    """Of each moment the first date that cannot be read, where it counts."""
    published, _, expires = moments
    for moment in moments:
        for key, text in moment.invalid:
            if moment is expires and not any(map(str.isdigit, text)):
                continue
            is_held = moment is expires or (moment is published and may_be_to_come(text, now, moment.date))
            if is_held or not moment.date or moment.is_placed:
                is_note = status.is_certain or not (is_held or status.status.is_built)
                yield _odd_date(source, front_matter, key, text, is_held, is_note)
                break


def _odd_date(source: str, front_matter: FrontMatter, key: str, text: str, is_held: bool, is_note: bool) -> Problem:
    place = repr(key) if key else "the file's name"
    what = f"The date {show_value(text)} of {place} isn't a valid date."
    until = "the post is held back, since it may be still to come" if is_held else "it does not count"
    hint = f"Write it as 2024-07-23 or 2024-07-23 14:30; until then {until}."
    return Problem(Rule.INVALID_DATE, source, what, hint, front_matter.fields.line_of(key), is_note=is_note)


def _double_keys(source: str, front_matter: FrontMatter) -> Iterator[Problem]:
    """Keys that are written twice; TOML that breaks there has said so already."""
    told: set[str] = set()
    for double in front_matter.fields.doubles if front_matter.dialect != "toml" else ():
        fields = {field for field, _ in BUILT_IN.claims.get(normalize_name(double.key), ())}
        is_list = front_matter.dialect == "mmd" and (not fields or fields & SEVERAL)
        if not is_list and double.key not in told:
            told.add(double.key)
            what = f"The key {show_value(double.key)} is written twice."
            hint = "Keep one of them; until then one counts, and of who may see the post the stricter."
            yield Problem(Rule.DOUBLE_KEY, source, what, hint, double.line)


def _misordered(
    source: str,
    front_matter: FrontMatter,
    named: NamedFields,
    moments: tuple[DateField, DateField, DateField],
    now: datetime,
) -> Iterator[Problem]:
    """Dates in an order that no post can have; one that is still to come may have been written before."""
    published, updated, expires = moments
    if not published.date or published.date > now:
        return
    for field, date, verb in (("updated", updated.date, "changed"), ("expires", expires.date, "expired")):
        if date and date.date() < published.date.date():
            line = front_matter.fields.line_of(next((key for key, _ in named.all(field)), ""))
            what = f"The post {verb} on {date:%Y-%m-%d}, before its date, {published.date:%Y-%m-%d}."
            yield Problem(Rule.MISORDERED_DATES, source, what, "Correct one of the two dates.", line)
