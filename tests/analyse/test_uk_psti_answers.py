# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers on the product security law of the United Kingdom that must be right, each with a twin that must not be."""

from __future__ import annotations

from datetime import date

import pytest

from comity.analyse import stance_table
from comity.analyse.profile import Profile, profile
from comity.analyse.scope import applicability
from comity.analyse.stance import stance
from comity.model.finding import Stance
from comity.model.requirement import Requirement
from comity.release import Release

pytestmark = pytest.mark.slow
PSTI = "uk-psti@2025"
PASSWORDS, SUPPORT, REPORTS = "ida.default-credentials", "lif.support-period-publication", "vul.reporting-channel"


def psti(release: Release) -> dict[str, Requirement]:
    found = {r.atom: r for r in release.corpus.requirements if r.source == "uk-psti"}
    assert found
    return found


def british(release: Release, capability: str, day: date | None = None, product: Profile | None = None) -> Stance:
    return stance(release.corpus, release.vocabulary, "uk", capability, day or release.as_at, product)


def consumer(release: Release, function: str, **answers: bool) -> Profile:
    axes = {"user-group": "consumer", "connection": "internet-directly", "function-class": function}
    return profile(axes, {name.replace("_", "-"): truth for name, truth in answers.items()}, release.vocabulary)


def values(release: Release, dimension: str) -> list[tuple[str, object, str]]:
    return [
        (r.atom, p.value, p.status)
        for r in psti(release).values()
        if r.kind == "duty"
        for p in r.parameters
        if p.dimension == dimension
    ]


def test_law_asks_for_passwords_that_are_unique_or_defined_by_the_user(release: Release) -> None:
    found = british(release, PASSWORDS)
    assert found.kind == "binding"
    assert found.clauses == (f"{PSTI}/Sch.1(1)(2)#1",)
    ways = [r for r in psti(release).values() if r.kind == "route" and r.alternative_of == "Sch.1(1)(2)"]
    assert {(r.clause, r.alternative_type, p.dimension, p.value) for r in ways for p in r.parameters} == {
        ("Sch.1(1)(2)(a)", "any-of", "password.unique_per_device", True),
        ("Sch.1(1)(2)(b)", "any-of", "password.user_defined_accepted", True),
    }
    duty = psti(release)["Sch.1(1)(2)#1"]
    assert "factory-default" not in duty.state
    assert duty.verb == "must"
    assert all(p.dimension != "password.unique_per_device" for p in duty.parameters), "uniqueness is one way of two"


def test_a_shall_of_etsi_alone_is_no_law_and_the_law_was_not_in_force_before_it_began(release: Release) -> None:
    source, _ = release.corpus.edition("etsi-en-303-645@v3.1.3")
    shall = release.corpus.requirement("etsi-en-303-645@v3.1.3/5.1-1#1")
    assert shall.verb == "shall"
    assert stance_table.current().of(source.force, shall) == "advised-shall"
    act, _ = release.corpus.edition(PSTI)
    assert stance_table.current().of(act.force, psti(release)["Sch.1(1)(2)#1"]) == "binding"
    assert british(release, PASSWORDS, date(2024, 4, 28)).kind == "advised-shall"
    assert british(release, PASSWORDS, date(2024, 4, 29)).kind == "binding"


def test_a_unique_password_may_come_from_an_identifier_only_by_accepted_cryptography(release: Release) -> None:
    excluded = {
        r.atom: p for r in psti(release).values() for p in r.parameters if p.dimension == "password.derivation_excluded"
    }
    assert {member for p in excluded.values() for member in (p.value if isinstance(p.value, tuple) else ())} == {
        "sequence",
        "public-information",
        "identifier",
        "other-guessable",
    }
    assert {atom for atom, p in excluded.items() if p.unless} == {"Sch.1(1)(3)(c)#1"}
    assert {psti(release)[atom].modality for atom in excluded} == {"prohibition"}
    assert values(release, "password.min_length") == []


