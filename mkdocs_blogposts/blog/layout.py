"""Where the pages of a blog stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from mkdocs_blogposts.blog.pagination import Paging
from mkdocs_blogposts.blog.patterns import PostPattern


@dataclass(frozen=True)
class Layout:
    """The addresses of posts and of the pages of lists. Those of terms are their taxonomies'."""

    patterns: tuple[PostPattern, ...] = ()
    """Of posts, the first that is for a post's folder; a post that has none stands where its file lies."""

    paging: Paging = field(default_factory=Paging)

    moved_folder: tuple[str, str] = ("", "")
    """A folder whose pictures are published in another, such as `blog/posts` in `blog`; empty for none."""

    def pattern_for(self, source: str) -> PostPattern | None:
        """The pattern of a post's address, by where its file lies."""
        holding = (pattern for pattern in self.patterns if is_below(source, pattern.folder))
        return next(holding, None)

    def moved(self, dest_uri: str) -> str:
        """Where a file that is no page is published."""
        old, new = self.moved_folder
        return f"{new}/{dest_uri[len(old) + 1 :]}".lstrip("/") if old and is_below(dest_uri, old) else dest_uri


def is_below(source: str, folder: str) -> bool:
    """Does a file lie in a folder? Every file lies in the docs folder itself, `""`."""
    return not folder or source.startswith(f"{folder}/")
