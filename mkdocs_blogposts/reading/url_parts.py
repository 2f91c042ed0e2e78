"""The one reader of written URLs. Python's own raises where a URL is none, at another place for each mistake."""

from __future__ import annotations

from urllib.parse import SplitResult, urljoin, urlsplit


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


def join_url(base: str, written: str) -> SplitResult | None:
    """The parts of a URL that stands on a page at `base`; `None` where there is none that can be read."""
    try:
        return split_url(urljoin(base, written))
    except ValueError:
        return None


def extract_path(site_url: str | None) -> str:
    """The path of a site's URL with a slash at its end: `/` where it has none."""
    parts = split_url(site_url or "")
    return f"{parts.path.rstrip('/') if parts else ''}/"
