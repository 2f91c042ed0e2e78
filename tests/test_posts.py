"""Which pages are posts, and what a reader sees on one."""

from __future__ import annotations

import pytest

from harness import with_and_without_directory_urls, with_every_theme

POSTS = {
    "yaml.md": "---\ntitle: Fenced\ndate: 2024-05-01\n---\nText.",
    "mmd.md": "Title: Lines\nDate: 2024-05-01\n\nText.",
    "dots.md": "---\ntitle: Ended by dots\ndate: 2024-05-01\n...\nText.",
    "blanks.md": "\n\n--- \ntitle: After blank lines\ndate: 2024-05-01\n---\t\nText.",
    "windows.md": "\ufeff---\r\ntitle: With a mark\r\ndate: 2024-05-01\r\n---\r\n\r\nText.\r\n".encode(),
    "untitled.md": "---\ndate: 2024-05-01\n---\nText.",
    "tight.md": "title:PyLadies\ndate:2024-05-01\n\nText.",
    "2024-05-01-named.md": "Title: By its name\n\nText.",
    "bundle/index.md": "Title: In a folder\nDate: 2024-05-01\n\nText.",
    "notes/deep/down.md": "Title: Deep\nDate: 2024-05-01\n\nText.",
}
PAGES = {
    "index.md": "# Home",
    "titled.md": "---\ntitle: Only a title\n---\nText.",
    "prose.md": "Note: read this\n\nText.",
    "robots.md": "User-agent: *\nDisallow: /\n\nText.",
    "out.md": "---\ntitle: Opted out\ndate: 2024-05-01\npost: false\n---\nText.",
    "out-too.md": "Title: Opted out, too\nDate: 2024-05-01\nPost: false\n\nText.",
    "2024-05-01-bare.md": "Text without a header.",
}


def drawn(files):
    return {f"docs/{name}": text for name, text in files.items()}


def test_a_page_with_a_date_is_a_post_in_any_format_and_place(site):
    built = site(drawn(POSTS | PAGES)).build()
    posts = {address for address in built.pages if built.page(address).all(".bp-post")}
    assert posts == {
        *("yaml/", "mmd/", "dots/", "blanks/", "windows/", "untitled/", "tight/", "2024-05-01-named/", "bundle/"),
        "notes/deep/down/",
    }
    assert posts == {title["href"].removeprefix("../") for title in built.page("blog/").all("h2 a")}
    assert {"titled/", "prose/", "robots/", "out/", "out-too/", "2024-05-01-bare/"} <= set(built.pages)
    built.check_links()


def test_a_front_matter_is_never_shown_in_the_text(site):
    built = site(drawn(POSTS | PAGES)).build()
    posts = [page for page in map(built.page, built.pages) if page.all(".bp-post")]
    assert {page.one(".bp-post__content").text for page in posts} == {"Text."}
    teasers = built.page("blog/").texts(".bp-post-card__excerpt")
    assert teasers == ["Text."] * len(POSTS)


def test_the_option_posts_says_where_posts_lie(site):
    files = {
        "docs/news/in.md": "Title: In\nDate: 2024-05-01\n\nText.",
        "docs/news/drafts/out.md": "Title: Left out\nDate: 2024-05-01\n\nText.",
        "docs/news-archive/sibling.md": "Title: Sibling\nDate: 2024-05-01\n\nText.",
        "docs/guide.md": "---\ntitle: Guide\ndate: 2024-05-01\n---\nText.",
    }
    built = site(files, options={"posts": "news/\n!news/drafts/"}).build()
    assert built.page("blog/").texts("h2") == ["In"]
    assert built.nav.splitlines()[:2] == ["Guide", "Blog"]
    assert not built.page("guide/").all(".bp")


def test_a_pattern_that_matches_no_page_makes_no_blog(site):
    built = site({"docs/index.md": "Title: Hello\nDate: 2024-05-01\n\nText."}, options={"posts": "/away/"}).build()
    assert built.pages == ["404.html", ""]


