"""Every message a writer can meet is in a table of docs/reference/messages/, and is what a small site makes us say.

A new member of `Rule` needs a row in one of those tables, its name in their index, and a site in `TRIGGERS`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from mkdocs_blogposts.cli.main import main
from mkdocs_blogposts.reading.problems import Rule

PAGES = Path(__file__).parent.parent / "docs" / "reference" / "messages"
ROW = re.compile(r"^\| (?P<code>[a-z-]+) \| (?P<message>`.+`) \| (?P<why>.+) \| (?P<cure>.+) \| (?P<weight>\w+) \|$")


@dataclass(frozen=True)
class Row:
    """One rule as the page explains it."""

    messages: tuple[str, ...]
    """With `…` for what differs."""

    why: str
    hint: str
    weight: str


@dataclass(frozen=True)
class Drawn:
    """A site that makes us say something."""

    files: Mapping[str, str | bytes]
    options: Mapping[str, Any] = field(default_factory=dict)
    config: str = ""


def rows_of(page: Path) -> list[re.Match[str]]:
    return [*filter(None, map(ROW.match, page.read_text(encoding="utf-8").splitlines()))]


def read_table() -> dict[str, Row]:
    return {
        row["code"]: Row(tuple(re.findall(r"`([^`]+)`", row["message"])), row["why"], row["cure"], row["weight"])
        for page in sorted(PAGES.glob("*.md"))
        for row in rows_of(page)
    }


def post(header: str = "", text: str = "Text.", title: str = "A post", date: str = "2026-01-02") -> str:
    lines = ["---", f"title: {title}", f"date: {date}", *([header] if header else []), "---", "", text, ""]
    return "\n".join(lines)


def block(settings: str) -> Drawn:
    return Drawn({"docs/blog/a.md": post("tags: lamps"), "docs/page.md": f"# P\n\n<!-- blogposts {settings} -->\n"})


TABLE = read_table()

LINK = """
from pathlib import Path

def on_pre_build(config):
    Path(config.docs_dir, "blog", "a.jpg").symlink_to("nowhere.jpg")
"""

OVERRIDE = {
    "o/own.html": '{% extends "main.html" %}{% block content %}{{ page.meta.date | nonsense }}{% endblock %}',
    "o/blog-post.html": '{% extends "main.html" %}{{ page.config.date }}',
}

OVERRIDDEN = "theme: {name: mkdocs, custom_dir: o}"

LATE = """
def on_page_markdown(markdown, page, config, files):
    if "/a.md" in page.file.src_uri:
        page.meta["tags"] = ["late"]


def on_nav(nav, config, files):
    files.remove(files.get_file_from_path("blog/gone.md"))
