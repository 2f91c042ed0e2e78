"""Regular expressions that are compiled when they are first used: a site without posts needs few of them.

`compile_pattern` stands for `re.compile`, and type checkers see that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

__all__ = ["compile_pattern"]

if TYPE_CHECKING:
    from re import compile as compile_pattern
else:

    def compile_pattern(pattern: str | bytes, flags: int = 0) -> _LatePattern:
        """A regular expression, compiled when it is first asked to match."""
        return _LatePattern(pattern, flags)


class _LatePattern:
    """Compiles a pattern when one of its methods is asked for, which is an attribute of its own from then on."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        asked = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, asked)
        return asked
