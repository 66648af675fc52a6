# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Each rule of decision, with a twin that differs in one facet and must come out otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from comity.align.candidates import Candidate
from comity.align.decide import LOOKS_ALIKE, RELATIONS, SAME_MATTER, SAME_TEXT, decide
from comity.align.knowledge import Knowledge
from comity.model.errors import RecordError
from comity.model.mapping import Mapping
from comity.model.requirement import Condition, Parameter, Requirement

Duty = Callable[..., Requirement]
UNIQUE = Parameter("password.unique_per_device", "=", True)
NEVER = Parameter("password.shared_initial", "=", "never")
STRENGTH = {"capability": ("ida.credential-strength",)}
SHOULD = {"modality": "recommendation"}
ROUTE = {"kind": "route", "modality": None}
BAN = {"modality": "prohibition"}
GENERAL = {"capability": ("sdl.appropriate-security",), "generic": True}
BOTH = {"capability": ("ida.credential-strength", "ida.default-credentials")}


def sets(*parameters: Parameter) -> dict[str, Any]:
    return {"parameters": parameters}


def length(value: int) -> dict[str, Any]:
    return {**STRENGTH, **sets(Parameter("password.min_length", ">=", value))}


def age(value: str) -> dict[str, Any]:
    return {**STRENGTH, **sets(Parameter("password.max_age", "=", value))}


def under(predicate: str, *, value: bool = True) -> dict[str, Any]:
    return {"condition": (Condition(predicate, value),)}


def judge(
    duty: Duty, known: Knowledge, a: dict[str, Any], b: dict[str, Any], similarity: float = 0.6
) -> Mapping | None:
    pair = Candidate(duty(**a), duty(**{"source": "b-act", **b}), similarity)
    return decide(pair, known, "fake@1")


UNREAD = replace(UNIQUE, status="unverified")
NO_PASSWORDS = under("has-passwords", value=False)
UNIQUE_FACET, LENGTH_FACET = "parameter:password.unique_per_device", "parameter:password.min_length"
SHARED_FACET, AGE_FACET = "parameter:password.shared_initial", "parameter:password.max_age"
ABOVE, BELOW, ASIDE, NONE = "superset-of", "subset-of", "intersects-with", "no-relationship"
NEAR, FAR, ALIKE = SAME_MATTER, SAME_MATTER - 0.01, LOOKS_ALIKE

TWINS: list[tuple[str, dict[str, Any], dict[str, Any], float, str | None, str]] = [
    # what it is, facets of the subject, facets of the object, similarity, relation, deciding facet
    ("same value", sets(UNIQUE), sets(UNIQUE), 0.2, "equal", UNIQUE_FACET),
    ("same value, other object", sets(UNIQUE), sets(UNIQUE) | {"object": "app"}, 0.2, ASIDE, "object"),
    ("same words", {}, {}, SAME_TEXT, "equal", "similarity"),
    ("not quite the same words", {}, {}, SAME_TEXT - 0.01, ASIDE, "similarity"),
    ("longer password", length(12), length(8), 0.2, ABOVE, LENGTH_FACET),
    ("shorter password", length(8), length(12), 0.2, BELOW, LENGTH_FACET),
    ("longer and stronger verb", length(12), length(8) | SHOULD, 0.2, ABOVE, "modality"),
    ("shorter but stronger verb", length(8), length(12) | SHOULD, 0.2, ASIDE, "modality"),
    ("stronger verb, one matter", {}, SHOULD, NEAR, ABOVE, "modality"),
    ("stronger verb, too far apart", {}, SHOULD, FAR, ASIDE, "modality"),
    ("duty against route", {}, ROUTE, 0.6, ABOVE, "modality"),
    ("operative against a note", {}, {"text_status": "note"}, 0.6, ABOVE, "modality"),
    ("hedged", {"hedge": ("where-applicable",)}, {}, 0.6, BELOW, "hedge"),
    ("hedged otherwise", {"hedge": ("where-applicable",)}, {"hedge": ("based-on-risk",)}, 0.6, ASIDE, "hedge"),
    ("more bearers", {"bearer": ("importer", "manufacturer")}, {}, 0.6, ABOVE, "bearer"),
    ("another maker", {"bearer": ("app-developer",)}, {}, 0.6, ASIDE, "bearer"),
    ("a user, not a maker", {"bearer": ("consumer",)}, {}, 0.6, NONE, "bearer"),
    ("a user, not alike either", {"bearer": ("consumer",)}, {}, ALIKE - 0.01, None, ""),
    ("no bearer given", {"bearer": ()}, {}, SAME_TEXT, "equal", "similarity"),
    ("a ban against a demand", BAN, {}, 0.9, ASIDE, "polarity"),
    ("a ban with the same value", BAN | sets(NEVER), sets(NEVER), 0.2, "equal", SHARED_FACET),
    ("fewer conditions", {}, under("has-passwords"), 0.6, ABOVE, "condition"),
    ("more conditions", under("has-passwords"), {}, 0.6, BELOW, "condition"),
    ("other conditions", under("constrained"), under("has-passwords"), 0.6, ASIDE, "condition"),
    ("conditions that exclude", NO_PASSWORDS, under("has-passwords"), 0.6, NONE, "condition"),
    ("every state", {}, {"state": ("reset",)}, 0.6, ABOVE, "state"),
    ("one state", {"state": ("reset",)}, {}, 0.6, BELOW, "state"),
    ("other state", {"state": ("offline",)}, {"state": ("reset",)}, 0.6, ASIDE, "state"),
    ("more capabilities", BOTH, {}, 0.6, ABOVE, "capability"),
    ("general duty", {"generic": True}, {}, 0.2, ABOVE, "scope"),
    ("general duty on the other side", {}, {"generic": True}, 0.2, BELOW, "scope"),
    ("one sets a value", sets(UNIQUE), {}, 0.6, ABOVE, UNIQUE_FACET),
    ("one sets a value that does not count", sets(UNREAD), {}, SAME_TEXT, "equal", "similarity"),
    ("values on different dimensions", sets(UNIQUE), sets(NEVER), 0.9, ASIDE, SHARED_FACET),
    ("values that no order joins", age("P90D"), age("P30D"), 0.9, ASIDE, AGE_FACET),
    ("neighbours that look alike", STRENGTH, {}, ALIKE, NONE, "capability"),
    ("neighbours that do not", STRENGTH, {}, ALIKE - 0.01, None, ""),
    ("strangers that look alike", {"capability": ("log.event-logging",)}, {}, 0.9, None, ""),
    ("a general duty and a neighbour", GENERAL, {}, 0.9, None, ""),
]


