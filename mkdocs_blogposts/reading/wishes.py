"""Fields whose value may be of several kinds, such as a picture's path, its number, or `false`."""

from __future__ import annotations

from typing import NamedTuple

from mkdocs_blogposts.reading.fields import FALSE, TRUE, Named, as_text

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
        text = as_text(value)
        if text.casefold() in REFUSALS:
            return Picture(is_refused=True)
        if text.isdecimal() and len(text) < 4 and int(text):
            return Picture(number=int(text))
        if text and not text.isdecimal() and text.casefold() not in TRUE:
            return Picture(text)
    return Picture()


def asked_summary(named: Named) -> str:
    """`excerpt: 3` counts paragraphs and `lead: true` is a theme's; neither is a summary."""
    texts = (as_text(value) for _, value in named.all("summary"))
    return next((text for text in texts if text and not text.isdecimal() and text.casefold() not in TRUE | FALSE), "")


def asked_address(named: Named) -> str:
    """The whole address, where it is one: not `permalink: false`, nor an address that Eleventy is to compute."""
    texts = (as_text(value) for _, value in named.all("url"))
    return next((text for text in texts if text and text.casefold() not in TRUE | FALSE and "{" not in text), "")


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
