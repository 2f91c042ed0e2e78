"""What did not change since the last build is not rendered again; under `mkdocs serve`, it is not converted, either.

A page that MkDocs does not get gets back what it had, and its output is written again.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from itertools import chain
from operator import is_
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from mkdocs_blogposts.publishing.embeds import has_embeds
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.site.caching import fingerprints
from mkdocs_blogposts.site.caching.conversion_cache import (
    ConversionCache,
    is_plain,
    restore_notes,
)
from mkdocs_blogposts.site.caching.conversion_dependencies import FILE
from mkdocs_blogposts.site.caching.kept_outputs import KeptOutputs, Output, describe_source
from mkdocs_blogposts.site.caching.last_build import ReadPage, RenderedPage, SiteFiles, get_last_build
from mkdocs_blogposts.site.caching.log_recorder import LogListener, replay_messages
from mkdocs_blogposts.site.caching.skipped_pages import SkippedPages
from mkdocs_blogposts.site.caching.stored_build import StoredBuild
from mkdocs_blogposts.site.images import markdown_conversion
from mkdocs_blogposts.site.rendering.stored_toc import store_headings
from mkdocs_blogposts.site.settings.build_memory import BuildMemory, describe_files, hash_values, may_be_shown

_TOGETHER = 30
"""Pages whose parts are made in one go, when the first of them is about to be rendered.

