"""JSON-LD: what each page says it is, against schema.org's vocabulary and what search engines ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlsplit

import extruct
import mf2py
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness import Built, PageView, picture, with_and_without_directory_urls, with_every_theme
from mkdocs_blogposts.publishing.posts.post import Post, PostImage, Rendition
from mkdocs_blogposts.publishing.posts.site_metadata import Publisher, SiteMetadata, read_publisher, read_webmention
from mkdocs_blogposts.publishing.seo.head_values import Head, make_list_head, make_page_head, make_post_head
from mkdocs_blogposts.publishing.seo.json_ld import Breadcrumb, LinkedAuthor, PageSubject, build_graph, write_json_ld
from mkdocs_blogposts.publishing.text.meta_values import format_language_tag
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.entry import Entry

THING = {"@id", "@type", "name", "url", "description", "image", "sameAs"}
WORK = THING | {"inLanguage", "isPartOf", "datePublished", "dateModified", "publisher", "mainEntity"}

# What the types may have: https://schema.org/docs/full.html, as far as we write it.
VOCABULARY = {
    "BlogPosting": WORK
    | {"headline", "author", "articleSection", "keywords", "thumbnailUrl", "wordCount", "mainEntityOfPage"},
    **{kind: WORK | {"primaryImageOfPage", "breadcrumb"} for kind in ("WebPage", "CollectionPage", "ProfilePage")},
    "ImageObject": THING | {"contentUrl", "width", "height", "caption"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": {"@type", "position", "name", "item"},
    "WebSite": WORK,
    "Organization": THING | {"logo"},
    "Person": THING | {"jobTitle"},
}

# What a node is nothing without: https://developers.google.com/search/docs/appearance/structured-data
REQUIRED = {
    "BlogPosting": {"headline"},
    "WebPage": {"url", "name"},
    "CollectionPage": {"url", "name"},
    "ProfilePage": {"mainEntity"},
    "ImageObject": {"contentUrl"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "WebSite": {"name", "url"},
    "Organization": {"name"},
    "Person": {"name"},
}

RECOMMENDED = {"BlogPosting": {"author", "datePublished", "headline", "image"}, "Organization": {"name", "url", "logo"}}

NOON = datetime(2024, 7, 23, 12, tzinfo=timezone.utc)
PREVIEW = Rendition("assets/p.jpg", 1200, 630, "image/jpeg")
PICTURE = PostImage("A red door", PREVIEW, PREVIEW, PREVIEW)
SITE = SiteMetadata("Site", "https://example.org/docs/", "About the site.", "The editors", "en", None)
MAX = Author(
    "Max",
    role="Maintainer",
    description="Writes.",
    url="https://max.example/",
    links=(("GitHub", "https://github.com/max"), ("site", "https://max.example/"), ("bad", "javascript:alert(1)")),
)
POST = Post(
    "blog/a.md",
    title="A post",
    date=NOON,
    authors=(MAX,),
    url="blog/a/",
    meta_description="About it.",
    featured_image=PICTURE,
)
HOME, BLOG = Breadcrumb("Home", "./"), Breadcrumb("Blog", "blog/")
SUBJECT = PageSubject(
    (HOME, BLOG, Breadcrumb("A post")), authors=(LinkedAuthor(MAX, "blog/authors/max/", "max.png"),), words=9
)
HEAD = make_post_head(POST, SITE, section="News")
PAGE = "https://example.org/docs/blog/a/"


def nodes(head: Head = HEAD, subject: PageSubject = SUBJECT, site: SiteMetadata = SITE) -> dict[str, dict[str, Any]]:
    return {node["@type"]: node for node in build_graph(head, subject, site)}


def test_a_post_that_never_changed_was_modified_when_it_was_published_and_its_author_has_a_type() -> None:
    post = nodes()["BlogPosting"]
    assert post["dateModified"] == post["datePublished"] == nodes()["WebPage"]["dateModified"] == NOON.isoformat()
    assert post["author"]["@type"] == "Person"


def within(value: object) -> Iterator[dict[str, Any]]:
    """Every object in a value."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from within(inner)


def faults(whole: dict[str, Any]) -> list[str]:
    """What is wrong with a graph."""
    found: list[str] = []
    typed = [node for node in within(whole["@graph"]) if "@type" in node]
    ids = {node["@id"] for node in typed if "@id" in node}
    for node in typed:
        kind = node["@type"]
        found += [f"{kind} has no {name}" for name in node.keys() - VOCABULARY[kind]]
        found += [f"{kind} lacks {name}" for name in REQUIRED[kind] - node.keys()]
        found += [f"{kind} has an empty {name}" for name, value in node.items() if value in (None, "", [], {})]
    references = [node["@id"] for node in within(whole["@graph"]) if "@id" in node and "@type" not in node]
    found += [f"{reference} leads nowhere" for reference in references if reference not in ids]
    found += [f"{name} is not absolute" for name in [*ids, *references] if not urlsplit(name).netloc]
    return found


