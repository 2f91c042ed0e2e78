"""What a build does not say of front matter, but its writer would like to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.dates import unknown_zone
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.field_values import FALSE, TRUE, NamedFields, parse_number, parse_prose, parse_text
from mkdocs_blogposts.reading.front_matter_syntax_errors import describe_syntax_error, show_value
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.frontmatter.parser import FrontMatter, parse_front_matter
from mkdocs_blogposts.reading.misspelled_fields import guess_field
from mkdocs_blogposts.reading.naming.field_names import NAMES, normalize_name
from mkdocs_blogposts.reading.post_status import KINDS
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.term_splitting import find_terms, split_terms

LONGEST_DESCRIPTION = 160
"""Characters; search engines show about as many."""

DATES = frozenset({"date", "updated", "expires"})
TERMS = frozenset({"tags", "categories", "authors", "aliases"})
NUMBERS = ("weight", "part", "readtime")
FLAGS = ("noindex", "nocomments", "post", "nopost")
LOOSE_FLAGS = ("pinned", "sitemap")
"""What may also hold something else: a date, an image, a mapping. A single word is meant as yes or no."""

PROSE = frozenset({"description", "summary", "image_alt", "image_caption"})
"""Fields of which a list is one text."""

COMMENT = compile_pattern(
    r"(?P<key>[\w-]+):[ \t]+(?P<value>[^\s\"'\[{|>&*#](?:[^\n#]|(?<!\s)#)*\s)?(?P<comment>#[^\s#](?:.*\S)?)\s*"
)
"""A line of YAML with a comment that isn't one."""

NUMBER = compile_pattern(r"-?\d")
UNSAFE = compile_pattern(r"[^\w./~+-]|\.\.")


@dataclass(frozen=True)
class _Post:
    """A post's front matter and what was made of it."""

    entry: Entry
    front_matter: FrontMatter
    named: NamedFields
    rules: Rules
    lines: tuple[str, ...]

    def problem(self, rule: Rule, key: str, what: str, hint: str) -> Problem:
        """A problem at the place of a key; of a nested one, at that of the outermost."""
        outer = key.partition(".")[0]
        line = self.front_matter.fields.line_of(key)
        column = self.lines[line - 1].casefold().find(outer.casefold()) + 1 if 0 < line <= len(self.lines) else 0
        return Problem(rule, self.entry.source, what, hint, line, column)

    def texts(self, field: str) -> Iterator[tuple[str, str]]:
        """Each key that means a field, with its text where it is not empty."""
        read = parse_prose if field in PROSE else parse_text
        return ((key, text) for key, value in self.named.all(field) if (text := read(value)))


def lint_front_matter(source: str, text: str, rules: Rules) -> tuple[Problem, ...]:
    """What is odd in a post's front matter besides the problems of `read_entry`, in the order of lines.

    `source` is the file relative to `docs_dir`. Of a plain page only a broken front matter is told, since nobody else
    does so.
    """
    front_matter = parse_front_matter(text)
    entry, _ = read_entry(source, text, rules)
    if not entry.is_post:
        return tuple(filter(None, [describe_syntax_error(source, front_matter)]))
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    post = _Post(entry, front_matter, NamedFields(front_matter.fields.values, rules.names), rules, lines)
    found = (problem for check in CHECKS for problem in check(post))
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def _misspelt(post: _Post) -> Iterator[Problem]:
    for key in post.front_matter.fields.values:
        if name := guess_field(key, post.rules.names):
            yield post.problem(
                Rule.UNKNOWN_FIELD, key, f"There is no field {show_value(key)}.", f"Did you mean {name!r}?"
            )


def _doubled(post: _Post) -> Iterator[Problem]:
    for field in NAMES:
        said = [(key, meaning) for key, value in post.named.all(field) if (meaning := _meaning(post, field, value))]
        for key, meaning in said[1:]:
            winner, kept = said[0]
            is_pair = (normalize_name(winner), normalize_name(key)) == ("url", "saveas")  # Pelican wants both
            if not meaning <= kept and not is_pair:
                won = f"{show_value(winner)} wins over {show_value(key)}"
                is_strict = field in KINDS
                they = f"{show_value(winner)} and {show_value(key)} differ" if is_strict else won
                what = f"{they}: both are names of '{field}'."
                hint = "Keep one of them; until then the stricter counts." if is_strict else "Keep one of them."
                yield post.problem(Rule.DOUBLE_FIELD, key, what, hint)


def _meaning(post: _Post, field: str, value: Value) -> frozenset[object]:
    """What a value says, of which another may say a part; nothing where it is not of its field's kind."""
    if field in TERMS:
        return frozenset(map(normalize_name, split_terms(value)))
    text = parse_text(value)
    if field in DATES:
        date = post.rules.parse_date(text)
        return frozenset([date.date()] if date else [])
    if field in NUMBERS:
        return frozenset([parse_number(text)] if NUMBER.match(text) else [])
    if field in (*FLAGS, *LOOSE_FLAGS, *KINDS):
        return frozenset([text.casefold() in TRUE] if text.casefold() in TRUE | FALSE else [])
    is_aside = field in ("summary", "url") and (text.isdecimal() or text.casefold() in TRUE | FALSE)
    return frozenset([text] if text and not is_aside else [])


