# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers on the real corpus that must be right, each beside a twin that must not be given."""

from __future__ import annotations

from datetime import date

import pytest

from comity.analyse.conflicts import conflicts
from comity.analyse.gaps import gaps
from comity.analyse.profile import Profile, profile
from comity.analyse.scope import applicability
from comity.analyse.stance import stance
from comity.model.finding import Conflict, Gap
from comity.release import Release

pytestmark = pytest.mark.slow
CALIFORNIA, OREGON, UK = "us-ca-sb327@2022", "us-or-hb2395@2019", "uk-cop-2018@2018"


def between(release: Release, a: str, b: str) -> tuple[Conflict, ...]:
    return conflicts(release.corpus, release.vocabulary, a, b, release.as_at)


def missing(release: Release, a: str, b: str) -> tuple[Gap, ...]:
    return gaps(release.corpus, release.vocabulary, a, b, release.as_at)


def device(release: Release, group: str) -> Profile:
    axes = {"user-group": group, "product-kind": "device", "connection": "internet-directly"}
    return profile(axes, {}, release.vocabulary)


def test_california_reaches_any_user_and_oregon_households_only(release: Release) -> None:
    found = [c for c in between(release, "us-ca", "us-or") if c.type == "scope" and "user group" in c.matter]
    assert len(found) == 1
    assert found[0].stricter == "us-ca"
    assert found[0].a_clauses == (f"{CALIFORNIA}/1798.91.05(b)",)
    assert found[0].b_clauses == (f"{OREGON}/646A.813(1)(a)(A)",)
    assert "household" in found[0].b_says
    assert "household" not in found[0].a_says


def test_both_accept_the_same_two_ways(release: Release) -> None:
    routes = [
        c for c in between(release, "us-ca", "us-or") if c.type == "route" and c.matter == "ida.default-credentials"
    ]
    equal = [c for c in routes if c.verdict == "equal"]
    assert len(equal) == 1
    assert {ref.rpartition("/")[2] for ref in equal[0].a_clauses} == {"1798.91.04(b)(1)#1", "1798.91.04(b)(2)#1"}
    assert {ref.rpartition("/")[2] for ref in equal[0].b_clauses} == {"646A.813(2)(a)(A)#1", "646A.813(2)(a)(B)#1"}
    british = [
        c for c in between(release, "uk", "us-ca") if c.type == "route" and c.matter == "ida.default-credentials"
    ]
    assert british
    assert all(c.verdict != "equal" for c in british)


def test_california_deems_and_oregon_says_may_consist_of(release: Release) -> None:
    effects = [
        c for c in between(release, "us-ca", "us-or") if "effect" in c.a_says and c.matter == "ida.default-credentials"
    ]
    assert len(effects) == 1
    assert "conclusive" in effects[0].a_says
    assert "conclusive" not in effects[0].b_says
    assert "illustrative" in effects[0].b_says


def test_the_public_contact_is_silent_as_far_as_read(release: Release) -> None:
    for statute, unread in (("us-ca", "1798.91.06"), ("us-or", "646A.813(3) onward")):
        found = [gap for gap in missing(release, "uk", statute) if gap.capability == "vul.reporting-channel"]
        assert [gap.type for gap in found] == ["open"]
        assert "uk-psti@2025/Sch.1(2)(2)(a)#1" in found[0].holder_clauses
        assert "silent as far as read" in found[0].why
        assert unread in found[0].why
        assert any(unread in part for reading in found[0].lacker_stance.readings for part in reading.unread)
        assert found[0].lacker_stance.kind == "unexamined"
    assert "vul.reporting-channel" not in {gap.capability for gap in missing(release, "us-ca", "uk")}


def test_no_gap_rests_on_an_unread_part_as_if_it_were_missing(release: Release) -> None:
    for a, b in (("uk", "us-ca"), ("uk", "us-or"), ("us-ca", "us-or"), ("us-or", "us-ca")):
        assert all(gap.type != "missing" for gap in missing(release, a, b)), (a, b)


@pytest.mark.parametrize(
    ("group", "california", "oregon"), [("industrial-operator", "in", "out"), ("household", "in", "in")]
)
def test_an_industrial_sensor(release: Release, group: str, california: str, oregon: str) -> None:
    product = device(release, group)
    for reference, expected in ((CALIFORNIA, california), (OREGON, oregon)):
        source, edition = release.corpus.edition(reference)
        found = applicability(source, edition, product, release.vocabulary)
        assert found.verdict == expected, (reference, found)
        users = next(decision for decision in found.axes if decision.axis == "user-group")
        assert all(statement.clause for statement in users.statements)
        assert users.statements, "an answer cites its clause"


def test_a_british_shall_is_advice_and_a_californian_one_is_law(release: Release) -> None:
    here = (release.corpus, release.vocabulary)
    british = stance(*here, "uk", "ida.default-credentials", date(2024, 4, 28))
    assert british.kind == "advised-shall"
    assert f"{UK}/1#1" in british.clauses
    assert "advice and not law" in british.why
    californian = stance(*here, "us-ca", "sdl.appropriate-security", release.as_at)
    assert californian.kind == "binding"
    assert "advice" not in californian.why


def test_nothing_binds_before_2020(release: Release) -> None:
    from datetime import date

    before = stance(release.corpus, release.vocabulary, "us-ca", "sdl.appropriate-security", date(2019, 12, 31))
    assert before.kind == "not-yet-in-force"
    after = stance(release.corpus, release.vocabulary, "us-ca", "sdl.appropriate-security", date(2020, 1, 1))
    assert after.kind == "binding"


def test_a_reset_to_a_shared_value_is_a_gap_and_no_conflict(release: Release) -> None:
    dimensions = {
        gap.dimension: gap for gap in missing(release, "uk", "us-ca") if gap.capability == "ida.default-credentials"
    }
    assert dimensions["password.shared_after_reset"].type == "lower-threshold"
    assert dimensions["password.shared_after_reset"].holder_clauses == (f"{UK}/1#2",)
    assert all("password.shared_after_reset" not in c.matter for c in between(release, "uk", "us-ca"))
