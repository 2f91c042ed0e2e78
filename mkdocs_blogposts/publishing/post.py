"""A Post: an Entry whose text has been rendered, with everything a template shows of it."""

from __future__ import annotations

from dataclasses import dataclass

from mkdocs_blogposts.reading.entry import Entry


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a picture: the same view at one size."""

    url: str
    """Relative to the site's root, or absolute where the picture lies elsewhere."""

    width: int
    """In pixels; 0 where it is not known (a picture of another site, an SVG without a size)."""

    height: int
    """In pixels; 0 where it is not known."""

    mime: str
    """Such as `image/jpeg`; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page in the sizes its readers need."""

    alt: str
    """What it shows, in words; empty for a picture that only decorates."""

    card: Rendition
    """For lists."""

    full: Rendition
    """For the head of the post."""

    preview: Rendition
    """For link previews: a JPEG or PNG of about 1200 × 630."""


@dataclass(frozen=True)
class Post(Entry):
    """An Entry with its address and its rendered text."""

    url: str = ""
    """Relative to the site's root, percent-encoded, such as `blog/my-post/`."""

    heading: str = ""
    """The title as HTML: the text's own first heading where it has one, else the escaped title."""

    content: str = ""
    """The text as HTML, without that first heading."""

    teaser: str = ""
    """A few sentences of HTML for lists, with links that start at the site's root."""

    about: str = ""
    """The description as plain text: the writer's, else one cut from the text."""

    picture: Picture | None = None

    reading_minutes: int = 1

    words: int = 0
    """How many the text has."""

    def __hash__(self) -> int:
        return hash(self.source)
