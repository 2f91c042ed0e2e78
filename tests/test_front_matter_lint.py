"""What is odd in front matter is told with its place and what to write, and what is no mistake is not told."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_blogposts.reading.entry_reader import Rules, read_entry
from mkdocs_blogposts.reading.front_matter_lint import lint_front_matter
from mkdocs_blogposts.reading.misspelled_fields import guess_field
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, NAMES, FieldNames
from mkdocs_blogposts.reading.problems import Rule

RULES = Rules(datetime(2026, 11, 22, 12, tzinfo=timezone.utc), timezone.utc)
GOOD = "date: 2024-07-23\ndescription: What it is about."


def told(header, source="a.md", rules=RULES):
    return [str(problem) for problem in lint_front_matter(source, f"---\n{header}\n---\nBody.\n", rules)]


@pytest.mark.parametrize(
    "header",
    [
        "title: A title\ntags: [a, b]\nimage: a.png\nimage_alt: A picture",
        "thumbnail: a.png\nalt: A picture\nauthor: Max",
        "image: '![A picture](a.png)'",
        "image: 2\ncover:",
        "image: false",
        # other engines' and one's own
        *("layout: post\ntemplate: post\nhide: [toc]\nsearch: {exclude: true}\nicon: x\nmyCount: 3", "status: new"),
        *("author_profile: true\nauthor_url: x\nredirect_to: /x/", "toc_sticky: true\ncomments_id: 5\nbanner_x: 0.5"),
        *("og_title: x\nog_description: y\nmeta_title: z", "wp-status: x\nfeatures: [a]\nrelated: [b]\nposts: 3"),
        *("ShowReadingTime: true\nshowComments: true", "parent: A\nheading: B\nlocation: C\npublisher: D"),
        *("title_en: A\nseries_id: 3\nlanguage_code: de", "x: 1\nid: 2\nmath: true\nversion: 1.10"),
        # two names that say the same, or one no more than the other
        *(
            "author: Max\nauthors: [Max, Eva]",
            "tags: [Lamps, Doors]\nprimary_tag: lamps",
            "image: a.png\ncover: a.png\nalt: A",
        ),
        *(
            "url: lamps/\nsave_as: lamps/index.html",
            "pubDate: 2024-07-23T10:00",
            "published: true",
            "excerpt: 3\nteaser: A",
        ),
        *("draft: false\nisDraft: no", "weight: 5\norder: 5", "created:\nimage:\ncover:"),
        # values
        *("draft: No\nprivate: off\nhidden: 0", "weight: 0\nreadtime: 5 min\npart: 2", "slug: /lamps/own_one-2.0~/"),
        *("featured: images/a.png", "published: Penguin Books", "sitemap: {priority: 0.5}", "comments: {id: 5}"),
        *("status: featured\nvisibility: public", "sticky: 100", "expires: 2030-01-01"),
    ],
)
def test_what_is_no_mistake_is_not_told(header):
    assert told(f"{GOOD}\n{header}") == []


def test_a_summary_is_a_description_too_and_a_draft_needs_none_yet():
    assert told("date: 2024-07-23\nsummary: A") == []
    assert told("title: A\ndraft: true") == []
    assert told("date: 2024-07-23\nexcerpt: 3") != []


NO_DESCRIPTION = (
    "The post has no description. Write one of 50 to 160 characters; until then the beginning of the text is used."
)
NO_ALT = "has no alt text. Say in 'image_alt' what it shows; if it only decorates, write 'image_alt: \"\"'."
STRICTER = "Keep one of them; until then the stricter counts."
NO_YES = "Write 'true' or 'false'; until then it does not count."
NO_SIGN = "Write letters, digits, '-' and '_'; until then it is changed."
NO_NUMBER = "Write a whole number; until then it does not count."
CUT = "of which search engines show 160. Say first what matters most, or say less."
COME = "which is still to come. Builds leave it out until then."
COMMENT = "is read as a comment. Put the value between double quotes:"
LONG = "a" * 161


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("athor: Max", "4:1: There is no field 'athor'. Did you mean 'author'?"),
        ("Tagss: a", "4:1: There is no field 'Tagss'. Did you mean 'tags'?"),
        ("dtae: 2024-07-24", "4:1: There is no field 'dtae'. Did you mean 'date'?"),
        ("pubishDate: 2024-07-24", "4:1: There is no field 'pubishDate'. Did you mean 'publishDate'?"),
        (
            "image: a.png\nthumbnail: b.png\nalt: A",
            "5:1: 'image' wins over 'thumbnail': both are names of 'image'. Keep one of them.",
        ),
        (
            "alt: A\nthumbnail: b.png\nImage: a.png",
            "5:1: 'Image' wins over 'thumbnail': both are names of 'image'. Keep one of them.",
        ),
        (
            "header: {image: a.png, caption: A}\nimage: b.png\nalt: A",
            "4:1: 'image' wins over 'header.image': both are names of 'image'. Keep one of them.",
        ),
        (
            "tags: [a]\nkeywords: [a, b]",
            "5:1: 'tags' wins over 'keywords': both are names of 'tags'. Keep one of them.",
        ),
        ("created: 2024-07-24", "4:1: 'date' wins over 'created': both are names of 'date'. Keep one of them."),
        (
            "draft: no\nis_draft: true",
            f"5:1: 'draft' and 'is_draft' differ: both are names of 'draft'. {STRICTER}",
        ),
        ("weight: 3\norder: 4", "5:1: 'weight' wins over 'order': both are names of 'weight'. Keep one of them."),
        ("noindex: maybe", f"4:1: 'maybe' of 'noindex' is neither yes nor no. {NO_YES}"),
        ("pinned: soon", f"4:1: 'soon' of 'pinned' is neither yes nor no. {NO_YES}"),
        ("weight: heavy", f"4:1: 'heavy' of 'weight' isn't a number. {NO_NUMBER}"),
        ("reading_time: five", f"4:1: 'five' of 'reading_time' isn't a number. {NO_NUMBER}"),
        ("series: A\npart: last", f"5:1: 'last' of 'part' isn't a number. {NO_NUMBER}"),
        (
            "title:",
            "4:1: The title is empty. Write one, or take it out; the first heading or the file's name is used.",
        ),
        ("categories: #news, #sale", f"4:1: '#news, #sale' of 'categories' {COMMENT} 'categories: \"#news, #sale\"'."),
        ("series: Room #5", f"4:1: '#5' of 'series' {COMMENT} 'series: \"Room #5\"'."),
        (
            "summary: C# is #1, they say",
            f"4:1: '#1, they say' of 'summary' {COMMENT} 'summary: \"C# is #1, they say\"'.",
        ),
        ("image: a.png", f"4:1: The image 'a.png' {NO_ALT}"),
        ("cover: {src: a.png}", f"4:1: The image 'a.png' {NO_ALT}"),
        ("image: pictures\\a.png", f"4:1: The image 'pictures\\a.png' {NO_ALT}"),
        ("image: '![](a.png)'", f"4:1: The image '![](a.png)' {NO_ALT}"),
        ("tags: [NATS, nats]", "4:1: The tag 'nats' is 'NATS' once more. Keep one of them."),
        (
            "categories: guest post, Guest-Post",
            "4:1: The category 'Guest-Post' is 'guest post' once more. Keep one of them.",
        ),
        (
            "slug: a b?c b",
            f"4:1: The slug 'a b?c b' has ' ?' in it, which a URL can't contain. {NO_SIGN}",
        ),
        (
            "slug: ../a",
            f"4:1: The slug '../a' has '..' in it, which a URL can't contain. {NO_SIGN}",
        ),
        ("publishDate: 2027-01-01\nlastmod: 2026-01-01", f"4:1: The post is dated 2027-01-01 00:00, {COME}"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_to_write(header, problem):
    problems = told(f"{GOOD}\n{header}")
    assert f"a.md:{problem}" in problems
    doubled = [other for other in problems if "wins over" in other]
    assert problems == [f"a.md:{problem}"] or (len(problems) == 2 and doubled and "dated" in problem)


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("date: 2024-07-23", f"a.md: {NO_DESCRIPTION}"),
        ("date: 2024-07-23\ndescription:", f"a.md:3:1: {NO_DESCRIPTION}"),
        (
            f"date: 2024-07-23\nmeta_description: {LONG}",
            f"a.md:3:1: The description has 161 characters, {CUT}",
        ),
        ("date: 2027-01-01\nsummary: A", f"a.md:2:1: The post is dated 2027-01-01 00:00, {COME}"),
        (
            "status: scheduled\nsummary: A",
            "a.md:2:1: The post is scheduled, but has no date. Write one; until then builds leave the post out.",
        ),
    ],
)
def test_descriptions_and_dates(header, problem):
    assert told(header) == [problem]


def test_a_name_of_a_file_may_lie_in_the_future():
    assert told("summary: A", "2027-01-01-a.md") == [f"2027-01-01-a.md: The post is dated 2027-01-01 00:00, {COME}"]


def test_places_count_in_the_file_as_it_is():
    (problem,) = lint_front_matter(
        "a.md", "\ufeff\r\nTitle: A\r\nDate: 2024-07-23\r\nSummary: B\r\nAthor: Max\r\n\r\nText.", RULES
    )
    assert (problem.rule, problem.line, problem.column) == (Rule.UNKNOWN_FIELD, 5, 1)


def test_problems_come_in_the_order_of_lines():
    problems = told("title:\ndate: 2024-07-23\nathor: Max\nnoindex: perhaps\ntagss: a\ndescription: A")
    assert [problem.split(":")[1] for problem in problems] == ["2", "4", "5", "6"]


def test_what_read_entry_says_is_not_said_again():
    header = "title: A: B\ndate: 2017-02-29\ndescription: A"
    assert len(read_entry("a.md", f"---\n{header}\n---\n", RULES)[1]) == 2
    assert told(header) == []


@pytest.mark.parametrize("header", ["image: a.png\nimage_alt: ''", 'alt: ""\nthumbnail: a.png'])
def test_an_empty_alt_says_that_a_image_only_decorates(header):
    assert told(f"{GOOD}\n{header}") == []


def test_of_a_plain_page_only_a_broken_front_matter_is_told():
    assert told("titel: A\nimage: a.png") == []
    assert told("date: 2024-07-23\npost: false\nathor: A") == []
    (problem,) = told("title: A: B\nathor: A")
    assert problem.startswith("a.md:2:8: The YAML front matter breaks at 'title: A: B'")
    assert told("title: A\npermalink: false") == []


def test_a_users_own_names_are_known():
    rules = Rules(RULES.now, RULES.zone, names=FieldNames((("authors", ("autor",)),)))
    assert told(f"{GOOD}\nautor: Max") == ["a.md:4:1: There is no field 'autor'. Did you mean 'author'?"]
    assert told(f"{GOOD}\nautor: Max", rules=rules) == []
    assert told(f"{GOOD}\nautro: Max", rules=rules) == ["a.md:4:1: There is no field 'autro'. Did you mean 'autor'?"]


@pytest.mark.parametrize("name", [name for names in NAMES.values() for name in names if "." not in name])
def test_no_name_of_ours_is_a_misspelling_and_a_letter_too_many_is_one(name):
    assert guess_field(name, BUILT_IN) == ""
    if len(name) > 4:
        assert guess_field(f"{name[0]}{name}", BUILT_IN)


@given(
    st.dictionaries(
        st.sampled_from([*NAMES, "athor", "x"]), st.text(max_size=20) | st.lists(st.text(max_size=9)), max_size=9
    )
)
def test_any_front_matter_can_be_checked(values):
    header = "\n".join(f"{key}: {value!r}" for key, value in values.items())
    for text in (f"---\n{header}\n---\n", f"Date: 2024-07-23\n{header}\n\nText.", header):
        for problem in lint_front_matter("a.md", text, RULES):
            assert problem.line <= text.count("\n") + 1
            assert len(str(problem)) < 1_000
