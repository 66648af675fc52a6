# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity new-source``: lay out the files of a source that is to be added."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

import ingest.sources
from comity.model import vocab
from comity.model.ids import split_edition
from comity.settings import Settings
from ingest.new_source import Wanted, lay_out
from pipeline.cli.output import AsJson, console, print_json


def new_source(
    name: Annotated[str, typer.Argument(metavar="ID[@EDITION]", help="The id, for ever, and an edition, else 1.")],
    jurisdiction: Annotated[str, typer.Option(help="Where it stands: a term of the scheme jurisdiction.")],
    title: Annotated[str, typer.Option(help="Its full title.")],
    published: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day on which it was published.")],
    force: Annotated[str, typer.Option(help="What kind of instrument: a term of the scheme legal-force.")] = "statute",
    language: Annotated[str, typer.Option(help="The language of the text.")] = "en",
    as_json: AsJson = False,
) -> None:
    """Lay out the files of a new source; they build at once and claim nothing."""
    settings = Settings()
    work, edition = split_edition(name)
    wanted = Wanted(work, jurisdiction, title, force, edition or "1", published.date(), language)
    parsers = Path(ingest.sources.__path__[0])
    written = lay_out(wanted, settings.corpus, parsers, vocab.load(settings.ontology))
    if as_json:
        print_json({"source": work, "files": [str(path) for path in written]})
        return
    for path in written:
        console().print(f"written: {path}", markup=False, soft_wrap=True)
    console().print("now: docs/adding-a-source.md, step 2", markup=False)
