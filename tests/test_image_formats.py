"""Odd images side by side: as Pillow reads them, and as readers see what we make of them.

With `CONTACT_SHEET=sheet.png` in the environment the sheet is written there, to be looked at: of each image Pillow's
own result is above, ours below.
"""

from __future__ import annotations

import io
import os
import struct
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageOps, ImageStat

from mkdocs_blogposts.publishing.images.image_encoding import ImageSize, render_variants
from test_image_encoding import (
    animation,
    key_colored,
    linear_profile,
    lying,
    noise,
    palette_with_alpha,
    plain,
    quarters,
    saved,
)

QUARTERS = quarters(300, 200)
FADE = Image.linear_gradient("L").resize((300, 200))
CLEAR = QUARTERS.convert("RGBA")
CLEAR.putalpha(FADE)


def deep(kind):
    """An image in gray of 16 bits."""
    image = Image.new("I;16", FADE.size)
    image.frombytes(b"".join(struct.pack("<H", value * 257) for value in FADE.tobytes()))
    return saved(image, kind)


RIGHT = {
    **{kind: saved(QUARTERS, kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")},
    **{f"turned {number}": lying(number, "JPEG", (300, 200)) for number in range(1, 9)},
    **{f"turned {number}, PNG": lying(number, "PNG", (300, 200)) for number in (3, 6)},
    "progressive": saved(QUARTERS, "JPEG", progressive=True),
    "packed TIFF": saved(QUARTERS, "TIFF", compression="tiff_lzw"),
    "CMYK": saved(QUARTERS.convert("CMYK"), "JPEG"),
    "CMYK TIFF": saved(QUARTERS.convert("CMYK"), "TIFF"),
    "YCbCr": saved(QUARTERS.convert("YCbCr"), "JPEG"),
    "two pictures": saved(QUARTERS, "MPO", save_all=True, append_images=[QUARTERS]),
    "damaged EXIF": saved(QUARTERS, "JPEG", exif=b"Exif\0\0garbage"),
    "gray": saved(FADE, "PNG"),
    "gray JPEG": saved(FADE, "JPEG"),
    "RGBA": saved(CLEAR, "PNG"),
    "RGBA WebP": saved(CLEAR, "WEBP", lossless=True),
    "gray with alpha": saved(CLEAR.convert("LA"), "PNG"),
    "palette": saved(QUARTERS.quantize(16), "PNG"),
    "palette with alpha": palette_with_alpha(),
    "key color": key_colored(),
    "noise": saved(noise(280, 200), "JPEG"),
    "wide": plain(20_000, 40),
    "tall": plain(40, 16_000),
    "a pixel": plain(1, 1),
    **{f"moving {kind}": animation(kind) for kind in ("GIF", "WEBP", "PNG")},
}
"""What Pillow reads right, once it is turned."""

WRONG = {
    "16 bits": (deep("PNG"), FADE),
    "16 bits, TIFF": (deep("TIFF"), FADE),
    "shares": (saved(FADE.convert("F").point(lambda value: value * (1 / 255) + 0), "TIFF"), FADE),
    "another profile": (
        saved(Image.new("RGB", (300, 200), (255, 0, 0)), "PNG", icc_profile=linear_profile()),
        Image.new("RGB", (300, 200), (0, 255, 0)),
    ),
}
"""What Pillow saves wrong, with what it should look like."""


def expected(name):
    if name in WRONG:
        return WRONG[name][1].convert("RGBA")
    return ImageOps.exif_transpose(Image.open(io.BytesIO(RIGHT[name]))).convert("RGBA")


def ours(name):
    data = RIGHT.get(name) or WRONG[name][0]
    made = render_variants(data, [ImageSize("sheet", 280, None)])[-1]
    return Image.open(io.BytesIO(made.data or data)).convert("RGBA")


def on_grey(image):
    sheet = Image.new("RGBA", image.size, "#dddddd")
    sheet.alpha_composite(image)
    return sheet.convert("RGB")


@pytest.mark.parametrize("name", [*RIGHT, *WRONG])
def test_an_odd_image_looks_as_it_should(name):
    made = ours(name)
    wanted = expected(name).resize(made.size, Image.Resampling.LANCZOS)
    difference = ImageStat.Stat(ImageChops.difference(on_grey(made), on_grey(wanted)))
    assert max(difference.mean) < 6, difference.mean


def test_the_sheet_is_drawn(tmp_path):
    """For looking at: name a file in `CONTACT_SHEET`."""
    names = [*RIGHT, *WRONG]
    sheet = Image.new("RGB", (8 * 160, -(-len(names) // 8) * 230), "white")
    pen = ImageDraw.Draw(sheet)
    for number, name in enumerate(names):
        left, top = number % 8 * 160 + 5, number // 8 * 230
        pen.text((left, top), name, "black")
        for image, offset in ((expected(name), 14), (ours(name), 120)):
            sheet.paste(ImageOps.pad(on_grey(image), (150, 100), color="#eeeeee"), (left, top + offset))
    path = Path(os.environ.get("CONTACT_SHEET") or tmp_path / "sheet.png")
    sheet.save(path)
    assert path.stat().st_size > 10_000
