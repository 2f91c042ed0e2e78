"""What a page says of an author, and of any other subject of a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from markdown import Markdown

from mkdocs_blogposts.blog.model import Listing
from mkdocs_blogposts.blog.slugs import fold_term
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.publishing.posts.post import Post, PostImage, Rendition
from mkdocs_blogposts.publishing.text.sanitize import sanitize_html
from mkdocs_blogposts.publishing.text.translator import Translator
from mkdocs_blogposts.reading.author import Author

MAIL = compile_pattern(r"[^\s@:/?#<>\"']+@[^\s@:/?#<>\"']+")


class AuthorProfile(NamedTuple):
    """An author as readers see him."""

    author: Author
    biography: str
    """HTML; empty where the page of his has a text of its own."""

    links: tuple[tuple[str, str], ...]
    """Where else to find him: a name for each URL, his own site first."""

    initials: str
    """What stands in the place of his image."""


class TermDetails(NamedTuple):
    """What a list is about, beside its title."""

    description: str = ""
    """Plain text, as the writer has it; empty where he says nothing."""

    featured_image: PostImage | None = None
    avatar: Rendition | None = None
    """The image of an author, small and square."""

    profile: AuthorProfile | None = None
    """Of a list of an author's posts."""


def find_author(listing: Listing[Post]) -> Author:
    """The author whose posts a list has: as the newest of them that says more than the name has him."""
    signed = [author for post in listing.posts for author in post.authors if (fold_term(author.name),) == listing.key]
    return next((author for author in signed if author != Author(author.name)), Author(listing.title))


def make_profile(author: Author, has_text: bool, words: Translator) -> AuthorProfile:
    """The profile of an author whose page has a text of its own, or none."""
    biography = "" if has_text else render_biography(author.description)
    return AuthorProfile(author, biography, tuple(_links(author, words)), make_initials(author.name))


@lru_cache(maxsize=1024)
def render_biography(description: str) -> str:
    """A biography in Markdown as HTML that runs nothing: a post may describe its author."""
    return sanitize_html(Markdown().convert(description), "") if description else ""


def make_initials(name: str) -> str:
    """The first letters of the first word and the last: `Ann van der Lee` → `AL`; of a name without words its start."""
    words = [word for word in re.split(r"[\s_.-]+", name) if word[:1].isalnum()]
    ends = [words[0], words[-1]] if len(words) > 1 else words or [name.strip()]
    return "".join(word[:1] for word in ends).upper()


def _links(author: Author, words: Translator) -> Iterator[tuple[str, str]]:
    if author.url:
        yield words.gettext("Website"), author.url
    yield from (link for link in author.links if link[1] != author.url)
    if MAIL.fullmatch(author.email):
        yield words.gettext("Email"), f"mailto:{author.email}"
