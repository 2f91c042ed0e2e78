"""The manual and the code use the field's own terms. What they should not say is counted by kind, and is at zero."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {
    "docs": [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))],
    "code": sorted((ROOT / "mkdocs_blogposts").rglob("*.py")),
}
"""Files with prose, by a name for the report."""

CODE = re.compile(
    r"^ *(?P<fence>`{3,}).*?^ *(?P=fence)$"
    r"|`[^`\n]+`"
    r"|(?<=\]\()[^)\s]+(?=\))"  # the target of a link
    r"|\{[^}\n]*\}|<[^>\n]*>"
    r"|^\| [a-z]+-[a-z-]+ \||(?<=\[)[a-z]+-[a-z-]+(?=\])"  # the name of a message
    r"|\bmkdocs-[a-z-]+"  # the name of a package
    r"|^(?:\.\. )?(?:links|slug|image|thumbnail|cover|tags|previewimage)(?: =|:)[^\n]*",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""Code, names of messages, and front matter with paths: no prose."""

KINDS = {
    "address": ("URL, path, permalink", r"(?<!email )(?<!mail )(?<!IP )\baddress(es)?\b"),
    "header": ("front matter", r"\bheaders?\b"),
    "picture": ("image", r"\bpictures?\b"),
    "teaser": ("excerpt", r"\bteasers?\b"),
    "docs folder": ("docs_dir", r"\bdocs folder\b"),
    "leads nowhere": ("broken link", r"\bleads? (nowhere|to no)\b"),
    "is no": ("isn't a valid …, isn't …", r"(?<!\bthere )\b(is|are|was|were) no (?!longer|more)"),
    "is none": ("isn't …, does not exist", r"(?<!\bthere )\b(is|are) none\b"),
    "does as well": ("also works", r"\b(do|does) as well\b|\bwill do\b"),
    "wants": ("needs, has to", r"\bwants\b"),
    "blanks": ("spaces", r"\bblanks?\b(?![ -]lines?\b)"),
    "parted": ("separated, split", r"\bparted\b"),
    "planned": ("scheduled", r"\bplanned\b"),
    "is told": ("a warning names …", r"\b(is|are) told\b"),
    "tells more": ("See …", r"\btells? (more|the rest)\b|\bthe whole (story|list)\b"),
    "ways into the posts": ("taxonomies, lists", r"\bways (into the posts|of your own|to read on)\b"),
    "mend": ("fix, correct", r"\bmend(s|ed|ing)?\b"),
    "British spelling": (
        "American spelling",
        r"\b\w*(colour|behaviour|harbour|favour|neighbour)\w*\b|\blicences?\b|\bgrey\b|\b(cent|met)res?\b|\bmisspelt\b",
    ),
}
"""What to write no more, by kind: what to write instead, and the pattern."""


ONLY_DOCS = {"wants", "planned", "is told", "mend", "leads nowhere", "is no", "is none"}
"""Kinds of which docstrings may have some; messages may not, and stand in the docs."""


def prose(text: str) -> str:
    """The text with spaces in place of code, so that every line keeps its number."""
    return CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def docstrings(source: str) -> str:
    """The docstrings and comments of a module, each in its line."""
    lines = [""] * (source.count("\n") + 2)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT or (token.type == tokenize.STRING and token.string.startswith('"""')):
            for line, text in enumerate(token.string.split("\n"), token.start[0] - 1):
                lines[line] = text
    return "\n".join(lines)


def places(folder: str, kind: str) -> Iterator[str]:
    """Every place in a folder with words of a kind."""
    for path in FOLDERS[folder]:
        text = path.read_text(encoding="utf-8")
        text = prose(docstrings(text) if path.suffix == ".py" else text)
        for found in re.finditer(KINDS[kind][1], text, re.IGNORECASE):
            yield f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, found.start()) + 1}: {' '.join(found[0].split())}"


@pytest.mark.parametrize(
    ("folder", "kind"),
    [(folder, kind) for folder in FOLDERS for kind in KINDS if folder == "docs" or kind not in ONLY_DOCS],
)
def test_words_to_write_no_more(folder, kind):
    assert [*places(folder, kind)] == [], f"Write: {KINDS[kind][0]}."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("the header `header:` of\n```text\nheader\n```\nheader\n", ["header", "header"]),
        ("[header](header.md#header)", ["header"]),
        ('<p class="header">a header</p>', ["header"]),
        ("---\nCover: header.jpg\ntitle: A header\n---\n", ["header"]),
    ],
)
def test_code_is_not_prose(text, left):
    assert re.findall("header", prose(text)) == left
