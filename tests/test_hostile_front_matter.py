"""No front matter hurts: what the benchmark tries in tens of thousands is tried here in hundreds."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.front_matter import LARGEST, Findings, hostile, measure, ordinary, read
from mkdocs_blogposts.reading.frontmatter.delimiters import MOST_KEYS
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter


def test_hostile_front_matter_are_read_in_no_time():
    chance, findings = Random(7), Findings()  # noqa: S311  # the same each time
    for _ in range(800):
        read(hostile(chance), findings)
    for _ in range(20):
        measure(hostile(chance), findings)
    assert findings.failures == []
    assert findings.count == 800
    assert findings.slowest[0] < 0.25  # five times what the benchmark allows: other programs may be running
    assert findings.largest[0] <= LARGEST


def test_ordinary_front_matter_are_of_all_formats_and_whole():
    headers = [parse_front_matter(ordinary(number, Random(number))) for number in range(20)]  # noqa: S311
    assert {header.format_name for header in headers} == {"yaml", "toml", "json", "nikola", "mmd"}
    assert all(header.fields.broken is None and "date" in header.fields.values for header in headers)


@pytest.mark.parametrize(
    ("first", "line", "last"),
    [("---\n", "k{}: a: b\n", "---\n"), ("+++\n", "k{} = no\n", "+++\n"), ("{{\n", "k{}: no,\n", "}}\n")],
)
def test_a_broken_front_matter_of_thousands_of_keys_is_read_by_its_first(first, line, last):
    lines = "".join(line.format(number) for number in range(1300))
    header = parse_front_matter(f"{first.format()}title: A\n{lines}{last.format()}Body.\n")
    assert header.fields.broken
    assert header.body == "Body.\n"
    assert header.fields.values["title"] == "A"
    assert "k900" in header.fields.values
    assert len(header.fields.values) <= MOST_KEYS
