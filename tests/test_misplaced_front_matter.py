"""What looks like a post and is none, and values of another kind than their field: told, and nothing made public."""

from __future__ import annotations

import time
from datetime import datetime, timezone

import pytest

from mkdocs_blogposts.reading.entry import Status
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.problems import Rule

RULES = Rules(
    datetime(2026, 11, 22, 12, tzinfo=timezone.utc),
    timezone.utc,
    is_in_blog=lambda source: source.startswith("blog/") and not source.endswith("index.md"),
    holds_posts=lambda source: source.startswith("blog/posts/"),
)
TOP = "Write it at the top of the file, between two lines '---'."
FIELDS = "title: A\ndate: 2024-05-01\ntags: [a]"


def read(text, source="blog/a.md"):
    return read_entry(source, text, RULES)


def told(text, source="blog/a.md"):
    entry, problems = read(text, source)
    assert not entry.is_post
    return [str(problem) for problem in problems if problem.rule is Rule.NO_POST]


MISPLACED = {
    f"# A\n\n---\n{FIELDS}\n---\nText.": (3, "it stands below a heading"),
    f"A\n===\n\n---\n{FIELDS}\n---\nText.": (4, "it stands below a heading"),
    "<h1>A</h1>\n\n+++\ntitle = 'A'\ndate = 2024-05-01\n+++\nText.": (3, "it stands below a heading"),
    f"———\n{FIELDS}\n———\nText.": (1, "'———' does not begin one"),
    f"\n\n—\n{FIELDS}\n—\nText.": (3, "'—' does not begin one"),
    f"--\n{FIELDS}\n--\nText.": (1, "'--' does not begin one"),
    f"-----\n{FIELDS}\n-----\nText.": (1, "'-----' does not begin one"),
    f"- - -\n{FIELDS}\n- - -\nText.": (1, "'- - -' does not begin one"),
    f"***\n{FIELDS}\n***\nText.": (1, "'***' does not begin one"),
    f"===\n{FIELDS}\n===\nText.": (1, "'===' does not begin one"),
    f"~~~\n{FIELDS}\n~~~\nText.": (1, "'~~~' does not begin one"),
    f"--\n{FIELDS}\n---\nText.": (1, "'--' does not begin one"),
    f"<!--\n{FIELDS}\n-->\nText.": (1, "'<!--' does not begin one"),
    "++\ntitle = 'A'\ndate = 2024-05-01\n++\nText.": (1, "'++' does not begin one"),
    "---\ntitle = 'A'\ndate = 2024-05-01\n---\nText.": (1, "its lines aren't 'key: value'"),
    "---\n- title: A\n- date: 2024-05-01\n---\nText.": (1, "its lines aren't 'key: value'"),
    f"\u200b\n  ---\n  {FIELDS.replace(chr(10), chr(10) + '  ')}\n  ---\n  Text.": (2, "its lines are indented"),
    "  ---\n  title: A\n  date: 2024-05-01\n  ---\n  Text.": (1, "its lines are indented"),
    "---\nTitle：A\ndate：2024-05-01\n---\nText.": (1, "its colons are '：' in place of ':'"),
    "\n---\n- title: A\n- date: 2024-05-01\n---\nText：": (2, "its lines aren't 'key: value'"),
    f"\xa0---\n{FIELDS}\n---\nText.": (1, "its lines aren't 'key: value'"),
    f"---\u2028{FIELDS}\u2028---\nText.": (1, "its lines aren't 'key: value'"),
    f"---yml\n{FIELDS}\n---\nText.": (1, "'---yml' does not begin one"),
    "---js\n{title: 'A', date: '2024-05-01'}\n---\nText.": (1, "'---js' does not begin one"),
    "---coffee\ntitle: 'A'\ndate: '2024-05-01'\n---\nText.": (1, "'---coffee' does not begin one"),
    f"%%%\n{FIELDS}\n%%%\nText.": (1, "'%%%' does not begin one"),
    f"<!--\n---\n{FIELDS}\n---\n-->\nText.": (1, "'<!-- ---' does not begin one"),
    f"<!-- ---\n{FIELDS}\n--- -->\nText.": (1, "'<!-- ---' does not begin one"),
    f"<!-- a remark -->\n---\n{FIELDS}\n---\nText.": (2, "it stands below other text"),
    f"#!/bin/sh\n---\n{FIELDS}\n---\nText.": (2, "it stands below other text"),
    f"![x](y.png)\n\n+++\n{FIELDS}\n+++\nText.": (3, "it stands below other text"),
    f"# A\n\nText.\n\n---\n{FIELDS}\n---\n": (5, "it stands below other text"),
    '{"title": "A", "date": "2024-05-01", // x\n"tags": []}\nText.': (1, "it isn't valid JSON"),
    '{\n"title": "A",\n"date": "2024-05-01"\n\nText.': (1, "it isn't valid JSON"),
    '[{"title": "A", "date": "2024-05-01"}]\nText.': (1, "it isn't valid JSON"),
    f"---\n---\n---\n{FIELDS}\n---\nText.": (1, "it stands below a first one"),
    "```{post} 2024-05-01\n:tags: a\n:author: Max\n```\n\n# A": (1, "it stands in a '{post}' directive"),
    "# A\n\n```{post} May 1, 2024\n---\ntags: a\n---\n```\nText.": (3, "it stands in a '{post}' directive"),
}


