"""An option that holds another kind of thing than it should is told in one sentence, with what to write."""

from __future__ import annotations

import pytest

from mkdocs_blogposts.config.options import BlogpostsConfig

KEYS = sorted(key for key, _ in BlogpostsConfig._schema)
ODD = [True, 0, -1, 3.5, "", "\x00", "../..", "x" * 5000, [], [[1]], [None], {"a": 1}, {None: None}, {"limit": -1}]


def said(key, value):
    config = BlogpostsConfig(config_file_path="mkdocs.yml")
    config.load_dict({key: value})
    failed, _ = config.validate()
    return [str(error) for _, error in failed]


@pytest.mark.parametrize("key", KEYS)
def test_no_odd_value_is_told_in_words_of_python(key):
    for value in ODD:
        for sentence in said(key, value):
            assert "<class" not in sentence
            assert "Traceback" not in sentence


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("blog_dir", 3, "3 isn't text. Write one, between quotes."),
        ("blog_dir", "a\0b", "'a\\x00b' can't be the name of a folder. Write one such as 'blog'."),
        ("blog_dir", "é" * 300, f"'{'é' * 60}' can't be the name of a folder. Write one such as 'blog'."),
        ("per_page", "ten", "'ten' isn't a whole number. Write one, without quotes."),
        ("dayfirst", "yes", "'yes' is neither yes nor no. Write 'true' or 'false', without quotes."),
        ("tags_allowed", "a", "'a' isn't a list. Write one, such as '[one, two]'."),
        ("tags_allowed", None, "It is empty. Write a value, or take the line out."),
        ("redirects", "apache", "'apache' isn't a valid value. Write one of: html, netlify, nginx."),
        ("social_cards", "some", "'some' isn't a valid value. Write one of: false, true, all."),
        ("posts", ["a"], "['a'] isn't a pattern. Write one, or several after '|', each on a line."),
        (
            "social_card_design",
            "dark",
            "'dark' isn't a mapping of settings. Write lines of 'name: value' below the option.",
        ),
        (
            "fields",
            {"bild": "image"},
            "There is no field 'bild'. Write the field of the plugin first, and your name behind it: 'image: bild'.",
        ),
        ("social_card_design", {"accent": 3}, "Its 'accent': 3 isn't text. Write one, between quotes."),
    ],
)
def test_a_sentence_says_what_to_write(key, value, sentence):
    assert said(key, value) == [sentence]
