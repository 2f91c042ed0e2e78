"""A blog of twelve posts, and every way through it that a reader sees."""

from __future__ import annotations

import pytest

from harness import picture, with_and_without_directory_urls, with_every_theme


def post(title, day, **header):
    lines = "".join(f"{key}: {value}\n" for key, value in header.items())
    return f"---\ntitle: {title}\ndate: 2024-{day}\n{lines}---\nText of {title}.\n"


AUTHORS = """
    ann:
      name: Ann Lee
      title: Maintainer
      description: |
        Writes about *lamps*.

        Since 2014.
      image_url: ann.png
      url: https://example.com/ann
      socials: {github: annlee, mastodon: "@ann@example.social"}
    bo:
      name: Bo Ek
    """
PYTHON = "---\ntitle: The Python language\ndescription: About Python.\nimage: p.png\nslug: py\n---\nOur **notes**.\n"
BLOG = {
    "docs/index.md": "# Home",
    "docs/guide.md": "# The guide\n\n## Part\n",
    "docs/blog/authors.yml": AUTHORS,
    "docs/blog/ann.png": picture(400, 500, kind="PNG"),
    "docs/blog/tags/p.png": picture(1280, 720, kind="PNG"),
    "docs/blog/tags/python.md": PYTHON,
    "docs/blog/authors/bo.md": "---\ntitle: Bo Ek\nrole: Painter\n---\nBo paints *boats*.\n",
    "docs/blog/p01.md": post("One", "01-01", tags="[python, lamps]", authors="[ann]", series="Harbour", part=1),
    "docs/blog/p02.md": post("Two", "02-01", tags="[python]", authors="[ann, bo]", series="harbour", part=3),
    "docs/blog/p03.md": post("Three", "03-01", tags="[lamps]", categories="[guides/python]", series="Harbour", part=2),
    "docs/blog/p04.md": post("Four", "04-01", categories="[Guides/Web, news]", authors="[Cy Young]", topics="[Sea]"),
    "docs/blog/p05.md": post("Five", "05-01", categories="[guides]", topics="[Land, sea]", language="de"),
    "docs/blog/p06.md": post("Six", "06-01", pinned="true", tags="[C, C++, C#, .NET]"),
    "docs/blog/p07.md": post("Seven", "07-01", tags="[日本語, '?!']", links="[guide.md#part, p01.md]"),
    "docs/blog/p08.md": post("Eight", "08-01", tags="[Deep Blue]", links="\n  - Elsewhere: https://example.com/x"),
    "docs/blog/p09.md": post("Nine", "09-01", tags="[deep-blue]"),
    "docs/blog/p10.md": post("Ten", "09-02", tags="[deep_blue, python]"),
    "docs/blog/p11.md": post("Eleven", "09-03", authors="[bo]"),
    "docs/blog/p12.md": post("Twelve", "09-04", draft="true", series="Harbour", part=4, tags="[python, draft]"),
}
OPTIONS = {"taxonomies": {"topics": {"title": "Topics"}}, "per_page": 4}


@with_every_theme
@with_and_without_directory_urls
def test_every_way_leads_somewhere_and_all_have_their_lists(site, directory_urls):
    built = site(BLOG, options=OPTIONS).build()
    built.check_links()
    assert built.page("blog/").texts(".bp-blog-nav a") == [
        *("Blog", "Tags", "Categories", "Authors", "Series", "Languages", "Archive", "Topics", "Feeds"),
    ]
    lists = {
        "blog/tags/py/": ["Ten", "Two", "One"],
        "blog/tags/deep-blue/": ["Ten", "Nine", "Eight"],
        "blog/categories/guides/": ["Five", "Four", "Three"],
        "blog/categories/guides/python/": ["Three"],
        "blog/topics/sea/": ["Five", "Four"],
        "blog/languages/de/": ["Five"],
        "blog/series/harbour/": ["One", "Three", "Two"],
        "blog/authors/ann/": ["Two", "One"],
        "blog/authors/cy-young/": ["Four"],
    }
    assert {address: built.page(address).texts("h2.p-name") for address in lists} == lists
    assert [
        built.page(f"blog/tags/{slug}/").h1 for slug in ("c", "cpp", "c-sharp", "dot-net", "日本語", "u3f-u21")
    ] == [
        *("C", "C++", "C#", ".NET", "日本語", "?!"),
    ]
    assert built.page("blog/tags/python/").one("p a")  # leads on, for MkDocs gives the file this URL
    assert "blog/tags/draft/" not in built.pages
    ours = [address for address in built.pages if address.startswith("blog/") and address != "blog/tags/python/"]
    descriptions = [built.page(address).description for address in ours]
    assert len({*descriptions}) == len(descriptions)


