"""Plugins that read, frame or list pages: in both orders the blog is whole, strictly, and nothing alarms them."""

from __future__ import annotations

import re
import subprocess

import pytest
from lxml import etree

from harness import picture

TEXT = """
{% include-markdown "../shared.txt" %}

{{ 6 * 7 }} is computed.

{{ read_csv("docs/blog/prices.csv") }}

![A door](door.jpg) and a ![clip](clip.mp4){type=video}
"""
FILES = {
    "docs/index.md": "# Home\n\n[RSS](blog/rss.xml)",
    "docs/shared.txt": "Words that several pages share.",
    "docs/plain.md": "# Plain\n\nA page.",
    "docs/blog/heading.md": f"---\ndate: 2024-07-23\ntags: [doors]\nauthor: Ann\n---\n\n# Doors & more\n{TEXT}",
    "docs/blog/second.md": "---\ntitle: Second\ndate: 2024-07-24\ntags: [doors]\n---\n\nSee [it](heading.md).",
    "docs/blog/prices.csv": "door,price\nred,12\n",
    "docs/blog/clip.mp4": b"no film",
    "docs/blog/door.jpg": picture(1400, 800),
}
READERS = ("autolinks", "inline-svg", "obsidian-bridge", "git-authors", "git-revision-date-localized")
CHANGERS = ("include-markdown", "table-reader", "mkdocs-video", "glightbox", "minify: {minify_html: true}")


def plugins(*names: str) -> str:
    return "plugins:\n" + "".join(f"  - {name}\n" for name in ("search", *names))


def committed(drawn) -> None:
    """Put the site into a git repository."""
    author = ("-c", "user.name=Ann", "-c", "user.email=ann@example.org")
    for command in (("init", "-q"), ("add", "docs"), (*author, "commit", "-qm", "First")):
        subprocess.run(["git", *command], cwd=drawn.root, check=True)  # noqa: S607


@pytest.mark.parametrize("is_first", [True, False], ids=["blogposts first", "blogposts last"])
def test_plugins_that_change_and_read_pages(site, monkeypatch, is_first):
    theirs = (*READERS, *CHANGERS)
    names = ("blogposts", *theirs) if is_first else (*theirs, "blogposts")
    drawn = site(FILES, config=plugins(*names))
    committed(drawn)
    monkeypatch.chdir(drawn.root)
    built = drawn.build()
    page = built.page("blog/heading/")
    assert page.texts("h1") == ["Doors & more"]
    assert page.title == "Doors & more - Example"
    assert "Words that several pages share." in page.source
    assert page.texts(".bp-post td") == ["red", "12"]
    assert page.all("a.glightbox img")
    assert page.meta("og:image")
    assert built.page("blog/").texts(".bp-post-card__title") == ["Second", "Doors & more"]
    assert built.page("blog/second/").texts("h1") == ["Second"]
    for address in ("blog/", "blog/tags/", "blog/tags/doors/", "blog/authors/ann/", "blog/archive/"):
        assert len(built.page(address).all("h1")) == 1, address
    assert len(built.page("blog/").all("head > title")) == 1
    for address in ("blog/heading/", "blog/", "plain/"):
        assert len(built.page(address).metas("og:title")) == 1, address


@pytest.mark.parametrize("names", [("macros", "blogposts"), ("blogposts", "macros")], ids=" ".join)
def test_macros_and_links_to_what_is_generated(site, names):
    files = dict(FILES)
    files["docs/index.md"] += ", [all tags](blog/tags/index.md), [Ann](blog/authors/ann.md)"
    files["docs/blog/heading.md"] = (
        "---\ntitle: Doors\ndate: 2024-07-23\ntags: [doors]\nauthor: Ann\n---\n\n{{ 6 * 7 }}."
    )
    maps = "redirects: {redirect_maps: {old.md: blog/index.md, older.md: blog/tags/index.md, oldest.md: plain.md}}"
    nav = "nav: [index.md, plain.md, {Blog: blog/index.md}, {RSS: blog/rss.xml}]\n"
    built = site(files, config=nav + plugins(*names, maps)).build()
    assert "42." in built.page("blog/heading/").one(".bp-post__content").text
    links = {link.text: link["href"] for link in built.page("").all("a[href]")}
    assert (links["all tags"], links["Ann"]) == ("blog/tags/", "blog/authors/ann/")
    assert links["RSS"].endswith("blog/rss.xml")
    assert "<rss" in built.read("blog/rss.xml")
    assert "blog/tags/" in built.read("older/index.html")
    built.check_links()


READING = """\
plugins:
  - search
  {first}
  - literate-nav
  - htmlproofer: {{validate_external_urls: false, ignore_pages: [SUMMARY.md]}}
  - llmstxt: {{sections: {{Blog: ["blog/*.md"]}}, full_output: llms-full.txt}}
  - autotag: {{globs: {{"blog/*.md": [auto]}}}}
  - meta-manager
  - rss: {{match_path: "blog/.*", use_git: false, date_from_meta: {{as_creation: date}}, cache_dir: .cache/rss}}
  {last}
  - print-site
"""


