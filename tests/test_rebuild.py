"""Building again: the same bytes from the same files, and after each edit what a fresh build would show."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest

from harness import THEMES, picture


def post(title, day, tags="red", more=""):
    return f"Title: {title}\nDate: 2024-05-{day:02}\nTags: {tags}\nAuthor: Ann Lee\n{more}\n\nText of {title}."


BLOG = {
    "docs/index.md": "# Home\n\n[Blog](blog/index.md)",
    "docs/blog/a.md": post("A", 1, "red, blue", "Image: p.jpg\n"),
    "docs/blog/b.md": post("B", 2),
    "docs/blog/c.md": post("C", 3),
    "docs/blog/p.jpg": picture(1300, 900),
    "docs/blog/draft.md": "---\ntitle: Draft\ndraft: true\n---\nText.",
    "docs/notes/d.md": post("D", 4, "blue"),
}


def tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("theme", THEMES)
def test_two_builds_in_one_process_give_the_same_bytes(site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1735689600")
    drawn = site(BLOG, config="plugins: [search, blogposts: {per_page: 2}, blogposts: {blog_dir: notes}]")
    first = tree(drawn.build().site_dir)
    second = tree(drawn.build().site_dir)
    assert sorted(first) == sorted(second)
    assert [name for name, content in first.items() if second[name] != content] == []


def test_no_order_of_a_set_and_no_cache_decides_how_a_site_comes_out(site):
    drawn = site(BLOG, options={"per_page": 2})
    for seed in ("1", "2"):
        call = [sys.executable, "-m", "mkdocs", "build", "--strict", "-q", "-d", f"site-{seed}"]
        world = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1735689600"}
        subprocess.run(call, cwd=drawn.root, env=world, check=True)
    first, second = tree(drawn.root / "site-1"), tree(drawn.root / "site-2")
    assert sorted(first) == sorted(second)
    assert [name for name, content in first.items() if second[name] != content] == []


def test_a_build_after_another_shows_nothing_of_it(site):
    drawn = site(
        {"docs/index.md": "# Home", **{f"docs/{n}.md": post(f"P{n}", n, f"t{n}") for n in range(1, 6)}},
        options={"per_page": 2},
    )
    assert "blog/page/3/" in drawn.build().pages
    drawn.remove("docs/3.md", "docs/4.md", "docs/5.md")
    after = drawn.build()
    assert [page for page in after.pages if "page/" in page or "t3" in page] == []
    assert after.page("blog/tags/").texts(".bp-term-list li") == ["t1 1", "t2 1"]
    after.check_links()


def crawled(server):
    """Every page that a reader of the site can get to; each link must lead to one."""
    seen, ahead = set(), [""]
    while ahead:
        address = ahead.pop()
        if address in seen or urlsplit(address).scheme:
            continue
        seen.add(address)
        if address.endswith("/") or not address:
            ahead += [link.partition("#")[0] for link in server.get(address).links]
        else:
            assert server.status(address) == 200, address
    feeds = {address for address in seen if address.endswith((".xml", ".json", ".opml"))}
    assert {"blog/rss.xml", "blog/atom.xml", "blog/feed.json", "blog/feeds.opml"} <= feeds
    return {address.removeprefix("blog/") for address in seen - feeds if address.startswith("blog/")}


MONTH = {"", "archive/", "2024/", "2024/05/", "tags/", "authors/", "authors/ann-lee/", "feeds/"}


def test_a_server_shows_each_change_of_a_post_everywhere(site):
    files = {name: text for name, text in BLOG.items() if name in ("docs/index.md", "docs/blog/p.jpg")}
    drawn = site({**files, "docs/blog/a.md": post("A", 1, "red"), "docs/blog/b.md": post("B", 2, "red, blue")})
    with drawn.serve() as server:
        assert crawled(server) == {*MONTH, "a/", "b/", "tags/red/", "tags/blue/"}

        server.edit("docs/blog/a.md", post("Better", 1, "red"))
        assert server.get("blog/").texts("h2") == ["B", "Better"]
        assert server.get("blog/a/").h1 == "Better"
        assert server.get("blog/b/").texts(".bp-prev-next a") == ["Older Better"]
        assert server.get("blog/archive/").texts("li a[href*='/a/']") == ["Better"]

        server.edit("docs/blog/b.md", post("B", 2, "red"))
        assert crawled(server) == {*MONTH, "a/", "b/", "tags/red/"}
        assert server.get("blog/tags/").texts(".bp-term-list li") == ["red 2"]
        assert server.status("blog/tags/blue/") == 404

        server.edit("docs/blog/b.md", post("B", 2, "red", "Slug: moved\n"))
        assert crawled(server) == {*MONTH, "a/", "moved/", "tags/red/"}
        assert server.get("blog/b/").links == ["blog/moved/"]

        server.edit("docs/blog/b.md", "---\ntitle: B\ndate: 2024-05-02\ndraft: true\n---\nText.")
        assert server.get("blog/b/").one(".bp-status-badge").text == "Draft"
        assert server.get("blog/tags/").texts(".bp-term-list li") == ["red 1"]

        server.edit("docs/blog/b.md", "# A page\n\nNo post any more.")
        assert crawled(server) == {*MONTH, "a/", "b/", "tags/red/"}
        assert server.get("blog/").texts("h2") == ["Better"]
        assert server.get("blog/a/").all(".bp-prev-next") == []


def test_a_server_shows_posts_that_come_move_and_go(site):
    files = {"docs/index.md": "# Home\n\n[Blog](blog/index.md)"}
    posts = {f"docs/blog/{n}.md": post(f"P{n}", n) for n in range(1, 4)}
    with site({**files, **posts}, options={"per_page": 2}).serve() as server:
        second = {f"{path}page/2/" for path in ("", "2024/", "2024/05/", "tags/red/", "authors/ann-lee/")}
        assert crawled(server) == {*MONTH, *second, "1/", "2/", "3/", "tags/red/"}

        server.add("docs/blog/4.md", post("P4", 4, "blue"))
        assert server.get("blog/").texts("h2") == ["P4", "P3"]
        assert server.get("blog/3/").texts(".bp-prev-next a") == ["Older P2", "Newer P4"]
        assert server.get("blog/tags/").texts(".bp-term-list li") == ["blue 1", "red 3"]

        server.rename("docs/blog/4.md", "docs/blog/deep/four.md")
        assert (server.status("blog/4/"), server.get("blog/deep/four/").h1) == (404, "P4")
        assert server.get("blog/3/").one(".bp-prev-next").links == ["blog/2/", "blog/deep/four/"]

        server.delete("docs/blog/deep/four.md")
        assert crawled(server) == {*MONTH, *second, "1/", "2/", "3/", "tags/red/"}

        server.delete("docs/blog/3.md")
        assert crawled(server) == {*MONTH, "1/", "2/", "tags/red/"}
        assert server.status("blog/page/2/") == 404

        server.add("docs/blog/index.md", "# Journal\n\nHello.")
        assert (server.get("blog/").h1, server.get("blog/").texts("h2")) == ("Journal", ["P2", "P1"])
        server.delete("docs/blog/index.md")
        assert server.get("blog/").h1 == "Blog"


def test_a_server_goes_on_after_a_mistake_and_shows_other_images_and_options(site):
    files = {name: BLOG[name] for name in ("docs/index.md", "docs/blog/a.md", "docs/blog/p.jpg")}
    drawn = site(files)
    with drawn.serve(strict=False) as server:
        before = server.get("blog/a/").one(".bp-featured-image")["src"]

        server.edit("docs/blog/a.md", "---\ntitle: A: B\ndate: 2024-05-01\nimage: away.jpg\n---\nText.")
        assert "blog/a.md:2:8: The YAML front matter breaks" in server.log
        assert "The image 'away.jpg' is not there" in server.log
        assert (server.get("blog/a/").h1, server.get("blog/a/").all(".bp-featured-image")) == ("A: B", [])

        server.edit("docs/blog/a.md", post("A", 1, more="Image: p.jpg\n"))
        server.edit("docs/blog/p.jpg", picture(1300, 900, color="red"))
        after = server.get("blog/a/").one(".bp-featured-image")
        assert after["src"] != before
        assert server.status(after.images[0]) == 200

        changed = (drawn.root / "mkdocs.yml").read_text("utf-8").replace("blogposts: {}", "blogposts: {blog_dir: news}")
        server.edit("mkdocs.yml", changed)
        assert (server.status("blog/"), server.get("news/").texts("h2")) == (404, ["A"])
