# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers on two labels, the Australian rules and the RED acts that must be right, each with a twin that must fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from comity.analyse.index import build
from comity.analyse.lens import look
from comity.analyse.parties import resolve, stage
from comity.analyse.profile import Profile, profile
from comity.analyse.stance import stance
from comity.analyse.voices import Voice, speak
from comity.model.corpus import Corpus
from comity.model.finding import Stance
from comity.model.requirement import Requirement
from comity.release import Release

pytestmark = pytest.mark.slow
HOME = {"user-group": "consumer", "connection": "internet-directly"}
SOURCES = ("sg-cls", "jp-jc-star", "au-rules-2025", "eu-red-da")
LOCK = {**HOME, "function-class": "smart-lock"}
TOY = {"user-group": "child", "connection": "radio-of-any-kind", "function-class": "connected-toy"}


def of(release: Release, source: str) -> list[Requirement]:
    found = [r for r in release.corpus.requirements if r.source == source]
    assert found, source
    return found


def product(release: Release, axes: dict[str, str], **answers: bool) -> Profile:
    return profile(axes, {name.replace("_", "-"): truth for name, truth in answers.items()}, release.vocabulary)


def alone(
    release: Release, source: str, capability: str, known: Profile | None = None, at: date | None = None
) -> Stance:
    """Return where one instrument stands, whatever else its jurisdiction has."""
    party = resolve(release.corpus, release.vocabulary, source)
    return stance(stage(release.corpus, party), release.vocabulary, party.key, capability, at or release.as_at, known)


def voice(release: Release, corpus: Corpus, ref: str, known: Profile, at: date) -> Voice:
    """Return what a requirement says that names no capability, so that no stance shows it."""
    requirement = corpus.requirement(ref)
    lens = look(build(corpus, release.vocabulary), corpus.source(requirement.source).jurisdiction, at, known)
    return speak(lens, next(s for s in lens.stands if s.source.id == requirement.source), requirement)


def test_level_one_is_law_for_residential_routers_and_for_nothing_else(release: Release) -> None:
    for capability, ref in (("ida.default-credentials", "L1#1"), ("upd.capability", "L1#3")):
        router = alone(
            release, "sg-cls", capability, product(release, {**HOME, "function-class": "residential-router"})
        )
        assert (router.kind, router.clauses) == ("binding", (f"sg-cls@v1.4/{ref}",))
        assert "since 2022-05-01" in router.why
        for name in ("alarm-and-security-camera", "iot-hub", "smart-lock"):
            other = alone(release, "sg-cls", capability, product(release, {**HOME, "function-class": name}))
            assert (other.kind, "licence" in other.why) == ("label-only", False), name
    untold = alone(release, "sg-cls", "ida.default-credentials")
    assert (untold.kind, "no profile tells the class" in untold.why) == ("label-only", True)


def test_the_announced_level_two_is_no_law_on_its_day_either(release: Release) -> None:
    router = product(release, {**HOME, "function-class": "residential-router"})
    ref = "sg-cls@v1.4/L2#2"
    for day in (release.as_at, date(2027, 12, 31), date(2028, 6, 1)):
        found = voice(release, release.corpus, ref, router, day)
        assert (found.kind, "not law" in found.remark) == ("label-only", True), day
    scheme = release.corpus.source("sg-cls")
    made = tuple(
        replace(entry, state="adopted") if entry.state == "announced" else entry
        for entry in scheme.instrument.force_by_class
    )
    coming = replace(scheme, instrument=replace(scheme.instrument, force_by_class=made))
    corpus = replace(release.corpus, sources=tuple(coming if s.id == "sg-cls" else s for s in release.corpus.sources))
    assert voice(release, corpus, ref, router, date(2027, 12, 31)).kind == "binding"
    assert voice(release, corpus, ref, router, date(2027, 12, 30)).kind == "label-only"
    camera = product(release, {**HOME, "function-class": "alarm-and-security-camera"})
    assert voice(release, corpus, ref, camera, date(2028, 1, 1)).kind == "label-only"
    assert voice(release, corpus, "sg-cls@v1.4/L3#2", router, date(2028, 1, 1)).kind == "label-only"


