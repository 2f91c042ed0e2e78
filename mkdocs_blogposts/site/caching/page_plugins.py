"""Other plugins with a say in pages: which look at one page only, whatever other pages there are.

A page may be left out of a rebuild, or be asked for in another process, only if every plugin that has events for pages
or for their templates is one of these. Any other switches both off, and a site may name more. Some change only pages
that have a mark, or ask git: with them a rebuild makes the pages with the mark, or all pages after a commit. What is
said here of each was read in its code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar

from mkdocs.config.defaults import MkDocsConfig

from mkdocs_blogposts.site.settings.mkdocs_internals import find_event_owner

T = TypeVar("T")

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
    "mkdocs-video": "puts players in the place of the page's images",
}
"""The names of plugins, each with what it does at a page."""

WHOLE_SITE = {
    "autolinks": "looks for links among the names of all files",
    "autorefs": "collects the headings of all pages",
    "encryptcontent": "encrypts each page anew",
    "gen-files": "has scripts that may change a page's edit link",
    "git-authors": "asks git, where a commit changes no file",
    "git-committers": "asks a server, whose answer changes",
    "git-revision-date-localized": "asks git, where a commit changes no file",
    "i18n": "builds the site once for each language",
    "include-markdown": "takes other files into a page",
    "inline-svg": "takes images into a page",
    "macros": "runs code that may read anything",
    "material/blog": "makes lists of all posts",
    "material/meta": "adds what other files say of a page",
    "material/privacy": "collects what pages load from other sites",
    "material/projects": "takes in other sites",
    "material/social": "draws a card for each page",
    "material/tags": "collects the tags of all pages",
    "material/typeset": "collects the titles of all pages",
    "meta-descriptions": "counts the pages, and may list all of them",
    "mkdocs-jupyter": "runs notebooks",
    "mkdocstrings": "reads source code",
    "obsidian-bridge": "looks for links among the names of all files",
    "panzoom": "changes the configuration with each page",
    "print-site": "collects all pages",
    "rss": "collects all pages",
    "swagger-ui-tag": "writes files beside a page",
    "table-reader": "takes other files into a page",
}
"""Those of the most used that need every page every time, each with the reason."""


def _mark_of_macros(plugin: Any) -> str | None:
    """What begins a macro; functions of a site's own may change any page before or after its macros."""
    env = plugin.env
    if plugin.pre_macro_functions or plugin.post_macro_functions or env.line_statement_prefix:
        return None
    starts = env.variable_start_string, env.block_start_string, env.comment_start_string
    return "|".join(map(re.escape, starts))


MARKED: Mapping[str, Callable[[Any], str | None]] = {
    "include-markdown": lambda plugin: re.escape(plugin.config.opening_tag),
    "macros": _mark_of_macros,
    "table-reader": lambda _: r"\{\{\s+\w+\(",
}
"""Plugins that look at other files for those pages alone whose text or title has a mark, and what the mark is."""

ASKING_GIT: Mapping[str, Callable[[Any], bool]] = {
    "git-revision-date-localized": lambda plugin: plugin.config["type"] in ("date", "iso_date"),
}
"""Plugins that print on each page what git says of its file, if that is the same until the next commit, or the day is
over: a page that git does not know has the time of the build.
"""

_PAGE_EVENTS = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")


def find_unknown_plugins(config: MkDocsConfig, named: Collection[str]) -> tuple[str, ...]:
    """The plugins with page events of which nobody says that they look at one page only; `named` are the site's.

    So are those that give templates functions: what these print may have to do with other pages. A script of the
    site's own is one of them whatever its events are, since it may set what its templates print.
    """
    hooks = list(map(str, config.hooks))
    handlers = (handler for event in _PAGE_EVENTS for handler in config.plugins.events[event])
    names = [find_event_owner(config, handler) or HOOKS for handler in handlers if not _is_ours(handler)]
    names += filter(None, (find_event_owner(config, handler) for handler in config.plugins.events["env"]))
    found = dict.fromkeys(HOOKS if name in hooks else _plain(name) for name in [*names, *hooks])
    return tuple(name for name in found if name != OURS and name not in PAGE_LOCAL and name not in named)


def has_only_known_plugins(config: MkDocsConfig, named: Collection[str] = ()) -> bool:
    """Are all plugins known, or `named` by the site, and all scripts? Others may leave files open, which Python closes
    as garbage, show the time, or ask a version control system.
    """
    is_hooked = bool(config.hooks) and HOOKS not in named
    return not is_hooked and {_plain(name) for name in config.plugins} <= {OURS, *PAGE_LOCAL, *named}


def find_marks(config: MkDocsConfig, names: Collection[str]) -> dict[str, str]:
    """Those of the plugins that change only pages with a mark, each with a pattern of it."""
    found = {name: _ask(config, name, MARKED[name]) for name in names if name in MARKED}
    return {name: "|".join(filter(None, marks)) for name, marks in found.items() if all(marks)}


def find_git_plugins(config: MkDocsConfig, names: Collection[str]) -> tuple[str, ...]:
    """Those of the plugins whose pages are the same until the next commit."""
    return tuple(name for name in names if name in ASKING_GIT and all(_ask(config, name, ASKING_GIT[name])))


def _ask(config: MkDocsConfig, name: str, question: Callable[[Any], T | None]) -> list[T | None]:
    """The answer for each instance of a plugin; `None` from a release that has no longer what is asked for."""
    answers: list[T | None] = []
    for plugin in (plugin for key, plugin in config.plugins.items() if _plain(key) == name):
        try:
            answers.append(question(plugin))
        except (AttributeError, LookupError, TypeError):
            answers.append(None)
    return answers


def _is_ours(handler: object) -> bool:
    """Is it one of this package, as are some that stand around others' handlers?"""
    return str(getattr(handler, "__module__", "")).startswith("mkdocs_blogposts.")


def _plain(name: str) -> str:
    """Without the number of a second instance."""
    return name.partition(" #")[0]
