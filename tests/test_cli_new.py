"""`blogposts new`: a post in its place, with front matter that we read as it was meant."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.cli.new import PostConventions, find_conventions
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.front_matter_serializer import FORMATS, write_new_front_matter
from mkdocs_blogposts.reading.frontmatter.parser import FRONT_MATTER_FORMATS

NOON = "1714564800"  # 2024-05-01 12:00:00 UTC
MOMENT = datetime(2024, 5, 1, 12, tzinfo=timezone.utc)
RULES = Rules(MOMENT, timezone.utc)
READ = [format_name for format_name in FORMATS if format_name in FRONT_MATTER_FORMATS]


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)


def run(sketch, monkeypatch, *arguments):
    monkeypatch.chdir(sketch.root)
    return CliRunner().invoke(main, ["new", *arguments], catch_exceptions=False)


def made(sketch, monkeypatch, *arguments):
    """The path that is printed, and what stands in the file."""
    result = run(sketch, monkeypatch, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout.strip(), (sketch.root / result.stdout.strip()).read_text(encoding="utf-8")


def test_a_first_post_lies_in_the_blogs_folder(site, monkeypatch):
    path, written = made(site({"docs/index.md": "# Home"}, options={"timezone": "Europe/Berlin"}), monkeypatch, "A: b")
    assert path == "docs/blog/a-b.md"
    assert written.startswith("---\ntitle: 'A: b'\ndate: 2024-05-01 14:00:00+02:00\ndescription: # ")


def test_a_title_without_quotes_is_one(site, monkeypatch):
    path, written = made(site({"docs/index.md": "# Home"}), monkeypatch, "Three", "lamps", "--draft", "in", "May")
    assert path == "docs/blog/three-lamps-in-may.md"
    assert "title: Three lamps in May\n" in written


def test_everything_that_is_given_is_read_again(site, monkeypatch):
    sketch = site({"docs/index.md": "# Home"})
    arguments = ["--author", "Ann Lee", "--author", "B, C", "--tags", "a, b c,#d", "--category", "News", "--draft"]
    made(sketch, monkeypatch, "Hello “you”", *arguments, "--date", "2024-07-23 14:30")
    result = CliRunner().invoke(main, ["list", "--drafts", "--json"], catch_exceptions=False)
    (item,) = json.loads(result.stdout)
    assert (item["title"], item["date"]) == ("Hello “you”", "2024-07-23T14:30:00+00:00")
    assert (item["authors"], item["tags"], item["categories"]) == (["Ann Lee", "B, C"], ["a", "b c", "d"], ["News"])


def test_a_post_is_made_like_those_that_are_there(site, monkeypatch):
    files = {
        "docs/index.md": "# Home",
        "docs/posts/2024-01-01-one.md": "Title: One\nAuthor: Ann Lee\n\nText.",
        "docs/posts/2024-01-02-two.md": "Title: Two\nAuthor: Ann Lee\n\nText.",
        "docs/blog/three.md": "---\ndate: 2024-01-03\nauthor: Ann Lee\n---\nText.",
    }
    path, written = made(site(files), monkeypatch, "Four")
    assert path == "docs/posts/2024-05-01-four.md"
    assert "Ann Lee" in written


def test_nothing_is_overwritten(site, monkeypatch):
    sketch = site({"docs/blog/hello.md": "# Mine"})
    result = run(sketch, monkeypatch, "Hello")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "'docs/blog/hello.md' already exists" in result.stderr
    assert (sketch.root / "docs/blog/hello.md").read_text(encoding="utf-8").strip() == "# Mine"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["A", "--path", "../.."], "outside 'docs_dir'"),
        (["A", "--path", "/etc"], "outside 'docs_dir'"),
        (["A", "--date", "soon"], "isn't a valid date"),
        (["  "], "needs a title"),
        (["A", "--format", "ini"], "yaml"),
        (["A", "--template", "no.md"], "no.md"),
        (["A", "--template", "bad.md"], "cannot be filled"),
        (["A", "--template", "odd.md"], "'color' is undefined"),
        (["A", "--template", "bytes.md"], "cannot be read"),
        (["A", "--template", "zero.md"], "cannot be filled: division by zero"),
        (["A", "--path", "index.md"], "'docs/index.md' is a file"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_written(site, monkeypatch, arguments, said):
    templates = {"bad.md": "{% if %}", "odd.md": "{{ color }}", "zero.md": "{{ 1 / 0 }}", "bytes.md": b"\xff\xff"}
    sketch = site({"docs/index.md": "# Home", **templates})
    result = run(sketch, monkeypatch, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert sorted(path.name for path in (sketch.root / "docs").rglob("*")) == ["index.md"]


def test_a_path_and_a_template_of_the_users_own_are_taken(site, monkeypatch):
    template = (
        "---\ntitle: {{ title | tojson }}\ndate: {{ date.date() }}\n{% if draft %}x: 1{% endif %}\n---\n{{ authors }}"
    )
    sketch = site({"docs/index.md": "# Home", "new-post.md": template, "other.md": "{{ front_matter }}\nOther."})
    path, written = made(sketch, monkeypatch, 'Say "ü" & <b>', "--path", "notes/deep")
    assert (path, written) == (
        "docs/notes/deep/say-u-and-b.md".replace("-u-", "-ü-"),
        '---\ntitle: "Say \\"ü\\" & <b>"\ndate: 2024-05-01\n\n---\n[]',
    )
    assert made(sketch, monkeypatch, "B", "--template", "other.md")[1].endswith("\nOther.")


FIELDS = st.fixed_dictionaries(
    {
        "title": st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1).filter(str.strip),
        "date": st.integers(0, 2_000_000_000).map(lambda second: datetime.fromtimestamp(second, timezone.utc)),
        "tags": st.lists(st.from_regex(r"[A-Za-z][A-Za-z :.-]{0,20}[a-z]", fullmatch=True), min_size=2, max_size=4),
    }
)


@pytest.mark.parametrize("format_name", [format_name for format_name in READ if format_name != "mmd"])
@settings(deadline=None)
@given(fields=FIELDS)
def test_any_fresh_front_matter_is_read_as_it_was_meant(format_name, fields):
    fields = {**fields, "title": " ".join(fields["title"].split())}
    entry, problems = read_entry("a.md", write_new_front_matter(fields, format_name) + "\n\nText.", RULES)
    assert problems == ()
    assert (entry.title, entry.date) == (fields["title"], fields["date"])
    assert entry.tags == tuple(dict.fromkeys(" ".join(tag.split()) for tag in fields["tags"]))
    assert entry.body == "Text."


@pytest.mark.parametrize(
    ("field", "value", "line"),
    [
        ("tags", ["a", "b c"], "tags: a, b c"),
        ("authors", ["Lee, Ann", "Max"], "authors: Lee, Ann; Max"),
        ("draft", True, "draft: true"),
        ("date", MOMENT, "date: 2024-05-01 12:00:00+00:00"),
    ],
)
def test_a_multimarkdown_front_matter_has_a_line_for_each_field(field, value, line):
    assert write_new_front_matter({"title": "A", field: value}, "mmd") == f"title: A\n{line}\ndescription:"


def entry(source, *authors, format_name="yaml"):
    return Entry(source, authors=tuple(map(Author, authors)), format_name=format_name)


@pytest.mark.parametrize(
    ("posts", "habits"),
    [
        ([], PostConventions("blog")),
        ([entry("a/x.md"), entry("a/y.md"), entry("b/z.md")], PostConventions("a")),
        (
            [entry("x.md", "A", format_name="mmd"), entry("y.md", "A", format_name="mmd")],
            PostConventions("", format_name="mmd", author="A"),
        ),
        ([entry("a/2024-01-01-x.md", "A"), entry("a/2024-01-02-y.md", "B")], PostConventions("a", dated=True)),
        ([entry("a/x/index.md"), entry("a/y/index.md"), entry("a/z.md")], PostConventions("a", bundled=True)),
        ([entry("a/2024-01-01-x/index.md")], PostConventions("a", dated=True, bundled=True)),
        ([entry("b/x.md"), entry("a/y.md")], PostConventions("a")),
    ],
)
def test_habits_are_what_most_posts_do(posts, habits):
    assert find_conventions(posts, "blog") == habits


@pytest.mark.parametrize(
    ("habits", "folder", "file"),
    [
        (PostConventions("blog"), None, "blog/x.md"),
        (PostConventions(""), None, "x.md"),
        (PostConventions("blog", dated=True), "notes", "notes/2024-05-01-x.md"),
        (PostConventions("blog", dated=True, bundled=True), "", "2024-05-01-x/index.md"),
    ],
)
def test_a_new_file_is_called_as_the_others(habits, folder, file):
    assert habits.file("x", MOMENT, folder) == file


@pytest.mark.parametrize("slug", ["index", "readme", "_index"])
def test_a_new_post_is_never_the_page_of_its_folder(slug):
    assert PostConventions("blog").file(slug, MOMENT) == f"blog/{slug}-post.md"


def test_an_author_without_a_name_is_none(site, monkeypatch):
    path, written = made(site({"docs/index.md": "# Home"}), monkeypatch, "A", "--author", "", "--category", " ")
    assert path == "docs/blog/a.md"
    assert "authors" not in written
    assert "categories" not in written
