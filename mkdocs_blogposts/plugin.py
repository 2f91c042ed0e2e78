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

from mkdocs_blogposts.config.options import SwitchablePlugin
from mkdocs_blogposts.publishing.text.html_text import split_heading
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.caching.caching_events import CachingEvents
from mkdocs_blogposts.site.images import markdown_conversion
from mkdocs_blogposts.site.images.site_images import SiteImages
from mkdocs_blogposts.site.planning.build_plan import Plan, make_plan
from mkdocs_blogposts.site.planning.language_versions import link_versions, plan_languages
from mkdocs_blogposts.site.planning.page_meta import format_page_source, hand_over_sources
from mkdocs_blogposts.site.planning.plugin_views import introduce_pages
from mkdocs_blogposts.site.planning.source_files import finish_notebook
from mkdocs_blogposts.site.rendering.blog_door import feed_files
from mkdocs_blogposts.site.rendering.page_renderer import PageRenderer
from mkdocs_blogposts.site.rendering.renderer_assembly import apply_late_changes, make_renderer
from mkdocs_blogposts.site.settings.blog_setup import Setup, make_setup
from mkdocs_blogposts.site.settings.material_layout import apply_material_layout
from mkdocs_blogposts.site.settings.other_plugins import list_remarks
from mkdocs_blogposts.site.settings.static_i18n import come_after_i18n

log = get_plugin_logger("blogposts")


class BlogpostsPlugin(CachingEvents, SwitchablePlugin):
    """A blog in any MkDocs site."""

    supports_multiple_instances = True

    setup: Setup  # from `on_config`
    plan: Plan  # from `on_files`, and again from `on_env`
    images: SiteImages  # from `on_files`
    nav: Navigation  # from `on_nav`
    pages: PageRenderer  # from `on_env`

    @event_priority(-110)
    def on_config(self, config: MkDocsConfig) -> None:
        """Check the options. After `i18n` (-100), which builds a site for each language."""
        come_after_i18n(config, type(self))
        self.setup = make_setup(config, self.config, [blog.config for blog in self.blogs(config)])
        config.watch.extend(path for path in map(str, self.setup.people.files) if path not in config.watch)
        markdown_conversion.prepare_extensions(config)
        hand_over_sources(config, self._on_page_read_source)
        for level, sentence in list_remarks(self.setup, config):
            log.log(level, sentence)

    @event_priority(-50)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Find the posts, give them their URLs, and add the lists' pages. After `gen-files` (0)."""
        plan_languages(self.setup, files)
        self.setup = apply_material_layout(self.setup, files)
        self.plan = link_versions(make_plan(files, self.setup, self.blogs(config)), files, self.setup)
        if self.plan.has_blog:
            feed_files.announce_feeds(self.plan, files, self.setup)
        self.images = SiteImages(files, self.setup, bool(self.plan.posts))
        introduce_pages(self.plan, files, self.setup)
        self._tell((*self.plan.problems, *self.images.exclude_broken()))

    def _on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Hand over a post with front matter that MkDocs reads, before any plugin's `on_page_markdown`."""
        if self.plan.post(page.file.src_uri):
            markdown_conversion.configure_post(config, page.file, self.images.pipeline, self.config.commonmark)
        entry = self.plan.own_header(page.file.src_uri)
        return format_page_source(entry.meta, entry.body) if entry else None

    on_page_markdown = CombinedEvent(CachingEvents.lead_with_title, CachingEvents.convert_once)

    @event_priority(100)
    def _take_heading(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Take the heading out of a post before other plugins frame it, and the front matter out of a notebook's."""
        if not self.plan.post(page.file.src_uri):
            return None
        self.plan.headings[page.file.src_uri], rest = split_heading(finish_notebook(page, html) or html)
        return rest

    on_page_content = CombinedEvent(_take_heading, CachingEvents.keep_conversion)

    @event_priority(100)
    def _revise(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Heed what other plugins have made of posts' front matter, when pages are rendered and not written."""
        self.plan, late = apply_late_changes(self.plan, files, self.nav, self.setup)
        self._tell(late)

    @event_priority(-75)
    def _render(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Make the posts and the lists, after others have added files."""
        self.pages = make_renderer(self.blogs(config), files, env, self.setup, self.images)
        self._tell(self.pages.problems)

    on_env = CombinedEvent(CachingEvents.end_reading, _revise, _render, CachingEvents.begin_rendering)

    @event_priority(-100)
    def _fill_page(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        """Fill the page, now that other plugins have had their say. Templates have `blog` and `post`."""
        self.pages = self.pages.up_to_date(page)
        if self.pages is self.find_renderer(page, config):
            self._tell(self.pages.apply_late_changes(page))
            self.pages.name(page)
            page.content = self.pages.content(page)
            context.update(self.pages.context(page, context))  # type: ignore[typeddict-item]

    on_page_context = CombinedEvent(CachingEvents.before_search, _fill_page, CachingEvents.after_search)

    def _finish_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str | None:
        """Give the finished page the posts that it asks for, and its head."""
        output, problems = self.pages.blocks.fill(output, page)
        self._tell(problems)
        return self.pages.finish_page(output, page) if self.pages is self.find_renderer(page, config) else output

    on_post_page = CombinedEvent(_finish_page, CachingEvents.keep_output)

    def _give_names(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> None:
        """Give the sitemap public pages only, with their dates, and other templates the names that pages know."""
        context.update(self.pages.template_context(template_name, context))  # type: ignore[typeddict-item]

    on_template_context = CombinedEvent(CachingEvents.name_all_pages, _give_names)

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str | None:
        """Give the pages that the theme makes of no Markdown (404, search) their heads, the sitemap its images."""
        return self.pages.finish_template(output_content, template_name)

    def _strip(self, *, config: MkDocsConfig) -> None:
        """Take notes of cameras out of the images that MkDocs has copied."""
        if self.config.strip_metadata:
            self.images.strip_originals()

    on_post_build = CombinedEvent(CachingEvents.finish, _strip)

    def blogs(self, config: MkDocsConfig) -> Sequence[BlogpostsPlugin]:
        """All blogs of the site."""
        return [each for each in config.plugins.values() if isinstance(each, BlogpostsPlugin) and each.config.enabled]

    def _tell(self, problems: Iterable[Problem]) -> None:
        """Say what writers got wrong; what is wrong in a post that is not published yet fails no strict build."""
        for problem in problems:
            log.log(logging.INFO if self.plan.is_note(problem) else logging.WARNING, "%s", problem)
