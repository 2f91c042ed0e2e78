"""The pictures that we make, as files of the site."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel


class _Cached(File):
    """A file of the cache, which joins the finished site under a second name: nothing is read, and nothing written.

    Thousands of copies would take longer than everything else in a build. Where a file cannot have two names, such as
    on another disk, it is copied as ever.
    """

    @cached_property
    def dest_uri(self) -> str:  # type: ignore[override]  # there it is a value of the class
        """Its name needs no change and no encoding: we have made it."""
        return self.src_uri

    @cached_property
    def url(self) -> str:  # type: ignore[override]  # as above
        """As `dest_uri`."""
        return self.src_uri

    def is_documentation_page(self) -> bool:
        """No: whoever looks for pages asks it of each of these many files."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        if self.abs_src_path:
            try:
                os.link(self.abs_src_path, self.abs_dest_path)
            except OSError:
                super().copy_file(dirty)


def published(config: MkDocsConfig, uri: str, content: Path | bytes) -> File:
    """A new file of the site: one that lies in the cache, or bytes where there is no cache."""
    if isinstance(content, bytes):
        return File.generated(config, uri, content=content, inclusion=InclusionLevel.INCLUDED)
    return _Cached.generated(config, uri, abs_src_path=str(content), inclusion=InclusionLevel.INCLUDED)
