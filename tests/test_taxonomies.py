"""Ways into the posts as a site's options make them: their names, URLs and terms."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.blog.blog_builder import make_blog
from mkdocs_blogposts.blog.slugs import make_ascii_slug, make_slug
from mkdocs_blogposts.blog.taxonomies import AUTHORS, CATEGORIES, SERIES, TAGS, make_archive, make_language_taxonomy
from mkdocs_blogposts.blog.taxonomy_options import (
    TaxonomyOptions,
    choose_taxonomies,
    list_own_fields,
    read_taxonomy_options,
)
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.tags_file import Term

ARCHIVE = make_archive(lambda month: f"{month:%B %Y}")
LANGUAGES = make_language_taxonomy("en", {"en": "English", "de": "Deutsch", "pt-BR": "Português"}.__getitem__)
BUILT_IN = (TAGS, CATEGORIES, AUTHORS, SERIES, LANGUAGES, ARCHIVE)


def day(number):
    return datetime(2024, 1, number, tzinfo=timezone.utc)


def entry(name, number=1, **values):
    return Entry(f"{name}.md", title=name, date=day(number), is_post=True, **values)


def blog_of(option, *entries):
    return make_blog(entries, "Blog", choose_taxonomies(BUILT_IN, read_taxonomy_options(option)))


def tree(listings):
    """Lists as `title path posts`, those below another indented."""
    lines = []
    for listing in listings:
        lines.append(f"{listing.title} {listing.path} {len(listing.posts)}")
        lines += (f"  {line}" for line in tree(listing.children))
    return lines


# Terms below one another.


def test_a_category_below_another_has_a_list_within_the_lists_of_those_above():
    blog, problems = blog_of(
        {},
        entry("a", 1, categories=("guides/python",)),
        entry("b", 2, categories=("Guides / python", "news")),
        entry("c", 3, categories=("guides",)),
        entry("d", 4, categories=("guides/web/css",)),
    )
    assert tree(blog.overview("categories").listings) == [
        "guides categories/guides 4",
        "  guides/python categories/guides/python 2",
        "  guides/web categories/guides/web 1",
        "    guides/web/css categories/guides/web/css 1",
        "news categories/news 1",
    ]
    assert [listing.name for listing in blog.overview("categories").listings[0].within()] == [
        *("guides", "python", "web", "css"),
    ]
    assert blog.find("categories", "GUIDES", "python").path == "categories/guides/python"
    assert {listing.path for listing in blog.listings()} >= {"categories/guides/web/css"}
    assert problems == ()


@pytest.mark.parametrize(
    "term", ["/", "a/", "/a", "a//b", "https://example.org", "../x", "./x", "a/..", "?/!", "//", "a / "]
)
def test_a_slash_that_parts_no_names_is_part_of_a_term(term):
    blog, _ = blog_of({}, entry("a", categories=(term,)))
    assert [listing.title for listing in blog.overview("categories").listings] == [term]
    assert blog.overview("categories").listings[0].children == ()


@pytest.mark.parametrize(
    ("option", "titles"),
    [
        ({}, (["CI/CD"], ["CI"])),
        ({"categories": {"nested": False}}, (["CI/CD"], ["CI/CD"])),
        ({"tags": {"nested": True}}, (["CI"], ["CI"])),
    ],
)
def test_an_option_says_whether_terms_stand_below_one_another(option, titles):
    blog, _ = blog_of(option, entry("a", tags=("CI/CD",), categories=("CI/CD",)))
    assert tuple([x.title for x in blog.overview(kind).listings] for kind in ("tags", "categories")) == titles


def test_a_term_below_another_never_stands_where_the_later_pages_of_its_list_do():
    blog, problems = blog_of({}, entry("a", categories=("guides/page", "guides")))
    assert tree(blog.overview("categories").listings) == [
        *("guides categories/guides 1", "  guides/page categories/guides/page-2 1"),
    ]
    assert "the category 'guides/page'" in str(problems[0])


@given(st.lists(st.text(st.sampled_from("aB/ .-語"), min_size=1, max_size=9), max_size=6))
def test_whatever_terms_there_are_no_two_lists_share_a_url(terms):
    terms = tuple(term for term in terms if term.strip())
    blog, _ = blog_of({}, entry("a", categories=terms), entry("b", 2, categories=terms[:2]))
    paths = [listing.path.casefold() for listing in blog.listings()]
    assert len({*paths}) == len(paths)
    assert all(step.strip(". ") for path in paths[1:] for step in path.split("/"))
    assert all(blog.terms("categories", post) for post in blog.posts[1:] if terms)


# Taxonomies of the site's own.


def test_a_taxonomy_of_the_sites_own_takes_a_line_of_options():
    blog, _ = blog_of({"topics": {"title": "Topics"}}, entry("a", terms={"topics": ("Sea", "Land")}), entry("b"))
    assert (blog.overview("topics").title, blog.overview("topics").path) == ("Topics", "topics")
    assert tree(blog.overview("topics").listings) == ["Land topics/land 1", "Sea topics/sea 1"]


@pytest.mark.parametrize(
    ("option", "shown"),
    [
        ({}, ["tags", "categories", "authors", "series", "languages", "archive"]),
        ({"authors": False, "archive": False}, ["tags", "categories", "series", "languages"]),
        ({"tags": True, "mood": True}, ["tags", "categories", "authors", "series", "languages", "archive", "mood"]),
        ({"mood": "Moods"}, ["tags", "categories", "authors", "series", "languages", "archive", "mood"]),
    ],
)
def test_each_taxonomy_can_be_left_out_or_added(option, shown):
    assert [taxonomy.name for taxonomy in choose_taxonomies(BUILT_IN, read_taxonomy_options(option))] == shown


def test_those_built_in_can_be_renamed_and_moved():
    option = {"categories": {"title": "Sections", "path": "sections", "noun": "section"}, "archive": {"path": "all"}}
    blog, _ = blog_of(option, entry("a", categories=("News",)))
    assert (blog.overview("categories").title, blog.overview("categories").path) == ("Sections", "sections")
    assert tree(blog.overview("categories").listings) == ["News sections/news 1"]
    assert blog.overview("archive").path == "all"
    assert blog.overview("archive").listings[0].path == "2024"


@pytest.mark.parametrize(
    ("option", "choice"),
    [
        ({"tags": "Labels"}, TaxonomyOptions("tags", title="Labels")),
        ({"archive": {"days": True}}, TaxonomyOptions("archive", days=True)),
        ({"mood": {"key": ["mood", "feeling"]}}, TaxonomyOptions("mood", keys=("mood", "feeling"))),
        (
            {"mood": {"key": "feeling", "path": "/x/../moods/"}},
            TaxonomyOptions("mood", path="x/moods", keys=("feeling",)),
        ),
        ({"authors": False}, TaxonomyOptions("authors", is_shown=False)),
    ],
)
def test_the_option_is_read(option, choice):
    assert read_taxonomy_options(option) == (choice,)


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("topics", "'topics' isn't a mapping. Write a name and its settings"),
        ({"topics": 3}, "3 isn't valid for the taxonomy 'topics'."),
        ({"topic": False}, "There is no taxonomy 'topic' to leave out."),
        ({"category": False}, "There is no taxonomy 'category' to leave out. Did you mean 'categories'?"),
        (
            {"topics": {"titel": "T"}},
            "'titel'. Write one of 'title', 'path', 'noun', 'nested', 'key', 'layout', 'per_page', 'order', 'shared'.",
        ),
        ({"authors": {"nested": True}}, "The taxonomy 'authors' has no setting 'nested'"),
        ({"tags": {"days": True}}, "The taxonomy 'tags' has no setting 'days'"),
        (
            {"archive": {"days": "yes"}},
            "'yes' isn't a valid value of 'days' of the taxonomy 'archive'. Write 'true' or",
        ),
        (
            {"tags": {"per_page": -1}},
            "-1 isn't a valid value of 'per_page' of the taxonomy 'tags'. Write a whole number",
        ),
        ({"tags": {"layout": "table"}}, "Write one of 'grid', 'list', 'compact'."),
        ({"topics": {"title": ""}}, "'' isn't a valid title of the taxonomy 'topics'."),
        ({"topics": {"path": "../.."}}, "'../..' isn't a valid path for the taxonomy 'topics'."),
        ({"topics": {"path": "page/x"}}, "'page/x' isn't a valid path"),
        ({"topics": {"key": []}}, "[] isn't a valid front matter key"),
        ({"topics": {"key": ["a", 3]}}, "['a', 3] isn't a valid front matter key"),
        ({"a b": {}}, "'a b' isn't a valid taxonomy name."),
        ({3: {}}, "'3' isn't a valid taxonomy name."),
        ({"blog": {}}, "'blog' means something else here."),
    ],
)
def test_an_option_that_makes_no_sense_says_what_to_write(option, said):
    with pytest.raises(ValueError, match=r"\.") as raised:
        read_taxonomy_options(option)
    assert said in str(raised.value)


@pytest.mark.parametrize("option", [{"topics": {"path": "tags"}}, {"a": {"path": "X"}, "b": {"path": "x"}}])
def test_two_taxonomies_at_one_path_are_refused(option):
    with pytest.raises(ValueError, match="two taxonomies have the path"):
        choose_taxonomies(BUILT_IN, read_taxonomy_options(option))


RULES = Rules(day(30), timezone.utc, taxonomies=list_own_fields({"topics": {}, "mood": {"key": ["mood", "Feeling"]}}))


@pytest.mark.parametrize(
    ("header", "terms", "tags"),
    [
        ("topics: [Sea, Land]", {"topics": ("Sea", "Land")}, ()),
        ("Topics: Sea, Land\ntags: x", {"topics": ("Sea", "Land")}, ("x",)),
        ("feeling: glad", {"mood": ("glad",)}, ()),
        ("mood:\nfeeling: glad", {"mood": ("glad",)}, ()),
        ("taxonomies:\n  topics: [Sea]\n  tags: [x]", {"topics": ("Sea",)}, ("x",)),
        ("topics: 2026", {"topics": ("2026",)}, ()),
        ("topics:", {}, ()),
        ("topics: {a: b}", {}, ()),
    ],
)
def test_terms_are_read_from_the_keys_of_their_taxonomy_and_mean_nothing_else(header, terms, tags):
    found, problems = read_entry("p.md", f"---\ntitle: P\ndate: 2024-01-01\n{header}\n---\nText.", RULES)
    assert (found.terms, found.tags, problems) == (terms, tags, ())


def test_without_such_a_taxonomy_topics_are_tags():
    found, _ = read_entry("p.md", "---\ntitle: P\ndate: 2024-01-01\ntopics: [Sea]\n---\n", Rules(day(30), timezone.utc))
    assert found.tags == ("Sea",)


# Days, languages, series, and what is known of terms.


def test_days_have_lists_where_they_are_asked_for():
    taxonomy = make_archive(lambda month: f"{month:%B}", lambda date: f"{date:%d %B}")
    blog, _ = make_blog([entry("a", 1), entry("b", 1), entry("c", 9)], "Blog", [taxonomy])
    assert tree(blog.overview("archive").listings) == [
        *("2024 2024 3", "  January 2024/01 3", "    09 January 2024/01/09 1", "    01 January 2024/01/01 2"),
    ]


@pytest.mark.parametrize(
    ("spoken", "lists"),
    [
        ([], []),
        (["", ""], []),
        (["en", ""], []),
        (["de", ""], ["Deutsch languages/de 1", "English languages/en 1"]),
        (["pt-BR", "pt_br", "en"], ["English languages/en 1", "Português languages/pt-br 2"]),
    ],
)
def test_languages_have_lists_where_posts_have_more_than_one(spoken, lists):
    entries = [entry(f"p{number}", language=language) for number, language in enumerate(spoken)]
    assert tree(make_blog(entries, "Blog", [LANGUAGES])[0].overview("languages").listings) == lists


def test_a_series_goes_by_its_parts_then_by_time():
    parts = {"d": 2, "a": 1, "x": 0, "c": 2, "w": 0}
    entries = [entry(name, number, series="S", part=part) for number, (name, part) in enumerate(parts.items(), 1)]
    (series,) = make_blog(entries, "Blog", [SERIES])[0].overview("series").listings
    assert [post.title for post in series.posts] == ["a", "d", "c", "x", "w"]


def test_an_author_without_a_page_has_no_list():
    authors = (Author("Ann"), Author("Bo", has_page=False))
    blog, _ = make_blog([entry("a", authors=authors)], "Blog", [AUTHORS])
    assert [listing.title for listing in blog.overview("authors").listings] == ["Ann"]


def test_what_is_known_of_a_term_names_and_places_its_list_and_those_below_it():
    known = {("guides",): Term("Guides & more", "About.", "g"), ("guides", "python"): Term("", slug="../py")}
    taxonomy = replace(choose_taxonomies([CATEGORIES], ())[0], known=known)
    (guides,) = make_blog([entry("a", categories=("guides/Python",))], "B", [taxonomy])[0].overviews[0].listings
    assert tree([guides]) == ["Guides & more categories/g 1", "  Guides & more/Python categories/g/py 1"]
    assert guides.description == "About."


def test_pinned_posts_are_first_on_the_pages_of_all_posts_only():
    entries = [entry("a", 1, pinned=True, tags=("x",)), entry("b", 2, tags=("x",)), entry("c", 3, pinned=True)]
    blog, _ = make_blog(entries, "Blog", [TAGS])
    assert [post.title for post in blog.all.shown] == ["c", "a", "b"]
    assert [post.title for post in blog.posts] == ["c", "b", "a"]
    assert [post.title for post in blog.find("tags", "X").shown] == ["b", "a"]


def test_drafts_decide_on_no_spelling_of_a_category():
    entries = [entry(f"d{n}", categories=("GUIDES/Py",), status=Status.DRAFT) for n in range(3)]
    blog, _ = blog_of({}, entry("a", categories=("guides/py",)), *entries)
    assert tree(blog.overview("categories").listings) == [
        *("guides categories/guides 4", "  guides/py categories/guides/py 4"),
    ]


@pytest.mark.parametrize(
    ("term", "unicode", "ascii_only"),
    [
        ("日本語", "日本語", "ri-ben-yu"),
        ("Ünï", "ünï", "uni"),
        ("Привет", "привет", "privet"),
        ("C++", "cpp", "cpp"),
        ("C#", "c-sharp", "c-sharp"),
        ("C", "c", "c"),
        (".NET", "dot-net", "dot-net"),
        ("?!", "u3f-u21", "u3f-u21"),
        ("😀", "u1f600", "u1f600"),
        ("R&B", "r-and-b", "r-and-b"),
        ("&#65;", "and-sharp-65", "and-sharp-65"),
    ],
)
def test_slugs_are_of_all_letters_or_of_latin_ones(term, unicode, ascii_only):
    assert (make_slug(term), make_ascii_slug(term)) == (unicode, ascii_only)


@given(st.text(min_size=1))
def test_an_ascii_slug_is_safe_and_never_empty(text):
    slug = make_ascii_slug(text)
    assert slug
    assert slug.isascii()
    assert not {*slug} - {*"abcdefghijklmnopqrstuvwxyz0123456789-"}
