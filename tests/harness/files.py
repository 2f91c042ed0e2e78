"""Files drawn in a test."""

from __future__ import annotations

import textwrap
from pathlib import Path


def text(drawn: str) -> str:
    """Text as it stands in a test: without its first line break and its indentation."""
    return textwrap.dedent(drawn.removeprefix("\n"))


def write(path: Path, content: str | bytes) -> None:
    """Write a file, with its folders. Text is taken as drawn in a test, bytes to the letter."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else text(content).encode("utf-8"))
