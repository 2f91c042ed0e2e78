"""Front matter is told from prose by its content, read to the letter and never lost, whatever else a file holds."""

from __future__ import annotations

import time
from datetime import date, datetime, timezone

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness import text
from mkdocs_blogposts.reading.frontmatter.parser import FRONT_MATTER_FORMATS, parse_front_matter

YAML = "---\ntitle: A\n---\n"
MMD = "Title: A\n\n"
A = {"title": "A"}
HEADER_OF = {
    "yaml": YAML,
    "toml": '+++\ntitle = "A"\n+++\n',
    "json": '{"title": "A"}\n',
    "nikola": "<!--\n.. title: A\n-->\n",
    "hexo": 'title: "A"\n---\n',
    "hexo-json": '"title": "A",\n;;;\n',
    "mmd": MMD,
}


def fenced(header, body="Body.\n"):
    return f"---\n{header}\n---\n{body}"


def values_of(header):
    return parse_front_matter(fenced(header)).fields.values


HEADERS = [
    # Fences.
    ("---\ntitle: A\n---\nBody.", "yaml", A, "Body."),
    ("---\ntitle: A\n...\nBody.", "yaml", A, "Body."),
    ("--- \t\ntitle: A\n---\t \nBody.", "yaml", A, "Body."),
    ("---\ntitle: A\n---", "yaml", A, ""),
    ("---\ntitle: A\n---\n\n\nBody.\n", "yaml", A, "Body.\n"),
    ("---\ntitle: A\n---\n\n    code\n", "yaml", A, "    code\n"),
    ("---\ntitle: A\n---\nBody.\n\n---\n\nMore.", "yaml", A, "Body.\n\n---\n\nMore."),
    ("---\ntitle: A ---\nmore: x\n---\nBody.", "yaml", {"title": "A ---", "more": "x"}, "Body."),
    ("---\ntitle: A\n-----\nBody.", "yaml", A, "Body."),
    ("---\ntext: |\n  ---\n  ...\n---\nBody.", "yaml", {"text": "---\n...\n"}, "Body."),
    ("---\n---\nBody.", "yaml", {}, "Body."),
    ("---\n\n---\nBody.", "yaml", {}, "Body."),
    # What may stand before the front matter, and how lines end.
    ("\ufeff" + YAML + "Body.", "yaml", A, "Body."),
    ("\ufeff" + MMD + "Body.", "mmd", A, "Body."),
    ("\n\n  \n\t\n\xa0\n" + YAML + "Body.", "yaml", A, "Body."),
    ("\ufeff\n\n" + MMD + "Body.", "mmd", A, "Body."),
    (YAML.replace("\n", "\r\n") + "Body.\r\nMore.", "yaml", A, "Body.\nMore."),
    (MMD.replace("\n", "\r\n") + "Body.\r\n", "mmd", A, "Body.\n"),
    (YAML.replace("\n", "\r") + "Body.\r", "yaml", A, "Body.\n"),
    # No-break spaces before a value.
    ("---\ntitle:\xa0A\n---\nBody.", "yaml", A, "Body."),
    ("---\ntitle: \xa0 A\ndate: \xa02024-07-23\n---\nBody.", "yaml", {"title": "A", "date": "2024-07-23"}, "Body."),
    ("Title:\xa0A\n\nBody.", "mmd", A, "Body."),
    ("Title\xa0: \xa0A\n\nBody.", "mmd", A, "Body."),
    # `Key: value` lines.
    ("title:PyLadies\n\nBody.", "mmd", {"title": "PyLadies"}, "Body."),
    ("TITLE: A\nDate:2024-07-23\nog_x-y: z\nKategorie-Ä: ö\n\nBody.", "mmd", None, "Body."),
    ("Title: A\nCategory: \nTags:\n\nBody.", "mmd", {"title": "A", "category": "", "tags": ""}, "Body."),
    (
        "Title: A: B - C\nLink: https://x.org/?a=b:c\n\nB",
        "mmd",
        {"title": "A: B - C", "link": "https://x.org/?a=b:c"},
        "B",
    ),
    ("Title: A\n    long\n\ttitle\n\nBody.", "mmd", {"title": "A long title"}, "Body."),
    ("Title:\n    A\n    B: C\n\nBody.", "mmd", {"title": "A B: C"}, "Body."),
    ("Title: A\nTag: x\nTag: y\n    z\nTag: w\n\nBody.", "mmd", {"title": "A", "tag": ["x", "y z", "w"]}, "Body."),
    ("Date: 2024-07-23\n\nBody.", "mmd", {"date": "2024-07-23"}, "Body."),
    ("Author: M\nTitle: A\n\nBody.", "mmd", {"author": "M", "title": "A"}, "Body."),
    # Where they end.
    ("Title: A\n---\nBody.", "mmd", A, "Body."),
    ("Title: A\n--- \n\nBody.", "mmd", A, "Body."),
    ("Title: A\n \t\nBody.", "mmd", A, "Body."),
    ("Title: A\nBody, not a key.\nB: c", "mmd", A, "Body, not a key.\nB: c"),
    ("Title: A\n# Heading: B", "mmd", A, "# Heading: B"),
    ("Title: A\n  Half: indented", "mmd", A, "  Half: indented"),
    ("Title: A\nhttps://x.org", "mmd", A, "https://x.org"),
    ("Title: A\n\nNote: this is text.", "mmd", A, "Note: this is text."),
    ("Title: A\n\n    code", "mmd", A, "    code"),
    ("Title: A", "mmd", A, ""),
    ("Title: A\u2028B\x85C\x0cD\nDate: x\n\nBody.", "mmd", {"title": "A\u2028B\x85C\x0cD", "date": "x"}, "Body."),
]


