"""Where pictures are made: each once, several at a time, and only those that the cache has not."""

from __future__ import annotations

import io
import os
import time
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import PIL
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from mkdocs_blogposts.deferred import futures
from mkdocs_blogposts.publishing.pictures.cards import Design, Words, draw
from mkdocs_blogposts.publishing.pictures.cropping import Place
from mkdocs_blogposts.publishing.pictures.decoding import UnreadableImage, upright_size
from mkdocs_blogposts.publishing.pictures.images import EVERY_VIEW, RECIPE, Size, render
from mkdocs_blogposts.publishing.pictures.sanitizing import sanitize_svg
from mkdocs_blogposts.publishing.pictures.soundness import JUDGED, flaw
from mkdocs_blogposts.publishing.pictures.svg import read_svg, svg_size
from mkdocs_blogposts.site.pictures import cache as picture_cache
from mkdocs_blogposts.site.pictures.cache import Kept
from mkdocs_blogposts.site.pictures.digests import SOURCES, Digests
from mkdocs_blogposts.site.pictures.file_notes import FileNotes

log = get_plugin_logger("blogposts")

_MOST_BYTES = 60_000_000
_MOST_THREADS = 8  # each holds a picture in memory
_PATIENCE = 2.0  # seconds
_FLAWS = f"flaws_2_{RECIPE}_{PIL.__version__}".replace(".", "_")
"""The name of our file in the cache, without its suffix: another judge may find otherwise."""

_SHAPES = "shapes"
"""That of the sizes of images that texts show."""


@dataclass(frozen=True, slots=True)
class Product:
    """What has become of a file."""

    key: str
    """What its files are named after: another for another content, or another order."""

    kept: tuple[Kept, ...] = ()
    """By size, width and format, as they were made. Empty for an SVG, which is shown as it is."""

    size: tuple[int, int] = (0, 0)
    """Of an SVG."""

    data: bytes = b""
    """Of an SVG: its sanitized copy, which is shown in its place; empty where the file itself may be."""

    losses: tuple[str, ...] = ()
    """What the copy of an SVG is without."""


@dataclass(frozen=True)
class Drawing:
    """A card to be drawn."""

    words: Words
    design: Design


@dataclass(frozen=True)
class Job:
    """A file of the site, or a card, to be made a picture of."""

    source: File | Drawing
    focus: Place | None = None
    sizes: tuple[Size, ...] = EVERY_VIEW

    @property
    def key(self) -> tuple[object, ...]:
        """What two jobs with the same outcome share."""
        source = self.source
        return source.src_uri if isinstance(source, File) else source, self.focus, self.sizes


