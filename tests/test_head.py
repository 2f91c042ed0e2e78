"""The head of a page: what it says, and how that reads in HTML."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jinja2
import lxml.html
import pytest
from babel import Locale
from babel.core import get_global
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

import mkdocs_blogposts
from mkdocs_blogposts.publishing.feeds.feed_item import FeedLink
from mkdocs_blogposts.publishing.posts.post import ImageOrigin, Post, PostImage, Rendition
from mkdocs_blogposts.publishing.posts.site_metadata import Publisher, SiteMetadata
from mkdocs_blogposts.publishing.seo.head_merger import replace_head
from mkdocs_blogposts.publishing.seo.head_tags import write_head, write_tags
from mkdocs_blogposts.publishing.seo.head_values import (
    EVERYTHING,
    Head,
    make_list_head,
    make_page_head,
    make_post_head,
)
from mkdocs_blogposts.publishing.text.meta_values import TERRITORIES, flatten_line, format_og_locale, make_url_absolute
from mkdocs_blogposts.publishing.text.translator import Translator
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.entry import Entry, Status

TEMPLATES = jinja2.Environment(
    autoescape=True,
    loader=jinja2.FileSystemLoader(Path(mkdocs_blogposts.__file__).parent / "themes/base"),
)
TEMPLATES.filters["head_tags"] = lambda head: Markup(write_tags(head))  # noqa: S704  # escaped there

NOON = datetime(2024, 7, 23, 12, tzinfo=timezone(timedelta(hours=2)))
CARD = Rendition("assets/card.webp", 600, 315, "image/webp")
PREVIEW = Rendition("assets/preview.jpg", 1200, 630, "image/jpeg")
PICTURE = PostImage("A red door", CARD, CARD, PREVIEW)
LOGO = PostImage("Our logo", CARD, CARD, replace(PREVIEW, url="logo.png", mime="image/png"))
SITE = SiteMetadata("Site", "https://example.com/docs/", "About the site.", "The editors", "en", None)
OWNED = replace(SITE, publisher=Publisher(links=("https://b.org/@me", "javascript:x")))
POST = Post(
    "blog/a.md",
    title="A post",
    date=NOON,
    authors=(Author("Max"), Author("Ann")),
    url="blog/a/",
    meta_description="About it.",
)
ENTRY = Entry("guide.md")

HOSTILE = [
    'He said "hi" & <b>',
    "</title><script>alert(1)</script>",
    "x</title foo><script>alert(1)</script>",
    "</head><body>",
    'x"> <script>alert(1)</script> <i y="',
    "'><!--",
    "-->",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp;",
    "<title>",
    "]]>",
    '"',
    '">',
    "<",
    "</title>",
]


def render(head: Head) -> str:
    """The tags, which are the same from the template that a user's may extend."""
    printed = write_head(head)
    assert printed == TEMPLATES.get_template("blogposts/head.html").render(head=head)
    return printed


def read(tags: str) -> list[tuple[str, str]]:
    """The name and value of each tag as a browser reads them; `@` before a `property`."""
    document = lxml.html.document_fromstring(f"<!doctype html><html><head>{tags}</head><body></body></html>")
    return [_said(element) for element in document.head]


def _said(element: Any) -> tuple[str, str]:
    if element.tag == "title":
        return "title", element.text or ""
    if element.tag == "script":
        return element.get("type"), element.text
    if element.tag == "link":
        return element.get("rel"), element.get("href")
    assert element.tag == "meta", f"<{element.tag}> in the head"
    assert ("name" in element.attrib) != ("property" in element.attrib)
    return element.get("name") or f"@{element.get('property')}", element.get("content")


def said(head: Head, name: str) -> list[str]:
    return [value for key, value in read(render(head)) if key == name]


FULL = make_post_head(
    replace(POST, updated=NOON + timedelta(days=1), tags=("one", "two"), featured_image=PICTURE),
    replace(SITE, twitter="@site"),
    ("blog/authors/max/", "blog/authors/ann/"),
    "News",
    twitter="@max",
    fediverse="@max@example.social",
)


