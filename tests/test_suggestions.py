"""What was meant by a word that nobody knows."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.reading.naming.suggestions import are_near, find_nearest, suggest_word


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("topisc", ["tropics", "topics"], "topics"),
        ("TOPISC", ["Topics"], "Topics"),
        ("topcs", ["topics"], "topics"),
        ("Straße", ["STRASSE"], "STRASSE"),
        ("cafe", ["Café"], "Café"),
        ("guest_post", ["guest-post"], "guest-post"),
        ("athor", ["author"], "author"),
        ("lapms", ["lamps"], "lamps"),
        ("catgoreis", ["categories"], "categories"),
        ("harbor-2024", ["harbour-2024"], "harbour-2024"),
        ("rde", ["rod", "red"], "red"),
        ("tagg", ["tag"], "tag"),
        ("tag", ["tags"], "tags"),
        ("category", ["categories"], "categories"),
        # another word
        ("parent", ["part"], ""),
        ("math", ["path"], ""),
        ("python", ["pylons"], ""),
        ("release", ["relaunch"], ""),
        ("harbour", ["labour"], ""),
        # another number
        ("photo-1", ["photo-2"], ""),
        ("2024", ["2025"], ""),
        ("recife05", ["recife10"], ""),
        ("img12", ["img21"], ""),
        # too short to tell
        ("css", ["cms"], ""),
        ("red", ["bed", "reds"], "reds"),
        ("no", ["a"], ""),
        ("x", [], ""),
        ("", ["x", ""], ""),
        ("ab", [""], ""),
    ],
)
def test_the_nearest_word_is_the_one_that_was_meant(word, known, meant):
    assert find_nearest(word, known) == meant
    assert suggest_word(word, known, "Nothing.") == (f"Did you mean {meant!r}?" if meant else "Nothing.")


@given(st.text(max_size=30), st.lists(st.text(max_size=30), max_size=5))
def test_it_is_one_of_those_known(word, known):
    assert find_nearest(word, known) in {*known, ""}
    assert find_nearest(word, [word.upper(), *known]) or not word


@given(st.text(max_size=20), st.text(max_size=20))
def test_nearness_is_mutual(one, other):
    assert are_near(one, other) == are_near(other, one)


def test_a_long_word_takes_no_time():
    begun = time.process_time()
    assert find_nearest("x" * 1_000_000, ["x" * 200_000, "y" * 200_000]) == ""
    assert time.process_time() - begun < 1
