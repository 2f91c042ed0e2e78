"""Which image a post has, as readers of lists, of the post and of link previews see it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from harness import picture, with_and_without_directory_urls, with_every_theme
from mkdocs_blogposts.cli.main import main

HOME = {"docs/index.md": "# Home"}


def post(text="Text.", day=1, **header):
    lines = "".join(f"{key}: {value}\n" for key, value in header.items())
    return f"---\ntitle: P{day}\ndate: 2024-05-{day:02}\n{lines}---\n{text}\n"


def stem(address):
    return (address or "").rpartition("/")[2].partition("-")[0].partition(".")[0]


def shown(built, url):
    """The image of a post: on its card, above its text, in its previews."""
    page = built.page(url)
    cards = [card for card in built.page("blog/").all(".bp-post-card") if card.one("h2 a")["href"].endswith(f"{url}")]
    card = [image["src"] for image in cards[0].all(".bp-post-card__image img")] if cards else []
    above = [image["src"] for image in page.all("img.bp-featured-image")]
    return tuple(stem(next(iter(found), "")) for found in (card, above, [page.meta("og:image") or ""]))


LARGE, SMALL = picture(400, 300), picture(90, 60)

CHOICES = {
    "header": ({"docs/p.md": post("![](b.jpg)", image="a.jpg")}, ("a", "a", "a")),
    "own name": ({"docs/p.md": post("![](b.jpg)"), "docs/p.jpg": LARGE}, ("p", "p", "p")),
    "own name, other case": ({"docs/p.md": post(), "docs/P.PNG": picture(400, 300, kind="PNG")}, ("p", "p", "p")),
    "text": ({"docs/p.md": post("A\n\n![B](b.jpg) ![A](a.jpg)")}, ("b", "", "b")),
    "raw text": ({"docs/p.md": post('<p><img alt="" src="/b.jpg"></p>')}, ("b", "", "b")),
    "number": ({"docs/p.md": post("![](small.jpg) ![](b.jpg)")}, ("b", "", "b")),
    "icon": ({"docs/p.md": post('<img class="twemoji" src="../b.jpg"> ![](a.jpg)')}, ("a", "", "a")),
    "said to be small": ({"docs/p.md": post('<img width="16" src="../b.jpg"> ![](a.jpg)')}, ("a", "", "a")),
    "pixel": ({"docs/p.md": post("![](small.jpg)")}, ("", "", "")),
    "banner": ({"docs/p.md": post("![](rule.jpg)")}, ("", "", "")),
    "in code": ({"docs/p.md": post("`![](b.jpg)` `<img src='b.jpg'>`")}, ("", "", "")),
    "elsewhere": ({"docs/p.md": post("![](https://example.com/x.jpg)")}, ("", "", "")),
    "none": ({"docs/p.md": post("![](b.jpg)", image="false"), "docs/p.jpg": LARGE}, ("", "", "")),
    "category": (
        {"docs/p.md": post(categories="Sea"), "docs/blog/categories/sea.md": "---\ntitle: Sea\nimage: /a.jpg\n---\n"},
        ("a", "", "a"),
    ),
    "tag": (
        {"docs/p.md": post(tags="sea"), "docs/blog/tags/sea.md": "---\ntitle: Sea\nimage: /b.jpg\n---\n"},
        ("b", "", "b"),
    ),
    "author": (
        {"docs/p.md": post(author="Max"), "docs/blog/authors/max.md": "---\ntitle: Max\nimage: /a.jpg\n---\n"},
        ("a", "", "a"),
    ),
}


@pytest.mark.parametrize("name", CHOICES)
def test_a_post_has_the_likeliest_image(site, name):
    files, expected = CHOICES[name]
    pictures = {"docs/a.jpg": LARGE, "docs/b.jpg": LARGE, "docs/small.jpg": SMALL, "docs/rule.jpg": picture(900, 130)}
    built = site({**HOME, **pictures, **files}).build()
    assert shown(built, "p/") == expected
    built.check_links()


def test_a_image_beside_a_post_that_has_its_folder_for_itself(site):
    files = {
        "docs/one/index.md": post(day=1),
        "docs/one/Featured.jpg": LARGE,
        "docs/one/cover.png": picture(400, 300, kind="PNG", color="red"),
        "docs/two/post.md": post(day=2),
        "docs/two/thumbnail.jpg": LARGE,
        "docs/many/three.md": post(day=3),
        "docs/many/four.md": post(day=4),
        "docs/many/cover.jpg": LARGE,
        "docs/cover.jpg": LARGE,
        "docs/five.md": post(day=5),
    }
    built = site({**HOME, **files}).build()
    found = [shown(built, url)[1] for url in ("one/", "two/post/", "many/three/", "many/four/", "five/")]
    assert found == ["cover", "thumbnail", "", "", ""]


def test_images_may_be_left_out(site):
    files = {**HOME, "docs/p.md": post("![B](b.jpg)", image="b.jpg"), "docs/b.jpg": LARGE}
    built = site(files, options={"images": False, "image": "b.jpg"}).build()
    assert built.page("p/").all(".bp-featured-image") == built.page("blog/").all(".bp-post-card__image") == []
    assert built.page("p/").meta("og:image") is None
    assert len(built.page("p/").main.images) == 1
    ours = {file for file in built.files if str(file).startswith("assets/blogposts/")}
    assert ours <= {f"assets/blogposts/{name}" for name in ("blogposts.css", "blogposts.js", "feed.css")}


@pytest.mark.parametrize("in_widths", [False, True])
def test_a_card_does_not_show_the_image_of_its_excerpt_twice(site, in_widths):
    text = "![B](b.jpg)\n\nFirst.\n\n![A](a.jpg) Second.\n\n<!-- more -->\n\nRest."
    files = {**HOME, "docs/p.md": post(text), "docs/b.jpg": LARGE, "docs/a.jpg": picture(300, 200, color="red")}
    card = site(files, options={"responsive_images": in_widths}).build().page("blog/").one(".bp-post-card")
    assert [stem(image["src"]) for image in card.all("img")] == ["b", "a"]


@with_every_theme
@with_and_without_directory_urls
def test_a_browser_chooses_among_formats_and_widths(site):
    files = {**HOME, "docs/blog/p.md": post(image="big.jpg", image_alt="Sea"), "docs/blog/big.jpg": picture(2000, 1500)}
    built = site(files).build()
    for page, place in (("blog/p/", "picture:has(.bp-featured-image)"), ("blog/", ".bp-post-card picture")):
        shown = built.page(page).one("picture")
        [source], image = shown.all("source"), shown.one("img")
        assert source["type"] == "image/webp"
        assert len(source["srcset"].split(",")) >= 2, place
        assert image["src"].endswith(".jpg"), "one file for every other browser"
        assert source["sizes"]
        assert image["style"].startswith("background-color: #")
        assert (image["alt"], image["decoding"]) == ("Sea", "async")
    built.check_links()


def test_avif_by_option(site):
    files = {**HOME, "docs/p.md": post(image="b.jpg"), "docs/b.jpg": LARGE}
    page = site(files, options={"avif": True}).build().page("p/")
    assert [source["type"] for source in page.all("source")] == ["image/avif", "image/webp"]


HOOK = """
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File

