"""Who wrote a post, with the page of his posts and his picture."""

from __future__ import annotations

import re

from mkdocs.structure.files import Files

from mkdocs_blogposts.blog.keys import term_key
from mkdocs_blogposts.blog.model import Listing
from mkdocs_blogposts.publishing.post import Post
from mkdocs_blogposts.publishing.structured_data import Signatory
from mkdocs_blogposts.reading.authors import Author
from mkdocs_blogposts.site.edition import Edition

_REMOTE = re.compile(r"https?://", re.IGNORECASE)


def signatories(post: Post, edition: Edition, files: Files) -> tuple[Signatory, ...]:
    """The authors of a post, in its writer's order."""
    pages = {term_key(listing.title): listing.url for listing in edition.blog.terms("authors", post)}
    return tuple(
        Signatory(author, pages.get(term_key(author.name), ""), picture_of(author, files)) for author in post.authors
    )


def owner(listing: Listing[Post], files: Files) -> Signatory:
    """Whose page a list of an author's posts is."""
    key = term_key(listing.title)
    named = (author for post in listing.posts for author in post.authors if term_key(author.name) == key)
    author = next(named, Author(listing.title))
    return Signatory(author, listing.url, picture_of(author, files))


def picture_of(author: Author, files: Files) -> str:
    """The address of an author's picture, relative to the site's root or absolute; empty where there is none."""
    if _REMOTE.match(author.avatar):
        return author.avatar
    file = files.get_file_from_path(author.avatar.lstrip("/")) if author.avatar else None
    return file.url if file else ""
