"""The images in the texts of posts: wherever writers say they are, and in several widths."""

from __future__ import annotations

import gzip
import os
import re
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import features

from harness import picture, with_and_without_directory_urls
from mkdocs_blogposts.publishing.text.inline_images import find_images, replace_images

HOME = {"docs/index.md": "# Home"}


def post(text, date="2024-05-01"):
    return f"---\ntitle: P\ndate: {date}\n---\n\n{text}\n"


FILES = {
    "docs/assets/root.jpg": picture(900, 600),
    "docs/blog/beside.jpg": picture(900, 600),
    "docs/blog/with blank.jpg": picture(90, 60),
    "docs/blog/SHOUT.JPG": picture(90, 60),
    "docs/blog/日本.jpg": picture(90, 60),
    "theme/assets/of-theme.jpg": picture(90, 60),
}
PATHS = [
    *("beside.jpg", "../assets/root.jpg", "/assets/root.jpg", "assets/root.jpg", "with%20blank.jpg", "SHOUT.JPG"),
    *("shout.jpg", "日本.jpg", "beside.jpg?v=2", "/theme/assets/of-theme.jpg", "{static}/assets/root.jpg"),
    *("beside.jpg#only-dark", "https://example.org/assets/root.jpg"),
]


@with_and_without_directory_urls
def test_a_text_may_say_where_a_image_is_as_a_front_matter_may(site):
    written = {f"docs/blog/{n}.md": post(f"![Alt]({path})\n\nText.") for n, path in enumerate(PATHS)}
    raw = {f"docs/blog/raw{n}.md": post(f'Raw: <img alt="Alt" src="{path}"> so.') for n, path in enumerate(PATHS)}
    config = "theme: {name: mkdocs, custom_dir: theme}"
    built = site({**HOME, **FILES, **written, **raw}, options={"per_page": 0}, config=config).build()
    for kind in ("", "raw"):
        for n, path in enumerate(PATHS):
            images = built.page(f"blog/{kind}{n}/").all(".bp-post__content img")
            assert [image["alt"] for image in images] == ["Alt"], path
    assert built.page("blog/11/").one(".bp-post__content img")["src"].endswith("beside.jpg#only-dark")
    built.check_links()


def test_one_that_is_not_there_is_said_once_at_its_line_and_its_words_are_shown(site):
    text = '![A boat](gone.jpg)\n\n<p><img src="away.png" alt="A <bird>"></p>\n\n`<img src="x.png">`'
    said = ["blog/p.md:6: The image 'gone.jpg' is not there.", "blog/p.md:8: The image 'away.png' is not there."]
    built = site({**HOME, "docs/blog/p.md": post(text)}).build(expect=said)
    content = built.page("blog/p/").one(".bp-post__content")
    assert content.all("img") == []
    assert [found.text for found in content.all(".bp-missing")] == ["A boat", "A <bird>"]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300">{}</svg>'
SMALL = picture(8, 8, kind="PNG")
IHDR = b"IHDR\0\0\xff\xff\0\0\xff\xff" + SMALL[24:29]
HUGE = SMALL[:12] + IHDR + zlib.crc32(IHDR).to_bytes(4, "big") + SMALL[33:]
UNUSABLE = {
    "cut.jpg": (picture(900, 600)[:-900], "the file is damaged or cut off"),
    "cut.png": (picture(900, 600, kind="PNG")[:-300], "the file is damaged or cut off"),
    "cut.webp": (picture(900, 600, kind="WEBP")[:-300], "the file is damaged or cut off"),
    "empty.png": (b"", "the file is empty"),
    "text.jpg": (b"No picture at all.", "it isn't an image that can be read"),
    "live.svg": (SVG.format("<script/>"), "it holds <script>, which could run a script"),
    "live.svgz": (gzip.compress(SVG.format("<script/>").encode()), "it holds <script>, which could run a script"),
    "torn.svgz": (SVG.format(""), "it isn't a compressed SVG"),
    "huge.png": (HUGE, "it has more than 100 million pixels"),
}


