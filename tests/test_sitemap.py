"""The sitemap: each public page once, with the day it changed, and images where asked for."""

from __future__ import annotations

import gzip
import os
import subprocess
from functools import partial
from typing import Any

import pytest
from lxml import etree

from harness import Built, picture, with_and_without_directory_urls, with_every_theme
from mkdocs_blogposts.site.rendering.sitemap import add_images

FILES = {
    "docs/index.md": "# Home\n\nText.",
    "docs/dated.md": "---\ntitle: Dated\nupdated: 2023-03-04\n---\nText.",
    "docs/quiet.md": "---\ntitle: Quiet\nnoindex: true\n---\nText.",
    "docs/blog/red.md": "---\ntitle: Red\ndate: 2024-07-23\nupdated: 2024-08-01\ntags: [paint]\nimage: p.jpg\n---\n",
    "docs/blog/blue.md": "---\ntitle: Blue\ndate: 2024-01-02\ntags: [paint, sea]\n---\nText.",
    "docs/blog/own.md": "---\ntitle: Own\ndate: 2024-01-02\ncanonical: https://example.org/blog/own/\n---\nText.",
    "docs/blog/first.md": "---\ntitle: First\ndate: 2024-01-02\ncanonical: https://b.org/first/\n---\nText.",
    "docs/blog/hidden.md": "---\ntitle: Hidden\ndate: 2024-01-02\nhidden: true\n---\nText.",
    "docs/blog/unseen.md": "---\ntitle: Unseen\ndate: 2024-01-02\ndraft: true\n---\nText.",
    "docs/blog/planned.md": "---\ntitle: Planned\ndate: 2999-01-02\n---\nText.",
    "docs/blog/noindex.md": "---\ntitle: No\ndate: 2024-01-02\nrobots: noindex, follow\n---\nText.",
    "docs/blog/p.jpg": picture(1400, 800),
}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "i": "http://www.google.com/schemas/sitemap-image/1.1"}


def entries(built: Built) -> dict[str, Any]:
    """What the sitemap says of each URL; a URL that stands twice is a fault."""
    root = etree.fromstring(built.read("sitemap.xml").encode())
    found = {url.findtext("s:loc", "", SITEMAP).removeprefix("https://example.org/"): url for url in root}
    assert len(found) == len(root)
    return found


@with_every_theme
def test_each_public_page_is_named_once(site):
    found = entries(site(FILES).build())
    posts = {f"blog/{name}/" for name in ("red", "blue", "own")}
    lists = {"blog/", "blog/tags/", "blog/tags/paint/", "blog/archive/", "blog/feeds/"}
    assert set(found) == {"", "dated/", *posts, *lists}


LISTS = {
    "blog/": False,
    "blog/tags/": False,
    "blog/tags/paint/": False,  # two posts
    "blog/tags/sea/": True,
    "blog/archive/": False,
    "blog/2024/": True,
    "blog/2024/01/": True,
    "blog/2024/07/": True,
}


@pytest.mark.parametrize(
    ("asked", "own", "lists"),
    [
        ({}, {}, LISTS),
        ({"noindex": []}, {}, dict.fromkeys(LISTS, False)),
        ({"noindex": False}, {}, dict.fromkeys(LISTS, False)),
        (
            {"noindex": "tags"},
            {},
            {**dict.fromkeys(LISTS, False), "blog/tags/paint/": True, "blog/tags/sea/": True},
        ),
        (
            {},
            {
                "docs/blog/tags/sea.md": "# Sea\n\nWhat we know of the sea.",
                "docs/blog/2024/01.md": "# The first month\n\nIt was cold.",
                "docs/blog/tags/paint.md": "---\nrobots: noindex\n---\n# Paint\n\nWet.",
            },
            {**LISTS, "blog/tags/sea/": False, "blog/2024/01/": False, "blog/tags/paint/": True},
        ),
    ],
)
def test_lists_that_say_nothing_new_are_not_for_search_engines(site, asked, own, lists):
    built = site({**FILES, **own}, options=asked).build()
    robots = {at: str(built.page(at).meta("robots")) for at in lists}
    assert {at: "noindex" in said for at, said in robots.items()} == lists
    assert all(said == "noindex, follow" for said in robots.values() if "follow" in said)
    assert {at: at not in entries(built) for at in lists} == lists


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"noindex": "tgas"}, "'tgas' isn't a kind of list. Write some of archive, single, tags"),
        ({"noindex": True}, "True isn't a list."),
        ({"noindex": {"tags": True}}, "{'tags': True} isn't a list."),
    ],
)
def test_a_kind_of_list_that_is_unknown_is_named(site, asked, said):
    assert said in site(FILES, options=asked).build_error()


