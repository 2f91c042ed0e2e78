"""A post reads the same in every format, is told from prose in each, and is kept when its front matter breaks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness import text
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter

RULES = Rules(datetime(2026, 11, 22, 12, tzinfo=timezone.utc), timezone.utc)
A = {"title": "A"}


@pytest.mark.parametrize(
    ("source", "format_name", "values", "body"),
    [
        # TOML.
        ('+++\ntitle = "A"\n+++\nBody.', "toml", A, "Body."),
        ('+++ \t\ntitle = "A"\n+++\t\n\nBody.', "toml", A, "Body."),
        ("+++\ntitle = 'A'\n+++", "toml", A, ""),
        ("+++\n+++\nBody.", "toml", {}, "Body."),
        ('---toml\ntitle = "A"\n---\nBody.', "toml", A, "Body."),
        ('--- TOML\ntitle = "A"\n---\nBody.', "toml", A, "Body."),
        ('+++\ntitle = "A"\n[taxonomies]\ntags = ["x"]\n+++\nB', "toml", {**A, "taxonomies": {"tags": ["x"]}}, "B"),
        ('+++\ntitle = "A"\n+++\nBody.\n+++\n', "toml", A, "Body.\n+++\n"),
        ('+++\ntext = """\n---\n+ + +\n"""\n+++\nBody.', "toml", {"text": "---\n+ + +\n"}, "Body."),
        ('\ufeff\r\n+++\r\ntitle =\xa0 "A"\r\n+++\r\nBody.\r\n', "toml", A, "Body.\n"),
        # JSON.
        ('{"title": "A"}\nBody.', "json", A, "Body."),
        ('{\n  "title": "A"\n}\n\nBody.', "json", A, "Body."),
        ('{"title": "A"}', "json", A, ""),
        ('---json\n{"title": "A"}\n---\nBody.', "json", A, "Body."),
        (
            '{"date": "2024-07-23", "x": {"y": ["z", null]}}\nB',
            "json",
            {"date": "2024-07-23", "x": {"y": ["z", ""]}},
            "B",
        ),
        ('\ufeff\n\n{\r\n\xa0"title":\xa0"A"\r\n}\r\nBody.\r\n', "json", A, "Body.\n"),
        ('{"title": "{A}"}\n{"b": 1}', "json", {"title": "{A}"}, '{"b": 1}'),
        # YAML by name.
        ("---yaml\ntitle: A\n---\nBody.", "yaml", A, "Body."),
        # Nikola.
        ("<!--\n.. title: A\n-->\n\nBody.", "nikola", A, "Body."),
        ("<!-- .. title: A\n.. slug: b -->\nBody.", "nikola", {**A, "slug": "b"}, "Body."),
        (
            "<!--\n.. Title:\xa0A\n..  tags : x, y\n\n.. link:\n-->\nBody.",
            "nikola",
            {**A, "tags": "x, y", "link": ""},
            "Body.",
        ),
        (
            ".. title: A\n.. date: 2024-07-23 10:00:00 UTC\n\nBody.",
            "nikola",
            {**A, "date": "2024-07-23 10:00:00 UTC"},
            "Body.",
        ),
        ("\ufeff\r\n<!--\r\n.. title: A: B\r\n-->\r\nBody.\r\n", "nikola", {"title": "A: B"}, "Body.\n"),
    ],
)
def test_a_front_matter_of_each_format_is_taken_off_the_text(source, format_name, values, body):
    header = parse_front_matter(source)
    assert (header.format_name, dict(header.fields.values), header.body) == (format_name, values, body)
    assert header.fields.broken is None


@pytest.mark.parametrize(
    ("source", "format_name", "values", "body"),
    [
        ('title: "A"\ndate: 2016-01-06\ntags:\n- x\n---\nB', "hexo", {**A, "date": "2016-01-06", "tags": ["x"]}, "B"),
        ("title: A\n----\nB", "hexo", A, "B"),
        ("title: A\n\n--- \nB", "hexo", A, "B"),
        ("title: A\n---", "hexo", A, ""),
        ("tags: x\n\ntitle: A\n\n\n---\n\nB", "hexo", {"tags": "x", **A}, "B"),
        ("\"title\": A\n'date': 2016-01-06\n---\nB", "hexo", {**A, "date": "2016-01-06"}, "B"),
        ("title: A\ntext: |\n  one\n\n  two\n---\nB", "hexo", {**A, "text": "one\n\ntwo\n"}, "B"),
        ("title: A\n# remark\ntags: [\nx\n]\n---\nB", "mmd", {**A}, "# remark\ntags: [\nx\n]\n---\nB"),
        ("title: A\ntags: [\n  x\n]\n---\nB", "hexo", {**A, "tags": ["x"]}, "B"),
        ("title: A\ntags:\n\t- x\n\t- y\n---\nB", "hexo", {**A, "tags": ["x", "y"]}, "B"),
        ("\ufeff\r\ntitle: 'A'\r\n---\r\nB", "hexo", A, "B"),
        ('"title": "A",\n"tags": ["x"],\n;;;\nB', "hexo-json", {**A, "tags": ["x"]}, "B"),
        ('"title": "A"\n;;;;\nB', "hexo-json", A, "B"),
        (';;;\n"title": "A"\n;;;\nB', "hexo-json", A, "B"),
        (';;;\n{"title": "A"}\n;;;\nB', "hexo-json", A, "B"),
        # What lines of `Key: value` say as well, and YAML otherwise or not at all, are those.
        ("Title: A\n---\nB", "mmd", A, "B"),
        ("title: A: B\n---\nB", "mmd", {"title": "A: B"}, "B"),
        ("title:A\n---\nB", "mmd", A, "B"),
        # No front matter goes on below a blank line with prose, a list or a rule.
        ("title: A\n\nNote: B\n\n---\nC", "mmd", A, "Note: B\n\n---\nC"),
        ("title: A\n\n- B\n\n---\nC", "mmd", A, "- B\n\n---\nC"),
        ("title: A\n\n    B\n\n---\nC", "mmd", A, "    B\n\n---\nC"),
        ("title: A\nB\n---\nC", "mmd", A, "B\n---\nC"),
        ("Note: A\n---\nC", "", {}, "Note: A\n---\nC"),
        ('"Note": A\n;;;\nC', "", {}, '"Note": A\n;;;\nC'),
    ],
)
def test_front_matter_may_have_only_a_closing_fence(source, format_name, values, body):
    header = parse_front_matter(source)
    assert (header.format_name, dict(header.fields.values), header.body) == (format_name, values, body)
    assert header.fields.broken is None


@pytest.mark.parametrize(
    ("source", "line", "values"),
    [
        ('title: "A" B\ntags:\n- x\n---\nB', 1, {"title": '"A" B', "tags": ["x"]}),
        ('\n"title": "A"\n"tags": ["x"]\n;;;\nB', 3, {"title": "A", "tags": ["x"]}),
        (';;;\n"title": "A"\n"tags": ["x"]\n;;;\nB', 3, {"title": "A", "tags": ["x"]}),
    ],
)
def test_a_mistake_above_a_closing_fence_is_told_at_its_line(source, line, values):
    header = parse_front_matter(source)
    assert (header.fields.values, header.body) == (values, "B")
    assert header.fields.broken.line == line


def test_lists_within_the_list_of_categories_are_paths():
    entry, _ = read_entry("a.md", "title: A\ndate: 2016-01-06\ncategories:\n- [Sports, Baseball]\n- Play\n---\n", RULES)
    assert entry.categories == ("Sports/Baseball", "Play")
    entry, _ = read_entry("a.md", "---\ndate: 2016-01-06\ntags: [[a, b], c]\n---\n", RULES)
    assert entry.tags == ("a", "b", "c")


@pytest.mark.parametrize(
    "prose",
    [
        "{{ title: date }}\n",
        "{% set title = 'A' %}\n",
        '{: .note title="A" }\n',
        "{#title}\n",
        "{\n",
        '{"a": 1}\n',
        '{"title": "A"} is an object.\n',
        "{note: see the title}\n",
        '["title"]\n',
        "<!-- note -->\nText.",
        "<!--\nTitle: A\n-->\nText.",
        "<!--\n.. note: A\n-->\nText.",
        "<!-- more -->\n.. title: A\n",
        ".. note:: A\n",
        ".. title:: A\n",
        "..title: A\n",
        "+++\n\nText between signs.\n\n+++\n",
        "+++\ntitle\n+++\n",
        "++\ntitle = 1\n++\n",
        "+++ title = 1 +++\n",
        "+++\n",
        "+++",
        "---toml\nprose\n---\n",
        "---json\nprose\n---\n",
        "---title\ntitle: A\n---\n",
        "---\nNo key: but prose.\n\ntitle: A\n",
        "---\nauthor: A\n\nText.",
    ],
)
@pytest.mark.parametrize("before", ["", "\ufeff", "\n"])
def test_what_only_begins_like_a_front_matter_is_text(before, prose):
    header = parse_front_matter(before + prose)
    assert (header.format_name, header.body) == ("", before.removeprefix("\ufeff") + prose)


@pytest.mark.parametrize(
    ("source", "values", "typed"),
    [
        ("+++\nx = 2026\n+++\n", "2026", 2026),
        ("+++\nx = 1.10\n+++\n", "1.10", 1.1),
        ("+++\nx = 1e3\n+++\n", "1e3", 1000.0),
        ("+++\nx = true\n+++\n", "true", True),
        ("+++\nx = 2024-07-23\n+++\n", "2024-07-23", date(2024, 7, 23)),
        ('+++\nx = "no"\n+++\n', "no", "no"),
        ("+++\nx = [1.10, [false]]\n+++\n", ["1.10", ["false"]], [1.1, [False]]),
        ('{"title": "", "x": 2026}\n', "2026", 2026),
        ('{"title": "", "x": 1.10}\n', "1.10", 1.1),
        ('{"title": "", "x": -1}\n', "-1", -1),
        ('{"title": "", "x": null}\n', "", None),
        ('{"title": "", "x": false}\n', "false", False),
        ('{"title": "", "x": "a\\ud800b"}\n', "a\ufffdb", "a\ufffdb"),
        ('{"title": "", "x": "\\ud83d\\ude00"}\n', "😀", "😀"),
        (f'{{"title": "", "x": {"9" * 5000}}}\n', "9" * 5000, "9" * 5000),
    ],
)
def test_a_value_is_text_to_the_letter_and_as_its_format_types_it(source, values, typed):
    fields = parse_front_matter(source).fields
    assert fields.broken is None
    assert (fields.values["x"], fields.typed["x"]) == (values, typed)
    assert type(fields.typed["x"]) is type(typed)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        (
            '\n+++\n# title = 1\ntitle = "A"\ntext = """\ndate = 1\n"""\n[x]\ndate = 2\n[[y.z]]\n+++\n',
            {"title": 4, "text": 5, "x": 8},
        ),
        ('\n{\n"a": {"title": 1},\n\n"title": "b: c", "d": [\n"e"]\n}\n', {"a": 3, "title": 5, "d": 5}),
        ('---json\n{\n"title": 1}\n---\n', {"title": 3}),
        ("<!--\n.. title: A\n\n.. date: b\n-->\n", {"title": 2, "date": 4}),
        ("\n\n.. title: A\n", {"title": 3}),
    ],
)
def test_a_key_stands_on_its_line(source, lines):
    found = parse_front_matter(source).fields.lines
    assert {key: found.get(key) for key in lines} == lines


KEPT = {"date": "2024-07-23", "tags": ["a", "b"]}


@pytest.mark.parametrize(
    ("flaw", "values", "line", "column"),
    [
        ("title = A: B", {"title": "A: B"}, 1, 9),
        ('title = "A "b" C"', {"title": 'A "b" C'}, 1, 9),
        ('title = "A', {"title": "A"}, 1, 9),
        ("title = 'It's'", {"title": "It's"}, 1, 9),
        ("title: A", {"title": "A"}, 1, 8),
        ("title = 'A'\nprose", {"title": "A"}, 2, 0),
        ('title = "A"\ntitle = "B"', {"title": "B"}, 2, 9),
        ('title = "A"\nx = [a, b]', {"title": "A", "x": "[a, b]"}, 2, 5),
        ('title = "A"\nx = [\n  "a",\n  b\n]', {"title": "A", "x": '[ "a", b ]'}, 4, 3),
        ('title = "A"\nx = 2017-02-29', {"title": "A", "x": "2017-02-29"}, 2, 5),
        ('title = "A"\nx =', {"title": "A", "x": ""}, 2, 4),
        ('title = "A"\nx = "C:\\dir"', {"title": "A", "x": "C:\\dir"}, 2, 5),
        ('title = "A"\nx.y = z', {"title": "A", "x": {"y": "z"}}, 2, 7),
    ],
)
def test_a_mistake_in_toml_costs_no_more_than_its_own_key(flaw, values, line, column):
    header = parse_front_matter(f'+++\n{flaw}\ndate = 2024-07-23\ntags = ["a", "b"]\n+++\nBody.\n')
    assert (header.format_name, header.body) == ("toml", "Body.\n")
    assert header.fields.values == KEPT | values
    assert header.fields.typed["date"] == date(2024, 7, 23)
    assert (header.fields.broken.line, header.fields.broken.text) == (line + 1, flaw.split("\n")[line - 1])
    assert not column or header.fields.broken.column == column


def test_broken_toml_keeps_its_tables():
    source = text(
        """
        +++
        title = A
        [taxonomies]
        tags = ["x"]
        [[extra.links]]
        name = B
        [[extra.links]]
        name = "C"
        +++
        """
    )
    assert parse_front_matter(source).fields.values == {
        "title": "A",
        "taxonomies": {"tags": ["x"]},
        "extra": {"links": [{"name": "B"}, {"name": "C"}]},
    }


@pytest.mark.parametrize(
    ("flaw", "values", "line", "column"),
    [
        ('"title": "A "b" C",', {"title": 'A "b" C'}, 1, 10),
        ('"title": A: B,', {"title": "A: B"}, 1, 10),
        ("title: 'A',", {"title": "A"}, 1, 8),
        ('"title": "A,', {"title": '"A'}, 1, 10),
        ('"title": "A"', {"title": "A"}, 2, 0),
        ('"title": "A", // a remark', {"title": "A"}, 1, 15),
        ('"title": "A",\n"x": 2024-07-23,', {"title": "A", "x": "2024-07-23"}, 2, 6),
        ('"title": "A",\n"x": [1, 2,],', {"title": "A", "x": "[1, 2,]"}, 2, 0),
        ('"title": "A",\n"x": "C:\\dir",', {"title": "A", "x": "C:\\dir"}, 2, 0),
    ],
)
def test_a_mistake_in_json_costs_no_more_than_its_own_key(flaw, values, line, column):
    for fences in ("{}", "---json\n{}---\n"):
        source = fences.replace("{}", f'{{\n{flaw}\n"date": "2024-07-23",\n"tags": ["a", "b"]\n}}\n') + "Body.\n"
        header = parse_front_matter(source)
        assert (header.format_name, header.body) == ("json", "Body.\n")
        assert {key: value.strip('"') if key == "title" else value for key, value in header.fields.values.items()} == (
            KEPT | values | {"title": values["title"].strip('"')}
        )
        assert header.fields.broken.line == line + 1 + fences.count("json")
        assert not column or header.fields.broken.column == column


@pytest.mark.parametrize(
    ("source", "format_name", "last"),
    [
        ("---\ntitle: A\ndate: 2024-07-23\n\nBody.\n\n---\n\nMore.\n", "yaml", "'---'"),
        ("---\ntitle: A\ntags:\n  - x\ndate: 2024-07-23\n\nBody.\n\n---\n\nMore.\n", "yaml", "'---'"),
        ("---\ntitle: A\ndate: 2024-07-23\nBody.\n\n---\n\nMore.\n", "yaml", "'---'"),
        ('+++\ntitle = "A"\ndate = 2024-07-23\n\nBody.\n\n---\n\nMore.\n', "toml", "'+++'"),
        ('+++\ntitle = "A"\ndate = 2024-07-23\nBody.\n\n---\n\nMore.\n', "toml", "'+++'"),
        ("<!--\n.. title: A\n.. date: 2024-07-23\n\nBody.\n\n---\n\nMore.\n", "nikola", "'-->'"),
    ],
)
def test_a_front_matter_that_nobody_closed_ends_where_the_text_begins(source, format_name, last):
    if "date: 2024-07-23\nBody" in source:
        source = source.replace("\n---\n\nMore", "\nMore")
    header = parse_front_matter(source)
    assert (header.format_name, header.body[:5]) == (format_name, "Body.")
    assert header.body.endswith("More.\n")
    assert (header.fields.values["title"], header.fields.values["date"]) == ("A", "2024-07-23")
    entry, (problem,) = read_entry("a.md", source, RULES)
    assert entry.title == "A"
    assert f"write {last} on a line of its own where the front matter ends" in problem.hint


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            "+++\ntitle = A: B\ndate = 2024-07-23\n+++\n",
            ("a.md:2:9: The TOML front matter breaks at 'title = A: B' (Invalid value).", "write 'title = \"A: B\"'"),
        ),
        ("+++\ndate = 2024-07-23\ntitle: A\n+++\n", ("a.md:3:", "write 'title = \"A\"'")),
        ("+++\ndate = 2024-07-23\nprose\n+++\n", ("a.md:3:", "write it as 'key = \"value\"'")),
        ('+++\ndate = 2024-07-23\nx = ["a", b]\n+++\n', ("a.md:3:5: ", "put each text between double quotes")),
        (
            '{\n"title": A: B,\n"date": "2024-07-23"\n}\n',
            ("a.md:2:10: The JSON front matter breaks at ", 'write \'"title": "A: B"\''),
        ),
        ('{\n"title": "A",\n"date": "2024-07-23",\n}\n', ("a.md:4:", "none at the end")),
        (
            "---\ntitle: " + "a" * 20_000 + "\ndate: 2024-07-23\n---\n",
            ("a.md:2: The YAML front matter breaks at 'title: aaaa", "move what is long into the text"),
        ),
    ],
)
def test_a_problem_says_what_to_write_in_the_format(source, told):
    _, (problem,) = read_entry("a.md", source, RULES)
    assert str(problem).startswith(told[0])
    assert told[1] in problem.hint


POST = {
    "yaml": """
        ---
        title: "Ein Titel: «A» & 'B'"
        date: 2024-07-23T10:30:00+02:00
        updated: 2024-08-01
        slug: own
        description: Told to engines.
        summary: Told in lists.
        image: a.png
        image_alt: An image
        authors: [{name: Max Quinton, url: x}, eva]
        tags: [2026, 1.10, "on", [nested]]
        categories: [News]
        draft: false
        hidden: true
        weight: -3
        canonical: https://x.org/a
        robots: nofollow
        readtime: 7
        cover: {image: b.png, alt: c}
        nothing: ~
        ---
        Text.
        """,
    "toml": """
        +++
        title = "Ein Titel: «A» & 'B'"
        date = 2024-07-23T10:30:00+02:00
        updated = 2024-08-01
        slug = "own"
        description = "Told to engines."
        summary = 'Told in lists.'
        image = "a.png"
        image_alt = "An image"
        authors = [{name = "Max Quinton", url = "x"}, "eva"]
        tags = [2026, 1.10, "on", ["nested"]]
        categories = ["News"]
        draft = false
        hidden = true
        weight = -3
        canonical = "https://x.org/a"
        robots = "nofollow"
        readtime = 7
        nothing = ""
        [cover]
        image = "b.png"
        alt = "c"
        +++
        Text.
        """,
    "json": """
        {
          "title": "Ein Titel: «A» & 'B'",
          "date": "2024-07-23T10:30:00+02:00",
          "updated": "2024-08-01",
          "slug": "own",
          "description": "Told to engines.",
          "summary": "Told in lists.",
          "image": "a.png",
          "image_alt": "An image",
          "authors": [{"name": "Max Quinton", "url": "x"}, "eva"],
          "tags": [2026, 1.10, "on", ["nested"]],
          "categories": ["News"],
          "draft": false,
          "hidden": true,
          "weight": -3,
          "canonical": "https://x.org/a",
          "robots": "nofollow",
          "readtime": 7,
          "cover": {"image": "b.png", "alt": "c"},
          "nothing": null
        }
        Text.
        """,
}


@pytest.mark.parametrize("format_name", POST)
def test_one_post_in_three_formats_is_one_entry(format_name):
    expected, _ = read_entry("a.md", text(POST["yaml"]), RULES)
    entry, problems = read_entry("a.md", text(POST[format_name]), RULES)
    assert problems == ()
    assert replace(entry, format_name="") == replace(expected, format_name="")
    assert entry.body == "Text.\n"
    assert entry.date == datetime(2024, 7, 23, 10, 30, tzinfo=timezone(timedelta(hours=2)))
    assert entry.tags == ("2026", "1.10", "on", "nested")
    assert entry.meta["cover"] == {"image": "b.png", "alt": "c"}
    assert entry.meta["weight"] == -3


@settings(deadline=None)
@given(
    st.sampled_from(["---toml", "+++", "---json", "---", "<!--", "{", ""]),
    st.lists(
        st.sampled_from([*"{}[]\"'=:.,#\\ \t\n\xa0ab-+<>!0", "title", "date", '"title": ', "title = ", ".. title: "])
    ).map("".join),
    st.sampled_from(["---", "+++", "-->", "}", ""]),
)
def test_no_text_breaks_the_reading(before, garbage, after):
    source = f"{before}\n{garbage}\n{after}\n\nBody."
    header = parse_front_matter(source)
    assert set(header.fields.values) == set(header.fields.typed)
    assert header.body.endswith("Body.") or header.fields.broken
    last = source.count("\n") + 1
    assert all(0 < line <= last for line in header.fields.lines.values())
    assert header.fields.broken is None or 0 < header.fields.broken.line <= last
