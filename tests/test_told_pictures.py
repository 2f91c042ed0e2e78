"""`blogposts check --pictures`: each post's picture is told as a build chooses it, with the reason."""

from __future__ import annotations

import colorsys
import io
import json

import pytest
from click.testing import CliRunner
from PIL import Image

from harness import picture
from mkdocs_blogposts.cli.main import main

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300"/></svg>'
DATA = "data:image/gif;base64,R0lGODlhAQABAAAAACw="

HOOK = """
    from mkdocs.structure.files import File

    def on_files(files, config):
        content = open(config.config_file_path.replace("mkdocs.yml", "made"), "rb").read()
        files.append(File.generated(config, "made/by-plugin.jpg", content=content))
"""

POSTS = {
    # the post: its header, its text, its picture, where that comes from, and why
    "named": ("image: a/one.jpg", "", "blog/a/one.jpg", "header", "its header names it"),
    "from-root": ("image: /root.jpg", "![](a/two.jpg)", "root.jpg", "header", "its header names it"),
    "pelican": ("image: '{static}/pelican.jpg'", "", "pelican.jpg", "header", "its header names it"),
    "of-theme": ("image: /theme/img/themed.jpg", "", "img/themed.jpg", "header", "its header names it"),
    "made": ("image: /made/by-plugin.jpg", "", "made/by-plugin.jpg", "header", "its header names it"),
    "remote": ("image: https://e.org/x.jpg?a=1", "", "https://e.org/x.jpg?a=1", "header", "its header names it"),
    "inline": (f"image: '{DATA}'", "", DATA, "header", "its header names it; link previews cannot show it"),
    "vector": ("image: /v.svg", "", "v.svg", "header", "its header names it; link previews cannot show it"),
    "beside": ("", "![](a/two.jpg)", "blog/beside.png", "name", "it lies beside the post"),
    "alone/index": ("", "", "blog/alone/cover.jpg", "name", "it lies beside the post"),
    "in-text": ("", "![](a/tiny.jpg) ![](a/two.jpg)", "blog/a/two.jpg", "text", "it is the first of its text"),
    "raw": ("", '<p><img alt="" src="/root.jpg"></p>', "root.jpg", "text", "it is the first of its text"),
    "third": ("image: 2", "![](a/one.jpg) ![](a/two.jpg)", "blog/a/two.jpg", "text", "it is number 2 of its text"),
    "sea": ("categories: Sea", "", "cat.jpg", "category", "its category's page blog/categories/sea.md names it"),
    "salt": ("tags: salt", "", "tag.jpg", "tag", "its tag's page blog/tags/salt.md names it"),
    "by-max": ("author: Max", "", "max.jpg", "author", "its author's page blog/authors/max.md names it"),
    "none": ("image: false", "![](a/one.jpg)", None, None, "its header wants none"),
    "lost": (
        *("image: gone.jpg", "", None, None),
        "its header names it, but the picture 'gone.jpg' is not there",
    ),
    "torn": (
        *("", "![](a/one.jpg)", None, None),
        "it lies beside the post, but the picture '/blog/torn.jpg' cannot be used: it is not a picture, or damaged",
    ),
    "awash": (
        *("tags: mud", "", None, None),
        "its tag's page blog/tags/mud.md names it, but the picture '/mud.jpg' is not there",
    ),
    "early": ("image: /root.jpg\ndraft: true", "", "root.jpg", "header", "its header names it"),
    "early-lost": (
        *("image: x.jpg\ndraft: true", "", None, None),
        "its header names it, but the picture 'x.jpg' is not there",
    ),
    "bare": ("", "Words. ![](https://e.org/y.jpg)", None, None, "there is none"),
}
TERMS = {"categories/sea": "/cat.jpg", "tags/salt": "/tag.jpg", "tags/mud": "/mud.jpg", "authors/max": "/max.jpg"}
PICTURES = (
    *("docs/blog/a/one.jpg", "docs/blog/a/two.jpg", "docs/root.jpg", "docs/pelican.jpg", "mine/img/themed.jpg", "made"),
    *("docs/blog/beside.png", "docs/blog/alone/cover.jpg", "docs/cat.jpg", "docs/tag.jpg", "docs/max.jpg"),
    "docs/site.jpg",
)
WARNINGS = ("gone.jpg", "torn.jpg", "mud.jpg")


