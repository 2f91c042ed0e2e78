"""All blogs of a site, for templates and lists that show posts of several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from mkdocs_blogposts.blog.blog_builder import sort_posts
from mkdocs_blogposts.blog.model import Blog, Taxonomy
from mkdocs_blogposts.publishing.posts.post import Post

EVERY = "*"
"""Stands for all blogs."""

HOME = "."
"""The name of a blog that is the whole site."""

Known = tuple[Blog[Post], tuple[Taxonomy, ...]]
"""A blog and its taxonomies."""


class Blogs(Mapping[str, Blog[Post]]):
    """The blogs of a site by their `blog_dir`, in the order of `mkdocs.yml`; `known` once every blog has been made."""

    def __init__(self, known: Callable[[], Mapping[str, Known]]) -> None:
        self._make = known

    def __getitem__(self, name: str) -> Blog[Post]:
        return self._known[name.strip("/") or HOME][0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    @property
    def posts(self) -> tuple[Post, ...]:
        """The posts of all blogs, newest first."""
        return self.posts_of([EVERY])

    def posts_of(self, names: Iterable[str]) -> tuple[Post, ...]:
        """The posts of the blogs of these names, newest first."""
        named = {name.strip("/") or HOME for name in names}
        return sort_posts(post for name, blog in self.items() if named & {name, EVERY} for post in blog.posts)

    @property
    def taxonomies(self) -> tuple[Taxonomy, ...]:
        """Those of all blogs, of one name the first."""
        found = {taxonomy.name: taxonomy for _, known in reversed(self._known.values()) for taxonomy in known}
        return tuple(found.values())

    def blog_of(self, post: Post) -> Blog[Post] | None:
        """The blog that a post is in."""
        return self._by_source.get(post.source)

    @cached_property
    def _known(self) -> dict[str, Known]:
        return dict(self._make())

    @cached_property
    def _by_source(self) -> Mapping[str, Blog[Post]]:
        return {post.source: blog for blog in self.values() for post in blog.posts}
