"""The way to a page: through the navigation, then through the blog."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.publishing.html import plain
from mkdocs_blogposts.publishing.structured_data import Crumb
from mkdocs_blogposts.site.edition import Edition, page_title
from mkdocs_blogposts.site.setup import Setup


def home_of(files: Files) -> Page | None:
    """The home page."""
    return next((file.page for file in files.documentation_pages() if file.dest_uri == "index.html"), None)


def crumbs(page: Page, home: Page | None, edition: Edition, files: Files, setup: Setup) -> tuple[Crumb, ...]:
    """From the home page to the page itself. No address stands twice."""
    steps = [_step(home, edition, setup)] if home else []
    post, listed = edition.post(page), edition.listed(page)
    if post or listed:
        path = "" if post else listed.listing.path if isinstance(listed, ListPage) else listed.path if listed else ""
        steps += _of_list(path, edition, files, setup)
        if isinstance(listed, ListPage) and listed.number > 1:
            steps.append(Crumb(setup.words.gettext("page {number}", number=listed.number), page.url))
    else:
        steps += _of_navigation(page, edition, setup)
    if post:
        steps.append(_step(page, edition, setup))
    by_url = {step.url or step.name: step for step in reversed(steps)}
    return tuple(step for step in steps if by_url[step.url or step.name] is step)


def _of_list(path: str, edition: Edition, files: Files, setup: Setup) -> Iterator[Crumb]:
    """The sections that the blog's index stands in, the index, and the lists around the one at a path."""
    parts = path.split("/") if path else []
    for depth in range(len(parts) + 1):
        source = edition.sources.get("/".join(parts[:depth]))
        page = files.src_uris[source].page if source else None
        if page:
            yield from [_step(page, edition, setup)] if depth else _of_navigation(page, edition, setup)


def _of_navigation(page: Page, edition: Edition, setup: Setup) -> Iterator[Crumb]:
    for section in reversed(list(page.ancestors)):
        index = _index_of(section)
        if index is not page:
            yield Crumb(plain(section.title or ""), _root_url(index) if index else "")
    yield _step(page, edition, setup)


def _index_of(section: StructureItem) -> Page | None:
    """The page that stands for a section, as `navigation.indexes` of Material has it."""
    children = section.children if isinstance(section, Section) else []
    pages = (child for child in children or [] if isinstance(child, Page))
    return next((page for page in pages if page.file.name == "index"), None)


def _step(page: Page, edition: Edition, setup: Setup) -> Crumb:
    return Crumb(edition.titles.get(page.file.src_uri) or page_title(page, setup.config), _root_url(page))


def _root_url(page: Page) -> str:
    return page.url or "./"
