"""The names of the fields, in every engine's words, and how their values are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from operator import itemgetter

from mkdocs_blogposts.reading.values import Value, unquoted

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("headline",),
    "description": ("meta_description", "seo_description", "seo.description"),
    "summary": ("resume", "excerpt", "teaser", "lead", "abstract", "subtitle", "sommario", "custom_excerpt"),
    "image": (
        *("thumbnail", "cover", "cover_image", "featured_image", "feature_image", "hero_image", "hero"),
        *("header_image", "imagefeature", "previewimage", "banner", "social_image", "og_image", "socialImg"),
        *("image.path", "image.src", "image.url", "cover.image", "cover.src", "cover_image.src"),
        *("header.image", "header.teaser", "header.overlay_image", "params.image", "images"),
    ),
    "image_alt": ("alt", "image.alt", "cover.alt", "cover_image.alt", "feature_image_alt"),
    "date": (
        *("date.created", "created", "pubDate", "pubDatetime", "publishDate", "published_at", "published_on"),
        *("posted", "published"),
    ),
    "updated": (
        *("modified", "lastmod", "last_modified_at", "last_modified", "updatedDate", "modDatetime", "date-modified"),
        *("updated_at", "date.updated", "last_update.date"),
    ),
    "tags": ("tag", "keywords", "topics", "labels", "taxonomies.tags"),
    "categories": ("category", "section", "taxonomies.categories"),
    "authors": ("author", "by", "byline", "published_by", "writer"),
    "slug": (),
    "status": (),
    "draft": (),
    "published": (),
    "hidden": ("unlisted",),
    "private": (),
    "visibility": (),
    "expires": ("expiryDate", "unpublishdate", "expiration"),
    "weight": ("order",),
    "canonical": ("canonical_url", "canonical_link"),
    "robots": (),
    "noindex": ("robotsNoIndex",),
    "sitemap": (),
    "readtime": ("reading_time",),
    "post": (),
}
"""Our name of each field and its others, the first that is not empty winning; a dot means a nested key.

Case, `-`, `_` and camelCase make no difference, so each spelling stands here once.
"""

TRUE = frozenset({"true", "yes", "on", "1", "y"})
FALSE = frozenset({"false", "no", "off", "0", "n"})

LIST_LIMIT = 1000
"""Terms of one list that are read: nested aliases can make a list of billions out of ten lines."""

_UNSEEN = dict.fromkeys([*range(0x09), 0x0B, *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0)])
"""Characters of control, which HTML may not hold; tabs and line ends are white space."""

_JOINTS = str.maketrans("", "", "-_ ")


def plain_name(name: str) -> str:
    """What all spellings of a key share."""
    return name.translate(_JOINTS).casefold()


def _ranked() -> dict[str, list[tuple[str, int]]]:
    ranked: dict[str, list[tuple[str, int]]] = {}
    for field, others in NAMES.items():
        for rank, name in enumerate((field, *others)):
            ranked.setdefault(plain_name(name), []).append((field, rank))
    return ranked


_RANKED = _ranked()
"""The fields that each plain name stands for, and its rank among their names."""


class Named:
    """The values of one header under the names of the table above."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        found: dict[str, list[tuple[int, str, Value]]] = {}
        for name, key, value in _flat(values):
            for field, rank in _RANKED.get(name, ()):
                found.setdefault(field, []).append((rank, key, value))
        self._found = {field: sorted(named, key=itemgetter(0)) for field, named in found.items()}

    def all(self, field: str) -> Iterator[tuple[str, Value]]:
        """Each key of the header that means `field`, as its writer spelt it, with its value; the best first."""
        return ((key, value) for _, key, value in self._found.get(field, ()))

    def text(self, field: str) -> str:
        """The first text that is not empty, without white space at its ends."""
        return next((text for _, value in self.all(field) if (text := as_text(value))), "")

    def flag(self, field: str) -> bool | None:
        """Yes, no, or `None` where the header says neither."""
        text = self.text(field).casefold()
        return True if text in TRUE else False if text in FALSE else None

    def terms(self, field: str, at_blanks: bool = False) -> tuple[str, ...]:
        """The terms of the first list that is not empty.

        `at_blanks` splits a text as Jekyll does: `tags` and `categories`, but not `tag` and `category`.
        """
        found = (as_terms(value, at_blanks and plain_name(key) == field) for key, value in self.all(field))
        return next(filter(None, found), ())


def _flat(values: Mapping[str, Value]) -> Iterator[tuple[str, str, Value]]:
    """Plain name, key and value of each key, and of each key one level below it."""
    for key, value in values.items():
        name = plain_name(key)
        yield name, key, value
        if isinstance(value, dict):
            for inner, deep in value.items():
                yield f"{name}.{plain_name(inner)}", f"{key}.{inner}", deep


def as_text(value: Value) -> str:
    """One text: of a list its first that is not empty, of a mapping nothing."""
    if isinstance(value, list):
        return next((text for item in value[:LIST_LIMIT] if isinstance(item, str) and (text := as_text(item))), "")
    return value.translate(_UNSEEN).strip() if isinstance(value, str) else ""


def as_terms(value: Value, at_blanks: bool = False) -> tuple[str, ...]:
    """Terms without doubles, in the writer's order.

    A list is taken as it is. Text is split at `;` if it has one, else at `,`, else it is one term. Quotes, brackets
    around the whole and a leading `#` come off.
    """
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("["):
            text = text[1:].removesuffix("]")
        split = text.split(";") if ";" in text else text.split(",") if "," in text else None
        parts: Iterator[str] = iter(split or (text.split() if at_blanks else [text]))
    else:
        parts = (leaf if isinstance(leaf, str) else _name_of(leaf) for leaf in leaves(value, set()))
    cleaned = (
        unquoted(part.translate(_UNSEEN)).strip().removeprefix("#").strip() for part in islice(parts, LIST_LIMIT)
    )
    return tuple(dict.fromkeys(" ".join(part.split()) for part in cleaned if part))


def _name_of(value: Mapping[str, Value]) -> str:
    """What a mapping is called: `{name: Max, url: …}`."""
    return next((text for key in ("name", "label", "title") if (text := as_text(value.get(key, "")))), "")


def leaves(value: Value, seen: set[int], depth: int = 0) -> Iterator[str | dict[str, Value]]:
    """The texts and mappings of nested lists, of a list in two places once."""
    if isinstance(value, str | dict):
        yield value
    elif depth < 4 and id(value) not in seen:
        seen.add(id(value))
        for item in value:
            yield from leaves(item, seen, depth + 1)