def test_one_that_no_browser_can_show_is_said_once_and_its_words_are_shown(site):
    marked = {f"docs/blog/{n}.md": post(f"![Words]({name})") for n, name in enumerate(UNUSABLE)}
    raw = {f"docs/blog/raw{n}.md": post(f'<img alt="Words" src="{name}">') for n, name in enumerate(UNUSABLE)}
    files = {f"docs/blog/{name}": content for name, (content, _) in UNUSABLE.items()}
    said = {
        f"{kind}{n}": f"The image '{name}' cannot be used: {reason}"
        for n, (name, (_, reason)) in enumerate(UNUSABLE.items())
        for kind in ("", "raw")
    }
    expected = [f"blog/{source}.md:6: {what}" for source, what in said.items() if "raw" not in source]
    built = site({**HOME, **files, **marked, **raw}).build(expect=expected)
    assert all("(and on 1 more page)" in warning for warning in built.warnings)
    for source in said:
        content = built.page(f"blog/{source}/").one(".bp-post__content")
        assert (content.all("img"), content.texts(".bp-missing")) == ([], ["Words"])


def test_what_may_lie_elsewhere_on_the_host_stays_and_words_of_missing_images_are_no_prose(site):
    text = """
![Shared](/shared/logo.png) First.

<p><img alt="Raw" src="/shared/raw.png"></p>

![A boat](gone.jpg)

Second.
"""
    built = site({**HOME, "docs/blog/p.md": post(text)}).build(expect=["blog/p.md:11: The image 'gone.jpg' is not"])
    content = built.page("blog/p/").one(".bp-post__content")
    assert [image["src"] for image in content.all("img")] == ["/shared/logo.png", "/shared/raw.png"]
    assert content.texts(".bp-missing") == ["A boat"]
    assert built.page("blog/p/").description == "First. Second."
    assert "A boat" not in built.read("blog/index.html")
    assert not [feed for feed in ("rss.xml", "atom.xml", "feed.json") if "A boat" in built.read(f"blog/{feed}")]


def test_a_path_from_the_root_is_one_of_the_site_where_the_site_says_so_and_told_once(site):
    text = '![Shared](/shared/logo.png)\n\n<p><img alt="Raw" src="/shared/raw.png"></p>\n'
    config = "validation: {links: {absolute_links: relative_to_docs}}"
    said = (
        "blog/p.md:6: The image '/shared/logo.png' is not there. Write its path relative to the page or to 'docs_dir'"
    )
    drawn = site({**HOME, "docs/blog/p.md": post(text)}, config=config)
    content = drawn.build(expect=[said, "'/shared/raw.png'"]).page("blog/p/").one(".bp-post__content")
    assert content.texts(".bp-missing") == ["Shared"]
    assert [image["src"] for image in content.all("img")] == ["/shared/raw.png"]


