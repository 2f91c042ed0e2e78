"""The proof of a build (scripts/validate) can fail: what is broken in a site is told, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

import pytest

from harness import picture, text
from harness.built import Built
from scripts.validate import data, feeds, heads, images, links, lists, markup, tools
from scripts.validate.building import Site, build
from scripts.validate.corpus import Corpus
from scripts.validate.writer import Writing

POSTS = {
    "red.md": """
        ---
        title: Red
        date: 2024-07-23
        author: Ann Lee
        tags: [paint]
        category: News
        description: All about a red door.
        image: door.jpg
        ---
        See [blue](blue.md) and ![the door](door.jpg), not ![another](lost.jpg) nor ![one more](/gone.jpg).
    """,
    "blue.md": "---\ntitle: Blue\ndate: 2024-01-02\nauthor: Ann Lee\ntags: [paint]\n---\nA text on blue.",
    "draft.md": "---\ntitle: Unseen\ndate: 2024-01-03\ndraft: true\n---\nSecret.",
}

KINDS = ("BlogPosting", "CollectionPage", "ProfilePage", "WebPage", "WebSite")
OTHERS = ("BreadcrumbList", "ImageObject", "ListItem", "Organization", "Person")
PROPERTIES = (
    *("name", "url", "description", "image", "sameAs", "inLanguage", "isPartOf", "datePublished", "dateModified"),
    *("mainEntity", "mainEntityOfPage", "headline", "author", "articleSection", "keywords", "thumbnailUrl"),
    *("wordCount", "primaryImageOfPage", "breadcrumb", "contentUrl", "width", "height", "itemListElement"),
    *("position", "item", "publisher"),
)

CHECKS = {"feeds": feeds, "data": data, "links": links, "heads": heads, "lists": lists}


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Site:
    """A site without a fault."""
    folder = tmp_path_factory.mktemp("proof")
    posts = folder / "posts"
    posts.mkdir()
    for name, written in POSTS.items():
        (posts / name).write_text(text(written), encoding="utf-8")
    (posts / "door.jpg").write_bytes(picture(1400, 800))
    return build(Corpus(posts), folder / "site", "mkdocs")


@pytest.fixture
def vocabulary(tmp_path, monkeypatch) -> None:
    """A part of schema.org's, as the package has it."""
    for kind in OTHERS:
        (tmp_path / f"{kind}.schema.json").write_text(json.dumps({"properties": {name: {} for name in PROPERTIES}}))
    for kind in KINDS:
        (tmp_path / f"{kind}.schema.json").write_text(json.dumps({"allOf": [{"$ref": "schema:Person"}]}))
    monkeypatch.setattr(data, "VOCABULARY", tmp_path)
    data.properties.cache_clear()


def copied(whole: Site, folder: Path) -> Site:
    """The same site elsewhere, read anew."""
    site_dir = shutil.copytree(whole.built.site_dir, folder / "site", copy_function=os.link)
    built = Built(site_dir, whole.built.addresses, "", whole.built.warnings, whole.built.notes)
    return Site(whole.docs, built, whole.plain, whole.listed)


def found(site: Site, check: str) -> list[str]:
    return list(CHECKS[check].faults(site))


@pytest.mark.parametrize("check", CHECKS)
def test_a_whole_site_has_no_fault(whole, vocabulary, check):
    assert found(whole, check) == []


