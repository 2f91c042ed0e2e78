"""The ways from old URLs to new ones, as the servers that send readers on want to be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from mkdocs_blogposts.lazy_definitions import dataclass

RULE_FILES: Mapping[str, str] = {"netlify": "_redirects", "nginx": "redirects.map"}
"""The files that servers read, by the names of the servers in the options."""


@dataclass(frozen=True)
class Redirect:
    """A URL that a page had, and the one it has. Both are paths from the root of the host, beginning with `/`."""

    old: str
    """As readers see it, without percent signs."""

    new: str
    """As a URL of the web."""


def write_netlify_rules(redirects: Iterable[Redirect]) -> str:
    """Lines of a `_redirects` file (Netlify's documentation, "Redirects and rewrites"; Cloudflare reads it, too)."""
    return "".join(f"{quote(redirect.old)} {redirect.new} 301\n" for redirect in redirects)


def write_nginx_rules(redirects: Iterable[Redirect]) -> str:
    """Lines of a `map $uri …` (nginx, ngx_http_map_module). `$uri` is decoded, and is compared to the letter."""
    spellings = ((old, redirect.new) for redirect in redirects for old in _spellings(redirect.old))
    return "".join(f'"{_escaped(old)}" "{_escaped(new)}";\n' for old, new in dict(spellings).items())


def _spellings(old: str) -> tuple[str, ...]:
    """A folder's URL with and without the `/` at its end, which other servers take for one."""
    return (old, old.rstrip("/")) if old.endswith("/") else (old,)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "%24")
