"""Images for sites in tests and benchmarks: small files of any size in pixels."""

from __future__ import annotations

import io

from PIL import ExifTags, Image


def picture(width: int, height: int, *, color: str = "steelblue", kind: str = "JPEG", turn: int = 1) -> bytes:
    """The file of an image that fades from black to `color`; `kind` is a format of Pillow (`JPEG`, `PNG`, `WEBP`).

    `turn` is the EXIF orientation, 1 to 8.
    """
    fade = Image.linear_gradient("L").resize((width, height))
    drawn = Image.composite(Image.new("RGB", fade.size, color), Image.new("RGB", fade.size), fade)
    file = io.BytesIO()
    notes = Image.Exif()
    if turn > 1:
        notes[ExifTags.Base.Orientation] = turn
    drawn.save(file, kind, exif=notes) if turn > 1 else drawn.save(file, kind)
    return file.getvalue()
