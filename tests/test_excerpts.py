"""Excerpts, and the links in them."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.publishing.text.excerpts import BASE, make_excerpt, rebase_link
from mkdocs_blogposts.publishing.text.html_text import parse_page_text

PERMALINK = '<a class="headerlink" href="#t" title="Permanent link">&para;</a>'
LONG = "A paragraph that says enough about its post to stand alone in a list."


def shown(content, url="blog/post/"):
    return make_excerpt(parse_page_text(content), url).replace(BASE, "ROOT/")


def unspaced(html):
    """The lines of the table below are broken where no reader sees it: between tags."""
    return re.sub(r">\s+(?=<)", ">", html)


@pytest.mark.parametrize(
    "mark",
    [
        *(
            "<!-- more -->",
            "<!--more-->",
            "<!-- truncate -->",
            "<!--truncate-->",
            "<!-- MORE -->",
            "<!--\n  Truncate -->",
        ),
        "<!-- TEASER_END -->",
    ],
)
def test_all_before_the_mark_is_the_excerpt(mark):
    assert (
        shown(f"<p>One.</p>\n<ul>\n<li>two</li>\n</ul>\n{mark}\n<p>Rest.</p>")
        == "<p>One.</p>\n<ul>\n<li>two</li>\n</ul>"
    )


@pytest.mark.parametrize(
    ("content", "teaser_of_it"),
    [
        # What is open at the mark is closed.
        ("<p>One <b>two<!-- more --> three</b> four</p><p>five</p>", "<p>One <b>two</b></p>"),
        ("<ul><li>a<!-- more --></li><li>b</li></ul>c", "<ul><li>a</li></ul>"),
        ("<p>One<!-- more -->two<!-- more -->three</p>", "<p>One</p>"),
        # Headings have no rank in a list, and no links to themselves.
        (f'<h2 id="t" class="x">A{PERMALINK}</h2>\n<p>b</p><!-- more -->', "<p><strong>A</strong>\n</p><p>b</p>"),
        ('<h3><a class="toclink" href="#t">A</a></h3><!-- more -->', "<p><strong>A</strong></p>"),
        # Nothing that works by ids, nothing that runs, nothing of other sites.
        ('<p id="x">a <a id="y" name="y">b</a></p><!-- more -->', "<p>a <a>b</a></p>"),
        ('<p>a<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p><!-- more -->', "<p>a.</p>"),
        ('<p>a</p><div class="footnote"><ol><li>x</li></ol></div><!-- more -->', "<p>a</p>"),
        ('<div class="toc"><ul><li><a href="#a">A</a></li></ul></div><p>a</p><!-- more -->', "<p>a</p>"),
        ("<p>a</p><script>x()</script><style>p{}</style><iframe src='//x'></iframe><!-- more -->", "<p>a</p>"),
        ("<p>a</p><form><input><button>x</button></form><!-- note --><object></object><!-- more -->", "<p>a</p>"),
        ('<p onclick="x()">a <a href="javascript:x()">b</a></p><!-- more -->', "<p>a <a>b</a></p>"),
        ('<p>a <a href=" JAVA\tscript:x()">b</a></p><!-- more -->', "<p>a <a>b</a></p>"),
        (
            """<div class="tabbed-set tabbed-alternate" data-tabs="1:1"><input checked id="a" name="b" type="radio">
            <div class="tabbed-labels"><label for="a">A</label></div><div class="tabbed-content">
            <div class="tabbed-block"><p>a</p></div></div></div><!-- more -->""",
            '<div data-tabs="1:1"><div><p><strong>A</strong></p><div><p>a</p></div></div></div>',
        ),
        (
            '<ul><li class="task-list-item"><input type="checkbox" disabled> a</li></ul><!-- more -->',
            '<ul><li class="task-list-item"><input type="checkbox" disabled> a</li></ul>',
        ),
        # Images stay, and wait.
        (
            '<p><img alt="i" src="i.png"></p><p>a</p><!-- more -->',
            '<p><img alt="i" src="ROOT/blog/post/i.png" loading="lazy"></p><p>a</p>',
        ),
        (
            '<picture><source srcset="a.webp 1x, ../b.webp 2x"><img src="a.png"></picture><!-- more -->',
            """<picture><source srcset="ROOT/blog/post/a.webp 1x, ROOT/blog/b.webp 2x">
            <img src="ROOT/blog/post/a.png" loading="lazy"></picture>""",
        ),
        (
            '<video poster="p.jpg" src="/v.mp4"></video><!-- more -->',
            '<video poster="ROOT/blog/post/p.jpg" src="/v.mp4"></video>',
        ),
        ("<p>a<wbr>b &amp; c &lt;i&gt; \u00a0é</p><!-- more -->", "<p>a<wbr>b &amp; c &lt;i&gt; \u00a0é</p>"),
        (
            "<pre><code>&lt;!-- more --&gt;</code></pre><p>a</p><!-- more -->",
            "<pre><code>&lt;!-- more --&gt;</code></pre><p>a</p>",
        ),
        # A mark with nothing before it is none.
        (f"<!-- more --><p>{LONG}</p><p>b</p>", f"<p>{LONG}</p>"),
        # Without a mark: the first good paragraphs.
        (f"<p>{LONG}</p>\n<p>Second.</p>", f"<p>{LONG}</p>"),
        (f"<p>Short.</p><h2>A</h2><p>{LONG}</p><p>Third.</p>", f"<p>Short.</p>\n<p>{LONG}</p>"),
        (f'<p><img src="i.png"></p><h2>A</h2><div class="admonition"><p>no</p></div><p>{LONG}</p>', f"<p>{LONG}</p>"),
        (
            "<p>Things:</p>\n<ul>\n<li>a</li>\n</ul>\n<p>More.</p>",
            "<p>Things:</p>\n<ul>\n<li>a</li>\n</ul>\n<p>More.</p>",
        ),
        ("<ul><li>only</li></ul>", "<ul><li>only</li></ul>"),
        (
            f'<p id="x">{LONG} <del>gone</del> <img src="i.png"></p>',
            f'<p>{LONG} <del>gone</del> <img src="ROOT/blog/post/i.png" loading="lazy"></p>',
        ),
        ("<pre>code</pre>", ""),
        ("", ""),
    ],
)
def test_excerpts(content, teaser_of_it):
    assert unspaced(shown(content)) == unspaced(teaser_of_it)


@pytest.mark.parametrize(
    ("link", "url", "rebased"),
    [
        ("../x.png", "blog/post/", "/blog/x.png"),
        ("x.png", "blog/post/", "/blog/post/x.png"),
        ("./x.png", "blog/post/", "/blog/post/x.png"),
        ("x.png", "blog/post.html", "/blog/x.png"),
        ("../x.png", "blog/post.html", "/x.png"),
        ("x.png", "post.html", "/x.png"),
        ("x.png", "", "/x.png"),
        ("x.png", "./", "/x.png"),
        ("../../", "blog/post/", "/"),
        ("..", "blog/post/", "/blog/"),
        (".", "blog/post/", "/blog/post/"),
        ("../other/#a", "blog/post/", "/blog/other/#a"),
        ("#a", "blog/post/", "/blog/post/#a"),
        ("#a", "blog/post.html", "/blog/post.html#a"),
        ("?q=../a", "blog/post/", "/blog/post/?q=../a"),
        ("", "blog/post/", "/blog/post/"),
        ("x.png?a=../b#../c", "blog/post/", "/blog/post/x.png?a=../b#../c"),
        ("a b.png", "blog/post/", "/blog/post/a b.png"),
        ("a%20b.png", "blog/post/", "/blog/post/a%20b.png"),
        ("é.png", "bl%C3%A9/post/", "/bl%C3%A9/post/é.png"),
        ("..\\x.png", "blog/post/", "/blog/x.png"),
        ("  ../x.png\n", "blog/post/", "/blog/x.png"),
        ("../../../x.png", "blog/post/", "/../x.png"),
        ("../../../../x.png", "blog/post/", "/../../x.png"),
        ("a//b/../c", "blog/post/", "/blog/post/a//c"),
        ("a/..//x", "", "//x"),
        ("./a:b", "", "/a:b"),
    ],
)
def test_relative_links_start_at_the_root(link, url, rebased):
    assert rebase_link(link, url) == BASE + rebased[1:]


@pytest.mark.parametrize(
    "link",
    [
        *(
            "https://example.org/x.png",
            "HTTP://x",
            "mailto:a@example.org",
            "tel:+49",
            "data:image/png;base64,AAA=",
            "//host/x",
        ),
        *("/x.png", "/", "\\\\host\\x", "urn:isbn:1"),
    ],
)
def test_absolute_links_stay(link):
    assert rebase_link(link, "blog/post/") == link


@pytest.mark.parametrize(
    "link", ["javascript:x()", " JavaScript:x()", "java\nscript:x()", "\x01javascript:x", "vbscript:x"]
)
def test_scripts_are_no_links(link):
    assert rebase_link(link, "blog/post/") == ""


@pytest.mark.parametrize(
    ("srcset", "rebased"),
    [
        ("a.png 1x, ../b.png 2x", "ROOT/blog/post/a.png 1x, ROOT/blog/b.png 2x"),
        ("a.png, b.png 2x", "ROOT/blog/post/a.png, ROOT/blog/post/b.png 2x"),
        ("a.png 480w,b.png 800w", "ROOT/blog/post/a.png 480w,ROOT/blog/post/b.png 800w"),
        ("data:image/png;base64,AA= 1x, b.png 2x", "data:image/png;base64,AA= 1x, ROOT/blog/post/b.png 2x"),
        ("\n  a.png 1x,\n  /b.png 2x\n", "ROOT/blog/post/a.png 1x,   /b.png 2x"),
        ("a,b.png 1x", "ROOT/blog/post/a,b.png 1x"),
    ],
)
def test_every_candidate_of_a_srcset_is_rebased(srcset, rebased):
    assert (
        shown(f'<p>a <img srcset="{srcset}"></p><!-- more -->') == f'<p>a <img srcset="{rebased}" loading="lazy"></p>'
    )


SEGMENTS = st.sampled_from(["a", "b.png", "c d", "%20", "é", ".", "..", "...", "..a", "a:b"])
RELATIVE = st.builds(
    lambda segments, slash, tail: "/".join(segments) + slash + tail,
    st.lists(SEGMENTS, max_size=7).filter(lambda segments: not segments or ":" not in segments[0]),
    st.sampled_from(["", "/"]),
    st.sampled_from(["", "#x", "#../x", "?q=1", "?q=/../x", "?a#b"]),
).filter(lambda link: not link.startswith("/"))
PAGES = st.sampled_from(["", "a/", "blog/post/", "blog/post.html", "index.html", "a/b/c/d/", "404.html"])
SITES = st.sampled_from(["https://x.org/", "https://x.org/docs/", "https://x.org/a/b/c/"])


@given(RELATIVE, PAGES, SITES)
def test_a_rebased_link_leads_from_the_root_where_it_led_from_its_page(link, url, site):
    from_root = rebase_link(link, url).replace(BASE, "./", 1)
    assert urljoin(site, from_root) == urljoin(site + url, link)


@given(st.text(), PAGES)
def test_any_text_can_be_a_link(link, url):
    rebased = rebase_link(link, url)
    assert rebased.count(BASE) <= 1
    assert rebased.find(BASE) <= 0
