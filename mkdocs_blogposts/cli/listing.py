"""`blogposts list`: the posts of a site, for people and for programs."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click

from mkdocs_blogposts.blog.making import in_order
from mkdocs_blogposts.cli.loading import Site, load_site, site_option
from mkdocs_blogposts.cli.tables import Column, Row, print_table
from mkdocs_blogposts.reading.entry import State
from mkdocs_blogposts.site.checks.inventory import Item, inventory

STATES = {
    "published": (State.PUBLISHED, State.HIDDEN),
    "drafts": (State.DRAFT,),
    "scheduled": (State.SCHEDULED,),
    "expired": (State.EXPIRED,),
    "all": tuple(State),
}

COLOURS = {State.HIDDEN: "cyan", State.DRAFT: "yellow", State.SCHEDULED: "magenta", State.EXPIRED: "red"}

COLUMNS = (
    Column("Date", 10),
    Column("Status", 9),
    Column("Title", 0, 4),
    Column("Authors", 0, 2),
    Column("Tags", 0, 2),
    Column("File", 0, 4),
)


@click.command("list", short_help="Show your posts, newest first.")
@site_option
@click.option("--drafts", "chosen", flag_value="drafts", help="Drafts only.")
@click.option("--scheduled", "chosen", flag_value="scheduled", help="Posts of the future only.")
@click.option("--expired", "chosen", flag_value="expired", help="Posts whose time is over only.")
@click.option("--all", "chosen", flag_value="all", help="Every post.")
@click.option("--json", "as_json", is_flag=True, help="An array of objects, for programs.")
def list_posts(config_file: str | None, chosen: str | None, as_json: bool) -> None:
    """Show the posts of the site, newest first: those that it publishes, or those that you ask for."""
    items = [item for item in items_of(load_site(config_file)) if item.state in STATES[chosen or "published"]]
    if as_json:
        click.echo(json.dumps([as_object(item) for item in items], ensure_ascii=False, indent=2))
    else:
        print_table(COLUMNS, map(_row, items), "No posts.")


def items_of(site: Site) -> tuple[Item, ...]:
    """Every post of every blog of the site, newest first."""
    blogs = site.blogs
    items = {item.file: item for blog in blogs for item in inventory(blog.plan.posts, site.files, blog.setup)}
    return tuple(items[post.source] for post in in_order(post for blog in blogs for post in blog.plan.posts))


def as_object(item: Item) -> dict[str, Any]:
    """One post as JSON has it."""
    return {
        "file": item.file,
        "title": item.title,
        "date": _iso(item.date),
        "updated": _iso(item.updated),
        "status": item.state.value,
        "url": item.url,
        "image": item.image or None,
        "tags": item.tags,
        "categories": item.categories,
        "authors": item.authors,
        "series": item.series or None,
        "language": item.language,
        "dialect": item.dialect or None,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _row(item: Item) -> Row:
    day = item.date.date().isoformat() if item.date else "—"
    texts = (day, item.state.value, item.title, ", ".join(item.authors), ", ".join(item.tags), item.file)
    return Row(texts, COLOURS.get(item.state, ""))
