# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Publishers' PDF files at hand: parsing them whole beside pypdfium2's bare text, and extraction apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pypdfium2 as pdfium
from rich.console import Console

from comity.model import vocab
from comity.model.document import Document
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, originals
from ingest.extract import extract
from ingest.parse import parse_published
from pipeline.bench.clock import in_turn
from pipeline.cli.output import table

_RUNS: Final = 5
_COLUMNS: Final = ("edition", "pages", "bare, p/s", "parsed, p/s", "ratio", "extracted, p/s", "ratio")


@dataclass(frozen=True, slots=True)
class Job:
    """One edition in one language: its files, all PDF, and the whole way from them to clauses."""

    name: str
    paths: tuple[Path, ...]
    parse: Callable[[], Document]


@dataclass(frozen=True, slots=True)
class Speed:
    """Pages of some files, and the seconds of bare text, of parsing and of extraction from what was parsed."""

    pages: int
    bare: float
    parsed: float
    extracted: float


def show(screen: Console, settings: Settings) -> None:
    """Print pages a second and ratios, or one line that says why there are none."""
    known = vocab.load(settings.ontology)
    found = list(jobs(settings, known))
    if not found:
        screen.print(f"Ingest: skipped, no publisher's PDF file of a source in {originals.folder(settings)}")
        return
    speeds = [measure(job, known) for job in found]
    total = Speed(
        sum(speed.pages for speed in speeds),
        sum(speed.bare for speed in speeds),
        sum(speed.parsed for speed in speeds),
        sum(speed.extracted for speed in speeds),
    )
    rows = [_row(job.name, speed) for job, speed in zip(found, speeds, strict=True)]
    title = f"Ingest beside pypdfium2's bare text of the same files, pages a second, median of {_RUNS}"
    screen.print(table(title, _COLUMNS, [*rows, _row("all", total)]))


def jobs(settings: Settings, vocabulary: Vocabulary) -> Iterator[Job]:
    """Yield every edition and language whose files are at hand and all PDF."""
    for source in catalog.load_all(settings.corpus, vocabulary):
        for edition in source.editions:
            for language in originals.languages(edition):
                paths = originals.at_hand(settings, source, edition, language)
                if paths and all(path.suffix.casefold() == ".pdf" for path in paths):
                    name = f"{source.id}@{edition.id} {language}"
                    yield Job(name, tuple(paths), partial(parse_published, paths, source, edition, language))


def measure(job: Job, vocabulary: Vocabulary) -> Speed:
    """Measure one job, its three parts in turn; what is loaded once, such as the rules, counts in no part."""
    document = job.parse()
    extract(document, vocabulary)
    works = (partial(bare, job.paths), job.parse, partial(extract, document, vocabulary))
    return Speed(bare(job.paths), *in_turn(works, _RUNS))


def bare(paths: Sequence[Path]) -> int:
    """Take the text of every page and drop it; return how many there are. This is the least that a reader does."""
    pages = 0
    for path in paths:
        document = pdfium.PdfDocument(path.read_bytes())
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            text.close()
            page.close()
        pages += len(document)
        document.close()
    return pages


def _row(name: str, speed: Speed) -> tuple[str, ...]:
    rates = [speed.pages / seconds for seconds in (speed.bare, speed.parsed, speed.extracted)]
    parsed, extracted = speed.parsed / speed.bare, speed.extracted / speed.bare
    return (
        name,
        str(speed.pages),
        f"{rates[0]:.0f}",
        f"{rates[1]:.0f}",
        f"{parsed:.2f}",
        f"{rates[2]:.0f}",
        f"{extracted:.2f}",
    )
