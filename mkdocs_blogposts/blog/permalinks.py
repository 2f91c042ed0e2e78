"""Patterns of posts' URLs, such as `{year}/{month}/{slug}`, in the spellings of several engines."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import datetime, tzinfo
from functools import lru_cache
from urllib.parse import unquote

from mkdocs_blogposts.blog.pagination import Paging
from mkdocs_blogposts.blog.slugs import LONGEST, LONGEST_PATH, RESERVED, make_slug
from mkdocs_blogposts.blog.url_schemes import JEKYLL, JEKYLL_STYLES, USUAL, UrlScheme
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.dates import split_dated_name
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.naming.suggestions import find_nearest
from mkdocs_blogposts.reading.url_parts import extract_path, split_url

TOKEN = compile_pattern(
    r"\{(?P<name>[a-z_]+)(?::(?P<form>[^{}]*))?\}"
    r"|:(?P<colon>[a-z]+(?:_[a-z]+)*)(?P<part>\[[^\]/]*\])?"
    r"|%(?P<percent>[a-z_]{3,})%",
    re.IGNORECASE,
)
"""`{year}`, Pelican's `{date:%Y}`, `:year` of Jekyll, Hugo (`:sections[last]`) and Hexo, WordPress' `%year%`."""

DATES: Mapping[str, str] = {
    "year": "%Y",
    "month": "%m",
    "day": "%d",
    "hour": "%H",
    "minute": "%M",
    "second": "%S",
    "short_year": "%y",
    "short_month": "%b",
    "long_month": "%B",
    "monthname": "%B",
    "i_month": "%m",
    "i_day": "%d",
    "y_day": "%j",
    "yearday": "%j",
    "w_year": "%G",
    "week": "%V",
    "w_day": "%u",
    "weekday": "%w",
    "short_day": "%a",
    "long_day": "%A",
    "weekdayname": "%A",
}
"""The parts of a date, as `strftime` writes them."""

UNPADDED = ("i_month", "i_day", "yearday")
LOWERCASE = ("monthname", "weekdayname")

NAMES = (
    *("year", "month", "day", "hour", "minute", "second", "date"),
    *("slug", "title", "file", "path", "folder", "section", "blog", "category", "categories", "author"),
)
"""What may stand in a pattern."""

FORM = compile_pattern(r"(?:%[a-zA-Z]|[^%])+")
"""What Python's `strftime` writes, without its widths."""

SYNONYMS: Mapping[str, str] = {
    "title": "slug",
    "name": "file",
    "filename": "file",
    "contentbasename": "file",
    "sections": "folder",
    "slugorfilename": "slug",
    "slugorcontentbasename": "slug",
    "post_title": "title",
    "postname": "slug",
    "monthnum": "month",
    "slugified_categories": "slugged_categories",
    "output_ext": "ending",
}
"""What the engines' names, which no braces enclose, are called here."""

KNOWN = frozenset({*NAMES, *DATES, *SYNONYMS.values(), "slugged", "slug_or_title", "last_category"})

NOTHING = "\0"
"""Stands for a part that is empty."""

NOTHING_WITH_JOINTS = compile_pattern("^(?:\0[-_~ ]*)+|[-_~ ]*\0")


