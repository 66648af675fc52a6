# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Graphs to bytes: one order, nothing lost, and one JSON-LD context that knows every term."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from comity.graph import serialise
from comity.graph.jsonld import Context
from comity.graph.terms import OWL, RDFS, TYPE, XSD, comity
from comity.model import ids

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
CONTEXT = ONTOLOGY / "context.jsonld"
FORMATS = {
    serialise.TURTLE: RdfFormat.TURTLE,
    serialise.N_TRIPLES: RdfFormat.N_TRIPLES,
    serialise.JSON_LD: RdfFormat.JSON_LD,
}
AWKWARD = (
    Literal('line\nbreak "quoted" \\ \u2028'),
    Literal("1", datatype=NamedNode(f"{XSD}double")),
    Literal("01", datatype=NamedNode(f"{XSD}integer")),
    Literal("99999999999999999999", datatype=NamedNode(f"{XSD}integer")),
    Literal("1", datatype=NamedNode(f"{XSD}boolean")),
    Literal("日本語", language="ja"),
    Literal("2020-01-02", datatype=NamedNode(f"{XSD}date")),
    NamedNode("urn:x:y"),
)


def awkward() -> list[Quad]:
    predicates = [comity(name) for name in ("value", "generic", "sentence", "text", "bearer")]
    node, graph = NamedNode("https://example.org/n"), NamedNode("https://example.org/g")
    return [Quad(node, predicate, value, graph) for predicate in predicates for value in AWKWARD]


def test_n_quads_are_sorted_and_each_comes_once(small_world: tuple[Quad, ...]) -> None:
    data = serialise.nquads((*reversed(small_world), *small_world))
    lines = data.split(b"\n")[:-1]
    assert lines == sorted(set(lines))
    assert data == serialise.nquads(small_world)
    assert set(parse(data, format=RdfFormat.N_QUADS)) == set(small_world)


def test_writing_is_whole_or_not_at_all(tmp_path: Path, small_world: tuple[Quad, ...]) -> None:
    path = tmp_path / "graph.nq"
    count = serialise.write_nquads(path, small_world)
    assert count == len(set(small_world)) == path.read_bytes().count(b"\n")
    before = path.read_bytes()
    with pytest.raises(TypeError):
        serialise.write_nquads(path, [*small_world, "no quad"])  # type: ignore[list-item]
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["graph.nq"]


@pytest.mark.parametrize("media_type", sorted(FORMATS))
def test_an_export_says_the_same(media_type: str, small_world: tuple[Quad, ...]) -> None:
    for quads in (small_world, tuple(awkward())):
        data = serialise.export(quads, media_type, CONTEXT)
        assert serialise.triples(parse(data, format=FORMATS[media_type])) == serialise.triples(quads)
        assert data == serialise.export(tuple(reversed(quads)), media_type, CONTEXT)


def test_another_reader_of_json_ld_agrees(small_world: tuple[Quad, ...]) -> None:
    theirs, ours = Graph(), Graph()
    theirs.parse(data=serialise.export(small_world, serialise.JSON_LD, CONTEXT), format="json-ld")
    ours.parse(data=serialise.export(small_world, serialise.N_TRIPLES, CONTEXT), format="nt")
    assert isomorphic(theirs, ours)


def test_json_ld_reads_like_json() -> None:
    node = NamedNode("https://example.org/n")
    facts = [
        Triple(node, TYPE, comity("Requirement")),
        Triple(node, comity("sentence"), Literal(2)),
        Triple(node, comity("generic"), Literal(True)),
        Triple(node, comity("bearer"), NamedNode("urn:x:y")),
        Triple(node, comity("verb"), Literal("shall")),
    ]
    document = json.loads(serialise.export(facts, serialise.JSON_LD, CONTEXT))
    expected = {"type": "Requirement", "sentence": 2, "generic": True, "bearer": "urn:x:y", "verb": "shall"}
    assert document["@graph"] == [{"id": "https://example.org/n", **expected}]


def test_the_context_knows_every_term(ontology: tuple[Quad, ...]) -> None:
    context = Context(CONTEXT)
    kinds = {NamedNode(f"{OWL}{name}"): name for name in ("Class", "ObjectProperty", "DatatypeProperty")}
    declared = {q.subject: kinds[q.object] for q in ontology if q.predicate == TYPE and q.object in kinds}
    ranges = {q.subject: q.object.value for q in ontology if q.predicate.value == f"{RDFS}range"}
    for term, kind in declared.items():
        if isinstance(term, NamedNode) and term.value.startswith(ids.ONTOLOGY):
            name = term.value.removeprefix(ids.ONTOLOGY)
            assert context.compact(term.value) == name
            wanted = {"ObjectProperty": "@id", "Class": ""}.get(kind, ranges.get(term, ""))
            accepted = {wanted} if wanted else {"", f"{XSD}date"}  # no range is declared for dates
            assert context.coercion(name) in ({""} if wanted == f"{XSD}string" else accepted), name


def test_the_context_is_the_only_one() -> None:
    assert [path.name for path in ONTOLOGY.rglob("*.jsonld")] == ["context.jsonld"]
