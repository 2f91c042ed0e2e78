"""Posts on any page: what a writer asks for in a comment, and a template by `blog.posts`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness import with_and_without_directory_urls, with_every_theme
from mkdocs_blogposts.publishing.embeds import BLOCK, Embed, read_embed

POSTS = {
    "docs/index.md": "# Home",
    "docs/blog/a.md": "---\ntitle: A\ndate: 2023-12-31\ntags: [red]\nauthor: Ann Lee\n---\nText of A.",
    "docs/blog/b.md": "---\ntitle: B\ndate: 2024-07-01\ntags: [Deep Blue, red]\nauthor: Bo Ek, Ann Lee\n---\nText.",
    "docs/notes/c.md": "Title: C\nDate: 2024-07-23\nTags: red\nCategory: Field News\n\nText of C.",
    "docs/d.md": "---\ntitle: D\ndate: 2024-05-01\ndraft: true\ntags: red\n---\nText of D.",
}


def page(comment):
    return {**POSTS, "docs/deep/page.md": f"# Page\n\nBefore.\n\n{comment}\n\nAfter."}


@with_every_theme
@with_and_without_directory_urls
def test_a_comment_is_replaced_by_the_posts_that_it_asks_for(site):
    built = site(page('<!-- blogposts tag="red" limit="2" -->')).build()
    view = built.page("deep/page/")
    assert view.texts(".bp-embed h2") == ["C", "B"]
    assert view.one(".bp-embed article:first-of-type h2").links == ["notes/c/"]
    words = view.main.text
    assert words.index("Before.") < words.index("C") < words.index("After.")
    built.check_links()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("", ["C", "B", "A"]),
        ('limit="1"', ["C"]),
        ("limit=1", ["C"]),
        ('limit="0"', []),
        ('tag="deep-blue"', ["B"]),
        ("TAGS='Deep_Blue'", ["B"]),
        ('tag="deep blue, red" author="ann lee"', ["B", "A"]),
        ('category="field news"', ["C"]),
        ('author="Bo Ek"', ["B"]),
        ('blog="blog" limit=1', ["C"]),
        ('blog="elsewhere"', []),
    ],
)
def test_the_settings_choose_the_posts(site, settings, expected):
    view = site(page(f"<!-- blogposts {settings} -->")).build().page("deep/page/")
    assert view.texts(".bp-embed h2") == expected


@pytest.mark.parametrize(
    ("layout", "selector"),
    [("grid", ".bp-post-card h2"), ("cards", ".bp-post-card h2"), ("list", ".bp-post-card h2"), ("compact", "li a")],
)
def test_a_layout_decides_how_they_look(site, layout, selector):
    view = site(page(f'<!-- blogposts layout="{layout}" -->')).build().page("deep/page/")
    assert view.texts(f".bp-embed--{'grid' if layout == 'cards' else layout} {selector}") == ["C", "B", "A"]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ('tag="rde"', "deep/page.md:5: No post has 'rde'. Did you mean 'red'?"),
        ('tag="zebra"', "No post has 'zebra'. Nothing is shown for it."),
        ('tagg="red"', "deep/page.md:5: Posts have no 'tagg' to be chosen by. Write one of tag, category, author"),
        ('layout="table"', "The layout 'table' isn't known. Write one of grid, list, compact."),
        ("limit: 3", 'deep/page.md:5: \'limit:\' says nothing. Write settings such as tag="python" limit="3".'),
        ('limit="-1"', "The limit '-1' isn't a valid number of posts."),
    ],
)
def test_a_slip_is_told_with_its_line_and_costs_nothing_else(site, settings, message):
    assert site(page(f"<!-- blogposts {settings} -->")).build(expect=[message]).page("deep/page/").h1 == "Page"


def test_in_code_it_is_text(site):
    code = '`<!-- blogposts -->`\n\n    <!-- blogposts -->\n\n```\n<!-- blogposts limit="1" -->\n```'
    view = site(page(code)).build().page("deep/page/")
    assert view.texts(".bp-embed") == []
    assert view.main.text.count("<!-- blogposts") == 3


def test_a_post_does_not_list_itself(site):
    files = {**POSTS, "docs/e.md": "---\ntitle: E\ndate: 2024-08-01\n---\nText.\n\n<!-- blogposts layout=compact -->"}
    assert site(files).build().page("e/").texts(".bp-embed a") == ["C", "B", "A"]


def test_search_and_descriptions_do_not_see_the_posts(site):
    built = site(page("<!-- blogposts -->")).build()
    assert "Text of C" not in built.page("deep/page/").description
    assert built.read("search/search_index.json").count("Text of C.") == 1


def test_a_template_of_the_users_chooses_and_prints_them(site):
    template = """\
        {% extends "main.html" %}
        {% block content %}
        {% for post in blog.posts | where(tag="red", limit=2) %}<b class="mine">{{ post.title }}</b>{% endfor %}
        {{ post_cards(blog.posts | where(author=["Bo Ek"])) }}
        {% endblock %}
        """
    files = {**POSTS, "docs/index.md": "---\ntemplate: home.html\n---\n# Home", "overrides/home.html": template}
    view = site(files, config="theme: {name: mkdocs, custom_dir: overrides, highlightjs: false}").build().page("")
    assert view.texts(".mine") == ["C", "B"]
    assert view.texts(".bp-embed h2") == ["B"]
    assert view.one(".bp-embed h2").links == ["blog/b/"]


@pytest.mark.parametrize(
    ("settings", "block"),
    [
        ("", Embed()),
        (' tag="a" ', Embed((("tag", ("a",)),))),
        ("tag='a b, c' limit=12 layout=list blog=/news/", Embed((("tag", ("a b", "c")),), 12, "list", "news")),
        ('tag="" limit="" layout=""', Embed()),
        ('tag="a &amp; b"', Embed((("tag", ("a & b",)),))),
    ],
)
def test_the_settings_are_attributes(settings, block):
    assert read_embed(settings) == block


@given(st.text(st.sampled_from("<>!-\"'= /ablogpostst&;\n\0")))
def test_settings_of_any_kind_raise_nothing(settings):
    assert isinstance(read_embed(settings), Embed)


@given(st.text(st.sampled_from("<!-- blogposts>\n")))
def test_a_text_of_any_kind_is_searched(text):
    assert len(BLOCK.findall(text)) <= text.count("<!--")


def test_the_mark_of_blogging_plugin_is_a_list_where_it_stands_alone(site):
    files = {
        "docs/index.md": "# Home\n\n{{ blog_content }}\n\nIn code: `{{ blog_content }}`.",
        "docs/blog/index.md": "# All\n\n{{blog_content}}",
        "docs/blog/a.md": "---\ntitle: The first\ntime: 2024-05-01\n---\nText.",
        "docs/blog/b.md": "---\ntitle: No post\ntime: 5 min\npost: false\n---\nText.",
    }
    built = site(files, options={}).build()
    home = built.page("")
    assert home.texts(".bp-card__title, .bp-post__title, h2, h3")[:1] == ["The first"]
    assert "In code: <code>{{ blog_content }}</code>" in home.source
    assert "blog_content" not in built.page("blog/").source
    assert built.page("blog/").main.links.count("blog/a/") <= 2
