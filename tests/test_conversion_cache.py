"""A page's Markdown is converted once: later builds and other processes give the same bytes and the same messages."""

from __future__ import annotations

import functools
import json
import os
import signal
import threading
import time
import zlib
from dataclasses import fields
from pathlib import Path

import pymdownx.slugs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from harness import picture, with_every_theme
from mkdocs_blogposts.publishing.converted_page import (
    AnchorReference,
    ConvertedPage,
    Dependency,
    LoggedMessage,
    TocHeading,
    dump_page,
    fingerprint_extensions,
    load_page,
    make_cache_key,
    reads_files,
)
from mkdocs_blogposts.site import worker_pool
from mkdocs_blogposts.site.caching import page_store
from mkdocs_blogposts.site.caching.page_plugins import PAGE_LOCAL, WHOLE_SITE
from mkdocs_blogposts.site.rendering import page_content

NAMES = [field.name for field in fields(ConvertedPage)]
LONG = "A paragraph that is long enough to be worth an entry of its own. " * 5
EPOCH = "1735732800"  # noon: MkDocs dates some by the day, some by the clock
LATE = """
from mkdocs.plugins import event_priority

@event_priority(-300)
def on_page_markdown(markdown, **_):
    pass
"""
EXTENSIONS = """
plugins: {plugins}
markdown_extensions:
  - admonition
  - footnotes
  - pymdownx.superfences
  - pymdownx.tabbed: {{alternate_style: true}}
  - toc: {{permalink: true}}
"""


def post(title, day, text, **header):
    lines = "".join(f"{key}: {value}\n" for key, value in header.items())
    return f"---\ntitle: {title}\ndate: 2024-05-{day:02}\n{lines}---\n{text}\n\n{LONG}\n"


BLOG = {
    "docs/index.md": f"# Home\n\n[Blog](blog/index.md) [x](guide/page.md#part) [y](guide/page.md#none).\n\n{LONG}",
    "docs/guide/page.md": f'# The "page" & more\n\nSee [A](../blog/a.md).\n\n## Part\n\n!!! note\n\n    Yes.\n\n{LONG}',
    "docs/blog/a.md": post(
        "A", 1, "See [B](b.md#deep), ![p](p.png) and <img src='p.png' alt='P'>.[^1]\n\n[^1]: A note.", tags="[red]"
    ),
    "docs/blog/b.md": post(
        "B", 2, "# B\n\n## Deep\n\n- one\n- two\n\n![q](/blog/p.png)\n\n```python\nx = 1\n```\n\n<p id>\n\n<a name>"
    ),
    "docs/blog/draft.md": post("Draft", 3, "Not yet.", draft="true"),
    "docs/blog/p.png": picture(900, 600),
}


@pytest.fixture(autouse=True)
def _one_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "mkdocs-blogposts"


@pytest.fixture
def converted(monkeypatch):
    """The texts that have been converted, but for short ones; the setting up of a converter for nothing counts, too."""
    texts: list[str] = []
    convert = Markdown.convert
    monkeypatch.setattr(Markdown, "convert", lambda md, text: texts.append(text) or convert(md, text))
    return lambda: [text for text in (texts.pop() for _ in range(len(texts))) if LONG in text or not text]


def tree(built):
    folder = built.site_dir
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def files(cache):
    return sorted(path for path in cache.rglob("*") if path.is_file())


def entries(cache):
    """What is kept of each page: the last line of its name."""
    lines = [line.split(b" ", 3) for path in files(cache) for line in path.read_bytes().splitlines() if line]
    return {name: content for name, _, _, content in lines}


@with_every_theme
def test_no_cache_and_no_process_changes_a_byte(site, cache, converted, monkeypatch):
    drawn = site({**BLOG, "late.py": LATE}, config=EXTENSIONS.format(plugins="[search, blogposts]"))
    whole = drawn.config.read_text("utf-8")
    drawn.config.write_text(whole + "hooks: [late.py]\n", "utf-8")
    without = tree(drawn.build())
    assert (len(converted()), entries(cache)) == (4, {})

    drawn.config.write_text(whole, "utf-8")
    assert tree(drawn.build()) == without
    assert (len(converted()), len(entries(cache))) == (4, 4)
    assert tree(drawn.build()) == without
    assert converted() == []

    for file in files(cache):
        file.unlink()
    monkeypatch.setattr(worker_pool, "FEWEST", 1)
    asked: list[str] = []
    start = worker_pool.start_workers
    monkeypatch.setattr(
        worker_pool, "start_workers", lambda pages, *rest: (asked.extend(pages), start(pages, *rest))[1]
    )
    rendered_here: list[str] = []
    fill = page_content.fill_page
    monkeypatch.setattr(
        page_content, "fill_page", lambda page, *rest: rendered_here.append(page.file.src_uri) or fill(page, *rest)
    )
    # A server that an earlier test has left in a thread of its own would keep this process from being copied.
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    drawn.config.write_text(whole.replace("blogposts]", "blogposts: {jobs: 3}]"), "utf-8")
    assert tree(drawn.build()) == without
    assert (len(converted()) < 4, len(entries(cache))) == (True, 4)
    # The last is the first to be done elsewhere, and no list's page is worth it.
    assert asked == ["guide/page.md", "blog/b.md", "blog/a.md", "index.md"]
    assert [source for source in rendered_here if source.startswith("blog/")] == []


