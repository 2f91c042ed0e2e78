"""Links and images of a Markdown text, at their places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness import text
from mkdocs_blogposts.reading.markdown_links import find_links
from mkdocs_blogposts.reading.source_positions import SourceText


def places(source):
    return [(each.target, each.line, each.column) for each in find_links(text(source))]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("A [link](a.md).", [("a.md", 1, 10)]),
        ("[a](a.md) and\n[b](a.md 'T') [c](<b c.md>)", [("a.md", 1, 5), ("a.md", 2, 5), ("b c.md", 2, 20)]),
        ("- one\n- [two](b.md#c?d)\n\n> [q](q.md)", [("b.md#c?d", 2, 9), ("q.md", 4, 7)]),
        ("| a | b |\n|---|---|\n| x | [y](z.md) |", [("z.md", 3, 11)]),
        ("# [h](h.md)\n\n[x]\n\n[x]: ../x.md 'T'", [("h.md", 1, 7), ("../x.md", 5, 6)]),
        ("**bold\ntext [a](a.md)**\nand `code\nmore` [b](b.md)", [("a.md", 2, 10), ("b.md", 4, 11)]),
        ("<a href='x.md'>x</a> <a name='y'>", [("x.md", 1, 10)]),
        ('<div>\n<p>\n<a\n  href="x.md">x</a></div>', [("x.md", 4, 9)]),
        ("[![pic](p.png)](a.md)", [("a.md", 1, 17), ("p.png", 1, 9)]),
        ("A note.[^1]\n\n[^1]: [x](x.md)", []),
        ("[ünï](süß%20e.md) <https://example.org/>", [("süß%20e.md", 1, 7), ("https://example.org/", 1, 20)]),
    ],
)
def test_a_reference_is_found_at_its_place(source, found):
    assert sorted(places(source)) == sorted(found)


@pytest.mark.parametrize(
    "source",
    [
        "",
        "No link. a] (b",
        "`[a](a.md)` and ``![b](`b.md``",
        "```\n[a](a.md)\n```",
        "~~~md\n<img src='a.png'>\n~~~",
        "Text:\n\n    [a](a.md)",
        "<!-- [a](a.md)\n<img src=x.png>\n-->",
        "<div><!-- <a href=x.md> --></div>",
        r"\[a](a.md)",
        "[a] (a.md) and [b][c]",
    ],
)
def test_code_and_comments_hold_none(source):
    assert places(source) == []


def test_images_are_told_from_links_and_know_their_words():
    found = find_links("![One *two*](a.png) ![](b.png) <img src='c.png'> <img src='d.png' alt=''>")
    assert [(each.target, each.is_image, each.alt, each.is_html) for each in found] == [
        ("a.png", True, "One *two*", False),
        ("b.png", True, "", False),
        ("c.png", True, None, True),
        ("d.png", True, "", True),
    ]


@settings(deadline=None)
@given(st.text(alphabet="[]()<>!`#-\n ab.:/\"'=^|\x00é", max_size=80))
def test_any_text_has_references_at_places_that_exist(source):
    lines = source.split("\n")
    for each in find_links(source):
        assert 1 <= each.line <= len(lines)
        assert 0 <= each.column <= len(lines[each.line - 1]) + 1


@pytest.mark.parametrize(
    "above", ["---\ntitle: A\ndate: 2024-01-01\n---\n\n\n", "Title: A\nDate: 2024-01-01\n\n", "\ufeff"]
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_from_the_top_of_the_file(above, end):
    source = f"{above}One\n[two](b.md)\n"
    page = SourceText("a.md", source.replace("\n", end))
    (reference,) = page.references
    assert source.split("\n")[page.lines_above + reference.line - 1] == "[two](b.md)"
