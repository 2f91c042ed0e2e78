"""Does each page say once what it is, and no two pages the same?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from harness.page import PageView
from scripts.validate.building import Site
from scripts.validate.writer import Writing

ONCE = {
    "title": "head > title",
    "description": "meta[name=description]",
    "author": "meta[name=author]",
    "canonical": "head link[rel=canonical]",
    "og:title": "meta[property='og:title']",
    "og:url": "meta[property='og:url']",
    "JSON-LD": "script[type='application/ld+json']",
}

NOT_OF_404 = {"canonical", "og:url", "JSON-LD"}
NOT_OF_ALL = {"author"}  # who wrote a list, or a page without a name in its front matter?


def faults(site: Site) -> Iterator[str]:
    """Of every page, then of those that say the same."""
    for page in site.pages:
        yield from (f"{page.file}: {fault}" for fault in _of_page(page))
    for post in site.listed:
        own = site.page_of.get(post["file"])
        if own and own.metas("author") != ([", ".join(post["authors"])] if post["authors"] else []):
            yield f"{own.file}: the author is {own.metas('author')}, and in {post['file']} {post['authors']}"
    yield from _of_likeness(site)


def _of_likeness(site: Site) -> Iterator[str]:
    """Pages with one description, but for as many as a writer gave it to."""
    files = (file for file in site.docs.rglob("*") if file.suffix in {".md", ".markdown"})
    written = Counter(_description(Writing(file)) for file in files)
    said: dict[str, list[str]] = defaultdict(list)
    for page in site.pages:
        if (tags := page.metas("description")) and not any("noindex" in robots for robots in page.metas("robots")):
            said[_plain(tags[0])].append(page.file)
    for description, pages in said.items():
        if len(pages) > max(1, written[description]):
            yield f"{' and '.join(pages[:3])} have one description: {description[:80]}"


def _of_page(page: PageView) -> Iterator[str]:
    is_lost = page.file == "404.html"
    for name, css in ONCE.items():
        count = len(page.all(css))
        if count > 1 or (count == 0 and name not in (NOT_OF_404 | NOT_OF_ALL if is_lost else NOT_OF_ALL)):
            yield f"{count} of {name}, not one"
    if any(not description.strip() for description in page.metas("description")):
        yield "an empty description"


def _description(writing: Writing) -> str:
    names = ("description", "metadescription", "summary", "excerpt")
    return _plain(str(next((value for name in names if (value := writing.header.get(name))), "")))


def _plain(text: str) -> str:
    return " ".join(text.strip("\"' ").split())
