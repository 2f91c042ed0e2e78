"""Has a site an HTML error that it has not without the plugin? The Nu HTML checker says so."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from scripts.validate import tools
from scripts.validate.building import Site
from scripts.validate.writer import Writing

OPTIONS = ("--errors-only", "--skip-non-html", "--format", "json", "--exit-zero-always")
ADDRESS = re.compile(r"(?<=Bad value “)[^”]*(?=”)")
PARENT = re.compile(r"(?<=child of element )“[^”]*”")  # a text stands in another element
SKIPPED = re.compile(r"The heading “h(\d)” .* follows the heading “h1”")
HEADING = re.compile(r"^(#{1,6})(?!#)|<h([1-6])[ >]", re.MULTILINE)


def faults(site: Site) -> Iterator[str]:
    """Each error that is ours, with the first page that has it. An error is told by its message: its place differs.

    Nor is a URL ours that a writer got wrong, and that an excerpt has with a way before it, nor that a text begins
    with a heading of the third level.
    """
    theirs = [_parted(message) for message in _errors(site.plain.site_dir)]
    beginning = {page.file: _first_level(site.docs / file) for file, page in site.page_of.items()}
    for message, files in _errors(site.built.site_dir).items():
        what, url = _parted(message)
        if any(what == their and url.endswith(end) for their, end in theirs):
            continue
        skipped = SKIPPED.search(message)
        ours = [file for file in files if not skipped or beginning.get(file) != int(skipped[1])]
        if ours:
            yield f"{ours[0]}: {message}"


def _parted(message: str) -> tuple[str, str]:
    """A message, and the URL in it."""
    url = ADDRESS.search(message)
    what = PARENT.sub("", ADDRESS.sub("", message))
    return what, re.sub(r"\s", "", unquote(url[0])) if url else ""


def _first_level(post: Path) -> int:
    """The level of the first heading that a writer wrote; 0 without."""
    heading = HEADING.search(Writing(post).body)
    return (len(heading[1]) if heading[1] else int(heading[2])) if heading else 0


def _errors(folder: Path) -> dict[str, list[str]]:
    """The pages that have each error."""
    found = defaultdict(list)
    for each in json.loads(tools.java(*OPTIONS, folder))["messages"]:
        found[each["message"]].append(each.get("url", "").removeprefix(f"file:{folder}/"))
    return found