def test_every_tag_in_its_order() -> None:
    assert read(render(FULL)) == [
        ("title", "A post - Site"),
        ("description", "About it."),
        ("author", "Max, Ann"),
        ("robots", "max-image-preview:large, max-snippet:-1, max-video-preview:-1"),
        ("canonical", "https://example.com/docs/blog/a/"),
        ("@og:locale", "en_US"),
        ("@og:type", "article"),
        ("@og:title", "A post"),
        ("@og:description", "About it."),
        ("@og:url", "https://example.com/docs/blog/a/"),
        ("@og:site_name", "Site"),
        ("@article:published_time", "2024-07-23T12:00:00+02:00"),
        ("@article:modified_time", "2024-07-24T12:00:00+02:00"),
        ("@article:author", "https://example.com/docs/blog/authors/max/"),
        ("@article:author", "https://example.com/docs/blog/authors/ann/"),
        ("@article:section", "News"),
        ("@article:tag", "one"),
        ("@article:tag", "two"),
        ("@og:image", "https://example.com/docs/assets/preview.jpg"),
        ("@og:image:width", "1200"),
        ("@og:image:height", "630"),
        ("@og:image:type", "image/jpeg"),
        ("@og:image:alt", "A red door"),
        ("twitter:card", "summary_large_image"),
        ("twitter:title", "A post"),
        ("twitter:description", "About it."),
        ("twitter:image", "https://example.com/docs/assets/preview.jpg"),
        ("twitter:image:alt", "A red door"),
        ("twitter:site", "@site"),
        ("twitter:creator", "@max"),
        ("twitter:label1", "Written by"),
        ("twitter:data1", "Max, Ann"),
        ("twitter:label2", "Reading time"),
        ("twitter:data2", "1 min read"),
        ("fediverse:creator", "@max@example.social"),
    ]


FEED = FeedLink('Posts about "red" <&>', "https://example.com/docs/blog/rss.xml", "application/rss+xml")


def test_feeds_stand_between_the_url_and_the_previews() -> None:
    tags = read(render(FULL._replace(feeds=(FEED, FEED._replace(url="https://example.com/docs/feed.json")))))
    names = [name for name, _ in tags]
    assert names[names.index("canonical") : names.index("@og:locale")] == ["canonical", "alternate", "alternate"]
    assert [value for name, value in tags if name == "alternate"][1] == "https://example.com/docs/feed.json"
    (link,) = lxml.html.fromstring(f"<head>{render(FULL._replace(feeds=(FEED,)))}</head>").cssselect("[rel=alternate]")
    assert (link.get("title"), link.get("type")) == (FEED.title, FEED.mime)


def test_the_graph_stands_last_and_once() -> None:
    tags = read(render(FULL._replace(json_ld='{"a":"\\u003c/script\\u003e"}')))
    assert tags[-1] == ("application/ld+json", '{"a":"\\u003c/script\\u003e"}')
    assert "application/ld+json" not in [name for name, _ in read(render(FULL))]


@pytest.mark.parametrize(("name", "field"), [("twitter:creator", "twitter"), ("fediverse:creator", "fediverse")])
@pytest.mark.parametrize(
    ("account", "expected"), [("@max", ["@max"]), ("", []), ("\x07", []), ('"><script>', ['"><script>'])], ids=repr
)
def test_accounts(name: str, field: str, account: str, expected: list[str]) -> None:
    assert said(make_post_head(POST, SITE, **{field: account}), name) == expected


LANGUAGES = [("", "en_US"), ("de", "de_DE"), ("pt-BR", "pt_BR"), ("xx", "en_US"), ("../x", "en_US")]


@pytest.mark.parametrize(("language", "locale"), LANGUAGES)
def test_a_post_may_have_a_language_of_its_own(language: str, locale: str) -> None:
    assert said(make_post_head(replace(POST, language=language), SITE), "@og:locale") == [locale]


def table(subject: str, rows: list[tuple[str, dict[str, Any], str, list[str]]]) -> pytest.MarkDecorator:
    """Rows of: what is shown, what is unlike the usual, a tag's name, its values on the page."""
    return pytest.mark.parametrize(
        (subject, "name", "expected"), [row[1:] for row in rows], ids=[row[0] for row in rows]
    )


BARE = make_post_head(Post("a.md"), SiteMetadata("", "", "", "", "", None))


