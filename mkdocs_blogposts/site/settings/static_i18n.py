"""The language that a build of mkdocs-static-i18n is in, which builds a site once for each of its languages."""

from __future__ import annotations

import dataclasses
import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import field
from typing import Any, cast

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from pathspec import PathSpec

from mkdocs_blogposts.blog.page_translations import PageTranslations
from mkdocs_blogposts.config.options import BlogpostsConfig
from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.publishing.redirect_rules import Redirect
from mkdocs_blogposts.reading.entry import Entry

PLUGIN = "i18n"
"""The key of mkdocs-static-i18n among a site's plugins."""


_ASKED = (
    *("current_language", "default_language", "all_languages", "build_languages", "original_configs"),
    *("reconfigure_files", "get_language_config"),
)
"""What is asked of it, which its manual does not name."""

INSTEAD_OF = "blogposts_instead_of"
"""The attribute of a handler of ours that keeps the one of another plugin whose place it has."""


@dataclasses.dataclass
class SiteLanguages:
    """What is kept from one language to the next. Each build of the whole site begins with nothing."""

    files: Files | None = None
    """Those of all languages, as MkDocs has found them."""

    built: dict[str, File] = field(default_factory=dict)
    """The same in the first language that has each: its own, since others only stand in for it where there is none."""

    translations: PageTranslations = field(default_factory=PageTranslations)
    pages: dict[str, Entry] = field(default_factory=dict)
    """The front matter of the pages of all languages, by their files."""

    sitemap: dict[str, list[Any]] = field(default_factory=dict)
    """What the sitemap names, by languages: the last one writes it."""

    images: dict[str, str] = field(default_factory=dict)
    """The images of the sitemap, by the URLs of their posts."""

    templates: dict[str, str] = field(default_factory=dict)
    """What the default language has made of the templates of which the site has one each, such as `404.html`."""

    redirects: dict[str, Redirect] = field(default_factory=dict)
    """Those of languages that are built already, by the old URLs: the last language writes the file of all."""


@dataclass(frozen=True)
class LocaleBuild:
    """One language of a site, and how its files are named. Without the plugin there is one, and it has no name."""

    locale: str = ""
    """As the plugin's options have it, such as `fr` or `pt-BR`; empty without the plugin."""

    default: str = ""
    """The language whose pages stand at the root of the site."""

    locales: tuple[str, ...] = ()
    in_folders: bool = False
    """Are the files of each language in a folder of its own (`fr/blog/post.md`)? Else names say it (`post.fr.md`)."""

    @property
    def prefix(self) -> str:
        """The folder of the site below which the language's pages stand; empty for the default one."""
        return "" if self.locale == self.default else self.locale

    def path(self, source: str) -> str:
        """A file without its language: `blog/post.md` for `fr/blog/post.md` and for `blog/post.fr.md`."""
        if self.in_folders:
            first, _, rest = source.partition("/")
            return rest if rest and first in self.locales else source
        stem, ending = posixpath.splitext(source)
        name, _, locale = stem.rpartition(".")
        return f"{name}{ending}" if name and locale in self.locales else source

    def place(self, source: str) -> str:
        """Where a file would lie in a site of one language that has the URLs of this build: `fr/blog/post.md`."""
        return posixpath.join(self.prefix, self.path(source)) if self.locale else source

    def source(self, place: str) -> str:
        """The name that the plugin looks for when a text or the navigation names a place; the inverse of `place`."""
        if not self.locale:
            return place
        path = place.removeprefix(f"{self.prefix}/") if self.prefix else place
        if self.in_folders:
            return posixpath.join(self.locale, path)
        stem, ending = posixpath.splitext(path)
        return f"{stem}.{self.locale}{ending}" if self.prefix else path

    def named(self, path: str) -> tuple[str, ...]:
        """The files that a link to a path may mean, as mkdocs-static-i18n looks for them."""
        default = replace(self, locale=self.default)
        return tuple(dict.fromkeys([build.source(build.place(path)) for build in (self, default)] + [path]))

    def strip_locale(self, path: str) -> str:
        """A folder of the site without that of the language: `blog` for `fr/blog`."""
        return path[len(self.prefix) :].lstrip("/") if self.prefix else path

    def below(self, path: str) -> str:
        """A URL's path where the pages of this language stand."""
        is_there = not self.prefix or path == self.prefix or path.startswith(f"{self.prefix}/")
        return path if is_there else posixpath.join(self.prefix, path)

    def localize(self, options: BlogpostsConfig) -> BlogpostsConfig:
        """The options of a blog for this language: its folder is below the language's. A copy, since builds follow."""
        if not self.prefix:
            return options
        own = copy(options)
        own.blog_dir = posixpath.join(self.prefix, options.blog_dir) if options.blog_dir else self.prefix
        own.posts = _Below(f"{self.prefix}/", options.posts) if options.posts else None  # type: ignore[assignment]
        return own

    def of(self, source: str) -> str:
        """The language that a file's name or folder says; empty where it says none."""
        if self.in_folders:
            first = source.partition("/")[0]
            return first if first in self.locales else ""
        locale = posixpath.splitext(source)[0].rpartition(".")[2]
        return locale if locale in self.locales else ""


@dataclass(frozen=True)
class _Below:
    """The patterns of the option `posts`, which know nothing of languages, for files below the folder of one."""

    folder: str
    patterns: PathSpec[Any]

    def match_file(self, source: str) -> bool:
        """Does one of them match it?"""
        return self.patterns.match_file(source.removeprefix(self.folder))


