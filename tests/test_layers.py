"""The package is built as `harness.house` says, and each rule of it finds what breaks it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import mkdocs_blogposts
from harness import house, text
from scripts.trace import trace_field

PACKAGE = house.read_package(Path(mkdocs_blogposts.__file__).parent)


@pytest.mark.parametrize("rule", house.RULES, ids=lambda rule: rule.__name__)
def test_the_package_keeps_the_rule(rule):
    assert list(rule(PACKAGE)) == []


def test_the_package_has_been_read():
    assert {"reading", "blog", "publishing", "site"} <= {module.part for module in PACKAGE.values()}
    assert any(module.functions for module in PACKAGE.values())


@pytest.mark.parametrize(("field", "most"), [("image", 12), ("description", 8), ("tags", 12)])
def test_a_value_takes_a_short_way(field, most):
    files = trace_field(field)
    assert 5 < len(files) <= most, files


INSIDE = Path(__file__).parent.parent / "docs" / "reference" / "how-it-works.md"
NO_MODULES = re.compile(r"on_\w+|\w+_dir|blogposts_head")


def test_the_manual_names_modules_that_are_there():
    text = INSIDE.read_text(encoding="utf-8").partition("## From one build")[2]
    drawing = "".join(re.findall(r"```text\n(.*?)```", text, re.DOTALL))
    named = {*re.findall(r"`([a-z]+(?:_[a-z]+)+)`", text), *re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", drawing)}
    modules = {module.name.rpartition(".")[2] for module in PACKAGE.values()}
    assert len(named & modules) > 20
    assert [name for name in sorted(named - modules) if not NO_MODULES.fullmatch(name)] == []


def drawn(**sources):
    """A package of modules; `__` stands for the dot in their names, `init` for a package's own module."""
    names = {name: name.replace("__", ".").removesuffix("init").removesuffix(".") for name in sources}
    return {
        names[name]: house.Module(names[name], text(source), is_package=name.endswith("init"))
        for name, source in sources.items()
    }


def lines(count):
    return "def f():\n" + "    pass\n" * (count - 1)