TITLES = {
    "front.md": ("---\ntitle: Front\ndate: 2024-05-01\n---\nText.", "Front", "Front"),
    "heading.md": ("---\ndate: 2024-05-01\n---\n# Heading\n\nText.", "Heading", "Heading"),
    "setext.md": ("---\ndate: 2024-05-01\n---\nUnderlined\n==========\n\nText.", "Underlined", "Underlined"),
    "same.md": ("Title: Same\nDate: 2024-05-01\n\n# Same\n\nText.", "Same", "Same"),
    "unlike.md": ("Title: Short\nDate: 2024-05-01\n\n# In full length\n\nText.", "In full length", "Short"),
    "none-of_both.md": ("---\ndate: 2024-05-01\n---\nText.", "None of both", "None of both"),
    "styled.md": ("---\ndate: 2024-05-01\n---\n# A *b* `c` & d\n\nText.", "A b c & d", "A b c & d"),
    "html.md": ("---\ndate: 2024-05-01\n---\n<h1 id='own'>As HTML</h1>\n\nText.", "As HTML", "As HTML"),
    "late.md": ("---\ntitle: First\ndate: 2024-05-01\n---\nText.\n\n# Later\n\nMore.", "First", "First"),
    "many.md": ("---\ndate: 2024-05-01\n---\n# Top\n\nText.\n\n# Part one\n\n# Part two", "Top", "Top"),
    "late-html.md": ("Title: Top\nDate: 2024-05-01\n\nText.\n\n<h1 class='own'>Later</h1>", "Top", "Top"),
    "comment.md": ("---\ndate: 2024-05-01\n---\n<!-- a note -->\n\n# Noted\n\nText.", "Noted", "Noted"),
    "empty.md": ("---\ntitle: Without a word\ndate: 2024-05-01\n---\n", "Without a word", "Without a word"),
    "number.md": ("---\ntitle: 2024\ndate: 2024-05-01\n---\nText.", "2024", "2024"),
    "asks.md": ("---\ntitle: ???\ndate: 2024-05-01\nslug: asks\n---\nText.", "???", "???"),
}


@with_every_theme
@pytest.mark.parametrize(
    "extensions", ["", "markdown_extensions: [markdown.extensions.toc: {permalink: true}]"], ids=["", "permalinks"]
)
def test_the_title_is_the_only_h1_wherever_it_comes_from(site, extensions):
    files = {f"docs/blog/{name}": text for name, (text, _, _) in TITLES.items()}
    built = site({"docs/index.md": "# Home", **files}, options={"per_page": 0}, config=extensions).build()
    seen, named = {}, {}
    for name in TITLES:
        page = built.page(f"blog/{name.removesuffix('.md')}/")
        seen[name] = page.h1.rstrip("¶#")
        named[name] = (page.title.removesuffix(" - Example"), page.meta("og:title"))
    assert seen == {name: h1 for name, (_, h1, _) in TITLES.items()}
    assert named == {name: (title, title) for name, (_, _, title) in TITLES.items()}
    assert {*built.page("blog/").texts("h2")} == {title for _, _, title in TITLES.values()}
    built.check_links()


FRAME = {
    "docs/index.md": "# Home",
    "docs/blog/old.md": "Title: Old\nDate: 2024-05-01\n\nText.",
    "docs/blog/middle.md": """
        ---
        title: Middle
        date: 2024-05-02 14:30
        updated: 2024-06-01
        authors: [Ann Lee, Bo Ek]
        category: News
        tags: [Red, Deep Blue]
        ---
        Text.
    """,
    "docs/blog/new.md": "Title: New\nDate: 2024-05-03\n\n" + "Word " * 700,
    "docs/guide.md": "# Guide",
}


@with_every_theme
@with_and_without_directory_urls
def test_a_post_says_who_wrote_it_when_and_about_what_and_links_each(site):
    built = site(FRAME).build()
    post = built.page("blog/middle/")
    byline = post.one(".bp-byline")
    assert byline.text == "Ann Lee, Bo Ek May 2, 2024 Updated June 1, 2024 1 min read"
    assert byline.links == ["blog/authors/ann-lee/", "blog/authors/bo-ek/"]
    assert post.one("time.dt-published")["datetime"] == "2024-05-02T14:30:00+00:00"
    assert post.texts(".bp-post-terms li") == ["News", "Red", "Deep Blue"]
    assert post.one(".bp-post-terms").links == ["blog/categories/news/", "blog/tags/red/", "blog/tags/deep-blue/"]
    assert built.page("blog/new/").one(".bp-byline").text == "May 3, 2024 3 min read"
    built.check_links()


