"""Excerpts end where their writers want, and never go on for pages; summaries are formatted."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.publishing.text.excerpts import (
    BASE,
    CHARACTERS,
    ITEMS,
    LINES,
    format_summary,
    make_excerpt,
    truncate_tree,
)
from mkdocs_blogposts.publishing.text.html_text import parse_html, parse_page_text, serialize_inner
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry

RULES = Rules(datetime(2026, 11, 22, 12, tzinfo=timezone.utc), timezone.utc)
WAY_ON = f'<a class="bp-post-card__rest" href="{BASE}a/" aria-label="Read on">…</a>'


def shown(content):
    return make_excerpt(parse_page_text(content), "a/", read_on="Read on")


def test_a_long_list_is_cut_and_leads_on():
    items = [f"<li>item {number}</li>" for number in range(100)]
    content = f"<p>You need:</p><ul>{''.join(items)}</ul><p>After.</p>"
    assert shown(content).endswith(f"<li>item {ITEMS - 1}</li><li>{WAY_ON}</li></ul>")
    assert shown(content).count("<li>") == ITEMS + 1


def test_a_poem_is_cut_and_leads_on():
    poem = shown(f"<p>{'<br>'.join(f'line {number}' for number in range(100))}</p>")
    assert poem.endswith(f"line {LINES}{WAY_ON}</p>")
    assert poem.count("<br>") == LINES


def test_a_long_paragraph_is_cut_after_a_word():
    cut_off = shown(f"<p>{'word ' * 1000}<b>after</b></p>")
    assert cut_off.endswith(f"word{WAY_ON}</p>")
    assert len(cut_off) < CHARACTERS + 200


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{'word ' * 200}</p>",
        f"<p>You need:</p><ul>{'<li>a</li>' * ITEMS}</ul>",
        f"<p>{'word ' * 1000}</p><!-- more -->",
        f"<ul>{'<li>a</li>' * 100}</ul><!-- more -->",
    ],
)
def test_what_is_short_or_ends_at_a_mark_is_whole(content):
    assert "bp-post-card__rest" not in shown(content)


@given(st.lists(st.sampled_from(["<p>", "</p>", "<li>", "<br>", "<b>", "</b>", "<ul>", "</ul>", "word " * 60, "x"])))
def test_what_is_cut_is_a_beginning(parts):
    body = parse_html("".join(parts))
    text = "".join(body.itertext())
    truncate_tree(body)
    assert text.startswith("".join(body.itertext()))
    assert serialize_inner(parse_html(serialize_inner(body))) == serialize_inner(body)


@pytest.mark.parametrize(
    "mark",
    [
        *("<!--more Read on-->", "<!--more   All of it, please! -->", "<!--MORE-->", "<!-- read more -->"),
        *("<!-- excerpt -->", "<!-- end-excerpt -->", "<!-- TEASER_END: Read on -->", "<!-- PELICAN_END_SUMMARY -->"),
    ],
)
def test_the_mark_of_wordpress_may_say_what_the_link_is_called(mark):
    assert shown(f"<p>One.</p>{mark}<p>Two.</p>") == "<p>One.</p>"


def test_a_remark_that_begins_with_more_is_no_mark():
    long = "This is a paragraph of prose, and it is long enough to be one."
    assert shown(f"<p>Hello.</p><!-- more of this later --><p>{long}</p>") == f"<p>Hello.</p>\n<p>{long}</p>"


@pytest.mark.parametrize(
    ("header", "text", "body"),
    [
        (
            "excerpt_separator: <!--end-->",
            "One.\n<!--end-->\nTwo.\n<!--end-->",
            "One.\n<!-- more -->\nTwo.\n<!--end-->",
        ),
        ("excerpt_separator: '---8<---'", "One.\n\n---8<---\n\nTwo.", "One.\n\n<!-- more -->\n\nTwo."),
        ("excerpt_separator: ''", "One.\n\nTwo.", "One.\n\nTwo."),
        ("mood: good", "One.\n\n{/* truncate */}\n\nTwo.", "One.\n\n<!-- more -->\n\nTwo."),
        ("mood: good", "Write `{/* truncate */}`.", "Write `{/* truncate */}`."),
        ("mood: good", "One.\n\n{/* more */}\n\nTwo.", "One.\n\n<!-- more -->\n\nTwo."),
        *(
            ("mood: good", f"One.\n\n{mark}\n\nTwo.", "One.\n\n<!-- more -->\n\nTwo.")
            for mark in ("[//]: # (more)", '[//]: # "truncate"', "[comment]: # (More)", "[//]: <> (more)")
        ),
        ("mood: good", "One.\n\n[//]: # (more to come)\n\nTwo.", "One.\n\n[//]: # (more to come)\n\nTwo."),
    ],
)
def test_other_engines_marks_are_ours(header, text, body):
    entry, _ = read_entry("a.md", f"---\ntitle: A\ndate: 2026-01-02\n{header}\n---\n{text}", RULES)
    assert entry.body == body


@pytest.mark.parametrize(
    ("summary", "html"),
    [
        ("Plain & simple", "<p>Plain &amp; simple</p>"),
        ("A **bold** word and `code`", "<p>A <strong>bold</strong> word and <code>code</code></p>"),
        ("See [lamps](lamps.md)", '<p>See <a href="lamps.md">lamps</a></p>'),
        ("# 1 *a*", "<p># 1 <em>a</em></p>"),
        ("#1 *a*", "<p>#1 <em>a</em></p>"),
        ("- *a*", "<p>- <em>a</em></p>"),
        ("1. *a*", "<p>1. <em>a</em></p>"),
        ("> *a*", "<p>&gt; <em>a</em></p>"),
        ("A *b* <script>", "<p>A <em>b</em> &lt;script&gt;</p>"),
        ("<p>An <b>HTML</b> one,<br>whole.</p>", "<p>An <b>HTML</b> one,<br>whole.</p>"),
        ("An <em>HTML</em> *one*", "<p>An <em>HTML</em> <em>one</em></p>"),
        ("An <em>open one", "<p>An &lt;em&gt;open one</p>"),
        ("A <script>x</script> <b>b</b>", "<p>A &lt;script&gt;x&lt;/script&gt; &lt;b&gt;b&lt;/b&gt;</p>"),
        ("a < b, List<String>", "<p>a &lt; b, List&lt;String&gt;</p>"),
        ("a_snake_case", "<p>a_snake_case</p>"),
        ("", ""),
    ],
)
def test_a_summary_is_formatted(summary, html):
    assert format_summary(summary) == html


def test_lists_show_a_formatted_summary_and_descriptions_the_plain_one(site):
    post = "Title: A\nDate: 2026-01-02\nSummary: A **bold** word, [elsewhere](https://x.example/).\n\nText.\n"
    built = site({"docs/a.md": post}, options={}).build()
    assert "A <strong>bold</strong> word" in built.read("blog/index.html")
    assert built.page("a/").description == "A bold word, elsewhere."
