"""Packages that take long to load and that most builds do not need: each is loaded when it is first used.

A site without posts needs no image decoder, and a build with a warm cache no network. `from … import Image` reads like
any other import, and type checkers see the package itself. Our own modules are imported at the top of files, but for
those that a documentation without a post does not need: the doors to them, such as `blog_door`, defer them as well.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

__all__ = [
    "ExifTags",
    "Image",
    "ImageCms",
    "ImageColor",
    "ImageDraw",
    "ImageFilter",
    "ImageFont",
    "ImageOps",
    "date_parser",
    "features",
    "futures",
    "http_client",
    "markdown_it",
    "mofile",
    "platformdirs",
    "pofile",
    "slugify",
    "ssl",
    "text_unidecode",
    "tomllib",
]


class Deferred(ModuleType):
    """Stands for a module, and imports it when an attribute is asked for. Python's import lock makes threads wait."""

    def __getattr__(self, name: str) -> Any:
        return getattr(importlib.import_module(self.__name__), name)


if TYPE_CHECKING:
    import http.client as http_client
    import ssl
    from concurrent import futures

    import dateutil.parser as date_parser
    import markdown_it
    import platformdirs
    import slugify
    import text_unidecode
    from babel.messages import mofile, pofile
    from PIL import ExifTags, Image, ImageCms, ImageColor, ImageDraw, ImageFilter, ImageFont, ImageOps, features

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
else:
    futures = Deferred("concurrent.futures")
    http_client = Deferred("http.client")
    ssl = Deferred("ssl")
    mofile = Deferred("babel.messages.mofile")
    pofile = Deferred("babel.messages.pofile")
    date_parser = Deferred("dateutil.parser")
    markdown_it = Deferred("markdown_it")
    ExifTags = Deferred("PIL.ExifTags")
    features = Deferred("PIL.features")
    Image = Deferred("PIL.Image")
    ImageCms = Deferred("PIL.ImageCms")
    ImageColor = Deferred("PIL.ImageColor")
    ImageDraw = Deferred("PIL.ImageDraw")
    ImageFilter = Deferred("PIL.ImageFilter")
    ImageFont = Deferred("PIL.ImageFont")
    ImageOps = Deferred("PIL.ImageOps")
    platformdirs = Deferred("platformdirs")
    slugify = Deferred("slugify")
    text_unidecode = Deferred("text_unidecode")
    tomllib = Deferred("tomllib" if sys.version_info >= (3, 11) else "tomli")