@pytest.mark.parametrize(
    ("rule", "sources", "complaints"),
    [
        (house.strangers, {"feeds__rss": ""}, ["feeds.rss: no such part"]),
        (
            house.wrong_ways,
            {"reading__dates": "from mkdocs_blogposts.blog.model import Blog"},
            ["reading.dates:1: reading may not import mkdocs_blogposts.blog.model.Blog"],
        ),
        (
            house.wrong_ways,
            {"reading__dates": "from ..blog import model"},
            ["reading.dates:1: reading may not import mkdocs_blogposts.blog.model"],
        ),
        (
            house.wrong_ways,
            {"reading__init": "from ..blog import model"},
            ["reading:1: reading may not import mkdocs_blogposts.blog.model"],
        ),
        (
            house.wrong_ways,
            {"blog__model": "import mkdocs_blogposts.site.pages"},
            ["blog.model:1: blog may not import mkdocs_blogposts.site.pages"],
        ),
        (
            house.wrong_ways,
            {"blog__model": "from mkdocs_blogposts import publishing"},
            ["blog.model:1: blog may not import mkdocs_blogposts.publishing"],
        ),
        (
            house.wrong_ways,
            {"publishing__head": "from mkdocs_blogposts.config import Options"},
            ["publishing.head:1: publishing may not import mkdocs_blogposts.config.Options"],
        ),
        (
            house.wrong_ways,
            {"site__pages": "from mkdocs_blogposts.plugin import BlogpostsPlugin"},
            ["site.pages:1: site may not import mkdocs_blogposts.plugin.BlogpostsPlugin"],
        ),
        (
            house.wrong_ways,
            {"reading__dates": "from mkdocs_blogposts import __version__"},
            ["reading.dates:1: reading may not import mkdocs_blogposts.__version__"],
        ),
        (
            house.impurities,
            {"publishing__html": "import json\nfrom mkdocs.utils import normalize_url"},
            ["publishing.html:2: publishing may not import mkdocs.utils.normalize_url"],
        ),
        (
            house.impurities,
            {"reading__dates": "if TYPE_CHECKING:\n    import jinja2"},
            ["reading.dates:2: reading may not import jinja2"],
        ),
        (
            house.hidden_imports,
            {"site__pages": "def f():\n    def g():\n        import json"},
            ["site.pages:3: an import in f", "site.pages:3: an import in g"],
        ),
        (
            house.hidden_imports,
            {"site__pages": "def f():\n    if TYPE_CHECKING:\n        import json"},
            ["site.pages:3: an import in f"],
        ),
        (house.hidden_imports, {"config": "class A:\n    import json"}, ["config:2: an import in A"]),
        (
            house.hidden_imports,
            {"config": "import importlib\nx = importlib.import_module('json')"},
            ["config:2: an import by a call"],
        ),
        (
            house.slow_classes,
            {"blog__a": "from dataclasses import dataclass\n@dataclass(frozen=True)\nclass A: ..."},
            ["blog.a:3: A"],
        ),
        (
            house.hidden_imports,
            {"config": "x = Deferred('mkdocs_blogposts.blog.model')"},
            ["config: puts off mkdocs_blogposts.blog.model"],
        ),
        (
            house.cycles,
            {
                "blog__a": "from mkdocs_blogposts.blog.b import B",
                "blog__b": "from mkdocs_blogposts.blog import c",
                "blog__c": "if TYPE_CHECKING:\n    import mkdocs_blogposts.blog.a",
            },
            ["blog.a → blog.b → blog.c → blog.a"],
        ),
        (
            house.circles,
            {
                "site__pictures__gallery": "from mkdocs_blogposts.site.planning.plan import Plan",
                "site__planning__plan": "from mkdocs_blogposts.site.pictures import places",
                "site__pictures__places": "",
            },
            ["site.pictures → site.planning → site.pictures"],
        ),
        (house.long_modules, {"blog__model": "x = 1\n" * 351}, ["blog.model: 351 lines, 350 at most"]),
        (house.long_modules, {"plugin": "x = 1\n" * 151}, ["plugin: 151 lines, 150 at most"]),
        (house.long_functions, {"config": lines(31)}, ["config:1: f has 31 lines, 30 at most"]),
        (
            house.too_few_short_functions,
            {"blog__a": lines(16), "blog__b": lines(15) * 8},
            ["1 of 9 functions have more than 15 lines", "blog.a:1: f has 16"],
        ),
        (house.bad_names, {"site__utils": ""}, ["site.utils: no module is called so"]),
        (house.bad_names, {"site__pages": "class PageManager: ..."}, ["site.pages:1: PageManager"]),
        (house.banners, {"config": "x = 1\n    # ----- options -----"}, ["config:2: # ----- options -----"]),
        (house.twin_files, {"blog__terms": "", "site__terms": ""}, ["terms: in blog.terms and site.terms"]),
        (
            house.twin_classes,
            {"blog__model": "class Blog: ...", "site__setup": "class Blog: ..."},
            ["Blog: in blog.model and site.setup"],
        ),
    ],
)
def test_a_rule_finds_what_breaks_it(rule, sources, complaints):
    assert list(rule(drawn(**sources))) == complaints


def test_a_good_house_has_no_complaints():
    documented = 'def f():\n    """One.\n\n    ' + "Two.\n    " * 30 + '"""\n' + "    pass\n" * 25
    package = drawn(
        init="",
        reading__init="",
        reading__entry="import re\n\nclass Entry: ...\n",
        blog__model="from mkdocs_blogposts.reading.entry import Entry\n" + lines(15) * 9,
        publishing__head="from ..blog.model import Blog\n",
        config="from mkdocs.config.base import Config\nfrom mkdocs_blogposts.blog.model import Blog\n" + documented,
        site__pages="import jinja2\nfrom mkdocs_blogposts.config import Options\n# -- a remark\n",
        plugin="from mkdocs_blogposts import config\nfrom mkdocs_blogposts.site import pages\n",
        cli="if TYPE_CHECKING:\n    from mkdocs_blogposts.reading import entry\n",
    )
    assert house.complaints(package) == []
