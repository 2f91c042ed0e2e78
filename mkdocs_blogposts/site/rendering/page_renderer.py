"""Everything that the blog renders on pages, ready when MkDocs writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import partial
from html import unescape
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import escape
from mkdocs.structure.pages import Page

from mkdocs_blogposts.frozen_dataclasses import dataclass, replace
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.seo.head_merger import replace_head
from mkdocs_blogposts.publishing.seo.head_values import Head
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.planning.protected_posts import is_encrypted, is_replaced, report_unprotected
from mkdocs_blogposts.site.rendering import search_index, sitemap
from mkdocs_blogposts.site.rendering.assets import fit_style_sheet
from mkdocs_blogposts.site.rendering.blog_door import (
    blog_rendering,
    feed_files,
    page_content,
    post_maker,
    redirect_pages,
)
from mkdocs_blogposts.site.rendering.blog_fingerprint import BlogFingerprints
from mkdocs_blogposts.site.rendering.blogs import HOME
from mkdocs_blogposts.site.rendering.embedded_lists import EmbedRenderer
from mkdocs_blogposts.site.rendering.page_adjustments import (
    NOT_FOUND,
    add_offer,
    remove_second_title,
    remove_second_toc,
    repair_attributes,
    repair_markup,
    rewrite_texts,
)
from mkdocs_blogposts.site.rendering.page_head import (
    TEMPLATES,
    HeadBuilder,
    HeadTags,
)
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.rendering.template_renderer import TemplateRenderer
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.mkdocs_internals import MATERIAL_SEARCH

if TYPE_CHECKING:
    from mkdocs_blogposts.publishing.feeds.feed_item import FeedLink
    from mkdocs_blogposts.site.rendering.further_reading import FurtherReading


class PageParts(NamedTuple):
    """What the blog renders of a page."""

    content: str
    head: str


class _Ahead(NamedTuple):
    """The parts of a page, with all that decided them and that other plugins may change yet."""

    parts: PageParts
    before: str | None
    """The content of the page without what the blog adds to it."""

    state: tuple[object, ...]


@dataclass(frozen=True)
class PageRenderer:
    """Prints the parts of pages."""

    setup: Setup
    rendered: RenderedBlog
    templates: TemplateRenderer
    heads: HeadBuilder
    blocks: EmbedRenderer
    further: Mapping[str, FurtherReading]
    """Where a reader may go from each post, by the posts' files."""

    fingerprints: BlogFingerprints
    plan: Plan
    assemble: Callable[[RenderedBlog], PageRenderer]
    """What makes another renderer, of a changed blog."""

    problems: tuple[Problem, ...] = ()

    withheld: set[str] = field(default_factory=set)
    """The posts whose text another plugin has replaced since this renderer was made, by their files."""

    _ahead: dict[str, _Ahead] = field(default_factory=dict, repr=False, compare=False)
    """What has been rendered ahead, by files."""

    @property
    def blog_name(self) -> str:
        """What the blog is called in templates and lists: its folder."""
        return self.setup.build.strip_locale(self.setup.options.blog_dir) or HOME

    def has(self, page: Page) -> bool:
        """Is it a page of this blog?"""
        return bool(self.rendered.post(page) or self.rendered.find_list(page))

    def up_to_date(self, page: Page) -> PageRenderer:
        """The renderer for a page: after posts whose text has been replaced, one that knows no word of it.

        The pages of lists come after those of all posts, see `write_lists_last`.
        """
        if not self.withheld or self.rendered.post(page):
            return self
        files, setup = self.heads.files, self.setup
        hidden = blog_rendering.hide_texts(self.rendered, self.withheld, self.plan, setup)
        renderer = self.assemble(feed_files.register_feeds(hidden, files, setup)[0])
        feed_files.rewrite_feeds(renderer.rendered, files, setup, renderer.heads)
        redirect_pages.rewrite_redirects(self.plan.aliases, self.withheld, renderer.heads, renderer.templates, setup)
        return renderer

    def name(self, page: Page) -> None:
        """Name a page as themes want it, which print its title, or its front matter's, as it is."""
        post = self.rendered.post(page)
        if title := self.rendered.titles.get(page.file.src_uri):
            page.title = str(escape(post.title if post else title))
            rewrite_texts(page.meta, ("title",), escape)
        if post and page_content.has_theme_comments(post, self.setup):
            page.meta["comments"] = True

    def show_search(self, page: Page) -> Mapping[str, Any]:
        """Show a page as search wants it, and say how it was: MkDocs' own takes text, Material's front matter HTML.

        What no reader should find has neither name nor text for it.
        """
        source = page.file.src_uri
        if not self.has(page) and source not in self.rendered.titles:
            return {}
        before = {"title": page.title, "content": page.content, "meta": page.meta}
        page.meta = dict(page.meta)
        if (title := self.rendered.titles.get(source)) and page.title == str(escape(title)):
            page.title = title
        if source in self.rendered.titles and MATERIAL_SEARCH in self.setup.config.plugins:
            rewrite_texts(page.meta, ("title", "tags"), escape)
        if self._is_unsearched(page):
            page.title, page.content = "", ""
        elif self.rendered.post(page):
            page.content = page.content or "<p></p>"  # Material's search passes over what has no element at all
        return before

    def _is_unsearched(self, page: Page) -> bool:
        """Is it a hidden post, or a page made for a list, which would be found by every post on it?"""
        post = self.rendered.post(page)
        return not post.status.is_listed if post else bool(self.rendered.find_list(page) and page.file.generated_by)

    def apply_late_changes(self, page: Page) -> tuple[Problem, ...]:
        """Heed what other plugins have made of a post's page since it was named: its title, description and text.

        The text of a post that asks for protection, and which nobody has protected, is left out, with a problem.
        """
        post = self.rendered.post(page)
        return self._heed(page, post) if post else ()

    def _heed(self, page: Page, post: Post) -> tuple[Problem, ...]:
        if not post.protected and is_replaced(post.content, page.content or ""):
            words = self.setup.languages.of(post.language).words
            post = post_maker.make_protected_post(post, page, post.title, words)
            self.withheld.add(post.source)
        self.rendered.own[post.source] = self._renamed(post, page)
        problem = report_unprotected(page, self.rendered.locked.get(post.source, ""))
        if problem:
            page.content = ""
        if post.protected:
            page.meta.pop("description", None)  # another plugin may have made it of the text
            if not is_encrypted(page):
                search_index.remove_from_search(self.setup.config, page)
        return (problem,) if problem else ()

    def _renamed(self, post: Post, page: Page) -> Post:
        """The post with the title and the description that its page has by now."""
        named = filter(None, (str(page.meta.get("title") or ""), unescape(str(page.title or ""))))
        is_titled = post.source in self.rendered.titles
        title = next((title for title in named if is_titled and title != post.title), post.title)
        entry, described = self.heads.entries[post.source], str(page.meta.get("description") or "")
        is_known = described in (entry.description, str(entry.meta.get("description") or ""))
        about = (not is_known and described) or post.meta_description
        if (title, about) == (post.title, post.meta_description):
            return post
        heading = str(escape(title)) if title != post.title else post.heading
        return replace(post, title=title, meta_description=about, heading=heading)

    def name_as_written(self, page: Page) -> None:
        """Give the front matter back to the plugins that come later, such as feeds."""
        if page.file.src_uri in self.rendered.titles:
            rewrite_texts(page.meta, ("title",), unescape)

    def context(self, page: Page, given: Mapping[str, Any]) -> dict[str, Any]:
        """What templates see, besides what is `given`: of Material's `tags` none that stand below the post as well."""
        given = {"tags": []} if given.get("tags") and self.rendered.post(page) else {}
        tags = self._tags(lambda: self.heads.of_page(page))
        cards = partial(self.blocks.cards, page_url=page.url)
        self.heads.alternates.lead_switch(page)
        post = self.rendered.post(page)
        names = {"blog": self.rendered.blog, "blogs": self.blocks.blogs, "post": post}
        return {**given, **names, "post_cards": cards, "blogposts_head": tags}

    def content(self, page: Page) -> str:
        """The page's content with what the blog adds to it."""
        ahead = self._ahead.get(page.file.src_uri)
        if ahead and ahead.before == page.content and ahead.state == self._state(page):
            return ahead.parts.content
        if not self.has(page) and page.file.src_uri not in self.rendered.images:
            return page.content or ""
        further = self.further.get(page.file.src_uri)
        return page_content.fill_page(page, self.rendered, self.templates, self.setup, further)

    def ahead(self, page: Page) -> PageParts:
        """The parts that a page is going to have."""
        if ahead := self._ahead.get(page.file.src_uri):
            return ahead.parts
        as_written, page.meta = page.meta, dict(page.meta)
        self.name(page)
        parts = PageParts(self.content(page), self.head(page))
        self._ahead[page.file.src_uri] = _Ahead(parts, page.content, self._state(page))
        page.meta = as_written
        return parts

    @property
    def feeds(self) -> tuple[FeedLink, ...]:
        """The feeds of all posts."""
        return self.rendered.feeds.get("", ())

    def finish_page(self, output: str, page: Page) -> str:
        """A page as its template has printed it, with its links and its head."""
        output = remove_second_title(remove_second_toc(output, page) if self.rendered.post(page) else output)
        finished = self._with_head(self.templates.from_root(output, page.url), self.head(page), page)
        finished = search_index.hide_from_pagefind(finished) if self._is_unsearched(page) else finished
        self.name_as_written(page)
        return finished

    def head(self, page: Page) -> str:
        """The tags of a page's head, which comes last of its parts."""
        ahead = self._ahead.pop(page.file.src_uri, None)
        if ahead and (self.has(page) or ahead.before == page.content) and ahead.state == self._state(page):
            return ahead.parts.head
        return self.templates.head(self.heads.of_page(page))

    def _state(self, page: Page) -> tuple[object, ...]:
        """What other plugins may change of that which decides a page's parts, beside its content."""
        return page.title, dict(page.meta), self.rendered.post(page)

    def template_context(self, name: str, context: Mapping[str, Any]) -> dict[str, Any]:
        """What templates see that make no page of Markdown: the sitemap public pages only, 404 and search our names."""
        if name == sitemap.TEMPLATE:
            listed = sitemap.list_entries(context["pages"], self.heads, self.setup)
            return sitemap.combine_languages(list(listed), context, self.setup)
        if name not in TEMPLATES or not self.setup.is_first:
            return {}
        tags = self._tags(lambda: self.heads.of_template(name))
        return {"blog": self.rendered.blog, "blogs": self.blocks.blogs, "post": None, "blogposts_head": tags}

    def finish_template(self, output: str, name: str) -> str | None:
        """What such a template has printed: the sitemap with its images, 404 and search with their heads."""
        if name == sitemap.TEMPLATE:
            return sitemap.finish_sitemap(output, self.heads.files, self.rendered, self.setup)
        if name not in TEMPLATES or not self.setup.is_first:
            return None
        if name == NOT_FOUND:
            is_offering = self.rendered.blog.posts or self.templates.overrides("not_found")
            offered = self.templates.unplaced("not_found", blog=self.rendered.blog) if is_offering else ""
            output = add_offer(output, offered, self.setup.config.site_url)
        finished = self._with_head(output, self.templates.head(self.heads.of_template(name)))
        return self.setup.shared.templates.setdefault(name, finished)

    def _tags(self, values: Callable[[], Head]) -> HeadTags:
        return HeadTags(values, self.templates.head)

    def _with_head(self, output: str, head: str, page: Page | None = None) -> str:
        """The output with the tags of its head, which a template may have printed itself."""
        output = repair_markup(repair_attributes(output, page, self.setup.config.site_name))
        output, styles = fit_style_sheet(output, page, self.setup)
        if head in output:
            return output
        owned = self.heads.owned_subjects(page, page is not None and self.has(page))
        return replace_head(output, head + styles, self.heads.find_raw_tags(page), owned)
