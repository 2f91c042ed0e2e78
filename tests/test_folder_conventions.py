"""Where posts lie: the folders of Jekyll, Hugo, Zola, Docusaurus and Material, copied as they are."""

from __future__ import annotations

import pytest

from harness import picture, with_and_without_directory_urls
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.folder_conventions import (
    apply_folder_conventions,
    holds_posts,
    report_missing_date,
    strip_folders,
)
from mkdocs_blogposts.reading.problems import Problem, Rule

HOME = {"docs/index.md": "# Home"}


@pytest.mark.parametrize(
    ("source", "holds"),
    [
        ("_posts/a.md", True),
        ("cats/_posts/sub/a.md", True),
        ("_drafts/a.md", True),
        ("blog/posts/a.md", True),
        ("blog/posts/a/index.md", True),
        ("blog/posts/2024/a.md", True),
        ("blog/posts/index.md", False),
        ("_posts/index.md", False),
        ("blog/a.md", False),
        ("blog/posts-archive/a.md", False),
        ("posts/a.md", False),
        ("other/blog/posts/a.md", False),
        ("a.md", False),
    ],
)
def test_where_every_page_is_a_post(source, holds):
    assert holds_posts(source, "blog") is holds


def test_folders_that_are_no_part_of_a_url():
    assert strip_folders("blog/_posts/2024-01-02-a.md") == "blog/2024-01-02-a.md"
    assert strip_folders("_drafts/a.md") == "a.md"
    assert strip_folders("blog/_posts.md") == "blog/_posts.md"


@pytest.mark.parametrize(
    ("source", "categories"),
    [
        ("news/travel/_posts/a.md", ("news", "travel", "own")),
        ("blog/own/_posts/a.md", ("own",)),
        ("blog/_posts/a.md", ("own",)),
        ("blogs/_posts/a.md", ("blogs", "own")),
        ("_posts/news/a.md", ("own",)),
        ("news/a.md", ("own",)),
    ],
)
def test_folders_above_jekylls_are_categories(source, categories):
    entry = apply_folder_conventions(Entry(source, categories=("own",), is_post=True, meta={"a": 1}), "blog")
    assert entry.categories == categories
    assert entry.meta == {"a": 1} | ({"categories": [*categories]} if "_posts" in source else {})
    assert apply_folder_conventions(Entry("news/_posts/a.md"), "blog").categories == ()


def test_a_post_without_a_date_is_told_once():
    assert [problem.rule for problem in report_missing_date(Entry("a.md", is_post=True), [])] == [Rule.NO_DATE]
    told = [Problem(Rule.INVALID_DATE, "a.md", "", "")]
    assert [*report_missing_date(Entry("a.md", is_post=True), told)] == []
    assert [*report_missing_date(Entry("a.md"), [])] == []
    assert [*report_missing_date(Entry("a.md", is_post=True, status=Status.DRAFT), [])] == []


@with_and_without_directory_urls
def test_a_jekyll_blog_as_it_is(site, directory_urls):
    files = {
        **HOME,
        "docs/blog/_posts/2024-07-23-first.md": """
            ---
            title: First
            tags: red blue
            ---
            ![x](p.png) [next](sub/2024-07-24-x.md)
        """,
        "docs/blog/_posts/p.png": picture(40, 30, kind="PNG"),
        "docs/blog/_posts/sub/2024-07-24-x.md": "---\ntitle: Second\n---\nText.",
        "docs/blog/cats/_posts/2024-07-25-third.md": "---\ntitle: Third\ncategories: own\n---\nText.",
        "docs/blog/_drafts/idea.md": "---\ntitle: Idea\n---\nText.",
        "docs/blog/_drafts/rough-idea.md": "No header yet.",
        "docs/blog/_posts/2024-07-26-no-header.md": "# No header\n\nA page as ever.",
    }
    built = site(files).build()
    assert built.page("blog/").texts("h2") == ["Third", "Second", "First"]
    assert {"blog/first", "blog/sub/x", "blog/cats/third"} <= {
        page.removesuffix("/").removesuffix(".html") for page in built.pages
    }
    third = built.page("blog/cats/third/" if directory_urls else "blog/cats/third.html")
    assert third.texts(".bp-term--categories") == ["cats", "own"]
    assert not [page for page in built.pages if "idea" in page]
    first = built.page("blog/first/" if directory_urls else "blog/first.html")
    assert first.texts(".bp-term--tags") == ["red", "blue"]
    assert first.one(".e-content").images == ["blog/_posts/p.png"]
    built.check_links()


def test_a_draft_of_jekylls_is_shown_in_the_preview(site):
    built = site({**HOME, "docs/_drafts/idea.md": "---\ntitle: Idea\n---\nText."}).preview()
    assert built.page("idea/").texts(".bp-status-badge") == ["Draft"]


