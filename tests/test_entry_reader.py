"""One file's text becomes one Entry, in one shape whatever it was written for, and problems that say what to write."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness import text
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.entry_reader import UNREAD, Rules, read_entry
from mkdocs_blogposts.reading.naming.field_names import FieldNames
from mkdocs_blogposts.reading.problems import Problem, Rule

NOW = datetime(2026, 11, 22, 12, tzinfo=timezone.utc)
RULES = Rules(NOW, ZoneInfo("Europe/Rome"))
DAY = datetime(2024, 7, 23, tzinfo=RULES.zone)
DATED = "date: 2024-07-23"


def read(header, source="blog/a.md", rules=RULES):
    """The Entry of a post with a YAML front matter, a date, and no problems."""
    entry, problems = read_entry(source, f"---\n{header}\n---\nBody.\n", rules)
    assert problems == ()
    return entry


def post(header, source="blog/a.md"):
    return read(f"{DATED}\n{header}", source)


def problems_of(header, source="blog/a.md"):
    return [str(problem) for problem in read_entry(source, f"---\n{header}\n---\n", RULES)[1]]


def test_every_line_of_a_multimarkdown_front_matter_counts():
    """Front matter of the shape that Pelican's readers and their themes know."""
    about = "What to do on the day the lights go out in every shop at once. " * 4
    entry, problems = read_entry(
        "blog/lights-out.md",
        f"""\
Title: lights out? what to do when the power fails
Description: {about}
Slug: lights-out
Thumbnail: /theme/assets/images/thumb_3.jpg
Author: Eva Marsh
resume: Keeping a shop open in the dark is an art of its own...
Category:
Tags: power cuts, ower tools, shop keeping,  night  work
Date: 2024-07-23
Alt: lights out
Status: published

The lights are a part of a shop.
""",
        RULES,
    )
    assert problems == ()
    assert entry == Entry(
        source="blog/lights-out.md",
        title="lights out? what to do when the power fails",
        date=DAY,
        slug="lights-out",
        description=about.strip(),
        summary="Keeping a shop open in the dark is an art of its own...",
        image="/theme/assets/images/thumb_3.jpg",
        image_alt="lights out",
        authors=(Author("Eva Marsh"),),
        tags=("power cuts", "ower tools", "shop keeping", "night work"),
        format_name="mmd",
        is_post=True,
    )
    assert entry.body == "The lights are a part of a shop.\n"
    assert dict(entry.meta) == {
        "title": entry.title,
        "description": entry.description,
        "slug": "lights-out",
        "thumbnail": entry.image,
        "author": "Eva Marsh",
        "resume": entry.summary,
        "category": "",
        "alt": "lights out",
        "status": "published",
        "date": DAY,
        "image": entry.image,
        "tags": list(entry.tags),
        "authors": ["Eva Marsh"],
    }


FULL = Entry(
    source="blog/a.md",
    title="A title",
    date=datetime(2024, 7, 23, 10, 30, tzinfo=RULES.zone),
    updated=datetime(2024, 8, 1, tzinfo=RULES.zone),
    slug="own",
    description="Told to engines.",
    summary="Told in lists.",
    image="a.png",
    image_alt="An image",
    image_caption="Seen from afar.",
    image_focus="30% 70%",
    authors=(Author("Max Quinton"), Author("eva")),
    tags=("2026", "1.10", "on"),
    categories=("News",),
    status=Status.HIDDEN,
    series="Lamps",
    part=2,
    permalink="/own/address/",
    aliases=("/old/", "older.html"),
    pinned=True,
    language="pt-BR",
    comments=False,
    links=(("", "b.md"), ("Of C", "c.md#d")),
    template="wide.html",
    weight=-3,
    canonical="https://x.org/a",
    robots="nofollow",
    asked_reading_minutes=7,
    format_name="yaml",
    is_post=True,
)


