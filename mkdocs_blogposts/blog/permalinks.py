"""Patterns of posts' URLs, such as `{year}/{month}/{slug}`, in the spellings of several engines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import datetime
from urllib.parse import unquote

from mkdocs_blogposts.blog.pagination import Paging
from mkdocs_blogposts.blog.slugs import LONGEST, LONGEST_PATH, RESERVED, clean_slug, make_slug
from mkdocs_blogposts.lazy_definitions import compile_pattern, dataclass
from mkdocs_blogposts.reading.dates import split_dated_name
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.naming.suggestions import find_nearest
from mkdocs_blogposts.reading.url_parts import extract_path, split_url

TOKEN = compile_pattern(r"\{(?P<name>[a-z_]+)(?::(?P<form>[^{}]*))?\}|:(?P<jekyll>[a-z]+(?:_[a-z]+)*)", re.IGNORECASE)
"""`{year}`, Pelican's `{date:%Y}`, and `:year` of Jekyll and Hugo."""

NAMES = (
    *("year", "month", "day", "hour", "minute", "date"),
    *("slug", "title", "file", "folder", "section", "blog", "category", "categories", "author"),
)
"""What may stand in a pattern."""

FORM = compile_pattern(r"(?:%[a-zA-Z]|[^%])+")
"""What Python's `strftime` writes, without its widths."""

OF_JEKYLL = {"title": "slug", "filename": "file", "contentbasename": "file", "sections": "folder"}
"""Names that mean something else, or nothing, between braces."""

STYLES = {
    "date": ":categories/:year/:month/:day/:title.html",
    "pretty": ":categories/:year/:month/:day/:title/",
    "none": ":categories/:title.html",
}
"""Jekyll's names of whole patterns (its documentation, "Permalinks")."""

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

    of_title: Callable[[str], str] = make_slug
    """The slug of a title."""

    of_category: Callable[[str], str] = make_slug
    slug_from_title: bool = False
    """Is `{slug}` made of the title, where the post has none of its own, or of the file's name?"""

    most_categories: int = 99

    def path(self, entry: Entry, title: str, folder: str, name: str) -> str:
        """The path of a post that has this title and whose file has this name in this folder.

        `{slug}` is without the date in front of a name. What a post does not have, such as a date, is left out.
        """
        values = {**self._date_values(entry.date), **self._values(entry, title, folder, name)}
        pattern = STYLES.get(self.pattern, self.pattern)
        return "/".join(_step(step, values, entry.date) for step in pattern.split("/"))

    def _values(self, entry: Entry, title: str, folder: str, name: str) -> Mapping[str, str]:
        short = split_dated_name(name)[1] or name
        slug = clean_slug(entry.slug) or (self.of_title(title) if self.slug_from_title else short)
        categories = [self.of_category(category) for category in entry.categories]
        return {
            "slug": slug or short,
            "title": self.of_title(title) or short,
            "file": name,
            "folder": folder,
            "section": folder.partition("/")[0],
            "blog": self.blog,
            "category": categories[0] if categories else "",
            "categories": "/".join(categories[: self.most_categories]),
            "author": make_slug(entry.authors[0].name) if entry.authors else "",
        }

    def _date_values(self, date: datetime | None) -> Mapping[str, str]:
        if not date:
            return {}
        forms = {"year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M"}
        return {"date": self.date(date), **{name: date.strftime(form) for name, form in forms.items()}}


def _step(step: str, values: Mapping[str, str], date: datetime | None) -> str:
    """One step of a URL with its parts filled in. A part that is empty takes along what joins it to others."""
    filled = TOKEN.sub(lambda found: _value(found, values, date) or NOTHING, step)
    return NOTHING_WITH_JOINTS.sub("", filled)


def _value(found: re.Match[str], values: Mapping[str, str], date: datetime | None) -> str:
    if found["form"]:
        return date.strftime(found["form"]) if date else ""
    name = _meant(found)
    return values.get(name, "") if name in NAMES else found[0]


def _meant(found: re.Match[str]) -> str:
    jekyll = (found["jekyll"] or "").lower()
    return OF_JEKYLL.get(jekyll, jekyll) or found["name"].lower()


def find_unknown_tokens(pattern: str) -> Iterable[str]:
    """The parts of a pattern that mean nothing, as written."""
    if pattern in STYLES:
        return
    for found in TOKEN.finditer(pattern):
        is_form = found["form"] is None or (_meant(found) == "date" and FORM.fullmatch(found["form"]))
        if _meant(found) not in NAMES or not is_form:
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
    if pattern and pattern not in STYLES and {_meant(found) for found in TOKEN.finditer(pattern)} <= {"blog"}:
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

    moved_folder: tuple[str, str] = ("", "")
    """A folder whose images are published in another, such as `blog/posts` in `blog`; empty for none."""

    def pattern_for(self, source: str) -> PermalinkPattern | None:
        """The pattern of a post's URL, by where its file lies."""
        holding = (pattern for pattern in self.patterns if is_below(source, pattern.folder))
        return next(holding, None)

    def moved(self, dest_uri: str) -> str:
        """Where a file that is no page is published."""
        old, new = self.moved_folder
        return f"{new}/{dest_uri[len(old) + 1 :]}".lstrip("/") if old and is_below(dest_uri, old) else dest_uri


def is_below(source: str, folder: str) -> bool:
    """Does a file lie in a folder? Every file lies in `docs_dir` itself, `""`."""
    return not folder or source.startswith(f"{folder}/")


_REFUSED = r"\x00-\x1f\x7f<>:\"|?*#%\\/\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_KEPT = compile_pattern(rf"(?![. ])[^{_REFUSED}]+(?<![. ])")
"""A step that every file system takes; of names with a dot in front servers are shy."""

_PAGE = compile_pattern(r"(?P<path>.*?)(?P<ending>/|(?:^|(?<=/))index\.html?|\.html?)?", re.IGNORECASE | re.DOTALL)


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
