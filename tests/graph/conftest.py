# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A small world of invented records that keeps every promise of the shapes, and the real ontology beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from pyoxigraph import Quad

from comity.graph import lift
from comity.graph.ontology import ontology_quads
from comity.model import ids
from comity.model import instrument as facts
from comity.model.document import Anchor, Clause, Document, Sentence
from comity.model.finding import Change, Conflict, FacetChange, Gap, Reading, Stance
from comity.model.mapping import Mapping
from comity.model.recognition import Basis, Holding, Recognition, Target, Way
from comity.model.requirement import Condition, Parameter, Requirement
from comity.model.source import (
    Dates,
    Definition,
    Edition,
    Expectation,
    Extent,
    Force,
    Issuer,
    Licence,
    PublisherFile,
    Relation,
    ScopeStatement,
    Source,
    UnreadPart,
)

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"


def an_instrument() -> facts.Instrument:
    """Return an instrument with one fact of every kind, each in the one clause that can state it."""
    at = {"clause": "1(a)", "status": "verified"}
    unread = {"clause": "section 3, not read", "status": "secondary", "note": "As reported."}
    basic = facts.Level(id="basic", label=(("en", "Basic"), ("ja", "基本")), adds=("1(a)",), **at)
    own = {"assessor": "maker", "procedure": "own-statement"}
    high = facts.Level(id="high", label=(("en", "High"),), includes="basic", adds=("two tests",), **own, **unread)
    return facts.Instrument(
        enforcement=facts.Enforcement(
            enforcers=(facts.Enforcer(name="A regulator", role="regulator", exclusive=True, **unread),),
            measures=(facts.Measure(measure="compliance-notice", **at),),
            tiers=(facts.Tier(id="top", ceiling="max(10 EUR, 2 % of turnover)", punishes=("1(a)", "section 3"), **at),),
            daily=(facts.DailyPenalty(ceiling="5 EUR", **at),),
            relief=(facts.Relief(whom="small makers", from_=("1",), **at),),
            cure=(facts.CurePeriod(period="P30D", **at),),
            private_action=facts.PrivateAction(value="excluded", **unread),
        ),
        levels=(basic, high),
        procedures=(facts.Procedure(tier="default", procedures=("internal-control",), assessor="maker", **at),),
        other_law=(
            facts.OtherLaw(
                regime="Medical devices",
                kinds=("statute",),
                effect="out-of-scope",
                condition="subject-to",
                reach="function",
                **at,
            ),
        ),
        transition=(facts.Transition(provisions=("1(a)",), supplied_before=date(2021, 1, 1), reached=False, **at),),
        force_by_class=(
            facts.ClassForce(
                function_class="residential-router",
                level="basic",
                force="compulsory-scheme",
                state="in-force",
                from_=date(2021, 1, 1),
                by="Order 1",
                **at,
            ),
        ),
        dates_by_part=(facts.PartDate(part="section 1", event="applies", date=date(2020, 7, 1), **at),),
        wrong_names=(facts.WrongName(wrong="the Act of 2019", right="the Act of 2020", status="secondary"),),
        membership=(facts.Membership(role="manufacturer", members=("maker",), type="any-of", **at),),
        identifiers=(facts.IdentifierFact(fact="void", ids=("2",), **at),),
        language_divergence=(facts.Divergence(en="must", ja="should", authentic="ja", **at),),
    )