@pytest.mark.parametrize("text", MISPLACED)
def test_a_front_matter_that_is_not_read_is_told(text):
    line, why = MISPLACED[text]
    assert told(text) == [f"blog/a.md:{line}: The front matter isn't read, so this isn't a post: {why}. {TOP}"]
    assert told(text.replace("\n", "\r\n"), "elsewhere.md") != []


@pytest.mark.parametrize("text", [text for text in MISPLACED if "\ntitle" in text and "---\n---" not in text])
@pytest.mark.parametrize("line", ["draft: true", "status: drft", "date: 2036-05-01", "expires: 2020-01-01"])
def test_one_that_is_not_clearly_public_holds_its_page_back(text, line):
    line = line.replace(": ", " = ") if " = " in text else line
    line = line.replace("= drft", "= 'drft'")
    entry, (problem,) = read(text.replace("title", f"{line}\ntitle"))
    assert (entry.is_post, entry.status) == (True, Status.DRAFT)
    assert problem.hint.endswith("The page is held back, since it says that it is not public.")


def test_lines_without_a_title_hold_a_page_of_the_blog_back():
    entry, (problem,) = read("Draft: true\nTags: a\n\nText.")
    assert (entry.status, problem.rule) == (Status.DRAFT, Rule.NO_POST)
    assert read("Status: Draft\nAuthor: Max\n\n# RFC 1", "rfc.md")[1] == ()
    assert read("Status: published\nAuthor: Max\n\nText.")[1] == ()


HELD = [
    "```yaml\ntitle: A\ndate: 2024-05-01\ndraft: true\n```\nText.",
    "```\n---\ntitle: A\ndraft: true\n---\n```\nText.",
    "#+TITLE: A\n#+DATE: 2024-05-01\n#+DRAFT: true\n\nText.",
    ":title: A\n:date: 2024-05-01\n:status: draft\n\nText.",
    '@def title = "A"\n@def date = Date(2024, 5, 1)\n@def draft = true\n\nText.',
    "* Title: A\n* Date: 2024-05-01\n* Status: draft\n\nText.",
    "**Title:** A\n**Date:** 2036-05-01\n\nText.",
    "---js\n{title: 'A', date: '2024-05-01', draft: true}\n---\nText.",
    "---js\nconst title = 'A';\nconst draft = true;\n---\nText.",
    '{"title": "A", "draft": true // x\n}\nText.',
    '[{"title": "A", "date": "2024-05-01", "draft": true}]\nText.',
    f"---\n{FIELDS}\n---\n---\ndraft: true\n---\nText.",
    f"---\n{FIELDS}\n---\n\n+++\ndraft = true\n+++\nText.",
    f"---\n{FIELDS}\n---\ndraft: true\n---\nText.",
    "---\ntitle: A\n---\n---\ndate: 2036-05-01\n---\nText.",
    f"---\n{FIELDS}\n\ndraft: true\n\nText.",
    "---\ntitle A\ndate 2024-05-01\ndraft true\n---\nText.",
    "# A\n\n---\ntags a, b\ndraft yes\n---\nText.",
    f"---\n{FIELDS}\n---\n\ndraft: true\n\nText.",
    f"---\n{FIELDS}\n---\ndraft=true\nslug: x\n\nText.",
    "---\ntitle: A\n---\n\n@def draft = true\n\nText.",
    "Title: A\n\nDate: 2024-05-01\ndraft: yes\n\nText.",
    "title: A\ndate = 2024-05-01\ndraft = true\n\nText.",
]


