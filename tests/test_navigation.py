"""The blog in the navigation: the automatic one, and one written by hand."""

from __future__ import annotations

import pytest

from harness import with_and_without_directory_urls, with_every_theme

BLOG = {
    "docs/index.md": "# Home",
    "docs/guide.md": "# Guide",
    "docs/blog/a.md": "Title: A\nDate: 2024-05-01\nTags: red\nAuthor: Ann Lee\n\nText.",
    "docs/notes/b.md": "Title: B\nDate: 2024-06-01\nTags: red\n\nText.",
}
OWN_INDEX = {"docs/blog/index.md": "---\ntitle: Journal\n---\nWelcome."}


@with_every_theme
@with_and_without_directory_urls
def test_in_the_automatic_navigation_the_blog_is_one_section_and_posts_are_not_in_it(site):
    built = site(BLOG).build()
    assert built.nav == "Home\nGuide\nBlog\n  Blog\n  Archive\n  Authors\n  Tags"
    built.check_links()


def test_a_title_of_the_writers_for_the_blogs_page_stands_in_the_navigation(site):
    built = site({**BLOG, **OWN_INDEX}).build()
    assert built.nav == "Home\nGuide\nBlog\n  Journal\n  Archive\n  Authors\n  Tags"


def test_with_many_pages_of_a_list_the_navigation_names_the_first(site):
    built = site(BLOG, options={"per_page": 1}).build()
    assert built.nav == "Home\nGuide\nBlog\n  Blog\n  Archive\n  Authors\n  Tags"


BY_HAND = [
    ("nav: [index.md, Blog: blog/index.md]", "Home\nBlog"),
    ("nav: [index.md, News & more: blog/index.md]", "Home\nNews & more"),
    ("nav: [index.md, blog/index.md]", "Home\n{own}"),
    ("nav: [index.md, {Blog: [blog/index.md, Topics: blog/tags.md]}]", "Home\nBlog\n  {own}\n  Topics"),
    ("nav: [index.md, {Blog: [All: blog/index.md, Topics: blog/tags/index.md]}]", "Home\nBlog\n  All\n  Topics"),
    ("nav: [index.md, {Blog: [All: blog/index.md, blog/tags/red.md]}]", "Home\nBlog\n  All\n  red"),
    ("nav: [index.md, {Blog: [All: blog/index.md, One of them: blog/a.md]}]", "Home\nBlog\n  All\n  One of them"),
    ("nav: [index.md, guide.md]", "Home\nGuide"),
]


@pytest.mark.parametrize(("config", "nav"), BY_HAND, ids=[config for config, _ in BY_HAND])
@pytest.mark.parametrize(("files", "own"), [({}, "Blog"), (OWN_INDEX, "Journal")], ids=["", "own-index"])
def test_a_navigation_written_by_hand_is_obeyed(site, config, nav, files, own):
    built = site({**BLOG, **files}, config=config).build()
    assert built.nav == nav.replace("{own}", own)
    assert built.page("blog/").texts("h2") == ["B", "A"]
    assert built.page("blog/tags/red/").h1 == "red"
    assert built.warnings == []
    built.check_links()


@with_every_theme
@with_and_without_directory_urls
def test_a_page_that_the_navigation_names_is_marked_there_and_leads_on(site):
    built = site(BLOG, config="nav: [index.md, News: blog/index.md, guide.md]").build()
    ways = "a[href][rel=next], .rst-footer-buttons a.float-right, .md-nav__item:has(.md-nav__link--active) + li a"
    assert built.page("blog/").h1 == "News"
    assert [link for way in built.page("").all(ways) for link in way.links] == ["blog/"]
    assert [link for way in built.page("blog/").all(ways) for link in way.links] == ["guide/"]
    built.check_links()


@pytest.mark.parametrize("config", ["theme: mkdocs", "theme: readthedocs"])
def test_in_the_automatic_navigation_a_list_is_no_chapter_between_two_others(site, config):
    built = site({**BLOG, "docs/zoo/index.md": "# Zoo"}, config=config).build()
    ways = ".navbar a[rel][href], .rst-footer-buttons a, .rst-versions a"
    around = {address: {link for way in built.page(address).all(ways) for link in way.links} for address in built.pages}
    assert around["guide/"] == {"", "blog/"}
    assert around["zoo/"] == {"blog/"}
    lists = ("blog/", "blog/archive/", "blog/authors/", "blog/tags/", "blog/tags/red/")
    assert [around[address] for address in lists] == [set()] * len(lists)


