"""What crawlers are asked: which lists not to show, and in `robots.txt` (RFC 9309) what not to read."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from mkdocs_blogposts.blog.model import E, Listing
from mkdocs_blogposts.blog.taxonomy_options import BUILT_IN
from mkdocs_blogposts.reading.naming.suggestions import add_suggestion

ARCHIVE = "archive"
"""The lists of years, months and days."""

SINGLE = "single"
"""The lists of one post, whatever they are of."""

DEFAULT = (ARCHIVE, SINGLE)


def read_noindex(written: object, own_taxonomies: Iterable[str]) -> tuple[str, ...]:
    """The kinds of lists of an option: `archive`, `single`, or the names of taxonomies.

    Raises:
        ValueError: where one of them is unknown; its text says what to write.
    """
    asked = [written] if isinstance(written, str) else written
    if asked is None or asked is False:
        return ()
    known = list(dict.fromkeys([*DEFAULT, *BUILT_IN, *own_taxonomies]))
    if not isinstance(asked, (list, tuple)):
        raise ValueError(f"{written!r} isn't a list. Write a list of {', '.join(known)}, or false.")
    for name in asked:
        if name not in known:
            text = f"{name!r} isn't a kind of list. Write some of {', '.join(known)}."
            raise ValueError(add_suggestion(text, str(name), known))
    return tuple(asked)


def is_noindex(listing: Listing[E], has_own_text: bool, asked: Iterable[str]) -> bool:
    """Is it a list that the option asks for?

    The list of all posts never is, since it is the blog; nor is one of `archive` or `single` to which the writer has
    added a text.
    """
    kinds = set(asked)
    if listing.kind == "blog":
        return False
    if listing.kind in kinds - {ARCHIVE}:
        return True
    if has_own_text or listing.description:
        return False
    return listing.kind in kinds or (SINGLE in kinds and len(listing.posts) == 1)


ROBOTS_TXT = "robots.txt"

AI_CRAWLERS = (
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-ai",
    "Diffbot",
    "FacebookBot",
    "Google-Extended",
    "GPTBot",
    "ImagesiftBot",
    "meta-externalagent",
    "omgili",
    "PerplexityBot",
    "Timpibot",
)
"""The names under which texts for language models are collected, as those who send the crawlers give them."""


def write_robots_txt(site_url: str, ai_crawlers: bool) -> str:
    """The file of a site; empty where it would not count: crawlers read the one at the root of a host only.

    `site_url` is absolute, with a slash at its end, or empty.
    """
    parts = urlsplit(site_url)
    if not parts.netloc or parts.path != "/":
        return ""
    groups = ["User-agent: *", "Disallow:", ""]
    if not ai_crawlers:
        groups += [*(f"User-agent: {name}" for name in AI_CRAWLERS), "Disallow: /", ""]
    return "\n".join([*groups, f"Sitemap: {site_url}sitemap.xml", ""])
