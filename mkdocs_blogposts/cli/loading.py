"""A site as a build sees it before anything is rendered: nothing is written, and nothing said but what went wrong."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import click
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import get_plugins
from mkdocs.structure.files import Files, get_files

from mkdocs_blogposts.config import BlogpostsConfig
from mkdocs_blogposts.site.pictures.gallery import Gallery
from mkdocs_blogposts.site.planning.plan import Plan
from mkdocs_blogposts.site.printing.press import Press
from mkdocs_blogposts.site.settings.setup import Setup

PLUGIN = "blogposts"
NO_FILE = re.compile(r"Config file '\S+' does not exist\.")


class SiteError(click.ClickException):
    """Why a site cannot be read; the command ends with 2, since nothing has been looked at."""

    exit_code = 2


class Blog(Protocol):
    """An instance of the plugin after `on_files`."""

    setup: Setup
    plan: Plan
    gallery: Gallery

    press: Press
    """After `on_env` alone: where the site is rendered."""


@dataclass(frozen=True)
class Site:
    """One site and its blogs, in the order of `mkdocs.yml`."""

    config: MkDocsConfig
    files: Files
    blogs: tuple[Blog, ...]

    @property
    def docs(self) -> Path:
        """The folder that sources are relative to."""
        return Path(self.config.docs_dir)


site_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False),
    help="The site's configuration; by default mkdocs.yml in the current folder.",
)


def load_site(config_file: str | None) -> Site:
    """Read a site as `mkdocs build` does, up to the place where every post has its address.

    Of other plugins that run those events which decide on the files; `on_pre_build`, where many write some, does not.

    Raises:
        SiteError: if the configuration, a theme or a plugin is missing or broken.
    """
    return read_site(config_file, _site)


def read_site(config_file: str | None, read: Callable[[MkDocsConfig], Site], **options: str) -> Site:
    """What `read` makes of a site's configuration, in which `options` take the place of what is written.

    Raises:
        SiteError: if the configuration, a theme, a plugin or a page is missing or broken.
    """
    with _listening() as said:
        try:
            config = load(config_file, **options)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                return read(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            raise SiteError(one_line(" ".join(said or [str(error)]))) from error
        except Exception as error:  # the code of plugins, hooks and YAML tags is others', and may raise anything
            raise SiteError(one_line(f"The site cannot be read: {type(error).__name__}: {error}")) from error


def load(config_file: str | None, **options: Any) -> MkDocsConfig:
    """The site's configuration, in which `options` win, with our plugin in it as an option or as a guest.

    May raise what MkDocs, plugins and hooks raise.
    """
    config = load_config(config_file, **options)
    if not _ours(config):
        click.echo("Note: mkdocs.yml does not name the plugin; read as if '- blogposts' were there.", err=True)
        guest = get_plugins()[PLUGIN].load()()
        guest.load_config({}, config_file_path=config.config_file_path)
        config.plugins[PLUGIN] = guest
    return config


def _site(config: MkDocsConfig) -> Site:
    config = config.plugins.on_config(config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    files = config.plugins.on_files(files, config=config)
    return Site(config, files, blogs_of(config))


def blogs_of(config: MkDocsConfig) -> tuple[Blog, ...]:
    """The blogs of a site, in the order of `mkdocs.yml`."""
    return tuple(cast("Blog", plugin) for plugin in _ours(config))


def _ours(config: MkDocsConfig) -> list[Any]:
    """The instances of our plugin, told by their options."""
    plugins = config.plugins.values()  # hooks are among them, as modules
    ours = [plugin for plugin in plugins if isinstance(getattr(plugin, "config", None), BlogpostsConfig)]
    return [plugin for plugin in ours if plugin.config.enabled]


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What is said as an error; what is said otherwise, and what plugins print, keeps out of the command's output."""
    said: list[str] = []
    root = logging.getLogger()
    ear = Ear(lambda record: said.append(record.getMessage()), logging.ERROR)
    root.addHandler(ear)
    try:
        with redirect_stdout(sys.stderr):
            yield said
    finally:
        root.removeHandler(ear)


class Ear(logging.Handler):
    """Hands on each record."""

    def __init__(self, hear: Callable[[logging.LogRecord], None], level: int = logging.NOTSET) -> None:
        super().__init__(level)
        self._hear = hear

    def emit(self, record: logging.LogRecord) -> None:
        self._hear(record)


def one_line(text: str) -> str:
    """An error as one line."""
    line = " ".join(text.split())
    return f"{line} Go to the folder of your site, or name it with '-f'." if NO_FILE.fullmatch(line) else line


def printable(text: str) -> str:
    """A text of the site's without what a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in text)
