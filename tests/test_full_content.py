"""Whole posts in lists: nothing in one of them gets in the way of another."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness import picture, with_and_without_directory_urls
from mkdocs_blogposts.publishing.text.excerpts import BASE
from mkdocs_blogposts.publishing.text.full_content import make_full_content


def shown(content):
    return make_full_content(content, "blog/a/").replace(BASE, "~/")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<p id="x">A</p><a href="#x">B</a>', '<p id="blog:a:x">A</p><a href="#blog:a:x">B</a>'),
        ('<a href="#elsewhere">B</a>', '<a href="~/blog/a/#elsewhere">B</a>'),
        ('<a href="../b/#x">B</a>', '<a href="~/blog/b/#x">B</a>'),
        ('<a href="https://example.com/#x">B</a>', '<a href="https://example.com/#x">B</a>'),
        ('<a href="javascript:alert(1)" onclick="x()">B</a>', "<a>B</a>"),
        ("<h2>A</h2><h3>B</h3><h6>C</h6>", "<h3>A</h3><h4>B</h4><h6>C</h6>"),
        ("<h4>A</h4>", "<h4>A</h4>"),
        ('<h2 id="x">A<a class="headerlink" href="#x">¶</a></h2>', '<h3 id="blog:a:x">A</h3>'),
        (
            '<h2 id="x"><a class="toclink" href="#x">A</a></h2>',
            '<h3 id="blog:a:x"><a class="toclink" href="#blog:a:x">A</a></h3>',
        ),
        (
            '<img src="p.png" srcset="p.png 1x, ../q.png 2x" fetchpriority="high">',
            '<img src="~/blog/a/p.png" srcset="~/blog/a/p.png 1x, ~/blog/q.png 2x" loading="lazy">',
        ),
        (
            '<img src="p.png" usemap="#m"><map name="m"></map>',
            '<img src="~/blog/a/p.png" usemap="#blog:a:m" loading="lazy"><map name="blog:a:m"></map>',
        ),
        (
            '<input type="radio" name="t" id="t1"><label for="t1">A</label>',
            '<input type="radio" name="blog:a:t" id="blog:a:t1"><label for="blog:a:t1">A</label>',
        ),
        ('<input name="email">', '<input name="email">'),
        (
            '<b id="x"></b><p aria-describedby="x other">A</p>',
            '<b id="blog:a:x"></b><p aria-describedby="blog:a:x other">A</p>',
        ),
        (
            '<svg><g id="g"></g><a fill="url(#g)"></a><use xlink:href="#g"></use></svg>',
            '<svg><g id="blog:a:g"></g><a fill="url(#blog:a:g)"></a><use xlink:href="#blog:a:g"></use></svg>',
        ),
        ("<p>A</p><!-- more --><p>B</p><script>x()</script>", "<p>A</p><p>B</p>"),
        ('<iframe src="film.html"></iframe>', '<iframe src="~/blog/a/film.html"></iframe>'),
        ("", ""),
    ],
)
def test_a_text_is_settled_for_lists(content, expected):
    assert shown(content) == expected


@given(st.text(alphabet="<>/=\"'# abidhref\x00\ufdd0é", max_size=60))
def test_any_html_is_settled(content):
    assert "\x00" not in make_full_content(content, "blog/a/")


TEXT = """\
Look.[^1] ![A boat](boat.png) [The other](other.md#part)

## Part {: #part }

=== "One"

    First.

=== "Two"

    Second.

``` {.python linenums="1"}
x = 1
```

<!-- more -->

## End

[Up](#part)

[^1]: A note.
"""
CONFIG = (
    "markdown_extensions: [footnotes, attr_list, pymdownx.superfences, {toc: {permalink: true}},"
    " {pymdownx.highlight: {anchor_linenums: true}}, {pymdownx.tabbed: {alternate_style: true}}]"
)
BLOG = {
    "docs/index.md": '# Home\n\n<!-- blogposts layout="list" -->',
    "docs/blog/one.md": f"---\ntitle: One\ndate: 2024-05-01\n---\n{TEXT.replace('other.md', 'two.md')}",
    "docs/blog/two.md": f"---\ntitle: Two\ndate: 2024-05-02\n---\n{TEXT.replace('other.md', 'one.md')}",
    "docs/blog/boat.png": picture(64, 64),
}


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
@with_and_without_directory_urls
def test_a_list_of_whole_posts_works_as_their_own_pages_do(site, theme, directory_urls):
    built = site(BLOG, options={"list_content": "full"}, config=CONFIG).build()
    built.check_links()
    view = built.page("blog/")
    ids = [part["id"] for part in view.all("[id]")]
    assert sorted(ids) == sorted(set(ids))
    for post in view.all(".bp-post-card.h-entry"):
        content = post.one(".e-content")
        assert content.texts("h3") == ["Part", "End"]
        assert "Second." in content.text
        assert not content.all("h1, h2, .headerlink")
        inside = {part["id"] for part in content.all("[id]")}
        assert {label["for"] for label in content.all("label")} <= inside
        within = [link["href"][1:] for link in content.all("a[href^='#']")]
        assert len(within) >= 4  # the mark of a footnote, the way back, a line of code, the link to a part
        assert {*within} <= inside
        assert len({choice["name"] for choice in content.all("input[type=radio]")}) == 1
    groups = [choice["name"] for choice in view.all("input[type=radio]")]
    assert (len(groups), len({*groups})) == (4, 2)
    assert not built.page("").all(".e-content")


def test_lists_have_excerpts_unless_whole_posts_are_asked_for(site):
    built = site(BLOG, config=CONFIG).build()
    assert not built.page("blog/").all(".e-content")
    assert "End" not in built.page("blog/").text
    said = site({"docs/index.md": "# Home"}, options={"list_content": "all"}).build_error()
    assert re.search(r"list_content.*excerpt.*full", said, re.DOTALL)


@pytest.mark.parametrize("width", [375, 1200])
def test_the_tabs_of_one_post_leave_those_of_another_alone(site, browser, width):
    built = site(BLOG, options={"list_content": "full"}, config=CONFIG, theme="material").build()
    page = browser.open(built, "blog/", width=width)
    page.evaluate("document.querySelectorAll('.bp-post-card')[0].querySelectorAll('input[type=radio]')[1].click()")
    chosen = "[...document.querySelectorAll('input[type=radio]')].map(choice => choice.checked).join()"
    assert page.evaluate(chosen) == "false,true,true,false"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
