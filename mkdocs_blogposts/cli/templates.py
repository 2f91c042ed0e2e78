"""`blogposts templates`: the templates to override or extend."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
from mkdocs.config import load_config

from mkdocs_blogposts.cli.site_loader import SiteError, site_option
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.reading.naming.suggestions import add_suggestion
from mkdocs_blogposts.site.rendering.template_loaders import FOLDER
from mkdocs_blogposts.site.rendering.template_renderer import BASE_THEME, SLOTS

BLOCK = compile_pattern(r"\{%-?\s*block (\w+)")
NOTE = compile_pattern(r"\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)


@click.command(short_help="List, show or copy templates.")
@click.argument("name", required=False)
@click.option("--copy", is_flag=True, help="Copy the template into the theme's 'custom_dir', where you can change it.")
@site_option
def templates(name: str | None, copy: bool, config_file: str | None) -> None:
    """List, show or copy the templates of posts and lists.

    Without NAME, list all templates with their blocks, and the slots. With a NAME, such as 'post', show the source of
    that template. A copy no longer follows the plugin's updates: to change little, extend the template and override a
    block.
    """
    if name is None:
        click.echo("\n".join(_listed()))
        return
    source = _source(name)
    if not copy:
        click.echo(source, nl=False)
        return
    target = _custom_dir(config_file) / FOLDER / f"{_plain(name)}.html"
    if target.exists():
        raise click.ClickException(f"{target}: This file exists. Delete it first, or change it.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(source, encoding="utf-8")
    click.echo(f"{target}: copied", err=True)


def _listed() -> Iterator[str]:
    """Every template with what it makes and its blocks, then the slots."""
    for file in sorted((BASE_THEME / FOLDER).glob("*.html")):
        source = file.read_text(encoding="utf-8")
        note = NOTE.match(source)
        about = " ".join(note[1].split()).split(" Given:")[0] if note else ""
        yield f"{file.stem:<18} {about}"
        if blocks := BLOCK.findall(source):
            yield f"{'':<18} blocks: {', '.join(blocks)}"
    yield ""
    yield f"Slots, each a file in {FOLDER}/slots of your 'custom_dir': {', '.join(f'{slot}.html' for slot in SLOTS)}"


def _plain(name: str) -> str:
    return name.removeprefix(f"{FOLDER}/").removesuffix(".html")


def _source(name: str) -> str:
    names = {file.stem: file for file in (BASE_THEME / FOLDER).glob("*.html")}
    if found := names.get(_plain(name)):
        return found.read_text(encoding="utf-8")
    what = f"There isn't a template {name!r}. 'blogposts templates' lists them."
    raise click.ClickException(add_suggestion(what, _plain(name), names))


def _custom_dir(config_file: str | None) -> Path:
    """The folder of the user's own templates.

    Raises:
        SiteError: if there is no configuration, or it names no such folder.
    """
    try:
        theme = load_config(config_file).theme
    except Exception as error:  # whatever is wrong with a configuration, it is told in one line
        raise SiteError(" ".join(str(error).split())) from error
    if not theme.custom_dir:
        raise SiteError("No folder for templates is set in mkdocs.yml. Write 'custom_dir: overrides' under 'theme'.")
    return Path(theme.custom_dir)
