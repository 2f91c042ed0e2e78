"""Tables for people, as wide as their terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, OverflowMethod
from rich.table import Table
from rich.text import Text

from mkdocs_blogposts.cli.site_loader import escape_terminal
from mkdocs_blogposts.frozen_dataclasses import dataclass

UNTOLD = 10_000
"""Columns of what isn't a terminal: a line stays a line."""


@dataclass(frozen=True)
class Column:
    """One column."""

    head: str

    width: int
    """The least, in characters."""

    share: int | None = None
    """Its part of the width that is left; `None` for as much as it needs."""

    wraps: bool = False
    """Does what is too wide go on below? It is cut, else."""


@dataclass(frozen=True)
class Row:
    """One row."""

    cells: Sequence[str]

    color: str = ""
    """As `rich` calls it."""


def print_table(columns: Iterable[Column], rows: Iterable[Row], otherwise: str) -> None:
    """A table as wide as the terminal; color only there, and not where `NO_COLOR` is set; `otherwise` without rows."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = UNTOLD
    table = Table(box=None, pad_edge=False, header_style="bold", expand=console.is_terminal)
    for column in columns:
        cut: OverflowMethod = "fold" if column.wraps else "ellipsis"
        table.add_column(
            column.head, no_wrap=not column.wraps, overflow=cut, min_width=column.width, ratio=column.share
        )
    for row in rows:
        table.add_row(*(Text(escape_terminal(cell), style=row.color) for cell in row.cells))
    console.print(table if table.row_count else otherwise)
