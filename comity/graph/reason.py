# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""OWL reasoning with HermiT over the ontology and the facts of the graph: is it consistent, and what follows."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

import owlready2
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from comity.graph.lift_requirement import lift_requirement
from comity.graph.lift_source import lift_source
from comity.graph.ontology import ontology_quads
from comity.graph.serialise import triples
from comity.graph.terms import OWL, TYPE, XSD
from comity.model import ids
from comity.model.requirement import Requirement
from comity.model.source import Source

# HermiT aborts on literals outside the OWL 2 datatype map (xsd:date, xsd:gYear, xsd:duration); of the values only truth
# values decide class membership here.
_REASONED_DATATYPES: Final = frozenset({f"{XSD}boolean"})


class State(StrEnum):
    """What the reasoner said."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Reasoned:
    """The state, why it is not ``consistent`` where it is not, the classes at fault, and the types that follow."""

    state: State
    why: str = ""
    classes: tuple[str, ...] = ()
    inferred: tuple[Triple, ...] = ()


def reason(ontology: Path, requirements: Iterable[Requirement], sources: Iterable[Source] = ()) -> Reasoned:
    """Classify the ontology folder with what requirements, and sources where given, state; see ``classify``.

    The time of HermiT grows with the square of the individuals. Requirements of one edition that agree in every facet
    which an axiom decides on have the same consequences, and so have the parts of a record that state the same
    properties, so one of each such group is told.
    """
    stated = [quad for requirement in one_of_each(requirements) for quad in lift_requirement(requirement)]
    stated += (quad for source in sources for quad in one_part_of_each(lift_source(source)))
    return classify((*ontology_quads(ontology), *stated))


def one_of_each(requirements: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Return the first requirement of each group that no axiom of core.ttl can tell apart, in the order given."""
    groups: dict[tuple[object, ...], Requirement] = {}
    for one in requirements:
        filled = (bool(one.condition), bool(one.bearer), bool(one.parameters), bool(one.satisfies))
        groups.setdefault((one.source, one.edition, one.kind, one.modality, one.effect, *filled), one)
    return tuple(groups.values())


def one_part_of_each(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield what one record states, of its parts only the first with the same classes and properties.

    Parts that classes other than their own point at, such as the work and its editions, differ in what they state.
    """
    facts: dict[str, list[Quad]] = {}
    for quad in quads:
        facts.setdefault(str(quad.subject), []).append(quad)
    first: dict[tuple[object, ...], str] = {}
    for node, about in facts.items():
        classes = sorted(str(quad.object) for quad in about if quad.predicate == TYPE)
        first.setdefault((*classes, *sorted({str(quad.predicate) for quad in about})), node)
    kept = set(first.values())
    for node in kept:
        yield from (quad for quad in facts[node] if str(quad.object) not in facts or str(quad.object) in kept)


def classify(quads: Iterable[Quad]) -> Reasoned:
    """Classify a graph, ontology included.

    An unsatisfiable class counts as an inconsistency. Without Java the answer is ``skipped``; it never raises for that.
    """
    java = shutil.which(owlready2.JAVA_EXE)
    if java is None:
        return Reasoned(State.SKIPPED, "no Java found: HermiT needs one")
    told = triples(_reasonable(tuple(quads)))
    world = owlready2.World()
    try:
        return _classify(world, told)
    finally:
        world.close()


def _classify(world: owlready2.World, told: list[Triple]) -> Reasoned:
    data = io.BytesIO(serialize(told, format=RdfFormat.N_TRIPLES) or b"")
    world.get_ontology(f"{ids.BASE}ontology").load(fileobj=data, only_local=True)
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Reasoned(State.INCONSISTENT, "the facts contradict the axioms")
    except owlready2.OwlReadyJavaError as error:
        return Reasoned(State.SKIPPED, f"HermiT did not run: {str(error).splitlines()[0]}")
    broken = tuple(sorted(entity.iri for entity in world.inconsistent_classes() if entity is not owlready2.Nothing))
    if broken:
        return Reasoned(State.INCONSISTENT, f"classes that nothing can belong to: {', '.join(broken)}", broken)
    return Reasoned(State.CONSISTENT, inferred=tuple(_inferred(world, told)))


def _reasonable(quads: tuple[Quad, ...]) -> Iterator[Triple]:
    """Yield the axioms, the types, the links between nodes and the truth values; texts, numbers and dates stay out."""
    annotations = {quad.subject for quad in quads if quad.object == NamedNode(f"{OWL}AnnotationProperty")}
    for quad in quads:
        value = quad.object
        if quad.predicate in annotations or quad.predicate.value == f"{OWL}versionInfo":
            continue
        if isinstance(value, NamedNode | BlankNode) or (
            isinstance(value, Literal) and value.datatype.value in _REASONED_DATATYPES
        ):
            yield Triple(quad.subject, quad.predicate, value)


def _inferred(world: owlready2.World, told: list[Triple]) -> Iterator[Triple]:
    """Yield the types of our nodes, in our classes, that were not told, sorted."""
    known = {triple for triple in told if triple.predicate == TYPE}
    typed = {triple.subject for triple in known if isinstance(triple.subject, NamedNode)}
    for node in sorted(typed, key=str):
        entity = world[node.value]
        kinds = entity.is_a if isinstance(entity, owlready2.Thing) else ()
        names = sorted(iri for iri in (getattr(kind, "iri", "") for kind in kinds) if iri.startswith(ids.ONTOLOGY))
        found = (Triple(node, TYPE, NamedNode(name)) for name in names)
        yield from (triple for triple in found if triple not in known)
