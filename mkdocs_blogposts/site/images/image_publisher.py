"""What is made of an image, as files of the site that pages show; and the originals, as they are published."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path, PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_blogposts.blog.output_paths import FOLDER
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.lazy_imports import slugify
from mkdocs_blogposts.publishing.images.exif import strip_metadata
from mkdocs_blogposts.publishing.images.file_types import MIME_OF_SUFFIX
from mkdocs_blogposts.publishing.images.image_encoding import EVERY_VIEW, ImageSize
from mkdocs_blogposts.publishing.posts.post import ImageSource, PostImage, Rendition
from mkdocs_blogposts.reading.url_parts import encode_unsafe
from mkdocs_blogposts.site.images.image_cache import CachedVariant, write
from mkdocs_blogposts.site.images.image_processor import ProcessedImage
from mkdocs_blogposts.site.images.image_resolver import ImageReference

_NONE = Rendition("", 0, 0, "")
_Shape = tuple[tuple[int, int], str]  # width and height, suffix


class ImagePublisher:
    """Publishes what the processor has made."""

    def __init__(self, files: Files, config: MkDocsConfig) -> None:
        self.generated: list[File] = []
        """What was added to the files of the site."""
        self._files = files
        self._config = config
        self._published: dict[tuple[str, str, tuple[ImageSize, ...]], PostImage] = {}

    def of_file(self, file: File, product: ProcessedImage, wanted: tuple[ImageSize, ...]) -> PostImage:
        """A file of the site in the views that are wanted; an SVG as it is. Many pages may show one file."""
        name = file.src_uri, product.key, wanted
        known = self._published.get(name)
        if not known:
            known = self._published[name] = self._of_file(file, product, wanted)
        return known

    def _of_file(self, file: File, product: ProcessedImage, wanted: Sequence[ImageSize]) -> PostImage:
        if not product.kept:
            itself = self._as_it_is(file, product, product.size, ".svg")
            return PostImage("", itself, itself, _NONE)
        return self._in_views(file.src_uri, product, lambda made: self._as_it_is(file, product, *made), wanted)

    def of_drawing(self, uri: str, product: ProcessedImage) -> PostImage:
        """The card of a page in all views."""
        return self._in_views(uri, product, lambda _: _NONE)

    def only(self, file: File, product: ProcessedImage) -> Rendition:
        """A file of the site that was made for one view alone; an SVG as it is."""
        if not product.kept:
            return self._as_it_is(file, product, product.size, ".svg")
        return self._view(
            _stem(file.src_uri), product, [*product.kept], lambda made: self._as_it_is(file, product, *made)
        )

    def _in_views(
        self,
        uri: str,
        product: ProcessedImage,
        as_it_is: Callable[[_Shape], Rendition],
        wanted: Sequence[ImageSize] = EVERY_VIEW,
    ) -> PostImage:
        stem = _stem(uri)
        by_name = {name: [*kept] for name, kept in groupby(product.kept, lambda one: one.made.name)}
        views = {size: self._view(stem, product, by_name[size.name], as_it_is) for size in wanted}
        card, full, preview = (views.get(size, _NONE) for size in EVERY_VIEW)
        return PostImage("", card, full, preview, product.kept[0].made.color)

    def _view(
        self, stem: str, product: ProcessedImage, kept: list[CachedVariant], as_it_is: Callable[[_Shape], Rendition]
    ) -> Rendition:
        """One view of an image: its widest file in the format that every browser knows, and all files by format."""
        last = kept[-1].made
        if not last.data and not kept[-1].file:
            return as_it_is(((last.width, last.height), last.suffix))
        by_type: dict[str, list[Rendition]] = {}
        for one in kept:
            made = one.made
            name = f"{stem}-{product.key[:10]}-{made.width}x{made.height}{made.suffix}"
            url = self._publish(name, one.file or made.data)
            by_type.setdefault(made.mime, []).append(Rendition(url, made.width, made.height, made.mime))
        sources = tuple(ImageSource(mime, tuple(files)) for mime, files in by_type.items())
        return replace(sources[-1].files[-1], sources=sources if len(kept) > 1 else ())

    def _as_it_is(self, file: File, product: ProcessedImage, size: tuple[int, int], suffix: str) -> Rendition:
        """The file itself, or a copy where it is not to be shown or the site's options leave it out."""
        if not product.data and file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT):
            return Rendition(file.url, *size, MIME_OF_SUFFIX[suffix])
        stem = _stem(file.src_uri)
        copied = self._publish(f"{stem}-{product.key[:10]}{suffix}", product.data or file.content_bytes)
        return Rendition(copied, *size, MIME_OF_SUFFIX[suffix])

    def _publish(self, name: str, content: Path | bytes) -> str:
        """The URL of an image, which joins the site unless it is there: another instance may have made it."""
        uri = f"{FOLDER}/{name}"
        if uri not in self._files.src_uris:
            made = make_generated_file(self._config, uri, content)
            self._files.append(made)
            self.generated.append(made)
        return self._files.src_uris[uri].url


def _stem(uri: str) -> str:
    """What the files of an image are named after, for those who look at them."""
    return slugify.slugify(PurePosixPath(uri).stem, max_length=40) or "image"


def make_remote_image(name: ImageReference) -> PostImage:
    """An image that isn't a file of the site: used as it is but for what would end its URL early in an attribute."""
    if name.is_inline:
        itself = Rendition(name.path, 0, 0, re.split("[;,]", name.path[5:], maxsplit=1)[0].lower())
        return PostImage("", itself, itself, _NONE)
    url = encode_unsafe(name.path)
    suffix = PurePosixPath(re.split(r"[?#]", url, maxsplit=1)[0]).suffix.lower()
    itself = Rendition(url, 0, 0, MIME_OF_SUFFIX.get(suffix, ""))
    return PostImage("", itself, itself, itself)


class _Cached(File):
    """A file of the cache, which joins the finished site under a second name: nothing is read, and nothing written.

    Thousands of copies would take longer than everything else in a build. Where a file cannot have two names, such as
    on another disk, it is copied as ever.
    """

    @cached_property
    def dest_uri(self) -> str:  # type: ignore[override]  # there it is a value of the class
        """Its name needs no change and no encoding: we have made it."""
        return self.src_uri

    @cached_property
    def url(self) -> str:  # type: ignore[override]  # as above
        """As `dest_uri`."""
        return self.src_uri

    def is_documentation_page(self) -> bool:
        """No: whoever looks for pages asks it of each of these many files."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        if self.abs_src_path:
            try:
                os.link(self.abs_src_path, self.abs_dest_path)
            except OSError:
                super().copy_file(dirty)


def make_generated_file(config: MkDocsConfig, uri: str, content: Path | bytes) -> File:
    """A new file of the site: one that lies in the cache, or bytes where there is no cache."""
    if isinstance(content, bytes):
        return File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED)
    return _Cached.generated(config, uri, abs_src_path=str(content), inclusion=InclusionLevel.INCLUDED)


_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif")


def strip_originals(files: Iterable[File]) -> None:
    """Rewrite those images in the finished site that say more than what they show; `docs_dir` stays as it is."""
    for file in files:
        if file.dest_uri.lower().endswith(_SUFFIXES) and not file.dest_uri.startswith(f"{FOLDER}/"):
            published = Path(file.abs_dest_path)
            with contextlib.suppress(OSError):  # it was left out of the site
                data = published.read_bytes()
                if (stripped := strip_metadata(data)) != data:
                    write(published, stripped)
