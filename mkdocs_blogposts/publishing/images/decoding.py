"""An image file of any kind → its pixels: upright, in sRGB, no more of them than are needed."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from threading import Lock
from typing import IO, NamedTuple

import PIL

from mkdocs_blogposts.lazy_imports import ExifTags, Image, ImageCms
from mkdocs_blogposts.lazy_patterns import compile_pattern


class UnreadableImage(Exception):  # noqa: N818 - it names what the writer gave, as a Problem does
    """A file that cannot be shown as an image; its text ends the sentence "the image cannot be used: …"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


# Those that a browser shows or a camera writes, and no format whose reader starts another program (EPS).
_SUFFIXES = {
    "JPEG": ".jpg",
    "PNG": ".png",
    "GIF": ".gif",
    "WEBP": ".webp",
    "TIFF": ".tif",
    "BMP": ".bmp",
    "AVIF": ".avif",
}
_MOVING = {"GIF": ".gif", "WEBP": ".webp", "PNG": ".png", "AVIF": ".avif"}
_MOST_PIXELS = 100_000_000
_TOO_LARGE = "it has more than 100 million pixels"

_MANY_PIXELS = 16_000_000
_LARGE = Lock()
"""Held while so many pixels are in memory at once: one image of the most that we read takes 1.6 GB."""

_MOST_SCANS = 100  # encoders write about ten; each costs the time of a whole image, and hardly a byte of the file

# EXIF 2.32, 4.6.4 A: what undoes each orientation, by its name in `Image.Transpose`. The last four lie on their side.
_UPRIGHT = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


class DecodedImage(NamedTuple):
    """An image as it should look."""

    image: Image.Image
    """In RGB, or RGBA where something of it is transparent. Of an animation it is the first frame."""

    whole: tuple[int, int]
    """The width and height of the upright image in its file: `image` may be smaller."""

    moving: str
    """The suffix of an animation, such as `.gif`; empty where nothing moves."""


def decode_image(data: bytes, enough: Callable[[tuple[int, int]], float]) -> DecodedImage:
    """The pixels of a file.

    `enough` is asked, of the width and height of the whole image, for the share of them that is needed. Pillow may
    warn of odd metadata and of large images; neither is the writer's mistake.

    Raises:
        UnreadableImage: for whatever is wrong with the file.
    """
    if not data:
        raise UnreadableImage("the file is empty")
    with _telling():
        return _decoded(data, enough)


class FileKind(NamedTuple):
    """What the first bytes of an image's file tell."""

    suffix: str
    """That of its kind, whatever the file is called, such as `.jpg`."""

    size: tuple[int, int]
    """The width and height in pixels, as the file has them: it may lie on its side."""


def detect_kind(file: IO[bytes]) -> FileKind:
    """What a file is by its first bytes: nothing is decoded, so it may still be cut off.

    Raises:
        UnreadableImage: if it isn't an image, or too large a one.
    """
    with _telling(), Image.open(file, formats=_formats()) as image:
        if image.width * image.height > _MOST_PIXELS:
            raise UnreadableImage(_TOO_LARGE)
        return FileKind(_SUFFIXES.get(image.format or "", ".jpg"), image.size)


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    """Say in words what a decoder makes of a file."""
    try:
        yield
    except UnreadableImage:
        raise
    except PIL.UnidentifiedImageError as error:
        raise UnreadableImage("it isn't an image that can be read (JPEG, PNG, GIF, WebP, AVIF, TIFF or BMP)") from error
    except Image.DecompressionBombError as error:
        raise UnreadableImage(_TOO_LARGE) from error
    except Exception as error:  # decoders raise nearly every built-in exception for damaged files
        raise UnreadableImage("the file is damaged or cut off") from error


@lru_cache(maxsize=1)
def _formats() -> tuple[str, ...]:
    known = Image.registered_extensions().values()  # AVIF is not in every Pillow
    return tuple(kind for kind in _SUFFIXES if kind in known)