@pytest.mark.parametrize(("source", "format_name", "values", "body"), HEADERS)
def test_a_front_matter_is_taken_off_the_text(source, format_name, values, body):
    header = parse_front_matter(source)
    assert (header.format_name, header.body) == (format_name, body)
    assert values is None or header.fields.values == values
    assert header.fields.broken is None


def test_keys_of_lines_are_in_lower_case_and_those_of_yaml_as_written():
    assert list(parse_front_matter("TITLE: A\nog_x-y: z\nKategorie-Ä: ö\n\n").fields.values) == [
        "title",
        "og_x-y",
        "kategorie-ä",
    ]
    assert list(parse_front_matter("---\nTitle: A\nmy Key: b\n---\n").fields.values) == ["Title", "my Key"]


@pytest.mark.parametrize(
    "prose",
    [
        "",
        "\n\n",
        "Text.",
        "# Heading\n\nTitle: A\n",
        "Note: read this\n\nMore.",
        "Note: read this\nAuthor: me\n\nMore.",
        "User-agent: *\nDisallow: /\n",
        "http://example.org is a site\nTitle: A",
        "title://x",
        "12:30: we met\nDate: x",
        " Title: A\n",
        "- Title: A\n",
        "Title A\nDate: x",
        "Subtitle: A\nUpdate: b\n\nMore.",
        "---\n\nText between rules.\n\n---\n\nMore.",
        "---\n\n# Heading\n\n---\n\nMore.",
        "---\n\n- a\n- b\n\n---\n",
        "---\n\nnote:this is no key\n\n---\n",
        "---\n\n1. one: two: three\n\n---\n",
        "---\n",
        "---",
        "----\ntitle: A\n----\n",
        " ---\ntitle: A\n---\n",
        "***\ntitle: A\n***\n",
    ],
)
@pytest.mark.parametrize("before", ["", "\ufeff", "\n"])
def test_prose_is_no_front_matter_and_stays_whole(before, prose):
    header = parse_front_matter(before + prose)
    assert (header.format_name, dict(header.fields.values), header.fields.broken) == ("", {}, None)
    assert header.body == before.removeprefix("\ufeff") + prose