AS_A = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org")


def test_a_page_has_the_day_of_its_commit_or_none(site):
    """A commit that has changed a post counts, as on any page; one that has only added it says when the blog moved."""
    drawn = site({**FILES, "docs/new.md": "# New"})

    git = partial(subprocess.run, cwd=drawn.root, check=True, capture_output=True)

    def commit(day: str, *files: str) -> None:
        when = {f"GIT_{who}_DATE": f"{day}T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
        git(["git", "add", *files])
        git([*AS_A, "commit", "--quiet", "--message=x"], env={**os.environ, **when})

    git(["git", "init", "--quiet"])
    commit("2023-05-06", "docs/index.md", "docs/dated.md", "docs/blog/red.md")
    commit("2025-05-06", "docs/blog/blue.md", "docs/blog/own.md")
    drawn.write({"docs/blog/blue.md": f"{FILES['docs/blog/blue.md']} More."})
    commit("2025-06-07", "docs/blog/blue.md")
    found = {at: url.findtext("s:lastmod", None, SITEMAP) for at, url in entries(drawn.build()).items()}
    assert found[""] == "2023-05-06"
    assert found["new/"] is None
    assert found["dated/"] == "2023-03-04"
    assert found["blog/red/"] == "2024-08-01"
    assert found["blog/blue/"] == "2025-06-07"
    assert found["blog/own/"] == "2024-01-02"


TWO_BLOGS = """
plugins:
  - search
  - blogposts
  - blogposts:
      blog_dir: news
"""


def test_of_two_blogs_each_dates_its_own_lists(site):
    files = {
        **FILES,
        "docs/news/one.md": "---\ntitle: One\ndate: 2024-03-03\ntags: [a]\n---\n",
        "docs/news/two.md": "---\ntitle: Two\ndate: 2024-03-04\ntags: [a]\n---\n",
    }
    found = entries(site(files, config=TWO_BLOGS).build())
    days = {at: found[at].findtext("s:lastmod", None, SITEMAP) for at in ("", "blog/tags/paint/", "news/tags/a/")}
    assert days == {"": None, "blog/tags/paint/": "2024-08-01", "news/tags/a/": "2024-03-04"}


NO_AI = {"ai_crawlers": False}


@pytest.mark.parametrize(
    ("url", "options", "own", "lines", "why"),
    [
        (
            "https://example.org/",
            {},
            {},
            {"User-agent: *", "Disallow:", "Sitemap: https://example.org/sitemap.xml"},
            "",
        ),
        ("https://example.org", NO_AI, {}, {"User-agent: GPTBot", "User-agent: CCBot", "Disallow: /"}, ""),
        ("https://example.org/", NO_AI, {"docs/robots.txt": "mine"}, {"mine"}, "the site has its own robots.txt"),
        ("https://example.org/docs/", NO_AI, {}, None, "the site is at 'https://example.org/docs/'"),
        ("https://example.org/", {**NO_AI, "robots_txt": False}, {}, None, "'robots_txt: false' writes no robots.txt"),
        ("", {}, {}, None, ""),
    ],
)
def test_crawlers_are_told_where_the_sitemap_is(site, url, options, own, lines, why):
    built = site({"docs/index.md": "# Home", **own}, config=f"site_url: '{url}'", options=options).build()
    if lines is None:
        assert "robots.txt" not in built.files
    else:
        assert lines <= set(built.read("robots.txt").splitlines())
    said = [note for note in built.notes if "'ai_crawlers: false' asks no crawler anything" in note]
    assert [why in note for note in said] == [True] * bool(why)


DAYS: dict[str, str] = {
    "blog/red": "2024-08-01",
    "blog/blue": "2024-01-02",
    "blog/earlier": "2024-02-02",
    "dated": "2023-03-04",
    "blog/tags/paint": "2024-08-01",
    "blog/tags": "2024-08-01",
}


@with_and_without_directory_urls
def test_a_page_has_the_day_of_its_last_change(site, directory_urls):
    earlier = {"docs/blog/earlier.md": "---\ntitle: Old\ndate: 2024-02-02\nupdated: 2023-01-01\n---\nText."}
    built = site({**FILES, **earlier}).build(
        expect=["blog/earlier.md:4: The post changed on 2023-01-01, before its date"]
    )
    found = entries(built)
    ending = "/" if directory_urls else ".html"
    assert {at: found[at + ending].findtext("s:lastmod", "", SITEMAP) for at in DAYS} == DAYS


def test_images_where_asked_for(site):
    plain, asked = site(FILES).build(), site(FILES, options={"sitemap_images": True}).build()
    assert "image" not in plain.read("sitemap.xml")
    assert entries(plain).keys() == entries(asked).keys()
    (image,) = entries(asked)["blog/red/"].findall("i:image/i:loc", SITEMAP)
    assert image.text.removeprefix("https://example.org/") in asked.files
    assert asked.read("sitemap.xml").count("<image:image>") == 1
    assert gzip.decompress((asked.site_dir / "sitemap.xml.gz").read_bytes()).decode() == asked.read("sitemap.xml")


def test_a_template_of_the_theme_wins(site):
    config = "theme: {name: mkdocs, custom_dir: overrides, highlightjs: false}"
    template = "{% for file in pages %}{{ file.url }} {{ file.page.update_date }}\n{% endfor %}"
    built = site({**FILES, "overrides/sitemap.xml": template}, options={"sitemap_images": True}, config=config).build()
    assert "blog/red/ 2024-08-01\n" in built.read("sitemap.xml")
    assert "unseen" not in built.read("sitemap.xml")


def urlset(inside: str) -> str:
    return f'<urlset xmlns="{SITEMAP["s"]}">{inside}</urlset>'


@pytest.mark.parametrize(
    "sitemap",
    [
        "",
        "no sitemap",
        "<urlset/>",
        "<a><b></a>",
        urlset("<url><loc>https://e.org/b/</loc></url>"),
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    ],
)
def test_what_has_no_such_page_says_the_same(sitemap):
    found = add_images(sitemap, {"https://e.org/a/": "https://e.org/a.jpg"})
    assert "a.jpg" not in found
    assert "root:" not in found
    assert found == sitemap or etree.fromstring(found.encode())[0].findtext("s:loc", "", SITEMAP) == "https://e.org/b/"


def test_an_entry_with_images_of_its_own_stays():
    inside = f'<url><loc>https://e.org/a/</loc><i:image xmlns:i="{SITEMAP["i"]}"><i:loc>x</i:loc></i:image></url>'
    assert "a.jpg" not in add_images(urlset(inside), {"https://e.org/a/": "https://e.org/a.jpg"})


def test_a_url_is_escaped():
    found = add_images(
        urlset("<url><loc> https://e.org/?a&amp;b </loc></url>"), {"https://e.org/?a&b": "https://e.org/<&>"}
    )
    assert "<image:loc>https://e.org/&lt;&amp;&gt;</image:loc>" in found
