"""Notebooks of Jupyter, read as Markdown: front matter in the first cell, then what the Markdown cells say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter

ENDING = ".ipynb"

ABOVE = "Notebook."
"""Stands for what keeps front matter from being read: it isn't alone in the first cell."""

FENCES = ("---", "+++")


def read_notebook(content: str) -> str:
    """A notebook as a Markdown file with front matter; empty text where it has no front matter, or isn't a notebook.

    The front matter, in any format, is all of the first cell, be that raw or Markdown (the notebook format,
    nbformat 4). Where it stands with other text in that cell, or in the next, it is misplaced in the file, too.
    """
    cells = list(_cells(content))
    if find_front_matter_cell(content):
        return "\n\n".join([cells[0][1].strip(), *(text for kind, text in cells[1:] if kind == "markdown")])
    fenced = (text for kind, text in cells[:2] if kind in ("raw", "markdown") and text.lstrip().startswith(FENCES))
    return next((f"{ABOVE}\n\n{text}" for text in fenced if parse_front_matter(text).format_name), "")


def find_front_matter_cell(content: str) -> str:
    """The kind of the cell that holds the front matter: `raw` or `markdown`; empty where there is none."""
    kind, first = next(_cells(content), ("", ""))
    if kind not in ("raw", "markdown"):
        return ""
    front_matter = parse_front_matter(first)
    return kind if front_matter.format_name and not front_matter.body.strip() else ""


def _cells(content: str) -> Iterator[tuple[str, str]]:
    """The kind and the text of each cell."""
    try:
        notebook: Any = json.loads(content)
    except (ValueError, RecursionError):
        return
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, dict):
            source = cell.get("source", "")
            lines = source if isinstance(source, list) else [source]
            yield str(cell.get("cell_type")), "".join(line for line in lines if isinstance(line, str))
