"""`blogposts check --pictures`: which picture each post has, and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

import click

from mkdocs_blogposts.blog.making import in_order
from mkdocs_blogposts.cli.loading import Site
from mkdocs_blogposts.cli.tables import Column, Row, print_table
from mkdocs_blogposts.site.checks.explaining import Explained, explain

COLUMNS = tuple(Column(head, 0, share, wraps=True) for head, share in (("File", 4), ("Picture", 4), ("Why", 5)))


def pictures_of(site: Site) -> tuple[Explained, ...]:
    """The picture of every post of every blog of a rendered site, the newest post first."""
    told = {each.source: each for blog in site.blogs for each in explain(blog.press, blog.gallery)}
    posts = in_order(post for blog in site.blogs for post in blog.press.edition.posts.values())
    return tuple(told[post.source] for post in posts)


def has_failed(site: Site, told: Sequence[Explained]) -> bool:
    """Is there a published post whose picture cannot be shown?"""
    published = {post for blog in site.blogs for post in blog.press.edition.posts if not blog.plan.is_unseen(post)}
    return any(each.problem and each.source in published for each in told)


def as_table(told: Sequence[Explained]) -> None:
    """For people, with a count below."""
    rows = [Row((each.source, each.picture or "—", each.why), "red" if each.problem else "") for each in told]
    print_table(COLUMNS, rows, "No posts.")
    if told:
        bare = sum(not each.picture for each in told)
        click.echo(f"\n{len(told)} post{'s' * (len(told) != 1)}, {bare or 'none'} without a picture.")


def as_json(told: Sequence[Explained]) -> None:
    """An array of objects, for programs."""
    click.echo(json.dumps([_object(each) for each in told], ensure_ascii=False, indent=2))


def _object(each: Explained) -> dict[str, str | None]:
    return {
        "file": each.source,
        "picture": each.picture or None,
        "origin": each.origin.value if each.origin else None,
        "why": each.why,
        "problem": each.problem or None,
    }


FORMATS: Mapping[str, Callable[[Sequence[Explained]], None]] = {"text": as_table, "json": as_json}
