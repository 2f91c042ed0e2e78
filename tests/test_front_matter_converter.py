"""Headers go from format to format and back without a loss, and nothing else of a file changes."""

from __future__ import annotations

import itertools
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timezone

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_blogposts.cli.convert import convert
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.front_matter_serializer import convert_front_matter, write_front_matter
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter

RULES = Rules(datetime(2026, 11, 22, 12, tzinfo=timezone.utc), timezone.utc)
FRONT_MATTER_FORMATS = ("yaml", "toml", "json", "mmd")

POSTS = {
    # Of the shapes that the blogs of each engine have.
    "pelican": "Title: Olá: um título\nSlug: ola\nDate: 2019-12-05 22:49:38\nTags: a b, C#, d\nCategory:\n"
    "author: Ana e Bia\ncomments: true\nTexto sem linha vazia.\n",
    "pelican with CRLF": "\ufefftitle:Olá\r\ndate: 2021-04-25\r\nTag: x\r\nTag: y; z\r\n\r\n\r\n    code\r\n",
    "jekyll": '---\ntitle: "Out: 4.0"\ndate: 2018-01-02 11:21:40 +0100\nversion: 3.7.0\ncategory: release\n'
    "categories: [community]\nsince: 1.10\nyes: no\n---\n\nText.\n",
    "hugo": '+++\ncategories = ["Community", "Guest Blog"]\ndate = "2017-08-28"\ntags = ["a;b", "c, d", "e"]\n'
    "title = \"Guest: 'A'\"\nweight = 3\n+++\n  \nText.",
    "hugo's tables": '+++\ntitle = "A"\ndate = 2020-01-02T10:00:00+02:00\ndraft = false\n[cover]\nimage = "a.png"\n'
    "[params.deep]\nx = [1, 2.5, true]\n+++\nText.\n",
    "docusaurus": "---\nlayout: post\ntitle:  6.0 & more\nauthors: [henry, {name: Max, url: x}]\n"
    "date: 2017-02-29 11:00:00\n"
    "guest: |\n  One.\n\n  Two.\nnothing: ~\nempty: []\n---\n\nText.\n",
    "astro": '---\ntitle: "A"\npublishDate: "04 July 2023"\ncoverImage: {src: ./c.png, alt: C}\n'
    'tags: [1.10, "on", 2026]\n---\nText.',
    "material": "---\nauthors:\n- ivan\n- sarah\ncomments: true\ndate: 2024-10-15\n"
    "draft: yes\ntags:\n- One Thing\n---\n\n# Title\n",
    "aliases": "---\ntitle: A\ndate: 2024-07-23\na: &a {b: [c]}\nd: *a\n<<: *a\n---\nText.\n",
    "eleventy": '{"title": "A", "date": "2024-07-23", "n": null, "list": [["x"], {"y": 1.50}], "f": false}\n\nText.\n',
    "nikola": "<!--\n.. title: A: B\n.. slug: b\n.. date: 2014-01-02 10:00:00 UTC+01:00\n.. tags: x, y\n-->\n\nText.\n",
}


def entry_of(content):
    return replace(read_entry("blog/a.md", content, RULES)[0], format_name="")


@pytest.mark.parametrize(("there", "back"), [*itertools.permutations(FRONT_MATTER_FORMATS, 2)])
@pytest.mark.parametrize("post", POSTS.values(), ids=POSTS)
def test_there_and_back_is_the_same_entry(post, there, back):
    first = convert_front_matter("blog/a.md", post, there)
    second = convert_front_matter("blog/a.md", first, back)
    third = convert_front_matter("blog/a.md", second, there)
    for result, format_name in ((first, there), (second, back), (third, there)):
        header = parse_front_matter(result)
        assert header.format_name == format_name
        assert header.fields.broken is None
        assert entry_of(result) == entry_of(post)
        assert header.body == parse_front_matter(post).body
        assert [key.casefold() for key in header.fields.values] == [
            key.casefold() for key in parse_front_matter(post).fields.values
        ]
        rest = post[-5:]
        assert result.endswith(rest)
        assert result.startswith("\ufeff") == post.startswith("\ufeff")
        assert ("\r\n" in result) == ("\r\n" in post)
        assert "\n" not in result.replace("\r\n", "") or "\r\n" not in post


