# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Every source of the corpus, found by discovery: record, restatement and facets fit together."""

from __future__ import annotations

from pathlib import Path

import pytest

from comity.model import vocab
from comity.model.document import Document
from comity.model.errors import ComityError, ExpectationError, RecordError
from comity.model.requirement import Requirement
from comity.model.source import Edition, Source
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, facets
from ingest.parse import edition_folder, parse_restatement

CORPUS = Settings().corpus
FILES = catalog.source_files(CORPUS)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocab.load(Settings().ontology)


def read(source: Source, edition: Edition, vocabulary: Vocabulary) -> tuple[Document, tuple[Requirement, ...]]:
    document = parse_restatement(CORPUS, source, edition, source.language)
    path = edition_folder(CORPUS, source, edition) / "facets.yml"
    return document, facets.load(path, edition, document, vocabulary)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_source_is_whole(path: Path, vocabulary: Vocabulary) -> None:
    source = catalog.load(path, vocabulary)
    for edition in source.editions:
        document, requirements = read(source, edition, vocabulary)
        cited = {statement.clause for statement in source.scope} | {term.clause for term in source.definitions}
        assert cited <= {clause.id for clause in document.clauses}, "a scope statement or definition cites no clause"
        coded = {(requirement.clause, requirement.sentence) for requirement in requirements}
        silent = [
            f"{clause.id} sentence {sentence.ordinal}: {sentence.text}"
            for clause in document.clauses
            for sentence in clause.sentences
            if (clause.id, sentence.ordinal) not in coded and {"shall", "should", "must"} & set(sentence.text.split())
        ]
        assert not silent, "a deontic sentence has no facets, which would be a false gap"


def break_facets(tmp_path: Path, old: str, new: str, vocabulary: Vocabulary) -> ComityError:
    """Load a source whose facets were damaged in one place and return the error."""
    source = catalog.load(CORPUS / "us-or" / "us-or-hb2395" / "source.yml", vocabulary)
    text = (edition_folder(CORPUS, source, source.latest) / "facets.yml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "facets.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ComityError) as caught:
        facets.load(path, source.latest, parse_restatement(CORPUS, source, source.latest, "en"), vocabulary)
    assert str(path) in caught.value.place
    return caught.value


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("password.unique_per_device", "password.uniq_per_device", "not a declared parameter dimension"),
        ("capability: [ida.default-credentials]", "capability: [ida.defaults]", "not a term of the scheme capability"),
        ('id: "646A.813(2)#1"', 'id: "646A.813(3)#1"', "no clause '646A.813(3)'"),
        ("sentence: 2", "sentence: 9", "has 2 sentence(s), not 9"),
        ("kind: duty", "kind: dutty", "not a term of the scheme statement-kind"),
        ("bearer: [manufacturer]", "bearr: [manufacturer]", "Extra inputs are not permitted"),
    ],
)
def test_wrong_facet_is_named(tmp_path: Path, vocabulary: Vocabulary, old: str, new: str, says: str) -> None:
    error = break_facets(tmp_path, old, new, vocabulary)
    assert isinstance(error, RecordError)
    assert says in error.why


def test_a_clock_says_what_is_due_and_to_whom(tmp_path: Path, vocabulary: Vocabulary) -> None:
    clock = "{dimension: report.final, operator: '<=', value: P1M, trigger: previous-notice, "
    said = "deliverable: final report, recipient: [regulator, csirt], extension: by a month, relief: small firms}, "
    old = "{dimension: password.unique_per_device"
    source = catalog.load(CORPUS / "us-or" / "us-or-hb2395" / "source.yml", vocabulary)
    text = (edition_folder(CORPUS, source, source.latest) / "facets.yml").read_text(encoding="utf-8")
    path = tmp_path / "facets.yml"
    path.write_text(text.replace(old, f"{clock}{said}{old}", 1), encoding="utf-8")
    document = parse_restatement(CORPUS, source, source.latest, "en")
    clocks = [p for r in facets.load(path, source.latest, document, vocabulary) for p in r.parameters if p.trigger]
    told = [(p.deliverable, p.recipient, p.extension, p.relief) for p in clocks]
    assert told == [("final report", ("csirt", "regulator"), "by a month", "small firms")]
    wrong = break_facets(tmp_path, old, f"{clock}recipient: [minister]}}, {old}", vocabulary)
    assert "'minister' is not a term of the scheme role" in wrong.why
    wrong = break_facets(tmp_path, f"{old},", f"{old}, deliverable: a sticker,", vocabulary)
    assert "only a clock has a deliverable" in wrong.why


def test_lost_requirement_is_named(tmp_path: Path, vocabulary: Vocabulary) -> None:
    whole = (CORPUS / "us-or" / "us-or-hb2395" / "2019" / "facets.yml").read_text(encoding="utf-8")
    last = whole[whole.rindex("  - id:") :]
    error = break_facets(tmp_path, last, "", vocabulary)
    assert isinstance(error, ExpectationError)
    assert "12 requirements, but source.yml expects 13" in error.why
