"""`blogposts check --images`: each post's image is told as a build chooses it, with the reason."""

from __future__ import annotations

import colorsys
import io
import json
import re
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner
from PIL import Image

from harness import Site, picture
from mkdocs_blogposts.cli.main import main

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300"/></svg>'
DATA = "data:image/gif;base64,R0lGODlhAQABAAAAACw="

NO_PICTURE = "it isn't an image that can be read (JPEG, PNG, GIF, WebP, AVIF, TIFF or BMP)"

HOOK = """
    from mkdocs.structure.files import File

    def on_files(files, config):
        content = open(config.config_file_path.replace("mkdocs.yml", "made"), "rb").read()
        files.append(File.generated(config, "made/by-plugin.jpg", content=content))
"""

POSTS = {
    # the post: its front matter, its text, its image, where that comes from, and why
    "named": ("image: a/one.jpg", "", "blog/a/one.jpg", "front matter", "its front matter names it"),
    "from-root": ("image: /root.jpg", "![](a/two.jpg)", "root.jpg", "front matter", "its front matter names it"),
    "pelican": ("image: '{static}/pelican.jpg'", "", "pelican.jpg", "front matter", "its front matter names it"),
    "of-theme": ("image: /theme/img/themed.jpg", "", "img/themed.jpg", "front matter", "its front matter names it"),
    "made": ("image: /made/by-plugin.jpg", "", "made/by-plugin.jpg", "front matter", "its front matter names it"),
    "remote": (
        "image: https://e.org/x.jpg?a=1",
        "",
        "https://e.org/x.jpg?a=1",
        "front matter",
        "its front matter names it",
    ),
    "own-address": ("image: http://example.org/root.jpg", "", "root.jpg", "front matter", "its front matter names it"),
    "inline": (f"image: '{DATA}'", "", DATA, "front matter", "its front matter names it; link previews cannot show it"),
    "vector": ("image: /v.svg", "", "v.svg", "front matter", "its front matter names it; link previews cannot show it"),
    "beside": ("", "![](a/two.jpg)", "blog/beside.png", "name", "it lies beside the post"),
    "alone/index": ("", "", "blog/alone/cover.jpg", "name", "it lies beside the post"),
    "in-text": ("", "![](a/tiny.jpg) ![](a/two.jpg)", "blog/a/two.jpg", "text", "it is the first of its text"),
    "raw": ("", '<p><img alt="" src="/root.jpg"></p>', "root.jpg", "text", "it is the first of its text"),
    "third": ("image: 2", "![](a/one.jpg) ![](a/two.jpg)", "blog/a/two.jpg", "text", "it is number 2 of its text"),
    "sea": ("categories: Sea", "", "cat.jpg", "category", "its category's page blog/categories/sea.md names it"),
    "salt": ("tags: salt", "", "tag.jpg", "tag", "its tag's page blog/tags/salt.md names it"),
    "by-max": ("author: Max", "", "max.jpg", "author", "its author's page blog/authors/max.md names it"),
    "none": ("image: false", "![](a/one.jpg)", None, None, "its front matter refuses one"),
    "lost": (
        *("image: gone.jpg", "", None, None),
        "its front matter names it, but the image 'gone.jpg' is not there",
    ),
    "torn": (
        *("", "![](a/one.jpg)", "blog/a/one.jpg", "text"),
        f"the image '/blog/torn.jpg' cannot be used: {NO_PICTURE}; it is the first of its text",
    ),
    "awash": (
        *("tags: mud", "", None, None),
        "its tag's page blog/tags/mud.md names it, but the image '/mud.jpg' is not there",
    ),
    "early": ("image: /root.jpg\ndraft: true", "", "root.jpg", "front matter", "its front matter names it"),
    "early-lost": (
        *("image: x.jpg\ndraft: true", "", None, None),
        "its front matter names it, but the image 'x.jpg' is not there",
    ),
    "bare": ("", "Words.", None, None, "there is none"),
    "unfit": (
        *("", "![](https://e.org/y.jpg) ![](a/tiny.jpg)", None, None),
        "there is none; those of its text are small or broken, or lie elsewhere",
    ),
    "fifth": ("image: 5", "![](a/one.jpg)", None, None, "its text has no number 5 that can be shown"),
}
TERMS = {"categories/sea": "/cat.jpg", "tags/salt": "/tag.jpg", "tags/mud": "/mud.jpg", "authors/max": "/max.jpg"}
PICTURES = (
    *("docs/blog/a/one.jpg", "docs/blog/a/two.jpg", "docs/root.jpg", "docs/pelican.jpg", "mine/img/themed.jpg", "made"),
    *("docs/blog/beside.png", "docs/blog/alone/cover.jpg", "docs/cat.jpg", "docs/tag.jpg", "docs/max.jpg"),
    "docs/site.jpg",
)
HUES = (colorsys.hsv_to_rgb(number / len(PICTURES), 1, 0.9) for number in range(len(PICTURES)))
PAINTED = {path: tuple(int(value * 255) for value in hue) for path, hue in zip(PICTURES, HUES, strict=True)}
"""What fills each image, as red, green and blue."""

