"""Each page's Markdown is converted once, however often the site is built.

MkDocs has a page convert its text after `on_page_markdown`, where we find out what the text becomes: here, in another
process, or in an earlier build. It is made by MkDocs' own `Page.render`, while all that it asks and says is noted.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from mkdocs_blogposts.publishing.converted_page import (
    AnchorReference,
    ConvertedPage,
    Dependency,
    describe_option,
    dump_page,
    fingerprint_extensions,
    load_page,
    make_cache_key,
    reads_files,
)
from mkdocs_blogposts.site.caching.conversion_dependencies import (
    DependencyNotes,
    RecordedFiles,
    RecordedPipeline,
    still_holds,
)
from mkdocs_blogposts.site.caching.last_build import ReadPage
from mkdocs_blogposts.site.caching.log_recorder import LogListener, replay_messages
from mkdocs_blogposts.site.caching.page_store import PageStore
from mkdocs_blogposts.site.images import image_extension, markdown_conversion
from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline
from mkdocs_blogposts.site.planning.source_files import count_bytes
from mkdocs_blogposts.site.rendering.stored_toc import StoredToc, store_headings
from mkdocs_blogposts.site.settings.mkdocs_internals import get_rendered_title, set_rendered_title

_SHORT = 200  # characters: what is converted as fast as an entry is read

_PACKAGE = Path(__file__).parent.parent.parent
_CODE = (
    *(f"reading/{name}.py" for name in ("commonmark", "fenced_code", "prefilters", "shortcuts")),
    *("site/images/image_extension.py", "site/images/responsive_images.py", "publishing/text/inline_images.py"),
)
"""Modules of ours that have a say in what becomes of a text."""

_PACKAGES = ("mkdocs-blogposts", "mkdocs", "Markdown", "pymdown-extensions", "mkdocs-material", "Pygments")


class ConversionCache:
    """Converts the pages of one build, or knows what comes out."""

    def __init__(self, config: MkDocsConfig, files: Files, store: PageStore, vouched: Sequence[str] = ()) -> None:
        self._config, self._files, self._store = config, files, store
        self._extensions = config.markdown_extensions
        surroundings = _surroundings(config, vouched)
        self._surroundings = make_cache_key(surroundings) if surroundings else None
        self._waiting: dict[str, ConvertedPage] = {}
        self._ahead: dict[str, ConvertedPage] = {}  # by keys
        self._short: dict[tuple[object, ...], ConvertedPage] = {}
        self._all: dict[str, ConvertedPage] | None = None

    @property
    def is_used(self) -> bool:
        """May results be kept at all?"""
        return self._surroundings is not None

    def pays_ahead(self, file: File) -> bool:
        """Is a page worth another process's while? It has a text of some length, and no entry of whatever text."""
        return count_bytes(file) >= _SHORT and not self._store.has(self._name(file))

    def learn(self, found: bytes, file: File) -> None:
        """Take what another process has converted of a page, and keep it."""
        if converted := load_page(found):
            self._ahead[converted.key] = converted
            self._store.save(self._name(file), found)

    def convert(self, text: str, page: Page) -> None:
        """Find out what a page's text becomes. When MkDocs has the page convert it, the page takes that."""
        if not self.is_used or not is_plain(page) or reads_files(text, self._extensions):
            return
        converted = self._converted_short(text, page) if len(text) < _SHORT else self._converted_long(text, page)
        self._waiting[page.file.src_uri] = converted
        markdown_conversion.configure_page(self._config)
        page.render = partial(self._restore, page)  # type: ignore[method-assign]  # as other plugins do for notebooks

    def take_conversion(self, page: Page) -> ConvertedPage | None:
        """What a page's text has become, where MkDocs doesn't ask."""
        return self._waiting.pop(page.file.src_uri, None)

    def close(self) -> None:
        """When all pages are converted."""
        self._store.close()

    def _restore(self, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Give a page what it would have converted its text to, and what it takes note of meanwhile."""
        del page.render
        converted = self._waiting.pop(page.file.src_uri)
        if self._all is not None:
            self._all[page.file.src_uri] = converted
        page.content = converted.html
        restore_notes(page, converted, files)

    def _converted_short(self, text: str, page: Page) -> ConvertedPage:
        """What a short text becomes: that of a list is on many pages, and the same on each if it asks for no file."""
        kind = text, *self._config.mdx_configs[markdown_conversion.EXTENSION].values(), self._pipeline is not None
        made = self._short.get(kind) or self._made("", text, page)
        if not (made.questions or made.messages):
            self._short[kind] = made
        return made

    def _converted_long(self, text: str, page: Page) -> ConvertedPage:
        """What a text becomes, with all messages told."""
        key, name = self._key(text, page), self._name(page.file)
        known = self._known(key, name, page)
        if known:
            replay_messages(known.messages)
            return known
        made = self._made(key, text, page)
        self._store.save(name, dump_page(made))
        return made

    def _known(self, key: str, name: str, page: Page) -> ConvertedPage | None:
        """From another process, or from an earlier build, if the site gives the same answers still."""
        found = self._ahead.pop(key, None)
        if not found and (data := self._store.load(name)):
            found = load_page(data)
        return found if found and found.key == key and self.holds(found.questions, page.file) else None

    def remember(self) -> None:
        """Know afterwards what has been converted."""
        self._all = {}

    def of(self, source: str) -> ConvertedPage | None:
        """What has been converted of a file in this build, if `remember` was asked; each is told once."""
        return self._all.pop(source, None) if self._all else None

    def holds(self, questions: Iterable[Dependency], file: File) -> bool:
        """Does the site give the same answers still, for the page at hand?"""
        return all(still_holds(question, file, self._files, self._pipeline) for question in questions)

    @property
    def _pipeline(self) -> ImagePipeline | None:
        """That of the post at hand."""
        pipeline: ImagePipeline | None = self._config.mdx_configs[image_extension.EXTENSION].get("pipeline")
        return pipeline

    def _made(self, key: str, text: str, page: Page) -> ConvertedPage:
        notes = DependencyNotes()
        if pipeline := self._pipeline:
            options = self._config.mdx_configs[image_extension.EXTENSION]
            self._config.mdx_configs[image_extension.EXTENSION] = {
                **options,
                "pipeline": RecordedPipeline(pipeline, notes),
            }
        page.markdown = text
        listener = LogListener()
        listener.start()
        try:
            page.render(self._config, RecordedFiles(self._files, notes))  # type: ignore[arg-type]  # it stands for them
        finally:
            said = listener.stop()
        toc = store_headings(page.toc)
        title = get_rendered_title(page)
        # MkDocs notes None for an attribute without a value, as in <div id>.
        ids = tuple(sorted(anchor for anchor in page.present_anchor_ids or () if anchor is not None))
        anchors = _anchors(page.links_to_anchors)
        return ConvertedPage(key, page.content or "", toc, title, ids, anchors, tuple(notes.asked.values()), said)

    def _key(self, text: str, page: Page) -> str:
        file = page.file
        is_excluded = file.inclusion.is_excluded()
        options = self._config.mdx_configs[markdown_conversion.EXTENSION]
        is_post = "pipeline" in self._config.mdx_configs[image_extension.EXTENSION]
        return make_cache_key(
            self._surroundings, file.src_uri, file.url, is_excluded, describe_option(options), is_post, text
        )

    def _name(self, file: File) -> str:
        """Of an entry: one for each page and each set of options."""
        return make_cache_key(self._surroundings, file.src_uri)[:40]


def is_plain(page: Page) -> bool:
    """Is it a page that MkDocs converts itself? Notebooks and others have a way of their own."""
    return type(page) is Page and "render" not in vars(page) and page.file.src_uri.endswith((".md", ".markdown"))


def _surroundings(config: MkDocsConfig, vouched: Sequence[str]) -> list[object] | None:
    """What decides the result on every page; `None` where results must not be kept."""
    ours = markdown_conversion.OURS
    configs = {name: options for name, options in config.mdx_configs.items() if name not in ours}
    extensions = fingerprint_extensions(config.markdown_extensions, configs, (*ours, *vouched))
    if extensions is None:
        return None
    links = config.validation.links
    levels = [links.absolute_links, links.not_found, links.unrecognized_links, links.anchors]
    heard = logging.getLogger("mkdocs").getEffectiveLevel()
    code = sha256(b"".join((_PACKAGE / name).read_bytes() for name in _CODE)).hexdigest()
    versions = [code, *map(find_version, _PACKAGES)]
    return [extensions, [int(level) for level in levels], heard, versions, config.use_directory_urls]


def restore_notes(page: Page, read: ConvertedPage | ReadPage, files: Files) -> None:
    """Give a page what MkDocs takes note of while it converts one."""
    page.toc = StoredToc(read.toc)
    set_rendered_title(page, read.title)
    page.present_anchor_ids = set(read.ids)
    page.links_to_anchors = _collect_links(read.anchors, files)


def _collect_links(anchors: Iterable[AnchorReference] | None, files: Files) -> dict[File, dict[str, str]] | None:
    """The links of a page to places on pages, as MkDocs has them."""
    if anchors is None:
        return None
    links: dict[File, dict[str, str]] = {}
    for reference in anchors:
        if file := files.src_uris.get(reference.source):
            links.setdefault(file, {})[reference.anchor] = reference.link
    return links


def _anchors(links: Mapping[File, Mapping[str, str]] | None) -> tuple[AnchorReference, ...] | None:
    if links is None:
        return None
    return tuple(
        AnchorReference(file.src_uri, anchor, link)
        for file, anchors in links.items()
        for anchor, link in anchors.items()
    )


@lru_cache
def find_version(package: str) -> str:
    """Of a package; empty where there is none."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
