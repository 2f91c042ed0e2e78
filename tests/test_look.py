"""What readers see of layouts, the parts of a post, share links and comments, by the options."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from harness import picture, with_every_theme
from mkdocs_blogposts.publishing.comment_providers import SETTINGS, read_comments
from mkdocs_blogposts.publishing.share_links import CHOICES, make_share_links, read_share
from mkdocs_blogposts.site.rendering.assets import FORKS, make_style_sheet
from mkdocs_blogposts.site.rendering.template_renderer import BASE_THEME, THEMES


def post(title, day, rest="", text="Text."):
    return f"---\ntitle: {title}\ndate: 2024-05-{day:02}\ntags: [red]\n{rest}\n---\n\n{text}\n"


LONG = "First paragraph.\n\n<!-- more -->\n\n## One\n\nMore.\n\n### Inner\n\n## Two\n\nEnd."
BLOG = {
    "docs/index.md": "# Home",
    "docs/blog/1.md": post("One", 1, "series: Steps\nimage: sea.jpg\nsummary: In short.\ncategory: News", LONG),
    "docs/blog/2.md": post("Two", 2, "series: Steps\nimage: sea.jpg\nhero_style: beside\ncomments: false", LONG),
    "docs/blog/3.md": post("Three", 3, "series: Steps\nimage: sea.jpg\nheroStyle: none\nauthor: Ann Lee", LONG),
    "docs/blog/4.md": post("Four & co", 4, "pinned: true\nauthor: Bo Ek"),
    **{f"docs/blog/{n}.md": post(f"Post {n}", n) for n in range(5, 13)},
    "docs/blog/tags/red.md": "---\nlayout: compact\n---\n",
    "docs/blog/sea.jpg": picture(800, 450),
    "docs/blog/.authors.yml": "Ann Lee: {name: Ann Lee, role: Editor, description: Writes., url: https://github.com/ann}",
}


@with_every_theme
def test_the_blog_begins_with_a_large_post_and_no_post_is_linked_twice_on_a_page(site, theme):
    built = site(BLOG).build()
    page = built.page("blog/")
    assert page.one(".bp-post-card--featured h2").text == "Four & co"
    assert page.one(".bp-post-card--featured .bp-pinned").text == "Pinned"
    assert page.texts(".bp-posts--grid h2")[:2] == ["Post 12", "Post 11"]
    assert built.page("blog/page/2/").all(".bp-post-card--featured") == []
    cards = [card.links for card in page.all(".bp-post-card")]
    assert all(len(set(links)) == len(links) for links in cards)
    for address in ("blog/2/", "blog/9/"):
        links = built.page(address).one(".bp-post").links
        ways = [link for link in links if re.fullmatch(r"blog/\d+/", link)]
        assert max(map(ways.count, ways)) <= 2, address
        assert built.page(address).one(".bp-kicker__blog").links == ["blog/"]
    assert len(built.page("404.html").all(".bp-not-found article")) == 3
    built.check_links()


def test_read_more_stands_on_cards_that_do_not_show_all_of_a_post(site):
    page = site(BLOG, options={"per_page": 0, "featured": "none"}).build().page("blog/")
    more = {card.one("h2").text: bool(card.all(".bp-post-card__more")) for card in page.all(".bp-post-card")}
    assert {title for title, is_more in more.items() if is_more} == {"One", "Two", "Three"}


LAYOUTS = [
    ({}, "blog/", ".bp-posts--grid"),
    ({"layout": "list"}, "blog/", ".bp-posts--list"),
    ({"layout": "compact"}, "blog/", ".bp-compact"),
    ({"layout": "list"}, "blog/tags/red/", ".bp-compact"),
    (
        {"layout": "list", "taxonomies": {"series": {"layout": "grid"}}},
        "blog/series/steps/",
        ".bp-posts--numbered.bp-posts--grid",
    ),
    ({"featured": "pinned"}, "blog/", ".bp-post-card--featured"),
    ({"taxonomies": {"tags": {"order": "letter"}}}, "blog/tags/", ".bp-letter"),
    ({"sidebar": ["recent", "tags", "archive"]}, "blog/", ".bp-sidebar .bp-compact"),
    ({"reading_progress": True}, "blog/1/", ".bp-progress"),
]


@pytest.mark.parametrize(("options", "address", "selector"), LAYOUTS)
def test_options_say_how_lists_and_posts_look(site, options, address, selector):
    assert len(site(BLOG, options=options).build().page(address).all(selector)) == 1


@with_every_theme
def test_a_post_shows_its_image_as_it_asks_and_one_table_of_contents(site, theme):
    built = site(BLOG, config=f"theme: {{name: {theme}}}").build()
    styles = {n: built.page(f"blog/{n}/").one(".bp-post")["class"].split()[2] for n in (1, 2, 3, 4)}
    assert styles == {1: "bp-post--wide", 2: "bp-post--beside", 3: "bp-post--plain", 4: "bp-post--plain"}
    page = built.page("blog/1/")
    assert [len(built.page(f"blog/{n}/").all(".bp-featured-image")) for n in (1, 2, 3)] == [1, 1, 0]
    assert (page.one(".bp-dek").text, page.one(".bp-kicker").links) == ("In short.", ["blog/", "blog/categories/news/"])
    ours = page.texts(".bp-contents a")
    assert ours == (["One", "Inner", "Two"] if theme == "readthedocs" else [])
    assert page.all(".bp-series details[open]") == []
    box = built.page("blog/3/").one(".bp-author-box")
    assert (box.one(".bp-author__role").text, box.texts("a[rel=me]")) == ("Editor", ["Website"])
    assert built.page("blog/4/").all(".bp-author-box") == []


def test_share_links_lead_to_the_post_and_need_its_url(site):
    built = site(BLOG, options={"share": ["copy", "mail", "mastodon"]}).build()
    share = built.page("blog/4/").one(".bp-share")
    assert [link["href"] for link in share.all("a")] == [
        "mailto:?subject=Four%20%26%20co&body=https%3A%2F%2Fexample.org%2Fblog%2F4%2F",
        "https://share.joinmastodon.org/#text=Four%20%26%20co%20https%3A%2F%2Fexample.org%2Fblog%2F4%2F",
    ]
    assert [button.get("hidden") for button in share.all("button")] == [""]
    assert "assets/blogposts/blogposts.js" in built.files
    silent = site(BLOG, options={"share": False}).build()
    assert silent.page("blog/4/").all(".bp-share, script[src*=blogposts]") == []


def test_comments_stand_below_posts_that_want_them(site):
    options = {"comments": {"provider": "utterances", "repo": "a/b", "load": "click"}}
    built = site(BLOG, options=options).build()
    thread = built.page("blog/1/").one("[data-comments]")
    told = json.loads(thread["data-comments"])
    assert (told["src"], told["attributes"]["repo"]) == ("https://utteranc.es/client.js", "a/b")
    assert thread.one("button").get("hidden") == ""
    assert built.page("blog/2/").all(".bp-comments") == []
    assert "utteranc.es" not in re.sub(
        r"data-comments='[^']*'|data-comments=\"[^\"]*\"", "", built.read("blog/1/index.html")
    )


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_comments_may_be_the_themes_own(site, theme):
    partial = "{% if page.meta.comments %}<p id=own>{{ page.title }} in {{ config.site_name }}</p>{% endif %}"
    files = {**BLOG, "mine/partials/comments.html": partial}
    config = f"theme: {{name: {theme}, custom_dir: mine}}"
    built = site(files, config=config, options={"comments": "theme"}).build()
    assert built.page("blog/1/").one("#own").text == "One in Example"
    assert built.page("blog/2/").all("#own") == []


def test_a_theme_without_comments_of_its_own_is_told(site):
    error = site(BLOG, options={"comments": "theme"}).build_error()
    assert "The theme has no 'partials/comments.html' or 'comments.html' for 'comments: theme'." in error


GISCUS = {"provider": "giscus", "repo": "a/b", "repo_id": "R", "category": "C", "category_id": "D"}


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (True, "isn't a provider of comments. Write 'provider:' with one of giscus"),
        ("giskus", "'giskus' isn't a provider of comments."),
        ({**GISCUS, "repo": ""}, "giscus needs the setting 'repo'."),
        ({"provider": "isso", "host": "x"}, "isso has no setting 'host'. Write one of url."),
        ({"provider": "isso", "url": ["x"]}, "isn't a value of 'url'. Write one text."),
        ({**GISCUS, "load": "never"}, "'never' isn't a value of 'load'. Write 'visible' or 'click'."),
    ],
)
def test_comments_that_make_no_sense_are_told(option, said):
    with pytest.raises(ValueError, match=re.escape(said)):
        read_comments(option)


@pytest.mark.parametrize("provider", [name for name in SETTINGS if name != "theme"])
def test_every_provider_has_a_script_with_its_settings(provider):
    required = {name: f"x-{name}" for name, default in SETTINGS[provider].items() if default is None}
    if "url" in required:
        required["url"] = "https://comments.example.org/"
    comments = read_comments({"provider": provider, **required})
    assert comments.src.startswith("https://")
    assert "//js" not in comments.src
    told = f"{comments.src} {comments.attributes} {comments.settings}"
    assert all(value.rstrip("/") in told for value in required.values())


def test_share_is_a_list_of_known_words():
    assert read_share(True) == CHOICES
    assert (read_share(False), read_share("copy")) == ((), ("copy",))
    with pytest.raises(ValueError, match=r"'facebok' isn't a way to share\. Write some of copy, mail"):
        read_share(["facebok"])
    assert [way.kind for way in make_share_links(CHOICES, "T", "")] == ["copy", "native"]


STYLED = [*(folder.name for folder in THEMES.iterdir() if folder != BASE_THEME), "cerulean"]


@pytest.mark.parametrize("theme", STYLED)
def test_the_style_sheet_and_the_script_are_small(theme):
    """What every reader loads, as it is sent."""
    assert len(make_style_sheet(theme).encode()) <= 20 * 1024
    assert (BASE_THEME / "blogposts.js").stat().st_size <= 4 * 1024
    assert {*FORKS.values()} <= {*STYLED}


OWN = ("site.css", "manual.css")
ASSETS = Path(__file__).parent.parent / "docs" / "assets"


def test_our_own_blog_has_the_default_look_in_other_colors():
    """Of its two style sheets one sets colors and the size of a logo, the other nothing on the blog's pages."""
    colors, manual = (re.sub(r"/\*.*?\*/", "", (ASSETS / name).read_text("utf-8"), flags=re.DOTALL) for name in OWN)
    rules = re.findall(r"([^{}]+){([^{}]*)}", colors)
    set_by = {name: rule.strip() for rule, body in rules for name in re.findall(r"([\w-]+):", body)}
    assert {name for name in set_by if not re.search(r"^--\w+$|color|--md-hue", name)} == {"height"}
    assert "logo" in set_by["height"]
    selectors = re.findall(r"^(?!@|\s)([^{}]+) {", manual, re.MULTILINE)
    assert [
        each for each in selectors if not each.startswith(("article:not(:has(> .bp:not(.bp-embed)))", ".no-js"))
    ] == []
