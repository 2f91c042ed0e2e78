"""Syntax of other engines in the posts of a blog: one problem for each kind, at its first place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_blogposts.reading.foreign import Kind, kinds_found
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.written import Written


def understood_by(config: MkDocsConfig) -> frozenset[str]:
    """The extensions and plugins of a site by their names, those of a theme without its own in front."""
    plugins = [name.rpartition("/")[2] for name in config.plugins]
    extensions = [name.removeprefix("markdown.extensions.") for name in config.markdown_extensions]
    return frozenset([*plugins, *extensions])


def foreign_syntax(posts: Iterable[Written], config: MkDocsConfig) -> Iterator[Problem]:
    """What only another engine understands: how often it stands there, where first, and what to write."""
    understood = understood_by(config)
    places: dict[Kind, list[tuple[str, int]]] = {}
    for post in posts:
        for kind, line in kinds_found(post.body, understood):
            places.setdefault(kind, []).append((post.source, post.lines_above + line))
    for kind, found in places.items():
        source, line = found[0]
        posts_with = len({place for place, _ in found})
        times = f"{len(found)} times" if len(found) > 1 else "once"
        where = f" in {posts_with} posts" if posts_with > 1 else ""
        what = f"'{kind.name}' stands {times}{where}, and is published as it is written."
        yield Problem(Rule.FOREIGN_SYNTAX, source, what, kind.cure, line)
