"""Other plugins and themes that write into heads: what they say is replaced or kept, and stands there once."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from lxml import etree

from harness import PageView, picture, with_every_theme

POST = """
    ---
    title: Red & <b>bold</b>
    date: 2024-07-23
    author: Ann Lee
    image: door.jpg
    ---
    The first paragraph of the text says quite enough about the red door and its paint.
"""
FILES = {
    "docs/index.md": "# Home\n\nThe home page greets everybody who comes along, and says so.",
    "docs/plain.md": "# Plain\n\nA plain page with a paragraph that is long enough to describe it well.",
    "docs/blog/red.md": POST,
    "docs/blog/door.jpg": picture(1400, 800),
}
ONCE = (
    "og:title",
    "og:image",
    "og:image:width",
    "og:description",
    "og:url",
    "og:type",
    "twitter:card",
    "twitter:title",
)


def check(page: PageView) -> None:
    """Everything that may stand in a head once does."""
    assert len(page.all("head > title")) == len(page.all("head > link[rel=canonical]")) == 1
    assert len(page.metas("description")) == len(page.metas("robots")) == 1
    assert len(page.metas("author")) <= 1
    assert [name for name in ONCE if len(page.metas(name)) > 1] == []
    assert len(page.all("script[type='application/ld+json']")) == 1
    links = Counter(link["href"] for link in page.all("link[rel=alternate]"))
    assert [href for href, count in links.items() if count > 1] == []


@with_every_theme
@pytest.mark.parametrize("order", ["before", "after"])
def test_meta_descriptions(site, theme, order):
    plugins = (
        ["search", "meta-descriptions", "blogposts"]
        if order == "before"
        else ["search", "blogposts", "meta-descriptions"]
    )
    built = site(FILES, config=f"plugins: [{', '.join(plugins)}]").build()
    for address in ("", "plain/", "blog/red/", "blog/"):
        check(built.page(address))
    assert built.page("blog/red/").description.startswith("The first paragraph of the text")
    assert built.page("plain/").description.startswith("A plain page with a paragraph")


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_rss(site, theme):
    config = """
plugins:
  - search
  - blogposts
  - rss:
      match_path: blog/.*
      use_git: false
      date_from_meta: {as_creation: date}
      cache_dir: .cache/rss
"""
    built = site(FILES, config=config).build()
    for address in ("", "blog/red/", "blog/"):
        check(built.page(address))
    feed = built.read("feed_rss_created.xml")
    assert "<title>Red &amp; &lt;b&gt;bold&lt;/b&gt;</title>" in feed
    theirs = [link["href"] for link in built.page("").all("link[rel=alternate]") if "feed_rss" in link["href"]]
    assert len(theirs) == (theme == "material") * 2
    assert "blog/rss.xml" in built.files


SOCIAL_CARDS = """
{% extends "base.html" %}
{% block extrahead %}
<meta property="og:type" content="website">
<meta property="og:title" content="A card">
<meta property="og:description" content="Of the card.">
<meta property="og:image" content="https://example.org/assets/images/social/card.png">
<meta property="og:image:type" content="image/png">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:url" content="https://example.org/theirs/">
<meta name="twitter:card" content="summary_large_image">
<meta name="twitter:title" content="A card">
<meta name="twitter:description" content="Of the card.">
<meta name="twitter:image" content="https://example.org/assets/images/social/card.png">
{% endblock %}
"""


def overriding(theme: str) -> str:
    return f"theme: {{name: {theme}, custom_dir: overrides{'' if theme == 'material' else ', highlightjs: false'}}}"


@with_every_theme
def test_social_cards_are_kept_and_not_doubled(site, theme):
    files = {**FILES, "overrides/main.html": SOCIAL_CARDS.strip()}
    built = site(files, config=overriding(theme)).build()
    page = built.page("blog/red/")
    check(page)
    assert page.meta("og:image") == "https://example.org/assets/images/social/card.png"
    assert (page.meta("og:title"), page.meta("og:image:alt")) == ("A card", None)
    assert page.meta("article:published_time") == "2024-07-23T00:00:00+00:00"


def test_a_cover_image_is_shown_in_place_of_the_card_of_materials_social_plugin(site):
    """The rule is in "Descriptions and link previews"; `cards: false` needs no font, and a template prints the card."""
    files = {**FILES, "overrides/main.html": SOCIAL_CARDS.strip()}
    files["docs/blog/plain.md"] = "---\ntitle: Plain\ndate: 2024-07-24\n---\n\n![A door](door.jpg)"
    config = f"{overriding('material')}\nplugins: [search, blogposts, social: {{cards: false}}]"
    built = site(files, config=config).build()
    covered, plain = built.page("blog/red/"), built.page("blog/plain/")
    check(covered)
    assert [covered.meta(name) for name in ("og:image", "twitter:image")] == [covered.meta("og:image")] * 2
    assert covered.meta("og:image").startswith("https://example.org/assets/blogposts/door-")
    assert covered.meta("og:image:type") == "image/jpeg"
    assert (covered.meta("og:title"), covered.meta("twitter:card")) == ("A card", "summary_large_image")
    assert plain.meta("og:image") == "https://example.org/assets/images/social/card.png"


VERSIONED = """
theme: {name: mkdocs, highlightjs: false}
plugins:
  - search
  - blogposts
  - mike
  - rss: {use_git: false, cache_dir: .cache/rss, feeds_filenames: {rss_created: blog/rss.xml}}
