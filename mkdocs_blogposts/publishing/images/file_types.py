"""The files that are images, by the ends of their names."""

from __future__ import annotations

MIME_OF_SUFFIX = {
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".svg": "image/svg+xml",
    ".jpeg": "image/jpeg",
}

JUDGED = frozenset({*MIME_OF_SUFFIX, ".bmp", ".svgz", ".tif", ".tiff"})
"""Endings of files that can be told to be no images. What else a text shows as one, a film or a drawing of another
plugin, is not for us to judge."""
