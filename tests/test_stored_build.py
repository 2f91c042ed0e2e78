"""`mkdocs build` takes over the pages of the last build that would come out the same, to the byte."""

from __future__ import annotations

import gc
import json
import logging
import os
import re
import signal
import threading

import click
import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.structure.files import File

from harness import picture, with_every_theme
from harness.edits import Edits
from mkdocs_blogposts.site import worker_pool
from mkdocs_blogposts.site.caching import cache_door, kept_outputs, pages_ahead, stored_build
from mkdocs_blogposts.site.rendering import page_content

COMMAND = click.Command("build")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Where records are; a site of any size has one."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(cache_door, "_FEWEST_PAGES", 1)
    monkeypatch.setattr(cache_door, "_FEWEST_FILES", 1)
    return tmp_path / "cache"


@pytest.fixture
def rendered(monkeypatch):
    """The pages that were rendered since it was last asked."""
    pages = []
    make = mkdocs_build._build_page
    monkeypatch.setattr(
        mkdocs_build, "_build_page", lambda page, *a, **k: pages.append(page.url) or make(page, *a, **k)
    )
    return lambda: [pages.pop(0) for _ in range(len(pages))]


def records(folder):
    return list(folder.rglob("build-*.jsonl"))


def built(drawn, clean=True, **options):
    """As `mkdocs build` does it, or `mkdocs build --dirty`."""
    context = click.Context(COMMAND)
    context.params = {"clean": clean}
    with context:
        return drawn.build(**options)


def tree(site_dir):
    return {path.relative_to(site_dir).as_posix(): path.read_bytes() for path in site_dir.rglob("*") if path.is_file()}


