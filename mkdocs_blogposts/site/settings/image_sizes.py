"""How wide images are in each theme, so that a browser loads no more than it needs.

Where a screen has many pixels, an image with fewer looks the same: a narrow window of such a screen, that of a phone,
asks for 70 % of its width in place of all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

THUMB = "6em"
"""Of the image beside a title."""

_DENSE = "(min-resolution: 1.5dppx) 70vw"


class ImageSizes(NamedTuple):
    """The widths of places, as HTML's `sizes` has them, measured with our style sheet in a browser."""

    full: str
    """Of a post's image, and of those in its text."""

    card: str
    """Of a card in a grid."""

    featured: str
    """Of the large card above the others."""

    related: str = "(min-width: 35em) 17em, 36vw"
    """Of a few small cards in any theme: 216 to 309 pixels each in a row, else beside their titles."""

    thumb: str = THUMB
    """Of the image beside a title."""


_SIZES: Mapping[str, ImageSizes] = {
    "mkdocs": ImageSizes(
        "(min-width: 1400px) 966px, (min-width: 1200px) 831px, (min-width: 992px) 696px, (min-width: 768px) 516px, "
        f"{_DENSE}, calc(100vw - 24px)",
        f"(min-width: 600px) 384px, {_DENSE}, calc(100vw - 24px)",
        f"(min-width: 1400px) 772px, (min-width: 1200px) 664px, (min-width: 680px) 60vw, {_DENSE}, calc(100vw - 24px)",
    ),
    "readthedocs": ImageSizes(
        f"(min-width: 1400px) 996px, (min-width: 769px) calc(100vw - 403px), {_DENSE}, calc(100vw - 51px)",
        "(min-width: 1400px) 313px, (min-width: 1204px) calc(33.3vw - 153px), (min-width: 932px) calc(50vw - 216px), "
        f"(min-width: 769px) calc(100vw - 403px), (min-width: 620px) calc(50vw - 40px), {_DENSE}, calc(100vw - 51px)",
        "(min-width: 1400px) 579px, (min-width: 1044px) calc(60vw - 261px), (min-width: 769px) calc(100vw - 403px), "
        f"(min-width: 680px) calc(60vw - 50px), {_DENSE}, calc(100vw - 51px)",
    ),
    "material": ImageSizes(
        "(min-width: 1600px) 757px, (min-width: 1220px) 688px, (min-width: 960px) calc(100vw - 274px), "
        f"{_DENSE}, calc(100vw - 32px)",
        "(min-width: 1600px) 320px, (min-width: 1220px) 295px, (min-width: 580px) calc(50vw - 40px), "
        f"{_DENSE}, calc(100vw - 32px)",
        "(min-width: 1600px) 600px, (min-width: 1220px) 545px, (min-width: 680px) calc(60vw - 40px), "
        f"{_DENSE}, calc(100vw - 32px)",
    ),
}
_OTHER = ImageSizes(
    f"(min-width: 60em) 48em, {_DENSE}, 100vw",
    f"(min-width: 60em) 20em, (min-width: 48em) 33vw, {_DENSE}, 100vw",
    f"(min-width: 60em) 40em, {_DENSE}, 100vw",
)


def find_image_sizes(theme: str | None) -> ImageSizes:
    """The sizes of a theme by its name; a guess for those we have not measured."""
    return _SIZES.get(theme or "", _OTHER)