def _unclear(post: _Post) -> Iterator[Problem]:
    for field in (*FLAGS, *LOOSE_FLAGS):
        for key, text in post.texts(field):
            if text.casefold() not in TRUE | FALSE and (field in FLAGS or text.isalpha()):
                what = f"{show_value(text)} of {show_value(key)} is neither yes nor no."
                yield post.problem(
                    Rule.UNCLEAR_VALUE, key, what, "Write 'true' or 'false'; until then it does not count."
                )
    for field in NUMBERS:
        for key, text in post.texts(field):
            if not NUMBER.match(text):
                what = f"{show_value(text)} of {show_value(key)} isn't a number."
                yield post.problem(Rule.UNCLEAR_VALUE, key, what, "Write a whole number; until then it does not count.")


def _comments(post: _Post) -> Iterator[Problem]:
    """Values that YAML cuts at a ` #`: nobody writes a comment without a space, but many a hashtag or number."""
    found = map(COMMENT.fullmatch, post.lines[: max(post.front_matter.fields.lines.values(), default=0)])
    for line in found if post.front_matter.format_name == "yaml" else ():
        if line and normalize_name(line["key"]) in post.rules.names.claims:
            what = f"{show_value(line['comment'])} of {show_value(line['key'])} is read as a comment."
            value = f"{line['value'] or ''}{line['comment']}".replace('"', "'")
            hint = f"Put the value between double quotes: '{line['key']}: \"{value}\"'."
            yield post.problem(Rule.UNCLEAR_VALUE, line["key"], what, hint)


def _titles(post: _Post) -> Iterator[Problem]:
    keys = [key for key, _ in post.named.all("title")]
    if keys and not post.entry.title:
        hint = "Write one, or take it out; the first heading or the file's name is used."
        yield post.problem(Rule.EMPTY_TITLE, keys[0], "The title is empty.", hint)


def _descriptions(post: _Post) -> Iterator[Problem]:
    key, text = next(post.texts("description"), ("description", ""))
    length = len(" ".join(text.split()))
    if length > LONGEST_DESCRIPTION:
        what = f"The description has {length} characters, of which search engines show {LONGEST_DESCRIPTION}."
        yield post.problem(Rule.LONG_DESCRIPTION, key, what, "Say first what matters most, or say less.")
    if not text and not post.entry.summary and post.entry.status is not Status.DRAFT:
        hint = f"Write one of 50 to {LONGEST_DESCRIPTION} characters; until then the beginning of the text is used."
        yield post.problem(Rule.MISSING_DESCRIPTION, key, "The post has no description.", hint)


def _images(post: _Post) -> Iterator[Problem]:
    image = post.entry.image
    is_told = post.entry.image_alt or (image.startswith("![") and not image.startswith("![]"))
    is_ornament = any(post.front_matter.fields.typed.get(key) == "" for key, _ in post.named.all("image_alt"))
    if image and not (is_told or is_ornament):
        key = next((key for key, text in post.texts("image") if text == image), "image")
        what = f"The image {show_value(image)} has no alt text."
        hint = "Say in 'image_alt' what it shows; if it only decorates, write 'image_alt: \"\"'."
        yield post.problem(Rule.IMAGE_WITHOUT_ALT, key, what, hint)


def _future(post: _Post) -> Iterator[Problem]:
    if post.entry.status is not Status.SCHEDULED:
        return
    for key, text in (*post.texts("date"), ("date", "")):
        date = post.rules.parse_date(text) or post.entry.date
        if date and date > post.rules.now:
            what = f"The post is dated {date:%Y-%m-%d %H:%M}, which is still to come."
            yield post.problem(Rule.FUTURE_DATE, key, what, "Builds leave it out until then.")
            return
    hint = "Write one; until then builds leave the post out."
    yield post.problem(Rule.FUTURE_DATE, "status", "The post is scheduled, but has no date.", hint)


def _zones(post: _Post) -> Iterator[Problem]:
    for field in sorted(DATES):
        for key, text in post.texts(field):
            if zone := unknown_zone(text):
                what = f"The zone {show_value(zone)} of the date {show_value(text)} stands for several."
                hint = "The site's zone counts; write the hours from UTC, such as '+02:00'."
                yield post.problem(Rule.AMBIGUOUS_DATE, key, what, hint)


def _terms(post: _Post) -> Iterator[Problem]:
    for field, noun in (("tags", "tag"), ("categories", "category")):
        first: dict[str, str] = {}
        for term in find_terms(post.named, field):
            if (other := first.setdefault(normalize_name(term), term)) != term:
                key = next((key for key, value in post.named.all(field) if split_terms(value)), field)
                what = f"The {noun} {show_value(term)} is {show_value(other)} once more."
                yield post.problem(Rule.DOUBLE_TERM, key, what, "Keep one of them.")


def _slugs(post: _Post) -> Iterator[Problem]:
    for key, text in post.texts("slug"):
        if signs := "".join(dict.fromkeys(UNSAFE.findall(text))):
            what = f"The slug {show_value(text)} has {show_value(signs)} in it, which a URL can't contain."
            hint = "Write letters, digits, '-' and '_'; until then it is changed."
            yield post.problem(Rule.UNSAFE_SLUG, key, what, hint)


CHECKS: tuple[Callable[[_Post], Iterator[Problem]], ...] = (
    *(_misspelt, _doubled, _unclear, _comments, _titles, _descriptions, _images, _future, _zones, _terms, _slugs),
)
