"""Feeds: what is in them, as the programs that read feeds see it."""

from __future__ import annotations

import io
import json
import re
from datetime import datetime, timedelta, timezone
from typing import Any
from urllib.parse import urlsplit

import atoma
import feedparser
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from harness import Built, picture, with_and_without_directory_urls, with_every_theme
from harness.formats import JSON_FEED
from mkdocs_blogposts.publishing.feeds.atom import write_atom, write_atom_entry
from mkdocs_blogposts.publishing.feeds.feed_item import (
    Channel,
    FeedAuthor,
    FeedImage,
    FeedItem,
    find_feed_dates,
    make_dates_unique,
    make_feed_item,
)
from mkdocs_blogposts.publishing.feeds.feed_options import FeedOptions, read_feed_options
from mkdocs_blogposts.publishing.feeds.json_feed import write_json_feed, write_json_item
from mkdocs_blogposts.publishing.feeds.rss import Outline, write_opml, write_rss, write_rss_item
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.text.sanitize import sanitize_html

PAGE = "https://example.org/docs/blog/a/"
NOON = datetime(2024, 7, 23, 12, 0, tzinfo=timezone.utc)

HOSTILE = [
    'A <b> & "q"',
    "</title><script>alert(1)</script>",
    "]]>",
    "<![CDATA[x]]>",
    "&lt;b&gt; &amp;",
    "日本語 👩‍💻",
    "'",
    "word" * 100,
]

TEXTS = {
    "link beside": ('<a href="../b/">x</a>', '<a href="https://example.org/docs/blog/b/">x</a>'),
    "link to the root": ('<a href="/b/">x</a>', '<a href="https://example.org/b/">x</a>'),
    "link within the page": ('<a href="#c">x</a>', f'<a href="{PAGE}#c">x</a>'),
    "link elsewhere": ('<a href="https://b.org/?a=1&amp;b=2">x</a>', '<a href="https://b.org/?a=1&amp;b=2">x</a>'),
    "link of no protocol": ('<a href="//b.org/">x</a>', '<a href="https://b.org/">x</a>'),
    "link with blanks": ('<a href="a b.html">x</a>', f'<a href="{PAGE}a%20b.html">x</a>'),
    "link to a mailbox": ('<a href="mailto:a@b.org">x</a>', '<a href="mailto:a@b.org">x</a>'),
    "link to a telephone": ('<a href="tel:+49">x</a>', '<a href="tel:+49">x</a>'),
    "link that runs": ('<a href="javascript:alert(1)">x</a>', "<a>x</a>"),
    "link that makes no sense": ('<a href="http://[">x</a>', "<a>x</a>"),
    "picture": ('<img src="p.png" alt="P">', f'<img src="{PAGE}p.png" alt="P">'),
    "picture in sizes": ('<img src="p.png" srcset="q.png 2x" sizes="1px" loading="lazy">', f'<img src="{PAGE}p.png">'),
    "picture in the text": ('<img src="data:image/png;base64,AA">', '<img src="data:image/png;base64,AA">'),
    "film": (
        '<video poster="p.png" controls><source src="v.mp4"></video>!',
        f'<video poster="{PAGE}p.png"><source src="{PAGE}v.mp4"></video> <a href="{PAGE}v.mp4">v.mp4</a>!',
    ),
    "sound": (
        '<audio src="a%20b.mp3" title="A song" autoplay></audio>',
        f'<audio src="{PAGE}a%20b.mp3" title="A song"></audio> <a href="{PAGE}a%20b.mp3">A song</a>',
    ),
    "film of nothing": ("<video controls></video>", "<video></video>"),
    "picture in formats": ('<picture><source srcset="p.webp"><img src="p.png"></picture>', f'<img src="{PAGE}p.png">'),
    "link with brackets": (
        '<a href="https://b.org/a[1]?b[]=2">x</a>',
        '<a href="https://b.org/a%5B1%5D?b%5B%5D=2">x</a>',
    ),
    "block in a paragraph": ("<p>a<span><table><tr><td>b</table></span></p>", None),
    "frame in a link": ('<a href="/b/">x<iframe src="/f/"></iframe></a>', None),
    "table that is none": ("<table><tr><td>a</td></tr>lost</table>", "<div><div><div>a</div></div>lost</div>"),
    "list that is none": ("<li>a</li><dd>b</dd>", "<div>a</div><div>b</div>"),
    "quotation": ('<blockquote cite="../c/">x</blockquote>', None),
    "script": ("<p>x<script>alert(1)</script></p>", "<p>x</p>"),
    "style": ("<style>p{}</style><p style='color:red'>x</p>", "<p>x</p>"),
    "form": ("<form action='/x'><p>x</p></form><p>y</p>", "<p>y</p>"),
    "handler": ('<p onclick="alert(1)">x</p>', "<p>x</p>"),
    "frame": (
        '<iframe src="https://film.example/1" title="A film"></iframe>',
        '<a href="https://film.example/1">A film</a>',
    ),
    "frame without a title": ('<iframe src="/f/"></iframe>', None),
    "frame of nothing": ("<p>x<iframe></iframe>y</p>", "<p>x<a></a>y</p>"),
    "drawing": ("<p>x<svg><path d=''/></svg>y</p>", "<p>xy</p>"),
    "permalink": ('<h2 id="a">A<a class="headerlink" href="#a">¶</a></h2>', "<h2>A</h2>"),
    "comment": ("<p>a<!-- b --></p>", "<p>a</p>"),
    "unknown element": ("<my-box><p>x</p></my-box>", "<p>x</p>"),
    "odd names of attributes": ("""<p {a} "b" =c <d='e' f{g}="h" title="t">x</p>""", None),
    "attributes of another language": ("<Box size={{ a: 1 }} {...more} title='t'><p class='c' {x}>x</p></Box>", None),
    "odd names of elements": ('<a:b><p>x</p></a:b><x"y>z</x"y><q{}>r</q{}>', None),
    "end of CDATA": ("<p>]]&gt;</p>", "<p>]]&gt;</p>"),
    "control characters": ("<p>a&#1;\x0b&#xFFFE;\x80\ufffd\U0001ffffb\U00020000</p>", "<p>ab\U00020000</p>"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("content", "expected"), TEXTS.values(), ids=TEXTS)
def test_a_text_works_in_any_reader(content: str, expected: str | None) -> None:
    found = sanitize_html(content, PAGE)
    if expected is not None:
        assert found == expected
    for link in re.findall(r'(?:href|src|poster|cite|action|srcset)="([^"]*)"', found):
        assert urlsplit(link).scheme in ("https", "mailto", "tel", "data")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.sampled_from(["<p>{}</p>", '<a href="{}">x</a>', "<iframe src='{}'>", "{}", "<b {}>"]))
