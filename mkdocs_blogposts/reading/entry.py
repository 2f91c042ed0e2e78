"""An Entry: what the front matter of one page says, in one shape whatever it was written for."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


class State(enum.Enum):
    """Who sees a post; `front-matter`'s fifth section as two questions."""

    PUBLISHED = "published"
    HIDDEN = "hidden"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"

    @property
    def is_built(self) -> bool:
        """Is there a page for it in `mkdocs build`? (`mkdocs serve` shows every post.)"""
        return self in (State.PUBLISHED, State.HIDDEN)

    @property
    def is_listed(self) -> bool:
        """Is it in lists, wherever it has a page?"""
        return self in (State.PUBLISHED, State.DRAFT, State.SCHEDULED)


@dataclass(frozen=True)
class Entry:
    """One page as its front matter describes it, normalised: text is text, dates are aware, lists are tuples."""

    source: str
    """The file, relative to the docs folder, with `/` between folders."""

    title: str = ""
    """Plain text; empty where the front matter has none."""

    date: datetime | None = None
    """Aware, always; `None` where the writer gave none that can be read."""

    updated: datetime | None = None
    """Aware, always."""

    slug: str = ""
    """The last segment of the address as the writer asks for it; empty where the file's name decides."""

    description: str = ""
    """Plain text for search engines, to the letter of the writer."""

    summary: str = ""
    """Plain text for lists."""

    image: str = ""
    """A path or address as written; empty where none is named."""

    no_image: bool = False
    """The writer asked for no picture (`image: false`)."""

    image_alt: str = ""
    """What the picture shows, in words."""

    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    state: State = State.PUBLISHED

    weight: int = 0
    """Breaks a tie between two posts of one moment: the lighter comes first; 0 is no weight, and comes last."""

    canonical: str = ""
    """The address that search engines should prefer to this page's own, if the writer names one."""

    robots: str = ""
    """The writer's word to search engines, such as `noindex`."""

    minutes: int = 0
    """The reading time the writer gives; 0 where it is to be counted."""

    is_post: bool = False
    """Has it a date, or is it marked a draft?"""

    meta: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """The whole header for templates and other plugins: every key as written, the known ones normalised."""

    body: str = field(default="", compare=False)
    """The Markdown that follows the header."""

    def __hash__(self) -> int:
        return hash(self.source)