@dataclass(frozen=True)
class PermalinkPattern:
    """How the URLs of posts are made: from the site's root, whatever folder the posts lie in."""

    pattern: str
    """As the user wrote it. At its end `/` asks for a folder, `.html` for a file, and nothing for what the site has."""

    folder: str = ""
    """Of `docs_dir`: for the posts below it; empty for all."""

    blog: str = ""
    """The blog's URL."""

    date: Callable[[datetime], str] = lambda date: f"{date:%Y/%m/%d}"
    """What `{date}` stands for."""

    scheme: UrlScheme = USUAL
    """What the tokens mean, and how slugs are made."""

    most_categories: int = 99

    zone: tzinfo | None = None
    """The site's, where an engine's day is that."""

    language: str = ""
    """The site's, where an engine names each other one in URLs."""

    def path(self, entry: Entry, title: str, folder: str, name: str) -> str:
        """The path of a post that has this title and whose file has this name in this folder.

        `{slug}` is without the date in front of a name. What a post does not have, such as a date, is left out.
        """
        if self.pattern in JEKYLL_STYLES and self.scheme is not JEKYLL:
            return replace(self, scheme=JEKYLL).path(entry, title, folder, name)
        date = entry.date.astimezone(self.zone) if entry.date and self._is_local else entry.date
        values = {**self._date_values(date), **self._values(entry, title, folder, name)}
        pattern = JEKYLL_STYLES.get(self.pattern, self.pattern)
        return "/".join(_step(step, values, date, self.scheme.tokens) for step in pattern.split("/"))

    @property
    def _is_local(self) -> bool:
        return self.scheme.in_site_zone and self.zone is not None

    def _values(self, entry: Entry, title: str, folder: str, name: str) -> Mapping[str, str]:
        scheme = self.scheme
        short = name if scheme.keeps_date else split_dated_name(name)[1] or name
        named, titled, asked = scheme.of_name(short) or make_slug(short), scheme.of_title(title), _asked(entry, scheme)
        slug = asked or (titled if scheme.from_title else named) or named
        if scheme.is_translated and entry.language and entry.language != self.language:
            slug = f"{slug}-{entry.language}"
        folders = scheme.of_folder(folder)
        return {
            "slug": slug,
            "title": titled or short,
            "slug_or_title": asked or titled or short,
            "slugged": scheme.of_title(slug) or slug,
            "file": scheme.of_name(name),
            "path": asked or scheme.of_path(posixpath.join(self._within(folder), name)),
            "folder": folders,
            "section": folders.partition("/")[0],
            "blog": self.blog,
            "author": make_slug(entry.authors[0].name) if entry.authors else "",
            "ending": ".html",
            **self._categories(entry),
        }

    def _categories(self, entry: Entry) -> Mapping[str, str]:
        slugs = [*dict.fromkeys(map(self.scheme.of_category, entry.categories))] or [self.scheme.no_category]
        return {
            "category": slugs[0],
            "last_category": slugs[-1],
            "categories": "/".join(slugs[: self.most_categories]),
            "slugged_categories": "/".join(dict.fromkeys(map(self.scheme.of_term, entry.categories))),
        }

    def _within(self, folder: str) -> str:
        """A folder below that of the posts: the blog's, or, where the blog is at the root, `blog` or `posts`."""
        blog = self.blog or (found if (found := folder.partition("/")[0]) in ("blog", "posts") else "")
        return folder[len(blog) :].lstrip("/") if blog and is_below(f"{folder}/", blog) else folder

    def _date_values(self, date: datetime | None) -> Mapping[str, str]:
        if not date:
            return {}
        values = {name: date.strftime(form) for name, form in DATES.items()}
        values |= {name: str(int(values[name])) for name in UNPADDED} | {
            name: values[name].lower() for name in LOWERCASE
        }
        return {"date": self.date(date), **values}


def _asked(entry: Entry, scheme: UrlScheme) -> str:
    """The slug that a post asks for itself."""
    return scheme.of_slug(entry.slug.strip("/") if scheme is not USUAL else entry.slug) if entry.slug else ""


def _step(step: str, values: Mapping[str, str], date: datetime | None, tokens: Mapping[str, str]) -> str:
    """One step of a URL with its parts filled in. A part that is empty takes along what joins it to others."""
    filled = TOKEN.sub(lambda found: _value(found, values, date, tokens) or NOTHING, step)
    return NOTHING_WITH_JOINTS.sub("", filled)


def _value(
    found: re.Match[str], values: Mapping[str, str], date: datetime | None, tokens: Mapping[str, str] = USUAL.tokens
) -> str:
    if found["form"]:
        return date.strftime(found["form"]) if date else ""
    name = _meant(found, tokens)
    value = values.get(name, "") if name in KNOWN else found[0]
    return _part(value.split("/"), found["part"].strip("[]")) if found["part"] else value


def _part(steps: list[str], part: str) -> str:
    """Hugo's `[last]`, `[1]` and `[1:]` of a folder."""
    if ":" in part:
        first, _, last = part.partition(":")
        ends = {"last": len(steps) - 1, "": None}
        return "/".join(steps[_place(first, ends) : _place(last, ends)])
    place = len(steps) - 1 if part == "last" else _place(part, {})
    return steps[place] if place is not None and 0 <= place < len(steps) else ""


def _place(text: str, known: Mapping[str, int | None]) -> int | None:
    return known[text] if text in known else int(text) if text.isdecimal() else None


def _meant(found: re.Match[str], tokens: Mapping[str, str] = USUAL.tokens) -> str:
    engines = (found["colon"] or found["percent"] or "").lower()
    return tokens.get(engines) or SYNONYMS.get(engines, engines) or found["name"].lower()


def find_unknown_tokens(pattern: str) -> Iterable[str]:
    """The parts of a pattern that mean nothing, as written."""
    if pattern in JEKYLL_STYLES:
        return
    for found in TOKEN.finditer(pattern):
        is_form = found["form"] is None or (_meant(found) == "date" and FORM.fullmatch(found["form"]))
        if _meant(found) not in KNOWN or not is_form:
            yield found[0]


