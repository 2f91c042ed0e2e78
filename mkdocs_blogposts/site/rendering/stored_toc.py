"""Tables of contents as values, made into MkDocs' own when somebody asks: most pages of a rebuild are not rendered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from mkdocs_blogposts.publishing.converted_page import TocHeading


class StoredToc(TableOfContents):
    """A table of contents of headings that are known."""

    def __init__(self, headings: Sequence[TocHeading]) -> None:
        self.headings = headings

    @cached_property
    def items(self) -> list[AnchorLink]:  # type: ignore[override]  # an attribute of MkDocs' that others may set
        """The top headings, which other plugins may change."""
        items = [_make_link(heading) for heading in self.headings]
        if items:
            items[0].active = True  # type: ignore[attr-defined]  # as MkDocs does
        return items


def list_headings(toc: TableOfContents) -> Sequence[AnchorLink | TocHeading]:
    """The top headings of a table of contents, to be read."""
    return toc.headings if isinstance(toc, StoredToc) and "items" not in vars(toc) else tuple(toc)


def store_headings(toc: Iterable[AnchorLink]) -> tuple[TocHeading, ...]:
    """A table of contents as a value."""
    return tuple(_make_heading(item) for item in toc)


def find_first_anchor(page: Page) -> str:
    """The id of the page's first heading, to which its table of contents links."""
    first = next(iter(list_headings(page.toc)), None)
    return str(first.id) if first and first.level == 1 else ""


def _make_link(heading: TocHeading) -> AnchorLink:
    link = AnchorLink(heading.title, heading.id, heading.level)
    link.children = [_make_link(child) for child in heading.children]
    return link


def _make_heading(link: AnchorLink) -> TocHeading:
    children = tuple(_make_heading(child) for child in link.children)
    return TocHeading(str(link.title), str(link.id), int(link.level), children)
