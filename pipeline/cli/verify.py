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
from ingest import catalog
from ingest.formats import media_type_of
from ingest.parse import parse_file, parse_restatement
from ingest.verify import Difference
from ingest.verify import verify as compare
from pipeline.cli.output import AsJson, console, print_json, table

_OPEN_DIFFERENCES = 3


def verify(
    source: Annotated[str, typer.Argument(help="A source id or alias, or ID@EDITION.")],
    file: Annotated[
        list[Path] | None, typer.Option("--file", help="The publisher's file; without it, those in COMITY_ORIGINALS.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Compare a publisher's file with our restatement: missing, extra, retitled, other cues, other numbers."""
    settings = Settings()
    work, edition = find_edition(catalog.load_all(settings.corpus, vocab.load(settings.ontology)), source)
    restated = parse_restatement(settings.corpus, work, edition, work.language)
    found: dict[str, tuple[Difference, ...]] = {}
    for path in file or _originals(settings, work, edition):
        published = parse_file(path, work, edition, media_type_of(path.name), work.language, is_restatement=False)
        found[path.name] = compare(restated, published)
    why = {(known.kind, known.clause): known.why for known in edition.explained}
    if as_json:
        print_json({name: [_row(difference, why) for difference in rows] for name, rows in found.items()})
    else:
        _print(f"{work.id}@{edition.id}", found, why)
    if any((row.kind, row.clause) not in why for rows in found.values() for row in rows):
        raise typer.Exit(_OPEN_DIFFERENCES)


def _originals(settings: Settings, source: Source, edition: Edition) -> list[Path]:
    """Return the publisher's files of an edition that are at hand."""
    if settings.originals is None:
        raise NotFoundError(source.id, "no publisher's file is given", "use --file FILE, or set COMITY_ORIGINALS")
    folder = settings.originals / source.id
    found = [folder / file.name for file in edition.files if (folder / file.name).is_file()]
    if not found:
        names = ", ".join(file.name for file in edition.files) or "source.yml names no file of this edition"
        raise NotFoundError(str(folder), "no publisher's file is here", f"expected: {names}")
    return found


def _row(difference: Difference, why: Mapping[tuple[str, str], str]) -> dict[str, object]:
    return asdict(difference) | {"explained": why.get((difference.kind, difference.clause))}


def _print(name: str, found: Mapping[str, Sequence[Difference]], why: Mapping[tuple[str, str], str]) -> None:
    screen = console()
    for file, rows in found.items():
        cells = [
            (
                row.clause,
                row.kind,
                str(row.restated),
                str(row.published),
                why.get((row.kind, row.clause), "NOT EXPLAINED"),
            )
            for row in rows
        ]
        columns = ("clause", "difference", "restatement", "publisher's file", "explained")
        if cells:
            screen.print(table(f"{name} against {file}: {len(cells)} difference(s)", columns, cells))
        else:
            screen.print(f"{name} against {file}: no difference")