@pytest.mark.parametrize("head", [FULL, BARE], ids=["full", "bare"])
def test_one_tag_on_each_line(head: Head) -> None:
    lines = render(head).split("\n")
    assert all(re.fullmatch(r"<(title|meta|link|script).*>", line) for line in lines)
    assert len(lines) == len(read(render(head)))


def test_what_is_empty_is_left_out() -> None:
    names = [name for name, _ in read(render(BARE))]
    shown = ["title", "robots", "@og:type", "@og:title", "twitter:card", "twitter:title"]
    assert names == [*shown, "twitter:label1", "twitter:data1"]


POST_CASES: list[tuple[str, dict[str, Any], str, list[str]]] = [
    ("title", {"title": "A post"}, "title", ["A post - Site"]),
    ("title of the heading", {"title": "", "heading": "A <code>b</code> &amp; c"}, "title", ["A b & c - Site"]),
    ("no title", {"title": ""}, "title", ["Site"]),
    ("title that is the site's", {"title": "Site"}, "title", ["Site"]),
    ("title in two lines", {"title": " A\n  post\t"}, "title", ["A post - Site"]),
    ("title with a right-to-left override", {"title": "exe\u202egpj.\u2066x"}, "title", ["exegpj.x - Site"]),
    ("title with controls", {"title": "a\0b\x07c\x9bd\ud800e\uffff"}, "title", ["abcde - Site"]),
    ("title in Hebrew keeps its marks", {"title": "שלום\u200f!"}, "@og:title", ["שלום\u200f!"]),
    ("title with an emoji", {"title": "👩‍💻 works"}, "@og:title", ["👩‍💻 works"]),
    ("no-break space stays", {"meta_description": "Bonjour\xa0!  Deux"}, "description", ["Bonjour\xa0!  Deux"]),
    ("no description", {"meta_description": ""}, "description", []),
    ("no description for previews", {"meta_description": ""}, "@og:description", []),
    ("no description for Twitter", {"meta_description": ""}, "twitter:description", []),
    ("long description is not cut", {"meta_description": "word " * 100}, "description", [("word " * 100).strip()]),
    ("no authors, the site's", {"authors": ()}, "author", ["The editors"]),
    ("no authors, no label", {"authors": ()}, "twitter:label1", ["Reading time"]),
    ("one author", {"authors": (Author("Max"),)}, "author", ["Max"]),
    ("robots", {}, "robots", [EVERYTHING]),
    ("robots of the writer", {"robots": "nofollow"}, "robots", ["nofollow"]),
    ("hidden", {"status": Status.HIDDEN}, "robots", ["noindex"]),
    ("draft", {"status": Status.DRAFT}, "robots", ["noindex"]),
    ("scheduled", {"status": Status.SCHEDULED}, "robots", ["noindex"]),
    ("expired", {"status": Status.EXPIRED}, "robots", ["noindex"]),
    ("hidden, writer adds", {"status": Status.HIDDEN, "robots": "nofollow"}, "robots", ["noindex, nofollow"]),
    ("hidden, writer decides", {"status": Status.HIDDEN, "robots": "Index"}, "robots", ["Index"]),
    ("hidden, writer repeats", {"status": Status.HIDDEN, "robots": "noindex,follow"}, "robots", ["noindex,follow"]),
    ("canonical", {}, "canonical", ["https://example.com/docs/blog/a/"]),
    ("canonical of a home page", {"url": ""}, "canonical", ["https://example.com/docs/"]),
    ("writer's canonical", {"canonical": "https://b.org/x?y=1#z"}, "canonical", ["https://b.org/x?y=1#z"]),
    ("writer's canonical for previews", {"canonical": "https://b.org/x"}, "@og:url", ["https://b.org/x"]),
    ("canonical from the host's root", {"canonical": "/x/"}, "canonical", ["https://example.com/x/"]),
    ("canonical from the site's root", {"canonical": "x/"}, "canonical", ["https://example.com/docs/x/"]),
    ("canonical with blanks", {"canonical": "https://b.org/a b%20c"}, "canonical", ["https://b.org/a%20b%20c"]),
    ("canonical script", {"canonical": "javascript:alert(1)"}, "canonical", ["https://example.com/docs/blog/a/"]),
    ("canonical broken", {"canonical": "http://["}, "canonical", ["https://example.com/docs/blog/a/"]),
    ("canonical of half a pair", {"canonical": "\ud800"}, "canonical", ["https://example.com/docs/blog/a/"]),
    ("no neighbors", {}, "prev", []),
    ("no date", {"date": None}, "@article:published_time", []),
    ("not modified", {}, "@article:modified_time", []),
    ("modified before", {"updated": NOON - timedelta(1)}, "@article:modified_time", []),
    ("modified at once", {"updated": NOON}, "@article:modified_time", []),
    ("only modified", {"date": None, "updated": NOON}, "@article:modified_time", ["2024-07-23T12:00:00+02:00"]),
    ("tags", {"tags": ("C++", "a, b", "\x07")}, "@article:tag", ["C++", "a, b"]),
    ("no tags", {}, "@article:tag", []),
    ("no image", {}, "@og:image", []),
    ("no image, small card", {}, "twitter:card", ["summary"]),
    ("image", {"featured_image": PICTURE}, "twitter:card", ["summary_large_image"]),
    (
        "image of no known size",
        {"featured_image": replace(PICTURE, preview=Rendition("x.svg", 0, 0, ""))},
        "@og:image:width",
        [],
    ),
    (
        "image of no known kind",
        {"featured_image": replace(PICTURE, preview=Rendition("x.svg", 0, 0, ""))},
        "@og:image:type",
        [],
    ),
    ("image without words", {"featured_image": replace(PICTURE, alt="")}, "@og:image:alt", []),
    ("image without words, Twitter", {"featured_image": replace(PICTURE, alt="")}, "twitter:image:alt", []),
    (
        "image of another site",
        {"featured_image": replace(PICTURE, preview=Rendition("https://cdn.org/a b.png", 0, 0, ""))},
        "@og:image",
        ["https://cdn.org/a%20b.png"],
    ),
    (
        "image of any protocol",
        {"featured_image": replace(PICTURE, preview=Rendition("//cdn.org/a.png", 0, 0, ""))},
        "@og:image",
        ["https://cdn.org/a.png"],
    ),
    (
        "image in the text",
        {"featured_image": replace(PICTURE, preview=Rendition("data:image/png,x", 0, 0, ""))},
        "@og:image",
        [],
    ),
    (
        "image unreachable, no words of it",
        {"featured_image": replace(PICTURE, preview=Rendition("data:,", 0, 0, ""))},
        "@og:image:alt",
        [],
    ),
    ("minutes", {"reading_minutes": 4}, "twitter:data2", ["4 min read"]),
]


