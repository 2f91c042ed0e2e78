"""The names of the fields, in every engine's words and in a user's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import TypeAlias

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.reading.naming.suggestions import suggest_word

NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("headline",),
    "description": (
        *("meta_description", "seo_description", "seo.description", "meta.description", "meta_desc"),
        "search_description",
    ),
    "summary": ("resume", "excerpt", "teaser", "lead", "abstract", "subtitle", "sommario", "custom_excerpt"),
    "image": (
        *("thumbnail", "cover", "cover_image", "featured_image", "feature_image", "hero_image", "hero"),
        *("header_image", "imagefeature", "previewimage", "banner", "social_image", "og_image", "socialImg"),
        *("image.path", "image.src", "image.url", "cover.image", "cover.src", "cover_image.src", "hero_image.src"),
        *("header.image", "header.teaser", "header.overlay_image", "image.feature", "image.teaser", "image.thumb"),
        *("cover_img", "header_img", "featured_img", "feature_img", "thumbnail_img", "share_img", "index_img"),
        *("banner_img", "images", "photos", "feature", "featured.image", "featured.src", "thumb", "thumbnail_image"),
        *("featured_image_preview", "main_image", "lead_image", "post_image", "teaser_image", "card_image"),
        *("meta_image", "share_image", "header.og_image", "header.image_fullwidth", "seo.image", "og.image"),
        *("open_graph.image", "social.image", "twitter.image", "img", "picture", "photo"),
    ),
    "image_alt": (
        *("alt", "image.alt", "cover.alt", "cover_image.alt", "hero_image.alt", "feature_image_alt"),
        *("alt_text", "featured_image_alt", "cover_alt", "cover_image_alt", "thumbnail_alt", "hero_alt"),
        *("hero_image_alt", "banner_alt", "header.alt", "img_alt", "og_image_alt"),
    ),
    "image_caption": (
        *("caption", "image.caption", "cover.caption", "header.caption", "feature_image_caption"),
        *("featured_image_caption", "cover_caption", "cover_image_caption", "thumbnail_caption", "hero_caption"),
        *("hero_image_caption", "banner_caption"),
    ),
    "image_focus": ("focus", "image.focus", "cover.focus"),
    "hero_style": (),
    "date": (
        *("date.created", "created", "pubDate", "pubDatetime", "publishDate", "published_at", "published_on"),
        *("date_published", "created_at", "date_created", "posted", "published", "publish", "time"),
    ),
    "updated": (
        *("modified", "lastmod", "last_modified_at", "last_modified", "updatedDate", "modDatetime", "date-modified"),
        *("updated_at", "last_updated", "date_updated", "date.updated", "date.modified", "last_update.date"),
    ),
    "tags": ("tag", "keywords", "topics", "labels", "primary_tag", "hashtags", "post_tags", "post_tag"),
    "categories": ("category", "section"),
    "authors": (
        *("author", "by", "byline", "published_by", "writer", "primary_author", "written_by", "posted_by"),
        *("author_name", "creator"),
    ),
    "series": ("series.name", "series.title"),
    "part": ("series_order", "series_index", "series_part", "series.part", "series.order", "series.index"),
    "slug": (),
    "url": ("permalink", "save_as", "path"),
    "aliases": ("redirect_from", "redirects", "redirect", "alias"),
    "status": ("state", "post_status"),
    "draft": ("is_draft", "save_as_draft"),
    "published": ("publish", "is_published", "public", "is_public", "dg_publish"),
    "hidden": ("unlisted", "is_hidden", "eleventyExcludeFromCollections"),
    "private": ("is_private", "headless", "email_only"),
    "listed": ("build.list", "visible"),
    "rendered": ("build.render", "render", "routable", "permalink.build"),
    "visibility": (),
    "expires": ("expires_at", "expiryDate", "unpublishdate", "expiration", "expiration_date"),
    "pinned": ("pin", "featured", "sticky", "top"),
    "weight": ("order",),
    "canonical": ("canonical_url", "canonical_link"),
    "robots": (),
    "noindex": ("robotsNoIndex", "sitemap.disable"),
    "sitemap": (),
    "language": ("lang", "locale"),
    "translation_key": ("lang_ref", "translation_id"),
    "comments": (),
    "nocomments": ("disable_comments",),
    "readtime": ("reading_time",),
    "links": ("link",),
    "enclosure": (
        *("audio", "podcast", "enclosures", "audio_url", "audio_file", "mp3", "mp3_url", "podcast_url"),
        *("podcast_file", "episode.audio", "episode.url", "episode.file"),
    ),
    "resources": (),
    "template": ("layout",),
    "post": (),
    "nopost": ("exclude_from_blog",),
}
"""Our name of each field and its others, the first that is not empty winning; a dot means a nested key.

