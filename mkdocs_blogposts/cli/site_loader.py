"""A site as a build sees it before anything is rendered: nothing is said but what went wrong.

Nothing is written but the pages of lists, into the cache.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, cast

import click
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin, event_priority, get_plugins
from mkdocs.structure.files import Files, get_files

from mkdocs_blogposts.config.options import BlogpostsConfig
from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.lazy_patterns import compile_pattern
from mkdocs_blogposts.site.images.site_images import SiteImages
from mkdocs_blogposts.site.planning.build_plan import Plan
from mkdocs_blogposts.site.rendering.page_renderer import PageRenderer
from mkdocs_blogposts.site.settings.blog_setup import Setup

PLUGIN = "blogposts"
NO_FILE = compile_pattern(r"Config file '.+' does not exist\.")

HINTS = (
    (NO_FILE, "Go to the folder of your site, or name the file with '-f'."),
    (compile_pattern(r"^Config value 'site_name': Required"), "Write 'site_name: My site' in mkdocs.yml."),
    (compile_pattern(r"^Config value 'site_url': "), "Write the whole URL, such as 'https://example.org/'."),
    (
        compile_pattern(r"^Config value 'docs_dir': .* isn't an existing"),
        "Make this folder for your pages.",
    ),
    (compile_pattern(r"'material'\. The available"), "Install the theme with 'pip install mkdocs-material'."),
    (compile_pattern(r"Unrecognised theme name"), "Correct the name, or install the theme with pip."),
    (compile_pattern(r'"blogs?[-_ ]?posts?" plugin is not', re.IGNORECASE), "Did you mean 'blogposts'?"),
    (compile_pattern(r'The ".+" plugin is not installed'), "Correct its name, or install the plugin with pip."),
    (
        compile_pattern(r"Invalid Plugins configuration"),
        "Write each plugin as '- name' below 'plugins:', and its options four spaces to the right of the '-'.",
    ),
    (compile_pattern(r"configuration file: .*'\\t'"), "Write spaces instead of the tab."),
    (
        compile_pattern(r"configuration file: mapping values are not allowed"),
        "Write a colon at the end of the key above this line, or quotes around a value that has a colon in it.",
    ),
    (compile_pattern(r"configuration file: "), "Compare this line and the one above it with an example of the manual."),
)
"""What to do about errors that MkDocs tells in few words, and that everybody makes once."""

PLACE = compile_pattern(r' in "[^"]*", line (\d+), column (\d+)')
"""How PyYAML names a line and a column."""


class SiteError(click.ClickException):
    """Why a site cannot be read; the command ends with 2, since nothing has been looked at."""

    exit_code = 2


class LoadedBlog(Protocol):
    """An instance of the plugin after `on_files`."""

    setup: Setup
    plan: Plan
    images: SiteImages

    pages: PageRenderer
    """After `on_env` alone: where the site is rendered."""


@dataclass(frozen=True)
class LoadedSite:
    """One site and its blogs, in the order of `mkdocs.yml`."""

    config: MkDocsConfig
    files: Files
    blogs: tuple[LoadedBlog, ...]

    @property
    def docs(self) -> Path:
        """The folder that sources are relative to."""
        return Path(self.config.docs_dir)


site_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False),
    help="The site's configuration. By default, mkdocs.yml in the current folder.",
)


def load_site(config_file: str | None) -> LoadedSite:
    """Read a site as `mkdocs build` does, up to the place where every post has its URL.

    Of other plugins that run those events which decide on the files; `on_pre_build`, where many write some, does not.

    Raises:
        SiteError: if the configuration, a theme or a plugin is missing or broken.
    """
    return read_site(config_file, _site)


def read_site(config_file: str | None, read: Callable[[MkDocsConfig], LoadedSite], **options: str) -> LoadedSite:
    """What `read` makes of a site's configuration, in which `options` take the place of what is written.

    Raises:
        SiteError: if the configuration, a theme, a plugin or a page is missing or broken.
    """
    with _listening() as said:
        try:
            config = read_config(config_file, **options)
            config.plugins.on_startup(command="build", dirty=False)
            try:
                return read(config)
            finally:
                config.plugins.on_shutdown()
        except MkDocsException as error:
            raise SiteError(format_error_line(" ".join(said or [str(error)]))) from error
        except Exception as error:  # the code of plugins, hooks and YAML tags is others', and may raise anything
            raise SiteError(format_error_line(f"The site cannot be read: {type(error).__name__}: {error}")) from error


def read_config(config_file: str | None, **options: Any) -> MkDocsConfig:
    """The site's configuration, in which `options` win, with our plugin in it as an option or as a guest.

    May raise what MkDocs, plugins and hooks raise.
    """
    config = load_config(config_file, **options)
    if not _ours(config):
        click.echo("Note: 'blogposts' isn't among the plugins in mkdocs.yml. The site is read as if it was.", err=True)
        guest = get_plugins()[PLUGIN].load()()
        guest.load_config({}, config_file_path=config.config_file_path)
        config.plugins[PLUGIN] = guest
    return config


def _site(config: MkDocsConfig) -> LoadedSite:
    config = config.plugins.on_config(config)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    files = config.plugins.on_files(files, config=config)
    return LoadedSite(config, files, find_blogs(config))


def find_blogs(config: MkDocsConfig) -> tuple[LoadedBlog, ...]:
    """The blogs of a site, in the order of `mkdocs.yml`."""
    return tuple(cast("LoadedBlog", plugin) for plugin in _ours(config))


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
    forwarder = LogForwarder(lambda record: said.append(record.getMessage()), logging.ERROR)
    root.addHandler(forwarder)
    try:
        with redirect_stdout(sys.stderr):
            yield said
    finally:
        root.removeHandler(forwarder)


class LogForwarder(logging.Handler):
    """Hands on each record."""

    def __init__(self, forward: Callable[[logging.LogRecord], None], level: int = logging.NOTSET) -> None:
        super().__init__(level)
        self._forward = forward

    def emit(self, record: logging.LogRecord) -> None:
        self._forward(record)


def find_config_file(config_file: str | None) -> Path:
    """The path of a site's configuration, which MkDocs takes for granted under two names.

    Raises:
        SiteError: if there is none.
    """
    names = [config_file] if config_file else ["mkdocs.yml", "mkdocs.yaml"]
    found = next((path for path in map(Path, names) if path.is_file()), None)
    if not found:
        raise SiteError(format_error_line(f"Config file '{names[0]}' does not exist."))
    return found


def format_error_line(text: str) -> str:
    """An error as one line, and what to do about it where that is known."""
    return " ".join(filter(None, explain_error(text)))


def explain_error(text: str) -> tuple[str, str]:
    """An error as one line, and what to do about it; empty where that is not known."""
    line = " ".join(text.split())
    return line, next((hint for pattern, hint in HINTS if pattern.search(line)), "")


def find_error_place(text: str) -> tuple[int, int]:
    """The line and the column of the last place in YAML that an error names; zeros where it names none."""
    places = PLACE.findall(text)
    return (int(places[-1][0]), int(places[-1][1])) if places else (0, 0)


def escape_terminal(text: str) -> str:
    """A text of the site's without what a terminal would obey."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


DRAFTS = "/"
"""The URL of a preview, which MkDocs wants to be told before it renders drafts; they are all it changes."""


def render_site(config_file: str | None) -> LoadedSite:
    """Build a site with all its plugins in a temporary folder, up to the first page that would be written.

    Raises:
        SiteError: if the configuration, a theme, a plugin or a page is missing or broken.
    """
    with TemporaryDirectory(prefix="blogposts-", ignore_cleanup_errors=True) as folder:
        return read_site(config_file, _rendered, site_dir=folder)


def _rendered(config: MkDocsConfig) -> LoadedSite:
    config.plugins["blogposts/end"] = _End()
    try:
        build(config, serve_url=DRAFTS)
    except _Rendered as end:
        return LoadedSite(end.config, end.files, find_blogs(end.config))
    raise SiteError("The site's pages were not rendered.")


class _Rendered(BaseException):
    """All pages are rendered. That isn't an error, and plugins must not hear of one."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        super().__init__()
        self.config, self.files = config, files


class _NoOptions(Config):
    """It is told nothing."""


class _End(BasePlugin[_NoOptions]):
    """Ends a build before anything is written."""

    @event_priority(-1_000_000)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """When every other plugin has had its turn."""
        raise _Rendered(config, files)
