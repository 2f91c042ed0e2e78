"""The press: everything that the blog prints on pages, ready when MkDocs writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from functools import partial
from html import unescape
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_blogposts.publishing.feeds.item import FeedLink
from mkdocs_blogposts.publishing.heads.head import Head
from mkdocs_blogposts.publishing.heads.merging import replace_head
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.posts.site import Site
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.pictures.gallery import Gallery, Wish
from mkdocs_blogposts.site.planning.alternates import translations_of
from mkdocs_blogposts.site.planning.plan import Plan
from mkdocs_blogposts.site.planning.protection import is_encrypted, is_replaced, unprotected
from mkdocs_blogposts.site.planning.reserved import STYLE_SHEET
from mkdocs_blogposts.site.printing import sitemap
from mkdocs_blogposts.site.printing.assets import add_assets
from mkdocs_blogposts.site.printing.authorship import portraits_of
from mkdocs_blogposts.site.printing.blocks import Blocks, where_of
from mkdocs_blogposts.site.printing.blogs import HOME, Blogs
from mkdocs_blogposts.site.printing.edition import (
    Edition,
    make_edition,
    page_pictures,
    protected_post,
    without_texts,
)
from mkdocs_blogposts.site.printing.feeds import add_feeds, rewrite_feeds, with_feeds
from mkdocs_blogposts.site.printing.fragments import fill
from mkdocs_blogposts.site.printing.hreflang import Alternates
from mkdocs_blogposts.site.printing.onward import Onward, onward
from mkdocs_blogposts.site.printing.page_preparation import (
    add_robots_txt,
    drop_templates,
    follow_first_pages,
    write_lists_last,
)
from mkdocs_blogposts.site.printing.pagehead import TEMPLATES, Heads, HeadTags, publisher_of, site_facts
from mkdocs_blogposts.site.printing.redirects import add_redirects, rewrite_redirects
from mkdocs_blogposts.site.printing.search import MATERIAL_SEARCH, forget, has_strangers, show_search
from mkdocs_blogposts.site.printing.subjects import subjects_of
from mkdocs_blogposts.site.printing.surroundings import NOT_FOUND, join_navigation, with_offer, with_one_contents
from mkdocs_blogposts.site.printing.templates import Templates
from mkdocs_blogposts.site.printing.titles import name_pages, titles_of
from mkdocs_blogposts.site.settings.file_names import require_writable
from mkdocs_blogposts.site.settings.git_dates import last_commits
from mkdocs_blogposts.site.settings.setup import Setup


@dataclass(frozen=True)
class Press:
    """Prints the parts of pages."""

    setup: Setup
    edition: Edition
    templates: Templates
    heads: Heads
    blocks: Blocks
    ways: Mapping[str, Onward]
    """Where a reader may go from each post, by the posts' files."""

    plan: Plan
    assemble: Callable[[Edition], Press]
    """What makes another press of a changed edition."""

    problems: tuple[Problem, ...] = ()

    withheld: set[str] = field(default_factory=set)
    """The posts whose text another plugin has replaced since this press was made, by their files."""

    _ahead: dict[str, tuple[str | None, str]] = field(default_factory=dict, repr=False, compare=False)
    """The contents of pages before and after, of those that were asked ahead."""

    @property
    def blog_name(self) -> str:
        """What the blog is called in templates and lists: its folder."""
        return self.setup.build.unprefixed(self.setup.options.blog_dir) or HOME

    def has(self, page: Page) -> bool:
        """Is it a page of this blog?"""
        return bool(self.edition.post(page) or self.edition.listed(page))

    def up_to_date(self, page: Page) -> Press:
        """The press for a page: after posts whose text has been replaced, one that knows no word of it.

        The pages of lists come after those of all posts, see `write_lists_last`.
        """
        if not self.withheld or self.edition.post(page):
            return self
        files, setup = self.heads.files, self.setup
        edition, _ = with_feeds(without_texts(self.edition, self.withheld, self.plan, setup), files, setup)
        press = self.assemble(edition)
        rewrite_feeds(edition, files, setup, press.heads)
        rewrite_redirects(self.plan.aliases, self.withheld, press.heads, press.templates, setup)
        return press

    def name(self, page: Page) -> None:
        """Name a page as themes want it, which print its title, or its front matter's, as it is."""
        post = self.edition.post(page)
        if title := self.edition.titles.get(page.file.src_uri):
            page.title = str(escape(post.title if post else title))
            _rewrite(page.meta, ("title",), escape)

    def show_search(self, page: Page) -> Mapping[str, Any]:
        """Show a page as search wants it, and say how it was: MkDocs' own takes text, Material's front matter HTML.

        What no reader should find has neither name nor text for it.
        """
        source = page.file.src_uri
        if not self.has(page) and source not in self.edition.titles:
            return {}
        before = {"title": page.title, "content": page.content, "meta": page.meta}
        page.meta = dict(page.meta)
        if (title := self.edition.titles.get(source)) and page.title == str(escape(title)):
            page.title = title
        if source in self.edition.titles and MATERIAL_SEARCH in self.setup.config.plugins:
            _rewrite(page.meta, ("title", "tags"), escape)
        if self._is_unsearched(page):
            page.title, page.content = "", ""
        elif self.edition.post(page):
            page.content = page.content or "<p></p>"  # Material's search passes over what has no element at all
        return before

    def _is_unsearched(self, page: Page) -> bool:
        """Is it a hidden post, or a page made for a list, which would be found by every post on it?"""
        post = self.edition.post(page)
        return not post.state.is_listed if post else bool(self.edition.listed(page) and page.file.generated_by)

    def in_sitemap(self, files: Iterable[File]) -> list[File]:
        """Those of the files that a sitemap names."""
        setup = self.setup
        named = (file for file in files if file.src_uri not in self.heads.unlisted)
        commits = last_commits(setup.config) if setup.is_first else {}
        return list(sitemap.entries_of(named, self.edition, self.heads.entries, commits, setup))

    def illustrated(self, written: str) -> str:
        """The sitemap, with pictures if the options want them."""
        sitemap.forget_days(self.heads.files)
        wanted = self.setup.options.sitemap_images
        return sitemap.illustrated(written, self.edition, self.setup) if wanted else written

    def heed(self, page: Page) -> tuple[Problem, ...]:
        """Heed what other plugins have made of a post's page since it was named: its title, description and text.

        The text of a post that asks for protection, and which nobody has protected, is left out, with a problem.
        """
        post = self.edition.post(page)
        return self._heed(page, post) if post else ()

    def _heed(self, page: Page, post: Post) -> tuple[Problem, ...]:
        if not post.protected and is_replaced(post.content, page.content or ""):
            post = protected_post(post, page, post.title, self.setup.languages.of(post.language).words)
            self.withheld.add(post.source)
        self.edition.own[post.source] = self._renamed(post, page)
        problem = unprotected(page, self.edition.locked.get(post.source, ""))
        if problem:
            page.content = ""
        if post.protected:
            page.meta.pop("description", None)  # another plugin may have made it of the text
            if not is_encrypted(page):
                forget(self.setup.config, page)
        return (problem,) if problem else ()

    def _renamed(self, post: Post, page: Page) -> Post:
        """The post with the title and the description that its page has by now."""
        named = filter(None, (str(page.meta.get("title") or ""), unescape(str(page.title or ""))))
        is_titled = post.source in self.edition.titles
        title = next((title for title in named if is_titled and title != post.title), post.title)
        entry, described = self.heads.entries[post.source], str(page.meta.get("description") or "")
        is_known = described in (entry.description, str(entry.meta.get("description") or ""))
        heading = str(escape(title)) if title != post.title else post.heading
        about = post.about if is_known else described
        return replace(post, title=title, about=about or post.about, heading=heading)

    def name_as_written(self, page: Page) -> None:
        """Give the front matter back to the plugins that come later, such as feeds."""
        if page.file.src_uri in self.edition.titles:
            _rewrite(page.meta, ("title",), unescape)

    def context(self, page: Page, given: Mapping[str, Any]) -> dict[str, Any]:
        """What templates see, besides what is `given`: of Material's `tags` none that stand below the post as well."""
        given = {"tags": []} if given.get("tags") and self.edition.post(page) else {}
        tags = self._tags(lambda: self.heads.of_page(page))
        cards = partial(self.blocks.cards, page_url=page.url)
        self.heads.alternates.lead_switch(page)
        post = self.edition.post(page)
        names = {"blog": self.edition.blog, "blogs": self.blocks.blogs, "post": post}
        return {**given, **names, "post_cards": cards, "blogposts_head": tags}

    def content(self, page: Page) -> str:
        """The page's content with what the blog adds to it."""
        before, content = self._ahead.pop(page.file.src_uri, (None, ""))
        if before is not None and before == page.content:
            return content
        return fill(page, self.edition, self.templates, self.setup, self.ways.get(page.file.src_uri))

    def ahead(self, page: Page) -> tuple[str, str]:
        """The content and the head that a page is going to have."""
        content = self.content(page)
        self._ahead[page.file.src_uri] = page.content, content
        return content, self.head(page)

    @property
    def feeds(self) -> tuple[FeedLink, ...]:
        """The feeds of all posts."""
        return self.edition.feeds.get("", ())

    def finished(self, output: str, page: Page) -> str:
        """A page as its template has printed it, with its links and its head."""
        if self.edition.post(page):
            output = with_one_contents(output, page)
        finished = self._with_head(self.templates.from_root(output, page.url), self.head(page), page)
        self.name_as_written(page)
        return finished

    def head(self, page: Page) -> str:
        """The tags of a page's head."""
        return self.templates.head(head=self.heads.of_page(page))

    def template_context(self, name: str, context: Mapping[str, Any]) -> dict[str, Any]:
        """What templates see that make no page of Markdown: the sitemap public pages only, 404 and search our names."""
        if name == sitemap.TEMPLATE:
            return sitemap.in_all_languages(self.in_sitemap(context["pages"]), context, self.setup)
        if name not in TEMPLATES or not self.setup.is_first:
            return {}
        tags = self._tags(lambda: self.heads.of_template(name))
        return {"blog": self.edition.blog, "blogs": self.blocks.blogs, "post": None, "blogposts_head": tags}

    def finished_template(self, output: str, name: str) -> str | None:
        """What such a template has printed: the sitemap with its images, 404 and search with their heads."""
        if name == sitemap.TEMPLATE:
            return self.illustrated(output)
        if name not in TEMPLATES or not self.setup.is_first:
            return None
        if name == NOT_FOUND:
            offered = self.templates.unplaced("not_found", blog=self.edition.blog)
            output = with_offer(output, offered, self.setup.config.site_url)
        finished = self._with_head(output, self.templates.head(head=self.heads.of_template(name)))
        return self.setup.shared.templates.setdefault(name, finished)

    def _tags(self, values: Callable[[], Head]) -> HeadTags:
        return HeadTags(values, lambda head: self.templates.head(head=head))

    def _with_head(self, output: str, head: str, page: Page | None = None) -> str:
        """The output with the tags of its head, which a template may have printed itself."""
        if head in output:
            return output
        is_known = self.heads.alternates.replace_those_of_theme(page, page is not None and self.has(page))
        return replace_head(output, head + _style_sheet(output, page), self.heads.raw_of(page), is_known)