def test_the_order_that_a_file_of_a_plugin_gives_lists_is_obeyed(site):
    nav = "nav: [index.md, guide.md, blog/index.md, blog/archive.md]"
    config = "theme: mkdocs\nplugins: [search, awesome-nav, blogposts]"
    built = site({**BLOG, "docs/.nav.yml": nav}, config=config).build()
    ways = [link for way in built.page("blog/").all("a[rel][href]") for link in way.links]
    assert ways[-2:] == ["guide/", "blog/archive/"]


def test_past_drafts_of_the_navigation_its_pages_lead_to_each_other(site):
    drafts = {f"docs/blog/{name}.md": f"---\ntitle: {name}\ndraft: true\n---\nText." for name in ("x", "y", "z")}
    for order in ("xyz", "zyx", "yzx"):
        named = ", ".join(f"blog/{name}.md" for name in order)
        built = site({**BLOG, **drafts}, config=f"theme: mkdocs\nnav: [index.md, {named}, guide.md]").build()
        assert built.nav == "Home\nGuide"
        assert [link for way in built.page("").all("a[rel=next]") for link in way.links] == ["guide/"]
        assert [link for way in built.page("guide/").all("a[rel=prev]") for link in way.links] == [""]


def test_a_blog_without_a_post_is_there_where_the_navigation_asks_for_it(site):
    files = {"docs/index.md": "# Home", "docs/guide.md": "# Guide"}
    built = site(files, config="nav: [index.md, guide.md, Blog: blog/index.md, Tags: blog/tags.md]").build()
    assert built.page("blog/").one(".bp-empty").text == "No posts yet."
    assert built.page("blog/tags/").h1 == "Tags"
    built.check_links()


def test_a_post_named_in_the_navigation_stays_a_post_among_posts(site):
    built = site(BLOG, config="nav: [index.md, Welcome: blog/a.md, Blog: blog/index.md]").build()
    post = built.page("blog/a/")
    assert (post.h1, built.nav) == ("A", "Home\nWelcome\nBlog")
    assert post.one(".bp-prev-next").links == ["notes/b/"]
    built.check_links()


@pytest.mark.parametrize(
    ("theme", "config", "crumbs"),
    [
        ("readthedocs", "", ".wy-breadcrumbs"),
        ("material", "theme: {name: material, features: [navigation.path]}", ".md-path"),
    ],
    ids=["readthedocs", "material"],
)
def test_the_breadcrumbs_of_a_post_lead_back_to_the_blog(site, config, crumbs):
    built = site(BLOG, config=config).build()
    assert "Blog" in built.page("notes/b/").one(crumbs).text.split()


def test_the_option_enabled_leaves_a_site_as_mkdocs_makes_it(site):
    built = site(BLOG, options={"enabled": False}).build()
    assert built.nav.splitlines()[0] == "Home"
    assert {*built.pages} == {"", "404.html", "guide/", "blog/a/", "notes/b/"}
    assert not built.page("blog/a/").all(".bp")


def test_pages_that_mkdocs_is_told_to_leave_out_of_the_navigation_stay_out(site):
    built = site({**BLOG, **OWN_INDEX}, config="not_in_nav: |\n  /guide.md\n  /blog/index.md").build()
    assert built.nav == "Home\nBlog\n  Archive\n  Authors\n  Tags"
    assert built.page("blog/").h1 == "Journal"
    built.check_links()


def test_pages_that_mkdocs_is_told_to_exclude_are_no_posts(site):
    built = site(BLOG, config="exclude_docs: |\n  /notes/").build()
    assert built.page("blog/").texts("h2") == ["A"]
    assert "notes/b/" not in built.pages
    built.check_links()


@pytest.mark.parametrize("slug", ["", "slug: welcome\n"])
def test_the_home_page_of_a_site_stays_its_home_page_even_with_a_date(site, slug):
    home = f"---\ntitle: Welcome\ndate: 2024-01-01\n{slug}---\n# Welcome\n\nHello."
    built = site({**BLOG, "docs/index.md": home}).build()
    assert (built.page("").h1, built.nav.splitlines()[0]) == ("Welcome", "Welcome")
    built.check_links()