Case, `-`, `_` and camelCase make no difference, so each spelling stands here once.
"""

CASCADE = "cascade"
"""Hugo's key of what the page of a folder says for those below it."""

WRAPPERS = ("taxonomies", "taxonomy", "params", "extra", CASCADE)
"""Keys in which every name counts as if it stood outside, after all that do: Zola's, Grav's and Hugo's."""

_JOINTS = str.maketrans("", "", "-_ ")

Claims: TypeAlias = "tuple[tuple[str, int], ...]"
"""The fields that one plain name stands for, each with its rank among the field's names."""


@lru_cache(maxsize=4096)
def normalize_name(name: str) -> str:
    """What all spellings of a name share: `Cover-Image`, `coverImage` and `cover_image` are `coverimage`."""
    return name.translate(_JOINTS).casefold()


def _ranked(own: Mapping[str, tuple[str, ...]]) -> Mapping[str, Claims]:
    """The claims of each plain name. A user's own names come first, and mean nothing else any more."""
    claims: dict[str, list[tuple[str, int]]] = {}
    for field, names in own.items():
        for rank, name in enumerate(names, -len(names)):
            claims.setdefault(normalize_name(name), []).append((field, rank))
    taken = frozenset(claims)
    for field, others in NAMES.items():
        for rank, name in enumerate((field, *others)):
            if (plain := normalize_name(name)) not in taken:
                claims.setdefault(plain, []).append((field, rank))
    return {name: tuple(fields) for name, fields in claims.items()}


@dataclass(frozen=True)
class FieldNames:
    """The names that one site understands: the table's and its own."""

    own: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Fields with the names that the site has for them besides, the best first; a dot means a nested key."""

    @cached_property
    def claims(self) -> Mapping[str, Claims]:
        return _ranked(dict(self.own))

    @cached_property
    def outer(self) -> frozenset[str]:
        """Plain names of the keys in which others are looked for."""
        parts = (name.split(".") for name in self.claims)
        return frozenset(".".join(part[:end]) for part in parts for end in range(1, len(part))).union(WRAPPERS)

    def spellings(self) -> Iterator[tuple[str, str]]:
        """Each plain name of a key that is not nested, with the spelling to show."""
        for field, others in (*NAMES.items(), *self.own):
            yield from ((normalize_name(name), name) for name in (field, *others) if "." not in name)
        yield from ((name, name) for name in WRAPPERS)


BUILT_IN = FieldNames()
"""The table alone."""


def read_field_names(written: object) -> FieldNames:
    """The table with a site's own names: fields with a name or a list of names each (`{image: [teaserbild]}`).

    A field may have any of its names here, too. Raises `ValueError`, saying what to write, where there is none such.
    """
    if not isinstance(written, dict):
        raise ValueError(f"{written!r} names no fields. Write fields with names for them, such as 'image: teaserbild'.")
    own: dict[str, tuple[str, ...]] = {}
    for written_field, names in written.items():
        given = [names] if isinstance(names, str) else names
        if not isinstance(given, list) or not all(isinstance(name, str) and normalize_name(name) for name in given):
            raise ValueError(f"{names!r} isn't a name for {written_field!r}. Write a name, or a list of names.")
        field = _field_called(str(written_field), given)
        own[field] = (*own.get(field, ()), *given)
    return FieldNames(tuple(own.items()))


def _find_field(name: str) -> str:
    plain = normalize_name(name)
    return next((field for field, others in NAMES.items() if plain in map(normalize_name, (field, *others))), "")


def _field_called(name: str, given: Sequence[str]) -> str:
    """The field of a name. One whose values are fields stands on the wrong side of the colon."""
    field, meant = _find_field(name), next((other for other in given if _find_field(other)), "")
    if field:
        return field
    hint = suggest_word(name, NAMES, f"Write one of {', '.join(NAMES)}.")
    if meant:
        hint = f"Write the field of the plugin first, and your name behind it: '{meant}: {name}'."
    raise ValueError(f"There is no field {name!r}. {hint}")
