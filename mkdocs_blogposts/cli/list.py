"""`blogposts list`: the posts of a site, for people and for programs."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import click

from mkdocs_blogposts.blog.blog_builder import sort_posts
from mkdocs_blogposts.cli.site_loader import LoadedSite, load_site, site_option
from mkdocs_blogposts.cli.terminal_tables import Column, Row, print_table
from mkdocs_blogposts.reading.entry import Status
from mkdocs_blogposts.site.checks.post_inventory import ListedPost, list_blog_posts

STATES = {
    "published": (Status.PUBLISHED, Status.HIDDEN),
    "drafts": (Status.DRAFT,),
    "scheduled": (Status.SCHEDULED,),
    "expired": (Status.EXPIRED,),
    "all": tuple(Status),
}

COLORS = {Status.HIDDEN: "cyan", Status.DRAFT: "yellow", Status.SCHEDULED: "magenta", Status.EXPIRED: "red"}

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
@click.option("--drafts", is_flag=True, help="Show drafts.")
@click.option("--scheduled", is_flag=True, help="Show posts with a date in the future.")
@click.option("--expired", is_flag=True, help="Show posts whose 'expires' date has passed.")
@click.option("--all", is_flag=True, help="Show all posts.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON array, for programs.")
def list_posts(config_file: str | None, as_json: bool, **chosen: bool) -> None:
    """Show the posts of the site, newest first. Without an option: those that are published, unlisted ones included."""
    posts = collect_posts(load_site(config_file))
    names = [name for name, is_chosen in chosen.items() if is_chosen] or ["published"]
    items = [item for item in posts if any(item.status in STATES[name] for name in names)]
    if as_json:
        click.echo(json.dumps([make_object(item) for item in items], ensure_ascii=False, indent=2))
    else:
        more = f" 'blogposts list --all' shows {len(posts)} with another status." if posts else ""
        print_table(COLUMNS, map(_row, items), f"No posts.{more}")


def collect_posts(site: LoadedSite) -> tuple[ListedPost, ...]:
    """Every post of every blog of the site, newest first."""
    blogs = site.blogs
    items = {item.file: item for blog in blogs for item in list_blog_posts(blog.plan.posts, site.files, blog.setup)}
    return tuple(items[post.source] for post in sort_posts(post for blog in blogs for post in blog.plan.posts))


def make_object(item: ListedPost) -> dict[str, Any]:
    """One post as JSON has it."""
    return {
        "file": item.file,
        "title": item.title,
        "date": _iso(item.date),
        "updated": _iso(item.updated),
        "status": item.status.value,
        "url": item.url,
        "image": item.image or None,
        "tags": item.tags,
        "categories": item.categories,
        "authors": item.authors,
        "series": item.series or None,
        "language": item.language,
        "format": item.format_name or None,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _row(item: ListedPost) -> Row:
    day = item.date.date().isoformat() if item.date else "—"
    texts = (day, item.status.value, item.title, ", ".join(item.authors), ", ".join(item.tags), item.file)
    return Row(texts, COLORS.get(item.status, ""))
