"""The plugin: MkDocs' events in their order, and what happens at each. MkDocs makes a fresh one for every build."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from mkdocs_blogposts.blog.material import told
from mkdocs_blogposts.config import BlogpostsConfig
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.caching.events import Caching
from mkdocs_blogposts.site.pictures import conversion
from mkdocs_blogposts.site.pictures.gallery import Gallery, make_gallery
from mkdocs_blogposts.site.pictures.originals import left_out, strip_originals
from mkdocs_blogposts.site.planning.plan import Plan, make_plan
from mkdocs_blogposts.site.planning.sources import finish_notebook
from mkdocs_blogposts.site.printing.pagehead import TEMPLATES
from mkdocs_blogposts.site.printing.press import Press, make_press
from mkdocs_blogposts.site.printing.sitemap import TEMPLATE as SITEMAP
from mkdocs_blogposts.site.settings.material import in_layout
from mkdocs_blogposts.site.settings.setup import Setup, make_setup

log = get_plugin_logger("blogposts")


class BlogpostsPlugin(Caching, BasePlugin[BlogpostsConfig]):  # type: ignore[no-untyped-call]  # of MkDocs
    """A blog in any MkDocs site."""

    supports_multiple_instances = True

    setup: Setup  # from `on_config`
    plan: Plan  # from `on_files`
    gallery: Gallery  # from `on_files`
    press: Press  # from `on_env`

    def on_config(self, config: MkDocsConfig) -> None:
        """Check the options."""
        self.setup = make_setup(config, self.config, [blog.config for blog in self.blogs(config)])
        config.watch.extend(map(str, self.setup.people.files))
        conversion.prepare(config)
        if note := told(self.config.material):
            log.info(note)
        if self.setup.is_first and not config.site_url:
            log.info("Without 'site_url' in mkdocs.yml there are no feeds, canonical addresses and preview pictures.")

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Find the posts, give them their addresses, and add the lists' pages. After `gen-files` (0)."""
        self.setup = in_layout(self.setup, files)
        self.plan = make_plan(files, self.setup)
        self.gallery = make_gallery(files, self.setup)
        self._tell((*self.plan.problems, *left_out(files.media_files())))

    @event_priority(100)
    def _take_header(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Take a post's header out of its text, before other plugins read either."""
        entry = self.plan.own_header(page.file.src_uri)
        if self.plan.post(page.file.src_uri):
            conversion.as_post(config, page.file, self.gallery, self.config.commonmark)
        if entry:
            page.meta = dict(entry.meta)
        return entry.body if entry else None

    on_page_markdown = CombinedEvent(_take_header, Caching.convert_once)

    @event_priority(100)
    def _finish_notebook(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Take the header out of a notebook's post, which another plugin has converted."""
        return finish_notebook(page, html) if self.plan.post(page.file.src_uri) else None

    on_page_content = CombinedEvent(Caching.give_back, _finish_notebook, Caching.keep_read)

    @event_priority(-75)
    def _make_press(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Make the posts and the lists, when pages are rendered and not written. After others have added files."""
        blogs = self.blogs(config)
        feeds = lambda: [feed for blog in blogs for feed in blog.press.feeds]  # noqa: E731 - known when all have a press
        self.press = make_press(self.plan, files, env, self.setup, self.gallery, feeds)
        self._tell(self.press.problems)

    on_env = CombinedEvent(Caching.end_reading, _make_press, Caching.begin_printing)

    @event_priority(100)
    def _before_search(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        """Name the page as the search index wants it."""
        self.press.name_for_search(page)

    @event_priority(-100)
    def _after_search(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        """Fill the page, now that search has read its text without lists. Templates have `blog` and `post`."""
        self.press.name_for_theme(page)
        if self.press is self.press_of(page, config):
            page.content = self.press.content(page)
            context.update(self.press.context(page))  # type: ignore[typeddict-item]

    on_page_context = CombinedEvent(Caching.before_search, _before_search, _after_search, Caching.after_search)

    def _print(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        """Give the finished page the posts that it asks for, and its head."""
        output, problems = self.press.blocks.fill(output, page)
        self._tell(problems)
        if self.press is not self.press_of(page, config):
            return output
        return self.press.finished(output, page)

    on_post_page = CombinedEvent(_print, Caching.keep_printed)

    def _give_names(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> None:
        """Give the sitemap public pages only, with their dates, and other templates the names that pages know."""
        if template_name == SITEMAP:
            context["pages"] = self.press.in_sitemap(context["pages"])
        elif template_name in TEMPLATES and self.setup.is_first:
            context.update(self.press.template_context(template_name))  # type: ignore[typeddict-item]

    on_template_context = CombinedEvent(Caching.name_all_pages, _give_names)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str | None:
        """Give the pages that the theme makes of no Markdown (404, search) their heads, the sitemap its pictures."""
        if template_name == SITEMAP:
            return self.press.illustrated(output_content)
        is_headless = template_name in TEMPLATES and self.setup.is_first
        return self.press.finished_template(output_content, template_name) if is_headless else None

    def _strip(self, *, config: MkDocsConfig) -> None:
        """Take notes of cameras out of the pictures that MkDocs has copied."""
        if self.config.strip_metadata:
            strip_originals(self.gallery.originals)

    on_post_build = CombinedEvent(Caching.finish, _strip)

    def blogs(self, config: MkDocsConfig) -> Sequence[BlogpostsPlugin]:
        """All blogs of the site."""
        return [plugin for plugin in config.plugins.values() if isinstance(plugin, BlogpostsPlugin)]

    def _tell(self, problems: Iterable[Problem]) -> None:
        """Say what writers got wrong; what is wrong in a post that is not published yet fails no strict build."""
        for problem in problems:
            is_note = problem.is_note or self.plan.is_unseen(problem.file)
            log.log(logging.INFO if is_note else logging.WARNING, "%s", problem)
