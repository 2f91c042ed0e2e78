"""Addresses: a slug for any text, and one owner for each address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from slugify import slugify

from mkdocs_blogposts.reading.problems import Problem

LONGEST = 180
"""The longest slug in bytes; file systems refuse names over 255, and a number or an ending may follow."""

SPOKEN = (("C++", "cpp"), ("++", "-plus-plus-"), ("+", "-plus-"), ("#", "-sharp-"), ("&", "-and-"), ("@", "-at-"))
"""Signs that tell terms apart and that an address spells out."""

PAGE_FILE = re.compile(r"(?:(?:^|(?<=[/\\]))index)?\.(?:html?|md|markdown)$", re.IGNORECASE)

SAFE = re.compile(r"[\w~+][\w.~+-]*")


def address_of(text: str) -> str:
    """A slug of any text, never empty: `Social Media` → `social-media`, `C#` → `c-sharp`, `日本語` stays.

    A text without a letter or digit (`???`) is named by its characters' code points, so that it stays one address.
    """
    spoken = re.sub(r"^\.(?=\w)", "dot-", text.strip())
    for sign, words in SPOKEN:
        spoken = spoken.replace(sign, words)
    return _shortened(slugify(spoken, allow_unicode=True)) or "-".join(f"u{ord(sign):x}" for sign in text[:8]) or "post"


def safe_slug(slug: str) -> str:
    """A writer's own slug as an address: kept as it is where it is safe, else made so.

    Steps out of the folder (`..`) and empty steps are dropped; a slash inside makes folders; the name of a page's file
    is none of its address (`my-post.html`, `my-post/index.html`).
    """
    named = PAGE_FILE.sub("", slug.strip())
    steps = [step for step in re.split(r"[/\\]+", named) if step.strip(". ")]
    return "/".join(step if SAFE.fullmatch(step) and _shortened(step) == step else address_of(step) for step in steps)


def _shortened(slug: str) -> str:
    return slug.encode()[:LONGEST].decode(errors="ignore").rstrip("-")


@dataclass(frozen=True, slots=True)
class Claim:
    """A wish for an address."""

    name: str
    """Who wishes it, in words: `the tag 'C++'`."""

    address: str
    source: str
    """The file to name in a problem."""

    index: bool = False
    """Must its page be an `index` in its folder?"""


def same_place(address: str) -> str:
    """What two addresses share that a file system may take for one: case, and how accents are composed."""
    return unicodedata.normalize("NFC", address).casefold()


def settle(
    claims: Iterable[Claim], taken: Mapping[str, str] | None = None
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """An address for each claim, in their order, no two the same.

    The first keeps the address; one that comes later gets a number (`slug-2`), and a problem names both. `taken` holds
    addresses that are given away already (as `same_place` has them) and the names of their owners.
    """
    owners = dict(taken or {})
    addresses: list[str] = []
    problems: list[Problem] = []
    for claim in claims:
        address, number = claim.address, 1
        while same_place(address) in owners:
            number += 1
            address = f"{claim.address}-{number}"
        if number > 1:
            owner = owners[same_place(claim.address)]
            what = f"The address '{claim.address}/' of {claim.name} is that of {owner} already."
            problems.append(Problem(claim.source, what, f"It is at '{address}/' now; give one of them another slug."))
        owners[same_place(address)] = claim.name
        addresses.append(address)
    return tuple(addresses), tuple(problems)
