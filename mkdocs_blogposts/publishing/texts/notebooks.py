"""Notebooks as mkdocs-jupyter converts them, made posts: without the cell that holds the header."""

from __future__ import annotations

import re
from collections.abc import Mapping

OPENING = r'(<div class="jp-Notebook"[^>]*>)'
CELL = r'<div class="jp-Cell '
END = rf"(?={CELL}|</div>\s*<!-- jp-Notebook -->)"

HEADER: Mapping[str, re.Pattern[str]] = {
    "raw": re.compile(rf"{OPENING}.*?{END}", re.DOTALL),
    "markdown": re.compile(rf"{OPENING}\s*{CELL}.*?{END}", re.DOTALL),
}
"""The first cell by its kind. A raw one is text without a frame, if there at all; one of Markdown is an element."""

H1 = re.compile(r"<h1(?=[\s>]).*?</h1\s*>", re.DOTALL)


def as_post(content: str, header: str) -> str:
    """The HTML of a notebook without its first cell, which holds the header and is of the kind `header`.

    A heading at the top of the next cell comes in front of everything: so it is taken for the post's title, as in a
    post of Markdown.
    """
    content = HEADER[header].sub(r"\1\n", content, count=1)
    heading = H1.search(content)
    if heading and len(re.findall(CELL, content[: heading.start()])) == 1:
        return heading[0] + content[: heading.start()] + content[heading.end() :]
    return content
