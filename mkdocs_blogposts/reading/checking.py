"""What a build does not say of a header, but its writer would like to know."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mkdocs_blogposts.reading.dates import read_date, unknown_zone
from mkdocs_blogposts.reading.dialects.header import Header, read_header
from mkdocs_blogposts.reading.dialects.values import Value
from mkdocs_blogposts.reading.entry import Entry, State
from mkdocs_blogposts.reading.fields import FALSE, TRUE, Named, as_number, as_prose, as_terms, as_text
from mkdocs_blogposts.reading.mending import broken_header, shown
from mkdocs_blogposts.reading.naming.misspelling import meant
from mkdocs_blogposts.reading.naming.names import NAMES, plain_name
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.reader import Rules, read_entry
from mkdocs_blogposts.reading.visibility_words import KINDS

LONGEST_DESCRIPTION = 160
"""Characters; search engines show about as many."""

DATES = frozenset({"date", "updated", "expires"})
TERMS = frozenset({"tags", "categories", "authors", "aliases"})
NUMBERS = ("weight", "part", "readtime")
FLAGS = ("noindex", "nocomments", "post")
LOOSE_FLAGS = ("pinned", "sitemap")
"""What may also hold something else: a date, a picture, a mapping. A single word is meant as yes or no."""

PROSE = frozenset({"description", "summary", "image_alt", "image_caption"})
"""Fields of which a list is one text."""

NUMBER = re.compile(r"-?\d")
UNSAFE = re.compile(r"[^\w./~+-]|\.\.")


@dataclass(frozen=True, slots=True)
class _Post:
    """A post's header and what was made of it."""

    entry: Entry
    header: Header
    named: Named
    rules: Rules
    lines: tuple[str, ...]

    def problem(self, rule: Rule, key: str, what: str, cure: str) -> Problem:
        """A problem at the place of a key; of a nested one, at that of the outermost."""
        outer = key.partition(".")[0]
        line = self.header.fields.line_of(key)
        column = self.lines[line - 1].casefold().find(outer.casefold()) + 1 if 0 < line <= len(self.lines) else 0
        return Problem(rule, self.entry.source, what, cure, line, column)

    def texts(self, field: str) -> Iterator[tuple[str, str]]:
        """Each key that means a field, with its text where it is not empty."""
        read = as_prose if field in PROSE else as_text
        return ((key, text) for key, value in self.named.all(field) if (text := read(value)))


def check_header(source: str, text: str, rules: Rules) -> tuple[Problem, ...]:
    """What is odd in a post's header besides the problems of `read_entry`, in the order of lines.

    `source` is the file relative to the docs folder. Of a plain page only a broken header is told, since nobody else
    does so.
    """
    header = read_header(text)
    entry, _ = read_entry(source, text, rules)
    if not entry.is_post:
        return tuple(filter(None, [broken_header(source, header)]))
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    post = _Post(entry, header, Named(header.fields.values, rules.names), rules, lines)
    found = (problem for check in CHECKS for problem in check(post))
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def _misspelt(post: _Post) -> Iterator[Problem]:
    for key in post.header.fields.values:
        if name := meant(key, post.rules.names):
            yield post.problem(Rule.UNKNOWN_FIELD, key, f"There is no field {shown(key)}.", f"Did you mean {name!r}?")


def _doubled(post: _Post) -> Iterator[Problem]:
    for field in NAMES:
        said = [(key, meaning) for key, value in post.named.all(field) if (meaning := _meaning(post, field, value))]
        for key, meaning in said[1:]:
            winner, kept = said[0]
            is_pair = (plain_name(winner), plain_name(key)) == ("url", "saveas")  # Pelican wants both
            if not meaning <= kept and not is_pair:
                won = f"{shown(winner)} wins over {shown(key)}"
                is_strict = field in KINDS
                what = (
                    f"{f'{shown(winner)} and {shown(key)} differ' if is_strict else won}: both are names of '{field}'."
                )
                cure = "Keep one of them; until then the stricter counts." if is_strict else "Keep one of them."
                yield post.problem(Rule.DOUBLE_FIELD, key, what, cure)


def _meaning(post: _Post, field: str, value: Value) -> frozenset[object]:
    """What a value says, of which another may say a part; nothing where it is not of its field's kind."""
    if field in TERMS:
        return frozenset(map(plain_name, as_terms(value)))
    text = as_text(value)
    if field in DATES:
        date = read_date(text, post.rules.zone, post.rules.day_first)
        return frozenset([date.date()] if date else [])
    if field in NUMBERS:
        return frozenset([as_number(text)] if NUMBER.match(text) else [])
    if field in (*FLAGS, *LOOSE_FLAGS, *KINDS):
        return frozenset([text.casefold() in TRUE] if text.casefold() in TRUE | FALSE else [])
    is_aside = field in ("summary", "url") and (text.isdecimal() or text.casefold() in TRUE | FALSE)
    return frozenset([text] if text and not is_aside else [])


