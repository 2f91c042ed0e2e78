"""A real server while a writer works: what was is nowhere any more, on no page, in no feed, behind no link."""

from __future__ import annotations

import re

import pytest


def post(title, day, **header):
    lines = "".join(f"{key}: {value}\n" for key, value in header.items())
    return f"---\ntitle: {title}\ndate: 2024-05-{day:02}\n{lines}---\nText of {title}.\n"


AUTHORS = "ann: {name: Ann Lee, title: Keeper, socials: {github: annlee}}\nbo: {name: Bo Ek}\n"
BLOG = {
    "docs/index.md": '# Home\n\n[Blog](blog/index.md)\n\n<!-- blogposts limit="2" layout="compact" -->\n',
    "docs/blog/authors.yml": AUTHORS,
    "docs/blog/a.md": post("Alpha", 1, tags="[red, blue]", categories="[old/things]", authors="[ann]", series="Row"),
    "docs/blog/b.md": post("Beta", 2, tags="[red]", categories="[news]", authors="[bo]", series="Row"),
    "docs/blog/c.md": post("Gamma", 3, tags="[red]", categories="[news]", authors="[ann]"),
    "docs/blog/d.md": post("Delta", 4, tags="[blue]", categories="[news]", authors="[ann, bo]"),
    "docs/blog/e.md": post("Epsilon", 5, tags="[blue]", categories="[news]", authors="[ann]"),
}


class Reader:
    """Looks at everything that a server has: each page that links lead to, and each feed that a page names."""

    def __init__(self, server):
        self.server = server
        self.texts = {}
        ahead = ["", "sitemap.xml"]
        while ahead:
            address = ahead.pop()
            if address in self.texts or "://" in address or address.startswith("mailto:"):
                continue
            page = server.get(address)
            self.texts[address] = page.source
            if address.endswith("/") or not address:
                links = [link.partition("#")[0] for link in page.links]
                home = server.url
                feeds = [feed["href"].removeprefix(home) for feed in page.all("link[rel=alternate]")]
                ahead += [*links, *(feed for feed in feeds if "://" not in feed)]

    def says(self, text):
        """Where a text stands."""
        return sorted(address for address, source in self.texts.items() if text in source)

    @property
    def below_blog(self):
        return {address.removeprefix("blog/") for address in self.texts if address.startswith("blog/")}


@pytest.fixture
def server(site):
    with site(BLOG, options={"per_page": 2}).serve() as running:
        yield running


def test_nothing_of_what_was_is_served_after_each_change(server):
    before = Reader(server)
    assert {
        "page/3/",
        "tags/red/page/2/",
        "tags/blue/",
        "categories/old/things/",
        "tags/red/rss.xml",
    } <= before.below_blog
    assert before.says("Keeper")
    assert before.says("Gamma")

    # A tag is renamed.
    server.edit("docs/blog/a.md", BLOG["docs/blog/a.md"].replace("red", "crimson"))
    server.edit("docs/blog/b.md", BLOG["docs/blog/b.md"].replace("red", "crimson"))
    server.edit("docs/blog/c.md", BLOG["docs/blog/c.md"].replace("red", "crimson"))
    after = Reader(server)
    assert [address for address in after.below_blog if "tags/red" in address] == []
    assert {"tags/crimson/", "tags/crimson/page/2/", "tags/crimson/rss.xml"} <= after.below_blog
    assert server.get("blog/tags/").texts(".bp-term-list li") == ["blue 3", "crimson 3"]
    assert [server.status(f"blog/tags/red/{rest}") for rest in ("", "page/2/", "rss.xml", "feed.json")] == [404] * 4
    assert after.says("tags/red/") == []

    # A post is deleted; the list of all shrinks from three pages to two.
    server.delete("docs/blog/c.md")
    after = Reader(server)
    assert after.says("Gamma") == []
    assert "page/2/" in after.below_blog
    assert [server.status(f"blog/{page}") for page in ("page/3/", "c/", "tags/crimson/page/2/")] == [404] * 3
    assert server.get("blog/b/").texts(".bp-prev-next a") == ["Older Alpha", "Newer Delta"]
    assert server.get("blog/tags/").texts(".bp-term-list li") == ["blue 3", "crimson 2"]
    assert server.get("blog/page/2/").texts(".bp-pagination > *") == ["Newer", "1 2"]

    # A category is emptied.
    server.edit("docs/blog/a.md", BLOG["docs/blog/a.md"].replace("old/things", "news"))
    after = Reader(server)
    assert [address for address in after.below_blog if "categories/old" in address] == []
    assert [server.status(f"blog/categories/{page}") for page in ("old/", "old/things/", "old/rss.xml")] == [404] * 3
    assert server.get("blog/categories/").texts(".bp-term-list li") == ["news 4"]

    # The authors' file is changed.
    server.edit("docs/blog/authors.yml", AUTHORS.replace("Keeper", "Gardener").replace("Bo Ek", "Bo Berg"))
    after = Reader(server)
    assert (after.says("Keeper"), after.says("Bo Ek")) == ([], [])
    assert server.get("blog/authors/ann/").one(".bp-author__role").text == "Gardener"
    assert server.get("blog/d/").texts(".bp-byline .p-author") == ["Ann Lee", "Bo Berg"]
    assert {page for page in after.below_blog if re.fullmatch(r"authors/[^/]+/", page)} == {
        *("authors/ann/", "authors/bo/"),
    }
    assert server.get("blog/authors/bo/").h1 == "Bo Berg"
