"""What was found out about files, without reading again those that have not changed."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path

from mkdocs_blogposts.site.pictures import cache as picture_cache

_SETTLED = 2_000_000_000  # nanoseconds: a file that was changed just now may change again within the same tick


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
        if time.time_ns() - max(facts[1:]) > _SETTLED:
            self._used[str(path)] = [*facts, text]
        return text

    def save(self) -> None:
        """Remember the notes of this build; where that cannot be written, the next one reads the files again."""
        if self._used.items() <= self._known.items():
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            there = {path: entry for path, entry in self._known.items() if Path(path).exists()}
            picture_cache.write(self._file, json.dumps(there | self._used, sort_keys=True).encode())


def _known(file: Path) -> dict[str, object]:
    try:
        known = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}