@pytest.mark.parametrize(
    "header",
    [
        """
        title: A title
        date: 2024-07-23 10:30
        updated: 2024-08-01
        slug: own
        description: Told to engines.
        summary: Told in lists.
        image: a.png
        image_alt: An image
        image_caption: Seen from afar.
        image_focus: 30% 70%
        authors: [Max Quinton, eva]
        tags: [2026, 1.10, on]
        categories: [News]
        hidden: true
        series: Lamps
        part: 2
        url: /own/address/
        aliases: [/old/, older.html]
        pinned: true
        language: pt-BR
        comments: false
        links:
          - b.md
          - More:
            - Of C: c.md#d
        template: wide.html
        weight: -3
        canonical: https://x.org/a
        robots: nofollow
        readtime: 7
        """,
        """
        HEADLINE: "A title"
        pubDatetime: "2024-07-23 10:30:00"
        dateModified: 2024/08/01
        slug: own
        seo: {description: Told to engines.}
        custom_excerpt: Told in lists.
        coverImage: {src: a.png, alt: An image}
        cover: {caption: Seen from afar., focus: 30% 70%}
        author: [{name: Max Quinton, url: x}, eva]
        taxonomies: {tags: ["2026", '1.10', "on"]}
        category: News
        status: unlisted
        series: {title: Lamps, order: 2 of 3}
        save_as: /own/address/
        redirect_from: /old/, older.html
        sticky: 100
        locale: pt-BR
        nocomments: true
        link: [b.md, {name: Of C, url: c.md#d}]
        layout: wide.html
        order: -3
        canonicalURL: https://x.org/a
        noindex: true
        robots: nofollow
        reading_time: 7 min
        """,
    ],
)
def test_two_engines_front_matter_of_one_post_are_one_entry(header):
    assert read(text(header).strip()) == FULL


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("title: A  B", "A B"),
        ("title: >\n  A\n  B", "A B"),
        ("title: |\n  A\n  B", "A B"),
        ("title: Quoi\xa0?", "Quoi\xa0?"),
        ("title: 2026", "2026"),
        ("title: 1.10", "1.10"),
        ("title: no", "no"),
        ("title: ~", ""),
        ("title: '<b> & \"q\"'", '<b> & "q"'),
        ("title: [A]", "A"),
        ("x: y", ""),
    ],
)
def test_a_title_is_plain_text_on_one_line(header, title):
    assert post(header).title == title


# Which pages are posts.


@pytest.mark.parametrize(
    ("source", "content", "is_post"),
    [
        ("a.md", "---\ndate: 2024-07-23\n---\n", True),
        ("a.md", "Date: 2024-07-23\n\nText.", True),
        ("a.md", "---\ndraft: true\n---\n", True),
        ("a.md", "Title: A\nStatus: draft\n\nText.", True),
        ("a.md", "---\ndate: soon\n---\n", True),
        ("a.md", "---\ndate: 2017-02-29\n---\n", True),
        ("a.md", "---\ndate: {created: 2024-07-23}\n---\n", True),
        ("a.md", "---\npublished: 2024-07-23\n---\n", True),
        ("2024-07-23-a.md", "---\ntitle: A\n---\n", True),
        ("2024-07-23-a.md", "---\n---\n", True),
        ("2024-07-23-a/index.md", "---\ntitle: A\n---\n", True),
        ("2024-07-23-a/README.md", "---\ntitle: A\n---\n", True),
        ("2024/07/23/a.md", "---\ntitle: A\n---\n", True),
        ("a.md", "---\npath: 2024/07/23/a\n---\n", True),
        # Plain pages.
        ("a.md", "Text.", False),
        ("a.md", "", False),
        ("a.md", "---\ntitle: A\n---\n", False),
        ("a.md", "Title: A\nTags: b\n\nText.", False),
        ("a.md", "---\ndate:\n---\n", False),
        ("a.md", "---\npublished: true\n---\n", False),
        ("a.md", "---\npublished: Penguin Books\n---\n", False),
        ("a.md", "---\ncreated: by Max\n---\n", False),
        ("a.md", "---\nupdated: 2024-07-23\n---\n", False),
        ("a.md", "---\nstatus: new\nhidden: true\n---\n", False),
        ("a.md", "User-agent: *\nDate-format: x\n", False),
        ("2024-07-23-a.md", "Notes of a meeting.", False),
        ("2024-07-23-a/b.md", "---\ntitle: A\n---\n", False),
        ("2024/07/23/a.md", "Notes of a meeting.", False),
        ("2024/07/23/a/b.md", "---\ntitle: A\n---\n", False),
        ("2024/07/a.md", "---\ntitle: A\n---\n", False),
        ("2024-13-45-a.md", "---\ntitle: A\n---\n", False),
        # A page may say that it is none.
        ("a.md", "---\ndate: 2024-07-23\npost: false\n---\n", False),
        ("a.md", "---\ndate: 2024-07-23\nexclude_from_blog: true\n---\n", False),
        ("a.md", "---\ndate: 2024-07-23\nexclude_from_blog: false\n---\n", True),
        ("2024-07-23-a.md", "---\npost: no\n---\n", False),
        ("a.md", "---\ndraft: true\npost: off\n---\n", False),
        ("a.md", "---\ndate: 2017-02-29\npost: false\n---\n", False),
        ("a.md", "---\ndate: 2024-07-23\npost: true\n---\n", True),
    ],
)
def test_a_page_with_a_date_or_marked_a_draft_is_a_post(source, content, is_post):
    entry, problems = read_entry(source, content, RULES)
    assert entry.is_post is is_post
    assert entry.source == source
    assert is_post or problems == ()
    assert is_post or entry.format_name in UNREAD or dict(entry.meta) == {}


# Dates.


