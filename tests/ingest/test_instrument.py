# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``instrument.yml``: what it may say, which clauses it may name, and that every file of the corpus keeps the rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from comity.model import vocab
from comity.model.document import Anchor, Clause, Document
from comity.model.errors import RecordError
from comity.model.instrument import Instrument
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, instrument
from ingest.parse import parse_restatement

AT = "clause: '4', status: verified"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocab.load(Settings().ontology)


def written(folder: Path, text: str) -> Path:
    path = folder / instrument.FILE
    path.write_text(text, encoding="utf-8")
    return path


def document(*names: str) -> Document:
    place = Anchor("restatement.en.md", None, 0, 1)
    clauses = tuple(Clause(name, name, "", None, "operative", True, (), place) for name in names)
    return Document("xx", "1", "en", True, clauses)


def checked(path: Path, vocabulary: Vocabulary) -> Instrument:
    found = instrument.load(path, vocabulary)
    instrument.check_clauses(found, path, [document("4", "5(1)")])
    return found


def test_every_kind_of_fact_is_read(tmp_path: Path, vocabulary: Vocabulary) -> None:
    text = f"""
enforcement:
  enforcers: [{{name: A body, role: regulator, {AT}}}]
  measures: [{{measure: recall, {AT}}}]
  tiers: [{{id: top, ceiling: "max(10 EUR, 2 % of turnover)", punishes: ["5(1)", "Article 9, not read"], {AT}}}]
  daily: [{{ceiling: 5 EUR, {AT}}}]
  relief: [{{whom: small makers, from_: ["5(1)"], {AT}}}]
  cure: [{{period: P30D, {AT}}}]
  private_action: {{value: excluded, {AT}}}
levels:
  - {{id: one, label: {{en: One, ja: 一}}, includes: null, adds: ["5(1)"], assessor: maker, {AT}}}
  - {{id: two, label: {{en: Two}}, includes: one, adds: ["4"], procedure: penetration-test, {AT}}}
procedures: [{{tier: default, procedures: [internal-control], given: none needed, {AT}}}]
other_law: [{{regime: Cars, kinds: [statute], effect: out-of-scope, condition: subject-to, reach: function, {AT}}}]
transition: [{{provisions: ["4"], supplied_before: 2027-12-11, reached: true, {AT}}}]
force_by_class: [{{class: residential-router, level: two, force: compulsory-scheme, state: in-force, {AT}}}]
dates_by_part: [{{part: section 4, event: applies, date: 2026-09-11, {AT}}}]
wrong_names: [{{wrong: Act of 2019, right: Act of 2020, status: secondary}}]
membership: [{{role: manufacturer, members: [maker], type: any-of, {AT}}}]
identifiers: [{{fact: void, ids: ["6"], {AT}}}]
language_divergence: [{{en: must, ja: should, authentic: ja, {AT}}}]
"""
    found = checked(written(tmp_path, text), vocabulary)
    assert len(list(found.facts())) == 18
    assert found.enforcement.tiers[0].punishes == ("5(1)", "Article 9, not read")
    assert found.levels[0].label == (("en", "One"), ("ja", "一"))
    assert found.provisions_of("two") == ("4", "5(1)")
    assert found.provisions_of("three") == ()
    assert found.transition[0].supplied_before == date(2027, 12, 11)
    assert found.force_by_class[0].function_class == "residential-router"


def test_no_file_means_that_nothing_is_recorded(tmp_path: Path, vocabulary: Vocabulary) -> None:
    assert instrument.load(tmp_path / instrument.FILE, vocabulary) == Instrument()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"levels: [{{id: a, label: {{en: A}}, nick: b, {AT}}}]", "Extra inputs"),
        ("identifiers: [{fact: void, ids: ['6'], status: verified}]", "clause"),
        (f"enforcement: {{measures: [{{measure: prison, {AT}}}]}}", "scheme enforcement-measure"),
        (f"procedures: [{{tier: huge, procedures: [internal-control], {AT}}}]", "scheme product-tier"),
        (f"force_by_class: [{{class: router, force: statute, state: adopted, {AT}}}]", "scheme function-class"),
        ("identifiers: [{fact: void, ids: ['6'], clause: '4', status: sure}]", "scheme verification"),
        (f"force_by_class: [{{level: two, force: statute, state: adopted, {AT}}}]", "no level 'two'"),
        (f"levels: [{{id: a, label: {{en: A}}, includes: a, {AT}}}]", "no level 'a'"),
        (f"levels: [{{id: a, label: {{en: A}}, {AT}}}, {{id: a, label: {{en: B}}, {AT}}}]", "'a' stands twice"),
        (f"dates_by_part: [{{part: x, event: ends, date: 2026-09-11, {AT}}}]", "Input should be"),
    ],
)
def test_what_does_not_fit_is_refused(tmp_path: Path, vocabulary: Vocabulary, text: str, why: str) -> None:
    with pytest.raises(RecordError, match=why):
        instrument.load(written(tmp_path, text), vocabulary)


@pytest.mark.parametrize(
    ("clause", "status", "provision", "why"),
    [
        ("4", "verified", "5(1)", None),
        ("4", "verified", "Article 9, not read", None),
        ("Sch. 2A, not read", "secondary", "5(1)", None),
        ("Sch. 2A, not read", "verified", "5(1)", "needs a clause of the restatement"),
        ("44", "verified", "5(1)", "no clause '44'"),
        ("44", "unverified", "5(1)", "no clause '44'"),
        ("4", "verified", "5(2)", r"no clause '5\(2\)'"),
    ],
)
def test_a_clause_stands_in_the_restatement_or_is_a_place_in_words(
    tmp_path: Path, vocabulary: Vocabulary, clause: str, status: str, provision: str, why: str | None
) -> None:
    entry = f"{{part: x, provisions: ['{provision}'], event: applies, date: 2026-09-11, clause: '{clause}'"
    path = written(tmp_path, f"dates_by_part: [{entry}, status: {status}}}]")
    if why is None:
        assert checked(path, vocabulary).dates_by_part[0].provisions == (provision,)
        return
    with pytest.raises(RecordError, match=why):
        checked(path, vocabulary)


@pytest.mark.parametrize("path", catalog.source_files(Settings().corpus), ids=lambda path: path.parent.name)
def test_every_instrument_of_the_corpus_names_clauses_that_stand(path: Path, vocabulary: Vocabulary) -> None:
    source = catalog.load(path, vocabulary)
    languages = source.latest.languages
    documents = [parse_restatement(Settings().corpus, source, source.latest, language) for language in languages]
    instrument.check_clauses(source.instrument, path.with_name(instrument.FILE), documents)


def test_california_and_oregon_keep_their_enforcement(vocabulary: Vocabulary) -> None:
    sources = {s.id: s.instrument.enforcement for s in catalog.load_all(Settings().corpus, vocabulary)}
    california, oregon = sources["us-ca-sb327"], sources["us-or-hb2395"]
    assert [entry.name for entry in california.enforcers][:2] == ["Attorney General", "city attorney"]
    assert {entry.status for entry in california.enforcers} == {"secondary"}
    assert california.tiers == ()
    assert oregon.tiers[0].status == "unverified"
    for enforcement in (california, oregon):
        assert enforcement.private_action is not None
        assert enforcement.private_action.value == "excluded"
    assert sources["uk-cop-2018"].private_action is None
