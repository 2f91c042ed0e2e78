"""What is made of a picture, as the views that pages show, each of them a file of the site."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_blogposts.blog.outputs import FOLDER
from mkdocs_blogposts.deferred import slugify
from mkdocs_blogposts.publishing.pictures.images import EVERY_VIEW, MIME_OF_SUFFIX, Size
from mkdocs_blogposts.publishing.posts.post import Picture, Rendition, Source
from mkdocs_blogposts.site.pictures.cache import Kept
from mkdocs_blogposts.site.pictures.places import Named
from mkdocs_blogposts.site.pictures.published import published
from mkdocs_blogposts.site.pictures.workshop import Product

_UNSAFE = re.compile(r"""[\s\x00-\x20\x7f"<>\\^`{|}]""")
_NONE = Rendition("", 0, 0, "")
_Shape = tuple[tuple[int, int], str]  # width and height, suffix


class Views:
    """Publishes what the workshop has made."""

    def __init__(self, files: Files, config: MkDocsConfig) -> None:
        self.generated: list[File] = []
        """What was added to the files of the site."""
        self._files = files
        self._config = config

    def of_file(self, file: File, product: Product, wanted: Sequence[Size] = EVERY_VIEW) -> Picture:
        """A file of the site in the views that are wanted; an SVG as it is."""
        if not product.kept:
            itself = self._as_it_is(file, product, product.size, ".svg")
            return Picture("", itself, itself, _NONE)
        return self._in_views(file.src_uri, product, lambda made: self._as_it_is(file, product, *made), wanted)

    def of_drawing(self, uri: str, product: Product) -> Picture:
        """The card of a page in all views."""
        return self._in_views(uri, product, lambda _: _NONE)

    def only(self, file: File, product: Product) -> Rendition:
        """A file of the site that was made for one view alone; an SVG as it is."""
        if not product.kept:
            return self._as_it_is(file, product, product.size, ".svg")
        return self._view(
            _stem(file.src_uri), product, [*product.kept], lambda made: self._as_it_is(file, product, *made)
        )

    def _in_views(
        self,
        uri: str,
        product: Product,
        as_it_is: Callable[[_Shape], Rendition],
        wanted: Sequence[Size] = EVERY_VIEW,
    ) -> Picture:
        stem = _stem(uri)
        by_name = {name: [*kept] for name, kept in groupby(product.kept, lambda one: one.made.name)}
        views = {size: self._view(stem, product, by_name[size.name], as_it_is) for size in wanted}
        card, full, preview = (views.get(size, _NONE) for size in EVERY_VIEW)
        return Picture("", card, full, preview, product.kept[0].made.colour)

    def _view(
        self, stem: str, product: Product, kept: list[Kept], as_it_is: Callable[[_Shape], Rendition]
    ) -> Rendition:
        """One view of a picture: its widest file in the format that every browser knows, and all files by format."""
        last = kept[-1].made
        if not last.data and not kept[-1].file:
            return as_it_is(((last.width, last.height), last.suffix))
        by_type: dict[str, list[Rendition]] = {}
        for one in kept:
            made = one.made
            name = f"{stem}-{product.key[:10]}-{made.width}x{made.height}{made.suffix}"
            url = self._publish(name, one.file or made.data)
            by_type.setdefault(made.mime, []).append(Rendition(url, made.width, made.height, made.mime))
        sources = tuple(Source(mime, tuple(files)) for mime, files in by_type.items())
        return replace(sources[-1].files[-1], sources=sources if len(kept) > 1 else ())

    def _as_it_is(self, file: File, product: Product, size: tuple[int, int], suffix: str) -> Rendition:
        """The file itself, or a copy where it is not to be shown or the site's options leave it out."""
        if not product.data and file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT):
            return Rendition(file.url, *size, MIME_OF_SUFFIX[suffix])
        stem = _stem(file.src_uri)
        copied = self._publish(f"{stem}-{product.key[:10]}{suffix}", product.data or file.content_bytes)
        return Rendition(copied, *size, MIME_OF_SUFFIX[suffix])

    def _publish(self, name: str, content: Path | bytes) -> str:
        """The address of a picture, which joins the site unless it is there: another instance may have made it."""
        uri = f"{FOLDER}/{name}"
        if uri not in self._files.src_uris:
            made = published(self._config, uri, content)
            self._files.append(made)
            self.generated.append(made)
        return self._files.src_uris[uri].url


def _stem(uri: str) -> str:
    """What the files of a picture are named after, for those who look at them."""
    return slugify.slugify(PurePosixPath(uri).stem, max_length=40) or "picture"


def elsewhere(name: Named) -> Picture:
    """A picture that is no file of the site: used as it is but for what would end its address early in an attribute."""
    if name.is_inline:
        itself = Rendition(name.path, 0, 0, re.split("[;,]", name.path[5:], maxsplit=1)[0].lower())
        return Picture("", itself, itself, _NONE)
    url = _UNSAFE.sub(lambda found: quote(found[0]), name.path)
    suffix = PurePosixPath(re.split(r"[?#]", url, maxsplit=1)[0]).suffix.lower()
    itself = Rendition(url, 0, 0, MIME_OF_SUFFIX.get(suffix, ""))
    return Picture("", itself, itself, itself)
