"""Each URL that a blog had before is answered, redirected or lost, and the command says which."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.cli.old_url_check import Fate, find_fates, normalize_old_url, read_old_urls

SITEMAP = """<?xml version="1.0"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="x">
<url><loc>https://old.example/a/</loc><image:image><image:loc>https://old.example/a.jpg</image:loc></image:image></url>
<url><loc> https://old.example/b.html?x=1&amp;y=2 </loc></url>
<url><loc><![CDATA[https://old.example/c]]></loc></url>
<url><loc>https://old.example/a/</loc></url>
</urlset>
"""


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        (SITEMAP, ("https://old.example/a/", "https://old.example/b.html?x=1&y=2", "https://old.example/c")),
        ("\ufeff# Old\n/a/\n\n 'b.html' \r\n/a/\n", ("/a/", "b.html")),
        ("", ()),
    ],
)
def test_a_sitemap_or_a_list_is_read(text, urls):
    assert read_old_urls(text) == urls


def test_an_index_of_sitemaps_says_what_to_do():
    with pytest.raises(ValueError, match=r"posts\.xml"):
        read_old_urls("<sitemapindex><sitemap><loc>https://old.example/posts.xml</loc></sitemap></sitemapindex>")


@pytest.mark.parametrize(
    ("url", "place"),
    [
        *((url, "a/b") for url in ("/a/b", "/a/b/", "a/b/index.html", "https://old.example/a/b/", "/a/b/#c")),
        ("/a/b.html", "a/b.html"),
        ("/%C3%A4/", "ä"),
        ("/", ""),
        ("/?p=12", "?p=12"),
        ("https://old.example/a/?p=12#c", "a?p=12"),
        ("http://[", None),
    ],
)
def test_spellings_of_a_url_are_one_place(url, place):
    assert normalize_old_url(url) == place


def test_a_site_in_a_folder_has_its_old_urls_below_it():
    assert normalize_old_url("https://old.example/docs/a/", "/docs/") == "a"


def test_each_url_has_its_fate():
    old = ["/a/", "/old/", "/2019/01/c/", "/2019-01-02-c.html", "/d/", "/?p=1"]
    found = [(each.fate, each.target) for each in find_fates(old, ["a/", "blog/c/"], {"old/index.html": "a/"})]
    assert found == [
        (Fate.ANSWERED, "a/"),
        (Fate.REDIRECTED, "a/"),
        (Fate.LOST, "blog/c/"),
        (Fate.LOST, "blog/c/"),
        (Fate.LOST, ""),
        (Fate.LOST, ""),
    ]


def test_the_command_says_it(site, monkeypatch):
    post = "---\ntitle: {0}\ndate: 2026-01-02\n{1}\n---\nText.\n"
    files = {
        "docs/blog/one.md": post.format("One", "aliases: /2019/one/\ntags: [red]"),
        "docs/blog/two.md": post.format("Two", "draft: true"),
        "docs/a.txt": "A file.",
        "old.txt": "/blog/one/\n/2019/one/\n/2018/one.html\n/blog/two/\n/blog/tags/red/\n/blog/rss.xml\n/a.txt\n/?p=1",
    }
    sketch = site(files, options={})
    monkeypatch.chdir(sketch.root)
    result = CliRunner().invoke(main, ["check", "--old-sitemap", "old.txt"])
    lines = [" ".join(line.split()) for line in result.output.splitlines()]
    assert "redirected /2019/one/ → blog/one/" in lines
    assert "lost /2018/one.html Write 'aliases: /2018/one.html' in blog/one.md." in lines
    assert {f"answered {url}" for url in ("/blog/one/", "/blog/tags/red/", "/blog/rss.xml", "/a.txt")} <= {*lines}
    assert "8 old URLs: 4 answered, 1 redirected, 3 lost." in lines
    assert result.exit_code == 1
    (sketch.root / "old.html").write_text("<html>\n<p>/blog/one/</p>\n")
    result = CliRunner().invoke(main, ["check", "--old-sitemap", "old.html"])
    assert "old.html: There is no URL in it. Name a sitemap, or a list with one URL in each line." in result.output
    (sketch.root / "old.txt").write_text("/blog/one/\n")
    assert "1 old URL: 1 answered" in CliRunner().invoke(main, ["check", "--old-sitemap", "old.txt"]).output
    result = CliRunner().invoke(main, ["check", "--old-sitemap", "old.txt", "--format", "json"])
    assert json.loads(result.output[result.output.index("[") :]) == [
        {"url": "/blog/one/", "status": "answered", "target": "blog/one/"}
    ]
    assert result.exit_code == 0
    (sketch.root / "old.txt").write_text("# nothing\n")
    assert "There is no URL in it." in CliRunner().invoke(main, ["check", "--old-sitemap", "old.txt"]).output
