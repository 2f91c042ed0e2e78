"""Whether an image that is published as it is can be shown: told from its ends, and decoded only in doubt."""

from __future__ import annotations

import gzip
import os
import zlib
from typing import IO

from mkdocs_blogposts.publishing.images.decoding import UnreadableImage, decode_image, detect_kind
from mkdocs_blogposts.publishing.images.svg_images import MOST_BYTES, sanitize_svg

_TAIL = 65_536  # bytes: editors and telephones write more behind an image
_MOST_BOXES = 100


def find_fault(file: IO[bytes], suffix: str) -> str:
    """Why a browser cannot show a file whose name ends so, and ends the sentence "it cannot be used: …"; else empty."""
    try:
        if suffix in (".svg", ".svgz"):
            _refuse_live(file.read() if suffix == ".svg" else _decompress(file))
        elif not _seems_whole(file):
            file.seek(0)
            decode_image(file.read(), lambda _: 0.0)
    except UnreadableImage as error:
        return error.reason
    return ""


def _refuse_live(data: bytes) -> None:
    """Refuse an SVG that runs or opens something where it is opened by itself: MkDocs publishes it as it is.

    Drawing programs write their labels as HTML, which may stay.
    """
    if live := sanitize_svg(data).live:
        raise UnreadableImage(f"it holds {live[0]}, which could run a script or lead readers away")


def _decompress(file: IO[bytes]) -> bytes:
    """A compressed SVG, as browsers read it from a server that says so; no more of it than an SVG may have."""
    try:
        with gzip.open(file) as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableImage("it isn't a compressed SVG") from error


def _seems_whole(file: IO[bytes]) -> bool:
    """Has an image the end that belongs to its beginning? Where no end can be told, it has not."""
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if not size:
        raise UnreadableImage("the file is empty")
    kind = detect_kind(file).suffix
    file.seek(0)
    if kind == ".webp":  # RFC 9649 §2.4
        return int.from_bytes(file.read(8)[4:], "little") + 8 <= size
    if kind == ".avif":
        return _end_of_boxes(file, size) == size
    file.seek(max(0, size - _TAIL))
    tail = file.read()
    return {
        ".jpg": tail.rfind(b"\xff\xd9") > tail.rfind(b"\xff\xda"),  # the end of the image, not of its thumbnail
        ".png": b"IEND" in tail,
        ".gif": tail.endswith(b";"),
    }.get(kind, False)


def _end_of_boxes(file: IO[bytes], size: int) -> int:
    """Where the last of the boxes of a file ends (ISO/IEC 14496-12 §4.2): behind the file's end if it is cut off."""
    place = 0
    for _ in range(_MOST_BOXES):
        file.seek(place)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:], "big")
        place = place + length if length else size
        if place >= size:
            break
    return place
