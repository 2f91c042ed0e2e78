"""Which pages say the same in several languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import NamedTuple

from mkdocs_blogposts.frozen_dataclasses import dataclass

Key = tuple[str, ...]
"""What all versions of a page share."""


class PageVersion(NamedTuple):
    """A page in one language."""

    source: str
    language: str
    """A language tag, such as `fr` or `pt-BR`."""

    url: str
    """Relative to the site's root."""

    path: Key
    """What pages of the same place share; empty where places say nothing."""

    key: str = ""
    """The `translation_key` of its front matter, which counts before its place."""

    is_public: bool = True
    """May search engines show it?"""

    is_listed: bool = True
    """May readers find it, in lists or by the switch of languages?"""

    is_fallback: bool = False
    """Is it a page of another language that stands in for one that nobody has translated?"""

    date: str = ""
    """Of two with one key in one language the older is the translation."""


@dataclass(frozen=True)
class PageTranslations:
    """The versions of all pages of a site."""

    versions: Sequence[PageVersion] = ()
    languages: Sequence[str] = ()
    """Those of the site in their order; the first is that of readers for whom there is none of their own."""

    site_urls: Mapping[str, str] = field(default_factory=dict)
    """Those of languages that have one of their own, such as another domain."""

    _found: dict[tuple[str, str], tuple[PageVersion, ...]] = field(default_factory=dict, repr=False, compare=False)

    def public(self, language: str, source: str) -> tuple[PageVersion, ...]:
        """The public versions of a page, itself among them, in the order of the languages; none where it is alone."""
        group = tuple(version for version in self._group(language, source) if _is_own(version))
        is_member = any((version.language, version.source) == (language, source) for version in group)
        return group if is_member and len(group) > 1 else ()

    def reachable(self, language: str, source: str) -> Mapping[str, PageVersion]:
        """Where a reader finds a page in each language: its version, else what stands in for it."""
        return {version.language: version for version in self._group(language, source) if version.is_listed}

    def original(self, language: str, source: str) -> PageVersion | None:
        """The page that another stands in for, which is the one of its file that isn't a stand-in."""
        return next(
            (one for one in self._group(language, source) if one.source == source and not one.is_fallback), None
        )

    def _group(self, language: str, source: str) -> tuple[PageVersion, ...]:
        return self._groups.get((language, source), ())

    @cached_property
    def _groups(self) -> Mapping[tuple[str, str], tuple[PageVersion, ...]]:
        """The versions of each page, by its language and its file; of two in one language the first."""
        keys = _keys_of_paths(self.versions)
        groups: dict[Key, dict[str, PageVersion]] = {}
        order = sorted(
            self.versions,
            key=lambda version: (version.is_fallback, not version.is_public, version.date, version.source),
        )
        for version in order:
            if whole := _whole_key(version, keys):
                groups.setdefault(whole, {}).setdefault(version.language, version)
        found = {key: tuple(sorted(group.values(), key=self._place)) for key, group in groups.items()}
        wholes = ((version, _whole_key(version, keys)) for version in self.versions)
        return {(version.language, version.source): found[whole] for version, whole in wholes if whole}

    def _place(self, version: PageVersion) -> tuple[int, str]:
        languages = list(self.languages)
        is_known = version.language in languages
        return (languages.index(version.language) if is_known else len(languages), version.language)

    def doubles(self) -> Iterator[tuple[PageVersion, PageVersion]]:
        """Each page that has the key of another in its language, and that one."""
        first: dict[tuple[str, str], PageVersion] = {}
        for version in sorted(self.versions, key=lambda version: (version.date, version.source)):
            if version.key and not version.is_fallback:
                other = first.setdefault((version.language, version.key), version)
                if other is not version:
                    yield version, other


def _is_own(version: PageVersion) -> bool:
    return version.is_public and not version.is_fallback


def _keys_of_paths(versions: Iterable[PageVersion]) -> Mapping[Key, str]:
    """The key that a page of each place has in any language: one version needs none where another has one."""
    return {version.path: version.key for version in versions if version.path and version.key}


def _whole_key(version: PageVersion, keys: Mapping[Key, str]) -> Key:
    key = version.key or keys.get(version.path, "")
    return ("key", key) if key else version.path
