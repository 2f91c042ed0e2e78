"""Keys that are nearly a name of ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mkdocs_blogposts.reading.naming.names import Names, plain_name
from mkdocs_blogposts.reading.naming.nearness import are_near, nearest

OTHERS = frozenset({"features", "listed", "parts", "posts", "publisher", "related", "sections"})
"""Plain names near to ours that themes and engines use for something else."""

SHORT = ("date", "tags")
"""What a key of three letters may mean."""

WORDS = re.compile(r"[-_ ]+|(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=4096)
def meant(key: str, names: Names) -> str:
    """The name that a writer probably meant by a key; empty where the key is known, or like none."""
    plain = plain_name(key)
    if plain in names.claims or plain in names.outer or plain in OTHERS or len(plain) < 3:
        return ""
    if len(plain) == 3:
        return next((name for name in SHORT if plain in _without_one_letter(name)), "")
    spellings = {name: shown for name, shown in names.spellings() if _may_be(_words(key), _words(shown))}
    near = nearest(plain, spellings)
    return spellings[near] if near else ""


def _without_one_letter(name: str) -> set[str]:
    return {name[:at] + name[at + 1 :] for at in range(len(name))}


def _words(name: str) -> list[str]:
    return WORDS.split(name.strip("-_ "))


def _may_be(words: Sequence[str], others: Sequence[str]) -> bool:
    """A misspelling has no more words, and each like its own: `author_url` is no `author`."""
    if len(words) != len(others):
        return len(words) < len(others)
    return len(words) == 1 or all(are_near(*pair) for pair in zip(words, others, strict=True))