TRAPS = [
    ("2026", "2026", 2026),
    ("1.10", "1.10", 1.1),
    ("on", "on", True),
    ("no", "no", False),
    ("Yes", "Yes", True),
    ("y", "y", "y"),
    ("~", "", None),
    ("null", "", None),
    ("", "", None),
    ("'null'", "null", "null"),
    ('""', "", ""),
    ("0o17", "0o17", "0o17"),
    ("017", "017", 15),
    ("1_000", "1_000", 1000),
    ("12:30:45", "12:30:45", 45045),
    ("1e3", "1e3", "1e3"),
    (".inf", ".inf", float("inf")),
    ("2024-07-23", "2024-07-23", date(2024, 7, 23)),
    ("2024-07-23T10:00:00Z", "2024-07-23T10:00:00Z", datetime(2024, 7, 23, 10, tzinfo=timezone.utc)),
    ("2017-02-29", "2017-02-29", "2017-02-29"),
    ("2024-01-01T00:00:00+99:99", "2024-01-01T00:00:00+99:99", "2024-01-01T00:00:00+99:99"),
    ("!!python/object/apply:os.getcwd []", [], []),
    ("!ruby/object:Date 5", "5", "5"),
    ("!!int ''", "", ""),
    ("!!int x", "x", "x"),
    ("!!float ''", "", ""),
    ("!!bool maybe", "maybe", "maybe"),
    ("!!timestamp never", "never", "never"),
    ("!!binary aGk=", "aGk=", "aGk="),
    ("!!set {a, b}", {"a": "", "b": ""}, {"a": None, "b": None}),
    ("[a, 1, ~, [b]]", ["a", "1", "", ["b"]], ["a", 1, None, ["b"]]),
    ("{a: 1, 2: no, [c]: d}", {"a": "1", "2": "no"}, {"a": 1, "2": False}),
    ("|\n  a\n  b", "a\nb\n", "a\nb\n"),
    (">-\n  a\n  b", "a b", "a b"),
    ("a #b", "a", "a"),
    ("a#b", "a#b", "a#b"),
    ('"a\\tb"', "a\tb", "a\tb"),
]


@pytest.mark.parametrize(("written", "read", "typed"), TRAPS)
def test_a_value_is_text_to_the_letter_and_typed_for_templates(written, read, typed):
    fields = parse_front_matter(fenced(f"x: {written}")).fields
    assert fields.broken is None
    assert dict(fields.values) == {"x": read}
    assert dict(fields.typed) == {"x": typed}
    assert type(fields.typed["x"]) is type(typed)


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("a: 1\na: 2", {"a": "2"}),
        ("2024: a\non: b\n~: c\n1.0: d", {"2024": "a", "on": "b", "~": "c", "1.0": "d"}),
        ("? [a, b]\n: c\nd: e", {"d": "e"}),
        ("a: &x [1, 2]\nb: *x", {"a": ["1", "2"], "b": ["1", "2"]}),
        ("a: &x\n  b: 1\n  c: 2\n<<: *x\nc: 3", {"a": {"b": "1", "c": "2"}, "b": "1", "c": "3"}),
        (
            "a: &x {b: 1}\nc: &y {b: 2, d: 3}\n<<: [*x, *y]",
            {"a": {"b": "1"}, "c": {"b": "2", "d": "3"}, "b": "1", "d": "3"},
        ),
        ("a: b\n<<: none", {"a": "b"}),
        ("{title: A, tags: [a, b]}", {"title": "A", "tags": ["a", "b"]}),
        ("title:\tA", {"title": "A"}),
    ],
)
def test_keys_of_every_kind(header, values):
    fields = parse_front_matter(fenced(header)).fields
    assert fields.values == values
    assert list(fields.typed) == list(fields.values)


def test_a_key_stands_on_its_line():
    header = text(
        """
        ---
        # A remark.
        title: A
        tags:
          - a

        image: {src: x}
        date: 2024-07-23
        ---
        """
    )
    lines = {"title": 3, "tags": 4, "image": 7, "date": 8}
    assert parse_front_matter(header).fields.lines == lines
    assert parse_front_matter("\ufeff\n \n\n" + header).fields.lines == {key: line + 3 for key, line in lines.items()}
    assert parse_front_matter(header.replace("\n", "\r\n")).fields.lines == lines
    assert parse_front_matter("\nTitle: A\n    more\u2028still\nTag: x\nTag: y\n\n").fields.lines == {
        "title": 2,
        "tag": 4,
    }


KEPT = {"date": "2024-07-23", "tags": ["a", "b"]}

