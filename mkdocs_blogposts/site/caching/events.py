"""MkDocs' events at which what has been made already is used: of the first blog of a site, for all of its pages."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_blogposts.publishing.converted import dump
from mkdocs_blogposts.site.caching.conversion_cache import ConversionCache
from mkdocs_blogposts.site.caching.page_plugins import strangers
from mkdocs_blogposts.site.caching.store import Store, folder_of
from mkdocs_blogposts.site.caching.workers import Workers, start
from mkdocs_blogposts.site.settings.setup import Setup

_FIRST, _LAST = 100, -100


class CachingEvents:
    """To be inherited by the plugin, whose own events come before and after."""

    setup: Setup

    _conversions: ConversionCache | None = None
    _workers: Workers | None = None

    @event_priority(_LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Begin to convert, now that all files have their addresses."""
        if not self.setup.is_first or not _is_outermost(self, config):
            return
        options = self.setup.options
        store = Store(folder_of(self.setup.root))
        conversions = ConversionCache(config, files, store, options.pure_extensions)
        if not conversions.is_used:
            return
        self._conversions = conversions
        if not strangers(config, options.page_plugins):
            pages = [file for file in files.documentation_pages() if file.is_modified()]
            ahead = [file.src_uri for file in pages if not conversions.is_kept(file)]
            self._workers = start(ahead, options.jobs, lambda name: self._ahead(files.src_uris[name], config, files))

    @event_priority(_LAST)
    def convert_once(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Leave MkDocs nothing to convert where it is known what comes out."""
        if not self._conversions:
            return None
        if self._workers:
            self._conversions.learn(self._workers.results_for(page.file.src_uri))
        return self._conversions.convert(markdown, page)

    @event_priority(_FIRST)
    def give_back(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Give the page what comes out."""
        return self._conversions.give_back(html, page) if self._conversions else None

    def on_build_error(self, *, error: Exception) -> None:
        """End what still runs."""
        if self._workers:
            self._workers.close()

    def close_conversions(self) -> None:
        """When all pages are converted."""
        if self._workers:
            self._workers.close()
        if self._conversions:
            self._conversions.close()

    def _ahead(self, file: File, config: MkDocsConfig, files: Files) -> bytes | None:
        """In another process: convert a page as MkDocs' loop does, which says later whatever goes wrong."""
        page = file.page or Page(None, file, config)
        try:
            page = config.plugins.on_pre_page(page, config=config, files=files)
            page.read_source(config)
            config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        except Exception:  # noqa: BLE001 - of other plugins, and whatever it is, it is raised again in MkDocs' loop
            return None
        made = self._conversions.taken(page) if self._conversions else None
        return dump(made) if made else None


def _is_outermost(plugin: CachingEvents, config: MkDocsConfig) -> bool:
    """Does no plugin read a page's text after this one, or its HTML before?"""
    last, first = config.plugins.events["page_markdown"], config.plugins.events["page_content"]
    ours = type(plugin)
    after = next((handler for handler in reversed(last) if not isinstance(_owner(handler), ours)), None)
    before = next((handler for handler in first if not isinstance(_owner(handler), ours)), None)
    mine_last = last.index(plugin.convert_once)
    mine_first = first.index(plugin.give_back)
    return (after is None or last.index(after) < mine_last) and (before is None or first.index(before) > mine_first)


def _owner(handler: object) -> object:
    return getattr(handler, "__self__", None)
