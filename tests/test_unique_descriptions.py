"""No two posts say the same of themselves, unless their writers did."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from harness import with_every_theme
from mkdocs_blogposts.publishing.posts.meta_descriptions import make_descriptions_unique
from mkdocs_blogposts.publishing.posts.post import Post

JULY, AUGUST = (datetime(2024, month, 3, tzinfo=timezone.utc) for month in (7, 8))


def post(title: str, about: str, **values: object) -> Post:
    return Post(f"{title}.md", title=title, meta_description=about, **values)


@pytest.mark.parametrize(
    ("posts", "expected"),
    [
        ([], []),
        ([post("A", "One."), post("B", "Two.")], ["One.", "Two."]),
        ([post("A", "One."), post("B", "One."), post("C", "Two.")], ["A: One.", "B: One.", "Two."]),
        ([post("A", "One.", description="One."), post("B", "One.")], ["One.", "B: One."]),
        ([post("A", "One.", summary="One."), post("B", "One.", description="One.")], ["One.", "One."]),
        (
            [post("A", "One.", date=JULY), post("A", "One.", date=AUGUST), post("A", "One.")],
            ["A (2024-07-03): One.", "A (2024-08-03): One.", "A: One."],
        ),
        ([post("A\u200b\nb", "One."), post("B", "One.")], ["A b: One.", "B: One."]),
        ([post("A", ""), post("B", "")], ["", ""]),
        ([post("A", "Word, " * 30), post("B", "Word, " * 30)], None),
    ],
)
def test_what_is_alike_is_told_apart(posts: list[Post], expected: list[str] | None) -> None:
    found = [each.meta_description for each in make_descriptions_unique(posts)]
    assert found == expected if expected is not None else len(set(found)) == 2
    assert all(len(about) <= 155 for about in found)


@with_every_theme
def test_each_page_has_a_description_of_its_own(site):
    moved = "We have moved the guide to another page, where you will find the whole of it.\n\nMore."
    built = site(
        {
            "docs/index.md": "# Home\n\nWelcome to all of you.",
            "docs/blog/a.md": f"---\ntitle: For users\ndate: 2024-07-03\n---\n{moved}",
            "docs/blog/b.md": f"---\ntitle: For makers\ndate: 2024-07-04\n---\n{moved}",
        }
    ).build()
    said = [built.page(address).description for address in ("blog/a/", "blog/b/")]
    told = "We have moved the guide to another page, where you will find the whole of it."
    assert said == [f"For users: {told}", f"For makers: {told}"]