def test_any_text_is_xml_and_runs_nothing(text: str, frame: str) -> None:
    found = sanitize_html(frame.replace("{}", text), PAGE)
    assert "<script" not in found
    element = etree.Element("x")
    element.text = found  # raises for what XML cannot have


@settings(max_examples=150, deadline=None)
@given(st.text("<>{}=\"'/! abp:-#&;\0", max_size=60))
def test_any_markup_is_read(markup: str) -> None:
    etree.Element("x").text = sanitize_html(f"<p {markup}", PAGE)
    assert sanitize_html(f"<p>{markup}</p>", PAGE) == sanitize_html(f"<p>{markup}</p>", PAGE)


def item(**values: Any) -> FeedItem:
    usual: dict[str, Any] = {
        "id": values.get("url", PAGE),
        "url": PAGE,
        "title": "A post",
        "summary": "About it.",
        "html": "<p>Text.</p>",
        "published": NOON,
        "updated": NOON,
        "authors": (FeedAuthor("Max", "https://example.org/max/", "https://example.org/max.png"), FeedAuthor("Ann")),
        "topics": ("one", "two"),
        "featured_image": FeedImage("https://example.org/p.jpg", "image/jpeg", 1234, 1200, 630),
        "language": "",
    }
    return FeedItem(**{**usual, **values})


