"""The style sheet as readers load it."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")


def without_notes(style: str) -> str:
    """A style sheet without its comments and indentation, which only its authors need; a rule may take two lines.

    No text of the sheet may hold what looks like a comment.
    """
    return _BLANK.sub("\n", _COMMENT.sub("", style)).strip() + "\n"
