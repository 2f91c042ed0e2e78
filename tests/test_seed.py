# ruff: noqa: E501  # the post has lines as long as its writer made them
"""A post moved here from another engine, unchanged: `Key: value` lines without a fence, lists right below a line."""

from __future__ import annotations

import pytest

from harness import picture, with_and_without_directory_urls, with_every_theme

DESCRIPTION = (
    "Learn what to do when the ferry does not run. Find out why crossings are cancelled, keep informed, take other "
    "ways to the island, and put by what a household needs so that nobody goes without. Advice from those who have "
    'lived there: the "Harbour & Ferry" column.'
)
THUMBNAIL = "/theme/assets/images/contents/thumbnail/thumb_blog_4.jpg"
POST = f"""
    Title: ferry cancelled? what to do when the boats stay in
    Description: {DESCRIPTION}
    Slug: ferry-cancelled
    Thumbnail: {THUMBNAIL}
    Author: Max Quinton
    resume: To know the winter timetable can change a whole week for islanders...
    Category:\x20
    Tags: ferry cancellations, sland life, winter crossings, island shopping, harbour news, travel planning
    Date: 2024-07-23
    Alt: ferry cancelled
    Status: published

    The ferry is how everything gets to us, from the post to the milk. But what if the boats suddenly stay in? It helps to know what to do when this happens.[The Harbour Column](https://harbour.example/) has advice for the days without a crossing.

    Ever wondered why a crossing is cancelled, and how to hear of it in time? This post looks into both, and into what to do meanwhile.

    ## In short
    - Know the common causes of cancelled crossings, such as wind, tide, and repairs.
    - Hear of it in time from those who decide.
    - Take another way to the mainland where there is one.
    - Keep at home what a household needs for three days.
    - Learn from those who have lived through many winters.

    ## Why boats stay in
    The ferry is a big part of life here. But it is a boat, and boats have limits. Knowing them makes it easier to plan.

    ### The common causes
    A crossing can be cancelled for several reasons:
    - *Wind:* From force eight on the bow doors stay shut.
    - *Tide:* At the lowest tides the harbour is too shallow, even for the small boat.
    - *Repairs:* Each boat goes into the dock for two weeks a year.
    - *Fog:* The channel is narrow, and the masters do not take chances.

    ### What it means
    A day without a boat has effects on everyone. Some of them are:
    - *No post:* Parcels wait on the other side.
    - *No guests:* Those who rent out rooms lose a night.
    - *No fresh bread:* The bakery is on the mainland.
    - *No doctor:* On Tuesdays the practice stays closed.

    Knowing why and how this happens helps us to deal with it. The column has tips that keep us fed and in good spirits.
    ![the ferry in the harbour](/theme/assets/images/contents/post/blog_4_pic_1.jpg)
    | *Cause*        | *What follows*              |
    |-----------------|-----------------------------|
    | Wind            | No car deck                 |
    | Tide            | Later crossings             |
    | Repairs         | The small boat only         |
    | Fog             | No crossing at all          |

    To understand [cancelled ferries](https://harbour.example/) is to be ready for them.

    ## Hear of it in time
    When a [crossing](https://harbour.example/) is off, it is on the board at the pier first. The board is also on the web.

    | *Where*      | *What*                  | *How soon*            |
    |--------------|-------------------------|-----------------------|
    | Pier         | The board               | At once               |
    | Radio        | The hourly news         | Within the hour       |
    | Web          | A picture of the board  | When somebody is awake|

    To be informed is half of it. The other half is a full larder.
    ![the board at the pier](/theme/assets/images/contents/post/blog_4_pic_2.jpg)
    ## Other ways across
    When the ferry stays in there may be another way. Ask before you need one.

    ### Ask around

    On a [day without a ferry](https://harbour.example/), think of these:
    - *The fishermen:* They go out later, and take people along.
    - *The mail plane:* It has four seats, and two of them are for the mail.
    - *The causeway:* At the lowest tides, with a guide, and never alone.
    - *Staying:* Most things can wait for a day.

    "When the boats stay in, you find out who your neighbours are."

    ## FAQ
    *Why are crossings cancelled?*

    For wind, tide, fog and repairs, in that order.
"""
SITE = {
    "docs/index.md": "# Welcome\n\nHouses by the sea, and what to know before you rent one of them.",
    "docs/about.md": "# About us\n\nWe have rented out three houses on the island since 1987.",
    "docs/blog/ferry.md": POST,
}
PICTURES = {
    f"docs{THUMBNAIL}": picture(1600, 900),
    "docs/theme/assets/images/contents/post/blog_4_pic_1.jpg": picture(300, 200),
    "docs/theme/assets/images/contents/post/blog_4_pic_2.jpg": picture(300, 200),
}


