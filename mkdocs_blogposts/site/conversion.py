"""How MkDocs converts a page's Markdown: posts by CommonMark's rules for lists and tables, other pages as ever.

MkDocs makes a converter anew for each page, from the extensions and options of its configuration. Ours is among those
extensions always, and its options say what the page at hand is.
"""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

EXTENSION = "mkdocs_blogposts.reading.commonmark"


def prepare(config: MkDocsConfig) -> None:
    """Add the extension, idle."""
    if EXTENSION not in config.markdown_extensions:
        config.markdown_extensions.append(EXTENSION)
    as_page(config)


def as_page(config: MkDocsConfig) -> None:
    """Convert the next page as MkDocs does."""
    config.mdx_configs[EXTENSION] = {"enabled": False, "one_h1": False}


def as_post(config: MkDocsConfig) -> None:
    """Convert the next page as a post."""
    config.mdx_configs[EXTENSION] = {"enabled": True, "one_h1": True}
