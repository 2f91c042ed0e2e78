"""Descriptions: what a text says of itself, and what lists say."""

from __future__ import annotations

import itertools
import unicodedata

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.publishing.posts.meta_descriptions import (
    ENOUGH,
    LONGEST,
    clean_text,
    describe_html,
    describe_list,
    describe_overview,
    describe_text,
    shorten_text,
)
from mkdocs_blogposts.publishing.text.html_text import parse_page_text

CONVERTER = markdown.Markdown(
    extensions=[
        *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc", "abbr"),
        *("pymdownx.arithmatex", "pymdownx.blocks.caption", "pymdownx.blocks.details", "pymdownx.critic"),
        *("pymdownx.details", "pymdownx.emoji", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.mark"),
        *("pymdownx.magiclink", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
    ],
    extension_configs={
        "toc": {"permalink": True},
        "pymdownx.arithmatex": {"generic": True},
        "pymdownx.tabbed": {"alternate_style": True},
    },
)

PROSE = "This is the first paragraph of prose, and it is long enough."
HALF = "<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>"
NOTHING = "Read “Title” on Site."

# What stands before the prose, in Markdown, and says nothing of the post.
NOT_PROSE = {
    "heading 1": "# Heading",
    "heading 2": "## Heading",
    "headings": "## Heading\n\n### Heading\n\n#### Heading",
    "setext heading": "Heading\n-------",
    "picture": "![A cat](cat.png)",
    "pictures": "![A cat](cat.png) ![A dog](dog.png)",
    "linked picture": "[![A cat](cat.png)](cat/)",
    "picture with a caption": "![A cat](cat.png)\n*Figure 1: A cat that sits on a mat.*",
    "picture with a small caption": "![A cat](cat.png) <small>Photo by [Max](x/)</small>",
    "caption block": "![A cat](cat.png)\n\n/// caption\nA cat that sits on a mat.\n///",
    "raw figure": "<figure><img src='x.png'><figcaption>Inside the figure.</figcaption></figure>",
    "figure with a paragraph": "<figure markdown='1'>\n![A cat](x.png)\n\nInside the figure.\n</figure>",
    "admonition": '!!! note "A note"\n    Inside the admonition.\n\n    Also inside.',
    "details": '??? note "A note"\n    Inside the details.',
    "open details": "???+ note\n    Inside the details.",
    "details block": "/// details | A note\nInside the details.\n///",
    "raw details": "<details><summary>More</summary><p>Inside the details.</p></details>",
    "callout": "> [!WARNING]\n> Inside the callout.\n>\n> Also inside.",
    "aside": "<aside><p>Inside the aside.</p></aside>",
    "tabs": '=== "One"\n\n    Inside the tab.\n\n=== "Two"\n\n    Inside the other.',
    "indented code": "    inside = 'the code'",
    "fenced code": "```\nInside the code.\n```",
    "code with a title": '```python title="Inside the title"\ninside = "the code"\n```',
    "numbered code": '```python linenums="1"\ninside = "the code"\n```',
    "diagram": "<div class='mermaid'>\nInside --> Diagram\n</div>",
    "table": "| Inside | the table |\n|---|---|\n| inside | the row |",
    "raw table": "<table><tr><td><p>Inside the table.</p></td></tr></table>",
    "mathematics": "$$\nE = mc^2\n$$",
    "mathematics in brackets": "\\[\nE = mc^2\n\\]",
    "formula alone": "\\(E = mc^2\\)",
    "mathematics for MathJax": "<p>\\(E = mc^2\\)</p>",
    "mathematics for MathJax in a row": "<p>$$E = mc^2$$</p>",
    "MathML": "<p><math><mi>E</mi><mo>=</mo><mi>m</mi></math></p>",
    "deleted text": "~~This was wrong.~~",
    "struck text": "<p><s>This was wrong.</s></p>",
    "deletion by critic": "{--This was wrong.--}",
    "comment by critic": "{>>Is this wrong?<<}",
    "comment": "<!-- A comment. -->",
    "comment over lines": "<!--\nA comment.\n\nIts second paragraph.\n-->",
    "table of contents": "[TOC]",
    "rule": "---",
    "link": "[Read the documentation](docs/)",
    "links": "[Documentation](docs/) | [Source](src/) · [Issues](issues/)",
    "button": "[Start here :octicons-arrow-right:](start/){ .md-button }",
    "bare address": "https://example.org/some/where",
    "address in brackets": "<https://example.org/some/where>",
    "ISO date": "2024-07-23",
    "emphasised date": "*2024-07-23*",
    "date in words": "July 23, 2024",
    "date with a weekday": "Tuesday, 23rd July 2024",
    "labelled date": "Posted on July 23, 2024",
    "updated": "**Last updated:** 2024-07-23 10:00 UTC",
    "time element": '<p><time datetime="2024-07-23">July 23, 2024 at 10:00</time></p>',
    "German date": "23\\. Juli 2024",
    "dotted date": "23.07.2024",
    "Spanish date": "23 de julio de 2024",
    "Japanese date": "2024年7月23日",
    "byline": "**Author: A. B., ACME**",
    "byline with a link": "*By [Ada King](ada/) and Bo Lee*",
    "byline with a date": "Posted by Ada King on March 3, 2026",
    "byline with minutes": "By Ada King | 5 min read",
    "German byline": "Von Ada King",
    "French byline": "_par Ada de la King_",
    "reading time": "Reading time: 5 minutes",
    "photo": "Photo: Ada King",
    "month": "March 2026",
    "list": "- One item\n- Another item",
    "loose list": "1. One item.\n\n2. Another item.",
    "definition list": "Term\n:   Definition",
    "task list": "- [x] Done\n- [ ] Not done",
    "icon": '<p><span class="twemoji"><svg><title>inside</title><path d="M0 0"/></svg></span></p>',
    "hidden paragraph": "<p hidden>Inside the dark.</p>",
    "script": "<script>inside()</script>",
    "style": "<style>p { inside: 1 }</style>",
    "frame": "<iframe src='x'>Inside the frame.</iframe>",
    "form": "<form><p>Inside the form.</p></form>",
    "empty paragraph": "<p> &nbsp;&#8203; </p>",
    "stars": "\\* \\* \\*",
}


def described(content, title="Title", site_name="Site"):
    return describe_text(parse_page_text(content), title, site_name)


def rendered(source):
    return CONVERTER.reset().convert(source)


@pytest.mark.parametrize("before", NOT_PROSE.values(), ids=NOT_PROSE)
def test_what_is_no_prose_is_passed_over(before):
    assert described(rendered(f"{before}\n\n{PROSE}\n\nMore.")) == PROSE


NO_WORDS = {name: source for name, source in NOT_PROSE.items() if "list" not in name}


@pytest.mark.parametrize("only", NO_WORDS.values(), ids=NO_WORDS)
def test_without_prose_the_title_speaks(only):
    assert described(rendered(only)) == NOTHING


@pytest.mark.parametrize(
    ("source", "description"),
    [
        # Marks inside a sentence.
        (f"A claim[^1]. {PROSE}\n\n[^1]: Its source.", f"A claim. {PROSE}"),
        (f"A claim[^1][^2], and more. {PROSE}\n\n[^1]: a\n[^2]: b", f"A claim, and more. {PROSE}"),
        (f"A ~~wrong~~ right word. {PROSE}", f"A right word. {PROSE}"),
        (f"A {{--wrong--}}{{++right++}} word. {PROSE}", f"A right word. {PROSE}"),
        (f"A ==marked== word and `code()`. {PROSE}", f"A marked word and code(). {PROSE}"),
        (f"A `#!python print()` call. {PROSE}", f"A print() call. {PROSE}"),
        # Formulas leave no hole.
        (f"Let $x$ be it. {PROSE}", f"Let x be it. {PROSE}"),
        (f"Of $10^6$, nothing. {PROSE}", f"Of 10^6, nothing. {PROSE}"),
        (f"<p>Of \\(10^6\\) grains. {PROSE}</p>", f"Of 10^6 grains. {PROSE}"),
        (
            f"<p>All {HALF} or <math><msup><mn>10</mn><mn>6</mn></msup></math> grains. {PROSE}</p>",
            f"All 1/2 or 10^6 grains. {PROSE}",
        ),
        (f'<p>Of <math alttext="ten"><mn>10</mn></math> grains. {PROSE}</p>', f"Of ten grains. {PROSE}"),
        ("You need:\n\n- $x$ hammers\n- nails", "You need: x hammers; nails."),
        (f"Two  \nlines<br>and a third.\n{PROSE}", f"Two lines and a third. {PROSE}"),
        (f"A [link](x) and ![a cat](cat.png) too. {PROSE}", f"A link and too. {PROSE}"),
        (f"**Strong**, *soft*, <kbd>k</kbd>, H<sub>2</sub>O. {PROSE}", f"Strong, soft, k, H2O. {PROSE}"),
        (f"A <!-- secret --> comment. {PROSE}", f"A comment. {PROSE}"),
        (f"The HTML page. {PROSE}\n\n*[HTML]: Hyper Text", f"The HTML page. {PROSE}"),
        # Characters that HTML writes in its own way come out as themselves, once.
        (f'He said "hi" & left. {PROSE}', f'He said "hi" & left. {PROSE}'),
        (f"1 < 2 > 0 &amp;amp; &lt;b&gt;. {PROSE}", f"1 < 2 > 0 &amp; <b>. {PROSE}"),
        (f"It’s “so” &mdash; fine&hellip; {PROSE}", f"It’s “so” — fine… {PROSE}"),
        (f"No&nbsp;break, so&shy;ft. {PROSE}", f"No break, soft. {PROSE}"),
        (f"A use of .NET , and more . {PROSE}", f"A use of .NET, and more. {PROSE}"),
        # Short paragraphs are joined until they say enough.
        ("Hello.\n\nWelcome to this blog.\n\nIt is all about bicycles.\n\nMore.", None),
        ("Hello.\n\n## A heading\n\n" + PROSE, f"Hello. {PROSE}"),
        ("Hello.\n\n!!! note\n    Inside.\n\n" + PROSE, f"Hello. {PROSE}"),
        ("Hello.", "Hello."),
        ("こんにちは。\n\nブログへようこそ。", "こんにちは。ブログへようこそ。"),
        # A colon takes its list along.
        ("You need:\n\n- a hammer\n- nails\n- wood", "You need: a hammer; nails; wood."),
        ("You need:\n\n1. A hammer.\n2. Nails!\n\nBegin.", "You need: A hammer. Nails! Begin."),
        ("You need:\n\n- one\n\n    - two\n\n- three", "You need: one two; three."),
        ("They are:\n\nTerm\n:   Meaning", "They are: Term; Meaning."),
        ("你需要：\n\n- 锤子\n- 钉子", "你需要： 锤子; 钉子."),
        ("You need *all of:*\n\n- this\n- ~~that~~", "You need all of: this."),
        ("Run this:\n\n```\ncode\n```", "Run this…"),
        ("Run this:\n\n```\ncode\n```\n\n" + PROSE, f"Run this: {PROSE}"),
        # A quotation is prose; so is a paragraph that begins with a date, a link or an image.
        (f"> {PROSE}", PROSE),
        (f"July 23, 2024 was hot. {PROSE}", f"July 23, 2024 was hot. {PROSE}"),
        (f"[Max](max/) said it. {PROSE}", f"Max said it. {PROSE}"),
        (f"![A cat](cat.png)\n{PROSE}", PROSE),
        (f"*{PROSE}* :smile:", PROSE),
        ("In 2024 we moved 3 times.", "In 2024 we moved 3 times."),
        ("By the time we left, it was over.", "By the time we left, it was over."),
        ("By design, it is slow.", "By design, it is slow."),
        ("Von hier aus sieht man alles.", "Von hier aus sieht man alles."),
        ("Author of the year: Ada King", "Author of the year: Ada King"),
        ("Moved on July 23, 2024.", "Moved on July 23, 2024."),
        # Where no paragraph is good, a list has to be.
        ("- One item\n- Another item", "One item; Another item."),
        ("[Link](x/)\n\n- One item", "One item."),
        ("- [Menu](a/)\n- [Of links](b/)\n\n---\n\n1. One [item](c/)", "One item."),
        ("- [Menu](a/)\n- [Of links](b/)", NOTHING),
        ("Links:\n\n- [One](a/)\n- [Two](b/)", "Links: One; Two."),
        (f"- [Menu](a/)\n\n<!-- more -->\n\n{PROSE}", PROSE),
        # What stands before the writer's mark comes first, however short, and all of it.
        (f"Hello.\n\n<!-- more -->\n\n{PROSE}", "Hello."),
        ("Key improvements:\n\n<!-- more -->\n\n- One\n- Two", "Key improvements: One; Two."),
        (f"By Ada King\n\n<!-- more -->\n\n{PROSE}", PROSE),
        (f"{PROSE}\n\nAnd this.\n\n<!-- more -->\n\nNot this.", f"{PROSE} And this."),
        (f"![A cat](cat.png)\n\n<!-- more -->\n\n{PROSE}", PROSE),
        (f"<!-- more -->\n\n{PROSE}\n\nNot this.", PROSE),
        (f"Hello.<!--truncate--> Not this. {PROSE}", "Hello."),
        # HTML as it comes.
        (f"<div><p>{PROSE}</p></div>", PROSE),
        (f"<div>{PROSE}</div>", PROSE),
        (f"<div>{PROSE} <b>Bold.</b></div>", f"{PROSE} Bold."),
        (f"<section><article><center><p>{PROSE}", PROSE),
        (f"<div class='admonition note'><p>No.</p></div><p>{PROSE}</p>", PROSE),
        ("<details><p>Never closed.", NOTHING),
        ("", NOTHING),
        (" \n\t ", NOTHING),
        ("<!-- nothing -->", NOTHING),
    ],
)
def test_descriptions(source, description):
    assert described(rendered(source)) == (description or "Hello. Welcome to this blog. It is all about bicycles.")


WORDS = "word " * 60
CHINESE = "社交媒体是我们今天生活的重要组成部分" * 12


@pytest.mark.parametrize(
    ("text", "shortened"),
    [
        ("a" * LONGEST, "a" * LONGEST),
        ("a" * 400, "a" * 154 + "…"),
        (WORDS, "word " * 30 + "word…"),
        ("word, " * 60, "word, " * 25 + "word…"),
        ("a" * 100 + " " + "b" * 300, "a" * 100 + "…"),
        ("a b " + "c" * 400, ("a b " + "c" * 400)[:154] + "…"),
        # After a sentence that is long enough, with its own end kept unless that is a full stop.
        ("x" * 119 + ". " + WORDS.title(), "x" * 119 + "…"),
        ("x" * 119 + "? " + WORDS.title(), "x" * 119 + "?…"),
        ("x" * 118 + "!” " + WORDS.title(), "x" * 118 + "!”…"),
        ("“Short.” " + WORDS, "“Short.” " + "word " * 28 + "word…"),
        ("x" * 109 + " e.g. " + WORDS, "x" * 109 + " e.g. " + "word " * 7 + "word…"),
        # Chinese and Japanese at a character.
        (CHINESE, CHINESE[:154] + "…"),
        ("使用 Python " + CHINESE, ("使用 Python " + CHINESE)[:154] + "…"),
        ("漢" * 120 + "。" + "字" * 100, "漢" * 120 + "…"),
        ("漢" * 153 + "、字字字", "漢" * 153 + "…"),
        ("Python" * 25 + "漢字" * 20, "Python" * 25 + "漢字漢字…"),
        # Nothing that a reader sees as one is parted.
        ("a" * 153 + "👍🏽" + "b" * 99, "a" * 153 + "…"),
        ("a" * 152 + "👨‍👩‍👧" + "b" * 99, "a" * 152 + "…"),
        ("a" * 153 + "🇩🇪" + "b" * 99, "a" * 153 + "…"),
        ("a" * 152 + "🇩🇪" + "b" * 99, "a" * 152 + "🇩🇪…"),
        ("ab" + "🇩🇪" * 99, "ab" + "🇩🇪" * 76 + "…"),
        ("a" * 153 + "e\u0301" + "b" * 99, "a" * 153 + "…"),
        ("a" * 153 + "❤\ufe0f" + "b" * 99, "a" * 153 + "…"),
        ("か\u3099" * 99, "か\u3099" * 77 + "…"),
        ("word " * 30 + "👨‍👩‍👧‍👦 " * 9, "word " * 29 + "word…"),
        ("a" * 154 + "… and more", "a" * 154 + "…"),
    ],
)
def test_generated_descriptions_are_cut(text, shortened):
    assert shorten_text(text) == shortened
    assert described(f"<p>{text}</p>") == shortened


@given(st.text(st.sampled_from("ab .,!?中。👍\u200d🏽🇩\u0301\ufe0f…")), st.integers(20, 160))
def test_a_cut_is_a_beginning_with_one_mark(text, limit):
    shortened = shorten_text(text, limit)
    assert len(shortened) <= limit
    assert shortened == text if len(text) <= limit else shortened.endswith("…")
    if len(text) > limit:
        assert text.startswith(shortened[:-1])
        assert not shortened.endswith("……")


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x00b\x07c\x7fd\x85e", "abcd e"),
        ("a\u200bb\u2060c\ufeffd", "abcd"),
        ("so\u00adft", "soft"),
        ("\u202eabc\u202c \u2066d\u2069 \u200ee\u200f \u061cf", "abc d e f"),
        ("a\u00a0b\u2003c\u3000d\u2028e\tf\n\ng", "a b c d e f g"),
        ("icon \ue001\uf8ff here", "icon here"),
        ("half \ud83d here", "half here"),
        ("a\u200db \u200cc d\u200d", "ab c d"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
        ("नमस्\u200dते", "नमस्\u200dते"),
        ("中\n文 \n 字", "中文字"),
        ("한국\n어", "한국 어"),
        ("中\nabc", "中 abc"),
    ],
)
def test_what_nobody_sees_is_left_out(text, seen):
    assert clean_text(text) == seen


@given(st.text())
def test_nothing_of_control_or_direction_is_left(text):
    for seen in (clean_text(text), described(f"<p>{text}</p>"), describe_list(text, "tags", 1, 1, 1, text)):
        assert "\n" not in seen
        assert not [c for c in seen if unicodedata.category(c) in {"Cc", "Cs", "Co"} or c in "\u202e\u2066\u00ad\u200b"]


@pytest.mark.parametrize(
    ("title", "site_name", "sentence"),
    [
        ("Title", "Site", NOTHING),
        ('A <b> & "q" {x}', "S & T", 'Read “A <b> & "q" {x}” on S & T.'),
        ("Title", "", "Read “Title”."),
        ("", "Site", "A page on Site."),
        ("", "", ""),
        ("T" * 140, "Site", f"Read “{'T' * 140}”."),
        ("word " * 100, "Site", f"Read “{'word ' * 28}word…”."),
        ("Title", "word " * 100, f"Read “Title” on {'word ' * 11}word…."),
    ],
)
def test_a_page_without_words_is_described_by_its_title(title, site_name, sentence):
    assert described("", title, site_name) == sentence


@pytest.mark.parametrize(
    ("title", "kind", "count", "page", "pages", "sentence"),
    [
        ("Blog", "blog", 12, 1, 2, "Blog: 12 posts on Example Site."),
        ("Blog", "blog", 12, 2, 2, "Blog: 12 posts on Example Site, page 2 of 2."),
        ("Example Site", "blog", 12, 1, 1, "12 posts on Example Site."),
        ("", "blog", 1, 1, 1, "1 post on Example Site."),
        ("Python", "tags", 12, 2, 3, "12 posts about Python on Example Site, page 2 of 3."),
        ("Python", "tags", 1, 1, 1, "1 post about Python on Example Site."),
        ("Python", "categories", 0, 1, 1, "0 posts in Python on Example Site."),
        ("Max Quinton", "authors", 2, 1, 1, "2 posts by Max Quinton on Example Site."),
        ("2024", "archive", 30, 1, 3, "30 posts from 2024 on Example Site."),
        ("July 2024", "archive", 2, 1, 1, "2 posts from July 2024 on Example Site."),
        ("Bicycles", "series", 2, 1, 1, "2 posts in Bicycles on Example Site."),
        ("{count} {posts}", "tags", 2, 1, 1, "2 posts about {count} {posts} on Example Site."),
        ("T" * 400, "tags", 2, 3, 4, f"2 posts about {'T' * 126}…, page 3 of 4."),
    ],
)
def test_lists_are_described(title, kind, count, page, pages, sentence):
    assert describe_list(title, kind, count, page, pages, "Example Site") == sentence
    assert len(sentence) <= LONGEST


@pytest.mark.parametrize(
    ("title", "kind", "count", "sentence"),
    [
        ("Tags", "tags", 6, "Tags: all 6 tags of the posts on Example Site."),
        ("Topics", "tags", 1, "Topics: the one tag of the posts on Example Site."),
        ("Categories", "categories", 2, "Categories: all 2 categories of the posts on Example Site."),
        ("Authors", "authors", 1, "Authors: the one author of the posts on Example Site."),
        ("Archive", "archive", 3, "Archive: the posts of 3 years by month on Example Site."),
        ("Series", "series", 3, "Series: 3 lists of posts on Example Site."),
    ],
)
def test_overviews_are_described(title, kind, count, sentence):
    assert describe_overview(title, kind, count, "Example Site") == sentence


def test_no_two_lists_are_described_alike():
    kinds = ("blog", "tags", "categories", "authors", "archive")
    pages = itertools.product(("Python", "2024"), kinds, range(1, 4))
    sentences = [describe_list(title, kind, 30, page, 3, "Site") for title, kind, page in pages]
    sentences += [describe_overview(title, kind, 30, "Site") for title in ("Python", "2024") for kind in kinds[1:]]
    assert len(set(sentences)) == len(sentences) == 38


@given(
    st.text(max_size=300),
    st.sampled_from(["blog", "tags", "authors", "x"]),
    st.integers(0, 10**6),
    st.text(max_size=300),
)
def test_no_description_of_a_list_is_too_long(title, kind, count, site_name):
    assert len(describe_list(title, kind, count, 999, 1000, site_name)) <= LONGEST
    assert len(describe_overview(title, kind, count, site_name)) <= LONGEST


LONG = "A sentence of a long page, which is one of many. "
BLOCKS = (
    *("<h2>Heading</h2>", f"<p>{PROSE}</p>", "<p>Short.</p>", "<p>What to bring along on a long winter's walk:</p>"),
    f"<p>{LONG * 40}</p>",
    f"<p>{LONG * 40}:</p>",
    "<ul>\n" + "<li>An item of a long list</li>\n" * 100 + "</ul>",
    f'<div class="admonition">\n<p>{LONG * 50}</p>\n<p>{PROSE}</p>\n</div>',
    f"<div>\n<p>{PROSE}</p>\n" + f"<p>{LONG}</p>\n" * 50 + "</div>",
    *("<div>", "</div>", "<section>", "</p>", "<!-- more -->", "<script>\n<p>let text = 1;</p>\n", "</script>"),
    f"<pre>\n<p>{LONG * 60}\n</pre>",
    f"<table>\n<tr><td>{LONG}</td></tr>\n" * 30 + "</table>",
    f'<p><img src="x.png"><span class="bp-missing">x</span></p>\n<p>{LONG}</p>',
)


@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=8))
def test_a_long_page_is_described_by_its_beginning_as_by_all_of_it(blocks):
    content = "\n".join([*blocks, f"<p>{LONG * 20}</p>\n" * 8])
    assert describe_html(content, "Title", "Site") == describe_text(parse_page_text(content), "Title", "Site")


def test_of_a_long_page_only_the_beginning_is_read(monkeypatch):
    read = []
    name = f"{describe_html.__module__}.parse_page_text"
    monkeypatch.setattr(name, lambda content: read.append(len(content)) or parse_page_text(content))
    assert describe_html(f"<p>{PROSE}</p>\n" + f"<p>{LONG}</p>\n" * 500) == PROSE
    assert sum(read) < 4000


def test_a_short_paragraph_is_one_of_fewer_than_fifty_characters():
    enough = "a" * (ENOUGH - 1) + "."
    assert described(f"<p>{enough}</p><p>More.</p>") == enough
    assert described(f"<p>{enough[1:]}</p><p>More.</p>") == f"{enough[1:]} More."
