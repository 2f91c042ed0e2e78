"""The pictures in the texts of posts: wherever writers say they are, and in several widths."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness import picture, with_and_without_directory_urls
from mkdocs_blogposts.publishing.text_images import replace_images, text_images

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
def test_a_text_may_say_where_a_picture_is_as_a_header_may(site):
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
    said = ["blog/p.md:6: The picture 'gone.jpg' is not there.", "blog/p.md:8: The picture 'away.png' is not there."]
    built = site({**HOME, "docs/blog/p.md": post(text)}).build(expect=said)
    content = built.page("blog/p/").one(".bp-post__content")
    assert content.all("img") == []
    assert [found.text for found in content.all(".bp-missing")] == ["A boat", "A <bird>"]


@pytest.mark.parametrize("path", ["{static}/gone.jpg", "{filename}/gone.jpg", "{{ site.baseurl }}/gone.jpg"])
def test_one_in_the_notation_of_another_engine_is_missed_as_mkdocs_would_miss_it(site, path):
    written = {"docs/blog/p.md": post(f"![A boat]({path.replace(' ', '')})\n\n![A ship](/gone.png)")}
    built = site({**HOME, **written}).build(expect=["blog/p.md:6: The picture '/gone.jpg' is not there."])
    assert [note for note in built.notes if "'/gone.png' is not there" in note]


def test_plain_pages_are_none_of_ours(site):
    files = {"docs/index.md": "# Home\n\n<img src='gone.png'> ![](a.jpg)", "docs/a.jpg": picture(90, 60)}
    built = site({**files, "docs/p.md": post("Text.")}, options={"text_images": True}).build()
    assert [image["src"] for image in built.page("").main.all("img")] == ["gone.png", "a.jpg"]


def test_pictures_of_a_text_in_several_widths(site):
    text = (
        "![One](wide.jpg)\n\n![Two](wide.jpg){ width=300 }\n\n"
        '<picture><source srcset="x.webp"><img src="../wide.jpg" alt="Own"></picture>\n\n![Far](https://example.com/x.png)'
    )
    config = "markdown_extensions: [attr_list]"
    files = {**HOME, "docs/p.md": post(text), "docs/wide.jpg": picture(2000, 1000)}
    page = site(files, options={"text_images": True}, config=config).build().page("p/")
    one, two, own, far = page.all(".bp-post__content img")
    assert (one["width"], one["height"], one.get("loading")) == ("1280", "640", None)
    assert (two["width"], two.get("height"), two["loading"], two["sizes"]) == ("300", None, "lazy", "300px")
    assert "wide-" in one["src"]
    assert re.findall(r" (\d+)w", one["srcset"]) == ["720", "880", "1280"]
    assert (own.get("srcset"), far.get("srcset")) == (None, None)
    assert [source["type"] for source in page.all(".bp-post__content source[type]")] == ["image/webp"] * 2


def test_pictures_of_a_text_work_on_lists_too(site):
    files = {**HOME, "docs/deep/p.md": post("![A](a.jpg) Words.\n\n![A](b.jpg) More.\n\n<!-- more -->")}
    pictures = {"docs/deep/a.jpg": picture(900, 600), "docs/deep/b.jpg": picture(900, 600, colour="red")}
    built = site({**files, **pictures}, options={"text_images": True}).build()
    assert built.page("blog/").one(".bp-card__teaser img").get("loading") == "lazy"
    built.check_links()


@pytest.mark.parametrize(
    ("html", "sources"),
    [
        ("<p><img src=a.png><IMG SRC='b.png' alt='>'></p>", ["a.png", "b.png"]),
        ('<img alt="a > b" src="a&amp;b.png"/>', ["a&b.png"]),
        ("<!-- <img src=a> --><script>'<img src=b>'</script><picture><img src=c></picture><img src=d>", ["d"]),
        ("<imgx src=a><img>", [""]),
        ("&lt;img src=a&gt;", []),
        ("<img src=a", []),
    ],
)
def test_what_is_a_picture_of_a_text(html, sources):
    assert [image.src for image in text_images(html)] == sources


@given(st.text(st.sampled_from("<>img src='\"=/!-pc&;ature\n")) | st.text())
def test_what_is_not_replaced_stays(html):
    assert replace_images(html, lambda image: image.tag) == html


@pytest.mark.parametrize("piece", ["<img ", "<img src=", "<img a='", "<!--", "<picture>", "<img <", '<img a="b" '])
def test_odd_html_is_read_in_good_time(piece):
    assert list(text_images(piece * 20_000)) is not None
