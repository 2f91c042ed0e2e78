"""Cards drawn for posts without an image."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from harness import picture
from mkdocs_blogposts.publishing.images.decoding import UnreadableImage
from mkdocs_blogposts.publishing.images.social_cards import HEIGHT, WIDTH, SocialCardDesign, SocialCardText, draw_card

PLAIN = SocialCardDesign(background="#000000", color="#ffffff", accent="#000000")
LONG = "What 9,705 posts taught us about headers, dates and the many ways to write the same thing. " * 4


def drawn(words, design=PLAIN):
    return Image.open(io.BytesIO(draw_card(words, design))).convert("RGB")


def box(words, design=PLAIN):
    """Where on the card something white stands: left, top, right, bottom."""
    return drawn(words, design).getbbox()


@pytest.mark.parametrize(
    "title",
    ["Short", LONG, "Donaudampfschiffahrtsgesellschaftskapitän" * 3, "שלום עולם " * 9, "مرحبا بالعالم " * 12, "Ελλάδα"],
)
def test_every_title_fits_within_the_margins(title):
    card = drawn(SocialCardText(title, "Site", "Max Quinton", "23 July 2026"))
    assert card.size == (WIDTH, HEIGHT)
    left, top, right, bottom = card.getbbox()
    assert left >= 90
    assert right <= WIDTH - 90
    assert top >= 90
    assert bottom <= HEIGHT - 80


def test_words_that_run_from_the_right_stand_at_the_right():
    assert box(SocialCardText("Short"))[0] < 120
    assert box(SocialCardText("שלום"))[2] > WIDTH - 120


def test_a_short_title_is_larger_than_a_long_one():
    _, top, _, bottom = box(SocialCardText("Hx"))
    many = drawn(SocialCardText("Hx " * 90)).crop((0, 0, WIDTH, HEIGHT))
    assert bottom - top > 55
    assert many.getbbox()[3] - many.getbbox()[1] > 200


@pytest.mark.parametrize(
    "title", ["No author and nothing else", "Lists without a blank line, and tables too", "שלום עולם " * 3]
)
def test_no_word_of_a_title_stands_alone_on_the_last_line(title):
    card = drawn(SocialCardText(title))
    _, top, _, bottom = card.getbbox()
    lines = [card.crop((0, at, WIDTH, at + (bottom - top) // 2)).getbbox() for at in (top, (top + bottom) // 2)]
    first, last = (right - left for left, _, right, _ in lines)
    assert min(first, last) > 0.55 * max(first, last)


def test_a_date_that_runs_from_the_right_does_so_after_any_name():
    alone, after = (drawn(SocialCardText("", "", name, "10 مارس 2026")) for name in ("", "Ann Lee"))
    left, top, right, bottom = alone.getbbox()
    end = after.getbbox()[2]
    difference = ImageChops.difference(
        alone.crop((left, top, right, bottom)), after.crop((end - right + left, top, end, bottom))
    )
    assert max(ImageStat.Stat(difference).mean) < 25


def test_emoji_that_the_font_lacks_are_left_out():
    one, other = drawn(SocialCardText("Ship it 🚀")), drawn(SocialCardText("Ship it"))
    assert ImageChops.difference(one, other).getbbox() is None


@pytest.mark.parametrize(
    ("title", "same"),
    [
        ("Ge\u00adtrennt und\u200b weich", "Getrennt und weich"),
        ("\u202eA\u202c title", "A title"),
        ("Z\u0337a\u0322lgo", "Zalgo"),
        ("Step ①, ０ done", "Step 1, 0 done"),
        ("We 👩\u200d👩\u200d👧 three", "We three"),
        ("Two\nlines\tand more", "Two lines and more"),
    ],
)
def test_signs_that_cannot_be_drawn_leave_no_gap(title, same):
    assert ImageChops.difference(drawn(SocialCardText(title)), drawn(SocialCardText(same))).getbbox() is None


def test_joiners_stay_where_letters_join():
    persian = "می\u200cخواهم"
    assert ImageChops.difference(
        drawn(SocialCardText(persian)), drawn(SocialCardText(persian.replace("\u200c", "")))
    ).getbbox()
    assert ImageChops.difference(
        drawn(SocialCardText(persian)), drawn(SocialCardText(persian.replace("\u200c", " ")))
    ).getbbox()


@pytest.mark.parametrize(
    ("words", "design", "reason"),
    [
        (SocialCardText("日本語"), SocialCardDesign(), "the font of social cards has no CJK letters"),
        (SocialCardText("Title", "ひらがな"), SocialCardDesign(), "the font of social cards has no HIRAGANA letters"),
        (SocialCardText("Title"), SocialCardDesign(font=b"no font"), "the font of 'social_card_design' cannot be read"),
        (
            SocialCardText("Title"),
            SocialCardDesign(image=b"none"),
            "image of 'social_card_design' cannot be used: it isn't an image",
        ),
        (SocialCardText("∮ of a field"), SocialCardDesign(), "the font of social cards has no sign '∮'"),
    ],
)
def test_what_cannot_be_drawn_is_told(words, design, reason):
    with pytest.raises(UnreadableImage, match=reason):
        draw_card(words, design)


def test_the_same_words_give_the_same_bytes():
    assert draw_card(SocialCardText("A", "B", "C", "D"), SocialCardDesign()) == draw_card(
        SocialCardText("A", "B", "C", "D"), SocialCardDesign()
    )


def test_a_image_lies_behind_the_words():
    card = drawn(SocialCardText(""), SocialCardDesign(background="#000000", image=picture(600, 400, color="white")))
    assert 60 < card.getpixel((600, 620))[0] < 140


@given(st.text(), st.text(max_size=200))
@settings(max_examples=40, deadline=None)
def test_any_text_is_drawn_or_refused(title, site):
    with contextlib.suppress(UnreadableImage):
        assert draw_card(SocialCardText(title, site), SocialCardDesign())


POSTS = {
    "docs/index.md": "# Home",
    "docs/bare.md": "---\ntitle: Bare\ndate: 2024-05-01\nauthor: Max\n---\nText.",
    "docs/own.md": "---\ntitle: Own\ndate: 2024-05-02\nimage: a.jpg\n---\nText.",
    "docs/none.md": "---\ntitle: None\ndate: 2024-05-03\nimage: false\n---\nText.",
    "docs/a.jpg": picture(400, 300),
}


@pytest.mark.parametrize(
    ("cards", "has"), [(False, ("", "a", "")), (True, ("bare", "a", "")), ("all", ("bare", "own", ""))]
)
def test_cards_are_for_lists_and_previews(site, cards, has):
    built = site(POSTS, options={"social_cards": cards}).build()
    previews = [built.page(f"{name}/").meta("og:image") or "" for name in ("bare", "own", "none")]
    assert tuple(address.rpartition("/")[2].partition("-")[0] for address in previews) == has
    assert len(built.page("blog/").all(".bp-post-card__image")) == len([*filter(None, has)])
    assert built.page("bare/").all(".bp-featured-image") == []
    if cards:
        assert (built.page("bare/").meta("og:image:width"), built.page("bare/").meta("og:image:type")) == (
            "1200",
            "image/jpeg",
        )
    built.check_links()


def test_a_design_of_ones_own(site):
    plain = site(POSTS, options={"social_cards": True, "social_card_design": {"background": "#ff0000"}})
    red = plain.build()
    card = red.site_dir / red.page("bare/").meta("og:image").removeprefix("https://example.org/")
    assert Image.open(card).convert("RGB").getpixel((3, 3)) == (254, 0, 0)


@pytest.mark.parametrize(
    ("design", "said"),
    [
        ({"background": "rouge"}, "'rouge' isn't a valid color. Write a name such as 'teal'"),
        ({"font": "away.ttf"}, "away.ttf"),
    ],
)
def test_a_design_that_makes_no_sense_stops_the_build(site, design, said):
    assert said in site(POSTS, options={"social_cards": True, "social_card_design": design}).build_error()
