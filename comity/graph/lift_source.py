# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A source as quads: the work in a graph of its own name, each edition in the graph of that edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from comity.graph.lift_edition import lift_edition
from comity.graph.lift_instrument import lift_instrument
from comity.graph.terms import DERIVED, Fact, comity, concept, distinct, each, each_concept, flag, plain, state, words
from comity.model import ids
from comity.model.designation import designation
from comity.model.errors import RecordError
from comity.model.source import Definition, Relation, ScopeStatement, Source


def lift_source(source: Source) -> Iterator[Quad]:
    """Yield the quads of a work and its editions; raises RecordError when its official URL is not an IRI."""
    work = ids.work_iri(source.id)
    yield from state(work, work, ("Work",), _work_facts(source))
    yield from _issuers(source)
    yield from _scope(source)
    yield from _definitions(source)
    yield from _relations(source)
    yield from lift_instrument(source)
    for edition in source.editions:
        yield from lift_edition(source.id, edition)


def _work_facts(source: Source) -> Iterator[Fact]:
    yield comity("identifier"), plain(source.id)
    yield from each("title", (words(title, language) for language, title in source.title))
    yield from each("shortTitle", (words(title, language) for language, title in source.short_title))
    yield from each("alias", (plain(alias) for alias in source.aliases))
    yield comity("jurisdiction"), concept("jurisdiction", source.jurisdiction)
    yield comity("language"), plain(source.language)
    yield from each_concept("audience", "audience", source.audience)
    yield comity("officialPage"), _page(source)
    yield comity("legalForce"), concept("legal-force", source.force.kind)
    yield comity("binding"), flag(source.force.binding)
    yield comity("forceBasis"), concept("force-basis", source.force.basis)
    yield comity("sanction"), plain(source.force.sanction)
    yield comity("forceNote"), words(source.force.note, "en")
    yield comity("licence"), plain(source.licence.id)
    yield comity("verbatimAllowed"), plain(source.licence.verbatim)
    yield comity("licenceNote"), words(source.licence.note, "en")


def _page(source: Source) -> NamedNode | None:
    try:
        return NamedNode(source.official_url) if source.official_url else None
    except ValueError as error:
        raise RecordError(source.id, f"official_url is not an IRI: {source.official_url}") from error


def _part(source: Source, link: str, name: str, kind: str, facts: Iterable[Fact]) -> Iterator[Quad]:
    work, part = ids.work_iri(source.id), ids.part_iri(ids.work_iri(source.id), name)
    yield from state(work, work, (), [(comity(link), NamedNode(part))])
    yield from state(part, work, (kind,), facts)


def _issuers(source: Source) -> Iterator[Quad]:
    for issuer in source.issuers:
        facts = [(comity("name"), plain(issuer.name)), (comity("role"), concept("role", issuer.role)), _record(source)]
        yield from _part(source, "issuer", f"issuer.{issuer.name}", "Issuer", facts)


def _record(source: Source) -> Fact:
    """Return the provenance of a fact that the record gives without a clause: the latest edition."""
    return DERIVED, NamedNode(ids.edition_iri(source.id, source.latest.id))


def _stated(source: Source, clause: str, verification: str, note: str = "") -> Iterator[Fact]:
    """Yield where a fact of the record stands: its clause in the latest edition, which the record describes."""
    if clause:
        node = NamedNode(ids.clause_iri(source.id, source.latest.id, clause))
        yield from ((comity("statedIn"), node), (DERIVED, node))
    else:
        yield _record(source)
    yield comity("verification"), concept("verification", verification)
    yield comity("note"), words(note, "en")


def _scope(source: Source) -> Iterator[Quad]:
    names = distinct(f"scope.{statement.axis}.{statement.value}" for statement in source.scope)
    for name, statement in zip(names, source.scope, strict=True):
        yield from _part(source, "scope", name, "ScopeStatement", _scope_facts(source, statement))


def _scope_facts(source: Source, statement: ScopeStatement) -> Iterator[Fact]:
    yield comity("axis"), concept("scope-axis", statement.axis)
    yield comity("scopeValue"), concept(statement.axis, statement.value)
    yield comity("scopeStatus"), concept("class-status", statement.status)
    yield comity("test"), concept("scope-test", statement.test)
    yield from _stated(source, statement.clause, statement.verification, statement.note)


def _definitions(source: Source) -> Iterator[Quad]:
    names = distinct(f"definition.{definition.term}" for definition in source.definitions)
    for name, definition in zip(names, source.definitions, strict=True):
        yield from _part(source, "definition", name, "TermDefinition", _definition_facts(source, definition))
        iri = ids.part_iri(ids.work_iri(source.id), name)
        yield from _components(source, definition, iri)


def _definition_facts(source: Source, definition: Definition) -> Iterator[Fact]:
    yield comity("term"), plain(definition.term)
    yield from _stated(source, definition.clause, definition.verification, definition.note)


def _components(source: Source, definition: Definition, iri: str) -> Iterator[Quad]:
    graph = ids.work_iri(source.id)
    for component, members in definition.components:
        part = ids.part_iri(iri, component)
        facts = [(comity("componentName"), plain(component)), *each("member", (Literal(m) for m in members))]
        facts += _stated(source, definition.clause, definition.verification)
        yield from state(iri, graph, (), [(comity("component"), NamedNode(part))])
        yield from state(part, graph, ("DefinitionComponent",), facts)


def _relations(source: Source) -> Iterator[Quad]:
    names = distinct(f"relation.{relation.type}.{relation.target}" for relation in source.relations)
    for name, relation in zip(names, source.relations, strict=True):
        yield from _part(source, "documentRelation", name, "DocumentRelation", _relation_facts(source, relation))


def _relation_facts(source: Source, relation: Relation) -> Iterator[Fact]:
    yield comity("relationType"), concept("document-relation", relation.type)
    cited = designation(relation.target)
    yield comity("target"), plain(relation.target)
    yield comity("targetName"), plain(cited.name)
    yield comity("targetEdition"), plain(cited.edition)
    yield comity("targetPart"), plain(cited.part)
    yield comity("place"), plain(relation.place)
    yield from _stated(source, "", relation.verification)
