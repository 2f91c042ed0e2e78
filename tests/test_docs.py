"""Our own site is built strictly, says all there is to say, and every example in it does what it says.

An example is a fenced block with a title:

    mkdocs.yml, new-post.md, docs/…   a file of a site, as is overrides/…; the blocks of a page add up to one
    site/…                            lines in a file of the built site, in this order
    mkdocs build --strict             the warnings of the build; the next block begins another site
    mkdocs build                      why it stops; the next block begins another site
    blogposts …                       what the command says there; the next file begins another site

A file that is shown again replaces the one before, and the site is built with each; so it is where a file follows lines
of the built site. Images that an example names are drawn.
"""

from __future__ import annotations

import posixpath
import re
import shlex
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import yaml
from babel import Locale
from click.testing import CliRunner
from PIL import Image

from harness import Built, PageView, picture
from harness.building import build
from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.config.options import BlogpostsConfig
from mkdocs_blogposts.publishing.text.translator import list_messages
from mkdocs_blogposts.reading.dates import read_date
from mkdocs_blogposts.reading.naming.field_names import NAMES
from mkdocs_blogposts.site.images import responsive_images
from mkdocs_blogposts.site.rendering.template_renderer import THEMES
from mkdocs_blogposts.site.settings.language import write_date

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
OUR_POSTS = sorted(path.stem for path in (DOCS / "blog").glob("*.md") if path.stem != "index")
OUR_AUTHORS = {"The blogposts writers", "The blogposts engineers"}

BLOCK = re.compile(
    r'^(?P<indent> *)(?P<fence>`{3,})\w+(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^(?P=indent)(?P=fence)$',
    re.MULTILINE | re.DOTALL,
)
TITLE = re.compile(r"(?:mkdocs\.yml|new-post\.md)$|(?:docs|overrides|site)/|mkdocs build(?: --strict)?$|blogposts ")
NAMED_PICTURE = re.compile(r"(?<=[ (])(?:\{static\})?[\w./-]+\.(?:jpg|png)\b")
HOSTS = {
    *("example.org", "example.com", "mkdocs-blogposts.example", "github.com", "squidfunk.github.io", "semver.org"),
    *("json-ld.org", "schema.org", "www.w3.org"),
    *("commonmark.org", "spec.commonmark.org", "python-markdown.github.io", "babel.pocoo.org", "ultrabug.github.io"),
    *("share.joinmastodon.org", "bsky.app", "www.linkedin.com", "x.com"),  # of the share links
    "jinja.palletsprojects.com",
    *("pagefind.app", "cldr.unicode.org", "getnikola.com"),
}
"""Where our pages may lead to; it takes a thought to add one."""


@dataclass
class Example:
    """A site as one of our pages draws it."""

    page: str
    files: dict[str, str] = field(default_factory=dict)
    shown: list[tuple[str, str]] = field(default_factory=list)
    """Files of the built site, and lines of them."""

    warnings: str = ""
    error: str = ""
    commands: list[tuple[str, str]] = field(default_factory=list)
    """Commands, and what they say."""

    def followed_by(self, name: str, text: str) -> Example:
        before = {} if self.commands else self.files
        return Example(self.page, {**before, name: text})


def blocks(source: str) -> Iterator[re.Match[str]]:
    return BLOCK.finditer(source)


def examples(page: str, source: str) -> Iterator[Example]:
    """The sites that the blocks of a page draw."""
    current = Example(page)
    for block in blocks(source):
        title, text = block["title"], re.sub(rf"(?m)^{block['indent']}", "", block["text"])
        if title in ("mkdocs build --strict", "mkdocs build"):
            setattr(current, "warnings" if "--strict" in title else "error", text)
            yield current
            current = Example(page)
        elif title and title.startswith("blogposts "):
            current.commands.append((title, text))
        elif title and title.startswith("site/"):
            current.shown.append((title.removeprefix("site/"), text))
        elif title and (current.commands or current.shown or title in current.files):
            yield current
            current = current.followed_by(title, text)
        elif title:
            current.files[title] = text
    if current.files:
        yield current


