"""What tells the contents of pictures' files apart."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mkdocs_blogposts.site.pictures.file_notes import FileNotes

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
