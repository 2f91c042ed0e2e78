"""The images of posts, of lists and of plain pages, as a reader and a link preview see them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from harness import picture, with_and_without_directory_urls, with_every_theme

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'


def post(image, day=1, more=""):
    return f"Title: P{day}\nDate: 2024-05-{day:02}\nTags: red\nImage: {image}\n{more}\n\nText."


def size(built, address):
    """Of the image at a URL, in pixels."""
    with Image.open(io.BytesIO((built.site_dir / address).read_bytes())) as opened:
        return opened.size


def tagged(image):
    return int(image["width"]), int(image["height"])


@with_every_theme
@with_and_without_directory_urls
def test_a_image_is_shown_at_the_width_of_each_place_and_says_its_size(site):
    files = {
        "docs/index.md": "# Home",
        "docs/blog/p.md": post("big.jpg", more="Alt: A *sea* & sky"),
        "docs/blog/big.jpg": picture(3000, 2000),
    }
    built = site(files).build()
    full, card = built.page("blog/p/").one(".bp-featured-image"), built.page("blog/tags/red/").one(".bp-post-card img")
    preview = built.page("blog/p/").meta("og:image").removeprefix("https://example.org/")
    assert built.page("blog/p/").one(".bp-figure picture").get("class") is None
    assert full["alt"] == card["alt"] == built.page("blog/p/").meta("og:image:alt") == "A *sea* & sky"
    assert tagged(full) == size(built, full.images[0])
    assert tagged(card) == size(built, card.images[0])
    assert 300 <= tagged(card)[0] < tagged(full)[0] <= 1600
    assert size(built, preview) == (1200, 630)
    assert (built.page("blog/p/").meta("og:image:width"), built.page("blog/p/").meta("og:image:height")) == (
        "1200",
        "630",
    )
    assert built.page("blog/p/").meta("twitter:card") == "summary_large_image"
    assert (full.get("loading"), full["fetchpriority"]) == (None, "high")
    built.check_links()


def test_a_small_image_is_not_made_larger(site):
    files = {"docs/index.md": "# Home", "docs/p.md": post("s.png"), "docs/s.png": picture(200, 100, kind="PNG")}
    built = site(files).build()
    assert tagged(built.page("p/").one(".bp-featured-image")) == (200, 100)
    assert tagged(built.page("blog/").one(".bp-post-card img")) == (177, 100)  # cut to 16 : 9


PLACES = {
    "beside.jpg": "blog/beside.jpg",
    "deep/er.jpg": "blog/deep/er.jpg",
    "../up.jpg": "up.jpg",
    "/assets/root.jpg": "assets/root.jpg",
    "assets/root.jpg": "assets/root.jpg",
    "with blank.jpg": "blog/with blank.jpg",
    "with%20blank.jpg": "blog/with blank.jpg",
    "日本.jpg": "blog/日本.jpg",
    "SHOUT.JPG": "blog/SHOUT.JPG",
    "beside.jpg?v=2": "blog/beside.jpg",
    "Beside.JPG": "blog/beside.jpg",
    "/theme/assets/of-theme.jpg": "../theme/assets/of-theme.jpg",
    "/theme/assets/of-docs.jpg": "theme/assets/of-docs.jpg",
    "https://example.org/assets/root.jpg": "assets/root.jpg",
    "img.svg": "blog/img.svg",
}


@with_and_without_directory_urls
def test_a_path_may_start_at_the_page_the_docs_folder_or_the_theme(site):
    files = {f"docs/{place}": SVG if place.endswith("svg") else picture(90, 60) for place in PLACES.values()}
    posts = {f"docs/blog/{n}.md": post(path, n) for n, path in enumerate(PLACES, 1)}
    config = "theme: {name: mkdocs, custom_dir: theme}"
    drawn = site({"docs/index.md": "# Home", **files, **posts}, options={"per_page": 0}, config=config)
    built = drawn.build()
    for n, path in enumerate(PLACES, 1):
        assert len(built.page(f"blog/{n}/").all(".bp-featured-image")) == 1, path
    for address in ("blog/", "blog/tags/red/", "blog/2024/05/"):
        assert len(built.page(address).all(".bp-post-card img")) == len(PLACES)
    built.check_links()


@pytest.mark.parametrize(
    "address", ["https://pictures.invalid/a.jpg?b=1&c=2", "data:image/gif;base64,R0lGODlhAQABAAAAACw="]
)
def test_a_image_of_elsewhere_is_used_as_it_is(site, address):
    built = site({"docs/index.md": "# Home", "docs/p.md": post(address)}).build()
    shown = built.page("p/").one(".bp-featured-image")
    assert (shown["src"], shown.get("width")) == (address, None)
    assert built.page("blog/").one(".bp-post-card img")["src"] == address
    assert built.page("p/").meta("og:image") == (address if address.startswith("https") else None)


MISSING = [
    ("away.jpg", "The image 'away.jpg' is not there."),
    ("/theme/assets/away.jpg", "The image '/theme/assets/away.jpg' is not there."),
    ("../../outside.jpg", "The image '../../outside.jpg' lies outside 'docs_dir'."),
    ("pictures", "The image 'pictures' is a folder."),
    ("besid.jpg", "The image 'besid.jpg' is not there. Did you mean 'blog/beside.jpg'?"),
    ("broken.jpg", "The image 'broken.jpg' cannot be used"),
    ("empty.png", "The image 'empty.png' cannot be used"),
]


@pytest.mark.parametrize(("path", "said"), MISSING, ids=[path for path, _ in MISSING])
def test_a_image_that_cannot_be_shown_is_said_once_and_the_page_built_without_it(site, path, said):
    files = {
        "docs/index.md": "# Home",
        "outside.jpg": picture(8, 8),
        "docs/blog/beside.jpg": picture(8, 8),
        "docs/blog/broken.jpg": picture(80, 80)[:200],
        "docs/blog/empty.png": b"",
        "docs/blog/pictures/p.jpg": picture(8, 8),
        "docs/blog/p.md": post(path),
    }
    built = site(files).build(expect=[f"blog/p.md:4: {said}"])
    assert built.page("blog/p/").h1 == "P1"
    for address in built.pages:
        assert built.page(address).all(".bp img") == []
        assert built.page(address).meta("og:image") is None
    built.check_links()


@pytest.mark.parametrize("more", ["image: false", "image:", "thumbnail: ''", "mood: good"])
def test_a_post_without_a_image_is_no_mistake(site, more):
    built = site(
        {"docs/index.md": "# Home", "docs/p.md": f"---\ntitle: P\ndate: 2024-05-01\n{more}\n---\nText."}
    ).build()
    assert built.page("p/").all(".bp img") == []
    assert built.page("p/").meta("twitter:card") == "summary"


SITE = {
    "docs/index.md": "# Home",
    "docs/plain.md": "---\nthumbnail: assets/plain.jpg\nalt: A plain\n---\n# Plain\n\nText.",
    "docs/guide/deep.md": "---\nimage: ../assets/plain.jpg\n---\n# Deep\n\nText.",
    "docs/other.md": "---\nhero: Welcome!\nbanner: true\n---\n# Other\n\nText.",
    "docs/refusing.md": "---\nimage: false\n---\n# Refusing\n\nText.",
    "docs/assets/plain.jpg": picture(1300, 700, color="red"),
    "docs/assets/site.jpg": picture(1300, 700, color="green"),
    "docs/old.md": post("assets/old.jpg", 1),
    "docs/new.md": post("assets/new.jpg", 2),
    "docs/newest.md": "Title: Newest\nDate: 2024-05-03\nTags: red\n\nText.",
    "docs/assets/old.jpg": picture(1300, 700, color="blue"),
    "docs/assets/new.jpg": picture(1300, 700, color="gold"),
}


def name(page):
    """Of the image in the page's previews, without what we add to it."""
    return (page.meta("og:image") or "").rpartition("/")[2].partition("-")[0]


