"""What a build under `mkdocs serve` leaves to the next one in the same process: pages as they were read and rendered.

Nothing in it is valid by itself: each part is used only if the key of all that decides it is the same again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from mkdocs_blogposts.publishing.converted_page import AnchorReference, Dependency, LoggedMessage, TocHeading
from mkdocs_blogposts.site.settings.build_memory import BuildMemory


class SiteFiles(NamedTuple):
    """What answers the questions of pages: each is the object of the last build while it is the same."""

    all: object
    shown: object
    """Those that texts may show."""


class ReadPage(NamedTuple):
    """A page after `on_page_content`."""

    key: str
    markdown: str
    meta: Mapping[str, Any]
    content: str
    heading: str | None
    """The heading that was taken out of a post's content; `None` for any other page."""

    edit_url: str | None
    toc: tuple[TocHeading, ...]
    title: str | None
    ids: tuple[str, ...]
    anchors: tuple[AnchorReference, ...] | None
    questions: tuple[Dependency, ...]
    files: SiteFiles
    """Those of the site, when the questions were asked."""

    messages: tuple[LoggedMessage, ...]


class RenderedPage(NamedTuple):
    """A page as it was written, and what was said of it in the search index."""

    keys: tuple[str, ...]
    """What decides it, told in several ways: the first takes no time, the last is what stands on it.

    Where one is the same, so are those behind it, and nobody need look at them.
    """

    output: bytes
    entries: tuple[dict[str, Any], ...]
    messages: tuple[LoggedMessage, ...]


@dataclass
class LastBuild:
    """The pages of one site, by their files."""

    read: dict[str, ReadPage] = field(default_factory=dict)
    rendered: dict[str, RenderedPage] = field(default_factory=dict)

    def keep(self, sources: set[str]) -> None:
        """Forget all pages but these."""
        self.read = {source: page for source, page in self.read.items() if source in sources}
        self.rendered = {source: page for source, page in self.rendered.items() if source in sources}


def get_last_build(memory: BuildMemory) -> LastBuild:
    """That of a site in this process; nothing is known at first."""
    return memory.recall("pages", (), LastBuild)
