# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers on ENISA's study of smart manufacturing that must be right, each with a twin that must not be."""

from __future__ import annotations

import re

import pytest

from comity.model import vocab
from comity.model.requirement import Requirement
from comity.model.source import Source
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, facets
from ingest.parse import edition_folder, parse_restatement

CORPUS = Settings().corpus
STUDY, BASELINE = "enisa-smart-manufacturing-2018", "enisa-baseline-2017"
LISTED = re.compile(r"(PS|OP|TM)-[0-9]{2}")


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocab.load(Settings().ontology)


def load(name: str, vocabulary: Vocabulary) -> tuple[Source, tuple[Requirement, ...]]:
    source = catalog.load(CORPUS / "eu" / name / "source.yml", vocabulary)
    document = parse_restatement(CORPUS, source, source.latest, source.language)
    path = edition_folder(CORPUS, source, source.latest) / "facets.yml"
    return source, facets.load(path, source.latest, document, vocabulary)


@pytest.fixture(scope="module")
def study(vocabulary: Vocabulary) -> tuple[Source, tuple[Requirement, ...]]:
    return load(STUDY, vocabulary)


def clause(requirements: tuple[Requirement, ...], name: str) -> list[Requirement]:
    found = [r for r in requirements if r.clause == name]
    assert found, name
    return found


def test_tm_01_is_software_before_it_runs_and_not_a_root_of_trust(
    study: tuple[Source, tuple[Requirement, ...]], vocabulary: Vocabulary
) -> None:
    mine = clause(study[1], "TM-01")
    theirs = clause(load(BASELINE, vocabulary)[1], "GP-TM-01")
    assert {c for r in mine for c in r.capability} == {"int.software-authenticity"}
    assert {c for r in theirs for c in r.capability} == {"int.root-of-trust"}
    assert {p.dimension for r in mine for p in r.parameters} == {"code.verification"}
    assert {p.dimension for r in theirs for p in r.parameters} == {"trust_anchor.kind", "trust_anchor.immutable"}


def test_no_clause_of_the_study_bears_the_prefix_of_the_baseline(
    study: tuple[Source, tuple[Requirement, ...]], vocabulary: Vocabulary
) -> None:
    baseline = {r.clause for r in load(BASELINE, vocabulary)[1]}
    assert baseline
    assert all(name.startswith("GP-") for name in baseline)
    assert not {r.clause for r in study[1]} & baseline
    assert {name for name in {r.clause for r in study[1]} if name.startswith("GP-")} == set()


def test_risk_analysis_and_application_lists_come_round_once_a_year(
    study: tuple[Source, tuple[Requirement, ...]],
) -> None:
    yearly = {
        (r.atom, p.dimension, p.operator)
        for r in study[1]
        for p in r.parameters
        if LISTED.fullmatch(r.clause) and p.value == "P1Y"
    }
    assert yearly == {
        ("PS-21#1", "risk.review_max", "<="),
        ("TM-04#2", "code.allow_list_review_max", "<="),
    }


@pytest.mark.parametrize("atom", ["OP-17#2", "OP-21#1", "TM-12#3", "TM-35#4"])
def test_regular_and_periodic_set_no_interval(study: tuple[Source, tuple[Requirement, ...]], atom: str) -> None:
    (found,) = [r for r in study[1] if r.atom == atom]
    assert [(p.value, p.status) for p in found.parameters] == [(None, "named-without-value")]


def test_of_the_list_only_ps_21_has_a_should(study: tuple[Source, tuple[Requirement, ...]]) -> None:
    listed = [r for r in study[1] if LISTED.fullmatch(r.clause)]
    assert len({r.clause for r in listed}) == 110
    assert {(r.atom, r.verb, r.modality) for r in listed if r.verb != "none"} == {
        ("PS-21#3", "should", "recommendation")
    }
    assert {r.modality for r in listed} == {"recommendation", "advice-against"}
    assert {r.form for r in listed if r.verb == "none"} == {"imperative"}


def test_background_of_the_list_may_say_should_and_need_but_carries_no_stance(
    study: tuple[Source, tuple[Requirement, ...]], vocabulary: Vocabulary
) -> None:
    needs = [r for r in study[1] if r.clause in {"4.4", "A"} and r.modality == "obligation"]
    assert {r.atom for r in needs} == {"4.4#1", "A#5"}
    assert not any(vocabulary.concept("text-status", r.text_status).flag("bearsStance") for r in needs)


def test_the_study_is_no_consumer_instrument_and_binds_nobody(study: tuple[Source, tuple[Requirement, ...]]) -> None:
    source = study[0]
    groups = {s.value: s.status for s in source.scope if s.axis == "user-group"}
    assert groups["consumer"] == "named-out"
    assert groups["industrial-operator"] == "named-in"
    assert not source.force.binding
    assert "consumer-suppliers" not in source.audience
    assert not [r for r in study[1] if {"consumer", "parent-or-guardian"} & {*r.bearer, *r.beneficiary}]


def test_the_baseline_is_not_confined_to_industry(vocabulary: Vocabulary) -> None:
    source, _ = load(BASELINE, vocabulary)
    assert ("user-group", "consumer", "named-out") not in {(s.axis, s.value, s.status) for s in source.scope}
