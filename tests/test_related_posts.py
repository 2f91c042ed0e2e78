"""Where a reader goes on from a post: its neighbors, its series, and posts on the same subjects."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.blog.previous_next import find_previous_next, find_series_part
from mkdocs_blogposts.blog.related_posts import RelatedOptions, find_related, read_related_options
from mkdocs_blogposts.blog.taxonomies import AUTHORS, CATEGORIES, SERIES, TAGS
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.entry import Entry, Status

START = datetime(2020, 1, 1, tzinfo=timezone.utc)
TAXONOMIES = (TAGS, CATEGORIES, AUTHORS, SERIES)


def entry(name, day=0, tags="", **values):
    date = None if day is None else START + timedelta(days=day)
    return Entry(f"{name}.md", title=name, date=date, tags=tuple(tags.split()), is_post=True, **values)


def blog_of(*entries):
    return make_blog(entries, "Blog", TAXONOMIES)[0]


def names(posts):
    return "".join(post.title if post else "-" for post in posts)


def related_to(post, *others, **option):
    return names(find_related(blog_of(post, *others), read_related_options(option, ()))[post.source])


# Related posts.


@pytest.mark.parametrize(
    ("others", "found"),
    [
        ([entry("a", 1, "x y"), entry("b", 1, "x")], "ab"),  # more terms
        ([entry("a", 1, "x"), entry("b", 1, "y"), entry("c", 1, "x")], "bac"),  # rarer terms
        ([entry("a", 800, "x"), entry("b", 3, "x")], "ba"),  # nearer in time
        ([entry("a", 3, "x"), entry("b", -3, "x")], "ab"),  # as near: by path
        ([entry("a", 1, "z"), entry("b", 1)], ""),  # nothing shared
        ([entry("a", 1, "X"), entry("b", 1, "x_y")], "a"),  # spelt otherwise
        ([entry("a", None, "x"), entry("b", 9000, "x")], "ba"),  # without a date
        ([entry("a", 1, "x", status=Status.HIDDEN)], ""),
        ([entry(name, day, "x") for day, name in enumerate("abcdef", 1)], "abc"),
    ],
)
def test_what_shares_more_and_rarer_terms_or_is_nearer_comes_first(others, found):
    assert related_to(entry("p", 0, "x y"), *others) == found


def test_the_terms_of_another_blog_with_which_one_shares_them_are_no_posts_own():
    posts = entry("p", 2, "x"), entry("a", 1, "z"), entry("b", 0, "y")
    for own, found in ((posts, {"p.md": (), "a.md": (), "b.md": ()}), ((), {})):
        blog = make_blog(own, "Blog", TAXONOMIES, others={"tags": (entry("other", 3, "x z"),)})[0]
        assert find_related(blog, RelatedOptions()) == found


@pytest.mark.parametrize(
    ("option", "found"),
    [
        ({}, "tc"),
        ({"limit": 1}, "t"),
        ({"limit": 0}, None),
        ({"tags": 0}, "c"),
        ({"categories": 5}, "ct"),
        ({"authors": 3, "time": 0}, "atc"),
    ],
)
def test_options_weigh_what_is_shared(option, found):
    ann = (Author("Ann"),)
    posts = [
        entry("p", 0, "x", categories=("news",), authors=ann),
        *(entry("t", 1, "x"), entry("c", 1, categories=("news",)), entry("a", 1, authors=ann)),
    ]
    ways = find_related(blog_of(*posts), read_related_options(option, ()))
    assert (names(ways["p.md"]) if ways else None) == found


def test_a_post_far_away_that_shares_two_rare_terms_is_found_among_many():
    crowd = [entry(f"c{day}", day, "x y" if day % 2 else "x") for day in range(1, 400)]
    far = entry("far", -900, "rare odd x")
    found = find_related(blog_of(entry("p", 0, "x rare odd"), far, *crowd), RelatedOptions())["p.md"]
    assert found[0] is far


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 900), st.sets(st.sampled_from("vwxyz"), max_size=4)), max_size=30),
    st.integers(1, 5),
    st.randoms(),
)
def test_related_posts_are_the_same_whatever_order_posts_come_in(drawn, limit, chance):
    posts = [entry(f"p{number:02}", day, " ".join(sorted(tags))) for number, (day, tags) in enumerate(drawn)]
    ways = find_related(blog_of(*posts), RelatedOptions(limit))
    shuffled = chance.sample(posts, len(posts))
    assert find_related(blog_of(*shuffled), RelatedOptions(limit)) == ways
    for post in posts:
        found = ways[post.source]
        assert len(found) <= limit
        assert len({*found}) == len(found)
        assert post not in found
        assert all({*post.tags} & {*other.tags} for other in found)


@pytest.mark.parametrize(
    ("option", "recipe"),
    [
        (5, RelatedOptions(5)),
        (0, RelatedOptions(0)),
        (True, RelatedOptions(3)),
        (False, RelatedOptions(0)),
        ({"limit": 2, "authors": 0.5}, RelatedOptions(2, {**RelatedOptions().weights, "authors": 0.5})),
    ],
)
def test_the_option_is_read(option, recipe):
    assert read_related_options(option, ()) == recipe


def test_a_taxonomy_of_the_sites_own_counts_for_as_much_as_tags_unless_told():
    assert read_related_options(3, ["topics"]).weights["topics"] == 1
    assert read_related_options({"topics": 0.2}, ["topics"]).weights["topics"] == 0.2


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ({"tag": 1}, "There is nothing called 'tag' to weigh, but 'limit', 'tags'"),
        ({"tag": 1}, "Did you mean 'tags'?"),
        ({"tags": "much"}, "'much' isn't a valid value of 'tags'. Write a number from 0 to 1000."),
        ({"tags": -1}, "-1 isn't a valid value of 'tags'."),
        ({"tags": float("nan")}, "nan isn't a valid value"),
        ({"limit": 1.5}, "1.5 isn't a valid number of posts."),
        ({"limit": True}, "True isn't a valid value of 'limit'."),
        ("three", "'three' isn't a valid value of 'limit'."),
        (-1, "-1 isn't a valid value of 'limit'."),
        ([1], "[1] isn't a valid value of 'limit'."),
    ],
)
def test_an_option_that_makes_no_sense_says_what_to_write(option, said):
    with pytest.raises(ValueError, match=r"\.") as raised:
        read_related_options(option, ())
    assert said in str(raised.value)


# Neighbors.

NEAR = [
    entry("a", 1, categories=("news",), series="S", part=2),
    entry("b", 2),
    entry("c", 3, categories=("News",), series="S", part=1),
    entry("d", 4, categories=("other", "news"), series="S", part=3),
    entry("h", 5, status=Status.HIDDEN, categories=("news",), series="S"),
]


@pytest.mark.parametrize(
    ("within", "ways"),
    [
        ("time", {"a": "-b", "b": "ac", "c": "bd", "d": "c-", "h": "--"}),
        ("category", {"a": "-c", "b": "ac", "c": "ad", "d": "--", "h": "--"}),
        ("series", {"c": "-a", "a": "cd", "d": "a-", "b": "ac", "h": "--"}),
    ],
)
def test_the_post_before_and_the_post_after(within, ways):
    blog = blog_of(*NEAR)
    found = {post.title: find_previous_next(blog, post, within) for post in NEAR}
    assert {name: names((near.older, near.newer)) for name, near in found.items()} == ways


# Series.


def test_each_part_knows_its_place_and_all_parts():
    blog = blog_of(*NEAR)
    places = {post.title: find_series_part(blog, post) for post in NEAR}
    assert {name: (place.number, place.total) for name, place in places.items() if place} == {
        "c": (1, 3),
        "a": (2, 3),
        "d": (3, 3),
        "h": (0, 3),
    }
    assert [(number, post.title) for number, post in places["a"].parts] == [(1, "c"), (2, "a"), (3, "d")]
    assert places["b"] is None


def test_a_series_of_one_part_is_none_yet():
    post = entry("a", series="S")
    assert find_series_part(blog_of(post), post) is None


@pytest.mark.parametrize(("number", "first", "last"), [(1, 1, 50), (60, 35, 84), (120, 71, 120)])
def test_a_long_series_shows_the_parts_around_each(number, first, last):
    posts = [entry(f"p{day}", day, series="S") for day in range(1, 121)]
    place = find_series_part(blog_of(*posts), posts[number - 1])
    assert (place.number, place.total) == (number, 120)
    assert (place.parts[0][0], place.parts[-1][0]) == (first, last)
