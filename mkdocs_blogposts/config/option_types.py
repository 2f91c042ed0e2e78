"""The kinds of options: what may be written in each, and what is said of anything else."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from datetime import datetime, timezone
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from babel.dates import format_datetime
from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ValidationError

from mkdocs_blogposts.blog.permalinks import check_pattern
from mkdocs_blogposts.blog.taxonomy_options import list_own_fields, read_taxonomy_options
from mkdocs_blogposts.lazy_imports import ImageColor

T = TypeVar("T")

DATE_WORDS = ("short", "medium", "long", "full")


class Folder(c.Type[str]):
    """A folder below `docs_dir`, as a path without slashes at its ends; empty for `docs_dir` itself."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        folder = posixpath.normpath(super().run_validation(value).replace("\\", "/")).strip("/")
        if folder.split("/")[0] == "..":
            raise ValidationError(f"{value!r} lies outside 'docs_dir'. Name a folder in it, such as 'blog'.")
        if not folder.isprintable() or any(len(name.encode(errors="replace")) > 200 for name in folder.split("/")):
            raise ValidationError(f"{folder[:60]!r} can't be the name of a folder. Write one such as 'blog'.")
        return "" if folder == "." else folder


class Count(c.Type[int]):
    """A whole number from 0."""

    def __init__(self, default: int) -> None:
        super().__init__(int, default=default)

    def run_validation(self, value: object) -> int:
        number = super().run_validation(value)
        if isinstance(value, bool) or number < 0:
            raise ValidationError(f"{value!r} isn't a valid number of posts. Write a whole number from 0.")
        return number


class Jobs(c.Type[int]):
    """A number of processes, from 0."""

    def __init__(self) -> None:
        super().__init__(int, default=0)

    def run_validation(self, value: object) -> int:
        number = super().run_validation(value)
        if isinstance(value, bool) or number < 0:
            raise ValidationError(f"{value!r} isn't a number of processes. Write a whole number; 0 means one per core.")
        return number


class DateFormat(c.Type[str]):
    """`short`, `medium`, `long`, `full`, or a pattern of Babel."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        pattern = super().run_validation(value)
        if pattern in DATE_WORDS:
            return pattern
        if "%" in pattern:
            raise ValidationError(f"{value!r} is written for strftime. Write Babel's letters, such as 'd MMMM y'.")
        try:
            format_datetime(datetime(2024, 7, 23, tzinfo=timezone.utc), pattern, locale="en")
        except (KeyError, ValueError, AttributeError) as error:
            words = ", ".join(DATE_WORDS)
            raise ValidationError(
                f"{value!r} isn't a valid date format ({error}). Write one of {words}, or a pattern such as 'd MMMM y'."
            ) from error
        return pattern


class TimeZone(c.Type[str]):
    """The name of a zone in the tz database."""

    def __init__(self, default: str) -> None:
        super().__init__(str, default=default)

    def run_validation(self, value: object) -> str:
        name = super().run_validation(value)
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValidationError(
                f"{value!r} isn't a known time zone. Write a name such as 'Europe/Berlin'."
            ) from error
        return name


class LanguageName(c.Type[str]):
    """A language that Babel knows, such as `de` or `pt-BR`; empty for none."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        name = super().run_validation(value)
        try:
            return str(Locale.parse(name.replace("-", "_"))) if name else ""
        except (UnknownLocaleError, ValueError) as error:
            raise ValidationError(f"{value!r} isn't a known language. Write a name such as 'de' or 'pt-BR'.") from error


class Choices(c.ListOfItems[str]):
    """One word of several, or a list of such."""

    def __init__(self, choices: tuple[str, ...], default: list[str]) -> None:
        super().__init__(c.Choice(choices), default=default)

    def run_validation(self, value: object) -> list[str]:
        return super().run_validation([value] if isinstance(value, str) else value)


class Permalink(c.Type[str]):
    """A pattern of URLs."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        try:
            return check_pattern(super().run_validation(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class Taxonomies(c.Type[dict[str, object]]):
    """Names of taxonomies with their settings."""

    def __init__(self) -> None:
        super().__init__(dict, default={})

    def run_validation(self, value: object) -> dict[str, object]:
        try:
            read_taxonomy_options(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return super().run_validation(value)


class ParsedBesideTaxonomies(c.OptionallyRequired[T]):
    """As `Parsed`, where what may be written depends on the names of the site's own taxonomies."""

    def __init__(self, read: Callable[[object, tuple[str, ...]], T], default: object) -> None:
        super().__init__(default=default)
        self._read = read

    def post_validation(self, config: Config, key_name: str) -> None:
        try:
            config[key_name] = self._read(config[key_name], tuple(list_own_fields(config["taxonomies"])))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class Color(c.Type[str]):
    """A color as CSS has it: a name, or `#rrggbb`."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> str:
        color = super().run_validation(value)
        if color and not _is_color(color):
            raise ValidationError(
                f"{value!r} isn't a valid color. Write a name such as 'teal', or '#17324d' between quotes."
            )
        return color


def _is_color(text: str) -> bool:
    """Can it be drawn with?"""
    try:
        ImageColor.getrgb(text)
    except ValueError:
        return False
    return True


class Parsed(BaseConfigOption[T]):
    """Whatever a function reads out of what is written; its `ValueError` says what to write instead."""

    def __init__(self, read: Callable[[object], T], default: object) -> None:
        super().__init__()
        self.default = default
        self._read = read

    def run_validation(self, value: object) -> T:
        try:
            return self._read(self.default if value is None else value)
        except ValueError as error:
            raise ValidationError(str(error)) from error
