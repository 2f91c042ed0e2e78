"""What decides how a page is read and how it is printed, as values to be compared with those of the last build."""

from __future__ import annotations

from hashlib import blake2b

from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.settings.build_memory import hash_values


def fingerprint_reading(file: File, entry: Entry | None, what: object, surroundings: str) -> str:
    """What decides how a page is read, but for the files that its links lead to."""
    known = (entry.meta, entry.status) if entry else None
    place = file.src_uri, file.dest_uri, file.url, file.edit_uri, file.inclusion
    return hash_values(surroundings, blake2b(file.content_bytes).digest(), place, what, known)


def fingerprint_rendering(page: Page, around: str) -> str:
    """What decides how a page is printed beside what we add: itself, its neighbors, where it stands, the rest."""
    beside = [(other.title, other.url) if other else None for other in (page.previous_page, page.next_page)]
    above = [(type(item).__name__, item.title) for item in page.ancestors]
    itself = page.title, page.url, page.canonical_url, page.edit_url, page.is_homepage, page.update_date, page.meta
    return hash_values(around, itself, beside, above, [heading.title for heading in page.toc], page.content)


def fingerprint_navigation(nav: Navigation) -> str:
    """All that a menu can show."""
    return hash_values([_shape(item) for item in nav.items])


def _shape(item: StructureItem) -> object:
    url = getattr(item, "url", "")
    return type(item).__name__, item.title, url, [_shape(child) for child in getattr(item, "children", None) or ()]
