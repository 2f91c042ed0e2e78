"""The plugin: MkDocs' events in their order, and what happens at each. MkDocs makes a fresh one for every build."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mkdocs_blogposts.config.switch import SwitchedPlugin
from mkdocs_blogposts.publishing.texts.html import split_heading
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.caching.events import Caching
from mkdocs_blogposts.site.pictures import conversion
from mkdocs_blogposts.site.pictures.gallery import Gallery, make_gallery
from mkdocs_blogposts.site.pictures.originals import left_out, strip_originals
from mkdocs_blogposts.site.planning.alternates import link_versions, plan_languages
from mkdocs_blogposts.site.planning.page_meta import hand_over_sources, page_source
from mkdocs_blogposts.site.planning.plan import Plan, make_plan
from mkdocs_blogposts.site.planning.sources import finish_notebook
from mkdocs_blogposts.site.printing.feeds import announce_feeds
from mkdocs_blogposts.site.printing.press import Press, make_press
from mkdocs_blogposts.site.printing.withheld import heed_others
from mkdocs_blogposts.site.settings.locales import come_after_i18n
from mkdocs_blogposts.site.settings.material import in_layout
from mkdocs_blogposts.site.settings.others import introduce, remarks
from mkdocs_blogposts.site.settings.setup import Setup, make_setup

log = get_plugin_logger("blogposts")


class BlogpostsPlugin(Caching, SwitchedPlugin):  # type: ignore[no-untyped-call]  # of MkDocs
    """A blog in any MkDocs site."""

    supports_multiple_instances = True

    setup: Setup  # from `on_config`
    plan: Plan  # from `on_files`, and again from `on_env`
    gallery: Gallery  # from `on_files`
    nav: Navigation  # from `on_nav`
    press: Press  # from `on_env`

    @event_priority(-110)
    def on_config(self, config: MkDocsConfig) -> None:
        """Check the options. After `i18n` (-100), which builds a site for each language."""
        come_after_i18n(config, type(self))
        self.setup = make_setup(config, self.config, [blog.config for blog in self.blogs(config)])
        config.watch.extend(path for path in map(str, self.setup.people.files) if path not in config.watch)
        conversion.prepare(config)
        hand_over_sources(config, self._on_page_read_source)
        for level, sentence in remarks(self.setup, config):
            log.log(level, sentence)

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Find the posts, give them their addresses, and add the lists' pages. After `gen-files` (0)."""
        plan_languages(self.setup, files)
        self.setup = in_layout(self.setup, files)
        self.plan = link_versions(make_plan(files, self.setup), files, self.setup)
        announce_feeds(self.plan, files, self.setup)
        self.gallery = make_gallery(files, self.setup)
        introduce(self.plan.lists.values(), files, config)
        self._tell((*self.plan.problems, *left_out(files.media_files())))

    def _on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Hand over a post with front matter that MkDocs reads, before any plugin's `on_page_markdown`."""
        if self.plan.post(page.file.src_uri):
            conversion.as_post(config, page.file, self.gallery, self.config.commonmark)
        entry = self.plan.own_header(page.file.src_uri)
        return page_source(entry.meta, entry.body) if entry else None

    on_page_markdown = CombinedEvent(Caching.convert_once)

    @event_priority(100)
    def _take_heading(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Take the heading out of a post, before other plugins put it into a frame; the header out of a notebook's."""
        if not self.plan.post(page.file.src_uri):
            return None
        self.plan.headings[page.file.src_uri], rest = split_heading(finish_notebook(page, html) or html)
        return rest

    on_page_content = CombinedEvent(Caching.give_back, _take_heading, Caching.keep_read)

    @event_priority(100)
    def _revise(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Heed what other plugins have made of posts' front matter, when pages are rendered and not written."""
        self.plan, late = heed_others(self.plan, files, self.nav, self.setup)
        self._tell(late)

    @event_priority(-75)
    def _print(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Make the posts and the lists, after others have added files."""
        plan, setup, gallery = self.plan, self.setup, self.gallery
        self.press = make_press(plan, files, env, setup, gallery, lambda: (blog.press for blog in self.blogs(config)))
        self._tell(self.press.problems)

    on_env = CombinedEvent(Caching.end_reading, _revise, _print, Caching.begin_printing)

    @event_priority(-100)
    def _fill_page(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        """Fill the page, now that other plugins have had their say. Templates have `blog` and `post`."""
        self.press = self.press.up_to_date(page)
        if self.press is self.press_of(page, config):
            self._tell(self.press.heed(page))
            self.press.name(page)
            page.content = self.press.content(page)
            context.update(self.press.context(page, context))  # type: ignore[typeddict-item]

    on_page_context = CombinedEvent(Caching.before_search, _fill_page, Caching.after_search)

    def _finish_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        """Give the finished page the posts that it asks for, and its head."""
        output, problems = self.press.blocks.fill(output, page)
        self._tell(problems)
        return self.press.finished(output, page) if self.press is self.press_of(page, config) else output

    on_post_page = CombinedEvent(_finish_page, Caching.keep_printed)

    def _give_names(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> None:
        """Give the sitemap public pages only, with their dates, and other templates the names that pages know."""
        context.update(self.press.template_context(template_name, context))  # type: ignore[typeddict-item]

    on_template_context = CombinedEvent(Caching.name_all_pages, _give_names)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str | None:
        """Give the pages that the theme makes of no Markdown (404, search) their heads, the sitemap its pictures."""
        return self.press.finished_template(output_content, template_name)

    def _strip(self, *, config: MkDocsConfig) -> None:
        """Take notes of cameras out of the pictures that MkDocs has copied."""
        if self.config.strip_metadata:
            strip_originals(self.gallery.originals)

    on_post_build = CombinedEvent(Caching.finish, _strip)

    def blogs(self, config: MkDocsConfig) -> Sequence[BlogpostsPlugin]:
        """All blogs of the site."""
        ours = (plugin for plugin in config.plugins.values() if isinstance(plugin, BlogpostsPlugin))
        return [plugin for plugin in ours if plugin.config.enabled]

    def _tell(self, problems: Iterable[Problem]) -> None:
        """Say what writers got wrong; what is wrong in a post that is not published yet fails no strict build."""
        for problem in problems:
            log.log(logging.INFO if self.plan.is_note(problem) else logging.WARNING, "%s", problem)
