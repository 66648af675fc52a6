# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers on the guidance of Singapore, ENISA and NIST that must be right, each with a twin that must not be."""

from __future__ import annotations

import pytest

from comity.analyse.gaps import gaps
from comity.analyse.parties import resolve, stage
from comity.analyse.stance import stance
from comity.model.requirement import Requirement
from comity.release import Release

pytestmark = pytest.mark.slow
LAW = {"statute", "delegated-legislation", "directly-applicable-regulation", "compulsory-scheme", "licence-condition"}


def of(release: Release, source: str) -> list[Requirement]:
    found = [r for r in release.corpus.requirements if r.source == source]
    assert found, source
    return found


def carries(release: Release, requirement: Requirement) -> bool:
    return release.vocabulary.concept("text-status", requirement.text_status).flag("bearsStance")


def test_only_singapore_names_a_password_length_and_only_as_a_should(release: Release) -> None:
    lengths = [
        (r, p) for r in release.corpus.requirements for p in r.parameters if p.dimension == "password.min_length"
    ]
    assert {r.source for r, p in lengths if p.value is not None} == {"sg-imda-2020"}
    assert {(r.clause, r.modality, r.verb, p.operator, p.value) for r, p in lengths if carries(release, r)} == {
        ("7.2.1", "recommendation", "should", ">=", 8)
    }
    strong = [r for r in of(release, "sg-imda-2020") if r.clause == "7.2.1" and r.modality == "obligation"]
    assert strong, "the clause has a shall"
    assert all(p.dimension != "password.min_length" for r in strong for p in r.parameters)


def test_a_vendor_question_is_neither_recommendation_nor_silence(release: Release) -> None:
    questions = [r for r in of(release, "sg-imda-2020") if r.form == "question" and r.clause.startswith("CK-")]
    assert len({r.clause for r in questions}) == 39
    assert all(r.kind == "framework" and r.modality is None and not carries(release, r) for r in questions)
    asked = {capability for r in questions for capability in r.capability}
    guide = resolve(release.corpus, release.vocabulary, "sg-imda-2020")
    here = (stage(release.corpus, guide), release.vocabulary, guide.key)
    kinds = {capability: stance(*here, capability, release.as_at).kind for capability in asked}
    assert "silent" not in kinds.values()
    assert "mentioned-only" in kinds.values()
    named = {capability for r in of(release, "sg-imda-2020") for capability in r.capability}
    unnamed = [c.notation for c in release.vocabulary.leaves("capability") if c.notation not in named]
    assert unnamed
    assert {stance(*here, capability, release.as_at).kind for capability in unnamed} == {"silent"}


def test_8259a_has_no_password_rule_and_no_disclosure_element(release: Release) -> None:
    asking = [r for r in of(release, "nistir-8259a") if r.kind == "duty" and carries(release, r)]
    capabilities = {capability for r in asking for capability in r.capability}
    assert not capabilities & {
        "ida.default-credentials",
        "ida.credential-strength",
        "vul.disclosure-policy",
        "vul.reporting-channel",
    }
    assert all(not p.dimension.startswith("password.") for r in of(release, "nistir-8259a") for p in r.parameters)
    assert {"ida.device-identity", "upd.authenticity", "log.state-awareness"} <= capabilities


def test_guidance_of_enisa_etsi_and_nist_is_no_law(release: Release) -> None:
    for name in ("enisa-baseline-2017", "etsi-en-303-645", "nistir-8259a", "nistir-8259b"):
        assert release.corpus.source(name).force.kind not in LAW
        party = resolve(release.corpus, release.vocabulary, name)
        corpus = stage(release.corpus, party)
        for concept in release.vocabulary.leaves("capability"):
            assert stance(corpus, release.vocabulary, party.key, concept.notation, release.as_at).kind != "binding"


def test_ids_of_one_publication_mean_nothing_in_another(release: Release) -> None:
    measures = {r.clause for r in of(release, "enisa-baseline-2017")}
    assert "GP-TM-01" in measures
    assert "TM-01" not in measures
    steps = {r.clause for r in of(release, "sg-imda-2020")}
    assert "TM-1" in steps
    assert release.corpus.requirement("enisa-baseline-2017@2017/GP-TM-01#1").ref != "sg-imda-2020@v1/TM-1#1"


