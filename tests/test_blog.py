"""Entries become a blog: in order, brought together by their terms, in pages; the same whatever order they come in."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.blog_builder import make_blog, sort_posts
from mkdocs_blogposts.blog.model import Listing
from mkdocs_blogposts.blog.pagination import paginate
from mkdocs_blogposts.blog.slugs import fold_term
from mkdocs_blogposts.blog.taxonomies import AUTHORS, CATEGORIES, TAGS, make_archive
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.entry import Entry, Status

ARCHIVE = make_archive(lambda month: f"{month:%B %Y}")
TAXONOMIES = (TAGS, CATEGORIES, AUTHORS, ARCHIVE)


def day(number, zone=timezone.utc):
    return datetime(2024, 1, 1, tzinfo=zone) + timedelta(days=number - 1)


def entry(name, number=1, **values):
    """A post of the given day of 2024; of no day where it is `None`."""
    when = day(number) if isinstance(number, int) else number
    return Entry(f"{name}.md", title=name, date=when, is_post=True, **values)


def blog_of(*entries, url_of=str):
    return make_blog(entries, "Blog", TAXONOMIES, url_of)


def tagged(*tag_lists):
    """The overview of tags of posts with the given tags, the newest post first."""
    entries = [entry(f"p{number}", -number, tags=tuple(tags.split("|"))) for number, tags in enumerate(tag_lists)]
    blog, problems = blog_of(*entries)
    return blog.overview("tags"), problems


def names(posts):
    return [post.source.removesuffix(".md") for post in posts]


# The order of posts.


def test_the_newest_is_first_and_what_has_no_date_last():
    blog, _ = blog_of(entry("old", 1), entry("none", None), entry("new", 9), entry("mid", 5))
    assert names(blog.posts) == ["new", "mid", "old", "none"]


@pytest.mark.parametrize(
    ("weights", "order"),
    [
        ({"b": 0, "a": 0, "c": 0}, "abc"),
        ({"a": 2, "b": 1, "c": 3}, "bac"),
        ({"a": 0, "b": 5, "c": -1}, "cba"),  # 0 is no weight
        ({"a": 1, "b": 1, "c": 1}, "abc"),
    ],
)
@pytest.mark.parametrize("number", [1, None])
def test_a_tie_breaks_by_weight_then_by_path(weights, order, number):
    posts = [entry(name, number, weight=weight) for name, weight in weights.items()]
    assert "".join(names(sort_posts(posts))) == order
    assert "".join(names(sort_posts(reversed(posts)))) == order


def test_moments_are_compared_whatever_their_zones():
    tokyo = datetime(2024, 1, 2, 8, tzinfo=ZoneInfo("Asia/Tokyo"))  # 23:00 UTC the day before
    noon = datetime(2024, 1, 1, 23, 30, tzinfo=timezone.utc)
    assert names(sort_posts([entry("tokyo", tokyo), entry("utc", noon)])) == ["utc", "tokyo"]
    same = noon.astimezone(ZoneInfo("America/New_York"))
    assert names(sort_posts([entry("b", noon), entry("a", same)])) == ["a", "b"]


@pytest.mark.parametrize("state", Status)
def test_lists_show_what_may_be_listed(state):
    hidden = entry("hidden", 2, status=state, tags=("x", "own"))
    blog, _ = blog_of(entry("a", 1, tags=("x",)), hidden)
    listed = state in (Status.PUBLISHED, Status.DRAFT, Status.SCHEDULED)
    assert ("hidden" in names(blog.posts)) is listed
    assert [tag.title for tag in blog.overview("tags").listings] == (["own", "x"] if listed else ["x"])
    # It belongs to the lists that others have made, and has no neighbors.
    assert [tag.title for tag in blog.terms("tags", hidden)] == (["x", "own"] if listed else ["x"])
    assert blog.newer(hidden) is None
    assert (blog.older(hidden) is not None) is listed


def test_each_post_knows_its_previous_and_next():
    a, b, c = (entry(name, number) for number, name in enumerate("abc", 1))
    blog, _ = blog_of(b, a, c)
    assert (blog.newer(a), blog.older(a)) == (b, None)
    assert (blog.newer(b), blog.older(b)) == (c, a)
    assert (blog.newer(c), blog.older(c)) == (None, b)
    stranger = entry("stranger", 2)
    assert (blog.newer(stranger), blog.older(stranger), blog.terms("tags", stranger)) == (None, None, ())


# Terms.


@pytest.mark.parametrize(
    ("spellings", "is_one"),
    [
        *(("NATS|nats", True), ("guest post|guest-post|Guest_Post|guestpost", True), ("Straße|STRASSE", True)),
        *(("é|e\u0301", True), ("C++|c++", True), ("C|C++", False), ("C#|C++", False), ("C|C#", False), ("a|á", False)),
        *(("日本語|日本", False), ("?!|?", False), ("-|_", False), ("-|--", False), (".NET|net", False)),
    ],
)
def test_terms_are_one_if_they_differ_in_case_blanks_hyphens_or_underscores(spellings, is_one):
    words = spellings.split("|")
    overview, problems = tagged(*words)
    assert len(overview.listings) == (1 if is_one else len(words))
    assert len({listing.path for listing in overview.listings}) == len(overview.listings)
    assert len({fold_term(word) for word in words}) == len(overview.listings)
    assert problems == ()


@pytest.mark.parametrize(
    ("tags", "title"),
    [
        (["nats", "NATS", "NATS"], "NATS"),
        (["NATS", "nats", "nats"], "nats"),
        (["nats", "NATS"], "NATS"),  # of equals the first in the alphabet
        (["NATS", "nats"], "NATS"),
        (["guest-post|Guest Post", "guest-post"], "guest-post"),
    ],
)
def test_the_spelling_used_most_is_shown(tags, title):
    overview, _ = tagged(*tags)
    (listing,) = overview.listings
    assert listing.title == title
    assert names(listing.posts) == [f"p{number}" for number in range(len(tags))]


def test_a_post_with_two_spellings_of_one_term_is_in_its_list_once():
    blog, _ = blog_of(post := entry("a", tags=("NATS", "nats", "other")))
    assert [listing.title for listing in blog.terms("tags", post)] == ["NATS", "other"]
    assert names(blog.overview("tags").listings[0].posts) == ["a"]


def test_terms_of_a_post_stand_in_its_writers_order_and_those_of_an_overview_in_the_alphabets():
    blog, _ = blog_of(post := entry("a", tags=("zebra", "Apple", "mango", "apple")), entry("b", tags=("Zebra",)))
    assert [listing.title for listing in blog.terms("tags", post)] == ["Zebra", "Apple", "mango"]
    assert [listing.title for listing in blog.overview("tags").listings] == ["Apple", "mango", "Zebra"]
    assert [listing.title for listing in blog.overview("tags").most_used] == ["Zebra", "Apple", "mango"]


def test_the_posts_of_a_term_are_in_the_blogs_order():
    blog, _ = blog_of(*(entry(f"p{number}", number, tags=("x",)) for number in (3, 1, 2)))
    assert names(blog.overview("tags").listings[0].posts) == ["p3", "p2", "p1"]


def test_each_kind_of_term_has_its_place():
    blog, _ = blog_of(entry("a", 32, tags=("C++",), categories=("News & Views",), authors=(Author("Max Quinton"),)))
    assert [(listing.kind, listing.path, listing.title) for listing in blog.listings()] == [
        ("blog", "", "Blog"),
        ("tags", "tags/cpp", "C++"),
        ("categories", "categories/news-and-views", "News & Views"),
        ("authors", "authors/max-quinton", "Max Quinton"),
        ("archive", "2024", "2024"),
        ("archive", "2024/02", "February 2024"),
    ]
    assert [(overview.kind, overview.path, overview.title) for overview in blog.overviews] == [
        ("tags", "tags", "Tags"),
        ("categories", "categories", "Categories"),
        ("authors", "authors", "Authors"),
        ("archive", "archive", "Archive"),
    ]


def test_a_blog_without_posts_has_a_list_and_empty_overviews():
    blog, problems = blog_of()
    assert (blog.posts, problems) == ((), ())
    assert [overview.listings for overview in blog.overviews] == [(), (), (), ()]
    assert [listing.path for listing in blog.listings()] == [""]


@pytest.mark.parametrize(
    ("tags", "paths"),
    [
        (
            ["C++", "C#", "C", ".NET", "日本語"],
            {"C++": "cpp", "C#": "c-sharp", "C": "c", ".NET": "dot-net", "日本語": "日本語"},
        ),
        (
            ["?!", "🎉", "../..", "con"],
            {"?!": "u3f-u21", "🎉": "u1f389", "../..": "u2e-u2e-u2f-u2e-u2e", "con": "con-1"},
        ),
    ],
)
def test_unlike_terms_have_urls_of_their_own(tags, paths):
    overview, problems = tagged(*tags)
    assert {listing.title: listing.path.removeprefix("tags/") for listing in overview.listings} == paths
    assert problems == ()


def test_unlike_terms_of_one_url_are_told_apart_and_said():
    overview, problems = tagged("cpp", "C++", "C++", "c.pp", "C/PP")
    assert {listing.title: listing.path for listing in overview.listings} == {
        "C++": "tags/cpp",  # used most
        "cpp": "tags/cpp-2",
        "C/PP": "tags/c-pp",
        "c.pp": "tags/c-pp-2",
    }
    assert {str(problem) for problem in problems} == {
        f"{file}: The URL 'tags/{slug}/' of the tag {moved!r} is already that of the tag {kept!r}. "
        f"It is at 'tags/{slug}-2/' now; give one of them another slug."
        for file, slug, moved, kept in (("p0.md", "cpp", "cpp", "C++"), ("p3.md", "c-pp", "c.pp", "C/PP"))
    }


@pytest.mark.parametrize("often", ["cpp", "C++"])
def test_of_unlike_terms_that_used_most_keeps_the_url(often):
    overview, _ = tagged("cpp", "C++", often)
    assert {listing.path: listing.title for listing in overview.listings}["tags/cpp"] == often


def test_long_terms_have_urls_that_a_file_system_takes():
    overview, problems = tagged("日" * 400, "日" * 399)
    assert all(len(listing.path.encode()) < 200 for listing in overview.listings)
    assert len({listing.path for listing in overview.listings}) == 2
    assert len(problems) == 1


# The calendar.


def test_the_archive_is_the_latest_year_first_with_its_months():
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 11, 5), date(2024, 2, 3), date(2024, 11, 6)]
    posts = [entry(f"p{when}", datetime(when.year, when.month, when.day, tzinfo=timezone.utc)) for when in days]
    blog, _ = blog_of(*posts, entry("undated", None))
    years = blog.overview("archive").listings
    assert [(year.title, len(year.posts)) for year in years] == [("2024", 4), ("2023", 1)]
    assert [(month.path, month.title, len(month.posts)) for month in years[0].children] == [
        ("2024/11", "November 2024", 2),
        ("2024/02", "February 2024", 1),
        ("2024/01", "January 2024", 1),
    ]
    assert [month.path for month in years[1].children] == ["2023/12"]
    assert names(years[0].children[0].posts) == ["p2024-11-06", "p2024-11-05"]


def test_the_year_and_month_are_those_of_the_posts_own_zone():
    eve = datetime(2024, 1, 1, 0, 30, tzinfo=ZoneInfo("Asia/Tokyo"))  # still 2023 in Greenwich
    late = datetime(2023, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-10)))  # already 2024 there
    blog, _ = blog_of(entry("eve", eve), entry("late", late))
    assert [listing.path for listing in blog.terms("archive", entry("eve"))] == ["2024/01"]
    assert [listing.path for listing in blog.terms("archive", entry("late"))] == ["2023/12"]


def test_the_days_around_new_year_are_in_their_own_years():
    """ISO weeks begin the year 2025 on 30 December 2024."""
    blog, _ = blog_of(*(entry(f"p{number}", number) for number in (364, 365, 366, 367)))
    assert [(year.title, len(year.posts)) for year in blog.overview("archive").listings] == [("2025", 1), ("2024", 3)]


def test_an_early_year_has_four_digits():
    blog, _ = blog_of(entry("a", datetime(1066, 10, 14, tzinfo=timezone.utc)))
    assert blog.overview("archive").listings[0].path == "1066"


# The URLs of pages.


def test_every_list_has_the_url_that_its_page_got():
    blog, _ = blog_of(entry("a", 32, tags=("x",)), url_of=lambda path: f"blog/{path}/")
    assert (blog.url, blog.title) == ("blog//", "Blog")
    assert [listing.url for listing in blog.listings()] == [f"blog/{listing.path}/" for listing in blog.listings()]
    assert [overview.url for overview in blog.overviews] == [f"blog/{overview.path}/" for overview in blog.overviews]
    assert [listing.url for listing in blog.terms("archive", entry("a"))] == ["blog/2024/02/"]


# The same blog twice.


@dataclass(frozen=True)
class Rendered(Entry):
    content: str = ""

    def __hash__(self):
        return hash(self.source)


WORDS = st.sampled_from(
    ["NATS", "nats", "Na-ts", "C++", "cpp", "c pp", "C#", "?!", "日本語", "É", "e\u0301", "con", "a" * 300]
)
ENTRIES = st.lists(
    st.builds(
        Entry,
        source=st.text(st.sampled_from("abc/"), min_size=1, max_size=4),
        date=st.none()
        | st.integers(1, 4).map(day)
        | st.integers(0, 90_000).map(lambda hour: day(1) + timedelta(hours=hour)),
        tags=st.lists(WORDS, max_size=4).map(tuple),
        categories=st.lists(WORDS, max_size=2).map(tuple),
        authors=st.lists(WORDS.map(Author), max_size=2).map(tuple),
        weight=st.integers(-1, 2),
        status=st.sampled_from(Status),
    ),
    unique_by=lambda made: made.source,
    max_size=8,
)


def told(blog):
    """Everything a template sees of a blog, as plain values."""
    return [
        (listing.kind, listing.path, listing.title, listing.url, names(listing.posts)) for listing in blog.listings()
    ]


@given(ENTRIES, st.randoms(use_true_random=False))
def test_a_blog_is_the_same_whatever_order_its_posts_come_in(entries, chance):
    first = blog_of(*entries)
    shuffled = list(entries)
    chance.shuffle(shuffled)
    assert blog_of(*shuffled) == first
    assert told(blog_of(*shuffled)[0]) == told(first[0])


@given(ENTRIES)
def test_a_blog_of_rendered_posts_has_the_lists_of_that_of_entries(entries):
    """The first says which pages must exist, the second fills them."""
    planned, clashes = blog_of(*entries)
    printed, again = blog_of(*(Rendered(**vars(each), content="<p>") for each in entries))
    assert told(printed) == told(planned)
    assert clashes == again
    assert all(isinstance(each, Rendered) for listing in printed.listings() for each in listing.posts)


@given(ENTRIES)
def test_every_list_has_a_place_of_its_own_and_every_post_its_lists(entries):
    blog, _ = blog_of(*entries)
    paths = [path for made in (*blog.listings(), *blog.overviews) for path in [made.path]]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert all(listing.posts for overview in blog.overviews for listing in overview.listings)
    for each in blog.posts:
        for kind in ("tags", "categories", "authors"):
            listings = blog.terms(kind, each)
            spellings = map(str, getattr(each, kind))
            assert {*map(fold_term, spellings)} == {fold_term(listing.title) for listing in listings}
            assert all(each in listing.posts for listing in listings)
        assert len(blog.terms("archive", each)) == (each.date is not None)


# Pages of a list.


def listing(count, path="tags/x"):
    return Listing("tags", path, "X", tuple(entry(f"p{number}") for number in range(count)))


@pytest.mark.parametrize(
    ("count", "per_page", "sizes"),
    [
        *((0, 10, [0]), (1, 10, [1]), (10, 10, [10]), (11, 10, [10, 1]), (20, 10, [10, 10]), (21, 10, [10, 10, 1])),
        *((0, 0, [0]), (5, 0, [5]), (1000, 0, [1000]), (3, 1, [1, 1, 1]), (3, 1000, [3])),
    ],
)
def test_a_list_in_pages(count, per_page, sizes):
    pages = paginate(listing(count), per_page)
    assert [len(page.posts) for page in pages] == sizes
    assert [page.number for page in pages] == list(range(1, len(sizes) + 1))
    assert {page.total for page in pages} == {len(sizes)}
    assert [post for page in pages for post in page.posts] == list(listing(count).posts)


def test_the_first_page_is_the_lists_own():
    assert [page.path for page in paginate(listing(3), 1)] == ["tags/x", "tags/x/page/2", "tags/x/page/3"]
    assert [page.path for page in paginate(listing(2, ""), 1)] == ["", "page/2"]
    assert paginate(listing(3), 1)[2].path_of(1) == "tags/x"


@pytest.mark.parametrize(
    ("number", "total", "near"),
    [
        *((1, 1, [1]), (1, 2, [1, 2]), (2, 2, [1, 2]), (1, 3, [1, 2, 3]), (1, 4, [1, 2, 3, 4])),
        *((1, 9, [1, 2, 3, 0, 9]), (4, 9, [1, 2, 3, 4, 5, 6, 0, 9]), (5, 9, [1, 0, 3, 4, 5, 6, 7, 0, 9])),
        *((9, 9, [1, 0, 7, 8, 9]), (6, 9, [1, 0, 4, 5, 6, 7, 8, 9])),
    ],
)
def test_a_page_offers_the_first_the_last_and_those_around(number, total, near):
    assert list(paginate(listing(total), 1)[number - 1].near) == near


@given(st.integers(0, 60), st.integers(0, 12))
def test_no_post_is_lost_between_pages(count, per_page):
    pages = paginate(listing(count), per_page)
    assert [post for page in pages for post in page.posts] == list(listing(count).posts)
    assert all(len(page.posts) == per_page for page in pages[:-1])
    assert pages[-1].posts or count == 0
    for page in pages:
        shown = [number for number in page.near if number]
        assert shown == sorted(set(shown))
        assert {1, page.number, page.total} <= set(shown) <= set(range(1, page.total + 1))


def test_an_unknown_overview_is_a_mistake_of_ours():
    with pytest.raises(StopIteration):
        blog_of()[0].overview("series")
