"""One file's text → its Entry and what its writer got wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from datetime import datetime, timezone, tzinfo
from types import MappingProxyType
from typing import Any, NamedTuple

from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.author_resolver import find_lost_accounts, resolve_authors
from mkdocs_blogposts.reading.date_fields import DateField, apply_location_date, is_doubtful, read_date_field
from mkdocs_blogposts.reading.dates import read_date
from mkdocs_blogposts.reading.enclosure_field import read_enclosure
from mkdocs_blogposts.reading.engine_syntax import normalize_excerpt_mark
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.field_values import (
    NamedFields,
    fit_for_themes,
    is_pinned,
    parse_links,
    parse_number,
    read_image,
    read_permalink,
    read_robots,
    read_summary,
    refuses_post,
    wants_comments,
)
from mkdocs_blogposts.reading.folder_conventions import DRAFTS, POSTS
from mkdocs_blogposts.reading.front_matter_problems import (
    find_front_matter_problems,
    find_lost_date,
    report_dated_page,
    report_lost_front_matter,
    report_undated_page,
)
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.frontmatter.parser import FrontMatter, parse_front_matter
from mkdocs_blogposts.reading.misplaced_front_matter import (
    find_misplaced_front_matter,
    find_second_front_matter,
    find_untitled_fields,
)
from mkdocs_blogposts.reading.misspelled_fields import apply_misspelled, find_misspelled
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, CASCADE, WRAPPERS, FieldNames, normalize_name
from mkdocs_blogposts.reading.post_status import StatusReading, Unclear, has_status, read_status
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.reading.tags_file import Term
from mkdocs_blogposts.reading.term_splitting import find_term_paths, find_terms, label_terms, read_aliases, split_terms
from mkdocs_blogposts.reading.title_heading import find_first_heading, move_heading_to_top

BLANKS = compile_pattern(r"[^\S\xa0\u202f]+")
"""White space that folds; what may not break, as before a French `?`, stays."""

HEXO = frozenset({"hexo", "hexo-json"})
"""Formats that Jekyll does not know."""

OF_LISTS = ("layout", "per_page")
PLAIN = ("slug", "image_focus", "series", "language", "translation_key", "template", "canonical", "hero_style")
"""Fields of an Entry that are the text of their name."""

FENCED = frozenset({"yaml", "toml", "json"})

UNREAD = frozenset({"toml", "json", "nikola", "hexo", "hexo-json"})
"""Formats that MkDocs does not know: it would print the front matter of any page."""

STANDING = ("status", "reason", "changes_at", "own_words", "otherwise", "is_called_public")
"""What an Entry takes over of its post's standing."""

NIKOLAS = frozenset({"draft", "private"})

MOMENTS = ("date", "updated", "expires")

COLLECTIONS = frozenset({"post", "posts"})
"""What Eleventy's `tags` name besides tags: the collection that a page is in. Its front matter are fenced."""


TIMESTAMP = compile_pattern(r"\d{4}-\d\d?-\d\d?(?:[Tt]|\s+)\d\d?:\d\d:\d\d(?:\.\d*)?")
"""A date with its time, without a zone (YAML 1.1, "Timestamp")."""