NAMES = {path: path.removeprefix("docs/").removeprefix("mine/") for path in PICTURES} | {"made": "made/by-plugin.jpg"}
CONFIG = "hooks: [hook.py]\ntheme: {name: mkdocs, custom_dir: mine, highlightjs: false}"
WARNINGS = ("gone.jpg", "torn.jpg", "mud.jpg")


def drawn():
    """The files of a site with every way to an image, each image of a color of its own."""
    files = {"docs/index.md": "# Home", "hook.py": HOOK, "docs/v.svg": SVG, "docs/blog/torn.jpg": b"\xff\xd8no"}
    files["docs/blog/a/tiny.jpg"] = picture(20, 20)
    for path, color in PAINTED.items():
        files[path] = _plain(color, "PNG" if path.endswith("png") else "JPEG")
    for day, (name, (header, text, *_)) in enumerate(POSTS.items(), 1):
        head = f"title: Post {name}\ndate: 2024-05-{day:02}\n{header}".strip()
        files[f"docs/blog/{name}.md"] = f"---\n{head}\n---\n{text}\n"
    for path, image in TERMS.items():
        files[f"docs/blog/{path}.md"] = f"---\ntitle: {path.partition('/')[2].title()}\nimage: {image}\n---\n"
    return files


def _plain(color, kind):
    file = io.BytesIO()
    Image.new("RGB", (400, 300), color).save(file, kind, quality=95)
    return file.getvalue()


@pytest.fixture(scope="module")
def items(tmp_path_factory):
    sketch = Site(tmp_path_factory.mktemp("told") / "site", drawn(), options={}, config=CONFIG)
    return told(sketch)[0]


def run(sketch, *arguments):
    arguments = ["check", "--images", "-f", str(sketch.config), *arguments]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def told(sketch):
    result = run(sketch, "--format", "json")
    items = json.loads(result.stdout)
    return {each["file"].removeprefix("blog/").removesuffix(".md"): each for each in items}, result.exit_code


def color(file):
    with Image.open(file) as opened:
        return opened.convert("RGB").resize((1, 1)).getpixel((0, 0))


def distance(one, other):
    return sum(abs(left - right) for left, right in zip(one, other, strict=True))


def source_of(built, address):
    """The file that an image of the built site was made of, told by its color; a URL elsewhere as it is."""
    local = address.removeprefix("https://example.org/")
    if ":" in local or local.endswith(".svg"):
        return local
    seen = color(built.site_dir / local)
    nearest = min(PAINTED, key=lambda path: distance(PAINTED[path], seen))
    assert distance(PAINTED[nearest], seen) < 20, address
    return NAMES[nearest]


