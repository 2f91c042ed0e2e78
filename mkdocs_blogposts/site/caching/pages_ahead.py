"""Pages that other processes render and write before MkDocs' loop, which does not get them; and files that they copy.

A page of which anything is said, or that fails, is left to that loop, which says it; so are files that can't be copied.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from jinja2 import Environment, TemplateError
from jinja2.meta import find_referenced_templates
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from mkdocs_blogposts.site.caching.kept_outputs import dump_output, is_copied_as_ever, load_output, sign_copy
from mkdocs_blogposts.site.caching.last_build import RenderedPage
from mkdocs_blogposts.site.caching.log_recorder import LogListener
from mkdocs_blogposts.site.caching.serve_rebuild import Rebuild
from mkdocs_blogposts.site.caching.skipped_pages import SkippedPages
from mkdocs_blogposts.site.worker_pool import count_processes, start_workers

_TOGETHER = 30
"""Files that one process copies before it takes something else: about as long as it takes to render a page."""


class AheadRenderer:
    """Has other processes render the pages of one build."""

    def __init__(
        self, config: MkDocsConfig, nav: Navigation, env: Environment, skipped: SkippedPages, rebuild: Rebuild | None
    ) -> None:
        self._config, self._nav, self._env = config, nav, env
        self._skipped, self._rebuild = skipped, rebuild
        self._templates = {*config.theme.static_templates, *config.extra_templates}

    def render(self, jobs: int, is_left: Callable[[Page], bool]) -> None:
        """Render all pages but those that `is_left` leaves to MkDocs, and copy what stands beside them."""
        pages = {page.file.src_uri: page for page in self._list_pages() if not is_left(page)}
        copies = {files[0].src_uri: files for files in _divide(list(self._list_copies()))}
        if count_processes(len(pages), jobs) > 1:
            _load_templates(self._env, "main.html")
            if self._rebuild:
                self._rebuild.ungroup()

        def work(name: str) -> bytes | None:
            return self._render(pages[name]) if name in pages else _copy(copies[name])

        workers = start_workers([*pages, *copies] if pages else [], jobs, work, is_one=False)
        rendered, copied = list[File](), list[File]()
        try:
            for name, result in workers.results():
                if name in pages:
                    self._take(name, *json.loads(result))
                    rendered.append(pages[name].file)
                else:
                    self._take_copies(copies[name], json.loads(result))
                    copied += copies[name]
        finally:
            workers.close()
        self._skipped.skip(rendered)
        self._skipped.hold(copied)

    def _list_pages(self) -> Iterator[Page]:
        """The pages of which nothing else is written in the same place."""
        alone = self._skipped.alone - self._templates
        for file in self._skipped.published:
            if file.page and file.dest_uri in alone and _is_wanted(file):
                yield file.page

    def _list_copies(self) -> Iterator[File]:
        """The files of which nothing else is written in the same place, and that no other plugin copies."""
        for file in self._skipped.copied:
            if file.dest_uri not in self._templates and is_copied_as_ever(file) and _is_wanted(file):
                yield file

    def _render(self, page: Page) -> bytes | None:
        """In another process: what MkDocs' loop does, and what is to be known of it."""
        listener, source = LogListener(), page.file.src_uri
        listener.start()
        self._skipped.release()
        output = self._make_output(page)
        if listener.stop() or not output.strip():
            return None
        write_file(output.encode("utf-8", errors="xmlcharrefreplace"), page.file.abs_dest_path)
        rendered_page = self._rebuild.find_rendered(source) if self._rebuild else None
        kept = [rendered_page.keys, rendered_page.output.hex()] if rendered_page else None
        return json.dumps([self._skipped.entries.get(source, ()), kept]).encode()

    def _make_output(self, page: Page) -> str:
        """As MkDocs' `_build_page` does it, which nobody else can call: all events that have a say in a page."""
        config, events = self._config, self._config.plugins
        page.active = True
        try:
            context = get_context(self._nav, self._skipped.published, config, page)
            template = self._env.get_template(page.meta.get("template", "main.html"))
            context = events.on_page_context(context, page=page, config=config, nav=self._nav)
            return events.on_post_page(template.render(context), page=page, config=config)
        finally:
            page.active = False

    def _take(self, source: str, entries: list[dict[str, Any]], kept: tuple[list[str], str] | None) -> None:
        """Keep what another process has made of a page."""
        self._skipped.entries[source] = tuple(entries)
        if self._rebuild and kept:
            keys, digest = kept
            self._rebuild.take(source, RenderedPage(tuple(keys), bytes.fromhex(digest), tuple(entries), ()))

    def _take_copies(self, files: Sequence[File], outputs: Sequence[Sequence[Any]]) -> None:
        """Keep what another process has copied."""
        if self._rebuild:
            known = ((file.dest_uri, output) for file, output in zip(files, outputs, strict=True) if output[0])
            self._rebuild.take_copies({dest_uri: load_output(*output) for dest_uri, output in known})


def _is_wanted(file: File) -> bool:
    """Is MkDocs going to write a file, and without a word? Under `--dirty`, it leaves those that are as they were."""
    is_told = logging.getLogger("mkdocs").isEnabledFor(logging.DEBUG)
    return not is_told and file.inclusion.is_included() and file.is_modified()


def _divide(files: Sequence[File]) -> Iterator[Sequence[File]]:
    return (files[start : start + _TOGETHER] for start in range(0, len(files), _TOGETHER))


def _copy(files: Iterable[File]) -> bytes:
    """In another process: what MkDocs does with each file, and what is to be known of it."""
    made = list[object]()
    for file in files:
        file.copy_file()
        made.append(dump_output(sign_copy(file)))
    return json.dumps(made).encode()


def _load_templates(env: Environment, name: str) -> None:
    """Compile a template and all that it names: each of the processes would, while Jinja keeps what this one has."""
    known, waiting = {name}, [name]
    while waiting:
        name = waiting.pop()
        with suppress(TemplateError, OSError, UnicodeError):  # whoever renders it says what is wrong
            env.get_template(name)
            source = env.loader.get_source(env, name)[0] if env.loader else ""
            named = {found for found in find_referenced_templates(env.parse(source)) if found}
            waiting += named - known
            known |= named