@pytest.mark.parametrize(
    ("header", "source", "date"),
    [
        ("date: 2024-07-23", "a.md", DAY),
        ("date: 2024-07-23T00:00:00+02:00", "a.md", DAY),
        ("date: \xa02024-07-23", "a.md", DAY),
        ("date: [2024-07-23]", "a.md", DAY),
        ("date: {created: 2024-07-23, updated: 2024-08-01}", "a.md", DAY),
        ("date: ''\ncreated: 2024-07-23", "a.md", DAY),
        ("published: true\ncreated: 2024-07-23", "a.md", DAY),
        ("published: 2024-07-23\ndraft: false", "a.md", DAY),
        # The front matter before the name, the name before nothing.
        ("date: 2024-07-23", "2020-01-01-a.md", DAY),
        ("title: A", "2024-07-23-a.md", DAY),
        ("title: A", "blog/2024-07-23-a/index.md", DAY),
        ("path: 2020/01/01/a", "2024-07-23-a.md", DAY),
        ("path: 2024/07/23/a", "a.md", DAY),
        ("permalink: /2024/07/23/a.html", "a.md", DAY),
        ("extra: {date: 2024-07-23}", "a.md", DAY),
        ("date created: Tuesday, July 23rd 2024, 12:00:00 am", "a.md", DAY),
        # Another name's date stands in for one that cannot be read.
        ("date: 2017-02-29\ncreated: 2024-07-23", "a.md", DAY),
    ],
)
def test_a_date_is_found(header, source, date):
    assert read(header, source).date == date


def test_an_updated_post_and_the_zone_of_the_site():
    entry = read("date: {created: 2024-01-02, updated: 2024-07-23}")
    assert (entry.date.isoformat(), entry.updated) == ("2024-01-02T00:00:00+01:00", DAY)


def test_the_day_may_stand_first():
    rules = Rules(NOW, timezone.utc, day_first=True)
    assert read("date: 08-02-21", rules=rules).date == datetime(2021, 2, 8, tzinfo=timezone.utc)
    assert read("date: 08-02-21").date == datetime(2021, 8, 2, tzinfo=RULES.zone)


CURE = "Write it as 2024-07-23 or 2024-07-23 14:30; until then it does not count."
HELD = CURE.replace("it does not count", "the post is held back, since it may be in the future")


@pytest.mark.parametrize(
    ("header", "source", "date", "problem"),
    [
        ("date: 2017-02-29", "a.md", None, "a.md:2: '2017-02-29' of 'date'"),
        ("title: A\n\nDate: soon", "a.md", None, "a.md:4: 'soon' of 'Date'"),
        (
            "date: 2023-01-29 18:30:22 2023 -0800",
            "a.md",
            None,
            "a.md:2: '2023-01-29 18:30:22 2023 -0800' of 'date'",
        ),
        ("date: 2017-02-29", "2024-07-23-a.md", DAY, "2024-07-23-a.md:2: '2017-02-29' of 'date'"),
        ("x: y\ndate:\n  created: 2017-02-29", "a.md", None, "a.md:3: '2017-02-29' of 'date.created'"),
        ("date: ''\nposted: 2017-02-29", "a.md", None, "a.md:3: '2017-02-29' of 'posted'"),
        ("date: 2017-02-29\nposted: 2018-02-29", "a.md", None, "a.md:2: '2017-02-29' of 'date'"),
        (f"{DATED}\nexpires: 2017-02-29", "a.md", DAY, "a.md:3: '2017-02-29' of 'expires'"),
        (f"{DATED}\nlastmod: 2017-02-29", "a.md", DAY, "a.md:3: '2017-02-29' of 'lastmod'"),
        (f"date: {'1' * 500}", "a.md", None, f"a.md:2: '{'1' * 100}…' of 'date'"),
    ],
)
def test_a_date_that_cannot_be_read_is_named_with_its_place(header, source, date, problem):
    entry, problems = read_entry(source, f"---\n{header}\n---\nBody.", RULES)
    cure = HELD if any(word in header for word in ("soon", "expires", "1" * 500)) else CURE
    assert [str(found) for found in problems] == [f"{problem} isn't a valid date. {cure}"]
    assert (entry.is_post, entry.date, entry.body) == (True, date, "Body.")


# Who sees it.


