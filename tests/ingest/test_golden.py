# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Golden files: what each restatement parses to, in full, and what each publisher's file parses to, without its text.

A golden that is missing is written and the test fails until a person has read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from comity.model import vocab
from comity.model.document import Clause
from comity.model.source import Edition, Source
from comity.settings import Settings
from ingest import catalog
from ingest.parse import parse_published, parse_restatement
from ingest.verify import cues, numbers

GOLDEN = Path(__file__).parent.parent / "golden"
SETTINGS = Settings()
SOURCES = catalog.load_all(SETTINGS.corpus, vocab.load(SETTINGS.ontology))
RESTATED = [(s, e, language) for s in SOURCES for e in s.editions for language in e.languages]
PUBLISHED = [(s, e, lang) for s in SOURCES for e in s.editions for lang in sorted({f.language for f in e.files})]


def rows_in_full(clauses: tuple[Clause, ...]) -> Iterator[dict[str, object]]:
    for clause in clauses:
        yield {
            "id": clause.id,
            "number": clause.number,
            "title": clause.title,
            "status": clause.text_status,
            "provision": clause.is_provision,
            "sentences": [sentence.text for sentence in clause.sentences],
        }


def rows_without_text(clauses: tuple[Clause, ...]) -> Iterator[dict[str, object]]:
    for clause in clauses:
        yield {
            "id": clause.id,
            "number": clause.number,
            "page": clause.anchor.page,
            "sentences": len(clause.sentences),
            "cues": list(cues(clause)),
            "parameters": list(numbers(clause)),
            "sha256": sha256(clause.text.encode()).hexdigest(),
        }


def compare(name: str, rows: Iterator[dict[str, object]]) -> None:
    path = GOLDEN / name
    text = "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in rows)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        pytest.fail(f"{path.name} was missing and has been written: read it, then run again")
    assert text.splitlines() == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(("source", "edition", "language"), RESTATED, ids=lambda part: getattr(part, "id", part))
def test_restatement_matches_its_golden(source: Source, edition: Edition, language: str) -> None:
    document = parse_restatement(SETTINGS.corpus, source, edition, language)
    suffix = "" if language == source.language else f".{language}"
    compare(f"{source.id}@{edition.id}{suffix}.jsonl", rows_in_full(document.clauses))


@pytest.mark.parametrize(("source", "edition", "language"), PUBLISHED, ids=lambda part: getattr(part, "id", part))
def test_publishers_files_match_their_golden(source: Source, edition: Edition, language: str) -> None:
    folder = SETTINGS.originals
    if folder is None:
        pytest.skip("COMITY_ORIGINALS is not set")
    files = [file for file in edition.files if file.language == language]
    paths = [folder / source.id / file.name for file in files]
    absent = [path.name for path in paths if not path.is_file()]
    if absent:
        pytest.skip(f"{source.id}/{absent[0]} is not in COMITY_ORIGINALS")
    assert [sha256(path.read_bytes()).hexdigest() for path in paths] == [file.sha256 for file in files]
    document = parse_published(paths, source, edition, language)
    suffix = "" if language == source.language else f".{language}"
    compare(f"{source.id}@{edition.id}{suffix}.published.jsonl", rows_without_text(document.clauses))


def test_no_golden_is_left_over() -> None:
    known = {f"{s.id}@{e.id}" for s in SOURCES for e in s.editions}
    left = {path.name for path in GOLDEN.glob("*.jsonl") if not any(path.name.startswith(f"{name}.") for name in known)}
    assert not left
