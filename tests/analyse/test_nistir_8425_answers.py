# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers on NIST's profile for consumer products that must be right, each with a twin that must not be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from comity.analyse.stance import stance
from comity.model.corpus import Corpus
from comity.model.finding import Stance
from comity.model.requirement import Requirement
from comity.release import Release

pytestmark = pytest.mark.slow
SOURCE = "nistir-8425"


@pytest.fixture(scope="module")
def profile_alone(release: Release) -> Corpus:
    """The corpus with this one work, so that no other American text answers in its place."""
    corpus = release.corpus
    return replace(
        corpus,
        sources=tuple(s for s in corpus.sources if s.id == SOURCE),
        documents=tuple(d for d in corpus.documents if d.source == SOURCE),
        requirements=tuple(r for r in corpus.requirements if r.source == SOURCE),
    )


@pytest.fixture(scope="module")
def atoms(profile_alone: Corpus) -> dict[str, Requirement]:
    return {r.atom: r for r in profile_alone.requirements}


def says(release: Release, corpus: Corpus, capability: str) -> Stance:
    return stance(corpus, release.vocabulary, "us", capability, release.as_at)


def carried(found: Stance) -> set[str]:
    return {ref.partition("/")[2] for ref in found.clauses}


def nearest(found: Stance) -> set[str]:
    return {ref.partition("/")[2] for ref in found.nearest}


def bears(release: Release, requirement: Requirement) -> bool:
    return release.vocabulary.concept("text-status", requirement.text_status).flag("bearsStance")


def test_default_passwords_are_named_in_an_example_and_access_control_is_asked_for(
    release: Release, profile_alone: Corpus
) -> None:
    passwords = says(release, profile_alone, "ida.default-credentials")
    assert passwords.kind == "mentioned-only"
    assert nearest(passwords) == {"IA-1(b)#2"}
    assert all(not p.dimension.startswith("password.") for r in profile_alone.requirements for p in r.parameters)
    access = says(release, profile_alone, "acc.access-enforcement")
    assert access.kind == "advised-shall"
    assert "IA-1(b)#1" in carried(access)
    assert says(release, profile_alone, "ida.brute-force").kind == "silent"


def test_a_root_of_trust_and_secure_boot_are_only_examples_of_what_is_documented(
    release: Release, profile_alone: Corpus
) -> None:
    for capability, clauses in (
        ("int.root-of-trust", {"DOC-1(d)(iii)#3", "DOC-1(d)(iii)#4"}),
        ("int.secure-boot", {"DOC-1(d)(iii)#2"}),
    ):
        found = says(release, profile_alone, capability)
        assert found.kind == "mentioned-only"
        assert nearest(found) == clauses
    documents = says(release, profile_alone, "sdl.documentation")
    assert documents.kind == "advised-should"
    assert carried(documents) >= {"DOC-1(b)#1", "DOC-1(d)#1", "DOC-1(g)(iv)#1"}
    assert not {clause for clause in carried(documents) if clause.startswith(("DOC-1(d)(", "DOC-1(e)("))}


def test_automatic_updates_are_one_of_two_ways_and_verification_is_asked_for(
    release: Release, profile_alone: Corpus, atoms: dict[str, Requirement]
) -> None:
    automatic = says(release, profile_alone, "upd.automatic")
    assert automatic.kind not in {"advised-should", "advised-shall", "binding"}
    assert carried(automatic) == {"SU-2#2"}
    assert nearest(automatic) == {"SU-2#1"}
    assert {a for a, r in atoms.items() if r.alternative_of == "SU-2"} == {"SU-2#2", "SU-2#3"}
    verified = says(release, profile_alone, "upd.authenticity")
    assert verified.kind == "advised-should"
    assert "SU-1#2" in carried(verified)


def test_shall_stands_under_three_sub_criteria_and_binds_nobody(
    release: Release, profile_alone: Corpus, atoms: dict[str, Requirement]
) -> None:
    asking = [r for r in atoms.values() if r.kind == "duty" and bears(release, r)]
    strong = {r.clause for r in asking if r.modality == "obligation"}
    assert {clause.partition("(")[0] for clause in strong} == {"IA-1", "IA-2", "IND-1"}
    assert len(strong) == 3 + 3 + 5
    assert {r.verb for r in asking if r.modality == "obligation"} == {"shall"}
    listed = [r for r in asking if r.clause.startswith("EDU-1(a)")]
    assert {r.modality for r in listed} == {"recommendation"}
    assert atoms["EDU-1(a)#1"].hedge == ("at-a-minimum",)
    kinds = {says(release, profile_alone, c.notation).kind for c in release.vocabulary.leaves("capability")}
    assert not kinds & {"binding", "conditional", "label-only"}
    assert {"advised-shall", "advised-should", "mentioned-only", "silent"} <= kinds


def test_a_disclosure_policy_is_documented_and_reports_are_received(
    release: Release, profile_alone: Corpus, atoms: dict[str, Requirement]
) -> None:
    policy = says(release, profile_alone, "vul.disclosure-policy")
    assert policy.kind == "mentioned-only"
    assert nearest(policy) == {"DOC-1(g)(iv)#2", "IQR-1(a)#4"}
    assert atoms["DOC-1(g)(iv)#1"].capability == ("sdl.documentation",)
    reports = says(release, profile_alone, "vul.reporting-channel")
    assert reports.kind == "advised-should"
    assert "IQR-1(a)#2" in carried(reports)
    told = says(release, profile_alone, "vul.advisories")
    assert told.kind == "advised-shall"
    assert carried(told) == {"IND-1(d)#1", "IND-1(d)#2"}


def test_the_state_is_recorded_and_nobody_has_to_be_alerted(release: Release, atoms: dict[str, Requirement]) -> None:
    assert atoms["CS-1#1"].kind == "duty"
    assert "log.event-logging" in atoms["CS-1#1"].capability
    alert = atoms["CS/utility#1"]
    assert (alert.kind, alert.modality, bears(release, alert)) == ("framework", None, False)


def test_the_end_of_support_is_told_and_no_period_is_published_or_set(release: Release, profile_alone: Corpus) -> None:
    ending = says(release, profile_alone, "lif.end-of-life")
    assert ending.kind == "advised-shall"
    assert carried(ending) == {"IND-1(b)#1", "IND-1(b)#2"}
    period = says(release, profile_alone, "lif.support-period-publication")
    assert period.kind == "mentioned-only"
    assert nearest(period) == {"EDU-1(e)#2"}
    duration = says(release, profile_alone, "lif.support-duration")
    assert duration.kind == "mentioned-only"
    assert nearest(duration) == {"DOC-1(a)(viii)#4"}
    assert all(not p.dimension.startswith("support.min") for r in profile_alone.requirements for p in r.parameters)


@pytest.mark.parametrize(
    ("capability", "atom"),
    [
        ("vul.no-known-vulnerabilities", "DOC-1(f)(i)#2"),
        ("vul.remediation", "DOC-1(g)(iii)#3"),
        ("sdl.context-and-needs", "DOC-1(a)(i)#3"),
    ],
)
def test_what_is_only_documented_is_neither_asked_for_nor_silence(
    release: Release, profile_alone: Corpus, capability: str, atom: str
) -> None:
    found = says(release, profile_alone, capability)
    assert found.kind == "mentioned-only"
    assert nearest(found) == {atom}
