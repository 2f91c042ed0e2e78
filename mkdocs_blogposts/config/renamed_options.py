"""Options that had another name in an earlier version: the old name is understood, and told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

RENAMED_OPTIONS: Mapping[str, str] = {
    "words": "translations",
    "cards": "social_cards",
    "card_design": "social_card_design",
    "text_images": "responsive_images",
}
"""The names of today by those of before."""


def upgrade_options(options: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The options under the names of today, and the old names among them. An option that has both keeps the new one."""
    old = tuple(name for name in options if name in RENAMED_OPTIONS)
    upgraded = {RENAMED_OPTIONS[name]: options[name] for name in old}
    return {**upgraded, **{name: value for name, value in options.items() if name not in RENAMED_OPTIONS}}, old


def describe_renames(old: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """A warning for each old name, as MkDocs shows those of options."""
    for name in old:
        new = RENAMED_OPTIONS[name]
        yield name, f"The option '{name}' is now called '{new}'. Its value is used; write '{new}' in mkdocs.yml."
