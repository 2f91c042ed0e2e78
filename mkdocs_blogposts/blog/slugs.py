"""Slugs: the last segment of a URL for any text, and when two texts are one URL or one term."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from mkdocs_blogposts.lazy_imports import slugify
from mkdocs_blogposts.lazy_patterns import compile_pattern

LONGEST = 180
"""The longest slug in bytes; file systems refuse names over 255, and a number or an ending may follow."""

LONGEST_PATH = 500
"""The longest URL of a writer's own in characters; whole paths over some thousand bytes are refused, too."""

SPOKEN = (("++", "-plus-plus-"), ("+", "-plus-"), ("#", "-sharp-"), ("&", "-and-"), ("@", "-at-"))
"""Signs that tell terms apart and that a URL spells out."""

PAGE_FILE = compile_pattern(r"(?:(?:^|(?<=[/\\]))index)?\.(?:html?|md|markdown)$", re.IGNORECASE)

SAFE = compile_pattern(r"[\w~+][\w.~+-]*(?<!\.)")

UNSAFE = compile_pattern(r"[\x00-\x1f\x7f<>:\"|?*\\\ud800-\udfff]")
"""What no name of a file has on all systems."""

RESERVED = compile_pattern(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""What Windows takes for a device, whatever ending it has (Microsoft, "Naming Files, Paths, and Namespaces")."""


@lru_cache(maxsize=8192)
def make_slug(text: str, only_ascii: bool = False) -> str:
    """A slug of any text, never empty: `Social Media` → `social-media`, `C#` → `c-sharp`, `日本語` stays.

    A text without a letter or digit (`???`) is named by its characters' code points, so that it stays one URL.
    `only_ascii` writes the sounds of other scripts in Latin letters: `日本語` → `ri-ben-yu`.
    """
    slug = _shortened(_latin(_spoken(text[:LONGEST])) if only_ascii else _words(_spoken(text[:LONGEST])))
    if not any(map(str.isalnum, slug)):
        slug = "-".join(f"u{ord(sign):x}" for sign in text[:8]) or "post"
    return f"{slug}-1" if RESERVED.fullmatch(slug) else slug


def make_ascii_slug(text: str) -> str:
    """A slug of Latin letters without accents, digits and hyphens alone."""
    return make_slug(text, only_ascii=True)


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


def clean_slug(slug: str) -> str:
    """A writer's own slug as a URL: kept as it is where it is safe, else made so.

    Steps out of the folder (`..`) and empty steps are dropped; a slash inside makes folders; the name of a page's file
    isn't one of its URL (`my-post.html`, `my-post/index.html`).
    """
    named = PAGE_FILE.sub("", slug.strip())
    steps = [step for step in re.split(r"[/\\]+", named) if step.strip(". ")]
    url = "/".join(step if _is_safe(step) else make_slug(step) for step in steps)
    return url if len(url) <= LONGEST_PATH else make_slug(url)


def is_safe_path(path: str) -> bool:
    """May a path of another engine's stay as it is, whatever its signs are?"""
    steps = path.split("/")
    is_named = all(step.strip(". ") and _shortened(step) == step and not RESERVED.fullmatch(step) for step in steps)
    return is_named and not UNSAFE.search(path)


def _is_safe(step: str) -> bool:
    return bool(SAFE.fullmatch(step)) and _shortened(step) == step and not RESERVED.fullmatch(step)


def _shortened(slug: str) -> str:
    return slug.encode()[:LONGEST].decode(errors="ignore").rstrip("-")


def fold_url(url: str) -> str:
    """What two URLs share that a file system may take for one: case, and how accents are composed.

    Unicode's canonical caseless matching (§3.13, D145).
    """
    if url.isascii():
        return url.lower()
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", url).casefold())


TermPath = tuple[str, ...]
"""A term below its parents: `("python",)`, `("guides", "python")`, `("2024", "07")`."""


@lru_cache(maxsize=8192)
def fold_term(term: str) -> str:
    """What two spellings of one term share: they may differ in case, spaces, hyphens and underscores."""
    return fold_url(re.sub(r"[\s_-]", "", term)) or term


@lru_cache(maxsize=8192)
def fold_term_path(path: TermPath) -> TermPath:
    """What two spellings of one term below its parents share."""
    return tuple(map(fold_term, path))
