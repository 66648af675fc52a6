# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Linked data: every kind of IRI that is minted answers at its path, in each form."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import NamedNode, RdfFormat, parse

from comity.model import ids
from comity.settings import Settings

CLAUSE = ids.clause_iri("alpha-act", "2022", "1(b)(1)")
FORMS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
}


def path(iri: str) -> str:
    return "/" + iri.removeprefix(ids.BASE).partition("#")[0]


def subjects(client: TestClient, where: str, accept: str = "application/n-triples") -> set[str]:
    response = client.get(where, headers={"accept": accept})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].startswith(accept)
    return {q.subject.value for q in parse(response.content, format=FORMS[accept])}


@pytest.mark.parametrize("accept", FORMS)
def test_a_clause_comes_with_its_requirements_and_their_parts(client: TestClient, accept: str) -> None:
    found = subjects(client, path(CLAUSE), accept)
    assert {CLAUSE, f"{CLAUSE}#1"} <= found
    assert any(iri.startswith(f"{CLAUSE}#1.") for iri in found)
    assert all(iri.startswith(CLAUSE) for iri in found)


@pytest.mark.parametrize(
    "iri",
    [
        ids.work_iri("alpha-act"),
        ids.edition_iri("open-paper", "v1.0"),
        ids.expression_iri("beta-code", "2018", "ja"),
        ids.mapping_iri("alpha-act@2022/1(b)(1)#1", "beta-code@2018/1#1"),
        ids.concept_iri("capability", "ida.default-credentials"),
        ids.finding_iri("gap", "uk", "us-ca", "vul.reporting-channel", "missing"),
        ids.finding_iri("stance", "us-ca", "vul.reporting-channel", "2024-06-01"),
        f"{ids.BASE}scheme/stance",
    ],
)
def test_every_kind_of_iri_answers(client: TestClient, iri: str) -> None:
    assert iri in subjects(client, path(iri))


def test_the_same_iri_however_it_is_escaped(client: TestClient) -> None:
    assert subjects(client, "/id/alpha-act/2022/1%28b%29%281%29") == subjects(client, path(CLAUSE))


def test_every_resource_of_the_graph_answers(client: TestClient, small: Settings) -> None:
    graph = small.releases / "current" / "graph.nq"
    named = {
        q.subject.value.partition("#")[0]
        for q in parse(path=str(graph), format=RdfFormat.N_QUADS)
        if isinstance(q.subject, NamedNode) and q.subject.value.startswith((f"{ids.BASE}id/", f"{ids.BASE}finding/"))
    }
    sampled = sorted(named)[::5]
    assert len(sampled) > 10
    dead = [iri for iri in sampled if client.get(path(iri), headers={"accept": "text/turtle"}).status_code != 200]
    assert dead == []


def test_the_ontology_comes_with_its_terms(client: TestClient) -> None:
    found = subjects(client, "/ontology")
    assert {f"{ids.BASE}ontology", f"{ids.ONTOLOGY}Requirement", f"{ids.ONTOLOGY}capability"} <= found
    assert not any(iri.startswith(f"{ids.BASE}scheme/") for iri in found)


def test_a_clause_without_an_edition_leads_to_the_latest(client: TestClient) -> None:
    response = client.get("/id/alpha-act/1(b)(1)")
    assert (response.status_code, response.headers["location"]) == (303, path(CLAUSE))
    assert client.get("/id/alpha-act/9(z)").status_code == 404


def test_a_page_for_people_links_only_what_it_says(client: TestClient) -> None:
    response = client.get(path(CLAUSE), headers={"accept": "text/html,*/*;q=0.8"})
    assert response.headers["content-type"].startswith("text/html")
    assert "Each device has its own password" in response.text
    assert 'href="/scheme/capability/ida.default-credentials"' in response.text
    assert "<script" not in response.text


@pytest.mark.parametrize(
    "where", ["/id/nobody", "/id/alpha-act/2022/7", "/scheme/nothing", "/finding/gap/x", "/id/", "/mapping/a"]
)
def test_what_the_graph_does_not_know_is_404(client: TestClient, where: str) -> None:
    response = client.get(where)
    assert response.status_code == 404
    assert response.json()["type"] == "/docs#not-found"


def test_void_describes_the_data_set(client: TestClient) -> None:
    response = client.get("/.well-known/void")
    assert response.headers["content-type"].startswith("text/turtle")
    facts = parse(response.content, format=RdfFormat.TURTLE)
    found = {(fact.predicate.value.rsplit("/", 1)[-1], fact.object.value) for fact in facts}
    assert ("void#sparqlEndpoint", "http://testserver/sparql") in found
    assert ("date", "2024-06-01") in found
    assert ("accessRights", "Informative; not legal advice.") in found
    assert ("dcat#version", "0123456789abcdef") in found
    assert client.get("/.well-known/void").content == response.content