def _unclear(post: _Post) -> Iterator[Problem]:
    for field in (*FLAGS, *LOOSE_FLAGS):
        for key, text in post.texts(field):
            if text.casefold() not in TRUE | FALSE and (field in FLAGS or text.isalpha()):
                what = f"{shown(text)} of {shown(key)} is neither yes nor no."
                yield post.problem(
                    Rule.UNCLEAR_VALUE, key, what, "Write 'true' or 'false'; until then it does not count."
                )
    for field in NUMBERS:
        for key, text in post.texts(field):
            if not NUMBER.match(text):
                what = f"{shown(text)} of {shown(key)} is no number."
                yield post.problem(Rule.UNCLEAR_VALUE, key, what, "Write a whole number; until then it does not count.")


def _titles(post: _Post) -> Iterator[Problem]:
    keys = [key for key, _ in post.named.all("title")]
    if keys and not post.entry.title:
        cure = "Write one, or take it out; the first heading or the file's name stands in."
        yield post.problem(Rule.EMPTY_TITLE, keys[0], "The title is empty.", cure)


def _descriptions(post: _Post) -> Iterator[Problem]:
    key, text = next(post.texts("description"), ("description", ""))
    length = len(" ".join(text.split()))
    if length > LONGEST_DESCRIPTION:
        what = f"The description has {length} characters, of which search engines show {LONGEST_DESCRIPTION}."
        yield post.problem(Rule.LONG_DESCRIPTION, key, what, "Say first what matters most, or say less.")
    if not text and not post.entry.summary and post.entry.state is not State.DRAFT:
        cure = f"Write one of 50 to {LONGEST_DESCRIPTION} characters; until then the text's beginning stands in."
        yield post.problem(Rule.MISSING_DESCRIPTION, key, "The post has no description.", cure)


def _pictures(post: _Post) -> Iterator[Problem]:
    image = post.entry.image
    is_told = post.entry.image_alt or (image.startswith("![") and not image.startswith("![]"))
    is_ornament = any(post.header.fields.typed.get(key) == "" for key, _ in post.named.all("image_alt"))
    if image and not (is_told or is_ornament):
        key = next((key for key, text in post.texts("image") if text == image), "image")
        what = f"The picture {shown(image)} has no words for those who do not see it."
        cure = "Say in 'image_alt' what it shows; if it only decorates, write 'image_alt: \"\"'."
        yield post.problem(Rule.IMAGE_WITHOUT_ALT, key, what, cure)


def _future(post: _Post) -> Iterator[Problem]:
    if post.entry.state is not State.SCHEDULED:
        return
    for key, text in (*post.texts("date"), ("date", "")):
        date = read_date(text, post.rules.zone, post.rules.day_first) or post.entry.date
        if date and date > post.rules.now:
            what = f"The post is dated {date:%Y-%m-%d %H:%M}, which is still to come."
            yield post.problem(Rule.FUTURE_DATE, key, what, "Builds leave it out until then.")
            return
    cure = "Write one; until then builds leave the post out."
    yield post.problem(Rule.FUTURE_DATE, "status", "The post is scheduled, but has no date.", cure)


def _zones(post: _Post) -> Iterator[Problem]:
    for field in sorted(DATES):
        for key, text in post.texts(field):
            if zone := unknown_zone(text):
                what = f"The zone {shown(zone)} of the date {shown(text)} stands for several."
                cure = "The site's zone counts; write the hours from UTC, such as '+02:00'."
                yield post.problem(Rule.AMBIGUOUS_DATE, key, what, cure)


def _terms(post: _Post) -> Iterator[Problem]:
    for field, noun in (("tags", "tag"), ("categories", "category")):
        first: dict[str, str] = {}
        for term in post.named.terms(field):
            if (other := first.setdefault(plain_name(term), term)) != term:
                key = next((key for key, value in post.named.all(field) if as_terms(value)), field)
                what = f"The {noun} {shown(term)} is {shown(other)} once more."
                yield post.problem(Rule.DOUBLE_TERM, key, what, "Keep one of them.")


def _slugs(post: _Post) -> Iterator[Problem]:
    for key, text in post.texts("slug"):
        if signs := "".join(dict.fromkeys(UNSAFE.findall(text))):
            what = f"The slug {shown(text)} has {shown(signs)} in it, which an address cannot keep."
            cure = "Write letters, digits, '-' and '_'; until then it is changed."
            yield post.problem(Rule.UNSAFE_SLUG, key, what, cure)


CHECKS: tuple[Callable[[_Post], Iterator[Problem]], ...] = (
    *(_misspelt, _doubled, _unclear, _titles, _descriptions, _pictures, _future, _zones, _terms, _slugs),
)