RED, BLUE, RSS, ATOM = "blog/red/index.html", "blog/blue/index.html", "blog/rss.xml", "blog/atom.xml"
BROKEN = [
    ("feeds", RSS, "<title>Red<", "<title>Green<", "title 'Green', but 'Red' is written"),
    ("feeds", RSS, "Tue, 23 Jul 2024 00", "Tue, 23 Jul 2024 02", "but 2024-07-23 00:00:00+00:00 is written"),
    ("feeds", RSS, "</channel>", "", "feedparser: "),
    ("feeds", RSS, '"https://example.org/blog/blue/"&gt;', '"../blue/"&gt;', "address ../blue/ is not absolute"),
    ("feeds", ATOM, "<updated>", "<upgraded>", "blog/atom.xml: "),
    ("feeds", ATOM, "<name>Ann Lee<", "<name>Bo Ek<", "authors ['Bo Ek'], but ['Ann Lee'] are written"),
    ("feeds", ATOM, 'term="News"', 'term="Olds"', "topics ['Olds', 'paint'], but ('News', 'paint') are written"),
    ("feeds", ATOM, 'length="', 'length="1', "bytes, and has "),
    ("feeds", "blog/feed.json", "version/1.1", "version/1.0", "blog/feed.json: $.version"),
    ("feeds", "blog/feed.json", "blog/red/", "blog/rot/", "blog/red.md is not there"),
    ("feeds", "blog/feed.json", '"image":', '"tags":', "there is no enclosure for https://example.org/assets"),
    ("data", RED, '"@type":"BlogPosting"', '"@type":"BlogPost"', "schema.org has no type BlogPost"),
    ("data", RED, '"headline":', '"header":', "schema.org's BlogPosting has no header"),
    ("data", RED, '"headline":', '"name":', "BlogPosting lacks headline"),
    ("data", RED, '"keywords":', '"sameAs":', "BlogPosting lacks keywords"),
    ("data", RED, '"publisher":{"@id":"https://example.org/#o', '"publisher":{"@id":"https://e.org/#o', "to no node"),
    ("data", RED, "2024-07-23T00:00:00+00:00", "2024-07-24T00:00:00+00:00", "datePublished is 2024-07-24"),
    ("data", RED, '"item":"https://example.org/blog/"', '"position":2', "the step Blog has no item"),
    ("data", RED, '"url":"https://example.org/blog/authors/ann-lee/"', '"sameAs":[]', "has no name, or no url"),
    ("data", RED, "p-author h-card", "h-card", "the h-entry has no author"),
    ("data", RED, " h-entry", "", "has 0 h-entry"),
    ("links", RED, 'href="../blue/"', 'href="../blow/"', "../blow/ is not there"),
    ("links", BLUE, 'href="../red/"', 'href="../red/#more"', "names a place that blog/red/index.html has not"),
    ("links", RSS, "blog/blue/", "blog/blow/", "https://example.org/blog/blow/ is not there"),
    ("links", RED, " 688w", " 698w", "is 688 pixels wide, and said to be 698"),
    ("links", RED, 'height="', 'height="1', "is said to be "),
    ("links", RED, '"og:image:width" content="1200', '"og:image:width" content="1201', "og:image:width is 1201"),
    ("links", RED, '"twitter:image" content="', '"twitter:image" content="x', "twitter:image x"),
    ("links", RED, '"height":630', '"height":631', "ImageObject is 1200×631"),
    ("links", RED, '"thumbnailUrl":"https://example.org/', '"thumbnailUrl":"https://example.org/x', "is not there"),
    ("heads", RED, "</title>", "</title><title>Red</title>", "2 of title, not one"),
    ("heads", RED, 'name="description"', 'name="descriptio"', "0 of description, not one"),
    ("heads", RED, "Ann Lee", "Bo Ek", "the author is ['Bo Ek']"),
    ("heads", BLUE, "A text on blue.", "All about a red door.", "have one description: All about a red door."),
    ("lists", "sitemap.xml", "2024-07-23", "2024-07-24", "has 2024-07-24, and blog/red.md is of 2024-07-23"),
    ("lists", "sitemap.xml", "blog/red/", "blog/rot/", "https://example.org/blog/red/ is not there"),
    ("lists", "sitemap.xml", "blog/red/", "blog/blue/", "https://example.org/blog/blue/ is there 2 times"),
    ("lists", "search/search_index.json", "blog/red/", "blog/rot/", "blog/red/ is there 0 times"),
    ("lists", "search/search_index.json", "blog/red/", "blog/tags/paint/", "list blog/tags/paint/ is there with its"),
    ("lists", "blog/feeds.opml", "blog/tags/paint/rss.xml", "blog/tags/ink/rss.xml", "blog/tags/ink has no feeds"),
]


@pytest.mark.parametrize(("check", "file", "old", "new", "told"), BROKEN)
def test_what_is_broken_is_told(whole, vocabulary, tmp_path, check, file, old, new, told):
    site = copied(whole, tmp_path)
    path = site.built.site_dir / file
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.unlink()  # the copy shares its content with the whole site
    path.write_text(written.replace(old, new), encoding="utf-8")
    faults = found(site, check)
    assert any(told in fault for fault in faults), faults


