"""A blog of twelve posts in every theme: what a reader finds, promise by promise."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from harness import THEMES, Site, picture


def post(title, date, text="", **header):
    lines = "".join(f"{key}: {value}\n" for key, value in header.items())
    return f"---\ntitle: {title}\ndate: {date}\n{lines}---\n{text or f'Text of {title}.'}\n"


TABS = '=== "One"\n\n    First.\n\n=== "Two"\n\n    Second.\n\nA note.[^1]\n\n[^1]: It is here.'
OPENING = "Before the mark, [a link](../guide.md#part) and ![a boat](boat.png).\n\n{}\n\nAfter the mark."
AUTHORS = """
    ann:
      name: Ann Lee
      title: Maintainer
      description: Writes about *lamps*.
      image_url: ann.png
      url: https://example.com/ann
      socials: {github: annlee, mastodon: "@ann@example.social"}
    bo: {name: Bo Ek}
    """
TERM = """
    ---
    title: The Python language
    description: About Python.
    image: snake.png
    slug: py
    aliases: [/old/python/]
    ---
    Our **notes**.
    """
FILES = {
    "docs/index.md": '# Home\n\n<!-- blogposts tag="lamps" limit="2" layout="compact" -->',
    "docs/guide.md": "# The guide\n\n## Part\n",
    "docs/blog/authors.yml": AUTHORS,
    "docs/blog/ann.png": picture(400, 400, kind="PNG"),
    "docs/blog/boat.png": picture(400, 300, kind="PNG"),
    "docs/blog/secret.png": picture(400, 300, kind="PNG"),
    "docs/blog/tags/snake.png": picture(1280, 720, kind="PNG"),
    "docs/blog/tags/python.md": TERM,
    "docs/blog/p01.md": post("One", "2023-12-30", tags="[Python, lamps]", authors="[ann]", series="Harbour", part=1),
    "docs/blog/p02.md": post("Two", "2024-02-01", tags="[python]", authors="[ann, bo]", series="harbour", part=3),
    "docs/blog/p03.md": post(
        "Three", "2024-03-01", tags="[lamps]", categories="[guides/python]", series="Harbour", part=2
    ),
    "docs/blog/p04.md": post(
        "Four", "2024-04-01", categories="[Guides/Web, news]", authors="[Cy Young]", topics="[Sea]"
    ),
    "docs/blog/p05.md": post("Five", "2024-05-01", OPENING.format("<!-- more -->"), language="de", topics="[sea]"),
    "docs/blog/p06.md": post("Six", "2024-06-01", OPENING.format("<!-- truncate -->"), tags="[C, C++, C#, .NET]"),
    "docs/blog/p07.md": post("Seven", "2024-07-01", tags="[日本語, '?!']", summary="Said in short.", slug="seventh"),
    "docs/blog/p08.md": post("Eight", "2024-08-01", f"{TABS}\n\n<!-- more -->", permalink="/2024/old/eight.html"),
    "docs/blog/p09.md": post("Nine", "2024-09-01", f"{TABS}\n\n<!-- more -->", aliases="[/nine/]", tags="[guest-post]"),
    "docs/blog/p10.md": post("Ten", "2024-09-02", "日本語の文章です。" * 250, tags="[Guest_Post, lamps]"),
    "docs/blog/p11.md": post("Hush", "2024-09-03", "![](secret.png)", draft="true", tags="[lamps]"),
    "docs/blog/p12.md": post("Later", "2999-01-01", tags="[lamps]"),
}
UNSEEN = {"Hush": "blog/2024/p11/", "Later": "blog/2999/p12/"}
OPTIONS = {
    "taxonomies": {"topics": {"title": "Topics"}, "archive": {"days": True}},
    "permalink": "{blog}/{year}/{slug}",
    "per_page": 4,
}
CONFIG = "markdown_extensions: [footnotes, {toc: {permalink: true}}, {pymdownx.tabbed: {alternate_style: true}}]"


@pytest.fixture(scope="module", params=THEMES)
def built(request, tmp_path_factory):
    root = tmp_path_factory.mktemp("twelve") / "site"
    return Site(root, FILES, theme=request.param, options=OPTIONS, config=CONFIG).build()


@pytest.fixture(scope="module", params=THEMES)
def seen(request, tmp_path_factory):
    root = tmp_path_factory.mktemp("twelve") / "site"
    return Site(root, FILES, theme=request.param, options=OPTIONS, config=CONFIG).preview()


def titles(view):
    return view.texts("h2.p-name")


def test_every_link_and_every_image_leads_somewhere(built):
    built.check_links()


@pytest.mark.parametrize(
    ("overview", "terms"),
    [
        ("tags", [".NET", "?!", "C", "C#", "C++", "Guest_Post", "lamps", "The Python language", "日本語"]),
        ("categories", ["guides", "news", "python", "Web"]),
        ("authors", ["Ann Lee", "Bo Ek", "Cy Young"]),
        ("series", ["Harbour"]),
        ("topics", ["sea"]),
    ],
)
def test_taxonomies_have_an_overview_of_their_terms(built, overview, terms):
    assert sorted(
        map(str.casefold, built.page(f"blog/{overview}/").texts(".bp-term-list a, .bp-series-card__title a"))
    ) == sorted(map(str.casefold, terms))


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("blog/", ["Ten", "Nine", "Eight", "Seven"]),
        ("blog/page/2/", ["Six", "Five", "Four", "Three"]),
        ("blog/page/3/", ["Two", "One"]),
        ("blog/tags/lamps/", ["Ten", "Three", "One"]),
        ("blog/tags/guest-post/", ["Ten", "Nine"]),
        ("blog/categories/guides/", ["Four", "Three"]),
        ("blog/categories/guides/web/", ["Four"]),
        ("blog/authors/ann/", ["Two", "One"]),
        ("blog/series/harbour/", ["One", "Three", "Two"]),
        ("blog/topics/sea/", ["Five", "Four"]),
        ("blog/2024/09/", ["Ten", "Nine"]),
        ("blog/2024/09/02/", ["Ten"]),
        ("blog/2023/", ["One"]),
    ],
)
def test_each_term_has_a_list(built, address, found):
    assert titles(built.page(address)) == found


@pytest.mark.parametrize("folder", ["", "tags/lamps/", "authors/ann/", "series/harbour/", "topics/sea/"])
def test_each_term_has_a_feed(built, folder):
    feed = etree.fromstring(built.read(f"blog/{folder}rss.xml").encode()).find("channel")
    assert sorted(title.text for title in feed.findall("item/title")[:4]) == sorted(
        titles(built.page(f"blog/{folder}"))
    )
    address = feed.find("{http://www.w3.org/2005/Atom}link").get("href")
    assert address in [link["href"] for link in built.page(f"blog/{folder}").all("link[rel=alternate]")]


def test_the_lists_have_a_place_in_the_navigation(built):
    lists = {"Tags", "Categories", "Authors", "Series", "Topics", "Archive"}
    assert lists <= {line.strip() for line in built.nav.splitlines()}


def test_a_page_of_the_writers_gives_a_term_everything(built):
    page = built.page("blog/tags/py/")
    assert (page.h1, page.description, page.one(".bp-list__introduction").text) == (
        *("The Python language", "About Python."),
        "Our notes.",
    )
    assert page.one("img.bp-featured-image").images
    assert titles(page) == ["Two", "One"]
    assert built.page("old/python/").one("a").links == ["blog/tags/py/"]
    assert built.page("blog/tags/python/").one("a").links == ["blog/tags/py/"]


def test_an_author_has_a_profile_and_several_sign_a_post_everywhere(built):
    card = built.page("blog/authors/ann/").one(".bp-list__header")
    assert (card.one(".bp-author__role").text, card.one(".bp-author__biography").text) == (
        *("Maintainer", "Writes about lamps."),
    )
    assert card.one("img.u-photo").images
    assert [link["href"] for link in card.all("a[rel=me]")] == [
        *("https://example.com/ann", "https://github.com/annlee", "https://example.social/@ann"),
    ]
    signed = ["Ann Lee", "Bo Ek"]
    assert built.page("blog/2024/02/").one(".bp-post-card .bp-byline").texts(".p-author") == signed
    assert built.page("blog/2024/02/").one("link[type='application/rss+xml']")
    assert built.page("blog/2024/p02/").texts(".bp-byline .p-author") == signed


def test_unlike_terms_stay_apart(built):
    found = {
        slug: built.page(f"blog/tags/{slug}/").h1 for slug in ("c", "cpp", "c-sharp", "dot-net", "日本語", "u3f-u21")
    }
    assert [*found.values()] == ["C", "C++", "C#", ".NET", "日本語", "?!"]


def test_posts_have_the_urls_that_are_asked_for_and_old_ones_lead_on(built):
    assert built.page("blog/2024/seventh/").h1 == "Seven"
    assert built.page("2024/old/eight.html").h1 == "Eight"
    assert built.page("blog/2024/p05/").one(".e-content").links == ["guide/#part"]
    assert built.page("blog/2024/p05/").one(".e-content").images == ["blog/boat.png"]
    moved = built.page("nine/")
    assert (moved.one("a").links, moved.meta("robots")) == (["blog/2024/p09/"], "noindex")
    assert moved.one("link[rel=canonical]")["href"] == "https://example.org/blog/2024/p09/"
    assert moved.one("meta[http-equiv=refresh]")


def test_what_is_not_published_is_nowhere(built):
    for file in built.files:
        assert "secret" not in file
        if file.endswith((".html", ".xml", ".json")):
            assert not re.search("Hush|Later", built.read(file)), file


def test_a_part_of_a_series_leads_to_the_others(built):
    box = built.page("blog/2024/p03/").one(".bp-series")
    assert (box.text.split("\n")[0], box.texts("li")) == ("Part 2 of 3: Harbour", ["One", "Three", "Two"])


def test_related_posts_and_those_before_and_after_are_offered(built):
    page = built.page("blog/2023/p01/")
    assert set(page.texts(".bp-related-posts__link")) == {"Three", "Ten"}
    assert page.texts(".bp-prev-next a") == ["Newer Two"]


def test_recent_posts_stand_on_any_page(built):
    assert built.page("").texts(".bp-embed--compact a") == ["Ten", "Three"]
    assert built.page("").one(".bp-embed").links[1] == "blog/2024/p03/"


def test_excerpts_end_where_the_writer_says(built):
    cards = {card.one("h2").text: card for card in built.page("blog/page/2/").all(".bp-post-card")}
    for title in ("Five", "Six"):
        teaser = cards[title].one(".bp-post-card__excerpt")
        assert (teaser.text, teaser.links) == ("Before the mark, a link and .", ["guide/#part"])
        assert not teaser.images  # the card shows it
        assert cards[title].all(".bp-post-card__image img")
    first = {
        card.one("h2").text: card.one(".bp-post-card__excerpt").text
        for card in built.page("blog/").all(".bp-post-card")
    }
    assert first["Seven"] == "Said in short."
    assert "Second." in first["Eight"]
    assert not built.page("blog/").all(".bp-post-card__excerpt [id], .bp-post-card__excerpt .footnote")
    assert cards["Four"].one(".bp-post-card__excerpt").text == "Text of Four."


def test_dates_and_reading_times_are_shown(built):
    page = built.page("blog/2024/p10/")
    assert page.one(".bp-byline time").text == "September 2, 2024"
    assert page.one(".bp-byline__reading").text == "4 min read"


def test_a_preview_shows_the_rest_and_says_why_a_build_does_not(seen):
    assert titles(seen.page("blog/tags/lamps/")) == ["Later", "Hush", "Ten", "Three"]
    notices = {title: seen.page(address).one(".bp-draft-notice[role=note]") for title, address in UNSEEN.items()}
    assert (
        notices["Hush"].one(".bp-draft-notice__reason").text
        == "draft: true in the front matter keeps it out of the site."
    )
    assert notices["Later"].one(".bp-draft-notice__reason").text == "It will be published on January 1, 2999."
    assert seen.page(UNSEEN["Hush"]).one(".e-content").images == ["blog/secret.png"]
    seen.check_links()


@pytest.mark.parametrize(
    ("files", "options", "said"),
    [
        ({"docs/blog/p13.md": post("Other", "2024-07-02", slug="seventh")}, {}, ["blog/p07.md", "blog/p13.md"]),
        ({"docs/blog/2024/p10/index.md": "# A page"}, {}, ["blog/p10.md", "blog/2024/p10/index.md"]),
        ({"docs/blog/tags/py.md": "# A page"}, {}, ["blog/tags/python.md", "blog/tags/py.md"]),
        (
            {"docs/blog/P13.md": post("A", "2024-07-02"), "docs/blog/p13.md": post("B", "2024-07-03")},
            {},
            ["P13", "p13"],
        ),
        ({"docs/t.md": "# T", "docs/t/index.md": "# T"}, {}, ["t.md", "t/index.md"]),
        (
            {},
            {"categories_allowed": ["guides", "guides/python", "guides/web", "new"]},
            ["'news'", "Did you mean 'new'?"],
        ),
    ],
)
def test_a_clash_and_a_term_that_is_not_allowed_are_one_warning_each(site, files, options, said):
    listening = site({**FILES, **files}, options={**OPTIONS, **options}, config=CONFIG)
    built = listening.build(expect=[said[0]])
    assert all(part in built.warnings[0] for part in said)
    titles_of_all = [
        title for page in built.pages if re.fullmatch("blog/(page/./)?", page) for title in titles(built.page(page))
    ]
    drawn = sum(re.match(r"docs/blog/[pP]\d\d\.md", name) is not None for name in {**FILES, **files})
    assert len(titles_of_all) == drawn - len(UNSEEN)
    built.check_links()
