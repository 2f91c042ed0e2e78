"""MkDocs' events at which what has been made already is used: of the first blog of a site, for all of its pages."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from click import get_current_context
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mkdocs_blogposts.reading.title_heading import begins_with_heading, move_heading_to_top
from mkdocs_blogposts.site.caching.cache_door import (
    conversion_cache,
    converted_page,
    has_long_texts,
    has_many_pages,
    has_several_files,
    kept_outputs,
    page_store,
    pages_ahead,
    serve_rebuild,
    stored_build,
    worker_pool,
)
from mkdocs_blogposts.site.caching.page_plugins import (
    WHOLE_SITE,
    find_git_plugins,
    find_marks,
    find_unknown_plugins,
    has_only_known_plugins,
)
from mkdocs_blogposts.site.caching.skipped_pages import SkippedPages
from mkdocs_blogposts.site.images import markdown_conversion
from mkdocs_blogposts.site.images.site_images import SiteImages
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.planning.plan_revision import hide_drafts
from mkdocs_blogposts.site.planning.protected_posts import is_protected
from mkdocs_blogposts.site.rendering.page_renderer import PageRenderer
from mkdocs_blogposts.site.rendering.search_index import has_unknown_page_plugins
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.build_memory import hash_values, is_served
from mkdocs_blogposts.site.settings.environment import describe_environment, describe_refs, shows_posts
from mkdocs_blogposts.site.settings.mkdocs_internals import is_known_release

log = get_plugin_logger("blogposts")

_LAST = -100
_BEFORE_ALL, _AFTER_ALL = 1000, -1000
_BUILDING = ("build", "gh-deploy")


class CachedBlog(Protocol):
    """What is asked of each blog of a site."""

    setup: Setup
    plan: Plan
    images: SiteImages
    pages: PageRenderer


class CachingEvents:
    """To be inherited by the plugin, whose own events come before and after."""

    setup: Setup
    plan: Plan
    nav: Navigation

    _conversions: conversion_cache.ConversionCache | None = None
    _workers: worker_pool.WorkerPool | None = None
    _cleaner: worker_pool.WorkerPool | None = None
    _is_local = False
    """Does `mkdocs build` run with no plugin but such as look at each page by itself?"""
    _unfilled: str | None = None
    """The content of the page at hand without what the blog adds to it."""
    _renderers: Sequence[PageRenderer]
    _skipped: SkippedPages | None = None
    _rebuild: serve_rebuild.Rebuild | None = None
    _stored: stored_build.StoredBuild | None = None

    def blogs(self, config: MkDocsConfig) -> Sequence[CachedBlog]:
        """All blogs of the site; the plugin knows them."""
        raise NotImplementedError

    def find_renderer(self, page: Page, config: MkDocsConfig) -> PageRenderer:
        """What renders a page, as it is by now."""
        return _find_renderer(page, [blog.pages for blog in self.blogs(config)])

    @event_priority(_AFTER_ALL)
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Keep the last build's files from MkDocs, which empties the site's folder next."""
        if not self.setup.is_first or self.setup.build.locale:
            return
        if not self.setup.memory.is_kept:
            gc.unfreeze()  # an earlier build in this process
        if self.setup.memory.is_kept or has_several_files(config.docs_dir):
            self._stored, self._cleaner = stored_build.set_last_build_aside(config, self.setup)

    @event_priority(_AFTER_ALL)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Begin to convert, now that all files have their URLs, and keep the navigation as all plugins made it."""
        self.nav = nav
        hide_drafts(self.plan, files, nav, self.setup)
        if self.setup.build.in_folders:
            for item in nav.items:  # whose section, that of the language, mkdocs-static-i18n has taken out
                item.parent = None
        # mkdocs-static-i18n builds again with the same plugins: nothing of one language may stand in another.
        if not self.setup.is_first or self.setup.build.locale or not _is_outermost(self, config):
            return
        if not is_served(config) and not has_long_texts(files):
            return
        options = self.setup.options
        store = page_store.PageStore(page_store.find_store_folder(self.setup.root))
        conversions = conversion_cache.ConversionCache(config, files, store, options.pure_extensions)
        if not conversions.is_used or not is_known_release(config, nav.pages):
            return
        self._conversions = conversions
        self._skipped = SkippedPages(config, files)
        others = find_unknown_plugins(config, options.page_plugins)
        if is_served(config) or (self._stored and not others):
            self._skip(others, config, files)
        self._is_local = not is_served(config) and not others
        if self._is_local:
            pages = [file for file in files.documentation_pages() if file.is_modified()]
            ahead = [file.src_uri for file in reversed(pages) if conversions.pays_ahead(file)]
            convert = lambda name: self._convert_ahead(files.src_uris[name], config, files)
            self._workers = worker_pool.start_workers(ahead, options.jobs, convert)

    @event_priority(_BEFORE_ALL)
    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> None:
        """Convert a page as MkDocs does, until it turns out to be a post."""
        markdown_conversion.configure_page(config)
        if self._rebuild:
            self._rebuild.open()

    @event_priority(_LAST + 1)
    def lead_with_title(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Have the title lead a page of the blog as it did, though another plugin has put something above it."""
        written = self.plan.pages.get(page.file.src_uri)
        was_led = self.plan.has(page.file.src_uri) and (not written or begins_with_heading(written.body))
        return move_heading_to_top(markdown) if was_led else None

    @event_priority(_LAST)
    def convert_once(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Leave MkDocs nothing to convert where it is known what comes out."""
        if not self._conversions:
            return
        if self._workers and (found := self._workers.result(page.file.src_uri)):
            self._conversions.learn(found, page.file)
        self._conversions.convert(markdown, page)

    @event_priority(_AFTER_ALL)
    def keep_conversion(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Keep the page as it has been read."""
        if self._rebuild:
            self._rebuild.keep_read(html, page)

    @event_priority(_BEFORE_ALL)
    def end_reading(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """When all pages are converted."""
        if self._workers:
            self._workers.close()
        if self._conversions:
            self._conversions.close()
        if self._skipped:
            self._skipped.release()

    @event_priority(_AFTER_ALL)
    def begin_rendering(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """When all is known that stands on pages: leave out what is as it was, and have the rest made."""
        self._renderers = [blog.pages for blog in self.blogs(config)]
        if self._skipped:
            self._skipped.list_files()
        if self._rebuild:
            blogs = "".join(renderer.fingerprints.whole for renderer in self._renderers)
            describe = partial(self._describe, blogs=blogs, with_texts=shows_posts(config))
            make_parts = lambda page: _find_renderer(page, self._renderers).ahead(page)
            self._rebuild.hold_unrendered(self.nav, describe, make_parts)
        for file in files.documentation_pages():
            if file.page and not (renderer := _find_renderer(file.page, self._renderers)).has(file.page):
                renderer.ahead(file.page)  # between the templates of two pages each would take three times as long
        if self._skipped and self._is_local and not has_unknown_page_plugins(config) and _is_last(self, config):
            workers = pages_ahead.AheadRenderer(config, self.nav, env, self._skipped, self._rebuild)
            workers.render(self.setup.options.jobs, is_protected)

    @event_priority(_BEFORE_ALL)
    def name_all_pages(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> None:
        """Templates such as the sitemap's know all pages."""
        if self._skipped:
            context["pages"] = self._skipped.published

    @event_priority(_BEFORE_ALL)
    def before_search(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        """A page is about to be rendered."""
        self._unfilled = page.content
        if self._rebuild:
            self._rebuild.before_search(page)
        if self._skipped:
            self._skipped.release()
            self._skipped.before_search()
            context["pages"] = self._skipped.written

    @event_priority(_AFTER_ALL)
    def after_search(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        """It is in the search index."""
        if self._skipped:
            self._skipped.after_search(page)

    @event_priority(_AFTER_ALL)
    def keep_output(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Keep the page as it is written; its content has done its part, and those of all pages take room."""
        if self._rebuild:
            self._rebuild.keep_rendered(output, page)
        if self._is_local:
            page.content = self._unfilled

    @event_priority(_BEFORE_ALL)
    def finish(self, *, config: MkDocsConfig) -> None:
        """Write what is as it was."""
        memory, site_dir = self.setup.memory, Path(config.site_dir)
        self._end_workers()
        if self._rebuild:
            made = self._rebuild.finish()
            if self._stored and self._rebuild.has_new:
                self._stored.save(made)
            if kept_outputs.is_emptied(site_dir):
                memory.keep("outputs", config.site_dir, made)
        if self._skipped:
            self._skipped.finish()
        if self._stored or (memory.is_kept and self.setup.is_first):
            kept_outputs.drop_aside(site_dir)
            memory.forget_unused()
        is_last = _ends_with_build() and not self.setup.build.locale  # mkdocs-static-i18n builds one more language
        if is_last and has_only_known_plugins(config):
            gc.freeze()  # the command is about to end: to look for garbage in all that there is would take a while

    def on_serve(self, server: object, *, config: MkDocsConfig, builder: object) -> None:
        """What the first build leaves lives as long as the server: no later search for garbage looks at it again."""
        if self.setup.is_first and has_only_known_plugins(config):
            gc.collect()
            gc.freeze()

    def on_build_error(self, *, error: Exception) -> None:
        """End what still runs, and keep what has been converted."""
        self._end_workers()
        if self._conversions:
            self._conversions.close()
        if self._stored:
            kept_outputs.drop_aside(Path(self.setup.config.site_dir))

    def _end_workers(self) -> None:
        for workers in (self._workers, self._cleaner):
            if workers:
                workers.close()

    def _skip(self, others: Sequence[str], config: MkDocsConfig, files: Files) -> None:
        """Leave out what has not changed since the last build, unless other plugins need every page."""
        surroundings, memory = describe_environment(config), self.setup.memory
        if self._stored and (surroundings is None or not has_many_pages(files)):
            return
        marks, asking = find_marks(config, others), find_git_plugins(config, others)
        others = [name for name in others if name not in (*marks, *asking)]
        if others or surroundings is None or not self._conversions or not self._skipped:
            reason = WHOLE_SITE.get(others[0], "may need every page") if others else "has too many files"
            name = f"plugin '{others[0]}'" if others else "'custom_dir'"
            log.info("The %s %s, so each change builds all pages again.", name, reason)
            return
        if asking:
            surroundings += describe_refs(Path(config.docs_dir))
        self._conversions.remember()
        headings = [blog.plan.headings for blog in self.blogs(config)]
        known = surroundings, marks, memory, self._skipped, self._stored
        self._rebuild = serve_rebuild.Rebuild(config, files, headings, self._conversions, *known)
        blogs = self.blogs(config)
        self._rebuild.hold_unread(self.plan.pages, lambda file: self._prepare(file, blogs, config))

    def _describe(self, page: Page, blogs: str, with_texts: bool) -> Iterator[str]:
        """What decides a page beside itself: all that pages show of blogs, then what this one shows, then its parts."""
        renderer = _find_renderer(page, self._renderers)
        fingerprints = renderer.fingerprints
        yield blogs + fingerprints.of_itself(page)
        yield fingerprints.of_page(page)
        yield hash_values(blogs if with_texts else "", *renderer.ahead(page))

    def _prepare(self, file: File, blogs: Sequence[CachedBlog], config: MkDocsConfig) -> str:
        """Make ready to convert a page, and say whose post it is."""
        for blog in blogs:
            if blog.plan.post(file.src_uri):
                markdown_conversion.configure_post(config, file, blog.images.pipeline, blog.setup.options.commonmark)
                return f"post of {blog.setup.options.blog_dir}"
        markdown_conversion.configure_page(config)
        return ""

    def _convert_ahead(self, file: File, config: MkDocsConfig, files: Files) -> bytes | None:
        """In another process: convert a page as MkDocs' loop does, which says later whatever goes wrong."""
        page = config.plugins.on_pre_page(file.page or Page(None, file, config), config=config, files=files)
        page.read_source(config)
        config.plugins.on_page_markdown(page.markdown or "", page=page, config=config, files=files)
        made = self._conversions.take_conversion(page) if self._conversions else None
        return converted_page.dump_page(made) if made else None


def _ends_with_build() -> bool:
    """Is it MkDocs' command to build a site that runs, and ends when the site is built?"""
    context = get_current_context(silent=True)
    return context is not None and context.command.name in _BUILDING


def _find_renderer(page: Page, renderers: Sequence[PageRenderer]) -> PageRenderer:
    """Of several blogs each looks after its own pages, the first also after those that are no blog's."""
    return next((renderer for renderer in renderers if renderer.has(page)), renderers[0])


def _is_outermost(plugin: CachingEvents, config: MkDocsConfig) -> bool:
    """Does no plugin change a page's text after this one has read it?"""
    handlers = config.plugins.events["page_markdown"]
    return _are_ours(handlers[handlers.index(plugin.convert_once) + 1 :])


def _is_last(plugin: CachingEvents, config: MkDocsConfig) -> bool:
    """Does no plugin change the templates' environment after this one?"""
    handlers = config.plugins.events["env"]
    return _are_ours(handlers[handlers.index(plugin.begin_rendering) + 1 :])


def _are_ours(handlers: Iterable[object]) -> bool:
    return all(isinstance(getattr(handler, "__self__", None), CachingEvents) for handler in handlers)