@with_every_theme
def test_previews_of_each_page_show_its_own_image_else_the_newest_posts_else_the_sites(site):
    built = site(SITE, options={"image": "assets/site.jpg"}).build()
    shown = {address: name(built.page(address)) for address in built.pages if "search" not in address}
    lists = {address: "new" for address in shown if address.startswith("blog/")}
    pages = {
        "": "site",
        "404.html": "site",
        "plain/": "plain",
        "guide/deep/": "plain",
        "other/": "site",
        "refusing/": "",
    }
    assert shown == {**lists, **pages, "old/": "old", "new/": "new", "newest/": "site"}
    assert built.page("plain/").meta("og:image:alt") == "A plain"
    assert not built.page("plain/").main.images
    built.check_links()


def test_without_a_image_of_the_sites_there_are_previews_without_one(site):
    built = site(SITE).build()
    assert {address for address in built.pages if not name(built.page(address))} == {
        *("", "404.html", "other/", "refusing/", "newest/"),
    }


@with_and_without_directory_urls
def test_plain_pages_show_their_image_above_their_text_where_the_option_asks_for_it(site):
    built = site(SITE, options={"page_images": True}).build()
    for address in ("plain/", "guide/deep/"):
        page = built.page(address)
        shown = page.main.one("img.bp-featured-image")
        assert tagged(shown) == size(built, shown.images[0])
        assert page.main.html.index("<img") < page.main.html.index("Text.")
        assert "assets/blogposts/blogposts.css" in page.stylesheets
    for address in ("", "other/", "refusing/", "newest/"):
        assert built.page(address).all(".bp-featured-image") == []
    built.check_links()


def test_a_image_that_the_writer_gives_a_list_is_the_lists(site):
    own = "---\ntitle: Journal\nimage: ../assets/plain.jpg\n---\nText."
    built = site({**SITE, "docs/blog/index.md": own}).build()
    assert name(built.page("blog/")) == "plain"
    assert name(built.page("blog/tags/red/")) == "new"


def test_a_image_of_the_site_that_is_not_there_is_said_once(site):
    built = site(SITE, options={"image": "assets/away.jpg"}).build(expect=["mkdocs.yml: The image 'assets/away.jpg'"])
    assert name(built.page("")) == ""


def test_of_a_list_the_images_at_the_top_do_not_wait_and_the_others_do(site):
    posts = {f"docs/{day}.md": post("p.jpg", day) for day in range(1, 5)}
    built = site({"docs/index.md": "# Home", **posts, "docs/p.jpg": picture(90, 60)}).build()
    assert [image.get("loading") for image in built.page("blog/").all(".bp-post-card img")] == [
        None,
        None,
        "lazy",
        "lazy",
    ]
    assert [image.get("fetchpriority") for image in built.page("blog/").all(".bp-post-card img")] == [
        "high",
        None,
        None,
        None,
    ]


def test_images_are_cached_beside_the_site_and_not_in_it(site):
    drawn = site({"docs/index.md": "# Home", "docs/p.md": post("p.jpg"), "docs/p.jpg": picture(1000, 700)})
    built = drawn.build()
    assert any((drawn.root / ".cache").rglob("*.jpg"))
    assert not [file for file in built.files if "cache" in file]
    assert not any((drawn.root / "docs").rglob("*cache*"))
