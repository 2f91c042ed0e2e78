"""The URLs that a site had elsewhere, and what becomes of each here: the proof that a move is whole."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote, urlsplit

LOCATION = re.compile(r"<(?:\w+:)?loc>\s*(?:<!\[CDATA\[)?\s*(?P<url>.*?)\s*(?:\]\]>)?\s*</(?:\w+:)?loc>", re.DOTALL)
"""A URL of a sitemap; image sitemaps have their own, with a prefix."""

PAGES = re.compile(r"<image:loc>.*?</image:loc>", re.DOTALL)
INDEX = re.compile(r"<(?:\w+:)?sitemapindex\b")
END = re.compile(r"(?:^|(?<=/))index\.html?$", re.IGNORECASE)
DATE = re.compile(r"^\d{4}-\d{2}-\d{2}-")


class Fate(enum.Enum):
    """What a reader of an old URL gets."""

    ANSWERED = "answered"
    REDIRECTED = "redirected"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class OldUrl:
    """An old URL and its fate."""

    url: str
    """As written."""

    fate: Fate

    target: str = ""
    """The URL that it leads to, relative to the site's root; of a lost one that of the page that is called like it."""


def read_old_urls(text: str) -> tuple[str, ...]:
    """The URLs of a sitemap, or of a list with one in each line, each once; lines that begin with `#` are remarks.

    ValueError, saying what to do, where the file names other sitemaps only.
    """
    if INDEX.search(text):
        names = ", ".join(unescape(found["url"]) for found in [*LOCATION.finditer(text)][:3])
        raise ValueError(f"The file lists other sitemaps ({names}). Download one of them and name that.")
    if "<" in text and LOCATION.search(text):
        return tuple(dict.fromkeys(unescape(found["url"]) for found in LOCATION.finditer(PAGES.sub("", text))))
    lines = (line.strip().strip("\"'") for line in text.removeprefix("\ufeff").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def normalize_old_url(url: str, site_path: str = "/") -> str | None:
    """What all spellings of a URL share, from the site's root; `None` for one that only a query tells from others."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.query:
        return None
    path = unquote(parts.path)
    path = path.removeprefix(site_path) if f"{path}/".startswith(site_path) else path
    return END.sub("", path).strip("/")


def find_fates(
    urls: Iterable[str], answered: Iterable[str], redirected: Mapping[str, str], site_path: str = "/"
) -> Iterator[OldUrl]:
    """The fate of each old URL, where the site answers at some URLs and redirects from others, relative to its root."""
    known = {place: url for url in answered if (place := normalize_old_url(url)) is not None}
    moved = {place: target for url, target in redirected.items() if (place := normalize_old_url(url)) is not None}
    by_name = {_name(place): url for place, url in reversed([*known.items()])}
    for url in urls:
        place = normalize_old_url(url, site_path)
        if place in moved:
            yield OldUrl(url, Fate.REDIRECTED, moved[place])
        elif place in known:
            yield OldUrl(url, Fate.ANSWERED, known[place])
        else:
            yield OldUrl(url, Fate.LOST, by_name.get(_name(place), "") if place else "")


def _name(place: str | None) -> str:
    """The last segment of a URL without its ending and a date."""
    last = re.sub(r"\.html?$", "", (place or "").rpartition("/")[2])
    return DATE.sub("", last).casefold()
