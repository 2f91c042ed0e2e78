"""A release of MkDocs or Python-Markdown that has moved what we touch takes longer, and gives the same site."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

import mkdocs_blogposts
from mkdocs_blogposts.site.caching.page_plugins import find_git_plugins, find_marks
from mkdocs_blogposts.site.planning import reserved_paths
from mkdocs_blogposts.site.settings import build_memory
from mkdocs_blogposts.site.settings.mkdocs_internals import find_moved_name, list_search_entries
from mkdocs_blogposts.site.settings.static_i18n import find_static_i18n

PACKAGE = Path(mkdocs_blogposts.__file__).parent
FILES = {
    "docs/index.md": "# Home\n\nSee [the post](blog/a.md).",
    "docs/guide.md": "# Guide\n\n- One *item*\n- and `another`\n",
    "docs/blog/a.md": "---\ntitle: A\ndate: 2024-05-01\ntags: [x]\n---\nText with [a link](../guide.md).\n\n1. One\n",
}


def opened(site, theme):
    """The configuration of a site whose search index is there, and a page."""
    config = load_config(
        str(site(FILES, config=f"theme: {theme}\nplugins: [search, blogposts]\n", options=None).config)
    )
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    config.plugins.on_pre_build(config=config)
    return config, Page("A", File.generated(config, "a.md", content="# A"), config)


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_the_installed_releases_have_what_we_touch(site, theme):
    config, page = opened(site, theme)
    assert find_moved_name(config, [page]) == ""
    next(plugin for name, plugin in config.plugins.items() if "search" in name).search_index.__dict__.update(
        {"_entries": [{"location": "a/"}], "entries": [{"location": "a/"}]}
    )
    assert list_search_entries(config) == [{"location": "a/"}]


def test_each_name_that_is_missing_is_found(site, monkeypatch):
    config, page = opened(site, "mkdocs")
    del config.plugins["search"].search_index._entries
    assert find_moved_name(config, [page]) == "SearchIndex._entries"
    assert list_search_entries(config) == []
    del config.plugins._event_origins
    assert find_moved_name(config, [page]) == "PluginCollection._event_origins"
    monkeypatch.delattr(File, "_content")
    assert find_moved_name(config, [page]) == "File._content"
    del page._title_from_render
    assert find_moved_name(config, [page]) == "Page._title_from_render"


def test_private_names_are_touched_in_one_module():
    excepted = {path.name for path in PACKAGE.rglob("*.py") if "SLF001" in path.read_text(encoding="utf-8")}
    assert excepted == {"mkdocs_internals.py", "frozen_dataclasses.py"}


def test_a_plugin_that_has_moved_what_is_asked_of_it_gets_every_page(site):
    names = ("include-markdown", "macros", "git-revision-date-localized")
    config = load_config(str(site(FILES, config=f"plugins: [{', '.join(names)}]", options=None).config))
    for name in names:
        vars(config.plugins[name]).clear()
    assert find_marks(config, names) == {}
    assert find_git_plugins(config, names) == ()


def test_a_plugin_that_has_moved_what_is_asked_of_it_ends_no_build(site, monkeypatch):
    plugins = "[rss, i18n: {languages: [{locale: en, name: English, default: true}]}]"
    config = load_config(str(site(FILES, config=f"plugins: {plugins}", options=None).config))
    assert find_static_i18n(config) is config.plugins["i18n"]
    assert any("rss" in output.path for output in reserved_paths._of_theme(config))
    own = next(each for each in type(config.plugins["i18n"]).__mro__ if "all_languages" in vars(each))
    monkeypatch.delattr(own, "all_languages")
    monkeypatch.delattr(type(config.plugins["rss"].config), "feeds_filenames")
    assert find_static_i18n(config) is None
    assert not any("rss" in output.path for output in reserved_paths._of_theme(config))


MOVED = "def on_nav(nav, config, files): del nav.pages[0]._title_from_render\n"


def test_where_a_name_is_missing_each_build_makes_all_pages(site):
    said = "This release of MkDocs has no 'Page._title_from_render', so each build makes all pages again."
    drawn = site({**FILES, "moved.py": MOVED}, config="site_url: http://127.0.0.1:8000/\nhooks: [moved.py]\n")
    build_memory._OF_SITES.clear()
    first = drawn.preview()
    assert any(said in note for note in first.notes)
    assert drawn.preview().page("guide/").html == first.page("guide/").html


BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
sys.modules["mkdocs_blogposts.reading.shortcuts"] = None
build(load_config("mkdocs.yml", strict=True))
"""


def test_without_the_classes_of_python_markdown_pages_are_converted_as_it_does(site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    drawn = site(FILES)
    built = drawn.build()
    html = {file: (built.site_dir / file).read_bytes() for file in built.files if file.endswith(".html")}
    subprocess.run([sys.executable, "-c", BUILD], cwd=drawn.root, env=os.environ, check=True, capture_output=True)
    assert {file: (drawn.root / "site" / file).read_bytes() for file in html} == html