"""

TRIGGERS: Mapping[str, tuple[Drawn, ...]] = {
    "broken-front-matter": (Drawn({"docs/blog/a.md": post(title="Lamps: a correction")}),),
    "invalid-date": (Drawn({"docs/blog/a.md": post(date="2026-02-29")}),),
    "ambiguous-date": (
        Drawn({"docs/blog/a.md": post(date="02/03/2026")}),
        Drawn({"docs/blog/a.md": post(date="2026-01-02 10:00 IST")}),
    ),
    "unknown-field": (Drawn({"docs/blog/a.md": post("athor: Max")}),),
    "double-field": (
        Drawn({"docs/blog/a.md": post("summary: A\nteaser: B")}),
        Drawn({"docs/blog/a.md": post("draft: true\nis_draft: false")}),
    ),
    "unknown-status": (
        Drawn({"docs/blog/a.md": post("status: drafts2")}),
        Drawn({"docs/blog/a.md": post("drafft: true")}),
        Drawn({"docs/blog/a.md": post("x: y").replace("\n---\n", "\n---\n---\ndraft: true\n---\n")}),
    ),
    "own-status": (Drawn({"docs/blog/a.md": post("status: x"), "docs/blog/b.md": post("status: x", title="B")}),),
    "double-key": (Drawn({"docs/blog/a.md": post("slug: a\nslug: b")}),),
    "misordered-dates": (
        Drawn({"docs/blog/a.md": post("updated: 2026-01-01")}),
        Drawn({"docs/blog/a.md": post("expires: 2026-01-01")}),
    ),
    "no-post": (
        Drawn({"docs/blog/a.md": "# A\n\n---\ndate: 2026-01-02\n---\nText."}),
        Drawn({"docs/blog/a.md": post("dat: 2026-01-02").replace("date: 2026-01-02\n", "")}),
        Drawn({"docs/blog/a.md": "---\ntags: a\nauthor: Max\n---\nText."}),
        Drawn({"docs/blog/a.md": "---\ndate:\n---\nText."}),
        Drawn({"docs/blog/18-04-04-a.md": "---\ntitle: A\n---\nText."}),
        Drawn({"docs/blog/2018-04-04-a.md": "# A"}),
    ),
    "empty-post": (Drawn({"docs/blog/a.md": post(text="")}),),
    "near-author": (
        Drawn(
            {"docs/.authors.yml": "authors:\n  max:\n    name: Max Quinn\n", "docs/blog/a.md": post("author: Max Quin")}
        ),
    ),
    "unclear-value": (
        Drawn({"docs/blog/a.md": post("slug: [a, b]")}),
        Drawn({"docs/blog/a.md": post("tags: {a: b}")}),
        Drawn({"docs/blog/a.md": post("language: german")}),
        Drawn({"docs/blog/a.md": post(f"authors: {[f'A{n}' for n in range(101)]}")}),
        Drawn({"docs/blog/a.md": post("noindex: maybe")}),
        Drawn({"docs/blog/a.md": post("weight: heavy")}),
        Drawn({"docs/blog/a.md": post("slug: #1")}),
    ),
    "empty-title": (Drawn({"docs/blog/a.md": post(title="")}),),
    "missing-description": (Drawn({"docs/blog/a.md": post()}),),
    "long-description": (Drawn({"docs/blog/a.md": post(f"description: {'a' * 161}")}),),
    "future-date": (
        Drawn({"docs/blog/a.md": post(date="2999-01-01")}),
        Drawn({"docs/blog/a.md": post("status: scheduled", date="")}),
    ),
    "double-term": (Drawn({"docs/blog/a.md": post("tags: [NATS, nats]")}),),
    "unsafe-slug": (Drawn({"docs/blog/a.md": post("slug: a b")}),),
    "dated-list": (Drawn({"docs/blog/tags.md": post(), "docs/blog/a.md": post("tags: x")}),),
    "url-conflict": (
        Drawn({"docs/blog/a.md": post("slug: x"), "docs/blog/b.md": post("slug: x")}),
        Drawn({"docs/blog/a.md": post("aliases: /b/"), "docs/b.md": "# B"}),
        Drawn({"docs/blog/a.md": post("permalink: /blog/rss.xml/x/")}),
        Drawn({"docs/blog/a.md": post("aliases: /blog/rss.xml/x/")}),
        Drawn({f"docs/_posts/2026-01-0{day}-x.md": post(date="") for day in range(1, 4)}),
        Drawn({f"docs/{folder}/x.md": post() for folder in "abc"}, {"permalink": "{slug}"}),
        Drawn({"docs/blog/a.md": post(), "docs/blog/rss.xml/x.txt": "x"}),
        Drawn({"docs/blog/a.md": post()}, config="theme: {name: mkdocs, static_templates: [blog/rss.xml]}"),
    ),
    "moved-posts": (
        Drawn({"docs/blog/a.md": post()}, {"permalink": "{year}/{slug}"}),
        Drawn({"docs/blog/a.md": post(), "docs/blog/b.md": post()}, {"permalink": "{year}/{slug}"}),
    ),
    "posts-elsewhere": (
        Drawn({"docs/a.md": post()}),
        Drawn({"docs/a.md": post(), "docs/b.md": post()}),
    ),
    "no-posts": (Drawn({}),),
    "broken-template": (Drawn({**OVERRIDE, "docs/blog/a.md": post("template: own.html")}, config=OVERRIDDEN),),
    "unused-template": (
        Drawn({**OVERRIDE, "docs/blog/a.md": post()}, config=OVERRIDDEN),
        Drawn(
            {**OVERRIDE, "o/partials/post.html": "x", "docs/blog/a.md": post()},
            config=OVERRIDDEN,
        ),
    ),
    "invalid-url": (
        Drawn({"docs/blog/a.md": post("permalink: https://elsewhere.example/a/")}),
        Drawn({"docs/blog/a.md": post("aliases: https://elsewhere.example/a/")}),
    ),
    "no-date": (Drawn({"docs/blog/posts/a.md": "---\ntitle: A\n---\nText."}),),
    "unknown-author": (
        Drawn({"docs/blog/.authors.yml": "authors:\n  max:\n    name: Max\n", "docs/blog/a.md": post("author: mux")}),
    ),
    "unknown-account": (
        Drawn({"docs/blog/.authors.yml": "max: {name: Max, socials: [max]}\n", "docs/blog/a.md": post("author: max")}),
    ),
    "broken-data": (
        Drawn({"docs/blog/.authors.yml": "authors:\n  max:\n    name: Max: an author\n", "docs/blog/a.md": post()}),
        Drawn({"docs/blog/.authors.yml": "- max\n", "docs/blog/a.md": post()}),
        Drawn({"docs/blog/.authors.yml": "authors:\n- name: Max\n", "docs/blog/a.md": post()}),
    ),
    "two-indexes": (Drawn({"docs/x/_index.md": "# X", "docs/x/index.md": "# X", "docs/blog/a.md": post()}),),
    "foreign-syntax": (Drawn({"docs/blog/a.md": post(text="{% highlight ruby %}\nputs 1\n{% endhighlight %}")}),),
    "withheld-file": (
        Drawn({"docs/blog/a/index.md": post("draft: x"), "docs/blog/a/b.pdf": "x"}),
        Drawn({"docs/blog/a/index.md": post("draft: x"), "docs/blog/a/b.pdf": "x", "docs/blog/a/c.pdf": "x"}),
    ),
    "foreign-file": (
        Drawn({"docs/blog/a.mdx": post()}),
        Drawn({"docs/blog/a.mdx": post(), "docs/blog/b.mdx": post()}),
    ),
    "invalid-embed": (
        block('tag="lapms"'),
        block('color="red"'),
        block('layout="none"'),
        block('limit="few"'),
        block("limit: 3"),
        Drawn({"docs/blog/a.md": post(), "docs/page.md": '<!-- blogpost limit="3" -->'}),
    ),
    "missing-image": (
        Drawn({"docs/blog/a.md": post("image: nowhere.png")}),
        Drawn({"docs/blog/a.md": post("image: ../../nowhere.png")}),
        Drawn({"docs/blog/a.md": post("image: pictures"), "docs/blog/pictures/x.txt": "x"}),
        Drawn({"docs/blog/a.md": post(text="![A harbour](nowhere.png)")}),
        Drawn({"docs/blog/a.md": post(text="\n\n".join(f"![A harbour](/img/{n}.png)" for n in range(20)))}),
    ),
    "unreadable-file": (
        Drawn({"docs/blog/a.md": b"---\ntitle: \xe9\ndate: 2026-01-02\n---\n"}),
        Drawn({"docs/blog/a.md": b"---\ntitle: \xe9\x00\ndate: 2026-01-02\n---\n"}),
    ),
    "unreadable-image": (
        Drawn({"docs/blog/a.md": post("image: a.jpg"), "docs/blog/a.jpg": "no picture"}),
        Drawn({"docs/blog/a.md": post("image: a.jpg"), "hook.py": LINK}, config="hooks: [hook.py]"),
    ),
    "sanitized-image": (
        Drawn(
            {
                "docs/blog/a.md": post("image: a.svg"),
                "docs/blog/a.svg": '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
            }
        ),
    ),
    "unfetched-image": (Drawn({"docs/blog/a.md": post("image: http://127.0.0.1:9/a.png")}, {"fetch_images": True}),),
    "image-without-alt": (
        Drawn({"docs/blog/a.md": post("image: https://example.org/a.png")}),
        Drawn({"docs/blog/a.md": post(text="![](https://example.org/a.png)")}),
        Drawn({"docs/blog/a.md": post(text="<img src='https://example.org/a.png'>")}),
    ),
    "broken-link": (
        Drawn({"docs/blog/a.md": post(text="[There](nowhere.md)")}),
        Drawn({"docs/blog/a.md": post(text="[There]\n\n[there]: ../nowhere/")}),
        Drawn({"docs/blog/a.md": post(), "docs/page.md": "[There](blog/b.md)"}),
    ),
    "missing-anchor": (Drawn({"docs/blog/a.md": post(text="[There](../b.md#ohter)"), "docs/b.md": "# B\n\n## Other"}),),
    "unpublished-target": (
        Drawn({"docs/blog/a.md": post(text="[Soon](b.md)"), "docs/blog/b.md": post("draft: true")}),
    ),
    "missing-link": (Drawn({"docs/blog/a.md": post("links: [{Lamps: nowhere.md}]")}),),
    "unknown-term": (Drawn({"docs/blog/a.md": post("tags: lapms")}, {"tags_allowed": ["lamps"]}),),
    "failed-social-card": (Drawn({"docs/blog/a.md": post(title="日本語")}, {"social_cards": True}),),
    "term-spelling": (
        Drawn({"docs/blog/a.md": post("tags: Guest Post"), "docs/blog/b.md": post("tags: guest-post", title="B")}),
    ),
    "same-title": (Drawn({"docs/blog/a.md": post(), "docs/blog/b.md": post()}),),
    "same-description": (
        Drawn({"docs/blog/a.md": post("description: It is."), "docs/b.md": "---\ndescription: it  is.\n---\nText."}),
    ),
    "same-translation": (
        Drawn({f"docs/blog/{name}.md": post("translation_key: hello", title=name) for name in ("a", "b")}),
    ),
    "late-metadata": (
        Drawn(
            {
                **block('tag="lapms"').files,
                "docs/blog/a.md": post(),
                "docs/blog/gone.md": post(title="B"),
                "hook.py": LATE,
            },
            config="hooks: [hook.py]",
        ),
    ),
    "password-without-plugin": (Drawn({"docs/blog/a.md": post("password: sesame")}),),
    "unknown-template": (Drawn({"docs/blog/a.md": post("template: article.html")}),),
    "build-message": (Drawn({"docs/blog/a.md": post()}, config="nav: [index.md, nowhere.md]"),),
}
"""A site or several for each rule; together they make us say each of its messages."""


def test_each_rule_has_a_row_and_each_row_a_rule():
    assert sorted(row["code"] for page in PAGES.glob("*.md") for row in rows_of(page)) == sorted(
        rule.code for rule in Rule
    )


def test_the_index_names_each_rule_with_the_page_of_its_row():
    named = re.findall(r"\[([a-z-]+)\]\(([\w-]+\.md)\)", (PAGES / "index.md").read_text(encoding="utf-8"))
    assert sorted(named) == sorted((row["code"], page.name) for page in PAGES.glob("*.md") for row in rows_of(page))


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.code)
def test_a_row_is_whole(rule):
    row = TABLE[rule.code]
    assert row.weight == ("error" if rule.is_error else "warning")
    assert len(row.why) > 20
    assert len(row.hint) > 10


def pattern(message: str) -> re.Pattern[str]:
    return re.compile(".*?".join(map(re.escape, message.split("…"))), re.DOTALL)


def said(site: Any, drawn: Drawn, code: str) -> list[tuple[str, str]]:
    """What `blogposts check` says by this rule, with its weight."""
    sketch = site({"docs/index.md": "# Home\n", **drawn.files}, options=drawn.options, config=drawn.config)
    result = CliRunner().invoke(main, ["check", "--format", "json", "-f", str(sketch.config)])
    assert result.exit_code in (0, 1), result.output
    found = json.loads(result.stdout)
    return [(problem["message"], problem["level"]) for problem in found if problem["rule"] == code]


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.code)
def test_each_message_of_the_table_is_said(site, rule):
    assert rule.code in TRIGGERS, f"Draw a site in TRIGGERS that makes us say the messages of '{rule.code}'."
    assert rule.code in TABLE, f"Write a row for '{rule.code}' in a table of docs/reference/messages/."
    told = [each for drawn in TRIGGERS[rule.code] for each in said(site, drawn, rule.code)]
    messages = [message for message, _ in told]
    assert {TABLE[rule.code].weight, "note"} & {level for _, level in told}
    patterns = [pattern(message) for message in TABLE[rule.code].messages]
    assert len(messages) >= len(TRIGGERS[rule.code]), "One of the sites makes us say nothing by this rule."
    assert [message for message in messages if not any(each.fullmatch(message) for each in patterns)] == []
    assert [each.pattern for each in patterns if not any(map(each.fullmatch, messages))] == []
