# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A requirement as quads in the graph of its edition: facets are concepts, values literals, and parts have IRIs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from comity.graph.terms import (
    DERIVED,
    Fact,
    comity,
    concept,
    day,
    distinct,
    each,
    each_concept,
    flag,
    number,
    plain,
    reference_iri,
    state,
    words,
)
from comity.model import ids
from comity.model.requirement import Condition, Parameter, Requirement

CLASS_OF_KIND: Final = {
    "duty": "Duty",
    "route": "Route",
    "exemption": "Exemption",
    "definition": "DefinitionStatement",
    "framework": "FrameworkStatement",
}


def lift_requirement(requirement: Requirement) -> Iterator[Quad]:
    """Yield the quads of one requirement with its conditions and parameters; raises KeyError for an unknown kind."""
    graph = ids.edition_iri(requirement.source, requirement.edition)
    iri = ids.requirement_iri(requirement.source, requirement.edition, requirement.atom)
    yield from state(iri, graph, ("Requirement", CLASS_OF_KIND[requirement.kind]), _facts(requirement, graph))
    for condition in requirement.condition:
        part = _condition_iri(iri, condition)
        yield from state(iri, graph, (), [(comity("condition"), NamedNode(part))])
        yield from state(part, graph, ("Condition",), [*_condition_facts(condition), *_origin(requirement)])
    for position, (name, parameter) in enumerate(_named_parameters(requirement), 1):
        part = ids.part_iri(iri, name)
        yield from state(iri, graph, (), [(comity("parameter"), NamedNode(part))])
        facts = [*_parameter_facts(parameter), (comity("position"), number(position)), *_origin(requirement)]
        yield from state(part, graph, ("Parameter",), facts)


def _facts(requirement: Requirement, graph: str) -> Iterator[Fact]:
    clause = NamedNode(ids.clause_iri(requirement.source, requirement.edition, requirement.clause))
    yield comity("reference"), plain(requirement.ref)
    yield comity("ofWork"), NamedNode(ids.work_iri(requirement.source))
    yield comity("inEdition"), NamedNode(graph)
    yield comity("statedIn"), clause
    yield from _origin(requirement)
    yield comity("text"), Literal(requirement.text, language=requirement.language)
    yield comity("sentence"), number(requirement.sentence)
    yield comity("note"), words(requirement.note, "en")
    yield from _deontic_facts(requirement)
    yield from _reach_facts(requirement)
    yield from _route_facts(requirement)


def _origin(requirement: Requirement) -> Iterator[Fact]:
    yield DERIVED, NamedNode(ids.clause_iri(requirement.source, requirement.edition, requirement.clause))
    yield comity("origin"), plain(requirement.origin)
    yield comity("verification"), concept("verification", requirement.status)


def _deontic_facts(requirement: Requirement) -> Iterator[Fact]:
    yield comity("kind"), concept("statement-kind", requirement.kind)
    yield comity("modality"), concept("modality", requirement.modality)
    yield comity("verb"), plain(requirement.verb)
    yield comity("form"), concept("form", requirement.form)
    yield comity("textStatus"), concept("text-status", requirement.text_status)
    yield comity("implied"), flag(requirement.implied)
    yield comity("generic"), flag(requirement.generic)
    yield from each_concept("hedge", "hedge", requirement.hedge)


def _reach_facts(requirement: Requirement) -> Iterator[Fact]:
    yield comity("object"), concept("object", requirement.object)
    yield from each_concept("state", "device-state", requirement.state)
    yield from each_concept("bearer", "role", requirement.bearer)
    yield comity("bearerSource"), concept("bearer-source", requirement.bearer_source)
    yield from each_concept("beneficiary", "role", requirement.beneficiary)
    yield from each_concept("counterparty", "role", requirement.counterparty)
    yield from each_concept("capability", "capability", requirement.capability)
    yield from each_concept("subject", "subject", requirement.subject)
    yield comity("validFrom"), day(requirement.valid_from)
    yield comity("validTo"), day(requirement.valid_to)


def _route_facts(requirement: Requirement) -> Iterator[Fact]:
    yield comity("effect"), concept("route-effect", requirement.effect)
    if requirement.alternative_of is not None:
        yield comity("alternativeOf"), NamedNode(_clause_of(requirement, requirement.alternative_of))
    yield comity("alternativeType"), plain(requirement.alternative_type)
    yield from each("satisfies", (NamedNode(_clause_of(requirement, clause)) for clause in requirement.satisfies))


def _clause_of(requirement: Requirement, clause: str) -> str:
    """Resolve a clause id within the edition, or a full ``SOURCE@EDITION/CLAUSE`` reference into another one."""
    if "@" in clause:
        return reference_iri(clause)
    return ids.clause_iri(requirement.source, requirement.edition, clause)


def _condition_iri(requirement: str, condition: Condition) -> str:
    return ids.part_iri(requirement, f"condition.{condition.predicate}" + ("" if condition.value else ".not"))


def _condition_facts(condition: Condition) -> Iterator[Fact]:
    yield comity("predicate"), concept("condition", condition.predicate)
    yield comity("holds"), flag(condition.value)


def _named_parameters(requirement: Requirement) -> Iterator[tuple[str, Parameter]]:
    names = distinct(_parameter_name(parameter) for parameter in requirement.parameters)
    return zip(names, requirement.parameters, strict=True)


def _parameter_name(parameter: Parameter) -> str:
    qualifiers = [parameter.object, parameter.trigger, *parameter.state]
    return ".".join([parameter.dimension, *(qualifier for qualifier in qualifiers if qualifier)])


def _parameter_facts(parameter: Parameter) -> Iterator[Fact]:
    yield comity("dimension"), concept("dimension", parameter.dimension)
    yield comity("operator"), plain(parameter.operator)
    yield comity("valueStatus"), concept("value-status", parameter.status)
    yield comity("unit"), plain(parameter.unit)
    yield comity("object"), concept("object", parameter.object)
    yield from each_concept("state", "device-state", parameter.state)
    yield comity("trigger"), concept("clock-trigger", parameter.trigger)
    yield comity("unless"), plain(parameter.unless)
    yield comity("deliverable"), plain(parameter.deliverable)
    yield from each_concept("recipient", "role", parameter.recipient)
    yield comity("extension"), plain(parameter.extension)
    yield comity("clockRelief"), plain(parameter.relief)
    if isinstance(parameter.value, tuple):
        yield comity("memberCount"), number(len(parameter.value))
        yield from each("member", (Literal(member) for member in parameter.value))
    elif parameter.value is not None:
        yield comity("value"), Literal(parameter.value)
