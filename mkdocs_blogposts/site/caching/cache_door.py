"""The door to the rooms of what is kept between builds or made in other processes: few pages need neither."""

from __future__ import annotations

import os
from itertools import islice
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files

from mkdocs_blogposts.lazy_imports import Deferred
from mkdocs_blogposts.site.planning.source_files import count_bytes

__all__ = [
    "conversion_cache",
    "converted_page",
    "kept_outputs",
    "page_store",
    "pages_ahead",
    "serve_rebuild",
    "stored_build",
    "worker_pool",
]

if TYPE_CHECKING:
    from mkdocs_blogposts.publishing import converted_page
    from mkdocs_blogposts.site import worker_pool
    from mkdocs_blogposts.site.caching import (
        conversion_cache,
        kept_outputs,
        page_store,
        pages_ahead,
        serve_rebuild,
        stored_build,
    )
else:
    conversion_cache = Deferred("mkdocs_blogposts.site.caching.conversion_cache")
    converted_page = Deferred("mkdocs_blogposts.publishing.converted_page")
    kept_outputs = Deferred("mkdocs_blogposts.site.caching.kept_outputs")
    page_store = Deferred("mkdocs_blogposts.site.caching.page_store")
    pages_ahead = Deferred("mkdocs_blogposts.site.caching.pages_ahead")
    serve_rebuild = Deferred("mkdocs_blogposts.site.caching.serve_rebuild")
    stored_build = Deferred("mkdocs_blogposts.site.caching.stored_build")
    worker_pool = Deferred("mkdocs_blogposts.site.worker_pool")

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
