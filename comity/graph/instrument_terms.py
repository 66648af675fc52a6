# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""How each kind of fact of an instrument is said in RDF: its link and class, its name, and its own properties."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from pyoxigraph import NamedNode

from comity.graph.terms import Fact, comity, concept, day, each, each_concept, flag, plain, words
from comity.model import ids
from comity.model import instrument as model
from comity.model.source import Source

# The property that leads from the work to the fact, and the class of the fact.
LINKS: Final[Mapping[type[model.Fact], tuple[str, str]]] = {
    model.Enforcer: ("enforcement", "Enforcer"),
    model.Measure: ("enforcement", "EnforcementMeasure"),
    model.Tier: ("enforcement", "PenaltyTier"),
    model.DailyPenalty: ("enforcement", "DailyPenalty"),
    model.Relief: ("enforcement", "PenaltyRelief"),
    model.CurePeriod: ("enforcement", "CurePeriod"),
    model.PrivateAction: ("enforcement", "PrivateAction"),
    model.Level: ("schemeLevel", "SchemeLevel"),
    model.Procedure: ("conformityProcedure", "ConformityProcedure"),
    model.OtherLaw: ("otherLaw", "OtherLaw"),
    model.Transition: ("transition", "Transition"),
    model.ClassForce: ("forceByClass", "ForceByClass"),
    model.PartDate: ("partDate", "PartDate"),
    model.WrongName: ("wrongName", "WrongName"),
    model.Membership: ("roleMembership", "RoleMembership"),
    model.IdentifierFact: ("identifierFact", "IdentifierFact"),
    model.Divergence: ("languageDivergence", "LanguageDivergence"),
}
# The head of a fact's name, and the fields that tell it from others of its kind; a set is named by its first member.
NAMES: Final[Mapping[type[model.Fact], tuple[str, tuple[str, ...]]]] = {
    model.Enforcer: ("enforcer", ("name",)),
    model.Measure: ("measure", ("measure",)),
    model.Tier: ("tier", ("id",)),
    model.DailyPenalty: ("daily", ("ceiling",)),
    model.Relief: ("relief", ("whom",)),
    model.CurePeriod: ("cure", ("period",)),
    model.PrivateAction: ("private-action", ()),
    model.Level: ("level", ("id",)),
    model.Procedure: ("procedure", ("tier", "procedures")),
    model.OtherLaw: ("other-law", ("regime",)),
    model.Transition: ("transition", ("supplied_before", "provisions")),
    model.ClassForce: ("force", ("function_class", "level", "force")),
    model.PartDate: ("date", ("event", "date", "part")),
    model.WrongName: ("wrong-name", ("wrong",)),
    model.Membership: ("membership", ("role",)),
    model.IdentifierFact: ("identifier", ("fact", "ids")),
    model.Divergence: ("divergence", ("clause",)),
}


def _enforcer(_: Source, fact: model.Enforcer) -> Iterator[Fact]:
    yield comity("name"), plain(fact.name)
    yield comity("role"), concept("role", fact.role)
    yield comity("exclusive"), None if fact.exclusive is None else flag(fact.exclusive)


def _measure(_: Source, fact: model.Measure) -> Iterator[Fact]:
    yield comity("measure"), concept("enforcement-measure", fact.measure)


def _tier(_: Source, fact: model.Tier) -> Iterator[Fact]:
    yield comity("identifier"), plain(fact.id)
    yield comity("ceiling"), plain(fact.ceiling)


def _daily(_: Source, fact: model.DailyPenalty) -> Iterator[Fact]:
    yield comity("ceiling"), plain(fact.ceiling)


def _relief(_: Source, fact: model.Relief) -> Iterator[Fact]:
    yield comity("relieved"), plain(fact.whom)


def _cure(_: Source, fact: model.CurePeriod) -> Iterator[Fact]:
    yield comity("period"), plain(fact.period)


def _private_action(_: Source, fact: model.PrivateAction) -> Iterator[Fact]:
    yield comity("privateAction"), concept("private-action", fact.value)


