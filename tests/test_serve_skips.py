"""Under `mkdocs serve` what did not change is left out, and the site is that of a clean build to the byte."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
import textwrap
import weakref
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from harness import picture
from harness.edits import Edits
from mkdocs_blogposts.site.rendering import page_content, post_maker
from mkdocs_blogposts.site.rendering.stored_toc import StoredToc, list_headings, store_headings
from mkdocs_blogposts.site.settings import build_memory

SERVED = "http://127.0.0.1:8000/"
CONFIG = """
theme: {{name: {theme}, custom_dir: mine{more}}}
plugins: [search, blogposts: {{per_page: 3}}]
"""


@pytest.fixture(autouse=True)
def _one_day(monkeypatch, tmp_path):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def rendered(monkeypatch):
    """The pages that a build converts, in its order."""
    sources: list[str] = []
    render = Page.render
    monkeypatch.setattr(Page, "render", lambda page, *of: sources.append(page.file.src_uri) or render(page, *of))
    return lambda: list(dict.fromkeys(sources.pop(0) for _ in range(len(sources))))


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def preview(drawn, *, clean=False, expect=()):
    """The site as `mkdocs serve` shows it, built with the help of the last build or without, and what is said."""
    kept, site, aside = dict(build_memory._OF_SITES), drawn.root / "site", drawn.root / "site-of-rebuilds"
    if clean:
        build_memory._OF_SITES.clear()
        site.rename(aside)
    built = drawn.preview(expect=expect)
    made = tree(built.site_dir)
    if clean:
        build_memory._OF_SITES.clear()
        build_memory._OF_SITES.update(kept)
        shutil.rmtree(site)
        aside.rename(site)  # what the last build has left is a part of what the next one knows
    return made, sorted(note for note in built.notes if "built in" not in note)


def differences(one, other):
    (site, notes), (clean, told) = one, other
    names = [name for name in sorted({*site, *clean}) if site.get(name) != clean.get(name)]
    return names, [note for note in {*notes, *told} if notes.count(note) != told.count(note)]


def write_picture(path: Path, color: str) -> None:
    path.write_bytes(picture(420, 300, color=color))


@pytest.mark.parametrize(("theme", "seed", "count"), [("mkdocs", 1, 14), ("material", 2, 4)])
def test_after_each_of_many_edits_the_site_is_that_of_a_clean_build(site, theme, seed, count):
    more = ", highlightjs: false" if theme == "mkdocs" else ""
    drawn = site(config=CONFIG.format(theme=theme, more=more), options=None)
    (drawn.root / "mine").mkdir()
    edits = Edits(drawn.root, seed, write_picture)
    preview(drawn)
    for _ in range(count):
        name = edits.next()
        assert differences(preview(drawn), preview(drawn, clean=True)) == ([], []), name


BLOG = {
    "docs/index.md": "# Home\n\n[Blog](blog/index.md)",
    **{
        f"docs/blog/{n}.md": f"---\ntitle: P{n}\ndate: 2024-05-{n:02}\ntags: [red]\n---\nText of {n}.\n"
        for n in range(1, 10)
    },
    "docs/guide/page.md": "# Page\n\n[First](../blog/1.md)",
}
QUIET = {"related": 0}


def test_only_what_changed_is_made_again(site, rendered, monkeypatch):
    written: list[str] = []
    drawn = site(BLOG, options=QUIET)
    preview(drawn)
    assert len(rendered()) > 10
    preview(drawn)
    assert rendered() == []
    drawn.write({"docs/blog/5.md": BLOG["docs/blog/5.md"] + "\nMore.\n"})
    after = preview(drawn)
    assert rendered() == ["blog/5.md"]
    assert written == []
    drawn.write({"docs/blog/1.md": BLOG["docs/blog/1.md"].replace("title: P1", "title: P1\nslug: first")})
    after = preview(drawn)
    # The post, and the page that links to it.
    assert sorted(rendered()) == ["blog/1.md", "guide/page.md"]
    assert differences(after, preview(drawn, clean=True)) == ([], [])


def test_a_new_term_makes_the_pages_that_show_it_and_no_others(site, monkeypatch):
    posts, pages = list[str](), list[str]()
    make, fill = post_maker.make_post, page_content.fill_page
    monkeypatch.setattr(post_maker, "make_post", lambda entry, *of: posts.append(entry.source) or make(entry, *of))
    monkeypatch.setattr(page_content, "fill_page", lambda page, *of: pages.append(page.file.src_uri) or fill(page, *of))
    drawn = site(BLOG, options=QUIET)
    preview(drawn)
    posts.clear(), pages.clear()
    drawn.write({"docs/blog/5.md": BLOG["docs/blog/5.md"].replace("[red]", "[red, new]")})
    after = preview(drawn)
    assert posts == ["blog/5.md"]
    assert {page for page in pages if re.search(r"/\d\.md|guide", page)} == {f"blog/{n}.md" for n in (4, 5, 6)}
    assert differences(after, preview(drawn, clean=True)) == ([], [])


def test_messages_of_pages_that_are_left_out_are_told_again(site):
    files = {
        **BLOG,
        "docs/guide/page.md": "# Page\n\n[gone](gone.md) [none](../blog/1.md#none) ![x](x.png)",
        "docs/blog/2.md": "---\ntitle: P2\ndate: 2024-05-02\n---\n[gone](gone.md) ![gone](gone.png)",
    }
    expect = ["'gone.md'", "'gone.md'", "'x.png'", "'gone.png'"]
    drawn = site(files)
    first = preview(drawn, expect=expect)
    drawn.write({"docs/blog/3.md": BLOG["docs/blog/3.md"] + "\nMore.\n"})
    second = preview(drawn, expect=expect)
    assert first[1] == second[1]
    assert any("#none" in note for note in second[1])


HOOK = "def on_page_content(html, page, **_):\n    return html + '<hr>'\n"
FOR_TEMPLATES = "def on_nav(nav, config, **_):\n    config.extra['titles'] = [page.title for page in nav.pages]\n"


@pytest.mark.parametrize(
    ("hook", "options", "said"),
    [
        (HOOK, {}, "plugin 'hooks' may need every page"),
        (FOR_TEMPLATES, {}, "plugin 'hooks' may need every page"),
        (HOOK, {"page_plugins": ["hooks"]}, ""),
    ],
)
def test_a_plugin_that_may_need_every_page_gets_them_and_a_line_says_so(site, rendered, hook, options, said):
    drawn = site({**BLOG, "hook.py": hook}, options=options, config="hooks: [hook.py]\n")
    preview(drawn)
    rendered()
    notes = preview(drawn)[1]
    assert [note for note in notes if "so each change builds all pages again" in note] == (
        [f"blogposts: The {said}, so each change builds all pages again."] if said else []
    )
    assert (len(rendered()) > 10) == bool(said)


def test_what_a_template_of_the_users_shows_of_the_blog_is_up_to_date(site):
    main = "{% extends 'base.html' %}{% block content %}{{ super() }}<i>{{ blog.all.posts[0].title }}</i>{% endblock %}"
    config = "theme: {name: mkdocs, custom_dir: mine, highlightjs: false}\n"
    drawn = site({**BLOG, "mine/main.html": main}, config=config)
    preview(drawn)
    drawn.write({"docs/blog/9.md": BLOG["docs/blog/9.md"].replace("P9", "Newest")})
    site_, _ = preview(drawn)
    assert b"<i>Newest</i>" in site_["guide/page/index.html"]
    (drawn.root / "mine/main.html").write_text(main.replace("<i>", "<b>"), "utf-8")
    site_, _ = preview(drawn)
    assert b"<b>Newest" in site_["guide/page/index.html"]
    (drawn.root / "mine/main.html").unlink()
    slot = {"mine/blogposts/slots/after_post.html": "<u>{{ subjects | length }}</u>"}
    drawn.write({**slot, "docs/blog/9.md": BLOG["docs/blog/9.md"].replace("tags:", "authors: [Ada, Bob]\ntags:")})
    assert b"<u>2</u>" in preview(drawn)[0]["blog/1/index.html"]
    drawn.write({"docs/blog/9.md": BLOG["docs/blog/9.md"].replace("tags:", "authors: [Ada, Bob, Eve]\ntags:")})
    assert b"<u>3</u>" in preview(drawn)[0]["blog/1/index.html"]


def test_a_list_that_blogs_share_shows_the_posts_of_all_of_them_as_they_are_now(site):
    shared = "taxonomies: {tags: {shared: true}}"
    config = f"plugins: [blogposts: {{blog_dir: blog, {shared}}}, blogposts: {{blog_dir: news, {shared}}}]"
    post = "---\ndate: 2024-01-01\ntags: [x]\n{}---\n\n# A post\n\nIts text.\n"
    files = {"docs/blog/1.md": post.format("image: /a.png\n"), "docs/news/2.md": post.format("")}
    drawn = site({**files, "docs/index.md": "# Home", "docs/a.png": picture(420, 300, color="red")}, config=config)
    preview(drawn)
    write_picture(drawn.root / "docs/a.png", "black")
    assert differences(preview(drawn), preview(drawn, clean=True)) == ([], [])


def test_no_build_but_the_last_one_stays_in_memory(site, monkeypatch):
    made: list[weakref.ref[Page]] = []
    begin = Page.__init__
    monkeypatch.setattr(Page, "__init__", lambda page, *of: made.append(weakref.ref(page)) or begin(page, *of))
    drawn = site(BLOG)
    preview(drawn)
    count = len(made)
    for _ in range(3):
        preview(drawn)
    gc.collect()
    assert sum(page() is not None for page in made) <= count


def test_a_build_that_no_one_serves_keeps_nothing(site):
    build_memory._OF_SITES.clear()
    site(BLOG).build()
    assert build_memory._OF_SITES == {}


def test_a_site_is_the_same_however_the_path_of_its_configuration_is_written(site, monkeypatch):
    """MkDocs gives the path as it was typed at first, and the whole of it at each rebuild."""
    made: list[str] = []
    make = post_maker.make_post
    monkeypatch.setattr(post_maker, "make_post", lambda entry, *of: made.append(entry.source) or make(entry, *of))
    monkeypatch.setattr(build_memory, "_OF_SITES", {})
    drawn = site(BLOG, options=QUIET)
    monkeypatch.chdir(drawn.root)
    for path, posts in (("mkdocs.yml", 9), (str(drawn.config), 0)):
        config = load_config(path, config_file_path=path, site_url=SERVED)
        build(config, serve_url=SERVED)
        assert len(made) == posts
        made.clear()


def test_a_file_is_read_again_only_when_it_has_changed(tmp_path, monkeypatch):
    monkeypatch.setattr(build_memory, "_SETTLED", -1)
    memory, path = build_memory.BuildMemory(is_kept=True), tmp_path / "a.md"
    for text in ("one", "two", "three"):
        path.write_text(text, "utf-8")
        assert build_memory.read_text(File("a.md", str(tmp_path), "", True), memory) == text
        with monkeypatch.context() as unread:
            unread.setattr(File, "content_string", "read again")
            assert build_memory.read_text(File("a.md", str(tmp_path), "", True), memory) == text
    generated = File("a.md", str(tmp_path), "", True)
    generated.content_string, generated.abs_src_path = "made", str(path)
    assert build_memory.read_text(generated, memory) == "made"


def test_a_file_that_was_changed_just_now_is_not_known_yet(tmp_path):
    """Within one tick of the clock another text of the same length would look the same."""
    memory, path = build_memory.BuildMemory(is_kept=True), tmp_path / "a.md"
    path.write_text("one", "utf-8")
    build_memory.read_text(File("a.md", str(tmp_path), "", True), memory)
    assert memory.find(("text", str(path)), None) is None
    assert not memory._known


def test_a_stored_table_of_contents_is_the_one_that_it_was():
    converter = Markdown(extensions=["toc"])
    converter.convert("# Title\n\n## One *two*\n\n### Deep\n\n## Three\n")
    items = get_toc(converter.toc_tokens)
    stored = StoredToc(store_headings(items))
    assert [heading.title for heading in list_headings(stored)] == ["Title"]
    assert "items" not in vars(stored)
    assert str(stored) == str(items)
    assert stored.items[0].active
    stored.items.append(AnchorLink("More", "more", 1))
    assert [heading.title for heading in list_headings(stored)] == ["Title", "More"]


def test_what_the_first_build_leaves_is_not_searched_for_garbage(site):
    drawn = site(BLOG)
    config = load_config(str(drawn.config))
    before = gc.get_freeze_count()
    config.plugins.on_config(config)
    config.plugins.on_serve(object(), config=config, builder=None)
    try:
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


def test_search_finds_what_it_found(site):
    drawn = site(BLOG, theme="material")
    before = preview(drawn)[0]["search/search_index.json"]
    drawn.write({"docs/blog/5.md": BLOG["docs/blog/5.md"] + "\nLighthouse.\n"})
    after = preview(drawn)[0]["search/search_index.json"]
    assert re.findall(rb'"location":"[^"]*"', before) == re.findall(rb'"location":"[^"]*"', after)
    assert b"Lighthouse" in after


MARKED = """
theme: {name: mkdocs, highlightjs: false}
plugins: [search, include-markdown, macros, table-reader, mkdocs-video, blogposts: {related: 0}]
extra: {who: Ada}
"""


def test_a_plugin_that_changes_pages_with_a_mark_gets_those_pages_alone(site, rendered):
    files = {
        **BLOG,
        "docs/guide/macro.md": "# Macro\n\nBy {{ who }}, of {{ page.file.src_uri }}.",
        "docs/guide/part.md": '# Part\n\n{% include-markdown "../../part.txt" %}',
        "docs/guide/table.md": "# Table\n\n{{ read_csv('t.csv') }}",
        "docs/guide/t.csv": "name\nold\n",
        "part.txt": "Old words, so many that the conversion of the page is worth being kept for the next build.",
    }
    drawn = site(files, config=MARKED, options=None)
    assert not [note for note in preview(drawn)[1] if "builds all pages again" in note]
    rendered()
    drawn.write({"docs/blog/5.md": BLOG["docs/blog/5.md"] + "\nMore.\n"})
    preview(drawn)
    assert "blog/5.md" in (made := rendered())
    assert not [name for name in made if name.startswith(("blog/1", "guide/page"))]
    drawn.write({"part.txt": files["part.txt"].replace("Old", "New"), "docs/guide/t.csv": "name\nnew\n"})
    after = preview(drawn)
    assert b"New words" in after[0]["guide/part/index.html"]
    assert b">new</td>" in after[0]["guide/table/index.html"]
    assert not [name for name in rendered() if name.startswith("blog/")]
    assert differences(after, preview(drawn, clean=True)) == ([], [])


def test_macros_with_functions_for_every_page_get_every_page(site):
    module = "def define_env(env): pass\ndef on_post_page_macros(env): env.markdown += '\\n\\nby us'\n"
    drawn = site({**BLOG, "main.py": module}, config=MARKED, options=None)
    assert any("plugin 'macros' runs code" in note for note in preview(drawn)[1])


def test_dates_of_commits_are_those_of_the_last_one(site, rendered, monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    text = (
        "# Page\n\nChanged on {{ git_revision_date_localized }}, and here are words enough for the page to be kept. "
        * 3
    )
    files = {**BLOG, "docs/guide/page.md": text}
    config = """
    theme: {name: mkdocs, highlightjs: false}
    plugins: [search, git-revision-date-localized: {enable_parallel_processing: false}, blogposts: {related: 0}]
    """
    drawn = site(files, config=textwrap.dedent(config), options=None)

    def commit(day):
        for command in (["init", "-q"], ["add", "docs"], ["commit", "-qm", "x", "--allow-empty"]):
            who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
            dates = {"GIT_AUTHOR_DATE": f"{day}T10:00:00", "GIT_COMMITTER_DATE": f"{day}T10:00:00"}
            run = (shutil.which("git") or "git", *who, *command)
            subprocess.run(run, cwd=drawn.root, check=True, env={**os.environ, **dates})

    commit("2024-03-01")
    assert b"March 1, 2024" in preview(drawn)[0]["guide/page/index.html"]
    rendered()
    drawn.write({"docs/blog/5.md": BLOG["docs/blog/5.md"] + "\nMore.\n"})
    preview(drawn)
    assert "guide/page.md" not in rendered()
    drawn.write({"docs/guide/page.md": f"{text}\nMore.\n"})
    commit("2024-04-02")
    after = preview(drawn)
    assert b"April 2, 2024" in after[0]["guide/page/index.html"]
    assert differences(after, preview(drawn, clean=True)) == ([], [])