PICTURE = {}

@event_priority(-1000)
def on_files(files, config):
    files.append(File.generated(config, "made/late.jpg", content=PICTURE))

def on_env(env, config, files):
    files.append(File.generated(config, "made/last.jpg", content=PICTURE))
"""


@pytest.mark.parametrize("name", ["late", "last"])
def test_a_image_may_come_from_another_plugin_however_late(site, name):
    files = {
        "hook.py": HOOK.replace("{}", repr(picture(900, 600))),
        "docs/index.md": "# Home",
        "docs/p.md": f"---\ntitle: P\ndate: 2024-05-01\nimage: /made/{name}.jpg\nimage_alt: Made\n---\nText.\n",
    }
    built = site(files, config="hooks: [hook.py]").build()
    assert f"assets/blogposts/{name}-" in built.page("p/").one("img.bp-featured-image")["src"]
    built.check_links()


def test_a_named_image_that_cannot_be_used_counts_as_not_written(site):
    text = "Text. ![A boat](boat.jpg)"
    files = {
        "docs/boat.jpg": LARGE,
        "docs/broken.jpg": b"no picture",
        "docs/missing.md": post(text, 1, image="no.jpg"),
        "docs/damaged.md": post(text, 2, image="broken.jpg"),
        "docs/outside.md": post(text, 3, image="../../no.jpg"),
        "docs/beside.md": post(text, 4, image="no.jpg"),
        "docs/beside.jpg": LARGE,
        "docs/bad_neighbor.md": post(text, 5),
        "docs/bad_neighbor.jpg": b"no picture",
        "docs/term.md": post("Text.", 6, image="no.jpg", categories="[News]"),
        "docs/blog/categories/news.md": "---\nimage: /boat.jpg\n---\n# News",
        "docs/bad_term.md": post("Text.", 7, image="no.jpg", categories="[Old]"),
        "docs/blog/categories/old.md": "---\nimage: /no.jpg\n---\n# Old",
        "docs/bare.md": post("Text.", 8, image="no.jpg"),
    }
    sketch = site({**HOME, **files}, options={"social_cards": True})
    built = sketch.build(expect=None)
    names = ("missing", "damaged", "outside", "beside", "bad_neighbor", "term", "bad_term", "bare")
    assert {name: shown(built, f"{name}/")[2] for name in names} == {
        **dict.fromkeys(names, "boat"),
        "beside": "beside",
        # cards are named after their pages
        "bad_term": "bad",
        "bare": "bare",
    }
    assert sum("'no.jpg' is not there (and on " in warning for warning in built.warnings) == 1

    arguments = ["check", "--images", "--format", "json", "-f", str(sketch.config)]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    told = {each["file"]: (each["image"], each["why"], each["problem"]) for each in json.loads(result.stdout)}
    missing = "The image 'no.jpg' is not there."
    assert told["missing.md"] == ("boat.jpg", "the image 'no.jpg' is not there; it is the first of its text", missing)
    assert result.exit_code == 1
