"""The images of pages, in sites made here and read by MkDocs itself."""

from __future__ import annotations

import io
import json
import os
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel, get_files
from PIL import Image

from mkdocs_blogposts.publishing.images.cropping import Focus
from mkdocs_blogposts.publishing.images.image_encoding import (
    CARD,
    FULL,
    PREVIEW,
    RECIPE,
    ImageSize,
    ImageVariant,
    render_variants,
)
from mkdocs_blogposts.publishing.posts.post import PostImage, Rendition
from mkdocs_blogposts.reading.problems import Problem
from mkdocs_blogposts.site.images import image_cache as picture_cache
from mkdocs_blogposts.site.images import image_processor
from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline, ImageRequest
from mkdocs_blogposts.site.images.image_processor import ImageProcessor
from mkdocs_blogposts.site.images.image_resolver import list_candidates, parse_reference
from mkdocs_blogposts.site.settings import build_memory

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'
PAGE = "blog/post.md"


def jpeg(width: int = 400, height: int = 300, color: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), color).save(file, "JPEG")
    return file.getvalue()


def gif() -> bytes:
    file = io.BytesIO()
    frames = [Image.new("RGB", (900, 600), color) for color in ((255, 0, 0), (0, 0, 255))]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    return file.getvalue()


class Shown:
    """A pipeline that is asked in short."""

    def __init__(self, pipeline: ImagePipeline) -> None:
        self.images = pipeline

    def make_image(self, reference: str, alt: str, page_uri: str) -> PostImage | None:
        return self.images.make_image(ImageRequest(reference, page_uri, alt))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.images.problems

    @property
    def generated(self) -> list[File]:
        return self.images.generated


class Drawn:
    """A site on disk, as MkDocs reads it before our plugin looks for images."""

    def __init__(self, root: Path, files: Mapping[str, bytes], options: str) -> None:
        self.root = root
        (root / "docs").mkdir(parents=True)
        for name, data in files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        (root / "mkdocs.yml").write_text(f"site_name: x\n{options}", encoding="utf-8")
        self.files, self.config = self.read()

    def read(self) -> tuple[Files, MkDocsConfig]:
        config = load_config(str(self.root / "mkdocs.yml"))
        config.plugins._current_plugin = "blogposts"
        files = get_files(config)
        files.add_files_from_theme(config.theme.get_env(), config)
        return files, config

    def images(self) -> Shown:
        return Shown(ImagePipeline(self.files, self.config, ImageProcessor(self.cache)))

    def again(self) -> Shown:
        """The pipeline of a second build."""
        self.files, self.config = self.read()
        return self.images()

    @property
    def cache(self) -> Path:
        return self.root / ".cache" / "plugin" / "blogposts"


@pytest.fixture
def drawn(tmp_path: Path) -> Callable[..., Drawn]:
    def draw(*names: str, options: str = "", **files: bytes) -> Drawn:
        return Drawn(tmp_path / "site", dict.fromkeys(names, jpeg()) | files, options)

    return draw


