"""The pages that a site's navigation names: in `mkdocs.yml`, or in the files of plugins that make navigations."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.blog.permalinks import is_below
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.entry_reader import UNREAD
from mkdocs_blogposts.site.planning.page_urls import has_own_url
from mkdocs_blogposts.site.settings.blog_setup import Setup

PLUGINS: Mapping[str, tuple[str, str]] = {
    "awesome-nav": ("filename", ".nav.yml"),
    "awesome-pages": ("filename", ".pages"),
    "literate-nav": ("nav_file", "SUMMARY.md"),
}
"""Plugins that read a folder's navigation from a file in it: the option that names the file, and its usual name."""

_LINK = compile_pattern(r"\]\(\s*<?([^)>\s]+)")
_BARE = compile_pattern(r"^\s*[*+-]\s+([^\[\]\n]*\*[^\[\]\n]*)$", re.MULTILINE)
"""A pattern in a Markdown list, as literate-nav has them."""

_ELSEWHERE = compile_pattern(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_WILD = compile_pattern(r"[*?\[]")
_EVERYTHING = compile_pattern(r"[*?/]*(?:\.(?:md|\*))?")


class _Named(NamedTuple):
    """A file, a folder, or a pattern of files that a navigation names."""

    path: str

    @property
    def base(self) -> str:
        """The folder that it is about."""
        wild = _WILD.search(self.path)
        return posixpath.dirname(self.path[: wild.start()]) if wild else self.path

    def covers(self, source: str, blogs: Collection[str]) -> bool:
        """Is a page meant? A list of everything, or a whole blog, names no post."""
        if source == self.path:
            return True
        is_pattern = _WILD.search(self.path) is not None
        if not self.base and (not is_pattern or _EVERYTHING.fullmatch(self.path)):
            return False
        if any(is_below(source, blog) and not self._is_within(blog, is_pattern) for blog in blogs):
            return False
        return fnmatchcase(source, self.path) if is_pattern else is_below(source, self.path)

    def _is_within(self, blog: str, is_pattern: bool) -> bool:
        return is_below(self.base, blog) or (is_pattern and self.base == blog)


def find_nav_pages(
    pages: Mapping[str, Entry], files: Files, setup: Setup
) -> tuple[Mapping[str, Entry], frozenset[str]]:
    """The pages, and those of them that the navigation names: outside of blogs' folders these aren't posts."""
    named = _named_pages(pages, files, setup)
    plain = {source for source in named if pages[source].is_post and _is_page(pages[source], setup)}
    return {source: _undated(page) if source in plain else page for source, page in pages.items()}, named


def _named_pages(pages: Mapping[str, Entry], files: Files, setup: Setup) -> frozenset[str]:
    place = setup.build.place
    named = tuple(dict.fromkeys(_Named(place(each.path)) for each in find_named_paths(files, setup.config)))
    exact = {each.path for each in named}
    known = {place(source) for source in files.src_uris}
    wide = [each for each in named if each.path not in known]
    blogs = {instance.blog_dir for instance in setup.instances}
    return frozenset(
        source
        for source in pages
        if place(source) in exact
        or (pages[source].status.is_listed and any(each.covers(place(source), blogs) for each in wide))
    )


def _undated(page: Entry) -> Entry:
    """A page as MkDocs reads it; a front matter that MkDocs does not know stays ours to take out."""
    return replace(page, is_post=False, meta=page.meta if page.format_name in UNREAD else {})


def _is_page(entry: Entry, setup: Setup) -> bool:
    place = setup.build.place(entry.source)
    is_placed = any(
        is_below(place, blog.blog_dir) or (blog.posts and blog.posts.match_file(place)) for blog in setup.instances
    )
    return entry.status.is_built and not is_placed and has_own_url(entry.source)


def find_named_paths(files: Files, config: MkDocsConfig) -> Iterator[_Named]:
    """Every path that the navigation of `mkdocs.yml` and the files of plugins name."""
    yield from _entries(config.nav, "")
    for plugin, (option, usual) in PLUGINS.items():
        if plugin in config.plugins:
            name = str(config.plugins[plugin].config.get(option) or usual)
            for file in files:
                if posixpath.basename(file.src_uri) == name:
                    yield from _entries(_listed(file), posixpath.dirname(file.src_uri))


def _listed(file: File) -> Any:
    """What a plugin's file lists; nothing where it cannot be read, since that plugin says so."""
    try:
        text = file.content_string
        if file.src_uri.endswith(".md"):
            return [*_LINK.findall(text), *_BARE.findall(text)]
        data = yaml.safe_load(text)
    except (OSError, ValueError, yaml.YAMLError):
        return []
    return [data.get("nav"), data.get("arrange")] if isinstance(data, Mapping) else []


def _entries(nav: Any, folder: str) -> Iterator[_Named]:
    """Every path of a navigation, in whatever it is nested."""
    if isinstance(nav, str):
        path = nav.rpartition("|")[2].strip().removeprefix("glob=").partition("#")[0]
        if path and not path.startswith(("...", "regex=")) and not _ELSEWHERE.match(path):
            whole = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
            yield _Named(posixpath.normpath(whole))
    elif isinstance(nav, Mapping):
        for value in nav.values():
            yield from _entries(value, folder)
    elif isinstance(nav, Sequence):
        for item in nav:
            yield from _entries(item, folder)
