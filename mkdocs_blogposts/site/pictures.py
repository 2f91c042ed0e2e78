"""The pictures of pages: found in the site, made in the sizes that pages show, published through MkDocs."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from slugify import slugify

from mkdocs_blogposts.publishing.images import CARD, FULL, MIME_OF_SUFFIX, PREVIEW, Made, UnreadableImage, render
from mkdocs_blogposts.publishing.post import Picture, Rendition
from mkdocs_blogposts.publishing.svg import svg_size
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site import picture_cache
from mkdocs_blogposts.site.picture_places import FOLDER, Named, Places, named

_SIZES = (CARD, FULL, PREVIEW)
_MOST_BYTES = 60_000_000
_UNSAFE = re.compile(r"""[\s\x00-\x20\x7f"<>\\^`{|}]""")
_NO_PREVIEW = Rendition("", 0, 0, "")


class _Views(NamedTuple):
    card: Rendition
    full: Rendition
    preview: Rendition


class Gallery:
    """The pictures of one build. Each file is read, and each picture made, once, however many pages name it."""

    def __init__(self, files: Files, config: MkDocsConfig, cache: Path) -> None:
        """`cache` is a folder of ours that outlives the build; it is made where it is missing."""
        self.generated: list[File] = []
        """What was added to the files of the site."""
        self._files = files
        self._config = config
        self._cache = cache
        self._places = Places(files)
        self._problems: dict[Problem, None] = {}
        self._on_pages: dict[tuple[Named, str], _Views | None] = {}
        self._of_files: dict[str, _Views | str] = {}  # text: why there are none

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was wrong with the pictures asked for so far, once for each page."""
        return tuple(self._problems)

    def picture(self, reference: str, alt: str, page_uri: str) -> Picture | None:
        """The picture that a page names, in the sizes of `Picture`; `None` where there is none, and a problem says why.

        `reference` is a path or address as the writer wrote it, `page_uri` the `src_uri` of the page (`""` for the
        options in `mkdocs.yml`). A picture of another site is never fetched: all three sizes are its own address.
        An SVG and an animation are shown as they are; `preview` has an empty `url` where link previews could not
        show the picture: for an SVG, and for one that is in the address itself (`data:`).
        """
        name = named(reference)
        if not name.path:
            return None
        if (name, page_uri) not in self._on_pages:
            self._on_pages[name, page_uri] = self._views(name, page_uri)
        views = self._on_pages[name, page_uri]
        return Picture(alt or name.alt, *views) if views else None

    def _views(self, name: Named, page_uri: str) -> _Views | None:
        if name.is_inline:
            itself = Rendition(name.path, 0, 0, re.split("[;,]", name.path[5:], maxsplit=1)[0].lower())
            return _Views(itself, itself, _NO_PREVIEW)
        own = name.below(self._config.site_url or "") if name.is_remote else name.path
        file = self._places.find(own, page_uri) if own else None
        if file is None:
            if name.is_remote:
                return _remote(name)
            self._tell(Rule.MISSING_IMAGE, page_uri, *self._places.missing(name, page_uri))
            return None
        if file.src_uri not in self._of_files:
            self._of_files[file.src_uri] = self._of_file(file)
        views = self._of_files[file.src_uri]
        if isinstance(views, str):
            what = f"The picture '{name.shown}' cannot be used: {views}."
            self._tell(Rule.UNREADABLE_IMAGE, page_uri, what, "The page is built without it.")
            return None
        return views

    def _tell(self, rule: Rule, page_uri: str, what: str, cure: str) -> None:
        self._problems[Problem(rule, page_uri or "mkdocs.yml", what, cure)] = None

    def _of_file(self, file: File) -> _Views | str:
        try:
            data = _bytes(file)
            if file.src_uri.lower().endswith(".svg"):
                itself = self._as_it_is(file, data, svg_size(data), ".svg")
                return _Views(itself, itself, _NO_PREVIEW)
            return self._in_sizes(file, data)
        except UnreadableImage as error:
            return error.reason

    def _in_sizes(self, file: File, data: bytes) -> _Views:
        key = picture_cache.key(data, _SIZES)
        pictures = picture_cache.load(self._cache, key, data, _SIZES)
        if pictures is None:
            pictures = render(data, _SIZES)
            picture_cache.save(self._cache, key, data, pictures)
        return _Views(*(self._rendition(file, data, key, made) for made in pictures))

    def _rendition(self, file: File, source: bytes, key: str, made: Made) -> Rendition:
        size = made.width, made.height
        if made.data == source:
            return self._as_it_is(file, source, size, made.suffix)
        name = f"{_stem(file)}-{key[:10]}-{made.width}x{made.height}{made.suffix}"
        return Rendition(self._publish(name, made.data), *size, made.mime)

    def _as_it_is(self, file: File, data: bytes, size: tuple[int, int], suffix: str) -> Rendition:
        """The file itself, or a copy where the site's options leave the file out."""
        if file.inclusion not in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT):
            return Rendition(file.url, *size, MIME_OF_SUFFIX[suffix])
        name = f"{_stem(file)}-{picture_cache.key(data, ())[:10]}{suffix}"
        return Rendition(self._publish(name, data), *size, MIME_OF_SUFFIX[suffix])

    def _publish(self, name: str, data: bytes) -> str:
        """The address of a picture, which joins the site unless it is there: another instance may have made it."""
        uri = f"{FOLDER}/{name}"
        if uri not in self._files.src_uris:
            made = File.generated(self._config, uri, content=data, inclusion=InclusionLevel.INCLUDED)
            self._files.append(made)
            self.generated.append(made)
        return self._files.src_uris[uri].url


def _stem(file: File) -> str:
    return slugify(PurePosixPath(file.src_uri).stem, max_length=40) or "picture"


def _remote(name: Named) -> _Views:
    """An address of the web, used as it is but for what would end it early in an attribute."""
    url = _UNSAFE.sub(lambda found: quote(found[0]), name.path)
    suffix = PurePosixPath(re.split(r"[?#]", url, maxsplit=1)[0]).suffix.lower()
    itself = Rendition(url, 0, 0, MIME_OF_SUFFIX.get(suffix, ""))
    return _Views(itself, itself, itself)


def _bytes(file: File) -> bytes:
    """What is in a file of the site.

    Raises:
        UnreadableImage: if it is too large, or cannot be opened, or is a link to a place outside its folder.
    """
    path = Path(file.abs_src_path) if file.abs_src_path else None
    try:
        if path and not path.is_file():
            raise UnreadableImage("it is no file")
        if path and file.src_dir and not path.resolve().is_relative_to(Path(file.src_dir).resolve()):
            raise UnreadableImage("it is a link that leads out of the docs folder")
        size = path.stat().st_size if path else len(file.content_bytes)
        if size > _MOST_BYTES:
            raise UnreadableImage(f"it has {size / 1e6:.0f} MB, and at most {_MOST_BYTES / 1e6:.0f} MB are read")
        return file.content_bytes
    except OSError as error:
        raise UnreadableImage(f"it cannot be opened ({error.strerror})") from error
