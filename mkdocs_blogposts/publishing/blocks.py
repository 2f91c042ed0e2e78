"""Lists of posts that a writer asks for inside a page: `<!-- blogposts tag="python" limit="3" -->`.

A comment, since no other reader of the Markdown shows it, and no converter changes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from mkdocs_blogposts.blog.layouts import LAYOUTS
from mkdocs_blogposts.reading.naming.nearness import nearest
from mkdocs_blogposts.reading.problems import Problem, Rule

MARK = re.compile(r"<!--\s*blogposts\b")
"""How a text that holds such a list can be told in a hurry."""

BLOCK = re.compile(r"(?:<p>\s*)?<!--\s*blogposts\b(?P<settings>(?:[^-]|-(?!->))*)-->(?:\s*</p>)?")
"""In HTML, with the paragraph around it that holds nothing else. In code its `<` is escaped, and it is none."""

NEARLY = re.compile(r"<!--\s*(?P<name>(?!blogposts\b)[A-Za-z][\w-]{6,11})(?=\s+[a-z]+\s*=|\s*-->)")
"""A comment of one word, or with settings, that may be such a list under another name."""

LAYOUT_NAMES = {**{name: name for name in LAYOUTS}, "cards": "grid"}
"""What a list may be told to look like; `cards` is a grid, too."""


@dataclass(frozen=True, slots=True)
class Block:
    """One such list, as it is written."""

    terms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pairs such as `("tag", ("python", "rust"))`: posts with one of these terms."""

    limit: int | None = None
    """How many posts at most; `None` for all."""

    layout: str = LAYOUTS[0]
    blog: str | None = None
    """The `blog_dir` of the blog that is meant; `None` for the site's first."""

    flaws: tuple[tuple[str, str], ...] = ()
    """What is wrong with its settings, and what to write. What is wrong is passed over."""


class _Settings(HTMLParser):
    """The attributes of the one tag that is fed to it, by HTML's rules of quoting."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.bare: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = [(name, (value or "").strip()) for name, value in attrs]
        self.bare = [name for name, value in attrs if value is None]


def misspelt_blocks(source: str, text: str) -> Iterator[Problem]:
    """Comments of a page that nearly ask for such a list: `<!-- blogpost limit="3" -->`."""
    for found in NEARLY.finditer(text) if "<!--" in text else ():
        if nearest(found["name"].replace("-", ""), ["blogposts"]):
            what = f"The comment {found['name']!r} asks for no list of posts."
            line = text.count("\n", 0, found.start()) + 1
            yield Problem(Rule.ODD_BLOCK, source, what, "Did you mean 'blogposts'?", line)


def read_block(settings: str) -> Block:
    """The list that the settings of a comment ask for."""
    parser = _Settings()
    parser.feed(f"<blogposts {settings}>")
    written = dict(parser.found)
    blog = written.pop("blog", None)
    layout, limit = written.pop("layout", "") or LAYOUTS[0], written.pop("limit", "")
    flaws = [(f"{name!r} says nothing.", 'Write settings such as tag="python" limit="3".') for name in parser.bare[:1]]
    if layout not in LAYOUT_NAMES:
        flaws.append((f"The layout {layout!r} is none.", f"Write one of {', '.join(LAYOUTS)}."))
    if limit and not (limit.isascii() and limit.isdigit()):
        flaws.append((f"The limit {limit!r} is no number of posts.", 'Write a whole number, such as limit="3".'))
    terms = tuple((name, tuple(filter(None, map(str.strip, value.split(","))))) for name, value in written.items())
    return Block(
        terms=tuple((name, values) for name, values in terms if values),
        limit=int(limit[:6]) if limit.isascii() and limit.isdigit() else None,
        layout=LAYOUT_NAMES.get(layout, LAYOUTS[0]),
        blog=blog.strip("/") if blog is not None else None,
        flaws=tuple(flaws),
    )