def check_pattern(pattern: str) -> str:
    """The same pattern.

    Raises:
        ValueError: in a sentence, where it makes no sense.
    """
    for name in find_unknown_tokens(pattern):
        near = find_nearest(name.strip("{:}"), NAMES)
        meant = f" Did you mean '{{{near}}}'?" if near else ""
        known = " ".join(f"{{{known}}}" for known in NAMES)
        raise ValueError(f"'{name}' isn't a token of the permalink {pattern!r}.{meant} There are {known}.")
    if pattern and pattern not in JEKYLL_STYLES and {_meant(found) for found in TOKEN.finditer(pattern)} <= {"blog"}:
        raise ValueError(f"{pattern!r} is one URL for all posts. Write '{{slug}}' where they differ.")
    if ".." in pattern.split("/"):
        raise ValueError(f"{pattern!r} leads out of the site. Write it without '..'.")
    return pattern


@dataclass(frozen=True)
class UrlLayout:
    """The URLs of posts and of the pages of lists. Those of terms are their taxonomies'."""

    patterns: tuple[PermalinkPattern, ...] = ()
    """Of posts, the first that is for a post's folder; a post that has none stands where its file lies."""

    paging: Paging = field(default_factory=Paging)

    own: PermalinkPattern = PermalinkPattern("")
    """What the tokens in posts' own permalinks mean."""

    moved_folder: tuple[str, str] = ("", "")
    """A folder whose images are published in another, such as `blog/posts` in `blog`; empty for none."""

    def pattern_for(self, source: str) -> PermalinkPattern | None:
        """The pattern of a post's URL, by where its file lies."""
        holding = (pattern for pattern in self.patterns if is_below(source, pattern.folder))
        return next(holding, None)

    def moved(self, dest_uri: str) -> str:
        """Where a file that isn't a page is published."""
        old, new = self.moved_folder
        return f"{new}/{dest_uri[len(old) + 1 :]}".lstrip("/") if old and is_below(dest_uri, old) else dest_uri


def is_below(source: str, folder: str) -> bool:
    """Does a file lie in a folder? Every file lies in `docs_dir` itself, `""`."""
    return not folder or source.startswith(f"{folder}/")


_REFUSED = r"\x00-\x1f\x7f<>:\"|?*\\/\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_KEPT = compile_pattern(rf"(?![. ])[^{_REFUSED}]+(?<![. ])")
"""A step that every file system takes; of names with a dot in front servers are shy."""

_PAGE = compile_pattern(r"(?P<path>.*?)(?P<ending>/|(?:^|(?<=/))index\.html?|\.html?)?", re.IGNORECASE | re.DOTALL)


@lru_cache(maxsize=1 << 14)
def parse_own_url(written: str, site_url: str) -> str | None:
    """The path, from the site's root, of a URL in its own words or in those of the web; `None` for another site.

    Its query and fragment are left out.
    """
    text = written.strip().replace("\\", "/")
    parts, site = split_url(text), split_url(site_url)
    if not parts or not site:
        return None
    if not parts.netloc and not parts.scheme:
        return unquote(parts.path)
    root = extract_path(site_url)
    is_ours = parts.netloc and parts.netloc.lower() == site.netloc.lower() and f"{parts.path}/".startswith(root)
    return unquote(parts.path[len(root) - 1 :]) if is_ours else None


def leaves_site(path: str) -> bool:
    """Do the steps of a path lead above the site's root?"""
    depth = 0
    for step in path.split("/"):
        depth += -1 if step == ".." else step not in ("", ".")
        if depth < 0:
            return True
    return False


def normalize_url(path: str, directory_urls: bool) -> str:
    """A path as a URL of the site: `a/b`, where `.html` at its end asks for a file of exactly that name.

    Without directory URLs `a/b` is that file, and `a/b/` asks for `a/b/index`. What no file system would take is
    made so; steps out of the folder are dropped.
    """
    found = _PAGE.fullmatch(path.strip())
    ending = (found["ending"] or "").lower() if found else ""
    steps = [step for step in re.split(r"/+", found["path"] if found else path) if step.strip(". ")]
    url = "/".join(map(_safe_step, steps))[:LONGEST_PATH].rstrip("/. ")
    if not url:
        return ""
    if ending in (".html", ".htm"):
        return url if ending == ".html" and not directory_urls else url + ending
    return f"{url}/index" if ending and not directory_urls else url


def _safe_step(step: str) -> str:
    is_safe = _KEPT.fullmatch(step) and len(step.encode()) <= LONGEST and not RESERVED.fullmatch(step)
    return step if is_safe else make_slug(step)
