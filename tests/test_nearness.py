"""What was meant by a word that nobody knows."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.reading.naming.nearness import ALIKE, NEAR, nearest, suggestion


@pytest.mark.parametrize(
    ("word", "known", "alike", "meant"),
    [
        ("topisc", ["topics", "tropics"], ALIKE, "topics"),
        ("TOPISC", ["Topics"], ALIKE, "Topics"),
        ("Straße", ["STRASSE"], NEAR, "STRASSE"),
        ("rde", ["rod", "red"], NEAR, "red"),
        ("parent", ["part"], NEAR, ""),
        ("parent", ["part"], ALIKE, "part"),
        ("harbor.png", ["harbour.png", "h.png"], NEAR, "harbour.png"),
        ("no.png", ["a.png"], NEAR, ""),
        ("x", [], ALIKE, ""),
        ("", ["x", ""], ALIKE, ""),
    ],
)
def test_the_nearest_word_is_the_one_that_was_meant(word, known, alike, meant):
    assert nearest(word, known, alike) == meant
    if alike == ALIKE:
        assert suggestion(word, known, "Nothing.") == (f"Did you mean {meant!r}?" if meant else "Nothing.")


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=5))
def test_it_is_one_of_those_known(word, known):
    assert nearest(word, known) in {*known, ""}
    assert nearest(word, [word.upper(), *known]) or not word


def test_a_long_word_takes_no_time():
    begun = time.process_time()
    assert nearest("x" * 1_000_000, ["x" * 200_000, "y" * 200_000]) == ""
    assert time.process_time() - begun < 1
