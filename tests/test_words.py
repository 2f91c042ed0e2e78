"""The manual speaks the field's own words: what it should say no more is counted by kind.

`python tests/test_words.py` shows the counts, and with the name of a kind the places.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDERS = {"docs": [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]}
"""Where prose stands, by name."""

CODE = re.compile(
    r"(?ms)^ *(?P<fence>`{3,}).*?^ *(?P=fence)$|`[^`\n]+`|(?<=\]\()[^)\s]+(?=\))|\{[^}\n]*\}|<[^>\n]*>|^(?:links|slug|image|thumbnail|cover|tags|\.\. tags):[^\n]*"
)
"""What is no prose: code, and where links lead."""

KINDS = {
    "address": ("URL, path, permalink", r"(?<!email )(?<!mail )\baddress(es)?\b"),
    "header": ("front matter", r"\bheaders?\b"),
    "picture": ("image", r"\bpictures?\b"),
    "teaser": ("excerpt", r"\bteasers?\b"),
    "docs folder": ("docs_dir", r"\bdocs folder\b"),
    "leads nowhere": ("broken link", r"\bleads? (nowhere|to no)\b"),
    "is no": ("isn't a valid …", r"(?<!\bthere )\b(is|are|was|were) no (?!longer|more)"),
    "is none": ("isn't …", r"(?<!\bthere )\b(is|are) none\b"),
    "does as well": ("also works", r"\b(do|does) as well\b|\bwill do\b"),
    "wants": ("needs", r"\bwants\b"),
    "blanks": ("spaces", r"\bblanks?\b(?![ -]lines?\b)"),
    "parted": ("separated", r"\bparted\b"),
    "planned": ("scheduled", r"\bplanned\b"),
    "is told": ("a warning names", r"\b(is|are) told\b"),
    "tells more": ("See …", r"\btells? (more|the rest)\b|\bthe whole (story|list)\b"),
    "ways into the posts": ("taxonomies, lists", r"\bways (into the posts|of your own|to read on)\b"),
    "mend": ("fix", r"\bmend(s|ed|ing)?\b"),
    "British spelling": (
        "American spelling",
        r"\b\w*(colour|behaviour|harbour|favour|neighbour)\w*\b|\blicences?\b|\bgrey\b|\bcentres?\b|\bmetres?\b|\bprogrammes?\b"
        r"|\b\w+(ognise|alise|orise|imise|anise)[ds]?\b|\bcatalogues?\b",
    ),
}
"""What to write no more, by kind: what to write instead, and the pattern."""


def prose(text: str) -> str:
    """The text with code blanked out, so that places stay what they are."""
    return CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def places(folder: str, kind: str) -> Iterator[str]:
    """Where a folder still has words of a kind."""
    for path in FOLDERS[folder]:
        text = prose(path.read_text(encoding="utf-8"))
        for found in re.finditer(KINDS[kind][1], text, re.IGNORECASE):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{path.relative_to(ROOT)}:{line}: {' '.join(found[0].split())}"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("folder", FOLDERS)
def test_words_to_write_no_more(folder, kind):
    assert [*places(folder, kind)] == [], f"Write: {KINDS[kind][0]}."


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("the header `header:` of\n```text\nheader\n```\nheader\n", ["header", "header"]),
        ("[header](header.md#header)", ["header"]),
        ('<p class="header">a header</p>', ["header"]),
    ],
)
def test_code_is_not_prose(text, left):
    assert re.findall("header", prose(text)) == left


if __name__ == "__main__":
    for folder in FOLDERS:
        for kind in KINDS:
            found = [*places(folder, kind)]
            print(f"{folder}: {kind}: {len(found)}")
            if kind in sys.argv[1:]:
                print(*found, sep="\n")