BROKEN = [
    # (what is broken, the values it gives, the line that is named, as counted in what is broken)
    ("title: A: B", {"title": "A: B"}, 1),
    ("title: @name", {"title": "@name"}, 1),
    ("title: `code`", {"title": "`code`"}, 1),
    ("title: %s", {"title": "%s"}, 1),
    ("title: [Draft] A", {"title": "[Draft] A"}, 1),
    ("title: {A} B", {"title": "{A} B"}, 1),
    ("title: *A* B", {"title": "*A* B"}, 1),
    ("title: - A", {"title": "- A"}, 1),
    ("title: ? A", {"title": "? A"}, 1),
    ('title: "A" B', {"title": '"A" B'}, 1),
    ('title: "A "b" C"', {"title": 'A "b" C'}, 1),
    ("title: 'It's A'", {"title": "It's A"}, 1),
    ('title: "A', {"title": "A"}, 1),
    ("title: 'A", {"title": "'A"}, 1),
    ("title: A\n\tmore", {"title": "A more"}, 2),
    ("title: A\nx:\n\t- a\n\t- b", {"title": "A", "x": ["a", "b"]}, 3),
    ("title: A\nx:\n  - a\n  - @b\n  - 'c'", {"title": "A", "x": ["a", "@b", "c"]}, 4),
    ("title: A\nx:\n- a\n- b: c: d", {"title": "A", "x": ["a", "b: c: d"]}, 4),
    ("title: A\nx:\n  # what it is\n  b: c: d\n  e: f", {"title": "A", "x": {"b": "c: d", "e": "f"}}, 4),
    ("title: A\nx: b: c\n  - d", {"title": "A", "x": "b: c - d"}, 2),
    ("title: A\nx: [a, b", {"title": "A", "x": "[a, b"}, 2),
    ("title: A\nx: |\n  b\x07c", {"title": "A", "x": "b\x07c"}, 2),
    ("title: A\nx: b\x00c", {"title": "A", "x": "b\x00c"}, 2),
    ("title: A\nx: *nowhere", {"title": "A", "x": "*nowhere"}, 2),
    ("title: A\nprose without a key\nx: b", {"title": "A", "x": "b"}, 2),
    ("title: A\nmy key: b: c\nx: y", {"title": "A", "x": "y"}, 2),
    ("title: A\nx:b", {"title": "A", "x": "b"}, 2),
    ("title:A", {"title": "A"}, 1),
    ("title: A\n author: B", {"title": "A", "author": "B"}, 2),
    ("title: A\n  more: b\n  Image: c\n  - d", {"title": "A more: b", "Image": "c - d"}, 2),
    ("title: A\n%YAML 1.2", {"title": "A"}, 2),
    ("title: A\nx: b: c\ny: 'd'  # remark", {"title": "A", "x": "b: c", "y": "d"}, 2),
    ("title: A\nx: b: c\ny: >\n  d\n  e\nz: {f: [g]}", {"title": "A", "x": "b: c", "y": "d e\n", "z": {"f": ["g"]}}, 2),
]


@pytest.mark.parametrize(("flaw", "values", "line"), BROKEN)
@pytest.mark.parametrize("before", ["", "\ufeff\n\n"])
@pytest.mark.parametrize("above", [True, False])
def test_a_mistake_costs_no_more_than_its_own_key(flaw, values, line, before, above):
    good = "date: 2024-07-23\ntags: [a, b]"
    header = parse_front_matter(before + fenced(f"{flaw}\n{good}" if above else f"{good}\n{flaw}"))
    assert header.format_name == "yaml"
    assert header.fields.values == KEPT | values
    assert header.fields.typed["date"] == date(2024, 7, 23)
    assert header.fields.broken.line == line + 1 + before.count("\n") + (0 if above else 2)
    assert header.fields.broken.text == flaw.split("\n")[line - 1]
    assert header.fields.broken.reason
    assert header.body == "Body.\n"


def test_a_front_matter_without_a_blank_after_any_colon_is_one():
    header = parse_front_matter("---\ntitle:A\ndate:2024-07-23\n---\nBody.")
    assert (header.fields.values, header.body) == ({"title": "A", "date": "2024-07-23"}, "Body.")
    assert header.fields.broken.line == 2


def test_a_broken_front_matter_knows_its_lines():
    fields = parse_front_matter("\n---\n\n# remark\ntitle: A: B\nx:\n  - a\ndate: 2024-07-23\n---\n").fields
    assert fields.lines == {"title": 5, "x": 6, "date": 8}


def test_the_first_of_several_mistakes_is_named():
    assert parse_front_matter(fenced("a: ok\nb: @x\nc: d: e\nf: `g`")).fields.broken.line == 3


@pytest.mark.parametrize("format_name", FRONT_MATTER_FORMATS)
def test_a_format_is_a_handler_of_python_frontmatter(format_name):
    post = frontmatter.loads(HEADER_OF[format_name] + "Body.", handler=FRONT_MATTER_FORMATS[format_name])
    assert (post["title"], post.content) == ("A", "Body.")


@pytest.mark.parametrize("format_name", FRONT_MATTER_FORMATS)
def test_a_format_may_be_asked_about_any_text(format_name):
    assert FRONT_MATTER_FORMATS[format_name].split("Text.") == ("", "Text.")
    assert not FRONT_MATTER_FORMATS[format_name].detect("Text.")