def clean_tree(drawn, folder, **options):
    """What a build makes that knows of no other."""
    kept = {path: path.read_bytes() for path in records(folder)}
    aside = drawn.root / "aside"
    (drawn.root / "site").rename(aside)
    for path in kept:
        path.unlink()
    made = tree(drawn.build(**options).site_dir)
    for path, content in kept.items():
        path.write_bytes(content)
    for path in sorted((drawn.root / "site").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (drawn.root / "site").rmdir()
    aside.rename(drawn.root / "site")
    return made


BLOG = {
    "docs/index.md": "# Home\n\n[Blog](blog/index.md)",
    "docs/guide/page.md": "# A page\n\n[gone](gone.md) and [none](../blog/a.md#none)",
    "docs/blog/a.md": "---\ntitle: A\ndate: 2024-05-01\ntags: [red]\nimage: p.png\n---\nThe first.\n\n## Deep\n\nMore.",
    "docs/blog/b.md": "---\ntitle: B\ndate: 2024-05-02\ntags: [red]\n---\nThe second text.\n\n"
    + "It goes on. " * 99
    + "\n\nIts end.",
    "docs/blog/p.png": picture(900, 600),
}
GONE = ["'gone.md'"]


@with_every_theme
def test_after_each_edit_a_build_is_that_of_a_clean_one(site, folder, theme, rendered):
    drawn = site({}, config=f"theme: {{name: {theme}, custom_dir: mine}}", options={"per_page": 3})
    (drawn.root / "mine").mkdir(exist_ok=True)
    edits = Edits(drawn.root, 11, lambda path, color: path.write_bytes(picture(420, 300, color=color)))
    built(drawn, expect=None)
    count = len(rendered())
    assert tree(built(drawn, expect=None).site_dir) == clean_tree(drawn, folder, expect=None)
    assert rendered().count("guide/page-1/") <= 1
    for _ in range(4):
        name = edits.next()
        assert tree(built(drawn, expect=None).site_dir) == clean_tree(drawn, folder, expect=None), name
        rendered()
    built(drawn, expect=None)
    assert len(rendered()) < count / 4


def test_only_what_changed_is_rendered_and_messages_and_search_stay_whole(site, folder, rendered):
    drawn = site(BLOG)
    first = built(drawn, expect=GONE)
    whole, index = tree(first.site_dir), json.loads((first.site_dir / "search/search_index.json").read_text("utf-8"))
    assert "blog/a/" in rendered()
    again = built(drawn, expect=GONE)
    assert tree(again.site_dir) == whole
    assert rendered() == [""]  # the home page tells the time of the build
    assert [note for note in again.notes if "#none" in note] == [note for note in first.notes if "#none" in note] != []

    drawn.write({"docs/blog/b.md": BLOG["docs/blog/b.md"].replace("Its end.", "Another end.")})
    again = built(drawn, expect=GONE)
    assert sorted(rendered()) == ["", "blog/b/"]
    found = json.loads((again.site_dir / "search/search_index.json").read_text("utf-8"))
    assert [each["location"] for each in found["docs"]] == [each["location"] for each in index["docs"]]
    assert "Another end." in str(found)


def test_what_somebody_has_changed_in_the_site_is_made_again(site, folder, rendered):
    drawn = site(BLOG)
    whole = tree(built(drawn, expect=GONE).site_dir)
    page = drawn.root / "site/blog/a/index.html"
    for spoil in (
        lambda: page.write_text("<p>Not ours.</p>"),
        page.unlink,
        lambda: page.with_name("x.txt").write_text("x"),
    ):
        rendered()
        spoil()
        assert tree(built(drawn, expect=GONE).site_dir) == whole
    assert not list(drawn.root.glob("site/.*"))


def test_a_broken_or_foreign_record_is_no_record(site, folder, rendered):
    drawn = site(BLOG)
    whole = tree(built(drawn, expect=GONE).site_dir)
    (record,) = records(folder)
    lines = record.read_text("utf-8").splitlines()
    for broken in (
        "",
        "[",
        "\n".join(['"other"', *lines[1:]]),
        "\n".join([*lines, '["page", 1]']),
        "\n".join([*lines, "[[]]"]),
    ):
        record.write_text(broken, "utf-8")
        rendered()
        assert tree(built(drawn, expect=GONE).site_dir) == whole
        assert "blog/a/" in rendered(), broken[:40]


def jobs(drawn, count):
    """Have a site built in so many processes."""
    text = drawn.config.read_text("utf-8")
    drawn.config.write_text(re.sub(r"blogposts:.*", f"blogposts: {{jobs: {count}}}]", text), "utf-8")


def pages(record):
    """What a record knows of pages; how many processes there were is one of the settings that decide keys."""
    lines = map(json.loads, record.read_text("utf-8").splitlines())
    found = ((line[1], len(line[2]), *line[3:]) for line in lines if line[0] == "page")
    return sorted(found, key=str)


def told(built):
    return built.warnings, sorted(note for note in built.notes if "built in" not in note)


@with_every_theme
def test_pages_rendered_in_other_processes_are_those_of_one(site, folder, theme, rendered, monkeypatch):
    files = {
        **BLOG,
        "docs/assets/photo.png": picture(40, 30),
        "docs/guide/list.md": "# Posts\n\n<!-- blogposts colour=red -->\n<!-- blogposts limit=1 -->",
        "docs/404.md": "# Nothing here",
        "mine/main.html": "{% extends 'base.html' %}{% block content %}{{ super() }}"
        "{% for file in pages %}<i>{{ file.src_uri }}</i>{% endfor %}{% endblock %}",
        "docs/blog/c.md": "---\ntitle: C\ndate: 2024-05-03\ndraft: true\n---\nNot yet.",
    }
    is_flat = theme == "readthedocs"  # where 404.md and the theme's template are one file
    config = f"theme: {{name: {theme}, custom_dir: mine}}\nplugins: [search, blogposts: ]\n"
    config += f"use_directory_urls: {str(not is_flat).lower()}"
    drawn, expect = site(files, config=config), [*GONE, "'colour'"]
    jobs(drawn, 1)
    first = built(drawn, expect=expect)
    whole, known, here = tree(first.site_dir), pages(*records(folder)), rendered()
    assert tree(built(drawn, expect=expect).site_dir) == whole
    assert b"<i>blog/b.md</i>" in whole["index.html"]
    assert b"blog/c.md" not in whole["index.html"]

    monkeypatch.setattr(worker_pool, "FEWEST", 1)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    write = pages_ahead.write_file

    def die(content, path):
        """As if it were killed in the middle of one page."""
        write(content[:100], path)
        if path.endswith(("/b/index.html", "/b.html")):
            os.kill(os.getpid(), signal.SIGKILL)
        write(content, path)

    monkeypatch.setattr(pages_ahead, "write_file", die)
    main, copied, copy = os.getpid(), [], File.copy_file

    def fail(file, dirty=False):
        """As if there were no room for one file, but in MkDocs' own process."""
        if os.getpid() != main and file.src_uri == "assets/photo.png":
            raise OSError(file.src_uri)
        copied.append(file.src_uri)
        copy(file, dirty)

    monkeypatch.setattr(File, "copy_file", fail)
    monkeypatch.setattr(pages_ahead, "_TOGETHER", 1)
    monkeypatch.setattr(kept_outputs, "_MANY", 0)
    drawn.write({"site/guide/old/index.html": "Of another build.", "site/old.txt": "As well."})
    for path in records(folder):
        path.unlink()
    jobs(drawn, 3)
    rendered()
    again = built(drawn, expect=expect)
    assert tree(again.site_dir) == whole
    assert not list(drawn.root.glob("site/.*"))
    assert copied == ["assets/photo.png"]
    # What says something, what nobody could finish, what is written to the place of another page, and the first.
    left = {"guide/list.html", "blog/b.html", "404.html", "index.html"} if is_flat else {"guide/list/", "blog/b/", ""}
    assert {*rendered()} == left < {*here}
    assert told(again) == told(first)
    assert pages(*records(folder)) == known
    assert tree(built(drawn, expect=expect).site_dir) == whole
    assert len(rendered()) < len(here) / 2


def test_a_page_that_fails_in_another_process_fails_the_build_as_ever(site, folder, monkeypatch, caplog):
    main = "{% extends 'base.html' %}{% block content %}{{ super() }}{{ 1 // (page.title != 'B') }}{% endblock %}"
    config = "theme: {name: mkdocs, custom_dir: mine}\nplugins: [search, blogposts: ]"
    drawn = site({**BLOG, "mine/main.html": main}, config=config)
    monkeypatch.setattr(worker_pool, "FEWEST", 1)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    said = []
    for count in (1, 3):
        jobs(drawn, count)
        with pytest.raises(ZeroDivisionError):
            drawn.build_error()
        said.append([record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING])
        caplog.clear()
    assert said[0] == said[1]
    assert "Error building page 'blog/b.md'" in said[0][-1]


COLLECTING = """
import os
seen = []
def on_env(env, **_):
    env.filters["note"] = lambda title: seen.append(title) or len(seen)
def on_post_build(config):
    with open(os.path.join(config.site_dir, "seen.txt"), "w") as file:
        file.write(str(seen))
    seen.clear()
"""


def test_what_templates_tell_a_script_is_whole_however_many_processes_there_are(site, folder, monkeypatch):
    main = "{% extends 'base.html' %}{% block content %}{{ super() }}<i>{{ page.title | note }}</i>{% endblock %}"
    config = "hooks: [hook.py]\ntheme: {name: mkdocs, custom_dir: mine}\nplugins: [search, blogposts: ]"
    drawn = site({**BLOG, "mine/main.html": main, "hook.py": COLLECTING}, config=config)
    monkeypatch.setattr(worker_pool, "FEWEST", 1)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    made = []
    for count in (1, 3):
        jobs(drawn, count)
        made.append(tree(built(drawn, expect=None).site_dir))
    assert made[0] == made[1]


def test_no_two_processes_make_the_parts_of_one_page(site, folder, monkeypatch):
    more = {f"docs/blog/p{day}.md": f"Title: P\nDate: 2024-01-{day}\n\nText." for day in range(10, 30)}
    drawn = site({**BLOG, **more}, config="plugins: [search, blogposts: ]")
    monkeypatch.setattr(worker_pool, "FEWEST", 1)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    jobs(drawn, 4)
    note, make = drawn.root / "made.txt", page_content.fill_page

    def fill_page(page, *given):
        with note.open("a", encoding="utf-8") as file:  # of whichever process
            file.write(f"{page.file.src_uri}\n")
        return make(page, *given)

    monkeypatch.setattr(page_content, "fill_page", fill_page)
    built(drawn, expect=None)
    made = note.read_text("utf-8").split()
    assert len(made) > 20
    assert sorted(made) == sorted({*made})


def test_parts_of_posts_are_made_before_the_first_page_is_rendered_and_one_that_fails_is_named(
    site, folder, rendered, monkeypatch
):
    slot = "{% if page.title == 'B' %}{{ page.meta.shown // 1 }}{% endif %}"
    config = "theme: {name: mkdocs, custom_dir: mine}\nplugins: [search, blogposts: {jobs: 1}]"
    drawn = site({**BLOG, "mine/blogposts/slots/before_post.html": slot}, config=config)
    printed = []
    make = page_content.fill_page
    monkeypatch.setattr(page_content, "fill_page", lambda page, *a: printed.append(rendered()) or make(page, *a))
    with click.Context(COMMAND) as context:
        context.params = {"clean": True}
        said = drawn.build_error()
    assert "Error building page 'blog/b.md'" in said
    assert "before_post.html:1" in said
    assert printed[:4] == [["", "blog/a/"], [], [], []]
    assert printed[-1] == ["blog/b/"]


@pytest.mark.parametrize(
    ("config", "files"),
    [
        ("hooks: [hook.py]", {"hook.py": "def on_env(env, **_):\n    env.globals['x'] = 1\n"}),
        (
            "theme: {name: mkdocs, custom_dir: mine}",
            {"mine/main.html": "{% extends 'base.html' %}<!-- {{ build_date_utc }} -->"},
        ),
        ("plugins: [search, blogposts, rss]", {}),
    ],
)
def test_where_pages_may_tell_the_time_or_ask_elsewhere_each_is_rendered(site, folder, rendered, config, files):
    drawn = site({**BLOG, **files}, config=config)
    for _ in range(2):
        built(drawn, expect=None)
        assert "blog/a/" in rendered()
    assert records(folder) == []


def test_a_dirty_build_and_one_without_the_command_leave_the_site_alone(site, folder, rendered):
    drawn = site(BLOG)
    built(drawn, expect=GONE)
    assert gc.get_freeze_count()  # nobody looks for garbage when the command ends
    (record,) = records(folder)
    before = record.read_bytes()
    built(drawn, clean=False, expect=GONE)
    drawn.build(expect=GONE)
    assert not gc.get_freeze_count()
    assert record.read_bytes() == before
    assert (drawn.root / "site/blog").is_dir()


def test_a_site_of_more_than_a_record_may_hold_has_none(site, folder, monkeypatch):
    monkeypatch.setattr(stored_build, "_MOST_BYTES", 100)
    built(site(BLOG), expect=GONE)
    assert records(folder) == []
    assert list(folder.rglob("tmp*")) == []
