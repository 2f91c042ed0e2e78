"""The images of a site, for which the rooms where they are made are entered when a page asks for one."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy

from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from mkdocs_blogposts.publishing.images.file_types import JUDGED
from mkdocs_blogposts.publishing.posts.post import PostImage
from mkdocs_blogposts.reading.problems import Problem, Rule
from mkdocs_blogposts.site.images.image_door import image_pipeline, image_publisher, responsive_images
from mkdocs_blogposts.site.settings.blog_setup import Setup


class SiteImages:
    """The images of a site as its folder has them, and the pipeline of those that pages ask for."""

    def __init__(self, files: Files, setup: Setup, is_needed: bool) -> None:
        """Where the pipeline `is_needed`, it is there before processes are forked, which then share it."""
        self._files = files
        self._setup = setup
        self._media = tuple((file, copy(file)) for file in files.media_files())
        self._pipeline = self._open_pipeline() if is_needed else None

    @property
    def pipeline(self) -> image_pipeline.ImagePipeline:
        """What finds, makes and publishes the images that pages ask for."""
        self._pipeline = self._pipeline or self._open_pipeline()
        return self._pipeline

    def _open_pipeline(self) -> image_pipeline.ImagePipeline:
        return image_pipeline.make_pipeline(self._files, self._setup)

    def make_image(
        self, reference: str, page_uri: str = "", alt: str = "", caption: str = "", focus: str = ""
    ) -> PostImage | None:
        """The image that a page asks for, or the options do; `None` where none is named, or none is there."""
        if not reference:
            return None
        return self.pipeline.make_image(image_pipeline.ImageRequest(reference, page_uri, alt, caption, focus))

    def fit_texts(self, pages: Iterable[Page]) -> None:
        """Give the images in the texts of plain pages their sizes, as those of posts have them."""
        responsive_images.fit_images(pages, self.pipeline, self._setup.options.responsive_images)

    def close(self) -> tuple[Problem, ...]:
        """When no more images are wanted: what was wrong with those that were."""
        if not self._pipeline:
            return ()
        self._pipeline.close()
        return self._pipeline.problems

    @contextmanager
    def all_media(self) -> Iterator[None]:
        """Have all files of `on_files` in place: Material's `optimize` takes images away, and publishes them itself."""
        known = self._files.src_uris
        lost = [
            as_it_was
            for file, as_it_was in self._media
            if as_it_was.src_uri not in known and not file.inclusion.is_excluded()
        ]
        for file in lost:
            self._files.append(file)
        try:
            yield
        finally:
            for file in lost:
                if file.src_uri in self._files.src_uris:  # a feed that was announced is gone when no post is left
                    self._files.remove(file)

    def exclude_broken(self) -> Iterator[Problem]:
        """Leave out the images that aren't files or that nobody may read: MkDocs would stop when it copies them.

        Such are links to nowhere, pipes and devices. It is a note, since a page that names one of them says so louder.
        """
        for file, _ in self._media:
            ending = posixpath.splitext(file.src_uri)[1].lower()
            if ending in JUDGED and file.inclusion is not InclusionLevel.EXCLUDED and _is_unreadable(file):
                file.inclusion = InclusionLevel.EXCLUDED
                what, hint = "This image cannot be read.", "The site is built without it."
                yield Problem(Rule.UNREADABLE_IMAGE, file.src_uri, what, hint, is_note=True)

    def strip_originals(self) -> None:
        """Take what cameras write out of the images that MkDocs has copied."""
        image_publisher.strip_originals(self._files.media_files())


def _is_unreadable(file: File) -> bool:
    path = file.abs_src_path
    return path is not None and not (os.path.isfile(path) and os.access(path, os.R_OK))  # noqa: PTH113 - for speed