"""


def test_ids_in_feeds_outlive_versions_and_no_two_feeds_have_one_url(site, monkeypatch):
    """`mike deploy 1.0` puts the version into `site_url`; without it a reader would show each post again."""
    ids = []
    for version in ("1.0", "2.0"):
        monkeypatch.setenv("MIKE_DOCS_VERSION", version)
        clash = "The feed 'blog/rss.xml' cannot stand beside the feed 'blog/rss.xml' of the plugin 'rss'"
        built = site(FILES, config=VERSIONED).build(expect=[clash])
        assert any("match_path: (?!blog/).*" in note for note in built.notes)
        assert any("'canonical_version'" in note for note in built.notes)
        assert "rss.xsl" in built.read("blog/rss.xml")  # theirs, which is written last
        feed = json.loads(built.read("blog/feed.json"))
        assert feed["items"][0]["url"] == f"https://example.org/{version}/blog/red/"
        entries = etree.fromstring(built.read("blog/atom.xml").encode())
        ids.append([feed["items"][0]["id"], *entries.xpath("//*[local-name()='id']/text()")])
    assert ids[0] == ids[1]
    assert ids[0][0] == "https://example.org/blog/red/"


def test_json_ld_of_a_theme_is_kept_and_ours_stays_out(site):
    own = '<script type="application/ld+json">{"@type": "Recipe"}</script>'
    template = '{% extends "base.html" %}{% block extrahead %}' + own + "{% endblock %}"
    page = site({**FILES, "overrides/main.html": template}, config=overriding("mkdocs")).build().page("blog/red/")
    check(page)
    assert own in page.source


HEAD = """
<!doctype html>
<html lang="en"><head><meta charset="utf-8">
{{ blogposts_head }}
</head><body><main role="main">
<p id="own">{{ blogposts_head.description | e }}</p>{{ page.content }}</main></body></html>
"""


def test_a_theme_may_print_the_head_itself(site):
    built = site({**FILES, "overrides/main.html": HEAD.strip()}, config=overriding("mkdocs")).build()
    for address in ("", "plain/", "blog/red/", "blog/", "blog/feeds/"):
        page = built.page(address)
        check(page)
        assert page.one("#own").text == page.description
        assert page.source.index("charset") < page.source.index("<title>") < page.source.index("ld+json")


def test_one_template_is_the_whole_head(site):
    files = {**FILES, "overrides/blogposts/head.html": "<title>{{ head.title }}!</title>\n<meta name='x' content='y'>"}
    page = site(files, config=overriding("mkdocs")).build().page("blog/red/")
    assert page.title == "Red & <b>bold</b> - Example!"
    assert (page.meta("x"), page.metas("og:title")) == ("y", [])


def test_accounts_of_authors_and_publisher(site):
    links = {"publisher": {"name": "Us", "links": ["https://x.com/us"]}}
    page = site(FILES, options=links).build().page("blog/red/")
    assert page.meta("twitter:site") == "@us"


def test_links_in_the_footer_of_material_are_the_publishers(site):
    config = (
        "theme: {name: material}\nextra: {social: [{icon: fontawesome/brands/github, link: https://github.com/us}]}"
    )
    assert '"sameAs":["https://github.com/us"]' in site(FILES, config=config).build().page("").source


BARE = """
<!doctype html>
<html lang="en"><head><meta charset="utf-8">{{ blogposts_head }}</head>
<body><h1>{{ blogposts_head.headline | e }}</h1><p>{{ blogposts_head.description | e }}</p>
{%- if blogposts_head.image %}<img src="{{ blogposts_head.image.url }}" alt="">{% endif %}
{%- for name, value in blogposts_head.labels %}<i>{{ name }}: {{ value }}</i>{% endfor %}
{%- if page %}<s>{{ page.meta.date }}</s><main role="main">{{ page.content }}</main>{% endif %}</body></html>
"""


def test_a_theme_of_ones_own_needs_one_line(site):
    theme = "theme: {name: null, custom_dir: theme, static_templates: [404.html]}"
    files = {**FILES, "theme/main.html": BARE.strip(), "theme/404.html": '{% extends "main.html" %}'}
    built = site(files, config=theme).build()
    for address in ("", "plain/", "blog/red/", "blog/", "blog/authors/ann-lee/", "blog/feeds/"):
        check(built.page(address))
    post = built.page("blog/red/")
    assert post.texts("h1") == ["Red & <b>bold</b>"]  # the theme's: ours says the same, and would stand below it
    assert post.all(".bp-post .p-name[hidden]")
    assert built.page("blog/").texts("h1") == ["Blog"]
    assert post.one("body > s").text == "2024-07-23"  # the writer has named no hour
    assert post.one("body > p").text == post.description
    assert post.one("body > img")["src"] == post.meta("og:image")
    assert post.texts("i") == ["Written by: Ann Lee", "Reading time: 1 min read"]
    lost = built.page("404.html")
    assert (lost.one("h1").text, lost.title) == ("Page not found", "Page not found - Example")
    assert lost.description == "Page not found on Example."
    assert len(lost.all("title")) == len(lost.metas("description")) == len(lost.metas("og:title")) == 1


@pytest.mark.parametrize("order", ["tags, meta, blogposts", "blogposts, meta, tags"])
def test_tags_and_meta_of_material(site, order):
    files = {
        **FILES,
        "docs/blog/.meta.yml": "tags: [shared]\ndescription: Said for all posts of this folder.\n",
        "docs/blog/blue.md": "---\ntitle: Blue\ndate: 2024-07-24\ntags: ['a \"b\" & c']\naliases: /old/\n---\nText.",
        "docs/blog/unlisted.md": "---\ntitle: Unseen\ndate: 2024-01-01\nhidden: on\nhide: 5\nsearch: false\n---\nText.",
        "docs/tags.md": "# All tags\n\n<!-- material/tags -->",
    }
    built = site(files, theme="material", config=f"plugins: [search, {order}]").build()
    assert [file for file in built.files if "Unseen" in str((built.site_dir / file).read_bytes())] == [
        "blog/unlisted/index.html"
    ]
    for address in {*built.pages} - {"404.html", "old/"}:
        check(built.page(address))
        assert len(built.page(address).metas("og:description")) == len(built.page(address).metas("twitter:card")) == 1
    blue = built.page("blog/blue/")
    assert 'a "b" & c' in blue.metas("article:tag")
    assert blue.metas("og:title") == ["Blue"]


@with_every_theme
def test_every_kind_of_page_has_each_tag_once(site):
    old = FILES["docs/blog/red.md"].replace("---\n    The", "aliases: /old/\n    ---\n    The")
    built = site({**FILES, "docs/blog/red.md": old}).build()
    for address in built.pages:
        page = built.page(address)
        once = [*page.all("head > title"), *page.metas("description"), *page.metas("robots")]
        assert len(once) == 3, address
        has_address = address != "404.html"
        assert len(page.all("link[rel=canonical]")) == has_address, address
        assert [name for name in ONCE if len(page.metas(name)) > 1] == [], address
        assert page.metas("og:title"), address
        assert len(page.all("script[type='application/ld+json']")) == has_address, address
    moved, post = built.page("old/"), built.page("blog/red/")
    for name in ("og:title", "og:image", "og:description", "og:url", "article:published_time", "description"):
        assert moved.metas(name) == post.metas(name), name
    assert (moved.meta("robots"), moved.canonical) == ("noindex", post.canonical)
