"""The fields of one front matter by name, and how their values are read: a text, a number, a flag, links, an image.

A field's value may be of several kinds: an image's is a path, its number in the text, or `false`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from operator import itemgetter
from typing import Any, TypeAlias

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.frontmatter.parse_result import Value, strip_typographic_quotes
from mkdocs_blogposts.reading.naming.field_names import BUILT_IN, CASCADE, WRAPPERS, FieldNames, normalize_name

TRUE = frozenset({"true", "yes", "on", "1", "y"})
FALSE = frozenset({"false", "no", "off", "0", "n"})

LIST_LIMIT = 1000
"""Terms of one list that are read: nested aliases can make a list of billions out of ten lines."""

KEY_LIMIT = 5000
"""Keys of one front matter that are looked at, nested ones too: aliases multiply them as they do lists."""

LONGEST_NAME = 100
"""Characters of a key that are looked at; our longest name has 30."""

LINK_DEPTH = 8
"""Lists and mappings within each other; Material's headings within headings need two for each."""

STOPS = (".", "!", "?", "…", "。", ":", ";")

BETWEEN = compile_pattern(r"[,;]\s+")
"""What parts links in one text; a URL may hold a comma, but no space after it."""

_CONTROLS = (*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0))
_NO_CHARACTERS = (*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), *(plane << 16 | 0xFFFE for plane in range(17)))
_UNSEEN = {
    **dict.fromkeys((*_CONTROLS, *_NO_CHARACTERS, *(plane << 16 | 0xFFFF for plane in range(17)))),
    0x0C: " ",
}
"""What HTML may not hold: characters of control but for tabs and line ends, which are white space; halves of pairs of
surrogates; codes that aren't characters. A form feed is white space that XML may not hold."""


def parse_text(value: Value) -> str:
    """One text: of a list its first that is not empty, of a mapping nothing."""
    if isinstance(value, list):
        return next((text for item in value[:LIST_LIMIT] if isinstance(item, str) and (text := parse_text(item))), "")
    return strip_control_characters(value).strip() if isinstance(value, str) else ""


def parse_prose(value: Value) -> str:
    """One text: of a list all of its texts, sentences one after the other, and others with commas between them."""
    if not isinstance(value, list):
        return parse_text(value)
    texts = [text for leaf in islice(flatten_values(value, set()), LIST_LIMIT) if (text := parse_text(leaf))]
    return (" " if any(text.endswith(STOPS) for text in texts) else ", ").join(texts)


def strip_control_characters(text: str) -> str:
    """A text without characters of control."""
    return text if text.isprintable() else text.translate(_UNSEEN)


def fit_for_themes(key: str, value: Any) -> Any:
    """A value in a shape in which Material, its search or its social cards can read it: others end in a traceback."""
    if key == "hide":
        return [str(item) for item in value] if isinstance(value, list) else value if isinstance(value, str) else []
    if key in ("search", "social"):
        is_off = key == "search" and value is False
        return {"exclude": True} if is_off else value if isinstance(value, dict) else {}
    return value


def find_name(value: Mapping[str, Value]) -> str:
    """What a mapping is called: `{name: Max, url: …}`."""
    return find_text(value, "name", "label", "title", "display_name")


def flatten_values(value: Value, seen: set[int], depth: int = 0) -> Iterator[str | dict[str, Value]]:
    """The texts and mappings of nested lists, of a list in two places once."""
    if isinstance(value, str | dict):
        yield value
    elif depth < 4 and id(value) not in seen:
        seen.add(id(value))
        for item in value:
            yield from flatten_values(item, seen, depth + 1)


def parse_number(value: Value) -> int:
    """The whole number that a text begins with (`5 min`), or 0."""
    found = re.match(r"-?\d{1,6}", parse_text(value))
    return int(found[0]) if found else 0


def parse_links(value: Value) -> tuple[tuple[str, str], ...]:
    """Pairs of a title, which may be empty, and a path or URL.

    Of paths, of mappings from titles to paths, which may be nested under headings (Material's `links`), or of mappings
    with a title and a URL (`{title: …, url: …}`).
    """
    whole: Value = [*BETWEEN.split(value)] if isinstance(value, str) else value
    return tuple(islice(_links("", whole, set()), LIST_LIMIT))


def _links(title: str, value: Value, seen: set[int], depth: int = 0) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if text := parse_text(value):
            yield title, text
    elif depth < LINK_DEPTH and id(value) not in seen:
        seen.add(id(value))
        if isinstance(value, list):
            pairs: Iterable[tuple[str, Value]] = (("", item) for item in value)
        elif url := find_text(value, "url", "href", "link"):
            pairs = [(find_text(value, "title", "name", "label", "text"), url)]
        else:
            pairs = ((parse_text(key), item) for key, item in value.items())
        for name, item in pairs:
            yield from _links(name, item, seen, depth + 1)


