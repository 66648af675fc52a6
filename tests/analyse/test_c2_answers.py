# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers on the C2 Consensus that must be right, each with a twin that must not be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.analyse.profile import profile
from comity.analyse.stance import stance
from comity.model.finding import Stance
from comity.model.requirement import Requirement
from comity.release import Release

pytestmark = pytest.mark.slow
C2 = "c2-consensus"


@pytest.fixture(scope="module")
def held(release: Release) -> dict[str, Requirement]:
    found = {r.atom: r for r in release.corpus.requirements if r.source == C2}
    assert len(found) == 307
    return found


def asks(release: Release, requirement: Requirement) -> bool:
    """Say whether a requirement is a duty in text that carries a stance."""
    status = release.vocabulary.concept("text-status", requirement.text_status)
    return requirement.kind == "duty" and status.flag("bearsStance")


def conditions(requirement: Requirement) -> set[str]:
    return {str(condition) for condition in requirement.condition}


def stands(release: Release, capability: str, **answers: bool) -> Stance:
    """Return the stance of the United States as if this document alone stood there."""
    given = profile({"product-kind": "device"}, answers, release.vocabulary) if answers else None
    whole = release.corpus
    alone = replace(
        whole,
        sources=(whole.source(C2),),
        documents=tuple(d for d in whole.documents if d.source == C2),
        requirements=tuple(r for r in whole.requirements if r.source == C2),
    )
    return stance(alone, release.vocabulary, "us", capability, release.as_at, given)


def test_a_shared_default_credential_has_two_ways_out(release: Release, held: dict[str, Requirement]) -> None:
    ways = [r for r in held.values() if r.alternative_of == "5.1.2/discussion"]
    assert {(r.atom, r.verb, r.kind, r.alternative_type) for r in ways} == {
        ("5.1.2/discussion#3", "should", "route", "any-of"),
        ("5.1.2/discussion#4", "may not", "route", "any-of"),
    }
    assert all(not r.condition for r in ways), "a shared certificate is reached as well as a password"
    asked = [r for r in held.values() if asks(release, r) and "ida.default-credentials" in r.capability]
    assert [r.atom for r in asked] == ["5.1.2#2"]
    values = {p.dimension: p.value for r in asked for p in r.parameters}
    assert values == {"password.unique_per_device": True}, "no change before first use is asked of every device"


def test_a_must_outside_the_baseline_carries_nothing(release: Release, held: dict[str, Requirement]) -> None:
    musts = {r.atom for r in held.values() if r.kind == "duty" and r.verb == "must"}
    assert {"B.3/discussion#3", "B.4/discussion#1", "5.1.3/discussion#10"} <= musts
    assert not asks(release, held["B.3/discussion#3"])
    assert not asks(release, held["B.4/discussion#1"])
    assert asks(release, held["5.1.3/discussion#10"])
    assert not [r.atom for r in held.values() if r.clause[0] in "AB" and asks(release, r)]
    outside = ("vul.sbom", "acc.tamper-protection", "int.secure-boot", "res.outage", "ida.machine-authentication")
    assert {stands(release, capability).kind for capability in outside} == {"mentioned-only"}
    assert stands(release, "com.data-in-transit").kind == "advised-shall"


def test_stored_data_only_on_devices_that_can_be_attacked_at_scale(
    release: Release, held: dict[str, Requirement]
) -> None:
    reach = {"reachable-outside-lan", "not is-short-lived"}
    asked = [r for r in held.values() if r.clause.startswith("5.1.4") and asks(release, r)]
    assert {r.atom.rpartition("/")[2] for r in asked} >= {"5.1.4#1", "discussion#7", "discussion#8", "discussion#11"}
    assert all(conditions(r) == reach for r in asked)
    scopes = [p for r in held.values() for p in r.parameters if p.dimension == "rest.encryption_scope"]
    assert scopes
    assert all(p.value is None for p in scopes), "no class of data is named, least of all all data"
    assert (held["C#10"].kind, held["C#10"].capability) == ("framework", ("cry.data-at-rest",))
    facts = {"reachable-outside-lan": True, "is-short-lived": False, "is-constrained": False}
    assert stands(release, "cry.data-at-rest", **facts).kind == "advised-shall"
    assert stands(release, "cry.data-at-rest", **{**facts, "is-short-lived": True}).kind == "out-of-scope"


def test_logs_only_where_somebody_is_likely_to_read_them(release: Release, held: dict[str, Requirement]) -> None:
    asked = [r for r in held.values() if asks(release, r) and "log.event-logging" in r.capability]
    assert {r.clause for r in asked} == {"5.1.7", "5.1.7/scope", "5.1.7/discussion"}
    assert all(conditions(r) == {"has-log-inspection"} for r in asked)
    hub = held["5.1.7/scope#7"]
    assert (hub.kind, hub.effect, hub.satisfies, hub.object) == ("route", "sufficient-means", ("5.1.7",), "network")
    facts = {"has-log-inspection": True, "is-constrained": False}
    assert stands(release, "log.event-logging", **facts).kind == "advised-should"
    assert stands(release, "log.event-logging", **{**facts, "has-log-inspection": False}).kind == "out-of-scope"


def test_handling_vulnerabilities_is_not_telling_about_them(release: Release, held: dict[str, Requirement]) -> None:
    assert stands(release, "vul.remediation").kind == "advised-should"
    told = stands(release, "vul.advisories")
    assert [ref.rpartition("/")[2] for ref in told.clauses] == ["scope#9"]
    assert set(told.conditions) == {"is-short-lived", "not is-updatable"}
    after = [r for r in held.values() if asks(release, r) and r.clause.startswith("5.2.2")]
    assert {capability for r in after for capability in r.capability} == {"lif.end-of-life"}
    assert stands(release, "lif.support-duration").kind == "mentioned-only"


def test_consensus_of_industry_is_no_law_and_its_categories_are_no_levels(
    release: Release, held: dict[str, Requirement]
) -> None:
    source = release.corpus.source(C2)
    assert (source.force.kind, source.force.binding) == ("industry-consensus", False)
    kinds = {stands(release, concept.notation).kind for concept in release.vocabulary.leaves("capability")}
    assert "advised-shall" in kinds
    assert not kinds & {"binding", "conditional", "label-only"}
    assert {held[f"C#{n}"].kind for n in (3, 4, 5)} == {"definition"}
    assert source.instrument is not None
    assert not source.instrument.levels
