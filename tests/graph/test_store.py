# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The embedded store: built once, read only, asked by the name of a query with bound values."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from comity.graph import serialise, store
from comity.model import ids
from comity.model.errors import GraphError, NotFoundError, RequestError

QUERIES = {
    "texts": "SELECT ?requirement ?text { ?requirement comity:text ?text ; a comity:Requirement }",
    "silent": """SELECT ?work ?capability { ?work a comity:Work
        MINUS { ?requirement comity:ofWork ?work ; comity:capability ?capability } }""",
    "stated": "ASK { ?requirement comity:statedIn ?clause }",
    "routes": "CONSTRUCT { ?route comity:satisfies ?clause } WHERE { ?route comity:satisfies ?clause }",
    "broken": "SELECT ?x {",
}
DUTY = NamedNode(ids.requirement_iri("xx-act", "2020", "1(a)#1"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, small_world: tuple[Quad, ...]) -> Path:
    place = tmp_path_factory.mktemp("store")
    serialise.write_nquads(place / "graph.nq", small_world)
    assert store.build(place / "graph.nq", place / "store") == len(set(small_world))
    (place / "queries").mkdir()
    for name, text in QUERIES.items():
        (place / "queries" / f"{name}.rq").write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def graph(folder: Path) -> store.GraphStore:
    return store.GraphStore.open(folder / "store", folder / "queries")


def test_a_named_query_is_asked_with_a_bound_value(graph: store.GraphStore, small_world: tuple[Quad, ...]) -> None:
    assert len(graph) == len(set(small_world))
    assert graph.names() == tuple(sorted(QUERIES))
    assert len(graph.select("texts")) == 3
    rows = graph.select("texts", requirement=DUTY)
    assert rows == [
        {"requirement": DUTY, "text": Literal("The maker gives each unit a password of its own.", language="en")}
    ]


def test_a_value_is_bound_and_never_read_as_sparql(graph: store.GraphStore) -> None:
    assert graph.select("texts", text=Literal('" } ; DROP ALL #')) == []


def test_a_value_reaches_into_minus(graph: store.GraphStore) -> None:
    concept = NamedNode(ids.concept_iri("capability", "ida.default-credentials"))
    assert graph.select("silent", capability=concept) == []
    other = NamedNode(ids.concept_iri("capability", "com.segmentation"))
    assert len(graph.select("silent", capability=other)) == 2


def test_ask_and_construct(graph: store.GraphStore) -> None:
    assert graph.ask("stated", requirement=DUTY)
    assert not graph.ask("stated", requirement=NamedNode("urn:x:y"))
    assert [triple.object.value for triple in graph.construct("routes")] == [ids.clause_iri("xx-act", "2020", "1")]


def test_describe_brings_a_node_with_its_parts(graph: store.GraphStore) -> None:
    found = {triple.subject.value.removeprefix(DUTY.value) for triple in graph.describe(DUTY.value)}
    assert found == {
        "",
        ".condition.has-passwords",
        ".password.unique_per_device",
        ".password.character_classes.device",
        ".report.early_warning.becoming-aware",
    }


def test_the_union_is_a_setting(folder: Path) -> None:
    apart = store.GraphStore.open(folder / "store", folder / "queries", union_default_graph=False)
    assert apart.select("texts") == []


def test_errors_name_the_way_out(graph: store.GraphStore, folder: Path) -> None:
    with pytest.raises(NotFoundError, match="nearest: texts"):
        graph.select("text")
    with pytest.raises(NotFoundError):
        graph.select("../queries/texts")
    with pytest.raises(RequestError, match="broken: error at 1:12"):
        graph.select("broken")
    with pytest.raises(RequestError, match="one that the query projects"):
        graph.select("texts", nobody=DUTY)
    with pytest.raises(RequestError, match="not a SELECT"):
        graph.select("stated")
    with pytest.raises(RequestError, match="not an ASK"):
        graph.ask("texts")
    with pytest.raises(RequestError, match="not a CONSTRUCT"):
        graph.construct("texts")
    with pytest.raises(GraphError, match="cannot be opened"):
        store.GraphStore.open(folder / "nowhere", folder / "queries")
    with pytest.raises(GraphError, match="never built over"):
        store.build(folder / "graph.nq", folder / "store")


def test_damaged_n_quads_are_refused(tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_text("<http://a> <http://b> .\n", encoding="utf-8")
    with pytest.raises(GraphError, match="not valid N-Quads"):
        store.build(tmp_path / "graph.nq", tmp_path / "store")
