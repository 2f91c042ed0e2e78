"""What is wrong with a post's front matter, in the order in which a writer should know of it.

Also why a page is not a post, though it looks like one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import TypeAlias

from babel import Locale

from mkdocs_blogposts.reading.author_resolver import MOST as MOST_AUTHORS
from mkdocs_blogposts.reading.date_fields import DateField, may_be_to_come
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.field_values import FALSE, LIST_LIMIT, TRUE, NamedFields, flatten_values, parse_text
from mkdocs_blogposts.reading.front_matter_syntax_errors import describe_syntax_error, show_value
from mkdocs_blogposts.reading.frontmatter.notebook_format import ENDING
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.frontmatter.parser import FrontMatter
from mkdocs_blogposts.reading.misplaced_front_matter import MisplacedFrontMatter, find_dated_name
from mkdocs_blogposts.reading.misspelled_fields import find_misspelled, find_unread_date
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, FieldNames, normalize_name
from mkdocs_blogposts.reading.naming.suggestions import suggest_word
from mkdocs_blogposts.reading.post_status import KINDS, StatusReading
from mkdocs_blogposts.reading.problems import Problem, Rule

SEVERAL = frozenset({"tags", "categories", "authors", "aliases", "links", "image"})
"""Fields of which lines of `Key: value` may have several."""


STRICT = frozenset({*KINDS, "expires"})
"""Fields that say who may see the post, and until when."""


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
    doubles = {double.key for double in front_matter.fields.doubles}
    for key, what, hint in find_invalid_values(named):
        if front_matter.format_name == "mmd" and key in doubles - SEVERAL:
            continue  # it is no text because it is written twice, and has been told
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
    what = f"{show_value(text)} of {place} isn't a valid date."
    until = "the post is held back, since it may be in the future" if is_held else "it does not count"
    hint = f"Write it as 2024-07-23 or 2024-07-23 14:30; until then {until}."
    return Problem(Rule.INVALID_DATE, source, what, hint, front_matter.fields.line_of(key), is_note=is_note)


def _double_keys(source: str, front_matter: FrontMatter) -> Iterator[Problem]:
    """Keys that are written twice; TOML that breaks there has said so already."""
    told: set[str] = set()
    for double in front_matter.fields.doubles if front_matter.format_name != "toml" else ():
        fields = {field for field, _ in BUILT_IN.claims.get(normalize_name(double.key), ())}
        is_list = front_matter.format_name == "mmd" and (not fields or fields & SEVERAL)
        if not is_list and double.key not in told:
            told.add(double.key)
            what = f"The key {show_value(double.key)} is written twice."
            kept = "the first one counts" if front_matter.format_name == "mmd" else "the last one counts"
            if fields & STRICT:
                kept = "the stricter one counts"
            elif "date" in fields:
                kept += ", or a date in the future"
            yield Problem(Rule.DOUBLE_KEY, source, what, f"Keep one of them; until then {kept}.", double.line)


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


TEXTS = ("title", "description", "slug", "image_alt", "image_caption", "language", "canonical", "template")
MOST = {"authors": MOST_AUTHORS, **dict.fromkeys(("tags", "categories", "aliases"), LIST_LIMIT)}
"""Names of one list that are read."""

NAMES = frozenset({"name", "label", "title"})

Odd: TypeAlias = "tuple[str, str, str]"
"""The key, what is wrong with its value, and what to write."""


def find_invalid_values(named: NamedFields) -> Iterator[Odd]:
    """What is wrong with the values of one front matter, each with its key."""
    for check in (_texts, _terms, _too_many, _languages, _comments):
        yield from check(named)


def _texts(named: NamedFields) -> Iterator[Odd]:
    for field in TEXTS:
        for key, value in named.all(field):
            is_list = isinstance(value, list) and len([item for item in value if item]) > 1
            if is_list or (isinstance(value, dict) and value and not named.holds_others(key)):
                until = (
                    f"until then {show_value(parse_text(value))} counts"
                    if parse_text(value)
                    else "until then it does not count"
                )
                yield key, f"{show_value(_written(value))} of {show_value(key)} isn't one text.", f"Write one; {until}."


def _terms(named: NamedFields) -> Iterator[Odd]:
    for field in ("tags", "categories"):
        for key, value in named.all(field):
            mappings = [leaf for leaf in flatten_values(value, set()) if isinstance(leaf, dict)]
            if any(mapping and NAMES.isdisjoint(mapping) for mapping in mappings) and not named.holds_others(key):
                what = f"{show_value(_written(value))} of {show_value(key)} isn't a list of names."
                yield key, what, "Write one, such as '[a, b]'; until then what isn't a name does not count."


def _too_many(named: NamedFields) -> Iterator[Odd]:
    for field, most in MOST.items():
        for key, value in named.all(field):
            if len([*islice(flatten_values(value, set()), most + 1)]) > most:
                yield key, f"{show_value(key)} has more than {most} names.", "The others are left out; take some out."


def _languages(named: NamedFields) -> Iterator[Odd]:
    for key, value in named.all("language"):
        text = parse_text(value)
        code = text.replace("_", "-").partition("-")[0].casefold()
        if text and code not in _codes():
            by_name = {name.casefold(): code for code, name in _codes().items()}
            meant = by_name.get(text.casefold(), "")
            hint = (
                f"Did you mean {meant!r}?"
                if meant
                else suggest_word(text, _codes(), "Write one, such as 'de' or 'pt-BR'.")
            )
            yield key, f"{show_value(text)} of {show_value(key)} isn't a language code.", hint


@lru_cache
def _codes() -> dict[str, str]:
    """The codes of all languages with their English names."""
    return {code.partition("_")[0]: name for code, name in Locale("en").languages.items() if "_" not in code}


def _comments(named: NamedFields) -> Iterator[Odd]:
    for key, value in named.all("comments"):
        text = parse_text(value)
        if text and text.casefold() not in TRUE | FALSE and isinstance(value, str):
            what = f"{show_value(text)} of {show_value(key)} is neither yes nor no."
            yield key, what, "Write 'true' or 'false'; until then it does not count."


def _written(value: Value) -> str:
    """A list or mapping, much as its writer has it."""
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value[:5]))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_written(item)}' for key, item in [*value.items()][:5])}}}"
    return value


def report_lost_front_matter(source: str, lost: MisplacedFrontMatter, is_held: bool) -> Problem:
    """A front matter that stands where it is not read."""
    why, line = (lost.why, lost.line) if not source.endswith(ENDING) else ("it isn't all of the first cell", 0)
    hint = "Write it at the top of the file, between two lines '---'." if line else "Give it a first cell of its own."
    held = " The page is held back, since it says that it is not public." if is_held else ""
    what = f"The front matter isn't read, so this isn't a post: {why}."
    return Problem(Rule.NO_POST, source, what, f"{hint}{held}", line)


def find_lost_date(
    source: str,
    front_matter: FrontMatter,
    named: NamedFields,
    text: str,
    names: FieldNames,
    read: Callable[[str], datetime | None],
) -> Problem | None:
    """A date under a name that nobody knows, on a line that isn't `key: value`, or still to be written."""
    slips = find_misspelled(front_matter, text, names)
    dates = (slip for slip in slips if ("date", 0) in names.claims.get(slip.name, ()) and read(parse_text(slip.value)))
    if slip := next(dates, None):
        line, written = front_matter.fields.line_of(slip.key), f"{slip.key}: {parse_text(slip.value)}"
        hint = f"Did you mean {slip.name!r}?"
    elif unread := find_unread_date(front_matter, text, read):
        line, written, date = unread
        hint = f"Write 'date: {date}' on a line of its own."
        if written.strip().partition(":")[0].isalpha():
            is_split = front_matter.format_name == "mmd"
            hint = "Move it above the first blank line." if is_split else "Write it without the spaces in front of it."
        written = written.strip()
    else:
        return _empty_date(source, front_matter, named)
    what = f"{show_value(written)} isn't read as a date, so this isn't a post."
    return Problem(Rule.NO_POST, source, what, hint, line)


