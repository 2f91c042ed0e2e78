"""Patterns of posts' addresses, such as `{year}/{month}/{slug}`, in the spellings of several engines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from mkdocs_blogposts.blog.addresses import address_of, safe_slug
from mkdocs_blogposts.reading.dates import split_dated_name
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.naming.nearness import nearest

TOKEN = re.compile(r"\{(?P<name>[a-z_]+)(?::(?P<form>[^{}]*))?\}|:(?P<jekyll>[a-z]+(?:_[a-z]+)*)", re.IGNORECASE)
"""`{year}`, Pelican's `{date:%Y}`, and `:year` of Jekyll and Hugo."""

NAMES = (
    *("year", "month", "day", "hour", "minute", "date"),
    *("slug", "title", "file", "folder", "section", "blog", "category", "categories", "author"),
)
"""What may stand in a pattern."""

FORM = re.compile(r"(?:%[a-zA-Z]|[^%])+")
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

NOTHING_WITH_JOINTS = re.compile("^(?:\0[-_~ ]*)+|[-_~ ]*\0")


@dataclass(frozen=True)
class PostPattern:
    """How the addresses of posts are made: from the site's root, whatever folder the posts lie in."""

    pattern: str
    """As the user wrote it. At its end `/` asks for a folder, `.html` for a file, and nothing for what the site has."""

    folder: str = ""
    """Of the docs folder: for the posts below it; empty for all."""

    blog: str = ""
    """The blog's address."""

    date: Callable[[datetime], str] = lambda date: f"{date:%Y/%m/%d}"
    """What `{date}` stands for."""

    of_title: Callable[[str], str] = address_of
    """The slug of a title."""

    of_category: Callable[[str], str] = address_of
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
        slug = safe_slug(entry.slug) or (self.of_title(title) if self.slug_from_title else short)
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
            "author": address_of(entry.authors[0].name) if entry.authors else "",
        }

    def _date_values(self, date: datetime | None) -> Mapping[str, str]:
        if not date:
            return {}
        forms = {"year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M"}
        return {"date": self.date(date), **{name: date.strftime(form) for name, form in forms.items()}}


def _step(step: str, values: Mapping[str, str], date: datetime | None) -> str:
    """One step of an address with its parts filled in. A part that is empty takes along what joins it to others."""
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


def unknown_names(pattern: str) -> Iterable[str]:
    """The parts of a pattern that mean nothing, as written."""
    if pattern in STYLES:
        return
    for found in TOKEN.finditer(pattern):
        is_form = found["form"] is None or (_meant(found) == "date" and FORM.fullmatch(found["form"]))
        if _meant(found) not in NAMES or not is_form:
            yield found[0]


def checked(pattern: str) -> str:
    """The same pattern.

    Raises:
        ValueError: in a sentence, where it makes no sense.
    """
    for name in unknown_names(pattern):
        near = nearest(name.strip("{:}"), NAMES)
        meant = f" Did you mean '{{{near}}}'?" if near else ""
        known = " ".join(f"{{{known}}}" for known in NAMES)
        raise ValueError(f"'{name}' means nothing in the address {pattern!r}.{meant} There are {known}.")
    if pattern and pattern not in STYLES and {_meant(found) for found in TOKEN.finditer(pattern)} <= {"blog"}:
        raise ValueError(f"{pattern!r} is one address for all posts. Write '{{slug}}' where they differ.")
    if ".." in pattern.split("/"):
        raise ValueError(f"{pattern!r} leads out of the site. Write it without '..'.")
    return pattern