def test_level_one_has_three_matters_and_level_two_the_mandatory_provisions(release: Release) -> None:
    duties = [r for r in of(release, "sg-cls") if r.kind == "duty"]
    first = {capability for r in duties if r.clause == "L1" for capability in r.capability}
    assert first == {"ida.default-credentials", "vul.remediation", "vul.reporting-channel", "upd.capability"}
    by_reference = [r for r in duties if r.generic]
    assert [(r.clause, r.capability) for r in by_reference] == [("L2", ())]
    assert "mandatory provisions of EN 303 645" in by_reference[0].text
    levels = {level.id: level for level in release.corpus.source("sg-cls").instrument.levels}
    assert (levels["level-1"].adds, levels["level-2"].adds, levels["level-2"].includes) == (("L1",), ("L2",), "level-1")


def test_star_one_has_sixteen_criteria_of_which_nine_have_no_checked_place(release: Release) -> None:
    criteria = [r for r in of(release, "jp-jc-star") if r.clause.startswith("S1.1-")]
    assert sorted({r.clause for r in criteria}) == [f"S1.1-{n:02}" for n in range(1, 17)]
    unverified = {r.clause for r in criteria if r.status == "unverified"}
    assert unverified == {f"S1.1-{n:02}" for n in range(7, 16)}
    assert {r.status for r in criteria if r.clause not in unverified} == {"secondary"}
    assert all(p.status == "unverified" for r in criteria if r.clause in unverified for p in r.parameters)
    star_one = next(v for v in release.corpus.source("jp-jc-star").instrument.levels if v.id == "star-1")
    assert set(star_one.adds) == {r.clause for r in criteria}


def test_a_voluntary_label_is_never_law_by_itself(release: Release) -> None:
    camera = product(release, {**HOME, "function-class": "indoor-camera"}, authenticates_users=True)
    for source in ("sg-cls", "jp-jc-star"):
        kinds = {
            alone(release, source, concept.notation, known).kind
            for concept in release.vocabulary.leaves("capability")
            for known in (None, camera)
        }
        assert "label-only" in kinds
        assert not kinds & {"binding", "conditional"}
    phone = product(release, {**HOME, "function-class": "smartphone"})
    assert alone(release, "jp-jc-star", "vul.disclosure-policy", phone).kind == "out-of-scope"


def test_australia_asks_for_three_things_of_consumer_devices_and_leaves_phones_out(release: Release) -> None:
    lock = product(release, LOCK)
    bound = {
        concept.notation
        for concept in release.vocabulary.leaves("capability")
        if alone(release, "au-rules-2025", concept.notation, lock).kind == "binding"
    }
    assert bound == {
        "ida.default-credentials",
        "ida.credential-strength",
        "vul.reporting-channel",
        "lif.support-period-publication",
    }
    left_out = ("smartphone", "tablet-without-cellular", "laptop", "desktop", "medical-device", "vehicle-equipment")
    for name in left_out:
        other = product(release, {**HOME, "function-class": name})
        assert alone(release, "au-rules-2025", "ida.default-credentials", other).kind == "out-of-scope", name
    before = alone(release, "au-rules-2025", "ida.default-credentials", lock, date(2026, 3, 3))
    assert (before.kind, "2026-03-04" in before.why) == ("not-yet-in-force", True)
    assert alone(release, "au-rules-2025", "ida.default-credentials", lock, date(2026, 3, 4)).kind == "binding"


def test_australia_keeps_statements_five_years_and_sets_no_shortest_support(release: Release) -> None:
    set_in = {p.dimension: (r.clause, p) for r in of(release, "au-rules-2025") for p in r.parameters if p.value}
    clause, kept = set_in["record.retention_min"]
    assert (clause, kept.operator, kept.value, kept.trigger) == ("10", ">=", "P5Y", "not-stated")
    assert "support.min_years" not in set_in
    named = [p for r in of(release, "au-rules-2025") for p in r.parameters if p.dimension == "support.min_years"]
    assert [p.status for p in named] == ["self-determined-published"]
    assert [r.clause for r in of(release, "au-rules-2025") for p in r.parameters if p.value is False] == ["Sch1/4"]
    assert not release.corpus.source("au-rules-2025").instrument.enforcement.tiers, "no money penalty was found"


