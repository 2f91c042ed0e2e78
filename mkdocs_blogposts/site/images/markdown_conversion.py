"""How MkDocs converts a page's Markdown: posts by CommonMark's rules and with images from anywhere, others as ever.

MkDocs makes a converter anew for each page, from the extensions and options of its configuration. Ours are among those
extensions always, and their options say what the page at hand is. The prefilters only save time, on any page, and are
left out where Python-Markdown is another than they know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from mkdocs_blogposts.site.images import image_extension

try:
    from mkdocs_blogposts.reading import prefilters
except ImportError:  # a release of Python-Markdown has moved a class that they derive from
    _PREFILTERS: tuple[str, ...] = ()
else:
    _PREFILTERS = (prefilters.EXTENSION,)

if TYPE_CHECKING:
    from mkdocs_blogposts.site.images.image_pipeline import ImagePipeline

EXTENSION = "mkdocs_blogposts.reading.commonmark"
OURS = (EXTENSION, image_extension.EXTENSION, *_PREFILTERS)


def prepare_extensions(config: MkDocsConfig) -> None:
    """Add the extensions, idle."""
    for extension in OURS:
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
    configure_page(config)


def configure_page(config: MkDocsConfig) -> None:
    """Convert the next page as MkDocs does."""
    config.mdx_configs[EXTENSION] = {"enabled": False, "one_h1": False}
    config.mdx_configs[image_extension.EXTENSION] = {}


def configure_post(config: MkDocsConfig, file: File, pipeline: ImagePipeline, commonmark: bool) -> None:
    """Convert the next page as a post."""
    config.mdx_configs[EXTENSION] = {"enabled": commonmark, "one_h1": commonmark}
    config.mdx_configs[image_extension.EXTENSION] = {"pipeline": pipeline, "file": file}