def test_a_process_with_other_threads_is_not_copied(monkeypatch):
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    workers = worker_pool.start_workers([f"{number}.md" for number in range(200)], 4, lambda name: b"{}")
    assert [workers.result(f"{number}.md") for number in (0, 100, 199)] == [None, None, None]


PAGES = [f"{number}.md" for number in range(100)]


@pytest.mark.parametrize(("slow", "jobs"), [(PAGES[:20], 2), (PAGES[80:], 2), (PAGES[::5], 3)])
def test_processes_share_work_by_what_it_takes(monkeypatch, slow, jobs):
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(worker_pool, "FEWEST", 1)

    def work(page):
        time.sleep(0.05 if page in slow else 0)
        return page.encode()

    workers = worker_pool.start_workers(PAGES[::-1], jobs, work)
    here = []
    for page in PAGES:
        result = workers.result(page)
        if result is None:
            here.append(page)
            work(page)
        else:
            assert result == page.encode()
    workers.close()
    assert len(set(slow) & set(here)) == pytest.approx(20 / jobs, abs=6)


def test_what_no_other_process_can_do_is_done_here(monkeypatch):
    monkeypatch.setattr(threading, "active_count", lambda: 1)

    def work(page):
        if page == PAGES[90]:
            return None
        if page == PAGES[80]:
            os._exit(1)  # with what it has begun and all that is left
        if page == PAGES[85]:
            raise ValueError(page)
        return b"done " * 100_000

    workers = worker_pool.start_workers(PAGES[::-1], 2, work)
    time.sleep(0.2)  # until the process has ended
    done = [page for page in PAGES if (result := workers.result(page)) and len(result) == 500_000]
    assert done == [page for page in PAGES[81:] if page not in (PAGES[85], PAGES[90])]
    workers.close()


def test_whoever_only_waits_gets_what_others_have_done(monkeypatch):
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    mine = os.getpid()

    def work(page):
        assert os.getpid() != mine
        if page == PAGES[40]:
            os.kill(os.getpid(), signal.SIGKILL)
        return page.encode() * 10_000

    children: list[int] = []
    fork = os.fork
    monkeypatch.setattr(os, "fork", lambda: children.append(fork()) or children[-1])
    workers = worker_pool.start_workers(PAGES, 2, work, is_one=False)
    made = dict(workers.results())
    workers.close()
    assert made == {page: page.encode() * 10_000 for page in PAGES if page != PAGES[40]}
    assert len(children) == 2
    for child in children:  # none is left
        with pytest.raises(ChildProcessError):
            os.waitpid(child, os.WNOHANG)


def test_the_same_short_text_is_converted_once(site, cache, monkeypatch):
    texts: list[str] = []
    convert = Markdown.convert
    monkeypatch.setattr(Markdown, "convert", lambda md, text: texts.append(text.strip()) or convert(md, text))
    files = {f"docs/blog/{day}.md": f"---\ndate: 2024-{day:02}-01\ntags: [{day:02}]\n---\n{day}\n" for day in (1, 2, 3)}
    same = "# Same\n\n{} and [home](index.md)\n"
    files |= {"docs/x.md": "# Same\n\nx\n", "docs/y/index.md": "# Same\n\nx\n", "docs/index.md": f"# Home\n\n{LONG}"}
    drawn = site({**files, "docs/p.md": same, "docs/z/p.md": same}, options={"per_page": 1})
    built = drawn.build(expect=["'index.md'"])
    assert built.page("y/").main.text == built.page("x/").main.text
    assert built.page("blog/2024/page/3/").title.startswith("2024")
    assert sum(">2024<" in text for text in texts) == 1
    assert (texts.count("# Same\n\nx"), texts.count(same.strip())) == (1, 2)


