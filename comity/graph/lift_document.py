# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A document as quads: its clauses with our restated words, and for a publisher's file the places alone."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from comity.graph.terms import DERIVED, Fact, comity, concept, flag, number, plain, state, words
from comity.model import ids
from comity.model.document import Clause, Document


def lift_document(document: Document) -> Iterator[Quad]:
    """Yield the quads of one language version of an edition, in the graph of that edition.

    A restatement brings titles and texts; a publisher's file brings anchors only, so that no wording of a publisher
    ever enters the graph.
    """
    graph = ids.edition_iri(document.source, document.edition)
    expression = ids.expression_iri(document.source, document.edition, document.language)
    yield from state(expression, graph, ("Expression",), _expression_facts(document, graph))
    origin = expression
    if document.is_restatement:
        origin = ids.part_iri(expression, "restatement")
        facts = [(comity("language"), plain(document.language)), (DERIVED, NamedNode(graph))]
        yield from state(origin, graph, ("Restatement",), facts)
    for position, clause in enumerate(document.clauses, 1):
        yield from _clause(document, clause, origin, position)


def _expression_facts(document: Document, edition: str) -> Iterator[Fact]:
    yield comity("expressionOf"), NamedNode(edition)
    yield comity("language"), plain(document.language)


def _clause(document: Document, clause: Clause, origin: str, position: int) -> Iterator[Quad]:
    graph = ids.edition_iri(document.source, document.edition)
    iri = ids.clause_iri(document.source, document.edition, clause.id)
    anchor = ids.part_iri(iri, f"{'restatement' if document.is_restatement else 'publisher'}.{document.language}")
    yield from state(iri, graph, ("Clause",), _clause_facts(document, clause, graph))
    yield from state(iri, graph, (), [(comity("anchor"), NamedNode(anchor)), (DERIVED, NamedNode(origin))])
    yield from state(anchor, graph, ("Anchor",), _anchor_facts(document, clause, origin, position))


def _clause_facts(document: Document, clause: Clause, graph: str) -> Iterator[Fact]:
    yield comity("inEdition"), NamedNode(graph)
    yield comity("ofWork"), NamedNode(ids.work_iri(document.source))
    yield comity("identifier"), plain(clause.id)
    yield comity("number"), plain(clause.number)
    if clause.parent is not None:
        yield comity("parent"), NamedNode(ids.clause_iri(document.source, document.edition, clause.parent))
    yield comity("textStatus"), concept("text-status", clause.text_status)
    yield comity("isProvision"), flag(clause.is_provision)
    if document.is_restatement:
        yield comity("title"), words(clause.title, document.language)
        yield comity("text"), words(clause.text, document.language)


def _anchor_facts(document: Document, clause: Clause, origin: str, position: int) -> Iterator[Fact]:
    yield DERIVED, NamedNode(origin)
    yield comity("language"), plain(document.language)
    yield comity("file"), plain(clause.anchor.file)
    yield comity("page"), number(clause.anchor.page)
    yield comity("start"), number(clause.anchor.start)
    yield comity("end"), number(clause.anchor.end)
    yield comity("position"), number(position)
