"""Which part of an image a crop keeps: what the writer says, or what stands out most."""

from __future__ import annotations

import re

from mkdocs_blogposts.lazy_imports import Image, ImageFilter
from mkdocs_blogposts.lazy_patterns import compile_pattern

Focus = tuple[float, float]
"""Shares of what is cut off that go from the left and from the top, each from 0 to 1, as in CSS' `object-position`."""

MIDDLE: Focus = (0.5, 0.5)

_WORDS = {"left": (0.0, 0.5), "right": (1.0, 0.5), "top": (0.5, 0.0), "bottom": (0.5, 1.0), "center": MIDDLE}
_SHARE = compile_pattern(r"(\d{1,3}(?:\.\d{1,6})?)\s*(%?)", re.ASCII)
_SHORT_SIDE = 48  # cells in which edges are counted
_PULL = 0.35
"""How much less what lies at the rim counts than what lies in the middle: most photographs mean their middle."""


def read_focus(text: str) -> Focus | None:
    """A place as writers name it: `30% 70%`, `0.3 0.7`, `left top`; `None` where it isn't one."""
    words = text.lower().replace("centre", "center").replace(",", " ").split()
    if words and len(words) <= 2 and all(word in _WORDS for word in words):
        across = next((_WORDS[word][0] for word in words if word in ("left", "right")), 0.5)
        return across, next((_WORDS[word][1] for word in words if word in ("top", "bottom")), 0.5)
    shares = [_share(word) for word in words]
    if len(shares) == 1:
        shares.append(0.5)
    return (shares[0], shares[1]) if len(shares) == 2 and all(0 <= share <= 1 for share in shares) else None


def _share(word: str) -> float:
    """A share of 1; -1 where it isn't one."""
    found = _SHARE.fullmatch(word)
    if not found:
        return -1.0
    number = float(found[1])
    return number / 100 if found[2] or number > 1 else number


def find_focus(image: Image.Image, target: tuple[int, int]) -> Focus:
    """Where a crop to the ratio of `target` keeps the most edges, for those are what eyes look at."""
    width, height = image.size
    kept = min(1.0, (target[0] / target[1]) / (width / height)), min(1.0, (width / height) / (target[0] / target[1]))
    if min(kept) > 0.98 or min(width, height) < _SHORT_SIDE:
        return MIDDLE
    small = _edges(image)
    if kept[0] < 1:
        return _best(list(small.resize((small.width, 1), Image.Resampling.BOX).tobytes()), kept[0]), 0.5
    return 0.5, _best(list(small.resize((1, small.height), Image.Resampling.BOX).tobytes()), kept[1])


def _edges(image: Image.Image) -> Image.Image:
    """How much happens in each cell of an image, in gray."""
    scale = _SHORT_SIDE / min(image.size)
    size = min(1000, round(image.width * scale)), min(1000, round(image.height * scale))
    gray = image.convert("LA" if image.mode == "RGBA" else "L").convert("L")
    edges = gray.resize((2 * size[0], 2 * size[1]), Image.Resampling.BOX).filter(ImageFilter.FIND_EDGES)
    # The filter leaves the outermost cells as they were.
    return edges.crop((1, 1, edges.width - 1, edges.height - 1)).resize(size, Image.Resampling.BOX)


def _best(cells: list[int], kept: float) -> float:
    """The share to cut off before the window of cells in which the most happens; the middle where nothing does."""
    length = max(1, round(len(cells) * kept))
    last = len(cells) - length
    if last < 1 or max(cells) == min(cells):
        return 0.5

    def worth(start: int) -> tuple[float, float]:
        off = abs(2 * start / last - 1)
        return sum(cells[start : start + length]) * (1 - _PULL * off * off), -off

    return max(range(last + 1), key=worth) / last
