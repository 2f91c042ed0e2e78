"""`blogposts new`: a file with a filled front matter, in its place."""

from __future__ import annotations

import json
import os
import posixpath
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click
from jinja2 import Environment, StrictUndefined

from mkdocs_blogposts.blog.slugs import make_slug
from mkdocs_blogposts.cli.site_loader import LoadedBlog, LoadedSite, SiteError, load_site, site_option
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.reading.dates import INDEX_NAMES, read_date, split_dated_name
from mkdocs_blogposts.reading.entry import Entry
from mkdocs_blogposts.reading.front_matter_serializer import FORMATS, write_new_front_matter
from mkdocs_blogposts.reading.term_splitting import split_terms

TEMPLATE = "new-post.md"
"""The user's own, beside `mkdocs.yml`."""

OURS = "{{ front_matter }}\n\n"


@click.command(short_help="Start a post, in the format of your other posts.")
@click.argument("words", nargs=-1, required=True, metavar="TITLE")
@site_option
@click.option("--author", "authors", multiple=True, help="An author; repeat it for several.")
@click.option("--tags", default="", help="Tags, separated by commas.")
@click.option("--category", "categories", multiple=True, help="A category; repeat it for several.")
@click.option("--draft", is_flag=True, help="Make the post a draft.")
@click.option("--date", "asked", default="", help="Its date, such as 2026-07-23. By default, now.")
@click.option(
    "--format",
    "format_name",
    type=click.Choice(FORMATS),
    help="The front matter's format. By default, that of your posts.",
)
@click.option("--path", "folder", help="The folder, relative to docs_dir. By default, that of your posts.")
@click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False),
    help=f"The template. By default, {TEMPLATE} beside mkdocs.yml.",
)
def new(
    words: tuple[str, ...], config_file: str | None, asked: str, folder: str | None, template: str | None, **given: Any
) -> None:
    """Start a post: make a file with front matter in the folder of your posts, and print its path.

    An existing file is never overwritten.
    """
    title = " ".join(words)
    if not title.strip():
        raise click.BadParameter("A post needs a title.", param_hint="TITLE")
    site = load_site(config_file)
    blog = site.blogs[0]
    conventions = find_conventions(blog.plan.posts, blog.setup.options.blog_dir)
    date = _date(asked, blog)
    path = _path(site, conventions.file(make_slug(title), date, folder))
    fields = _fields(title, date, conventions, given)
    format_name = given["format_name"] or (conventions.format_name if conventions.format_name in FORMATS else "yaml")
    text = _filled(_template(site, template), {**fields, "front_matter": write_new_front_matter(fields, format_name)})
    _write(path, text)
    click.echo(os.path.relpath(path))


def _date(asked: str, blog: LoadedBlog) -> datetime:
    rules = blog.setup.rules
    if not asked:
        return rules.now.astimezone(rules.zone).replace(second=0, microsecond=0)
    if date := read_date(asked, rules.zone, rules.day_first):
        return date
    raise click.BadParameter(
        f"{asked!r} isn't a valid date. Write it as 2024-07-23 or '2024-07-23 14:30'.", param_hint="--date"
    )


def _path(site: LoadedSite, file: str) -> Path:
    docs = site.docs.resolve()
    path = (docs / file).resolve()
    if not path.is_relative_to(docs):
        raise click.BadParameter("It lies outside 'docs_dir'. Name a folder in it.", param_hint="--path")
    if no_folder := next((above for above in path.parents if above.is_file()), None):
        raise click.BadParameter(f"'{os.path.relpath(no_folder)}' is a file. Name a folder.", param_hint="--path")
    return path


def _fields(title: str, date: datetime, conventions: PostConventions, given: dict[str, Any]) -> dict[str, Any]:
    """The fields of the front matter that have a value, in the order in which they are written."""
    fields = {
        "title": " ".join(title.split()),
        "date": date,
        "authors": _listed(given["authors"]) or _listed([conventions.author]),
        "categories": _listed(given["categories"]),
        "tags": [*split_terms(given["tags"])],
        "draft": given["draft"],
    }
    return {name: value for name, value in fields.items() if value}


def _listed(texts: Iterable[str]) -> list[str]:
    return [text for text in texts if text.strip()]


def _template(site: LoadedSite, asked: str | None) -> str:
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
        raise click.ClickException(f"'{os.path.relpath(path)}' already exists. Give the post another title.") from error
    except OSError as error:
        raise click.ClickException(f"'{os.path.relpath(path)}' cannot be written: {error.strerror}.") from error


TAKEN = frozenset(map(str.casefold, INDEX_NAMES))
"""What no post's file is called, since such a file is the page of its folder."""

H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True)
class PostConventions:
    """What most posts do."""

    folder: str
    """The folder they lie in, relative to `docs_dir`; empty for that itself."""

    dated: bool = False
    """Do their files' names begin with the date?"""

    bundled: bool = False
    """Has each a folder of its own?"""

    format_name: str = "yaml"
    author: str = ""
    """Who signs all of them, as their front matter name that author; empty where it is not one."""

    def file(self, slug: str, date: datetime, folder: str | None = None) -> str:
        """The file of a new post, relative to `docs_dir`; `folder` stands in for the usual one."""
        slug = f"{slug}-post" if slug.casefold() in TAKEN else slug
        name = f"{date:%Y-%m-%d}-{slug}" if self.dated else slug
        file = f"{name}/index.md" if self.bundled else f"{name}.md"
        return posixpath.join(self.folder if folder is None else folder, file)


def find_conventions(posts: Sequence[Entry], blog_dir: str) -> PostConventions:
    """The conventions of a blog's posts; one without posts keeps them in its folder, by their names."""
    if not posts:
        return PostConventions(blog_dir)
    signed = {author.key or author.name for post in posts for author in post.authors}
    places = [_place(post.source) for post in posts]
    return PostConventions(
        folder=_usual(folder for folder, _, _ in places),
        dated=_usual(bool(split_dated_name(name)[0]) for _, name, _ in places),
        bundled=_usual(bundled for _, _, bundled in places),
        format_name=_usual(post.format_name or "yaml" for post in posts),
        author=next(iter(signed)) if len(signed) == 1 else "",
    )


def _place(source: str) -> tuple[str, str, bool]:
    """The folder a post lies in, its name there, and whether that is a folder, too."""
    own, _ = posixpath.splitext(source)
    bundled = posixpath.basename(own) in INDEX_NAMES
    folder, name = posixpath.split(posixpath.dirname(own) if bundled else own)
    return folder, name, bundled


def _usual(values: Iterable[H]) -> H:
    """What comes most often; of equals the first in order."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], str(value)))
