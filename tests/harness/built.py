"""A site as it was built."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from harness.links import dead_links
from harness.page import PageView
from harness.urls import Addresses


class Built:
    """What `mkdocs build` made: pages, files, and what it said meanwhile."""

    def __init__(self, site_dir: Path, addresses: Addresses, nav: str, warnings: Sequence[str], notes: Sequence[str]):
        self.site_dir = site_dir
        self.addresses = addresses
        self.nav = nav
        """The navigation as titles, one to a line, each level two spaces further in."""
        self.warnings = list(warnings)
        """What was said at WARNING and above."""
        self.notes = list(notes)
        """What was said at INFO."""
        self._read: dict[str, PageView] = {}

    @cached_property
    def files(self) -> list[str]:
        """Every file, by its real name."""
        return sorted(path.relative_to(self.site_dir).as_posix() for path in self.site_dir.rglob("*") if path.is_file())

    @cached_property
    def pages(self) -> list[str]:
        """The URL of every page."""
        return [self.addresses.address(file) for file in self.files if file.endswith(".html")]

    def page(self, address: str) -> PageView:
        """The page at a URL such as `blog/hello/`."""
        for file in self.addresses.candidates(address):
            if (self.site_dir / file).is_file():
                return self._view(file)
        near = difflib.get_close_matches(address, self.pages) or self.pages
        raise AssertionError(f"No page at {address!r}, but at {near}")

    def read(self, file: str) -> str:
        """The text of a file, to the letter."""
        return (self.site_dir / file).read_bytes().decode("utf-8")

    @cached_property
    def dead_links(self) -> list[str]:
        """A line for each URL that is broken, on any page of the site."""
        return dead_links((self._view(file) for file in self.files if file.endswith(".html")), set(self.files))

    def check_links(self) -> None:
        """Fail where anything points to what is not there."""
        assert not self.dead_links, "\n".join(["Dead links:", *self.dead_links])

    def _view(self, file: str) -> PageView:
        if file not in self._read:
            self._read[file] = PageView(self.read(file), file, self.addresses)
        return self._read[file]