@pytest.mark.parametrize(
    ("header", "state"),
    [
        ("x: y", Status.PUBLISHED),
        ("status: published", Status.PUBLISHED),
        ("status: featured", Status.PUBLISHED),
        ("draft: false", Status.PUBLISHED),
        ("published: true", Status.PUBLISHED),
        ("published: yes", Status.PUBLISHED),
        ("hidden: false\nprivate: no\ndraft: 0", Status.PUBLISHED),
        ("visibility: public", Status.PUBLISHED),
        ("status: new", Status.PUBLISHED),
        ("status: deprecated", Status.PUBLISHED),
        ("status: scheduled", Status.PUBLISHED),
        ("published: true\npublish: 2024-07-23", Status.PUBLISHED),
        ("permalink: /false/", Status.PUBLISHED),
        ("expires: 2030-01-01", Status.PUBLISHED),
        ("draft: true", Status.DRAFT),
        ("draft: 'Yes'", Status.DRAFT),
        ("Draft: on", Status.DRAFT),
        ("published: false", Status.DRAFT),
        ("published: 'no'", Status.DRAFT),
        ("private: true", Status.DRAFT),
        ("headless: true", Status.DRAFT),
        ("build: {list: never, render: never}", Status.DRAFT),
        ("_build:\n  render: never", Status.DRAFT),
        ("build: {render: always}", Status.PUBLISHED),
        ("status: draft", Status.DRAFT),
        ("Status: ' Draft '", Status.DRAFT),
        ("status: private", Status.DRAFT),
        ("status: skip", Status.DRAFT),
        ("visibility: private", Status.DRAFT),
        *((f"visibility: {readers}", Status.DRAFT) for readers in ("members", "paid", "tiers")),
        ("visibility: public\nstatus: draft", Status.DRAFT),
        ("publish: false", Status.DRAFT),
        ("isDraft: true", Status.DRAFT),
        ("draft: false\nis_draft: true", Status.DRAFT),
        ("extra: {draft: true}", Status.DRAFT),
        ("permalink: false", Status.DRAFT),
        ("hidden: true", Status.HIDDEN),
        ("unlisted: true", Status.HIDDEN),
        ("status: hidden", Status.HIDDEN),
        ("status: Unlisted", Status.HIDDEN),
        ("visibility: unlisted", Status.HIDDEN),
        ("eleventyExcludeFromCollections: true", Status.HIDDEN),
        ("expires: 2026-11-22", Status.EXPIRED),
        ("expiryDate: 2026-11-22T12:00:00Z", Status.EXPIRED),
        ("expiration: 2026-11-22T12:00:01Z", Status.PUBLISHED),
        # A draft before the clock, the clock before what is hidden.
        ("draft: true\nexpires: 2025-01-01\nhidden: true", Status.DRAFT),
        ("hidden: true\nexpires: 2025-01-01", Status.EXPIRED),
        ("status: hidden\ndraft: true", Status.DRAFT),
    ],
)
def test_who_sees_a_post(header, state):
    assert post(header).status is state


@pytest.mark.parametrize(
    ("date", "state"),
    [
        ("2026-11-22T12:00:00Z", Status.PUBLISHED),
        ("2026-11-22T12:00:01Z", Status.SCHEDULED),
        ("2026-11-22 13:00", Status.PUBLISHED),  # in Rome
        ("2026-11-22 13:01", Status.SCHEDULED),
        ("2026-11-22T23:00:00+14:00", Status.PUBLISHED),
        ("2027-01-01", Status.SCHEDULED),
    ],
)
def test_a_date_in_the_future_is_scheduled(date, state):
    assert read(f"date: {date}").status is state
    assert read(f"date: {date}\nhidden: true").status is (Status.HIDDEN if state is Status.PUBLISHED else state)
    assert read(f"published: {date}").status is state


def test_a_post_waits_for_the_last_of_its_dates():
    entry = post("publishDate: 2999-01-01")
    assert (entry.status, entry.date) == (Status.SCHEDULED, DAY)
    assert post("created: 2020-01-01\npublished: 2024-08-01").status is Status.PUBLISHED


def test_a_scheduled_post_without_a_date_waits():
    entry = read("status: scheduled")
    assert (entry.status, entry.date, entry.is_post) == (Status.SCHEDULED, None, True)
    assert read("status: scheduled", "2024-07-23-a.md").status is Status.PUBLISHED


@pytest.mark.parametrize(
    ("state", "is_built", "is_listed"),
    [
        (Status.PUBLISHED, True, True),
        (Status.HIDDEN, True, False),
        (Status.DRAFT, False, True),
        (Status.SCHEDULED, False, True),
        (Status.EXPIRED, False, False),
    ],
)
def test_what_a_state_means(state, is_built, is_listed):
    assert (state.is_built, state.is_listed) == (is_built, is_listed)


# Values.


@pytest.mark.parametrize(
    ("header", "image", "no_image"),
    [
        ("x: y", "", False),
        ("image: a.png", "a.png", False),
        ("image: ' a b.png '", "a b.png", False),
        ("image:\ncover: b.png", "b.png", False),
        ("image: {src: a.png, alt: x}", "a.png", False),
        ("images: [a.png, b.png]", "a.png", False),
        ("header: {overlay_image: a.png, teaser: b.png}", "b.png", False),
        ("image: https://x.org/a.png?b=c", "https://x.org/a.png?b=c", False),
        ("image: false", "", True),
        ("image: off", "", True),
        ("thumbnail: none", "", True),
        ("image: false\ncover: b.png", "", True),
        ("image: a.png\ncover: false", "a.png", False),
        ("image: null\ncover: b.png", "b.png", False),
        ("image: true\ncover: b.png", "b.png", False),
        ("image: 2", "", False),
        ("image: 1\ncover: b.png", "", False),
        ("image: 0\ncover: b.png", "b.png", False),
    ],
)
def test_a_image_is_named_refused_or_neither(header, image, no_image):
    entry = post(header)
    assert (entry.image, entry.no_image) == (image, no_image)


