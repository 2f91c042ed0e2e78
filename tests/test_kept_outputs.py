"""What the last build has written is moved back into place, and nothing else of it."""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_blogposts.site.caching.kept_outputs import FOLDER, KeptOutputs, drop_aside, set_aside, start_dropping


def write(folder, files):
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content)


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def build(folder, sources, made, *, known=(), may_replace=()):
    """One build as MkDocs has it: the folder is emptied, what is not held is written, the rest is moved back."""
    set_aside(folder)
    for path in folder.iterdir():
        if not path.name.startswith("."):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    outputs = KeptOutputs(folder, dict(known))
    held = {uri for uri, source in sources.items() if outputs.hold(uri, source)}
    write(folder, made)
    restored = outputs.restore(may_replace)
    assert restored <= held
    write(folder, {uri: str(source) for uri, source in sources.items() if uri not in restored | made.keys()})
    known = outputs.list_made(sources, restored)
    drop_aside(folder)
    return known, restored


def test_what_is_the_same_is_moved_and_what_anybody_has_changed_or_left_there_is_not(tmp_path):
    sources = {f"blog/{name}/index.html": name for name in "abcd"} | {"about/index.html": "about", "top.html": "top"}
    known, restored = build(tmp_path, sources, {})
    assert restored == set()
    moved = (tmp_path / "blog/a/index.html").stat()
    write(tmp_path, {"blog/b/index.html": "changed", "blog/c/stray.txt": "of another plugin", "gone/x.txt": "x"})
    now = {**sources, "blog/d/index.html": "other"}
    known, restored = build(tmp_path, now, {}, known=known.items())
    assert restored == {"blog/a/index.html", "blog/c/index.html", "about/index.html"}
    assert tree(tmp_path) == {uri: str(source) for uri, source in now.items()}
    assert (tmp_path / "blog/a/index.html").stat().st_mtime_ns == moved.st_mtime_ns
    _, restored = build(tmp_path, now, {}, known=known.items())
    assert restored == now.keys() - {"top.html"}


def test_what_was_written_meanwhile_stays_unless_a_page_comes_after_it(tmp_path):
    sources = {"one/index.html": "one", "two/index.html": "two"}
    known, _ = build(tmp_path, sources, {})
    made = {"one/index.html": "new", "two/index.html": "new"}
    _, restored = build(tmp_path, sources, made, known=known.items(), may_replace=["two/index.html"])
    assert restored == {"two/index.html"}
    assert tree(tmp_path) == {"one/index.html": "new", "two/index.html": "two"}


def test_after_a_build_that_failed_what_waits_is_still_there(tmp_path):
    sources = {"one/index.html": "one"}
    known, _ = build(tmp_path, sources, {})
    set_aside(tmp_path)
    write(tmp_path, {"one/index.html": "half"})
    _, restored = build(tmp_path, sources, {}, known=known.items())
    assert restored == sources.keys()
    assert not (tmp_path / FOLDER).exists()
    assert tree(tmp_path) == {"one/index.html": "one"}


def test_what_another_process_deletes_is_nowhere_where_the_next_build_looks_though_this_one_is_killed(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # whatever other tests have left running
    write(tmp_path, {f"old/{number}.html": "old" for number in range(501)})
    deleting = start_dropping(tmp_path, jobs=2)
    is_where_files_wait = (tmp_path / FOLDER).exists()
    sources = {"one/index.html": "one"}
    write(tmp_path, sources)
    set_aside(tmp_path)
    list(deleting.results())
    deleting.close()
    assert not is_where_files_wait
    assert tree(tmp_path / FOLDER) == sources
    (tmp_path / f"{FOLDER}-of-a-killed-build").mkdir()
    drop_aside(tmp_path)
    assert list(tmp_path.iterdir()) == []


URIS = st.builds(
    lambda folders, name: "/".join(["blog", *folders, f"{name}.html"]),
    st.lists(st.sampled_from("ab"), max_size=2),
    st.sampled_from("xyz"),
)
SITES = st.dictionaries(URIS, st.sampled_from("12"), max_size=9)


@settings(max_examples=60, deadline=None)
@given(SITES, SITES, SITES, st.sets(URIS, max_size=3), st.sets(URIS, max_size=2))
def test_whatever_was_there_and_is_written_now_the_folder_is_that_of_this_build(before, now, made, may_replace, stray):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known, _ = build(folder, before, {})
        write(folder, {f"{uri}.txt": "of another plugin" for uri in stray})
        _, restored = build(folder, now, made, known=known.items(), may_replace=may_replace)
        assert tree(folder) == {**made, **{uri: now[uri] for uri in now if uri in restored or uri not in made}}
        assert restored >= {uri for uri in now if now[uri] == before.get(uri) and uri not in made}


def test_where_a_folder_is_in_use_its_files_are_moved_one_by_one(tmp_path, monkeypatch):
    sources = {f"blog/{name}/index.html": name for name in "abcd"}
    known, _ = build(tmp_path, sources, {})
    rename = os.rename

    def refuse(one, other):
        if str(other).endswith("/empty"):
            raise PermissionError(other)
        rename(one, other)

    monkeypatch.setattr(os, "rename", refuse)
    now = {**sources, "blog/a/index.html": "new"}
    _, restored = build(tmp_path, now, {"blog/a/index.html": "new"}, known=known.items())
    assert restored == sources.keys() - {"blog/a/index.html"}
    assert tree(tmp_path) == now
