"""Converted pages kept from one build to the next, in the user's own cache folder.

Not in the project: whoever clones a repository would get its entries along, and pages that no Markdown says. They are
lines of one file, to which builds append: writing a file for each page would take as long as converting some.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Collection
from functools import cached_property, partial
from hashlib import sha256
from io import BufferedReader, FileIO
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from mkdocs_blogposts.lazy_imports import platformdirs
from mkdocs_blogposts.site.images.image_cache import replacing

FILE = "pages.jsonl"

_DAY = 24 * 60 * 60  # seconds
_UNUSED_FOR = 7  # days: another branch may want it, and drafts are only in some builds
_MOST_BYTES = 500_000_000
_LARGEST = 10_000_000  # bytes of one entry
_AT_ONCE = 20
"""Entries written together: a build that is killed loses no more."""

_BUFFER = 2**16


def find_store_folder(root: Path) -> Path | None:
    """The folder of a project's pages; `None` where the user has no place for such."""
    try:
        home = platformdirs.user_cache_path("mkdocs-blogposts")
        return home / "pages" / sha256(str(root.resolve()).encode("utf-8", "replace")).hexdigest()[:20]
    except (OSError, RuntimeError):
        return None


class _Entry(NamedTuple):
    """Where the content of an entry stands in the file."""

    day: int
    """When a build has made or used it last, counted in days."""

    checksum: bytes
    """Of the content: where a disk is far away, the lines of two builds may mix after all."""

    offset: int
    size: int


class PageStore:
    """Entries by their names, of which the last line counts. Whatever goes wrong, a page is converted again."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / FILE if folder else None
        self._process, self._today = os.getpid(), int(time.time() // _DAY)
        self._file: FileIO | None = None
        self._waiting: list[bytes] = []
        self._renewed: set[bytes] = set()
        self._added = 0

    def has(self, name: str) -> bool:
        """Is there an entry of that name?"""
        return name.encode() in self._entries

    @cached_property
    def _entries(self) -> dict[bytes, _Entry]:
        """Those of earlier builds."""
        with contextlib.suppress(OSError):
            if self._path:
                self._file = FileIO(self._path)
                return _list_entries(self._file)
        return {}

    def load(self, name: str) -> bytes | None:
        """The content of an entry. A copy of the process gets none, since both would read from one place."""
        entry = self._entries.get(name.encode())
        if not entry or not self._file or self._process != os.getpid():
            return None
        if entry.day < self._today:
            self._renewed.add(name.encode())
        with contextlib.suppress(OSError):
            return _read(self._file, entry)
        return None

    def save(self, name: str, content: bytes) -> None:
        """Keep an entry of one line. A copy of the process keeps none: it hands over what it has made."""
        if self._path and len(content) <= _LARGEST and self._process == os.getpid():
            self._renewed.discard(name.encode())
            self._waiting.append(_format(name.encode(), self._today, content))
            if len(self._waiting) >= _AT_ONCE:
                self._append(self._path)

    def _append(self, path: Path) -> None:
        """Write in one go, so that the lines of two builds don't mix; what another has left unfinished ends here."""
        lines = b"\n" + b"".join(self._waiting)
        self._waiting = []
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with path.open("ab", buffering=0) as file:
                self._added += file.write(lines) or 0

    def close(self) -> None:
        """Forget what no build has used for a week, and the oldest of what is too much."""
        if not self._path:
            return
        if self._waiting:
            self._append(self._path)
        wanted = self._added + sum(entry.size for entry in self._entries.values())
        if self._file:
            self._file.close()
            self._file = None
        with contextlib.suppress(OSError):
            if self._renewed or (self._added and self._path.stat().st_size > min(2 * wanted, _MOST_BYTES)):
                _write_again(self._path, self._renewed, self._today)
        if self._renewed or self._added:
            prune_folder(self._path.parent)
        self._renewed, self._added = set(), 0


def _format(name: bytes, day: int, content: bytes) -> bytes:
    return b"%s %d %s %s\n" % (name, day, _sum_up(content), content)


def _sum_up(content: bytes) -> bytes:
    return b"%08x" % crc32(content)


def _list_entries(file: FileIO) -> dict[bytes, _Entry]:
    """The entries of a file; a line that isn't whole is none."""
    entries, offset = dict[bytes, _Entry](), 0
    lines = BufferedReader(file, _BUFFER)
    for line in iter(partial(lines.readline, _LARGEST), b""):
        name, *facts = line.split(b" ", 3)
        if len(facts) == 3 and facts[0].isdigit() and len(facts[0]) < 10 and line.endswith(b"\n"):
            day, checksum, content = facts
            entries[name] = _Entry(int(day), checksum, offset + len(line) - len(content), len(content) - 1)
        offset += len(line)
    lines.detach()
    return entries


def _read(file: FileIO, entry: _Entry) -> bytes | None:
    """The content of an entry, if it is what was written."""
    file.seek(entry.offset)
    content = file.read(entry.size)
    return content if _sum_up(content) == entry.checksum else None


def _write_again(path: Path, renewed: Collection[bytes], today: int) -> None:
    """Have another file take its place that has only what is wanted, the newest first."""
    with FileIO(path) as file:
        entries = _list_entries(file)
        days = {name: today if name in renewed else entry.day for name, entry in entries.items()}
        size = 0
        with replacing(path) as draft:
            for name in sorted(days, key=days.__getitem__, reverse=True):
                size += entries[name].size
                is_wanted = days[name] > today - _UNUSED_FOR and size <= _MOST_BYTES / 2
                if is_wanted and (content := _read(file, entries[name])):
                    draft.write(_format(name, days[name], content))


def prune_folder(folder: Path, now: float | None = None) -> None:
    """Delete what is old, and the oldest of what is too much, of all that stands beside the entries.

    There are records of builds, and entries as earlier versions kept them.
    """
    oldest = (time.time() if now is None else now) - _UNUSED_FOR * _DAY
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        others = [(each.stat().st_mtime, each.stat().st_size, each.path) for each in found if each.name != FILE]
        size = 0
        for written, bytes_, path in sorted(others, reverse=True):
            size += bytes_
            if written < oldest or size > _MOST_BYTES:
                Path(path).unlink(missing_ok=True)