def test_categories_are_a_tree_and_each_page_shows_those_within(site):
    built = site(BLOG, options=OPTIONS).build()
    overview = built.page("blog/categories/")
    assert overview.one(".bp-overview > .bp-term-list").text.split("\n") == ["guides 3", "python 1", "Web 1", "news 1"]
    assert overview.texts(".bp-term-list .bp-term-list a") == ["python", "Web"]
    guides = built.page("blog/categories/guides/")
    assert (guides.texts(".bp-subterms a"), guides.one(".bp-subterms").links) == (
        ["python 1", "Web 1"],
        ["blog/categories/guides/python/", "blog/categories/guides/web/"],
    )
    assert built.page("blog/categories/guides/web/").h1 == "guides/Web"
    assert built.page("blog/p04/").texts(".bp-term--categories") == ["guides/Web", "news"]


@with_every_theme
def test_a_page_of_the_writers_gives_a_term_its_title_image_text_and_url(site, theme):
    built = site(BLOG, options=OPTIONS).build()
    page = built.page("blog/tags/py/")
    assert (page.h1, page.description) == ("The Python language", "About Python.")
    assert page.one(".bp-list__introduction").text == "Our notes."
    assert len(page.all("img.bp-featured-image")) == 1
    overview = built.page("blog/tags/")
    assert "The Python language 3" in overview.texts(".bp-term-list li")
    assert len(overview.all(".bp-term-list img")) == 1
    assert built.page("blog/p01/").texts(".bp-term") == ["The Python language", "lamps"]
    assert built.page("blog/p01/").one(".bp-post-terms").links == ["blog/tags/py/", "blog/tags/lamps/"]


def test_a_slug_at_the_url_of_another_page_is_told_and_both_stay(site):
    other = {"docs/blog/tags/py.md": "# Another page"}
    said = "blog/tags/python.md: The URL 'blog/tags/py/' of 'blog/tags/python.md' is already that of 'blog/tags/py.md'"
    built = site({**BLOG, **other}, options=OPTIONS).build(expect=[f"{said}. It stays where it is; give"])
    assert built.page("blog/tags/py/").h1 == "Another page"
    assert built.page("blog/tags/python/").texts("h2.p-name") == ["Ten", "Two", "One"]


@with_every_theme
def test_authors_have_a_profile_and_sign_every_post(site, theme):
    built = site(BLOG, options=OPTIONS).build()
    ann = built.page("blog/authors/ann/")
    card = ann.one(".bp-list__header.h-card")
    assert ann.h1 == "Ann Lee"
    assert (
        card.one(".bp-author__text").text == "Maintainer\nWrites about lamps.\nSince 2014.\nWebsite\nGitHub\nMastodon"
    )
    assert [(link.text, link["href"]) for link in card.all("a[rel=me]")] == [
        *(("Website", "https://example.com/ann"), ("GitHub", "https://github.com/annlee")),
        ("Mastodon", "https://example.social/@ann"),
    ]
    assert len(card.all("img.u-photo")) == 1
    assert card.one(".p-name")["value"] == "Ann Lee"
    bo = built.page("blog/authors/bo/")
    assert bo.one(".bp-author__role").text == "Painter"
    assert bo.one(".bp-list__introduction").text == "Bo paints boats."
    assert not bo.all(".bp-author__biography")
    assert bo.one(".bp-list__header .bp-avatar")["data-initials"] == "BE"
    assert built.page("blog/authors/").texts(".bp-people li") == [
        "Ann Lee Maintainer 2 posts",
        "Bo Ek Painter 2 posts",
        "Cy Young 1 post",
    ]
    byline = built.page("blog/p02/").one(".bp-byline")
    assert byline.texts(".p-author") == ["Ann Lee", "Bo Ek"]
    assert byline.text.startswith("Ann Lee, Bo Ek February 1, 2024")
    assert len(byline.all(".bp-avatar")) == 2
    assert not built.page("blog/").all(".bp-post-card .bp-avatar")


def test_a_part_of_a_series_leads_to_all_parts(site):
    built = site(BLOG, options={**OPTIONS, "previous_next": "series"}).build()
    box = built.page("blog/p03/").one(".bp-series")
    assert box.text.split("\n")[0] == "Part 2 of 3: Harbour"
    assert box.texts("li") == ["One", "Three", "Two"]
    assert box.texts("[aria-current=page]") == ["Three"]
    assert box.links == ["blog/p01/", "blog/p02/", "blog/series/harbour/"]
    ways = built.page("blog/p03/").all(".bp-prev-next a")
    assert [(way["rel"], way.text, *way.links) for way in ways] == [
        ("prev", "Previous part One", "blog/p01/"),
        ("next", "Next part Two", "blog/p02/"),
    ]
    assert built.page("blog/p09/").texts(".bp-prev-next a") == ["Older Eight", "Newer Ten"]
    assert not built.page("blog/p09/").all(".bp-series")


def test_a_preview_shows_drafts_in_their_places(site):
    seen = site(BLOG, options=OPTIONS).preview()
    assert seen.page("blog/p01/").one(".bp-series").text.split("\n")[0] == "Part 1 of 4: Harbour"
    assert "blog/tags/draft/" in seen.pages


