"""`blogposts list`: the posts of a site, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mkdocs_blogposts.blog.making import in_order
from mkdocs_blogposts.cli.loading import Site, load_site, printable, site_option
from mkdocs_blogposts.reading.entry import State
from mkdocs_blogposts.site.inventory import Item, inventory

STATES = {
    "published": (State.PUBLISHED, State.HIDDEN),
    "drafts": (State.DRAFT,),
    "scheduled": (State.SCHEDULED,),
    "expired": (State.EXPIRED,),
    "all": tuple(State),
}

COLOURS = {State.HIDDEN: "cyan", State.DRAFT: "yellow", State.SCHEDULED: "magenta", State.EXPIRED: "red"}

COLUMNS = (
    ("Date", 10, None),
    ("Status", 9, None),
    ("Title", None, 4),
    ("Authors", None, 2),
    ("Tags", None, 2),
    ("File", None, 4),
)
"""The head of each column, its least width, and its share of what is left."""

UNTOLD = 10_000
"""Columns of what is no terminal: a line stays a line."""


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
        print_table(items)


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


def print_table(items: Iterable[Item]) -> None:
    """A table as wide as the terminal; colour only there, and not where `NO_COLOR` is set."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = UNTOLD
    table = Table(box=None, pad_edge=False, header_style="bold", expand=console.is_terminal)
    for name, width, ratio in COLUMNS:
        table.add_column(name, no_wrap=True, overflow="ellipsis", min_width=width, ratio=ratio)
    for item in items:
        table.add_row(*_cells(item))
    console.print(table) if table.row_count else console.print("No posts.")


def _cells(item: Item) -> list[Text]:
    day = item.date.date().isoformat() if item.date else "—"
    texts = (day, item.state.value, item.title, ", ".join(item.authors), ", ".join(item.tags), item.file)
    return [Text(printable(text), style=COLOURS.get(item.state, "")) for text in texts]
