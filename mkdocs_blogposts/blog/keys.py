"""When two spellings are one term."""

from __future__ import annotations

import re
from functools import lru_cache

from mkdocs_blogposts.blog.addresses import same_place

TermPath = tuple[str, ...]
"""A term below its parents: `("python",)`, `("guides", "python")`, `("2024", "07")`."""


@lru_cache(maxsize=8192)
def term_key(term: str) -> str:
    """What two spellings of one term share: they may differ in case, blanks, hyphens and underscores."""
    return same_place(re.sub(r"[\s_-]", "", term)) or term


def key_of(path: TermPath) -> TermPath:
    """What two spellings of one term below its parents share."""
    return tuple(map(term_key, path))