def a_source(name: str = "xx-act", *, jurisdiction: str = "uk", binding: bool = True) -> Source:
    """Return a work with one edition that was read in part."""
    extent = Extent("part", ("sections 1-2",), (UnreadPart("section 3", "says who enforces"),), "a copy of ours")
    edition = Edition(
        "2020",
        "as enacted",
        Dates(published=date(2020, 1, 2), applies=date(2020, 7, 1), note="applies later"),
        extent,
        Expectation(2, 3),
        files=(PublisherFile("act.pdf", "application/pdf", sha256="00", pages=3, url="https://example.org/act.pdf"),),
        date_status=(("applies", "verified"),),
    )
    return Source(
        name,
        (("en", "An invented act"), ("ja", "架空の法律")),
        (("en", "Invented Act"),),
        jurisdiction,
        "en",
        Force("statute" if binding else "code-of-practice", binding, "stated", note="for the test"),
        Licence("LicenseRef-none", "none"),
        (edition,),
        aliases=("IA",),
        issuers=(Issuer("Parliament/House", "legislator"),),
        audience=("consumer-suppliers",),
        official_url="https://example.org/act",
        scope=(ScopeStatement("user-group", "consumer", "named-in", "1(a)", "intended"),),
        definitions=(Definition("device", "1(a)", (("genus", ("device",)),)),),
        relations=(Relation("cites", "xx-code", "section 1"),),
        instrument=an_instrument(),
    )


def a_document(name: str = "xx-act") -> Document:
    """Return the restatement of the edition: two clauses, one inside the other."""
    anchor = Anchor("restatement.en.md", None, 0, 9)
    sentences = (Sentence(1, "The maker gives each unit a password of its own.", anchor),)
    outer = Clause("1", "1", "Passwords", None, "operative", False, (), anchor)
    inner = Clause("1(a)", "(a)", "", "1", "operative", True, sentences, anchor)
    return Document(name, "2020", "en", True, (outer, inner))


def a_duty(name: str = "xx-act", atom: str = "1(a)#1") -> Requirement:
    """Return a duty with a condition and two parameters."""
    return Requirement(
        name,
        "2020",
        atom,
        "The maker gives each unit a password of its own.",
        1,
        "duty",
        "obligation",
        "shall",
        "normative-sentence",
        "operative",
        object="device",
        state=("factory-default",),
        condition=(Condition("has-passwords"),),
        bearer=("manufacturer",),
        capability=("ida.default-credentials",),
        parameters=(
            Parameter("password.unique_per_device", "=", True),
            Parameter("password.character_classes", "superset", ("digit", "letter"), object="device"),
            Parameter(
                "report.early_warning",
                "<=",
                "PT24H",
                trigger="becoming-aware",
                deliverable="early warning",
                recipient=("csirt", "regulator"),
                extension="by a day where justified",
                relief="no fine for small firms",
            ),
        ),
    )


def a_route(name: str = "xx-act") -> Requirement:
    """Return a route that satisfies the outer clause."""
    return Requirement(
        name,
        "2020",
        "1(a)#2",
        "A password of its own for each unit is enough.",
        1,
        "route",
        None,
        "none",
        "outcome",
        "operative",
        bearer=("manufacturer",),
        capability=("ida.default-credentials",),
        alternative_of="1",
        alternative_type="any-of",
        satisfies=("1",),
        effect="conclusive",
    )


def a_mapping() -> Mapping:
    """Return a mapping between the duties of two works."""
    ends = ("xx-act@2020/1(a)#1", "xx-code@2020/1(a)#1")
    return Mapping(ends[0], "equal", ends[1], 0.85, "semapv:ManualMappingCuration", 1.0, ("modality",), "Both ask it.")


def a_gap() -> Gap:
    """Return a gap between a stance and a silence."""
    holder = Stance(
        "uk", "ida.default-credentials", "binding", 6, date(2021, 1, 1), ("xx-act@2020/1(a)#1",), why="Law."
    )
    reading = Reading("xx-code@2020", "whole", ("all",))
    lacker = Stance(
        "jp", "ida.default-credentials", "silent", 0, date(2021, 1, 1), readings=(reading,), why="Nothing is said."
    )
    iri = ids.finding_iri("gap", "uk", "jp", "ida.default-credentials")
    place = ("uk", "jp", "ida.default-credentials", None)
    evidence = (holder, lacker, ("xx-act@2020/1(a)#1",), (), ("modality",), "One asks, the other is silent.")
    return Gap(iri, "missing", *place, *evidence)


