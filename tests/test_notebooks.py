"""Notebooks as posts, converted by mkdocs-jupyter: their front matter is read, and shows nowhere."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.reading.entry import Status
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.frontmatter.notebook_format import find_front_matter_cell, read_notebook
from mkdocs_blogposts.site.planning.source_files import strip_front_matter_cell

YAML = "---\ntitle: Numbers & more\ndate: 2024-05-01\ntags: [red, blue]\n---"
PLAIN = "Title: Numbers & more\nDate: 2024-05-01\nTags: red, blue"


def notebook(*cells):
    """A notebook of cells, each a kind and a text."""
    made = [
        {"cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True)}
        | ({"execution_count": 1, "outputs": []} if kind == "code" else {})
        for kind, text in cells
    ]
    spec = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return json.dumps({"cells": made, "metadata": spec, "nbformat": 4, "nbformat_minor": 4})


def numbers(kind, header):
    text = "# A notebook's heading\n\nNumbers are **fine** things, as this long enough sentence goes to show."
    return notebook((kind, header), ("markdown", text), ("code", "1 + 1"), ("markdown", "## After\n\nThat was it."))


@pytest.mark.parametrize(
    ("content", "text", "kind"),
    [
        (notebook(("raw", YAML), ("markdown", "Text."), ("code", "1")), f"{YAML}\n\nText.", "raw"),
        (notebook(("markdown", PLAIN), ("markdown", "Text.")), f"{PLAIN}\n\nText.", "markdown"),
        (notebook(("markdown", "# Title"), ("raw", YAML)), f"Notebook.\n\n{YAML}", ""),
        (notebook(("markdown", "# Title"), ("markdown", "Text.\n\n---\n"), ("raw", YAML)), "", ""),
        (notebook(("code", YAML)), "", ""),
        (notebook(("markdown", f"{YAML}\n\n# More")), f"Notebook.\n\n{YAML}\n\n# More", ""),
        (notebook(), "", ""),
        ("", "", ""),
        ("[1, 2", "", ""),
        ("[" * 100_000, "", ""),
        ('{"cells": 3}', "", ""),
        ('{"cells": [3, {"cell_type": 4, "source": [5]}]}', "", ""),
    ],
)
def test_a_notebook_as_markdown(content, text, kind):
    assert (read_notebook(content), find_front_matter_cell(content)) == (text, kind)


@given(st.text(max_size=100), st.sampled_from(["raw", "markdown"]))
def test_any_html_is_taken(html, kind):
    assert strip_front_matter_cell(html, kind) == html
    assert strip_front_matter_cell(f'<div class="jp-Notebook">{html}', kind).startswith('<div class="jp-Notebook">')


@pytest.mark.parametrize("kind", ["raw", "markdown"])
@pytest.mark.parametrize("header", [YAML, PLAIN], ids=["yaml", "plain"])
def test_a_notebook_is_a_post(site, kind, header):
    plugins = "plugins: [search, mkdocs-jupyter: {cache: false}, blogposts]"
    files = {
        "docs/index.md": "# Home",
        "docs/blog/numbers.ipynb": numbers(kind, header).encode(),
        "docs/blog/b.md": "---\ntitle: B\ndate: 2024-05-02\ntags: [red]\n---\nText.",
        "docs/plain.ipynb": notebook(("markdown", "# Plain"), ("markdown", "As ever.")).encode(),
    }
    built = site(files, config=plugins).build()
    assert built.page("blog/").texts("h2") == ["B", "Numbers & more"]
    assert built.page("blog/tags/red/").texts("h2") == ["B", "Numbers & more"]
    card = built.page("blog/tags/blue/").one(".bp-post-card__excerpt").text
    assert card.strip().startswith("Numbers are fine things")
    page = built.page("blog/numbers/")
    assert page.texts("h1") == ["A notebook's heading"]
    assert page.title == "Numbers & more - Example"
    assert page.description.startswith("Numbers are fine things")
    assert page.one("time.dt-published")["datetime"].startswith("2024-05-01")
    assert "tags:" not in page.main.text.lower()
    assert "tags:" not in built.read("search/search_index.json").lower()
    assert built.page("plain/").h1.startswith("Plain")
    assert "numbers.ipynb" not in "".join(built.files)


DRAFT = YAML.replace("title", "draft: true\ntitle")
NOT_ALONE = [
    notebook(("markdown", f"{DRAFT}\n\n# More")),
    notebook(("raw", f"\n{DRAFT}\nMore.")),
    notebook(("markdown", "# Title"), ("raw", DRAFT), ("markdown", "Text.")),
]


@pytest.mark.parametrize("content", NOT_ALONE)
def test_a_draft_whose_front_matter_is_not_alone_in_the_first_cell_is_held_back(content):
    rules = Rules(datetime(2026, 11, 22, tzinfo=timezone.utc), timezone.utc)
    entry, (problem,) = read_entry("blog/a.ipynb", read_notebook(content), rules)
    assert (entry.is_post, entry.status) == (True, Status.DRAFT)
    said = "blog/a.ipynb: The front matter isn't read, so this isn't a post: it isn't all of the first cell. "
    assert str(problem).startswith(f"{said}Give it a first cell of its own. The page is held back")
    public = read_entry("blog/a.ipynb", read_notebook(content.replace("draft: true", "draft: false")), rules)[0]
    assert not public.is_post


def test_without_a_converter_a_notebook_is_not_published(site):
    files = {"docs/index.md": "# Home", "docs/blog/numbers.ipynb": numbers("raw", YAML).encode()}
    files |= {f"docs/blog/draft{number}.ipynb": content.encode() for number, content in enumerate(NOT_ALONE)}
    files["docs/blog/download.ipynb"] = notebook(
        ("markdown", "# Title"), ("markdown", "---\n\nText.\n\n---\n")
    ).encode()
    built = site(files).build(expect=["4 posts are not Markdown files"])
    assert [file for file in built.files if file.endswith(".ipynb")] == ["blog/download.ipynb"]
    assert not [page for page in built.pages if page.startswith("blog")]