@pytest.mark.parametrize(
    ("a", "b", "similarity", "relation", "facet"), [t[1:] for t in TWINS], ids=[t[0] for t in TWINS]
)
def test_facets_dispose(
    duty: Duty,
    known: Knowledge,
    a: dict[str, Any],
    b: dict[str, Any],
    similarity: float,
    relation: str | None,
    facet: str,
) -> None:
    mapping = judge(duty, known, a, b, similarity)
    assert (mapping.relation if mapping else None) == relation
    if mapping is not None:
        assert relation in RELATIONS
        assert facet in mapping.decided_by
        assert mapping.model == "fake@1"
        assert mapping.similarity == similarity


def test_a_mapping_says_why_in_a_sentence(duty: Duty, known: Knowledge) -> None:
    mapping = judge(duty, known, length(12), length(8))
    assert mapping is not None
    assert mapping.why == "On Credential strength the subject asks for more: password.min_length 12 against 8."
    assert mapping.rationale == "functional"
    alike = judge(duty, known, STRENGTH, {})
    assert alike is not None
    assert "Credential strength against Default credentials, which the hub keeps apart" in alike.why
    assert alike.rationale == "semantic"


def test_swapping_the_sides_turns_the_relation_round(duty: Duty, known: Knowledge) -> None:
    turned = {"superset-of": "subset-of", "subset-of": "superset-of"}
    for name, a, b, similarity, relation, _ in TWINS:
        back = judge(duty, known, b, a, similarity)
        assert (back.relation if back else None) == turned.get(relation or "", relation), name


def test_confidence_falls_with_similarity_and_with_machine_made_facets(duty: Duty, known: Knowledge) -> None:
    near, far = judge(duty, known, length(12), length(8), 0.9), judge(duty, known, length(12), length(8), 0.1)
    machine = judge(duty, known, {**length(12), "origin": "rule:min-length"}, length(8), 0.9)
    assert near is not None
    assert far is not None
    assert machine is not None
    assert 0.05 <= far.confidence < machine.confidence < near.confidence <= 0.95
    assert near.confidence == round(near.confidence, 4)


def test_a_mapping_is_no_surer_than_its_weakest_side(duty: Duty, known: Knowledge) -> None:
    mapping = judge(duty, known, {"status": "secondary"}, {"status": "unverified"})
    assert mapping is not None
    assert mapping.status == "unverified"


def test_an_unknown_dimension_is_named_with_its_requirement(duty: Duty, known: Knowledge) -> None:
    with pytest.raises(RecordError, match=r"nearest: password\.min_length") as caught:
        judge(duty, known, {"parameters": (Parameter("password.minimum_length", ">=", 8),)}, {})
    assert caught.value.place == "a-act@2020/1#1"
