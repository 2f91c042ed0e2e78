"""The extension of Python-Markdown for the images in texts: idle but on posts, for whose images it opens the rooms."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor
from mkdocs.structure.files import File

from mkdocs_blogposts.reading.url_parts import is_readable
from mkdocs_blogposts.site.images.image_door import image_pipeline, responsive_images

EXTENSION = "mkdocs_blogposts.site.images.image_extension"
"""Where Python-Markdown finds the extension below."""


class InlineImageExtension(Extension):
    """Gives the images of one page their URLs. `pipeline` and `file` are those of the page; without, it leaves
    them alone.
    """

    def __init__(self, pipeline: image_pipeline.ImagePipeline | None = None, file: File | None = None) -> None:
        super().__init__()
        self._pipeline, self._file = pipeline, file

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_OfUnreadable(md), "blogposts-urls", 1)
        if self._pipeline and self._file:
            responsive_images.add_processors(md, self._pipeline, self._file)


def makeExtension(**kwargs: Any) -> InlineImageExtension:
    """For Python-Markdown."""
    return InlineImageExtension(**kwargs)


class _OfUnreadable(Treeprocessor):
    """What no program can read as a URL, encoded: MkDocs, which reads those of links and images, would end in a
    traceback, and feeds would lose those of videos and sounds.
    """

    def run(self, root: Element) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if (url := element.get(name)) and not is_readable(url):
                    element.set(name, quote(url, safe="/:?#@!$&'()*+,;=%~"))
