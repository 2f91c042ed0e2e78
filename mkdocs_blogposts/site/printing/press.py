"""The press: everything that the blog prints on pages, ready when MkDocs writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from functools import partial
from html import unescape
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_blogposts.publishing.feeds.item import FeedLink
from mkdocs_blogposts.publishing.heads.head import Head
from mkdocs_blogposts.publishing.heads.merging import replace_head
from mkdocs_blogposts.publishing.style_sheet import without_notes
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.pictures.gallery import Gallery, Wish
from mkdocs_blogposts.site.pictures.places import FOLDER
from mkdocs_blogposts.site.planning.plan import Plan
from mkdocs_blogposts.site.printing import sitemap
from mkdocs_blogposts.site.printing.authorship import portraits_of
from mkdocs_blogposts.site.printing.blocks import Blocks, where_of
from mkdocs_blogposts.site.printing.edition import Edition, make_edition, page_pictures, page_title
from mkdocs_blogposts.site.printing.feeds import add_feeds, with_feeds
from mkdocs_blogposts.site.printing.fragments import contents_of, fill
from mkdocs_blogposts.site.printing.onward import Onward, onward
from mkdocs_blogposts.site.printing.pagehead import Heads, HeadTags, publisher_of, site_facts
from mkdocs_blogposts.site.printing.redirects import add_redirects
from mkdocs_blogposts.site.printing.subjects import subjects_of
from mkdocs_blogposts.site.printing.templates import THEMES, Templates
from mkdocs_blogposts.site.printing.withheld import withhold_pictures
from mkdocs_blogposts.site.settings.setup import Setup

MATERIAL_SEARCH = "material/search"
"""The key of Material's search among a site's plugins."""

STYLE_SHEET = f"{FOLDER}/blogposts.css"


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

    problems: tuple[Problem, ...]

    _ahead: dict[str, tuple[str | None, str]] = field(default_factory=dict, repr=False, compare=False)
    """The contents of pages before and after, of those that were asked ahead."""

    def has(self, page: Page) -> bool:
        """Is it a page of this blog?"""
        return bool(self.edition.post(page) or self.edition.listed(page))

    def name_for_search(self, page: Page) -> None:
        """Name a page as search wants it: MkDocs' own takes plain text, Material's the front matter's, as HTML.

        What no reader should find has neither name nor text for it.
        """
        if title := self.edition.titles.get(page.file.src_uri):
            page.title = title
            if MATERIAL_SEARCH in self.setup.config.plugins:
                _rewrite(page.meta, ("title", "tags"), escape)
        if self._is_unsearched(page):
            page.title, page.content = "", ""
        elif self.edition.post(page):
            page.content = page.content or "<p></p>"  # Material's search passes over what has no element at all

    def _is_unsearched(self, page: Page) -> bool:
        """Is it a hidden post, or a page made for a list, which would be found by every post on it?"""
        post = self.edition.post(page)
        return not post.state.is_listed if post else bool(self.edition.listed(page) and page.file.generated_by)

    def in_sitemap(self, files: Iterable[File]) -> list[File]:
        """Those of the files that a sitemap names."""
        setup = self.setup
        return list(sitemap.entries_of(files, self.edition, self.heads.entries, setup.site_url, setup.rules.now))

    def illustrated(self, written: str) -> str:
        """The sitemap, with pictures if the options want them."""
        wanted = self.setup.options.sitemap_images
        return sitemap.illustrated(written, self.edition, self.setup.site_url) if wanted else written

    def name_for_theme(self, page: Page) -> None:
        """Name a page as themes want it, which print its title, or its front matter's, as it is."""
        if title := self.edition.titles.get(page.file.src_uri):
            page.title = str(escape(title))
            if MATERIAL_SEARCH in self.setup.config.plugins:
                _rewrite(page.meta, ("tags",), unescape)
            else:
                _rewrite(page.meta, ("title",), escape)

    def name_as_written(self, page: Page) -> None:
        """Give the front matter back to the plugins that come later, such as feeds."""
        if page.file.src_uri in self.edition.titles:
            _rewrite(page.meta, ("title",), unescape)

    def context(self, page: Page) -> dict[str, Any]:
        """What templates of the user's own theme see."""
        tags = self._tags(lambda: self.heads.of_page(page))
        cards = partial(self.blocks.cards, page_url=page.url)
        post = self.edition.post(page)
        return {"blog": self.edition.blog, "post": post, "post_cards": cards, "blogposts_head": tags}

    def content(self, page: Page) -> str:
        """The page's content with what the blog adds to it."""
        before, content = self._ahead.pop(page.file.src_uri, (None, ""))
        if before is not None and before == page.content:
            return content
        options, on = self.setup.options, self.ways.get(page.file.src_uri)
        return fill(page, self.edition, self.templates, self.setup.config, options.page_images, on)

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
        finished = self._with_head(self.templates.from_root(output, page.url), self.head(page), page)
        self.name_as_written(page)
        return finished

    def head(self, page: Page) -> str:
        """The tags of a page's head."""
        return self.templates.head(head=self.heads.of_page(page))

    def template_context(self, name: str) -> dict[str, Any]:
        """What the templates of pages see that the theme makes of no Markdown."""
        tags = self._tags(lambda: self.heads.of_template(name))
        return {"blog": self.edition.blog, "post": None, "blogposts_head": tags}

    def finished_template(self, output: str, name: str) -> str:
        """Such a page with its head."""
        return self._with_head(output, self.templates.head(head=self.heads.of_template(name)))

    def _tags(self, values: Callable[[], Head]) -> HeadTags:
        return HeadTags(values, lambda head: self.templates.head(head=head))

    def _with_head(self, output: str, head: str, page: Page | None = None) -> str:
        """The output with the tags of its head, which a template may have printed itself."""
        return output if head in output else replace_head(output, head, self.heads.raw_of(page))


