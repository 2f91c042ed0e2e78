"""The parts of a JPEG's file, without what they hold (ITU-T T.81, annex B)."""

from __future__ import annotations

import re
from collections.abc import Iterator

SCAN, END = 0xDA, 0xD9
_MARKER = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]", re.DOTALL)  # table B.1: those that begin a part of some length


def markers(jpeg: bytes, place: int = 2) -> Iterator[tuple[int, int]]:
    """The kind of each part and where it begins, up to the picture's end: another picture, or a film, may follow."""
    while found := _MARKER.search(jpeg, place):
        kind = found[0][1]
        yield kind, found.start()
        if kind == END:
            return
        place = found.end() + int.from_bytes(jpeg[found.end() : found.end() + 2], "big")
