# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity verify``: a publisher's file against our restatement, provision by provision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from comity.model import vocab
from comity.model.corpus import find_edition
from comity.model.errors import NotFoundError
from comity.model.source import Edition, Source
from comity.settings import Settings
from ingest import catalog, originals
from ingest.parse import parse_published, parse_restatement
from ingest.verify import Difference
from ingest.verify import verify as compare
from pipeline.cli.output import AsJson, console, print_json, table

_OPEN_DIFFERENCES = 3


def verify(
    source: Annotated[str, typer.Argument(help="A source id or alias, or ID@EDITION.")],
    file: Annotated[
        list[Path] | None, typer.Option("--file", help="The publisher's file; without it, those in COMITY_ORIGINALS.")
    ] = None,
    language: Annotated[str | None, typer.Option(help="Which language version; else the work's own.")] = None,
    as_json: AsJson = False,
) -> None:
    """Compare a publisher's file with our restatement: missing, extra, retitled, other cues, other numbers."""
    settings = Settings()
    work, edition = find_edition(catalog.load_all(settings.corpus, vocab.load(settings.ontology)), source)
    spoken = language or work.language
    if spoken not in edition.languages:
        way = f"held in: {', '.join(edition.languages)}"
        raise NotFoundError(f"{work.id}@{edition.id}", f"no restatement in {spoken!r}", way)
    restated = parse_restatement(settings.corpus, work, edition, spoken)
    paths = file or _originals(settings, work, edition, spoken)
    rows = compare(restated, parse_published(paths, work, edition, spoken))
    why = {(known.kind, known.clause): known.why for known in edition.explained}
    if as_json:
        print_json({"files": [path.name for path in paths], "differences": [_row(row, why) for row in rows]})
    else:
        _print(f"{work.id}@{edition.id} against {', '.join(path.name for path in paths)}", rows, why)
    if any((row.kind, row.clause) not in why for row in rows):
        raise typer.Exit(_OPEN_DIFFERENCES)


def _originals(settings: Settings, source: Source, edition: Edition, language: str) -> list[Path]:
    """Return the publisher's files of an edition that are at hand."""
    held = [file for file in edition.files if file.language == language]
    found = [path for file in held if (path := originals.place(settings, source, file)).is_file()]
    if not found:
        names = ", ".join(file.name for file in edition.files) or "source.yml names no file of this edition"
        way = f"expected: {names}; give --file FILE, or say: comity fetch {source.id}, or: comity add {source.id} FILE"
        raise NotFoundError(str(originals.folder(settings) / source.id), "no publisher's file is here", way)
    return found


def _row(difference: Difference, why: Mapping[tuple[str, str], str]) -> dict[str, object]:
    return asdict(difference) | {"explained": why.get((difference.kind, difference.clause))}


def _print(title: str, rows: Sequence[Difference], why: Mapping[tuple[str, str], str]) -> None:
    if not rows:
        console().print(f"{title}: no difference", markup=False)
        return
    cells = [
        (row.clause, row.kind, row.restated, row.published, why.get((row.kind, row.clause), "NOT EXPLAINED"))
        for row in rows
    ]
    columns = ("clause", "difference", "restatement", "publisher's file", "explained")
    console().print(table(f"{title}: {len(cells)} difference(s)", columns, cells))
