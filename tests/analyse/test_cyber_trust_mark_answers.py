# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers on the US Cyber Trust Mark that must be right, each beside a twin that must not be given."""

from __future__ import annotations

from datetime import date

import pytest

from comity.analyse.profile import profile
from comity.analyse.scope import applicability
from comity.analyse.stance import stance
from comity.model.requirement import Requirement
from comity.release import Release

pytestmark = pytest.mark.slow
MARK = "us-cyber-trust-mark"


def of(release: Release) -> list[Requirement]:
    found = [r for r in release.corpus.requirements if r.source == MARK]
    assert found
    return found


def verdict(release: Release, **axes: str | list[str]) -> str:
    source = release.corpus.source(MARK)
    known = {"product-kind": "device", "connection": ["internet-directly", "radio-of-any-kind"], **axes}
    product = profile(known, {}, release.vocabulary)
    return applicability(source, source.latest, product, release.vocabulary).verdict


def test_the_label_binds_nobody_who_does_not_carry_it(release: Release) -> None:
    assert release.corpus.source(MARK).force.kind == "voluntary-scheme"
    named = {capability for r in of(release) for capability in r.capability if r.kind == "duty"}
    found = {
        name: stance(release.corpus, release.vocabulary, "us", name, release.as_at)
        for name in named
        if name != "sdl.appropriate-security"
    }
    assert {answer.kind for answer in found.values()} == {"label-only"}
    assert found["com.data-in-transit"].clauses == (f"{MARK}@2024/para-99#9",)
    assert found["com.data-in-transit"].verification != "verified", "the day of effect rests on accounts"


def test_the_registry_shows_an_end_of_support_that_the_maker_chooses(release: Release) -> None:
    item = release.corpus.requirement(f"{MARK}@2024/8.222(b)(9)#1")
    values = {p.dimension: p for p in item.parameters}
    assert item.capability == ("lif.support-period-publication",)
    assert values["support.publication_place"].value == ("registry",)
    assert values["support.min_years"].status == "self-determined-published"
    assert all(p.value is None for r in of(release) for p in r.parameters if p.dimension == "support.min_years")


def test_what_is_only_told_is_not_asked_for(release: Release) -> None:
    asked = {capability for r in of(release) if r.kind == "duty" for capability in r.capability}
    assert not asked & {"vul.sbom", "upd.automatic", "ida.default-credentials", "ida.credential-management"}
    mentioned = [r for r in of(release) if "vul.sbom" in r.capability]
    assert {(r.clause, r.kind) for r in mentioned} == {("para-116", "framework")}
    told = release.corpus.requirement(f"{MARK}@2024/8.222(b)(10)#1")
    assert (told.kind, told.form, told.capability) == ("duty", "disclosure-item", ("usr.security-information",))
    passwords = [(r, p) for r in of(release) for p in r.parameters if p.dimension.startswith("password.")]
    assert [(r.clause, p.value, p.status) for r, p in passwords] == [("8.222(b)(6)", None, "self-determined-published")]


def test_who_is_left_out(release: Release) -> None:
    lock = {"user-group": "consumer", "function-class": "smart-lock"}
    assert verdict(release, **lock) == "in"
    for function in ("medical-device", "motor-vehicle", "vehicle-equipment"):
        assert verdict(release, **{**lock, "function-class": function}) == "out", function
    for group in ("worker-or-business", "industrial-operator"):
        assert verdict(release, **{**lock, "user-group": group}) == "out", group
    assert verdict(release, **lock, connection="wired-only") == "out"
    assert verdict(release, **lock, connection=["internet-directly", "wired-only"]) != "in", "no radio"
    barred = {r.clause for r in of(release) if r.clause.startswith("8.204") and r.modality == "prohibition"}
    assert barred == {"8.204", *(f"8.204({letter})" for letter in "abcde")}


def test_most_sections_had_no_day_of_effect_yet(release: Release) -> None:
    waiting = [f"8.{n}" for n in (208, 209, 212, 214, 215, *range(217, 223))]
    late = [r for r in of(release) if r.clause.partition("(")[0] in waiting]
    assert {r.clause.partition("(")[0] for r in late} == set(waiting)
    assert all("OMB" in r.note for r in late)
    assert all(r.valid_from is None for r in of(release))
    dates = {part.date: part for part in release.corpus.source(MARK).instrument.dates_by_part}
    assert set(dates) == {date(2024, 8, 29)}
    assert not set(dates[date(2024, 8, 29)].provisions) & {r.clause for r in late}


def test_the_mark_is_no_safe_harbor(release: Release) -> None:
    saved = [law for law in release.corpus.source(MARK).instrument.other_law if law.clause == "para-132"]
    assert [law.effect for law in saved] == ["saved"]
    assert all(r.effect is None for r in of(release)), "no route: the mark meets no duty of other law"
