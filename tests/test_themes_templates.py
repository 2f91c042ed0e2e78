"""A user's own templates and styles: each of ours may be replaced by itself, and the theme's may use the blog."""

from __future__ import annotations

import gzip
import re

import pytest
from jinja2 import DictLoader, Environment, UndefinedError

from harness import THEMES, picture, with_and_without_directory_urls, with_every_theme
from mkdocs_blogposts.site.rendering.template_loaders import make_loader
from mkdocs_blogposts.site.rendering.template_renderer import BASE_THEME, SLOTS
from mkdocs_blogposts.site.rendering.template_renderer import TemplateRenderer as TemplatesOfOurs

BLOG = {
    "docs/index.md": "# Home",
    "docs/guide/page.md": "# Page",
    "docs/blog/a.md": "Title: A\nDate: 2024-05-01\nTags: red\nAuthor: Ann Lee\n\nText of *A*.",
    "docs/blog/b.md": "Title: B & co\nDate: 2024-05-02\nTags: red\n\nText of B.",
}


@pytest.fixture
def config(theme):
    return f"theme: {{name: {theme}, custom_dir: mine}}"


@with_every_theme
def test_a_card_of_the_users_replaces_ours_and_nothing_else(site, config):
    card = (
        """<section class="mine"><a href="{{ post.url | url }}">{{ post.title }}</a> {{ post.date | date }}</section>"""
    )
    built = site({**BLOG, "mine/blogposts/post_card.html": card}, config=config).build()
    for address in ("blog/", "blog/tags/red/"):
        page = built.page(address)
        assert page.texts("section.mine") == ["B & co May 2, 2024", "A May 1, 2024"]
        assert [card.links for card in page.all("section.mine")] == [["blog/b/"], ["blog/a/"]]
        assert page.all(".bp-post-card") == []
        assert len(page.all(".bp-blog-nav")) == 1
    assert len(built.page("blog/a/").all(".bp-post .bp-byline")) == 1
    built.check_links()


SHOWN_ON = {
    **dict.fromkeys(("post", "byline", "avatar", "author_box", "featured_image", "responsive_image"), "blog/a/"),
    **dict.fromkeys(("series", "share", "post_terms", "prev_next", "related_posts", "related_links"), "blog/a/"),
    **dict.fromkeys(("comments",), "blog/a/"),
    **dict.fromkeys(("list", "list_header", "blog_nav", "post_card", "pagination", "sidebar", "compact"), "blog/"),
    **dict.fromkeys(("overview", "term_list"), "blog/tags/"),
    "author_list": "blog/authors/",
    "author_profile": "blog/authors/ann/",
    "series_list": "blog/series/",
    "archive": "blog/archive/",
    "feeds": "blog/feeds/",
    "embed": "guide/page/",
    "head": "blog/a/",
    "lock": "blog/locked/",
    "not_found": "404.html",
    "redirect": "old/",
    **dict.fromkeys(("draft_notice", "status_badge"), "blog/draft/"),
    "contents": "blog/a/",
    "icons": "blog/a/",
}
THEIR_OWN = {"contents": ("mkdocs", "material")}
"""What some themes print themselves."""
RICH = {
    "docs/index.md": "# Home",
    "docs/guide/page.md": "# Page\n\n<!-- blogposts limit=1 -->",
    "docs/blog/a.md": """
        ---
        title: A
        date: 2024-05-01
        tags: [red]
        category: News
        series: Steps
        author: Ann Lee
        image: sea.jpg
        alt: A sea
        caption: The sea
        aliases: [/old/]
        links: [{title: Elsewhere, url: "https://example.com/"}]
        ---
        Text of *A*.

        ## One

        ## Two
    """,
    "docs/blog/b.md": "---\ntitle: B & co\ndate: 2024-05-02\ntags: [red]\nseries: Steps\nauthor: Bo Ek\n---\nText.",
    "docs/blog/c.md": "---\ntitle: C\ndate: 2024-05-03\ntags: [red]\nauthor: Ann Lee\n---\nText.",
    "docs/blog/.authors.yml": "ann: {name: Ann Lee, role: Editor, description: Writes., avatar: ann.jpg, url: https://example.com/ann}",
    "docs/blog/sea.jpg": picture(800, 450),
    "docs/blog/ann.jpg": picture(200, 200),
}
HOOK = """
def on_page_context(context, page, config, nav):
    if page.meta.get("password"):
        page.content = "<p>For members.</p>"
"""
LOCKED = {
    **RICH,
    "hook.py": HOOK,
    "docs/blog/locked.md": "---\ntitle: Locked\ndate: 2024-04-01\npassword: Kw7-rT2x-Qm9p\n---\nAll of it.",
    "docs/blog/draft.md": "---\ntitle: Not yet\ndate: 2024-03-01\ndraft: true\n---\nSoon.",
}
RICH_OPTIONS = {
    "per_page": 2,
    "sidebar": ["recent", "tags"],
    "comments": {"provider": "isso", "url": "https://comments.example.org/"},
}
SOURCES = {file.stem: file.read_text(encoding="utf-8") for file in (BASE_THEME / "blogposts").glob("*.html")}
BLOCKS = [(name, block) for name, source in SOURCES.items() for block in re.findall(r"block (\w+)", source)]


