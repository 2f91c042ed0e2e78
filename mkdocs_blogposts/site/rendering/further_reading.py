"""What a reader may read after each post: those before and after it, related ones, and the writer's own links."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mkdocs.structure.files import File, Files

from mkdocs_blogposts.blog.model import Blog
from mkdocs_blogposts.blog.previous_next import PreviousNext, SeriesPart, find_previous_next, find_series_part
from mkdocs_blogposts.blog.related_posts import RelatedOptions, find_related
from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.publishing.posts.post import Post
from mkdocs_blogposts.reading.frontmatter.parser import parse_front_matter
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.reading.social_accounts import clean_url
from mkdocs_blogposts.reading.url_parts import split_url
from mkdocs_blogposts.site.planning.source_files import is_shown
from mkdocs_blogposts.site.rendering.rendered_blog import RenderedBlog
from mkdocs_blogposts.site.settings.blog_setup import Setup


class FurtherLink(NamedTuple):
    """A page that the writer wants read beside a post."""

    title: str
    """Plain text."""

    url: str
    """Relative to the site's root, or absolute."""


class FurtherReading(NamedTuple):
    """What there is to read after one post."""

    previous_next: PreviousNext[Post]
    series: SeriesPart[Post] | None
    related: tuple[Post, ...]
    links: tuple[FurtherLink, ...]


def make_further_reading(
    rendered: RenderedBlog, files: Files, setup: Setup
) -> tuple[Mapping[str, FurtherReading], tuple[Problem, ...]]:
    """What there is to read after each post, by the posts' files, and the links that are broken."""
    blog, options = rendered.blog, setup.options
    # The posts before and after have cards of their own: two more are asked for, to stand in for them.
    recipe = options.related
    others = _relate(blog, replace(recipe, limit=recipe.limit + 2 if recipe.limit else 0), setup)
    further: dict[str, FurtherReading] = {}
    problems: list[Problem] = []
    for source, post in rendered.posts.items():
        links = [_link(title, target, post, rendered, files) for title, target in post.links]
        problems += (link for link in links if isinstance(link, Problem))
        found = tuple(link for link in links if isinstance(link, FurtherLink))
        around = find_previous_next(blog, post, options.previous_next)
        beside = [other.source for other in (around.older, around.newer) if other]
        rest = tuple(rendered.posts[other] for other in others.get(source, ()) if other not in beside)
        further[source] = FurtherReading(around, find_series_part(blog, post), rest[: recipe.limit], found)
    return further, tuple(problems)


def _relate(blog: Blog[Post], recipe: RelatedOptions, setup: Setup) -> Mapping[str, Sequence[str]]:
    """The files of the posts related to each post, by its own: as in the last build, if no term nor date is another."""
    subjects = [
        (listing.kind, listing.path, [post.source for post in listing.posts])
        for listing in blog.listings()
        if recipe.weights.get(listing.kind)
    ]
    dates = [(post.source, post.date.timestamp() if post.date else None) for post in blog.posts]
    return setup.memory.recall(
        ("related", setup.options.blog_dir),
        (recipe, subjects, dates),
        lambda: {source: [post.source for post in related] for source, related in find_related(blog, recipe).items()},
    )


def _link(title: str, target: str, post: Post, rendered: RenderedBlog, files: Files) -> FurtherLink | Problem:
    """The link to a URL, or to a file: from `docs_dir`, as Material has it, else from the post's."""
    path, _, fragment = target.strip().partition("#")
    parts = split_url(path)
    if not parts or parts.scheme or path.startswith("//"):
        url = clean_url(target)
        return FurtherLink(title or url, url) if url else _lost(title, target, post, files)
    file = next((file for place in _places(path, post.source) if (file := files.get_file_from_path(place))), None)
    if not path or not file or (file.is_documentation_page() and not is_shown(file)):
        return _lost(title, target, post, files)
    url = file.url + (f"#{fragment}" if fragment else "")
    return FurtherLink(title or _title(file, rendered), url)


def _places(path: str, source: str) -> Iterator[str]:
    if not path.startswith("."):
        yield posixpath.normpath(path.lstrip("/"))
    if not path.startswith("/"):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(source), path))


def _title(file: File, rendered: RenderedBlog) -> str:
    named = rendered.titles.get(file.src_uri)
    return named or (str(file.page.title or "") if file.page else "") or file.name


def _lost(title: str, target: str, post: Post, files: Files) -> Problem:
    """The problem at the line of its front matter, read anew since it is rarely asked for."""
    file = files.src_uris[post.source]
    line = parse_front_matter(file.content_string).fields.lines.get("links", 0)
    what = f"The related link '{target}' isn't a page of this site."
    hint = "Write a path relative to 'docs_dir', such as 'blog/first.md', or a whole URL; until then it is left out."
    return Problem(Rule.MISSING_LINK, post.source, what, hint, line)