def stem(picture: PostImage | None) -> str:
    """The name of the file that an image was made of, or its URL."""
    assert picture is not None
    return picture.card.url.rpartition("/")[2].rsplit("-", 2)[0]


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("beside.jpg", "beside"),
        ("./beside.jpg", "beside"),
        ("both.jpg", "both"),
        ("img/deep.jpg", "deep"),
        ("images/x.jpg", "x"),
        ("/images/x.jpg", "x"),
        ("//images/x.jpg"[1:], "x"),
        ("../images/x.jpg", "x"),
        ("../images/../images/./x.jpg", "x"),
        ("../root.jpg", "root"),
        ("/root.jpg", "root"),
        ("root.jpg", "root"),
        ("/blog/beside.jpg", "beside"),
        ("/theme/assets/inside.jpg", "inside"),
        ("theme/assets/inside.jpg", "inside"),
        ("/theme/assets/custom.jpg", "custom"),
        ("/assets/custom.jpg", "custom"),
        ("img/favicon.ico", "Favicon"),
        ("images/my%20pic.jpg", "my-pic"),
        ("images/my pic.jpg", "my-pic"),
        ("  images/x.jpg \n", "x"),
        ("images/x.jpg?v=3", "x"),
        ("images/x.jpg#frag", "x"),
        ("images/x.jpg?a=b#c", "x"),
        ("images/my%20pic.jpg?v=1", "my-pic"),
        ("images\\x.jpg", "x"),
        ("..\\images\\x.jpg", "x"),
        ("images/UPPER.JPG", "upper"),
        ("images/upper.jpg", "upper"),
        ("IMAGES/X.JPG", "x"),
        ("/Images/X.jpg", "x"),
        ("images/what%3F.jpg", "what"),
        ("images/what?.jpg", "what"),
        ("images/100%25.jpg", "100"),
        ("images/100%.jpg", "100"),
        ("images/cr\u00e8me.jpg", "creme"),
        ("images/cre\u0300me.jpg", "creme"),
        ("images/cr%C3%A8me.jpg", "creme"),
        ("images/CR\u00c8ME.jpg", "creme"),
        ("images/\u65e5\u672c.jpg", "ri-ben"),
        ("{static}/images/x.jpg", "x"),
        ("{static}beside.jpg", "beside"),
        ("{attach}../images/x.jpg", "x"),
        ("{filename}/images/x.jpg", "x"),
        ("|static|/images/x.jpg", "x"),
        ("|Filename|/images/x.jpg", "x"),
        ("{{ site.baseurl }}/images/x.jpg", "x"),
        ("{{site.url}}{{ site.baseurl }}/images/x.jpg", "x"),
        ('{{ "/images/x.jpg" | relative_url }}', "x"),
        ("[[images/x.jpg]]", "x"),
        ("![[images/x.jpg|300]]", "x"),
        ("{{ 'images/x.jpg' | absolute_url }}", "x"),
        ('{{- "/images/x.jpg" | prepend: site.baseurl -}}', "x"),
        ("![a picture](images/x.jpg)", "x"),
        ('![a picture](images/x.jpg "A title")', "x"),
        ("![a picture](images/x.jpg 'A title')", "x"),
        ("![a picture](images/x.jpg){ width=300 }", "x"),
        ("![a picture](<images/my pic.jpg>)", "my-pic"),
        ("![a picture](images/my pic.jpg)", "my-pic"),
        ("![a picture]({static}/images/x.jpg)", "x"),
        ("https://example.org/sub/images/x.jpg", "x"),
        ("http://Example.org/sub/images/x.jpg?v=2", "x"),
        ("//example.org/sub/images/x.jpg", "x"),
    ],
)
def test_where_a_image_may_lie(drawn: Callable[..., Drawn], reference: str, found: str) -> None:
    site = drawn(
        "docs/blog/beside.jpg", "docs/blog/both.jpg", "docs/blog/img/deep.jpg", "docs/images/x.jpg",
        "docs/images/my pic.jpg", "docs/images/UPPER.JPG", "docs/images/what?.jpg", "docs/images/100%.jpg",
        "docs/images/cr\u00e8me.jpg", "docs/images/\u65e5\u672c.jpg", "docs/root.jpg", "docs/theme/assets/inside.jpg",
        "look/assets/custom.jpg",
        options="site_url: https://example.org/sub/\ntheme: {name: mkdocs, custom_dir: look}\n",
    )  # fmt: skip
    if found == "Favicon":
        site.files.src_uris["img/favicon.ico"].content_bytes = jpeg()
    pipeline = site.images()
    assert stem(pipeline.make_image(reference, "", PAGE)) == found.lower()
    assert pipeline.problems == ()


def test_the_nearer_place_wins(drawn: Callable[..., Drawn]) -> None:
    site = drawn(**{
        "docs/x.jpg": jpeg(20, 20), "docs/blog/x.jpg": jpeg(30, 30), "docs/theme/x.jpg": jpeg(40, 40),
        "docs/blog/X.jpg": jpeg(50, 50), "docs/100%25.jpg": jpeg(60, 60), "docs/100%.jpg": jpeg(70, 70),
    })  # fmt: skip

    def width(reference: str, page: str = PAGE) -> int:
        picture = site.images().make_image(reference, "", page)
        assert picture
        return picture.full.width

    assert [width(name) for name in ("x.jpg", "/x.jpg", "X.jpg", "/theme/x.jpg")] == [30, 20, 50, 40]
    assert [width("x.jpg", page) for page in ("index.md", "", "blog/deep/page.md")] == [20, 20, 20]
    assert [width("100%25.jpg"), width("100%.jpg")] == [60, 70]


def test_a_image_in_its_sizes(drawn: Callable[..., Drawn]) -> None:
    site = drawn(**{"docs/blog/My Picture.jpeg": jpeg(2000, 1500)})
    pipeline = site.images()
    picture = pipeline.make_image("My Picture.jpeg", "A red wall", PAGE)
    assert picture
    assert picture.alt == "A red wall"
    sizes = {picture.card: (688, 387), picture.full: (1280, 960), picture.preview: (1200, 630)}
    assert {view: (view.width, view.height) for view in sizes} == sizes
    assert {view.mime for view in sizes} == {"image/jpeg"}
    widths = [[[file.width for file in source.files] for source in view.sources] for view in sizes]
    assert widths == [[[384, 560, 688], [688]], [[688, 848, 1280], [1280]], []], "what every browser knows: once"
    assert [source.mime for source in picture.full.sources] == ["image/webp", "image/jpeg"]
    assert picture.full.sources[-1].files[-1] == replace(picture.full, sources=())
    assert picture.color == "#ca1e1e"  # a JPEG is never quite what went into it
    files = [file for view in sizes for source in view.sources for file in source.files] + [picture.preview]
    assert {file.url for file in files} == {file.src_uri for file in pipeline.generated}
    for rendition in files:
        file = site.files.get_file_from_path(rendition.url)
        assert file
        assert file.src_uri.startswith("assets/blogposts/my-picture-")
        assert f"-{rendition.width}x{rendition.height}." in file.src_uri
        assert (file.inclusion, file.generated_by) == (InclusionLevel.INCLUDED, "blogposts")
        assert file.abs_src_path
        opened = Image.open(file.abs_src_path)
        assert (opened.size, Image.MIME[opened.format or ""]) == ((rendition.width, rendition.height), rendition.mime)


