"""Links and pictures in the texts of pages that lead nowhere."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from urllib.parse import unquote, urljoin, urlsplit

from mkdocs.structure.files import File, Files

from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.references import Reference
from mkdocs_blogposts.reading.written import Written
from mkdocs_blogposts.site.edition import PICTURE_NAME
from mkdocs_blogposts.site.picture_places import Places, named

NOT_OURS = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\?|.*(?:\{\{|\{%|\{\{<)", re.IGNORECASE | re.DOTALL)
"""What leads elsewhere, stays on its page, or is a template's business."""

LATE = (".xml", ".json", ".gz", "404.html")
"""What plugins add at the end of a build: feeds, indexes."""


class Targets:
    """All that a link of the site may lead to."""

    def __init__(self, files: Files, site_url: str, blogs: Iterable[str], aliases: Iterable[str]) -> None:
        """`blogs` are the folders of the blogs: an address below one of them is the site's own."""
        self._files = files
        self._root = urlsplit(site_url).path.strip("/")
        self._blogs = tuple(f"{blog}/" for blog in blogs if blog)
        self._aliases = aliases
        self._places = Places(files)

    def problems(self, page: Written, file: File, is_post: bool) -> Iterator[Problem]:
        """The links and pictures of a page that lead nowhere."""
        for reference in page.references:
            is_found = is_post and reference.is_picture and self._is_found(reference, file)
            if reference.target and not is_found and not NOT_OURS.match(reference.target):
                yield from self._problems(reference, page, file)

    def _is_found(self, reference: Reference, file: File) -> bool:
        """Is a post's picture there? A build looks for those in the text as it does for that of the header."""
        return self._places.find(named(reference.target).path, file.src_uri) is not None

    def _problems(self, reference: Reference, page: Written, file: File) -> Iterator[Problem]:
        place = page.lines_above + reference.line, reference.column
        target = unquote(re.split(r"[?#]", reference.target, maxsplit=1)[0]).replace("\\", "/")
        found = self._source(target, file) or (self._source("/" + target, file) if reference.is_html else None)
        if found and found.inclusion.is_excluded() and not file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
            what = f"The link '{reference.target}' leads to what is not published."
            yield Problem(
                Rule.UNPUBLISHED_TARGET,
                page.source,
                what,
                "It is dead until that is, or until you take it out.",
                *place,
            )
        elif not found and not self._is_address(target, file):
            yield self._dead(reference, target, page, place)

    def _dead(self, reference: Reference, target: str, page: Written, place: tuple[int, int]) -> Problem:
        if reference.is_picture:
            what, cure = self._places.missing(named(reference.target), page.source)
            return Problem(Rule.MISSING_IMAGE, page.source, what, cure, *place)
        what = f"The link '{reference.target}' leads nowhere."
        cure = "Write the path of a file from the page, such as '../about.md'."
        if meant := self._places.suggestion(target) if PICTURE_NAME.search(target) else self._suggestion(target):
            cure = f"Did you mean '{posixpath.relpath(meant, posixpath.dirname(page.source) or '.')}'?"
        return Problem(Rule.DEAD_LINK, page.source, what, cure, *place)

    def _source(self, target: str, file: File) -> File | None:
        """The file that MkDocs takes a target for."""
        folder = "" if target.startswith("/") else posixpath.dirname(file.src_uri)
        path = posixpath.normpath(posixpath.join(folder, target.lstrip("/")))
        return self._files.src_uris.get(path) if target.strip("/") else None

    def _is_address(self, target: str, file: File) -> bool:
        """Is it an address that the site has, or may have?"""
        if target.endswith(LATE):
            return True
        path = unquote(urlsplit(urljoin(f"http://site/{file.url}", target)).path).strip("/")
        if target.startswith("/") and not path.startswith(self._blogs):
            return not target.endswith((".md", ".markdown"))
        return _trimmed(path) in self._addresses or _trimmed(path.removeprefix(self._root)) in self._addresses

    def _suggestion(self, target: str) -> str:
        """The page that a writer may have meant: one of that name elsewhere, else one of a name much like it."""
        name = posixpath.splitext(posixpath.basename(target.rstrip("/")))[0]
        near = difflib.get_close_matches(name[:255], self._by_name, n=1, cutoff=0.8) if name else []
        return self._by_name[near[0]] if near else ""

    @cached_property
    def _addresses(self) -> frozenset[str]:
        urls = (unquote(url) for file in self._files for url in (file.url, file.dest_uri))
        return frozenset([*map(_trimmed, urls), *map(_trimmed, self._aliases), ""])

    @cached_property
    def _by_name(self) -> dict[str, str]:
        pages = [page for page in self._files.documentation_pages() if page.abs_src_path]
        return {page.name if page.name != "index" else posixpath.dirname(page.src_uri): page.src_uri for page in pages}


def _trimmed(path: str) -> str:
    """An address without what makes no difference at its ends."""
    return path.strip("/.").removesuffix("index.html").rstrip("/")