# What follows would end the process, never end, or fill the memory, were it read as it asks to be.

DEEP = {
    "sequences in a line": "[" * 10_000,
    "mappings in a line": "{a: " * 3_000,
    "explicit keys": "\n" + "? " * 5_000 + "a",
    "explicit values": "\n  ? a\n  " + ": " * 5_000 + "a",
    "dashes": "\n" + "- " * 5_000 + "a",
    "dashes and keys": "\n" + "- ? " * 3_000 + "a",
    "after a line end of YAML's own": "\n  ? a\x85" + "? " * 5_000 + "a",
    "indentation": "".join("\n" + " " * depth + "a:" for depth in range(1, 150)),
    "thousands of colons": "\n" + ": " * 5_000,
}


@pytest.mark.parametrize("hostile", DEEP.values(), ids=DEEP)
def test_what_nests_too_deep_is_a_mistake_like_another(hostile):
    fields = parse_front_matter(fenced(f"title: A\nx: {hostile}\ndate: 2024-07-23")).fields
    assert (fields.values["title"], fields.values["date"]) == ("A", "2024-07-23")
    assert fields.broken.line > 2


def test_what_nests_less_is_none():
    assert parse_front_matter(fenced("x: " + "[" * 45 + "a" + "]" * 45)).fields.broken is not None
    fields = parse_front_matter(fenced("x: " + "[" * 39 + "a" + "]" * 39 + "\ny: [" + "[a], " * 500 + "]")).fields
    assert fields.broken is None
    assert len(fields.values["y"]) == 500


def multiplied(first, each):
    """Ten anchors, each ten times the one before."""
    lines = [f"a0: &a0 {first}"]
    lines += [f"a{n}: &a{n} {each.format(', '.join([f'*a{n - 1}'] * 10))}" for n in range(1, 10)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "hostile",
    [
        multiplied("[lol, lol]", "[{}]"),
        multiplied("{b: c}", "{{<<: [{}]}}"),
        multiplied("[lol, lol]", "[{}]") + "\n? *a9\n: x\nz: {? *a9 : x}",
        multiplied("[lol, lol]", "[{}]") + "\n<<: *a9",
        multiplied("{b: c}", "[{}]") + "\n<<: *a9",
        "a: &a [*a]\nb: &b {c: *b, d: [*a]}\n<<: *b",
        "a: &a {<<: *a}",
        "? &a [*a]\n: b",
        "a: &a [" + "x, " * 1_000 + "]\n" + "\n".join(f"k{n}: *a" for n in range(1_000)),
    ],
    ids=[
        "lists",
        "merges",
        "keys",
        "merged lists",
        "merged mappings",
        "loops",
        "merged loop",
        "loop in a key",
        "aliases",
    ],
)
def test_anchors_cannot_multiply(hostile):
    fields = parse_front_matter(fenced(f"{hostile}\ntitle: A")).fields
    assert fields.values["title"] == "A"
    assert fields.broken is None


def test_anchors_chained_through_keys_are_read_or_left():
    chain = "? &k0 [x]\n: 1\n" + "".join(f"? &k{n} [*k{n - 1}]\n: 1\n" for n in range(1, 5_000))
    assert parse_front_matter(fenced(f"title: A\n{chain}z: *k4999")).fields.values["title"] == "A"


@pytest.mark.parametrize("number", ["1" + ":00" * 2_000, "1" + ":00" * 300 + ".5", "9" * 7_000, "0x" + "f" * 7_000])
def test_numbers_out_of_all_proportion_stay_text(number):
    fields = parse_front_matter(fenced(f"x: {number}\n{number}: y")).fields
    assert fields.values["x"] == fields.typed["x"] == number


@pytest.mark.parametrize(
    "source",
    [
        fenced("title: " + "a" * 1_000_000),
        fenced("title: " + "a: " * 300_000),
        fenced("\n".join(f"k{n}: v" for n in range(10_000))),
        fenced("a: b: c\n" + "\n".join(f"k{n}: v" for n in range(10_000))),
        "Title: " + "a" * 1_000_000,
        "Title: a\n" + " " * 1_000_000,
        "a" * 1_000_000,
        "a" + " " * 1_000_000 + ";",
        " " * 1_000_000 + "x",
        "---" + " " * 1_000_000 + "x",
        "---\n" + "---  x\n" * 100_000,
        "\n" * 1_000_000,
        "---\n" * 100_000,
        "Title: a\n" + "b: c\n" * 100_000,
    ],
)
def test_large_files_are_read(source):
    header = parse_front_matter(source)
    assert header.format_name or header.body == source


