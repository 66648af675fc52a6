# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The facts of an instrument as quads: one node a fact, in the graph of the work, named by what the fact is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from comity.graph.instrument_terms import FACTS, LINKS, NAMES
from comity.graph.terms import DERIVED, Fact, comity, concept, distinct, plain, state, words
from comity.model import ids
from comity.model import instrument as model
from comity.model.instrument import in_words
from comity.model.source import Source

# The property by which a fact points to the provisions that it is about, where a general one would say too little.
_CONCERNS: Final = {model.Tier: "punishes", model.Relief: "relievesFrom", model.Level: "adds"}


def lift_instrument(source: Source) -> Iterator[Quad]:
    """Yield the quads of every fact of the instrument, linked from its work."""
    work = ids.work_iri(source.id)
    facts = [fact for _, fact in source.instrument.facts()]
    for name, fact in zip(distinct(_name(fact) for fact in facts), facts, strict=True):
        part = ids.part_iri(work, name)
        link, kind = LINKS[type(fact)]
        classes = ("InstrumentFact", *(("EnforcementStatement",) if link == "enforcement" else ()), kind)
        yield from state(work, work, (), [(comity(link), NamedNode(part))])
        yield from state(part, work, classes, (*FACTS[type(fact)](source, fact), *_common(source, fact)))


def _name(fact: model.Fact) -> str:
    head, fields = NAMES[type(fact)]
    values = (getattr(fact, field) for field in fields)
    return ".".join([head, *("any" if value is None else _first(value) for value in values)])


def _first(value: object) -> str:
    return str(value[0]) if isinstance(value, tuple) else str(value)


def _common(source: Source, fact: model.Fact) -> Iterator[Fact]:
    """Yield where a fact stands, how well it is known, and the provisions that it is about."""
    if fact.clause and not in_words(fact.clause):
        node = _clause(source, fact.clause)
        yield from ((comity("statedIn"), node), (DERIVED, node))
    else:
        yield comity("place"), plain(fact.clause)
        yield DERIVED, NamedNode(ids.edition_iri(source.id, source.latest.id))
    yield from _about(source, _CONCERNS.get(type(fact), "concerns"), fact.concerns)
    yield comity("verification"), concept("verification", fact.status)
    yield comity("note"), words(fact.note, "en")


def _about(source: Source, link: str, places: Iterable[str]) -> Iterator[Fact]:
    for place in places:
        told = in_words(place)
        yield comity("concernsInWords" if told else link), plain(place) if told else _clause(source, place)


def _clause(source: Source, clause: str) -> NamedNode:
    return NamedNode(ids.clause_iri(source.id, source.latest.id, clause))
