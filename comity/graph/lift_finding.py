# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Findings as quads: stances, gaps, conflicts and changes, each linked to the requirements that it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import NamedNode, Quad

from comity.graph.terms import (
    DERIVED,
    FINDINGS_GRAPH,
    Fact,
    comity,
    concept,
    day,
    distinct,
    each,
    each_concept,
    number,
    plain,
    reference_iri,
    state,
    words,
)
from comity.model import ids
from comity.model.finding import Change, Conflict, FacetChange, Gap, Reading, Stance


def stance_iri(stance: Stance) -> str:
    """Return the IRI of a stance: who, on what, on which date."""
    return ids.finding_iri("stance", stance.jurisdiction, stance.capability, stance.as_at.isoformat())


def lift_stance(stance: Stance) -> Iterator[Quad]:
    """Yield the quads of a stance with what was read of each edition behind it."""
    iri = stance_iri(stance)
    yield from state(iri, FINDINGS_GRAPH, ("Stance",), _stance_facts(stance))
    for reading in stance.readings:
        part = ids.part_iri(iri, f"reading.{reading.edition}")
        yield from state(iri, FINDINGS_GRAPH, (), [(comity("reading"), NamedNode(part))])
        yield from state(part, FINDINGS_GRAPH, ("Reading",), _reading_facts(reading))


def lift_gap(gap: Gap) -> Iterator[Quad]:
    """Yield the quads of a gap and of the two stances that it compares."""
    yield from state(gap.iri, FINDINGS_GRAPH, ("Gap",), _gap_facts(gap))
    yield from lift_stance(gap.holder_stance)
    yield from lift_stance(gap.lacker_stance)


def lift_conflict(conflict: Conflict) -> Iterator[Quad]:
    """Yield the quads of a conflict."""
    yield from state(conflict.iri, FINDINGS_GRAPH, ("Conflict",), _conflict_facts(conflict))


def lift_change(change: Change) -> Iterator[Quad]:
    """Yield the quads of a change between editions, with each facet that differs as a node."""
    yield from state(change.iri, FINDINGS_GRAPH, ("Change",), _change_facts(change))
    for name, facet in zip(distinct(f"facet.{row.facet}" for row in change.facets), change.facets, strict=True):
        part = ids.part_iri(change.iri, name.replace(" ", "-"))
        yield from state(change.iri, FINDINGS_GRAPH, (), [(comity("facetChange"), NamedNode(part))])
        yield from state(part, FINDINGS_GRAPH, ("FacetChange",), _facet_facts(facet, change.iri))


def _stance_facts(stance: Stance) -> Iterator[Fact]:
    yield comity("jurisdiction"), concept("jurisdiction", stance.jurisdiction)
    yield comity("capability"), concept("capability", stance.capability)
    yield comity("stance"), concept("stance", stance.kind)
    yield comity("rank"), number(stance.rank)
    yield comity("asAt"), day(stance.as_at)
    yield from _cited("restsOn", stance.clauses)
    yield from _cited("nearest", stance.nearest)
    yield from each_concept("unanswered", "condition", (_predicate(term) for term in stance.conditions))
    yield from _reason(stance.why, stance.verification)


def _reading_facts(reading: Reading) -> Iterator[Fact]:
    source, edition = ids.split_edition(reading.edition)
    node = NamedNode(ids.edition_iri(source, edition)) if edition else NamedNode(ids.work_iri(source))
    yield comity("readEdition"), node
    yield DERIVED, node
    yield comity("examined"), concept("extent", reading.examined)
    yield from each("readPart", (plain(part) for part in reading.read))
    yield from each("unreadPart", (plain(part) for part in reading.unread))


def _gap_facts(gap: Gap) -> Iterator[Fact]:
    yield comity("gapType"), concept("gap-type", gap.type)
    yield comity("holder"), concept("jurisdiction", gap.holder)
    yield comity("lacker"), concept("jurisdiction", gap.lacker)
    yield comity("capability"), concept("capability", gap.capability)
    yield comity("dimension"), concept("dimension", gap.dimension)
    yield comity("holderStance"), NamedNode(stance_iri(gap.holder_stance))
    yield comity("lackerStance"), NamedNode(stance_iri(gap.lacker_stance))
    yield comity("asAt"), day(gap.holder_stance.as_at)
    yield from _cited("restsOn", gap.holder_clauses)
    yield from _cited("nearest", gap.nearest)
    yield from each("differsIn", (plain(facet) for facet in gap.differs_in))
    yield from _reason(gap.why, gap.verification)


def _conflict_facts(conflict: Conflict) -> Iterator[Fact]:
    yield comity("conflictType"), concept("conflict-type", conflict.type)
    yield comity("verdict"), concept("verdict", conflict.verdict)
    yield comity("severity"), plain(conflict.severity)
    yield comity("partyA"), concept("jurisdiction", conflict.a)
    yield comity("partyB"), concept("jurisdiction", conflict.b)
    yield comity("matter"), plain(conflict.matter)
    yield from _cited("clauseOfA", conflict.a_clauses)
    yield from _cited("clauseOfB", conflict.b_clauses)
    yield comity("saysA"), words(conflict.a_says, "en")
    yield comity("saysB"), words(conflict.b_says, "en")
    yield comity("stricterParty"), concept("jurisdiction", conflict.stricter)
    yield comity("satisfyBoth"), words(conflict.satisfy_both, "en")
    yield from _reason(conflict.why, conflict.verification)


def _change_facts(change: Change) -> Iterator[Fact]:
    yield comity("fromEdition"), NamedNode(ids.edition_iri(change.source, change.from_edition))
    yield comity("toEdition"), NamedNode(ids.edition_iri(change.source, change.to_edition))
    yield from _cited("oldProvision", change.old)
    yield from _cited("newProvision", change.new)
    yield from each_concept("change", "change", change.changes)
    yield from _reason(change.why, change.verification)


def _facet_facts(facet: FacetChange, whole: str) -> Iterator[Fact]:
    yield DERIVED, NamedNode(whole)
    yield comity("facet"), plain(facet.facet)
    yield comity("was"), words(facet.was, "en")
    yield comity("now"), words(facet.now, "en")
    yield comity("change"), concept("change", facet.change)


def _cited(link: str, references: Sequence[str]) -> Iterator[Fact]:
    for reference in references:
        node = NamedNode(reference_iri(reference))
        yield comity(link), node
        yield DERIVED, node


def _predicate(condition: str) -> str:
    return condition.removeprefix("not:").removeprefix("not ")


def _reason(why: str, verification: str) -> Iterator[Fact]:
    yield comity("why"), words(why, "en")
    yield comity("verification"), concept("verification", verification)
