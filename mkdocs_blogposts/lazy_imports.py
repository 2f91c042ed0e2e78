"""Packages that take long to load and that most builds do not need: each is loaded when it is first used.

A site without posts needs no image decoder, and a build with a warm cache no network. `from … import Image` reads like
any other import, and type checkers see the package itself. This is the only place where an import is deferred; our own
modules are imported at the top of files, where cycles show.
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


class _Deferred(ModuleType):
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
    futures = _Deferred("concurrent.futures")
    http_client = _Deferred("http.client")
    ssl = _Deferred("ssl")
    mofile = _Deferred("babel.messages.mofile")
    pofile = _Deferred("babel.messages.pofile")
    date_parser = _Deferred("dateutil.parser")
    markdown_it = _Deferred("markdown_it")
    ExifTags = _Deferred("PIL.ExifTags")
    features = _Deferred("PIL.features")
    Image = _Deferred("PIL.Image")
    ImageCms = _Deferred("PIL.ImageCms")
    ImageColor = _Deferred("PIL.ImageColor")
    ImageDraw = _Deferred("PIL.ImageDraw")
    ImageFilter = _Deferred("PIL.ImageFilter")
    ImageFont = _Deferred("PIL.ImageFont")
    ImageOps = _Deferred("PIL.ImageOps")
    platformdirs = _Deferred("platformdirs")
    slugify = _Deferred("slugify")
    text_unidecode = _Deferred("text_unidecode")
    tomllib = _Deferred("tomllib" if sys.version_info >= (3, 11) else "tomli")
