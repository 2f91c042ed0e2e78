"""What is said of an option that holds another kind of thing than it should, in words for those who write no Python.

An option that had another name in an earlier version is understood, and the new name is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from mkdocs.config.base import ValidationError

from mkdocs_blogposts.lazy_patterns import compile_pattern

KIND = compile_pattern(
    r"(?:The configuration is invalid\. )?"
    r"Expected (?:type: <class '(?P<type>[\w.]+)'>|(?P<what>a list|a multiline string|a key-value mapping))"
)
INNER = compile_pattern(r"Sub-option '(?P<key>\w+)': (?P<said>.*)", re.DOTALL)
CHOICE = compile_pattern(r"Expected one of: \((?P<words>.*)\) but received", re.DOTALL)
EMPTY = "Required configuration not provided."

HINTS: Mapping[str, str] = {
    "str": "isn't text. Write one, between quotes",
    "int": "isn't a whole number. Write one, without quotes",
    "bool": "is neither yes nor no. Write 'true' or 'false', without quotes",
    "collections.abc.Callable": "isn't a function. Write its name after '!!python/name:'",
    "a key-value mapping": "isn't a mapping of settings. Write lines of 'name: value' below the option",
    "dict": "isn't a mapping of settings. Write lines of 'name: value' below the option",
    "a list": "isn't a list. Write one, such as '[one, two]'",
    "a multiline string": "isn't a pattern. Write one, or several after '|', each on a line",
}
"""By what MkDocs calls each kind: what a value is that isn't one, and what to write."""

SHOWN = 100
"""Characters of a value that are shown."""


def explain_error(error: Exception, value: object) -> Exception:
    """The error of an option as a sentence that shows the value and says what to write; others stay as they are."""
    said = str(error)
    if inner := INNER.fullmatch(said):
        settings = value if isinstance(value, Mapping) else {}
        plain = explain_error(ValidationError(inner["said"]), settings.get(inner["key"]))
        return ValidationError(f"Its '{inner['key']}': {plain}")
    if said == EMPTY:
        return ValidationError("It is empty. Write a value, or take the line out.")
    shown = repr(value) if len(repr(value)) <= SHOWN else f"{repr(value)[:SHOWN]}…"
    if found := CHOICE.match(said):
        words = ", ".join(
            word.strip(" '").replace("True", "true").replace("False", "false") for word in found["words"].split(",")
        )
        return ValidationError(f"{shown} isn't a valid value. Write one of: {words}.")
    if (found := KIND.match(said)) and (hint := HINTS.get(found["type"] or found["what"])):
        return ValidationError(f"{shown} {hint}.")
    return error


RENAMED_OPTIONS: Mapping[str, str] = {
    "words": "translations",
    "cards": "social_cards",
    "card_design": "social_card_design",
    "text_images": "responsive_images",
    "social_card_design.colour": "social_card_design.color",
    "social_card_design.picture": "social_card_design.image",
    "list_content: teaser": "list_content: excerpt",
}
"""The names of today by those of before; a dot means an option within another, a colon a value."""

_OUTER = frozenset(f"{name.partition('.')[0]}." for name in RENAMED_OPTIONS if "." in name)


def upgrade_options(options: Mapping[str, Any], within: str = "") -> tuple[dict[str, Any], tuple[str, ...]]:
    """The options under the names of today, and the old names among them. An option that has both keeps the new one."""
    upgraded: dict[str, Any] = {}
    found: list[str] = []
    for name, value in options.items():
        old = f"{within}{name}"
        new = RENAMED_OPTIONS.get(old, old)
        if isinstance(value, Mapping) and f"{new}." in _OUTER:
            value, inner = upgrade_options(value, f"{new}.")  # noqa: PLW2901
            found += inner
        elif renamed := RENAMED_OPTIONS.get(f"{old}: {value}"):
            found.append(f"{old}: {value}")
            value = renamed.partition(": ")[2]  # noqa: PLW2901
        if new != old:
            found.append(old)
        if new == old or new.removeprefix(within) not in options:
            upgraded[new.removeprefix(within)] = value
    return upgraded, tuple(found)


def describe_renames(old: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """A warning for each old name, as MkDocs shows those of options."""
    for name in old:
        new = RENAMED_OPTIONS[name]
        yield name, f"The option '{name}' is now called '{new}'. Its value is used; write '{new}' in mkdocs.yml."
