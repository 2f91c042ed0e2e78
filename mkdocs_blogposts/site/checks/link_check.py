"""Links and pictures in the texts of pages that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from urllib.parse import unquote

from mkdocs.structure.files import File, Files

from mkdocs_blogposts.reading.naming.nearness import nearest
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.references import Reference
from mkdocs_blogposts.reading.url_parts import join_url, path_of, split_url
from mkdocs_blogposts.reading.written import Written
from mkdocs_blogposts.site.pictures.places import Places, named
from mkdocs_blogposts.site.printing.edition import PICTURE_NAME
from mkdocs_blogposts.site.settings.locales import LocaleBuild

FILLED_IN = re.compile(r"\{\{|\{%")
"""A template's business."""

NOT_OURS = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\?|.*(?:\{\{|\{%)", re.IGNORECASE | re.DOTALL)
"""What leads elsewhere, stays on its page, or is a template's business."""

AnchorsOf = Callable[[str], "frozenset[str] | None"]
"""The ids on the page of a file; `None` where nobody knows."""

SEARCHES = 200
"""In a site: comparing with every name is slow, and more misses than that are no slips of the pen."""

LATE = (".xml", ".json", ".gz", "404.html")
"""What plugins add at the end of a build: feeds, indexes."""


class Targets:
    """All that a link of the site may lead to."""

    def __init__(
        self,
        files: Files,
        site_url: str,
        blogs: Iterable[str],
        aliases: Iterable[str],
        anchors_of: AnchorsOf,
        build: LocaleBuild,
    ) -> None:
        """`blogs` are the folders of the blogs: an address below one of them is the site's own."""
        self._files = files
        self._root = path_of(site_url).strip("/")
        self._blogs = tuple(f"{blog}/" for blog in blogs if blog)
        self._aliases = aliases
        self._anchors_of = anchors_of
        self._build = build
        self._searches = 0
        self._places = Places(files)

    def problems(self, page: Written, file: File, is_post: bool) -> Iterator[Problem]:
        """The links and pictures of a page that lead nowhere."""
        for reference in page.references:
            if is_post and reference.is_picture:
                yield from self._picture(reference, page, file)
            elif split_url(reference.target) is None and not FILLED_IN.search(reference.target):
                what, cure = f"The link '{reference.target}' is no URL.", "Correct it; no browser opens it."
                yield Problem(Rule.DEAD_LINK, page.source, what, cure, *page.place_of(reference))
            elif reference.target and not NOT_OURS.match(reference.target):
                yield from self._link(reference, page, file)

    def _picture(self, reference: Reference, page: Written, file: File) -> Iterator[Problem]:
        """A picture of a post: a build looks for those in the text as it does for that of the header."""
        name = named(reference.target)
        is_elsewhere = not name.path or name.is_inline or name.is_remote or FILLED_IN.search(name.path)
        is_at_address = reference.is_html and self._address(name.path, file) in self._addresses
        if not is_elsewhere and not is_at_address and not self._places.find(name.path, page.source):
            yield self._missing(reference, page)

    def _missing(self, reference: Reference, page: Written) -> Problem:
        what, cure = self._places.missing(named(reference.target), page.source)
        return Problem(Rule.MISSING_IMAGE, page.source, what, cure, *page.place_of(reference))

    def _link(self, reference: Reference, page: Written, file: File) -> Iterator[Problem]:
        target = unquote(re.split(r"[?#]", reference.target, maxsplit=1)[0]).replace("\\", "/")
        found = self._source(target, file) or (self._source("/" + target, file) if reference.is_html else None)
        if found and found.inclusion.is_excluded() and not file.inclusion.is_excluded():  # type: ignore[no-untyped-call]
            what = f"The link '{reference.target}' leads to what is not published."
            cure = "It is dead until that is, or until you take it out."
            yield Problem(Rule.UNPUBLISHED_TARGET, page.source, what, cure, *page.place_of(reference))
        elif found:
            yield from self._place_in(found, reference, page)
        elif not self._is_address(target, file):
            yield self._missing(reference, page) if reference.is_picture else self._dead(reference, target, page)

    def _place_in(self, found: File, reference: Reference, page: Written) -> Iterator[Problem]:
        """The heading of another page that a link names."""
        anchor = unquote(reference.target.partition("#")[2])
        known = self._anchors_of(found.src_uri) if anchor else None
        if known is None or anchor in known:
            return
        near = nearest(anchor, known)
        what = f"The link '{reference.target}' leads to no heading of that page."
        cure = f"Did you mean '#{near}'?" if near else "It opens the page at its top."
        yield Problem(Rule.MISSING_ANCHOR, page.source, what, cure, *page.place_of(reference))

    def _dead(self, reference: Reference, target: str, page: Written) -> Problem:
        what = f"The link '{reference.target}' leads nowhere."
        cure = "Write the path of a file from the page, such as '../about.md'."
        if meant := self._places.suggestion(target) if PICTURE_NAME.search(target) else self._suggestion(target):
            cure = f"Did you mean '{posixpath.relpath(meant, posixpath.dirname(page.source) or '.')}'?"
        return Problem(Rule.DEAD_LINK, page.source, what, cure, *page.place_of(reference))

    def _source(self, target: str, file: File) -> File | None:
        """The file that MkDocs takes a target for."""
        folder = "" if target.startswith("/") else posixpath.dirname(file.src_uri)
        path = posixpath.normpath(posixpath.join(folder, target.lstrip("/")))
        names = self._build.named(path) if target.strip("/") else ()
        return next((self._files.src_uris[name] for name in names if name in self._files.src_uris), None)

    def _is_address(self, target: str, file: File) -> bool:
        """Is it an address that the site has, or may have?"""
        if target.endswith(LATE):
            return True
        if target.startswith("/") and not target.lstrip("/").startswith(self._blogs):
            return not target.endswith((".md", ".markdown"))
        return self._address(target, file) in self._addresses

    def _address(self, target: str, file: File) -> str:
        """Where a browser goes from a page, below the site's root."""
        parts = join_url(f"http://site/{file.url}", target)
        path = unquote(parts.path) if parts else target
        return _trimmed(path.strip("/").removeprefix(self._root) if target.startswith("/") else path)

    def _suggestion(self, target: str) -> str:
        """The page that a writer may have meant: one of that name elsewhere, else one of a name much like it."""
        name = posixpath.splitext(posixpath.basename(target.rstrip("/")))[0]
        if name in self._by_name:
            return self._by_name[name]
        self._searches += 1
        is_slip = name and self._searches <= SEARCHES
        near = nearest(name, self._by_name) if is_slip else ""
        return self._by_name[near] if near else ""

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
