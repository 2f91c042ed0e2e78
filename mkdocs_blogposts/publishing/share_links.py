"""Share links: plain links that send nothing to anybody before a reader follows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote

SERVICES: Mapping[str, tuple[str, str]] = {
    "mail": ("Email", "mailto:?subject={title}&body={url}"),
    "mastodon": ("Mastodon", "https://share.joinmastodon.org/#text={title}%20{url}"),
    "bluesky": ("Bluesky", "https://bsky.app/intent/compose?text={title}%20{url}"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?url={url}"),
    "x": ("X", "https://x.com/intent/post?text={title}&url={url}"),
}
"""The name of each service, and where it takes the title and the URL of a post."""

BUTTONS = ("copy", "native")
"""What a script does: copy the URL, and open the share sheet of the reader's system."""

CHOICES = ("copy", *SERVICES, "native")


class ShareLink(NamedTuple):
    """One way to share a post."""

    kind: str
    """One of `CHOICES`; it names the icon, too."""

    name: str
    """That of the service; empty for a button."""

    url: str
    """Where the link leads; empty for a button."""


def make_share_links(kinds: Sequence[str], title: str, url: str) -> tuple[ShareLink, ...]:
    """The ways to share a post at an absolute URL; without one only those that a script finds the URL for."""
    return tuple(_links(kinds, quote(title, safe=""), quote(url, safe="")))


def _links(kinds: Sequence[str], title: str, url: str) -> Iterator[ShareLink]:
    for kind in dict.fromkeys(kinds):
        if kind in BUTTONS:
            yield ShareLink(kind, "", "")
        elif url:
            name, pattern = SERVICES[kind]
            yield ShareLink(kind, name, pattern.format(title=title, url=url))


def read_share(option: object) -> tuple[str, ...]:
    """The option `share`: `true` for all of `CHOICES`, `false` for none, or a list of them.

    Raises:
        ValueError: in a sentence, where it is anything else.
    """
    if isinstance(option, bool):
        return CHOICES if option else ()
    listed = [option] if isinstance(option, str) else option
    if not isinstance(listed, list):
        raise ValueError(f"{option!r} isn't a list. Write some of {', '.join(CHOICES)}, or 'false'.")
    for kind in listed:
        if kind not in CHOICES:
            raise ValueError(f"{kind!r} isn't a way to share. Write some of {', '.join(CHOICES)}.")
    return tuple(listed)
