"""The site's language: of its dates, of its words, and of its `og:locale`."""

from __future__ import annotations

import gettext
import io
import re
from datetime import date, datetime
from functools import cached_property, lru_cache, partial
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.numbers import format_decimal
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_blogposts.config.option_types import DATE_WORDS
from mkdocs_blogposts.config.options import BlogpostsConfig
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.lazy_imports import mofile, pofile
from mkdocs_blogposts.publishing.text.translator import CATALOGUES, Translator
from mkdocs_blogposts.site.settings.static_i18n import LocaleBuild

YEAR, MONTH = "y", "yMMMM"
"""The skeletons of a year and a month that stand alone: `2024` and `July 2024`, `2024年` and `2024年7月`."""


@dataclass(frozen=True)
class Language:
    """How dates, numbers and the blog's words are said to some of its readers."""

    locale: Locale
    words: Translator
    date_format: str = "long"

    @cached_property
    def tag(self) -> str:
        """A language tag (RFC 5646), such as `pt-BR`."""
        return str(self.locale).replace("_", "-")

    @cached_property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.locale.text_direction

    def date(self, moment: datetime) -> str:
        """A day as the options want it shown."""
        return write_date(moment, self.date_format, self.locale)

    def day(self, moment: datetime, with_month: bool = False) -> str:
        """The day of a month that is named above it, or `with_month`: `19`, `Nov 19`."""
        return format_skeleton("MMMd" if with_month else "d", moment, locale=self.locale)

    def within(self, other: Language, says_direction: bool = False) -> Markup:
        """The attributes of an element in this language inside of one in another; none where there is no difference.

        `says_direction` names the direction all the same.
        """
        lang = Markup(' lang="{}"').format(self.tag) if self.locale != other.locale else Markup()
        turns = says_direction or self.direction != other.direction
        return lang + Markup(' dir="{}"').format(self.direction) if turns else lang


class Languages(NamedTuple):
    """The languages of a site and its posts."""

    site: Language
    theme: Language
    """What the theme says that its pages are in: it may lack the site's language."""

    def of(self, name: str) -> Language:
        """The language that a post names; that of the site where it names none, or one that nobody knows."""
        locale = find_locale(name) if name else None
        if locale is None or locale == self.site.locale:
            return self.site
        return load_language(locale, self.site.date_format)


def load_languages(config: MkDocsConfig, options: BlogpostsConfig, build: LocaleBuild) -> Languages:
    """The language of a site, which has words of its own, and those that posts may be in.

    Beside mkdocs-static-i18n it is that of the present build; the option `language` may tell its region (`pt-BR`).
    """
    theme = load_language(find_theme_locale(config), options.date_format)
    asked, built = find_locale(options.language), find_locale(build.locale)
    is_other = built is not None and (asked is None or asked.language != built.language)
    site = load_language((built if is_other else asked) or theme.locale, options.date_format)
    return Languages(replace(site, words=replace(site.words, own=options.translations)), theme)


@lru_cache(maxsize=256)
def load_language(locale: Locale, date_format: str) -> Language:
    """A language as its catalogue and Babel have it."""
    return Language(
        locale, Translator(load_translations(locale), number=partial(write_number, locale=locale)), date_format
    )


def find_theme_locale(config: MkDocsConfig) -> Locale:
    """The locale of the theme; English where Babel does not know it."""
    name = str(config.theme.get("language") or config.theme.get("locale") or "en")
    return find_locale(name) or find_locale(re.split("[-_]", name)[0]) or Locale("en")


@lru_cache(maxsize=256)
def find_locale(name: str) -> Locale | None:
    """The locale of a name such as `de`, `pt-BR` or `zh_Hant`; `None` where Babel knows none."""
    try:
        return Locale.parse(name.strip().replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return None


@lru_cache(maxsize=4096)
def write_date(moment: datetime, form: str, locale: Locale) -> str:
    """A date in words; `form` is a word of Babel's for a day, or a pattern, which may show the time too."""
    if form in DATE_WORDS:
        return format_date(moment, form, locale=locale)
    return format_datetime(moment, form, locale=locale)


@lru_cache(maxsize=4096)
def write_number(number: int, locale: Locale) -> str:
    """A whole number as readers of a language write it."""
    return format_decimal(number, locale=locale)


def write_year(year: date, locale: Locale) -> str:
    """A year, such as `2024` or `2024年`."""
    return format_skeleton(YEAR, year, locale=locale)


def write_month(month: date, locale: Locale) -> str:
    """A month and its year, such as `July 2024`."""
    return format_skeleton(MONTH, month, locale=locale)


def write_day(day: date, locale: Locale) -> str:
    """A day, such as `July 23, 2024`."""
    return format_date(day, "long", locale=locale)


def write_language_name(language: str, locale: Locale) -> str:
    """A language under its own name (`Deutsch`), as its readers look for it; as written where it is unknown."""
    spoken = find_locale(language)
    if spoken is None:
        return language
    name = spoken.get_display_name(spoken) or spoken.get_display_name(locale) or language
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=64)
def load_translations(locale: Locale) -> gettext.NullTranslations:
    """The blog's words in a language: of its territory, its script, or itself; in English where there are none."""
    names = [str(locale), f"{locale.language}_{locale.script}", locale.language]
    path = next((path for name in names if (path := CATALOGUES / f"{name}.po").is_file()), None)
    if path is None:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    mofile.write_mo(compiled, pofile.read_po(io.BytesIO(path.read_bytes())))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