@pytest.mark.parametrize("text", HELD)
def test_front_matter_that_nobody_reads_holds_its_page_back(text):
    entry, problems = read(text)
    assert (entry.is_post, entry.status) == (True, Status.DRAFT)
    assert problems
    public = text.replace("draft", "published").replace("DRAFT", "published").replace("2036", "2024")
    assert read(public)[0].status is Status.PUBLISHED


PAGES = [
    "# A\n\nText.",
    "# A\n\n---\n\nText.\n\n---\nMore.",
    "---\n\nText: read.\n\n---\n",
    "---\ndate of birth\ndraft of a title\nstatus quo\n---\n",
    "---\nDraft true and false statements.\n---\n",
    "---\ntitle: A\n---\n\nStatus: in progress\nDraft: a first one\n\nText.",
    "---\ntitle: A\n---\n\nNote: this is one.\nIt is a draft.\nDraft: true\n\nText.",
    "***\n\nText.\n\n***\n",
    "# A\n\n---\nNote: read this.\nTitle: it is.\n---\n",
    "```yaml\ntitle: A\ndate: 2024-05-01\n```\nText.",
    "{#top}\n# A\n\nText: it has a date: no.\n",
    "[Status: draft](x.md)\n\nText.",
    "# A\n\n    ---\n    title: A\n    draft: true\n    ---\n",
    "# A\n\n- See:\n\n    ```yaml\n    ---\n    draft: true\n    ---\n    ```\n",
    f"# How to write a post\n\nWrite this:\n\n```\n---\n{FIELDS}\n---\n```\n",
    "````md\n```{post} 2024-05-01\n```\n````\n",
    "<!-- a remark -->\nText.",
    "@def is a macro\n@def of = another\n\nText.",
    "--\n",
    "",
    "———",
    "~~~\ndate: now, and then a program\nfor x in y:\n    print(x); date()\n~~~\n",
]


@pytest.mark.parametrize("text", PAGES)
def test_a_page_that_means_to_be_one_is_told_nothing(text):
    assert read(text)[1] == ()
    assert not read(text)[0].is_post


def test_a_date_under_another_name_is_told():
    said = "blog/a.md:3: '{}: 2026-02-02' isn't read as a date, so this isn't a post. Did you mean 'date'?"
    for key in ("dat", "dte", "Daet", "dates"):
        assert told(f"---\ntitle: A\n{key}: 2026-02-02\n---\n") == [said.format(key)]
    assert told("---\ntitle: A\nday: 2026-02-02\n---\n") == []
    assert told("---\ntitle: A\ndat: 2026-02-02\n---\n", "elsewhere.md") == []
    assert read("---\ntitle: A\ndat: 2036-02-02\n---\n")[0].status is Status.DRAFT


UNREAD_DATES = {
    "date 2026-01-04": "date: 2026-01-04",
    "Date = 2026-01-04": "date: 2026-01-04",
    "date：2026-01-04": "date: 2026-01-04",
    "Date; 4 January 2026": "date: 4 January 2026",
    "date - 2026-01-04 10:00": "date: 2026-01-04 10:00",
    "- date: 2026-01-04": "date: 2026-01-04",
    "**Date:** 2026-01-04": "date: 2026-01-04",
    "* Posted: 2026-01-04": "date: 2026-01-04",
    "pubDate “2026-01-04”": "date: 2026-01-04",
}


