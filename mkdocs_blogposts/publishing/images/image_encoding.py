"""An image in the sizes that pages show: bytes in, bytes out."""

from __future__ import annotations

import io
import math
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from mkdocs_blogposts.lazy_imports import Image, ImageOps
from mkdocs_blogposts.publishing.images.cropping import Focus, find_focus
from mkdocs_blogposts.publishing.images.decoding import decode_image
from mkdocs_blogposts.publishing.images.file_types import MIME_OF_SUFFIX


class ImageSize(NamedTuple):
    """How large an image is shown in one place."""

    name: str

    width: int
    """In pixels, at most: no image is made larger than it is."""

    height: int | None
    """In pixels; the image is cropped to `width : height`. `None` keeps its own ratio."""

    on_white: bool = False
    """Always a JPEG, and nothing else, with white where the image is transparent: what link previews can show."""

    narrower: tuple[int, ...] = ()
    """Widths, in pixels, that smaller windows need; the narrowest first."""


# Five widths serve every place in the themes mkdocs, readthedocs and material, which were measured in a browser. It
# takes the narrowest file with a pixel for each of the screen. In CSS pixels a card in a window has 216 to 376: 384,
# and on a screen of two pixels for one 560 or 688. A post's image is 516 to 831 wide: 688 or 848, and 1280 above. A
# phone shows both 310 to 390 wide and asks for less (see `Layout`): at two pixels for one for a card of 560 and a
# image of 688, at three for 688 and 848. All are 16 : 9 to the pixel, so that such an image is its own card.
CARD = ImageSize("card", 688, 387, narrower=(384, 560))
FULL = ImageSize("full", 1280, None, narrower=(688, 848))
AVATAR = ImageSize("avatar", 192, 192, narrower=(96,))
PREVIEW = ImageSize("preview", 1200, 630, on_white=True)
EVERY_VIEW = (CARD, FULL, PREVIEW)

RECIPE = 8
"""Counted up whenever `render` begins to give other bytes for the same source and sizes."""

_LONGEST_SIDE = 16_383  # pixels: what WebP can hold; JPEG ends at 65,500

_SAVED: Mapping[str, tuple[str, dict[str, Any]]] = {
    ".jpg": ("JPEG", {"quality": 76, "optimize": True}),
    ".png": ("PNG", {}),
    ".webp": ("WEBP", {"quality": 75, "method": 2}),  # 4 takes twice as long, for files that are 4 % smaller
    ".avif": ("AVIF", {"quality": 60, "speed": 8, "max_threads": 1}),  # several images are made at once
}
"""Pillow's name of each format, and how well and how slowly it is written: photographs as JPEG are at least as near to
the source as WebP makes them (measured by SSIM)."""

_END_OF = {".jpg": b"\xff\xd9"}
"""What only a whole file ends with, in the format whose writer says nothing when a disk takes but a part of it."""


_Shape = tuple[int, int, str]
_Views = dict[tuple[int, int], "Image.Image"]


class ImageVariant(NamedTuple):
    """An image at one width, in one format."""

    name: str
    """That of its `ImageSize`."""

    data: bytes
    """The file; empty where it is the source itself, which moves, at a size that keeps its ratio."""

    width: int
    height: int

    suffix: str
    """Such as `.jpg`."""

    color: str = ""
    """What most of the image is, such as `#4682b4`; empty where something of it is transparent."""

    @property
    def shape(self) -> _Shape:
        """Its width, height and suffix."""
        return self.width, self.height, self.suffix

    @property
    def mime(self) -> str:
        """Such as `image/jpeg`."""
        return MIME_OF_SUFFIX[self.suffix]


def render_variants(
    data: bytes, sizes: Iterable[ImageSize], modern: Iterable[str] = (), focus: Focus | None = None
) -> tuple[ImageVariant, ...]:
    """The image of a file at each size: upright, in sRGB, without metadata; the same bytes for the same file.

    JPEG for an opaque image, PNG for one with transparent parts, each after the same in the formats that `modern`
    names by their suffixes. The narrowest comes first; what every browser knows comes in the widest alone where there
    is a modern format. Of an animation the first frame is taken, but a size without a
    height gives the animation itself. `focus` is what a crop keeps in view; without it what stands out most.

    Raises:
        UnreadableImage: for whatever is wrong with the file.
    """
    sizes = tuple(sizes)
    decoded = decode_image(data, lambda whole: max((_share(whole, size) for size in sizes), default=1.0))
    color = "" if decoded.image.mode == "RGBA" else _main_color(decoded.image)
    made: list[ImageVariant] = []
    narrower: _Views = {}
    for size in sizes:
        if decoded.moving and size.height is None:
            made.append(ImageVariant(size.name, b"", *decoded.whole, decoded.moving, color))
        else:
            views = _views(decoded.image, decoded.whole, size, focus, narrower)
            made += _made(views, size, tuple(modern), color, {one.shape: one.data for one in made})
    return tuple(made)