def seen(built, name):
    """The image in a post's link previews, and that above its text."""
    url = f"blog/{name.removesuffix('index').rstrip('/')}/"
    page = built.page(url)
    above = (urljoin(f"https://example.org/{url}", image["src"]) for image in page.all("img.bp-featured-image"))
    shown = [page.meta("og:image"), *above]
    preview, *above = (source_of(built, address) if address else None for address in shown)
    return preview, next(iter(above), None)


@pytest.mark.parametrize("default", ["", "/site.jpg"], ids=["", "site"])
def test_what_is_told_is_what_is_built(site, default):
    sketch = site(drawn(), options={"image": default} if default else {}, config=CONFIG)
    built = sketch.build(expect=WARNINGS)
    items, code = told(sketch)
    assert (code, len(items)) == (1, len(POSTS))
    for name, each in items.items():
        if not name.startswith("early"):
            is_own = each["origin"] in ("front matter", "name")
            is_unseen = "previews cannot" in each["why"]
            expected = None if is_unseen else each["image"], each["image"] if is_own else None
            assert seen(built, name) == expected, name


@pytest.mark.parametrize("name", POSTS)
def test_why_a_post_has_its_image(items, name):
    *_, where, origin, why = POSTS[name]
    each = items[name]
    assert (each["image"], each["origin"], each["why"]) == (where, origin, why)
    assert (each["problem"] is not None) == ("the image '" in why)


def test_only_link_previews_have_the_image_of_the_site(site):
    posts = {
        "a": ("", "site.jpg", "site", "it is the site's, in link previews only"),
        "b": (
            *("image: no.jpg\n", "site.jpg", "site"),
            "its front matter names it, but the image 'no.jpg' is not there; link previews have the site's",
        ),
        "c": ("image: false\n", None, None, "its front matter refuses one"),
    }
    files = {f"docs/blog/{name}.md": f"---\ndate: 2024-01-01\n{header}---\n" for name, (header, *_) in posts.items()}
    items, _ = told(site({**files, "docs/site.jpg": picture(400, 300)}, options={"image": "site.jpg"}))
    found = {name: (each["image"], each["origin"], each["why"]) for name, each in items.items()}
    assert found == {name: tuple(rest) for name, (_, *rest) in posts.items()}


@pytest.mark.parametrize(("cards", "origins"), [(True, ["front matter", "drawn"]), ("all", ["drawn", "drawn"])])
def test_a_card_is_told_as_it_was_drawn(site, cards, origins):
    files = {
        "docs/blog/a.md": "---\ntitle: A\ndate: 2024-01-02\nimage: /p.jpg\n---\n",
        "docs/blog/b.md": "---\ntitle: B\ndate: 2024-01-01\n---\n",
        "docs/p.jpg": picture(400, 300),
    }
    sketch = site(files, options={"social_cards": cards})
    items, code = told(sketch)
    assert (code, [each["origin"] for each in items.values()]) == (0, origins)
    assert items["b"]["why"] == "the site draws social cards"
    assert items["b"]["image"] in sketch.build().files


def test_a_site_may_want_no_images(site):
    files = {"docs/blog/a.md": "---\ndate: 2024-01-01\nimage: no.jpg\n---\n"}
    items, code = told(site(files, options={"images": False}))
    assert (items["a"]["image"], items["a"]["why"], code) == (None, "the site shows no images", 0)


def test_people_have_a_table_with_a_count(site):
    files = {
        "docs/blog/a.md": "---\ndate: 2024-01-02\nimage: /p.jpg\n---\n",
        "docs/blog/b.md": "---\ndate: 2024-01-01\n---\n",
        "docs/p.jpg": picture(400, 300),
    }
    sketch = site(files)
    result = run(sketch)
    assert result.stdout.splitlines() == [
        "File       Image  Why                      ",
        "blog/a.md  p.jpg  its front matter names it",
        "blog/b.md  —      there is none            ",
        "",
        "2 posts, 1 without an image.",
    ]
    assert result.stderr == "Rendering the site …\n"
    assert not (sketch.root / "site").exists()


