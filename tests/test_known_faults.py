"""Faults that blogs on other engines had, each found by its readers there, and none of them here."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from harness import picture


def post(title="", date="2024-05-01", text="Text.", **fields):
    header = "".join(f"{key}: {value}\n" for key, value in {"title": title, "date": date, **fields}.items() if value)
    return f"---\n{header}---\n{text}"


def blog(*posts, **named):
    numbered = {f"docs/blog/p{number}.md": text for number, text in enumerate(posts, 1)}
    return {"docs/index.md": "# Home\n\n[Blog](blog/index.md)", **numbered, **named}


def titles(view):
    return view.texts(".bp-post-card__title")


def test_01_naive_and_aware_times_dates_and_datetimes_are_sorted_together(site):
    dates = [
        *("2024-05-01", "2024-05-01 00:30", "2024-05-01T00:45:00Z", "2024-05-01T03:00:00+02:00"),
        *('"2024-05-01 01:15:00 +0000"', "Wed, 01 May 2024 01:30:00 GMT"),
    ]
    files = blog(*(post(f"T{number}", date) for number, date in enumerate(dates)))
    assert titles(site(files).build().page("blog/")) == ["T5", "T4", "T3", "T2", "T1", "T0"]


@pytest.mark.parametrize("date", ["2999-01-01", "2999-01-01 10:00", "2999-01-01T10:00:00+02:00"])
def test_01_a_date_of_each_kind_may_be_in_the_future(site, date):
    built = site(blog(post("Now"), post("Later", date))).build()
    assert titles(built.page("blog/")) == ["Now"]
    assert "blog/p2/" not in built.pages


def test_02_the_time_of_day_counts_and_ties_are_stable(site):
    posts = [post(title, f"2024-05-01 {time}") for title, time in [("A", "09:00"), ("B", "10:00"), ("C", "09:00")]]
    drawn = site(blog(*posts))
    assert [titles(drawn.build().page("blog/")) for _ in range(2)] == [["B", "A", "C"]] * 2


@pytest.mark.parametrize("date", ["2024-12-30", "2025-01-01", "2021-01-03", "2023-01-01", "2020-12-31"])
def test_03_the_days_around_new_year_are_in_the_archive_of_their_own_year(site, date):
    built = site(blog(post("A", date)), options={"date_format": "d MMMM y"}).build()
    assert built.page(f"blog/{date[:4]}/").texts(".h-entry .p-name") == ["A"]
    assert date[:4] in built.page("blog/p1/").one("time").text


@pytest.mark.parametrize("language", ["pt-BR", "pt_BR", "zh-TW", "xx", "no-such-language", "de_1996"])
def test_04_every_name_of_a_language_gives_a_date(site, language):
    config = f"theme: {{name: material, language: {language}}}"
    if language in {"xx", "no-such-language", "de_1996", "pt_BR"}:  # Material has no words for these
        config = f"theme: {{name: mkdocs, highlightjs: false}}\nextra: {{language: {language}}}"
    assert "2024" in site(blog(post("A")), config=config).build().page("blog/p1/").one("time").text


@pytest.mark.parametrize("date_format", ["d MMM y HH:mm", "HH:mm:ss zzzz", "full", "EEEE h a"])
def test_05_a_format_with_the_time_of_day_shows_a_plain_date(site, date_format):
    built = site(blog(post("A", "2024-05-01")), options={"date_format": date_format}).build()
    assert built.page("blog/p1/").one("time").text


def test_06_titles_and_terms_of_every_script_have_urls_of_their_own(site):
    terms = ["日本語", "中文", "Привет", "العربية", "???", "?!", "émigré", "🎉"]
    built = site(blog(*(post(term, tags=f'["{term}"]', slug=f'"{term}"') for term in terms))).build()
    assert built.page("blog/tags/").texts(".bp-term-list a") == sorted(terms, key=str.casefold)
    assert len(set(built.page("blog/tags/").one(".bp-term-list").links)) == len(terms)
    assert len(titles(built.page("blog/"))) == len(terms)
    built.check_links()


def test_07_two_posts_of_one_title_and_one_date_are_both_published(site):
    files = blog(**{"docs/blog/a.md": post("Same", slug="same"), "docs/blog/b.md": post("Same", slug="same")})
    built = site(files).build(
        expect=["blog/b.md:4: The URL 'blog/same/' of 'blog/b.md' is already that of 'blog/a.md'"]
    )
    assert {"blog/same/", "blog/same-2/"} <= {*built.pages}
    assert titles(built.page("blog/")) == ["Same", "Same"]


def test_08_a_draft_is_nowhere(site):
    files = blog(
        post("Old", "2024-05-01", tags="shared"),
        post("Secret", "2024-05-02", tags="[shared, private]", category="Only drafts", draft="true", image="s.png"),
        post("New", "2024-05-03", tags="shared"),
        **{"docs/blog/s.png": picture(640, 360)},
    )
    built = site(files).build()
    assert built.page("blog/p1/").texts(".bp-prev-next a") == ["Newer New"]
    assert built.page("blog/tags/").texts(".bp-term-list li") == ["shared 2"]
    assert not [file for file in built.files if file.endswith("blog/s.png") or file.rpartition("/")[2].startswith("s-")]
    assert "blog/categories/" not in built.pages
    for file in built.files:
        if file.endswith((".html", ".xml", ".json")):
            assert "Secret" not in built.read(file), file


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_09_without_directory_urls_every_link_leads_on(site, theme):
    files = blog(*(post(f"P{number}", f"2024-05-{number:02}", tags="t") for number in range(1, 6)))
    files["docs/news/index.md"] = "# News"
    built = site(files, options={"per_page": 2}, directory_urls=False, theme=theme).build()
    assert {"blog/index.html", "blog/page/2.html", "blog/tags/t/page/3.html"} <= {*built.files}
    assert "blog/" in built.page("blog/page/2/").one(".bp-pagination").links
    built.check_links()


def test_10_page_two_has_the_title_the_template_and_the_front_matter_of_the_index(site):
    files = blog(*(post(f"P{number}", f"2024-05-{number:02}") for number in range(1, 4)))
    files["docs/blog/index.md"] = "---\ntitle: Journal\ntemplate: mine.html\nbanner: hello\n---\nWelcome."
    files["overrides/mine.html"] = (
        '{% extends "main.html" %}{% block content %}{{ page.meta.banner }} {{ super() }}{% endblock %}'
    )
    config = "theme: {name: mkdocs, custom_dir: overrides, highlightjs: false}"
    second = site(files, options={"per_page": 2}, config=config).build().page("blog/page/2/")
    assert second.h1.startswith("Journal")
    assert "hello" in second.one("body").text
    assert "Welcome." not in second.main.text


@pytest.mark.parametrize(("count", "per_page", "last"), [(4, 2, 2), (6, 3, 2), (3, 3, 1), (5, 0, 1), (4, 3, 2)])
def test_11_a_full_last_page_is_followed_by_none(site, count, per_page, last):
    files = blog(*(post(f"P{number}", f"2024-05-{number:02}") for number in range(1, count + 1)))
    built = site(files, options={"per_page": per_page}).build()
    pages = [page for page in built.pages if page.startswith("blog/page/")]
    assert pages == [f"blog/page/{number}/" for number in range(2, last + 1)]


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_12_a_site_may_be_only_a_blog(site, theme):
    files = {"docs/a.md": post("A"), "docs/b.md": post("B", "2024-05-02", tags="t")}
    me = ["https://example.social/@me", "mailto:me@example.org"]
    built = site(files, options={"blog_dir": ".", "publisher": {"links": me}}, theme=theme).build()
    assert titles(built.page("")) == ["B", "A"]
    # Mastodon asks the home page itself, whatever it is.
    assert [link["href"] for link in built.page("").all("head link[rel=me]")] == me
    assert not built.page("a/").all("head link[rel=me]")
    assert titles(built.page("tags/t/")) == ["B"]
    built.check_links()


@pytest.mark.parametrize(
    "nav", ["[index.md]", "[index.md, {News: blog/index.md}]", "[{Our blog: [blog/index.md]}, index.md]"]
)
def test_13_the_navigation_may_leave_the_blog_out_or_call_it_otherwise(site, nav):
    built = site(blog(post("A", tags="t")), config=f"nav: {nav}").build()
    assert titles(built.page("blog/")) == ["A"]
    assert titles(built.page("blog/tags/t/")) == ["A"]
    built.check_links()


def test_14_older_and_newer_are_not_swapped_and_stay_within_the_blog(site):
    files = blog(*(post(title, f"2024-05-0{day}") for day, title in enumerate(["A", "B", "C"], 1)))
    files |= {"docs/about.md": "# About", "docs/zoo.md": "# Zoo"}
    built = site(files, options={"per_page": 1}).build()
    assert built.page("blog/p2/").texts(".bp-prev-next a") == ["Older A", "Newer C"]
    assert built.page("blog/p1/").texts(".bp-prev-next a") == ["Newer B"]
    ways = {
        rel: [link["href"] for link in built.page("blog/page/2/").all(f"link[rel={rel}]")] for rel in ("prev", "next")
    }
    assert ways == {"prev": ["https://example.org/blog/"], "next": ["https://example.org/blog/page/3/"]}


@pytest.mark.parametrize(
    ("text", "h1", "listed"),
    [
        (post("Only here"), "Only here", "Only here"),
        (post("", text="# Only there\n\nText."), "Only there", "Only there"),
        (post("Both", text="# Both\n\nText."), "Both", "Both"),
        (post("One", text="# Another\n\nText."), "Another", "One"),
        (post(""), "P1", "P1"),
    ],
)
def test_15_a_title_may_be_in_the_front_matter_in_the_text_in_both_or_in_neither(site, text, h1, listed):
    built = site(blog(text)).build()
    view = built.page("blog/p1/")
    assert (view.h1, len(view.all("h1")), titles(built.page("blog/"))) == (h1, 1, [listed])


def test_16_links_of_headings_are_not_in_lists(site):
    text = "# A post {: #top }\n\n## A part\n\nText.\n\n<!-- more -->"
    config = "markdown_extensions: [attr_list, {toc: {permalink: true}}]"
    built = site(blog(post("", text=text)), config=config).build()
    assert built.page("blog/").all(".bp-post-card .headerlink") == []
    assert titles(built.page("blog/")) == ["A post"]


@pytest.mark.parametrize(
    "extensions", ["[]", "[markdown.extensions.toc]", "[{markdown.extensions.toc: {permalink: true}}]"]
)
def test_17_the_table_of_contents_may_be_configured_in_each_way_or_not_at_all(site, extensions):
    built = site(blog(post("", text="# A\n\n## B\n\nText.")), config=f"markdown_extensions: {extensions}").build()
    assert built.page("blog/p1/").h1 == "A"
    assert titles(built.page("blog/")) == ["A"]


def test_18_ids_of_footnotes_tabs_and_code_lines_are_not_doubled_where_posts_share_a_page(site):
    text = (
        'Text.[^1]\n\n=== "One"\n\n    Tab.\n\n``` {.python linenums="1"}\nx = 1\n```\n\n[^1]: Note.\n\n<!-- more -->'
    )
    config = (
        "markdown_extensions: [footnotes, pymdownx.superfences, {pymdownx.highlight: {anchor_linenums: true}},"
        " {pymdownx.tabbed: {alternate_style: true}}]"
    )
    view = (
        site(blog(*[post("A", text=text), post("B", text=text)]), config=config, theme="material").build().page("blog/")
    )
    ids = [part["id"] for part in view.all("[id]")]
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("target", ["gone.md", "../gone/index.md", "/blog/gone.md"])
def test_19_related_links_that_lead_nowhere_are_told_and_left_out(site, target):
    files = blog(post("A", links=f"['{target}', p2.md]"), post("B"))
    built = site(files).build(expect=[f"blog/p1.md:4: The related link '{target}' isn't a page of this site."])
    assert built.page("blog/p1/").one(".bp-related-links").links == ["blog/p2/"]
    built.check_links()


def test_20_what_another_plugin_writes_into_the_metadata_later_counts(site):
    hook = """\
        def on_page_content(html, page, **kwargs):
            page.meta["subtitle"] = "Added late"
            page.meta.setdefault("description", "Said by another plugin.")
        """
    files = blog(post("A"), **{"docs/about.md": "# About\n\nText.", "hook.py": hook})
    files["overrides/main.html"] = (
        '{% extends "base.html" %}{% block content %}{{ page.meta.subtitle }}{{ super() }}{% endblock %}'
    )
    config = "hooks: [hook.py]\ntheme: {name: mkdocs, custom_dir: overrides, highlightjs: false}"
    built = site(files, config=config).build()
    assert "Added late" in built.page("blog/p1/").one("body").text
    assert built.page("about/").description == "Said by another plugin."


def test_21_a_byte_order_mark_and_the_line_ends_of_windows_are_legal(site):
    text = post("Ünïcode", tags="日本語").replace("\n", "\r\n")
    built = site(blog(**{"docs/blog/ä ö.md": b"\xef\xbb\xbf" + text.encode("utf-8")})).build()
    assert titles(built.page("blog/")) == ["Ünïcode"]
    assert not [file for file in built.files if "\\" in file]


def test_22_a_plugin_that_asks_git_for_dates_meets_pages_that_are_not_on_disk(site):
    drawn = site(blog(post("A", tags="t")), config="plugins: [search, git-revision-date-localized, blogposts]")
    for command in ["init -q", "add -A", "-c user.name=x -c user.email=x@example.org commit -qm x"]:
        subprocess.run(["git", *command.split()], cwd=drawn.root, check=True)  # noqa: S607
    assert titles(drawn.build().page("blog/tags/t/")) == ["A"]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("🎉 " * 1000, 1),
        ('<svg viewBox="0 0 1 1"><path d="' + "M0 0 " * 5000 + '"/></svg>', 1),
        ("日本語の文章です。" * 250, 5),
        ("word " * 1200, 5),
    ],
)
def test_23_the_reading_time_counts_what_is_read(site, text, minutes):
    line = site(blog(post("A", text=text))).build().page("blog/p1/").one(".bp-byline__reading").text
    assert abs(int(line.split()[0]) - minutes) <= 1


def test_24_several_instances_share_a_build(site):
    config = "plugins: [search, blogposts: {blog_dir: blog}, blogposts: {blog_dir: news}]"
    built = site(blog(post("A"), **{"docs/news/n.md": post("N")}), config=config).build()
    assert (titles(built.page("blog/")), titles(built.page("news/"))) == (["A"], ["N"])


def test_25_builds_of_one_process_do_not_add_up(site):
    files = blog(*(post(f"P{number}", f"2024-05-0{number}", category="Old") for number in range(1, 4)))
    drawn = site(files, options={"per_page": 2})
    first = drawn.build()
    sizes = [{file: first.read(file) for file in first.files if file.endswith((".html", ".xml", ".json"))}]
    for _ in range(2):
        again = drawn.build()
        sizes.append({file: again.read(file) for file in again.files if file.endswith((".html", ".xml", ".json"))})
    assert {*sizes[0]} == {*sizes[1]} == {*sizes[2]}
    assert (
        sizes[0]["blog/index.html"].count("bp-post-card__title")
        == sizes[2]["blog/index.html"].count("bp-post-card__title")
        == 2
    )
    drawn.write({"docs/blog/p1.md": post("P1", "2024-05-01", category="New")})
    drawn.remove("docs/blog/p3.md")
    last = drawn.build()
    assert "blog/page/2/" not in last.pages
    assert last.page("blog/categories/").texts(".bp-term-list li") == ["New 1", "Old 1"]


def test_26_c_and_its_successors_are_three_tags_on_one_page(site):
    built = site(blog(post("A", tags='[C, C++, "C#", .NET]'))).build()
    assert built.page("blog/tags/").texts(".bp-term-list li") == [".NET 1", "C 1", "C# 1", "C++ 1"]
    assert len({*built.page("blog/tags/").one(".bp-term-list").links}) == 4


def test_27_a_folder_beside_the_blogs_with_a_name_that_begins_alike_is_none_of_it(site):
    config = "plugins: [search, blogposts: {blog_dir: posts}, blogposts: {blog_dir: posts-archive}]"
    files = {"docs/index.md": "# Home", "docs/posts/a.md": post("A"), "docs/posts-archive/b.md": post("B")}
    built = site(files, config=config).build()
    assert (titles(built.page("posts/")), titles(built.page("posts-archive/"))) == (["A"], ["B"])


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_28_quotes_and_signs_of_html_are_text_everywhere(site, theme):
    title, said = 'A <b> & "q"', 'He said "hi" & left'
    built = site(blog(post(json.dumps(title), description=json.dumps(said))), theme=theme).build()
    view = built.page("blog/p1/")
    assert (view.h1, view.title, view.description) == (title, f"{title} - Example", said)
    assert titles(built.page("blog/")) == [title]


def test_29_a_image_of_raw_html_leads_somewhere_in_lists(site):
    text = 'Look: <img src="pic.png" alt="A picture"> here.\n\n<!-- more -->'
    files = {"docs/blog/deep/a.md": post("A", text=text), "docs/blog/deep/pic.png": picture(64, 64)}
    built = site(blog(**files)).build()
    assert "blog/deep/pic.png" in built.page("blog/").images
    built.check_links()


def test_30_nothing_is_written_into_the_docs_folder(site):
    drawn = site(blog(post("A", tags="t", author="Max", image="x.png"), **{"docs/blog/x.png": picture(1400, 800)}))
    before = sorted(path for path in (drawn.root / "docs").rglob("*"))
    drawn.build()
    assert sorted(path for path in (drawn.root / "docs").rglob("*")) == before


def test_31_posts_of_one_day_are_all_there(site):
    built = site(blog(*(post(f"P{number}", "2024-05-01") for number in range(1, 8)))).build()
    assert sorted(titles(built.page("blog/"))) == [f"P{number}" for number in range(1, 8)]


def test_32_an_author_whom_nobody_knows_has_a_page(site):
    files = blog(post("A", authors="[nobody]"), **{"docs/blog/.authors.yml": "authors: {max: {name: Max Quinton}}"})
    built = site(files).build()
    assert titles(built.page("blog/authors/nobody/")) == ["A"]


def test_the_faults_are_all_here():
    numbers = {
        name.split("_")[1] for name in vars(sys.modules[__name__]) if name.startswith("test_") and name[5].isdigit()
    }
    assert numbers == {f"{number:02}" for number in range(1, 33)}
