# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers on NISTIR 8259 that must be right, each with a twin that must not be."""

from __future__ import annotations

import pytest

from comity.model.requirement import Requirement
from comity.release import Release

pytestmark = pytest.mark.slow


def of(release: Release) -> list[Requirement]:
    found = [r for r in release.corpus.requirements if r.source == "nistir-8259"]
    assert found
    return found


def asking(release: Release) -> list[Requirement]:
    def carries(status: str) -> bool:
        return release.vocabulary.concept("text-status", status).flag("bearsStance")

    return [r for r in of(release) if r.kind == "duty" and carries(r.text_status)]


def test_the_questions_ask_for_nothing_and_the_activities_are_recommended(release: Release) -> None:
    questions = [r for r in of(release) if r.form == "question"]
    assert {r.clause for r in questions} >= {"3.1-A1", "3.2-1", "3.3-1", "3.4-B6", "4.1-1", "4.2.1-1", "4.2.6-4"}
    assert {(r.kind, r.modality, r.text_status, r.bearer) for r in questions} == {("framework", None, "example", ())}
    activities = [r for r in of(release) if r.text_status == "headline"]
    assert {r.clause for r in activities} == {"3.1", "3.2", "3.3", "3.4", "4.1", "4.2"}
    assert {(r.kind, r.modality, r.hedge) for r in activities} == {("duty", "recommendation", ("should-consider",))}


def test_a_should_in_the_commentary_on_a_question_is_a_recommendation(release: Release) -> None:
    found = {r.clause for r in asking(release) if "-" in r.clause and r.verb == "should"}
    assert found == {"3.2-2", "3.4-A3", "4.1-5"}
    assert all(r.modality != "recommendation" for r in asking(release) if r.clause in {"3.3-2", "4.2.2-5", "4.2.6-3"})


def test_root_of_trust_boot_and_component_list_are_examples_only(release: Release) -> None:
    examples = {"int.root-of-trust", "int.secure-boot", "vul.sbom", "vul.reporting-channel", "ida.default-credentials"}
    assert examples <= {capability for r in of(release) for capability in r.capability}
    asked = {capability for r in asking(release) for capability in r.capability}
    assert not asked & examples
    assert {"sdl.context-and-needs", "usr.security-information"} <= asked


def test_six_months_and_ten_years_are_no_values(release: Release) -> None:
    parameters = [p for r in of(release) for p in r.parameters]
    assert [(p.dimension, p.value) for p in parameters] == [("auth.attempts_max", None)]
    assert {r.modality for r in of(release) if r.kind == "duty"} == {"recommendation", "permission"}
