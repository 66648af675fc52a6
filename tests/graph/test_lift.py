# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Records become quads: in the right graph, without blank nodes, with provenance, and only in declared terms."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from comity.graph import lift
from comity.graph.terms import (
    DERIVED,
    FINDINGS_GRAPH,
    MAPPINGS_GRAPH,
    RECOGNITIONS_GRAPH,
    SKOS,
    TYPE,
    comity,
    reference,
    reference_iri,
)
from comity.model import ids
from comity.model.errors import RecordError

PRIMARY = {"Work", "Edition", "Expression", "PublisherFile", "DateStatus", "UnreadPart"}


def about(quads: Iterable[Quad]) -> dict[str, set[tuple[NamedNode, NamedNode | Literal]]]:
    """Return what is said of each node."""
    found: dict[str, set[tuple[NamedNode, NamedNode | Literal]]] = {}
    for quad in quads:
        found.setdefault(quad.subject.value, set()).add((quad.predicate, quad.object))
    return found


def test_no_blank_node_is_made(small_world: tuple[Quad, ...]) -> None:
    assert not [q for q in small_world if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)]


def test_each_record_has_its_graph(small_world: tuple[Quad, ...]) -> None:
    assert {quad.graph_name.value for quad in small_world} == {
        ids.work_iri("xx-act"),
        ids.work_iri("xx-code"),
        ids.edition_iri("xx-act", "2019"),
        ids.edition_iri("xx-act", "2020"),
        ids.edition_iri("xx-code", "2020"),
        MAPPINGS_GRAPH,
        FINDINGS_GRAPH,
        RECOGNITIONS_GRAPH,
    }


def test_every_derived_node_says_where_it_comes_from(small_world: tuple[Quad, ...]) -> None:
    primary = {comity(name) for name in PRIMARY}
    typed = {quad.subject for quad in small_world if quad.predicate == TYPE and quad.object not in primary}
    typed -= {quad.subject for quad in small_world if quad.predicate == TYPE and quad.object in primary}
    derived = {quad.subject for quad in small_world if quad.predicate == DERIVED}
    silent = NamedNode(ids.finding_iri("stance", "jp", "ida.default-credentials", "2021-01-01"))
    assert typed - derived == {silent}, "only a silence rests on no clause; its readings name the edition"


def test_every_term_is_declared(small_world: tuple[Quad, ...], ontology: tuple[Quad, ...]) -> None:
    declared = {quad.subject for quad in ontology if quad.predicate == TYPE}
    used = {quad.predicate for quad in (*small_world, *ontology)}
    used |= {quad.object for quad in (*small_world, *ontology) if quad.predicate == TYPE}
    assert {term.value for term in used - declared if term.value.startswith(ids.ONTOLOGY)} == set()


def test_every_concept_exists(small_world: tuple[Quad, ...], ontology: tuple[Quad, ...]) -> None:
    named = {quad.object.value for quad in small_world if isinstance(quad.object, NamedNode)}
    concepts = {quad.subject.value for quad in ontology if isinstance(quad.subject, NamedNode)}
    assert {iri for iri in named if iri.startswith(f"{ids.BASE}scheme/")} - concepts == set()


def test_a_fact_of_an_instrument_names_its_clause_or_its_place(records: SimpleNamespace) -> None:
    facts = about(lift.lift_source(records.a_source()))
    work, clause = ids.work_iri("xx-act"), NamedNode(ids.clause_iri("xx-act", "2020", "1(a)"))
    tier, enforcer = facts[f"{work}.tier.top"], facts[f"{work}.enforcer.A%20regulator"]
    assert {(comity("statedIn"), clause), (DERIVED, clause), (comity("punishes"), clause)} <= tier
    assert (comity("concernsInWords"), Literal("section 3")) in tier
    assert (TYPE, comity("PenaltyTier")) in tier
    assert (comity("place"), Literal("section 3, not read")) in enforcer
    assert (DERIVED, NamedNode(ids.edition_iri("xx-act", "2020"))) in enforcer
    assert comity("statedIn") not in {predicate for predicate, _ in enforcer}
    assert (comity("includes"), NamedNode(f"{work}.level.basic")) in facts[f"{work}.level.high"]