def test_newer_and_older_lead_the_right_way_and_stay_among_posts(site):
    built = site(FRAME).build()
    ways = {name: built.page(f"blog/{name}/").all(".bp-prev-next a") for name in ("old", "middle", "new")}
    assert {name: [(way.text, *way.links) for way in found] for name, found in ways.items()} == {
        "old": [("Newer Middle", "blog/middle/")],
        "middle": [("Older Old", "blog/old/"), ("Newer New", "blog/new/")],
        "new": [("Older Middle", "blog/middle/")],
    }


@with_every_theme
def test_posts_do_not_leak_into_the_way_from_page_to_page(site, theme):
    features = {"material": ", features: [navigation.footer]"}.get(theme, "")
    built = site(FRAME, config=f"theme: {{name: {theme}{features}}}").build()
    ways = "a[rel=next]:not([class*=bp-]), a[rel=prev]:not([class*=bp-]), .rst-footer-buttons a, .md-footer__link"
    led = {address: {link for way in built.page(address).all(ways) for link in way.links} for address in built.pages}
    assert led[""] == {"guide/"}
    assert led["guide/"] == {"", "blog/"}
    assert led["blog/middle/"] == set()
    assert not {link for links in led.values() for link in links} & {"blog/old/", "blog/middle/", "blog/new/"}


@pytest.mark.parametrize(
    ("options", "theme_options", "shown"),
    [
        ({}, "", "May 2, 2024"),
        ({"date_format": "short"}, "", "5/2/24"),
        ({"date_format": "d MMMM y"}, "", "2 May 2024"),
        ({"date_format": "yyyy-MM-dd HH:mm"}, "", "2024-05-02 14:30"),
        ({}, ", locale: de", "2. Mai 2024"),
        ({}, ", locale: pt_BR", "2 de maio de 2024"),
        ({"timezone": "Europe/Berlin", "date_format": "HH:mm zzzz"}, "", "14:30 Central European Summer Time"),
    ],
)
def test_dates_are_shown_as_the_options_and_the_language_have_it(site, options, theme_options, shown):
    config = f"theme: {{name: mkdocs{theme_options}}}"
    built = site(FRAME, options=options, config=config).build()
    assert built.page("blog/middle/").one("time.dt-published").text == shown


@pytest.mark.parametrize("language", ["pt-BR", "zh-Hant", "xx", "klingon"])
def test_no_language_of_a_theme_ends_the_build(site, language):
    built = site(FRAME, theme="material", config=f"theme: {{name: mkdocs, language: {language}}}").build()
    assert "2024" in built.page("blog/middle/").one("time.dt-published").text


@pytest.mark.parametrize(
    "wrong", [{"date_format": "QQQQQQ"}, {"per_page": -1}, {"blog_dir": "../x"}, {"timezone": "X"}]
)
def test_an_option_that_means_nothing_stops_the_build_with_a_sentence(site, wrong):
    said = site(FRAME, options=wrong).build_error()
    assert next(iter(wrong)) in said


@with_and_without_directory_urls
def test_a_post_stands_where_mkdocs_puts_its_file_unless_it_has_a_slug(site):
    files = {
        "docs/blog/file-name.md": "Title: A\nDate: 2024-05-01\nSlug: chosen\n\nTo [B](2024-05-02-dated.md#part).",
        "docs/blog/2024-05-02-dated.md": "Title: B\n\nTo [C](bundle/index.md), ![c](bundle/c.svg).\n\n## Part\n\nText.",
        "docs/blog/bundle/index.md": "Title: C\nDate: 2024-05-03\n\n![c](c.svg) To [A](../file-name.md).",
        "docs/blog/bundle/c.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
        "docs/blog/2024-05-04-bundled/index.md": "Title: D\nSlug: bundled-too\n\nText.",
        "docs/deep/er/e.md": "Title: E\nDate: 2024-05-05\nSlug: Mixed_Case.v2\n\nText.",
        "docs/index.md": "To [A](blog/file-name.md), [C](blog/bundle/index.md), [E](deep/er/e.md).",
    }
    built = site(files).build()
    assert built.page("").main.links == ["blog/chosen/", "blog/bundle/", "deep/er/Mixed_Case.v2/"]
    assert built.page("blog/chosen/").one(".e-content").links == ["blog/2024-05-02-dated/#part"]
    assert built.page("blog/2024-05-02-dated/").one(".e-content").images == ["blog/bundle/c.svg"]
    assert built.page("blog/bundle/").one(".e-content").links == ["blog/chosen/"]
    assert built.page("blog/bundled-too/").h1 == "D"
    for old, new in {"blog/file-name/": "chosen", "blog/2024-05-04-bundled/": "bundled-too"}.items():
        assert built.page(old).one("p a").links == [f"blog/{new}/"]
    built.check_links()


