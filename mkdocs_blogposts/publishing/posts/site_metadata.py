"""What the head of every page says of its site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.posts.post import PostImage
from mkdocs_blogposts.publishing.text.meta_values import make_url_absolute


@dataclass(frozen=True)
class SiteMetadata:
    """What every page's head says of its site."""

    name: str
    url: str
    """Absolute, with a slash at its end; empty where the site has no URL yet."""

    description: str
    author: str
    locale: str
    """Such as `en` or `pt_BR`."""

    image: PostImage | None
    """For pages without an image of their own."""

    twitter: str = ""
    """The site's account, such as `@example`."""

    publisher: Publisher | None = None
    """Whoever the options name; `None` where the site speaks for itself."""

    webmention: str = ""
    """The URL of its webmention endpoint; empty without one."""

    prefetches: bool = False
    """May browsers load a page before a reader follows a link to it (speculation rules)?"""


_KINDS = {"organization": "Organization", "organisation": "Organization", "person": "Person"}
_SETTINGS = ("name", "url", "logo", "type", "links")
MAIL_LINK = compile_pattern(r"mailto:[^\s@]+@[^\s@]+")
_ACCOUNT = compile_pattern(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/@?(\w{1,15})/?(?:[?#].*)?", re.IGNORECASE)


class Publisher(NamedTuple):
    """What `publisher:` in the options says; what it leaves out is empty."""

    name: str = ""
    url: str = ""
    logo: str = ""
    """As written in the options; where a head is made, the URL of the image."""

    kind: str = "Organization"
    """`Organization` or `Person`, as schema.org has them."""

    links: tuple[str, ...] = ()
    """Its pages elsewhere."""

    @property
    def twitter(self) -> str:
        """Its account there, such as `@example`, if one of its links is to one."""
        accounts = filter(None, map(_ACCOUNT.fullmatch, self.links))
        return next((f"@{account[1]}" for account in accounts), "")


def read_publisher(written: object) -> Publisher:
    """The publisher of an option.

    Raises:
        ValueError: where it makes no sense; its text says what to write.
    """
    if isinstance(written, str):
        return Publisher(name=written)
    if not isinstance(written, Mapping):
        raise ValueError(f"{written!r} isn't a valid publisher. Write a name, or the settings {', '.join(_SETTINGS)}.")
    unknown = [str(key) for key in written if key not in _SETTINGS]
    if unknown:
        raise ValueError(f"A publisher has no {unknown[0]!r}. It has {', '.join(_SETTINGS)}.")
    kind = _KINDS.get(str(written.get("type") or "organization").casefold())
    if not kind:
        raise ValueError(f"{written['type']!r} isn't a valid publisher type. Write 'organization' or 'person'.")
    name, url, logo = (_text(written, key) for key in ("name", "url", "logo"))
    if url and not url.startswith("/"):
        _require_absolute(url, "url")
    return Publisher(name, url, logo, kind, _links(written.get("links")))


def _text(written: Mapping[str, object], key: str) -> str:
    value = written.get(key)
    if isinstance(value, (Mapping, list, tuple, bool)):
        raise ValueError(f"The publisher's {key} is {value!r}. Write one text.")
    return "" if value is None else str(value).strip()


def _links(written: object) -> tuple[str, ...]:
    links = [written] if isinstance(written, str) else [] if written is None else written
    if not isinstance(links, (list, tuple)) or not all(isinstance(link, str) for link in links):
        raise ValueError(f"The publisher's links are {written!r}. Write a list of URLs.")
    found = tuple(link.strip() for link in links if link.strip())
    for link in found:
        _require_absolute(link, "link")
    return found


def _require_absolute(url: str, name: str) -> None:
    if not (make_url_absolute(url, "") or MAIL_LINK.fullmatch(url)):
        raise ValueError(f"The publisher's {name} {url!r} isn't a URL. Write all of it, from 'https://' on.")


def read_webmention(written: object) -> str:
    """The URL of an option: a whole one, or a path of this site.

    Raises:
        ValueError: where it isn't one; its text says what to write.
    """
    url = written.strip() if isinstance(written, str) else written
    if not isinstance(url, str) or (url and not make_url_absolute(url, "https://example.org" * url.startswith("/"))):
        raise ValueError(f"{written!r} isn't a URL. Write that of a webmention endpoint, which begins with 'https://'.")
    return url