@pytest.mark.parametrize(
    ("header", "number"),
    [
        *(("image: 1", 1), ("image: 3\ncover: b.png", 3), ("image:\ncover: 2", 2), ("image: b.png\ncover: 2", 0)),
        *(("image: 0", 0), ("image: -1", 0), ("image: 1.5", 0), ("image: 20240723", 0), ("image: true", 0)),
    ],
)
def test_a_image_of_the_text_is_named_by_its_number(header, number):
    assert post(header).image_number == number


@pytest.mark.parametrize(
    ("header", "is_pinned"),
    [
        *(("x: y", False), ("pin: true", True), ("featured: yes", True), ("sticky: 0", False), ("sticky: 100", True)),
        *(("featured: a.png", False), ("featured: 2.png", False), ("status: Featured", True), ("pinned: false", False)),
    ],
)
def test_a_post_may_be_pinned(header, is_pinned):
    entry = post(header)
    assert (entry.pinned, entry.status) == (is_pinned, Status.PUBLISHED)


@pytest.mark.parametrize(
    ("header", "comments"),
    [
        *(("x: y", None), ("comments: true", True), ("Comments: 'off'", False), ("nocomments: true", False)),
        *(("nocomments: false", True), ("comments: true\nnocomments: true", True), ("comments: {id: 5}", None)),
    ],
)
def test_comments_are_wanted_or_not_or_left_to_the_site(header, comments):
    entry = post(header)
    assert entry.comments is comments
    assert entry.meta.get("comments") is (comments or None)


@pytest.mark.parametrize(
    ("header", "permalink"),
    [
        *(("x: y", ""), ("url: /a/b/", "/a/b/"), ("permalink: a.html", "a.html"), ("save_as:\npath: a/b", "a/b")),
        *(
            ("permalink: false", ""),
            ("permalink: '/{{ page.fileSlug }}/'", ""),
            ("url: a/\nsave_as: a/index.html", "a/"),
        ),
        ("permalink: /:year/:title/", "/:year/:title/"),
    ],
)
def test_a_post_may_have_a_whole_url_of_its_own(header, permalink):
    assert post(header).permalink == permalink


def test_the_series_of_a_post():
    assert [
        (post(header).series, post(header).part)
        for header in (
            "series: Lamps",
            "series: [Lamps]",
            "series: {name: Lamps, part: 3}",
            "series: Lamps\npart: last",
            "taxonomies: {series: [Lamps]}\nextra: {series_order: 2}",
            "series: Lamps\npart: -1",
            "part: 2",
        )
    ] == [("Lamps", 0), ("Lamps", 0), ("Lamps", 3), ("Lamps", 0), ("Lamps", 2), ("Lamps", 0), ("", 2)]


@pytest.mark.parametrize(
    ("header", "robots"),
    [
        *(("x: y", ""), ("robots: nofollow", "nofollow"), ("noindex: true", "noindex"), ("noindex: false", "")),
        *(("robotsNoIndex: yes", "noindex"), ("sitemap: false", "noindex"), ("sitemap: true", "")),
        *(("sitemap: {priority: 0.5}", ""), ("noindex: true\nrobots: all", "all")),
    ],
)
def test_what_a_writer_says_to_search_engines(header, robots):
    assert post(header).robots == robots


@pytest.mark.parametrize(
    ("header", "summary"),
    [
        *(("excerpt: Short.", "Short."), ("excerpt: 3", ""), ("excerpt: 3\nteaser: Short.", "Short.")),
        *(("excerpt: false\nlead: true", ""), ("excerpt: true\nsubtitle: Short.", "Short.")),
        *(("Resume: Short.", "Short."), ("description: Long.", ""), ("excerpt: |\n  A\n  B\n", "A\nB")),
    ],
)
def test_a_number_is_no_summary(header, summary):
    assert post(header).summary == summary


@pytest.mark.parametrize(
    ("written", "number"),
    [("5", 5), ("5 min", 5), ("-5", -5), ("1.5", 1), ("many", 0), ("", 0), ("false", 0), ("9" * 50, 999999)],
)
def test_numbers_are_whole(written, number):
    entry = post(f"weight: {written}\nreadtime: {written}")
    assert (entry.weight, entry.asked_reading_minutes) == (number, max(number, 0))


@pytest.mark.parametrize(
    ("header", "source", "tags", "categories"),
    [
        ("tags: a b\ncategories: c d", "_posts/2024-07-23-a.md", ("a", "b"), ("c", "d")),
        ("tags: a b\ncategories: c d", "x/_posts/a.md", ("a", "b"), ("c", "d")),
        ("tags: a b\ncategories: c d", "_drafts/a.md", ("a", "b"), ("c", "d")),
        ("tags: a b\ncategories: c d", "posts/a.md", ("a b",), ("c d",)),
        ("tags: a b\ncategories: c d", "my_posts/_posts.md", ("a b",), ("c d",)),
        ("tag: a b\ncategory: c d", "_posts/a.md", ("a b",), ("c d",)),
        ("tags: [a b]", "_posts/a.md", ("a b",), ()),
        ("tags: posts", "a.md", (), ()),
        ("tags: [post, x]", "a.md", ("x",), ()),
        ("tags: [2024-07-23, 2026, 1.10, on, no, ~, 1_000, 0o17]", "a.md", None, ()),
        ("Tags:\nkeywords: a", "a.md", ("a",), ()),
    ],
)
def test_terms_of_a_post(header, source, tags, categories):
    entry = post(header, source)
    assert entry.tags == (tags if tags is not None else ("2024-07-23", "2026", "1.10", "on", "no", "1_000", "0o17"))
    assert entry.categories == categories


