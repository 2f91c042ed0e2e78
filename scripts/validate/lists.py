"""Do sitemap, search index and OPML name what they should, and each once?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from lxml import etree

from scripts.validate.building import SITE_URL, Site
from scripts.validate.feeds import FILES
from scripts.validate.writer import Writing

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def faults(site: Site) -> Iterator[str]:
    """Of all three."""
    yield from _of_sitemap(site)
    yield from _of_search(site)
    yield from _of_outlines(site)


def _of_sitemap(site: Site) -> Iterator[str]:
    root = etree.fromstring((site.built.site_dir / "sitemap.xml").read_bytes())
    entries = {url.findtext("s:loc", "", SITEMAP): url.findtext("s:lastmod", "", SITEMAP) for url in root}
    counted = Counter(url.findtext("s:loc", "", SITEMAP) for url in root)
    yield from (f"sitemap.xml: {url_path} is there {count} times" for url_path, count in counted.items() if count > 1)
    public = {page.canonical for page in site.pages if page.file != "404.html" and _is_public(page.metas("robots"))}
    yield from (f"sitemap.xml: {url_path} is not there" for url_path in sorted(public - entries.keys()))
    yield from (f"sitemap.xml: {url_path} is no public page" for url_path in sorted(entries.keys() - public))
    for post in site.published:
        page = site.page_of[post["file"]]
        written = Writing(site.docs / post["file"]).date
        last = entries.get(page.canonical, "")
        if written and not post["updated"] and last != written.date().isoformat():
            yield f"sitemap.xml: {page.canonical} has {last}, and {post['file']} is of {written.date()}"


def _is_public(robots: list[str]) -> bool:
    return not any("noindex" in words for words in robots)


def _of_search(site: Site) -> Iterator[str]:
    entries = json.loads((site.built.site_dir / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    counted = Counter(entry["location"] for entry in entries)
    yield from (f"search index: {at} is there {count} times" for at, count in counted.items() if count > 1)
    for post in site.published:
        if counted[post["url"]] != 1:
            yield f"search index: {post['url']} is there {counted[post['url']]} times"
    lists = {page.address for page in site.pages if page.all(".h-feed")}
    own = {page.address for page in site.pages if _is_written(site, page.address)}
    for entry in entries:
        if entry["location"] in lists - own and entry["text"]:
            yield f"search index: the list {entry['location']} is there with its text"


def _is_written(site: Site, url: str) -> bool:
    """Has the writer made that page?"""
    at = site.docs / url
    return (at / "index.md").is_file() or at.with_suffix(".md").is_file()


def _of_outlines(site: Site) -> Iterator[str]:
    file = next((file for file in site.built.files if file.endswith(".opml")), None)
    if file is None:
        yield "There is no OPML."
        return
    root = etree.fromstring((site.built.site_dir / file).read_bytes())
    named = Counter(unquote(outline.get("xmlUrl", "")).removeprefix(SITE_URL) for outline in root.iter("outline"))
    feeds = [name for name in site.built.files if name.rpartition("/")[2] in FILES]
    folders = sorted({name.rpartition("/")[0] for name in feeds})
    told = Counter(url.rpartition("/")[0] for url in named.elements())
    wrong = (folder for folder in folders if told[folder] != 1)
    yield from (f"{file}: the feeds in {folder} are named {told[folder]} times" for folder in wrong)
    yield from (f"{file}: {folder} has no feeds" for folder in told if folder not in folders)
