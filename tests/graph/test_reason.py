# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The reasoner: the real ontology holds together, its contradictory twins do not, and what follows does follow."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import owlready2
import pytest
from pyoxigraph import NamedNode, Quad

from comity.graph import lift
from comity.graph.reason import State, classify, one_of_each, one_part_of_each, reason
from comity.graph.terms import RDFS, SKOS, TYPE, comity
from comity.model import ids

pytestmark = pytest.mark.slow
java = pytest.mark.skipif(shutil.which("java") is None, reason="no Java on this machine: HermiT cannot run")
GRAPH = NamedNode("https://example.org/more")
DUTY = NamedNode(ids.requirement_iri("xx-act", "2020", "1(a)#1"))


@pytest.fixture(scope="module")
def axioms(ontology: tuple[Quad, ...]) -> tuple[Quad, ...]:
    """Return core.ttl alone, without concepts and alignments, to be quick."""
    data = (f"<{ids.BASE}scheme/", f"<{ids.BASE}id/", "<urn:")
    return tuple(quad for quad in ontology if not str(quad.subject).startswith(data))


@java
def test_the_real_ontology_is_consistent_and_classifies(ontology_folder: Path, records: SimpleNamespace) -> None:
    found = reason(ontology_folder, [records.a_duty(), records.a_route()], [records.a_source()])
    assert (found.state, found.why, found.classes) == (State.CONSISTENT, "", ())
    types = {(triple.subject, triple.object) for triple in found.inferred}
    assert (DUTY, comity("BindingRequirement")) in types
    assert (DUTY, comity("ConditionalRequirement")) in types
    assert (NamedNode(ids.concept_iri("capability", "ida.default-credentials")), comity("Capability")) in types


@java
def test_what_binds_follows_from_the_work(axioms: tuple[Quad, ...], records: SimpleNamespace) -> None:
    def binding(source: object) -> bool:
        quads = (*axioms, *lift.lift_source(source), *lift.lift_requirement(records.a_duty()))  # type: ignore[arg-type]
        return any(triple.object == comity("BindingRequirement") for triple in classify(quads).inferred)

    assert binding(records.a_source())
    assert not binding(records.a_source(binding=False))


TWINS = {
    "one requirement of two kinds": Quad(
        DUTY, comity("kind"), NamedNode(ids.concept_iri("statement-kind", "route")), GRAPH
    ),
    "a clause that is an edition": Quad(
        NamedNode(ids.clause_iri("xx-act", "2020", "1(a)")), TYPE, comity("Edition"), GRAPH
    ),
    "a capability that is a dimension": Quad(
        NamedNode(ids.concept_iri("capability", "ida.default-credentials")),
        NamedNode(f"{SKOS}inScheme"),
        NamedNode(f"{ids.BASE}scheme/dimension"),
        GRAPH,
    ),
}


@java
@pytest.mark.parametrize("case", sorted(TWINS))
def test_a_contradiction_is_found(case: str, axioms: tuple[Quad, ...], records: SimpleNamespace) -> None:
    told = (*axioms, *lift.lift_requirement(records.a_duty()))
    hub = NamedNode(ids.concept_iri("capability", "ida.default-credentials"))
    scheme = Quad(hub, NamedNode(f"{SKOS}inScheme"), NamedNode(f"{ids.BASE}scheme/capability"), GRAPH)
    concept = Quad(hub, TYPE, NamedNode(f"{SKOS}Concept"), GRAPH)
    assert classify((*told, scheme, concept)).state is State.CONSISTENT
    assert classify((*told, scheme, concept, TWINS[case])).state is State.INCONSISTENT


@java
def test_a_class_that_nothing_can_belong_to_is_named(axioms: tuple[Quad, ...]) -> None:
    found = classify((*axioms, Quad(comity("Route"), NamedNode(f"{RDFS}subClassOf"), comity("Work"), GRAPH)))
    assert (found.state, found.classes) == (State.INCONSISTENT, (comity("Route").value,))
    assert "ontology#Route" in found.why


def test_without_java_it_says_skipped(axioms: tuple[Quad, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owlready2, "JAVA_EXE", "no-such-java")
    found = classify(axioms)
    assert found.state is State.SKIPPED
    assert "Java" in found.why


def test_one_of_each_keeps_what_an_axiom_can_tell_apart(records: SimpleNamespace) -> None:
    duty, route = records.a_duty(), records.a_route()
    alike = replace(duty, atom="1(a)#9", capability=("com.segmentation",))
    apart = replace(duty, atom="1(a)#8", modality="recommendation")
    assert one_of_each([duty, alike, route, apart]) == (duty, route, apart)


def test_one_part_of_each_keeps_every_kind_of_part_and_no_link_to_nothing(records: SimpleNamespace) -> None:
    source = records.a_source()
    twice = replace(source, scope=(*source.scope, *source.scope), audience=("operators",))
    everything = list(lift.lift_source(twice))
    kept = list(one_part_of_each(everything))
    assert set(kept) < set(everything)

    def shapes(quads: list[Quad]) -> set[tuple[str, ...]]:
        told: dict[str, set[str]] = {}
        for quad in quads:
            kind = str(quad.object) if quad.predicate == TYPE else ""
            told.setdefault(str(quad.subject), set()).add(f"{quad.predicate} {kind}")
        return {tuple(sorted(facts)) for facts in told.values()}

    assert shapes(kept) == shapes(everything)
    gone = {str(quad.subject) for quad in everything} - {str(quad.subject) for quad in kept}
    assert gone
    assert not [quad for quad in kept if str(quad.object) in gone]