def test_the_whole_graph_of_a_post() -> None:
    assert faults({"@graph": build_graph(HEAD, SUBJECT, SITE)}) == []
    found = nodes()
    assert list(found) == [
        *("BlogPosting", "WebPage", "ImageObject", "BreadcrumbList", "WebSite", "Organization", "Person"),
    ]
    assert found["BlogPosting"] == {
        "@type": "BlogPosting",
        "@id": f"{PAGE}#article",
        "headline": "A post",
        "description": "About it.",
        "datePublished": "2024-07-23T12:00:00+00:00",
        "dateModified": "2024-07-23T12:00:00+00:00",
        "author": {"@type": "Person", "@id": "https://example.org/docs/blog/authors/max/#person", "name": "Max"},
        "publisher": {"@id": "https://example.org/docs/#organization"},
        "image": {"@id": f"{PAGE}#primaryimage"},
        "thumbnailUrl": "https://example.org/docs/assets/p.jpg",
        "articleSection": "News",
        "inLanguage": "en",
        "wordCount": 9,
        "isPartOf": {"@id": PAGE},
        "mainEntityOfPage": {"@id": PAGE},
    }
    assert found["WebPage"] == {
        "@type": "WebPage",
        "@id": PAGE,
        "url": PAGE,
        "name": HEAD.title,
        "datePublished": "2024-07-23T12:00:00+00:00",
        "dateModified": "2024-07-23T12:00:00+00:00",
        "inLanguage": "en",
        "isPartOf": {"@id": "https://example.org/docs/#website"},
        "primaryImageOfPage": {"@id": f"{PAGE}#primaryimage"},
        "breadcrumb": {"@id": f"{PAGE}#breadcrumb"},
    }, "the description of a post is said once"
    assert found["Person"] == {
        "@type": "Person",
        "@id": "https://example.org/docs/blog/authors/max/#person",
        "name": "Max",
        "url": "https://example.org/docs/blog/authors/max/",
        "image": "https://example.org/docs/max.png",
        "jobTitle": "Maintainer",
        "description": "Writes.",
        "sameAs": ["https://max.example/", "https://github.com/max"],
    }
    assert found["BreadcrumbList"]["itemListElement"] == [
        {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://example.org/docs/"},
        {"@type": "ListItem", "position": 2, "name": "Blog", "item": "https://example.org/docs/blog/"},
        {"@type": "ListItem", "position": 3, "name": "A post"},
    ]


ABSENT: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any], str, str]] = {
    "no picture": ({"featured_image": None}, {}, {}, "BlogPosting", "image"),
    "no picture, no thumbnail": ({"featured_image": None}, {}, {}, "BlogPosting", "thumbnailUrl"),
    "no picture of the page": ({"featured_image": None}, {}, {}, "WebPage", "primaryImageOfPage"),
    "no date": ({"date": None}, {}, {}, "BlogPosting", "datePublished"),
    "no date, no change": ({"date": None}, {}, {}, "BlogPosting", "dateModified"),
    "no tags": ({}, {}, {}, "BlogPosting", "keywords"),
    "no description": ({"meta_description": ""}, {}, {}, "BlogPosting", "description"),
    "no author": ({}, {"authors": ()}, {}, "BlogPosting", "author"),
    "author without a name": ({}, {"authors": (LinkedAuthor(Author(" ")),)}, {}, "BlogPosting", "author"),
    "nobody counted": ({}, {"words": 0}, {}, "BlogPosting", "wordCount"),
    "one step": ({}, {"breadcrumbs": (HOME,)}, {}, "WebPage", "breadcrumb"),
    "steps without pages": ({}, {"breadcrumbs": (Breadcrumb("Guide"), Breadcrumb("A"))}, {}, "WebPage", "breadcrumb"),
    "site without a description": ({}, {}, {"description": ""}, "WebSite", "description"),
    "language unknown": ({}, {}, {"locale": "../x"}, "BlogPosting", "inLanguage"),
    "publisher without a logo": ({}, {}, {}, "Organization", "logo"),
    "publisher without links": ({}, {}, {}, "Organization", "sameAs"),
    "words of a picture": ({"featured_image": replace(PICTURE, alt="")}, {}, {}, "ImageObject", "caption"),
}


