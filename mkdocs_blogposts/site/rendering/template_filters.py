"""What templates call: URLs, images, words and dates in the language of their fragment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.posts.post import ImageSource, Post, Rendition
from mkdocs_blogposts.publishing.seo.head_tags import write_tags
from mkdocs_blogposts.publishing.seo.head_values import Head
from mkdocs_blogposts.publishing.text.html_text import BASE
from mkdocs_blogposts.publishing.text.translator import fill_message
from mkdocs_blogposts.reading.url_parts import encode_unsafe
from mkdocs_blogposts.site.settings.image_sizes import THUMB
from mkdocs_blogposts.site.settings.language import Language, Languages

ELSEWHERE = compile_pattern(r"[a-z][a-z0-9+.-]*:|[/#?]", re.IGNORECASE)


@lru_cache(maxsize=8192)
def _from_base(url: str) -> str:
    """A URL that is relative to the site's root, from `BASE`; any other stays, as with MkDocs' own filter.

    What no URL may hold, such as a quotation mark, is encoded.
    """
    url = encode_unsafe(url)
    return url if ELSEWHERE.match(url) else BASE + url


def _srcset(source: ImageSource) -> str:
    """The files of a view in one format, as `srcset` wants them."""
    return ", ".join(f"{_from_base(file.url)} {file.width}w" for file in source.files)


def write_responsive_image(
    image: Rendition, sizes: str, alt: str = "", classes: str = "", frame: str = "", color: str = "", loads: str = ""
) -> Markup:
    """An image in all its formats and widths, as `responsive_image.html` names its values.

    A page has up to thirty, which is why no template puts them together.
    """
    is_thumb, waits = sizes == THUMB, loads == "late"
    shown = escape(f"auto, {sizes}" if waits else sizes)
    picture = [f'<picture class="{escape(frame)}">' if frame else "<picture>"]
    for source in image.sources[:-1]:
        # Beside a title the narrowest file is wide enough for any screen.
        files = escape(_from_base(source.files[0].url)) if is_thumb else f'{escape(_srcset(source))}" sizes="{shown}'
        picture.append(f'<source type="{escape(source.mime)}" srcset="{files}">')
    own = f' class="{escape(classes)}"' if classes else ""
    picture.append(f'<img{own} src="{escape(_from_base(image.url))}"')
    is_wide = len(image.sources[-1].files) > 1 if image.sources else False
    if image.sources and not is_thumb and (waits or is_wide):
        files = escape(_srcset(image.sources[-1]))
        picture.append(f' srcset="{files}" sizes="{shown if is_wide else "auto"}"')
    size = f' width="{image.width}" height="{image.height}"' if image.width else ""
    ground = f' style="background-color: {escape(color)}"' if color else ""
    first, late = ' fetchpriority="high"' if loads == "first" else "", ' loading="lazy"' if waits else ""
    picture.append(f'{size} alt="{escape(alt)}"{ground}{first} decoding="async"{late}></picture>')
    return Markup("".join(picture))  # noqa: S704  # escaped above


@pass_context
def gettext(context: Context, text: str, **values: Any) -> Markup:
    """A word in the language of the fragment."""
    return _marked(find_spoken(context).words.gettext(text), values)


@pass_context
def ngettext(context: Context, one: str, many: str, count: int, **values: Any) -> Markup:
    """A sentence with a number in it, in the language of the fragment."""
    return _marked(find_spoken(context).words.ngettext(one, many, count), values)


def _marked(said: str, values: Mapping[str, Any]) -> Markup:
    """A text with its values, which are text, too, or HTML of our templates."""
    if not values:
        return escape(said)
    html = fill_message(str(escape(said)), {name: escape(value) for name, value in values.items()})
    return Markup(html)  # noqa: S704  # escaped just now


@pass_context
def _date(context: Context, moment: datetime) -> str:
    return find_spoken(context).date(moment)


@pass_context
def _day(context: Context, moment: datetime, with_month: bool = False) -> str:
    return find_spoken(context).day(moment, with_month)


@pass_context
def _number(context: Context, count: int) -> str:
    return find_spoken(context).words.number(count)


@pass_context
def _lang(context: Context, post: Post) -> Markup:
    """The attributes of an element that says something of a post, where that is in another language than the rest."""
    languages: Languages = context["languages"]
    spoken, own = find_spoken(context), languages.of(post.language)
    return Markup() if own is spoken else own.within(spoken)


@pass_context
def _frame(context: Context, language: Language) -> Markup:
    """The attributes of an element around a fragment. Not every theme says that a language runs from the right."""
    return language.within(context["languages"].theme, says_direction=language.direction == "rtl")


def find_spoken(context: Context) -> Language:
    """The language of the fragment that a template prints."""
    language: Language = context["language"]
    return language


def _head_tags(head: Head) -> Markup:
    return Markup(write_tags(head))  # noqa: S704  # escaped there


FILTERS = {
    "head_tags": _head_tags,
    "date": _date,
    "day": _day,
    "number": _number,
    "lang": _lang,
    "frame": _frame,
    "url": _from_base,
    "srcset": _srcset,
    "responsive_image": write_responsive_image,
}

WORDS = {"_": gettext, "gettext": gettext, "ngettext": ngettext}
