"""Has a site an HTML error that it has not without the plugin? The Nu HTML checker says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from scripts.validate import tools
from scripts.validate.building import Site

OPTIONS = ("--errors-only", "--skip-non-html", "--format", "json", "--exit-zero-always")


def faults(site: Site) -> Iterator[str]:
    """Each error that is ours, with the first page that has it. An error is told by its message: its place differs."""
    theirs = _errors(site.plain.site_dir)
    for message, page in _errors(site.built.site_dir).items():
        if message not in theirs:
            yield f"{page}: {message}"


def _errors(folder: Path) -> dict[str, str]:
    messages = json.loads(tools.java(*OPTIONS, folder))["messages"]
    return {each["message"]: each.get("url", "").removeprefix(f"file:{folder}/") for each in reversed(messages)}