def test_a_strict_build_with_a_cache_tells_what_one_without_tells(site, cache, converted):
    files = {
        "docs/index.md": f"# Home\n\n[gone](gone.md) [none](blog/a.md#none) [abs](/x/) [out](blog/draft.md)\n\n{LONG}",
        "docs/blog/a.md": post("A", 1, "[gone](gone.md) ![p](gone.png) <img src='gone2.png'>"),
        "docs/blog/draft.md": post("Draft", 3, "Not yet.", draft="true"),
    }
    drawn = site(files)
    expected = ["'gone.md'", "'gone.md'", "'gone.png'", "'gone2.png'"]
    cold = drawn.build(expect=expected)
    assert converted()
    warm = drawn.build(expect=expected)
    assert converted() == []
    told = [[note for note in built.notes if "built in" not in note] for built in (cold, warm)]
    assert cold.warnings == warm.warnings
    assert told[0] == told[1]
    assert any("#none" in note for note in told[1])
    assert any("absolute link '/x/'" in note for note in told[1])
    assert any("excluded from the built site" in note for note in told[1])


def test_what_a_link_or_an_image_finds_is_asked_again(site, cache, converted):
    drawn = site(BLOG)
    built = drawn.build()
    assert len(converted()) == 4
    assert "blog/a/" in built.page("guide/page/").main.links

    drawn.write({"docs/blog/a.md": BLOG["docs/blog/a.md"].replace("title: A", "title: A\nslug: moved")})
    built = drawn.build()
    assert "blog/moved/" in built.page("guide/page/").main.links
    # The post itself, as its URL is another, and the page with a link to it.
    assert len(converted()) == 2

    drawn.remove("docs/blog/p.png")
    drawn.write({"docs/assets/p.png": picture(900, 600, color="red")})
    built = drawn.build(expect=["'p.png'"])
    assert built.page("blog/moved/").all(".bp-missing")


def test_a_text_is_converted_again_when_anything_of_it_changes(site, cache, converted):
    drawn = site(BLOG)
    drawn.build()
    converted()
    drawn.write({"docs/blog/b.md": BLOG["docs/blog/b.md"].replace("two", "three")})
    assert "three" in drawn.build().page("blog/b/").main.text
    assert len(converted()) == 1

    whole = drawn.config.read_text("utf-8")
    drawn.config.write_text(whole + "markdown_extensions: [sane_lists]\n", "utf-8")
    drawn.build()
    assert len(converted()) == 4
    drawn.config.write_text(whole + "validation: {links: {anchors: warn}}\n", "utf-8")
    drawn.build(expect=["#none"])
    assert len(converted()) == 4


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[: len(content) // 2],
        lambda content: b'{"html": "<script>alert(1)</script>"}',
        lambda content: content.replace(b'"html": "', b'"html": ["<script>alert(1)</script>"], "x": "'),
        lambda content: b"\xff\xfe not JSON",
        lambda content: b"[" * 100_000,
        lambda content: b"\n" * 100 + content + b"\n\n 1\n1 \n",
    ],
)
def test_an_entry_that_is_none_is_made_again(site, cache, converted, spoil):
    drawn = site(BLOG)
    whole = tree(drawn.build())
    (file,) = files(cache)
    spoilt = {name: spoil(content) for name, content in entries(cache).items()}
    lines = [b"%s 1 %08x %s\n" % (name, zlib.crc32(content), content) for name, content in spoilt.items()]
    file.write_bytes(b"".join(lines))
    converted()
    assert tree(drawn.build()) == whole
    assert len(converted()) == 4
    drawn.build()
    assert converted() == []


def test_a_folder_that_comes_with_the_project_is_not_read(site, cache, converted):
    drawn = site(BLOG)
    drawn.build()
    files = [path for path in drawn.root.rglob("*") if path.is_file() and LONG.encode() in path.read_bytes()]
    assert {path.relative_to(drawn.root).parts[0] for path in files} == {"docs", "site"}
    assert len(entries(cache)) == 4


@pytest.mark.parametrize("home", ["/proc/none", "/dev/null"])
def test_where_nothing_can_be_kept_the_site_is_built_all_the_same(site, monkeypatch, converted, home):
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    drawn = site(BLOG)
    drawn.build()
    assert len(converted()) == 4
    drawn.build()
    assert len(converted()) == 4


SNIPPET = "markdown_extensions:\n  - pymdownx.snippets: {base_path: [docs]}\n"


