"""Converted pages kept from one build to the next, in the user's own cache folder.

Not in the project: whoever clones a repository would get its entries along, and pages that no Markdown says.
"""

from __future__ import annotations

import contextlib
import os
import time
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from mkdocs_blogposts.lazy_imports import platformdirs
from mkdocs_blogposts.site.images.image_cache import write

_UNUSED_FOR = 7 * 24 * 60 * 60  # seconds: another branch may want it, and drafts are only in some builds
_DAY = 24 * 60 * 60
_MOST_BYTES = 500_000_000
_LARGEST = 10_000_000  # bytes of one entry
_AT_ONCE = 100
"""Entries written together: between two conversions, one takes five times as long."""


def find_store_folder(root: Path) -> Path | None:
    """The folder of a project's pages; `None` where the user has no place for such."""
    try:
        home = platformdirs.user_cache_path("mkdocs-blogposts")
        return home / "pages" / sha256(str(root.resolve()).encode("utf-8", "replace")).hexdigest()[:20]
    except (OSError, RuntimeError):
        return None


class PageStore:
    """A folder of entries. Whatever goes wrong with one, the page is converted again."""

    def __init__(self, folder: Path | None) -> None:
        self._folder, self._process = folder, os.getpid()
        self._waiting: dict[str, bytes] = {}
        self._has_changed = False

    def has(self, name: str) -> bool:
        """Is there an entry of that name?"""
        return name in self._names

    @cached_property
    def _names(self) -> frozenset[str]:
        """Those of the entries of earlier builds: to ask for each whether it is there takes longer."""
        if self._folder:
            with contextlib.suppress(OSError), os.scandir(self._folder) as found:
                return frozenset(entry.name for entry in found)
        return frozenset()

    def load(self, name: str) -> bytes | None:
        """The content of an entry."""
        if not self._folder or not self.has(name):
            return None
        with contextlib.suppress(OSError):
            path = self._folder / name
            stat = path.stat()
            if stat.st_size > _LARGEST:
                return None
            if time.time() - stat.st_mtime > _DAY:
                os.utime(path)
            return path.read_bytes()
        return None

    def save(self, name: str, content: bytes) -> None:
        """Keep an entry. A copy of the process keeps none: it hands over what it has made."""
        if self._folder and len(content) <= _LARGEST and self._process == os.getpid():
            self._waiting[name] = content
            if len(self._waiting) >= _AT_ONCE:
                self._write(self._folder)

    def _write(self, folder: Path) -> None:
        """Another build sees all of an entry or nothing."""
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for name, content in self._waiting.items():
                write(folder / name, content)
        self._waiting, self._has_changed = {}, True

    def close(self) -> None:
        """Forget what no build has used for a week, and the oldest of what is too much."""
        if self._folder and self._waiting:
            self._write(self._folder)
        if self._folder and self._has_changed:
            prune_entries(self._folder)


def prune_entries(folder: Path, now: float | None = None) -> None:
    """Delete entries that are old, and the oldest as long as there is too much."""
    oldest = (time.time() if now is None else now) - _UNUSED_FOR
    with contextlib.suppress(OSError), os.scandir(folder) as found:
        entries = sorted(((entry.stat().st_mtime, entry.stat().st_size, entry.path) for entry in found), reverse=True)
        size = 0
        for written, bytes_, path in entries:
            size += bytes_
            if written < oldest or size > _MOST_BYTES:
                Path(path).unlink(missing_ok=True)
