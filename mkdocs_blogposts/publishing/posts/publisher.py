"""Who publishes a site: an organisation, or one person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_KINDS = {"organization": "Organization", "organisation": "Organization", "person": "Person"}
_SETTINGS = ("name", "url", "logo", "type", "links")
_ACCOUNT = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/@?(\w{1,15})/?(?:[?#].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Publisher:
    """What `publisher:` in the options says; what it leaves out is empty."""

    name: str = ""
    url: str = ""
    logo: str = ""
    """As written in the options; where a head is made, the address of the picture."""

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
        raise ValueError(f"{written!r} is no publisher. Write a name, or the settings {', '.join(_SETTINGS)}.")
    unknown = [str(key) for key in written if key not in _SETTINGS]
    if unknown:
        raise ValueError(f"A publisher has no {unknown[0]!r}. It has {', '.join(_SETTINGS)}.")
    kind = _KINDS.get(str(written.get("type") or "organization").casefold())
    if not kind:
        raise ValueError(f"{written['type']!r} is no type of publisher. Write 'organization' or 'person'.")
    name, url, logo = (_text(written, key) for key in ("name", "url", "logo"))
    return Publisher(name, url, logo, kind, _links(written.get("links")))


def _text(written: Mapping[str, object], key: str) -> str:
    value = written.get(key)
    if isinstance(value, (Mapping, list, tuple, bool)):
        raise ValueError(f"The publisher's {key} is {value!r}. Write one text.")
    return "" if value is None else str(value).strip()


def _links(written: object) -> tuple[str, ...]:
    links = [written] if isinstance(written, str) else [] if written is None else written
    if not isinstance(links, (list, tuple)) or not all(isinstance(link, str) for link in links):
        raise ValueError(f"The publisher's links are {written!r}. Write a list of addresses.")
    return tuple(link.strip() for link in links if link.strip())
