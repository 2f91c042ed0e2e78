"""Every option, with what it does. The docstrings are the reference manual."""

from __future__ import annotations

import posixpath
from datetime import datetime, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_datetime
from mkdocs.config import config_options as c
from mkdocs.config.base import Config, ValidationError

from mkdocs_blogposts.publishing.cards import is_colour

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


class _Colour(c.Type[str]):
    """A colour as CSS has it: a name, or `#rrggbb`."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        colour = super().run_validation(value)
        if colour and not is_colour(colour):
            raise ValidationError(f"{value!r} is no colour. Write a name such as 'teal', or '#17324d' between quotes.")
        return colour


class CardDesign(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a hook untyped
    """How the cards look that are drawn for posts; files are named from the folder of `mkdocs.yml`."""

    background = _Colour()
    """The colour behind the words."""

    colour = _Colour()
    """That of the words."""

    accent = _Colour()
    """That of the site's name, and of the bar beside the words."""

    font = c.Optional(c.File(exists=True))
    """A font file (TrueType or OpenType) in place of FiraGO."""

    picture = c.Optional(c.File(exists=True))
    """A picture behind the words, under a veil of the background's colour."""


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

    images = c.Type(bool, default=True)
    """Show the pictures of posts. `false` leaves all of them out, for a quick look at the rest."""

    text_images = c.Type(bool, default=False)
    """Make the pictures in the texts of posts in several widths, too, as WebP and JPEG."""

    avif = c.Type(bool, default=False)
    """Make every picture as AVIF, too, which is smaller than WebP and takes longer to make."""

    cards = c.Choice((False, True, "all"), default=False)
    """Draw a card with title, site, authors and date for posts without a picture, for lists and link previews;
    `all` for every post."""

    card_design = c.SubConfig(CardDesign)
    """How cards look: `background`, `colour`, `accent`, `font`, `picture`."""

    strip_metadata = c.Type(bool, default=False)
    """Take what cameras write beside a picture, such as the place, out of every JPEG, PNG and WebP of the site."""

    commonmark = c.Type(bool, default=True)
    """In posts, let a list or a table follow a paragraph's line directly, as CommonMark and GitHub do,
    and let a post have one heading of the first level, its title."""