def test_every_must_of_enisa_stands_in_a_measure_that_words_it(release: Release) -> None:
    words = [r for r in of(release, "enisa-baseline-2017") if r.modality == "obligation"]
    assert {r.verb for r in words} == {"must", "shall"}
    assert {r.clause for r in words if r.verb == "shall"} == {"GP-TM-24"}
    assert len({r.clause for r in words if r.verb == "must"}) == 11


def test_a_shall_of_etsi_is_not_law_by_itself(release: Release) -> None:
    shalls = [
        r for r in of(release, "etsi-en-303-645") if r.verb == "shall" and r.kind == "duty" and carries(release, r)
    ]
    assert {r.clause for r in shalls} >= {"5.1-1", "5.2-1", "5.3-13"}
    found = stance(release.corpus, release.vocabulary, "eu", "ida.default-credentials", release.as_at)
    assert found.kind == "advised-shall"
    assert any(ref.startswith("etsi-en-303-645@v3.1.3/5.1-1#") for ref in found.clauses)
    assert "not law" in found.why


def test_etsi_asks_for_protection_against_guessing_and_the_british_code_is_silent(release: Release) -> None:
    found = [
        gap
        for gap in gaps(release.corpus, release.vocabulary, "eu", "uk", release.as_at)
        if gap.capability == "ida.brute-force" and gap.type == "missing"
    ]
    assert len(found) == 1
    assert any(ref.startswith("etsi-en-303-645@v3.1.3/5.1-5") for ref in found[0].holder_clauses)
    assert found[0].lacker_stance.kind == "silent"
    back = gaps(release.corpus, release.vocabulary, "uk", "eu", release.as_at)
    assert "ida.brute-force" not in {gap.capability for gap in back}


def test_automatic_updates_are_one_provision_in_2020_and_two_in_2024(release: Release) -> None:
    old = {r.clause for r in of(release, "etsi-en-303-645") if r.edition == "v2.1.1"}
    new = {r.clause for r in of(release, "etsi-en-303-645") if r.edition == "v3.1.3"}
    assert "5.3-4" in old
    assert not old & {"5.3-4A", "5.3-4B"}
    assert {"5.3-4A", "5.3-4B"} <= new
    assert "5.3-4" not in new


def test_only_the_edition_in_force_speaks_for_a_date(release: Release) -> None:
    from datetime import date

    here = (release.corpus, release.vocabulary, "eu", "ida.brute-force")
    for day, edition in ((date(2022, 1, 1), "v2.1.1"), (release.as_at, "v3.1.3")):
        found = stance(*here, day)
        assert any(ref.startswith(f"etsi-en-303-645@{edition}/") for ref in found.clauses), (day, found.clauses)
        assert all(ref.startswith((f"etsi-en-303-645@{edition}/", "enisa-")) for ref in found.clauses)


def test_meti_has_no_mandatory_provision(release: Release) -> None:
    speaking = [r for r in of(release, "jp-meti-2016") if r.kind == "duty" and carries(release, r)]
    assert speaking
    assert {r.modality for r in speaking} <= {"recommendation", "advice-against", "permission"}
    kinds = {
        stance(release.corpus, release.vocabulary, "jp", c.notation, release.as_at).kind
        for c in release.vocabulary.leaves("capability")
    }
    assert "advised-should" in kinds
    assert not kinds & {"binding", "conditional", "advised-shall"}


def test_the_japanese_restatement_has_the_same_clauses_and_sentences(release: Release) -> None:
    english = release.corpus.document("jp-meti-2016", "v1.0", "en")
    japanese = release.corpus.document("jp-meti-2016", "v1.0", "ja")
    assert [(c.id, len(c.sentences)) for c in english.clauses] == [(c.id, len(c.sentences)) for c in japanese.clauses]
    assert all(not c.text.isascii() for c in japanese.clauses if c.sentences)
