"""What the head of every page says of its site."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_blogposts.publishing.posts.post import Picture
from mkdocs_blogposts.publishing.posts.publisher import Publisher


@dataclass(frozen=True, slots=True)
class Site:
    """What every page's head says of its site."""

    name: str
    url: str
    """Absolute, with a slash at its end; empty where the site has no address yet."""

    description: str
    author: str
    locale: str
    """Such as `en` or `pt_BR`."""

    image: Picture | None
    """For pages without a picture of their own."""

    twitter: str = ""
    """The site's account, such as `@example`."""

    publisher: Publisher | None = None
    """Whoever the options name; `None` where the site speaks for itself."""

    webmention: str = ""
    """The URL of its webmention endpoint; empty without one."""

    prefetches: bool = False
    """May browsers load a page before a reader follows a link to it (speculation rules)?"""
