"""Where images are made: each once, several at a time, and only those that the cache has not."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, NamedTuple

import PIL
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File

from mkdocs_blogposts.lazy_imports import futures
from mkdocs_blogposts.publishing.images.cropping import Focus
from mkdocs_blogposts.publishing.images.decoding import UnreadableImage, measure_upright
from mkdocs_blogposts.publishing.images.file_types import JUDGED
from mkdocs_blogposts.publishing.images.image_encoding import EVERY_VIEW, RECIPE, ImageSize, render_variants
from mkdocs_blogposts.publishing.images.social_cards import SocialCardDesign, SocialCardText, draw_card
from mkdocs_blogposts.publishing.images.svg_images import measure_svg, read_svg, sanitize_svg
from mkdocs_blogposts.publishing.images.validation import find_fault
from mkdocs_blogposts.site.images import image_cache
from mkdocs_blogposts.site.images.image_cache import CachedVariant
from mkdocs_blogposts.site.settings.build_memory import is_settled


class FileNotes:
    """One text about each file by its path, remembered from build to build with the file's size and times."""

    def __init__(self, notes: Path, read: Callable[[Path], str]) -> None:
        """`notes` is a JSON file of ours; `read` finds the text out, and may raise."""
        self._file = notes
        self._read = read
        self._known = _known(notes)
        self._used: dict[str, list[object]] = {}

    def of(self, path: Path) -> str:
        """The text about a file. Raises `OSError`, and whatever `read` raises."""
        stat = path.stat()
        facts = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
        entry = self._used.get(str(path)) or self._known.get(str(path))
        if isinstance(entry, list) and entry[:3] == facts and len(entry) == 4 and isinstance(entry[3], str):
            self._used[str(path)] = entry
            return entry[3]
        text = self._read(path)
        if is_settled(stat):
            self._used[str(path)] = [*facts, text]
        return text

    def save(self) -> None:
        """Remember the notes of this build; where that cannot be written, the next one reads the files again."""
        if self._used.items() <= self._known.items():
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            there = {path: entry for path, entry in self._known.items() if Path(path).exists()}
            image_cache.write(self._file, json.dumps(there | self._used, sort_keys=True).encode())


def _known(file: Path) -> dict[str, object]:
    try:
        known = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


log = get_plugin_logger("blogposts")

_MOST_BYTES = 60_000_000
_MOST_THREADS = 8  # each holds an image in memory
_PATIENCE = 2.0  # seconds
_FLAWS = f"flaws_2_{RECIPE}_{PIL.__version__}".replace(".", "_")
"""The name of our file in the cache, without its suffix: another judge may find otherwise."""

_SHAPES = "shapes"
"""That of the sizes of images that texts show."""


class ProcessedImage(NamedTuple):
    """What has become of a file."""

    key: str
    """What its files are named after: another for another content, or another order."""

    kept: tuple[CachedVariant, ...] = ()
    """By size, width and format, as they were made. Empty for an SVG, which is shown as it is."""

    size: tuple[int, int] = (0, 0)
    """Of an SVG."""

    data: bytes = b""
    """Of an SVG: its sanitized copy, which is shown in its place; empty where the file itself may be."""

    losses: tuple[str, ...] = ()
    """What the copy of an SVG is without."""


class SocialCard(NamedTuple):
    """A card to be drawn."""

    words: SocialCardText
    design: SocialCardDesign


class ImageJob(NamedTuple):
    """A file of the site, or a card, to be made an image of."""

    source: File | SocialCard
    focus: Focus | None = None
    sizes: tuple[ImageSize, ...] = EVERY_VIEW

    @property
    def key(self) -> tuple[object, ...]:
        """What two jobs with the same outcome share."""
        source = self.source
        return source.src_uri if isinstance(source, File) else source, self.focus, self.sizes


