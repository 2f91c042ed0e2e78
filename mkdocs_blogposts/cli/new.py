"""`blogposts new`: a file with a filled header, in its place."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import click
from jinja2 import Environment, StrictUndefined

from mkdocs_blogposts.blog.addresses import address_of
from mkdocs_blogposts.blog.habits import Habits, habits_of
from mkdocs_blogposts.cli.loading import Blog, Site, SiteError, load_site, site_option
from mkdocs_blogposts.reading.dates import read_date
from mkdocs_blogposts.reading.fields import as_terms
from mkdocs_blogposts.reading.writing.fresh import FORMATS, fresh_header

TEMPLATE = "new-post.md"
"""The user's own, beside `mkdocs.yml`."""

OURS = "{{ header }}\n\n"


@click.command(short_help="Begin a post, written as yours are.")
@click.argument("title")
@site_option
@click.option("--author", "authors", multiple=True, help="Who writes it; may be given several times.")
@click.option("--tags", default="", help="Tags, with commas between them.")
@click.option("--category", "categories", multiple=True, help="A category; may be given several times.")
@click.option("--draft", is_flag=True, help="Not to be published yet.")
@click.option("--date", "asked", default="", help="Its date, such as 2026-07-23; now without it.")
@click.option("--format", "dialect", type=click.Choice(FORMATS), help="The header's; by default that of your posts.")
@click.option("--path", "folder", help="The folder, below the docs folder; by default where your posts lie.")
@click.option(
    "--template", type=click.Path(exists=True, dir_okay=False), help=f"By default {TEMPLATE}, if it is there."
)
def new(
    title: str, config_file: str | None, asked: str, folder: str | None, template: str | None, **given: Any
) -> None:
    """Begin a post: make a file with a filled header where your posts lie, and print its path.

    A file that is there is never overwritten.
    """
    if not title.strip():
        raise click.BadParameter("A post needs a title.", param_hint="TITLE")
    site = load_site(config_file)
    blog = site.blogs[0]
    habits = habits_of(blog.plan.posts, blog.setup.options.blog_dir)
    date = _date(asked, blog)
    path = _path(site, habits.file(address_of(title), date, folder))
    fields = _fields(title, date, habits, given)
    dialect = given["dialect"] or (habits.dialect if habits.dialect in FORMATS else "yaml")
    text = _filled(_template(site, template), {**fields, "header": fresh_header(fields, dialect)})
    _write(path, text)
    click.echo(os.path.relpath(path))


def _date(asked: str, blog: Blog) -> datetime:
    rules = blog.setup.rules
    if not asked:
        return rules.now.astimezone(rules.zone).replace(second=0, microsecond=0)
    if date := read_date(asked, rules.zone, rules.day_first):
        return date
    raise click.BadParameter(
        f"{asked!r} is no date. Write it as 2024-07-23 or '2024-07-23 14:30'.", param_hint="--date"
    )


def _path(site: Site, file: str) -> Path:
    docs = site.docs.resolve()
    path = (docs / file).resolve()
    if not path.is_relative_to(docs):
        raise click.BadParameter("It is outside of the docs folder. Name a folder in it.", param_hint="--path")
    if no_folder := next((above for above in path.parents if above.is_file()), None):
        raise click.BadParameter(f"'{os.path.relpath(no_folder)}' is a file. Name a folder.", param_hint="--path")
    return path


def _fields(title: str, date: datetime, habits: Habits, given: dict[str, Any]) -> dict[str, Any]:
    """The fields of the header that have a value, in the order in which they are written."""
    fields = {
        "title": " ".join(title.split()),
        "date": date,
        "authors": _listed(given["authors"]) or _listed([habits.author]),
        "categories": _listed(given["categories"]),
        "tags": [*as_terms(given["tags"])],
        "draft": given["draft"],
    }
    return {name: value for name, value in fields.items() if value}


def _listed(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text.strip()]


def _template(site: Site, asked: str | None) -> str:
    """What the user gives, else the file beside the configuration, else our own."""
    path = Path(asked) if asked else Path(site.config.config_file_path).with_name(TEMPLATE)
    try:
        return path.read_text(encoding="utf-8") if asked or path.is_file() else OURS
    except (OSError, ValueError) as error:
        raise SiteError(f"The template '{path}' cannot be read: {error}") from error


def _filled(template: str, values: dict[str, Any]) -> str:
    """Values that a post may have and this one has not are empty."""
    known: dict[str, Any] = {"authors": [], "categories": [], "tags": [], "draft": False}
    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True)  # noqa: S701  # it makes Markdown
    environment.filters["tojson"] = partial(json.dumps, ensure_ascii=False)
    try:
        return environment.from_string(template).render({**known, **values})
    except Exception as error:  # a template is its user's code, and may raise anything
        raise SiteError(f"The template cannot be filled: {error}") from error


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise click.ClickException(
            f"'{os.path.relpath(path)}' is there already. Give the post another title."
        ) from error
    except OSError as error:
        raise click.ClickException(f"'{os.path.relpath(path)}' cannot be written: {error.strerror}.") from error
