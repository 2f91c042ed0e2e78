"""What a crop keeps of an image."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from mkdocs_blogposts.publishing.images.cropping import MIDDLE, find_focus, read_focus


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("30% 70%", (0.3, 0.7)),
        ("30%,70%", (0.3, 0.7)),
        ("0.3 0.7", (0.3, 0.7)),
        ("0 100", (0, 1)),
        ("12.5% 1", (0.125, 1)),
        ("20%", (0.2, 0.5)),
        ("left top", (0, 0)),
        ("Top Left", (0, 0)),
        ("bottom", (0.5, 1)),
        ("centre", MIDDLE),
        ("right center", (1, 0.5)),
    ],
)
def test_a_place_as_writers_name_it(text, place):
    assert read_focus(text) == place


@pytest.mark.parametrize("text", ["", "the face", "120% 10%", "-1 2", "1 2 3", "30% left", "٣ ٣", "1e9", "9" * 5000])
def test_what_is_no_place(text):
    assert read_focus(text) is None


@given(st.text())
def test_any_text_is_a_place_or_none(text):
    place = read_focus(text)
    assert place is None or all(0 <= share <= 1 for share in place)


def scene(width, height, box, noisy=True):
    """A plain image with something going on in one box of it."""
    picture = Image.new("RGB", (width, height), "lightgrey")
    size = box[2] - box[0], box[3] - box[1]
    picture.paste(Image.effect_noise(size, 120).convert("RGB") if noisy else Image.new("RGB", size), box[:2])
    return picture


@pytest.mark.parametrize(
    ("picture", "target", "least", "most"),
    [
        (scene(600, 1200, (200, 20, 400, 220)), (640, 360), (0.5, 0), (0.5, 0.2)),
        (scene(600, 1200, (200, 980, 400, 1180)), (640, 360), (0.5, 0.8), (0.5, 1)),
        (scene(1600, 400, (20, 100, 300, 300)), (640, 360), (0, 0.5), (0.3, 0.5)),
        (scene(1600, 400, (1300, 100, 1580, 300)), (640, 360), (0.7, 0.5), (1, 0.5)),
        (Image.new("RGB", (600, 1200)), (640, 360), MIDDLE, MIDDLE),
        (Image.new("RGB", (1280, 720)), (640, 360), MIDDLE, MIDDLE),
        (Image.new("RGBA", (900, 100)), (640, 360), MIDDLE, MIDDLE),
        (Image.new("RGB", (1, 900)), (640, 360), MIDDLE, MIDDLE),
    ],
)
def test_where_the_most_happens(picture, target, least, most):
    place = find_focus(picture, target)
    assert least[0] <= place[0] <= most[0]
    assert least[1] <= place[1] <= most[1]


@settings(deadline=None, max_examples=50)
@given(st.integers(1, 400), st.integers(1, 400), st.integers(1, 400), st.integers(1, 400))
def test_a_place_lies_in_the_image(width, height, wide, high):
    place = find_focus(Image.new("RGB", (width, height)), (wide, high))
    assert all(0 <= share <= 1 for share in place)
