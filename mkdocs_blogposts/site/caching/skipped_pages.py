"""Pages that MkDocs' loops do not get, and what is left to do for them.

MkDocs asks twice which pages there are: before it converts them, and before it writes them. A page that is `EXCLUDED`
at that moment, and only then, is in neither loop.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_blogposts.site.settings.build_memory import is_served
from mkdocs_blogposts.site.settings.mkdocs_internals import list_search_entries

SearchEntries = tuple[dict[str, Any], ...]


class SkippedPages:
    """The pages of one build that are not asked for, with the search entries of all pages."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config, self._files = config, files
        self.published: list[File] = []
        """The pages of the site in MkDocs' order, whether they are made again or not."""
        self.written: list[File] = []
        """Those that this build writes, which are more in a preview."""
        self.alone: set[str] = set()
        """Where one file is written and no other; of two, MkDocs leaves the one that it writes last. The first page's
        place is not among them: MkDocs dates `sitemap.xml.gz` by the pages of its loop, or by the clock without any."""
        self.copied: list[File] = []
        """The files that stand alone and are no pages."""
        self.entries: dict[str, SearchEntries] = {}
        """What is said of each page in the search index, by its file."""
        self._held: list[tuple[File, InclusionLevel]] = []
        self._unwritten: set[str] = set()
        self._before_search = 0

    def list_files(self) -> None:
        """When all of them are known."""
        self.published = list(self._files.documentation_pages())
        inclusion = InclusionLevel.is_in_serve if is_served(self._config) else InclusionLevel.is_included
        self.written = list(self._files.documentation_pages(inclusion=inclusion))
        site_dir = os.path.normpath(self._config.site_dir)
        shown = [file for file in self._files if InclusionLevel.is_in_serve(file.inclusion)]
        places = Counter(file.dest_uri.lower() for file in shown)
        alone = (file for file in shown if places[file.dest_uri.lower()] == 1)
        self.alone = {file.dest_uri for file in alone if os.path.normpath(file.dest_dir) == site_dir}
        self.copied = [file for file in shown if file.dest_uri in self.alone and not file.is_documentation_page()]
        self.alone.difference_update(file.dest_uri for file in self.published[:1])

    def skip(self, pages: Iterable[File]) -> None:
        """Keep pages out of the loop that writes, since they are written otherwise."""
        files = list(pages)
        self._unwritten.update(file.src_uri for file in files)
        self.hold(files)

    def hold(self, files: Iterable[File]) -> None:
        """Keep files out of MkDocs' next loop."""
        for file in files:
            self._held.append((file, file.inclusion))
            file.inclusion = InclusionLevel.EXCLUDED

    def release(self) -> None:
        """Let all files be what they are: the loop has begun, or there was nothing to do in it."""
        for file, inclusion in self._held:
            file.inclusion = inclusion
        self._held = []

    def before_search(self) -> None:
        """A page is about to enter the index."""
        self._before_search = len(list_search_entries(self._config))

    def after_search(self, page: Page) -> None:
        """It is in the index."""
        self.entries[page.file.src_uri] = tuple(list_search_entries(self._config)[self._before_search :])

    def finish(self) -> None:
        """Do for the pages that were skipped what MkDocs does after its loop, and put the index in order."""
        self.release()
        level = self._config.validation.links.anchors
        for file in self.written:
            if file.page and file.src_uri in self._unwritten:
                file.page.validate_anchor_links(files=self._files, log_level=level)
        if self._unwritten:
            ours = (self.entries.get(file.src_uri, ()) for file in self.written)
            list_search_entries(self._config)[:] = [entry for entries in ours for entry in entries]
