# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The SPARQL 1.1 Protocol: its three forms of asking, result forms, data sets, refusals and limits."""

from __future__ import annotations

import csv
import json
from io import StringIO
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode, RdfFormat, parse

from api.app import create_app
from comity.model import ids
from comity.settings import Settings

PREFIX = f"PREFIX comity: <{ids.ONTOLOGY}> "
COUNT = f"{PREFIX}SELECT (COUNT(DISTINCT ?r) AS ?n) WHERE {{ ?r a comity:Requirement }}"
TEXT = f"{PREFIX}CONSTRUCT {{ ?r comity:text ?t }} WHERE {{ ?r a comity:Requirement ; comity:text ?t }}"
GRAPH = f"{ids.BASE}id/beta-code/2018"
SD = "http://www.w3.org/ns/sparql-service-description#"
QUERY, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def count(response_text: str) -> int:
    return int(json.loads(response_text)["results"]["bindings"][0]["n"]["value"])


def test_the_three_forms_of_asking_give_the_same(client: TestClient) -> None:
    get = client.get("/sparql", params={"query": COUNT})
    form = client.post("/sparql", data={"query": COUNT})
    direct = client.post("/sparql", content=COUNT, headers={"content-type": f"{QUERY}; charset=UTF-8"})
    assert [r.status_code for r in (get, form, direct)] == [200, 200, 200]
    assert get.headers["content-type"] == "application/sparql-results+json"
    assert get.text == form.text == direct.text
    assert count(get.text) == 7


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (None, "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        ("text/html, */*;q=0.1", "application/sparql-results+json"),
    ],
)
def test_a_table_comes_in_the_form_that_is_liked_best(client: TestClient, accept: str | None, media_type: str) -> None:
    headers = {"accept": accept} if accept else {}
    response = client.get("/sparql", params={"query": COUNT}, headers=headers)
    assert response.headers["content-type"] == media_type
    assert "Accept" in response.headers["vary"].split(", ")
    readers = {"json": _json, "xml": _xml, "csv": _csv, "tab": _tsv}
    assert next(read for name, read in readers.items() if name in media_type)(response.text) == "7"


def _json(text: str) -> str:
    return str(count(text))


def _xml(text: str) -> str:
    name = "{http://www.w3.org/2005/sparql-results#}literal"
    return ElementTree.fromstring(text).findtext(f".//{name}") or ""


def _csv(text: str) -> str:
    return list(csv.reader(StringIO(text, newline="")))[1][0]


def _tsv(text: str) -> str:
    return text.splitlines()[1].split("^^")[0].strip('"')


@pytest.mark.parametrize(
    ("name", "media_type", "rdf_format"),
    [
        ("", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("ntriples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
        ("rdfxml", "application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_a_graph_comes_in_each_form(client: TestClient, name: str, media_type: str, rdf_format: RdfFormat) -> None:
    response = client.get("/sparql", params={"query": TEXT, "format": name})
    assert response.headers["content-type"] == media_type
    texts = {quad.object.value for quad in parse(response.content, format=rdf_format)}
    assert "No two devices share a password" in texts
    assert len(texts) == 6


def test_ask_and_describe_answer_in_their_kind(client: TestClient) -> None:
    asked = client.get("/sparql", params={"query": f"{PREFIX}ASK {{ ?r a comity:Duty }}"})
    assert asked.json()["boolean"] is True
    told = client.get("/sparql", params={"query": f"DESCRIBE <{GRAPH}>"}, headers={"accept": "application/n-triples"})
    subjects = {quad.subject for quad in parse(told.content, format=RdfFormat.N_TRIPLES)}
    assert subjects == {NamedNode(GRAPH)}


@pytest.mark.parametrize(
    ("query", "accept"), [(COUNT, "text/turtle"), (TEXT, "text/csv"), (COUNT, "image/png"), ("ASK {}", "text/turtle")]
)
def test_a_form_that_the_query_does_not_have_is_406(client: TestClient, query: str, accept: str) -> None:
    response = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert response.status_code == 406
    assert "offered: " in response.json()["way_out"]


def test_the_default_graph_is_the_union_unless_the_request_says_otherwise(client: TestClient) -> None:
    one = client.get("/sparql", params={"query": COUNT, "default-graph-uri": GRAPH})
    two = client.post(
        "/sparql",
        params={"default-graph-uri": [GRAPH, f"{ids.BASE}id/gamma-act/2019"]},
        content=COUNT,
        headers={"content-type": QUERY},
    )
    none = client.post("/sparql", data={"query": COUNT, "default-graph-uri": "http://example.org/nothing"})
    assert [count(r.text) for r in (one, two, none)] == [2, 3, 0]


def test_named_graphs_of_the_request_come_before_those_of_the_query(client: TestClient) -> None:
    query = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    every = count(client.get("/sparql", params={"query": query}).text)
    named = client.get("/sparql", params={"query": query, "named-graph-uri": [GRAPH, f"{ids.BASE}id/gamma-act/2019"]})
    assert every > 5
    assert count(named.text) == 2
    inside = query.replace("WHERE", f"FROM NAMED <{ids.BASE}id/gamma-act/2019> WHERE")
    assert count(client.get("/sparql", params={"query": inside}).text) == 1
    both = client.get("/sparql", params={"query": inside, "named-graph-uri": [GRAPH]})
    assert count(both.text) == 1


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    response = client.get("/sparql")
    assert response.headers["content-type"].startswith("text/turtle")
    found = {(q.predicate.value, q.object.value) for q in parse(response.content, format=RdfFormat.TURTLE)}
    assert (f"{SD}endpoint", "http://testserver/sparql") in found
    assert (f"{SD}feature", f"{SD}UnionDefaultGraph") in found
    assert (f"{SD}supportedLanguage", f"{SD}SPARQL11Query") in found
    forms = {value.rsplit("/", 1)[-1] for predicate, value in found if predicate == f"{SD}resultFormat"}
    assert forms == {
        "SPARQL_Results_JSON",
        "SPARQL_Results_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_TSV",
        "Turtle",
        "N-Triples",
        "JSON-LD",
        "RDF_XML",
    }
    assert client.get("/sparql", headers={"accept": "text/csv"}).status_code == 406


@pytest.mark.parametrize(
    ("parameters", "told"),
    [
        ([("query", "SELECT ?x WHERE {"), ("format", "json")], "line 1"),
        ([("query", "")], ""),
        ([("query", "INSERT DATA { <http://e/s> <http://e/p> 1 }")], "INSERT would write"),
        ([("query", "LOAD <http://127.0.0.1:9/x>")], "LOAD would write"),
        ([("query", "DROP ALL")], "DROP would write"),
        ([("query", "SELECT * { SERVICE <http://127.0.0.1:9/sparql> { ?s ?p ?o } }")], "SERVICE would call"),
        ([("query", "ASK {}"), ("query", "ASK {}")], "given 2 times"),
        ([("update", "CLEAR ALL")], "changes nothing"),
        ([("query", "ASK {}"), ("using-graph-uri", "http://e/g")], "changes nothing"),
        ([("query", "ASK {}"), ("defualt-graph-uri", "http://e/g")], "not a parameter here"),
        ([("query", "ASK {}"), ("format", "turtle")], "one of: json, xml, csv, tsv"),
        ([("query", "ASK {}"), ("default-graph-uri", "not an iri")], "IRI"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_request_that_cannot_be_answered_is_400(
    client: TestClient, method: str, parameters: list[tuple[str, str]], told: str
) -> None:
    if method == "GET":
        response = client.get("/sparql", params=parameters)
    else:
        encoded = str(client.build_request("GET", "/", params=parameters).url.query.decode())
        response = client.post("/sparql", content=encoded, headers={"content-type": FORM})
    assert response.status_code == 400, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert told in response.text


@pytest.mark.parametrize(
    ("content_type", "content", "status"),
    [
        ("application/sparql-update", "CLEAR ALL", 400),
        ("text/plain", "ASK {}", 415),
        ("", "ASK {}", 415),
        ("application/json", '{"query": "ASK {}"}', 415),
        (f"{QUERY}; charset=UTF-16", "ASK {}", 415),
        (QUERY, b"\xff\xfe", 400),
        (FORM, b"query=%ff", 400),
        (FORM, "quer=ASK", 400),
        (FORM, "", 400),
        (QUERY, "ASK {} #" + "x" * 1_000_001, 413),
    ],
)
def test_a_body_that_is_no_query_is_refused(
    client: TestClient, content_type: str, content: str | bytes, status: int
) -> None:
    response = client.post("/sparql", content=content, headers={"content-type": content_type} if content_type else {})
    assert response.status_code == status, response.text
    assert response.json()["status"] == status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_405(client: TestClient, method: str) -> None:
    assert client.request(method, "/sparql", params={"query": "ASK {}"}).status_code == 405


def test_a_syntax_error_is_placed(client: TestClient) -> None:
    problem = client.get("/sparql", params={"query": "SELECT ?x\nWHERE { ?x ?y }"}).json()
    assert (problem["reason"], problem["line"]) == ("syntax", 2)
    assert problem["column"] > 1


@pytest.mark.slow
def test_limits_end_a_query_and_are_named_and_the_service_lives_on(small: Settings) -> None:
    tight = small.model_copy(update={"query_seconds": 1.0, "query_rows": 10})
    with TestClient(create_app(tight)) as client:
        late = client.get("/sparql", params={"query": ENDLESS})
        many = client.get("/sparql", params={"query": "SELECT * WHERE { ?s ?p ?o }"})
        graph = client.get("/sparql", params={"query": "CONSTRUCT WHERE { ?s ?p ?o }"})
        after = client.get("/sparql", params={"query": "ASK {}"})
    assert (late.status_code, late.json()["reason"]) == (503, "timeout")
    assert "1 s" in late.json()["detail"]
    for response in (many, graph):
        assert (response.status_code, response.json()["reason"]) == (400, "too-many-rows")
        assert "10 rows" in response.json()["detail"]
        assert response.json()["type"] == "/docs#query-limit"
    assert after.json()["boolean"] is True


def test_without_the_union_the_default_graph_is_empty_and_the_description_says_so(small: Settings) -> None:
    with TestClient(create_app(small.model_copy(update={"union_default_graph": False}))) as client:
        assert count(client.get("/sparql", params={"query": COUNT}).text) == 0
        assert "UnionDefaultGraph" not in client.get("/sparql").text
