"""A picture in the sizes that pages show: bytes in, bytes out."""

from __future__ import annotations

import io
import math
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from mkdocs_blogposts.deferred import Image, ImageOps
from mkdocs_blogposts.publishing.pictures.cropping import Place, place_of_interest
from mkdocs_blogposts.publishing.pictures.decoding import decode


@dataclass(frozen=True, slots=True)
class Size:
    """How large a picture is shown in one place."""

    name: str

    width: int
    """In pixels, at most: no picture is made larger than it is."""

    height: int | None
    """In pixels; the picture is cropped to `width : height`. `None` keeps its own ratio."""

    on_white: bool = False
    """Always a JPEG, and nothing else, with white where the picture is transparent: what link previews can show."""

    narrower: tuple[int, ...] = ()
    """Widths, in pixels, that smaller windows need; the narrowest first."""


# Five widths serve every place in the themes mkdocs, readthedocs and material, which were measured in a browser. It
# takes the narrowest file with a pixel for each of the screen. In CSS pixels a card in a window has 216 to 376: 384,
# and on a screen of two pixels for one 560 or 688. A post's picture is 516 to 831 wide: 688 or 848, and 1280 above. A
# phone shows both 310 to 390 wide and asks for less (see `Layout`): at two pixels for one for a card of 560 and a
# picture of 688, at three for 688 and 848. All are 16 : 9 to the pixel, so that such a picture is its own card.
CARD = Size("card", 688, 387, narrower=(384, 560))
FULL = Size("full", 1280, None, narrower=(688, 848))
AVATAR = Size("avatar", 192, 192, narrower=(96,))
PREVIEW = Size("preview", 1200, 630, on_white=True)
EVERY_VIEW = (CARD, FULL, PREVIEW)

RECIPE = 4
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

_LONGEST_SIDE = 16_383  # pixels: what WebP can hold; JPEG ends at 65,500

_SAVED: Mapping[str, tuple[str, dict[str, Any]]] = {
    ".jpg": ("JPEG", {"quality": 82, "optimize": True, "progressive": True}),
    ".png": ("PNG", {}),
    ".webp": ("WEBP", {"quality": 75, "method": 4}),
    ".avif": ("AVIF", {"quality": 60, "speed": 8, "max_threads": 1}),  # several pictures are made at once
}
"""Pillow's name of each format, and how well and how slowly it is written."""

_END_OF = {".jpg": b"\xff\xd9"}
"""What only a whole file ends with, in the format whose writer says nothing when a disk takes but a part of it."""


_Shape = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A picture at one width, in one format."""

    name: str
    """That of its `Size`."""

    data: bytes
    """The file; empty where it is the source itself, which moves, at a size that keeps its ratio."""

    width: int
    height: int

    suffix: str
    """Such as `.jpg`."""

    colour: str = ""
    """What most of the picture is, such as `#4682b4`; empty where something of it is transparent."""

    @property
    def shape(self) -> _Shape:
        """Its width, height and suffix."""
        return self.width, self.height, self.suffix

    @property
    def mime(self) -> str:
        """Such as `image/jpeg`."""
        return MIME_OF_SUFFIX[self.suffix]


def render(
    data: bytes, sizes: Iterable[Size], modern: Iterable[str] = (), focus: Place | None = None
) -> tuple[Made, ...]:
    """The picture of a file at each size: upright, in sRGB, without metadata; the same bytes for the same file.

    JPEG for an opaque picture, PNG for one with transparent parts, each after the same in the formats that `modern`
    names by their suffixes. The narrowest comes first; what every browser knows comes in the widest alone where there
    is a modern format. Of an animation the first frame is taken, but a size without a
    height gives the animation itself. `focus` is what a crop keeps in view; without it what stands out most.

    Raises:
        UnreadableImage: for whatever is wrong with the file.
    """
    sizes = tuple(sizes)
    decoded = decode(data, lambda whole: max((_share(whole, size) for size in sizes), default=1.0))
    colour = "" if decoded.image.mode == "RGBA" else _main_colour(decoded.image)
    made: list[Made] = []
    for size in sizes:
        if decoded.moving and size.height is None:
            made.append(Made(size.name, b"", *decoded.whole, decoded.moving, colour))
        else:
            views = _views(decoded.image, decoded.whole, size, focus)
            made += _made(views, size, tuple(modern), colour, {one.shape: one.data for one in made})
    return tuple(made)


def encode(picture: Image.Image, suffix: str) -> bytes:
    """The file of a picture in the format of a suffix, with nothing in it but pixels."""
    picture.info = {}  # comments, profiles and the place where it was taken would be saved along
    kind, options = _SAVED[suffix]
    # Into a file of the system Pillow writes while other threads go on; into memory they would wait for it.
    try:
        with tempfile.TemporaryFile() as file:
            picture.save(file, kind, **options)
            file.seek(0)
            if (data := file.read()).endswith(_END_OF.get(suffix, b"")):
                return data
    except OSError:  # there is no room on the disk, or no folder for such files
        pass
    memory = io.BytesIO()
    picture.save(memory, kind, **options)
    return memory.getvalue()


def _target(whole: tuple[int, int], size: Size) -> tuple[int, int]:
    """The width and height of a picture at a size: never more than its own."""
    width, height = whole
    if size.height is None:
        scale = min(1, size.width / width, _LONGEST_SIDE / height)
        return max(1, round(width * scale)), max(1, round(height * scale))
    ratio = size.width / size.height
    fitted = max(1, min(size.width, math.floor(min(width, height * ratio))))
    return fitted, max(1, min(height, size.height, round(fitted / ratio)))


def _share(whole: tuple[int, int], size: Size) -> float:
    """How much of the width and height of a picture a size needs."""
    width, height = _target(whole, size)
    return max(width / whole[0], height / whole[1])


def _views(base: Image.Image, whole: tuple[int, int], size: Size, focus: Place | None) -> Iterator[Image.Image]:
    """A picture at one size, in all its widths."""
    target = _target(whole, size)
    picture = ImageOps.fit(base, target, Image.Resampling.LANCZOS, centering=focus or place_of_interest(base, target))
    if size.on_white and picture.mode == "RGBA":
        sheet = Image.new("RGBA", target, "white")
        sheet.alpha_composite(picture)
        picture = sheet.convert("RGB")
    for width in (narrow for narrow in size.narrower if narrow < target[0]):
        height = max(1, round(target[1] * width / target[0]))
        yield picture.resize((width, height), Image.Resampling.LANCZOS)
    yield picture


def _made(
    views: Iterable[Image.Image], size: Size, modern: tuple[str, ...], colour: str, known: Mapping[_Shape, bytes]
) -> Iterator[Made]:
    """The views of a picture in all formats. One of a shape that is `known` is the same: both were cut to its ratio."""
    formats = () if size.on_white else modern
    *narrower, widest = views
    for view in (*narrower, widest):
        fallback = () if formats and view is not widest else (".jpg" if view.mode == "RGB" else ".png",)
        for suffix in (*formats, *fallback):
            shape = *view.size, suffix
            yield Made(size.name, known.get(shape) or encode(view, suffix), *shape, colour)


def _main_colour(picture: Image.Image) -> str:
    """The colour of the largest of the few into which a picture can be summed up."""
    small = picture.resize((32, 32), Image.Resampling.BOX).quantize(5)
    found: list[tuple[int, int]] = small.getcolors() or []  # type: ignore[assignment]  # of a palette they are numbers
    _, index = max(found)
    red, green, blue = (small.getpalette() or [0, 0, 0])[3 * index : 3 * index + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
