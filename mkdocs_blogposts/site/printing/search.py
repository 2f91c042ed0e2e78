"""What the search plugins of MkDocs and of Material read of a page: they alone, and not the plugins around them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

MATERIAL_SEARCH = "material/search"
"""The key of Material's search among a site's plugins."""

Show = Callable[[Page], Mapping[str, Any]]
"""Changes a page to what search shall read, and gives the attributes that it had before."""


def show_search(config: MkDocsConfig, show: Show) -> None:
    """Show each page to the search plugins in their form, and to all others as it is.

    To blank a page by the priorities of events would blank it for every plugin of the same priority, too: one that
    encrypts pages would encrypt nothing.
    """
    handlers = config.plugins.events["page_context"]
    plugins = [config.plugins.get(name) for name in ("search", MATERIAL_SEARCH)]
    for handler in list(handlers):
        plugin = getattr(handler, "__self__", None)
        if plugin is not None and any(plugin is search for search in plugins):
            at, screen = handlers.index(handler), _Screen(show)
            handlers[at : at + 1] = [screen.before, handler, screen.after]


class _Screen:
    """Stands before and behind one handler of `page_context`."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._before: dict[str, Any] = {}

    def before(self, context: Any, *, page: Page, **_: Any) -> None:
        self._before = dict(self._show(page))

    def after(self, context: Any, *, page: Page, **_: Any) -> None:
        for name, value in self._before.items():
            setattr(page, name, value)
