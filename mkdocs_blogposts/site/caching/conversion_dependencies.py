"""What the conversion of a page asks of the site: noted with the answers, and asked again before a result is used."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from mkdocs.structure.files import File, Files

from mkdocs_blogposts.frozen_dataclasses import dataclass
from mkdocs_blogposts.publishing.converted_page import Dependency
from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline
from mkdocs_blogposts.site.images.image_resolver import ImageReference

FILE, IMAGE, IMAGE_OF_HTML, MEDIA = "file", "image", "image of html", "media"


@dataclass(frozen=True)
class DependencyNotes:
    """The questions of one conversion, each once."""

    asked: dict[tuple[str, str], Dependency] = field(default_factory=dict)

    def add(self, kind: str, about: str, answer: File | ImageReference | None) -> None:
        """One more."""
        self.asked.setdefault((kind, about), Dependency(kind, about, _described(answer)))


@dataclass(frozen=True)
class RecordedFiles:
    """Stands for the files of a site while MkDocs resolves a page's links."""

    files: Files
    notes: DependencyNotes

    def get_file_from_path(self, path: str) -> File | None:
        """As MkDocs' `Files`."""
        found = self.files.get_file_from_path(path)
        self.notes.add(FILE, path, found)
        return found

    def __getattr__(self, name: str) -> Any:
        """Whatever else is known of the files."""
        return getattr(self.files, name)


@dataclass(frozen=True)
class RecordedPipeline:
    """Stands for a site's images while those of a post's text are looked for."""

    images: ImagePipeline
    notes: DependencyNotes

    def in_text(self, url: str, page: File, as_browsers: bool = False) -> File | ImageReference | None:
        """As `ImagePipeline`."""
        found = self.images.in_text(url, page, as_browsers)
        self.notes.add(IMAGE_OF_HTML if as_browsers else IMAGE, url, found)
        return found

    def may_lie_elsewhere(self, url: str, in_html: bool = False) -> bool:
        """As `ImagePipeline`; what decides on it is part of each page's key."""
        return self.images.may_lie_elsewhere(url, in_html)

    @property
    def media_urls(self) -> RecordedPipeline:
        """As `ImagePipeline`."""
        return self

    def file_at(self, url: str, page_url: str) -> File | None:
        """As `MediaUrls`."""
        found = self.images.media_urls.file_at(url, page_url)
        self.notes.add(MEDIA, url, found)
        return found


def still_holds(question: Dependency, page: File, files: Files, pipeline: ImagePipeline | None) -> bool:
    """Is the answer to a question still the same? What is wrong with an image is told again meanwhile."""
    kind, about, answer = question
    if kind == FILE:
        return _described(files.get_file_from_path(about)) == answer
    if not pipeline:
        return False
    if kind == MEDIA:
        return _described(pipeline.media_urls.file_at(about, page.url)) == answer
    found = pipeline.in_text(about, page, kind == IMAGE_OF_HTML)
    return kind in (IMAGE, IMAGE_OF_HTML) and _described(found) == answer


def _described(found: File | ImageReference | None) -> tuple[str, ...]:
    """What of an answer can be seen in the HTML, or in a message."""
    if isinstance(found, File):
        return found.src_uri, found.url, "excluded" if found.inclusion.is_excluded() else ""
    return (found.path, found.alt) if found else ()
