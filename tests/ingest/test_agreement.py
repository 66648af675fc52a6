# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The agreement of two readings where one facet has nothing to count."""

from __future__ import annotations

from ingest.agreement import compare
from ingest.records import ReadRequirement


def finding(atom: str, kind: str = "framework", modality: str | None = None) -> ReadRequirement:
    shared = {"verb": "none", "form": "normative-sentence", "text_status": "explanatory"}
    return ReadRequirement.model_validate({"id": atom, "kind": kind, "modality": modality, **shared})


def test_modality_of_a_study_without_duties_has_no_figures() -> None:
    reading = {"finding-1#1": finding("finding-1#1"), "finding-2#1": finding("finding-2#1")}
    found = compare(reading, reading)
    assert found["modality"] == {"agreement": None, "kappa": None}
    assert found["kind"] == {"agreement": 1.0, "kappa": None}
    assert found["requirements"] == 2


def test_modality_counts_only_where_both_readers_see_a_duty() -> None:
    atoms = ("1#1", "1#2", "1#3")
    first = {atom: finding(atom, "duty", "obligation") for atom in atoms}
    second = {**first, "1#2": finding("1#2", "duty", "recommendation"), "1#3": finding("1#3")}
    assert compare(first, second)["modality"]["agreement"] == 0.5
