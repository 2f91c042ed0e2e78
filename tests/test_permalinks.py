"""Posts stand where a pattern says, or the whole URL that one asks for; everything that points to them follows."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness import picture, with_and_without_directory_urls
from mkdocs_blogposts.blog.permalinks import (
    PermalinkPattern,
    find_unknown_tokens,
    leaves_site,
    normalize_url,
    parse_own_url,
)
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.entry import Entry

DAY = datetime(2024, 7, 3, 9, 5, tzinfo=timezone.utc)
POST = Entry("blog/x.md", date=DAY, categories=("Social Media", "C#"), authors=(Author("Max Q"),))


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("{year}/{month}/{day}/{slug}", "2024/07/03/my-file"),
        ("/{blog}/{year}/{slug}/", "/blog/2024/my-file/"),
        ("{date}/{title}.html", "2024/07/03/a-title.html"),
        ("{date:%Y}/{date:%b}/{slug}", "2024/Jul/my-file"),
        ("{year}-{month}-{day}-{hour}{minute}-{file}", "2024-07-03-0905-2024-07-03-my-file"),
        ("{category}/{categories}/{author}", "social-media/social-media/c-sharp/max-q"),
        ("{section}/{folder}/{slug}", "a/a/b/my-file"),
        (":year/:month/:day/:title", "2024/07/03/my-file"),
        ("/:categories/:year/:slug.html", "/social-media/c-sharp/2024/my-file.html"),
        ("/posts/:filename/", "/posts/2024-07-03-my-file/"),
        ("pretty", "social media/c#/2024/07/03/my-file/"),
        ("date", "social media/c#/2024/07/03/my-file.html"),
        ("none", "social media/c#/my-file.html"),
        ("ordinal", "social media/c#/2024/185/my-file.html"),
        ("p/{Year}", "p/2024"),
    ],
)
def test_a_pattern_makes_the_path_of_a_post(pattern, path):
    assert not [*find_unknown_tokens(pattern)]
    assert PermalinkPattern(pattern, blog="blog").path(POST, "A title", "a/b", "2024-07-03-my-file") == path


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("{year}/{month}/{slug}", "//x"),
        ("{year}-{month}-{slug}", "x"),
        ("{date}/{slug}", "/x"),
        ("{slug}-{year}", "x"),
        ("{date:%Y}/a-{year}-{slug}", "/a-x"),
        ("{category}/{author}/{slug}.html", "//x.html"),
        ("pretty", "////x/"),
    ],
)
def test_what_a_post_does_not_have_is_left_out(pattern, path):
    assert PermalinkPattern(pattern).path(Entry("x.md"), "", "", "x") == path


@pytest.mark.parametrize(
    ("pattern", "odd"),
    [("{yeer}/{slug}", ["{yeer}"]), (":foo/:title", [":foo"]), ("{slug:%Y}", ["{slug:%Y}"]), ("{date:%999d}", None)],
)
def test_a_pattern_names_what_it_does_not_know(pattern, odd):
    assert [*find_unknown_tokens(pattern)] == (odd or [pattern])


@pytest.mark.parametrize(
    ("written", "folders", "flat"),
    [
        ("/a/b/", "a/b", "a/b/index"),
        ("a/b", "a/b", "a/b"),
        ("/a/b.html", "a/b.html", "a/b"),
        ("/a/b.HTM", "a/b.htm", "a/b.htm"),
        ("a/b/index.html", "a/b", "a/b/index"),
        ("index.html", "", ""),
        ("/", "", ""),
        ("../../x", "x", "x"),
        ("/a/../../x/", "a/x", "a/x/index"),
        ("a//b", "a/b", "a/b"),
        ("/a b/ü,(1)!/", "a b/ü,(1)!", "a b/ü,(1)!/index"),
        ("/con/a.", "con-1/a", "con-1/a"),
        ("/a<b>/", "a-b", "a-b/index"),
        ("/old.php", "old.php", "old.php"),
    ],
)
def test_a_whole_url_is_kept_to_the_letter(written, folders, flat):
    assert (normalize_url(written, True), normalize_url(written, False)) == (folders, flat)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("/a/b/", "/a/b/"),
        ("https://Example.org/docs/a/b.html?x#y", "/a/b.html"),
        ("http://example.org/docs", ""),
        ("https://example.org/other/a", None),
        ("https://elsewhere.example/a", None),
        ("mailto:me@example.org", None),
        ("http://[", None),
        ("/%C3%BC/%20a", "/ü/ a"),
        ("a\\b", "a/b"),
    ],
)
def test_a_url_in_the_words_of_the_web_is_one_of_this_site(written, path):
    assert parse_own_url(written, "https://example.org/docs/") == path


@given(st.text(max_size=80) | st.text("./\\:a%~\0 ", max_size=20), st.booleans())
def test_no_url_leads_out_of_the_site_or_is_refused_by_a_file_system(written, directory_urls):
    steps = normalize_url(parse_own_url(written, "") or "", directory_urls).split("/")
    assert not {"..", "."} & set(steps)
    assert steps == [""] or all(steps)
    assert not any(set(step) & set('\0\n<>:"|?*\\') for step in steps)


@pytest.mark.parametrize(("path", "leaves"), [("a/../b", False), ("../a", True), ("/a/../../b", True), ("", False)])
def test_a_path_leaves_the_site_or_not(path, leaves):
    assert leaves_site(path) is leaves


HOME = {"docs/index.md": "# Home", "docs/page.md": "[A](blog/a.md) [B](blog/b/index.md)"}
POSTS = {
    "docs/blog/a.md": """
        ---
        title: A
        date: 2024-05-01
        categories: [News]
        ---
        ![P](pic.png) [B](b/index.md#more) [Home](../index.md)

        <img src="pic.png" alt="Raw"> <a href="b/index.md">raw</a>
        <video poster="pic.png" src="https://example.com/v.mp4"></video>
    """,
    "docs/blog/b/index.md": "---\ntitle: B\ndate: 2024-06-02\n---\n\n## More\n\n[A](../a.md) ![Q](q.png)",
    "docs/blog/undated.md": "---\ntitle: Undated\ndraft: false\npost: true\ndate: 2024-07-01\n---\nText.",
    "docs/blog/pic.png": picture(40, 20),
    "docs/blog/b/q.png": picture(40, 20),
}


@pytest.mark.parametrize("pattern", ["{year}/{month}/{slug}", "{slug}", "deep/{blog}/{date}/{slug}/"])
@with_and_without_directory_urls
def test_links_to_and_from_a_post_follow_it(site, pattern):
    built = site({**HOME, **POSTS}, options={"permalink": pattern}).build()
    days = {"a": datetime(2024, 5, 1, tzinfo=timezone.utc), "b": datetime(2024, 6, 2, tzinfo=timezone.utc)}
    at = {
        name: PermalinkPattern(pattern, blog="blog").path(Entry("x", date=day), "", "", name).strip("/")
        for name, day in days.items()
    }
    page = built.page(f"{at['a']}/")
    assert page.h1 == "A"
    assert built.page("page/").main.links == [f"{at['a']}/", f"{at['b']}/"]
    assert f"{at['b']}/" in page.one(".bp-post__content").links
    assert page.one(".bp-post__content").images == ["blog/pic.png", "blog/pic.png"]
    assert page.one("video")["src"] == "https://example.com/v.mp4"
    built.check_links()


@pytest.mark.parametrize(
    ("asked", "file"),
    [
        ("/a/b/", "a/b/index.html"),
        ("/a/b.html", "a/b.html"),
        ("a/b/index.html", "a/b/index.html"),
        ("https://example.org/old/post", "old/post/index.html"),
        ("/../../x/", "x/index.html"),
        ("/ä/ö.html", "ä/ö.html"),
        ("/:categories/:year/:title/", "news/2024/p/index.html"),
        ("/", "2024/p/index.html"),
    ],
)
def test_a_post_stands_at_the_url_it_asks_for(site, asked, file):
    header = f"---\ntitle: P\ndate: 2024-05-01\ncategories: News\npermalink: {asked}\n---\nText."
    built = site({**HOME, **POSTS, "docs/blog/p.md": header}, options={"permalink": "{year}/{slug}"}).build()
    assert file in built.files
    built.check_links()


def test_a_post_cannot_stand_on_another_site(site):
    header = "---\ntitle: P\ndate: 2024-05-01\npermalink: https://elsewhere.example/a/\n---\nText."
    built = site({"docs/index.md": "# Home", "docs/blog/p.md": header}).build(
        expect=["blog/p.md:4: The URL 'https://elsewhere.example/a/' is on another site."]
    )
    assert built.page("blog/p/").h1 == "P"


@pytest.mark.parametrize("asked", ["/page/", "/page/index.html", "/PAGE/", "/page.html"])
@with_and_without_directory_urls
def test_a_post_does_not_take_the_url_of_a_page(site, asked, directory_urls):
    files = {"docs/index.md": "# Home", "docs/page.md": "# Page"}
    header = f"---\ntitle: P\ndate: 2024-05-01\npermalink: {asked}\n---\nText."
    is_other = asked == "/page.html" if directory_urls else asked.endswith(("/", "index.html"))
    built = site({**files, "docs/blog/p.md": header}).build(expect=[] if is_other else ["already that of 'page.md'"])
    assert ">Page</h1>" in built.read("page/index.html" if directory_urls else "page.html")
    assert [page for page in built.files if page.endswith(".html") and "<title>P - " in built.read(page)]
    built.check_links()


def test_a_pattern_that_means_nothing_stops_the_build(site):
    error = site(HOME, options={"permalink": "{yeer}/{slug}"}).build_error()
    assert "'{yeer}' isn't a token of the permalink '{yeer}/{slug}'. Did you mean '{year}'?" in error
    assert "without '..'" in site(HOME, options={"permalink": "../{slug}"}).build_error()


@pytest.mark.parametrize("pattern", ["/blog/", "{blog}/post", ":blog"])
def test_a_pattern_that_is_one_url_stops_the_build(site, pattern):
    error = site(HOME, options={"permalink": pattern}).build_error()
    assert f"{pattern!r} is one URL for all posts. Write '{{slug}}' where they differ." in error
