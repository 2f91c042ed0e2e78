"""Keys that are nearly a name of ours."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from mkdocs_blogposts.reading.names import Names, plain_name

NEAR = 0.83
"""How alike two names are (`difflib`'s ratio, from 0 to 1): `athor` and `author` 0.91, `parent` and `part` 0.8."""

LIKE = 0.7
"""The same of two words of a name, which are shorter."""

OTHERS = frozenset({"features", "listed", "parts", "posts", "publisher", "related", "sections"})
"""Plain names near to ours that themes and engines use for something else."""

WORDS = re.compile(r"[-_ ]+|(?<=[a-z])(?=[A-Z])")


def meant(key: str, names: Names) -> str:
    """The name that a writer probably meant by a key; empty where the key is known, or like none."""
    plain = plain_name(key)
    if plain in names.claims or plain in names.outer or plain in OTHERS or len(plain) < 4:
        return ""
    spellings = {name: shown for name, shown in names.spellings() if _may_be(_words(key), _words(shown))}
    swapped = (name for name in spellings if sorted(name) == sorted(plain))
    near = next(swapped, "") or next(iter(difflib.get_close_matches(plain, spellings, 1, NEAR)), "")
    return spellings[near] if near else ""


def _words(name: str) -> list[str]:
    return WORDS.split(name.strip("-_ "))


def _may_be(words: Sequence[str], others: Sequence[str]) -> bool:
    """A misspelling has no more words, and each like its own: `author_url` is no `author`."""
    if len(words) != len(others):
        return len(words) < len(others)
    alike = (difflib.SequenceMatcher(None, *pair).ratio() for pair in zip(words, others, strict=True))
    return len(words) == 1 or all(ratio > LIKE for ratio in alike)
