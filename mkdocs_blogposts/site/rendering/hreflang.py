"""The versions of a page in other languages: for search engines, and for the theme's switch of languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cached_property
from typing import Any

from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.page_translations import PageTranslations, PageVersion
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.publishing.text.meta_values import format_language_tag, make_url_absolute
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.planning.language_versions import format_locale_tag, make_version_url
from mkdocs_blogposts.site.settings.blog_setup import Setup

DEFAULT = "x-default"
"""The language of readers for whom there is none of their own."""

_AS_WRITTEN = "blogposts_alternate"
"""Where `extra` of the configuration keeps Material's `alternate` as `mkdocs.yml` has it."""


@dataclass(frozen=True)
class Alternates:
    """What is known of the languages of pages."""

    translations: PageTranslations
    entries: Mapping[str, Entry]
    setup: Setup

    def of(self, page: Page) -> tuple[tuple[str, str], ...]:
        """Pairs of a language and an absolute URL: each public version of a page, itself too, and the default one.

        Of a site that is built once for each language the home page leads to that of the others.
        """
        source = page.file.src_uri
        found = list_alternates(self.translations, self._language(source), source, self.setup)
        return found or (self._homes() if page.is_homepage and not self.setup.build.locale else ())

    def replace_those_of_theme(self, page: Page | None, is_ours: bool) -> bool:
        """Are the theme's links to other languages wrong? Material's lead from every page to the other home pages."""
        return bool(self.setup.site_url and (self.setup.build.locale or is_ours or (page and self.of(page))))

    def lead_switch(self, page: Page) -> None:
        """Let the switch of Material, which leads to the home page of each language, lead to the page's own version.

        mkdocs-static-i18n does so by itself, since files know their versions.
        """
        extra = self.setup.config.extra
        if self.setup.build.locale or not isinstance(extra.get("alternate"), list):
            return
        written = extra.setdefault(_AS_WRITTEN, deepcopy(extra["alternate"]))
        urls = {version.language: version.url for version in self._versions(page)}
        extra["alternate"] = [_led(item, urls) for item in written]

    def _versions(self, page: Page) -> tuple[PageVersion, ...]:
        return self.translations.public(self._language(page.file.src_uri), page.file.src_uri)

    def _language(self, source: str) -> str:
        entry = self.entries.get(source)
        own = format_language_tag(entry.language) if entry and not self.setup.build.locale else ""
        return own or self._site_language

    @cached_property
    def _site_language(self) -> str:
        return format_locale_tag(self.setup.build.locale or str(self.setup.locale))

    def _homes(self) -> tuple[tuple[str, str], ...]:
        links = self.setup.config.extra.get(_AS_WRITTEN) or self.setup.config.extra.get("alternate")
        named = [item for item in links if isinstance(item, Mapping)] if isinstance(links, list) else []
        found = [
            (
                format_language_tag(str(item.get("lang"))),
                make_url_absolute(str(item.get("link") or ""), self.setup.site_url),
            )
            for item in named
        ]
        urls = [(language, url) for language, url in found if language and url]
        is_told = len(urls) > 1 and self.setup.site_url in dict(urls).values()
        return _with_default(urls, [language for language, _ in urls]) if is_told else ()


def list_alternates(
    translations: PageTranslations, language: str, source: str, setup: Setup
) -> tuple[tuple[str, str], ...]:
    """Pairs of a language and an absolute URL: each public version of a page, and the one for all other readers."""
    versions = translations.public(language, source)
    urls = [(version.language, make_version_url(version, translations, setup)) for version in versions]
    known = dict(urls)
    return _with_default(urls, [language for language in translations.languages if language in known])


def _with_default(urls: Sequence[tuple[str, str]], order: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The URLs of each language, and that for readers of any other, if they are absolute."""
    if not urls or not all(url for _, url in urls):
        return ()
    known = dict(urls)
    first = next(iter(order), urls[0][0])
    return (*urls, (DEFAULT, known[first]))


def _led(item: Any, urls: Mapping[str, str]) -> Any:
    language = format_language_tag(str(item.get("lang"))) if isinstance(item, Mapping) else ""
    return {**item, "link": urls[language] or "./"} if language in urls else item
