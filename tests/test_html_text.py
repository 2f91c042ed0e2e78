"""Headings, plain text and words as they are read out of finished HTML."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.publishing.posts import meta_descriptions
from mkdocs_blogposts.publishing.text import excerpts, html_text, reading_time

PERMALINK = '<a class="headerlink" href="#t" title="Permanent link">&para;</a>'

SCRAPS = st.sampled_from(
    [
        *("<p>", "</p>", "<h1>", "</h1>", "<h1 id='a>b'>", "<h2><a href='#x'>", "<div class='admonition'>", "</div>"),
        *("<ul><li>", "</ul>", "<!-- more -->", "<!--", "-->", "<!-->", "<a class=headerlink>", "<sup>", "<img src='"),
        *(
            "' srcset='a 1x, b 2x,",
            "<a href='../../../x'>",
            "<a href=javascript:x>",
            "</body>",
            "</html>",
            "<body x=1>",
        ),
        *("<details>", "<svg><path/>", "<table><tr><td>", "<pre>", "<script>", "</script>", "<textarea>", "<br/>"),
        *("<plaintext>", "<frameset>", "<template>", "<?php ?>", "<![CDATA[", "]]>", "<a:b c:d='", "<p \"'=1 =>"),
        *(
            "&#0;",
            "&#1;",
            "&#xd800;",
            "&#xfdd0;",
            "&bogus;",
            "&#99999999;",
            "\x00",
            "\x0b",
            "\ud800",
            "\ufeff",
            "\ufdd0",
        ),
        *(":", "text ", "。", "中", "👨‍👩‍👧", "\u200d", "\u202e", "\u00a0", "\\(", "\\)", "$$", "2024-07-23", "."),
    ]
)
ANYTHING = st.lists(st.one_of(SCRAPS, st.text(max_size=8)), max_size=40).map("".join) | st.text()


@pytest.mark.parametrize(
    ("content", "heading", "rest"),
    [
        ("<h1>A</h1>\n<p>b</p>", "A", "\n<p>b</p>"),
        ("\n \t<h1>A</h1><p>b", "A", "\n \t<p>b"),
        ("\ufeff<h1>A</h1>", "A", "\ufeff"),
        ("<!-- a --> <!-- <h1>no</h1> --><h1>A</h1>x", "A", "<!-- a --> <!-- <h1>no</h1> -->x"),
        (f'<h1 id="t">A{PERMALINK}</h1>', "A", ""),
        (f'<h1 id="t">{PERMALINK}A</h1>', "A", ""),
        ('<h1>A <a class="mark" href="#a">🔗</a></h1>', "A", ""),
        ('<h1 id="t"><a class="toclink" href="#t">A <em>b</em></a></h1>', "A <em>b</em>", ""),
        ('<h1>A <a href="b/">c</a></h1>', 'A <a href="b/">c</a>', ""),
        ("<H1 class='x'>A</H1 >b", "A", "b"),
        ('<h1 data-toc-label="a > b">A</h1>b', "A", "b"),
        ("<h1\nid='x'>A</h1>", "A", ""),
        ('<h1>A <b id="x">b</b> <i id="y"></i></h1>', "A <b>b</b> <i></i>", ""),
        ("<h1>A &amp; B &lt;i&gt;</h1>", "A &amp; B &lt;i&gt;", ""),
        ("<h1>A<script>x()</script><!-- c --></h1>", "A", ""),
        ("<h1>A</h1><h1>B</h1>", "A", "<h1>B</h1>"),
        ("<h1></h1><p>b</p>", "", "<p>b</p>"),
        ("<h1>A <b>b</h1>c", "A <b>b</b>", "c"),
        # No heading at the head of the text: nothing is touched.
        ("<p>b</p><h1>A</h1>", "", "<p>b</p><h1>A</h1>"),
        ("b <h1>A</h1>", "", "b <h1>A</h1>"),
        ("<h2>A</h2>", "", "<h2>A</h2>"),
        ("<h10>A</h10>", "", "<h10>A</h10>"),
        ("<h1>A", "", "<h1>A"),
        ("<h1", "", "<h1"),
        ("<!-- <h1>A</h1>", "", "<!-- <h1>A</h1>"),
        ("", "", ""),
    ],
)
def test_the_heading_is_split_off(content, heading, rest):
    assert html_text.split_heading(content) == (heading, rest)


@given(ANYTHING)
def test_what_stands_around_the_heading_stays_to_the_byte(content):
    heading, rest = html_text.split_heading(content)
    if not heading and rest == content:
        return
    start = next((at for at in range(len(rest) + 1) if content[at : at + 3].lower() == "<h1"), -1)
    assert start >= 0
    assert content.startswith(rest[:start])
    assert content.endswith(rest[start:])


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("A", "A"),
        ("  A \n b ", "A b"),
        ("A &amp; B", "A & B"),
        ("&lt;b&gt; &quot;q&quot; &#8217; &nbsp;x", '<b> "q" ’ x'),
        ("A <b>b</b>c<br>d", "A bc d"),
        (f"A{PERMALINK}", "A"),
        (f"<h2>A{PERMALINK}</h2>", "A"),
        ('A<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>', "A"),
        ("A <script>x</script><style>y</style><!-- z -->b", "A b"),
        ('<span class="twemoji"><svg><title>no</title><path d="M0"/></svg></span> A', "A"),
        (r'Why <span class="arithmatex">\(x\)</span>', r"Why \(x\)"),
        ("<code>a_b</code> and <kbd>c</kbd>", "a_b and c"),
        ("a < b > c", "a < b > c"),
        ("今日は\n良い天気", "今日は良い天気"),
        ("", ""),
    ],
)
def test_plain(fragment, text):
    assert html_text.strip_markup(fragment) == text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", 0),
        ("<p>one two three</p>", 3),
        ("<p>it's a well-known, so-called fact — e.g. 3.5 %</p>", 7),
        ("<p>one<b>half</b> two</p><p>three</p>", 3),
        ("<ul><li>one</li><li>two</li></ul><table><tr><td>three</td><td>four</td></tr></table>", 4),
        ("<p>one<br>two</p>", 2),
        ("<p>one</p><pre><code>a b c d e f</code></pre><p>two <code>three</code></p>", 3),
        ("<p>one<svg><text>a b</text><path d='M0 0'/></svg></p>", 1),
        ("<p>one</p><script>a b c</script><style>p { x }</style>", 1),
        ('<p>one<sup><a class="footnote-ref" href="#fn:1">1</a></sup>, two</p>', 2),
        (r'<p>one <span class="arithmatex">\(a + b\)</span> <math><mi>x</mi></math></p>', 1),
        ("<p>one <del>two three</del></p>", 1),
        ("<p>one 😀 🎉🎉 ❤️ 1️⃣ 👨‍👩‍👧 ✔ two</p>", 2),
        ("<p>日本語のテキスト。</p>", 8),
        ("<p>我们使用 Python 编写</p>", 7),
        ("<p>안녕하세요 세계</p>", 7),
        ("<h2>one two<a class='headerlink' href='#x'>Link</a></h2>", 2),
        ("<!-- one two --><p>three</p>", 1),
        ("<details><summary>one</summary><p>two</p></details>", 2),
    ],
)
def test_words_are_counted(content, words):
    assert reading_time.count_words(html_text.parse_page_text(content)) == words


@pytest.mark.parametrize(
    ("content", "minutes"),
    [
        ("", 1),
        ("<p>word</p>", 1),
        ("<p>" + "word " * 238 * 3 + "</p>", 3),
        ("<p>" + "中" * 2000 + "</p>", 4),
        ("<p>" + "가" * 1000 + "</p>", 2),
        ("<p>" + "word " * 238 + "中" * 500 + "</p>", 2),
        ("<pre>" + "word " * 5000 + "</pre>", 1),
        ("<p>" + "😀 " * 5000 + "</p>", 1),
    ],
)
def test_reading_takes_minutes(content, minutes):
    assert reading_time.estimate_reading_minutes(html_text.parse_page_text(content)) == minutes


@given(ANYTHING)
def test_no_text_is_too_strange_to_be_read(content):
    heading, rest = html_text.split_heading(content)
    text = html_text.parse_page_text(rest)
    teaser = excerpts.make_excerpt(text, "blog/post/")
    assert teaser == excerpts.make_excerpt(html_text.parse_page_text(rest), "blog/post/")
    assert html_text.parse_page_text(teaser) is not None
    assert len(meta_descriptions.describe_text(text, heading, "Site")) <= meta_descriptions.LONGEST
    assert reading_time.estimate_reading_minutes(text) >= 1
    assert "\n" not in html_text.strip_markup(content)


MANY = 100_000


@pytest.mark.parametrize(
    "content",
    [
        "<p>word " * (MANY // 4),
        "<div>" * MANY,
        "<b>" * MANY,
        "<!---->" * MANY,
        "<!--" * MANY,
        '<h1 a=""' + '""' * MANY,
        "<h1>" * MANY,
        "<p>" + "\\(" * MANY,
        "<p>" + "\\[" * MANY,
        "<p>" + "$$ $" * MANY,
        "<p>" + "<a class=headerlink>x</a>y" * (MANY // 4),
        "<p>x</p>" + "<!-- more -->" * MANY,
        "<p>word: <a href='" + "../" * MANY + "'>x</a>",
        "<p>word <img srcset='" + ", " * MANY + "a" * MANY + " " * MANY + "'>",
        "<p>a" + "\u0301" * MANY,
        "<p>" + "中\n" * MANY,
        "<p>中" + "\n" * MANY,
        "<p>a" + " " * MANY + "b",
        "<p>" + "🇩" * MANY,
        "<p>" + "x" * 11_000_000,
    ],
    ids=lambda content: content[:12],
)
def test_the_cost_grows_with_the_text_and_no_faster(content):
    before = time.process_time()
    _, rest = html_text.split_heading(content)
    text = html_text.parse_page_text(rest)
    excerpts.make_excerpt(text, "blog/post/")
    meta_descriptions.describe_text(text)
    reading_time.count_words(text)
    html_text.strip_markup(content)
    assert time.process_time() - before < 5  # a tenth of it is usual; what grows with the square takes minutes
