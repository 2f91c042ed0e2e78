"""The images of `docs_dir` as they are published: if they can be, and without what cameras write into them."""

from __future__ import annotations

import contextlib
import os
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.structure.files import File, InclusionLevel

from mkdocs_blogposts.blog.output_paths import FOLDER
from mkdocs_blogposts.publishing.images.exif import strip_metadata
from mkdocs_blogposts.publishing.images.validation import JUDGED
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.images.image_cache import write

_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif")


def exclude_broken_images(files: Iterable[File]) -> Iterator[Problem]:
    """Leave out the images that are no files or that nobody may read: MkDocs would stop when it copies them.

    Such are links to nowhere, pipes and devices. It is a note, since a page that names one of them says so louder.
    """
    for file in files:
        ending = posixpath.splitext(file.src_uri)[1].lower()
        if ending in JUDGED and file.inclusion is not InclusionLevel.EXCLUDED and _is_unreadable(file):
            file.inclusion = InclusionLevel.EXCLUDED
            what, hint = "This image cannot be read.", "The site is built without it."
            yield Problem(Rule.UNREADABLE_IMAGE, file.src_uri, what, hint, is_note=True)


def _is_unreadable(file: File) -> bool:
    path = file.abs_src_path
    return path is not None and not (os.path.isfile(path) and os.access(path, os.R_OK))  # noqa: PTH113 - for speed


def strip_originals(files: Iterable[File]) -> None:
    """Rewrite those images in the finished site that say more than what they show; `docs_dir` stays as it is."""
    for file in files:
        if file.dest_uri.lower().endswith(_SUFFIXES) and not file.dest_uri.startswith(f"{FOLDER}/"):
            published = Path(file.abs_dest_path)
            with contextlib.suppress(OSError):  # it was left out of the site
                data = published.read_bytes()
                if (stripped := strip_metadata(data)) != data:
                    write(published, stripped)
