"""Every option, with what it does. The docstrings are the reference manual."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from datetime import datetime, timezone
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_datetime
from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from mkdocs_blogposts.publishing.feed_options import read_feed_options
from mkdocs_blogposts.publishing.publisher import read_publisher

DATE_WORDS = ("short", "medium", "long", "full")


class _Folder(c.Type[str]):
    """A folder below `docs_dir`, as a path without slashes at its ends; empty for `docs_dir` itself."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        folder = posixpath.normpath(super().run_validation(value).replace("\\", "/")).strip("/")
        if folder.split("/")[0] == "..":
            raise ValidationError(f"{value!r} is outside of the docs folder. Name a folder in it, such as 'blog'.")
        return "" if folder == "." else folder


class _Count(c.Type[int]):
    """A whole number from 0."""

    def __init__(self, default: int) -> None:
        super().__init__(int, default=default)

    def run_validation(self, value: object) -> int:
        number = super().run_validation(value)
        if isinstance(value, bool) or number < 0:
            raise ValidationError(f"{value!r} is no number of posts. Write a whole number from 0.")
        return number


class _DateFormat(c.Type[str]):
    """`short`, `medium`, `long`, `full`, or a pattern of Babel."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        pattern = super().run_validation(value)
        if "%" in pattern:
            raise ValidationError(f"{value!r} is written for strftime. Write Babel's letters, such as 'd MMMM y'.")
        try:
            format_datetime(datetime(2024, 7, 23, tzinfo=timezone.utc), pattern, locale="en")
        except (KeyError, ValueError, AttributeError) as error:
            words = ", ".join(DATE_WORDS)
            raise ValidationError(
                f"{value!r} is no date format ({error}). Write one of {words}, or a pattern such as 'd MMMM y'."
            ) from error
        return pattern


class _TimeZone(c.Type[str]):
    """The name of a zone in the tz database."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        name = super().run_validation(value)
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValidationError(f"{value!r} is no time zone. Write a name such as 'Europe/Berlin'.") from error
        return name


_T = TypeVar("_T")


class _Read(BaseConfigOption[_T]):
    """Whatever a function reads out of what is written; its `ValueError` says what to write instead."""

    def __init__(self, read: Callable[[object], _T], default: object) -> None:
        super().__init__()
        self.default = default
        self._read = read

    def run_validation(self, value: object) -> _T:
        try:
            return self._read(self.default if value is None else value)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class BlogpostsConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a hook untyped
    """The options of the plugin, under `blogposts:` in `mkdocs.yml`. None is needed."""

    blog_dir = _Folder("blog")
    """The folder, below `docs_dir`, whose address the lists have: `blog` makes `blog/`, `blog/tags/` and so on.
    `.` makes a site that is only a blog. Posts may lie anywhere."""

    posts = c.Optional(c.PathSpec())
    """Where posts may lie: patterns as in a `.gitignore` file, one a line. Without it every page with a date is a post.
    Of several instances of the plugin, each without `posts` takes the posts in its own `blog_dir`."""

    per_page = _Count(10)
    """How many posts a page of a list shows; `0` for one long page."""

    date_format = _DateFormat("long")
    """How dates are shown: `short`, `medium`, `long`, `full`, or a pattern of Babel such as `d MMMM y`."""

    timezone = _TimeZone("UTC")
    """The zone of times that name none, such as `Europe/Berlin`."""

    dayfirst = c.Type(bool, default=False)
    """Is `08-02-21` the 8th of February (`true`) or the 2nd of August (`false`)?"""

    image = c.Type(str, default="")
    """The picture of link previews for pages that have none of their own: a path below `docs_dir`, or an address."""

    page_images = c.Type(bool, default=False)
    """Show the picture that a plain page names in its front matter above the page's text, as posts do."""

    feeds = _Read(read_feed_options, default=True)
    """Feeds of all posts and of every term: `true`, `false`, or settings: `formats` (a list of `rss`, `atom`, `json`),
    `limit` (how many posts, `0` for all), `content` (`full` or `summary`), `terms` (`false` for none of terms)."""

    publisher = _Read(read_publisher, default={})
    """Who publishes the site, for search engines: a name, or the settings `name`, `url`, `logo` (a path below
    `docs_dir`, or an address), `type` (`organization` or `person`), `links` (its pages elsewhere)."""

    sitemap_images = c.Type(bool, default=False)
    """Name the pictures of posts in `sitemap.xml`."""

    commonmark = c.Type(bool, default=True)
    """In posts, let a list or a table follow a paragraph's line directly, as CommonMark and GitHub do,
    and let a post have one heading of the first level, its title."""