def test_two_facts_of_one_name_stay_apart(records: SimpleNamespace) -> None:
    known = records.an_instrument()
    source = replace(records.a_source(), instrument=replace(known, identifiers=known.identifiers * 2))
    facts = about(lift.lift_source(source))
    work = ids.work_iri("xx-act")
    assert facts[f"{work}.identifier.void.2"] == facts[f"{work}.identifier.void.2-2"]
    bare = about(lift.lift_source(replace(source, instrument=replace(known, identifiers=()))))
    assert f"{work}.identifier.void.2" not in bare


def test_a_requirement_carries_its_evidence(records: SimpleNamespace) -> None:
    quads = list(lift.lift_requirement(replace(records.a_duty(), origin="rule-7", status="unverified")))
    node = NamedNode(ids.requirement_iri("xx-act", "2020", "1(a)#1"))
    facts = {(quad.predicate, quad.object) for quad in quads if quad.subject == node}
    assert (comity("origin"), Literal("rule-7")) in facts
    assert (comity("verification"), NamedNode(ids.concept_iri("verification", "unverified"))) in facts
    assert (DERIVED, NamedNode(ids.clause_iri("xx-act", "2020", "1(a)"))) in facts
    assert (comity("text"), Literal(records.a_duty().text, language="en")) in facts


def test_two_parameters_on_one_dimension_stay_apart(records: SimpleNamespace) -> None:
    first = records.a_duty().parameters[0]
    requirement = replace(records.a_duty(), parameters=(first, replace(first, value=False)))
    parts = [quad.subject for quad in lift.lift_requirement(requirement) if quad.object == comity("Parameter")]
    assert len(set(parts)) == 2


def test_a_route_may_satisfy_a_clause_of_another_work(records: SimpleNamespace) -> None:
    requirement = replace(records.a_duty(), satisfies=("xx-code@2020/1(a)",))
    found = [quad.object for quad in lift.lift_requirement(requirement) if quad.predicate == comity("satisfies")]
    assert found == [NamedNode(ids.clause_iri("xx-code", "2020", "1(a)"))]


def test_a_publishers_words_never_enter_the_graph(records: SimpleNamespace) -> None:
    document = replace(records.a_document(), is_restatement=False)
    quads = list(lift.lift_document(document))
    words = {comity("text"), comity("title")}
    assert not [quad for quad in quads if quad.predicate in words]
    assert [quad.object.value for quad in quads if quad.predicate == comity("file")] == ["restatement.en.md"] * 2


def test_no_relationship_asserts_no_skos_link(records: SimpleNamespace) -> None:
    def links(relation: str) -> list[str]:
        quads = lift.lift_mapping(replace(records.a_mapping(), relation=relation))
        return [quad.predicate.value.removeprefix(SKOS) for quad in quads if quad.predicate.value.startswith(SKOS)]

    assert links("subset-of") == ["broadMatch"]
    assert links("no-relationship") == []


def test_a_gap_brings_its_stances(records: SimpleNamespace) -> None:
    quads = list(lift.lift_gap(records.a_gap()))
    kinds = sorted(quad.object.value.rpartition("#")[2] for quad in quads if quad.predicate == TYPE)
    assert kinds == ["Gap", "Reading", "Stance", "Stance"]


def test_an_official_url_must_be_an_iri(records: SimpleNamespace) -> None:
    with pytest.raises(RecordError, match="official_url is not an IRI"):
        list(lift.lift_source(replace(records.a_source(), official_url="not a link")))


@pytest.mark.parametrize("text", ["a@1/5.1-1#2", "a@v3.1.3/1798.91.04(b)(2)#1", "a@1/Sch. 1/para 2", "a@1/第一条#1"])
def test_references_come_back_from_iris(text: str) -> None:
    assert reference(reference_iri(text)) == text


@pytest.mark.parametrize("text", ["a", "a@1", "a@/x", "a@1/", "/x"])
def test_a_malformed_reference_is_named(text: str) -> None:
    with pytest.raises(RecordError, match="not a reference"):
        reference_iri(text)