def test_a_tag_that_is_called_post_stays_where_eleventy_has_no_front_matter():
    entry, _ = read_entry("a.md", "Title: A\nDate: 2024-07-23\nTags: post, blog\n\nText.", RULES)
    assert entry.tags == ("post", "blog")


def test_meta_keeps_every_key_and_gives_ours_one_shape():
    meta = post(
        "Title:  A  B\nTags: c, d\nhide: [toc]\nmyCount: 3\nnot: {a: 1}\nimage: {src: a.png}\nauthors: eva"
    ).meta
    assert dict(meta) == {
        "title": "A B",
        "date": DAY,
        "tags": ["c", "d"],
        "image": "a.png",
        "authors": ["eva"],
        "hide": ["toc"],
        "myCount": 3,
        "not": {"a": 1},
    }
    assert isinstance(meta["title"], str)
    with pytest.raises(TypeError):
        meta["title"] = "C"


def test_meta_has_none_of_our_fields_that_say_nothing():
    assert dict(post("title: ~\ntags: []\ncategories: ''\nimage: false\ndescription:").meta) == {"date": DAY}


def test_a_site_may_have_names_of_its_own():
    rules = replace(RULES, names=FieldNames((("image", ("teaserbild",)), ("date", ("erschienen",)))))
    entry = read("erschienen: 2024-07-23\nteaserbild: a.png\ncover: b.png", rules=rules)
    assert (entry.date, entry.image, entry.is_post) == (DAY, "a.png", True)


# Broken front matter.


@pytest.mark.parametrize(
    ("flaw", "problem"),
    [
        ("title: A: B", "'title: A: B' (mapping values are not allowed|write 'title: \"A: B\"'"),
        ("title: @name", "'title: @name' (found character|write 'title: \"@name\"'"),
        ("title: [Draft] A", "|write 'title: \"[Draft] A\"'"),
        ("title: 'It's'", "|write 'title: \"It's\"'"),
        ('title: "A', "|write 'title: \"A\"'"),
        ('title: "A "b" c"', '|write \'title: "A \\"b\\" c"\''),
        ("title: über: größer", "|write 'title: \"über: größer\"'"),
        ("title:A", "|write 'title: \"A\"'"),
        ("title: A\n\tmore", "'\\tmore'|write spaces instead of the tab"),
        ("title: A\nx:\n\t- a", "'\\t- a'|write spaces instead of the tab"),
        ("title: A\nx:\n  - @b", "'- @b'|write '- \"@b\"'"),
        ("title: A\n author: B", "'author: B'|write it without the spaces in front of it"),
        ("title: A\n author: B: C", "'author: B: C'|write 'author: \"B: C\"'"),
        ("title: “A: B”", "|write 'title: \"A: B\"'"),
        ("title: A\nprose", "'prose'|write it as 'key: value', or indent it below its key"),
        ("title: A\nauthor：B", "'author：B'|write ':' and a space in place of '：'"),
        ("title: A\nx: [a, b", "'x: [a, b'|write 'x: [a, b]'"),
        ("title: A\nx: [a, b]]", "'x: [a, b]]'|write 'x: [a, b]'"),
        ("title: A\nx: [a, @b]", "|put a value that holds a colon, '@', '#' or a quote between double quotes"),
        ("title: A\nx: " + "b: " * 100, "…'|put a value that holds a colon, '@', '#' or a quote between double quotes"),
        ("title: A\nmy key: b: c", "|put a value that holds a colon, '@', '#' or a quote between double quotes"),
    ],
)
def test_a_broken_front_matter_keeps_its_post_and_says_what_to_write(flaw, problem):
    entry, problems = read_entry("blog/a.md", f"\ufeff\n---\n{flaw}\n{DATED}\ntags: [a, b]\n---\nBody.\n", RULES)
    assert (entry.is_post, entry.date, entry.tags, entry.body) == (True, DAY, ("a", "b"), "Body.\n")
    assert entry.title.startswith(("A", "“A", "@name", "[Draft] A", "It's", "über: größer"))
    (told,) = problems
    shown, _, cure = problem.partition("|")
    assert (told.file, told.line) == ("blog/a.md", 3 + flaw.count("\n"))
    assert told.what.startswith("The YAML front matter breaks at ")
    assert shown in told.what
    assert told.hint == f"It was read as it stands; {cure}."
    assert str(told) == f"blog/a.md:{told.line}{f':{told.column}' if told.column else ''}: {told.what} {told.hint}"


