"""What a writer got wrong, as a value: the core returns these, the shell says them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake, at its place, with its consequence or its cure."""

    file: str
    """The file it stands in, relative to the docs folder, with `/` between folders."""

    what: str
    """What is wrong, with the value shown. One sentence."""

    cure: str
    """What happens now, or what to write. One sentence."""

    line: int = 0
    """Counted from 1; 0 where the problem belongs to no line."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.what} {self.cure}"