def find_text(values: Mapping[str, Value], *keys: str) -> str:
    return next((text for key in keys if (text := parse_text(values.get(key, "")))), "")


Flat: TypeAlias = "tuple[str, str, Value]"


class NamedFields:
    """The values of one front matter under the names that a site understands."""

    def __init__(self, values: Mapping[str, Value], names: FieldNames = BUILT_IN) -> None:
        found: dict[str, list[tuple[int, str, Value]]] = {}
        for name, key, value in islice(_flat(values, names.outer), KEY_LIMIT):
            for field, rank in _claims(name, names):
                found.setdefault(field, []).append((rank, key, value))
        self._found = {field: sorted(named, key=itemgetter(0)) for field, named in found.items()}
        self._outer = names.outer

    def all(self, field: str) -> Iterator[tuple[str, Value]]:
        """Each key of the front matter that means `field`, as its writer spelt it, with its value; the best first."""
        return ((key, value) for _, key, value in self._found.get(field, ()))

    def holds_others(self, key: str) -> bool:
        """Is it a key in which names of fields are looked for, such as `build`?"""
        return normalize_name(key) in self._outer

    def text(self, field: str) -> str:
        """The first text that is not empty, without white space at its ends."""
        for _, _, value in self._found.get(field, ()):
            if text := parse_text(value):
                return text
        return ""

    def prose(self, field: str) -> str:
        """The first text that is not empty, where the parts of a list make one text."""
        return next((text for _, _, value in self._found.get(field, ()) if (text := parse_prose(value))), "")

    def flag(self, field: str) -> bool | None:
        """Yes or no, the first that is one of them; `None` where the front matter says neither."""
        for _, _, value in self._found.get(field, ()):
            if (word := parse_text(value).casefold()) in TRUE or word in FALSE:
                return word in TRUE
        return None


def _claims(name: str, names: FieldNames) -> Iterator[tuple[str, int]]:
    """The fields that a plain name stands for, with its rank: what is wrapped is after all else, a cascade last."""
    yield from names.claims.get(name, ())
    wrapper, _, inner = name.partition(".")
    if inner and wrapper in WRAPPERS:
        below = 2 * KEY_LIMIT if wrapper == CASCADE else KEY_LIMIT
        yield from ((field, rank + below) for field, rank in names.claims.get(inner, ()))


def _flat(values: Mapping[str, Value], outer: frozenset[str], of: str = "", at: str = "") -> Iterator[Flat]:
    """Each key, and those below it where names may be nested: its plain name, the key as written, and the value."""
    for key, value in values.items():
        name, written = f"{of}{normalize_name(key[:LONGEST_NAME])}", f"{at}{key}"
        yield name, written, value
        if isinstance(value, dict) and (name in outer or name.partition(".")[2] in outer):
            yield from _flat(value, outer, f"{name}.", f"{written}.")


FEATURED = compile_pattern(
    r"(?:featured?|cover|thumb(?:nail)?|hero|header|banner|teaser)(?:[_ -]?(?:image|img|photo|preview))*(?:\b|_)",
    re.IGNORECASE,
)
"""What Hugo's themes call the resource that is a post's image; `featured-image` and `featuredImage` as well."""

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
    text = strip_typographic_quotes(parse_text(value))
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


def read_summary(named: NamedFields) -> str:
    """`excerpt: 3` counts paragraphs and `lead: true` is a theme's; neither is a summary."""
    texts = (parse_prose(value) for _, value in named.all("summary"))
    return next((text for text in texts if text and not text.isdecimal() and text.casefold() not in TRUE | FALSE), "")


def read_permalink(named: NamedFields) -> str:
    """The whole URL, where it is one: not `permalink: false`, nor a URL that Eleventy is to compute."""
    texts = (parse_text(value) for _, value in named.all("url"))
    return next((text for text in texts if text and text.casefold() not in TRUE | FALSE and "{" not in text), "")


def read_robots(named: NamedFields) -> str:
    """The writer's own words, or else `noindex` where a flag asks for it."""
    hides = named.flag("noindex") or named.flag("sitemap") is False
    return named.text("robots") or ("noindex" if hides else "")


def is_pinned(named: NamedFields) -> bool:
    """`sticky: 100` is Hexo's way, `status: featured` Nikola's."""
    texts = [parse_text(value) for _, value in named.all("pinned")]
    is_ranked = any(text.isdecimal() and text.strip("0") for text in texts)
    return bool(named.flag("pinned")) or is_ranked or named.text("status").casefold() == "featured"


def refuses_post(named: NamedFields) -> bool:
    """Is the page none of the blog's? So say `post: false` and blogging-plugin's `exclude_from_blog: true`."""
    return named.flag("post") is False or bool(named.flag("nopost"))


def wants_comments(named: NamedFields) -> bool | None:
    """The site decides where neither `comments` nor `nocomments` says anything."""
    asked, refused = named.flag("comments"), named.flag("nocomments")
    if asked is None and refused is not None:
        return not refused
    return asked
