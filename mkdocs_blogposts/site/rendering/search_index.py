"""What the search plugins of MkDocs and of Material read of a page: they alone, and not the plugins around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.site.settings.mkdocs_internals import SEARCH_PLUGINS, list_search_entries

KNOWN_MODULES = ("mkdocs_blogposts.", "mkdocs.contrib.", "material.plugins.")
"""Modules whose `on_page_context` leaves the content of pages alone."""

_BODY = compile_pattern(r"<body(?=[\s>])", re.IGNORECASE)

Show = Callable[[Page], Mapping[str, Any]]
"""Changes a page to what search shall read, and gives the attributes that it had before."""


def show_search(config: MkDocsConfig, show: Show) -> None:
    """Show each page to the search plugins in their form, and to all others as it is.

    To empty a page by the priorities of events would empty it for every plugin of the same priority, too: one that
    encrypts pages would encrypt nothing.
    """
    handlers = config.plugins.events["page_context"]
    plugins = list(map(config.plugins.get, SEARCH_PLUGINS))
    for handler in list(handlers):
        plugin = getattr(handler, "__self__", None)
        if plugin is not None and any(plugin is search for search in plugins):
            at, screen = handlers.index(handler), _Screen(show)
            handlers[at : at + 1] = [screen.before, handler, screen.after]


class _Screen:
    """Stands before and behind one handler of `page_context`."""

    is_of_one_build = True

    def __init__(self, show: Show) -> None:
        self._show = show
        self._before: dict[str, Any] = {}

    def before(self, context: Any, *, page: Page, **_: Any) -> None:
        self._before = dict(self._show(page))

    def after(self, context: Any, *, page: Page, **_: Any) -> None:
        for name, value in self._before.items():
            setattr(page, name, value)


def remove_from_search(config: MkDocsConfig, page: Page) -> None:
    """Take a page out of what the search plugin has read so far."""
    entries = list_search_entries(config)
    entries[:] = [entry for entry in entries if entry.get("location", "").partition("#")[0] != page.url]


def hide_from_pagefind(output: str) -> str:
    """A finished page that Pagefind passes over: it indexes the pages of a built site, in MaterialX or by itself."""
    return _BODY.sub('<body data-pagefind-ignore="all"', output, count=1)


def has_unknown_page_plugins(config: MkDocsConfig) -> bool:
    """Is there a plugin or a hook that may yet replace the content of a page, when lists of posts are written?"""
    handlers = config.plugins.events["page_context"]
    return any(not str(getattr(handler, "__module__", "")).startswith(KNOWN_MODULES) for handler in handlers)
