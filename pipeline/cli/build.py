# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity build``: make a release from the corpus."""

from __future__ import annotations

from rich.console import Console

from comity.settings import Settings
from pipeline import run
from pipeline.cli.output import NOTICE, AsJson, console, print_json, table


def build(as_json: AsJson = False) -> None:
    """Build a release from the corpus; stages whose inputs did not change are skipped."""
    progress = Console(stderr=True, highlight=False)
    with progress.status("building") as status:
        report = run.build(Settings(), lambda stage: status.update(f"building: {stage}"))
    manifest = report.release.manifest
    if as_json:
        stages = [{"stage": s.name, "skipped": s.skipped, "seconds": round(s.seconds, 3)} for s in report.stages]
        print_json({"version": report.release.version, "counts": manifest["counts"], "stages": stages})
        return
    screen = console()
    rows = [(s.name, "unchanged" if s.skipped else f"{s.seconds:.2f}") for s in report.stages]
    screen.print(table("Stages", ("stage", "seconds"), rows))
    counts = [(name.replace("_", " "), str(value)) for name, value in manifest["counts"].items()]
    screen.print(table("Release", ("what", "count"), counts))
    screen.print(
        f"release {report.release.version}, findings as at {report.release.as_at}, {manifest['triples']} triples"
    )
    screen.print(f"reasoning: {manifest['reasoning']['state']} {manifest['reasoning']['why']}".rstrip())
    screen.print(NOTICE)