def test_every_template_has_blocks_and_is_tried():
    assert {*SOURCES} == {*SHOWN_ON} == {*OUTER, *PARTS, *WITHIN}
    assert {name for name, source in SOURCES.items() if "block " not in source} == {"icons"}


def test_a_template_of_ours_is_one_piece_but_for_what_is_replaced():
    env = Environment(autoescape=True)
    loader = make_loader(DictLoader({}), [str(BASE_THEME)], lambda name: name in {"avatar", "compact"})
    for name in SOURCES:
        joined = loader.get_source(env, f"seamless/blogposts/{name}.html")[0]
        assert "block" not in re.findall(r"{%-? (\w+)", joined)
        assert {*re.findall(r'include "blogposts/(\w+)', joined)} <= {"avatar", "compact"}
        env.parse(joined)


def test_a_template_that_others_call_or_import_sees_the_file_that_asks_and_blames_it(site):
    config = "theme: {name: mkdocs, custom_dir: mine}"
    mine = {"mine/blogposts/responsive_image.html": "<i>{{ subject.profile.author.name if subject }}</i>"}
    assert "<i>Ann Lee</i>" in site({**RICH, **mine}, config=config).preview().page("blog/a/").source
    with pytest.raises(UndefinedError, match=r"line 2 in 'blogposts/share.html'"):
        site({**RICH, "mine/blogposts/icons.html": "No macro."}, config=config).preview()


@with_every_theme
def test_every_block_can_be_extended_and_every_slot_filled(site, theme):
    """Each by one line: what a block had is still there, and so is everything around it."""
    config = f"theme: {{name: {theme}, custom_dir: mine}}\nhooks: [hook.py]"
    mine: dict[str, str] = {}
    for name, block in BLOCKS:
        file = f"mine/blogposts/{name}.html"
        line = f"{{% block {block} %}}{{{{ super() }}}}<!--{name}.{block}-->{{% endblock %}}\n"
        mine[file] = mine.get(file, f'{{% extends "blogposts/{name}.html" %}}\n') + line
    for name in SLOTS:
        mine[f"mine/blogposts/slots/{name}.html"] = (
            f"<!--slot.{name} {{{{ blog.title }}}} {{{{ post.title if post }}}}-->"
        )
    plain = site({**LOCKED, "mine/keep.txt": ""}, config=config, options=RICH_OPTIONS).preview()
    built = site({**LOCKED, **mine}, config=config, options=RICH_OPTIONS).preview()
    for name, block in BLOCKS:
        if theme not in THEIR_OWN.get(name, ()):
            assert f"<!--{name}.{block}-->" in built.page(SHOWN_ON[name]).source, (name, block)
    for address, slots in SHOWN_SLOTS.items():
        assert re.findall(r"<!--slot\.(.+?) *-->", built.page(address).source) == slots, address
    for address in ("blog/", "blog/tags/", "blog/authors/", "blog/archive/"):
        assert built.page(address).all("[data-md-type=toc]:not([hidden])") == [], "an empty column"
    for address in {*SHOWN_ON.values()}:
        without = re.sub(r"<!--\w+\.[\w &;]+-->", "", built.page(address).source)
        assert without.split() == plain.page(address).source.split(), address


