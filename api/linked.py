# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Linked data: which IRI a path names, what the graph says of it, and the forms in which that can be had."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, unquote

from pyoxigraph import RdfFormat, Triple, parse

from api.book import Book
from comity.graph.runner import Query, QueryRunner
from comity.graph.serialise import JSON_LD, N_TRIPLES, TURTLE
from comity.graph.store import GraphStore
from comity.graph.terms import ONTOLOGY_GRAPH, PREFIXES, reference
from comity.model import ids
from comity.model.errors import NotFoundError

HTML: Final = "text/html"
# Where our IRIs live below the base.
FOLDERS: Final = ("id/", "finding/", "mapping/", "recognition/", "graph/", "scheme/", "ontology")
FORMS: Final = (TURTLE, N_TRIPLES, JSON_LD, HTML)
_TERMS: Final = f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  GRAPH <{ONTOLOGY_GRAPH}> {{ ?s ?p ?o }}
  FILTER(isBlank(?s) || STRSTARTS(STR(?s), "{ids.ONTOLOGY.rstrip("#")}"))
}}"""
# What minted IRIs hold unescaped: the characters of citations, and those between an edition and its language.
_PLAIN: Final = "().:,-_~!*';="


def iri_of(raw_path: str) -> str:
    """Return the IRI that a request path names, escaped as we mint it, however the client escaped it."""
    return ids.BASE + "/".join(quote(unquote(part), safe=_PLAIN) for part in raw_path.lstrip("/").split("/"))


def ontology(runner: QueryRunner) -> list[Triple]:
    """Return the ontology with every term that it defines: terms have fragments, so they are all asked for at once."""
    answer = runner.run(Query(_TERMS, graph=N_TRIPLES))
    return [Triple(q.subject, q.predicate, q.object) for q in parse(answer.body, format=RdfFormat.N_TRIPLES)]


def describe(graph: GraphStore, book: Book, iri: str) -> list[Triple]:
    """Return what the graph says of a resource, with the atomic requirements that a clause holds.

    A requirement's IRI has a fragment, which no client sends: asking for it is asking for its clause.
    Raises NotFoundError when the graph says nothing.
    """
    found = graph.describe(iri)
    if not found:
        raise NotFoundError(iri, "the graph says nothing of it", "see /api/v1/sources for what is held")
    for atom in book.atoms.get(_clause(iri), ()):
        found += graph.describe(f"{iri}#{atom.atom.rpartition('#')[2]}")
    return found


def latest(book: Book, raw_path: str) -> str | None:
    """Return the path of a clause in the latest edition where a path names a source and no edition of it, else None."""
    folder, *names = (unquote(part) for part in raw_path.strip("/").split("/"))
    source = book.sources.get(names[0]) if names else None
    if folder != "id" or source is None or len(names) < 2 or names[1] in {edition.id for edition in source.editions}:
        return None
    rest = "/".join(names[1:])
    if f"{source.id}@{source.latest.id}/{rest}" not in book.clauses:
        return None
    return "/" + ids.clause_iri(source.id, source.latest.id, rest).removeprefix(ids.BASE)


def rows(triples: Sequence[Triple]) -> list[tuple[str, list[tuple[str, str, str | None]]]]:
    """Return triples for a page: by subject, each fact as property, value and the address to follow, if any."""
    subjects: dict[str, list[tuple[str, str, str | None]]] = {}
    for triple in triples:
        value, address = _value(triple)
        subjects.setdefault(_text(triple.subject), []).append((_short(_text(triple.predicate)), value, address))
    return [(subject, sorted(facts, key=str)) for subject, facts in sorted(subjects.items())]


def _value(triple: Triple) -> tuple[str, str | None]:
    text = _text(triple.object)
    if not text.startswith(("http://", "https://")) or " " in text:
        return text, None
    return _short(text), f"/{text.removeprefix(ids.BASE)}" if text.startswith(ids.BASE) else text


def _text(term: object) -> str:
    return str(getattr(term, "value", term))


def _short(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return unquote(iri.removeprefix(ids.BASE))


def _clause(iri: str) -> str:
    """Return the reference of a clause from its IRI, or nothing where the IRI is of another kind."""
    path = iri.removeprefix(f"{ids.BASE}id/")
    return reference(iri) if path != iri and path.count("/") >= 2 else ""