def find_static_i18n(config: MkDocsConfig) -> Any:
    """The plugin mkdocs-static-i18n of a site; `None` without it, or with a release that has not all that we ask."""
    plugin = config.plugins.get(PLUGIN)
    return plugin if all(hasattr(plugin, name) for name in _ASKED) else None


def get_locale_build(config: MkDocsConfig) -> LocaleBuild:
    """The language of the present build."""
    plugin = find_static_i18n(config)
    if plugin is None:
        return LocaleBuild()
    in_folders = plugin.config.docs_structure == "folder"
    return LocaleBuild(plugin.current_language, plugin.default_language, tuple(plugin.all_languages), in_folders)


def get_shared_languages(config: MkDocsConfig) -> SiteLanguages:
    """What the builds of all languages share: it is kept as long as mkdocs-static-i18n, which `serve` makes anew."""
    plugin = find_static_i18n(config)
    shared = SiteLanguages() if plugin is None else vars(plugin).setdefault("blogposts", SiteLanguages())
    return cast("SiteLanguages", shared)


def come_after_i18n(config: MkDocsConfig, ours: type) -> None:
    """Have our `on_files` asked after that of mkdocs-static-i18n, and keep the files of all languages before it.

    MkDocs asks by fixed priorities; without that plugin ours is to come before others of its priority. It builds again
    with the same plugins: what we have put around handlers of others for the language before is taken away.
    """
    plugin = find_static_i18n(config)
    if plugin is None:
        return
    for handlers in config.plugins.events.values():
        kept = (each for each in handlers if not getattr(getattr(each, "__self__", None), "is_of_one_build", False))
        handlers[:] = [getattr(each, INSTEAD_OF, each) for each in kept]
    handlers = config.plugins.events["files"]
    own = [handler for handler in handlers if isinstance(getattr(handler, "__self__", None), ours)]
    others = [handler for handler in handlers if handler not in own and handler is not keep_all_files]
    at = next(index for index, handler in enumerate(others) if getattr(handler, "__self__", None) is plugin)
    handlers[:] = [*others[:at], keep_all_files, others[at], *own, *others[at + 1 :]]


def keep_all_files(files: Files, *, config: MkDocsConfig) -> None:
    """Keep the files of all languages, before mkdocs-static-i18n chooses those of one."""
    get_shared_languages(config).files = files


def list_files_of_all_languages(files: Files, config: MkDocsConfig) -> Files:
    """The files of a build, and where others choose them by language, those of all: where they are, as far as built."""
    shared = get_shared_languages(config)
    if shared.files is None:
        return files
    for file in files:
        shared.built.setdefault(file.src_uri, file)
    return Files(list({**shared.files.src_uris, **shared.built}.values()))


def restore_folders(files: Iterable[File], config: MkDocsConfig) -> None:
    """Give files their folder again: for it mkdocs-static-i18n gives each its destination, and what is moved from there
    would be written to the project's own folder.
    """
    for file in files if find_static_i18n(config) else ():
        file.dest_dir = config.site_dir


def introduce_to_i18n(files: Iterable[File], build: LocaleBuild) -> None:
    """Give files that were added after mkdocs-static-i18n has come what it gives to each, and asks every page for."""
    for file in files if build.locale else ():
        if not hasattr(file, "locale_alternate_of"):
            known = {"locale": build.locale, "locale_alternate_of": build.locale, "localization": None}
            vars(file).update(known, norm_src_uri=build.path(file.src_uri), alternates={build.locale: file})


def make_fallback_entry(entry: Entry, file: File, build: LocaleBuild) -> Entry:
    """The entry of a page that stands in for a translation: in its own language, and with no old URLs, which lead to
    the page itself.
    """
    if not is_fallback(file, build):
        return entry
    return replace(entry, language=entry.language or file.locale, aliases=())  # type: ignore[attr-defined]


def is_fallback(file: File, build: LocaleBuild) -> bool:
    """Is it a page of the default language that stands in for one that nobody has translated?"""
    return bool(build.locale) and getattr(file, "locale", build.locale) != build.locale


def iterate_languages(config: MkDocsConfig, files: Files) -> Iterator[tuple[LocaleBuild, Files]]:
    """Each language that is built, and the files that its pages are made of, as mkdocs-static-i18n chooses them."""
    plugin = find_static_i18n(config)
    current = plugin.current_language
    try:
        for locale in plugin.build_languages:
            plugin.current_language = locale
            chosen = plugin.reconfigure_files(files, config)
            restore_folders(chosen, config)
            yield get_locale_build(config), chosen
    finally:
        plugin.current_language = current


def list_built_locales(config: MkDocsConfig) -> Sequence[str]:
    """The languages that are built, the default one first."""
    plugin = find_static_i18n(config)
    return sorted(plugin.build_languages, key=lambda locale: locale != plugin.default_language) if plugin else ()


def list_site_urls(config: MkDocsConfig) -> Mapping[str, str]:
    """The `site_url` of each language that is built, if one of them has its own."""
    plugin = find_static_i18n(config)
    own = {locale: plugin.get_language_config(locale).site_url for locale in list_built_locales(config)}
    whole = plugin.original_configs.get("site_url", config.site_url) if plugin else ""
    return {locale: f"{(url or whole or '').rstrip('/')}/" for locale, url in own.items()} if any(own.values()) else {}
