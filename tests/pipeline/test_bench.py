# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``make bench`` on little: its tables have the rows that they should have. How long anything took is no test."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console

from comity import codec
from comity.model import vocab
from comity.model.document import Anchor, Clause, Document, Sentence
from comity.model.source import Source
from comity.release import SOURCES
from comity.settings import Settings
from pipeline.bench import __main__ as command
from pipeline.bench import growth, ingest


def said_by(show: Callable[[Console], None]) -> str:
    out = StringIO()
    show(Console(file=out, width=120))
    return out.getvalue()


def document() -> Document:
    where = Anchor("law.pdf", 1, 0, 40)
    sentence = Sentence(1, "The manufacturer shall publish a contact point.", where)
    clause = Clause("1", "1", "", None, "operative", True, (sentence,), where)
    return Document("toy-act", "2020", "en", False, (clause,))


def pdf(path: Path, pages: int) -> Path:
    canvas = Canvas(str(path), invariant=1)
    for _ in range(pages):
        canvas.drawString(50, 500, "The manufacturer shall publish a contact point.")
        canvas.showPage()
    canvas.save()
    return path


def test_ingest_says_why_there_is_nothing_to_measure(copied: Settings) -> None:
    empty = copied.model_copy(update={"originals": copied.build})
    assert said_by(lambda screen: ingest.show(screen, empty)).startswith(
        "Ingest: skipped, no publisher's PDF file of a source in "
    )


def test_ingest_counts_pages_of_all_files_and_prints_a_row_each_and_a_sum(
    copied: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paths = (pdf(tmp_path / "one.pdf", 2), pdf(tmp_path / "two.pdf", 3))
    job = ingest.Job("toy-act@2020 en", paths, document)
    assert ingest.measure(job, vocab.load(copied.ontology)).pages == 5
    monkeypatch.setattr(ingest, "jobs", lambda *_: iter([job, job]))
    said = said_by(lambda screen: ingest.show(screen, copied))
    rows = re.findall(r"^│ (\S+(?: en)?) +│ (\d+) ", said, re.MULTILINE)
    assert rows == [("toy-act@2020 en", "5"), ("toy-act@2020 en", "5"), ("all", "10")]


def test_growth_prints_every_stage_and_holds_each_source_as_often_as_asked(copied: Settings, tmp_path: Path) -> None:
    said = said_by(lambda screen: growth.show(screen, copied, [1, 2]))
    assert re.findall(r"│ (\w+) +│ \d", said) == [*growth.STAGES, "all"]
    assert "2, per copy" in said
    growth.seconds(copied, tmp_path / "two", 2)
    found = [source.id for source in codec.load_lines(tmp_path / "two" / "catalog" / SOURCES, Source)]
    assert len(found) == len(set(found))
    assert {"us-or-hb2395", "us-or-hb2395-copy-1"} <= set(found)


def test_an_unknown_part_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command.main(["speed"])
    assert "no part 'speed'; there are build, queries, ingest, growth" in capsys.readouterr().err
