# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A mapping as quads: the claim with its evidence, and the SKOS statement that it amounts to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from comity.graph.terms import (
    DERIVED,
    MAPPINGS_GRAPH,
    SEMAPV,
    SKOS,
    Fact,
    comity,
    concept,
    each,
    number,
    plain,
    reference_iri,
    state,
    words,
)
from comity.model import ids
from comity.model.mapping import Mapping

# STRM relation (NIST IR 8477) -> SKOS; "no-relationship" is recorded on the mapping alone and asserts no link.
SKOS_OF_RELATION: Final = {
    "equal": "exactMatch",
    "subset-of": "broadMatch",
    "superset-of": "narrowMatch",
    "intersects-with": "relatedMatch",
    "no-relationship": None,
}


def lift_mapping(mapping: Mapping) -> Iterator[Quad]:
    """Yield the quads of one mapping in the mappings graph; raises KeyError for an unknown relation."""
    subject, obj = NamedNode(reference_iri(mapping.subject)), NamedNode(reference_iri(mapping.object))
    iri = ids.mapping_iri(mapping.subject, mapping.object)
    facts = [(comity("mappingSubject"), subject), (comity("mappingObject"), obj), *_facts(mapping)]
    yield from state(iri, MAPPINGS_GRAPH, ("Mapping",), [*facts, (DERIVED, subject), (DERIVED, obj)])
    predicate = SKOS_OF_RELATION[mapping.relation]
    if predicate is not None:
        yield Quad(subject, NamedNode(SKOS + predicate), obj, NamedNode(MAPPINGS_GRAPH))


def _facts(mapping: Mapping) -> Iterator[Fact]:
    yield comity("setRelation"), plain(mapping.relation)
    yield comity("confidence"), number(mapping.confidence)
    yield comity("similarity"), number(mapping.similarity)
    yield comity("justification"), NamedNode(SEMAPV + mapping.justification.removeprefix("semapv:"))
    yield comity("rationale"), plain(mapping.rationale)
    yield from each("decidedBy", (plain(facet) for facet in mapping.decided_by))
    yield comity("why"), words(mapping.why, "en")
    yield comity("model"), plain(mapping.model)
    yield comity("verification"), concept("verification", mapping.status)