EXAMPLES = [
    example
    for path in PAGES
    for example in examples(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
]


def drawn(example: Example) -> dict[str, str | bytes]:
    """The files of an example, with the images they name, a home page, and something to list."""
    files: dict[str, str | bytes] = {"docs/index.md": "# Home\n", **example.files}
    files.pop("mkdocs.yml", None)
    if not example.commands and not any(name.startswith("docs/") for name in example.files):
        files["docs/blog/a-post.md"] = "---\ntitle: A post\ndate: 2026-01-02\n---\n\nWith a text.\n"
    for name, text in example.files.items():
        for named in NAMED_PICTURE.findall(text) if name.endswith((".md", ".yml")) else ():
            folder = "docs" if named.startswith(("/", "{static}/")) or name == "mkdocs.yml" else posixpath.dirname(name)
            path = posixpath.normpath(f"{folder}/{named.removeprefix('{static}').lstrip('/')}")
            if "nowhere" not in path:
                files[path] = picture(1280, 720)
    return files


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.page)
def test_an_example_does_what_the_page_says(site, example, monkeypatch):
    sketch = site(drawn(example), config=example.files.get("mkdocs.yml", ""))
    monkeypatch.chdir(sketch.root)
    for command, text in example.commands:
        result = CliRunner().invoke(main, shlex.split(command)[1:])
        assert in_one_line(text) in in_one_line(result.output), result.output
    if example.commands:
        return
    if example.error:
        assert in_one_line(example.error).removeprefix("ERROR - ") in in_one_line(sketch.build_error())
        return
    built = sketch.build(expect=filter(None, map(str.strip, in_one_line(example.warnings).split("WARNING - "))))
    for file, text in example.shown:
        whole, place = built.read(file), 0
        for line in filter(None, map(str.strip, text.splitlines())):
            assert line in whole[place:], f"{file} has not, or too early: {line}"
            place = whole.index(line, place)


@pytest.mark.parametrize(
    ("source", "sites"),
    [
        ('```yaml title="mkdocs.yml"\na: 1\n```\n```md title="docs/x.md"\nX\n```\n', [["mkdocs.yml", "docs/x.md"]]),
        ('```md title="docs/x.md"\nX\n```\n```md title="docs/x.md"\nY\n```\n', [["docs/x.md"], ["docs/x.md"]]),
        ('```md title="a"\nX\n```\n```text title="mkdocs build"\nNo\n```\n```md title="b"\nX\n```\n', [["a"], ["b"]]),
        ('```md title="a"\nX\n```\n```md title="site/a"\nX\n```\n```md title="b"\nX\n```\n', [["a"], ["a", "b"]]),
        ("```yaml\na: 1\n```\n", []),
        ('    ```yaml title="mkdocs.yml"\n    a:\n      b: 1\n    ```\n', [["mkdocs.yml"]]),
    ],
)
def test_examples_are_found(source, sites):
    assert [list(example.files) for example in examples("page.md", source)] == sites