@dataclass(frozen=True)
class Rules:
    """What the site, not the post, decides about reading."""

    now: datetime
    """Aware. Later dates are the future."""

    zone: tzinfo
    """Of times that name none."""

    day_first: bool = False
    """Is `08-02-21` the 8th of February?"""

    engine: str = ""
    """The one that the posts come from, where the site says so and it reads them in a way of its own."""

    taxonomies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The site's own taxonomies, and the keys under which front matter has their terms."""

    names: FieldNames = BUILT_IN
    """Of the fields."""

    authors: Mapping[str, Author] = field(default_factory=dict)
    """Those that the site knows, under all that front matter may call them (see `index_authors`)."""

    statuses: frozenset[str] = frozenset()
    """Words for a post's status that the site has for something else, such as those of Material's `extra.status`."""

    tags: Mapping[str, Term] = field(default_factory=dict)
    """Those that a file describes, by the keys that posts use."""

    is_in_blog: Callable[[str], bool] = field(default=lambda _: False)
    """Does a file lie in the blog's folder, where it is neither a list's page nor that of a folder?"""

    holds_posts: Callable[[str], bool] = field(default=lambda _: False)
    """Does a file lie where a page with front matter is a post, dated or not?"""

    _signed: dict[str, tuple[Author, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def resolve_authors(self, value: Value) -> tuple[Author, ...]:
        """The authors of front matter's value. Most posts of a site are signed in one of a few ways."""
        if not isinstance(value, str):
            return resolve_authors(value, self.authors)
        if value not in self._signed:
            self._signed[value] = resolve_authors(value, self.authors)
        return self._signed[value]

    def parse_date(self, text: str) -> datetime | None:
        """A date of front matter. Jekyll takes a whole timestamp without a zone for one of UTC, as YAML has it."""
        is_utc = self.engine == "jekyll" and TIMESTAMP.fullmatch(text)
        return read_date(text, timezone.utc if is_utc else self.zone, self.day_first)


class _Page(NamedTuple):
    """A file taken apart, and what is needed to read it."""

    source: str
    front_matter: FrontMatter
    named: NamedFields
    rules: Rules
    terms: Mapping[str, tuple[str, ...]]


def read_entry(
    source: str, text: str, rules: Rules, above: Mapping[str, Value] = MappingProxyType({})
) -> tuple[Entry, tuple[Problem, ...]]:
    """The Entry of one Markdown file and its problems.

    `source` is the file relative to `docs_dir`; `above` is what its folders say where it says nothing. A page that
    isn't a post has no problems: its front matter is not ours.
    """
    front_matter = parse_front_matter(text)
    terms, others = extract_taxonomy_terms(front_matter.fields.values, rules.taxonomies)
    if above and not isinstance(others.get(CASCADE), dict):
        others = {**others, CASCADE: {**above}}
    page = _Page(source, front_matter, NamedFields(others, rules.names), rules, terms)
    read = rules.parse_date
    doubles = [{key.key: key.value} for key in front_matter.fields.doubles]
    marks: list[dict[str, Value]] = [{"status": tag} for tag in _status_tags(page)]
    said = (page.named, *(NamedFields(values, rules.names) for values in (*doubles, *marks)))
    published, updated, expires = (read_date_field(said, field, read) for field in MOMENTS)
    # A file without front matter isn't a post, whatever its name.
    if front_matter.format_name and not published.date:
        published = apply_location_date(
            published, source, read_permalink(page.named), read, rules.now, rules.holds_posts(source)
        )
    published = published._replace(is_doubtful=is_doubtful(published, rules.now))
    status = read_status(said, published, expires, rules.now, rules.statuses)
    status = apply_misspelled(status, find_misspelled(front_matter, text, rules.names), rules.names, rules.now, read)
    status = _with_second(page, status, published) if status.status.is_built else status
    is_post = _is_post(page, status, is_dated=bool(published.date or published.invalid))
    entry = _entry(page, published.date, updated.date, status, is_post)
    if is_post:
        found = find_front_matter_problems(
            source, front_matter, page.named, (published, updated, expires), status, rules.now
        )
        return entry, (*found, *find_lost_accounts(source, text, page.named.all("authors")))
    return _near_post(page, entry, text)


def _status_tags(page: _Page) -> Iterator[str]:
    """Nikola's tags that say who may see the post."""
    return (
        tag for tag in find_terms(page.named, "tags") if page.front_matter.format_name == "nikola" and tag in NIKOLAS
    )


def _with_second(page: _Page, status: StatusReading, published: DateField) -> StatusReading:
    """The status as a second block of front matter has it, which nobody reads."""
    body, is_among_posts = page.front_matter.body, bool(published.date) or page.rules.is_in_blog(page.source)
    second = find_second_front_matter(body, is_among_posts) if page.front_matter.format_name else None
    meant = read_entry(page.source, second.text, page.rules)[0] if second else None
    if not meant or not meant.is_post or meant.status is Status.PUBLISHED:
        return status
    unclear = Unclear("", "The front matter ends above a second block of it, which isn't read.", "make them one block.")
    return status._replace(status=Status.DRAFT, unclear=(*status.unclear, unclear), reason=meant.reason)


def _near_post(page: _Page, entry: Entry, text: str) -> tuple[Entry, tuple[Problem, ...]]:
    """A page that isn't a post, and why, where it looks like one.

    One whose misplaced front matter does not make it clearly public is held back, as a post would be.
    """
    is_in_blog, has_front_matter = page.rules.is_in_blog(page.source), bool(page.front_matter.format_name)
    if has_front_matter:
        lost = find_second_front_matter(page.front_matter.body, is_in_blog)
    else:
        lost = find_misplaced_front_matter(text) or (find_untitled_fields(text) if is_in_blog else None)
    if not lost and has_front_matter:
        return entry, tuple(_undated(page, entry, text))
    if not lost:
        return entry, tuple(report_dated_page(page.source, has_front_matter=False)) if is_in_blog else ()
    if parse_front_matter(lost.text).format_name:
        meant, _ = read_entry(page.source, lost.text, page.rules)
    else:  # nobody can read it
        meant = replace(entry, is_post=is_in_blog, status=Status.DRAFT)
    is_held = meant.is_post and meant.status is not Status.PUBLISHED
    if is_held:
        entry = replace(entry, status=Status.DRAFT, is_post=True, reason=meant.reason)
    is_told = is_held or (meant.is_post and not lost.may_be_example)
    return entry, (report_lost_front_matter(page.source, lost, is_held),) if is_told else ()


def _undated(page: _Page, entry: Entry, text: str) -> Iterator[Problem]:
    rules = page.rules
    if rules.is_in_blog(page.source) and not refuses_post(page.named):
        if lost := find_lost_date(page.source, page.front_matter, page.named, text, rules.names, rules.parse_date):
            yield lost
            return
        yield from report_undated_page(entry)
        yield from report_dated_page(page.source, has_front_matter=True)


def _is_post(page: _Page, status: StatusReading, is_dated: bool) -> bool:
    is_placed = bool(page.front_matter.format_name) and page.rules.holds_posts(page.source)
    return (is_dated or has_status(page.named, status) or is_placed) and not refuses_post(page.named)


def _entry(page: _Page, date: datetime | None, updated: datetime | None, status: StatusReading, is_post: bool) -> Entry:
    named, image = page.named, read_image(page.named)
    title, body = _title(page, is_post)
    known = {"title": title, **_known(page, date, image.path)}
    plain: dict[str, Any] = {field: named.text(field) for field in PLAIN}
    plain |= {"image_alt": named.prose("image_alt") or image.alt}
    plain |= {"image_caption": named.prose("image_caption") or image.caption}
    return Entry(
        source=page.source,
        **known,
        **plain,
        **_numbers(named),
        terms=page.terms,
        updated=updated,
        summary=read_summary(named),
        no_image=image.is_refused,
        image_number=image.number,
        **{name: getattr(status, name) for name in STANDING},
        permalink=read_permalink(named),
        aliases=read_aliases(named),
        pinned=is_pinned(named),
        links=next(filter(None, (parse_links(value) for _, value in named.all("links"))), ()),
        enclosure=read_enclosure(named),
        robots=read_robots(named),
        format_name=page.front_matter.format_name,
        is_post=is_post,
        list_settings={} if is_post else _read_list_settings(page),
        meta=_meta(known, page.front_matter.fields.typed) if is_post or page.front_matter.format_name in UNREAD else {},
        body=body,
    )


def _read_list_settings(page: _Page) -> Mapping[str, Any]:
    return {key: value for key, value in page.front_matter.fields.typed.items() if key in OF_LISTS}


def _numbers(named: NamedFields) -> dict[str, Any]:
    part, weight, minutes = (parse_number(named.text(field)) for field in ("part", "weight", "readtime"))
    return {"part": max(part, 0), "weight": weight, "asked_reading_minutes": max(minutes, 0)}


def _title(page: _Page, is_post: bool) -> tuple[str, str]:
    """The title, and the text below it: without one in the front matter the first heading that does not lead it."""
    title, body = BLANKS.sub(" ", page.named.text("title")), page.front_matter.body
    body = normalize_excerpt_mark(body, page.front_matter.fields.values) if is_post else body
    if title or not is_post:
        return title, body
    body = move_heading_to_top(body)
    return find_first_heading(body), body


def _known(page: _Page, date: datetime | None, image: str) -> dict[str, Any]:
    """The fields that templates and other plugins read from a page's front matter, too."""
    named, in_jekyll = page.named, _is_jekylls(page)
    no_tags = COLLECTIONS if page.front_matter.format_name in FENCED else frozenset()
    tags = (tag for tag in find_terms(named, "tags", in_jekyll) if tag not in no_tags)
    authors = (page.rules.resolve_authors(value) for _, value in named.all("authors"))
    return {
        "description": named.prose("description"),
        "date": date,
        "image": image,
        "tags": label_terms(tags, page.rules.tags),
        "categories": find_term_paths(named, "categories", in_jekyll, page.rules.engine == "hexo"),
        "authors": next(filter(None, authors), ()),
        "comments": wants_comments(named),
    }


def _is_jekylls(page: _Page) -> bool:
    """Is it a post of Jekyll's? Hexo has such folders, too, and front matter that Jekyll does not know."""
    is_told_apart = page.rules.engine in ("", "jekyll") and page.front_matter.format_name not in HEXO
    return is_told_apart and not {POSTS, DRAFTS}.isdisjoint(page.source.split("/"))


def _meta(known: Mapping[str, Any], typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """The front matter for templates and other plugins, where the fields we know have one shape."""
    kept = {key: fit_for_themes(key, value) for key, value in typed.items() if key.lower() not in known}
    ours = {key: [*map(str, value)] if isinstance(value, tuple) else value for key, value in known.items() if value}
    return MappingProxyType(kept | ours)


def extract_taxonomy_terms(
    values: Mapping[str, Value], taxonomies: Mapping[str, tuple[str, ...]]
) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Value]]:
    """The terms of each taxonomy of the site's that front matter has, and the front matter's other values.

    A key of the site's own isn't one of ours any more: `topics` are tags only as long as no taxonomy is called so. As
    with every field, case, `-`, `_` and camelCase make no difference, and the first key that is not empty wins.
    """
    if not taxonomies:
        return {}, values
    wrapped = [value for key, value in values.items() if normalize_name(key) in WRAPPERS and isinstance(value, dict)]
    found = {normalize_name(key): value for whole in (*wrapped, values) for key, value in whole.items()}
    terms = {
        name: next(filter(None, (split_terms(found.get(normalize_name(key), "")) for key in keys)), ())
        for name, keys in taxonomies.items()
    }
    taken = {normalize_name(key) for keys in taxonomies.values() for key in keys}
    return {name: given for name, given in terms.items() if given}, _without(taken, values)


def _without(taken: set[str], values: Mapping[str, Value]) -> dict[str, Value]:
    kept = {key: value for key, value in values.items() if normalize_name(key) not in taken}
    inner = {key: value for key, value in kept.items() if normalize_name(key) in WRAPPERS and isinstance(value, dict)}
    return kept | {key: _without(taken, value) for key, value in inner.items() if isinstance(value, dict)}
