"""The command `blogposts`."""

from __future__ import annotations

import click

from mkdocs_blogposts.cli.cache import cache
from mkdocs_blogposts.cli.check import check
from mkdocs_blogposts.cli.convert import convert
from mkdocs_blogposts.cli.list import list_posts
from mkdocs_blogposts.cli.migrate import migrate
from mkdocs_blogposts.cli.new import new
from mkdocs_blogposts.cli.templates import templates


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mkdocs-blogposts")
def main() -> None:
    """List, check, start, convert and migrate the posts of a MkDocs site."""


for command in (list_posts, check, new, convert, migrate, cache, templates):
    main.add_command(command)
