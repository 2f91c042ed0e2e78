"""Links and images in the texts of pages that are broken."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.markdown_links import MarkdownLink
from mkdocs_blogposts.reading.naming.suggestions import find_nearest
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.source_positions import SourceText
from mkdocs_blogposts.reading.url_parts import extract_path, join_url, split_url
from mkdocs_blogposts.site.images.image_resolver import (
    LOCAL_PATH,
    ImageResolver,
    correct_target,
    may_lie_elsewhere,
    parse_reference,
)
from mkdocs_blogposts.site.rendering.rendered_blog import IMAGE_NAME
from mkdocs_blogposts.site.settings.static_i18n import LocaleBuild

FILLED_IN = compile_pattern(r"\{\{|\{%")
"""A template's business."""

NOT_OURS = compile_pattern(r"[a-z][a-z0-9+.-]*:|//|#|\?|.*(?:\{\{|\{%)", re.IGNORECASE | re.DOTALL)
"""What leads elsewhere, stays on its page, or is a template's business."""

MAIL = compile_pattern(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HINT = "Write the path of a file, relative to this page, such as '../about.md'."

AnchorsOf = Callable[[str], "frozenset[str] | None"]
"""The ids on the page of a file; `None` where nobody knows."""

SEARCHES = 200
"""In a site: comparing with every name is slow, and more misses than that aren't slips of the pen."""

LATE = (".xml", ".json", ".gz", "404.html")
"""What plugins add at the end of a build: feeds, indexes."""


class LinkTargets:
    """All that a link of the site may lead to."""

    def __init__(
        self,
        files: Files,
        config: MkDocsConfig,
        blogs: Iterable[str],
        aliases: Iterable[str],
        anchors_of: AnchorsOf,
        build: LocaleBuild,
    ) -> None:
        """`blogs` are the folders of the blogs: a URL below one of them is the site's own."""
        self._files = files
        self._config = config
        self._root = extract_path(config.site_url or "").strip("/")
        self._blogs = tuple(f"{blog}/" for blog in blogs if blog)
        self._aliases = aliases
        self._anchors_of = anchors_of
        self._build = build
        self._searches = 0
        self._resolver = ImageResolver(files)

    def problems(self, page: SourceText, file: File, is_post: bool) -> Iterator[Problem]:
        """The links and images of a page that are broken."""
        for reference in page.references:
            if is_post and reference.is_image:
                yield from self._image(reference, page, file)
            elif split_url(reference.target) is None and not FILLED_IN.search(reference.target):
                what, hint = f"The link '{reference.target}' isn't a valid URL.", "Correct it; no browser opens it."
                yield Problem(Rule.BROKEN_LINK, page.source, what, hint, *page.place_of(reference))
            elif reference.target and (LOCAL_PATH.match(reference.target) or not NOT_OURS.match(reference.target)):
                yield from self._link(reference, page, file)

    def _image(self, reference: MarkdownLink, page: SourceText, file: File) -> Iterator[Problem]:
        """An image of a post: a build looks for those in the text as it does for that of the front matter."""
        name = parse_reference(reference.target)
        is_elsewhere = not name.path or name.is_inline or name.is_remote or FILLED_IN.search(name.path)
        is_at_url = reference.is_html and self._url(name.path, file) in self._urls
        if not is_elsewhere and not is_at_url and not self._resolver.find(name.path, page.source):
            yield self._missing(reference, page)

    def _missing(self, reference: MarkdownLink, page: SourceText) -> Problem:
        stays = may_lie_elsewhere(reference.target, self._config, reference.is_html)
        what, hint = self._resolver.missing(parse_reference(reference.target), page.source, stays)
        return Problem(Rule.MISSING_IMAGE, page.source, what, hint, *page.place_of(reference))

    def _link(self, reference: MarkdownLink, page: SourceText, file: File) -> Iterator[Problem]:
        target = unquote(re.split(r"[?#]", reference.target, maxsplit=1)[0]).replace("\\", "/")
        found = self._source(target, file) or (self._source("/" + target, file) if reference.is_html else None)
        if found and found.inclusion.is_excluded() and not file.inclusion.is_excluded():
            what = f"The link '{reference.target}' is broken: its target isn't published."
            hint = "Publish that page, or remove the link."
            yield Problem(Rule.UNPUBLISHED_TARGET, page.source, what, hint, *page.place_of(reference))
        elif found:
            yield from self._place_in(found, reference, page)
        elif not self._is_url(target, file):
            yield self._missing(reference, page) if reference.is_image else self._dead(reference, target, page)

    def _place_in(self, found: File, reference: MarkdownLink, page: SourceText) -> Iterator[Problem]:
        """The heading of another page that a link names."""
        anchor = unquote(reference.target.partition("#")[2])
        known = self._anchors_of(found.src_uri) if anchor else None
        if known is None or anchor in known:
            return
        near = find_nearest(anchor, known)
        what = f"The link '{reference.target}' is broken: that page has no such heading."
        hint = f"Did you mean '#{near}'?" if near else "It opens the page at its top."
        yield Problem(Rule.MISSING_ANCHOR, page.source, what, hint, *page.place_of(reference))

    def _dead(self, reference: MarkdownLink, target: str, page: SourceText) -> Problem:
        what = f"The link '{reference.target}' is broken."
        hint = correct_target(reference.target) or HINT
        if MAIL.fullmatch(reference.target):
            hint = f"Write 'mailto:{reference.target}'."
        elif meant := self._resolver.suggestion(target) if IMAGE_NAME.search(target) else self._suggestion(target):
            hint = f"Did you mean '{posixpath.relpath(meant, posixpath.dirname(page.source) or '.')}'?"
        return Problem(Rule.BROKEN_LINK, page.source, what, hint, *page.place_of(reference))

    def _source(self, target: str, file: File) -> File | None:
        """The file that MkDocs takes a target for."""
        folder = "" if target.startswith("/") else posixpath.dirname(file.src_uri)
        path = posixpath.normpath(posixpath.join(folder, target.lstrip("/")))
        names = self._build.named(path) if target.strip("/") else ()
        return next((self._files.src_uris[name] for name in names if name in self._files.src_uris), None)

    def _is_url(self, target: str, file: File) -> bool:
        """Is it a URL that the site has, or may have?"""
        if target.endswith(LATE):
            return True
        if target.startswith("/") and not target.lstrip("/").startswith(self._blogs):
            return not target.endswith((".md", ".markdown"))
        return self._url(target, file) in self._urls

    def _url(self, target: str, file: File) -> str:
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
        near = find_nearest(name, self._by_name) if is_slip else ""
        return self._by_name[near] if near else ""

    @cached_property
    def _urls(self) -> frozenset[str]:
        urls = (unquote(url) for file in self._files for url in (file.url, file.dest_uri))
        return frozenset([*map(_trimmed, urls), *map(_trimmed, self._aliases), ""])

    @cached_property
    def _by_name(self) -> dict[str, str]:
        pages = [page for page in self._files.documentation_pages() if page.abs_src_path]
        return {page.name if page.name != "index" else posixpath.dirname(page.src_uri): page.src_uri for page in pages}


def _trimmed(path: str) -> str:
    """A URL without what makes no difference at its ends."""
    return path.strip("/.").removesuffix("index.html").rstrip("/")
