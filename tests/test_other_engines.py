"""What posts of other engines say in their own ways reaches readers: fields, folders, aliases, enclosures."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import feedparser
import pytest

from mkdocs_blogposts.reading.entry import Enclosure
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.folder_conventions import collect_cascades, inherit_fields
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter
from mkdocs_blogposts.site.planning.aliases import is_name, resolve_alias

RULES = Rules(datetime(2026, 11, 22, 12, tzinfo=timezone.utc), timezone.utc)


def entry(header, source="a.md"):
    return read_entry(source, f"---\ndate: 2026-01-02\n{header}\n---\nText.\n", RULES)[0]


@pytest.mark.parametrize(
    ("header", "field", "value"),
    [
        ("taxonomy: {category: [blog, news], tag: [red, blue]}", "categories", ("blog", "news")),
        ("taxonomy: {category: [blog, news], tag: [red, blue]}", "tags", ("red", "blue")),
        ("taxonomy: {tag: red}\ntags: blue", "tags", ("blue",)),
        ("cover-img: /a.jpg", "image", "/a.jpg"),
        ("thumbnail-img: /a.jpg", "image", "/a.jpg"),
        ("share-img: /a.jpg", "image", "/a.jpg"),
        ("cover-img: /a.jpg\nthumbnail-img: /b.jpg\nshare-img: /c.jpg", "image", "/a.jpg"),
        ('cover-img: [{"/a.jpg": A lamp}, {"/b.jpg": Two}]', "image", "/a.jpg"),
        ("header-img: img/a.jpg", "image", "img/a.jpg"),
        ("image: {feature: a.jpg}", "image", "a.jpg"),
        ("image: {teaser: a.jpg}", "image", "a.jpg"),
        ("resources:\n- {src: a.jpg, name: other}\n- {src: b.jpg, name: featured}", "image", "b.jpg"),
        ("resources: [{src: b.jpg, name: featured-image}]", "image", "b.jpg"),
        ("resources: [{name: headerless, src: a.jpg}, {name: featuredImage, src: b.jpg}]", "image", "b.jpg"),
        ("resources: [{name: cover_image, src: b.jpg}, {name: x, src: a.jpg}]", "image", "b.jpg"),
        ("resources: [{src: b.jpg, name: cover}]\nimage: c.jpg", "image", "c.jpg"),
        ("resources: [{src: '*.jpg', name: featured}, x]", "image", ""),
        ("description: [One thing, another]", "description", "One thing, another"),
        ("description:\n- One sentence.\n- Another.", "description", "One sentence. Another."),
        ("excerpt: [a, b]", "summary", "a, b"),
        ("categories: '[How-To] Guides'", "categories", ("[How-To] Guides",)),
        ("tags: '[a] b, c'", "tags", ("[a] b", "c")),
        ("redirect_from: [old/x/, x.html]", "aliases", ("old/x/", "x.html")),
        ("redirect_from: [old, /older/]", "aliases", ("/old", "/older/")),
        ("aliases: [old, 'Another: one']", "aliases", ("old", "Another: one")),
        ("enclosure: /a.mp3", "enclosure", Enclosure("/a.mp3", "audio/mpeg")),
        ("audio: a.ogg", "enclosure", Enclosure("a.ogg", "audio/ogg")),
        ("audio: true", "enclosure", None),
        ("enclosure: {url: https://x.example/a?b=1, length: '1,234', type: audio/x-m4a}", "enclosure", ...),
        ("enclosure: https://x.example/a?b=1 1234 audio/x-m4a", "enclosure", ...),
        ("enclosure: |\n  https://x.example/a?b=1\n  1234\n  audio/x-m4a", "enclosure", ...),
        ("podcast: [{src: https://x.example/a?b=1, bytes: 1234, mime_type: audio/x-m4a}]", "enclosure", ...),
    ],
)
def test_a_field_is_read_as_its_engine_has_it(header, field, value):
    expected = Enclosure("https://x.example/a?b=1", "audio/x-m4a", 1234) if value is ... else value
    assert getattr(entry(header), field) == expected


@pytest.mark.parametrize(
    ("source", "start", "tags"),
    [
        ("_posts/2026-01-02-a.md", "---\n", ("red", "blue")),
        ("_drafts/a.md", "---\n", ("red", "blue")),
        ("_posts/a.md", "---\n", ("red", "blue")),
        ("_posts/2026-01-02-a.md", "", ("red blue",)),
        ("a.md", "---\n", ("red blue",)),
    ],
)
def test_only_jekylls_tags_are_parted_at_blanks(source, start, tags):
    post, _ = read_entry(source, f'{start}title: "A"\ndate: 2026-01-02\ntags: red blue\n---\nText.', RULES)
    assert post.tags == tags


@pytest.mark.parametrize("start", ["---\n", ""])
def test_a_line_that_a_tab_indents_below_a_whole_list_is_a_field_of_its_own(start):
    header = parse_front_matter(f"{start}title: A\ntags: [red, blue]\n\tcategory: news\n\tmood: good\n{start}\nText.")
    values = header.fields.values
    assert (values["category"], values["mood"]) == ("news", "good")
    assert "news" not in str(values["tags"])


@pytest.mark.parametrize(
    ("written", "source", "path"),
    [
        ("old-name", "blog/a.md", "/blog/old-name"),
        ("old-name/", "blog/a/index.md", "/blog/old-name/"),
        ("old.html", "blog/a.md", "old.html"),
        ("../old", "blog/a.md", "/old"),
        ("./old", "blog/_posts/a.md", "/blog/old"),
        ("../../old", "blog/a.md", "../old"),
        ("/old/", "blog/a.md", "/old/"),
        ("2019/old", "blog/a.md", "2019/old"),
        ("https://x.example", "blog/a.md", "https://x.example"),
        ("?p=1", "blog/a.md", "?p=1"),
        ("/", "blog/a.md", "/"),
    ],
)
def test_an_alias_of_one_word_starts_beside_the_page(written, source, path):
    assert resolve_alias(written, source) == path
    assert not is_name(written)


@pytest.mark.parametrize("written", ["Another: one", "Desk lamps", "TCP/IP for all", "What now?"])
def test_an_alias_with_spaces_is_a_name(written):
    assert is_name(written) or (written == "What now?" and is_name(written))


CASCADE = "+++\ntitle = 'News'\n[cascade]\nauthor = 'Ada King'\n[cascade.params]\nimage = 'n.jpg'\n+++\n"
TARGETS = """---
cascade:
- _target: {path: "/news/old/**"}
  tags: [old]
