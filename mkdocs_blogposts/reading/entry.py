"""An Entry: what the front matter of one page says, in one shape whatever it was written for."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import Any, NamedTuple

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.reading.author import Author


class Status(enum.Enum):
    """Who sees a post; `front-matter`'s fifth section as two questions."""

    PUBLISHED = "published"
    HIDDEN = "hidden"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"

    def __init__(self, name: str) -> None:
        self.is_built = name in ("published", "hidden")
        """Is there a page for it in `mkdocs build`? (`mkdocs serve` shows every post.)"""
        self.is_listed = name in ("published", "draft", "scheduled")
        """Is it in lists, wherever it has a page? Posts are asked thousands of times in a build."""


class Enclosure(NamedTuple):
    """A file that feeds hand on beside the text."""

    path: str
    """A path or an absolute URL, as written."""

    mime: str = ""
    """As written, or what the file's name says; empty where neither says it."""

    size: int = 0
    """In bytes; 0 where the front matter does not say it."""


@dataclass(frozen=True)
class Entry:
    """One page as its front matter describes it, normalized: text is text, dates are aware, lists are tuples."""

    source: str
    """The file, relative to `docs_dir`, with `/` between folders."""

    title: str = ""
    """Plain text; empty where the front matter has none, and at most one heading of the first level is in the text."""

    date: datetime | None = None
    """Aware, always; `None` where the writer gave none that can be read."""

    updated: datetime | None = None
    """Aware, always."""

    slug: str = ""
    """The last segment of the URL as the writer asks for it; empty where the file's name decides."""

    description: str = ""
    """Plain text for search engines, to the letter of the writer."""

    summary: str = ""
    """Text for lists, in which Markdown may format words."""

    image: str = ""
    """A path or URL as written; empty where none is named."""

    no_image: bool = False
    """The writer asked for no image (`image: false`)."""

    image_number: int = 0
    """The writer wants the image of the text with this number, counted from 1; 0 where none is asked for."""

    image_alt: str = ""
    """What the image shows, in words."""

    image_caption: str = ""
    """What is said below the image. Plain text."""

    image_focus: str = ""
    """What a crop keeps in view, as the writer has it: `30% 70%` from the left and the top."""

    hero_style: str = ""
    """Where the page shows its image, as the writer asks for it; empty where the site's option applies."""

    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Terms of the taxonomies that the site's options name, by the taxonomies' names."""

    status: Status = Status.PUBLISHED

    reason: str = field(default="", compare=False)
    """What of the front matter makes it a draft, as written: `draft: true`; empty where nothing does."""

    own_words: tuple[str, ...] = ()
    """Words of its status that nobody knows, and that alone keep it back, until the rest of the blog is known."""

    otherwise: Status = Status.PUBLISHED
    """Its state without these words."""

    is_called_public: bool = field(default=False, compare=False)
    """Does its status say in a word that it is published?"""

    changes_at: datetime | None = None
    """When it will be published, if it is scheduled; when it was taken down, if it has expired. Aware."""

    series: str = ""
    """The series that it is a part of, as written."""

    part: int = 0
    """Its place in the series, counted from 1; 0 where the date decides."""

    permalink: str = ""
    """The whole URL as the writer asks for it, in any engine's form; empty where patterns and slug decide."""

    aliases: tuple[str, ...] = ()
    """URLs that it had before, as written."""

    pinned: bool = False
    """Does it stand first in the list of all posts?"""

    language: str = ""
    """As written, such as `de` or `pt-BR`; empty where the site's applies."""

    translation_key: str = ""
    """What it shares with the same post in other languages, where their files' names differ."""

    comments: bool | None = None
    """Does the writer want comments, or not? `None` where the front matter says neither."""

    links: tuple[tuple[str, str], ...] = ()
    """What to read beside it: pairs of a title, which may be empty, and a path or URL, as written."""

    enclosure: Enclosure | None = None
    """A file that feeds hand on beside the text, such as an episode's sound."""

    template: str = ""
    """The theme's template that the writer asks for."""

    weight: int = 0
    """Breaks a tie between two posts of one moment: the lighter comes first; 0 isn't a weight, and comes last."""

    canonical: str = ""
    """The URL that search engines should prefer to this page's own, if the writer names one."""

    robots: str = ""
    """The writer's word to search engines, such as `noindex`."""

    asked_reading_minutes: int = 0
    """The reading time the writer gives; 0 where it is to be counted."""

    format_name: str = ""
    """That of the front matter: `yaml`, `toml`, `json`, `mmd`, `nikola`, `hexo`, `hexo-json`; empty without."""

    is_post: bool = False
    """Has it a date, or is it marked a draft?"""

    list_settings: Mapping[str, Any] = field(default_factory=dict)
    """How the list on it stands, if it is a list's page: `layout` and `per_page` as written, where they are."""

    meta: Mapping[str, Any] = field(default_factory=dict, compare=False)
    """The whole front matter for templates and other plugins: every key as written, the known ones normalized."""

    body: str = field(default="", compare=False)
    """The Markdown that follows the front matter."""

    @property
    def written_description(self) -> str:
        """What the writer says of the page in a sentence or two: its description, else its summary."""
        return self.description or self.summary

    def __hash__(self) -> int:
        return hash(self.source)