@pytest.mark.parametrize(
    "flaw", ["A: B", "@name", "[Draft] A", "'It's'", '"A', "über: größer", "*A*", "- A", "`A`", "%A"]
)
def test_what_a_problem_says_to_write_mends_it(flaw):
    broken, (problem,) = read_entry("a.md", f"---\n{DATED}\ntitle: {flaw}\n---\n", RULES)
    mended = problem.hint.partition("write '")[2].removesuffix("'.")
    assert read(f"{DATED}\n{mended}", "a.md") == broken


def test_one_post_may_have_several_problems():
    assert [
        problem.partition(" ")[0] for problem in problems_of("title: A: B\ndate: 2017-02-29\nexpires: 2018-02-29")
    ] == [
        "blog/a.md:2:8:",
        "blog/a.md:3:",
        "blog/a.md:4:",
    ]


def test_the_front_matter_of_a_page_that_is_no_post_is_not_ours():
    assert problems_of("title: A: B") == []
    assert problems_of("date: 2017-02-29\npost: false") == []


def test_a_problem_without_a_line_names_its_file():
    what = "It is so.", "Do that."
    assert str(Problem(Rule.INVALID_DATE, "a.md", *what)) == "a.md: It is so. Do that."
    assert str(Problem(Rule.INVALID_DATE, "a.md", *what, 3)) == "a.md:3: It is so. Do that."
    assert str(Problem(Rule.INVALID_DATE, "a.md", *what, 3, 7)) == "a.md:3:7: It is so. Do that."


# Whatever a file holds.

NAMES = st.sampled_from(
    ["title", "date", "tags", "image", "draft", "status", "expires", "weight", "authors", "slug", "post"]
)
LINES = st.builds(
    "{}{}{}".format, NAMES, st.sampled_from([": ", ":", ":\n  - ", ":\n  ", ": [", ": {a: "]), st.text(max_size=12)
)
HEADERS = st.lists(LINES, max_size=6).map("\n".join)


@given(
    st.one_of(st.text(), HEADERS),
    st.sampled_from(["", "---\n"]),
    st.sampled_from(["\n---\nBody.", "\n\nBody."]),
    st.booleans(),
)
def test_every_file_is_an_entry(garbage, before, after, day_first):
    rules = Rules(NOW, timezone(timedelta(hours=-11)), day_first)
    entry, problems = read_entry("a/b.md", before + garbage + after, rules)
    assert all(moment is None or moment.utcoffset() is not None for moment in (entry.date, entry.updated))
    assert (entry, problems) == read_entry("a/b.md", before + garbage + after, rules)
    assert hash(entry) == hash(Entry("a/b.md"))
    assert entry.is_post or not problems
    assert all(problem.what and problem.hint and len(str(problem)) < 1_000 for problem in problems)
    assert entry.body.endswith("Body.")


PICTURES = {
    "featured_image: {src: a.png, alt: A lamp, caption: It shines}": ("a.png", "A lamp", "It shines"),
    "feature: {image: a.png}": ("a.png", "", ""),
    "cover: {image: a.png, alt: [A, lamp], relative: true}": ("a.png", "A, lamp", ""),
    "image: {path: a.png, thumbnail: b.png, lqip: 'data:image/webp;base64,AA', alt: A lamp}": ("a.png", "A lamp", ""),
    "header: {overlay_image: o.png, teaser: a.png, caption: It shines}": ("a.png", "", "It shines"),
    "thumbnail: {src: a.png, visibility: [list]}": ("a.png", "", ""),
    "featuredImage: {node: {sourceUrl: a.png, altText: A lamp}}": ("a.png", "A lamp", ""),
    "images: [{src: a.png, alt: A lamp}, b.png]": ("a.png", "A lamp", ""),
    "image: [[a.png]]": ("a.png", "", ""),
    "image: {name: A lamp, file: a.png}": ("a.png", "", ""),
    "image: {name: a.png}": ("a.png", "", ""),
    "image: {light: a.png, dark: b.png}": ("a.png", "", ""),
    "cover-img: [{a.png: It shines}, b.png]": ("a.png", "", ""),
    "ogImage: {url: a.png}": ("a.png", "", ""),
    "hero: {title: Large, image: {file: a.png}}": ("a.png", "", ""),
    "image: {src: ''}\ncover: a.png\ncover_alt: A lamp": ("a.png", "A lamp", ""),
    "image: {focal_point: Smart}\nheader: {og_image: a.png}": ("a.png", "", ""),
    "image: {alt: A lamp}": ("", "A lamp", ""),
    "image: {a: {b: {c: {d: {src: a.png}}}}}": ("", "", ""),
    "image: {width: 3, src: 2}": ("", "", ""),
}


@pytest.mark.parametrize(("written", "image"), PICTURES.items(), ids=PICTURES)
def test_the_image_of_a_mapping(written, image):
    entry, _ = read_entry("blog/a.md", f"---\ntitle: T\ndate: 2026-01-02\n{written}\n---\n", RULES)
    assert (entry.image, entry.image_alt, entry.image_caption) == image


