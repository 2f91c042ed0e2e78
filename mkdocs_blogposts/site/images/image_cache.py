"""Images made in an earlier build: a folder of files, which may be deleted at any time."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from mkdocs_blogposts.publishing.images.file_types import MIME_OF_SUFFIX
from mkdocs_blogposts.publishing.images.image_encoding import RECIPE, ImageVariant

_UNUSED_DAYS = 7
_DAY = 24 * 60 * 60  # seconds


class CachedVariant(NamedTuple):
    """An image at one width, in one format, as a file of the cache."""

    made: ImageVariant
    """Without its data where there is a file."""

    file: Path | None
    """`None` where it could not be written, or where the image is the source itself."""


def make_key(digest: str, *order: object) -> str:
    """What decides how the images come out: the file's content, what is asked for, and our way of making it."""
    return hashlib.sha256(f"{RECIPE} {order!r} {digest}".encode()).hexdigest()


def load(folder: Path, key: str) -> tuple[CachedVariant, ...] | None:
    """What was saved under a key; `None` where nothing was, or not all of it is there."""
    entry = folder / f"{key}.json"
    try:
        kept = tuple(_kept(folder, key, item) for item in json.loads(entry.read_bytes()))
        if time.time() - entry.stat().st_mtime > _DAY:
            os.utime(entry)
    except (OSError, ValueError, TypeError, LookupError, OverflowError, RecursionError, AttributeError):
        return None
    return kept or None


def _kept(folder: Path, key: str, item: dict[str, Any]) -> CachedVariant:
    suffix = str(item["suffix"])
    made = ImageVariant(str(item["name"]), b"", int(item["width"]), int(item["height"]), suffix, str(item["color"]))
    if suffix not in MIME_OF_SUFFIX or "/" in made.name:
        raise ValueError(key)
    if item["bytes"] == 0:
        return CachedVariant(made, None)
    file = folder / _name(key, made)
    stat = file.stat()
    if stat.st_size != item["bytes"] or (stat.st_mtime_ns != item["written"] and not _is_intact(file, item)):
        raise ValueError(key)
    return CachedVariant(made, file)


def _is_intact(file: Path, item: dict[str, Any]) -> bool:
    """Is a file that was written since still what it was? Then its time is put back, and it is not read again."""
    if hashlib.sha256(file.read_bytes()).hexdigest() != item["digest"]:
        return False
    with contextlib.suppress(OSError):
        os.utime(file, ns=(int(item["written"]), int(item["written"])))
    return True


def _name(key: str, made: ImageVariant) -> str:
    return f"{key}-{made.name}-{made.width}{made.suffix}"


def save(folder: Path, key: str, made: Sequence[ImageVariant]) -> tuple[CachedVariant, ...]:
    """Keep images for this build and the next; where the folder cannot be written, that one makes them again.

    The entry comes last, so that another build never finds it without its files.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = tuple(_saved(folder, key, one) for one in made)
        described = [_described(one, there.file) for one, there in zip(made, kept, strict=True)]
        write(folder / f"{key}.json", json.dumps(described, indent=1).encode())
    except OSError:
        return tuple(CachedVariant(one, None) for one in made)
    return kept


def _saved(folder: Path, key: str, made: ImageVariant) -> CachedVariant:
    if not made.data:
        return CachedVariant(made, None)
    file = folder / _name(key, made)
    write(file, made.data)
    return CachedVariant(ImageVariant(made.name, b"", made.width, made.height, made.suffix, made.color), file)


def _described(made: ImageVariant, file: Path | None) -> dict[str, Any]:
    facts = {"name": made.name, "width": made.width, "height": made.height, "suffix": made.suffix}
    written = file.stat().st_mtime_ns if file else 0
    digest = hashlib.sha256(made.data).hexdigest()
    return {**facts, "color": made.color, "bytes": len(made.data), "written": written, "digest": digest}


def write(file: Path, data: bytes) -> None:
    """Write a file so that others see all of it or nothing."""
    with replacing(file) as draft:
        draft.write(data)


@contextlib.contextmanager
def replacing(file: Path) -> Iterator[IO[bytes]]:
    """A file to write, which takes the other's place when all is written, or is deleted."""
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as draft:
        unfinished = Path(draft.name)
        try:
            yield draft
            draft.close()
            unfinished.chmod(0o644)  # a web server reads it, too
            unfinished.replace(file)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def prune(folder: Path, used: Iterable[str]) -> None:
    """Delete what no build has used for a week; `used` are the keys of this one.

    Not at once: another build, or another branch of the site, may want it, and drafts are only in some builds.
    """
    used = set(used)
    old = time.time() - _UNUSED_DAYS * _DAY
    with contextlib.suppress(OSError):
        entries = {file.stem: file for file in folder.glob("*.json")}
        fresh = used | {key for key, file in entries.items() if file.stat().st_mtime > old}
        for file in folder.iterdir():
            if file.is_file() and file.name.split("-")[0].split(".")[0] not in fresh and file.stat().st_mtime < old:
                file.unlink(missing_ok=True)
