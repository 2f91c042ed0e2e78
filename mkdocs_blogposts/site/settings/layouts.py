"""How wide pictures are in each theme, so that a browser loads no more than it needs.

Where a screen has many pixels, a picture with fewer looks the same: a narrow window of such a screen, that of a phone,
asks for 70 % of its width in place of all of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_DENSE = "(min-resolution: 1.5dppx) 70vw"


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of three places, as HTML's `sizes` has them, measured with our style sheet in a browser."""

    full: str
    """Of a post's picture, and of those in its text."""

    card: str

    related: str = f"(min-width: 30em) 17em, {_DENSE}, calc(100vw - 2em)"
    """Of a few small cards in a row, 216 to 309 pixels each, in any theme."""


_LAYOUTS: Mapping[str, Layout] = {
    "mkdocs": Layout(
        "(min-width: 1400px) 966px, (min-width: 1200px) 831px, (min-width: 992px) 696px, (min-width: 768px) 516px, "
        f"{_DENSE}, calc(100vw - 24px)",
        "(min-width: 1400px) 376px, (min-width: 1200px) 322px, (min-width: 992px) 268px, (min-width: 768px) 516px, "
        f"{_DENSE}, calc(100vw - 24px)",
    ),
    "readthedocs": Layout(
        f"(min-width: 1101px) 697px, (min-width: 769px) calc(100vw - 403px), {_DENSE}, calc(100vw - 51px)",
        "(min-width: 1101px) 268px, (min-width: 769px) calc(40vw - 172px), (min-width: 640px) calc(40vw - 31px), "
        f"{_DENSE}, calc(100vw - 51px)",
    ),
    "material": Layout(
        "(min-width: 1600px) 757px, (min-width: 1220px) 688px, (min-width: 960px) calc(100vw - 274px), "
        f"{_DENSE}, calc(100vw - 32px)",
        "(min-width: 1600px) 291px, (min-width: 1220px) 264px, (min-width: 960px) calc(40vw - 120px), "
        f"(min-width: 680px) calc(40vw - 24px), {_DENSE}, calc(100vw - 32px)",
    ),
}
_OTHER = Layout(
    f"(min-width: 60em) 48em, {_DENSE}, 100vw",
    f"(min-width: 60em) 20em, (min-width: 48em) 33vw, {_DENSE}, 100vw",
)


def layout_of(theme: str | None) -> Layout:
    """The layout of a theme by its name; a guess for those we have not measured."""
    return _LAYOUTS.get(theme or "", _OTHER)
