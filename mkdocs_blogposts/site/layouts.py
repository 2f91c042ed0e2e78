"""How wide pictures are in each theme, so that a browser loads no more than it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Layout:
    """The widths of two places, as HTML's `sizes` has them, measured with our style sheet in a browser."""

    full: str
    """Of a post's picture, and of those in its text."""

    card: str


_LAYOUTS: Mapping[str, Layout] = {
    "mkdocs": Layout(
        "(min-width: 1400px) 966px, (min-width: 1200px) 831px, (min-width: 992px) 696px, (min-width: 768px) 516px, "
        "calc(100vw - 24px)",
        "(min-width: 1400px) 376px, (min-width: 1200px) 322px, (min-width: 992px) 268px, (min-width: 768px) 516px, "
        "calc(100vw - 24px)",
    ),
    "readthedocs": Layout(
        "(min-width: 1101px) 697px, (min-width: 769px) calc(100vw - 403px), calc(100vw - 51px)",
        "(min-width: 1101px) 268px, (min-width: 769px) calc(40vw - 172px), (min-width: 640px) calc(40vw - 31px), "
        "calc(100vw - 51px)",
    ),
    "material": Layout(
        "(min-width: 1600px) 757px, (min-width: 1220px) 688px, (min-width: 960px) calc(100vw - 274px), "
        "calc(100vw - 32px)",
        "(min-width: 1600px) 291px, (min-width: 1220px) 264px, (min-width: 960px) calc(40vw - 120px), "
        "(min-width: 680px) calc(40vw - 24px), calc(100vw - 32px)",
    ),
}
_OTHER = Layout("(min-width: 60em) 48em, 100vw", "(min-width: 60em) 20em, (min-width: 48em) 33vw, 100vw")


def layout_of(theme: str | None) -> Layout:
    """The layout of a theme by its name; a guess for those we have not measured."""
    return _LAYOUTS.get(theme or "", _OTHER)