@table("post", POST_CASES)
def test_head_of_a_post(post: dict[str, Any], name: str, expected: list[str]) -> None:
    assert said(make_post_head(replace(POST, **post), SITE), name) == expected


SITE_CASES: list[tuple[str, dict[str, Any], str, list[str]]] = [
    ("locale", {"locale": "en"}, "@og:locale", ["en_US"]),
    ("locale with its territory", {"locale": "pt_BR"}, "@og:locale", ["pt_BR"]),
    ("locale with a hyphen", {"locale": "en-GB"}, "@og:locale", ["en_GB"]),
    ("locale with a script", {"locale": "zh_Hant"}, "@og:locale", ["zh_TW"]),
    ("locale of no one country", {"locale": "es_419"}, "@og:locale", []),
    ("locale unknown", {"locale": "xx"}, "@og:locale", []),
    ("no locale", {"locale": ""}, "@og:locale", []),
    ("locale nonsense", {"locale": "../en"}, "@og:locale", []),
    ("no address, no canonical", {"url": ""}, "canonical", []),
    ("no address, no og:url", {"url": ""}, "@og:url", []),
    ("no address, no image", {"url": "", "image": LOGO}, "@og:image", []),
    ("no address, no image on Twitter", {"url": "", "image": LOGO}, "twitter:image", []),
    ("no address, small card", {"url": "", "image": LOGO}, "twitter:card", ["summary"]),
    ("no address, no author's page", {"url": ""}, "@article:author", []),
    ("the site's image", {"image": LOGO}, "@og:image", ["https://example.com/docs/logo.png"]),
    ("the site's image, its words", {"image": LOGO}, "twitter:image:alt", ["Our logo"]),
    ("no site name", {"name": ""}, "title", ["A post"]),
    ("no site name for previews", {"name": ""}, "@og:site_name", []),
    ("no site name, og:title", {"name": ""}, "@og:title", ["A post"]),
    ("no author of the site", {"author": ""}, "author", ["Max, Ann"]),
    ("account", {"twitter": "@site"}, "twitter:site", ["@site"]),
    ("no account", {}, "twitter:site", []),
    ("a drawn card", {"image": replace(LOGO, alt="", origin=ImageOrigin.DRAWN)}, "@og:image:alt", ["A post"]),
    ("a card with words", {"image": replace(LOGO, origin=ImageOrigin.DRAWN)}, "@og:image:alt", ["Our logo"]),
    ("an image without words", {"image": replace(LOGO, alt="")}, "@og:image:alt", []),
    ("webmention", {"webmention": "https://b.org/in"}, "webmention", ["https://b.org/in"]),
    ("webmention here", {"webmention": "in"}, "webmention", ["https://example.com/docs/in"]),
    ("no webmention", {"webmention": "javascript:x"}, "webmention", []),
    ("accounts on the home page only", {"publisher": Publisher(links=("https://b.org/@me",))}, "me", []),
]