def test_texts_that_take_in_other_files_are_not_kept(site, cache, converted, monkeypatch):
    included = f'--8<-- "part.txt"\n\n{LONG}'
    drawn = site({**BLOG, "docs/more.md": f"# More\n\n{included}", "docs/part.txt": "First."}, config=SNIPPET)
    monkeypatch.chdir(drawn.root)
    assert "First." in drawn.build().page("more/").main.text
    drawn.write({"docs/part.txt": "Second."})
    converted()
    assert "Second." in drawn.build().page("more/").main.text
    assert len(converted()) == 1


OWN = """from markdown import Extension

class Own(Extension):
    def extendMarkdown(self, md):
        pass

def makeExtension(**kwargs):
    return Own(**kwargs)
"""


@pytest.mark.parametrize(("options", "count"), [({}, 4), ({"pure_extensions": ["own_extension"]}, 0)])
def test_an_unknown_extension_is_trusted_if_the_site_says_so(site, cache, converted, monkeypatch, options, count):
    drawn = site({**BLOG, "own_extension.py": OWN}, options=options, config="markdown_extensions: [own_extension]\n")
    monkeypatch.syspath_prepend(drawn.root)
    drawn.build()
    converted()
    drawn.build()
    assert len(converted()) == count


TOC = {"toc": {"slugify": pymdownx.slugs.slugify(case="lower")}}


@pytest.mark.parametrize(
    ("extensions", "configs", "is_kept"),
    [
        (["toc", "tables", "pymdownx.tabbed"], {}, True),
        (["markdown.extensions.toc"], {"markdown.extensions.toc": {"permalink": "¶"}}, True),
        (["toc"], TOC, True),
        (["toc"], {"toc": {"slugify": functools.partial(print)}}, False),
        (["toc"], {"toc": {"slugify": lambda text, sep: text}}, False),
        (["toc"], {"toc": {"slugify": os.path.join}}, False),
        (["pymdownx.b64"], {}, False),
        (["unknown"], {}, False),
        (["vouched"], {}, True),
        ([object()], {}, False),
        (["pymdownx.snippets"], {"pymdownx.snippets": {"auto_append": ["a.md"]}}, False),
        (["pymdownx.emoji"], {"pymdownx.emoji": {"options": {"custom_icons": ["icons"]}}}, False),
    ],
)
def test_which_extensions_are_pure(extensions, configs, is_kept):
    found = fingerprint_extensions(extensions, configs, {"vouched"})
    assert (found is not None) == is_kept
    if is_kept:
        assert make_cache_key(found) == make_cache_key(fingerprint_extensions(extensions, configs, {"vouched"}))
        assert make_cache_key(found) != make_cache_key(
            fingerprint_extensions([*extensions, "abbr"], configs, {"vouched"})
        )


def test_options_tell_one_set_of_extensions_from_another():
    sets = [{}, TOC, {"toc": {"slugify": pymdownx.slugs.slugify(case="fold")}}, {"toc": {"permalink": True}}]
    assert len({make_cache_key(fingerprint_extensions(["toc"], configs)) for configs in sets}) == len(sets)


def test_which_texts_read_files():
    assert reads_files('--8<-- "a"', ["pymdownx.snippets"])
    assert not reads_files('--8<-- "a"', ["toc"])
    assert not reads_files("plain", ["pymdownx.snippets"])


texts = st.text(max_size=20)
headings = st.recursive(
    st.builds(TocHeading, texts, texts, st.integers(0, 7), st.just(())),
    lambda below: st.builds(TocHeading, texts, texts, st.integers(0, 7), st.lists(below, max_size=2).map(tuple)),
    max_leaves=4,
)
JSON = st.recursive(
    st.none() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner),
).map(lambda value: json.dumps(value).encode())
conversions = st.builds(
    ConvertedPage,
    *(
        texts,
        texts,
        st.lists(headings, max_size=3).map(tuple),
        st.none() | texts,
        st.lists(texts, max_size=3).map(tuple),
    ),
    st.none() | st.lists(st.builds(AnchorReference, texts, texts, texts), max_size=3).map(tuple),
    st.lists(st.builds(Dependency, texts, texts, st.lists(texts, max_size=3).map(tuple)), max_size=3).map(tuple),
    st.lists(st.builds(LoggedMessage, texts, st.integers(0, 50), texts), max_size=3).map(tuple),
)


@given(conversions)
def test_an_entry_gives_back_what_went_in(converted):
    assert load_page(dump_page(converted)) == converted
    assert b"\n" not in dump_page(converted)