def test_a_crop_shows_what_the_writer_says(drawn: Callable[..., Drawn]) -> None:
    halves = Image.new("RGB", (1600, 400), "red")
    halves.paste("blue", (800, 0, 1600, 400))
    file = io.BytesIO()
    halves.save(file, "PNG")
    site = drawn(**{"docs/wide.png": file.getvalue()})
    pipeline = site.images().images
    colors = []
    for focus in ("0% 50%", "right"):
        picture = pipeline.make_image(ImageRequest("wide.png", "p.md", focus=focus))
        assert picture
        made = site.files.src_uris[picture.card.url]
        colors.append(Image.open(io.BytesIO(made.content_bytes)).convert("RGB").getpixel((9, 9)))
    assert [(red > 200, blue > 200) for red, _, blue in colors] == [(True, False), (False, True)]


def test_alt_of_a_markdown_image_serves_where_there_is_no_other(drawn: Callable[..., Drawn]) -> None:
    pipeline = drawn("docs/x.jpg").images()
    alts = [pipeline.make_image("![From the image](x.jpg)", alt, PAGE) for alt in ("", "From the header")]
    assert [picture and picture.alt for picture in alts] == ["From the image", "From the header"]


def test_only_what_is_asked_for_is_made_and_only_once(
    drawn: Callable[..., Drawn], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    rendered: list[int] = []
    content = vars(File)["content_bytes"]

    def reading(file: File) -> bytes:
        read.append(file.src_uri)
        return bytes(content.fget(file))

    monkeypatch.setattr(File, "content_bytes", property(reading, content.fset))

    def counting(
        data: bytes, sizes: Iterable[ImageSize], modern: Iterable[str], focus: Focus | None
    ) -> tuple[ImageVariant, ...]:
        rendered.append(len(data))
        return render_variants(data, sizes, modern, focus)

    monkeypatch.setattr(image_processor, "render_variants", counting)
    site = drawn("docs/blog/x.jpg", "docs/unused.jpg")
    pipeline = site.images()
    names = ("x.jpg", "/blog/x.jpg", "../blog/x.jpg", "blog/x.jpg?v=1")
    found = {pipeline.make_image(name, "", f"blog/{page}.md") for name in names for page in range(20)}
    assert len(found) == 1
    assert read == ["blog/x.jpg"]
    assert len(rendered) == 1
    assert len({file.src_uri for file in pipeline.generated}) == len(pipeline.generated) == 6


def test_two_instances_share_what_they_make(drawn: Callable[..., Drawn]) -> None:
    site = drawn("docs/x.jpg")
    first, second = site.images(), site.images()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert first.make_image("/x.jpg", "", "a/p.md") == second.make_image("/x.jpg", "", "b/q.md")
    assert len(first.generated) == 6
    assert second.generated == []


def test_names_follow_content_and_do_not_change(drawn: Callable[..., Drawn]) -> None:
    site = drawn("docs/x.jpg", "docs/b/x.jpg", **{"docs/c/x.jpg": jpeg(color=(1, 2, 3))})
    urls = [picture.full.url for page in "abc" if (picture := site.images().make_image("x.jpg", "", f"{page}/p.md"))]
    assert urls[0] == urls[1] != urls[2]
    before = {file.src_uri: file.content_bytes for file in site.files if file.src_uri.startswith("assets/blogposts/")}
    other = site.again()
    assert [other.make_image("x.jpg", "", f"{page}/p.md") for page in "abc"]
    assert {file.src_uri: file.content_bytes for file in other.generated} == before


def test_a_generated_file_is_a_source(drawn: Callable[..., Drawn]) -> None:
    site = drawn()
    site.files.append(File.generated(site.config, "images/drawn.png", content=jpeg(50, 40)))
    picture = site.images().make_image("/images/drawn.png", "", PAGE)
    assert picture
    assert (picture.full.width, picture.full.height) == (50, 40)


@pytest.mark.parametrize(
    ("address", "url", "mime"),
    [
        ("https://example.com/a.jpg", "https://example.com/a.jpg", "image/jpeg"),
        ("HTTP://example.com/a.PNG?v=1#x", "HTTP://example.com/a.PNG?v=1#x", "image/png"),
        ("//cdn.example.com/a%20b.webp", "//cdn.example.com/a%20b.webp", "image/webp"),
        ("https://example.com/photo?id=4", "https://example.com/photo?id=4", ""),
        ("https://example.com", "https://example.com", ""),
        ("https://m\u00fcnchen.example/\u00e4.avif", "https://m\u00fcnchen.example/\u00e4.avif", "image/avif"),
        ('https://example.com/a b\t"<c>.gif', "https://example.com/a%20b%09%22%3Cc%3E.gif", "image/gif"),
        ("http://[broken/x.jpg", "http://[broken/x.jpg", "image/jpeg"),
        ("https://example.org/subway/x.jpg", "https://example.org/subway/x.jpg", "image/jpeg"),
        ("https://example.org/sub/not-there.jpg", "https://example.org/sub/not-there.jpg", "image/jpeg"),
        ("![x](https://example.com/a.jpg)", "https://example.com/a.jpg", "image/jpeg"),
    ],
)
def test_the_web_is_not_asked(drawn: Callable[..., Drawn], address: str, url: str, mime: str) -> None:
    pipeline = drawn("docs/x.jpg", options="site_url: https://example.org/sub/\n").images()
    picture = pipeline.make_image(address, "", PAGE)
    assert picture
    assert {picture.card, picture.full, picture.preview} == {Rendition(url, 0, 0, mime)}
    assert pipeline.problems == ()
    assert pipeline.generated == []


@pytest.mark.parametrize(
    ("address", "mime"),
    [
        ("data:image/png;base64,iVBORw0KGgo=", "image/png"),
        ("data:image/svg+xml,%3Csvg/%3E", "image/svg+xml"),
        ("DATA:image/GIF;base64,R0lGODlhAQABAAAAACw=", "image/gif"),
        ("data:image/png;base64," + "A" * 100_000, "image/png"),
    ],
)
def test_a_image_in_its_own_url(drawn: Callable[..., Drawn], address: str, mime: str) -> None:
    picture = drawn().images().make_image(address, "", PAGE)
    assert picture
    assert picture.card == picture.full == Rendition(address, 0, 0, mime)
    assert picture.preview == Rendition("", 0, 0, "")


@pytest.mark.parametrize("options", ["", "use_directory_urls: false\n"])
def test_an_svg_is_published_as_it_lies(drawn: Callable[..., Drawn], options: str) -> None:
    pipeline = drawn(options=options, **{"docs/images/a b.SVG": SVG}).images()
    picture = pipeline.make_image("/images/a b.SVG", "", PAGE)
    assert picture
    assert picture.card == picture.full == Rendition("images/a%20b.SVG", 40, 30, "image/svg+xml")
    assert picture.preview.url == ""
    assert pipeline.generated == []


def test_an_animation_keeps_moving(drawn: Callable[..., Drawn]) -> None:
    site = drawn(**{"docs/blog/\u00e4.gif": gif()})
    for pipeline in (site.images(), site.again()):
        picture = pipeline.make_image("\u00e4.gif", "", PAGE)
        assert picture
        assert picture.full == Rendition("blog/%C3%A4.gif", 900, 600, "image/gif")
        assert picture.card.mime == picture.preview.mime == "image/jpeg"
        assert len(pipeline.generated) == 5


@pytest.mark.parametrize(("name", "data"), [("x.gif", gif()), ("x.svg", SVG), ("x.jpg", jpeg())])
@pytest.mark.parametrize("option", ["exclude_docs", "draft_docs"])
def test_what_the_site_leaves_out_is_published_where_a_page_names_it(
    drawn: Callable[..., Drawn], name: str, data: bytes, option: str
) -> None:
    site = drawn(options=f"{option}: originals/\n", **{f"docs/originals/{name}": data})
    pipeline = site.images()
    picture = pipeline.make_image(f"/originals/{name}", "", PAGE)
    assert picture
    for rendition in (picture.card, picture.full):
        file = site.files.get_file_from_path(rendition.url)
        assert file in pipeline.generated
    assert name == "x.jpg" or data in [file.content_bytes for file in pipeline.generated]


MISSING = "Write its path relative to the page or to 'docs_dir'; the page is built without it."
OWN = "It names a file on your own computer; copy it into 'docs_dir' and write its path there."
REFUSED = "The page is built without it."
UNKNOWN = "it isn't an image that can be read (JPEG, PNG, GIF, WebP, AVIF, TIFF or BMP)"


@pytest.mark.parametrize(
    ("reference", "what", "cure"),
    [
        ("nowhere.jpg", "The image 'nowhere.jpg' is not there.", MISSING),
        ("x.jpg", "The image 'x.jpg' is not there.", "Did you mean 'images/x.jpg'?"),
        ("../../images/x.jpg", "The image '../../images/x.jpg' lies outside 'docs_dir'.",
         "Did you mean 'images/x.jpg'?"),
        ("/home/me/images/X.jpg?v=1", "The image '/home/me/images/X.jpg?v=1' is not there.",
         "Did you mean 'images/x.jpg'?"),
        ("C:\\me\\x.jpg", "The image 'C:\\me\\x.jpg' is not there.", "Did you mean 'images/x.jpg'?"),
        ("file:///me/x.jpg", "The image 'file:///me/x.jpg' is not there.", "Did you mean 'images/x.jpg'?"),
        ("blog/two/cover.jpg", "The image 'blog/two/cover.jpg' is not there.", "Did you mean 'old/two/cover.jpg'?"),
        ("/images/phoot.jpg", "The image '/images/phoot.jpg' is not there.", "Did you mean 'images/photo.jpg'?"),
        ("photo.jpeg", "The image 'photo.jpeg' is not there.", "Did you mean 'images/photo.jpg'?"),
        ("../../../etc/passwd", "The image '../../../etc/passwd' lies outside 'docs_dir'.", MISSING),
        ("/../../etc/passwd", "The image '/../../etc/passwd' lies outside 'docs_dir'.", MISSING),
        ("..%2F..%2Fetc%2Fpasswd", "The image '..%2F..%2Fetc%2Fpasswd' is not there.", MISSING),
        ("..\\..\\etc\\passwd", "The image '..\\..\\etc\\passwd' lies outside 'docs_dir'.", MISSING),
        ("/etc/passwd", "The image '/etc/passwd' is not there.", MISSING),
        ("theme/../../etc/passwd", "The image 'theme/../../etc/passwd' is not there.", MISSING),
        ("images", "The image 'images' is a folder.", MISSING),
        ("/images/", "The image '/images/' is a folder.", MISSING),
        ("..", "The image '..' is a folder.", MISSING),
        ("javascript:alert(1)", "The image 'javascript:alert(1)' is not there.", MISSING),
        ("data:text/html,x", "The image 'data:text/html,x' is not there.", MISSING),
        ("C:\\me\\gulls.png", "The image 'C:\\me\\gulls.png' is not there.", OWN),
        ("file:///me/gulls.png", "The image 'file:///me/gulls.png' is not there.", OWN),
        ("/Users/me/gulls.png", "The image '/Users/me/gulls.png' is not there.", OWN),
        ("\\\\server\\gulls.png", "The image '\\\\server\\gulls.png' is not there.", OWN),
        ("www.example.org/gulls.png", "The image 'www.example.org/gulls.png' is not there.",
         "Write the whole URL: 'https://www.example.org/gulls.png'."),
        ("<img alt='' src='gulls.png'>", "The image '<img alt='' src='gulls.png'>' is not there.",
         "Write the path alone: 'gulls.png'."),
        ("![x](“gulls.png”)", "The image '“gulls.png”' is not there.", "Write it without the quotes: 'gulls.png'."),
        ("a\x00\x1b[31m\nb.jpg", "The image 'a  [31m b.jpg' is not there.", MISSING),
        ("\ud800.jpg", "The image '\ufffd\ufffd\ufffd.jpg' is not there.", MISSING),
        ("#", "The image '#' is not there.", MISSING),
        ("y" * 9000, f"The image '{'y' * 99}…' is not there.", MISSING),
        ("odd.md", f"The image 'odd.md' cannot be used: {UNKNOWN}.", REFUSED),
        ("empty.jpg", "The image 'empty.jpg' cannot be used: the file is empty.", REFUSED),
        ("cut.jpg", "The image 'cut.jpg' cannot be used: the file is damaged or cut off.", REFUSED),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(drawn: Callable[..., Drawn], reference: str, what: str, cure: str) -> None:
    pipeline = drawn(
        "docs/images/x.jpg", "docs/images/photo.jpg", "docs/old/one/cover.jpg", "docs/old/two/cover.jpg",
        "docs/old/zwei/cover.jpg",
        **{
            "docs/blog/post.md": b"", "docs/blog/odd.md": b"# Text", "docs/blog/empty.jpg": b"",
            "docs/blog/cut.jpg": jpeg(600, 600)[:-2000],
        },
    ).images()  # fmt: skip
    assert pipeline.make_image(reference, "", PAGE) is None
    assert [(problem.file, problem.what, problem.hint) for problem in pipeline.problems] == [(PAGE, what, cure)]
    assert pipeline.generated == []


@pytest.mark.parametrize("reference", ["", "  ", "\n", "![]()", "{{ site.baseurl }}"])
def test_no_image_is_no_problem(drawn: Callable[..., Drawn], reference: str) -> None:
    pipeline = drawn().images()
    assert pipeline.make_image(reference, "", PAGE) is None
    assert pipeline.problems == ()


def test_a_problem_is_told_once_for_each_image_and_for_the_options(drawn: Callable[..., Drawn]) -> None:
    pipeline = drawn(**{"docs/bad.jpg": b"text"}).images()
    for page in ("a.md", "b.md", "a.md", ""):
        for reference in ("gone.jpg", "bad.jpg", "![x](gone.jpg)"):
            assert pipeline.make_image(reference, "", page) is None
    told = [(problem.file, problem.what.split("'")[1]) for problem in pipeline.problems]
    assert told == [(page, name) for page in ("a.md", "mkdocs.yml") for name in ("gone.jpg", "bad.jpg")]
    assert [[other.file for other in problem.others] for problem in pipeline.problems] == [["b.md"], ["b.md"], [], []]


def test_links_out_of_the_docs_folder(drawn: Callable[..., Drawn]) -> None:
    site = drawn("docs/real.jpg", "secret.jpg")
    docs = site.root / "docs"
    (docs / "out.jpg").symlink_to(site.root / "secret.jpg")
    (docs / "out.svg").symlink_to("/dev/zero")
    (docs / "in.jpg").symlink_to(docs / "real.jpg")
    (docs / "loop.jpg").symlink_to(docs / "loop.jpg")
    (docs / "gone.jpg").symlink_to(docs / "nowhere.jpg")
    os.mkfifo(docs / "pipe.jpg")
    pipeline = site.again()
    assert pipeline.make_image("in.jpg", "", PAGE)
    names = ("out.jpg", "out.svg", "loop.jpg", "gone.jpg", "pipe.jpg")
    assert [pipeline.make_image(name, "", PAGE) for name in names] == [None] * 5
    reasons = [problem.what.partition(": ")[2] for problem in pipeline.problems]
    assert reasons[0] == "it is a link that leads out of 'docs_dir'."
    assert reasons[1:] == ["it isn't a file."] * 4


def test_a_docs_folder_may_itself_be_a_link(drawn: Callable[..., Drawn]) -> None:
    site = drawn("elsewhere/x.jpg")
    (site.root / "docs").rmdir()
    (site.root / "docs").symlink_to(site.root / "elsewhere")
    assert site.again().make_image("x.jpg", "", PAGE)


def test_a_file_that_vanishes_is_a_problem(drawn: Callable[..., Drawn], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: File) -> bytes:
        raise PermissionError(13, "Permission denied")

    site = drawn("docs/x.jpg", "docs/y.jpg")
    (site.root / "docs" / "y.jpg").unlink()
    monkeypatch.setattr(File, "content_bytes", property(fail))
    pipeline = site.images()
    assert pipeline.make_image("x.jpg", "", PAGE) is pipeline.make_image("y.jpg", "", PAGE) is None
    reasons = [problem.what.partition(": ")[2] for problem in pipeline.problems]
    assert reasons == ["it cannot be opened (Permission denied).", "it isn't a file."]


def test_a_very_large_file_is_not_read(drawn: Callable[..., Drawn], monkeypatch: pytest.MonkeyPatch) -> None:
    site = drawn("docs/x.jpg", "docs/y.svg")
    for name in ("x.jpg", "y.svg"):
        with (site.root / "docs" / name).open("r+b") as file:
            file.truncate(61_400_000)
    monkeypatch.setattr(File, "content_bytes", property(lambda self: pytest.fail("read")))
    pipeline = site.images()
    assert pipeline.make_image("x.jpg", "", PAGE) is pipeline.make_image("y.svg", "", PAGE) is None
    assert {problem.what.partition(": ")[2] for problem in pipeline.problems} == {
        "it has 61 MB, and at most 60 MB are read."
    }


def test_a_second_build_decodes_nothing(drawn: Callable[..., Drawn], monkeypatch: pytest.MonkeyPatch) -> None:
    site = drawn("docs/x.jpg", **{"docs/y.gif": gif()})
    pipeline = site.images()
    first = [pipeline.make_image(name, "", PAGE) for name in ("x.jpg", "y.gif")]
    made = {file.src_uri: file.content_bytes for file in pipeline.generated}
    monkeypatch.setattr("PIL.Image.open", lambda *_, **__: pytest.fail("decoded"))
    second = site.again()
    assert [second.make_image(name, "", PAGE) for name in ("x.jpg", "y.gif")] == first
    assert {file.src_uri: file.content_bytes for file in second.generated} == made
    assert second.problems == ()


def entry(cache: Path) -> Path:
    [found] = cache.glob("*.json")
    return found


def zeros(file: Path) -> None:
    size = file.stat().st_size
    file.write_bytes(bytes(size))


def pictures_in(cache: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in cache.iterdir() if file.suffix != ".json"}


def spoil(**change: object) -> Callable[[Path], None]:
    def change_it(cache: Path) -> None:
        items = json.loads(entry(cache).read_text())
        items[1].update(change)
        entry(cache).write_text(json.dumps(items))

    return change_it


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda cache: entry(cache).write_text(""), id="empty entry"),
        pytest.param(lambda cache: entry(cache).write_text("[1, 2"), id="half entry"),
        pytest.param(lambda cache: entry(cache).write_text("[]"), id="entry of nothing"),
        pytest.param(lambda cache: entry(cache).write_text("7"), id="entry of another kind"),
        pytest.param(lambda cache: entry(cache).write_text("[1, 2, 3]"), id="entry of other things"),
        pytest.param(lambda cache: entry(cache).write_text("[" * 100_000), id="deep entry"),
        pytest.param(lambda cache: entry(cache).write_bytes(b"\xff\xfe\xfd"), id="binary entry"),
        pytest.param(lambda cache: entry(cache).unlink(), id="no entry"),
        pytest.param(spoil(width="wide"), id="no width"),
        pytest.param(spoil(width=float("inf")), id="endless width"),
        pytest.param(spoil(suffix=".html"), id="another suffix"),
        pytest.param(spoil(suffix=[".jpg"]), id="several suffixes"),
        pytest.param(spoil(name="../card"), id="a name that leads elsewhere"),
        pytest.param(lambda cache: next(cache.glob("*-card-400.jpg")).unlink(), id="no file"),
        pytest.param(lambda cache: next(cache.glob("*-card-400.jpg")).write_bytes(b""), id="empty file"),
        pytest.param(
            lambda cache: next(cache.glob("*-full-400.jpg")).write_bytes(jpeg(9, 9)), id="another picture in its place"
        ),
        pytest.param(lambda cache: zeros(next(cache.glob("*-full-400.jpg"))), id="zeros of the right length"),
    ],
)
def test_a_damaged_entry_is_made_again(drawn: Callable[..., Drawn], damage: Callable[[Path], None]) -> None:
    site = drawn("docs/x.jpg")
    pipeline = site.images()
    picture = pipeline.make_image("x.jpg", "", PAGE)
    made = {file.src_uri: file.content_bytes for file in pipeline.generated}
    kept, entries = pictures_in(site.cache), entry(site.cache).read_bytes()
    assert len(kept) == 6
    damage(site.cache)
    assert (
        pictures_in(site.cache) != kept or not [*site.cache.glob("*.json")] or entry(site.cache).read_bytes() != entries
    )
    second = site.again()
    assert second.make_image("x.jpg", "", PAGE) == picture
    assert {file.src_uri: file.content_bytes for file in second.generated} == made
    assert pictures_in(site.cache) == kept