def encode_image(image: Image.Image, suffix: str) -> bytes:
    """The file of an image in the format of a suffix, with nothing in it but pixels."""
    image.info = {}  # comments, profiles and the place where it was taken would be saved along
    kind, options = _SAVED[suffix]
    # Into a file of the system Pillow writes while other threads go on; into memory they would wait for it.
    try:
        with tempfile.TemporaryFile() as file:
            image.save(file, kind, **options)
            file.seek(0)
            if (data := file.read()).endswith(_END_OF.get(suffix, b"")):
                return data
    except OSError:  # there is no room on the disk, or no folder for such files
        pass
    memory = io.BytesIO()
    image.save(memory, kind, **options)
    return memory.getvalue()


def _target(whole: tuple[int, int], size: ImageSize) -> tuple[int, int]:
    """The width and height of an image at a size: never more than its own."""
    width, height = whole
    if size.height is None:
        scale = min(1, size.width / width, _LONGEST_SIDE / height)
        return max(1, round(width * scale)), max(1, round(height * scale))
    ratio = size.width / size.height
    fitted = max(1, min(size.width, math.floor(min(width, height * ratio))))
    return fitted, max(1, min(height, size.height, round(fitted / ratio)))


def _share(whole: tuple[int, int], size: ImageSize) -> float:
    """How much of the width and height of an image a size needs."""
    width, height = _target(whole, size)
    return max(width / whole[0], height / whole[1])


def _views(
    base: Image.Image, whole: tuple[int, int], size: ImageSize, focus: Focus | None, known: _Views
) -> list[Image.Image]:
    """An image at one size, in all its widths, the narrowest first. `known` are those of other sizes of its ratio."""
    target = _target(whole, size)
    # Lanczos takes half as long again, and nobody sees the difference (SSIM 0.999).
    image = ImageOps.fit(base, target, Image.Resampling.BICUBIC, centering=focus or find_focus(base, target))
    if size.on_white and image.mode == "RGBA":
        sheet = Image.new("RGBA", target, "white")
        sheet.alpha_composite(image)
        image = sheet.convert("RGB")
    views = [image]
    for width in (narrow for narrow in reversed(size.narrower) if narrow < target[0]):
        shape = width, max(1, round(target[1] * width / target[0]))
        # Each from the next wider one: nobody sees it (SSIM 0.998), and it takes 0.6 of the time. Here Lanczos keeps
        # small ones sharp.
        views.append(known.get(shape) or views[-1].resize(shape, Image.Resampling.LANCZOS))
    known |= {view.size: view for view in views}
    return views[::-1]


def _made(
    views: Iterable[Image.Image], size: ImageSize, modern: tuple[str, ...], color: str, known: Mapping[_Shape, bytes]
) -> Iterator[ImageVariant]:
    """The views of an image in all formats. One of a shape that is `known` is the same: both were cut to its ratio."""
    formats = () if size.on_white else modern
    *narrower, widest = views
    for view in (*narrower, widest):
        fallback = () if formats and view is not widest else (".jpg" if view.mode == "RGB" else ".png",)
        for suffix in (*formats, *fallback):
            shape = *view.size, suffix
            yield ImageVariant(size.name, known.get(shape) or encode_image(view, suffix), *shape, color)


def _main_color(image: Image.Image) -> str:
    """The color of the largest of the few into which an image can be summed up."""
    small = image.resize((32, 32), Image.Resampling.BOX).quantize(5)
    found: list[tuple[int, int]] = small.getcolors() or []  # type: ignore[assignment]  # of a palette they are numbers
    _, index = max(found)
    red, green, blue = (small.getpalette() or [0, 0, 0])[3 * index : 3 * index + 3]
    return f"#{red:02x}{green:02x}{blue:02x}"
