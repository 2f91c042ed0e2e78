"""Style sheets and scripts as readers load them."""

from __future__ import annotations

import re

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BLANK = re.compile(r"\s*\n\s*")
_AROUND = re.compile(r"\s*([{};,>])\s*|(?<=[\w-]):\s+")
_ZERO = re.compile(r"(?<![\w.])0(?=\.\d)")
_STRING = re.compile(r"(\"[^\"\n]*\")")


def without_notes(source: str) -> str:
    """A style sheet or a script without its comments and indentation, which only its authors need.

    No text of it may hold what looks like a comment.
    """
    return _BLANK.sub("\n", _COMMENT.sub("", source)).strip() + "\n"


def packed(style: str) -> str:
    """A style sheet without the blanks and zeros that mean nothing."""
    parts = _STRING.split(without_notes(style))
    plain = [part if number % 2 else _ZERO.sub("", _AROUND.sub(_bare, part)) for number, part in enumerate(parts)]
    return "".join(plain).replace(";}", "}") + "\n"


def _bare(found: re.Match[str]) -> str:
    return found[1] or ":"
