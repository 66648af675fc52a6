# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""How answers look: tables for people, JSON for programs, one line for errors."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from comity.model.errors import ComityError

NOTICE: Final = "Informative; not legal advice."
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
AsAt = Annotated[str | None, typer.Option("--as-at", metavar="DATE", help="Answer for this date (YYYY-MM-DD).")]


def console() -> Console:
    """Return a console for standard output, wide enough for clause ids when it is not a terminal."""
    return Console(width=None if sys.stdout.isatty() else 120, highlight=False)


def print_json(data: Any) -> None:
    """Print data as indented JSON, keys in the order given."""
    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False) + "\n")


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, whole: bool = False) -> Table:
    """Return a table whose cells are plain text: nothing in a cell is read as markup.

    ``whole`` keeps the cells of the first column on one line.
    """
    grid = Table(title=Text(title), title_justify="left", title_style="bold", header_style="bold", expand=False)
    for position, name in enumerate(columns):
        grid.add_column(Text(name), overflow="fold", no_wrap=whole and position == 0)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    return grid


def complain(error: ComityError, *, as_json: bool) -> None:
    """Tell an error on standard error."""
    if as_json:
        data = {
            "error": {"kind": type(error).__name__, "place": error.place, "why": error.why, "way_out": error.way_out}
        }
        sys.stderr.write(json.dumps(data, ensure_ascii=False) + "\n")
        return
    screen = Console(stderr=True, highlight=False, soft_wrap=True)
    screen.print(Text.assemble(("comity: ", "bold red"), f"{error.place}: {error.why}"))
    if error.way_out:
        screen.print(Text(f"        {error.way_out}"))
