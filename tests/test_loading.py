"""What a build loads: packages that take long come in only where a site needs them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jinja2 import Environment

import mkdocs_blogposts
from harness import house, picture
from mkdocs_blogposts import lazy_imports
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.site.caching import cache_door
from mkdocs_blogposts.site.images import image_door
from mkdocs_blogposts.site.rendering import blog_door

ROOMS = {
    f"{house.PACKAGE}.{room}" for room in house.find_rooms(house.read_package(Path(mkdocs_blogposts.__file__).parent))
}
COSTLY = {
    *ROOMS,
    *("PIL.Image", "markdown_it", "dateutil.parser", "slugify", "babel.messages.pofile"),
    *("http.client", "ssl", "concurrent.futures", "rich", "ruamel.yaml", "tomlkit"),
    *("lxml.html", "tomllib", "tomli"),
}
BUILD = f"""
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
build(load_config("mkdocs.yml", strict=True))
print(*sorted({COSTLY!r}.intersection(sys.modules)))
"""


def loaded(site):
    call = [sys.executable, "-c", BUILD]
    done = subprocess.run(call, cwd=site.root, env=os.environ, check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_a_site_without_posts_loads_no_room_of_the_blog_no_decoder_and_no_network(site):
    files = {"docs/index.md": "# Home\n\nText.", "docs/a/b.md": "---\ntitle: B\n---\nText with a [link](../index.md)."}
    assert loaded(site(files)) == set()


COMMAND = """
import gc
from mkdocs.__main__ import cli
try:
    cli(["build", "-q"])
except SystemExit:
    print(gc.get_freeze_count() > 0)
"""


HOOK = """
class Notes:
    def __init__(self):
        self.own, self.file = self, open("notes.txt", "w")
    def note(self, config):
        self.file.write("Made.")
notes = Notes()
on_post_build = lambda config: notes.note(config)
"""


def test_no_one_looks_for_garbage_when_the_command_ends_unless_others_may_have_left_some(site):
    call = [sys.executable, "-c", COMMAND]
    drawn = site({"docs/index.md": "# Home", "mine.py": HOOK})
    for hooks, answer in (("", "True\n"), ("hooks: [mine.py]\n", "False\n")):
        drawn.config.write_text(f"{hooks}{drawn.config.read_text(encoding='utf-8')}", encoding="utf-8")
        done = subprocess.run(call, cwd=drawn.root, env=os.environ, check=True, capture_output=True, text=True)
        assert done.stdout == answer
    assert (drawn.root / "notes.txt").read_text(encoding="utf-8") == "Made."


def test_posts_load_what_they_need(site):
    files = {
        "docs/blog/a.md": "---\ntitle: A\ndate: 2024-05-01\nimage: p.png\n---\nText.",
        "docs/blog/p.png": picture(900, 600),
    }
    assert {"PIL.Image", "slugify"} <= loaded(site(files))


LATE = [
    pytest.param(value, id=value.__name__)
    for module in (lazy_imports, blog_door, cache_door, image_door)
    for value in vars(module).values()
    if isinstance(value, lazy_imports.Deferred)
]


@pytest.mark.parametrize("stand_in", LATE)
def test_what_is_deferred_is_there(stand_in):
    assert stand_in.__getattr__("__name__") == stand_in.__name__


def test_a_lazy_pattern_matches_as_any_other_and_says_at_once_what_it_is():
    for pattern, flags, text in ((r"(?P<a>B)+", re.IGNORECASE, "abba"), (rb"\xff.", re.DOTALL, b"x\xff\n")):
        late = compile_pattern(pattern, flags)
        assert late.pattern == pattern
        assert late.search(text)[0] == re.compile(pattern, flags).search(text)[0]
        assert late.groupindex == re.compile(pattern, flags).groupindex
    assert compile_pattern("b").sub("x", "abba") == "axxa"


def test_a_template_is_looked_for_once_however_many_posts_there_are(site, monkeypatch):
    asked = []
    look_up = Environment.get_template
    monkeypatch.setattr(
        Environment, "get_template", lambda env, name, *of: asked.append(name) or look_up(env, name, *of)
    )
    posts = {f"docs/blog/{n}.md": f"Title: P{n}\nDate: 2024-05-{n:02}\nTags: red\n\nText." for n in range(1, 13)}
    site({"docs/index.md": "# Home", **posts}).build()
    ours = [name for name in asked if "blogposts/" in str(name)]
    assert 5 < len(ours) < 30
