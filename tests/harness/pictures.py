"""Pictures for sites in tests and benchmarks: small files of any size in pixels."""

from __future__ import annotations

import io

from PIL import Image


def picture(width: int, height: int, *, colour: str = "steelblue", kind: str = "JPEG") -> bytes:
    """The file of a picture that fades from black to `colour`; `kind` is a format of Pillow (`JPEG`, `PNG`, `WEBP`)."""
    fade = Image.linear_gradient("L").resize((width, height))
    drawn = Image.composite(Image.new("RGB", fade.size, colour), Image.new("RGB", fade.size), fade)
    file = io.BytesIO()
    drawn.save(file, kind)
    return file.getvalue()
