"""The sitemap: each public page once, with the day it changed, and pictures where asked for."""

from __future__ import annotations

import gzip
from typing import Any

import pytest
from lxml import etree

from harness import Built, picture, with_and_without_directory_urls, with_every_theme
from mkdocs_blogposts.publishing.sitemap import with_images

FILES = {
    "docs/index.md": "# Home\n\nText.",
    "docs/dated.md": "---\ntitle: Dated\nupdated: 2023-03-04\n---\nText.",
    "docs/quiet.md": "---\ntitle: Quiet\nnoindex: true\n---\nText.",
    "docs/blog/red.md": "---\ntitle: Red\ndate: 2024-07-23\nupdated: 2024-08-01\ntags: [paint]\nimage: p.jpg\n---\n",
    "docs/blog/blue.md": "---\ntitle: Blue\ndate: 2024-01-02\ntags: [paint, sea]\n---\nText.",
    "docs/blog/earlier.md": "---\ntitle: Old\ndate: 2024-02-02\nupdated: 2023-01-01\n---\nText.",
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
    """What the sitemap says of each address; an address that stands twice is a fault."""
    root = etree.fromstring(built.read("sitemap.xml").encode())
    found = {url.findtext("s:loc", "", SITEMAP).removeprefix("https://example.org/"): url for url in root}
    assert len(found) == len(root)
    return found


@with_every_theme
def test_each_public_page_is_named_once(site):
    found = entries(site(FILES).build())
    posts = {f"blog/{name}/" for name in ("red", "blue", "earlier", "own")}
    lists = {"blog/", "blog/tags/", "blog/tags/paint/", "blog/tags/sea/", "blog/archive/", "blog/feeds/", "blog/2024/"}
    months = {"blog/2024/01/", "blog/2024/02/", "blog/2024/07/"}
    assert set(found) == {"", "dated/", *posts, *lists, *months}


DAYS = {
    "blog/red": "2024-08-01",
    "blog/blue": "2024-01-02",
    "blog/earlier": "2024-02-02",
    "dated": "2023-03-04",
    "blog/tags/paint": "2024-08-01",
    "blog/tags/sea": "2024-01-02",
    "blog/tags": "2024-08-01",
    "blog/2024/01": "2024-01-02",
}


@with_and_without_directory_urls
def test_a_page_has_the_day_of_its_last_change(site, directory_urls):
    found = entries(site(FILES).build())
    ending = "/" if directory_urls else ".html"
    assert {at: found[at + ending].findtext("s:lastmod", "", SITEMAP) for at in DAYS} == DAYS


def test_pictures_where_asked_for(site):
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
    found = with_images(sitemap, {"https://e.org/a/": "https://e.org/a.jpg"})
    assert "a.jpg" not in found
    assert "root:" not in found
    assert found == sitemap or etree.fromstring(found.encode())[0].findtext("s:loc", "", SITEMAP) == "https://e.org/b/"


def test_an_entry_with_pictures_of_its_own_stays():
    inside = f'<url><loc>https://e.org/a/</loc><i:image xmlns:i="{SITEMAP["i"]}"><i:loc>x</i:loc></i:image></url>'
    assert "a.jpg" not in with_images(urlset(inside), {"https://e.org/a/": "https://e.org/a.jpg"})


def test_an_address_is_escaped():
    found = with_images(
        urlset("<url><loc> https://e.org/?a&amp;b </loc></url>"), {"https://e.org/?a&b": "https://e.org/<&>"}
    )
    assert "<image:loc>https://e.org/&lt;&amp;&gt;</image:loc>" in found
