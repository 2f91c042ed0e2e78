"""Where a reader may go from each post."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from mkdocs.structure.files import File, Files

from mkdocs_blogposts.blog.neighbours import Neighbours, neighbours
from mkdocs_blogposts.blog.related import related
from mkdocs_blogposts.blog.series import Place, place_in_series
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.reading.accounts import as_address
from mkdocs_blogposts.reading.dialects.header import read_header
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.url_parts import split_url
from mkdocs_blogposts.site.printing.edition import Edition, is_shown
from mkdocs_blogposts.site.settings.setup import Setup


@dataclass(frozen=True, slots=True)
class Link:
    """A page that the writer wants read beside a post."""

    title: str
    """Plain text."""

    url: str
    """Relative to the site's root, or absolute."""


@dataclass(frozen=True)
class Onward:
    """The ways on from one post."""

    neighbours: Neighbours[Post]
    series: Place[Post] | None
    related: tuple[Post, ...]
    links: tuple[Link, ...]


def onward(edition: Edition, files: Files, setup: Setup) -> tuple[Mapping[str, Onward], tuple[Problem, ...]]:
    """The ways on from each post by the posts' files, and the links that lead nowhere."""
    blog, options = edition.blog, setup.options
    # The posts before and after have cards of their own: two more are asked for, to stand in for them.
    recipe = options.related
    others = related(blog, replace(recipe, limit=recipe.limit + 2 if recipe.limit else 0))
    ways: dict[str, Onward] = {}
    problems: list[Problem] = []
    for source, post in edition.posts.items():
        links = [_link(title, target, post, edition, files) for title, target in post.links]
        problems += (link for link in links if isinstance(link, Problem))
        found = tuple(link for link in links if isinstance(link, Link))
        around = neighbours(blog, post, options.previous_next)
        rest = tuple(other for other in others.get(source, ()) if other not in (around.older, around.newer))
        ways[source] = Onward(around, place_in_series(blog, post), rest[: recipe.limit], found)
    return ways, tuple(problems)


def _link(title: str, target: str, post: Post, edition: Edition, files: Files) -> Link | Problem:
    """The link to an address, or to a file: from the docs folder, as Material has it, else from the post's."""
    path, _, fragment = target.strip().partition("#")
    parts = split_url(path)
    if not parts or parts.scheme or path.startswith("//"):
        address = as_address(target)
        return Link(title or address, address) if address else _lost(title, target, post, files)
    file = next((file for place in _places(path, post.source) if (file := files.get_file_from_path(place))), None)
    if not path or not file or (file.is_documentation_page() and not is_shown(file)):
        return _lost(title, target, post, files)
    url = file.url + (f"#{fragment}" if fragment else "")
    return Link(title or _title(file, edition), url)


def _places(path: str, source: str) -> Iterator[str]:
    if not path.startswith("."):
        yield posixpath.normpath(path.lstrip("/"))
    if not path.startswith("/"):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(source), path))


def _title(file: File, edition: Edition) -> str:
    named = edition.titles.get(file.src_uri)
    return named or (str(file.page.title or "") if file.page else "") or file.name


def _lost(title: str, target: str, post: Post, files: Files) -> Problem:
    """The problem at the line of its header, read anew since it is rarely asked for."""
    file = files.src_uris[post.source]
    line = read_header(file.content_string).fields.lines.get("links", 0)
    what = f"The related link '{target}' leads to no page of this site."
    cure = "Write a path from the docs folder, such as 'blog/first.md', or a whole address; until then it is left out."
    return Problem(Rule.MISSING_LINK, post.source, what, cure, line)