def test_nothing_is_cut_in_a_narrow_terminal(site, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("FORCE_COLOR", "1")
    header = "---\ndate: 2024-01-02\nimage: nowhere-to-be-found.jpg\n---\n"
    result = run(site({"docs/blog/a-post-with-a-very-long-name-indeed.md": header}))
    lines = re.sub(r"\x1b\[[\d;]*m", "", result.stdout).splitlines()
    assert max(map(len, lines)) <= 60
    assert "…" not in result.stdout
    cells = [re.split(r" {2,}", line)[0] for line in lines[1:]]
    assert "".join(cells).startswith("blog/a-post-with-a-very-long-name-indeed.md")


def test_the_posts_of_several_blogs_are_told_together_and_no_posts_are_said(site):
    files = {f"docs/{name}/a.md": f"---\ndate: 2024-01-0{day}\n---\n" for day, name in enumerate(("blog", "notes"), 1)}
    config = "plugins:\n  - blogposts\n  - blogposts:\n      blog_dir: notes\n"
    assert [each["file"] for each in json.loads(run(site(files, config=config), "--format", "json").stdout)] == [
        "notes/a.md",
        "blog/a.md",
    ]
    assert run(site({"docs/index.md": "# Home"})).stdout == "No posts.\n"


def test_a_image_that_only_a_draft_asks_for_fails_nothing(site):
    sketch = site({"docs/blog/a.md": "---\ndate: 2024-01-02\nimage: no.jpg\ndraft: true\n---\n"})
    items, code = told(sketch)
    assert (items["a"]["problem"], code) == ("The image 'no.jpg' is not there.", 0)


def test_of_several_blogs_each_knows_its_own_drafts(site):
    config = "plugins:\n  - blogposts\n  - blogposts:\n      blog_dir: notes\n      fields: {draft: entwurf}\n"
    sketch = site({"docs/notes/a.md": "---\ndate: 2024-01-02\nimage: no.jpg\nentwurf: true\n---\n"}, config=config)
    items, code = told(sketch)
    assert (items["notes/a"]["problem"], code) == ("The image 'no.jpg' is not there.", 0)


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        ("def on_page_content(html, page, config, files):\n    1 / 0\n", "ZeroDivisionError"),
        ("def on_env(env, config, files):\n    raise KeyError('x')\n", "KeyError"),
    ],
)
def test_a_page_that_cannot_be_rendered_is_an_error_in_one_line(site, hook, said):
    result = run(site({"docs/blog/a.md": "---\ndate: 2024-01-02\n---\n", "hook.py": hook}, config="hooks: [hook.py]"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr.splitlines()[-1]


def test_a_site_without_the_plugin_is_told_as_if_it_were_there(site):
    files = {"docs/blog/a.md": "---\ndate: 2024-01-02\nimage: /p.jpg\n---\n", "docs/p.jpg": picture(400, 300)}
    assert told(site(files, options=None))[0]["a"]["image"] == "p.jpg"


def test_plugins_hear_of_no_error_and_nothing_is_written_but_images_for_the_next_build(site):
    hook = """
        def on_build_error(error): print("ERROR", repr(error))
        def on_post_page(output, page, config): print("WRITTEN", page)
        def on_post_build(config): print("WRITTEN")
        def on_shutdown(): print("END")
    """
    files = {"docs/blog/a.md": "---\ndate: 2024-01-02\nimage: /p.jpg\n---\n", "docs/p.jpg": picture(400, 300)}
    sketch = site({**files, "hook.py": hook}, config="hooks: [hook.py]")
    before = {path.relative_to(sketch.root).parts[0] for path in sketch.root.rglob("*")}
    result = run(sketch)
    assert result.stderr == "Rendering the site …\nEND\n"
    after = {path.relative_to(sketch.root).parts[0] for path in sketch.root.rglob("*")}
    assert after - before <= {".cache", "__pycache__"}


def test_github_has_no_annotation_for_it(site):
    result = run(site({"docs/index.md": "# Home"}), "--format", "github")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'--format github'. Write one of text, json." in result.stderr
