"""What was probably meant by a word that nobody knows.

Two words are near where one is the other with a slip of the pen: a letter left out, one too many, one wrong that is not
the first, or two neighbors that have changed places. A word of four letters may have one slip, one of eight two, one
of sixteen three; a shorter one may only have a letter twice, or its letters in another order. A plural is near its
singular. Case, accents, and what parts the words of a name make no difference. Numbers are never a slip: `photo-1` is
not `photo-2`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from mkdocs_blogposts.lazy_patterns import compile_pattern

_LONGEST = 255  # characters: comparing takes as long as the square of them
_PARTING = compile_pattern(r"[-_\s]+")
_NUMBER = compile_pattern(r"\d+")
_TWICE = compile_pattern(r"(.)\1+")
_PLURAL = compile_pattern(r"(?<=\w\w)(?:(ie)s|(?<!s)s)\Z")


def find_nearest(word: str, known: Iterable[str]) -> str:
    """The one that was probably meant; empty where none is near."""
    wrong = _plain(word)
    best, least = "", len(wrong) + 1
    for one in known:
        slips = _slips(wrong, _plain(one)) if abs(len(one) - len(word)) <= _LONGEST else None
        if slips is not None and slips < least:
            best, least = one, slips
    return best


def suggest_word(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A sentence that names what was probably meant; `otherwise` where nothing is near."""
    meant = find_nearest(word, known)
    return f"Did you mean {meant!r}?" if meant else otherwise


def add_suggestion(sentence: str, word: str, known: Iterable[str]) -> str:
    """A sentence about a word, and the suggestion behind it, if there is one."""
    return f"{sentence} {suggest_word(word, known)}".rstrip()


def are_near(one: str, other: str) -> bool:
    """Is one of them the other with a slip of the pen, or the same?"""
    return _slips(_plain(one), _plain(other)) is not None


def _plain(word: str) -> str:
    letters = word[:_LONGEST].casefold()
    if not letters.isascii():
        letters = "".join(sign for sign in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(sign))
    return _PARTING.sub("", letters) or letters


def _singular(word: str) -> str:
    return _PLURAL.sub(lambda end: "y" if end[1] else "", word)


def _slips(one: str, other: str) -> int | None:
    """How many slips lie between two plain words; `None` where they are not near."""
    if one == other:
        return 0
    if _singular(one) == _singular(other):
        return 1
    length = min(len(one), len(other))
    allowed = sum(length >= least for least in (4, 8, 16))
    if abs(len(one) - len(other)) > max(allowed, 1) or _NUMBER.findall(one) != _NUMBER.findall(other):
        return None
    if length < 4:
        is_slip = length > 1 and (sorted(one) == sorted(other) or _TWICE.sub(r"\1", one) == _TWICE.sub(r"\1", other))
        return 1 if is_slip else None
    if len(one) == len(other) and one[0] != other[0] and one[:2] != other[1::-1]:
        return None
    slips = _distance(one, other, allowed)
    return slips if slips <= allowed else None


def _distance(one: str, other: str, most: int) -> int:
    """The optimal string alignment distance of two words; any number above `most` where it is greater."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, its in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (sign != its))
            if i > 1 and j > 1 and sign == other[j - 2] and one[i - 2] == its:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            break
    return row[-1] if min(row) <= most else most + 1
