# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Untrusted queries: answered in the wanted format, and stopped, counted, refused or explained when they must be."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import os
import socket
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from comity.graph import serialise, store
from comity.graph.query_error import QueryError, Reason
from comity.graph.runner import SPARQL_JSON, Limits, Query, QueryRunner
from comity.graph.worker import GRAPHS, TABLES, answer
from comity.model.errors import GraphError

COUNT = 2000
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f FILTER(?a != ?e && ?c != ?b) }"
GREEDY = """SELECT DISTINCT ?x { ?a ?p ?b . ?c ?q ?d
    BIND(CONCAT(STR(?a), STR(?b), STR(?c), STR(?d), STR(?a), STR(?b), STR(?c), STR(?d)) AS ?x) } ORDER BY ?x"""
ALL = "SELECT ?s ?o { ?s ?p ?o }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("runner")
    graphs = [NamedNode("urn:x:even"), NamedNode("urn:x:odd")]
    facts = (
        Quad(NamedNode(f"urn:x:{number}"), NamedNode("urn:x:p"), Literal(f"value {number}"), graphs[number % 2])
        for number in range(COUNT)
    )
    serialise.write_nquads(place / "graph.nq", facts)
    store.build(place / "graph.nq", place / "store")
    return place / "store"


@pytest.fixture(scope="module")
def runner(folder: Path) -> Iterator[QueryRunner]:
    with QueryRunner(folder, Limits(seconds=60, rows=COUNT, megabytes=512)) as pool:
        yield pool


def ask(pool: QueryRunner, text: str) -> list[dict[str, str]]:
    bindings = json.loads(pool.run(Query(text)).body)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in bindings]


def hang_up(accepted: Future[tuple[socket.socket, object]]) -> None:
    accepted.result()[0].close()


def alive(process_id: int) -> bool:
    return Path(f"/proc/{process_id}").exists() if os.name == "posix" else True