ODD = {
    "pipe.jpg": os.mkfifo,
    "nowhere.png": lambda path: path.symlink_to("gone.png"),
    "device.webp": lambda path: path.symlink_to("/dev/zero"),
    "round.gif": lambda path: path.symlink_to(path),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_file_stops_no_build(site, name):
    header = f"---\ntitle: H\ndate: 2024-05-02\nimage: {name}\n---\n\nText.\n"
    drawn = site({**HOME, "docs/p.md": post(f"![Words]({name})"), "docs/h.md": header})
    ODD[name](drawn.root / "docs" / name)
    said = f"The image '{name}' cannot be used: it isn't a file (and on 1 more page)."
    built = drawn.build(expect=[f"p.md:6: {said}"])
    assert [note for note in built.notes if f"{name}: This image cannot be read." in note]
    assert built.page("p/").one(".bp-post__content").texts(".bp-missing") == ["Words"]
    assert name not in built.files
    built.check_links()


def test_what_nobody_may_read_stops_no_build(site, monkeypatch):
    """Who runs the tests may read everything."""
    drawn = site({**HOME, "docs/a.jpg": picture(30, 20)})
    monkeypatch.setattr("os.access", lambda path, mode: not str(path).endswith("a.jpg"))
    assert "a.jpg" not in drawn.build().files


WHOLE = {
    "note.jpg": picture(300, 200) + b"\0" * 1000,
    "thumbnail.jpg": picture(300, 200),
    "unfinished.gif": picture(300, 200, kind="GIF")[:-1],
    "drawn.svg": SVG.format('<foreignObject width="9" height="9"/>'),
    "icon.ico": b"\0\0\1\0",
    "film.mp4": b"\0\0\0",
    "x.avif": picture(300, 200, kind="AVIF") if features.check("avif") else picture(300, 200),
}


def test_what_browsers_show_is_shown(site):
    text = post("\n\n".join(f"![]({name})" for name in WHOLE))
    built = site({**HOME, "docs/p.md": text, **{f"docs/{name}": content for name, content in WHOLE.items()}}).build()
    assert len(built.page("p/").all(".bp-post__content img")) == len(WHOLE)
    built.check_links()


RAW = [
    *('<img src="/assets/root.jpg" alt="A">', '<img data-src="/assets/root.jpg" alt="A">'),
    '<img src="https://example.org/below/assets/root.jpg" alt="A">',
    '<img src="beside.jpg" srcset="beside.jpg 1x, ../assets/root.jpg 2x" alt="A">',
    '<picture><source srcset="../assets/root.jpg"><img src="/assets/root.jpg" alt="A"></picture>',
    "![A](https://example.org/below/assets/root.jpg)",
]


@with_and_without_directory_urls
def test_every_image_of_a_text_is_found_and_may_be_the_posts(site):
    written = {f"docs/blog/{n}.md": post(text) for n, text in enumerate(RAW)}
    built = site({**HOME, **FILES, **written}, config="site_url: https://example.org/below/").build()
    for n, _ in enumerate(RAW):
        page = built.page(f"blog/{n}/")
        shown = page.one(".bp-post__content img")
        assert not (shown["src"] or "").startswith("/")
        assert re.search(r"/(root|beside)-[^/]*\.jpg$", page.meta("og:image") or "")
    built.check_links()


def test_a_image_missing_among_formats_of_itself_leaves_its_words(site):
    text = '<picture><source srcset="x.webp"><img src="gone.jpg" alt="Words"></picture>'
    built = site({**HOME, "docs/p.md": post(text)}).build(expect=["p.md:6: The image 'gone.jpg' is not there."])
    assert built.page("p/").texts("picture .bp-missing") == ["Words"]


@pytest.mark.parametrize("path", ["{static}/gone.jpg", "{filename}/gone.jpg", "{{ site.baseurl }}/gone.jpg"])
def test_one_in_the_notation_of_another_engine_is_missed_as_mkdocs_would_miss_it(site, path):
    written = {"docs/blog/p.md": post(f"![A boat]({path.replace(' ', '')})\n\n![A ship](/gone.png)")}
    built = site({**HOME, **written}).build(expect=["blog/p.md:6: The image '/gone.jpg' is not there."])
    assert [note for note in built.notes if "'/gone.png' is not there" in note]


def test_plain_pages_are_none_of_ours(site):
    files = {"docs/index.md": "# Home\n\n<img src='gone.png'> ![](a.jpg)", "docs/a.jpg": picture(90, 60)}
    built = site({**files, "docs/p.md": post("Text.")}, options={"responsive_images": True}).build()
    assert [image["src"] for image in built.page("").main.all("img")] == ["gone.png", "a.jpg"]


@pytest.mark.parametrize("asked", ["text", "all"])
def test_plain_pages_have_images_as_posts_have_by_option(site, asked):
    text = "---\nimage: a.jpg\n---\n# {}\n\n<img src='gone.png'> ![](a.jpg) ![](a.jpg)\n\n![Wide](wide.jpg)"
    files = {"docs/index.md": text.format("Home"), "docs/blog/index.md": text.replace("(", "(../").format("Blog")}
    files |= {"docs/a.jpg": picture(90, 60), "docs/wide.jpg": picture(2000, 1000), "docs/p.md": post("Text.")}
    files["docs/blog/index.md"] = files["docs/blog/index.md"].replace("image: ", "image: ../")
    built = site(files, options={"page_images": asked}).build()
    assert len(built.page("").all(".bp-featured-image")) == (asked == "all")
    for address, own in (("", "body"), ("blog/", ".bp-list__introduction")):
        gone, first, second, wide = built.page(address).one(own).all("img:not([class])")
        assert (gone.get("width"), first["width"], first["height"], wide["width"]) == (None, "90", "60", "1280")
        assert (first["style"], first["decoding"], second["loading"], wide["loading"]) == (
            *("height: auto", "async"),
            *["lazy"] * 2,
        )
        assert "/wide-" in wide["src"]
        assert wide["style"].endswith("; height: auto")


def test_images_of_a_text_in_several_widths(site):
    text = (
        "![One](wide.jpg)\n\n![Two](wide.jpg){ width=300 }\n\n"
        '<picture><source srcset="x.webp"><img src="../wide.jpg" alt="Own"></picture>\n\n![Far](https://example.com/x.png)'
    )
    config = "markdown_extensions: [attr_list]"
    files = {
        **HOME,
        "docs/p.md": post(text).replace("title: P", "title: P\nimage: own.jpg"),
        "docs/wide.jpg": picture(2000, 1000),
    }
    files["docs/own.jpg"] = picture(700, 400)
    built = site(files, options={"responsive_images": True}, config=config).build()
    page = built.page("p/")
    one, two, own, far = page.all(".bp-post__content img")
    assert (one["width"], one["height"], one["loading"]) == ("1280", "640", "lazy")
    assert (two["width"], two.get("height"), two["loading"], two["sizes"]) == ("300", "150", "lazy", "auto")
    assert "wide-" in one["src"]
    assert (own.get("srcset"), far.get("srcset"), one["srcset"].count(",")) == (None, None, 0)
    first, second = page.all(".bp-post__content source[type]")
    assert re.findall(r" (\d+)w", first["srcset"]) == ["688", "848", "1280"]
    assert (first["type"], second["type"], second["sizes"]) == ("image/webp", "image/webp", "auto, 300px")
    made = {path.name.split("-")[-1] for path in (built.site_dir / "assets/blogposts").glob("wide-*")}
    assert made == {"688x344.webp", "848x424.webp", "1280x640.webp", "1280x640.jpg"}, "no card, no link preview"


PLAN = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"/>'
PHOTOS = {"docs/wide.jpg": picture(2000, 1000), "docs/small.png": picture(600, 300), "docs/plan.svg": PLAN}


def test_every_image_of_a_text_has_room_and_waits(site):
    text = (
        "![One](small.png)\n\n![Two](small.png)\n\n![Plan](plan.svg)\n\n"
        '<img src="small.png" alt="" width="30"> <img src="small.png" alt="" loading="eager" decoding="sync">\n\n'
        '<img class="emoji" src="small.png" alt="">\n\n![Far](https://example.com/x.png)\n\n'
        '<img src="small.png" alt="Half" width="300px"> <img src="small.png" alt="Low" height="150"> '
        '<img src="small.png" alt="Part" width="50%"> <img src="small.png" alt="Styled" style="width: 9em">\n\n'
        '<img src="wide.jpg" alt="Wide" width="500" style="border: 0">'
    )
    page = site({**HOME, **PHOTOS, "docs/p.md": post(text)}).build().page("p/")
    one, two, plan, icon, own, emoji, far, *sized = page.all(".bp-post__content img")
    assert [(image["width"], image["height"]) for image in (one, two, plan)] == [("600", "300")] * 2 + [("120", "80")]
    assert (one.get("loading"), two["loading"], plan["loading"], far["loading"]) == (None, "lazy", "lazy", "lazy")
    assert [(image.get("width"), image.get("height")) for image in (icon, *sized)] == [
        *(("30", "15"), ("300px", "150"), ("300", "150"), ("50%", None), (None, None), ("500", "250"))
    ]
    # The first is the largest that is seen without scrolling, if the text begins with it.
    assert [image.get("fetchpriority") for image in (one, two, icon, own, emoji, far)] == ["high", *[None] * 5]
    assert (own["loading"], own["decoding"], one["decoding"]) == ("eager", "sync", "async")
    assert (emoji.get("loading"), far.get("width")) == (None, None)
    assert {image.get("srcset") for image in page.all(".bp-post__content > :not(:last-child) img")} == {None}


@pytest.mark.parametrize(
    ("asked", "made"),
    [({}, ["wide"]), ({"responsive_images": True}, ["wide", "small"]), ({"responsive_images": False}, [])],
)
def test_large_images_come_in_several_widths(site, asked, made):
    text = "![](wide.jpg)\n\n![](small.png)\n\n![](plan.svg)"
    files = {**HOME, **PHOTOS, "docs/p.md": post(text), "docs/late.md": post(f"{'Word. ' * 400}\n\n{text}")}
    built = site(files, options=asked).build()
    page, late = built.page("p/"), built.page("late/")
    assert page.one(".bp-post__content [fetchpriority]").get("loading") is None
    assert late.all(".bp-post__content [fetchpriority]") == []
    found = [image["src"].rsplit("/", 1)[1].partition("-")[0] for image in page.all(".bp-post__content picture img")]
    assert found == made


def test_a_photograph_on_its_side_has_the_room_that_it_takes(site):
    files = {**HOME, "docs/p.md": post("![](a.jpg)"), "docs/a.jpg": picture(600, 300, turn=6)}
    image = site(files).build().page("p/").one(".bp-post__content img")
    assert (image["width"], image["height"]) == ("300", "600")


def test_images_of_a_text_work_on_lists_too(site):
    files = {**HOME, "docs/deep/p.md": post("![A](a.jpg) Words.\n\n![A](b.jpg) More.\n\n<!-- more -->")}
    pictures = {"docs/deep/a.jpg": picture(900, 600), "docs/deep/b.jpg": picture(900, 600, color="red")}
    built = site({**files, **pictures}, options={"responsive_images": True}).build()
    assert built.page("blog/").one(".bp-post-card__excerpt img").get("loading") == "lazy"
    built.check_links()


@pytest.mark.parametrize(
    ("html", "sources"),
    [
        ("<p><img src=a.png><IMG SRC='b.png' alt='>'></p>", ["a.png", "b.png"]),
        ('<img alt="a > b" src="a&amp;b.png"/>', ["a&b.png"]),
        ("<!-- <img src=a> --><script>'<img src=b>'</script><picture><img src=c></picture><img src=d>", ["c", "d"]),
        ("<picture><picture><img src=c><picture></picture><img src=d></picture><picture><img src=e>", ["c", "d"]),
        (
            "<img data-src=a.png><img src='data:,' data-src=b.png><img src=c.png data-src=d.png>",
            ["a.png", "b.png", "c.png"],
        ),
        ("<imgx src=a><img>", [""]),
        ("&lt;img src=a&gt;", []),
        ("<img src=a", []),
    ],
)
def test_what_is_a_image_of_a_text(html, sources):
    assert [image.src for image in find_images(html)] == sources


@given(st.text(st.sampled_from("<>img src='\"=/!-pc&;ature\n")) | st.text())
def test_what_is_not_replaced_stays(html):
    assert replace_images(html, lambda image: image.tag) == html


@pytest.mark.parametrize("piece", ["<img ", "<img src=", "<img a='", "<!--", "<picture>", "<img <", '<img a="b" '])
def test_odd_html_is_read_in_good_time(piece):
    assert list(find_images(piece * 20_000)) is not None
