"""The ways from old URLs to new ones, as the servers that send readers on want to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import quote

RULE_FILES: Mapping[str, str] = {"netlify": "_redirects", "nginx": "redirects.map"}
"""The files that servers read, by the names of the servers in the options."""


class Redirect(NamedTuple):
    """A URL that a page had, and the one it has. Both are paths from the root of the host, beginning with `/`."""

    old: str
    """As readers see it, without percent signs."""

    new: str
    """As a URL of the web."""

    query: str = ""
    """What follows the question mark of the old URL."""


def write_netlify_rules(redirects: Iterable[Redirect]) -> str:
    """Lines of a `_redirects` file (Netlify's documentation, "Redirects and rewrites"; Cloudflare reads it, too).

    With a query a redirect comes before the page that stands at its path (`301!`).
    """
    return "".join(f"{_asked(redirect)} {redirect.new} 301{'!' * bool(redirect.query)}\n" for redirect in redirects)


def _asked(redirect: Redirect) -> str:
    """A path, and its query as the parameters that Netlify compares."""
    return " ".join([quote(redirect.old), *filter(None, redirect.query.split("&"))])


def write_nginx_rules(redirects: Iterable[Redirect]) -> str:
    """Lines of a `map $uri …` (nginx, ngx_http_map_module). `$uri` is decoded, and is compared to the letter.

    It has no query: URLs with one are lines for `map $request_uri …`, which is not decoded.
    """
    spellings = ((old, redirect.new) for redirect in redirects for old in _all_spellings(redirect))
    return "".join(f'"{_escaped(old)}" "{_escaped(new)}";\n' for old, new in dict(spellings).items())


def _all_spellings(redirect: Redirect) -> tuple[str, ...]:
    return (f"{quote(redirect.old)}?{redirect.query}",) if redirect.query else _spellings(redirect.old)


def _spellings(old: str) -> tuple[str, ...]:
    """A folder's URL with and without the `/` at its end, which other servers take for one."""
    return (old, old.rstrip("/")) if old.endswith("/") else (old,)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "%24")
