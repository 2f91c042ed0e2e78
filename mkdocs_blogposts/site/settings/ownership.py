"""Which instance of the plugin a post belongs to, where a site has several."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from mkdocs_blogposts.blog.layout import is_below
from mkdocs_blogposts.config import BlogpostsConfig
from mkdocs_blogposts.reading.dates import INDEX_NAMES
from mkdocs_blogposts.reading.places import holds_posts


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


def is_in_blog(source: str, options: BlogpostsConfig, lists: Iterable[str]) -> bool:
    """Does a page lie in the blog's folder, and is no list's, no folder's and no author's?"""
    path = PurePosixPath(source)
    is_index = path.stem in INDEX_NAMES and path.parent.as_posix() == (options.blog_dir or ".")
    folders = [posixpath.join(options.blog_dir, folder) for folder in lists]
    is_list = any(is_below(source, folder) or source == f"{folder}{path.suffix}" for folder in folders)
    return is_below(source, options.blog_dir) and not is_index and not is_list


def is_among_posts(source: str, options: BlogpostsConfig, lists: Iterable[str]) -> bool:
    """Is a page a post by where it lies, dated or not? What `posts` matches is one, but for pages of folders and lists.

    `lists` are the folders of the lists' pages, below the blog's.
    """
    if holds_posts(source, options.blog_dir):
        return True
    is_list = any(is_below(source, posixpath.join(options.blog_dir, folder)) for folder in lists)
    is_index = PurePosixPath(source).stem in INDEX_NAMES
    return bool(options.posts and not is_list and not is_index and options.posts.match_file(source))
