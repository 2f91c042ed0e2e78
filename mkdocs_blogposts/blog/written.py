"""Whole addresses as writers write them: `/a/b/`, `a/b.html`, `a/b/index.html`, `https://own-site.example/a/b`."""

from __future__ import annotations

import re
from urllib.parse import unquote

from mkdocs_blogposts.blog.addresses import LONGEST, LONGEST_PATH, RESERVED, address_of
from mkdocs_blogposts.reading.url_parts import path_of, split_url

_REFUSED = r"\x00-\x1f\x7f<>:\"|?*#%\\/\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_KEPT = re.compile(rf"(?![. ])[^{_REFUSED}]+(?<![. ])")
"""A step that every file system takes; of names with a dot in front servers are shy."""

_PAGE = re.compile(r"(?P<path>.*?)(?P<ending>/|(?:^|(?<=/))index\.html?|\.html?)?", re.IGNORECASE | re.DOTALL)


def own_path(written: str, site_url: str) -> str | None:
    """The path, from the site's root, of an address in its own words or in those of the web; `None` for another site.

    Its query and fragment are left out.
    """
    text = written.strip().replace("\\", "/")
    parts, site = split_url(text), split_url(site_url)
    if not parts or not site:
        return None
    if not parts.netloc and not parts.scheme:
        return unquote(parts.path)
    root = path_of(site_url)
    is_ours = parts.netloc and parts.netloc.lower() == site.netloc.lower() and f"{parts.path}/".startswith(root)
    return unquote(parts.path[len(root) - 1 :]) if is_ours else None


def leaves_site(path: str) -> bool:
    """Do the steps of a path lead above the site's root?"""
    depth = 0
    for step in path.split("/"):
        depth += -1 if step == ".." else step not in ("", ".")
        if depth < 0:
            return True
    return False


def whole_address(path: str, directory_urls: bool) -> str:
    """A path as an address of the site: `a/b`, where `.html` at its end asks for a file of exactly that name.

    Without directory addresses `a/b` is that file, and `a/b/` asks for `a/b/index`. What no file system would take is
    made so; steps out of the folder are dropped.
    """
    found = _PAGE.fullmatch(path.strip())
    ending = (found["ending"] or "").lower() if found else ""
    steps = [step for step in re.split(r"/+", found["path"] if found else path) if step.strip(". ")]
    address = "/".join(map(_safe_step, steps))[:LONGEST_PATH].rstrip("/. ")
    if not address:
        return ""
    if ending in (".html", ".htm"):
        return address if ending == ".html" and not directory_urls else address + ending
    return f"{address}/index" if ending and not directory_urls else address


def _safe_step(step: str) -> str:
    is_safe = _KEPT.fullmatch(step) and len(step.encode()) <= LONGEST and not RESERVED.fullmatch(step)
    return step if is_safe else address_of(step)