def _decoded(data: bytes, enough: Callable[[tuple[int, int]], float]) -> DecodedImage:
    with Image.open(io.BytesIO(data), formats=_formats()) as image:
        if image.width * image.height > _MOST_PIXELS:
            raise UnreadableImage(_TOO_LARGE)
        moving = _MOVING.get(image.format or "", "") if getattr(image, "is_animated", False) else ""
        is_jpeg = image.format in ("JPEG", "MPO")
        if is_jpeg and _has_too_many_scans(data):
            raise UnreadableImage(f"it is drawn in more than {_MOST_SCANS} passes")
        with _LARGE if not is_jpeg and image.width * image.height > _MANY_PIXELS else contextlib.nullcontext():
            if not is_jpeg:
                image.load()
            whole, turn = image.size, _turn(image)
            scale = min(1, enough(whole[::-1] if turn >= 5 else whole))
            shrunk = max(1, round(whole[0] * scale)), max(1, round(whole[1] * scale))
            if is_jpeg:
                # While decoding, libjpeg shrinks by 2, 4 or 8 at nearly no cost.
                image.draft(None, shrunk)
                image.load()
            base = _even(image).resize(shrunk, Image.Resampling.BICUBIC, reducing_gap=3.0)
    if turn in _UPRIGHT:
        base = base.transpose(Image.Transpose[_UPRIGHT[turn]])
    return DecodedImage(_in_srgb(base), whole[::-1] if turn >= 5 else whole, moving)


def measure_upright(file: IO[bytes]) -> tuple[int, int]:
    """The width and height of an image as browsers show it, in pixels; only its beginning is read.

    Raises:
        UnreadableImage: if it isn't one that can be read.
    """
    try:
        with Image.open(file, formats=tuple(_SUFFIXES)) as image:
            width, height = image.size
            return (height, width) if _turn(image) >= 5 else (width, height)
    except Exception as error:
        raise UnreadableImage("it is damaged") from error


def _has_too_many_scans(jpeg: bytes) -> bool:
    """Is a JPEG drawn again and again?"""
    if jpeg.count(bytes((0xFF, SCAN))) <= _MOST_SCANS:
        return False
    return sum(kind == SCAN for kind, _ in find_segments(jpeg)) > _MOST_SCANS


def _turn(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 where it says nothing, or nothing that can be read."""
    try:
        turn = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # noqa: BLE001 - whatever is wrong with the metadata, the image itself may be read
        return 1
    return turn if turn in _UPRIGHT else 1


def _even(image: Image.Image) -> Image.Image:
    """In a mode whose pixels can be averaged: no palette, no key color, 8 bits for each channel."""
    if image.mode.startswith(("I", "F")):
        image.info.pop("transparency", None)
        scale = 255 / _white(image)
        return image.convert("F").point(lambda value: value * scale + 0.5).convert("L")
    if image.mode in ("RGBA", "LA"):
        return image
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert({"1": "L", "P": "RGB"}[image.mode]) if image.mode in ("1", "P") else image


def _white(image: Image.Image) -> float:
    """The value of white in a gray image of 16 bits or more, which does not always say so."""
    if image.mode.startswith("I;16"):
        return 65_535
    most = max(value for value in image.getextrema() if not isinstance(value, tuple))
    return next((white for white in (1, 255, 65_535) if most <= white), most)


def _in_srgb(image: Image.Image) -> Image.Image:
    """In RGB, or RGBA where something of it is transparent, with the colors that its profile means."""
    mode = "RGBA" if image.mode in ("LA", "RGBA") else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        seen = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (KeyError, TypeError, OSError, ImageCms.PyCMSError):  # none, a damaged one, or that of another mode
        seen = image.convert(mode)
    if mode == "RGBA" and seen.getchannel("A").getextrema()[0] == 255:
        return seen.convert("RGB")
    return seen


SCAN, END = 0xDA, 0xD9
_MARKER = compile_pattern(rb"\xff[^\x00\x01\xd0-\xd7\xff]", re.DOTALL)  # table B.1: what begins a part of some length


def find_segments(jpeg: bytes, place: int = 2) -> Iterator[tuple[int, int]]:
    """The kind of each part and where it begins, up to the image's end: another image, or a film, may follow."""
    while found := _MARKER.search(jpeg, place):
        kind = found[0][1]
        yield kind, found.start()
        if kind == END:
            return
        place = found.end() + int.from_bytes(jpeg[found.end() : found.end() + 2], "big")
