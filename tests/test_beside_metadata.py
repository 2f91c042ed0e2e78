"""What other plugins and hooks write into a post's front matter counts as on a page, in any order of plugins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from harness import Site, picture
from mkdocs_blogposts.site.planning.page_meta import format_page_source

TEXT = st.text(max_size=12)
SCALARS = st.one_of(
    TEXT,
    st.integers(),
    st.floats(allow_nan=False),
    st.booleans(),
    st.none(),
    st.dates(),
    st.datetimes(),
    st.sampled_from(["1.10", "no", "007", "2024-01-01", "12:30", "~", "=", "<<", "---\n...", "a: b", "\ufeff", "\x85"]),
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2), max_leaves=4
)


@given(st.dictionaries(TEXT, VALUES, max_size=3), TEXT | st.sampled_from(["---\nno: matter\n---\nx", "Key: v"]))
def test_mkdocs_reads_what_we_hand_over(meta, body):
    text, read = get_data(format_page_source(meta, body))
    assert (read, text) == (meta, body.lstrip("\n"))


HOOK = """
from mkdocs.plugins import event_priority
from mkdocs.structure.files import InclusionLevel

@event_priority(-100)
def on_files(files, config):
    for name in ("blog/gone.md", "blog/archive.md"):
        files.remove(files.get_file_from_path(name))
    return files

def on_env(env, config, files):
    files.remove(files.get_file_from_path("blog/lost.md"))

def on_page_markdown(markdown, page, config, files):
    wishes = WISHES.get(page.file.src_uri, {})
    page.meta.update(wishes.get("markdown", {}))
    SEEN[page.file.src_uri] = markdown, dict(page.meta)

def on_page_content(html, page, config, files):
    page.meta.update(WISHES.get(page.file.src_uri, {}).get("content", {}))

def on_page_context(context, page, config, nav):
    page.meta.update(WISHES.get(page.file.src_uri, {}).get("context", {}))

SEEN = {}
WISHES = {
    "blog/red.md": {
        "markdown": {"title": "Crimson & co", "description": "Said by a hook.", "image": "door.jpg", "tags": ["paint"]},
    },
    "blog/blue.md": {"content": {"title": "Azure", "description": "Said after rendering.", "image": "door.jpg"}},
    "blog/green.md": {"context": {"title": "Emerald <i>", "description": "Said at the end."}},
    "blog/late.md": {"markdown": {"tags": ["lonely", "paint"], "authors": ["Bo"]}},
    "blog/secret.md": {"markdown": {"draft": True}},
    "plain.md": {"content": {"title": "Our page", "description": "Said of a page.", "image": "blog/door.jpg"}},
}
"""


def post(title: str, more: str = "", text: str = "Some words.") -> str:
    return f"---\ntitle: {title}\ndate: 2024-07-23\n{more}---\n\n{text}\n"


FILES = {
    "hook.py": HOOK,
    "docs/index.md": "# Home",
    "docs/plain.md": "# Plain",
    "docs/blog/red.md": post("Red"),
    "docs/blog/blue.md": post("Blue", "tags: [paint]\n"),
    "docs/blog/green.md": post("Green"),
    "docs/blog/late.md": post("Late"),
    "docs/blog/secret.md": post("Hush", "tags: [hidden]\nauthors: [Nobody]\n", "Kryptonite."),
    "docs/blog/gone.md": post("Gone", "tags: [lonelier]\nimage: gone.jpg\n", "Kryptonite."),
    "docs/blog/lost.md": post("Lost", "", "Kryptonite."),
    "docs/blog/gone.jpg": picture(1400, 800),
    "docs/blog/door.jpg": picture(1400, 800),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return Site(tmp_path_factory.mktemp("hooks"), FILES, options={}, config="hooks: [hook.py]").build()


def test_a_hook_names_describes_and_illustrates_posts(built):
    red, blue, green = (built.page(f"blog/{name}/") for name in ("red", "blue", "green"))
    assert [page.meta("og:title") for page in (red, blue, green)] == ["Crimson & co", "Azure", "Emerald <i>"]
    assert [page.description for page in (red, blue, green)] == [
        "Said by a hook.",
        "Said after rendering.",
        "Said at the end.",
    ]
    assert "door" in red.meta("og:image")
    assert "door" in blue.meta("og:image")
    assert [page.one("h1").text for page in (red, blue, green)] == ["Crimson & co", "Azure", "Emerald <i>"]
    assert "Crimson & co" in built.page("blog/tags/paint/").texts("h2")


def test_a_hook_does_the_same_to_a_page(built):
    page = built.page("plain/")
    assert (page.meta("og:title"), page.description) == ("Our page", "Said of a page.")
    assert "door" in page.meta("og:image")


def test_a_post_that_another_plugin_takes_out_is_nowhere_and_is_told(built):
    assert [file for file in built.files if "Kryptonite" in str((built.site_dir / file).read_bytes())] == []
    assert [file for file in built.files if "gone" in file or "lonelier" in file or "archive" in file] == []
    (note,) = (note for note in built.notes if "out of the site" in note)
    assert "blog/gone.md: Another plugin or a hook has taken 1 post out of the site: 'blog/gone.md'. They" in note


def test_what_comes_too_late_for_a_page_is_told(built):
    assert built.page("blog/late/").texts(".bp-term") == ["paint"]
    told = [note for note in built.notes if "too late" in note]
    assert [note.split("hook added ")[1].split(" too")[0] for note in told] == ["the tag 'lonely'", "the author 'Bo'"]


def test_a_late_draft_is_nowhere(built):
    assert not [file for file in built.files if "secret" in file or "hidden" in file or "nobody" in file]
    for file in built.files:
        content = (built.site_dir / file).read_bytes()
        assert b"Kryptonite" not in content, file
        assert b"Hush" not in content, file
    built.check_links()


META = {
    "docs/index.md": "# Home",
    "docs/blog/.meta.yml": "tags: [shared]\nauthors: [Ann]\n",
    "docs/blog/wip/.meta.yml": "draft: true\n",
    "docs/blog/wip/deep/plan.md": post("Plan", text="Kryptonite."),
    "docs/blog/one.md": post("One", "tags: [own]\n"),
    "docs/notes/.meta.yml": "date: 2024-02-02\ncategories: [Notes]\n",
    "docs/notes/two.md": "# Two\n\nDated by its folder.",
    "docs/notes/three.md": "---\ntoml: no\n---\n# Three\n\nDated by its folder.",
}


@pytest.mark.parametrize("order", ["meta, blogposts", "blogposts, meta"])
def test_the_meta_files_of_material_count_before_posts_are_chosen(site, order):
    built = site(META, theme="material", config=f"plugins: [search, {order}]").build()
    assert not [file for file in built.files if "plan" in file]
    assert "Kryptonite" not in "".join(built.read(file) for file in built.files if file.endswith((".html", ".json")))
    one = built.page("blog/one/")
    assert (one.texts(".bp-term"), one.texts(".bp-byline__author")) == (["shared", "own"], ["Ann"])
    assert built.page("blog/tags/shared/").texts("h2") == ["One"]
    assert sorted(built.page("blog/categories/notes/").texts("h2")) == ["Three", "Two"]
    assert "plan" not in built.read("sitemap.xml")
