"""The pictures of the docs folder as they are published: without what cameras write into them, where asked for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from mkdocs.structure.files import File

from mkdocs_blogposts.publishing.metadata import strip
from mkdocs_blogposts.site.picture_cache import write
from mkdocs_blogposts.site.picture_places import FOLDER

_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")


def strip_originals(files: Iterable[File]) -> None:
    """Rewrite those pictures in the finished site that say more than what they show; the docs folder stays as it is."""
    for file in files:
        if file.dest_uri.lower().endswith(_SUFFIXES) and not file.dest_uri.startswith(f"{FOLDER}/"):
            published = Path(file.abs_dest_path)
            with contextlib.suppress(OSError):  # it was left out of the site
                data = published.read_bytes()
                if (stripped := strip(data)) != data:
                    write(published, stripped)