@pytest.mark.parametrize("line", UNREAD_DATES)
def test_a_date_without_its_colon_is_told(line):
    said = f": '{line}' isn't read as a date, so this isn't a post. Write '{UNREAD_DATES[line]}' on a line of its own."
    assert told(f"---\ntitle: A\n{line}\n---\nText.") == [f"blog/a.md:3{said}"]
    assert told(f"Title: A\n{line}\n\nText.") == [f"blog/a.md:2{said}"]
    assert told(f"---\ntitle: A\n{line}\n---\nText.", "page.md") == []


def test_a_date_below_a_blank_line_is_told():
    said = "'Date: 2026-01-04' isn't read as a date, so this isn't a post. Move it above the first blank line."
    assert told("Title: A\n\nDate: 2026-01-04\n\nText.") == [f"blog/a.md:3: {said}"]


def test_a_date_that_is_indented_by_mistake_is_told():
    said = "'date: 2026-01-04' isn't read as a date, so this isn't a post. Write it without the spaces in front of it."
    assert told("---\n title: A\n  date: 2026-01-04\ntags: a\n---\nText.") == [f"blog/a.md:3: {said}"]


def test_fields_without_a_fence_that_stand_below_a_heading_are_told():
    said = "The front matter isn't read, so this isn't a post: it stands below a heading."
    assert told("# A\n\nTitle: A\nDate: 2026-01-04\n\nText.") == [f"blog/a.md:3: {said} {TOP}"]
    assert told("# A\n\nDate: 2026-01-04 was a Sunday.\nIt rained.\n\nText.") == []
    assert told("# RFC 1\n\nStatus: Draft\nAuthor: Max\n\nText.") == []
    assert read("# A\n\nDate: 2026-01-04\nDraft: true\n\nText.")[0].status is Status.DRAFT


def test_fields_with_an_equals_sign_and_no_fence_are_told():
    said = "The front matter isn't read, so this isn't a post: its lines aren't 'key: value'."
    assert told("Title = A\nDate = 2026-01-04\n\nText.") == [f"blog/a.md:1: {said} {TOP}"]


def test_an_empty_date_is_a_note():
    said = "isn't a post. Write a date, such as 'date: 2024-07-23', or take the line out."
    for text in ("---\ntitle: A\ndate:\n---\nText.", "Title: A\ndate:\n\nText."):
        _, (problem,) = read(text)
        assert str(problem).endswith(said)
        assert (problem.line, problem.is_note) == (text.split("\n").index("date:") + 1, True)
    assert told("---\ntitle: A\nDate:\n---\nText.", "page.md") == []


@pytest.mark.parametrize("line", ["# date: 2026-01-04", "date", "dates of 2026", "Date of birth: 1999-01-04", "Text."])
def test_a_line_that_is_no_date_is_not(line):
    assert told(f"Title: A\n{line}\n\nText.") == []


QUOTED = ("“{}”", "‘{}’", "„{}“", "»{}«", "«{}»", "”{}”")


@pytest.mark.parametrize("quotes", QUOTED)
def test_typographic_quotes_around_a_date_a_tag_and_an_image_come_off(quotes):
    values = {
        key: quotes.format(value) for key, value in {"date": "2026-01-04", "image": "a.jpg", "a": "lamps"}.items()
    }
    entry, _ = read(f"---\ndate: {values['date']}\nimage: {values['image']}\ntags: [{values['a']}, b]\n---\n")
    assert (str(entry.date)[:10], entry.image, entry.tags) == ("2026-01-04", "a.jpg", ("lamps", "b"))
    entry, _ = read(f"Title: {quotes.format('To be')}\nDate: {values['date']}\nTags: {values['a']}, b\n\nText.")
    assert (entry.title, entry.tags) == (quotes.format("To be"), ("lamps", "b"))


def test_a_quote_that_nobody_closes_takes_no_time():
    start = time.process_time()
    entry, _ = read(f"---\ndate: 2026-01-04\ntags: ['«{' ' * 4000}lamps']\n---\n")
    assert (entry.tags, time.process_time() - start < 1) == (("« lamps",), True)
    entry, _ = read("---\ndate: « 2026-01-04 »\n---\n")
    assert str(entry.date)[:10] == "2026-01-04"


