"""Addresses: a slug for any text, and one owner for each address."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mkdocs_blogposts.deferred import slugify
from mkdocs_blogposts.reading.problems import Problem, Rule

LONGEST = 180
"""The longest slug in bytes; file systems refuse names over 255, and a number or an ending may follow."""

LONGEST_PATH = 500
"""The longest address of a writer's own in characters; whole paths over some thousand bytes are refused, too."""

SPOKEN = (("++", "-plus-plus-"), ("+", "-plus-"), ("#", "-sharp-"), ("&", "-and-"), ("@", "-at-"))
"""Signs that tell terms apart and that an address spells out."""

PAGE_FILE = re.compile(r"(?:(?:^|(?<=[/\\]))index)?\.(?:html?|md|markdown)$", re.IGNORECASE)

SAFE = re.compile(r"[\w~+][\w.~+-]*(?<!\.)")

RESERVED = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever ending it has (Microsoft, "Naming Files, Paths, and Namespaces")."""


@lru_cache(maxsize=8192)
def address_of(text: str, only_ascii: bool = False) -> str:
    """A slug of any text, never empty: `Social Media` → `social-media`, `C#` → `c-sharp`, `日本語` stays.

    A text without a letter or digit (`???`) is named by its characters' code points, so that it stays one address.
    `only_ascii` writes the sounds of other scripts in Latin letters: `日本語` → `ri-ben-yu`.
    """
    slug = _shortened(_latin(_spoken(text[:LONGEST])) if only_ascii else _words(_spoken(text[:LONGEST])))
    if not any(map(str.isalnum, slug)):
        slug = "-".join(f"u{ord(sign):x}" for sign in text[:8]) or "post"
    return f"{slug}-1" if RESERVED.fullmatch(slug) else slug


def ascii_address_of(text: str) -> str:
    """A slug of Latin letters without accents, digits and hyphens alone."""
    return address_of(text, only_ascii=True)


def _spoken(text: str) -> str:
    """A text with the signs in words that letters alone would lose: `C++` → `cpp`, `.NET` → `dot-NET`."""
    text = re.sub(r"\b(c)\+\+", r"\1pp", re.sub(r"^\.(?=\w)", "dot-", text.strip()), flags=re.IGNORECASE)
    for sign, words in SPOKEN:
        text = text.replace(sign, words)
    return text


def _words(text: str) -> str:
    """The letters and digits, words joined by hyphens. Marks belong to their letters, as the vowels of `हिन्दी` do."""
    marks = {sign for sign in unicodedata.normalize("NFKC", text.lower()) if unicodedata.category(sign) in ("Mn", "Mc")}
    spelling = "".join(sorted(mark for mark in marks if not "\ufe00" <= mark <= "\ufe0f"))
    return slugify.slugify(
        text,
        allow_unicode=True,
        regex_pattern=rf"(?:[^\w{spelling}]|_)+",
        entities=False,
        decimal=False,
        hexadecimal=False,
    )


def _latin(text: str) -> str:
    return slugify.slugify(text, entities=False, decimal=False, hexadecimal=False)


def safe_slug(slug: str) -> str:
    """A writer's own slug as an address: kept as it is where it is safe, else made so.

    Steps out of the folder (`..`) and empty steps are dropped; a slash inside makes folders; the name of a page's file
    is none of its address (`my-post.html`, `my-post/index.html`).
    """
    named = PAGE_FILE.sub("", slug.strip())
    steps = [step for step in re.split(r"[/\\]+", named) if step.strip(". ")]
    address = "/".join(step if _is_safe(step) else address_of(step) for step in steps)
    return address if len(address) <= LONGEST_PATH else address_of(address)


def _is_safe(step: str) -> bool:
    return bool(SAFE.fullmatch(step)) and _shortened(step) == step and not RESERVED.fullmatch(step)


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


def same_place(address: str) -> str:
    """What two addresses share that a file system may take for one: case, and how accents are composed.

    Unicode's canonical caseless matching (§3.13, D145).
    """
    if address.isascii():
        return address.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", address).casefold())


def settle(
    claims: Iterable[Claim], taken: Mapping[str, str] | None = None
) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """An address for each claim, in their order, no two the same.

    The first keeps the address; one that comes later gets a number (`slug-2`), and a problem names both. `taken` holds
    addresses that are given away already (as `same_place` has them) and the names of their owners.
    """
    owners = dict(taken or {})
    numbers: Counter[str] = Counter()
    addresses: list[str] = []
    problems: list[Problem] = []
    for claim in claims:
        address, wished = claim.address, same_place(claim.address)
        while same_place(address) in owners:
            numbers[wished] += 1
            address = f"{claim.address}-{numbers[wished] + 1}"
        if address != claim.address:
            owner = owners[wished]
            what = f"The address '{claim.address}/' of {claim.name} is that of {owner} already."
            cure = f"It is at '{address}/' now; give one of them another slug."
            problems.append(Problem(Rule.CLASHING_ADDRESS, claim.source, what, cure))
        owners[same_place(address)] = claim.name
        addresses.append(address)
    return tuple(addresses), tuple(problems)