@table("site", SITE_CASES)
def test_what_the_site_gives(site: dict[str, Any], name: str, expected: list[str]) -> None:
    assert said(make_post_head(POST, replace(SITE, **site), ("authors/max/",)), name) == expected


@pytest.mark.parametrize(
    ("url", "pages"),
    [
        ("https://example.com/docs/", "/docs/*"),
        ("https://example.com/", "/*"),
        ("https://example.com/</script>/", "/%3C/script%3E/*"),
    ],
)
def test_browsers_may_load_pages_of_the_site_ahead(url: str, pages: str) -> None:
    head = make_post_head(POST, replace(SITE, url=url, prefetches=True))
    assert json.loads(head.speculation)["prefetch"][0]["where"] == {"href_matches": pages}
    assert f'<script type="speculationrules">{head.speculation}</script>' in render(head)
    assert "speculationrules" not in render(make_post_head(POST, SITE))


def test_writers_canonical_needs_no_site_url() -> None:
    head = make_post_head(replace(POST, canonical="https://b.org/x"), replace(SITE, url=""))
    assert said(head, "canonical") == ["https://b.org/x"]


def test_no_image_means_none() -> None:
    assert not make_post_head(replace(POST, no_image=True), replace(SITE, image=LOGO)).image


def test_author_without_a_page() -> None:
    assert make_post_head(POST, SITE, ("", "authors/ann/")).author_urls == ("https://example.com/docs/authors/ann/",)


def test_words_of_another_language() -> None:
    own = {"Written by": "Von", "Reading time": "Lesezeit", "{count} min read": "{count} Min. {kaputt"}
    words = Translator(own={**own, "page {number}": "Seite {number}"})
    head = make_post_head(replace(POST, reading_minutes=3), SITE, words=words)
    assert head.labels == (("Von", "Max, Ann"), ("Lesezeit", "3 Min. {kaputt"))
    assert make_list_head("Blog", "", "blog/page/2/", SITE, number=2, words=words).title == "Blog - Seite 2 - Site"


