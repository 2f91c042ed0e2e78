"""The way to a page: through the navigation, then through the blog."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from mkdocs.structure import StructureItem
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from mkdocs_blogposts.blog.model import Overview
from mkdocs_blogposts.blog.pagination import ListPage
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.seo.json_ld import Breadcrumb
from mkdocs_blogposts.publishing.text.html_text import strip_markup
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.settings.blog_setup import Setup


@dataclass(frozen=True)
class BreadcrumbTrails:
    """Knows the way to each page of a site. The way to a list is looked for once, however many posts are on it."""

    rendered: RenderedBlog
    files: Files
    setup: Setup

    def to(self, page: Page) -> tuple[Breadcrumb, ...]:
        """From the home page to the page itself. No URL stands twice."""
        post, listed = self.rendered.post(page), self.rendered.find_list(page)
        if not post and not listed:
            return _once((*self._beginning, *self._through_navigation(page)))
        path = _path_of(listed) if listed and not post else ""
        way = self._to_lists[path] if path in self._to_lists else self._to_list(path)
        if isinstance(listed, ListPage) and listed.number > 1:
            way = (*way, Breadcrumb(self.setup.words.gettext("page {number}", number=listed.number), page.url))
        return _once((*way, self._step(page))) if post else _once(way)

    @cached_property
    def _beginning(self) -> tuple[Breadcrumb, ...]:
        return (self._step(self._home),) if self._home else ()

    @cached_property
    def _home(self) -> Page | None:
        pages = self.files.documentation_pages()
        return next((file.page for file in pages if file.dest_uri == "index.html"), None)

    @cached_property
    def _to_lists(self) -> dict[str, tuple[Breadcrumb, ...]]:
        return {}

    def _to_list(self, path: str) -> tuple[Breadcrumb, ...]:
        """Home, the sections that the blog's index stands in, the index, and the lists around the one at a path."""
        parts = path.split("/") if path else []
        paths = ["/".join(parts[:depth]) for depth in range(len(parts) + 1)]
        if any(each.is_shared and each.overview in paths for each in self.setup.taxonomies):
            paths = [each for each in paths if each]  # it is no single blog's
        sources = [(path, self.rendered.sources[path]) for path in paths if path in self.rendered.sources]
        files = ((path, self.files.src_uris.get(source)) for path, source in sources)  # a hook may have taken some out
        pages = [(path, file.page) for path, file in files if file and file.page]
        steps = ([self._step(page)] if path else self._through_navigation(page) for path, page in pages)
        return self._to_lists.setdefault(path, (*self._beginning, *chain.from_iterable(steps)))

    def _through_navigation(self, page: Page) -> Iterator[Breadcrumb]:
        for section in reversed(list(page.ancestors)):
            index, step = self._find_step(section)
            if index is not page:
                yield step
        yield self._step(page)

    def _find_step(self, section: StructureItem) -> tuple[Page | None, Breadcrumb]:
        """The page that stands for a section, and the step through it: looked for once, however many pages it has."""
        if id(section) not in self._to_sections:
            index = _index_of(section)
            step = Breadcrumb(strip_markup(section.title or ""), _root_url(index) if index else "")
            self._to_sections[id(section)] = index, step
        return self._to_sections[id(section)]

    @cached_property
    def _to_sections(self) -> dict[int, tuple[Page | None, Breadcrumb]]:
        return {}

    def _step(self, page: Page) -> Breadcrumb:
        return Breadcrumb(self.rendered.title(page, self.setup.config), _root_url(page))


def _once(steps: tuple[Breadcrumb, ...]) -> tuple[Breadcrumb, ...]:
    """The steps without those to a URL, or of a name, that one before them has."""
    found: dict[str, Breadcrumb] = {}
    for step in steps:
        found.setdefault(step.url or step.name, step)
    return tuple(found.values())


def _path_of(listed: ListPage[Post] | Overview[Post]) -> str:
    return listed.listing.path if isinstance(listed, ListPage) else listed.path


def _index_of(section: StructureItem) -> Page | None:
    """The page that stands for a section, as `navigation.indexes` of Material has it."""
    children = section.children if isinstance(section, Section) else []
    pages = (child for child in children or [] if isinstance(child, Page))
    return next((page for page in pages if page.file.name == "index"), None)


def _root_url(page: Page) -> str:
    return page.url or "./"
