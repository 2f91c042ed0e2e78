"""A site as a build sees it when every page is rendered and none is written."""

from __future__ import annotations

from tempfile import TemporaryDirectory

from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from mkdocs_blogposts.cli.loading import Site, SiteError, blogs_of, read_site

DRAFTS = "/"
"""The address of a preview, which MkDocs wants to be told before it renders drafts; they are all it changes."""


def render_site(config_file: str | None) -> Site:
    """Build a site with all its plugins in a temporary folder, up to the first page that would be written.

    Raises:
        SiteError: if the configuration, a theme, a plugin or a page is missing or broken.
    """
    with TemporaryDirectory(prefix="blogposts-", ignore_cleanup_errors=True) as folder:
        return read_site(config_file, _rendered, site_dir=folder)


def _rendered(config: MkDocsConfig) -> Site:
    config.plugins["blogposts/end"] = _End()
    try:
        build(config, serve_url=DRAFTS)
    except _Rendered as end:
        return Site(end.config, end.files, blogs_of(end.config))
    raise SiteError("The site's pages were not rendered.")


class _Rendered(BaseException):
    """All pages are rendered. That is no error, and plugins must not hear of one."""

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        super().__init__()
        self.config, self.files = config, files


class _NoOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves a hook untyped
    """It is told nothing."""


class _End(BasePlugin[_NoOptions]):  # type: ignore[no-untyped-call]  # as above
    """Ends a build before anything is written."""

    @event_priority(-1_000_000)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """When every other plugin has had its turn."""
        raise _Rendered(config, files)
