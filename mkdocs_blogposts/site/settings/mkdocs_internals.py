"""What we touch of MkDocs though its manual does not name it: each in one place, with the reason.

A release may move any of it. Where one is missing, nothing is kept of pages and none is left out of a build: it takes
longer, and comes out the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

MATERIAL_SEARCH = "material/search"
SEARCH_PLUGINS = ("search", MATERIAL_SEARCH)
"""The keys of MkDocs' search and of Material's among a site's plugins."""


log = get_plugin_logger("blogposts")


def is_known_release(config: MkDocsConfig, pages: Iterable[Page]) -> bool:
    """Has MkDocs all of these names? If not, its log names the first that is missing."""
    moved = find_moved_name(config, pages)
    if moved:
        log.info("This release of MkDocs has no '%s', so each build makes all pages again.", moved)
    return not moved


def find_moved_name(config: MkDocsConfig, pages: Iterable[Page]) -> str:
    """The first of these names that is missing; empty where all are there."""
    page = next(iter(pages), None)
    names = {
        "Page._title_from_render": page is None or hasattr(page, "_title_from_render"),
        "File._content": hasattr(File, "_content"),
        "PluginCollection._event_origins": hasattr(config.plugins, "_event_origins"),
        "SearchIndex._entries": all(map(_find_entries, _list_indexes(config))),
    }
    return next((name for name, is_there in names.items() if not is_there), "")


def get_rendered_title(page: Page) -> str | None:
    """The title that MkDocs has found in a page's text while it converted it, as HTML."""
    title: str | None = page._title_from_render  # noqa: SLF001 - `title` may be that of the navigation
    return title


def set_rendered_title(page: Page, title: str | None) -> None:
    """The same for a page that MkDocs has not converted."""
    page._title_from_render = title  # noqa: SLF001 - `title` would win over that of the navigation


def is_in_memory(file: File) -> bool:
    """Has another plugin given a file a content, whatever its path says?"""
    return getattr(file, "_content", "") is not None  # `content_string` reads the file if there is none


def find_event_owner(config: MkDocsConfig, handler: object) -> str | None:
    """The key of the plugin whose handler of an event it is; `None` for a hook's, which belongs to none."""
    owner: str | None = config.plugins._event_origins.get(handler)  # type: ignore[call-overload]  # noqa: SLF001
    return owner


def list_search_entries(config: MkDocsConfig) -> list[dict[str, Any]]:
    """The entries of the search index, to be changed in place, for which no plugin has a way; an empty list without."""
    found = (entries for index in _list_indexes(config) for entries in _find_entries(index))
    return next(found, [])


def _list_indexes(config: MkDocsConfig) -> list[object]:
    indexes = (getattr(config.plugins.get(name), "search_index", None) for name in SEARCH_PLUGINS)
    return [index for index in indexes if index is not None]  # Material's is none where it is switched off


def _find_entries(index: object) -> list[list[dict[str, Any]]]:
    """The one list of an index; nothing where it has another name."""
    entries = (getattr(index, name, None) for name in ("entries", "_entries"))  # Material's and MkDocs'
    return [each for each in entries if isinstance(each, list)]
