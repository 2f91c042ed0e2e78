"""Links in raw HTML, which MkDocs leaves as they are written, though a page does not stand where its file lies."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from html import escape, unescape
from urllib.parse import unquote

from mkdocs.structure.files import File, Files
from mkdocs.utils import get_relative_url

TAG = re.compile(r"<(?:a|img|source|video|audio|track|iframe|embed)\s[^<>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(
    r"""(?P<name>\s(?:href|srcset|src|poster)\s*=\s*)(?P<quote>["'])(?P<link>[^"']+)(?P=quote)""", re.IGNORECASE
)
ONE_OF_SEVERAL = re.compile(r"[^\s,]+")
"""A URL in a `srcset`, or the width behind it, which is the name of no file."""
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\?#]", re.IGNORECASE)


class HtmlLinks:
    """Finds the files that raw links mean. A link that leads somewhere as it is stays so."""

    def __init__(self, files: Files) -> None:
        self._files = files

    @cached_property
    def _urls(self) -> frozenset[str]:
        return frozenset(unquote(file.url) for file in self._files)

    def followed(self, html: str, page: File) -> str:
        """The HTML of a page, where relative links to files lead to where these are published."""

        def attribute(found: re.Match[str]) -> str:
            link = unescape(found["link"])
            if "srcset" in found["name"].lower():
                new = ONE_OF_SEVERAL.sub(lambda one: self._link(one[0], page) or one[0], link)
            else:
                new = self._link(link, page) or link
            return found[0] if new == link else f"{found['name']}{found['quote']}{escape(new)}{found['quote']}"

        return TAG.sub(lambda tag: ATTRIBUTE.sub(attribute, tag[0]), html)

    def _link(self, link: str, page: File) -> str:
        """What to write in place of a link; empty where it stays."""
        if ELSEWHERE.match(link):
            return ""
        path, rest = re.fullmatch(r"([^?#]*)(.*)", link, re.DOTALL).groups()  # type: ignore[union-attr]
        path = unquote(path)
        if self._joined(unquote(page.url), path) in self._urls:
            return ""
        meant = self._files.get_file_from_path(self._joined(page.src_uri, path).rstrip("/"))
        return get_relative_url(meant.url, page.url) + rest if meant and not meant.inclusion.is_excluded() else ""  # type: ignore[no-untyped-call]

    def _joined(self, base: str, path: str) -> str:
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
        return f"{joined}/" if path.endswith("/") else joined