def test_examples_keep_their_indentation():
    (example,) = examples("page.md", '    ```yaml title="mkdocs.yml"\n    a:\n      b: 1\n    ```\n')
    assert example.files == {"mkdocs.yml": "a:\n  b: 1\n"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_titled_block_is_an_example(path):
    source = path.read_text(encoding="utf-8")
    titles = [block["title"] for block in blocks(source) if block["title"]]
    assert source.count('title="') == len(titles)
    assert all(
        re.match(r"(mkdocs\.yml|new-post\.md)$|(docs|overrides|site)/|mkdocs build( --strict)?$|blogposts ", title)
        for title in titles
    )


@pytest.mark.parametrize("path", [path for path in PAGES if "blog" not in path.relative_to(ROOT).parts], ids=str)
def test_what_could_be_an_example_is_one(path):
    loose = [block["text"] for block in blocks(path.read_text(encoding="utf-8")) if not block["title"]]
    assert not [text for text in loose if text.startswith(("---\n", "plugins:"))]


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Our own site, built strictly."""
    root = tmp_path_factory.mktemp("ours")
    shutil.copytree(DOCS, root / "docs")
    for name in ("mkdocs.yml", "CHANGELOG.md"):
        shutil.copy(ROOT / name, root)
    return build(root / "mkdocs.yml")


def test_all_links_of_our_site_lead_somewhere(ours):
    ours.check_links()


def test_previews_of_our_site_say_what_their_images_are(ours):
    told = {}
    for address in ours.pages:
        page = ours.page(address)
        values = {name: page.metas(f"og:image{name}") for name in ("", ":width", ":height", ":type")}
        assert all(len(found) == 1 for found in values.values()), (address, values)
        (url,), (width,), (height,), (mime,) = values.values()
        told[url] = (int(width), int(height), mime)
    base = "https://mkdocs-blogposts.example/"
    assert len(told) >= len(OUR_POSTS)
    for url, facts in told.items():
        with Image.open(ours.site_dir / unquote(url.removeprefix(base))) as image:
            assert (*image.size, Image.MIME[image.format]) == facts, url


def test_images_of_our_site_have_the_proportions_that_pages_say(ours):
    seen = 0
    for address in ours.pages:
        page = ours.page(address)
        for tag in page.all("img[width][height]"):
            target = page.addresses.target(page.file, tag["src"])
            if not target.inside or not target.path.endswith((".jpg", ".png", ".webp", ".gif")):
                continue
            with Image.open(ours.site_dir / target.path) as image:
                shown = int(tag["width"]) / int(tag["height"])
                assert shown == pytest.approx(image.width / image.height, rel=0.02), (address, tag["src"])
            seen += 1
    assert seen > 20


def test_every_page_of_our_site_has_a_description_of_its_own(ours):
    pages = [ours.page(address) for address in ours.pages]
    descriptions = {page.address: page.description for page in pages}
    assert all(20 <= len(description) <= 160 for description in descriptions.values()), descriptions
    assert len(set(descriptions.values())) == len(pages)


def test_our_site_loads_nothing_from_elsewhere(ours):
    for address in ours.pages:
        page = ours.page(address)
        loaded = [tag["src"] for tag in page.all("script[src], img[src], iframe[src]")]
        loaded += [
            tag["href"]
            for tag in page.all("link:not([rel=canonical]):not([rel=alternate]):not([rel=prev]):not([rel=next])")
        ]
        assert not [link for link in loaded if urlsplit(link).netloc]


def test_our_site_leads_to_few_places(ours):
    links = [link for address in ours.pages for link in ours.page(address).links]
    assert {urlsplit(link).netloc for link in links if link.startswith(("http", "//"))} <= HOSTS


def test_our_navigation_shows_each_page_that_is_no_post(ours):
    assert ours.nav.count("\n") > 20
    sections = {"Home", "Getting started", "Writing", "Customization", "Migration", "Reference", "Recipes"}
    assert sections | {"Troubleshooting", "Blog", "Changelog"} <= set(ours.nav.split("\n"))


def test_there_are_posts_enough():
    assert len(OUR_POSTS) >= 7


def on_all_pages_of(built: Built, address: str) -> list[str]:
    """Where the links of a list lead, from all of its pages."""
    pages = [page for page in built.pages if re.fullmatch(rf"{re.escape(address)}(page/\d+/)?", page)]
    return [link for page in pages for link in built.page(page).main.links]


@pytest.mark.parametrize("name", OUR_POSTS)
def test_a_post_of_ours_is_on_all_its_lists(ours, name):
    address = f"blog/{name}/"
    page = ours.page(address)
    assert set(page.texts(".bp-byline__author")) <= OUR_AUTHORS
    terms = page.one(".bp-byline").links + page.one(".bp-post-terms").links
    assert {link.split("/")[1] for link in terms} == {"authors", "categories", "tags"}
    day = page.one("time.dt-published")["datetime"]
    for listed in (*terms, "blog/archive/", f"blog/{day[:4]}/", f"blog/{day[:4]}/{day[5:7]}/"):
        assert address in on_all_pages_of(ours, listed), listed
    assert on_all_pages_of(ours, "blog/").count(address) == 1  # one link for the whole card


@pytest.mark.parametrize("name", OUR_POSTS)
def test_a_post_of_ours_is_worth_reading(ours, name):
    page = ours.page(f"blog/{name}/")
    assert 400 <= len(page.one(".bp-post__content").text.split()) <= 900
    assert len(page.one("img.bp-featured-image")["alt"]) > 20
    assert page.meta("og:image:width") == "1200"
    assert "2026-01" <= page.one("time.dt-published")["datetime"] <= "2026-11-20"


def test_our_posts_are_of_both_formats():
    sources = [(DOCS / "blog" / f"{name}.md").read_text(encoding="utf-8") for name in OUR_POSTS]
    fenced = [source.startswith("---\n") for source in sources]
    assert 2 < fenced.count(True) < len(OUR_POSTS) - 2


@pytest.mark.parametrize("file", sorted((DOCS / "blog" / "covers").iterdir()), ids=lambda file: file.name)
def test_a_cover_is_light(file):
    assert Image.open(file).size == (1600, 900)
    assert file.stat().st_size <= 150_000
    assert [name for name in OUR_POSTS if file.name in (DOCS / "blog" / f"{name}.md").read_text(encoding="utf-8")]


@pytest.mark.parametrize("address", ["", "reference/front-matter/", "blog/", f"blog/{OUR_POSTS[0]}/"])
def test_a_page_of_ours_fits_on_a_phone(ours, browser, address):
    page = browser.open(ours, address, width=375)
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


def option_pages(built: Built) -> list[PageView]:
    """The pages of options, one for each group, in the order of the navigation."""
    groups = re.findall(r"reference/(options/\w[\w-]*)\.md", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    return [built.page(f"reference/{group}/") for group in groups if not group.endswith("/index")]


def documented_options(built: Built) -> dict[str, str]:
    """Where each option is explained, in the order in which the reference does so."""
    return {
        code.text: f"{page.address}#{code.text}"
        for page in option_pages(built)
        for code in page.all("article h2[id] > code")
    }


def test_every_option_is_documented_with_its_default(ours):
    options = {name: option.default for name, option in BlogpostsConfig()._schema}
    pages = option_pages(ours)
    named = [code.text for page in pages for code in page.all("article h2[id] > code")]
    told = [yaml.safe_load(text.removeprefix("Default: ")) for page in pages for text in page.texts("p.default")]
    assert sorted(named) == sorted(options)
    assert dict(zip(named, told, strict=True)) == options


def test_the_first_table_of_options_has_each_of_them_with_a_value_that_is_one(ours):
    rows = ours.page("reference/options/").all("article table")[0].all("tbody tr")
    told = [(row.one("td:last-child a")["href"], row.one("td:last-child code").text) for row in rows]
    places = documented_options(ours)
    assert [f"reference/options/{link}" for link, _ in told] == list(places.values())
    assert sorted(places) == sorted(name for name, _ in BlogpostsConfig()._schema)
    for name, (_, line) in zip(places, told, strict=True):
        config = BlogpostsConfig()
        config.load_dict({"authors_file": "", **yaml.safe_load(line)})
        assert [*yaml.safe_load(line)] == [name]
        assert config.validate() == ([], []), line


def table(page: PageView, number: int = 0) -> Iterator[Sequence[str]]:
    """The rows of a table below its head: of each cell what stands in it as code, or else its text."""
    for row in page.all("article table")[number].all("tbody tr"):
        yield [", ".join(cell.texts("code")) or cell.text for cell in row.all("td")]


def codes(cell: str) -> set[str]:
    return set(filter(None, cell.split(", ")))


def test_every_name_of_every_field_is_documented(ours):
    rows = table(ours.page("reference/front-matter/"))
    assert {field: codes(others) for field, _, others in rows} == {field: set(names) for field, names in NAMES.items()}


def test_the_table_for_writers_names_fields_that_are_read(ours):
    told = {field: codes(others) for field, _, others in table(ours.page("writing/front-matter/"))}
    assert {"title", "date", "description", "image", "authors", "tags", "status"} <= set(told)
    for name, others in told.items():
        known = {re.sub("[-_]", "", other).casefold() for other in NAMES[name]}
        assert {re.sub("[-_]", "", other).casefold() for other in others if ":" not in other} <= known


def test_the_dates_of_the_table_are_read(ours):
    rows = list(table(ours.page("writing/dates-and-drafts/")))
    written = [date for row in rows for date in row[0].split(", ") if not date.startswith(("Sun", "15 Nov"))]
    assert len(written) >= 9
    assert [date for date in written if getattr(read_date(date, timezone.utc), "year", 0) != 2026] == []
    assert "Sun, 15 Nov 2026 03:24:44 GMT" in [row[0] for row in rows]
    assert read_date("Sun, 15 Nov 2026 03:24:44 GMT", timezone.utc)


def test_the_forms_of_the_table_are_shown(ours):
    day = datetime(2026, 7, 23, tzinfo=timezone.utc)
    page = ours.page("reference/options/appearance/")
    heads = [each.texts("th")[0] for each in page.all("article table")]
    rows = list(table(page, heads.index("date_format")))
    assert len(rows) == 6
    for form, english, french in rows:
        assert [write_date(day, form, Locale(name)) for name in ("en", "fr")] == [english, french]


def test_every_word_is_documented(ours):
    told = [
        word.text
        for cell in ours.page("customization/translations/").all("article table")[0].all("td:last-child")
        for word in cell.all("code")
    ]
    assert sorted(told) == sorted(word.strip() for word in list_messages())


def test_every_template_is_documented(ours):
    files = {file.name for file in (THEMES / "base" / "blogposts").glob("*.html")}
    assert {name for name, *_ in table(ours.page("customization/override-templates/"))} == files


def test_every_property_is_documented(ours):
    style = (THEMES / "base" / "blogposts.css").read_text(encoding="utf-8")
    told = [name for name, *_ in table(ours.page("customization/colors-and-css/"))]
    assert told == re.findall(r"^\s*(--bp-[\w-]+):", style, re.MULTILINE)


def test_every_class_of_the_table_is_in_use(ours):
    makers = [*(THEMES / "base" / "blogposts").glob("*.html"), Path(responsive_images.__file__)]
    used = "\n".join(file.read_text(encoding="utf-8") for file in makers)
    told = {name for first, part in table(ours.page("customization/colors-and-css/"), 1) for name in codes(first)}
    assert len(told) > 10
    assert [name for name in told if name not in used] == []


def test_every_class_of_the_templates_is_in_the_table(ours):
    parts = "\n".join(file.read_text(encoding="utf-8") for file in (THEMES / "base" / "blogposts").glob("*.html"))
    used = set(re.findall(r"\bbp-[a-z]+(?:-[a-z]+)*(?:(?:__|--)[a-z]+)*(?![\w-])", parts))
    told = {
        name for row in table(ours.page("customization/colors-and-css/"), 1) for cell in row for name in codes(cell)
    }
    assert used - told == set()


def test_the_readme_is_short_and_leads_somewhere():
    source = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 80
    links = re.findall(r"\]\(([^)]+)\)", source)
    assert len(links) > 8
    assert [link for link in links if not (ROOT / link).is_file()] == []
    assert "://" not in source
    assert (DOCS / "assets" / "blog.webp").stat().st_size <= 150_000


WITHOUT_A_LOOK = {"taxonomies", "protected_posts", "tags_allowed", "categories_allowed"}


def test_each_option_of_the_look_has_small_screenshots_that_a_command_takes():
    source = (DOCS / "customization" / "examples.md").read_text(encoding="utf-8")
    headings = "\n".join((DOCS / "reference/options" / f"{name}.md").read_text("utf-8") for name in ("lists", "posts"))
    assert {*re.findall(r"^## `(\w+)`", headings, re.MULTILINE)} - {
        *re.findall(r"`(\w+)`\]\(", source)
    } <= WITHOUT_A_LOOK
    shown = re.findall(r"!\[([^\]]{15,})\]\(\.\./assets/options/([\w-]+)\.webp\)", source)
    files = {file.stem: file.stat().st_size for file in (DOCS / "assets" / "options").iterdir()}
    taken = re.findall(r'Example\("([\w-]+)"', (ROOT / "scripts" / "take_screenshots.py").read_text(encoding="utf-8"))
    assert {name for _, name in shown} == {*files} == {*taken}
    assert {name: size for name, size in files.items() if size > 40_000} == {}