def test_the_post_before_and_after_in_time_or_in_a_category(site):
    in_time = site(BLOG, options=OPTIONS).build().page("blog/p04/")
    assert [(way["rel"], way.text) for way in in_time.all(".bp-prev-next a")] == [
        *(("prev", "Older Three"), ("next", "Newer Five")),
    ]


def test_previous_and_next_stay_in_the_category_where_they_are_asked_to(site):
    built = site(BLOG, options={**OPTIONS, "previous_next": "category"}).build()
    assert not built.page("blog/p03/").all(".bp-prev-next")
    assert built.page("blog/p01/").texts(".bp-prev-next a") == ["Newer Two"]


@with_every_theme
def test_related_posts_and_links_stand_below_a_post(site, theme):
    built = site(BLOG, options=OPTIONS).build()
    related = built.page("blog/p01/").one(".bp-related-posts")
    assert related.one("h2").text == "Related posts"
    assert related.texts(".bp-related-posts__link") == ["Three", "Ten"]
    assert not built.page("blog/p11/").all(".bp-related-posts")
    assert all("Twelve" not in built.page(address).source for address in built.pages)
    links = built.page("blog/p07/").one(".bp-related-links")
    assert [(link.text, *link.links) for link in links.all("a")] == [("The guide", "guide/#part"), ("One", "blog/p01/")]
    elsewhere = built.page("blog/p08/").one(".bp-related-links a")
    assert (elsewhere.text, elsewhere["href"]) == ("Elsewhere", "https://example.com/x")


@pytest.mark.parametrize(("related", "found"), [(0, []), (1, ["Three"]), ({"limit": 2, "tags": 0}, ["Three"])])
def test_an_option_says_how_many_related_posts_and_by_what(site, related, found):
    page = site(BLOG, options={**OPTIONS, "related": related}).build().page("blog/p01/")
    assert page.texts(".bp-related-posts__link") == found


@pytest.mark.parametrize("target", ["nowhere.md", "../../x.md", "javascript:alert(1)", "#part", "blog/p12.md"])
def test_a_related_link_that_leads_nowhere_is_told_and_left_out(site, target):
    files = {**BLOG, "docs/blog/p07.md": post("Seven", "07-01", links=f"['{target}']")}
    built = site(files, options=OPTIONS).build(
        expect=[f"blog/p07.md:4: The related link '{target}' isn't a page of this site. Write a path"]
    )
    assert not built.page("blog/p07/").all(".bp-related-links")


def test_pinned_posts_are_first_in_the_list_of_all(site):
    built = site(BLOG, options=OPTIONS).build()
    assert built.page("blog/").texts("h2.p-name, .bp-pinned") == ["Pinned", "Six", "Eleven", "Ten", "Nine"]
    assert built.page("blog/page/2/").texts("h2.p-name, .bp-pinned") == ["Eight", "Seven", "Five", "Four"]
    assert not built.page("blog/2024/").all(".bp-pinned")


def test_slugs_may_be_of_latin_letters_alone(site):
    built = site(BLOG, options={**OPTIONS, "slugs": "ascii"}).build()
    assert built.page("blog/tags/ri-ben-yu/").h1 == "日本語"
    built.check_links()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"taxonomies": {"topics": {"titel": "T"}}}, "Did you mean 'title'?"),
        ({"taxonomies": {"x": {"path": "tags"}}}, "blogposts: two taxonomies have the path 'tags'."),
        ({"related": {"topic": 1}, "taxonomies": {"topics": {}}}, "Did you mean 'topics'?"),
        ({"previous_next": "tag"}, "Write one of: time, category, series."),
    ],
)
def test_an_option_that_makes_no_sense_stops_the_build(site, options, said):
    assert said in site(BLOG, options=options).build_error()


def test_ways_may_be_left_out_and_days_added(site):
    options = {"taxonomies": {"authors": False, "archive": {"days": True}, "tags": {"path": "labels"}}}
    built = site(BLOG, options=options).build()
    assert built.page("blog/2024/09/").texts(".bp-subterms a") == [f"September {day}, 2024 1" for day in (3, 2, 1)]
    assert built.page("blog/2024/09/02/").texts(".h-entry .p-name") == ["Ten"]
    assert built.page("blog/labels/lamps/").texts("h2.p-name") == ["Three", "One"]
    assert built.page("blog/p02/").texts(".bp-byline .p-author") == ["Ann Lee", "Bo Ek"]
    assert not built.page("blog/p02/").one(".bp-byline").links


@with_every_theme
def test_every_page_fits_on_a_phone(site, theme, browser):
    built = site(BLOG, options=OPTIONS).build()
    for address in ("blog/p01/", "blog/authors/ann/", "blog/categories/"):
        page = browser.open(built, address, width=375)
        assert page.evaluate("document.documentElement.scrollWidth") <= 375