CHANNEL = Channel(
    title="Blog - Site",
    description="About <us> & them.",
    home="https://example.org/blog/",
    language="en",
    author="Site",
    icon="https://example.org/logo.png",
    updated=NOON,
    url="https://example.org/blog/feed",
    id="https://example.org/blog/feed",
    style="../assets/blogposts/feed.css",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_writer_writes_reads_so_in_every_format(text: str) -> None:
    hostile = item(title=text, summary=text, html=f"<p>{text}</p>", topics=(text,), authors=(FeedAuthor(text),))
    channel = CHANNEL
    by_rss = etree.fromstring(write_rss(channel, [write_rss_item(hostile)])).find("channel/item")
    assert by_rss.findtext("title") == text
    assert by_rss.findtext("category") == text
    assert by_rss.findtext("{http://purl.org/dc/elements/1.1/}creator") == text
    assert by_rss.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") == f"<p>{text}</p>"
    entry = atoma.parse_atom_bytes(write_atom(channel, [write_atom_entry(hostile)])).entries[0]
    assert (entry.title.value, entry.summary.value, entry.content.value) == (text, text, f"<p>{text}</p>")
    assert (entry.authors[0].name, entry.categories[0].term) == (text, text)
    (by_json,) = json.loads(write_json_feed(channel, [write_json_item(hostile)]))["items"]
    assert (by_json["title"], by_json["summary"], by_json["tags"]) == (text, text, [text])


def test_an_item_of_rss_has_all_that_readers_ask_for() -> None:
    root = etree.fromstring(write_rss(CHANNEL, [write_rss_item(item())]))
    prefixes = {key: value for key, value in root.nsmap.items() if key}
    assert [element.tag.rpartition("}")[2] for element in root.find("channel")] == [
        *("title", "link", "description", "link", "language", "lastBuildDate", "generator", "image", "item"),
    ]
    found = root.find("channel/item")
    assert found.findtext("pubDate") == "Tue, 23 Jul 2024 12:00:00 +0000"
    assert (found.findtext("guid"), found.find("guid").get("isPermaLink")) == (PAGE, "true")
    assert [creator.text for creator in found.findall("dc:creator", prefixes)] == ["Max", "Ann"]
    assert dict(found.find("enclosure").attrib) == {
        "url": "https://example.org/p.jpg",
        "length": "1234",
        "type": "image/jpeg",
    }
    media = found.find("media:content", prefixes)
    assert (media.get("width"), media.get("fileSize"), media.get("medium")) == ("1200", "1234", "image")
    own = root.find("channel/atom:link", prefixes)
    assert (own.get("rel"), own.get("href")) == ("self", CHANNEL.url)


def test_a_image_of_unknown_size_is_no_enclosure() -> None:
    remote = item(featured_image=FeedImage("https://cdn.org/p", "", 0, 0, 0))
    found = etree.fromstring(write_rss(CHANNEL, [write_rss_item(remote)])).find("channel/item")
    assert found.find("enclosure") is None
    assert dict(found.find("{http://search.yahoo.com/mrss/}content").attrib) == {
        "url": "https://cdn.org/p",
        "medium": "image",
    }
    assert b"enclosure" not in write_atom(CHANNEL, [write_atom_entry(remote)])


def test_an_item_is_the_same_in_many_feeds() -> None:
    one, two = write_rss_item(item()), write_rss_item(item(url="https://example.org/b/"))
    assert write_rss(CHANNEL, [one, two]) == write_rss(CHANNEL, [one, two])
    assert write_rss(CHANNEL, [two]).count(b"<item>") == 1
    assert b"xmlns" not in write_rss(CHANNEL, [one]).partition(b"<item")[2].partition(b">")[0]


HALF_HOUR, NEPAL, LOCAL = (timezone(timedelta(minutes=minutes)) for minutes in (330, 345, 53.5))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (NOON, "2024-07-23T12:00:00+00:00"),
        (NOON.astimezone(HALF_HOUR), "2024-07-23T17:30:00+05:30"),
        (NOON.astimezone(NEPAL), "2024-07-23T12:00:00+00:00"),
        (NOON.astimezone(LOCAL), "2024-07-23T12:00:00+00:00"),
    ],
)
def test_a_date_has_a_zone_that_every_format_can_say(written, said):
    assert find_feed_dates(Post("a.md", date=written)) == (NOON, NOON)
    assert find_feed_dates(Post("a.md", date=written))[0].isoformat() == said


