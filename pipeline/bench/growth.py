# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Our own build stages on several copies of the corpus, each under other source ids: is their growth linear?

Parsing and facets run as often as there are copies and give their results other ids; analysing and lifting are the
stages themselves. The copies stand in the same jurisdictions, so that each jurisdiction holds as many times more.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from rich.console import Console

from comity import codec
from comity.align import sssom
from comity.model.document import Document
from comity.model.recognition import Recognition
from comity.model.requirement import Requirement
from comity.model.source import Source
from comity.release import DOCUMENTS, MAPPINGS, PUBLISHED, RECOGNITIONS, REQUIREMENTS, SOURCES
from comity.settings import Settings
from ingest import facets
from ingest.parse import edition_folder, parse_restatement
from pipeline import steps
from pipeline.bench.clock import worked
from pipeline.cli.output import table
from pipeline.steps import Place

COPIES: Final = (1, 3, 10, 100)
STAGES: Final = ("parse", "facets", "analyse", "lift")


@dataclass(frozen=True, slots=True)
class _Copied:
    """A source, and the id that a copy of it has; the first copy is the source itself."""

    source: Source
    id: str


def show(screen: Console, settings: Settings, several: Sequence[int]) -> None:
    """Print seconds for each number of copies, and seconds per copy as a ratio to those of one; 1.00 is linear."""
    with tempfile.TemporaryDirectory() as folder:
        seconds(settings, Path(folder) / "first", 1)  # so that what is loaded once counts nowhere
        found = {copies: seconds(settings, Path(folder) / str(copies), copies) for copies in several}
    columns = ["stage", *(f"{copies}, s" for copies in several), *(f"{copies}, per copy" for copies in several[1:])]
    one, least = found[several[0]], several[0]
    rows = [
        (
            stage,
            *(f"{found[copies][stage]:.2f}" for copies in several),
            *(f"{found[copies][stage] * least / copies / one[stage]:.2f}" for copies in several[1:]),
        )
        for stage in (*STAGES, "all")
    ]
    screen.print(table("Growth, processor seconds; per copy, 1.00 is linear", columns, rows))


def seconds(settings: Settings, folder: Path, copies: int) -> dict[str, float]:
    """Return the seconds that each stage takes on so many copies, and those of all."""
    place = _prepared(settings, folder)
    copied = [
        _Copied(source, source.id if number == 0 else f"{source.id}-copy-{number}")
        for number in range(copies)
        for source in place.sources()
    ]
    sources = [replace(entry.source, id=entry.id, aliases=()) for entry in copied]
    codec.dump_lines(place.before["catalog"] / SOURCES, sources, Source)
    works: Mapping[str, Callable[[Place], None]] = {
        "parse": partial(_parse, copied),
        "facets": partial(_facets, copied),
        "analyse": steps.analyse,
        "lift": steps.lift,
    }
    found = {stage: worked(partial(works[stage], replace(place, out=place.before[stage]))) for stage in STAGES}
    return {**found, "all": sum(found.values())}


def _prepared(settings: Settings, folder: Path) -> Place:
    """Make the folder of every stage, fill those that are not measured, and leave the mappings empty."""
    before = {name: folder / name for name in ("vocabulary", "catalog", "published", "align", *STAGES)}
    for path in before.values():
        path.mkdir(parents=True)
    place = Place(settings, before, folder)
    steps.vocabulary(replace(place, out=before["vocabulary"]))
    steps.catalog(replace(place, out=before["catalog"]))
    codec.dump_lines(before["published"] / PUBLISHED, (), Document)
    sssom.write((), before["align"] / MAPPINGS, sssom.SetFacts(id="growth", version=place.as_at().isoformat()))
    return place


def _parse(copied: Sequence[_Copied], place: Place) -> None:
    corpus = place.settings.corpus
    documents = (
        replace(parse_restatement(corpus, entry.source, edition, language), source=entry.id)
        for entry in copied
        for edition in entry.source.editions
        for language in edition.languages
    )
    codec.dump_lines(place.out / DOCUMENTS, documents, Document)
    codec.dump_lines(place.out / RECOGNITIONS, (), Recognition)


def _facets(copied: Sequence[_Copied], place: Place) -> None:
    known = place.vocabulary()
    documents: dict[tuple[str, str], Document] = {}
    for document in place.documents():
        documents.setdefault((document.source, document.edition), document)
    requirements = (
        requirement
        for entry in copied
        for edition in entry.source.editions
        for requirement in facets.load(
            edition_folder(place.settings.corpus, entry.source, edition) / "facets.yml",
            edition,
            documents[entry.id, edition.id],
            known,
        )
    )
    codec.dump_lines(place.out / REQUIREMENTS, requirements, Requirement)
