# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Extraction measured on made-up texts, where every figure can be counted by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from comity.model.document import Anchor, Clause, Document, Sentence
from comity.model.requirement import Condition, Parameter, Requirement
from ingest.evaluation import NOTHING, Tally, evaluate
from ingest.extract.rules import seen

HERE = Anchor("law", None, 0, 1)


def clause(name: str, count: int) -> Clause:
    sentences = tuple(Sentence(at, f"Sentence {at}.", HERE) for at in range(1, count + 1))
    return Clause(name, name, "", None, "operative", True, sentences, HERE)


def document(*clauses: Clause) -> Document:
    return Document("toy", "1", "en", True, clauses)


def duty(atom: str, sentence: int = 1, modality: str | None = "obligation", **more: Any) -> Requirement:
    kind = "duty" if modality else "framework"
    plain = Requirement("toy", "1", atom, "text", sentence, kind, modality, "shall", "normative-sentence", "operative")
    return replace(plain, **more)


TEXT = document(clause("1", 2), clause("2", 1))


def scores(gold: list[Requirement], machine: list[Requirement]) -> dict[str, float | int | None]:
    return evaluate(TEXT, TEXT, gold, machine).scores()


def test_what_is_found_whole_scores_one_and_splitting_does_not_count() -> None:
    gold = [duty("1#1"), duty("1#2"), duty("2#1", modality="recommendation")]
    found = scores(gold, [duty("1#1"), duty("2#1", modality="recommendation")])
    assert (found["deontic"], found["modality_macro_f1"], found["modality_kappa"]) == (2, 1.0, 1.0)


def test_a_missed_and_an_invented_duty_each_cost(cost: float = 0.667) -> None:
    gold = [duty("1#1"), duty("2#1")]
    missed, invented = scores(gold, [duty("1#1")]), scores([duty("1#1")], [duty("1#1"), duty("1#2", 2)])
    assert (missed["modality_macro_f1"], invented["modality_macro_f1"]) == (cost, cost)


def test_a_wrong_modality_stands_in_the_confusion() -> None:
    tally = evaluate(TEXT, TEXT, [duty("1#1"), duty("1#2", 2)], [duty("1#1", modality="prohibition")])
    assert dict(tally.confusion) == {("obligation", "prohibition"): 1, ("obligation", NOTHING): 1}
    assert tally.scores()["modality_macro_f1"] == 0.0


def test_statements_without_a_verb_are_counted_apart() -> None:
    silent = duty("1#1", verb="none")
    assert scores([silent], [])["without_verb"] == 1
    assert scores([silent], [duty("1#1")])["without_verb_found"] == 1
    assert scores([silent], [duty("1#1")])["modality_macro_f1"] is None
    assert scores([duty("1#1", modality=None)], [])["deontic"] == 0


@pytest.mark.parametrize(
    ("facet", "right", "wrong"),
    [
        ("bearer", {"bearer": ("manufacturer",)}, {"bearer": ("importer",)}),
        (
            "condition",
            {"condition": (Condition("has-passwords"),)},
            {"condition": (Condition("has-passwords", False),)},
        ),
        ("capability", {"capability": ("a", "b")}, {"capability": ("c",)}),
        (
            "parameters",
            {"parameters": (Parameter("d", ">=", 8),)},
            {"parameters": (Parameter("d", ">=", 9),)},
        ),
    ],
)
def test_other_facets_count_their_members(facet: str, right: dict[str, Any], wrong: dict[str, Any]) -> None:
    gold = [duty("1#1", **right)]
    assert scores(gold, [duty("1#1", **right)])[f"{facet}_micro_f1"] == 1.0
    assert scores(gold, [duty("1#1", **wrong)])[f"{facet}_micro_f1"] == 0.0
    assert scores(gold, [])[f"{facet}_micro_f1"] == 0.0


def test_an_implied_bearer_is_asked_of_nobody() -> None:
    implied = duty("1#1", bearer=("manufacturer",), bearer_source="implied-by-instrument")
    assert scores([implied], [duty("1#1")])["bearer_micro_f1"] is None


def test_a_clause_cut_otherwise_counts_as_one() -> None:
    other = document(clause("1", 3), clause("2", 1))
    gold, machine = [duty("1#1", 2)], [duty("1#1", 3)]
    assert evaluate(other, TEXT, gold, machine).scores()["modality_macro_f1"] == 1.0
    assert evaluate(TEXT, TEXT, gold, [duty("1#1", 1)]).scores()["modality_macro_f1"] == 0.0


def test_texts_add_up() -> None:
    total = Tally()
    for _ in range(2):
        total.add(evaluate(TEXT, TEXT, [duty("1#1")], [duty("1#1")]))
    assert (total.scores()["deontic"], total.sentences) == (2, 6)


def test_the_sources_that_the_rules_had_seen_are_named() -> None:
    assert "uk-cop-2018" in seen("en")
    assert "etsi-en-303-645" not in seen("en")
    assert seen("fr") == frozenset()