@pytest.mark.parametrize(("post", "subject", "site", "kind", "name"), ABSENT.values(), ids=ABSENT)
def test_what_is_not_known_is_left_out(
    post: dict[str, Any], subject: dict[str, Any], site: dict[str, Any], kind: str, name: str
) -> None:
    whole, about = replace(SITE, **site), replace(SUBJECT, **subject)
    found = nodes(make_post_head(replace(POST, **post), whole), about, whole)
    assert name not in found[kind]
    assert faults({"@graph": list(found.values())}) == []


PRESENT: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any], str, str, object]] = {
    "changed": ({"updated": NOON + timedelta(1)}, {}, {}, "BlogPosting", "dateModified", "2024-07-24T12:00:00+00:00"),
    "tags": ({"tags": ("a", "b")}, {}, {}, "BlogPosting", "keywords", ["a", "b"]),
    "one tag": ({"tags": ("a",)}, {}, {}, "BlogPosting", "keywords", ["a"]),
    "language of a post": ({"language": "pt_BR"}, {"language": "pt_BR"}, {}, "BlogPosting", "inLanguage", "pt-BR"),
    "language of the site": ({}, {}, {"locale": "de_AT"}, "WebPage", "inLanguage", "de-AT"),
    "two authors": (
        {},
        {"authors": (LinkedAuthor(Author("A")), LinkedAuthor(Author("B")))},
        {},
        "BlogPosting",
        "author",
        [
            {"@type": "Person", "@id": "https://example.org/docs/#person-a", "name": "A"},
            {"@type": "Person", "@id": "https://example.org/docs/#person-b", "name": "B"},
        ],
    ),
    "publisher": ({}, {}, {"publisher": Publisher("Us")}, "Organization", "name", "Us"),
    "publisher's site": (
        {},
        {},
        {"publisher": Publisher(url="https://us.example/")},
        "Organization",
        "url",
        "https://us.example/",
    ),
    "publisher's logo": (
        {},
        {},
        {"publisher": Publisher(logo="l.png")},
        "Organization",
        "logo",
        "https://example.org/docs/l.png",
    ),
    "a person publishes": (
        {},
        {},
        {"publisher": Publisher("Me", logo="l.png", kind="Person")},
        "WebSite",
        "publisher",
        {"@id": "https://example.org/docs/#person"},
    ),
    "a section without a page": (
        {},
        {"breadcrumbs": (HOME, Breadcrumb("Guide"), Breadcrumb("A"))},
        {},
        "BreadcrumbList",
        "itemListElement",
        [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": "https://example.org/docs/"},
            {"@type": "ListItem", "position": 2, "name": "A"},
        ],
    ),
    "writer's canonical": ({"canonical": "https://b.org/x"}, {}, {}, "WebPage", "@id", "https://b.org/x"),
}


@pytest.mark.parametrize(("post", "subject", "site", "kind", "name", "expected"), PRESENT.values(), ids=PRESENT)
def test_what_is_known_is_said(
    post: dict[str, Any], subject: dict[str, Any], site: dict[str, Any], kind: str, name: str, expected: object
) -> None:
    whole, about = replace(SITE, **site), replace(SUBJECT, **subject)
    found = build_graph(make_post_head(replace(POST, **post), whole), about, whole)
    assert next(node for node in found if node["@type"] == kind)[name] == expected
    assert faults({"@graph": found}) == []


def test_lists_profiles_and_pages_are_what_they_are() -> None:
    a_list = make_list_head("python", "About.", "tags/python/", SITE)
    assert "CollectionPage" in nodes(a_list, PageSubject(is_collection=True))
    profile = nodes(
        make_list_head("Max", "About.", "authors/max/", SITE),
        PageSubject((), True, (), LinkedAuthor(MAX, "authors/max/")),
    )
    assert profile["ProfilePage"]["mainEntity"] == {"@id": profile["Person"]["@id"]}
    nobody = nodes(a_list, PageSubject(is_collection=True, person=LinkedAuthor(Author(""))))
    assert "CollectionPage" in nobody
    assert list(nodes(make_page_head(Entry("a.md"), "A", "About.", "a/", SITE), PageSubject())) == [
        *("WebPage", "WebSite", "Organization"),
    ]


