"""All of a blog that pages may show, as one value to be compared with that of the last build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache

from mkdocs_blogposts.blog.model import Listing, Overview
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.site.rendering.further_reading import FurtherReading
from mkdocs_blogposts.site.rendering.page_head import HeadBuilder
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.settings.build_memory import BuildMemory, Itself, hash_values
from mkdocs_blogposts.site.settings.environment import shows_posts


def fingerprint_blog(rendered: RenderedBlog, ways: Mapping[str, FurtherReading], heads: HeadBuilder) -> str:
    """All of a blog that pages may show: of posts what lists show, and the texts only where templates may want them."""
    with_texts = shows_posts(heads.config)
    memory = heads.setup.memory
    posts = [hash_values(post) if with_texts else _card(post, memory) for post in rendered.posts.values()]
    listings = [_listing(listing) for listing in rendered.blog.listings()]
    overviews = [_overview(overview) for overview in rendered.blog.overviews]
    links = [(source, way.links) for source, way in ways.items() if way.links]
    own_pages = [heads.entries.get(source) for source in rendered.lists]
    places = rendered.urls, rendered.titles, rendered.sources, rendered.feeds, rendered.outlines_url
    images = rendered.images, rendered.subjects, rendered.avatars
    return hash_values(posts, listings, overviews, links, own_pages, places, images, heads.site)


def fingerprint_post(post: Post | None, memory: BuildMemory) -> str:
    """All of a post but its text, which is the page's."""
    return f"{_card(post, memory)} {post.words}" if post else ""


def _card(post: Post, memory: BuildMemory) -> str:
    """What other pages may show of a post."""
    values = (getattr(post, name) for name in _fields_of_card())
    return memory.recall(("card", post.source), Itself(post), lambda: hash_values(*values))


@cache
def _fields_of_card() -> tuple[str, ...]:
    """What a post says of itself beside its text."""
    return tuple(field.name for field in fields(Post) if field.name not in ("content", "body", "words"))


def _overview(overview: Overview[Post]) -> object:
    return overview.kind, overview.path, overview.title, overview.url, [each.path for each in overview.listings]


def _listing(listing: Listing[Post]) -> object:
    around = listing.kind, listing.path, listing.title, listing.url, listing.name, listing.key, listing.description
    return around, [post.source for post in listing.posts], [child.path for child in listing.children]