OUTER = ("post", "list", "overview", "archive", "feeds", "embed", "not_found", "redirect")
WITHIN = ("blog_nav", "author_profile", "compact", "responsive_image", "avatar", "term_list", "status_badge", "icons")
PARTS = [name for name in SHOWN_ON if name not in (*OUTER, *WITHIN)]
SHOWN_SLOTS = {
    "blog/b/": [f"{name} Blog B &amp; co" for name in ("before_post", "after_content", "after_post")],
    "blog/": ["after_list Blog", "sidebar Blog"],
    "blog/tags/red/": ["after_list Blog", "sidebar Blog"],
    "": [],
}
ICONS = "{% macro icon(name) %}<p class=mine>Example has icons</p>{% endmacro %}{% macro icon_of(url) %}{% endmacro %}"


@with_every_theme
@pytest.mark.parametrize("names", [OUTER, PARTS, WITHIN], ids=["outer", "parts", "within"])
def test_every_template_can_be_replaced(site, theme, names):
    line = "<p class=mine>{{ config.site_name }} has "
    mine = {f"mine/blogposts/{name}.html": ICONS if name == "icons" else f"{line}{name}</p>" for name in names}
    config = f"theme: {{name: {theme}, custom_dir: mine}}\nhooks: [hook.py]"
    built = site({**LOCKED, **mine}, config=config, options=RICH_OPTIONS).preview()
    for name in names:
        if theme not in THEIR_OWN.get(name, ()):
            assert f"Example has {name}" in built.page(SHOWN_ON[name]).source, name
    assert "Example has" not in built.page("").text.replace("Example has head", "")


def test_a_mistake_in_a_slot_is_told_with_its_place(site):
    files = {**RICH, "mine/blogposts/slots/after_post.html": "<p>\n{{ 1 / 0 }}"}
    error = site(files, config="theme: {name: mkdocs, custom_dir: mine}").build_error()
    assert "blogposts: mine/blogposts/slots/after_post.html:2: The template breaks: division by zero." in error


def test_what_a_template_of_the_users_prints_is_escaped_and_it_may_extend_any_of_ours(site):
    archive = '{% extends "blogposts/overview.html" %}{% block terms %}All {{ super() }}{% endblock %}'
    byline = "<p class='mine'>{{ post.title }} {{ '<i>' }}</p>"
    files = {**BLOG, "mine/blogposts/byline.html": byline, "mine/blogposts/archive.html": archive}
    built = site(files, config="theme: {name: mkdocs, custom_dir: mine}").build()
    assert "B &amp; co &lt;i&gt;" in built.read("blog/b/index.html")
    assert "All 2024" in " ".join(built.page("blog/archive/").text.split())