@with_every_theme
@with_and_without_directory_urls
def test_the_post_reads_as_its_writer_meant_it(site):
    built = site({**SITE, **PICTURES}).build()
    post = built.page("blog/ferry-cancelled/")
    text = post.one(".e-content")
    assert post.h1 == "ferry cancelled? what to do when the boats stay in"
    assert (len(text.all("ul")), len(text.all("li")), len(text.all("table"))) == (4, 17, 2)
    assert [len(found.all("tr")) for found in text.all("table")] == [5, 4]
    assert len(text.images) == 2
    assert "|" not in text.text
    assert "Slug:" not in post.text
    assert post.one(".bp-byline").text == "Max Quinton July 23, 2024 2 min read"
    assert post.one(".bp-featured-image")["alt"] == "ferry cancelled"
    built.check_links()


@with_every_theme
def test_its_lists_are_those_it_asks_for(site):
    built = site({**SITE, **PICTURES}).build()
    below = [page.removeprefix("blog/") for page in built.pages if page.startswith("blog/")]
    assert sorted(page for page in below if not page.startswith("tags/")) == [
        *("", "2024/", "2024/07/", "archive/", "authors/", "authors/max-quinton/", "feeds/", "ferry-cancelled/"),
        "ferry/",  # where MkDocs would have put it, with a redirect
    ]
    assert sorted(page for page in below if page.startswith("tags/")) == [
        "tags/",
        *("tags/ferry-cancellations/", "tags/harbour-news/", "tags/island-shopping/", "tags/sland-life/"),
        *("tags/travel-planning/", "tags/winter-crossings/"),
    ]
    teaser = "To know the winter timetable can change a whole week for islanders..."
    for address in ("blog/", "blog/tags/sland-life/", "blog/authors/max-quinton/"):
        card = built.page(address).one(".bp-post-card")
        assert card.one(".bp-post-card__excerpt").text == teaser
        assert len(card.images) == 1
    for address in ("blog/2024/", "blog/2024/07/"):
        assert built.page(address).one(".h-entry").links == ["blog/ferry-cancelled/"]
    built.check_links()


@with_every_theme
def test_its_description_is_the_writers_to_the_letter_and_every_other_page_has_one_of_its_own(site):
    built = site({**SITE, **PICTURES}).build()
    redirects = ("blog/ferry/",)  # where MkDocs would have put the post: it says what the post says
    pages = (page for page in built.pages if "search" not in page and page not in redirects)
    descriptions = {page: built.page(page).description for page in pages}
    assert descriptions["blog/ferry-cancelled/"] == DESCRIPTION
    assert descriptions["about/"] == "We have rented out three houses on the island since 1987."
    assert all(descriptions.values())
    assert len({*descriptions.values()}) == len(descriptions)


@with_every_theme
def test_its_head_says_what_it_is(site):
    post = site({**SITE, **PICTURES}).build().page("blog/ferry-cancelled/")
    assert post.canonical == post.meta("og:url") == "https://example.org/blog/ferry-cancelled/"
    assert post.meta("og:type") == "article"
    assert post.meta("article:published_time") == "2024-07-23T00:00:00+00:00"
    assert post.metas("article:author") == ["https://example.org/blog/authors/max-quinton/"]
    assert len(post.metas("article:tag")) == 6
    assert post.metas("article:section") == []
    assert (post.meta("og:image:width"), post.meta("og:image:height")) == ("1200", "630")


@with_every_theme
def test_where_its_image_is_missing_that_is_the_only_warning(site):
    said = f"blog/ferry.md:4: The image '{THUMBNAIL}' is not there."
    built = site(SITE).build(expect=[said])
    assert len(built.warnings) == 1
    assert built.page("blog/ferry-cancelled/").all(".bp-featured-image") == []
    assert built.page("blog/").images == []


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("ferry.md", "ferry-cancelled/"),
        ("posts/2024/ferry.md", "posts/2024/ferry-cancelled/"),
        ("blog/posts/ferry.md", "blog/2024/07/23/ferry-cancelled/"),  # where Material's blog has it
        ("blog/ferry-cancelled/index.md", "blog/ferry-cancelled/"),
    ],
)
def test_it_may_lie_anywhere(site, place, address):
    files = {name: text for name, text in SITE.items() if not name.startswith("docs/blog/")}
    built = site({**files, **PICTURES, f"docs/{place}": POST}).build()
    assert built.page("blog/").one("h2").links == [address]
    assert len(built.page(address).all(".e-content li")) == 17
    built.check_links()
