"""The site's language: of its dates, of its words, and of its `og:locale`."""

from __future__ import annotations

import gettext
import io
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_blogposts.config.kinds import DATE_WORDS

CATALOGUES = Path(__file__).parent.parent / "words"
"""A catalogue of gettext for each language, such as `de.po` or `zh_Hant.po`."""

MONTH = "yMMMM"
"""The skeleton of a month that stands alone: `July 2024`, `2024年7月`."""


def site_locale(config: MkDocsConfig) -> Locale:
    """The locale of the theme; English where Babel does not know it."""
    name = str(config.theme.get("language") or config.theme.get("locale") or "en")
    for separator in ("-", "_"):
        try:
            return Locale.parse(name, sep=separator)
        except (UnknownLocaleError, ValueError):
            continue
    language = name.replace("-", "_").split("_")[0]
    return Locale.parse(language) if _is_known(language) else Locale("en")


def _is_known(language: str) -> bool:
    try:
        Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return False
    return True


@lru_cache(maxsize=4096)
def shown_date(moment: datetime, form: str, locale: Locale) -> str:
    """A date in words; `form` is a word of Babel's for a day, or a pattern, which may show the time too."""
    if form in DATE_WORDS:
        return format_date(moment, form, locale=locale)
    return format_datetime(moment, form, locale=locale)


def month_title(month: date, locale: Locale) -> str:
    """A month and its year, such as `July 2024`."""
    return format_skeleton(MONTH, month, locale=locale)


def day_title(day: date, locale: Locale) -> str:
    """A day, such as `July 23, 2024`."""
    return format_date(day, "long", locale=locale)


def language_title(language: str, locale: Locale) -> str:
    """A language under its own name (`Deutsch`), as its readers look for it; as written where it is unknown."""
    try:
        spoken = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return language
    name = spoken.get_display_name(spoken) or spoken.get_display_name(locale) or language
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=64)
def translations(locale: Locale) -> gettext.NullTranslations:
    """The blog's words in a language: of its territory, its script, or itself; in English where there are none."""
    names = [str(locale), f"{locale.language}_{locale.script}", locale.language]
    path = next((path for name in names if (path := CATALOGUES / f"{name}.po").is_file()), None)
    if path is None:
        return gettext.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(path.read_bytes())))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
