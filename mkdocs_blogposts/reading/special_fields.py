"""Fields whose value may be of several kinds, such as an image's path, its number, or `false`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_blogposts.reading.field_values import FALSE, TRUE, parse_prose, parse_text
from mkdocs_blogposts.reading.frontmatter.parse_result import Value
from mkdocs_blogposts.reading.named_fields import NamedFields
from mkdocs_blogposts.reading.naming.field_names import normalize_name
from mkdocs_blogposts.reading.term_splitting import split_terms

FEATURED = re.compile(r"(?:featured?|cover|thumb(?:nail)?|hero|header|banner|teaser)\b", re.IGNORECASE)
"""What Hugo's themes call the resource that is a post's image; `featured-image` as well."""

RELATIVE = frozenset({"aliases", "alias"})
WORD = re.compile(r"[^\s./:?#][^\s/.:?#]*/?")

REFUSALS = FALSE - {"0"} | {"none"}


class ImageField(NamedTuple):
    """What front matter says of the post's image: at most one of the three."""

    path: str = ""
    number: int = 0
    """Of the images of the text, counted from 1."""

    is_refused: bool = False


def read_image(named: NamedFields) -> ImageField:
    """The first name that says something decides; `image: true` says nothing."""
    for _, value in named.all("image"):
        text = _first_key(value) or parse_text(value)
        if text.casefold() in REFUSALS:
            return ImageField(is_refused=True)
        if text.isdecimal() and len(text) < 4 and int(text):
            return ImageField(number=int(text))
        if text and not text.isdecimal() and text.casefold() not in TRUE:
            return ImageField(text)
    return ImageField(next(_resources(named), ""))


def _first_key(value: Value) -> str:
    """The path of a list of mappings from paths to captions, as beautiful-jekyll's `cover-img` has it."""
    first = value[0] if isinstance(value, list) and value else ""
    key = next(iter(first), "") if isinstance(first, dict) and len(first) == 1 else ""
    return key if "/" in key or "." in key else ""


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


def read_aliases(named: NamedFields) -> tuple[str, ...]:
    """The URLs that the page had before. One word of Jekyll's `redirect_from` starts at the site's root."""
    found = ((normalize_name(key) in RELATIVE, split_terms(value)) for key, value in named.all("aliases"))
    is_relative, terms = next((item for item in found if item[1]), (True, ()))
    return terms if is_relative else tuple(f"/{term}" if WORD.fullmatch(term) else term for term in terms)


def read_robots(named: NamedFields) -> str:
    """The writer's own words, or else `noindex` where a flag asks for it."""
    hides = named.flag("noindex") or named.flag("sitemap") is False
    return named.text("robots") or ("noindex" if hides else "")


def is_pinned(named: NamedFields) -> bool:
    """`sticky: 100` is Hexo's way, `status: featured` Nikola's."""
    texts = [parse_text(value) for _, value in named.all("pinned")]
    is_ranked = any(text.isdecimal() and text.strip("0") for text in texts)
    return bool(named.flag("pinned")) or is_ranked or named.text("status").casefold() == "featured"


def wants_comments(named: NamedFields) -> bool | None:
    """The site decides where neither `comments` nor `nocomments` says anything."""
    asked, refused = named.flag("comments"), named.flag("nocomments")
    if asked is None and refused is not None:
        return not refused
    return asked
