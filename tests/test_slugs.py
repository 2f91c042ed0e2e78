"""Any text has a URL, any slug is safe, and no two claims get one place."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.output_paths import (
    OutputFile,
    OutputFiles,
    UrlClaim,
    make_folder_path,
    resolve_url_conflicts,
)
from mkdocs_blogposts.blog.slugs import clean_slug, fold_url, make_slug

DEVICES = ["con", "CON", "prn", "aux", "nul", "com1", "COM9", "lpt1", "com¹"]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Social Media", "social-media"),
        ("  social   media  ", "social-media"),
        ("social_media", "social-media"),
        ("C", "c"),
        ("C++", "cpp"),
        ("c++", "cpp"),
        ("C++20", "cpp20"),
        ("Objective-C++", "objective-cpp"),
        ("abc++", "abc-plus-plus"),
        ("C#", "c-sharp"),
        ("F#", "f-sharp"),
        (".NET", "dot-net"),
        (".NET 8", "dot-net-8"),
        ("Node.js", "node-js"),
        ("v1.2", "v1-2"),
        ("AT&T", "at-and-t"),
        ("A+", "a-plus"),
        ("@home", "at-home"),
        ("1,000 words", "1000-words"),
        ("2026", "2026"),
        # Letters of every script, with the marks that belong to them.
        ("日本語", "日本語"),
        ("日本語 C++", "日本語-cpp"),
        ("Straße", "straße"),
        ("Ünïcödé", "ünïcödé"),
        ("U\u0308", "ü"),
        ("हिन्दी", "हिन्दी"),
        ("ที่", "ที่"),
        ("ＡＢＣ", "abc"),
        ("I ♥ NY", "i-ny"),
        ("x\ufe0fy", "x-y"),
        # Nothing that is a letter or a digit.
        ("?!", "u3f-u21"),
        ("???", "u3f-u3f-u3f"),
        ("🎉", "u1f389"),
        ("-", "u2d"),
        ("--", "u2d-u2d"),
        ("_", "u5f"),
        ("'", "u27"),
        ("\u0301", "u301"),
        ("❤️", "u2764-ufe0f"),
        ("?" * 400, "-".join(["u3f"] * 8)),
        ("", "post"),
        # No way out of the folder, no device, no name that a file system changes.
        ("../..", "u2e-u2e-u2f-u2e-u2e"),
        ("..", "u2e-u2e"),
        ("../../etc/passwd", "etc-passwd"),
        ("a/b\\c", "a-b-c"),
        ("a.", "a"),
        ("a. ", "a"),
        ("\x00", "u0"),
        ("\ud800", "ud800"),
        ("a\ud800b", "a-b"),
        ("%2e%2e%2f", "2e-2e-2f"),
        ("&#46;&#46;/", "and-sharp-46-and-sharp-46"),
        ("＆＃９９９９９９９９９９９９９９９９９９９９；", "99999999999999999999"),
        ("＆ａｍｐ； x", "amp-x"),
        ("<script>", "script"),
        ("a^b]c\\d[e-z", "a-b-c-d-e-z"),
        *((device, f"{unicodedata.normalize('NFKC', device).lower()}-1") for device in DEVICES),
        ("con.", "con-1"),
        ("con man", "con-man"),
        ("com", "com"),
        ("com10", "com10"),
    ],
)
def test_the_url_of_a_text(text, address):
    assert make_slug(text) == address


@pytest.mark.parametrize("text", ["a" * 400, "日" * 400, "a-" * 400, "日-" * 400, "é" * 400, "a" * 1_000_000])
def test_a_long_text_has_a_url_that_a_file_system_takes(text):
    assert 170 <= len(make_slug(text).encode()) <= 180
    assert not make_slug(text).endswith("-")
    assert text.startswith(make_slug(text))
    assert clean_slug(text) == make_slug(text)


def is_safe(step):
    """Is it one name that every file system takes, and that needs no escape in a path?"""
    forbidden = set('<>:"/\\|?*#%&;= \t\r\n\x00')
    return (
        bool(step.strip("."))
        and not step.startswith(".")
        and not step.endswith(".")
        and not forbidden & set(step)
        and step.partition(".")[0].casefold() not in {"con", "prn", "aux", "nul", "com1", "lpt9"}
        and len(step.encode()) <= 180
    )


TEXTS = st.one_of(
    st.text(),
    st.text(st.characters()),
    st.text(st.sampled_from("./\\~+-_ aAcCoOnN1é😀%#?:\x00\u0301\u202e日")),
    st.sampled_from(DEVICES),
)


@given(TEXTS)
def test_every_text_has_a_safe_url(text):
    address = make_slug(text)
    assert is_safe(address)
    assert address == make_slug(text)
    assert address == address.lower() or not address.isascii()


@pytest.mark.parametrize(
    ("slug", "safe"),
    [
        ("my-post", "my-post"),
        ("My_Post", "My_Post"),
        ("v1.2", "v1.2"),
        ("C++", "C++"),
        ("~max", "~max"),
        ("日本語", "日本語"),
        ("हिन्दी", "हिन्दी"),
        (" spaced ", "spaced"),
        ("two words", "two-words"),
        ("a?b#c", "a-b-sharp-c"),
        ("a%20b", "a-20b"),
        # A slash makes folders; what leads out of them, or nowhere, is dropped.
        ("a/b", "a/b"),
        ("/a/b/", "a/b"),
        ("a//b", "a/b"),
        ("a\\b", "a/b"),
        ("../x", "x"),
        ("a/../../b", "a/b"),
        ("./a/./b", "a/b"),
        ("..", ""),
        ("../..", ""),
        (" . / .. ", ""),
        ("", ""),
        ("/", ""),
        ("http://x/y", "http/x/y"),
        # The name of a page's file is none of its URL.
        ("my-post.html", "my-post"),
        ("my-post/index.html", "my-post"),
        ("my-post.md", "my-post"),
        ("index.html", ""),
        ("reindex.html", "reindex"),
        ("index", "index"),
        # What a file system changes or refuses.
        ("a.", "a"),
        ("a. /b", "a/b"),
        (".hidden", "dot-hidden"),
        ("con", "con-1"),
        ("a/NUL/b", "a/nul-1/b"),
        ("aux.txt", "aux-txt"),
        ("a:b", "a-b"),
        ("*", "u2a"),
        ("a\x00b", "a-b"),
        ("-rf", "rf"),
    ],
)
def test_a_slug_stays_as_it_is_where_it_is_safe(slug, safe):
    assert clean_slug(slug) == safe
    assert clean_slug(safe) == safe


def test_a_path_that_no_file_system_takes_becomes_one_name():
    assert clean_slug("a/" * 5_000) == ("a-" * 90)[:179]
    assert len(clean_slug("日本/" * 5_000).encode()) <= 180


@given(TEXTS)
def test_every_slug_is_safe(slug):
    safe = clean_slug(slug)
    assert all(map(is_safe, safe.split("/"))) or safe == ""
    assert clean_slug(safe) == safe


@pytest.mark.parametrize(
    ("left", "right", "is_same"),
    [
        *(("a", "A", True), ("a/b", "A/B", True), ("é", "e\u0301", True), ("É", "e\u0301", True), ("ß", "SS", True)),
        *(
            ("ᾳ\u0301", "Α\u0301ι", True),
            ("a", "b", False),
            ("a", "á", False),
            ("a-b", "ab", False),
            ("a", "a/", False),
        ),
    ],
)
def test_urls_that_a_file_system_may_take_for_one(left, right, is_same):
    assert (fold_url(left) == fold_url(right)) is is_same


def standing(taken):
    return OutputFiles.of(OutputFile(make_folder_path(address), owner) for address, owner in taken.items())


def claims(*addresses):
    return [UrlClaim(f"claim {number}", address, f"{number}.md") for number, address in enumerate(addresses, 1)]


@pytest.mark.parametrize(
    ("asked", "taken", "settled"),
    [
        (["a", "b"], {}, ["a", "b"]),
        (["a", "a", "a"], {}, ["a", "a-2", "a-3"]),
        (["a", "A", "á", "A\u0301"], {}, ["a", "A-2", "á", "A\u0301-2"]),
        (["a", "a-2", "a"], {}, ["a", "a-2", "a-3"]),
        (["a", "a", "a-2"], {}, ["a", "a-2", "a-2-2"]),
        (["a", "A-2", "a"], {}, ["a", "A-2", "a-3"]),
        (["a", "b/a"], {"a": "'x.md'"}, ["a-2", "b/a"]),
        (["A"], {"a": "'x.md'", "a-2": "'y.md'"}, ["A-3"]),
        ([], {"a": "'x.md'"}, []),
    ],
)
def test_the_first_keeps_the_url(asked, taken, settled):
    addresses, problems = resolve_url_conflicts(claims(*asked), standing(taken))
    assert list(addresses) == settled
    moved = [f"{number}.md" for number, (was, is_) in enumerate(zip(asked, settled, strict=True), 1) if was != is_]
    assert [problem.file for problem in problems] == moved


def test_a_clash_names_both_and_what_to_do():
    _, (problem, second) = resolve_url_conflicts(claims("blog/a", "blog/A", "b"), standing({"b": "'b.md'"}))
    assert str(problem) == (
        "2.md: The URL 'blog/A/' of claim 2 is already that of claim 1. "
        "It is at 'blog/A-2/' now; give one of them another slug."
    )
    assert second.what == "The URL 'b/' of claim 3 is already that of 'b.md'."


def test_what_is_taken_is_left_as_it_was():
    taken = standing({"a": "'x.md'"})
    resolve_url_conflicts(claims("a", "b"), taken)
    assert taken == standing({"a": "'x.md'"})


ADDRESSES = st.lists(st.text(st.sampled_from("aAéE\u0301ßSs-2"), min_size=1, max_size=4), max_size=12)


@given(ADDRESSES, st.lists(st.text(st.sampled_from("aA-2"), min_size=1, max_size=4), max_size=4))
def test_no_two_claims_get_one_place(asked, given_away):
    taken = standing(dict.fromkeys(given_away, "'x.md'"))
    addresses, problems = resolve_url_conflicts(claims(*asked), taken)
    for fold in (str, str.lower, str.upper, str.casefold):
        for form in ("NFC", "NFD"):
            places = [fold(unicodedata.normalize(form, address)) for address in (*addresses, *given_away)]
            assert len(set(places[: len(addresses)])) == len(addresses)
            assert not set(places[: len(addresses)]) & set(places[len(addresses) :])
    assert all(place.startswith(wish) for place, wish in zip(addresses, asked, strict=True))
    assert len(problems) == sum(place != wish for place, wish in zip(addresses, asked, strict=True))
    assert (addresses, problems) == resolve_url_conflicts(claims(*asked), taken)


def test_ten_times_the_claims_to_one_url_take_about_ten_times_the_time():
    def seconds(count):
        asked = claims(*["a"] * count)
        start = time.process_time()
        resolve_url_conflicts(asked)
        return time.process_time() - start

    assert min(seconds(20_000) for _ in range(3)) < 40 * max(min(seconds(2_000) for _ in range(3)), 0.0005)