def test_a_post_of_broken_yaml_is_kept_and_the_warning_says_where(site):
    broken = "---\ntags: [one, two]\ntitle: A: B\ndate: 2024-05-01\nauthor: @ann\n---\nText."
    files = {"docs/index.md": "# Home", "docs/blog/broken.md": broken}
    built = site(files).build(expect=["blog/broken.md:3:8: The YAML front matter breaks at 'title: A: B'"])
    post = built.page("blog/broken/")
    assert (post.h1, post.one(".e-content").text) == ("A: B", "Text.")
    assert (post.texts(".bp-post-terms li"), post.texts(".p-author")) == (["one", "two"], ["@ann"])
    assert built.page("blog/").texts("h2") == ["A: B"]


def test_a_date_that_does_not_exist_is_said_and_the_post_kept(site):
    files = {"docs/index.md": "# Home", "docs/blog/leap.md": "Title: Leap\nDate: 2017-02-29\n\nText."}
    built = site(files).build(expect=["blog/leap.md:2: '2017-02-29' of 'date' isn't a valid date"])
    assert built.page("blog/").texts("h2") == ["Leap"]
    assert built.page("blog/leap/").all("time") == []
    built.check_links()


@pytest.mark.parametrize(("commonmark", "found"), [(True, 2), (False, 0)])
def test_in_posts_a_list_may_follow_a_line_unless_switched_off_and_in_pages_not(site, commonmark, found):
    text = "Some:\n- one\n- two\n"
    files = {"docs/page.md": f"# Page\n\n{text}", "docs/blog/post.md": f"Title: Post\nDate: 2024-05-01\n\n{text}"}
    built = site(files, options={"commonmark": commonmark}).build()
    assert len(built.page("blog/post/").all(".e-content li")) == found
    assert built.page("page/").main.all("li") == []


def test_the_whole_front_matter_is_there_for_templates_and_other_plugins(site):
    files = {
        "docs/blog/post.md": "Title: Post\nDate: 2024-05-01\nThumbnail: a.svg\nMood: *sunny*\nTags: a, b\n\nText.",
        "docs/blog/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
        "hook.py": """
            def on_page_content(html, page, config, files):
                return html + f"<pre>{page.meta.get('title')}|{page.meta.get('mood')}|{page.meta.get('tags')}</pre>"
        """,
    }
    built = site(files, config="hooks: [hook.py]").build()
    assert built.page("blog/post/").one("pre").text == "Post|*sunny*|['a', 'b']"


@pytest.mark.parametrize("name", ["page", "about.html", "../x"])
@pytest.mark.parametrize("header", ["title: P\ndate: 2024-05-01", "title: P"], ids=["post", "plain"])
def test_a_template_that_the_theme_has_not_is_passed_over(site, header, name):
    files = {"docs/index.md": "# Home", "docs/p.md": f"---\n{header}\ntemplate: {name}\nlayout: {name}\n---\nText."}
    assert site(files).build().page("p/").title == "P - Example"


@with_every_theme
def test_a_post_is_one_article_of_its_page(site):
    """An `<article>` in another has its `<h1>` two sections deep, which is no page's heading any more."""
    page = (
        site({"docs/index.md": "# Home", "docs/blog/a.md": "---\ntitle: A\ndate: 2024-05-01\n---\n\nText.\n"})
        .build()
        .page("blog/a/")
    )
    assert len(page.all("article article .bp-post__title")) == 0
    assert len(page.all(":is(article, section) .bp-post__title")) == 1
    assert len(page.all("section article .bp-post__title")) == 0