def test_without_a_url_there_is_no_graph() -> None:
    assert write_json_ld(HEAD, SUBJECT, replace(SITE, url="")) == ""
    assert write_json_ld(make_page_head(Entry("404.html"), "A", "", "404.html", SITE), PageSubject(), SITE) == ""


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--",
    "]]>",
    'He said "hi" & <b>',
    "\u2028\u2029",
    "\\",
    "日本語",
    "x\0\x1b\u202e",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_ends_the_script(text: str) -> None:
    signed = LinkedAuthor(replace(MAX, name=text, role=text, description=text), text, text)
    site = replace(SITE, name=text, description=text, publisher=Publisher(text, text, text, links=(text,)))
    head = make_post_head(replace(POST, title=text, meta_description=text, tags=(text,)), site, section=text)
    written = write_json_ld(
        head, PageSubject((HOME, Breadcrumb(text, text), Breadcrumb(text)), authors=(signed,)), site
    )
    if not head.headline:
        assert not written
        return
    assert not re.search(r"[<>&\u2028\u2029]", written)
    whole = json.loads(written)
    assert faults(whole) == []
    assert head.headline == next(node for node in whole["@graph"] if node["@type"] == "BlogPosting")["headline"]


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_makes_a_graph_without_faults(one: str, two: str) -> None:
    site = replace(SITE, name=one, locale=two, publisher=Publisher(two, one, two, links=(one, two)))
    head = make_post_head(replace(POST, title=one, canonical=two, tags=(one, two)), site)
    signed = LinkedAuthor(Author(one, url=two, links=((one, two),)), two, one)
    written = write_json_ld(
        head, PageSubject((Breadcrumb(one, two), Breadcrumb(two, one), Breadcrumb(one)), authors=(signed,)), site
    )
    assert bool(written) == bool(head.headline)
    assert not written or faults(json.loads(written)) == []
    written.encode("utf-8")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({}, Publisher()),
        ("Us", Publisher("Us")),
        ({"name": "Me", "type": "person"}, Publisher("Me", kind="Person")),
        ({"type": "Organisation", "links": "https://a.org/"}, Publisher(links=("https://a.org/",))),
        ({"name": 2024, "logo": None, "links": [" https://a.org/ ", ""]}, Publisher("2024", links=("https://a.org/",))),
    ],
)
def test_publishers(written: object, expected: Publisher) -> None:
    assert read_publisher(written) == expected


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (["Us"], "Write a name, or the settings"),
        ({"title": "Us"}, "no 'title'"),
        ({"type": "company"}, "'organization' or 'person'"),
        ({"name": ["Us"]}, "name is ['Us']"),
        ({"links": {"a": "b"}}, "list of URLs"),
        ({"links": [1]}, "list of URLs"),
        ({"links": ["https://a.example/", "github.com/us"]}, "link 'github.com/us' isn't a URL. Write all of it"),
        ({"links": ["@us@m.example"]}, "link '@us@m.example' isn't a URL"),
        ({"links": ["javascript:x()"]}, "link 'javascript:x()' isn't a URL"),
        ({"links": ["/about/"]}, "link '/about/' isn't a URL"),
        ({"url": "a.example"}, "url 'a.example' isn't a URL"),
    ],
)
def test_a_publisher_that_makes_no_sense(written: object, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        read_publisher(written)


@pytest.mark.parametrize("written", ["https://e.example/in?a=b", "https://пример.рф/", "/in", ""])
def test_webmention_endpoints(written: str) -> None:
    assert read_webmention(written) == written


@pytest.mark.parametrize("written", ["webmention.io/us", "javascript:x()", "https://", 5, ["https://e.example/"]])
def test_what_is_no_webmention_endpoint(written: object) -> None:
    with pytest.raises(ValueError, match="that of a webmention endpoint"):
        read_webmention(written)


@pytest.mark.parametrize(
    ("link", "account"),
    [
        ("https://x.com/example", "@example"),
        ("https://twitter.com/@example/", "@example"),
        ("https://x.com/example/status/1", ""),
        ("https://x.company/example", ""),
    ],
)
def test_the_account_of_a_publisher(link: str, account: str) -> None:
    assert Publisher(links=("https://a.org/", link)).twitter == account


@pytest.mark.parametrize(
    ("locale", "tag"),
    [
        ("en", "en"),
        ("pt_BR", "pt-BR"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("es_419", "es-419"),
        ("", ""),
        ("a b", ""),
        ("e", ""),
    ],
)
def test_language_tags(locale: str, tag: str) -> None:
    assert format_language_tag(locale) == tag


FILES = {
    "docs/index.md": "# Welcome\n\nTo the site.",
    "docs/guide/index.md": "# The guide\n\nHow to.",
    "docs/guide/more.md": "# More\n\nMore of it.",
    "docs/blog/red.md": """
        ---
        title: Red & <b>bold</b>
        date: 2024-07-23
        updated: 2024-08-01
        author: Ann Lee
        tags: [paint, door]
        category: News
        description: All about the "red" door.
        image: door.jpg
        alt: A red door
        ---
        A red text of seven words here.
    """,
    "docs/blog/blue.md": "---\ntitle: Blue\ndate: 2024-07-02\ntags: [paint]\nauthor: Ann Lee\n---\nBlue text.",
    "docs/blog/door.jpg": picture(1400, 800),
}
NAV = """
nav:
  - Start: index.md
  - Guide:
      - guide/index.md
      - Rest:
          - More: guide/more.md
  - Journal:
      - blog/index.md
"""


def said(page: PageView) -> dict[str, Any]:
    """The page's only graph."""
    return json.loads(page.one("script[type='application/ld+json']").element.text)


def way(built: Built, address: str) -> list[str]:
    found = [node for node in said(built.page(address))["@graph"] if node["@type"] == "BreadcrumbList"]
    return [item["name"] for node in found for item in node["itemListElement"]]


@with_every_theme
@with_and_without_directory_urls
def test_every_page_of_a_site_has_one_graph_without_faults(site):
    built = site(FILES, options={"per_page": 1}, config=NAV).build()
    for address in set(built.pages) - {"404.html", "search.html", "search/"}:
        page = built.page(address)
        assert faults(said(page)) == [], address
        own = next(node for node in said(page)["@graph"] if node["@type"].endswith("Page"))
        assert own["@id"] == own["url"] == page.canonical
    assert not built.page("404.html").all("script[type='application/ld+json']")


WAYS = {
    "": [],
    "guide/": ["Start", "The guide"],
    "guide/more/": ["Start", "Guide", "More"],
    "blog/": ["Start", "Blog"],
    "blog/page/2/": ["Start", "Blog", "page 2"],
    "blog/red/": ["Start", "Blog", "Red & <b>bold</b>"],
    "blog/tags/": ["Start", "Blog", "Tags"],
    "blog/tags/paint/": ["Start", "Blog", "Tags", "paint"],
    "blog/tags/paint/page/2/": ["Start", "Blog", "Tags", "paint", "page 2"],
    "blog/2024/07/": ["Start", "Blog", "2024", "July 2024"],
    "blog/feeds/": ["Start", "Blog", "Feeds"],
}


def test_the_way_to_a_page_follows_the_navigation_and_the_blog(site):
    built = site(FILES, options={"per_page": 1}, config=NAV).build()
    assert {address: way(built, address) for address in WAYS} == WAYS


def test_a_post_has_what_search_engines_recommend(site):
    built = site(FILES, options={"publisher": {"logo": "blog/door.jpg"}}).build()
    found = {node["@type"]: node for node in said(built.page("blog/red/"))["@graph"]}
    for kind, names in RECOMMENDED.items():
        assert names <= found[kind].keys()
    assert found["ImageObject"]["width"] >= 1200
    assert found["BlogPosting"]["wordCount"] == 7
    assert said(built.page("blog/authors/ann-lee/"))["@graph"][0]["@type"] == "ProfilePage"


def test_readers_of_pages_agree_with_the_front_matter(site):
    page = site(FILES).build().page("blog/red/")
    found = extruct.extract(page.source, base_url=page.canonical, syntaxes=["json-ld", "opengraph"])
    (whole,) = found["json-ld"]
    post = next(node for node in whole["@graph"] if node["@type"] == "BlogPosting")
    assert (post["headline"], post["datePublished"]) == ("Red & <b>bold</b>", "2024-07-23T00:00:00+00:00")
    assert post["author"]["name"] == "Ann Lee"
    (graph_of_links,) = found["opengraph"]
    values = dict(graph_of_links["properties"])
    assert values["og:title"] == "Red & <b>bold</b>"
    assert values["og:description"] == post["description"] == 'All about the "red" door.'
    assert values["og:image"] == post["thumbnailUrl"]
    (entry,) = [
        item for item in mf2py.parse(doc=page.source, url=page.canonical)["items"] if item["type"] == ["h-entry"]
    ]
    assert entry["properties"]["name"] == ["Red & <b>bold</b>"]
    assert entry["properties"]["published"] == ["2024-07-23T00:00:00+0000"]
    assert entry["properties"]["author"][0]["properties"]["name"] == ["Ann Lee"]
    assert entry["properties"]["summary"] == ['All about the "red" door.']
    assert entry["properties"]["url"] == [page.canonical]
