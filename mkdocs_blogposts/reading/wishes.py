"""Fields whose value may be of several kinds, such as a picture's path, its number, or `false`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from mkdocs_blogposts.reading.dialects.values import Value
from mkdocs_blogposts.reading.fields import FALSE, TRUE, Named, as_prose, as_terms, as_text
from mkdocs_blogposts.reading.naming.names import plain_name

FEATURED = re.compile(r"(?:featured?|cover|thumb(?:nail)?|hero|header|banner|teaser)\b", re.IGNORECASE)
"""What Hugo's themes call the resource that is a post's image; `featured-image` as well."""

RELATIVE = frozenset({"aliases", "alias"})
WORD = re.compile(r"[^\s./:?#][^\s/.:?#]*/?")

REFUSALS = FALSE - {"0"} | {"none"}


class Picture(NamedTuple):
    """What a header says of the post's picture: at most one of the three."""

    path: str = ""
    number: int = 0
    """Of the pictures of the text, counted from 1."""

    is_refused: bool = False


def asked_picture(named: Named) -> Picture:
    """The first name that says something decides; `image: true` says nothing."""
    for _, value in named.all("image"):
        text = _first_key(value) or as_text(value)
        if text.casefold() in REFUSALS:
            return Picture(is_refused=True)
        if text.isdecimal() and len(text) < 4 and int(text):
            return Picture(number=int(text))
        if text and not text.isdecimal() and text.casefold() not in TRUE:
            return Picture(text)
    return Picture(next(_resources(named), ""))


def _first_key(value: Value) -> str:
    """The path of a list of mappings from paths to captions, as beautiful-jekyll's `cover-img` has it."""
    first = value[0] if isinstance(value, list) and value else ""
    key = next(iter(first), "") if isinstance(first, dict) and len(first) == 1 else ""
    return key if "/" in key or "." in key else ""


def _resources(named: Named) -> Iterator[str]:
    """The files of Hugo's `resources` that are named as a post's image is: `{src: a.jpg, name: featured}`."""
    for _, value in named.all("resources"):
        for resource in value if isinstance(value, list) else ():
            name = as_text(resource.get("name", "")) if isinstance(resource, dict) else ""
            source = as_text(resource.get("src", "")) if isinstance(resource, dict) else ""
            if FEATURED.match(name) and source and "*" not in source:
                yield source


def asked_summary(named: Named) -> str:
    """`excerpt: 3` counts paragraphs and `lead: true` is a theme's; neither is a summary."""
    texts = (as_prose(value) for _, value in named.all("summary"))
    return next((text for text in texts if text and not text.isdecimal() and text.casefold() not in TRUE | FALSE), "")


def asked_address(named: Named) -> str:
    """The whole address, where it is one: not `permalink: false`, nor an address that Eleventy is to compute."""
    texts = (as_text(value) for _, value in named.all("url"))
    return next((text for text in texts if text and text.casefold() not in TRUE | FALSE and "{" not in text), "")


def asked_aliases(named: Named) -> tuple[str, ...]:
    """The URLs that the page had before. One word of Jekyll's `redirect_from` starts at the site's root."""
    found = ((plain_name(key) in RELATIVE, as_terms(value)) for key, value in named.all("aliases"))
    is_relative, terms = next((item for item in found if item[1]), (True, ()))
    return terms if is_relative else tuple(f"/{term}" if WORD.fullmatch(term) else term for term in terms)


def asked_robots(named: Named) -> str:
    """The writer's own words, or else `noindex` where a flag asks for it."""
    hides = named.flag("noindex") or named.flag("sitemap") is False
    return named.text("robots") or ("noindex" if hides else "")


def is_pinned(named: Named) -> bool:
    """`sticky: 100` is Hexo's way, `status: featured` Nikola's."""
    texts = [as_text(value) for _, value in named.all("pinned")]
    is_ranked = any(text.isdecimal() and text.strip("0") for text in texts)
    return bool(named.flag("pinned")) or is_ranked or named.text("status").casefold() == "featured"


def wants_comments(named: Named) -> bool | None:
    """The site decides where neither `comments` nor `nocomments` says anything."""
    asked, refused = named.flag("comments"), named.flag("nocomments")
    if asked is None and refused is not None:
        return not refused
    return asked
