"""What writers of `mkdocs.yml` are told about other plugins."""

from __future__ import annotations

import logging
import os
import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_blogposts.blog.material_options import describe_material_options
from mkdocs_blogposts.publishing.seo.robots import ROBOTS_TXT, write_robots_txt
from mkdocs_blogposts.site.settings.blog_setup import MIKE_VERSION, Setup
from mkdocs_blogposts.site.settings.material_layout import is_beside


def list_remarks(setup: Setup, config: MkDocsConfig) -> Iterator[tuple[int, str]]:
    """What there is to say of a configuration, each sentence with its level of `logging`."""
    if note := describe_material_options(setup.options.material):
        yield logging.INFO, note
    if not setup.is_first:
        return
    if not config.site_url:
        what = "Without 'site_url' in mkdocs.yml, there are no feeds, canonical URLs and images in link previews."
        yield logging.INFO, f"{what} Write 'site_url: https://example.org/', with the URL of your site."
    if os.environ.get(MIKE_VERSION) and setup.id_base != setup.site_url:
        what = "mkdocs.yml: 'mike' publishes the blog once in each version, each with a canonical URL of its own."
        yield logging.INFO, f"{what} Write 'canonical_version' in the options of 'mike', such as 'latest'."
    yield from _second_feeds(setup, config)
    if not setup.options.ai_crawlers and (why := _why_no_robots_txt(setup, config)):
        yield logging.INFO, f"mkdocs.yml: 'ai_crawlers: false' asks no crawler anything: {why}"
    if is_beside(config, setup.options.blog_dir):
        what = "mkdocs.yml: Material's plugin 'blog' stands beside 'blogposts', so each post is published twice."
        yield logging.WARNING, f"{what} Take 'blog' out of 'plugins'; 'blogposts' understands its options."


def _why_no_robots_txt(setup: Setup, config: MkDocsConfig) -> str:
    """Why the build writes no `robots.txt`; empty where it does."""
    if not setup.options.robots_txt:
        return "'robots_txt: false' writes no robots.txt. Leave one of them out."
    if (Path(config.docs_dir) / ROBOTS_TXT).is_file() or ROBOTS_TXT in config.theme.static_templates:
        return "the site has its own robots.txt. Name the crawlers there."
    if setup.site_url and not write_robots_txt(setup.site_url, ai_crawlers=False):
        return (
            f"they read robots.txt at the root of a host only, and the site is at '{setup.site_url}'. Write it there."
        )
    return ""


def _second_feeds(setup: Setup, config: MkDocsConfig) -> Iterator[tuple[int, str]]:
    """A remark on mkdocs-rss-plugin, if its feeds have the posts as well."""
    rss, folder = config.plugins.get("rss"), setup.options.blog_dir
    if rss is None or not setup.has_feeds or not rss.config.get("enabled", True):
        return
    if re.match(rss.config.get("match_path", ".*"), posixpath.join(folder, "post.md")):
        what = "mkdocs.yml: The feeds of the plugin 'rss' have the posts, too, which are in the feeds of 'blogposts'."
        hint = f"For the other pages alone write 'match_path: (?!{folder}/).*' in its options."
        yield logging.INFO, f"{what} {hint if folder else 'Take one of them out.'}"