def _rewrite(meta: MutableMapping[str, Any], keys: Iterable[str], rewrite: Callable[[str], str]) -> None:
    """Rewrite the texts of a front matter in place."""
    for key in keys:
        if isinstance(value := meta.get(key), list):
            meta[key] = [str(rewrite(str(text))) for text in value]
        elif value is not None:
            meta[key] = str(rewrite(str(value)))


def make_press(
    plan: Plan, files: Files, env: Environment, setup: Setup, gallery: Gallery, feeds: Callable[[], Iterable[FeedLink]]
) -> Press:
    """Make the posts and lists of rendered pages, and add their pictures and the style sheet to `files`.

    `feeds` are those of all blogs of the site, known once every blog has its press.
    """
    config, options = setup.config, setup.options
    withhold_pictures(plan, files, config)
    edition = make_edition(plan, files, setup, gallery)
    pictures = page_pictures(plan, files, gallery, setup.is_first)
    edition = with_feeds(replace(edition, pictures=pictures, titles=_titles(plan, edition, files, setup)), files, setup)
    edition = replace(edition, subjects=subjects_of(edition, plan, setup, gallery))
    edition = replace(edition, portraits=portraits_of(edition, setup, gallery))
    ways, lost = onward(edition, files, setup)
    image = gallery.picture(Wish(options.image, "")) if options.image else None
    logo = gallery.picture(Wish(options.publisher.logo, "")) if options.publisher.logo else None
    gallery.close()
    publisher = publisher_of(config, options.publisher, logo.full.url if logo else "")
    heads = Heads(edition, plan.pages, site_facts(setup, image, publisher), setup, files, feeds)
    env.filters.setdefault("where", where_of(setup.taxonomies))  # for users' own templates
    templates = Templates(env, config, setup.languages)
    if edition.lists or (edition.pictures and options.page_images):
        _add_style_sheet(files, setup)
    _join_navigation(plan, edition, files)
    _follow_first_pages(plan, edition)
    _drop_templates(files, templates)
    _name_pages(edition, files)
    lost = (*lost, *add_redirects(plan.aliases, heads, files, templates, setup))
    add_feeds(edition, files, setup, heads)
    blocks = Blocks(edition.blog, setup, templates)
    return Press(setup, edition, templates, heads, blocks, ways, (*gallery.problems, *lost))


def _drop_templates(files: Files, templates: Templates) -> None:
    """Forget templates that the theme has not: they are those of another engine, and MkDocs would stop."""
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        if file.page and "template" in file.page.meta and not templates.knows(file.page.meta["template"]):
            del file.page.meta["template"]


def _name_pages(edition: Edition, files: Files) -> None:
    """Give posts and lists their titles, and lists a table of contents."""
    for source, title in edition.titles.items():
        if page := files.src_uris[source].page:
            page.title = str(escape(title))
    for source, listed in edition.lists.items():
        if (page := files.src_uris[source].page) and not len(page.toc):
            page.toc = contents_of(listed, str(page.title))


def _titles(plan: Plan, edition: Edition, files: Files, setup: Setup) -> dict[str, str]:
    """Titles as plain text, by files: of posts, and of the lists' pages, where later pages have the first's.

    A title that `nav` gives to a file of the writer's stays, since it is meant for the navigation.
    """
    firsts = {file.src_uri: plan.lists[edition.first_path(path)] for path, file in plan.lists.items()}
    titles = {source: page_title(first.page, setup.config) for source, first in firsts.items()}
    titles |= {source: post.title for source, post in edition.posts.items()}
    return {source: title for source, title in titles.items() if not _is_named_by_nav(files.src_uris[source])}


def _is_named_by_nav(file: File) -> bool:
    return not file.generated_by and file.page is not None and "title" in vars(file.page)


def _follow_first_pages(plan: Plan, edition: Edition) -> None:
    """The later pages of a list have the front matter of its first: its template, what it hides."""
    for path, file in plan.lists.items():
        first = plan.lists[edition.first_path(path)]
        if file is not first and file.page and first.page:
            file.page.meta = {**first.page.meta, **file.page.meta}


def _join_navigation(plan: Plan, edition: Edition, files: Files) -> None:
    """Put pages that are not in the navigation below the blog's section of it: breadcrumbs and menus show the way."""
    index = plan.lists.get("")
    section = index.page.parent if index and index.page else None
    for source in (*edition.posts, *edition.lists):
        page = files.src_uris[source].page
        if page and page.parent is None and page is not (index and index.page):
            page.parent = section


def _add_style_sheet(files: Files, setup: Setup) -> None:
    """Before the user's own style sheets, which may change everything in it; the user's own file of its name wins."""
    if files.get_file_from_path(STYLE_SHEET) is None:
        style = without_notes((THEMES / "base" / "blogposts.css").read_text(encoding="utf-8"))
        files.append(File.generated(setup.config, STYLE_SHEET, content=style, inclusion=InclusionLevel.INCLUDED))
    if STYLE_SHEET not in setup.config.extra_css:
        setup.config.extra_css.insert(0, STYLE_SHEET)