One by one, between the theme's templates and the search of each page, they take a third longer.
"""


class Rebuild:
    """One build under `mkdocs serve`, with what the last one left; or one of `mkdocs build`, with what was `stored`."""

    has_new = False
    """Has a page come out anew that the next build may take over?"""

    def __init__(
        self,
        config: MkDocsConfig,
        files: Files,
        headings: Sequence[MutableMapping[str, str]],
        conversions: ConversionCache,
        surroundings: str,
        marks: Mapping[str, str],
        memory: BuildMemory,
        skipped: SkippedPages,
        stored: StoredBuild | None = None,
    ) -> None:
        self._config, self._files, self._conversions = config, files, conversions
        self._in_memory, self._last = stored is None, stored.last if stored else get_last_build(memory)
        self._memory = memory
        self._surroundings, self._headings, self._skipped = surroundings, headings, skipped
        self._keys, self._read_keys = dict[str, str](), dict[str, str]()
        self._render_keys, self._untold = dict[str, tuple[str, ...]](), dict[str, Iterator[str]]()
        self._same, self._copies, self._groups = list[Page](), dict[str, Output](), dict[str, list[Page]]()
        known = stored.outputs if stored else memory.find("outputs", config.site_dir) or {}
        self._outputs = KeptOutputs(Path(config.site_dir), known)
        self._around = SiteFiles(
            memory.same("files", describe_files(files)),
            memory.same("shown files", describe_files(filter(may_be_shown, files))),
        )
        self._marks = re.compile("|".join(marks.values())) if marks else None
        self._listener = LogListener()

    def hold_unread(self, entries: Mapping[str, Entry], prepare: Callable[[File], str]) -> None:
        """Keep the pages that did not change out of the loop that converts.

        `entries` are the front matters of pages, by their files. `prepare` makes ready to convert a page, as MkDocs'
        events for it would, and says what it is.
        """
        known = []
        for file in self._files.documentation_pages():
            if self._has_mark(file):
                continue
            entry = entries.get(file.src_uri)
            what = prepare(file), vars(file.page).get("title") if file.page else None
            key = self._keys[file.src_uri] = fingerprints.fingerprint_reading(
                file, entry, what, self._surroundings, self._memory
            )
            read = self._last.read.get(file.src_uri)
            if read and read.key == key and self._holds(read, file):
                self._restore(read, file.page or Page(None, file, self._config))
                self._read_keys[file.src_uri] = key
                known.append(file)
                replay_messages(read.messages)
        markdown_conversion.configure_page(self._config)
        self._skipped.hold(known)

    def _has_mark(self, file: File) -> bool:
        """Has a page something in it for which another plugin may look elsewhere?"""
        if not self._marks:
            return False
        title = vars(file.page).get("title") if file.page else ""
        return bool(self._marks.search(f"{title}\n{file.content_bytes.decode('utf-8', 'replace')}"))

    def open(self) -> None:
        """A page's events begin."""
        self._skipped.release()
        self._listener.start()

    def keep_read(self, html: str, page: Page) -> None:
        """A page has been read: keep it for the next build, if all is known that decides it."""
        said, source = self._listener.stop(), page.file.src_uri
        converted = self._conversions.of(source)
        self._last.read.pop(source, None)
        if source not in self._keys or not converted:
            return
        self._read_keys[source] = self._keys[source]
        if self._in_memory:
            self._last.read[source] = ReadPage(
                self._keys[source],
                page.markdown or "",
                _copy(page.meta),
                html,
                next((found[source] for found in self._headings if source in found), None),
                page.edit_url,
                store_headings(page.toc),
                converted.title,
                converted.ids,
                converted.anchors,
                converted.questions,
                self._around,
                said,
            )

    def hold_unrendered(
        self, nav: Navigation, describe: Callable[[Page], Iterator[str]], make_parts: Callable[[Page], object]
    ) -> None:
        """Keep the pages whose output would be the same out of the loop that writes.

        `describe` tells in several ways what decides that which we add to a page: see `RenderedPage.keys`.
        `make_parts` makes it ahead.
        """
        config = self._config
        scripts = [*map(str, config.extra_javascript), *config.extra_css]
        around = hash_values(self._surroundings, fingerprints.fingerprint_navigation(nav), scripts)
        held, alone = list[File](), self._skipped.alone
        for file in self._skipped.published:
            page, read_key = file.page, self._read_keys.get(file.src_uri)
            if (
                not page
                or not read_key
                or file.dest_uri not in alone
                or page.is_homepage
                or has_embeds(page.content or "")
            ):
                continue  # the home page tells the time of the build
            if self._is_same(page, self._tell(page, around + read_key, describe(page))):
                is_kept = self._outputs.hold(file.dest_uri, self._last.rendered[file.src_uri].output)
                if self._in_memory or (is_kept and self._outputs.waits(file.dest_uri)):
                    held.append(file)
                    self._same.append(page)
        known = (file for file in self._skipped.copied if self._outputs.knows(file.dest_uri))
        same = (file for file in known if self._outputs.hold(file.dest_uri, describe_source(file)))
        self._skipped.hold(same)
        self._skipped.skip(held)
        self._group([file.page for file in self._skipped.published if file.page], make_parts)

    def _group(self, pages: Sequence[Page], make_parts: Callable[[Page], object]) -> None:
        """Have the parts of pages that must be rendered made with those of the pages beside them."""
        self._make_parts = make_parts
        untold = [page for page in pages if page.file.src_uri in self._untold]
        for start in range(0, len(untold), _TOGETHER):
            group = untold[start : start + _TOGETHER]
            self._groups |= {page.file.src_uri: group for page in group}

    def ungroup(self) -> None:
        """Have each page's parts made when its own turn comes: of a group, several processes may take pages."""
        self._groups.clear()

    def _tell(self, page: Page, around: str, ways: Iterator[str]) -> Iterator[str]:
        """What decides a page, in several ways; nothing is found out before it is asked for."""
        itself = fingerprints.fingerprint_rendering(page, around, self._memory)
        for way in ways:
            yield itself + way

    def _is_same(self, page: Page, keys: Iterator[str]) -> bool:
        """Would a page come out as it did?"""
        source, told = page.file.src_uri, list[str]()
        known = self._last.rendered.get(source)
        for old, new in zip(known.keys if known else (), keys, strict=False):
            told.append(new)
            if known and old == new:
                now = self._render_keys[source] = *told, *known.keys[len(told) :]
                if now != known.keys:
                    self._last.rendered[source] = known._replace(keys=now)
                return True
        self._untold[source] = chain(told, keys)
        return False

    def before_search(self, page: Page) -> None:
        """A page is about to be rendered."""
        self.open()
        group = self._groups.pop(page.file.src_uri, [])
        while group:
            other = group.pop(0)
            with suppress(Exception):  # it is raised again when that page's turn comes, and told with its name
                self._make_parts(other)
                self._find_keys(other)
        self._find_keys(page)

    def _find_keys(self, page: Page) -> None:
        if keys := self._untold.pop(page.file.src_uri, None):
            self._render_keys[page.file.src_uri] = tuple(keys)

    def keep_rendered(self, output: str, page: Page) -> None:
        """A page has been rendered: keep it for the next build."""
        said, source = self._listener.stop(), page.file.src_uri
        self._last.rendered.pop(source, None)
        content = output.encode("utf-8", errors="xmlcharrefreplace")
        keys = self._render_keys.get(source, ())
        self.has_new = self.has_new or source in self._render_keys
        if output.strip():
            kept = content if self._in_memory else blake2b(content, digest_size=20).digest()
            self._last.rendered[source] = RenderedPage(keys, kept, self._skipped.entries.get(source, ()), said)

    def find_rendered(self, source: str) -> RenderedPage | None:
        """A page as it was rendered."""
        return self._last.rendered.get(source)

    def take(self, source: str, page: RenderedPage) -> None:
        """Keep a page that another process has rendered."""
        self._last.rendered[source] = page
        self.has_new = True

    def take_copies(self, copies: Mapping[str, Output]) -> None:
        """Keep what another process has copied."""
        self._copies.update(copies)

    def finish(self) -> dict[str, Output]:
        """Put what is as it was in its place; what has been made, for the next build."""
        restored = self._outputs.restore(page.file.dest_uri for page in self._same)
        for page in self._same:
            known = self._last.rendered[page.file.src_uri]
            self._skipped.entries[page.file.src_uri] = known.entries
            replay_messages(known.messages)
            if page.file.dest_uri not in restored:
                content = known.output if self._in_memory else self._outputs.read(page.file.dest_uri)
                write_file(content, page.file.abs_dest_path)
        self._last.keep({file.src_uri for file in self._skipped.written})
        return {**self._copies, **self._outputs.list_made(self._list_sources(restored), restored)}

    def _list_sources(self, restored: set[str]) -> dict[str, object]:
        """What the files of the site are made from, by their places; those are copied that could not be restored."""
        sources: dict[str, object] = {}
        for file in self._skipped.copied:
            if file.dest_uri not in restored and file.dest_uri not in self._copies:
                if not os.path.lexists(file.abs_dest_path):
                    file.copy_file()
                sources[file.dest_uri] = describe_source(file)
        for file in self._skipped.written:
            if file.src_uri in self._last.rendered:
                sources[file.dest_uri] = self._last.rendered[file.src_uri].output
        return sources

    def _holds(self, read: ReadPage, file: File) -> bool:
        """Do the links and images of a page lead to what they led to?"""
        if file.page is not None and not is_plain(file.page):
            return False
        are_links_same, are_images_same = map(is_, read.files, self._around)
        # What leads nowhere is asked for each time: what is wrong with an image is told again.
        asked = (
            question
            for question in read.questions
            if not (question.answer and (are_links_same if question.kind == FILE else are_images_same))
        )
        if not self._conversions.holds(asked, file):
            return False
        if not are_links_same:
            self._last.read[file.src_uri] = read._replace(files=self._around)
        return True

    def _restore(self, read: ReadPage, page: Page) -> None:
        page.markdown, page.content, page.edit_url = read.markdown, read.content, read.edit_url
        if read.heading is not None:
            for headings in self._headings:
                headings[page.file.src_uri] = read.heading
        page.meta = _copy(read.meta)
        restore_notes(page, read, self._files)


def _copy(value: Any) -> Any:
    """A copy of a front matter, which other plugins may change: of lists and mappings, with the values in them."""
    if isinstance(value, (str, int, float)) or value is None:  # most are; `copy` takes ten times as long
        return value
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else copy.copy(value)