def test_the_images_of_posts_are_counted(whole):
    counted = images.count(whole)
    assert (counted.shown, counted.warned, counted.told, counted.faults) == (2, 1, 1, [])


def test_a_image_that_nobody_sees_or_misses_is_told(whole, tmp_path):
    site = copied(whole, tmp_path)
    page = site.built.site_dir / RED
    written = page.read_text(encoding="utf-8")
    page.unlink()
    page.write_text(written.replace("<img", "<imp").replace("bp-featured-image", ""), encoding="utf-8")
    shown = "blog/red.md: the picture 'door.jpg' is there, and not shown"
    assert images.count(site).faults == [shown, shown]
    silent = Built(whole.built.site_dir, whole.built.addresses, "", [], whole.built.notes * 2)
    assert images.count(replace(whole, built=silent)).faults == [
        "blog/red.md: the picture 'lost.jpg' is not there; of it are 0 warnings and 0 notes",
        "blog/red.md: the picture '/gone.jpg' is not there; of it are 0 warnings and 2 notes",
    ]


@pytest.mark.parametrize(
    ("ours", "theirs", "told"),
    [
        ([], [], []),
        (["Stray tag."], [], ["blog/red/index.html: Stray tag."]),
        (["Stray tag."], ["Stray tag."], []),
        (["Bad value “../../red/{{%20x%0A}}/y” for a."], ["Bad value “{{%20x%20}}/y” for a."], []),
        (["Bad value “../../red/{{%20x}}/y” for a."], ["Bad value “z” for a."], ["Bad value"]),
        (["No “x” as child of element “div”."], ["No “x” as child of element “article”."], []),
        (["The heading “h3” (level 3) follows the heading “h1” (level 1)."], [], ["blog/red/index.html: The heading"]),
    ],
)
def test_an_error_is_ours_if_the_site_without_the_plugin_has_not_its_like(whole, monkeypatch, ours, theirs, told):
    said = {whole.built.site_dir: ours, whole.plain.site_dir: theirs}

    def java(*arguments):
        folder = arguments[-1]
        messages = [{"message": message, "url": f"file:{folder}/{RED}"} for message in said[folder]]
        return json.dumps({"messages": messages})

    monkeypatch.setattr(tools, "java", java)
    faults = list(markup.faults(whole))
    assert len(faults) == len(told)
    assert all(part in fault for part, fault in zip(told, faults, strict=True))


def test_nothing_is_skipped_in_ci(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.delenv("CI", raising=False)
    assert tools.missing() == "There is no java and no npm here."
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="Nothing is skipped in CI"):
        tools.missing()


DAY = datetime(2024, 7, 23, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("name", "written", "title", "date", "authors", "topics", "image"),
    [
        ("a.md", "---\ntitle: A\ndate: 2024-07-23\nauthors: [x]\ntags: a, b\n---\nT", "A", DAY, ("x",), ("a", "b"), ""),
        ("a.md", "+++\ntitle = 'A'\ndate = 2024-07-23\ncategories = ['c']\n+++\nT", "A", DAY, (), ("c",), ""),
        ("a.md", '{"title": "A", "cover": {"image": "x.png"}}\nT', "A", None, (), (), "x.png"),
        ("a.md", "Title: A\nDate: 2024-07-23\nAuthor: x\nImage: /x.png\nT\n", "A", DAY, ("x",), (), "/x.png"),
        ("a.md", "<!--\n.. title: A\n.. date: 2024-07-23\n-->\n\nT", "A", DAY, (), (), ""),
        ("2024-07-23-a.md", "---\ntitle: ''\ndate: 2024-02-31\n---\n# B #\n", "B", DAY, (), (), ""),
        ("a.md", "---\ntitle: A: B\n---\nT", "A: B", None, (), (), ""),
        ("a.md", "Note: a text\n\nT\n===\n", "T", None, (), (), ""),
    ],
)
def test_the_writer_is_understood(tmp_path, name, written, title, date, authors, topics, image):
    path = tmp_path / name
    path.write_text(written, encoding="utf-8")
    found = Writing(path)
    assert (found.title, found.date, found.authors) == (title, date, authors)
    assert (found.topics, found.picture, found.is_draft) == (topics, image, False)
    assert found.body.strip().startswith(("T", "# B", "Note"))
