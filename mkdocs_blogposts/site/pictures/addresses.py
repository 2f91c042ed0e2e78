"""The files that addresses on pages lead to, as browsers read them."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from urllib.parse import unquote

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from mkdocs_blogposts.reading.url_parts import path_of
from mkdocs_blogposts.site.pictures.places import Named

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


class MediaAddresses:
    """The addresses of a site's files that are no pages."""

    def __init__(self, files: Files, config: MkDocsConfig) -> None:
        self._files = files
        self._config = config

    def file_at(self, address: str, page_url: str) -> File | None:
        """The file of the site at an address that stands on a page of it; a whole one may be the site's own."""
        path = re.split(r"[?#]", address, maxsplit=1)[0]
        site = self._config.site_url or ""
        if _ABSOLUTE.match(path):
            found = Named(path).below(site).lstrip("/")
        elif path.startswith("/"):
            own = path_of(site)
            found = path.removeprefix(own) if path.startswith(own) else ""
        else:
            found = path and posixpath.normpath(posixpath.join(posixpath.dirname(page_url), path))
        return self._files.src_uris.get(self._by_address.get(unquote(found), ""))

    @cached_property
    def _by_address(self) -> dict[str, str]:
        """Names, not files: a plugin that takes images away may write other names into those it took."""
        return {unquote(file.url): file.src_uri for file in self._files.media_files()}
