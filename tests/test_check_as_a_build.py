"""What a strict build fails on, `blogposts check` calls an error, and nothing else."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

from mkdocs_blogposts.cli.main import main

CONFIG = """
nav: [index.md, about.md, nowhere.md, blog/index.md]
validation: {nav: {omitted_files: warn}, links: {absolute_links: warn, unrecognized_links: warn, anchors: warn}}
hooks: [hook.py]
"""

OPTIONS = {
    "image": "no-site-image.png",
    "publisher": {"logo": "no-logo.png"},
    "tags_allowed": ["lamps"],
}

HOOK = """
    import logging
    def on_page_markdown(markdown, page, config, files):
        if page.file.src_uri == "about.md":
            logging.getLogger("mkdocs.hooks.mine").warning("The page about.md is short.")
            logging.getLogger("mine").warning("Nobody counts this.")
    def on_post_build(config):
        logging.getLogger("mkdocs.hooks.mine").warning("It is late.")
"""


def post(text="Text.", header="", date="2024-01-02"):
    return f"---\ntitle: A post\ndate: {date}\n{header}\n---\n{text}\n"


FAULTS = {
    "hook.py": HOOK,
    "docs/index.md": "# Home\n\n![gone](gone.png) [gone](gone.md)",
    "docs/about.md": '# About\n\n<!-- blogposts limit="some" tag="lapms" -->\n',
    "docs/omitted.md": "# Not in nav",
    "docs/blog/.authors.yml": "authors: {max: {name: Max: an author}}",
    "docs/blog/related.md": post(header="links: [{Lamps: nowhere.md}]"),
    "docs/blog/unreadable.md": post(header="image: broken.jpg"),
    "docs/blog/broken.jpg": b"no picture",
    "docs/blog/image.md": post(header="image: /missing.png"),
    "docs/blog/too.md": post("![x](../missing.png)\n\n![y](../missing.png)"),
    "docs/blog/absolute.md": post("[x](/blog/related/) ![](/gone.png)"),
    "docs/blog/unrecognised.md": post("[x](../related)"),
    "docs/blog/anchors.md": post("[x](related.md#nope) [y](#nope) [z](../about.md#nope)"),
    "docs/blog/links.md": post("[x](nowhere.md) and [x](nowhere.md)\n\n[y](draft.md)"),
    "docs/blog/date.md": post(date="2024-02-30"),
    "docs/blog/header.md": "---\ntitle: Lamps: a correction\ndate: 2024-01-01\n---\nText.",
    "docs/blog/clash.md": post(header="slug: x"),
    "docs/blog/clash2.md": post(header="slug: x"),
    "docs/blog/elsewhere.md": post(header="permalink: https://elsewhere.example/a/"),
    "docs/blog/alias.md": post(header="aliases: https://elsewhere.example/a/"),
    "docs/blog/term.md": post(header="tags: ropes"),
    "docs/blog/posts/undated.md": "---\ntitle: A\n---\nText.",
    "docs/blog/x/_index.md": "# X",
    "docs/blog/x/index.md": "# X",
    "docs/blog/mdx.mdx": post(),
    "docs/blog/cp1252.md": post("Zürich").encode("cp1252"),
    "docs/blog/tags.md": post(header="tags: lamps"),
    "docs/blog/draft.md": post("[x](gone.md) ![](gone.png)", "draft: true\nimage: gone.png"),
}


def check(sketch, *arguments):
    arguments = ["check", "-f", str(sketch.config), "--format", "json", *arguments]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return json.loads(result.stdout), result.exit_code


def says_it(warning, found):
    """Does a warning of a build say what was found?"""
    warning = " ".join(warning.split())
    links = re.findall(r"link '([^']*)'", warning)
    is_here = f"'{found['file']}'" in warning or found["file"] in warning
    if found["rule"].endswith("-image") and "more page" in warning:  # the others' paths are written otherwise
        return found["message"].rpartition("/")[2].rstrip(".") in warning
    return found["message"].rstrip(".") in warning or (
        is_here and any(f"'{link}'" in found["message"] for link in links)
    )


def files_of(sketch):
    made = {".cache", "__pycache__"}
    return {path: path.stat().st_mtime_ns for path in sketch.root.rglob("*") if not made & {*path.parts, path.name}}


def test_an_error_is_what_a_strict_build_fails_on(site):
    sketch = site(FAULTS, options=OPTIONS, config=CONFIG)
    before = files_of(sketch)
    found, code = check(sketch)
    assert code == 1
    assert files_of(sketch) == before

    warnings = [warning for warning in sketch.build(expect=None).warnings if warning != "Nobody counts this."]
    errors = [each for each in found if each["level"] == "error"]
    assert [warning for warning in warnings if not any(says_it(warning, error) for error in errors)] == []
    assert [error for error in errors if not any(says_it(warning, error) for warning in warnings)] == []
    unseen = {(each["file"], each["message"].split("'")[1]) for each in errors if each["rule"].endswith("e-image")}
    assert not unseen & {(each["file"], each["message"].split("'")[1]) for each in found if "alt" in each["rule"]}
    assert "Nobody counts this." not in {each["message"] for each in found}

    places = {(each["file"], each["line"], each["column"], each["rule"]) for each in errors}
    assert places > {
        ("about.md", 3, None, "invalid-embed"),
        ("about.md", None, None, "build-message"),
        ("blog/absolute.md", 6, 5, "build-message"),
        ("blog/anchors.md", 6, 5, "missing-anchor"),
        ("blog/anchors.md", 6, 15, "build-message"),
        ("blog/image.md", 4, None, "missing-image"),
        ("blog/links.md", 6, 5, "broken-link"),
        ("blog/links.md", 6, 25, "broken-link"),
        ("blog/related.md", 4, None, "missing-link"),
        ("blog/too.md", 6, 6, "missing-image"),
        ("blog/too.md", 8, 6, "missing-image"),
        ("blog/unreadable.md", 4, None, "unreadable-image"),
        ("index.md", 3, 9, "missing-image"),
        ("mkdocs.yml", 1, None, "build-message"),
        ("mkdocs.yml", None, None, "build-message"),
    }
    of_options = {
        each["message"] for each in errors if each["file"] == "mkdocs.yml" and each["rule"] == "missing-image"
    }
    assert of_options == {"The image 'no-site-image.png' is not there.", "The image 'no-logo.png' is not there."}
    assert all(each["line"] for each in errors if "no-" in each["message"])


ADVICE = {
    "docs/index.md": "# Home",
    "docs/blog/draft.md": FAULTS["docs/blog/draft.md"],
    "docs/blog/absolute.md": post("[x](/gone/) ![y](/gone.png) [z](b.md#nope)", "athor: Max"),
    "docs/blog/b.md": post(f"## Here\n\n{'x' * 99}", "draft: false", "2024-01-03"),
}


def test_advice_fails_with_strict_only(site):
    sketch = site(ADVICE)
    found, code = check(sketch)
    assert {each["level"] for each in found if each["file"] != "blog/draft.md"} == {"warning"}
    assert {each["level"] for each in found if each["file"] == "blog/draft.md"} == {"note"}
    assert {"unknown-field", "missing-image", "missing-anchor", "broken-link"} <= {each["rule"] for each in found}
    assert (code, check(sketch, "--strict")[1]) == (0, 1)
    assert sketch.build().warnings == []


CONFIGURATION = "mkdocs.yml"
TEMPLATE = {"over/main.html": "{% extends 'base.html' %}{% block content %}{{ no.such.thing }}{% endblock %}"}


@pytest.mark.parametrize(
    ("config", "files", "place", "line", "said"),
    [
        ("site_nmae: X", {}, CONFIGURATION, 1, "site_nmae"),
        ("plugins:\n- blogposts:\n    tgas: true", {}, CONFIGURATION, 3, "tgas"),
        ("plugins:\n- blogposts:\n    timezone: Berlin", {}, CONFIGURATION, 3, "Berlin"),
        ("docs_dir: nowhere", {}, CONFIGURATION, 1, "nowhere"),
        ("plugins: [search, nosuchplugin]", {}, CONFIGURATION, 1, "nosuchplugin"),
        ("site_name: [", {}, CONFIGURATION, 1, "error parsing"),
        (
            "hooks: [hook.py]",
            {"hook.py": "def on_env(env, config, files):\n    1 / 0\n"},
            CONFIGURATION,
            None,
            "ZeroDivisionError",
        ),
        (
            "hooks: [hook.py]",
            {"hook.py": "import sys\ndef on_config(config):\n    sys.exit(0)\n"},
            CONFIGURATION,
            None,
            "SystemExit",
        ),
        (
            "plugins: [blogposts]\ntheme: {name: mkdocs, custom_dir: over}",
            TEMPLATE,
            "index.md",
            None,
            "'no' is undefined",
        ),
    ],
)
def test_what_stops_a_build_is_an_error_in_one_place(site, config, files, place, line, said):
    sketch = site({"docs/index.md": "# Home", "docs/blog/a.md": post("![x](no.png)"), **files})
    sketch.config.write_text(config if "[" in config[-1] else f"{config}\nsite_name: X\n", encoding="utf-8")
    found, code = check(sketch)
    assert code == 1
    (told,) = (each for each in found if each["rule"] == "build-message")
    assert (told["file"], told["line"], told["level"]) == (place, line, "error")
    assert said in told["message"]
    assert "\n" not in told["message"]
    assert {each["level"] for each in found if each["rule"] == "missing-image"} <= {"error"}
