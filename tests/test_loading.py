"""What a build loads: packages that take long come in only where a site needs them."""

from __future__ import annotations

import dataclasses
import os
import re
import subprocess
import sys
import threading
from dataclasses import field
from functools import cached_property

import pytest
from jinja2 import Environment

from harness import picture
from mkdocs_blogposts import lazy_imports
from mkdocs_blogposts.lazy_definitions import compile_pattern, dataclass, fields

COSTLY = {
    *("PIL.Image", "markdown_it", "dateutil.parser", "slugify", "babel.messages.pofile"),
    *("http.client", "ssl", "concurrent.futures", "rich", "ruamel.yaml", "tomlkit"),
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


def test_a_site_without_posts_loads_no_decoder_no_network_and_no_second_markdown(site):
    files = {"docs/index.md": "# Home\n\nText.", "docs/a/b.md": "---\ntitle: B\n---\nText with a [link](../index.md)."}
    assert loaded(site(files)) == set()


def test_posts_load_what_they_need(site):
    files = {
        "docs/blog/a.md": "---\ntitle: A\ndate: 2024-05-01\nimage: p.png\n---\nText.",
        "docs/blog/p.png": picture(900, 600),
    }
    assert {"PIL.Image", "slugify"} <= loaded(site(files))


@pytest.mark.parametrize("name", lazy_imports.__all__)
def test_what_is_deferred_is_there(name):
    stand_in = getattr(lazy_imports, name)
    assert stand_in.__getattr__("__name__") == stand_in.__name__


def make_boat(dataclass):
    """Three classes, made by Python's own decorator or by ours."""

    @dataclass(frozen=True)
    class Hull:
        wood: str
        planks: tuple[str, ...] = ()
        notes: dict[str, str] = field(default_factory=dict, compare=False)

        @cached_property
        def label(self):
            return f"{self.wood}, {len(self.planks)}"

    @dataclass(frozen=True, kw_only=True)
    class Boat(Hull):
        name: str
        length: float = field(default=4.5, repr=False)

        def __post_init__(self):
            object.__setattr__(self, "name", super().label + " " + self.name)

    @dataclass
    class Logbook:
        lines: list[str] = field(default_factory=list)

    return Hull, Boat, Logbook


def behaviour(hull, boat, logbook):
    """What anyone may ask of them."""
    one, other = boat(wood="oak", name="Ada"), boat(wood="oak", name="Ada", notes={"a": "b"})
    yield (
        repr(one).rpartition(".")[2],
        one == other,
        hash(one) == hash(other),
        one == hull("oak"),
        one.length,
        one.label,
    )
    yield (
        one.length,
        one.label,
        dataclasses.replace(one, wood="elm").label,
        [each.name for each in dataclasses.fields(one)],
    )
    yield hull("oak", ("a",)).planks, boat.__match_args__, hull.__match_args__, dataclasses.asdict(one)
    book = logbook()
    book.lines, book.more = ["x"], 1
    yield book == logbook(["x"]), logbook.__hash__, logbook().lines, boat.__name__, boat.__module__
    for wrong in (
        lambda: setattr(one, "wood", "elm"),
        lambda: delattr(one, "wood"),
        hull,
        lambda: boat("a", "b"),
    ):
        with pytest.raises((dataclasses.FrozenInstanceError, TypeError)) as raised:
            wrong()
        yield raised.type, str(raised.value)


def test_a_lazy_dataclass_is_one_like_any_other():
    assert list(behaviour(*make_boat(dataclass))) == list(behaviour(*make_boat(dataclasses.dataclass)))


def test_the_fields_of_a_lazy_dataclass_are_known_before_its_first_instance():
    hull, boat, _ = make_boat(dataclass)
    assert [each.name for each in fields(boat)] == ["wood", "planks", "notes", "name", "length"]
    assert [each.name for each in fields(hull("oak"))] == ["wood", "planks", "notes"]


def test_threads_may_make_the_first_instances_at_once():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    made = []

    def make(boat):
        made.append(boat(wood="oak", name="Ada"))

    try:
        for _ in range(20):
            _, boat, _ = make_boat(dataclass)
            threads = [threading.Thread(target=make, args=(boat,)) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    finally:
        sys.setswitchinterval(before)
    assert [each.name for each in made] == ["oak, 0 Ada"] * 160


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
    ours = [name for name in asked if str(name).startswith("blogposts/")]
    assert 5 < len(ours) < 60
