# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``comity evaluate extraction``: the rules that read uncoded texts, measured on the texts that people have coded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import typer

from comity.model import vocab
from comity.model.document import Document
from comity.model.errors import ComityError
from comity.model.source import Edition, Source
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, facets, originals
from ingest.evaluation import MODALITIES, NOTHING, Tally, evaluate
from ingest.extract import READERS, extract
from ingest.extract.rules import seen
from ingest.parse import edition_folder, parse_published, parse_restatement
from pipeline.cli.output import NOTICE, AsJson, console, print_json, table

_FIGURES = ("modality_macro_f1", "modality_kappa", "bearer", "condition", "capability", "parameters")


@dataclass(slots=True)
class _Measured:
    """Figures by row and the totals by what was read and whether the rules had seen it."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    totals: dict[str, Tally] = field(default_factory=dict)


def extraction(
    what: Annotated[Literal["extraction"], typer.Argument(help="What to evaluate.")],
    source: Annotated[str | None, typer.Argument(help="Only this source.")] = None,
    as_json: AsJson = False,
) -> None:
    """Measure how well the rules extract requirements, on publishers' files at hand and on our restatements."""
    settings = Settings()
    known = vocab.load(settings.ontology)
    sources = catalog.load_all(settings.corpus, known)
    if source is not None:
        wanted = catalog_source(sources, source)
        sources = tuple(one for one in sources if one.id == wanted)
    measured = _measure(settings, known, sources)
    totals = {name: tally.scores() for name, tally in measured.totals.items()}
    confusion = _confusion(measured.totals)
    if as_json:
        print_json({"of": what, "rows": measured.rows, "totals": totals, "confusion": confusion})
        return
    cells = [[row["edition"], row["text"], "yes" if row["seen"] else "no", *_cells(row)] for row in measured.rows]
    cells += [["all", name, "", *_cells(scores)] for name, scores in totals.items()]
    screen = console()
    screen.print(table("Extraction beside the curated facets", ("edition", "text", "seen", "duties", *_FIGURES), cells))
    for name, rows in confusion.items():
        columns = ("curated, then as extracted", *MODALITIES, NOTHING)
        lines = [[label, *(str(rows[label].get(told, 0)) for told in columns[1:])] for label in rows]
        screen.print(table(f"Modality: {name}", columns, lines))
    screen.print(NOTICE)


def catalog_source(sources: Sequence[Source], name: str) -> str:
    """Return the id of a source by id or alias."""
    from comity.model.corpus import find_source

    return find_source(sources, name).id


def _measure(settings: Settings, known: Vocabulary, sources: Sequence[Source]) -> _Measured:
    measured = _Measured()
    for source in sources:
        for edition in source.editions:
            path = edition_folder(settings.corpus, source, edition) / "facets.yml"
            first = parse_restatement(settings.corpus, source, edition, edition.languages[0])
            gold = facets.load(path, edition, first, known)
            for text, document in _texts(settings, source, edition):
                ours = parse_restatement(settings.corpus, source, edition, document.language)
                _add(measured, source, text, evaluate(document, ours, gold, extract(document, known)), document)
    return measured


def _texts(settings: Settings, source: Source, edition: Edition) -> Iterator[tuple[str, Document]]:
    for language in edition.languages:
        if language not in READERS:
            continue
        paths = originals.at_hand(settings, source, edition, language)
        if paths:
            try:
                yield f"published, {language}", parse_published(paths, source, edition, language)
            except ComityError as error:
                console().print(f"left out: {error}", markup=False)
        yield f"restated, {language}", parse_restatement(settings.corpus, source, edition, language)


def _add(measured: _Measured, source: Source, text: str, tally: Tally, document: Document) -> None:
    is_seen = source.id in seen(document.language)
    name = f"{source.id}@{document.edition}"
    measured.rows.append({"edition": name, "text": text, "seen": is_seen} | tally.scores())
    total = f"{text}, {'seen' if is_seen else 'never seen'} by the rules"
    measured.totals.setdefault(total, Tally()).add(tally)


def _cells(scores: Mapping[str, Any]) -> list[str]:
    names = [name if name in scores else f"{name}_micro_f1" for name in _FIGURES]
    return [str(scores["deontic"]), *("-" if scores[name] is None else f"{scores[name]:.3f}" for name in names)]


def _confusion(totals: Mapping[str, Tally]) -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = {}
    for name, tally in totals.items():
        rows: dict[str, dict[str, int]] = {label: {} for label in (*MODALITIES, NOTHING)}
        for (gold, told), count in sorted(tally.confusion.items()):
            rows[gold][told] = count
        found[name] = rows
    return found
