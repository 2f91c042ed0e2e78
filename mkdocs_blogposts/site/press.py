"""The press: everything that the blog prints on pages, ready when MkDocs writes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.edition import Edition, make_edition, page_pictures, page_title
from mkdocs_blogposts.site.fragments import contents_of, fill
from mkdocs_blogposts.site.language import shown_date
from mkdocs_blogposts.site.pagehead import Heads, site_facts
from mkdocs_blogposts.site.pictures import Gallery
from mkdocs_blogposts.site.plan import Plan
from mkdocs_blogposts.site.setup import Setup
from mkdocs_blogposts.site.templates import THEMES, Templates

MATERIAL_SEARCH = "material/search"
"""The key of Material's search among a site's plugins."""

STYLE_SHEET = "assets/blogposts/blogposts.css"


@dataclass(frozen=True)
class Press:
    """Prints the parts of pages."""

    setup: Setup
    edition: Edition
    templates: Templates
    heads: Heads
    titles: Mapping[str, str]
    """The titles of posts and of the pages made for lists, as plain text, by their files."""

    problems: tuple[Problem, ...]

    def has(self, page: Page) -> bool:
        """Is it a page of this blog?"""
        return bool(self.edition.post(page) or self.edition.listed(page))

    def name_for_search(self, page: Page) -> None:
        """Set a page's title to what search takes: MkDocs' own plain text, Material's HTML of the front matter."""
        if title := self.titles.get(page.file.src_uri):
            page.title = title
        if MATERIAL_SEARCH in self.setup.config.plugins and self.has(page):
            page.meta.update(_rewritten(page.meta, lambda text: str(escape(text))))

    def name_for_theme(self, page: Page) -> None:
        """Set a page's title to what themes print as it is, and undo what was done for search."""
        if title := self.titles.get(page.file.src_uri):
            page.title = str(escape(title))
        if MATERIAL_SEARCH in self.setup.config.plugins and self.has(page):
            page.meta.update(_rewritten(page.meta, unescape))

    def context(self, page: Page) -> dict[str, Any]:
        """What templates of the user's own theme see."""
        return {"blog": self.edition.blog, "post": self.edition.post(page)}

    def content(self, page: Page) -> str:
        """The page's content with what the blog adds to it."""
        options = self.setup.options
        return fill(page, self.edition, self.templates, self.setup.config, options.page_images)

    def head(self, page: Page | None) -> str:
        """The tags of a page's head; without a page, of the page of the error 404."""
        return self.templates.head(head=self.heads.of_page(page) if page else self.heads.of_lost())


def _rewritten(meta: Mapping[str, Any], rewrite: Callable[[str], str]) -> dict[str, Any]:
    """The parts of a front matter that Material's search shows, each text of them rewritten."""
    shown = {key: meta[key] for key in ("title", "tags") if key in meta}
    return {
        key: [rewrite(str(text)) for text in value] if isinstance(value, list) else rewrite(str(value))
        for key, value in shown.items()
    }


def make_press(plan: Plan, files: Files, env: Environment, setup: Setup) -> Press:
    """Make the posts and lists of rendered pages, and add their pictures and the style sheet to `files`."""
    config, options = setup.config, setup.options
    gallery = Gallery(files, config, setup.cache)
    edition = make_edition(plan, files, setup, gallery)
    edition = replace(edition, pictures=page_pictures(plan, files, gallery, setup.is_first))
    image = gallery.picture(options.image, "", "") if options.image else None
    heads = Heads(edition, plan.pages, site_facts(config, setup.locale, image), config)
    templates = Templates(env, config, partial(shown_date, form=options.date_format, locale=setup.locale))
    if edition.lists or (edition.pictures and options.page_images):
        _add_style_sheet(files, setup)
    _join_navigation(plan, edition, files)
    _follow_first_pages(plan, edition)
    press = Press(setup, edition, templates, heads, _titles(plan, edition, files, setup), tuple(gallery.problems))
    for source, title in press.titles.items():
        if page := files.src_uris[source].page:
            page.title = str(escape(title))
    for source, listed in edition.lists.items():
        if (page := files.src_uris[source].page) and not len(page.toc):
            page.toc = contents_of(listed, str(page.title))
    return press


def _titles(plan: Plan, edition: Edition, files: Files, setup: Setup) -> dict[str, str]:
    """Titles as plain text, by files: of posts, and of the pages made for lists, where later pages have the first's.

    A title that `nav` gives a post stays, since it is meant for the navigation.
    """
    made = {path: file for path, file in plan.lists.items() if file.generated_by}
    firsts = {path: plan.lists[edition.first_path(path)] for path in made}
    titles = {made[path].src_uri: page_title(first.page, setup.config) for path, first in firsts.items()}
    named_by_nav = {source for source in edition.posts if "title" in vars(files.src_uris[source].page)}
    return titles | {source: post.title for source, post in edition.posts.items() if source not in named_by_nav}


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
        style = (THEMES / "base" / "blogposts.css").read_text(encoding="utf-8")
        files.append(File.generated(setup.config, STYLE_SHEET, content=style, inclusion=InclusionLevel.INCLUDED))
    if STYLE_SHEET not in setup.config.extra_css:
        setup.config.extra_css.insert(0, STYLE_SHEET)