@pytest.mark.parametrize(
    ("name", "template", "said"),
    [
        ("post_card", "<p>\n{{ post.title", "post_card.html:2: The template breaks: unexpected end of template"),
        (
            "post_card",
            "<p>\n{{ post.title | shout }}",
            "post_card.html:2: The template breaks: No filter named 'shout'.",
        ),
        (
            "post_card",
            "{{ post.titel.upper() }}",
            "post_card.html:1: The template breaks: 'Post' has no attribute 'titel'.",
        ),
        ("byline", "{{ 1 / 0 }}", "byline.html:1: The template breaks: division by zero."),
        ("post", "{% include 'blogposts/bylin.html' %}", "post.html:1: The template breaks: blogposts/bylin.html"),
        ("head", "{{ head.title }", "head.html:1: The template breaks: unexpected '}'."),
    ],
)
def test_a_mistake_in_a_template_of_the_users_is_told_with_its_place(site, name, template, said):
    files = {**BLOG, f"mine/blogposts/{name}.html": template}
    error = site(files, config="theme: {name: mkdocs, custom_dir: mine}").build_error()
    assert f"blogposts: mine/blogposts/{said}" in error
    assert "Correct it, or delete the file: then the plugin's own is used." in error


@pytest.mark.parametrize("name", ["post", "byline", "head", "not_found"])
def test_a_template_that_is_no_utf_8_is_told(site, name):
    files = {**BLOG, f"mine/blogposts/{name}.html": "<p>Größe".encode("latin-1")}
    error = site(files, config="theme: {name: mkdocs, custom_dir: mine}").build_error()
    assert f"blogposts: The template 'blogposts/{name}.html' isn't UTF-8 text (byte 6). Save it as UTF-8" in error


