"""A picture in the sizes that pages show: bytes in, bytes out."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import ExifTags, Image, ImageCms, ImageOps, UnidentifiedImageError


@dataclass(frozen=True, slots=True)
class Size:
    """How large a picture is shown in one place."""

    name: str

    width: int
    """In pixels, at most: no picture is made larger than it is."""

    height: int | None
    """In pixels; the picture is cropped around its middle to `width : height`. `None` keeps its own ratio."""

    on_white: bool = False
    """Always a JPEG, with white where the picture is transparent: what every link preview can show."""


CARD = Size("card", 640, 360)
FULL = Size("full", 1280, None)
PREVIEW = Size("preview", 1200, 630, on_white=True)

RECIPE = 1
"""Counted up whenever `render` begins to give other bytes for the same source and sizes."""

MIME_OF_SUFFIX = {
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
    ".jpeg": "image/jpeg",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A picture at one size."""

    name: str
    """That of its `Size`."""

    data: bytes
    """The file. It is the source itself where the source moves and the size keeps its ratio."""

    width: int
    height: int

    mime: str
    """Such as `image/jpeg`."""

    suffix: str
    """Such as `.jpg`."""


class UnreadableImage(Exception):  # noqa: N818 - it names what the writer gave, as a Problem does
    """A file that cannot be shown as a picture; its text ends the sentence "the picture cannot be used: …"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


# Those that a browser shows or a camera writes, and no format whose reader starts another program (EPS).
_READ = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP", "AVIF")
_MOVING = {"GIF": ".gif", "WEBP": ".webp", "PNG": ".png", "AVIF": ".avif"}
_MOST_PIXELS = 100_000_000
_TOO_LARGE = "it has more than 100 million pixels"
_LONGEST_SIDE = 16_383  # pixels: what WebP can hold; JPEG ends at 65,500

# EXIF 2.32, 4.6.4 A: what undoes each orientation. The last four lie on their side.
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def render(data: bytes, sizes: Iterable[Size]) -> tuple[Made, ...]:
    """The picture of a file at each size: upright, in sRGB, without metadata; the same bytes for the same file.

    JPEG for an opaque picture, PNG for one with transparent parts. Of an animation the first frame is taken,
    but a size without a height gives the animation itself.

    Raises:
        UnreadableImage: for whatever is wrong with the file.
    """
    with warnings.catch_warnings():  # about odd metadata and large pictures: neither is the writer's mistake
        warnings.simplefilter("ignore")
        try:
            return _render(data, tuple(sizes))
        except UnreadableImage:
            raise
        except UnidentifiedImageError as error:
            kinds = "JPEG, PNG, GIF, WebP, AVIF, TIFF or BMP"
            reason = f"it is not a picture that can be read ({kinds})" if data else "the file is empty"
            raise UnreadableImage(reason) from error
        except Image.DecompressionBombError as error:
            raise UnreadableImage(_TOO_LARGE) from error
        except Exception as error:  # decoders raise nearly every built-in exception for damaged files
            raise UnreadableImage("the file is damaged or cut off") from error


def _render(data: bytes, sizes: tuple[Size, ...]) -> tuple[Made, ...]:
    known = Image.registered_extensions().values()  # AVIF is not in every Pillow
    with Image.open(io.BytesIO(data), formats=[kind for kind in _READ if kind in known]) as image:
        if image.width * image.height > _MOST_PIXELS:
            raise UnreadableImage(_TOO_LARGE)
        moving = _MOVING.get(image.format or "", "") if getattr(image, "is_animated", False) else ""
        whole, base = _base(image, sizes)
    made = []
    for size in sizes:
        if moving and size.height is None:
            made.append(Made(size.name, data, *whole, MIME_OF_SUFFIX[moving], moving))
        else:
            made.append(_made(base, _target(whole, size), size))
    return tuple(made)


def _target(whole: tuple[int, int], size: Size) -> tuple[int, int]:
    """The width and height of a picture at a size: never more than its own."""
    width, height = whole
    if size.height is None:
        scale = min(1, size.width / width, _LONGEST_SIDE / height)
        return max(1, round(width * scale)), max(1, round(height * scale))
    ratio = size.width / size.height
    fitted = max(1, min(size.width, math.floor(min(width, height * ratio))))
    return fitted, max(1, min(height, size.height, round(fitted / ratio)))


def _base(image: Image.Image, sizes: tuple[Size, ...]) -> tuple[tuple[int, int], Image.Image]:
    """The width and height of the upright picture, and the picture itself no larger than its sizes need."""
    if image.format in ("JPEG", "MPO"):
        # While decoding, libjpeg shrinks by 2, 4 or 8 at nearly no cost.
        whole, shrunk = image.size, _enough(image, image.size, sizes)
        image.draft(None, shrunk)
        image.load()
    else:
        image.load()
        whole, shrunk = image.size, _enough(image, image.size, sizes)
    turn = _turn(image)
    base = _even(image).resize(shrunk, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if turn in _UPRIGHT:
        base = base.transpose(_UPRIGHT[turn])
    return (whole[::-1] if turn >= 5 else whole), _in_srgb(base)


def _enough(image: Image.Image, lying: tuple[int, int], sizes: tuple[Size, ...]) -> tuple[int, int]:
    """The least width and height, before it is turned upright, from which every size can be cut."""
    whole = lying[::-1] if _turn(image) >= 5 else lying
    targets = [_target(whole, size) for size in sizes]
    scale = max((max(width / whole[0], height / whole[1]) for width, height in targets), default=1)
    return max(1, round(lying[0] * scale)), max(1, round(lying[1] * scale))


def _turn(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 where it says nothing, or nothing that can be read."""
    try:
        turn = image.getexif().get(ExifTags.Base.Orientation, 1)
    except Exception:  # noqa: BLE001 - whatever is wrong with the metadata, the picture itself may be read
        return 1
    return turn if turn in _UPRIGHT else 1


def _even(image: Image.Image) -> Image.Image:
    """In a mode whose pixels can be averaged: no palette, no key colour, 8 bits for each channel."""
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
    """The value of white in a grey picture of 16 bits or more, which does not always say so."""
    if image.mode.startswith("I;16"):
        return 65_535
    most = max(value for value in image.getextrema() if not isinstance(value, tuple))
    return next((white for white in (1, 255, 65_535) if most <= white), most)


def _in_srgb(image: Image.Image) -> Image.Image:
    """In RGB, or RGBA where something of it is transparent, with the colours that its profile means."""
    mode = "RGBA" if image.mode in ("LA", "RGBA") else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(image.info["icc_profile"]))
        seen = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode) or image
    except (KeyError, TypeError, OSError, ImageCms.PyCMSError):  # none, a damaged one, or that of another mode
        seen = image.convert(mode)
    if mode == "RGBA" and seen.getchannel("A").getextrema()[0] == 255:
        return seen.convert("RGB")
    return seen


def _made(base: Image.Image, target: tuple[int, int], size: Size) -> Made:
    picture = ImageOps.fit(base, target, Image.Resampling.LANCZOS)
    if size.on_white and picture.mode == "RGBA":
        sheet = Image.new("RGBA", target, "white")
        sheet.alpha_composite(picture)
        picture = sheet.convert("RGB")
    picture.info = {}  # comments, profiles and the place where it was taken would be saved along
    file = io.BytesIO()
    if picture.mode == "RGB":
        picture.save(file, "JPEG", quality=82, optimize=True, progressive=True)
        suffix = ".jpg"
    else:
        picture.save(file, "PNG")
        suffix = ".png"
    return Made(size.name, file.getvalue(), *target, MIME_OF_SUFFIX[suffix], suffix)
