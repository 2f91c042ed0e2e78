"""A file's content changed as a whole, or shown as it would be."""

from __future__ import annotations

import difflib
import errno
import os
import tempfile
from pathlib import Path

from mkdocs_blogposts.lazy_patterns import compile_pattern

LINE = compile_pattern(r"[^\n]*\n|[^\n]+")


def replace_content(file: Path, content: bytes) -> None:
    """Put the content in the file's place, whole or not at all. A link's target is changed, not the link.

    Raises:
        OSError: if it cannot be written, or nobody is to write it; it stays as it was, then.
    """
    target = file.resolve()
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(content)
        Path(name).chmod(target.stat().st_mode & 0o7777)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def make_diff(file: Path, text: str, result: str) -> str:
    """A unified diff, whose lines end as those of the file do."""
    before, after = (LINE.findall(content) for content in (text, result))
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
        for line in difflib.unified_diff(before, after, f"a/{file.as_posix()}", f"b/{file.as_posix()}")
    )
