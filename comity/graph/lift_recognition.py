# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A recognition as quads: one node for the edge, one for each of its ways, one for everything that a way names."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from comity.graph.terms import (
    DERIVED,
    RECOGNITIONS_GRAPH,
    Fact,
    comity,
    concept,
    day,
    each,
    each_concept,
    flag,
    plain,
    reference_iri,
    state,
    words,
)
from comity.model import ids
from comity.model.instrument import in_words
from comity.model.recognition import Holding, Recognition


def lift_recognition(entry: Recognition) -> Iterator[Quad]:
    """Yield the quads of a recognition with its ways and what is held in each."""
    iri = ids.recognition_iri(entry.id)
    yield from state(iri, RECOGNITIONS_GRAPH, ("Recognition",), (*_facts(entry), *_reach(entry), *_origin(entry)))
    for number, way in enumerate(entry.ways, 1):
        part = ids.part_iri(iri, f"way-{number}")
        yield from state(iri, RECOGNITIONS_GRAPH, (), [(comity("way"), NamedNode(part))])
        yield from state(part, RECOGNITIONS_GRAPH, ("RecognitionWay",), [(DERIVED, NamedNode(iri))])
        for place, holding in enumerate(way.all_of, 1):
            held = ids.part_iri(part, f"holding-{place}")
            yield from state(part, RECOGNITIONS_GRAPH, (), [(comity("holding"), NamedNode(held))])
            facts = (*_holding(holding), (DERIVED, NamedNode(iri)))
            yield from state(held, RECOGNITIONS_GRAPH, ("Holding",), facts)


def _facts(entry: Recognition) -> Iterator[Fact]:
    yield comity("identifier"), plain(entry.id)
    yield comity("grantedBy"), concept("jurisdiction", entry.grantor)
    yield comity("editionRule"), plain("pinned" if entry.pinned else "as-amended")
    yield comity("recognitionEffect"), concept("route-effect", entry.effect)
    yield comity("election"), plain("elective" if entry.elective else "automatic")
    yield comity("direction"), plain("reciprocal" if entry.reciprocal else "one-way")
    yield from each_concept("recognisedClass", "function-class", entry.classes)
    yield comity("countsFrom"), day(entry.since)
    yield comity("countsUntil"), day(entry.until)
    yield comity("recognitionState"), concept("recognition-status", entry.state)
    yield comity("legalBasis"), words(entry.legal_basis.text, "en")
    yield from each("restriction", (words(text, "en") for text in entry.restrictions))
    yield comity("verification"), concept("verification", entry.status)
    yield comity("note"), words(entry.note, "en")


def _reach(entry: Recognition) -> Iterator[Fact]:
    """Yield what is reached, how far, and what is left."""
    to = entry.to
    yield comity("coversInPart"), flag(entry.in_part)
    if to.source is not None and to.edition is not None:
        yield comity("towardsEdition"), NamedNode(ids.edition_iri(to.source, to.edition))
        yield comity("towardsLevel"), _level(to.source, to.level)
    else:
        yield comity("towardsScheme"), plain(to.name)
        yield comity("towardsInWords"), plain(to.level)
    for place in entry.satisfies:
        yield _clause(to.source, to.edition, place, "covers") or (comity("coversInWords"), plain(place))
    for place in entry.residual:
        told = comity("residualInWords"), words(place, "en")
        yield told if in_words(place) else _clause(to.source, to.edition, place, "residualClause") or told


def _origin(entry: Recognition) -> Iterator[Fact]:
    """Yield where it comes from: the clause that grants it, else the works at its two ends that are held."""
    clause = entry.legal_basis.clause
    if clause is not None:
        node = NamedNode(reference_iri(clause))
        yield from ((comity("legalBasisClause"), node), (DERIVED, node))
        return
    ends = {(entry.to.source, entry.to.edition), *((held.source, held.edition) for held in entry.holdings)}
    held = sorted((source, edition) for source, edition in ends if source is not None and edition is not None)
    yield from ((DERIVED, NamedNode(ids.edition_iri(*work))) for work in held)


def _holding(holding: Holding) -> Iterator[Fact]:
    yield comity("jurisdiction"), concept("jurisdiction", holding.jurisdiction)
    if holding.source is None or holding.edition is None:
        yield comity("heldScheme"), plain(holding.name)
        yield comity("schemeIri"), plain(holding.iri)
        yield comity("identifier"), plain(holding.external)
        yield from each("heldInWords", (plain(place) for place in (*holding.levels, *holding.clauses)))
        return
    yield comity("heldEdition"), NamedNode(ids.edition_iri(holding.source, holding.edition))
    yield from each("heldLevel", (_level(holding.source, level) for level in holding.levels))
    places = holding.clauses if holding.part is None else (holding.part,)
    for place in places:
        yield comity("heldClause"), NamedNode(ids.clause_iri(holding.source, holding.edition, place))


def _clause(source: str | None, edition: str | None, place: str, link: str) -> Fact | None:
    if source is None or edition is None:
        return None
    return comity(link), NamedNode(ids.clause_iri(source, edition, place))


def _level(source: str, level: str | None) -> NamedNode | None:
    return NamedNode(ids.level_iri(source, level)) if level is not None else None