LISTED: dict[str, Any] = {"title": "Python", "description": "Posts.", "url": "blog/tags/python/", "site": SITE}
LIST_CASES: list[tuple[str, dict[str, Any], str, list[str]]] = [
    ("title", {}, "title", ["Python - Site"]),
    ("second page", {"number": 2}, "title", ["Python - page 2 - Site"]),
    ("second page for previews", {"number": 2}, "@og:title", ["Python - page 2"]),
    ("home", {"title": "", "url": ""}, "title", ["Site"]),
    ("home, its address", {"title": "", "url": ""}, "canonical", ["https://example.com/docs/"]),
    ("home, second page", {"title": "", "number": 2}, "title", ["page 2 - Site"]),
    ("home, second page for previews", {"title": "", "number": 2}, "@og:title", ["Site - page 2"]),
    ("kind", {}, "@og:type", ["website"]),
    ("kind of an author's", {"profile": True}, "@og:type", ["profile"]),
    ("canonical", {}, "canonical", ["https://example.com/docs/blog/tags/python/"]),
    ("only page", {}, "next", []),
    ("neighbor before", {"prev_url": "blog/"}, "prev", ["https://example.com/docs/blog/"]),
    ("neighbor at the root", {"prev_url": "./"}, "prev", ["https://example.com/docs/"]),
    ("neighbor after", {"next_url": "blog/page/2/"}, "next", ["https://example.com/docs/blog/page/2/"]),
    ("neighbor without address", {"next_url": "x/", "site": replace(SITE, url="")}, "next", []),
    ("robots", {}, "robots", [EVERYTHING]),
    ("robots of the writer's file", {"entry": Entry("t.md", robots="noindex"), "number": 2}, "robots", ["noindex"]),
    ("the file's canonical", {"entry": Entry("t.md", canonical="https://b.org/")}, "canonical", ["https://b.org/"]),
    (
        "the file's canonical is not the second page's",
        {"entry": Entry("t.md", canonical="https://b.org/"), "number": 2, "url": "blog/page/2/"},
        "canonical",
        ["https://example.com/docs/blog/page/2/"],
    ),
    (
        "the file wants no image",
        {"entry": Entry("t.md", no_image=True), "site": replace(SITE, image=LOGO)},
        "@og:image",
        [],
    ),
    ("image", {"image": PICTURE}, "@og:image", ["https://example.com/docs/assets/preview.jpg"]),
    ("no time", {}, "@article:published_time", []),
    ("no label", {}, "twitter:label1", []),
    ("author", {}, "author", ["The editors"]),
]


@table("listed", LIST_CASES)
def test_head_of_a_list(listed: dict[str, Any], name: str, expected: list[str]) -> None:
    assert said(make_list_head(**{**LISTED, **listed}), name) == expected


PLAIN: dict[str, Any] = {"entry": ENTRY, "title": "Guide", "description": "How to.", "url": "guide/", "site": SITE}
PAGE_CASES: list[tuple[str, dict[str, Any], str, list[str]]] = [
    ("title", {}, "title", ["Guide - Site"]),
    ("home", {"is_home": True, "title": "Home", "url": ""}, "title", ["Site"]),
    ("home for previews", {"is_home": True, "title": "Home"}, "@og:title", ["Site"]),
    ("home with a title", {"is_home": True, "entry": replace(ENTRY, title="Start")}, "title", ["Start - Site"]),
    ("home without description", {"is_home": True, "description": ""}, "description", ["About the site."]),
    ("home's address", {"is_home": True, "url": "./"}, "canonical", ["https://example.com/docs/"]),
    ("no description", {"description": ""}, "description", []),
    ("kind", {}, "@og:type", ["website"]),
    ("lost", {"url": "404.html"}, "canonical", []),
    ("lost, no address for previews", {"url": "404.html"}, "@og:url", []),
    ("lost, but described", {"url": "404.html"}, "description", ["How to."]),
    ("canonical", {}, "canonical", ["https://example.com/docs/guide/"]),
    ("writer's canonical", {"entry": replace(ENTRY, canonical="https://b.org/")}, "canonical", ["https://b.org/"]),
    ("robots", {"entry": replace(ENTRY, robots="noindex")}, "robots", ["noindex"]),
    ("hidden", {"entry": replace(ENTRY, status=Status.HIDDEN)}, "robots", ["noindex"]),
    ("authors", {"entry": replace(ENTRY, authors=(Author("Ann"), Author("Max")))}, "author", ["Ann, Max"]),
    ("author of the site", {}, "author", ["The editors"]),
    ("image", {"image": PICTURE}, "@og:image:alt", ["A red door"]),
    ("site's image", {"site": replace(SITE, image=LOGO)}, "@og:image:type", ["image/png"]),
    ("accounts", {"is_home": True, "site": OWNED}, "me", ["https://b.org/@me"]),
    ("accounts elsewhere", {"site": OWNED}, "me", []),
]


