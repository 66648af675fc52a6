# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Seconds of each build stage, from nothing and again with nothing changed."""

from __future__ import annotations

from rich.console import Console

from comity.settings import Settings
from pipeline.cli.output import table
from pipeline.run import build


def show(screen: Console, settings: Settings) -> None:
    """Build from nothing, build again, and print both."""
    first, second = build(settings), build(settings)
    rows = [
        (fresh.name, f"{fresh.seconds:.2f}", f"{again.seconds:.2f}")
        for fresh, again in zip(first.stages, second.stages, strict=True)
    ]
    total = [f"{sum(stage.seconds for stage in report.stages):.2f}" for report in (first, second)]
    screen.print(table("Build, seconds", ("stage", "from nothing", "unchanged"), [*rows, ("all", *total)]))