def test_a_page_with_all_but_a_date_is_told():
    said = "blog/a.md: The page has {} and authors like a post, but no date. "
    said += "Write one, such as 'date: 2024-07-23', or 'post: false' if it is a page."
    assert told("---\ntags: [a]\nauthor: Max\n---\n") == [said.format("tags")]
    assert told("---\ncategory: a\nauthors: [max]\n---\n") == [said.format("categories")]
    for text in ("tags: [a]", "author: Max", "tags: [a]\nauthor: Max\npost: false"):
        assert told(f"---\n{text}\n---\n") == []
    assert told("---\ntags: [a]\nauthor: Max\n---\n", "page.md") == []
    assert told("---\ntags: [a]\nauthor: Max\n---\n", "blog/index.md") == []


NAMES = {
    "2018-4-4-x.md": "2018-04-04",
    "2020-01-01.x.md": "2020-01-01",
    "2020-01-01_x.md": "2020-01-01",
    "2020-1-1 x.md": "2020-01-01",
    "2020-01-01.x/index.md": "2020-01-01",
    "blog/posts/18-04-04-x.md": "2018-04-04",
    "blog/posts/20200101-x.md": "2020-01-01",
    "blog/posts/18-4-4-x/index.md": "2018-04-04",
}


@pytest.mark.parametrize("source", NAMES)
def test_dates_in_names_that_other_engines_read_are_read(source):
    entry, problems = read("---\ntitle: A\n---\nText.", source)
    assert (entry.is_post, f"{entry.date:%Y-%m-%d}", problems) == (True, NAMES[source], ())


@pytest.mark.parametrize("name", ["18-04-04-x", "20200101-x", "20200101_x"])
def test_dates_in_names_that_may_be_numbers_are_told_in_the_blogs_folder(name):
    date = name.rpartition("-")[0] or name[:8]
    cure = "Write 'date: 2024-07-23' into its front matter."
    said = f"blog/{name}.md: The file's name begins with '{date}', which isn't read. {cure}"
    assert told("---\ntitle: A\n---\n", f"blog/{name}.md") == [said]
    assert told("---\ntitle: A\n---\n", f"{name}.md") == []


def test_a_file_named_like_a_post_without_a_front_matter_is_told():
    said = (
        "blog/2020-01-01-x.md: The file's name begins with '2020-01-01', but has no front matter, so this isn't a post."
    )
    assert told("# A\n\nText.", "blog/2020-01-01-x.md") == [f"{said} Write 'date: 2024-07-23' into its front matter."]
    assert told("# A\n\nText.", "2020-01-01-x.md") == []


ODD = {
    "tags: {a: b}": "'{a: b}' of 'tags' isn't a list of names.",
    "tags: [a, {b: c}]": "'[a, {b: c}]' of 'tags' isn't a list of names.",
    "categories: {a: b}": "'{a: b}' of 'categories' isn't a list of names.",
    "title: [A, B]": "'[A, B]' of 'title' isn't one text.",
    "title: {a: b}": "'{a: b}' of 'title' isn't one text.",
    "description: [A, B]": "'[A, B]' of 'description' isn't one text.",
    "language: german": "'german' of 'language' isn't a language code. Did you mean 'de'?",
    "lang: Portuguese": "'Portuguese' of 'lang' isn't a language code. Did you mean 'pt'?",
    "lang: qq": "'qq' of 'lang' isn't a language code.",
    "comments: disqus": "'disqus' of 'comments' is neither yes nor no.",
}
PLAIN = [
    "tags: [{name: a}]",
    "title: [A]",
    "language: pt_BR",
    "lang: la",
    "lang: zh-Hans",
    "comments: {id: x}",
    "lang: DE",
]


@pytest.mark.parametrize("line", ODD)
def test_a_value_of_another_kind_is_told(line):
    _, (problem,) = read(f"---\ndate: 2024-05-01\n{line}\n---\nText.")
    assert (problem.rule, problem.line) == (Rule.UNCLEAR_VALUE, 3)
    assert f"{problem.what} {problem.hint}".startswith(ODD[line])


@pytest.mark.parametrize("line", PLAIN)
def test_a_value_of_the_right_kind_is_not(line):
    assert read(f"---\ndate: 2024-05-01\n{line}\n---\nText.")[1] == ()


