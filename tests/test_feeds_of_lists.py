"""Which lists have feeds, what is in them, and where they are named."""

from __future__ import annotations

import json
import re

import pytest
from lxml import etree

from harness import Built, with_and_without_directory_urls
from harness.feed_rules import complaints

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def post(title: str, *fields: str) -> str:
    return "\n".join(["---", f"title: {title}", *fields, "---", f"Text of {title}."])


FILES = {
    "docs/index.md": "# Home",
    "docs/blog/a.md": post("A", "date: 2024-05-01", "tags: [x]", "author: Ann", "category: Europe/France", "series: S"),
    "docs/blog/b.md": post("B", "date: 2024-05-02", "tags: [x]", "lang: de", "updated: 2024-07-01", "topic: t"),
    "docs/blog/pin.md": post("Pin", "date: 2020-01-01", "pinned: true"),
    "docs/blog/hidden.md": post("Hidden", "date: 2024-05-03", "tags: [x, hid]", "hidden: true"),
    "docs/blog/draft.md": post("Draft", "date: 2024-05-03", "tags: [x, dra]", "draft: true"),
    "docs/blog/planned.md": post("Planned", "date: 2924-05-03", "tags: [x, pla]"),
    "docs/blog/expired.md": post("Expired", "date: 2024-05-03", "tags: [x, exp]", "expires: 2024-06-01"),
    "docs/blog/undated.md": post("Undated", "tags: [x, und]"),
    "docs/news/n.md": post("N", "date: 2024-05-05", "tags: [x]"),
}
CONFIG = """plugins:
- blogposts: {taxonomies: {series: true, topic: {}}}
- blogposts: {blog_dir: news}
"""
EVERY = "feeds: {terms: {formats: [rss, atom, json], content: full}}"
IN_EVERY_FORMAT = f"""plugins:
- blogposts: {{taxonomies: {{series: true, topic: {{}}}}, {EVERY}}}
- blogposts: {{blog_dir: news, {EVERY}}}
"""

# Of each feed: its title, its language, the day of its last change, and its posts.
FEEDS = {
    "blog": ("Blog", "en", "2024-07-01", ["B", "A", "Pin"]),
    "blog/tags/x": ("x", "en", "2024-07-01", ["B", "A"]),
    "blog/authors/ann": ("Ann", "en", "2024-05-01", ["A"]),
    "blog/categories/europe": ("Europe", "en", "2024-05-01", ["A"]),
    "blog/categories/europe/france": ("Europe/France", "en", "2024-05-01", ["A"]),
    "blog/series/s": ("S", "en", "2024-05-01", ["A"]),
    "blog/languages/de": ("Deutsch", "de", "2024-07-01", ["B"]),
    "blog/languages/en": ("English", "en", "2024-05-01", ["A", "Pin"]),
    "blog/topic/t": ("t", "en", "2024-07-01", ["B"]),
    "news": ("News", "en", "2024-05-05", ["N"]),
    "news/tags/x": ("x", "en", "2024-05-05", ["N"]),
}


def folders(built: Built, name: str) -> set[str]:
    return {file.rpartition("/")[0] for file in built.files if file.rpartition("/")[2] == name}


@with_and_without_directory_urls
@pytest.mark.parametrize("site_url", ["https://example.org/", "https://Example.org/a/path", "https://bücher.example/"])
def test_every_list_has_feeds_of_its_own(site, site_url, directory_urls):
    built = site(FILES, config=f"{IN_EVERY_FORMAT}site_url: {site_url}").build()
    root = {"https://Example.org/a/path": f"{site_url}/", "https://bücher.example/": "https://xn--bcher-kva.example/"}
    base = root.get(site_url, site_url)
    assert folders(built, "rss.xml") == folders(built, "atom.xml") == folders(built, "feed.json") == {*FEEDS}
    for folder, (title, language, changed, posts) in FEEDS.items():
        feed = etree.fromstring((built.site_dir / folder / "atom.xml").read_bytes())
        assert feed.findtext(f"{ATOM}title") == f"{title} - Example"
        assert (feed.get(LANGUAGE), feed.findtext(f"{ATOM}updated")[:10]) == (language, changed)
        assert [entry.findtext(f"{ATOM}title") for entry in feed.iter(f"{ATOM}entry")] == posts
        rss = etree.fromstring((built.site_dir / folder / "rss.xml").read_bytes()).find("channel")
        assert (rss.findtext("language"), [item.findtext("title") for item in rss.iter("item")]) == (language, posts)
        data = json.loads(built.read(f"{folder}/feed.json"))
        assert (data["language"], data["feed_url"]) == (language, f"{base}{folder}/feed.json")
        home = f"{folder}/" if directory_urls else f"{folder}{'/index' * ('/' not in folder)}.html"
        assert data["home_page_url"] == rss.findtext("link") == base + home
        for name in ("rss.xml", "atom.xml"):
            assert complaints((built.site_dir / folder / name).read_bytes(), f"{base}{folder}/{name}") == {}


@with_and_without_directory_urls
def test_every_feed_is_named_once_in_each_place(site):
    built = site(FILES, config=CONFIG).build()
    for blog in ("blog", "news"):
        own = {folder for folder in FEEDS if folder.startswith(blog)}
        outlines = [*etree.fromstring((built.site_dir / blog / "feeds.opml").read_bytes()).iter("outline")]
        assert sorted(outline.get("xmlUrl") for outline in outlines) == sorted(
            f"https://example.org/{folder}/rss.xml" for folder in own
        )
        links = [link for link in built.page(f"{blog}/feeds/").main.links if link.endswith("rss.xml")]
        assert sorted(links) == sorted(f"{folder}/rss.xml" for folder in own)
    for address in {*built.pages} - {"404.html"}:
        found = built.page(address).all("link[rel=alternate][type='application/rss+xml']")
        own = [folder for folder in FEEDS if f"{folder}/" == address and "/" in folder]
        blogs = [address.partition("/")[0]] if address not in ("", "blog/undated/") else ["blog", "news"]
        assert [link["href"] for link in found] == [f"https://example.org/{at}/rss.xml" for at in (*own, *blogs)]
    built.check_links()


def test_a_new_title_makes_no_new_post(site):
    drawn = site(FILES, config=CONFIG)
    before = re.findall("<guid.*?</guid>", drawn.build().read("blog/rss.xml"))
    drawn.write({"docs/blog/a.md": FILES["docs/blog/a.md"].replace("title: A", "title: Another")})
    built = drawn.build()
    assert "<title>Another</title>" in built.read("blog/rss.xml")
    assert re.findall("<guid.*?</guid>", built.read("blog/rss.xml")) == before


def test_without_a_url_a_line_says_what_is_missing(site):
    built = site(FILES, config=f"{CONFIG}site_url: ''").build()
    assert [note for note in built.notes if "there are no feeds" in note]
    assert not folders(built, "rss.xml")
