"""Pictures made in an earlier build: a folder of files, which may be deleted at any time."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mkdocs_blogposts.publishing.images import MIME_OF_SUFFIX, RECIPE, Made, Size

_SUFFIX_OF_MIME = {mime: suffix for suffix, mime in reversed(MIME_OF_SUFFIX.items())}


def key(data: bytes, sizes: Sequence[Size]) -> str:
    """What decides how the pictures come out: the file, the sizes, and our way of making them."""
    digest = hashlib.sha256(f"{RECIPE} {sizes!r} ".encode())
    digest.update(data)
    return digest.hexdigest()


def load(folder: Path, key: str, source: bytes, sizes: Sequence[Size]) -> tuple[Made, ...] | None:
    """What was saved under a key; `None` where nothing was, or not all of it is whole."""
    try:
        entry = json.loads((folder / f"{key}.json").read_bytes())
        return tuple(_made(folder, key, source, size, item) for size, item in zip(sizes, entry, strict=True))
    except (OSError, ValueError, TypeError, LookupError, OverflowError, RecursionError):
        return None


def _made(folder: Path, key: str, source: bytes, size: Size, item: dict[str, Any]) -> Made:
    suffix = _SUFFIX_OF_MIME[item["mime"]]
    data = source if item["sha256"] is None else (folder / f"{key}-{size.name}{suffix}").read_bytes()
    if item["sha256"] not in (None, hashlib.sha256(data).hexdigest()):
        raise ValueError(key)
    return Made(size.name, data, int(item["width"]), int(item["height"]), item["mime"], suffix)


def save(folder: Path, key: str, source: bytes, made: Sequence[Made]) -> None:
    """Keep pictures for the next build; where the folder cannot be written, that one makes them again.

    The entry comes last, so that another build never finds it without its files.
    """
    entry = []
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        for one in made:
            digest = None if one.data == source else hashlib.sha256(one.data).hexdigest()
            entry.append({"mime": one.mime, "width": one.width, "height": one.height, "sha256": digest})
            if digest:
                _write(folder / f"{key}-{one.name}{one.suffix}", one.data)
        _write(folder / f"{key}.json", json.dumps(entry, indent=1).encode())


def _write(file: Path, data: bytes) -> None:
    """Write a file so that others see all of it or nothing."""
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as draft:
        unfinished = Path(draft.name)
        try:
            draft.write(data)
            draft.close()
            unfinished.replace(file)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