@pytest.mark.parametrize(
    ("source", "format_name", "header"),
    [
        (
            "Title: A: B\nDate: 2024-07-23\nTags: x, y\nauthor: M\nDraft: yes\nn: 1.10\n\nText.",
            "yaml",
            "---\ntitle: 'A: B'\ndate: 2024-07-23\ntags: [x, y]\nauthor: M\ndraft: true\nn: '1.10'\n---\n\nText.",
        ),
        (
            "---\ntitle: A\ndate: 2024-07-23\ncover: {image: a.png}\nn: ~\nlast: {x: 1}\n---\nText.",
            "toml",
            '+++\ntitle = "A"\ndate = 2024-07-23\ncover = {image = "a.png"}\nn = ""\n\n[last]\nx = 1\n+++\nText.',
        ),
        (
            "+++\ntitle = 'A'\ndate = 2024-07-23\nn = 1.10\n+++\nText.",
            "json",
            '{\n  "title": "A",\n  "date": "2024-07-23",\n  "n": "1.10"\n}\nText.',
        ),
        (
            '{"title": "A: B", "date": "2024-07-23", "tags": ["a", "b, c"], "x": {"y": [1]}}\nText.',
            "mmd",
            'title: A: B\ndate: 2024-07-23\ntags: a; b, c\nx: {"y": ["1"]}\n\nText.',
        ),
        ("---\ntitle: A\n---\nText.", "yaml", "---\ntitle: A\n---\nText."),
        ("Text.", "yaml", "Text."),
    ],
)
def test_a_front_matter_is_written_as_people_write_it(source, format_name, header):
    assert convert_front_matter("a.md", source, format_name) == header


@pytest.mark.parametrize(
    ("source", "format_name", "reason"),
    [
        ("---\ntitle: A\nmy key: b\n---\n", "mmd", "the key 'my key' cannot stand in such front matter"),
        ("---\ntitle: A\nTitle: b\n---\n", "mmd", "two keys differ in case only"),
        ("---\nslug: A\n---\n", "mmd", "without a title and a date"),
        ("---\nslug: A\n---\n", "json", "without a title and a date"),
        (
            "---\ntitle: A\na: &a [" + "x, " * 500 + "]\n" + "".join(f"b{n}: *a\n" for n in range(50)) + "---\n",
            "json",
            "more than 10000 values",
        ),
    ],
)
def test_what_would_be_lost_is_refused(source, format_name, reason):
    with pytest.raises(ValueError, match=reason):
        convert_front_matter("a.md", source, format_name)


def test_values_of_every_kind_are_written():
    moment = datetime(2024, 7, 23, 10, 30, tzinfo=timezone.utc)
    values = {"title": 'A "b"', "date": moment, "day": date(2024, 7, 23), "tags": ["a", "b"], "draft": True, "n": None}
    for format_name in FRONT_MATTER_FORMATS:
        header = parse_front_matter(write_front_matter(values, format_name) + "\nText.")
        assert (header.format_name, header.body) == (format_name, "Text.")
        assert entry_of(write_front_matter(values, format_name) + "\n").date == moment
        assert entry_of(write_front_matter(values, format_name) + "\n").tags == ("a", "b")
        assert list(header.fields.values) == list(values)


TEXTS = st.text(
    st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"], blacklist_characters="\ufeff"), max_size=20
)


@settings(deadline=None, max_examples=50)
@given(
    st.dictionaries(
        st.sampled_from(["description", "tags", "authors", "image", "own", "draft", "updated", "weight"]),
        st.one_of(TEXTS, st.lists(TEXTS, max_size=4), st.integers(), st.booleans(), st.none(), st.dates(), st.floats()),
    ),
    st.permutations(FRONT_MATTER_FORMATS),
)
def test_any_values_are_carried_or_refused(values, formats):
    post = write_front_matter({"title": "A", "date": date(2024, 7, 23), **values}, "yaml") + "Text.\n"
    expected = entry_of(post)
    for format_name in formats:
        try:
            post = convert_front_matter("blog/a.md", post, format_name)
        except ValueError:
            continue
        assert entry_of(post) == expected