@given(st.binary(max_size=200) | JSON)
def test_whatever_stands_in_an_entry_nothing_breaks(data):
    assert load_page(data) is None


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The store of a build on some day."""

    def on(day):
        monkeypatch.setattr(time, "time", lambda: (20_000 + day) * 24 * 60 * 60 + 1)
        return page_store.PageStore(tmp_path / "store")

    return on


def keep(store, **entries):
    for name, content in entries.items():
        store.save(name, content)
    store.close()


def find(store, *names):
    found = [store.load(name) for name in names]
    store.close()
    return found


def test_of_several_entries_of_one_name_the_last_counts(store, monkeypatch):
    assert find(store(0), "a") == [None]
    monkeypatch.setattr(page_store, "_AT_ONCE", 2)
    keep(store(0), a=b"{1}", b=b"{2}", c=b"{3}")
    first, second = store(0), store(0)  # at the same time
    assert first.has("a")
    keep(second, a=b"{4}", d=b"{5}")
    keep(first, a=b"{6 6}", e=b"{7}")
    assert find(store(0), *"abcdef") == [b"{6 6}", b"{2}", b"{3}", b"{5}", b"{7}", None]


@pytest.mark.parametrize("left", [1, 12, 20])
def test_a_line_that_was_not_finished_spoils_no_other(store, tmp_path, left):
    keep(store(0), a=b"{1}", b=b"{22222222222222222222}")
    file = tmp_path / "store" / page_store.FILE
    content = file.read_bytes()
    file.write_bytes(content[: content.index(b"b ") + left])
    keep(store(0), c=b"{3}")
    assert find(store(0), *"abc") == [b"{1}", None, b"{3}"]


def test_lines_that_two_builds_have_mixed_are_none(store, tmp_path):
    keep(store(0), a=b"{aaaa}", b=b"{bbbb}", c=b"{cccc}")
    file = tmp_path / "store" / page_store.FILE
    file.write_bytes(file.read_bytes().replace(b"{aaaa}", b"{aabb}").replace(b"{cccc}", b"{cc\n}"))
    assert find(store(1), *"abc") == [None, b"{bbbb}", None]
    assert b"{aabb}" not in file.read_bytes()


def test_a_file_that_has_little_to_say_is_made_small(store, tmp_path):
    keep(store(0), a=b"{a}", **{f"b{number}": b"{" + b"b" * 100 + b"}" for number in range(20)})
    file = tmp_path / "store" / page_store.FILE
    largest = file.stat().st_size
    for number in range(100):
        keep(store(0), **{f"b{number % 20}": b"{" + b"c" * 100 + b"}"})
        largest = max(largest, file.stat().st_size)
    assert largest < 6000
    assert find(store(0), "a", "b19") == [b"{a}", b"{" + b"c" * 100 + b"}"]
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_what_no_build_has_used_for_a_week_is_forgotten(store, tmp_path):
    keep(store(0), a=b"{1}", b=b"{2}", c=b"{3}")
    assert find(store(4), "a") == [b"{1}"]
    before = (tmp_path / "store" / page_store.FILE).stat()
    assert find(store(4), "a") == [b"{1}"]  # known to be used already
    assert (tmp_path / "store" / page_store.FILE).stat() == before
    assert find(store(6), "b") == [b"{2}"]
    assert find(store(8), "a") == [b"{1}"]
    assert find(store(8), *"abc") == [b"{1}", b"{2}", None]


def test_of_too_much_the_oldest_is_deleted(store, tmp_path, monkeypatch):
    monkeypatch.setattr(page_store, "_MOST_BYTES", 1000)
    for day in range(6):
        keep(store(day), **{f"{day}{number}": b"{" + b"x" * 50 + b"}" for number in range(3)})
    assert (tmp_path / "store" / page_store.FILE).stat().st_size < 1000
    found = find(store(6), *(f"{day}0" for day in range(6)))
    assert (found[0], None in found[4:]) == (None, False)


def test_other_files_that_are_old_or_too_many_are_deleted(tmp_path, monkeypatch):
    monkeypatch.setattr(page_store, "_MOST_BYTES", 250)
    day = 24 * 60 * 60
    for number in (*range(5), page_store.FILE):
        file = tmp_path / str(number)
        file.write_bytes(b"x" * 100)
        os.utime(file, (0, number * 2 * day if isinstance(number, int) else 0))
    page_store.prune_folder(tmp_path, now=9 * day)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["3", "4", page_store.FILE]
    page_store.prune_folder(Path("/no/such/folder"))


def test_every_plugin_is_on_one_list():
    assert not PAGE_LOCAL.keys() & WHOLE_SITE.keys()