@given(
    st.dictionaries(
        st.text(max_size=3), st.sampled_from([NOON, NOON + timedelta(microseconds=1), NOON.astimezone(NEPAL)])
    )
)
def test_no_two_posts_change_at_once(changes):
    stamps = make_dates_unique(changes)
    assert len(set(stamps.values())) == len(stamps) == len(changes)
    assert all(timedelta() <= stamps[name] - changes[name] < timedelta(seconds=1.1) for name in changes)
    assert all(stamps[name] == moment for name, moment in changes.items() if list(changes.values()).count(moment) == 1)
    assert make_dates_unique(dict(reversed(changes.items()))) == stamps


def test_posts_of_one_day_are_told_apart_in_every_feed_alike(site):
    posts = {f"docs/blog/{n}.md": f"---\ntitle: {n}\ndate: 2024-05-01\ntags: [x]\n---\nText." for n in range(5)}
    built = site({"docs/index.md": "# Home", **posts}, options={"feeds": {"terms": {"formats": "atom"}}}).build()
    blog, tag = (atoma.parse_atom_bytes((built.site_dir / f"blog/{at}atom.xml").read_bytes()) for at in ("", "tags/x/"))
    stamps = {entry.id_: entry.updated for entry in blog.entries}
    assert len(set(stamps.values())) == 5
    assert {entry.id_: entry.updated for entry in tag.entries} == stamps
    assert {entry.published for entry in blog.entries} == {blog.updated} == {datetime(2024, 5, 1, tzinfo=timezone.utc)}
    assert "date_modified" not in built.read("blog/feed.json")


def test_what_has_no_date_is_in_no_feed() -> None:
    assert make_feed_item(Post("a.md", title="A"), "https://example.org/", (), (), None, True) is None
    only_updated = make_feed_item(
        Post("a.md", updated=NOON, url="a/"), "https://example.org/", (), ("x", "x"), None, False
    )
    assert only_updated
    assert (only_updated.published, only_updated.html, only_updated.topics) == (NOON, "", ("x",))


