"""What writers of `mkdocs.yml` are told about other plugins."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_blogposts.blog.material_options import describe_material_options
from mkdocs_blogposts.site.settings.blog_setup import Setup
from mkdocs_blogposts.site.settings.material_layout import is_beside


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
