"""How MkDocs converts a page's Markdown: posts by CommonMark's rules and with pictures from anywhere, others as ever.

MkDocs makes a converter anew for each page, from the extensions and options of its configuration. Ours are among those
extensions always, and their options say what the page at hand is.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from mkdocs_blogposts.site.pictures import text_pictures
from mkdocs_blogposts.site.pictures.gallery import Gallery

EXTENSION = "mkdocs_blogposts.reading.commonmark"


def prepare(config: MkDocsConfig) -> None:
    """Add the extensions, idle."""
    for extension in (EXTENSION, text_pictures.EXTENSION):
        if extension not in config.markdown_extensions:
            config.markdown_extensions.append(extension)
    as_page(config)


def as_page(config: MkDocsConfig) -> None:
    """Convert the next page as MkDocs does."""
    config.mdx_configs[EXTENSION] = {"enabled": False, "one_h1": False}
    config.mdx_configs[text_pictures.EXTENSION] = {}


def as_post(config: MkDocsConfig, file: File, gallery: Gallery, commonmark: bool) -> None:
    """Convert the next page as a post."""
    config.mdx_configs[EXTENSION] = {"enabled": commonmark, "one_h1": commonmark}
    config.mdx_configs[text_pictures.EXTENSION] = {"gallery": gallery, "file": file}
