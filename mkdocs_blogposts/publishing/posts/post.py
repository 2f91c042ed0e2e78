"""A Post: an Entry whose text has been rendered, with everything a template shows of it."""

from __future__ import annotations

import enum
import re
from typing import NamedTuple

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.publishing.text.html_text import split_heading, strip_markup
from mkdocs_blogposts.reading.dates import split_dated_name
from mkdocs_blogposts.reading.entry import Entry


@dataclass(frozen=True)
class Rendition:
    """One view of an image: a file that every browser shows, and the same in files that many load faster."""

    url: str
    """Relative to the site's root, or absolute where the image lies elsewhere."""

    width: int
    """In pixels; 0 where it is not known (an image of another site, an SVG without a size)."""

    height: int
    """In pixels; 0 where it is not known."""

    mime: str
    """Such as `image/jpeg`; empty where it is not known."""

    sources: tuple[ImageSource, ...] = ()
    """The same view in other formats and widths, the best format first, that of the file itself last.

    Empty where there is only the file.
    """


class ImageSource(NamedTuple):
    """A view in one format."""

    mime: str
    """Such as `image/webp`."""

    files: tuple[Rendition, ...]
    """In several widths, the narrowest first."""


class ImageOrigin(enum.Enum):
    """Why an image is a post's."""

    FRONT_MATTER = "front matter"
    NAME = "name"
    TEXT = "text"
    CATEGORY = "category"
    TAG = "tag"
    AUTHOR = "author"
    DRAWN = "drawn"
    SITE = "site"


@dataclass(frozen=True)
class PostImage:
    """An image of a page in the sizes its readers need."""

    alt: str
    """What it shows, in words; empty for an image that only decorates."""

    card: Rendition
    """For lists: 16 : 9."""

    full: Rendition
    """For the head of the post, in its own ratio."""

    preview: Rendition
    """For link previews: a JPEG or PNG of about 1200 × 630."""

    color: str = ""
    """What most of it is, such as `#4682b4`, to be seen until it is loaded; empty where that would show through."""

    origin: ImageOrigin = ImageOrigin.FRONT_MATTER

    caption: str = ""
    """What is said below it. Plain text."""

    original: str = ""
    """The URL of the writer's own file, relative to the site's root; empty where it lies elsewhere."""

    @property
    def is_own(self) -> bool:
        """Is it the page's own, to stand above its text?

        One of the text is there already, and one of a category, a tag, an author or the site says nothing of this text.
        """
        return self.origin in (ImageOrigin.FRONT_MATTER, ImageOrigin.NAME)


@dataclass(frozen=True)
class Post(Entry):
    """An Entry with its URL and its rendered text."""

    url: str = ""
    """Relative to the site's root, percent-encoded, such as `blog/my-post/`."""

    heading: str = ""
    """The title as HTML: the text's own first heading where it has one, else the escaped title."""

    content: str = ""
    """The text as HTML, without that first heading."""

    excerpt: str = ""
    """A few sentences of HTML for lists, with links that start at the site's root."""

    is_excerpt: bool = False
    """Has the post more to say than that?"""

    full_content: str = ""
    """All of the text as HTML for lists, in the same way; empty where lists have excerpts."""

    meta_description: str = ""
    """The description as plain text: the writer's, else one cut from the text."""

    featured_image: PostImage | None = None

    reading_minutes: int = 1

    words: int = 0
    """How many the text has."""

    protected: bool = False
    """Is the text not for everybody? Then nothing of it, nor about it, is known here but the title."""

    def __hash__(self) -> int:
        return hash(self.source)


def make_post_title(entry: Entry, content: str, file_name: str) -> str:
    """The title of a post as plain text: its front matter's, else its first heading, else its file's name."""
    return entry.title or strip_markup(split_heading(content)[0]) or make_title_of_name(file_name)


def make_title_of_name(name: str) -> str:
    """A title of a file's name: `2024-07-23-my-post` → `My post`, as MkDocs makes them."""
    words = re.sub(r"[-_]+", " ", split_dated_name(name)[1] or name).strip()
    return words[:1].upper() + words[1:] if words == words.lower() else words
