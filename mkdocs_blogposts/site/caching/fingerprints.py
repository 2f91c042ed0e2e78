"""What decides how a page is read and how it is rendered, as values to be compared with those of the last build."""

from __future__ import annotations

from mkdocs.structure import StructureItem
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.rendering.stored_toc import list_headings
from mkdocs_blogposts.site.settings.build_memory import BuildMemory, Itself, hash_values, read_text


def fingerprint_reading(file: File, entry: Entry | None, what: object, surroundings: str, memory: BuildMemory) -> str:
    """What decides how a page is read, but for the files that its links lead to."""
    content = _read_content(file, memory)
    place = file.src_uri, file.dest_uri, file.url, file.edit_uri, file.inclusion
    inputs = surroundings, content, place, what, entry and (Itself(entry.meta), entry.status)
    known = (entry.meta, entry.status) if entry else None
    name = "key of reading", file.src_uri
    return memory.recall(name, inputs, lambda: hash_values(surroundings, content, place, what, known))


def _read_content(file: File, memory: BuildMemory) -> str | bytes:
    try:
        return read_text(file, memory)
    except UnicodeDecodeError:  # MkDocs is going to say so
        return file.content_bytes


def fingerprint_rendering(page: Page, around: str, memory: BuildMemory) -> str:
    """What decides how a page is rendered beside what we add: itself, its neighbors, where it stands, the rest."""
    beside = [(other.title, other.url) if other else None for other in (page.previous_page, page.next_page)]
    above = [(type(item).__name__, item.title) for item in page.ancestors]
    itself = page.title, page.url, page.canonical_url, page.edit_url, page.is_homepage, page.update_date
    headings = [heading.title for heading in list_headings(page.toc)]
    # Values of a front matter may be equal and look different.
    inputs = around, itself, repr(page.meta), beside, above, headings, page.content
    return memory.recall(("key of rendering", page.file.src_uri), inputs, lambda: hash_values(*inputs))


def fingerprint_navigation(nav: Navigation) -> str:
    """All that a menu can show."""
    return hash_values([_shape(item) for item in nav.items])


def _shape(item: StructureItem) -> object:
    url = getattr(item, "url", "")
    return type(item).__name__, item.title, url, [_shape(child) for child in getattr(item, "children", None) or ()]
