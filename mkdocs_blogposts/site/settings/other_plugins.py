"""What other plugins have to be told, by their own options and events, and what readers of `mkdocs.yml` about them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from mkdocs_blogposts.blog.material_options import describe_material_options
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.material_layout import is_beside
from mkdocs_blogposts.site.settings.static_i18n import INSTEAD_OF

ASK_GIT = ("git-authors",)
"""Plugins that ask git about the file of every page that their option `exclude` does not name, generated or not."""


def list_remarks(setup: Setup, config: MkDocsConfig) -> Iterator[tuple[int, str]]:
    """What there is to say of a configuration, each sentence with its level of `logging`."""
    if note := describe_material_options(setup.options.material):
        yield logging.INFO, note
    if not setup.is_first:
        return
    if not config.site_url:
        what = "Without 'site_url' in mkdocs.yml there are no feeds, canonical URLs and social images."
        yield logging.INFO, what
    if is_beside(config, setup.options.blog_dir):
        what = "mkdocs.yml: Material's plugin 'blog' stands beside 'blogposts', so each post is published twice."
        yield logging.WARNING, f"{what} Take 'blog' out of 'plugins'; 'blogposts' understands its options."


def register_pages(lists: Iterable[File], files: Files, config: MkDocsConfig) -> None:
    """Tell other plugins of the pages that we have added, or keep them from these.

    `redirects` keeps the pages of its `on_files`, to lead to: it is asked again, and finds ours among them.
    """
    made = [file for file in lists if file.generated_by]
    for name in ASK_GIT:
        if name in config.plugins:
            options = config.plugins[name].config
            options["exclude"] = [*(options.get("exclude") or ()), *(file.src_uri for file in made)]
    if redirects := config.plugins.get("redirects"):
        redirects.on_files(files, config=config)
    _hide_from_literate_nav([file for file in made if file.inclusion is InclusionLevel.NOT_IN_NAV], config)


def _hide_from_literate_nav(hidden: Sequence[File], config: MkDocsConfig) -> None:
    """Let literate-nav, which comes later, see no list that is not for the navigation: it takes all of a folder."""
    plugin = config.plugins.get("literate-nav")
    handlers = config.plugins.events["files"]
    for at, handler in enumerate(handlers):
        if plugin and getattr(handler, "__self__", None) is plugin:
            handlers[at] = _without(hidden, handler)


def _without(hidden: Sequence[File], handler: Callable[..., Any]) -> Callable[..., Any]:
    def on_files(files: Files, **others: Any) -> Any:
        taken = [file for file in hidden if file.src_uri in files.src_uris]
        for file in taken:
            files.remove(file)
        result = handler(files, **others)
        for file in taken:
            files.append(file)
        return result

    vars(on_files)[INSTEAD_OF] = handler
    return on_files
