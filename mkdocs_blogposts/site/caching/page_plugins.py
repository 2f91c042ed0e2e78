"""Other plugins with events for each page: which look at one page only, whatever other pages there are.

A page may be left out of a rebuild, or be asked for in another process, only if every plugin that has such events is
one of these. Any other switches both off, and a site may name more. What is said here of each was read in its code.
"""

from __future__ import annotations

from collections.abc import Collection

from mkdocs.config.defaults import MkDocsConfig

OURS = "blogposts"
HOOKS = "hooks"
"""Stands for the scripts that `hooks` of `mkdocs.yml` names."""

PAGE_LOCAL = {
    "search": "adds what a page says to its index, where we keep the entries of pages that are left out",
    "material/search": "does the same with an index of its own",
    "minify": "makes the finished page smaller",
    "glightbox": "wraps the page's images in links",
    "open-in-new-tab": "changes the page's links",
    "mermaid2": "changes the page's diagrams",
    "charts": "adds a script to a page with charts",
    "section-index": "makes sure that the navigation is its own",
}
"""The names of plugins, each with what it does at a page."""

WHOLE_SITE = {
    "autorefs": "collects the headings of all pages",
    "gen-files": "has scripts that may change a page's edit link",
    "git-authors": "asks git, where a commit changes no file",
    "git-committers": "asks a server, whose answer changes",
    "git-revision-date-localized": "asks git, where a commit changes no file",
    "include-markdown": "takes other files into a page",
    "macros": "runs code that may read anything",
    "material/blog": "makes lists of all posts",
    "material/meta": "adds what other files say of a page",
    "material/privacy": "collects what pages load from other sites",
    "material/projects": "takes in other sites",
    "material/social": "draws a card for each page",
    "material/tags": "collects the tags of all pages",
    "material/typeset": "collects the titles of all pages",
    "meta-descriptions": "counts the pages, and may list all of them",
    "mkdocstrings": "reads source code",
    "panzoom": "changes the configuration with each page",
    "rss": "collects all pages",
    "swagger-ui-tag": "writes files beside a page",
    "table-reader": "takes other files into a page",
}
"""Those of the most used that need every page every time, each with the reason."""

_PAGE_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")


def find_unknown_plugins(config: MkDocsConfig, named: Collection[str]) -> tuple[str, ...]:
    """The plugins with page events of which nobody says that they look at one page only; `named` are the site's."""
    origins = config.plugins._event_origins  # noqa: SLF001 - MkDocs tells nowhere else whose an event is
    hooks: Collection[object] = config.hooks
    handlers = (handler for event in _PAGE_EVENTS for handler in config.plugins.events[event])
    names = (origins.get(handler, HOOKS) for handler in handlers if not _is_ours(handler))
    found = dict.fromkeys(HOOKS if name in hooks else _plain(name) for name in names)
    return tuple(name for name in found if name != OURS and name not in PAGE_LOCAL and name not in named)


def _is_ours(handler: object) -> bool:
    """Is it one of this package, as are some that stand around others' handlers?"""
    return str(getattr(handler, "__module__", "")).startswith("mkdocs_blogposts.")


def _plain(name: str) -> str:
    """Without the number of a second instance."""
    return name.partition(" #")[0]