@table("page", PAGE_CASES)
def test_head_of_a_page(page: dict[str, Any], name: str, expected: list[str]) -> None:
    assert said(make_page_head(**{**PLAIN, **page}), name) == expected


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_every_tag(text: str) -> None:
    picture = PostImage(text, CARD, CARD, replace(PREVIEW, mime=text))
    post = replace(
        POST,
        title=text,
        meta_description=text,
        authors=(Author(text),),
        tags=(text,),
        robots=text,
        featured_image=picture,
    )
    site = replace(SITE, name=text, author=text, twitter=text)
    words = Translator(own=dict.fromkeys(["Written by", "Reading time", "{count} min read"], text))
    head = make_post_head(post, site, (text,), text, words, text, text)
    tags = read(render(head))
    assert len(tags) == len(render(head).split("\n"))
    addresses = {"canonical", "@og:url", "@article:author", "@og:image", "twitter:image"}
    facts = {"@og:locale", "@og:type", "@article:published_time", "@og:image:width", "@og:image:height", "twitter:card"}
    texts = {value for name, value in tags if name not in addresses | facts}
    assert texts == {text}


@given(st.text(), st.text(), st.text())
@settings(max_examples=150, deadline=None)
def test_no_text_raises(text: str, other: str, address: str) -> None:
    picture = PostImage(text, CARD, CARD, Rendition(address, 1, 1, other))
    post = replace(
        POST, title=text, meta_description=other, canonical=address, robots=text, url=address, featured_image=picture
    )
    tags = render(make_post_head(post, replace(SITE, name=other, locale=text), (address,), other))
    assert tags.encode()
    assert "\n\n" not in tags
    assert all(value == flatten_line(value) for _, value in read(tags))


@settings(deadline=None)
@given(st.text(), st.sampled_from(["", "https://example.com/docs/"]))
@example("http://[::1", "https://example.com/")
@example("http://a\u2100b/", "https://example.com/")
def test_a_url_works_anywhere_or_is_none(address: str, base: str) -> None:
    found = make_url_absolute(address, base)
    assert not found or re.match(r"https?://[^/]", found)


@settings(deadline=None)
@given(st.text())
@example("en_US_POSIX")
@example("no")
def test_a_locale_is_language_and_territory_or_none(locale: str) -> None:
    assert re.fullmatch(r"([a-z]{2,3}_[A-Z]{2})?", format_og_locale(locale))


@pytest.mark.parametrize("locale", ["en", "de", "sr", "nb", "zh", "fa", "no", "zh_Hant", "uz", "is"])
def test_a_locale_without_its_territory_has_the_likely_one(locale: str) -> None:
    likely = get_global("likely_subtags")[locale].split("_")
    assert format_og_locale(locale) == f"{Locale.parse(locale).language}_{likely[-1]}"


def test_the_territories_known_without_babel_are_those_of_babel() -> None:
    likely = get_global("likely_subtags")
    assert {language: likely[language].rpartition("_")[2] for language in TERRITORIES} == TERRITORIES


def seen(text: str) -> str:
    """What a reader sees of a text, white space folded."""
    hidden = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}
    noncharacters = {*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF}
    shown = (
        " " if sign in "\t\n\v\f\r\x85" else sign
        for sign in text
        if sign in "\t\n\v\f\r\x85"
        or (unicodedata.category(sign) not in ("Cc", "Cs") and ord(sign) not in hidden | noncharacters)
    )
    return " ".join("".join(shown).split())


@given(st.text(), st.text())
@settings(max_examples=200, deadline=None)
def test_the_text_is_read_as_it_was_written(text: str, other: str) -> None:
    title, about = f"T{text}t", f"A{other}a"
    theirs = f'<meta name="description" content="{about}">\n<title>{title} - Site</title>'
    before, after = "<!doctype html>\n<html><head><meta charset='utf-8'>\n", "</head>\n<body>T</body></html>"
    tags = render(make_page_head(ENTRY, title, about, "a/", SITE))
    found = replace_head(before + theirs + after, tags, (title, about))
    assert found == f"{before}\n{tags}{after}"
    values = {name: " ".join(value.split()) for name, value in read(tags)}
    names = [name for name, _ in read(found.removeprefix(before).removesuffix(after))]
    assert [names.count(name) for name in ("title", "description", "canonical")] == [1, 1, 1]
    assert values["title"] == f"{seen(title)} - Site"
    assert values["@og:title"] == seen(title)
    assert values["description"] == seen(about)
