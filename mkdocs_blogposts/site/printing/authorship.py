"""Who wrote a post, with the page of his posts and his picture."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_blogposts.blog.keys import term_key
from mkdocs_blogposts.blog.model import Listing
from mkdocs_blogposts.publishing.heads.structured_data import Signatory
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.reading.authors import Author
from mkdocs_blogposts.site.pictures.gallery import Gallery, Wish
from mkdocs_blogposts.site.pictures.places import named
from mkdocs_blogposts.site.printing.edition import Edition
from mkdocs_blogposts.site.settings.setup import Setup


def signatories(post: Post, edition: Edition) -> tuple[Signatory, ...]:
    """The authors of a post, in its writer's order."""
    pages = {term_key(listing.title): listing.url for listing in edition.blog.terms("authors", post)}
    keyed = ((term_key(author.name), author) for author in post.authors)
    return tuple(Signatory(author, pages.get(key, ""), edition.portraits.get(key, "")) for key, author in keyed)


def owner(listing: Listing[Post], edition: Edition) -> Signatory:
    """Whose page a list of an author's posts is."""
    profile = edition.subjects[listing.path].profile if listing.path in edition.subjects else None
    author = profile.author if profile else Author(listing.title)
    return Signatory(author, listing.url, edition.portraits.get(term_key(listing.title), ""))


def portraits_of(edition: Edition, setup: Setup, gallery: Gallery) -> Mapping[str, str]:
    """The addresses of authors' pictures by the keys of their names: that on the list of his posts, else his own.

    One that is in the address itself (`data:`) is not told: it would be repeated on every page.
    """
    found = {
        term_key(listing.title): subject.picture
        for listing in edition.blog.listings()
        if listing.kind == "authors" and (subject := edition.subjects.get(listing.path))
    }
    signed = [(author, post.source) for post in edition.posts.values() for author in post.authors if author.avatar]
    for author, source in signed:
        if (key := term_key(author.name)) not in found:
            found[key] = gallery.picture(Wish(author.avatar, setup.people.authors_file or source))
    addresses = {key: picture.full.url for key, picture in found.items() if picture}
    return {key: address for key, address in addresses.items() if not named(address).is_inline}
