"""What is in the files of pictures, without reading again those that have not changed."""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from pathlib import Path

from mkdocs_blogposts.site import picture_cache

SOURCES = "sources"
"""The name of our file in the cache, without its suffix."""

_SETTLED = 2_000_000_000  # nanoseconds: a file that was changed just now may change again within the same tick


class Digests:
    """The digest of each file by its path, remembered from build to build with its size and its times."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / f"{SOURCES}.json"
        self._known = _read(self._file)
        self._used: dict[str, list[object]] = {}

    def of(self, path: Path) -> str:
        """The SHA-256 of a file's content. Raises `OSError`."""
        stat = path.stat()
        facts = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns]
        entry = self._known.get(str(path))
        if isinstance(entry, list) and entry[:3] == facts and len(entry) == 4 and isinstance(entry[3], str):
            self._used[str(path)] = entry
            return entry[3]
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while block := file.read(1 << 20):
                digest.update(block)
        if time.time_ns() - max(facts[1:]) > _SETTLED:
            self._used[str(path)] = [*facts, digest.hexdigest()]
        return digest.hexdigest()

    def save(self) -> None:
        """Remember the digests of this build; where that cannot be written, the next one reads the files again."""
        if self._used.items() <= self._known.items():
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            there = {path: entry for path, entry in self._known.items() if Path(path).exists()}
            picture_cache.write(self._file, json.dumps(there | self._used, sort_keys=True).encode())


def _read(file: Path) -> dict[str, object]:
    try:
        known = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}
