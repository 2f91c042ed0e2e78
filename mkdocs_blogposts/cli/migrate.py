"""The command `blogposts migrate`."""

from __future__ import annotations

from pathlib import Path

import click
from ruamel.yaml.error import YAMLError

from mkdocs_blogposts.cli.migration import custom_dir_of, migrated
from mkdocs_blogposts.cli.replacing import difference, replace_content
from mkdocs_blogposts.cli.rewriting_posts import rewrite_posts
from mkdocs_blogposts.reading.rewriting import ENGINES
from mkdocs_blogposts.site.settings.material import unused_templates


@click.command(short_help="Put blogposts in the place of Material's blog.")
@click.option(
    "-f",
    "--config-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default="mkdocs.yml",
    show_default=True,
    help="The configuration of the site.",
)
@click.option(
    "--from",
    "engine",
    type=click.Choice(ENGINES),
    help="Rewrite the texts of posts that come from this engine, instead of mkdocs.yml.",
)
@click.option("--write", is_flag=True, help="Change the files; without it the changes are shown only.")
def migrate(config_file: Path, engine: str | None, write: bool) -> None:
    """Replace Material's blog, and the plugins that blogposts makes superfluous, in mkdocs.yml.

    With --from, rewrite instead what posts of another engine have in their texts and MkDocs does not understand, where
    there is a sure counterpart: figures, highlighted code, links to posts, notices. The rest is counted.
    """
    if engine:
        rewrite_posts(str(config_file), engine, write)
        return
    try:
        old = config_file.read_bytes().decode("utf-8")
        new, notes = migrated(old.replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{config_file} cannot be read: byte {error.start} is no UTF-8.") from error
    except (OSError, YAMLError) as error:
        raise click.ClickException(f"{config_file} cannot be read: {' '.join(str(error).split())}") from error
    if "\r\n" in old:
        new = new.replace("\n", "\r\n")
    if new == old:
        click.echo(f"{config_file} has no plugin 'blog' of Material's. Nothing is to be changed.")
        return
    click.echo(difference(config_file, old, new), nl=False)
    unused = unused_templates(config_file.parent / (custom_dir_of(old) or "nowhere"))
    for note in filter(None, (*notes, unused and f"{unused} Override templates of 'blogposts/' in their place.")):
        click.echo(note, err=True)
    if write:
        _write(config_file, new)
    click.echo(f"{config_file} is written." if write else "Nothing is written; --write does it.", err=True)


def _write(config_file: Path, text: str) -> None:
    try:
        replace_content(config_file, text.encode("utf-8"))
    except OSError as error:
        raise click.ClickException(f"{config_file} cannot be written: {error.strerror}.") from error
