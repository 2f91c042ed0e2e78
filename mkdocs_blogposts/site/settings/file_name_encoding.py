"""Names of files that this computer cannot write: under `LC_ALL=C` without Python's UTF-8 mode, all but ASCII.

A URL made of other letters there would be another URL than everywhere else, so the build stops and says what to do.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

HINT = "Set the environment variable PYTHONUTF8=1, or a locale with UTF-8, such as LC_ALL=C.UTF-8."


def require_readable(folder: str) -> None:
    """Raise a `PluginError` where a file of a folder has a name that this Python could not decode."""
    if _takes_any_name():
        return
    names = (str(path.relative_to(folder)) for path in Path(folder).rglob("*"))
    if odd := next((name for name in names if not _is_text(name)), ""):
        shown = os.fsencode(odd).decode("utf-8", "replace")
        raise PluginError(_told(f"The name of the file '{shown}' cannot be read"))


def require_writable(files: Iterable[File]) -> None:
    """Raise a `PluginError` where a file of the site has a name that this computer cannot write."""
    if _takes_any_name():
        return
    for file in files:
        if file.inclusion.is_included() and not _is_writable(file.dest_uri):
            raise PluginError(_told(f"The file '{file.dest_uri}' of the site cannot be written"))


def _takes_any_name() -> bool:
    return sys.getfilesystemencoding().lower().replace("-", "") == "utf8"


def _is_text(name: str) -> bool:
    return not any("\udc80" <= sign <= "\udcff" for sign in name)


def _is_writable(name: str) -> bool:
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return False
    return True


def _told(what: str) -> str:
    return f"blogposts: {what}: names of files are in '{sys.getfilesystemencoding()}' here. {HINT}"
