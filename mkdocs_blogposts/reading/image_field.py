"""What front matter says of the image of its post: a path, the number of an image in the text, or that there is none.

Engines have mappings for it, too, with a path under many names, and beside it what the image shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.field_values import FALSE, TRUE, NamedFields, parse_prose, parse_text
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.naming.field_names import normalize_name

FEATURED = compile_pattern(r"(?:featured?|cover|thumb(?:nail)?|hero|header|banner|teaser)\b", re.IGNORECASE)
"""What Hugo's themes call the resource that is a post's image; `featured-image` as well."""

REFUSALS = FALSE - {"0"} | {"none"}

PATHS = (
    *("path", "src", "url", "image", "file", "filename", "href", "source", "sourceurl", "publicurl", "imageurl"),
    *("original", "large", "full", "desktop", "light", "default"),
    *("feature", "featured", "cover", "hero", "teaser", "thumbnail", "thumb", "og", "overlayimage", "name", "node"),
)
"""Keys of a mapping under which an image's path stands, the best first; `node` is GraphQL's."""

ALTS = ("alt", "alttext", "imagealt", "description")
CAPTIONS = ("caption", "credit")

DEEPEST = 3
"""Mappings within each other in which a path is looked for."""

PICTURE = compile_pattern(r"\.(?:png|jpe?g|gif|webp|avif|svg|bmp|tiff?|heic)\W*(?:[?#|].*)?$", re.IGNORECASE)

LOOSE = frozenset({"name"})
"""Keys that rather mean something else: their values count only where they look like an image's path."""


@dataclass(frozen=True)
class ImageField:
    """What front matter says of the post's image: at most one of a path, a number and a refusal."""

    path: str = ""
    number: int = 0
    """Of the images of the text, counted from 1."""

    is_refused: bool = False
    alt: str = ""
    """What the mapping says in which the path stands."""

    caption: str = ""


def read_image(named: NamedFields) -> ImageField:
    """The first name that says something decides; `image: true` says nothing."""
    for _, value in named.all("image"):
        if found := _read_value(value):
            return found
    return ImageField(next(_resources(named), ""))


def _read_value(value: Value, depth: int = 0) -> ImageField | None:
    """What one value says; `None` where it says nothing."""
    if isinstance(value, list):
        found = (_read_value(item, depth + 1) for item in value[:8] if depth < DEEPEST)
        return next(filter(None, found), None)
    if isinstance(value, dict):
        return _read_mapping(value, depth) if depth < DEEPEST else None
    text = parse_text(value)
    if text.casefold() in REFUSALS:
        return ImageField(is_refused=True)
    if text.isdecimal() and len(text) < 4 and int(text):
        return ImageField(number=int(text))
    return ImageField(text) if text and not text.isdecimal() and text.casefold() not in TRUE else None


def _read_mapping(value: Mapping[str, Value], depth: int) -> ImageField | None:
    """The image of a mapping, with what it shows; beautiful-jekyll's has the path itself as its key."""
    plain = {normalize_name(key): item for key, item in value.items()}
    for key in PATHS:
        found = _read_value(plain[key], depth + 1) if key in plain else None
        if found and not found.number and (key not in LOOSE or PICTURE.search(found.path)):
            alt = found.alt or next(filter(None, (parse_prose(plain[name]) for name in ALTS if name in plain)), "")
            caption = next(filter(None, (parse_prose(plain[name]) for name in CAPTIONS if name in plain)), "")
            return ImageField(found.path, 0, found.is_refused, alt, found.caption or caption)
    only = next(iter(value)) if len(value) == 1 else ""
    return ImageField(only) if PICTURE.search(only) or "/" in only else None


def _resources(named: NamedFields) -> Iterator[str]:
    """The files of Hugo's `resources` that are named as a post's image is: `{src: a.jpg, name: featured}`."""
    for _, value in named.all("resources"):
        for resource in value if isinstance(value, list) else ():
            name = parse_text(resource.get("name", "")) if isinstance(resource, dict) else ""
            source = parse_text(resource.get("src", "")) if isinstance(resource, dict) else ""
            if FEATURED.match(name) and source and "*" not in source:
                yield source