def test_a_cache_that_was_copied_is_as_good(drawn: Callable[..., Drawn], monkeypatch: pytest.MonkeyPatch) -> None:
    site = drawn("docs/x.jpg")
    picture = site.images().make_image("x.jpg", "", PAGE)
    for file in site.cache.iterdir():
        os.utime(file)
    monkeypatch.setattr("PIL.Image.open", lambda *_, **__: pytest.fail("decoded"))
    assert site.again().make_image("x.jpg", "", PAGE) == picture
    monkeypatch.setattr(picture_cache, "_is_intact", lambda *_: pytest.fail("read"))
    assert site.again().make_image("x.jpg", "", PAGE) == picture


def test_a_cache_that_cannot_be_written_is_no_error(drawn: Callable[..., Drawn]) -> None:
    site = drawn("docs/x.jpg", **{".cache": b"a file where the folder should be"})
    pipeline = site.images()
    assert pipeline.make_image("x.jpg", "", PAGE)
    assert pipeline.problems == ()


def test_a_full_disk_leaves_nothing_half_written(drawn: Callable[..., Drawn], monkeypatch: pytest.MonkeyPatch) -> None:
    site = drawn("docs/x.jpg")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert site.images().make_image("x.jpg", "", PAGE)
    assert list(site.cache.iterdir()) == []