def test_a_front_matter_that_nobody_can_read_holds_a_page_of_the_blog_back():
    text = "---\nstatus:?\nstatus:?\n---\nBody."
    entry, problems = read_entry("a.md", text, replace(RULES, is_in_blog=lambda _: True))
    assert (entry.is_post, entry.status.is_built, len(problems)) == (True, False, 1)
    entry, problems = read_entry("a.md", text, RULES)
    assert (entry.is_post, entry.status.is_built, problems) == (False, True, ())


SIGNED = {
    "author: {id: ada}": ["ada"],
    "authors: [{username: ada}, {slug: bo}]": ["ada", "bo"],
    "author: {given: Ada, family: King}": ["Ada King"],
    "author: {firstName: Ada, lastName: King}": ["Ada King"],
    "author: {node: {name: Ada King}}": ["Ada King"],
    "authors: {ada: {name: Ada King}}": ["Ada King"],
    "author: content/authors/ada.md": ["ada"],
    "author: people/ada": ["ada"],
    "author: '[[Ada King]]'": ["Ada King"],
    "author: ['[[people/ada|Ada King]]', Bo Lee]": ["Ada King", "Bo Lee"],
    "byline: By Ada King": ["Ada King"],
    "author: Written by Ada King": ["Ada King"],
    "author: Ada King y Bo Lee": ["Ada King", "Bo Lee"],
    "author: Ada King | Bo Lee": ["Ada King", "Bo Lee"],
    "author: Ada King / Bo Lee": ["Ada King", "Bo Lee"],
    "author: Ada King with Bo Lee": ["Ada King", "Bo Lee"],
    "author: A & B": ["A & B"],
    "author: A und B": ["A und B"],
    "author: Santiago Ramón y Cajal": ["Santiago Ramón y Cajal"],
    "author: The Smith and Jones Company": ["The Smith and Jones Company"],
    "author: true": [],
    "author: {url: x}": [],
}


@pytest.mark.parametrize(("written", "names"), SIGNED.items(), ids=SIGNED)
def test_the_authors_of_any_engine(written, names):
    entry, _ = read_entry("blog/a.md", f"---\ntitle: T\ndate: 2026-01-02\n{written}\n---\n", RULES)
    assert [author.name for author in entry.authors] == names


TERMS = {
    "tags: '#a #b'": ("a", "b"),
    "tags: '#new york #b'": ("new york", "b"),
    "tags: '#C# #F#'": ("C#", "F#"),
    "tags: a | b": ("a", "b"),
    "tags: a|b": ("a|b",),
    "tags: 标签一，标签二": ("标签一", "标签二"),
    "tags: a、b": ("a", "b"),
    "tags: a；b, c": ("a", "b, c"),
    "tags: |\n  a\n  b c": ("a", "b c"),
    "tags: '[[a]], [[x/b|B]]'": ("a", "B"),
    "tags: ['[[a]]', b]": ("a", "b"),
    "tags: a &amp; b, c": ("a & b", "c"),
    "tags: a &copy b": ("a &copy b",),
    "hashtags: '#a'": ("a",),
    "category: Parent > Child": ("Parent/Child",),
    "categories: [A » B, C]": ("A/B", "C"),
    "categories: a->b": ("a->b",),
}


@pytest.mark.parametrize(("written", "terms"), TERMS.items(), ids=TERMS)
def test_the_terms_of_any_engine(written, terms):
    entry, _ = read_entry("blog/a.md", f"---\ntitle: T\ndate: 2026-01-02\n{written}\n---\n", RULES)
    assert (entry.tags or entry.categories) == terms


FILES = {
    "audio: x.mp3": ("x.mp3", 0),
    "audio_url: x.mp3": ("x.mp3", 0),
    "enclosures: [{url: x.mp3, size_in_bytes: 12}]": ("x.mp3", 12),
    "podcast: {audio: {url: x.mp3, size: '1,200'}}": ("x.mp3", 1200),
    "podcast: {file: x.mp3, bytes: 12}": ("x.mp3", 12),
    "episode: {audio: x.mp3, number: 3}": ("x.mp3", 0),
    "audio: {m4a: x.m4a, ogg: x.ogg}": ("x.m4a", 0),
}


@pytest.mark.parametrize(("written", "enclosed"), FILES.items(), ids=FILES)
def test_the_enclosures_of_any_engine(written, enclosed):
    entry, _ = read_entry("blog/a.md", f"---\ntitle: T\ndate: 2026-01-02\n{written}\n---\n", RULES)
    assert (entry.enclosure.path, entry.enclosure.size) == enclosed
    assert entry.enclosure.mime.startswith("audio/")


@pytest.mark.parametrize("written", ["show: false", "active: no", "online: false", "shown: off"])
def test_a_word_that_may_keep_a_post_from_readers_holds_it_back(written):
    entry, problems = read_entry("blog/a.md", f"---\ntitle: T\ndate: 2026-01-02\n{written}\n---\n", RULES)
    assert (entry.status.is_built, len(problems)) == (False, 1)
    assert f"a.md:4: '{written}' says who may see the post" in str(problems[0])
