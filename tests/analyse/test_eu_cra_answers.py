# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers on the Cyber Resilience Act that must be right, each with a twin that must not be."""

from __future__ import annotations

from datetime import date

import pytest

from comity.analyse.stance import stance
from comity.model.finding import Stance
from comity.model.requirement import Parameter, Requirement
from comity.release import Release

pytestmark = pytest.mark.slow
CRA = "eu-cra@2024/"
REPORTING, PASSWORDS = "vul.authority-reporting", "ida.default-credentials"


def cra(release: Release) -> dict[str, Requirement]:
    found = {r.atom: r for r in release.corpus.requirements if r.source == "eu-cra"}
    assert found
    return found


def european(release: Release, capability: str, day: date) -> Stance:
    return stance(release.corpus, release.vocabulary, "eu", capability, day)


def clocks(release: Release) -> dict[str, Parameter]:
    return {
        r.atom: p
        for r in cra(release).values()
        if r.clause.startswith(("14(2)", "14(4)"))
        for p in r.parameters
        if p.trigger is not None
    }


@pytest.mark.parametrize(
    ("day", "binds"), [(date(2026, 9, 10), False), (date(2026, 9, 11), True), (date(2028, 1, 1), True)]
)
def test_reporting_binds_from_its_own_day(release: Release, day: date, binds: bool) -> None:
    found = european(release, REPORTING, day)
    assert (found.kind in {"binding", "conditional"}) is binds
    assert any(clause.startswith(f"{CRA}14(") for clause in (*found.clauses, *found.nearest))


def test_what_is_due_when_and_to_whom_is_told_apart(release: Release) -> None:
    found = clocks(release)
    told = {(p.value, p.trigger) for p in found.values()}
    assert {("PT24H", "becoming-aware"), ("PT72H", "becoming-aware")} <= told
    assert ("P14D", "fix-available") in told, "a final report on a vulnerability runs from the fix"
    assert ("P1M", "previous-notice") in told, "one on an incident from the notice of 72 hours"
    assert ("P14D", "becoming-aware") not in told
    assert all(p.recipient and p.deliverable for p in found.values())


def test_annex_one_binds_from_december_2027_only(release: Release) -> None:
    annex = [r for r in cra(release).values() if r.clause.startswith("Annex.I.") and r.kind == "duty"]
    assert annex
    assert {r.valid_from for r in annex} == {date(2027, 12, 11)}
    assert {r.modality for r in annex} == {"obligation", "permission"}, "nothing in it is only advised"


def test_no_rule_names_passwords(release: Release) -> None:
    assert not [r.atom for r in cra(release).values() for p in r.parameters if p.dimension.startswith("password.")]
    later = european(release, PASSWORDS, date(2028, 1, 1))
    assert not [clause for clause in later.clauses if clause.startswith(CRA)]


def test_support_is_five_years_unless_use_is_shorter(release: Release) -> None:
    values = [p for r in cra(release).values() for p in r.parameters if p.dimension == "support.min_years"]
    assert any(p.status == "expression" and "expected_use_time" in str(p.value) for p in values)
    assert not [p for p in values if p.status == "fixed"], "it is never simply five years"
