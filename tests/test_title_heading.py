"""The first heading of the first level is a post's title, wherever it stands."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from mkdocs_blogposts.publishing.text.html_text import strip_markup
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.title_heading import move_heading_to_top

RULES = Rules(datetime(2026, 11, 22, 12, tzinfo=timezone.utc), timezone.utc)


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("Text.\n\n# A\n\nMore.", "# A\n\nText.\n\n\nMore."),
        ("![x](x.png)\n\n# A", "# A\n\n![x](x.png)\n"),
        ("!!! note\n    Note.\n\n# A\n", "# A\n\n!!! note\n    Note.\n\n"),
        ("> Quoted.\n\nA\n===\nMore.", "A\n===\n\n> Quoted.\n\nMore."),
        ("<!-- x -->\nText.\n\n# A", "# A\n\n<!-- x -->\nText.\n"),
        ("## B\n\n# A", "# A\n\n## B\n"),
    ],
)
def test_a_heading_is_brought_above_what_stands_before_it(text, led):
    assert move_heading_to_top(text) == led


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\nText.",
        "\n<!-- x -->\n\n# A\n\nText.",
        "A\n=\n\nText.",
        "Text.\n\n```\n# A\n```\n",
        "Text.\n\n    # A\n",
        "Text.\n\n> # A\n",
        "Text.\n\n- # A\n",
        "Text.\n\n## A\n",
        "Text.\n\n#A\n",
        "Text.\n\n# A\n\n# B\n",
        "",
    ],
)
def test_a_text_without_one_such_heading_stays_as_it_is(text):
    assert move_heading_to_top(text) == text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ndate: 2026-01-02\n---\nText.\n\n# A *b* `c`\n\nText.\n\n# B\n", "A b c"),
        ("---\ndate: 2026-01-02\n---\n# A\n\nText.\n\n# B\n", ""),
        ("---\ndate: 2026-01-02\ntitle: C\n---\nText.\n\n# A\n\nText.\n\n# B\n", "C"),
        ("---\nmood: good\n---\nText.\n\n# A\n\nText.\n\n# B\n", ""),
    ],
)
def test_the_first_of_several_headings_names_a_post_and_stays_where_it_is(text, title):
    entry, _ = read_entry("a.md", text, RULES)
    assert (entry.title, entry.body) == (title, text.split("---\n", 2)[2])


def test_a_title_keeps_its_emoji():
    assert (
        strip_markup('Hi <img alt="🚀" class="twemoji" src="x.svg" title=":rocket:"> all <img alt="A cat" src="x">')
        == "Hi 🚀 all"
    )


def test_pages_lists_and_feeds_have_the_title(site):
    note = "---\ndate: 2026-01-02\n---\n!!! note\n    Mind the step.\n\n# Up we go\n\nIt is steep, but we know it.\n"
    built = site({"docs/up.md": note}, options={}, config="markdown_extensions: [admonition]").build()
    assert "<title>Up we go - Example</title>" in built.read("up/index.html")
    assert built.read("up/index.html").count("Up we go</h1>") == 1
    assert "Up we go" in built.read("blog/index.html")
    assert "<title>Up we go</title>" in built.read("blog/rss.xml")