def test_two_builds_at_once(tmp_path: Path) -> None:
    made = render_variants(jpeg(900, 700), (CARD, FULL, PREVIEW))
    files = [one.data for one in made]
    wrong: list[object] = []

    def build() -> None:
        for _ in range(30):
            picture_cache.save(tmp_path, "key", made)
            found = picture_cache.load(tmp_path, "key") or ()
            if [one.file.read_bytes() for one in found if one.file] != files:
                wrong.append(found)

    threads = [threading.Thread(target=build) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(list(tmp_path.iterdir())) == len(made) + 1


def test_the_key_follows_content_order_and_recipe(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = {
        picture_cache.make_key(*order) for order in [("a", CARD), ("b", CARD), ("a", CARD, FULL), ("a", CARD, "webp")]
    }
    monkeypatch.setattr(picture_cache, "RECIPE", RECIPE + 1)
    keys.add(picture_cache.make_key("a", CARD))
    assert len(keys) == 5


def test_what_no_build_has_used_for_a_week_is_deleted(drawn: Callable[..., Drawn]) -> None:
    site = drawn("docs/x.jpg", **{"docs/y.jpg": jpeg(color=(1, 2, 3)), "docs/z.jpg": jpeg(color=(3, 2, 1))})
    first = site.images()
    for name in ("x.jpg", "y.jpg"):
        assert first.make_image(name, "", PAGE)
    for file in site.cache.iterdir():
        os.utime(file, (0, 0))
    shop = ImageProcessor(site.cache)
    second = Shown(ImagePipeline(*site.read(), shop))
    assert [second.make_image(name, "", PAGE) for name in ("x.jpg", "z.jpg")]
    shop.close()
    assert len([file for file in site.cache.iterdir() if file.suffix == ".json"]) == 2
    assert len(list(site.cache.iterdir())) == 14
    monkey = Shown(ImagePipeline(*site.read(), ImageProcessor(site.cache)))
    assert monkey.make_image("x.jpg", "", PAGE) == second.make_image("x.jpg", "", PAGE)


def test_a_file_that_did_not_change_is_not_read_again(
    drawn: Callable[..., Drawn], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = drawn("docs/x.jpg")
    path = site.root / "docs" / "x.jpg"
    monkeypatch.setattr(build_memory, "_SETTLED", -1)
    digests = image_processor.Digests(site.cache)
    digest = digests.of(path)
    digests.save()
    later = image_processor.Digests(site.cache)
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("read"))
    assert (digests.of(path), later.of(path)) == (digest, digest)
    monkeypatch.undo()
    path.write_bytes(jpeg(9, 9))
    assert image_processor.Digests(site.cache).of(path) != digest


@pytest.mark.parametrize("odd", [b"", b"[]", b"{", b'{"a": 3}', b"\xff", b"[" * 100_000])
def test_odd_notes_on_files_are_no_error(tmp_path: Path, odd: bytes) -> None:
    (tmp_path / "sources.json").write_bytes(odd)
    (tmp_path / "x.jpg").write_bytes(b"x")
    digests = image_processor.Digests(tmp_path)
    assert len(digests.of(tmp_path / "x.jpg")) == 64
    digests.save()


class Counted(dict[str, File]):
    """Counts how often all of its keys are gone through."""

    listed = 0

    def __iter__(self) -> Iterator[str]:
        self.listed += 1
        return super().__iter__()


def test_many_files_and_many_mistakes_cost_little(drawn: Callable[..., Drawn]) -> None:
    site = drawn("docs/x.jpg")
    for number in range(3000):
        site.files.append(File.generated(site.config, f"pics/{number // 10}/cover-{number}.jpg", content=b""))
    site.files._src_uris = counted = Counted(site.files.src_uris)
    pipeline = site.images()
    for number in range(500):
        assert pipeline.make_image("/x.jpg", "", f"blog/{number}.md")
        assert pipeline.make_image(f"gone-{number}.jpg", "", f"blog/{number}.md") is None
    assert [problem.what[:24] for problem in pipeline.problems] == ["500 images are not there"]
    assert 1 <= counted.listed <= 3


def test_a_image_that_we_made_is_not_suggested(drawn: Callable[..., Drawn]) -> None:
    pipeline = drawn("docs/photograph.jpg").images()
    picture = pipeline.make_image("photograph.jpg", "", PAGE)
    assert picture
    name = picture.card.url.rpartition("/")[2]
    assert pipeline.make_image(name, "", PAGE) is None
    assert "assets/blogposts" not in str(pipeline.problems[0])


paths = st.text(st.sampled_from("ab./\\%2eF:?#{}|![]()<>\"' \u00e8\u0300")) | st.text()


@given(paths, st.sampled_from(["", "index.md", PAGE, "a/b/c/d.md"]))
def test_no_path_leaves_the_docs_folder(path: str, page_uri: str) -> None:
    for uri in list_candidates(parse_reference(path).path, page_uri):
        assert not uri.startswith("/")
        assert ".." not in uri.split("/")


@given(paths)
def test_any_reference_reads_as_text_that_can_be_written(reference: str) -> None:
    name = parse_reference(reference)
    assert (name.path + name.alt).encode().decode() == name.path + name.alt
    assert name.shown.isprintable()
    assert len(name.shown) <= 100