def a_conflict() -> Conflict:
    """Return a conflict whose two sides agree."""
    iri = ids.finding_iri("conflict", "uk", "jp", "password.unique_per_device")
    sides = (("xx-act@2020/1(a)#1",), ("xx-code@2020/1(a)#1",), "unique", "unique")
    head = ("threshold", "equal", "none", "uk", "jp", "password.unique_per_device")
    return Conflict(iri, *head, *sides, None, "Do it once.", "Both ask the same.")


def a_change() -> Change:
    """Return a change between two editions, with a facet that is laxer now."""
    row = FacetChange("modality", "obligation", "recommendation", "laxer")
    clauses = (("xx-act@2020/1(a)",), ("xx-code@2020/1(a)",))
    iri = ids.finding_iri("change", "xx-act", "2019..2020", "1(a)")
    return Change(iri, "xx-act", "2019", "2020", *clauses, ("laxer",), (row,), "It advises where it obliged.")


def a_recognition(name: str = "xx-label-to-act", **more: object) -> Recognition:
    """Return a recognition by the act of a level, of a clause followed or of a scheme that is not held."""
    held = {"jurisdiction": "jp", "source": "xx-act", "edition": "2020"}
    level, followed = Holding(**held, levels=("basic",)), Holding(**held, clauses=("1(a)",))
    outside = Holding(jurisdiction="sg", external="yy-label", name="A label", iri="urn:yy", levels=("one",))
    plain = Recognition(
        id=name,
        ways=(Way((level, followed)), Way((outside,))),
        to=Target(jurisdiction="uk", source="xx-act", edition="2020", level="basic"),
        satisfies=("1(a)",),
        pinned=True,
        effect="conclusive",
        elective=True,
        classes=("residential-router",),
        since=date(2021, 1, 1),
        until=date(2030, 12, 31),
        state="in-force",
        legal_basis=Basis("section 1 of the act", "xx-act@2020/1(a)"),
        residual=("1", "the records"),
        restrictions=("the label is valid",),
        grantor="uk",
        reciprocal=False,
        status="verified",
        note="For the test.",
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # the names are the fields' own


def world() -> Iterator[Quad]:
    """Yield the quads of every record above, with an older edition of the act."""
    newer = a_source()
    yield from lift.lift_source(replace(newer, editions=(replace(newer.latest, id="2019"), newer.latest)))
    yield from lift.lift_source(a_source("xx-code", jurisdiction="jp", binding=False))
    for source in (newer, a_source("xx-code")):
        yield from lift.lift_document(a_document(source.id))
        yield from lift.lift_requirement(a_duty(source.id))
    yield from lift.lift_requirement(a_route())
    yield from lift.lift_mapping(a_mapping())
    yield from lift.lift_gap(a_gap())
    yield from lift.lift_conflict(a_conflict())
    yield from lift.lift_change(a_change())
    yield from lift.lift_recognition(a_recognition())
    outside = Target(jurisdiction="uk", external="zz-mark", name="A mark", level="one")
    yield from lift.lift_recognition(
        a_recognition("xx-act-to-mark", to=outside, satisfies=("the mark",), legal_basis=Basis("a memorandum"))
    )


@pytest.fixture(scope="session")
def records() -> SimpleNamespace:
    """Return the makers of the records, since test modules cannot import this file."""
    makers = (
        an_instrument,
        a_source,
        a_document,
        a_duty,
        a_route,
        a_mapping,
        a_gap,
        a_conflict,
        a_change,
        a_recognition,
    )
    return SimpleNamespace(**{maker.__name__: maker for maker in makers})


@pytest.fixture(scope="session")
def ontology_folder() -> Path:
    """Return the folder of the real ontology."""
    return ONTOLOGY


@pytest.fixture(scope="session")
def ontology() -> tuple[Quad, ...]:
    """Return the quads of the real ontology."""
    return tuple(ontology_quads(ONTOLOGY))


@pytest.fixture(scope="session")
def small_world() -> tuple[Quad, ...]:
    """Return the quads of the invented records."""
    return tuple(world())
