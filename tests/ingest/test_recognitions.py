# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``recognitions.yml``: what it may say, which names it may use, and what the corpus says of real labels."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.model import vocab
from comity.model.document import Document
from comity.model.errors import RecordError
from comity.model.recognition import Recognitions
from comity.model.source import Source
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, recognitions
from ingest.parse import parse_restatement

Known = tuple[Vocabulary, tuple[Source, ...], list[Document]]
GOOD = """
recognitions:
  - id: star-to-psti
    from: {any-of: [{all-of: [{source: jp-jc-star@2024r1, levels: [star-1]}]}]}
    to: {source: uk-psti@2025}
    satisfies: ["Sch.1(1)"]
    edition: pinned
    effect: conclusive
    use: elective
    since: 2025-12-04
    state: in-force
    legal_basis: {text: Schedule 2A, clause: "uk-psti@2025/Sch.2A"}
    residual: ["s.10", "what was not read"]
    grantor: uk
    direction: one-way
    status: secondary
"""
GOAL = 'goals: [{market: uk, source: uk-psti@2025, asks: ["s.9(2)"], action: declare, status: verified}]'


@pytest.fixture(scope="module")
def known() -> Known:
    settings = Settings()
    vocabulary = vocab.load(settings.ontology)
    sources = catalog.load_all(settings.corpus, vocabulary)
    places = [
        (source, edition, language)
        for source in sources
        for edition in source.editions
        for language in edition.languages
    ]
    return vocabulary, sources, [parse_restatement(settings.corpus, *place) for place in places]


@pytest.fixture(scope="module")
def real(known: Known) -> Recognitions:
    vocabulary, sources, documents = known
    return recognitions.load(Settings().corpus / recognitions.FILE, vocabulary, sources, documents)


def load(folder: Path, text: str, known: Known) -> Recognitions:
    path = folder / recognitions.FILE
    path.write_text(text, encoding="utf-8")
    return recognitions.load(path, *known)


def test_no_file_means_that_nothing_is_recorded(tmp_path: Path, known: Known) -> None:
    assert recognitions.load(tmp_path / recognitions.FILE, *known) == Recognitions()


def test_a_record_is_read_with_everything_that_it_says(tmp_path: Path, known: Known) -> None:
    (entry,) = load(tmp_path, GOOD, known).recognitions
    assert entry.holdings[0].work == "jp-jc-star@2024r1"
    assert (entry.to.work, entry.since, entry.pinned, entry.reciprocal) == (
        "uk-psti@2025",
        date(2025, 12, 4),
        True,
        False,
    )
    assert entry.residual == ("s.10", "what was not read")
    assert load(tmp_path, GOAL, known).goals[0].asks == ("s.9(2)",)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("    grantor", "    nick: x\n    grantor", "Extra inputs"),
        ("Sch.1(1)", "Sch.1(11)", r"uk-psti@2025 has no clause 'Sch.1\(11\)' \(nearest: "),
        ("s.10", "s.100", "no clause 's.100'"),
        ("uk-psti@2025/Sch.2A", "uk-psti@2025/Sch.9", "no clause 'Sch.9'"),
        ("[star-1]", "[star-9]", r"no level 'star-9' \(nearest: "),
        ("jp-jc-star@2024r1, levels: [star-1]", "jp-jc-star@2019, levels: [star-1]", "no such edition"),
        (
            "source: jp-jc-star@2024r1, levels: [star-1]",
            "source: etsi-en-303-645@v2.1.1, clauses: ['9.9-9']",
            "no clause '9.9-9'",
        ),
        ("source: jp-jc-star@2024r1,", "source: jc-star@2024r1,", "in full"),
        ("effect: conclusive", "effect: absolute", "scheme route-effect"),
        ("state: in-force", "state: alive", "scheme recognition-status"),
        ("status: secondary", "status: sure", "scheme verification"),
        ("    grantor: uk", "    classes: [toaster-of-toasters]\n    grantor: uk", "scheme function-class"),
        ("grantor: uk", "grantor: jp", "the grantor 'jp' is not"),
        ("one-way", "reciprocal", "no record runs the other way"),
        ("    since: 2025-12-04", "    since: null", "no first day"),
        ('clause: "uk-psti@2025/Sch.2A"}', "clause: null}\n    note: ''", None),
        ("levels: [star-1]}", "levels: [star-1], clauses: [S1.1-01]}", "not two of them"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, known: Known, old: str, new: str, why: str | None) -> None:
    assert old in GOOD
    text = GOOD.replace(old, new)
    if why is None:
        assert load(tmp_path, text, known).recognitions[0].legal_basis.clause is None
        with pytest.raises(RecordError, match="a verified recognition names its clause"):
            load(tmp_path, text.replace("status: secondary", "status: verified"), known)
        return
    with pytest.raises(RecordError, match=why):
        load(tmp_path, text, known)


def test_an_id_stands_once_and_a_goal_stands_in_its_market(tmp_path: Path, known: Known) -> None:
    with pytest.raises(RecordError, match="stands twice"):
        load(tmp_path, GOOD + GOOD.replace("recognitions:", ""), known)
    with pytest.raises(RecordError, match="is not where uk-psti stands"):
        load(tmp_path, GOAL.replace("market: uk", "market: jp"), known)
    with pytest.raises(RecordError, match="has no clause"):
        load(tmp_path, GOAL.replace("s.9(2)", "s.9(22)"), known)


def test_neither_side_held_is_refused(tmp_path: Path, known: Known) -> None:
    outside = "external: {id: a-mark, name: A mark, jurisdiction: uk}"
    text = GOOD.replace("source: jp-jc-star@2024r1, levels: [star-1]", outside).replace("source: uk-psti@2025", outside)
    with pytest.raises(RecordError, match="neither side is held"):
        load(tmp_path, text, known)


def test_the_real_file_keeps_the_two_directions_apart(real: Recognitions) -> None:
    by_id = {entry.id: entry for entry in real.recognitions}
    there, back = by_id["jp-star-1-to-uk-psti"], by_id["uk-psti-to-jp-star-1"]
    assert there.satisfies == ("Sch.1(1)", "Sch.1(2)", "Sch.1(3)", "s.9(2)")
    assert back.satisfies == ("S1.1-02", "S1.1-05", "S1.1-16")
    assert (there.effect, back.effect) == ("conclusive", "waives-listed-provisions")
    assert len(back.residual) == 13
    assert not set(back.residual) & set(back.satisfies)


def test_the_schedule_names_the_older_standard_and_leaves_what_it_leaves(real: Recognitions) -> None:
    by_id = {entry.id: entry for entry in real.recognitions}
    support = by_id["en-303-645-to-uk-psti-support-period"]
    assert support.residual[:3] == ("Sch.1(3)(3)", "Sch.1(3)(5)", "Sch.1(3)(6)")
    reports = by_id["en-303-645-or-iso-29147-to-uk-psti-reports"]
    assert [way.all_of[0].clauses for way in reports.ways] == [("5.2-1",), ("6.2.2", "6.2.5", "6.5")]
    standards = [held for entry in real.recognitions for held in entry.holdings if held.source == "etsi-en-303-645"]
    assert {held.edition for held in standards} == {"v2.1.1"}
    assert {entry.id for entry in real.recognitions if entry.status == "verified"} == {
        "en-303-645-to-uk-psti-passwords",
        "en-303-645-or-iso-29147-to-uk-psti-reports",
        "en-303-645-to-uk-psti-support-period",
        "harmonised-standards-to-eu-cra",
        "common-specifications-to-eu-cra",
        "cybersecurity-certificate-to-eu-cra",
    }