def _level(source: Source, fact: model.Level) -> Iterator[Fact]:
    yield comity("identifier"), plain(fact.id)
    yield from each("levelLabel", (words(label, language) for language, label in fact.label))
    yield comity("includes"), _level_node(source, fact.includes)
    yield comity("assessor"), concept("assessor", fact.assessor)
    yield comity("assessmentProcedure"), concept("assessment-procedure", fact.procedure)


def _procedure(_: Source, fact: model.Procedure) -> Iterator[Fact]:
    yield comity("productTier"), concept("product-tier", fact.tier)
    yield from each_concept("assessmentProcedure", "assessment-procedure", fact.procedures)
    yield comity("assessor"), concept("assessor", fact.assessor)
    yield comity("given"), words(fact.given, "en")


def _other_law(_: Source, fact: model.OtherLaw) -> Iterator[Fact]:
    yield comity("regime"), plain(fact.regime)
    yield from each("regimeKind", (plain(kind) for kind in fact.kinds))
    yield comity("regimeEffect"), plain(fact.effect)
    yield comity("regimeCondition"), plain(fact.condition)
    yield comity("regimeReach"), plain(fact.reach)


def _transition(_: Source, fact: model.Transition) -> Iterator[Fact]:
    yield comity("suppliedBefore"), day(fact.supplied_before)
    yield comity("reached"), flag(fact.reached)
    yield comity("broughtInBy"), words(fact.brought_in_by or "", "en")


def _class_force(source: Source, fact: model.ClassForce) -> Iterator[Fact]:
    yield comity("functionClass"), concept("function-class", fact.function_class)
    yield comity("atLevel"), _level_node(source, fact.level)
    yield comity("otherForce"), concept("legal-force", fact.force)
    yield comity("forceState"), concept("recognition-status", fact.state)
    yield comity("forceFrom"), day(fact.from_)
    yield comity("forceBy"), plain(fact.by)


def _part_date(_: Source, fact: model.PartDate) -> Iterator[Fact]:
    yield comity("datedPart"), plain(fact.part)
    yield comity("dateEvent"), plain(fact.event)
    yield comity("onDate"), day(fact.date)


def _wrong_name(_: Source, fact: model.WrongName) -> Iterator[Fact]:
    yield comity("wrong"), plain(fact.wrong)
    yield comity("right"), plain(fact.right)


def _membership(_: Source, fact: model.Membership) -> Iterator[Fact]:
    yield comity("role"), concept("role", fact.role)
    yield from each("member", (plain(member) for member in fact.members))
    yield comity("membershipType"), plain(fact.type)


def _identifier(_: Source, fact: model.IdentifierFact) -> Iterator[Fact]:
    yield comity("aboutIdentifiers"), plain(fact.fact)
    yield from each("identifierAsPrinted", (plain(number) for number in fact.ids))


def _divergence(_: Source, fact: model.Divergence) -> Iterator[Fact]:
    yield from each("versionSays", (words(fact.en, "en"), words(fact.ja, "ja")))
    yield comity("authentic"), plain(fact.authentic)


def _level_node(source: Source, level: str | None) -> NamedNode | None:
    return NamedNode(ids.level_iri(source.id, level)) if level is not None else None


FACTS: Final[Mapping[type[model.Fact], Callable[[Source, Any], Iterator[Fact]]]] = {
    model.Enforcer: _enforcer,
    model.Measure: _measure,
    model.Tier: _tier,
    model.DailyPenalty: _daily,
    model.Relief: _relief,
    model.CurePeriod: _cure,
    model.PrivateAction: _private_action,
    model.Level: _level,
    model.Procedure: _procedure,
    model.OtherLaw: _other_law,
    model.Transition: _transition,
    model.ClassForce: _class_force,
    model.PartDate: _part_date,
    model.WrongName: _wrong_name,
    model.Membership: _membership,
    model.IdentifierFact: _identifier,
    model.Divergence: _divergence,
}