class Workshop:
    """Makes the pictures of one build."""

    def __init__(
        self, cache: Path, modern: Sequence[str] = (".webp",), threads: int = 0, sanitizes: bool = True
    ) -> None:
        """`cache` is a folder of ours; `modern` are formats by their suffixes; 0 threads are as many as processors.

        The SVGs of the site are shown as they are unless it `sanitizes` them; those of other sites never are.
        """
        self._sanitizes = sanitizes
        self._cache = cache
        self._modern = tuple(modern)
        self._threads = threads or min(_MOST_THREADS, os.cpu_count() or 1)
        self._digests = Digests(cache)
        self._flaws = FileNotes(cache / f"{_FLAWS}.json", _flaw)
        self._shapes = FileNotes(cache / f"{_SHAPES}.json", _shape_of)
        self._done: dict[tuple[object, ...], Product | str] = {}
        self._used: set[str] = set()

    def make(self, job: Job) -> Product | str:
        """What becomes of a file; a text says why nothing does, and ends the sentence "it cannot be used: …"."""
        if job.key not in self._done:
            self.make_all([job])
        return self._done[job.key]

    def make_all(self, jobs: Iterable[Job]) -> None:
        """Do all these jobs, several at a time."""
        waiting = {job.key: job for job in jobs if job.key not in self._done}
        with warnings.catch_warnings():  # it belongs to the whole process, so not to each thread
            warnings.simplefilter("ignore")
            if len(waiting) <= 1:
                self._done |= {key: self._product(job) for key, job in waiting.items()}
                return
            with futures.ThreadPoolExecutor(self._threads, "pictures") as pool:
                running = {pool.submit(self._product, job): key for key, job in waiting.items()}
                _tell_progress(running)
        self._done |= {key: future.result() for future, key in running.items()}

    def flaw(self, file: File) -> str:
        """Why a file cannot be shown as it is, and ends the sentence "it cannot be used: …"; empty where it can."""
        suffix = Path(file.src_uri).suffix.lower()
        if suffix not in JUDGED:
            return ""
        try:
            path = _path(file, may_link=True)
            return self._flaws.of(path) if path else flaw(io.BytesIO(file.content_bytes), suffix)
        except (UnreadableImage, OSError) as error:
            return _reason(error)

    def shape(self, file: File) -> tuple[int, int]:
        """The width and height at which a browser shows a file, in pixels; `(0, 0)` where nobody can tell."""
        try:
            path = _path(file, may_link=True)
            told = self._shapes.of(path) if path else _shape(io.BytesIO(file.content_bytes))
            width, _, height = told.partition("x")
            return int(width), int(height)
        except (UnreadableImage, OSError, ValueError):
            return 0, 0

    def close(self) -> None:
        """Remember what was read, and forget what no build wants any more."""
        self._digests.save()
        self._flaws.save()
        self._shapes.save()
        picture_cache.prune(self._cache, {*self._used, SOURCES, _FLAWS, _SHAPES})

    def _product(self, job: Job) -> Product | str:
        try:
            digest = self._digest(job.source)
            if isinstance(job.source, File) and job.source.src_uri.lower().endswith(".svg"):
                return self._drawing(job.source, digest)
            key = picture_cache.key(digest, job.sizes, self._modern, job.focus)
            return Product(key, self._in_sizes(job, key))
        except (UnreadableImage, OSError) as error:
            return _reason(error)

    def _drawing(self, source: File, digest: str) -> Product:
        if not self._sanitizes and not source.url.startswith(("http:", "https:", "//")):
            return Product(digest, size=svg_size(read_svg(source.content_bytes)))
        clean = sanitize_svg(source.content_bytes)
        return Product(digest, size=clean.size, data=clean.data, losses=clean.losses)

    def _digest(self, source: File | Drawing) -> str:
        if isinstance(source, Drawing):
            return sha256(f"{source.words} {_digest_of(source.design)}".encode("utf-8", "replace")).hexdigest()
        path = _path(source)
        return self._digests.of(path) if path else sha256(source.content_bytes).hexdigest()

    def _in_sizes(self, job: Job, key: str) -> tuple[Kept, ...]:
        self._used.add(key)
        kept = picture_cache.load(self._cache, key)
        if kept is None:
            source = job.source
            data = source.content_bytes if isinstance(source, File) else draw(source.words, source.design)
            kept = picture_cache.save(self._cache, key, render(data, job.sizes, self._modern, job.focus))
        return kept


@lru_cache(maxsize=8)
def _digest_of(design: Design) -> str:
    """What tells one design from another: its font alone may have megabytes."""
    return sha256(repr(design).encode()).hexdigest()


def _tell_progress(running: Iterable[futures.Future[Product | str]]) -> None:
    """Say now and then how far it is, where it takes longer than one waits without a word."""
    running = tuple(running)
    told = time.monotonic()
    for count, _ in enumerate(futures.as_completed(running), 1):
        if time.monotonic() - told > _PATIENCE:
            told = time.monotonic()
            log.info("Making pictures: %d of %d", count, len(running))


def _reason(error: UnreadableImage | OSError) -> str:
    return error.reason if isinstance(error, UnreadableImage) else f"it cannot be opened ({error.strerror})"


def _shape_of(path: Path) -> str:
    if path.suffix.lower() == ".svg":
        width, height = svg_size(read_svg(path.read_bytes()))
        return f"{width}x{height}"
    with path.open("rb") as file:
        return _shape(file)


def _shape(file: BinaryIO) -> str:
    width, height = upright_size(file)
    return f"{width}x{height}"


def _flaw(path: Path) -> str:
    with path.open("rb") as file:
        return flaw(file, path.suffix.lower())


def _path(file: File, may_link: bool = False) -> Path | None:
    """Where a file of the site lies; `None` where it is only in memory.

    MkDocs publishes what links lead to, so a text may show it.

    Raises:
        UnreadableImage: if it is too large, or is none, or a link to a place outside its folder.
    """
    path = Path(file.abs_src_path) if file.abs_src_path else None
    if path and not path.is_file():
        raise UnreadableImage("it is no file")
    if path and file.src_dir and not may_link and not path.resolve().is_relative_to(Path(file.src_dir).resolve()):
        raise UnreadableImage("it is a link that leads out of the docs folder")
    size = path.stat().st_size if path else len(file.content_bytes)
    if size > _MOST_BYTES:
        raise UnreadableImage(f"it has {size / 1e6:.0f} MB, and at most {_MOST_BYTES / 1e6:.0f} MB are read")
    return path