def test_the_three_points_of_the_red_reach_three_groups_of_equipment(release: Release) -> None:
    free = {"is_subject_to_another_regime": False}

    def ask(capability: str, axes: dict[str, str], **answers: bool) -> str:
        return alone(release, "eu-red-da", capability, product(release, axes, **free, **answers)).kind

    network, privacy, fraud = "res.containment", "prv.privacy-by-design", "acc.transaction-protection"
    none = {f"processes_{kind}_data": False for kind in ("personal", "traffic", "location")}
    assert ask(network, LOCK, is_internet_connected=True) == "binding"
    assert ask(network, TOY, is_internet_connected=False, **none) == "out-of-scope"
    for kind in ("personal", "traffic", "location"):
        answers = {f"processes_{kind}_data": True, "is_internet_connected": False}
        assert ask(privacy, TOY, **answers) == "binding", kind
        assert ask(network, TOY, **answers) == "generic-only", "no more than the general duty of point (e)"
    assert ask(privacy, TOY, **none) == "out-of-scope"
    assert ask(fraud, LOCK, is_internet_connected=True, processes_payment_data=True) == "binding"
    assert ask(fraud, LOCK, is_internet_connected=True, processes_payment_data=False, **none) == "out-of-scope"
    assert ask(fraud, LOCK, is_internet_connected=False, processes_payment_data=True, **none) == "out-of-scope"


def test_the_red_leaves_vehicles_out_of_two_points_and_medical_devices_out_of_all(release: Release) -> None:
    known: dict[str, Any] = {
        "is_internet_connected": True,
        "processes_personal_data": True,
        "processes_payment_data": True,
        "is_subject_to_medical_device_rules": False,
    }

    def kinds(**answers: bool) -> list[str]:
        equipment = product(release, LOCK, **{**known, **answers})
        points = ("res.containment", "prv.privacy-by-design", "acc.transaction-protection")
        return [alone(release, "eu-red-da", capability, equipment).kind for capability in points]

    spared = {f"is_subject_to_{law}_rules": False for law in ("civil_aviation", "motor_vehicle", "road_toll")}
    assert kinds(**spared) == ["binding"] * 3
    for law in spared:
        assert kinds(**{**spared, law: True}) == ["binding", "out-of-scope", "out-of-scope"], law
    assert kinds(**spared, is_subject_to_medical_device_rules=True) == ["out-of-scope"] * 3
    assert kinds(is_subject_to_another_regime=True) == ["binding", "conditional", "conditional"], (
        "a toy has its own law"
    )


def test_the_red_acts_apply_from_august_2025_until_the_day_before_their_repeal(release: Release) -> None:
    at = {
        day: alone(release, "eu-red-da", "acc.transaction-protection", None, day).kind
        for day in (date(2024, 8, 1), date(2025, 7, 31), date(2025, 8, 1), date(2027, 12, 10), date(2027, 12, 11))
    }
    assert list(at.values()) == ["not-yet-in-force", "not-yet-in-force", "conditional", "conditional", "superseded"]


def test_en_18031_gives_a_presumption_by_part_and_its_mechanisms_are_names(release: Release) -> None:
    parts = [r for r in of(release, "eu-red-da") if r.clause.startswith("EN18031-")]
    routes = {r.clause: (r.effect, r.satisfies) for r in parts if r.kind == "route"}
    points = {"EN18031-1": "d", "EN18031-2": "e", "EN18031-3": "f"}
    assert routes == {part: ("presumption", (f"RED/3(3)({point})",)) for part, point in points.items()}
    mechanisms = [r for r in parts if "/" in r.clause]
    assert len(mechanisms) == 31
    assert {(r.kind, r.form, r.text_status) for r in mechanisms} == {("framework", "heading-only", "title")}
    assert not any(r.parameters for r in parts)
    assert not any(r.kind == "duty" for r in parts)
    passwords = alone(release, "eu-red-da", "ida.default-credentials")
    assert passwords.kind == "mentioned-only"


def test_nothing_is_silent_where_nothing_was_read(release: Release) -> None:
    for source in SOURCES:
        assert {e.extent.examined for e in release.corpus.source(source).editions} <= {"none", "part"}
        assert all(r.status in {"secondary", "unverified"} for r in of(release, source))
        kinds = {alone(release, source, c.notation).kind for c in release.vocabulary.leaves("capability")}
        assert "silent" not in kinds, source
    assert alone(release, "au-rules-2025", "ida.brute-force").kind == "unexamined"