- target: {kind: section}
  tags: [none]
- author: Bo Lee
  tags: [all]
---
"""


def test_the_nearest_folder_and_the_first_that_is_meant_decide():
    known = collect_cascades(
        {"news/_index.md": TARGETS, "news/old/_index.md": CASCADE, "other/_index.md": "---\ntitle: A\n---\n"}
    )
    assert inherit_fields("news/a.md", known) == {"author": "Bo Lee", "tags": ["all"]}
    assert inherit_fields("news/old/a/index.md", known) == {"author": "Ada King", "image": "n.jpg", "tags": ["old"]}
    assert inherit_fields("other/a.md", known) == inherit_fields("a.md", known) == inherit_fields("a.md", {}) == {}


def test_a_site_has_all_of_it(site):
    post = "---\ntitle: {}\ndate: 2026-01-02\n{}\n---\nText of {}.\n"
    files = {
        "docs/blog/news/_index.md": CASCADE.replace("[cascade.params]\nimage = 'n.jpg'\n", ""),
        "docs/blog/news/one.md": post.format("One", "aliases: [old-name, 'Another: one']", "one"),
        "docs/blog/news/two.md": post.format("Two", "author: Bo <bo@x.example>\nenclosure: two.mp3", "two"),
        "docs/blog/news/two.mp3": b"12345",
    }
    built = site(files, options={"folder_categories": True, "feeds": {"formats": ["rss", "atom", "json"]}}).build()
    assert "Ada King" in built.read("blog/news/one/index.html")
    assert "One" in built.read("blog/categories/news/index.html")
    assert "Bo" in built.read("blog/authors/bo/index.html")
    assert "bo@x" not in "".join(path.read_text("utf-8", "replace") for path in built.site_dir.rglob("*.html"))
    assert "url=../one/" in built.read("blog/news/old-name/index.html")
    assert not list(built.site_dir.rglob("*nother*"))
    url = "https://example.org/blog/news/two.mp3"
    for feed in ("rss.xml", "atom.xml"):
        two = next(item for item in feedparser.parse(built.read(f"blog/{feed}")).entries if item.title == "Two")
        assert [(each.href, each.type, each.length) for each in two.enclosures] == [(url, "audio/mpeg", "5")]
    two = next(item for item in json.loads(built.read("blog/feed.json"))["items"] if item["title"] == "Two")
    assert two["attachments"] == [{"url": url, "mime_type": "audio/mpeg", "size_in_bytes": 5}]
