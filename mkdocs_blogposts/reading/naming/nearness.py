"""What was probably meant by a word that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

ALIKE = 0.7
"""How alike two words are (`difflib`'s ratio, from 0 to 1), where one of them is wrong: `topisc` and `topics` 0.83."""

NEAR = 0.83
"""The same where a word may be right, or where much of two words is always the same, such as the ending of a file's
name: `athor` and `author` 0.91, `parent` and `part` 0.8."""

_LONGEST = 255  # characters: comparing takes as long as the square of them


def nearest(word: str, known: Iterable[str], alike: float = ALIKE) -> str:
    """The one that was probably meant: of the same letters in another order, else much like it; empty without.

    Upper and lower case are the same.
    """
    spelt: dict[str, str] = {}
    for one in known:
        spelt.setdefault(one.casefold(), one)
    wrong = word[:_LONGEST].casefold()
    letters = sorted(wrong)
    swapped = next((one for one in spelt if len(one) == len(wrong) and sorted(one) == letters), "")
    found = [swapped] if swapped else get_close_matches(wrong, spelt, 1, alike)
    return spelt[found[0]] if found else ""


def suggestion(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A sentence that names what was probably meant; `otherwise` where nothing is near."""
    meant = nearest(word, known)
    return f"Did you mean {meant!r}?" if meant else otherwise


def with_suggestion(sentence: str, word: str, known: Iterable[str]) -> str:
    """A sentence about a word, and the suggestion behind it, if there is one."""
    return f"{sentence} {suggestion(word, known)}".rstrip()
