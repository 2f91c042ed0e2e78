"""Which picture each post has, and why, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mkdocs_blogposts.publishing.post import Origin, Post

_REASONS = {
    Origin.HEADER: "its header names it",
    Origin.NAME: "it lies beside the post",
    Origin.TEXT: "it is the first of its text",
    Origin.CATEGORY: "it is that of its category",
    Origin.TAG: "it is that of its tag",
    Origin.AUTHOR: "it is that of its author",
    Origin.DRAWN: "it was drawn for it",
    Origin.SITE: "it is the site's, in link previews only",
}


@dataclass(frozen=True, slots=True)
class Explained:
    """One post's picture."""

    source: str
    """The post's file, relative to the docs folder."""

    picture: str
    """The address of its picture, relative to the site's root; empty where it has none."""

    why: str
    """One clause without a full stop."""


def explain(posts: Iterable[Post], site_picture: str = "") -> tuple[Explained, ...]:
    """The picture of every post, in their order; `site_picture` is the address of the site's own, if it has one."""
    return tuple(_explained(post, site_picture) for post in posts)


def _explained(post: Post, site_picture: str) -> Explained:
    if post.picture:
        address = post.picture.original or post.picture.full.url or post.picture.card.url
        why = _REASONS[post.picture.origin]
        if post.picture.origin is Origin.TEXT and post.image_number:
            why = f"it is number {post.image_number} of its text"
        return Explained(post.source, address, why)
    if post.no_image:
        return Explained(post.source, "", "its header wants none")
    if post.image:
        return Explained(post.source, "", f"'{post.image}' cannot be shown")
    return Explained(post.source, site_picture, _REASONS[Origin.SITE] if site_picture else "there is none")
