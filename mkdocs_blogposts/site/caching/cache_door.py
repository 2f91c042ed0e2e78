"""The door to the rooms of what is kept between builds and made in other processes: a handful of pages needs neither.

Each function imports what it calls, which is how its modules stay unread until then.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from mkdocs_blogposts.site.planning.source_files import count_bytes
from mkdocs_blogposts.site.settings.blog_setup import Setup

if TYPE_CHECKING:
    from mkdocs_blogposts.publishing.converted_page import ConvertedPage
    from mkdocs_blogposts.site.caching.conversion_cache import ConversionCache
    from mkdocs_blogposts.site.caching.serve_rebuild import Rebuild
    from mkdocs_blogposts.site.caching.skipped_pages import SkippedPages
    from mkdocs_blogposts.site.caching.stored_build import StoredBuild
    from mkdocs_blogposts.site.worker_pool import WorkerPool

_FEWEST_FILES, _FEWEST_PAGES = 5, 20
_FEWEST_CHARACTERS = 10_000


def has_several_files(folder: str) -> bool:
    """Are there files enough in a folder that pages may be kept? Each list of a blog is a page, too."""
    files = (name for _, _, names in os.walk(folder) for name in names)
    return next(islice(files, _FEWEST_FILES - 1, None), None) is not None


def has_many_pages(files: Files) -> bool:
    """Is a site large enough that a record of its pages pays?"""
    return len(files.documentation_pages()) >= _FEWEST_PAGES


def has_long_texts(files: Files) -> bool:
    """Is there so much text that it takes longer to convert than to read what is kept of it?"""
    return sum(map(count_bytes, files.documentation_pages())) >= _FEWEST_CHARACTERS


def set_last_build_aside(config: MkDocsConfig, setup: Setup) -> tuple[StoredBuild | None, WorkerPool | None]:
    """Keep the last build's files from MkDocs: what is known of them, and who deletes them if nothing is."""
    from mkdocs_blogposts.site.caching import stored_build

    return stored_build.set_last_build_aside(config, setup)


def is_emptied(site_dir: Path) -> bool:
    """Has MkDocs emptied the site's folder since `set_last_build_aside`?"""
    from mkdocs_blogposts.site.caching import kept_outputs

    return not (site_dir / kept_outputs.PROBE).exists()


def drop_aside(site_dir: Path) -> None:
    """At the end of a build: delete what waits of the last one."""
    from mkdocs_blogposts.site.caching import kept_outputs

    kept_outputs.drop_aside(site_dir)


def open_conversions(config: MkDocsConfig, files: Files, setup: Setup) -> ConversionCache:
    """Pages as earlier builds have converted them."""
    from mkdocs_blogposts.site.caching.conversion_cache import ConversionCache
    from mkdocs_blogposts.site.caching.page_store import PageStore, find_store_folder

    store = PageStore(find_store_folder(setup.root))
    return ConversionCache(config, files, store, setup.options.pure_extensions)


def get_rebuild() -> type[Rebuild]:
    """The class of what makes again only the pages that have changed."""
    from mkdocs_blogposts.site.caching.serve_rebuild import Rebuild

    return Rebuild


def start_workers(names: Sequence[str], jobs: int, work: Callable[[str], bytes | None]) -> WorkerPool:
    """Have processes work on pages by their names."""
    from mkdocs_blogposts.site import worker_pool

    return worker_pool.start_workers(names, jobs, work)


def render_ahead(
    config: MkDocsConfig,
    nav: Navigation,
    env: Environment,
    skipped: SkippedPages,
    rebuild: Rebuild | None,
    jobs: int,
    is_protected: Callable[[Page], bool],
) -> None:
    """Have processes render pages, and copy files, as MkDocs' loop does."""
    from mkdocs_blogposts.site.caching.pages_ahead import AheadRenderer

    AheadRenderer(config, nav, env, skipped, rebuild).render(jobs, is_protected)


def dump_page(page: ConvertedPage) -> bytes:
    """A page as it is handed from one process to another."""
    from mkdocs_blogposts.publishing import converted_page

    return converted_page.dump_page(page)
