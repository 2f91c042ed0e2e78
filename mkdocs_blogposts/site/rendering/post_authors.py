"""Who wrote a post, with the page of his posts and his image."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_blogposts.blog.model import Listing
from mkdocs_blogposts.blog.slugs import fold_term
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.seo.json_ld import LinkedAuthor
from mkdocs_blogposts.reading.author import Author
from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline, ImageRequest
from mkdocs_blogposts.site.images.image_resolver import parse_reference
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.settings.blog_setup import Setup


def list_authors(post: Post, rendered: RenderedBlog) -> tuple[LinkedAuthor, ...]:
    """The authors of a post, in its writer's order."""
    pages = {fold_term(listing.title): listing.url for listing in rendered.blog.terms("authors", post)}
    keyed = ((fold_term(author.name), author) for author in post.authors)
    return tuple(LinkedAuthor(author, pages.get(key, ""), rendered.avatars.get(key, "")) for key, author in keyed)


def find_list_author(listing: Listing[Post], rendered: RenderedBlog) -> LinkedAuthor:
    """Whose page a list of an author's posts is."""
    profile = rendered.subjects[listing.path].profile if listing.path in rendered.subjects else None
    author = profile.author if profile else Author(listing.title)
    return LinkedAuthor(author, listing.url, rendered.avatars.get(fold_term(listing.title), ""))


def find_avatars(rendered: RenderedBlog, setup: Setup, pipeline: ImagePipeline) -> Mapping[str, str]:
    """The URLs of authors' images by the keys of their names: that on the list of his posts, else his own.

    One that is in the URL itself (`data:`) is not told: it would be repeated on every page.
    """
    found = {
        fold_term(listing.title): subject.featured_image
        for listing in rendered.blog.listings()
        if listing.kind == "authors" and (subject := rendered.subjects.get(listing.path))
    }
    signed = [(author, post.source) for post in rendered.posts.values() for author in post.authors if author.avatar]
    for author, source in signed:
        if (key := fold_term(author.name)) not in found:
            found[key] = pipeline.make_image(ImageRequest(author.avatar, setup.people.authors_file or source))
    urls = {key: image.full.url for key, image in found.items() if image}
    return {key: url for key, url in urls.items() if not parse_reference(url).is_inline}
