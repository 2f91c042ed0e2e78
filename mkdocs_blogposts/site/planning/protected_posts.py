"""Posts that only some readers may read, as the plugin that encrypts them has it, or their front matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_blogposts.frozen_dataclasses import replace
from mkdocs_blogposts.publishing.text.html_text import extract_text, parse_page_text
from mkdocs_blogposts.reading.entry import Entry, Status
from mkdocs_blogposts.reading.naming.field_names import WRAPPERS, normalize_name
from mkdocs_blogposts.reading.post_status import NO, NOTHING
from mkdocs_blogposts.reading.problems import Problem, Rule

KEYS = frozenset(
    (
        *("password", "passwords", "passphrase", "encrypt", "encrypted", "isencrypted", "protected", "isprotected"),
        *("protect", "passwordprotected", "passwordprotect"),
    )
)
"""What front matter says of a page that not everybody may read, as `normalize_name` makes it."""


def asks_for_protection(meta: Mapping[str, Any]) -> str:
    """The key of a page's front matter that asks for it; empty where none does."""
    inner = [value for key, value in meta.items() if str(key).lower() in WRAPPERS and isinstance(value, Mapping)]
    said = ((str(key), value) for values in (meta, *inner) for key, value in values.items())
    return next((key for key, value in said if normalize_name(key) in KEYS and _is_asked(value)), "")


def _is_asked(value: object) -> bool:
    return value is not None and str(value).strip().casefold() not in {"", *NO, *NOTHING}


def is_protected(page: Page) -> bool:
    """Is the text of a rendered page not for everybody?"""
    return is_encrypted(page) or bool(asks_for_protection(page.meta))


def is_encrypted(page: Page) -> bool:
    """Does encryptcontent encrypt the page, and look after search?

    It leaves its settings on each such page, whatever has decided that: a password, a level, or its own configuration.
    """
    return hasattr(page, "encryptcontent")


def hold_back_unprotected(entry: Entry, config: MkDocsConfig) -> tuple[Entry, tuple[Problem, ...]]:
    """A post that asks for a password on a site where nothing can encrypt it is a draft.

    A hook may well do it: whether it has is seen when the page is written.
    """
    key = asks_for_protection(entry.meta) if entry.is_post and entry.status.is_built else ""
    if not key or config.hooks or any("encrypt" in name for name in config.plugins):
        return entry, ()
    return replace(entry, status=Status.DRAFT, reason=key), (_problem(key, entry.source, "It is not published"),)


def report_unprotected(page: Page, before: str) -> Problem | None:
    """What is wrong where a page asks for protection and its text, as it was `before`, is there in clear after all."""
    key = asks_for_protection(page.meta)
    if not key or not before or is_encrypted(page) or is_replaced(before, page.content or ""):
        return None
    return _problem(key, page.file.src_uri, "Its text is left out")


def _problem(key: str, source: str, consequence: str) -> Problem:
    what = f"The post has {key!r}, and no plugin of this site encrypts pages."
    hint = f"{consequence}; add a plugin such as encryptcontent to mkdocs.yml, or take that line out."
    return Problem(Rule.PASSWORD_WITHOUT_PLUGIN, source, what, hint)


def is_replaced(before: str, after: str) -> bool:
    """Has most of a text gone from what another plugin has made of it?"""
    if before in after:
        return False
    words = set(extract_text(parse_page_text(before).body).split())
    return bool(words) and len(words.intersection(extract_text(parse_page_text(after).body).split())) * 2 < len(words)
