"""The one reader of written URLs. Python's own raises where a URL isn't one, at another place for each mistake."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from mkdocs_blogposts.lazy_patterns import compile_pattern

_HOST = compile_pattern(r"(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", re.IGNORECASE)
_READABLE = compile_pattern(r"(?:https?:)?//[a-z0-9.-]+(?:[/?#]|\Z)|[^/\t\r\n]*(?:/(?!/)[^/\t\r\n]*)*\Z", re.IGNORECASE)
"""Most URLs, and all without a host: Python drops tabs and line ends first, so that these may hide one."""

_UNSAFE = compile_pattern(r"""[\s\x00-\x20\x7f"<>\\^`{|}\[\]]|%(?![0-9a-f]{2})""", re.IGNORECASE)


def split_url(written: str) -> SplitResult | None:
    """The parts of a URL or path as it is written; `None` where no program can read it as one.

    Such are `http://[`, `//[`, a port above 65535, and a host with a letter that stands for `/` or `:`.
    """
    try:
        parts = urlsplit(written)
        parts.port, parts.hostname  # noqa: B018 - they are read here, to raise here
    except ValueError:
        return None
    return parts


def is_readable(written: str) -> bool:
    """Can programs read a URL or path? As `split_url`, in less time."""
    return _READABLE.match(written) is not None or split_url(written) is not None


def join_url(base: str, written: str) -> SplitResult | None:
    """The parts of a URL that stands on a page at `base`; `None` where there is none that can be read."""
    try:
        return split_url(urljoin(base, written))
    except ValueError:
        return None


def encode_unsafe(url: str) -> str:
    """A URL or path with what none may hold behind its host, such as a quotation mark, encoded (RFC 3986, section 2).

    A `%` that encodes nothing is one of these.
    """
    host = found[0] if (found := _HOST.match(url)) else ""
    return host + _UNSAFE.sub(lambda sign: quote(sign[0]), url[len(host) :])


def extract_path(site_url: str | None) -> str:
    """The path of a site's URL with a slash at its end: `/` where it has none."""
    parts = split_url(site_url or "")
    return f"{parts.path.rstrip('/') if parts else ''}/"
