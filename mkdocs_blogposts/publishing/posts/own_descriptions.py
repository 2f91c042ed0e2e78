"""Descriptions that no two posts have in common, where their writers wrote none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.publishing.texts.describing import shorten, visible


def with_own_descriptions(posts: Iterable[Post]) -> Iterator[Post]:
    """The posts, in their order. Where several begin alike, what we say of each begins with its title, and with its
    date where that is the same, too; what a writer wrote stays.
    """
    posts = tuple(posts)
    abouts = Counter(post.about for post in posts)
    titles = Counter((post.title, post.about) for post in posts)
    for post in posts:
        is_ours = post.about and not (post.description or post.summary)
        is_named = is_ours and abouts[post.about] > 1
        yield _named(post, titles[post.title, post.about] > 1) if is_named else post


def _named(post: Post, is_dated: bool) -> Post:
    date = f" ({post.date.date().isoformat()})" if is_dated and post.date else ""
    return replace(post, about=shorten(f"{visible(post.title)}{date}: {post.about}"))
