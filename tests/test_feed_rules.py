"""The rules by which the W3C judges feeds, held to feeds of a site that has everything in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness import Built, picture, with_and_without_directory_urls
from harness.feed_rules import RULES, complaints
from mkdocs_blogposts.publishing.text.sanitize import sanitize_html

PAGE = "https://example.org/blog/a/"

EXTENSIONS = """
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - meta
  - tables
  - toc: {permalink: true}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.betterem
  - pymdownx.caret
  - pymdownx.critic
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight: {anchor_linenums: true, line_spans: __span, pygments_lang_class: true, linenums: true}
  - pymdownx.inlinehilite
  - pymdownx.keys
  - pymdownx.mark
  - pymdownx.smartsymbols
  - pymdownx.snippets
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
  - pymdownx.tilde
"""

EVERYTHING = """
---
title: Everything & "more" of <it>
date: 2024-05-01
updated: 2024-06-01
author: Ann Lee, Bo Ek
tags: [paint, R&D, 'a < b', "&amp;"]
category: News
image: door.jpg
alt: A door
---
# Everything

A paragraph with **bold**, ==mark==, ^^under^^, H~2~O, ++ctrl+alt+del++, :smile:, :material-account:, `#!py x = 1`, (c),
a [link](other.md "Title"), [in page](#tables), <https://example.net/a[1]?b[]=2&c=%zz>, a footnote[^1] and 1 < 2 & 3.

<!-- more -->

!!! note "A note"
    Text with ![the door](door.jpg){ width=300 loading=lazy align=left }.

??? tip "Fold"
    - [x] done
    - [ ] open

=== "One"
    ```py title="a.py" hl_lines="1"
    print("<b>&amp;</b>")  # <a href="../x">
    ```
=== "Two"
    ```mermaid
    graph LR
      A --> B
    ```

## Tables

| a | b |
|:--|--:|
| 1 | `x|y` |

Term
:   Definition

$$ E = mc^2 $$ and \\(a < b\\).

<iframe src="https://film.example/1?a=1&b=2" title="A film" width="560" allowfullscreen style="border:0"></iframe>
<video controls autoplay poster="door.jpg"><source src="v.mp4" type="video/mp4"><track src="v.vtt">
<p>No video.</p></video>
<audio controls src="a.mp3"></audio>
<picture><source srcset="door.jpg 2x" type="image/jpeg"><img src="door.jpg" alt="" fetchpriority="high"></picture>
<div style="position:fixed;top:0" onclick="go()" role="note" aria-label="x" data-x="y" tabindex="0">styled</div>
<script>alert(1)</script><style>p{}</style><object data="x.swf"><embed src="y.swf"><p>old</p></object>
<form action="/go"><input name="q"><button>Go</button></form>
<math><mi>x</mi><mo>=</mo><mn>1</mn></math><svg viewBox="0 0 1 1"><path d="M0 0"/></svg>
<center><font color="red">red</font></center><bdo dir="rtl">abc</bdo><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>
<details open><summary>More</summary><p>inside</p></details>
<a href="https://example.net/"><iframe src="https://film.example/2"></iframe></a>
<p>one<div>two</div>three</p><a href="x">a<a href="y">b</a></a><b><p>c</b></p>
<table><p>stray</p><tr><td>1</table><td>lost</td><li>alone</li><h2>a<h3>b</h3></h2>
a&#128;b&#1;c&#xFFFE;d&#xFFFD;e&nbsp;f&copy;g&unknown;h
<my-card title="x"><p>own</p></my-card><figure markdown><img src="door.jpg"><figcaption>The *door*</figcaption></figure>
<dl><dt>t<dd>d</dl><p><ul><li>x</ul></p><span><p>in a span</p></span><p><span><table><tr><td>t</table></span></p>
<a href=" javascript:alert(1)">run</a><a href="http://[">odd</a>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" alt="">

[^1]: A footnote with a [link](other.md).
"""


def post(title: str, *lines: str, text: str = "") -> str:
    return "\n".join(["---", *([f"title: '{title}'"] if title else []), *lines, "---", text])


SITE = {
    "docs/index.md": "# Home",
    "docs/blog/everything.md": EVERYTHING,
    "docs/blog/other.md": post("Other", "date: 2024-05-02", "updated: 2024-06-01", "tags: [paint]"),
    "docs/blog/third.md": post("Третий & 日本", "date: 2024-05-02 23:30:00 +0545", "tags: [paint]", "lang: ru"),
    "docs/blog/fourth.md": post(
        "", "date: 2024-05-02", "updated: 2024-06-01", "author: \u202eDan\u200b Lee", text="![](door.jpg)"
    ),
    "docs/blog/o'dd (na)me~é.md": post("&lt;b&gt;", "date: 2024-05-03", "image: https://cdn.org/a[1].png?x[]=1"),
    "docs/blog/door.jpg": picture(1400, 800),
    "docs/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>",
}
OPTIONS = {"publisher": {"name": "Us & <Co>", "logo": "logo.svg"}}


def feeds_of(built: Built, site_url: str = "https://example.org/") -> Iterator[tuple[str, dict[str, list[str]]]]:
    for file in built.files:
        if re.search(r"(^|/)(rss|atom)\.xml$", file):
            yield file, complaints((built.site_dir / file).read_bytes(), site_url + file)


@with_and_without_directory_urls
def test_the_feeds_of_a_site_break_no_rule(site, directory_urls):
    options = {**OPTIONS, "feeds": {"terms": {"formats": ["rss", "atom"]}}}
    built = site(SITE, theme="material", options=options, config=EXTENSIONS).build()
    found = dict(feeds_of(built))
    assert len(found) >= 16
    assert {file: broken for file, broken in found.items() if broken} == {}


RSS = b"""<?xml version='1.0' encoding='utf-8'?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" version="2.0"><channel>
<title>Blog</title><link>https://example.org/</link><description>About.</description>
<atom:link href="https://example.org/rss.xml" rel="self" type="application/rss+xml"/><language>en</language>
<lastBuildDate>Wed, 01 May 2024 00:00:00 +0000</lastBuildDate><generator>us</generator>
<image><url>https://example.org/logo.png</url><title>Blog</title><link>https://example.org/</link></image>
<item><title>R&#x26;D &#x26;amp;</title><link>https://example.org/a/</link><guid>https://example.org/a/</guid>
<pubDate>Wed, 01 May 2024 00:00:00 +0000</pubDate><category>one</category><description>A &amp;lt; b</description>
<content:encoded>&lt;p&gt;Text&lt;/p&gt;</content:encoded>
<enclosure url="https://example.org/a.png" length="12" type="image/png"/>
<media:content url="https://example.org/a.png" medium="image" type="image/png" width="1200"/></item>
<item><title>B</title><link>https://example.org/b/</link><guid>https://example.org/b/</guid></item>
</channel></rss>"""

ATOM = b"""<?xml version='1.0' encoding='utf-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><id>https://example.org/atom.xml</id><title>Blog</title>
<subtitle>About.</subtitle><link rel="alternate" type="text/html" href="https://example.org/"/>
<link rel="self" type="application/atom+xml" href="https://example.org/atom.xml"/>
<updated>2024-05-01T00:00:00+00:00</updated><author><name>Us</name></author>
<entry><id>https://example.org/a/</id><title type="html">A &amp;lt;/b&amp;gt;</title>
<link rel="alternate" type="text/html" href="https://example.org/a/"/><published>2024-05-01T00:00:00Z</published>
<updated>2024-05-01T00:00:00.5+05:45</updated><category term="one"/>
<content type="html">&lt;p&gt;Text&lt;/p&gt;</content></entry>
<entry><id>https://example.org/b/</id><title>B</title><updated>2024-05-02T00:00:00Z</updated><summary>S</summary></entry>
</feed>"""

# What breaks each rule: in which feed, what is written there, and what instead.
BROKEN = [
    ("SAXError", RSS, b"</channel>", b""),
    ("MissingElement", RSS, b"<description>About.</description>", b""),
    ("MissingElement", RSS, b"<guid>https://example.org/b/</guid>", b""),
    ("MissingElement", ATOM, b"<author><name>Us</name></author>", b""),
    ("MissingElement", ATOM, b"<updated>2024-05-02T00:00:00Z</updated>", b""),
    ("MissingTextualContent", ATOM, b"<summary>S</summary>", b""),
    ("DuplicateElement", RSS, b"<link>https://example.org/b/</link>", b"<link>https://example.org/b/</link>" * 2),
    ("DuplicateElement", ATOM, b"<summary>S</summary>", b"<summary>S</summary>" * 2),
    ("DuplicateElement", ATOM, b"<summary>S</summary>", b"<content>S</content>" * 2),
    ("DuplicateAtomLink", ATOM, b'rel="self" type="application/atom+xml"', b'rel="alternate" type="text/html"'),
    ("DuplicateEntries", ATOM, b"<id>https://example.org/b/", b"<id>https://example.org/a/"),
    ("DuplicateEntries", RSS, b"<guid>https://example.org/b/", b"<guid>https://example.org/a/"),
    ("DuplicateUpdated", ATOM, b"2024-05-02T00:00:00Z", b"2024-05-01T00:00:00.5+05:45"),
    ("DuplicateEnclosure", RSS, b"<media", b'<enclosure url="https://a.org/" length="0" type="a/b"/><media'),
    ("NotBlank", RSS, b"<title>B</title>", b"<title> </title>"),
    ("NotBlank", ATOM, b'term="one"', b'term=""'),
    ("MisplacedMetadata", RSS, b"</item>\n</channel>", b"</item><language>en</language></channel>"),
    ("UndefinedElement", RSS, b"<generator>us</generator>", b"<blink>us</blink>"),
    ("MissingSelf", ATOM, b'rel="self"', b'rel="via"'),
    ("MissingSelf", RSS, b'rel="self"', b'rel="via"'),
    ("SelfDoesntMatchLocation", RSS, b'href="https://example.org/rss.xml"', b'href="https://example.org/feed.xml"'),
    ("InvalidLink", RSS, b"<link>https://example.org/b/", b"<link>/b/"),
    ("InvalidLink", RSS, b"<guid>https://example.org/b/", b"<guid>https://example.org/b[1]/"),
    ("InvalidLink", ATOM, b'text/html" href="https://example.org/a/', 'text/html" href="https://ü.org/'.encode()),
    ("InvalidEnclosure", RSS, b'length="12"', b'length="-1"'),
    ("InvalidEnclosure", RSS, b'<enclosure url="https://example.org/a.png"', b'<enclosure url="a.png"'),
    ("InvalidMedia", RSS, b'width="1200"', b'width="0"'),
    ("NonCanonicalURI", ATOM, b"<id>https://example.org/b/", b"<id>https://Example.org/b/"),
    ("NonCanonicalURI", ATOM, b"<id>https://example.org/b/", b"<id>https://example.org/%62%c3%a9/"),
    ("InvalidDate", RSS, b"<pubDate>Wed, 01 May 2024 00:00:00 +0000", b"<pubDate>Wed, 01 May 2024 00:00:00 +0545"),
    ("InvalidDate", ATOM, b"2024-05-02T00:00:00Z", b"2024-05-02"),
    ("IncorrectDOW", RSS, b"<pubDate>Wed", b"<pubDate>Tue"),
    ("ImplausibleDate", ATOM, b"2024-05-02T", b"2924-05-02T"),
    ("ImplausibleDate", ATOM, b"2024-05-02T", b"1924-05-02T"),
    ("InvalidLanguage", RSS, b"<language>en<", b"<language>xx-yy<"),
    ("BadCharacters", RSS, b"<title>B</title>", "<title>B\x85</title>".encode()),
    ("ContainsHTML", RSS, b"<title>B</title>", b"<title>&#x3C;b>B&#x3C;/b></title>"),
    ("ContainsHTML", RSS, b"R&#x26;D &#x26;amp;", b"R&amp;D &amp;amp;"),
    ("ContainsHTML", ATOM, b"<title>B</title>", b"<title>A &lt;/b&gt;</title>"),
    ("ImageDoesntMatch", RSS, b"<url>https://example.org/logo.png", b"<url>https://example.org/logo.svg"),
    ("ImageDoesntMatch", RSS, b"logo.png</url><title>Blog", b"logo.png</url><title>Logo"),
    ("ContainsRelRef", RSS, b"&lt;p&gt;Text&lt;/p&gt;", b'&lt;a href="b/">Text&lt;/a&gt;'),
    ("NotHtml", RSS, b"&lt;/p&gt;", b"&lt;/div&gt;"),
    ("NotHtml", ATOM, b"&lt;p&gt;Text&lt;/p&gt;", b"&lt;svg&gt;&lt;/svg&gt;"),
    ("SecurityRisk", ATOM, b"&lt;p&gt;", b'&lt;p onclick="x">'),
    ("SecurityRisk", RSS, b"Text&lt;/p&gt;", b"&lt;iframe>&lt;/iframe>&lt;/p&gt;"),
    ("ValidatorLimit", RSS, b"Text", b"T" * 5_000_000),
    ("EncodingMismatch", RSS, b"encoding='utf-8'", b"encoding='us-ascii'"),
    ("ReservedPrefix", RSS, b"xmlns:media", b'xmlns:thr="http://search.yahoo.com/other/" xmlns:media'),
]


def test_every_rule_is_seen_broken():
    assert complaints(RSS, "https://example.org/rss.xml") == {}
    assert complaints(ATOM, "https://example.org/atom.xml") == {}
    assert {rule for rule, *_ in BROKEN} == {*RULES}


@pytest.mark.parametrize(("rule", "feed", "written", "instead"), BROKEN, ids=[rule for rule, *_ in BROKEN])
def test_a_broken_feed_is_found(rule, feed, written, instead):
    assert feed.count(written) >= 1
    location = "https://example.org/rss.xml" if feed is RSS else "https://example.org/atom.xml"
    assert rule in complaints(feed.replace(written, instead, 1), location)


TAGS = (
    "a p div span b h2 h3 ul ol li dl dt dd table thead tbody tr td th caption col colgroup ruby rt rp pre video source"
)
SOUP = st.lists(
    st.sampled_from([*(f"<{tag}>" for tag in TAGS.split()), *(f"</{tag}>" for tag in TAGS.split()), "x", " "]),
    max_size=14,
).map("".join)


@settings(max_examples=400, deadline=None)
@given(SOUP)
def test_any_text_is_read_by_the_rules_of_html_as_it_was_meant(soup):
    text = sanitize_html(soup.replace("<source>", '<source src="v.mp4">').replace("<a>", '<a href="b">'), PAGE)
    html5lib.HTMLParser(strict=True).parseFragment(text)