# The same in a site.

SITE = {
    "docs/index.md": "# Home",
    "docs/blog/a.md": f"---\n{FIELDS}\nauthor: Max Quinn\n---\nText.",
    "docs/blog/b.md": "---\ntitle: B\ndate: 2024-05-01\nauthor: Max Quin\n---\nText.",
    "docs/blog/c.md": "---\ntitle: C\ndate: 2024-05-01\n---\n",
    "docs/blog/d.md": "# D\n\n---\ndate: 2024-05-01\ndraft: true\n---\nSecret text.",
    "docs/blog/e.md": "———\ntitle: E\ndate: 2024-05-01\n———\nText.",
    "docs/blog/f.md": "---\ntags: [a]\nauthor: Max Quinn\n---\nText.",
    "docs/blog/authors/max-quinn.md": "---\ntitle: Max Quinn\nauthor: me\ntags: [a]\n---\nText.",
    "docs/blog/tags.md": "---\ntags: [a]\nauthor: Max Quinn\n---\nText.",
    "docs/blog/about.md": "# About",
    "docs/page.md": '# Page\n\n<!-- blogpost limit="3" -->\n\n<!-- blogposts limit="3" -->\n\n<!-- a remark -->\n',
    "docs/.authors.yml": "authors:\n  max:\n    name: Max Quinn\n",
}


def test_what_looks_like_a_post_is_told_by_the_build_in_one_line_each(site):
    expect = [
        "blog/d.md:3: The front matter isn't read, so this isn't a post: it stands below a heading.",
        "blog/e.md:1: The front matter isn't read, so this isn't a post: '———' does not begin one.",
        "page.md:3: The comment 'blogpost' isn't a list of posts. Did you mean 'blogposts'?",
    ]
    built = site(SITE).build(expect=expect)
    notes = "\n".join(built.notes)
    assert "blog/f.md: The page has tags and authors like a post, but no date." in notes
    assert "blog/b.md:4: The author 'Max Quin' has signed no other post, but 'Max Quinn' is known." in notes
    assert "blog/c.md: The post has no text." in notes
    assert sum("like a post" in note for note in built.notes) == 1
    assert not [file for file in built.files if file.endswith((".html", ".json")) and "Secret" in built.read(file)]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('where(tga="x")', "overrides/home.html:3: The filter 'where': Posts have no 'tga' to be chosen by."),
        (
            'where(limit="few")',
            "overrides/home.html:3: The filter 'where': The limit 'few' isn't a valid number of posts.",
        ),
    ],
)
def test_a_template_that_asks_for_what_is_not_there_is_told_with_its_place(site, call, said):
    template = '{% extends "main.html" %}\n{% block content %}\n{{ blog.posts | ' + call + " }}\n{% endblock %}\n"
    files = {**SITE, "docs/index.md": "---\ntemplate: home.html\n---\n# Home", "overrides/home.html": template}
    error = site(files, config="theme: {name: mkdocs, custom_dir: overrides, highlightjs: false}").build_error()
    assert said in error


def test_a_template_may_ask_for_a_number(site):
    template = (
        '{% extends "main.html" %}{% block content %}<b>{{ blog.posts | where(tag=2025, limit="3") | length }}</b>'
    )
    files = {
        "docs/index.md": "---\ntemplate: home.html\n---\n# Home",
        "docs/blog/a.md": "---\ntitle: A\ndate: 2024-05-01\ntags: [2025]\n---\nText.",
        "docs/blog/b.md": "---\ntitle: B\ndate: 2024-05-01\n---\nText.",
        "overrides/home.html": template + "{% endblock %}",
    }
    built = site(files, config="theme: {name: mkdocs, custom_dir: overrides, highlightjs: false}").build()
    assert built.page("").texts("b") == ["1"]


def test_no_author_is_dropped_without_a_word():
    _, (problem,) = read(f"---\ndate: 2024-05-01\nauthors: {[f'A{n}' for n in range(101)]}\n---\nText.")
    assert str(problem) == "blog/a.md:3: 'authors' has more than 100 names. The others are left out; take some out."