class ImageProcessor:
    """Makes the images of one build."""

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
        self._done: dict[tuple[object, ...], ProcessedImage | str] = {}
        self._used: set[str] = set()
        self._flaw_of, self._shape_of = dict[str, str](), dict[str, tuple[int, int]]()

    def make(self, job: ImageJob) -> ProcessedImage | str:
        """What becomes of a file; a text says why nothing does, and ends the sentence "it cannot be used: …"."""
        key = job.key
        if key not in self._done:
            self.make_all([job])
        return self._done[key]

    def make_all(self, jobs: Iterable[ImageJob]) -> None:
        """Do all these jobs, several at a time."""
        waiting = {job.key: job for job in jobs if job.key not in self._done}
        with warnings.catch_warnings():  # it belongs to the whole process, so not to each thread
            warnings.simplefilter("ignore")
            if len(waiting) <= 1:
                self._done |= {key: self._product(job) for key, job in waiting.items()}
                return
            with futures.ThreadPoolExecutor(self._threads, "images") as pool:
                running = {pool.submit(self._product, job): key for key, job in waiting.items()}
                _tell_progress(running)
        self._done |= {key: future.result() for future, key in running.items()}

    def flaw(self, file: File) -> str:
        """Why a file cannot be shown as it is, and ends the sentence "it cannot be used: …"; empty where it can."""
        if file.src_uri not in self._flaw_of:
            self._flaw_of[file.src_uri] = self._find_flaw(file)
        return self._flaw_of[file.src_uri]

    def _find_flaw(self, file: File) -> str:
        suffix = Path(file.src_uri).suffix.lower()
        if suffix not in JUDGED:
            return ""
        try:
            path = _path(file, may_link=True)
            return self._flaws.of(path) if path else find_fault(io.BytesIO(file.content_bytes), suffix)
        except (UnreadableImage, OSError) as error:
            return _reason(error)

    def shape(self, file: File) -> tuple[int, int]:
        """The width and height at which a browser shows a file, in pixels; `(0, 0)` where nobody can tell."""
        if file.src_uri not in self._shape_of:
            self._shape_of[file.src_uri] = self._measure(file)
        return self._shape_of[file.src_uri]

    def _measure(self, file: File) -> tuple[int, int]:
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
        image_cache.prune(self._cache, {*self._used, SOURCES, _FLAWS, _SHAPES})

    def _product(self, job: ImageJob) -> ProcessedImage | str:
        try:
            digest = self._digest(job.source)
            if isinstance(job.source, File) and job.source.src_uri.lower().endswith(".svg"):
                return self._drawing(job.source, digest)
            key = image_cache.make_key(digest, job.sizes, self._modern, job.focus)
            return ProcessedImage(key, self._in_sizes(job, key))
        except (UnreadableImage, OSError) as error:
            return _reason(error)

    def _drawing(self, source: File, digest: str) -> ProcessedImage:
        if not self._sanitizes and not source.url.startswith(("http:", "https:", "//")):
            return ProcessedImage(digest, size=measure_svg(read_svg(source.content_bytes)))
        clean = sanitize_svg(source.content_bytes)
        return ProcessedImage(digest, size=clean.size, data=clean.data, losses=clean.losses)

    def _digest(self, source: File | SocialCard) -> str:
        if isinstance(source, SocialCard):
            return sha256(f"{source.words} {_digest_of(source.design)}".encode("utf-8", "replace")).hexdigest()
        path = _path(source)
        return self._digests.of(path) if path else sha256(source.content_bytes).hexdigest()

    def _in_sizes(self, job: ImageJob, key: str) -> tuple[CachedVariant, ...]:
        self._used.add(key)
        kept = image_cache.load(self._cache, key)
        if kept is None:
            source = job.source
            data = source.content_bytes if isinstance(source, File) else draw_card(source.words, source.design)
            kept = image_cache.save(self._cache, key, render_variants(data, job.sizes, self._modern, job.focus))
        return kept


@lru_cache(maxsize=8)
def _digest_of(design: SocialCardDesign) -> str:
    """What tells one design from another: its font alone may have megabytes."""
    return sha256(repr(design).encode()).hexdigest()


def _tell_progress(running: Iterable[futures.Future[ProcessedImage | str]]) -> None:
    """Say now and then how far it is, where it takes longer than one waits without a word."""
    running = tuple(running)
    told = time.monotonic()
    for count, _ in enumerate(futures.as_completed(running), 1):
        if time.monotonic() - told > _PATIENCE:
            told = time.monotonic()
            log.info("Making images: %d of %d", count, len(running))


def _reason(error: UnreadableImage | OSError) -> str:
    return error.reason if isinstance(error, UnreadableImage) else f"it cannot be opened ({error.strerror})"


def _shape_of(path: Path) -> str:
    if path.suffix.lower() == ".svg":
        width, height = measure_svg(read_svg(path.read_bytes()))
        return f"{width}x{height}"
    with path.open("rb") as file:
        return _shape(file)


def _shape(file: BinaryIO) -> str:
    width, height = measure_upright(file)
    return f"{width}x{height}"


def _flaw(path: Path) -> str:
    with path.open("rb") as file:
        return find_fault(file, path.suffix.lower())


def _path(file: File, may_link: bool = False) -> Path | None:
    """Where a file of the site lies; `None` where it is only in memory.

    MkDocs publishes what links lead to, so a text may show it.

    Raises:
        UnreadableImage: if it is too large, or isn't one, or a link to a place outside its folder.
    """
    path = Path(file.abs_src_path) if file.abs_src_path else None
    if path and not path.is_file():
        raise UnreadableImage("it isn't a file")
    if path and file.src_dir and not may_link and not path.resolve().is_relative_to(Path(file.src_dir).resolve()):
        raise UnreadableImage("it is a link that leads out of 'docs_dir'")
    size = path.stat().st_size if path else len(file.content_bytes)
    if size > _MOST_BYTES:
        raise UnreadableImage(f"it has {size / 1e6:.0f} MB, and at most {_MOST_BYTES / 1e6:.0f} MB are read")
    return path


SOURCES = "sources"
"""The name of our file in the cache, without its suffix."""


class Digests(FileNotes):
    """The SHA-256 of each file's content."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / f"{SOURCES}.json", _digest)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        digest = hashlib.sha256()
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