def test_the_default_graph_is_the_union_unless_the_query_names_its_dataset(runner: QueryRunner) -> None:
    count = "SELECT (COUNT(*) AS ?n) {} WHERE {{ ?s ?p ?o }}"
    assert ask(runner, count.format("")) == [{"n": str(COUNT)}]
    assert ask(runner, count.format("FROM <urn:x:odd>")) == [{"n": str(COUNT // 2)}]
    assert ask(runner, count.format("FROM NAMED <urn:x:odd>")) == [{"n": "0"}]


def test_the_union_is_a_setting(folder: Path) -> None:
    with QueryRunner(folder, Limits(), workers=1, union_default_graph=False) as pool:
        assert ask(pool, ALL) == []


def test_the_dataset_of_the_protocol_counts(runner: QueryRunner) -> None:
    text = "SELECT (COUNT(?o) AS ?n) (COUNT(?g) AS ?m) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?named } } }"
    chosen = runner.run(Query(text, default_graphs=("urn:x:odd",), named_graphs=("urn:x:even",)))
    row = json.loads(chosen.body)["results"]["bindings"][0]
    assert (row["n"]["value"], row["m"]["value"]) == (str(COUNT // 2), str(COUNT // 2))
    only = json.loads(runner.run(Query(text, named_graphs=("urn:x:even",))).body)["results"]["bindings"][0]
    assert (only["n"]["value"], only["m"]["value"]) == ("0", str(COUNT // 2))


@pytest.mark.parametrize("media_type", sorted(TABLES))
def test_a_table_comes_in_the_wanted_format(runner: QueryRunner, media_type: str) -> None:
    found = runner.run(Query("SELECT ?o { <urn:x:7> ?p ?o }", table=media_type))
    assert (found.media_type, found.body.count(b"value 7")) == (media_type, 1)
    assert b"true" in runner.run(Query("ASK { <urn:x:7> ?p ?o }", table=media_type)).body
    if media_type == "text/csv":
        assert list(csv.reader(io.StringIO(found.body.decode()))) == [["o"], ["value 7"]]


@pytest.mark.parametrize("media_type", sorted(GRAPHS))
@pytest.mark.parametrize("text", ["DESCRIBE <urn:x:7>", "CONSTRUCT WHERE { <urn:x:7> ?p ?o }"])
def test_a_graph_comes_in_the_wanted_format(runner: QueryRunner, media_type: str, text: str) -> None:
    found = runner.run(Query(text, graph=media_type))
    assert found.media_type == media_type
    formats = {**GRAPHS, "application/rdf+xml": RdfFormat.RDF_XML}
    triples = list(parse(found.body, format=formats[media_type]))
    assert [(triple.subject.value, triple.object.value) for triple in triples] == [("urn:x:7", "value 7")]


def test_rows_are_limited(folder: Path) -> None:
    with QueryRunner(folder, Limits(seconds=60, rows=10), workers=1) as pool:
        for media_type in TABLES:
            assert pool.run(Query(f"{ALL} LIMIT 10", table=media_type)).body
            with pytest.raises(QueryError, match="more than 10 rows") as caught:
                pool.run(Query(ALL, table=media_type))
            assert caught.value.reason is Reason.ROWS
        with pytest.raises(QueryError, match="more than 10 rows"):
            pool.run(Query("CONSTRUCT WHERE { ?s ?p ?o }"))


def test_a_runaway_query_is_stopped_and_the_next_one_answered(folder: Path) -> None:
    with QueryRunner(folder, Limits(seconds=1), workers=1) as pool:
        assert len(ask(pool, f"{ALL} LIMIT 1")) == 1
        (before,) = pool.process_ids
        with pytest.raises(QueryError, match="timed out after 1 s") as caught:
            pool.run(Query(RUNAWAY))
        assert caught.value.reason is Reason.TIMEOUT
        (after,) = pool.process_ids
        assert before != after
        assert not alive(before)
        assert len(ask(pool, f"{ALL} LIMIT 1")) == 1


def test_a_greedy_query_runs_out_of_memory_alone(folder: Path) -> None:
    with QueryRunner(folder, Limits(seconds=60, megabytes=64), workers=1) as pool:
        with pytest.raises(QueryError, match="memory") as caught:
            pool.run(Query(GREEDY))
        assert caught.value.reason is Reason.MEMORY
        assert len(ask(pool, f"{ALL} LIMIT 1")) == 1


def test_a_query_that_breaks_the_parser_breaks_its_worker_only(runner: QueryRunner) -> None:
    with pytest.raises(QueryError) as caught:
        runner.run(Query("ASK " + "{" * 50_000 + "}" * 50_000))
    assert caught.value.reason is Reason.EVALUATION
    assert len(ask(runner, f"{ALL} LIMIT 1")) == 1


def test_a_syntax_error_says_where(runner: QueryRunner) -> None:
    with pytest.raises(QueryError, match=r"line 2 column \d+: ") as caught:
        runner.run(Query("SELECT *\n{ ?s ?p }"))
    assert (caught.value.reason, caught.value.line) == (Reason.SYNTAX, 2)


def test_service_and_update_never_reach_a_worker(runner: QueryRunner) -> None:
    for text in ("SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "DROP ALL"):
        with pytest.raises(QueryError) as caught:
            runner.run(Query(text))
        assert caught.value.reason is Reason.REFUSED


def test_a_worker_cannot_connect_even_if_asked(runner: QueryRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    """The text check is taken away; the confinement of the process must hold by itself."""
    monkeypatch.setattr("comity.graph.sparql_text.calls_out", lambda _: False)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        port = listener.getsockname()[1]
        with pytest.raises(QueryError) as caught:
            runner.run(Query(f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"))
        assert caught.value.reason is Reason.EVALUATION
        with pytest.raises(BlockingIOError):
            listener.accept()


def test_the_trap_would_catch_an_unconfined_engine(folder: Path) -> None:
    """The counterpart: in a process that is not confined, the same query does connect."""
    request = {"seconds": 30, "rows": 1, "table": SPARQL_JSON, "graph": "text/turtle", "union": True}
    request |= {"default_graphs": (), "named_graphs": ()}
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as threads:
        accepted = threads.submit(listener.accept)
        listener.settimeout(30)
        port = listener.getsockname()[1]
        threads.submit(hang_up, accepted)
        text = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        header, _ = answer(Store.read_only(str(folder)), {**request, "query": text})
        assert accepted.done()
        assert header["error"] == "evaluation"


def test_many_callers_share_the_pool(runner: QueryRunner) -> None:
    async def gather() -> list[bytes]:
        queries = (Query(f"SELECT ?o {{ <urn:x:{number}> ?p ?o }}") for number in range(100))
        return [found.body for found in await asyncio.gather(*map(runner.run_async, queries))]

    for number, body in enumerate(asyncio.run(gather())):
        assert json.loads(body)["results"]["bindings"][0]["o"]["value"] == f"value {number}"
    assert len(runner.process_ids) == 2


def test_closing_leaves_no_process(folder: Path) -> None:
    pool = QueryRunner(folder, Limits(), workers=3)
    workers = pool.process_ids
    assert len(workers) == 3
    pool.close()
    pool.close()
    assert [alive(worker) for worker in workers] == [False] * 3
    with pytest.raises(QueryError, match="closed"):
        pool.run(Query(ALL))


def test_closing_ends_a_running_query(folder: Path) -> None:
    pool = QueryRunner(folder, Limits(seconds=600), workers=1)
    ask(pool, f"{ALL} LIMIT 1")
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(pool.run, Query(RUNAWAY))
        while not running.running():
            pass
        pool.close()
        with pytest.raises(QueryError, match="closed"):
            running.result()


def test_a_store_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    with QueryRunner(tmp_path / "nowhere", Limits(), workers=1) as pool, pytest.raises(GraphError, match="nowhere"):
        pool.run(Query(ALL))