@pytest.mark.parametrize(
    ("file", "options"),
    [("docs/blog/posts/a.md", {}), ("docs/_posts/a.md", {}), ("docs/news/a.md", {"posts": "/news/"})],
)
def test_an_undated_page_among_posts_is_a_post_and_told(site, file, options):
    post = {**HOME, file: "---\ntitle: A\n---\nText."}
    built = site(post, options=options).build(expect=[f"{file.removeprefix('docs/')}: The post has no date."])
    assert built.page("blog/").texts("h2") == ["A"]


def test_pages_of_folders_and_lists_are_no_posts(site):
    files = {
        **HOME,
        "docs/blog/a.md": "---\ntitle: A\ndate: 2024-05-01\ntags: [red]\nauthor: max\n---\nText.",
        "docs/blog/index.md": "---\ntitle: The blog\n---\nText.",
        "docs/blog/tags/red.md": "---\ntitle: Red things\n---\nText.",
        "docs/blog/authors/max.md": "---\ntitle: Max Quinton\n---\nText.",
        "docs/blog/posts/index.md": "---\ntitle: Elsewhere\n---\nText.",
        "docs/blog/plain.md": "# No header",
    }
    built = site(files, options={"posts": "/blog/"}).build()
    assert built.page("blog/").texts("h2") == ["A"]
    assert built.page("blog/tags/red/").h1 == "Red things"


@with_and_without_directory_urls
def test_pages_of_folders_as_hugo_has_them(site, directory_urls):
    post = "---\ntitle: {0}\ndate: 2024-05-01\ntags: [red]\nauthor: max\n---\nText [all](../{1}_index.md)."
    files = {
        "docs/_index.md": "# The site\n\n[Posts](blog/_index.md)",
        "docs/blog/_index.md": "---\ntitle: The blog\ndate: 2020-01-01\n---\nAll of it.",
        "docs/blog/a.md": post.format("A", "blog/"),
        "docs/blog/b/index.md": post.format("B", ""),
        "docs/blog/tags/red/_index.md": "---\ntitle: Red things\n---\nWhat is red.",
        "docs/blog/authors/max/_index.md": "---\ntitle: Max Quinton\n---\nWho he is.",
        "docs/guide/_index.md": "# Guide",
    }
    built = site(files).build()
    end = "/" if directory_urls else "/index.html"
    assert built.page("blog" + end).texts("h1, h2") == ["The blog", "A", "B"]
    assert built.page("").h1 == "The site"
    assert built.page("guide" + end).h1 == "Guide"
    assert built.page("blog/tags/red" + end).h1 == "Red things"
    assert built.page("blog/authors/max" + end).texts("h1, h2") == ["Max Quinton", "A", "B"]
    assert not [page for page in built.pages if "_index" in page]
    built.check_links()


def test_an_index_beside_hugos_wins(site):
    files = {**HOME, "docs/guide/_index.md": "# Hugo's", "docs/guide/index.md": "# Ours"}
    built = site(files).build(expect=["guide/_index.md: The page of this folder is 'guide/index.md' already."])
    assert built.page("guide/").h1 == "Ours"
    assert not [page for page in built.pages if "_index" in page]


def test_a_bundle_of_hugos_has_its_images(site):
    files = {
        **HOME,
        "docs/blog/trip/index.md": """
            ---
            title: Trip
            date: 2024-05-01
            cover: sea.png
            ---
            ![Sea](sea.png) [b](../b.md)
        """,
        "docs/blog/trip/sea.png": picture(60, 40, kind="PNG"),
        "docs/blog/b.md": "---\ntitle: B\ndate: 2024-05-02\n---\n[trip](trip/index.md) ![Sea](trip/sea.png)",
    }
    built = site(files).build()
    assert built.page("blog/trip/").one(".e-content").images == ["blog/trip/sea.png"]
    assert "blog/trip/" in built.page("blog/b/").one(".e-content").links
    built.check_links()


def test_posts_of_mdx_are_told_and_not_published(site):
    posts = {
        f"docs/blog/{name}.mdx": f"---\ntitle: {name}\ndate: 2024-05-01\n---\nimport X from 'x'\n\n<X/>"
        for name in "abcd"
    }
    said = "blog/a.mdx: 4 posts are not Markdown files: 'blog/a.mdx', 'blog/b.mdx', 'blog/c.mdx' and 1 more."
    built = site({**HOME, **posts, "docs/part.mdx": "Some <Part/>."}).build(expect=[said])
    assert [file for file in built.files if file.endswith(".mdx")] == ["part.mdx"]
