"""Which extensions of Python-Markdown give the same HTML for the same text and options, and what these options are.

Only what they convert may be kept. A conversion that reads files, asks the clock or counts pages is made again each
time, as is one of an extension that nobody here has looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

MARKDOWN = "markdown.extensions."
_OF_MARKDOWN = (
    *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs"),
    *("legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks"),
)
_OF_PYMDOWN = (
    *("arithmatex", "betterem", "blocks.admonition", "blocks.caption", "blocks.definition", "blocks.details"),
    *("blocks.html", "blocks.tab", "caret", "critic", "details", "emoji", "escapeall", "extra", "fancylists"),
    *("highlight", "inlinehilite", "keys", "magiclink", "mark", "pathconverter", "progressbar", "quotes"),
    *("saneheaders", "smartsymbols", "snippets", "striphtml", "superfences", "tabbed", "tasklist", "tilde"),
)
SNIPPETS, EMOJI = "pymdownx.snippets", "pymdownx.emoji"
PURE = frozenset(
    (*_OF_MARKDOWN, *(MARKDOWN + name for name in _OF_MARKDOWN), *(f"pymdownx.{name}" for name in _OF_PYMDOWN))
)
"""Python-Markdown's own, and pymdown-extensions' but for `b64`, which reads images."""

_KNOWN_CODE = frozenset({"markdown", "pymdownx", "material", "mkdocs", "mkdocs_blogposts"})
"""Packages whose functions may be options: an entry names their versions. Of any other nobody knows when it changes."""

_SNIPPET = "8<"


class UnnamableOption(Exception):  # noqa: N818 - it says what is wrong with a value, as a Problem does
    """An option that has no name that would be another one if it did something else."""


def fingerprint_extensions(
    extensions: Sequence[object], configs: Mapping[str, Mapping[str, Any]], vouched: Collection[str] = ()
) -> list[object] | None:
    """What tells one set of extensions from another; `None` where their results must not be kept.

    `vouched` are extensions that the site's writer says are pure.
    """
    if not all(isinstance(name, str) and (name in PURE or name in vouched) for name in extensions):
        return None
    if configs.get(SNIPPETS, {}).get("auto_append") or configs.get(EMOJI, {}).get("options", {}).get("custom_icons"):
        return None  # files that change without the text
    try:
        return [[name, describe_option(configs.get(str(name)) or {})] for name in extensions]
    except UnnamableOption:
        return None


def reads_files(text: str, extensions: Sequence[object]) -> bool:
    """May the conversion of a text take in what other files say?"""
    return SNIPPETS in extensions and _SNIPPET in text


def describe_option(value: object) -> object:
    """An option as JSON has it, functions by their names.

    Raises:
        Unnamable: where it cannot be told from one that does something else.
    """
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, (list, tuple)):
        return [describe_option(item) for item in value]
    if isinstance(value, Mapping):
        return [[describe_option(name), describe_option(item)] for name, item in value.items()]
    if isinstance(value, partial):
        return ["partial", describe_option(value.func), describe_option(value.args), describe_option(value.keywords)]
    return ["code", _name_of_code(value)]


def _name_of_code(value: object) -> str:
    """A function or class of a package that is known."""
    module, name = str(getattr(value, "__module__", "")), str(getattr(value, "__qualname__", "<"))
    if module.partition(".")[0] not in _KNOWN_CODE or "<" in name:
        raise UnnamableOption(repr(value))
    return f"{module}:{name}"