def test_the_support_period_is_published_with_an_end_date_and_has_no_least_length(release: Release) -> None:
    assert values(release, "support.min_years") == [("Sch.1(3)(2)#1", None, "self-determined-published")]
    assert values(release, "support.end_form") == [("Sch.1(3)(2)#1", "day", "fixed")]
    assert values(release, "support.shortening_allowed") == [("Sch.1(3)(6)#1", False, "fixed")]
    assert all("lif.support-duration" not in r.capability for r in psti(release).values())
    found = british(release, SUPPORT)
    assert found.kind == "conditional", "no length is set, and yet the law is not silent on saying it"
    assert found.conditions == ("is-updatable",)
    assert british(release, SUPPORT, product=consumer(release, "smartphone", is_updatable=True)).kind == "binding"
    assert british(release, SUPPORT, product=consumer(release, "smartphone", is_updatable=False)).kind != "binding"


def test_times_of_answers_are_published_and_no_figure_is_set(release: Release) -> None:
    assert values(release, "cvd.acknowledgement_max") == [
        ("Sch.1(2)(2)(b)(i)#1", None, "self-determined-published"),
    ]
    assert values(release, "cvd.status_updates_published") == [("Sch.1(2)(2)(b)(ii)#1", True, "fixed")]
    assert british(release, REPORTS).kind == "binding"
    assert all("vul.authority-reporting" not in r.capability for r in psti(release).values())


def test_phones_are_reached_and_laptops_only_under_a_condition(release: Release) -> None:
    source, edition = release.corpus.edition(PSTI)
    verdicts = {
        name: applicability(source, edition, consumer(release, name), release.vocabulary).verdict
        for name in ("smartphone", "tablet-with-cellular", "laptop", "desktop", "tablet-without-cellular")
    }
    assert verdicts == {
        "smartphone": "in",
        "tablet-with-cellular": "in",
        "laptop": "undecided",
        "desktop": "undecided",
        "tablet-without-cellular": "undecided",
    }
    assert british(release, PASSWORDS, product=consumer(release, "smartphone")).kind == "binding"
    assert british(release, PASSWORDS, product=consumer(release, "laptop")).kind == "conditional"
    switched = {r.clause: set(r.capability) for r in psti(release).values() if r.atom.endswith("(1)(d)#2")}
    assert switched == {"Sch.1(2)(1)(d)": {REPORTS}, "Sch.1(3)(1)(d)": {SUPPORT}}, "and no exemption on passwords"


def test_another_regime_takes_no_phone_out_of_the_law(release: Release) -> None:
    phone = consumer(release, "smartphone", is_subject_to_another_regime=True, complies_with_other_regime=True)
    found = british(release, PASSWORDS, product=phone)
    assert found.kind == "binding"
    assert "exemptions stand in" in found.why, "they are told and left to the scope"
    assert all(not psti(release)[atom].condition for atom in psti(release) if atom.startswith("Sch.3("))


def test_the_route_by_etsi_counts_and_leaves_the_ban_on_shortening(release: Release) -> None:
    route = psti(release)["Sch.2(3)(1)#1"]
    assert (route.kind, route.effect) == ("route", "conclusive")
    assert "Sch.1(3)(2)" in route.satisfies
    assert not {"Sch.1(3)(3)", "Sch.1(3)(5)", "Sch.1(3)(6)"} & set(route.satisfies)
    members = {r.atom for r in psti(release).values() if r.alternative_of == "Sch.2(3)(1)"}
    assert {"Sch.2(3)(2)#1", "Sch.2(3)(2)#2"} <= members
    assert {r.alternative_type for r in psti(release).values() if r.alternative_of == "Sch.2(3)(1)"} == {"all-of"}


def test_foreign_labels_count_as_reported_only(release: Release) -> None:
    labels = [r for r in psti(release).values() if r.clause == "Sch.2A"]
    assert {(r.kind, r.status, r.valid_from) for r in labels} == {("route", "secondary", date(2025, 12, 4))}
    unread = [part.part for part in release.corpus.edition(PSTI)[1].extent.unread]
    assert any("Schedule 2A" in part for part in unread)
    assert not [r for r in psti(release).values() if r.status == "secondary" and r.clause != "Sch.2A"]