def drawn():
    """The files of a site with every way to a picture, each picture of a colour of its own."""
    files = {"docs/index.md": "# Home", "hook.py": HOOK, "docs/v.svg": SVG, "docs/blog/torn.jpg": b"\xff\xd8no"}
    files["docs/blog/a/tiny.jpg"] = picture(20, 20)
    for number, path in enumerate(PICTURES):
        files[path] = _plain(number / len(PICTURES), "PNG" if path.endswith("png") else "JPEG")
    for day, (name, (header, text, *_)) in enumerate(POSTS.items(), 1):
        head = f"title: Post {name}\ndate: 2024-05-{day:02}\n{header}".strip()
        files[f"docs/blog/{name}.md"] = f"---\n{head}\n---\n{text}\n"
    for path, image in TERMS.items():
        files[f"docs/blog/{path}.md"] = f"---\ntitle: {path.partition('/')[2].title()}\nimage: {image}\n---\n"
    return files


def _plain(hue, kind):
    red, green, blue = (int(value * 255) for value in colorsys.hsv_to_rgb(hue, 1, 0.9))
    file = io.BytesIO()
    Image.new("RGB", (400, 300), (red, green, blue)).save(file, kind, quality=95)
    return file.getvalue()


def sketch_of(site, **options):
    config = "hooks: [hook.py]\ntheme: {name: mkdocs, custom_dir: mine, highlightjs: false}"
    return site(drawn(), options=options, config=config)


def run(sketch, *arguments):
    arguments = ["check", "--pictures", "-f", str(sketch.config), *arguments]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def told(sketch):
    result = run(sketch, "--format", "json")
    items = json.loads(result.stdout)
    return {each["file"].removeprefix("blog/").removesuffix(".md"): each for each in items}, result.exit_code


def colour(path):
    with Image.open(path) as opened:
        return opened.convert("RGB").resize((1, 1)).getpixel((0, 0))


def is_shown(each, sketch, built, address):
    """Does the page that was built show the picture that was told, above its text and in link previews?"""
    page = built.page(address)
    preview, above = page.meta("og:image"), [image["src"] for image in page.all("img.bp-picture")]
    where = each["picture"]
    if where is None:
        return (preview, above) == (None, [])
    if each["origin"] in ("header", "name") and len(above) != 1:
        return False
    if each["origin"] not in ("header", "name") and above:
        return False
    if not preview:
        return above[0].endswith(where) and "cannot" in each["why"]
    if preview == where:
        return above == [where]
    sources = [path for folder in ("docs", "mine", "site") if (path := sketch.root / folder / where).is_file()]
    made = built.site_dir / preview.removeprefix("https://example.org/")
    return bool(sources) and all(
        abs(one - other) < 8 for one, other in zip(colour(sources[0]), colour(made), strict=True)
    )


@pytest.mark.parametrize("default", ["", "/site.jpg"], ids=["", "site"])
def test_what_is_told_is_what_is_built(site, default):
    sketch = sketch_of(site, **({"image": default} if default else {}))
    items, code = told(sketch)
    built = sketch.preview(expect=WARNINGS)
    assert not [name for name in POSTS if not is_shown(items[name], sketch, built, _address(name))]
    assert code == 1
    for name, (*_, where, origin, why) in POSTS.items():
        each = items[name]
        if default and where is None and name != "none":
            where, origin, why = (
                "site.jpg",
                "site",
                {"there is none": "it is the site's, in link previews only"}.get(
                    why, f"{why}; link previews have the site's"
                ),
            )
        assert (each["picture"], each["origin"], each["why"]) == (where, origin, why)
        assert bool(each["problem"]) == ("but the picture" in why)


def _address(name):
    return f"blog/{name.removesuffix('index').rstrip('/')}/"