def _style_sheet(output: str, page: Page | None) -> str:
    """The link to our style sheet, for themes that print no `extra_css`, or print it so that it is not found."""
    url = get_relative_url(STYLE_SHEET, page.url) if page else ""
    is_there = any(f"{sign}{url}" in output for sign in "\"'=")
    return f'\n<link rel="stylesheet" href="{url}">' if url and not is_there and "bp-" in output else ""


def _rewrite(meta: MutableMapping[str, Any], keys: Iterable[str], rewrite: Callable[[str], str]) -> None:
    """Rewrite the texts of a front matter in place."""
    for key in keys:
        if isinstance(value := meta.get(key), list):
            meta[key] = [str(rewrite(str(text))) for text in value]
        elif value is not None:
            meta[key] = str(rewrite(str(value)))


def make_press(
    plan: Plan, files: Files, env: Environment, setup: Setup, gallery: Gallery, presses: Callable[[], Iterable[Press]]
) -> Press:
    """Make the posts and lists of rendered pages, and add their pictures and the style sheet to `files`.

    `presses` are those of all blogs of the site, known once every blog has its own.
    """

    with gallery.all_media():
        press = _make_press(plan, files, env, setup, gallery, presses)
    show_search(setup.config, press.show_search)
    return press


def _make_press(
    plan: Plan, files: Files, env: Environment, setup: Setup, gallery: Gallery, presses: Callable[[], Iterable[Press]]
) -> Press:
    config, options = setup.config, setup.options
    edition = make_edition(plan, files, setup, gallery)
    pictures = page_pictures(plan, files, gallery, setup.is_first)
    edition = replace(edition, pictures=pictures, titles=titles_of(plan, edition, files, setup))
    edition, feedless = with_feeds(edition, files, setup)
    edition = replace(edition, subjects=subjects_of(edition, plan, setup, gallery))
    edition = replace(edition, portraits=portraits_of(edition, setup, gallery))
    image = gallery.picture(Wish(options.image, "")) if options.image else None
    logo = gallery.picture(Wish(options.publisher.logo, "")) if options.publisher.logo else None
    gallery.close()
    publisher = publisher_of(config, options.publisher, logo.full.url if logo else "")
    press = _assembled(plan, files, env, setup, site_facts(setup, image, publisher), presses, edition)
    if edition.lists or (edition.pictures and options.page_images):
        add_assets(files, setup)
    join_navigation(plan, edition, files)
    follow_first_pages(plan, edition)
    odd = tuple(drop_templates(edition, files, press.templates, setup))
    name_pages(edition, files)
    add_feeds(edition, files, setup, press.heads)
    lost = (*odd, *feedless, *add_redirects(plan.aliases, press.heads, files, press.templates, setup))
    add_robots_txt(files, setup)
    require_writable(files)
    if has_strangers(config):
        write_lists_last(plan, files)
    return replace(press, problems=(*gallery.problems, *press.problems, *lost))


def _assembled(
    plan: Plan,
    files: Files,
    env: Environment,
    setup: Setup,
    site: Site,
    presses: Callable[[], Iterable[Press]],
    edition: Edition,
) -> Press:
    """A press of an edition, with nothing printed yet."""
    ways, lost = onward(edition, files, setup)
    alternates = Alternates(translations_of(plan, files, setup), plan.pages, setup)
    feeds = lambda: [feed for each in presses() for feed in each.feeds]  # noqa: E731
    heads = Heads(edition, plan.pages, site, setup, files, alternates, feeds)
    blogs = Blogs(lambda: {each.blog_name: (each.edition.blog, tuple(each.setup.taxonomies)) for each in presses()})
    env.filters.setdefault("where", where_of(blogs, setup))  # for users' own templates
    templates = Templates(env, setup, blogs)
    blocks = Blocks(edition.blog, setup, templates, blogs)
    assemble = partial(_assembled, plan, files, env, setup, site, presses)
    return Press(setup, edition, templates, heads, blocks, ways, plan, assemble, lost)
