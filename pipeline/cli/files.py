# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity fetch`` and ``comity add``: publishers' files, from their address or from disk, into the local folder."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn

from comity.model import vocab
from comity.model.corpus import find_edition
from comity.model.errors import RequestError
from comity.model.source import Edition, PublisherFile, Source
from comity.settings import Settings
from ingest import catalog, originals
from ingest.fetch import fetcher
from ingest.originals import Placed
from pipeline.cli.output import AsJson, console, print_json

Name = Annotated[str, typer.Argument(help="A source id or alias, or ID@EDITION.")]


def fetch(source: Name, as_json: AsJson = False) -> None:
    """Download the publisher's files of an edition from the addresses in source.yml."""
    settings = Settings()
    work, edition = _edition(settings, source)
    if not edition.files:
        way = f"look at {work.official_url}" if work.official_url else ""
        raise RequestError(f"{work.id}@{edition.id}", "source.yml names no file of this edition", way)
    rows = [_fetch(settings, work, edition, file, quiet=as_json) for file in edition.files]
    _print(work, edition, rows, as_json=as_json)


def add(
    source: Name,
    file: Annotated[Path, typer.Argument(help="The publisher's file.")],
    name: Annotated[str | None, typer.Option("--as", help="Which of the edition's files it is.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take a publisher's file from disk, so that verify and a local release can read it."""
    settings = Settings()
    work, edition = _edition(settings, source)
    _print(work, edition, [("added", originals.add(settings, work, edition, file, name))], as_json=as_json)


def _edition(settings: Settings, name: str) -> tuple[Source, Edition]:
    return find_edition(catalog.load_all(settings.corpus, vocab.load(settings.ontology)), name)


def _fetch(
    settings: Settings, work: Source, edition: Edition, file: PublisherFile, *, quiet: bool
) -> tuple[str, Placed]:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=console(), disable=quiet, transient=True) as bar:
        task: TaskID = bar.add_task(file.name, total=None)
        with fetcher(lambda done, whole: bar.update(task, completed=done, total=whole)) as fetching:
            found = fetching.fetch(work, edition, file, originals.place(settings, work, file))
    return found.state, found.placed


def _print(work: Source, edition: Edition, rows: list[tuple[str, Placed]], *, as_json: bool) -> None:
    if as_json:
        files = [
            {
                "file": str(placed.path),
                "state": state,
                "sha256": placed.sha256,
                "is_recorded": placed.is_recorded,
                "kept": str(placed.kept) if placed.kept else None,
            }
            for state, placed in rows
        ]
        print_json({"edition": f"{work.id}@{edition.id}", "files": files})
        return
    for state, placed in rows:
        console().print(f"{state}: {placed.path} ({_recorded(placed)})", markup=False, soft_wrap=True)
        if placed.kept:
            console().print(f"  the file that stood there is now {placed.kept}", markup=False, soft_wrap=True)
    console().print(f"now: comity verify {work.id}@{edition.id}", markup=False)


def _recorded(placed: Placed) -> str:
    return {
        True: "the file that the record was made from",
        False: "another file than the record was made from",
        None: "the record holds no hash to compare with",
    }[placed.is_recorded]
