"""`blogposts list`, and how every command reads a site."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from harness import picture
from mkdocs_blogposts.cli.main import main

POSTS = {
    "docs/index.md": "# Home",
    "docs/page.md": "# A page\n\nNo post.",
    "docs/blog/old.md": "Title: Old\nDate: 2024-05-01 10:00\nAuthor: Ann Lee\nTags: a, b\n\nText.",
    "docs/blog/2024-06-02-new.md": """
        ---
        updated: 2024-06-03
        categories: [News]
        image: pictures/one.png
        ---
        <!-- a note -->

        # New *and* [shiny](old.md) { #new }
    """,
    "docs/blog/pictures/one.png": picture(40, 30),
    "docs/blog/hidden.md": "---\ntitle: Hidden\ndate: 2024-01-01\nhidden: true\nimage: https://example.com/a.png\n---\n",
    "docs/blog/draft_of-it.md": "---\ndraft: true\n---\nText.",
    "docs/blog/later.md": "---\ntitle: Later\ndate: 2999-01-01\n---\n",
    "docs/blog/over.md": "---\ntitle: Over\ndate: 2023-01-01\nexpires: 2023-02-01\nimage: nowhere.png\n---\n",
}


def run(sketch, *arguments, **options):
    return CliRunner().invoke(main, [*arguments, "-f", str(sketch.config)], catch_exceptions=False, **options)


def listed(sketch, *arguments):
    result = run(sketch, "list", "--json", *arguments)
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_several_kinds_of_posts_are_listed_together(site):
    head = "---\ntitle: {}\ndate: {}\n{}\n---\nText."
    sketch = site(
        {
            "docs/blog/a.md": head.format("A", "2024-01-01", "draft: true"),
            "docs/blog/b.md": head.format("B", "2096-01-01", ""),
            "docs/blog/c.md": head.format("C", "2024-01-01", ""),
        }
    )
    assert [item["title"] for item in listed(sketch, "--drafts", "--scheduled")] == ["B", "A"]
    assert [item["title"] for item in listed(sketch, "--drafts")] == ["A"]


def test_json_has_every_key_of_a_post(site):
    new, old, hidden = listed(site(POSTS, config="markdown_extensions: [attr_list]"))
    assert old == {
        "file": "blog/old.md",
        "title": "Old",
        "date": "2024-05-01T10:00:00+00:00",
        "updated": None,
        "status": "published",
        "url": "blog/old/",
        "image": None,
        "tags": ["a", "b"],
        "categories": [],
        "authors": ["Ann Lee"],
        "series": None,
        "language": "en",
        "format": old["format"],
    }
    assert (new["title"], new["date"], new["updated"]) == (
        "New and shiny",
        "2024-06-02T00:00:00+00:00",
        "2024-06-03T00:00:00+00:00",
    )
    assert (new["url"], new["image"]) == ("blog/2024-06-02-new/", "blog/pictures/one.png")
    assert (hidden["status"], hidden["image"]) == ("hidden", "https://example.com/a.png")


@pytest.mark.parametrize(
    ("option", "files"),
    [
        ("--drafts", ["draft_of-it.md"]),
        ("--scheduled", ["later.md"]),
        ("--expired", ["over.md"]),
        ("--all", ["later.md", "2024-06-02-new.md", "old.md", "hidden.md", "over.md", "draft_of-it.md"]),
    ],
)
def test_an_option_chooses_the_posts(site, option, files):
    assert [item["file"] for item in listed(site(POSTS), option)] == [f"blog/{file}" for file in files]


def test_titles_and_urls_are_those_of_the_build(site):
    sketch = site(POSTS, config="markdown_extensions: [attr_list]")
    items = listed(sketch)
    built = sketch.build()
    assert [built.page(item["url"]).h1 for item in items] == [item["title"] for item in items]


def test_a_table_is_for_people(site):
    result = run(site(POSTS), "list", "--all")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["Date", "Status", "Title", "Authors", "Tags", "File"]
    assert [line.split()[:2] for line in lines[1:]][-1] == ["—", "draft"]
    assert "2024-05-01  published  Old" in result.stdout
    assert "\x1b" not in result.stdout


def test_a_table_fits_the_terminal(site, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("FORCE_COLOR", "1")
    title = "A very long title " * 9
    result = run(site({"docs/blog/a.md": f"---\ntitle: {title}\ndate: 2024-01-01\n---\n"}), "list")
    assert "…" in result.stdout
    head, row = re.sub(r"\x1b\[[\d;]*m", "", result.stdout).splitlines()
    assert row.startswith("2024-01-01  published  A very")
    assert max(len(head), len(row)) <= 60


def test_what_a_terminal_would_obey_is_not_printed(site):
    header = '---\ntitle: "a\\e[31mb\\u202ec"\ndate: 2024-01-01\ntags: ["x\\ny"]\n---\n'
    result = run(site({"docs/blog/a.md": header}), "list")
    assert "\x1b" not in result.stdout
    assert len(result.stdout.splitlines()) == 2


def test_an_empty_blog_is_said(site):
    assert run(site({"docs/index.md": "# Home"}), "list").stdout == "No posts.\n"
    assert listed(site({"docs/index.md": "# Home"})) == []
    drafts = {"docs/blog/a.md": "---\ndate: 2024-01-01\ndraft: true\n---\nText."}
    assert run(site(drafts), "list").stdout == "No posts. 'blogposts list --all' shows 1 with another status.\n"


def test_a_site_without_the_plugin_is_read_as_if_it_were_there(site):
    result = run(site(POSTS, options=None), "list", "--json")
    assert len(json.loads(result.stdout)) == 3
    assert result.stderr == "Note: 'blogposts' isn't among the plugins in mkdocs.yml. The site is read as if it was.\n"


def test_the_posts_of_several_blogs_are_listed_together(site):
    files = {**POSTS, "docs/notes/x.md": "Title: Note\nDate: 2024-05-15\n\nText."}
    config = "plugins:\n  - blogposts\n  - blogposts:\n      blog_dir: notes\n"
    assert [item["title"] for item in listed(site(files, config=config))] == [
        "New and shiny { #new }",
        "Note",
        "Old",
        "Hidden",
    ]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("theme: nosuchtheme", "nosuchtheme"),
        ("plugins: [nosuchplugin]", "nosuchplugin"),
        ("plugins:\n  - blogposts:\n      timezone: Berlin\n", "Europe/Berlin"),
        ("docs_dir: nowhere", "nowhere"),
        ("plugins:\n  - blogposts\n  - blogposts\n", "folder of its own"),
        ("hooks: [hook.py]", "ZeroDivisionError"),
    ],
)
def test_a_site_that_cannot_be_read_is_an_error_in_one_line(site, config, said):
    sketch = site({"docs/index.md": "# Home", "hook.py": "def on_files(files, config):\n    1 / 0\n"}, config=config)
    result = run(sketch, "list")
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    "content", [b"site_name: [", b"- a\n- b\n", b"\xff\xfe\x00", b"", b"a: !!python/name:no.such x"]
)
def test_a_broken_configuration_is_an_error_in_one_line(tmp_path, content):
    (tmp_path / "mkdocs.yml").write_bytes(content)
    result = CliRunner().invoke(main, ["list", "-f", str(tmp_path / "mkdocs.yml")], catch_exceptions=False)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_missing_configuration_is_an_error(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for arguments in (["list"], ["check", "-f", "no.yml"], ["new", "A"]):
        result = CliRunner().invoke(main, arguments, catch_exceptions=False)
        assert result.exit_code == 2
        assert "mkdocs.yml" in result.stderr or "no.yml" in result.stderr
        assert "does not exist. Go to the folder of your site, or name the file with '-f'." in result.stderr


BROKEN = {
    "site_name: A\nplugins:\n\t- blogposts\n": (3, "Write spaces instead of the tab."),
    "site_name: A\nplugins:\n  - blogposts\n      per_page: 5\n": (
        4,
        "Write a colon at the end of the key above this line",
    ),
    "site_name: A\nplugins:\n  - blogpost\n": (2, "Did you mean 'blogposts'?"),
    "site_name: A\nplugins:\n  - serch\n": (2, "Correct its name, or install the plugin with pip."),
    "site_name: A\nplugins:\n  - blogposts:\n    per_page: 5\n": (
        2,
        "and its options four spaces to the right of the '-'.",
    ),
    "plugins:\n  - blogposts\n": (0, "Write 'site_name: My site' in mkdocs.yml."),
    "site_name: A\nsite_url: example.org\n": (2, "Write the whole URL, such as 'https://example.org/'."),
    "site_name: A\ntheme: nowhere\n": (2, "Correct the name, or install the theme with pip."),
    "site_name: A\ndocs_dir: nowhere\n": (2, "Make this folder for your pages."),
}


def test_a_broken_configuration_is_told_with_its_line_and_what_to_write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    for text, (line, hint) in BROKEN.items():
        (tmp_path / "mkdocs.yml").write_text(text)
        for command in ("list", "check"):
            result = CliRunner().invoke(main, [command, *(["--format", "json"] if command == "check" else [])])
            said = result.stderr if command == "list" else json.loads(result.stdout)[-1]["cure"]
            assert hint in said, text
        assert json.loads(result.stdout)[-1]["line"] == (line or None), text


def test_a_broken_configuration_is_told_by_migrate_with_its_line(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins:\n\t- blog\n")
    said = CliRunner().invoke(main, ["migrate"]).stderr
    assert "mkdocs.yml:3:1: The YAML cannot be read: " in said
    assert said.endswith("Write spaces instead of the tab.\n")


def test_what_each_command_is_for_is_said_in_whole_sentences():
    lines = CliRunner().invoke(main, ["--help"]).output.partition("Commands:\n")[2].splitlines()
    assert sorted(line.split()[0] for line in lines) == sorted(main.commands)
    assert all(line.endswith(".") and not line.endswith("..") for line in lines)


def test_nothing_is_written_and_nothing_else_is_said(site):
    noisy = """
        import logging
        print("hello")
        def on_files(files, config):
            print("hi")
            logging.getLogger("mkdocs").warning("look")
    """
    sketch = site({**POSTS, "hook.py": noisy, "docs/blog/bad.md": "---\ndate: never\n---\n"}, config="hooks: [hook.py]")
    before = sorted(sketch.root.rglob("*"))
    assert len(listed(sketch)) == 3, "a post whose date cannot be read is held back"
    pages = sketch.root / ".cache/plugin/blogposts/pages"  # those of lists are real files, for plugins that open them
    known = {*before, pages, *pages.parents}
    new = [path for path in sorted(sketch.root.rglob("*")) if path not in known and pages not in path.parents]
    assert [path for path in new if "__pycache__" not in path.parts] == []


def test_the_command_is_installed(site):
    sketch = site(POSTS)
    program = "from mkdocs_blogposts.cli.main import main; main()"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-c", program, "list"],
        cwd=sketch.root,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("Date")
    assert "New and shiny" in done.stdout