def test_a_mistake_of_ours_keeps_its_traceback(site, monkeypatch):
    monkeypatch.setattr(TemplatesOfOurs, "_card", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        site(BLOG, config="theme: {name: mkdocs}").build()


MAIN = """
    {% extends "base.html" %}
    {% block content %}
    {{ super() }}
    {% set newest = blog.posts[0] %}
    <p id="latest"><a href="{{ newest.url | url }}">{{ newest.title | e }}</a></p>
    <p id="tags">
      {% for tag in blog.overview("tags").most_used %}
      <a href="{{ tag.url | url }}">{{ tag.title }} {{ tag.posts | length }}</a>
      {% endfor %}
    </p>
    <p id="this">{{ post.title | e if post else "no post" }}</p>
    {% endblock %}
"""


@with_every_theme
@with_and_without_directory_urls
def test_templates_of_the_users_theme_have_the_blog_and_the_post(site, config, directory_urls):
    built = site({**BLOG, "mine/main.html": MAIN}, config=config).build()
    shown = {"": "no post", "guide/page/": "no post", "blog/": "no post", "blog/a/": "A", "blog/b/": "B & co"}
    for address, post in shown.items():
        page = built.page(address)
        assert page.one("#this").text == post
        assert (page.one("#latest").text, page.one("#latest").links) == ("B & co", ["blog/b/"])
        assert (page.one("#tags").text, page.one("#tags").links) == ("red 2", ["blog/tags/red/"])
    built.check_links()


def test_of_two_blogs_templates_see_that_of_their_page_and_elsewhere_the_first(site):
    config = """
        theme: {name: mkdocs, custom_dir: mine}
        plugins: [blogposts, blogposts: {blog_dir: guide}]
    """
    files = {**BLOG, "docs/guide/c.md": "Title: C\nDate: 2024-05-01\n\nText.", "mine/main.html": MAIN}
    built = site(files, config=config).build()
    assert built.page("guide/c/").one("#latest").text == "C"
    assert built.page("blog/a/").one("#latest").text == "B & co"
    assert built.page("").one("#latest").text == "B & co"


@with_every_theme
def test_pages_that_show_nothing_of_the_blog_load_nothing_of_it(site, theme):
    files = {**BLOG, "docs/plain.md": "# Plain", "docs/box.md": "<div class='a bp'>Mine</div>"}
    files |= {"docs/latest.md": "# Latest\n\n<!-- blogposts limit=2 -->"}
    built = site(files).build()
    with_style = {at for at in built.pages if "assets/blogposts/blogposts.css" in built.page(at).stylesheets}
    assert {"plain/", ""}.isdisjoint(with_style)
    assert {"blog/", "blog/a/", "blog/tags/", "box/", "latest/", "404.html"} <= with_style
    # Text does not wait for the fonts of the theme, and they find their room kept.
    kept = {at for at in built.pages if "size-adjust" in built.page(at).source}
    assert kept == (with_style if theme == "readthedocs" else set())
    for address in kept:
        fonts = re.findall(r'url\("([^"?]*)', built.page(address).source)
        assert {built.addresses.target(built.page(address).file, font).path for font in fonts} <= {*built.files}
    # What a post weighs over a plain page, as it is sent.
    added = ("assets/blogposts/blogposts.css", "assets/blogposts/blogposts.js")
    post, plain, *assets = (len(gzip.compress(text.encode())) for text in (
        *(built.page(at).source for at in ("blog/a/", "plain/")), *map(built.read, added)
    ))  # fmt: skip
    assert post - plain + sum(assets) <= 12 * 1024
    if theme == "material":  # puts the next page into this one
        instant = "theme: {name: material, features: [navigation.instant]}"
        assert "assets/blogposts/blogposts.css" in site(files, config=instant).build().page("plain/").stylesheets


@with_every_theme
def test_our_style_sheet_comes_before_the_users_and_a_file_of_its_name_replaces_it(site):
    config = "extra_css: [own.css]"
    built = site({**BLOG, "docs/own.css": ".bp { --bp-radius: 0 }"}, config=config).build()
    sheets = built.page("blog/a/").stylesheets
    assert sheets.index("assets/blogposts/blogposts.css") < sheets.index("own.css")
    style = built.read("assets/blogposts/blogposts.css")
    assert (style.count("{"), "/*" in style, "  " in style) == (style.count("}"), False, False)
    assert ".bp-post-card__image" in style
    replaced = site({**BLOG, "docs/assets/blogposts/blogposts.css": ".bp { color: red }"}).build()
    assert replaced.read("assets/blogposts/blogposts.css") == ".bp { color: red }"
    assert replaced.page("blog/a/").stylesheets.count("assets/blogposts/blogposts.css") == 1


@pytest.mark.parametrize("theme", THEMES)
def test_a_style_sheet_in_the_users_theme_folder_replaces_ours_too(site, config):
    built = site({**BLOG, "mine/assets/blogposts/blogposts.css": ".bp { color: red }"}, config=config).build()
    assert built.read("assets/blogposts/blogposts.css") == ".bp { color: red }"


def test_a_theme_of_the_users_alone_shows_posts_and_lists(site):
    main = """
        <!doctype html><html><head><title>{{ page.title }}</title></head>
        <body role="main">{{ page.content }}</body></html>
    """
    files = {**BLOG, "mine/main.html": main, "mine/404.html": main, "mine/mkdocs_theme.yml": "static_templates: []"}
    config = "theme: {name: null, custom_dir: mine}\nplugins: [blogposts]"
    built = site(files, config=config).build()
    assert (built.page("blog/a/").h1, built.page("blog/").texts("h2")) == ("A", ["B & co", "A"])
    assert built.page("blog/a/").description
    for address in ("blog/a/", "blog/"):
        assert built.page(address).stylesheets == ["assets/blogposts/blogposts.css"]
    built.check_links()


def test_a_post_may_name_a_template_of_the_theme(site):
    files = {
        **BLOG,
        "docs/blog/c.md": "---\ntitle: C\ndate: 2024-05-03\ntemplate: wide.html\n---\nText.",
        "mine/wide.html": "{% extends 'main.html' %}{% block footer %}<i id=wide>{{ post.title }}</i>{% endblock %}",
    }
    built = site(files, config="theme: {name: mkdocs, custom_dir: mine}").build()
    assert built.page("blog/c/").one("#wide").text == "C"
    assert built.page("blog/a/").all("#wide") == []