def seconds(work, size):
    """CPU time of the best of three runs."""
    source = work(size)
    runs = []
    for _ in range(3):
        start = time.process_time()
        parse_front_matter(source)
        runs.append(time.process_time() - start)
    return min(runs)


@pytest.mark.parametrize(
    "work",
    [
        lambda n: "Title: a\n" + "    more text that goes on and on\n" * n,
        lambda n: "Title: a\n" + "Tag: b\n" * n,
        lambda n: fenced("\n".join(f"k{k}: v" for k in range(n))),
        lambda n: fenced("a: b: c\n" + "\n".join(f"k{k}: v" for k in range(n))),
        lambda n: fenced("a: b: c\nx:\n" + "  - @d\n" * n),
        lambda n: fenced("a: [" + "[b], " * n + "]"),
    ],
)
def test_ten_times_the_lines_take_about_ten_times_the_time(work):
    assert seconds(work, 20_000) < 40 * max(seconds(work, 2_000), 0.0005)


SIGNS = st.sampled_from(
    [*"-:?[]{}&*!|>'\"%@`#,~ \t\n\n", "---\n", "...\n", "\n  ", "\n- ", ": ", "a", "title", "date", "<<", "é", "\xa0"]
)
LINES = st.lists(
    st.builds(
        "{}{}{}{}".format,
        st.sampled_from(["", "  ", "- ", "\t"]),
        st.text(max_size=6),
        st.sampled_from([":", ": "]),
        st.text(max_size=8),
    ),
    max_size=8,
).map("\n".join)


@given(
    st.one_of(st.text(), st.lists(SIGNS).map("".join), LINES),
    st.sampled_from(["", "---\n", "Title: A\n", "\ufeff---\ntitle: A\n"]),
    st.sampled_from(["", "\n---\n", "\n\n"]),
)
def test_no_text_breaks_the_reading(garbage, before, after):
    header = parse_front_matter(before + garbage + after)
    assert all(isinstance(key, str) for key in (*header.fields.values, *header.fields.typed, *header.fields.lines))
    assert set(header.fields.values) == set(header.fields.typed)
    assert all(isinstance(leaf, str) for leaf in leaves(header.fields.values))
    last = (before + garbage + after).replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    if not {"\x85", "\u2028", "\u2029"} & set(garbage):  # to YAML they are line ends; to editors they are none
        assert all(0 < line <= last for line in header.fields.lines.values())
        assert header.fields.broken is None or 0 < header.fields.broken.line <= last


def leaves(value, depth=0):
    if depth > 50:
        return
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from leaves(item, depth + 1)
    else:
        yield value


@given(st.binary(max_size=200), st.sampled_from(["latin-1", "utf-16", "utf-8"]))
def test_no_file_breaks_the_reading(garbage, encoding):
    garbled = garbage.decode(encoding, errors="surrogateescape" if encoding == "utf-8" else "replace")
    assert parse_front_matter(fenced(f"x: {garbled}")).body is not None


VALUES = st.text(
    st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"], blacklist_characters="\x85\ufeff"), max_size=40
).map(str.strip)


@given(VALUES, VALUES)
def test_what_is_quoted_is_read_to_the_letter(title, tag):
    quoted = "'{}'".format(title.replace("'", "''"))
    assert values_of(f"title: {quoted}\ntags: ['{tag.replace(chr(39), chr(39) * 2)}']") == {
        "title": title,
        "tags": [tag],
    }


@given(VALUES)
def test_a_line_is_read_to_the_letter(title):
    header = parse_front_matter(f"Title: {title}\nDate: 2024-07-23\n\nBody.")
    assert header.fields.values == {"title": title, "date": "2024-07-23"}
    assert header.body == "Body."


@given(VALUES.filter(lambda value: value and value[0] not in "\"'|>"))
def test_an_unquoted_title_is_never_lost(title):
    """YAML may cut it at ` #`, or take it for something else than text; what it cannot read is read as it stands."""
    header = parse_front_matter(fenced(f"title: {title}\ndate: 2024-07-23"))
    assert header.fields.values["date"] == "2024-07-23"
    if header.fields.broken:
        assert header.fields.values["title"] == title