def run(*arguments):
    return CliRunner().invoke(convert, [str(argument) for argument in arguments], catch_exceptions=False)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.md").write_bytes(
        b"\xef\xbb\xbf---\r\ntitle: A\r\ndate: 2024-07-23 # noon\r\n---\r\nText \xc3\xa9\r\n\r\n"
    )
    (tmp_path / "sub" / "b.markdown").write_text("Title: B\nDate: 2024-07-23\n\nText.", encoding="utf-8")
    (tmp_path / "sub" / "plain.md").write_text("# Text", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("Title: B\n\nText.", encoding="utf-8")
    return tmp_path


def test_without_write_a_diff_is_shown_that_patch_understands(folder):
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    result = run(folder, "--to", "toml")
    assert result.exit_code == 0
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    assert '+title = "B"\n' in result.stdout
    assert "-Title: B\n" in result.stdout
    assert "notes" not in result.output
    assert f"{folder / 'sub' / 'plain.md'}: There is no front matter." in result.stderr
    assert f"{folder / 'a.md'}: The comments of its front matter would be lost." in result.stderr
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)  # noqa: S607  # whichever git there is
    patch = run(folder / "sub" / "b.markdown", "--to", "toml").stdout.replace(f"a/{folder.as_posix()}", "a/.")
    patch = patch.replace(f"b/{folder.as_posix()}", "b/.").replace("/./", "/")
    subprocess.run(["git", "apply"], cwd=folder, input=patch, text=True, check=True)  # noqa: S607
    assert parse_front_matter((folder / "sub" / "b.markdown").read_text(encoding="utf-8")).format_name == "toml"


def test_who_reads_no_further_is_told_of_no_mistake(folder):
    start = "from mkdocs_blogposts.cli.main import main; main()"
    command = [sys.executable, "-c", start, "convert", folder, "--to", "toml"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        said = process.stderr.read().decode()
    assert "not converted" not in said
    assert "Traceback" not in said


def test_with_write_files_are_changed_whole(folder):
    (folder / "a.md").chmod(0o640)
    assert run(folder, "--to", "toml", "--write").exit_code == 0
    content = (folder / "a.md").read_bytes()
    assert content == b'\xef\xbb\xbf+++\r\ntitle = "A"\r\ndate = 2024-07-23\r\n+++\r\nText \xc3\xa9\r\n\r\n'
    assert (folder / "a.md").stat().st_mode & 0o777 == 0o640
    assert (folder / "sub" / "plain.md").read_text(encoding="utf-8") == "# Text"
    assert sorted(file.name for file in folder.iterdir()) == ["a.md", "notes.txt", "sub"]
    assert run(folder, "--to", "toml", "--write").stdout == ""


def test_a_broken_front_matter_is_refused_and_the_others_are_done(folder):
    (folder / "bad.md").write_text("---\ntitle: A: B\ndate: 2024-07-23\n---\n", encoding="utf-8")
    (folder / "latin.md").write_bytes(b"---\ntitle: \xe9\n---\n")
    result = run(folder, "--to", "mmd", "--write")
    assert result.exit_code == 1
    assert f"{folder / 'bad.md'}:2:8: The YAML front matter breaks at 'title: A: B'" in result.stderr
    assert f"{folder / 'latin.md'}: Byte 11 isn't valid UTF-8." in result.stderr
    assert (folder / "bad.md").read_text(encoding="utf-8").startswith("---\ntitle: A: B")
    assert (folder / "a.md").read_bytes().startswith(b"\xef\xbb\xbftitle: A\r\ndate: 2024-07-23\r\n\r\nText")


def test_what_would_be_read_otherwise_is_said(folder):
    (folder / "tags.md").write_text("Title: T\nDate: 2024-07-23\nTags: post, blog\n\nText.", encoding="utf-8")
    result = run(folder / "tags.md", "--to", "yaml")
    assert "The file is not converted: its tags would be read otherwise: 'post, blog' would be 'blog'." in result.stderr


def test_a_format_that_there_is_not_is_refused(folder):
    result = run(folder, "--to", "xml")
    assert result.exit_code == 2
    assert "'yaml', 'toml', 'json', 'mmd'" in result.stderr