def test_the_list_of_feeds_is_opml() -> None:
    root = etree.fromstring(write_opml("Site <&>", [Outline('A "b"', "https://e.org/a/", "https://e.org/a/rss.xml")]))
    assert root.findtext("head/title") == "Site <&>"
    outline = root.find("body/outline")
    assert (outline.get("text"), outline.get("type")) == ('A "b"', "rss")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (True, FeedOptions()),
        (False, FeedOptions(formats=())),
        ({}, FeedOptions()),
        ({"formats": ["json", "rss"]}, FeedOptions(formats=("rss", "json"))),
        ({"formats": "atom"}, FeedOptions(("atom",), terms=FeedOptions(("atom",), is_full=False, terms=None))),
        ({"formats": []}, FeedOptions((), terms=FeedOptions((), is_full=False, terms=None))),
        ({"limit": 0, "content": "summary", "terms": False}, FeedOptions(limit=0, is_full=False, terms=None)),
        ({"limit": 5}, FeedOptions(limit=5, terms=FeedOptions(("rss",), 5, is_full=False, terms=None))),
        ({"terms": {}}, FeedOptions()),
        (
            {"formats": ["json"], "terms": {"formats": ["atom", "rss"], "limit": 0, "content": "full"}},
            FeedOptions(("json",), terms=FeedOptions(("rss", "atom"), 0, is_full=True, terms=None)),
        ),
        ({"hub": "https://hub.example/"}, FeedOptions(hub="https://hub.example/")),
        ({"hub": None}, FeedOptions()),
    ],
)
def test_options(written: object, expected: FeedOptions) -> None:
    assert read_feed_options(written) == expected


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("rss", "true, false, or the settings"),
        (None, "true, false, or the settings"),
        ({"format": "rss"}, "no 'format'"),
        ({"formats": ["rdf"]}, "rss, atom, json"),
        ({"formats": [["rss"]]}, "rss, atom, json"),
        ({"limit": "all"}, "0 means all"),
        ({"limit": True}, "0 means all"),
        ({"limit": -1}, "0 means all"),
        ({"content": "html"}, "'full' or 'summary'"),
        ({"content": []}, "'full' or 'summary'"),
        ({"terms": "no"}, "true, false, or the settings formats, limit, content"),
        ({"terms": {"terms": True}}, "The feeds of terms have no 'terms'"),
        ({"terms": {"content": "all"}}, "'full' or 'summary'"),
        ({"hub": "hub"}, "isn't a URL"),
        ({"hub": ["https://hub.example/"]}, "isn't a URL"),
    ],
)
def test_an_option_that_makes_no_sense_says_what_to_write(written: object, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        read_feed_options(written)


BLOG = {
    "docs/index.md": "# Home",
    "docs/blog/red.md": """
        ---
        title: Red & <b>bold</b>
        date: 2024-07-23 10:00:00 +0200
        updated: 2024-08-01
        author: Ann Lee, Bo Ek
        tags: [paint, door]
        category: News
        description: All about the "red" door.
        image: door.jpg
        alt: A red door
        ---
        See [blue](blue.md), the [home page](../index.md#home) and ![the door](door.jpg).

        <script>alert(1)</script> ]]> &#1; <iframe src="https://film.example/1" title="A film"></iframe>
    """,
    "docs/blog/blue.md": "---\ntitle: Blue\ndate: 2024-01-02\ntags: [paint]\nauthor: Ann Lee\n---\nBlue text.",
    "docs/blog/draft.md": "---\ntitle: Unseen\ndate: 2024-01-03\ntags: [paint, secret]\ndraft: true\n---\nSecret.",
    "docs/blog/hidden.md": "---\ntitle: Hidden\ndate: 2024-01-03\ntags: [paint]\nhidden: true\n---\nSecret.",
    "docs/blog/door.jpg": picture(1400, 800),
}


def feeds_of(built: Built, folder: str) -> list[Any]:
    return [
        feedparser.parse(io.BytesIO((built.site_dir / folder / name).read_bytes())) for name in ("rss.xml", "atom.xml")
    ]


@with_every_theme
@with_and_without_directory_urls
def test_readers_of_feeds_see_what_the_front_matter_says(site, directory_urls):
    built = site(BLOG).build()
    home = "https://example.org/blog/" if directory_urls else "https://example.org/blog/index.html"
    at = "https://example.org/blog/red/" if directory_urls else "https://example.org/blog/red.html"
    for feed in feeds_of(built, "blog"):
        assert not feed.bozo, feed.bozo_exception
        assert (feed.feed.title, feed.feed.link) == ("Blog - Example", home)
        assert [entry.link for entry in feed.entries] == [at, at.replace("red", "blue")]
        red = feed.entries[0]
        assert red.id == at
        assert tuple(red.published_parsed)[:5] == (2024, 7, 23, 8, 0)
        assert [author.name for author in red.authors] in (["Ann Lee", "Bo Ek"], ["Bo Ek"], ["Ann Lee"])
        assert [tag.term for tag in red.tags] == ["News", "paint", "door"]
        assert red.content[0].value.count("https://example.org/") == 3
        assert "Secret" not in str(feed)
        (enclosure,) = [link for link in red.links if link.rel == "enclosure"]
        file = built.site_dir / urlsplit(enclosure.href).path.lstrip("/")
        assert (int(enclosure.length), enclosure.type) == (file.stat().st_size, "image/jpeg")


def test_other_readers_of_feeds_agree(site):
    built = site(BLOG).build()
    feed = atoma.parse_atom_bytes((built.site_dir / "blog/atom.xml").read_bytes())
    assert feed.entries[0].title.value == "Red & <b>bold</b>"
    assert feed.entries[0].updated == feed.updated == datetime(2024, 8, 1, tzinfo=timezone.utc)
    assert [author.name for author in feed.entries[0].authors] == ["Ann Lee", "Bo Ek"]
    assert feed.entries[0].authors[0].uri == "https://example.org/blog/authors/ann-lee/"
    by_rss = atoma.parse_rss_bytes((built.site_dir / "blog/rss.xml").read_bytes())
    assert by_rss.items[0].title == "Red & <b>bold</b>"
    assert by_rss.items[0].description == 'All about the "red" door.'
    assert by_rss.items[0].enclosures[0].length > 1000


def test_json_feeds_keep_to_their_schema(site):
    options = {"publisher": {"logo": "blog/door.jpg"}, "feeds": {"terms": {"formats": ["rss", "json"]}}}
    built = site(BLOG, options=options).build()
    feeds = [file for file in built.files if file.endswith("feed.json")]
    assert len(feeds) == 1 + len(["paint", "door", "News", "Ann Lee", "Bo Ek"])
    for file in feeds:
        jsonschema.validate(json.loads(built.read(file)), JSON_FEED)
    first = json.loads(built.read("blog/feed.json"))["items"][0]
    assert first["title"] == "Red & <b>bold</b>"
    assert first["date_published"] == "2024-07-23T10:00:00+02:00"
    assert first["authors"][0] == {"name": "Ann Lee", "url": "https://example.org/blog/authors/ann-lee/"}


def test_every_term_with_a_page_has_feeds_and_nothing_else_has(site):
    built = site(BLOG).build()
    folders = [file.rpartition("/")[0] for file in built.files if file.endswith("/rss.xml")]
    terms = ("authors/ann-lee", "authors/bo-ek", "categories/news", "tags/door", "tags/paint")
    assert sorted(folders) == ["blog", *(f"blog/{term}" for term in terms)]
    assert [file for file in built.files if file.endswith(("atom.xml", "feed.json"))] == [
        "blog/atom.xml",
        "blog/feed.json",
    ]
    of_door = feedparser.parse(io.BytesIO((built.site_dir / "blog/tags/door/rss.xml").read_bytes()))
    assert [(entry.title, entry.summary) for entry in of_door.entries] == [
        ("Red & <b>bold</b>", 'All about the "red" door.')
    ]
    assert "content" not in of_door.entries[0]
    assert "content" in feeds_of(built, "blog")[0].entries[0]


@with_and_without_directory_urls
def test_every_page_tells_where_feeds_are(site):
    built = site(BLOG).build()
    for address in set(built.pages) - {"404.html"}:
        found = built.page(address).all("link[rel=alternate][type$=xml], link[rel=alternate][type$=json]")
        hrefs = [link["href"].removeprefix("https://example.org/") for link in found]
        assert hrefs[-3:] == ["blog/rss.xml", "blog/atom.xml", "blog/feed.json"], address
        own = [f"{address}rss.xml"]
        assert hrefs[:-3] == (own if re.fullmatch(r"blog/(tags|authors|categories)/.+/", address) else []), address
        assert all(href in built.files for href in hrefs)


@with_every_theme
def test_a_page_names_all_feeds_and_leads_to_them(site):
    built = site(BLOG).build()
    page = built.page("blog/feeds/")
    assert page.h1 == "Feeds"
    assert [text.split()[0] for text in page.texts(".bp-feeds__lists > li")] == [
        "Blog",
        "door",
        "paint",
        "News",
        "Ann",
        "Bo",
    ]
    assert "blog/feeds/" in built.page("blog/tags/paint/").one(".bp-blog-nav").links
    assert "blog/feeds.opml" in page.main.links
    outlines = etree.fromstring((built.site_dir / "blog/feeds.opml").read_bytes()).findall("body/outline")
    addresses = [outline.get("xmlUrl").removeprefix("https://example.org/") for outline in outlines]
    assert len(addresses) == len(set(addresses) & set(built.files)) == 6
    searched = json.loads(built.read("search/search_index.json"))["docs"]
    assert not [entry for entry in searched if entry["location"].startswith("blog/feeds/") and entry["text"]]
    built.check_links()


@pytest.mark.parametrize(
    ("options", "files"),
    [
        ({"feeds": False}, []),
        ({"feeds": {"formats": ["atom"], "terms": False}}, ["blog/atom.xml", "blog/feeds.opml"]),
        ({"feeds": {"formats": []}}, []),
    ],
)
def test_options_decide_which_feeds_there_are(site, options, files):
    built = site(BLOG, options=options).build()
    names = ("rss.xml", "atom.xml", "feed.json", ".opml")
    assert [file for file in built.files if file.endswith(names) and "sitemap" not in file] == files
    assert ("blog/feeds/" in built.pages) == bool(files)
    assert bool(built.page("blog/").all(".bp-blog-nav__feeds")) == bool(files)


def test_readers_learn_of_the_hub_that_tells_of_new_posts(site):
    hub = "https://hub.example/?a=1&b=2"
    built = site(BLOG, options={"feeds": {"hub": hub}}).build()
    for file in ("blog/rss.xml", "blog/atom.xml"):
        links = feedparser.parse(built.read(file)).feed.links
        assert [link.href for link in links if link.rel == "hub"] == [hub]
    assert json.loads(built.read("blog/feed.json"))["hubs"] == [{"type": "WebSub", "url": hub}]


def test_summaries_and_limits(site):
    built = site(BLOG, options={"feeds": {"content": "summary", "limit": 1}}).build()
    for feed in feeds_of(built, "blog"):
        (entry,) = feed.entries
        assert "content" not in entry
        assert "red" in entry.summary
    (item,) = json.loads(built.read("blog/feed.json"))["items"]
    assert item["content_text"] == 'All about the "red" door.'


def test_without_a_url_there_are_no_feeds(site):
    built = site(BLOG, config="site_url: ''").build()
    assert not [file for file in built.files if file.endswith(("rss.xml", "feed.json", ".opml", "feed.css"))]
    assert "blog/feeds/" not in built.pages
    assert not built.page("").all("link[rel=alternate], script[type='application/ld+json']")


def test_a_writers_own_file_wins(site):
    own = {"docs/blog/rss.xml": "<rss/>", "docs/blog/feeds.md": "# How to follow\n\nLike this."}
    built = site({**BLOG, **own}).build()
    assert built.read("blog/rss.xml") == "<rss/>"
    page = built.page("blog/feeds/")
    assert (page.h1, page.one(".bp-list__introduction").text) == ("How to follow", "Like this.")
    assert len(page.all(".bp-feeds__lists li")) == 6


def test_a_blog_at_the_root_has_its_feeds_there(site):
    files = {"docs/red.md": "---\ntitle: Red\ndate: 2024-07-23\n---\nText."}
    built = site(files, options={"blog_dir": "."}).build()
    assert "https://example.org/red/" in built.read("rss.xml")
    assert '"assets/blogposts/feed.css"' in built.read("rss.xml")
    assert built.page("").h1
    built.check_links()


def test_two_builds_are_alike(site):
    sketch = site(BLOG)
    names = ("blog/rss.xml", "blog/atom.xml", "blog/feed.json", "blog/feeds.opml")
    first = [sketch.build().read(name) for name in names]
    assert [sketch.build().read(name) for name in names] == first


def test_a_preview_has_no_drafts_in_feeds(site):
    built = site(BLOG).preview()
    assert "Unseen" not in built.read("blog/rss.xml")
    assert "blog/tags/secret/rss.xml" not in built.files


@pytest.mark.parametrize("file", ["rss.xml", "atom.xml"])
def test_a_feed_is_readable_in_a_browser(site, browser, file):
    what = "This is a feed: a list of posts for a feed reader, which shows you new ones as they come. "
    words = {f"{what}To follow it, give your reader this URL:": 'Say "feed" \\ here:'}
    page = browser.open(site(BLOG, options={"translations": words}).build(), f"blog/{file}", width=320)
    shown = page.evaluate("""[...document.querySelectorAll('*')].filter(part => part.getClientRects().length)
        .filter(part => [...part.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .map(part => part.localName)""")
    assert [name for name in shown if name == "title"] == ["title"] * 3
    assert {*shown} - {"title", "description", "subtitle", "summary"} == {
        "pubDate" if file == "rss.xml" else "published"
    }
    said = """side => getComputedStyle(document.querySelector('link[rel=self]'), side).content"""
    assert page.evaluate(said, "::before") == r'"Say \"feed\" \\ here:"'
    assert page.evaluate(said, "::after") == f'"https://example.org/blog/{file}"'
    # A banner of Chromium's would stand above a page that asks for XSLT.
    assert page.evaluate("document.documentElement.localName") in ("rss", "feed")
    dates = page.evaluate("""[...document.querySelectorAll('pubDate, entry > published')].map(date => {
        const pen = document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas').getContext('2d')
        pen.font = getComputedStyle(date).font
        return Math.round(date.getBoundingClientRect().width / pen.measureText('0').width)
    })""")
    assert {*dates} == {16 if file == "rss.xml" else 10}
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@with_every_theme
@pytest.mark.parametrize("address", ["blog/", "blog/tags/", "blog/archive/", "blog/feeds/", "blog/authors/ann-lee/"])
def test_a_page_has_no_second_banner_for_those_who_listen(site, address):
    # front matter outside of an article is taken for the site's own wherever a theme has no <main>.
    assert (
        not site(BLOG).build().page(address).all("header:has(.bp-list__title), .bp-list > header, .bp-feeds > header")
    )