@pytest.mark.parametrize("is_first", [True, False], ids=["blogposts first", "blogposts last"])
def test_plugins_that_go_through_all_pages_find_posts_and_neither_lists_nor_hidden_posts(site, is_first):
    """Each of eleven posts has tags, so that there are pages of lists that no plugin knows before."""
    files = {
        "docs/index.md": "# Home\n\n[Blog](blog/index.md), [tags](blog/tags/index.md)",
        "docs/SUMMARY.md": "* [Home](index.md)\n* [Third](blog/third.md)\n* [Blog](blog/)\n",
        "docs/blog/.meta.yml": "categories: [Folder]\n",
        "docs/blog/door.jpg": picture(1400, 800),
        "docs/blog/third.md": "---\ntitle: Third\ndate: 2024-03-03\naliases: [/old/]\nimage: door.jpg\n---\n## Part\n",
        "docs/blog/draft.md": "---\ntitle: Drafted\ndate: 2024-03-04\ndraft: true\n---\n\nUnseen words.",
        "docs/blog/quiet.md": "---\ntitle: Quiet\ndate: 2024-03-05\nstatus: unlisted\n---\n\nUnseen words.",
        "docs/blog/later.md": "---\ntitle: Later\ndate: 2999-03-05\n---\n\nUnseen words.",
    }
    for day in range(10, 20):
        text = f"See [it](third.md#part).\n\n## Section\n\nA note.[^1]\n\n[^1]: Of {day}."
        files[f"docs/blog/p{day}.md"] = f"---\ntitle: P{day}\ndate: 2024-03-{day}\nslug: moved-{day}\n---\n\n{text}"
    ours = ["- blogposts", ""] if is_first else ["", "- blogposts"]
    config = READING.format(first=ours[0], last=ours[1])
    built = site(files, config=f"markdown_extensions: [footnotes]\n{config}").build()  # strictly: htmlproofer is quiet
    listed = ["Third", *(f"P{day}" for day in range(10, 20))]

    nav = [line.strip() for line in built.nav.splitlines()]
    assert nav[:3] == ["Home", "Third", "Blog"]
    assert {"Drafted", "Quiet", "Later", "2024", "auto", "P10"}.isdisjoint(nav)

    entries = etree.fromstring(built.read("feed_rss_created.xml").encode()).findall(".//item/title")
    assert sorted(entry.text for entry in entries) == sorted(listed)

    assert sorted(re.findall(r"^- \[(.*?)\]", built.read("llms.txt"), re.MULTILINE)) == sorted(listed)
    assert "Unseen words" not in built.read("llms-full.txt")

    printed = built.page("print_page/").one("#print-site-page").texts("h1")
    assert printed[1:] == ["Home", "Third", "Blog", *(f"P{day}" for day in range(19, 9, -1))]
    assert "Unseen words" not in built.read("print_page/index.html")

    assert built.page("blog/tags/auto/").texts(".bp-post-card__title")[:2] == ["P19", "P18"]
    assert built.page("blog/categories/folder/").all(".bp-post-card")

    # Pagefind indexes built pages, but for those whose body says so.
    passed_over = {page for page in built.pages if built.page(page).all("body[data-pagefind-ignore=all]")}
    posts = {"blog/third/", *(f"blog/moved-{day}/" for day in range(10, 20))}
    assert passed_over.isdisjoint({"", *posts})
    assert {"old/", "blog/quiet/", "blog/", "blog/page/2/", "blog/tags/auto/", "blog/2024/"} <= passed_over


@pytest.mark.parametrize("names", [("optimize", "tags"), ("tags", "optimize")], ids=" ".join)
def test_optimize_and_tags_of_material(site, names):
    optimize = "optimize: {optimize_png: false}"
    named = [optimize if name == "optimize" else name for name in names]
    order = (named[0], "blogposts", named[1])
    files = {path: text for path, text in FILES.items() if "heading" not in path}
    files["docs/blog/second.md"] = (
        "---\ntitle: Second\ndate: 2024-07-24\ntags: [doors]\nimage: door.jpg\n---\n\nA text."
    )
    files["docs/blog/third.md"] = "---\ntitle: Third\ndate: 2024-07-25\n---\n\n![A door](door.jpg)"
    built = site(files, theme="material", config=plugins(*order)).build()
    assert built.page("blog/second/").all(".bp-post img")
    assert len(built.page("blog/").all(".bp-post-card img")) == 2
    assert "blog/door.jpg" in built.files
    assert [part.text for part in built.page("blog/second/").all(".md-content a") if part.text == "doors"] == ["doors"]


def test_the_blog_of_material_beside_ours_is_told_once(site):
    files = {path: text for path, text in FILES.items() if "heading" not in path}
    files["docs/blog/second.md"] = "---\ntitle: Second\ndate: 2024-07-24\n---\n\nA text."
    drawn = site(files, theme="material", config=plugins("blog", "blogposts"))
    drawn.build(expect=["Material's plugin 'blog' stands beside 'blogposts'"])