def _empty_date(source: str, front_matter: FrontMatter, named: NamedFields) -> Problem | None:
    key = next((key for key, value in named.all("date") if normalize_name(key) == "date" and not value), "")
    if not key:
        return None
    hint = f"Write a date, such as '{key}: 2024-07-23', or take the line out."
    what = f"{show_value(key)} is empty, so this isn't a post."
    return Problem(Rule.NO_POST, source, what, hint, front_matter.fields.line_of(key), is_note=True)


def report_undated_page(entry: Entry) -> Iterator[Problem]:
    """A page with all that a post has but for a date."""
    terms = "tags" if entry.tags else "categories" if entry.categories else ""
    if terms and entry.authors:
        what = f"The page has {terms} and authors like a post, but no date."
        hint = "Write one, such as 'date: 2024-07-23', or 'post: false' if it is a page."
        yield Problem(Rule.NO_POST, entry.source, what, hint, is_note=True)


def report_dated_page(source: str, has_front_matter: bool) -> Iterator[Problem]:
    """A page whose name begins like a date."""
    if date := find_dated_name(source):
        why = "which isn't read" if has_front_matter else "but has no front matter, so this isn't a post"
        what = f"The file's name begins with {date!r}, {why}."
        yield Problem(Rule.NO_POST, source, what, "Write 'date: 2024-07-23' into its front matter.", is_note=True)


def report_empty_post(entry: Entry) -> Iterator[Problem]:
    """A post of which a reader finds nothing but the title."""
    is_bare = not (entry.image or entry.links or entry.template or entry.summary or entry.body.strip())
    if is_bare and entry.is_post and entry.status.is_built and not entry.source.endswith(ENDING):
        hint = "Write some, or mark it 'draft: true' until then."
        yield Problem(Rule.EMPTY_POST, entry.source, "The post has no text.", hint, is_note=True)
