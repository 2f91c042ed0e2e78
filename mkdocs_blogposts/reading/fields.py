"""The names of the fields, in every engine's words, and how their values are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from mkdocs_blogposts.reading.header import Value

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
        *("publish_date", "posted", "published"),
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
    "readtime": ("read_time", "reading_time"),
    "post": (),
}
"""Our name of each field and its others, the first that is not empty winning; a dot means a nested key.

Case, `-`, `_` and camelCase make no difference, so each spelling stands here once.
"""

TRUE = frozenset({"true", "yes", "on", "1", "y"})
FALSE = frozenset({"false", "no", "off", "0", "n"})

LIST_LIMIT = 1000
"""Terms of one list that are read: nested aliases can make a list of billions out of ten lines."""


def _plain_name(name: str) -> str:
    return re.sub(r"[-_ ]", "", name).casefold()


_LOOKUP = {field: tuple(_plain_name(name) for name in (field, *others)) for field, others in NAMES.items()}


class Named:
    """The values of one header under the names of the table above."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = dict(_flat(values))

    def all(self, field: str) -> Iterator[tuple[str, Value]]:
        """Each key of the header that means `field`, as its writer spelt it, with its value; the best first."""
        return (self._values[name] for name in _LOOKUP[field] if name in self._values)

    def text(self, field: str) -> str:
        """The first text that is not empty, white space folded at its ends."""
        return next((text for _, value in self.all(field) if (text := as_text(value))), "")

    def flag(self, field: str) -> bool | None:
        """Yes, no, or `None` where the header says neither."""
        text = self.text(field).casefold()
        return True if text in TRUE else False if text in FALSE else None

    def terms(self, field: str, at_blanks: bool = False) -> tuple[str, ...]:
        """The terms of the first list that is not empty; `at_blanks` splits a text as Jekyll does."""
        return next((terms for _, value in self.all(field) if (terms := as_terms(value, at_blanks))), ())


def _flat(values: Mapping[str, Value]) -> Iterator[tuple[str, tuple[str, Value]]]:
    for key, value in reversed(list(values.items())):
        name = _plain_name(key)
        yield name, (key, value)
        if isinstance(value, dict):
            for inner, deep in value.items():
                yield f"{name}.{_plain_name(inner)}", (f"{key}.{inner}", deep)


def as_text(value: Value) -> str:
    """One text: of a list its first that is not empty, of a mapping nothing."""
    if isinstance(value, list):
        return next((text for item in value[:LIST_LIMIT] if isinstance(item, str) and (text := item.strip())), "")
    return value.strip() if isinstance(value, str) else ""


def as_terms(value: Value, at_blanks: bool = False) -> tuple[str, ...]:
    """Terms without doubles, in the writer's order.

    A list is taken as it is. Text is split at `;` if it has one, else at `,`, else it is one term. Quotes, brackets
    around the whole and a leading `#` come off.
    """
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("[") and text.endswith("]"):
            text = text[1:-1]
        split = text.split(";") if ";" in text else text.split(",") if "," in text else None
        parts: Iterator[str] = iter(split or (text.split() if at_blanks else [text]))
    else:
        parts = islice(_leaves(value), LIST_LIMIT)
    cleaned = (part.strip().strip("\"'").strip().removeprefix("#").strip() for part in parts)
    return tuple(dict.fromkeys(" ".join(part.split()) for part in cleaned if part))


def _leaves(value: Value, depth: int = 0) -> Iterator[str]:
    """The texts of nested lists; of a mapping its name (`{name: Max, url: …}`)."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield next((text for key in ("name", "label", "title") if (text := as_text(value.get(key, "")))), "")
    elif depth < 4:
        for item in value:
            yield from _leaves(item, depth + 1)
