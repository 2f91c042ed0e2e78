"""Which instance of the plugin a post belongs to, where a site has several."""

from __future__ import annotations

from collections.abc import Sequence

from mkdocs_blogposts.blog.layout import is_below
from mkdocs_blogposts.config import BlogpostsConfig


def owner(source: str, instances: Sequence[BlogpostsConfig]) -> BlogpostsConfig | None:
    """The instance that a file's post belongs to; `None` where the options leave it out.

    1. the first whose `posts` patterns match it;
    2. else, of those without patterns, the one whose `blog_dir` holds it, the deepest first;
    3. else the first of those without patterns.
    """
    for instance in instances:
        if instance.posts and instance.posts.match_file(source):
            return instance
    free = [instance for instance in instances if not instance.posts]
    holding = [instance for instance in free if is_below(source, instance.blog_dir)]
    return max(holding, key=lambda instance: len(instance.blog_dir), default=free[0] if free else None)
