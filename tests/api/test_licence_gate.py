# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Every door of a release that holds publishers' texts: nothing leaves whose terms do not allow it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from comity import release
from comity.settings import Settings

SHUT = "PUBLISHER'S"
FREE = "FREELY LICENSED WORDS"
EVERYTHING = "SELECT * WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
REFERENCES = ("alpha-act@2022/1(a)", "beta-code@2018/1", "open-paper@v1.0/GP-1")


def paths(client: TestClient) -> Iterator[str]:
    """Yield a request for every route, and for every clause and requirement that a publisher's text stands behind."""
    lists = [path for path in client.get("/openapi.json").json()["paths"] if "{" not in path]
    for path in lists:
        if path.endswith(("gaps", "conflicts")):
            yield from (f"{path}?a={a}&b={b}&limit=1000" for a, b in (("uk", "us-ca"), ("eu", "uk"), ("us-ca", "eu")))
        else:
            yield path
            yield f"{path}?limit=1000"
    for language in ("en", "fr", "ja"):
        yield f"/api/v1/provisions?language={language}&limit=1000"
        yield from (f"/api/v1/provisions/{reference}?language={language}" for reference in REFERENCES)
    yield from (f"/api/v1/requirements/{quote(reference + '#1')}" for reference in REFERENCES)
    for reference in REFERENCES:
        source, _, rest = reference.partition("@")
        yield from (f"/api/v1/sources/{source}", f"/id/{source}", f"/id/{source}/{rest}")
        yield from (f"/id/{source}/{rest.partition('/')[0]}{more}" for more in ("", ";lang=en", ";lang=ja", ";lang=fr"))


@pytest.mark.parametrize("accept", ["application/json", "text/csv", "text/turtle", "application/ld+json", "text/html"])
def test_no_route_gives_away_a_text_under_other_terms(client: TestClient, accept: str) -> None:
    given = {path: client.get(path, headers={"accept": accept}) for path in paths(client)}
    assert sum(response.status_code == 200 for response in given.values()) > 5, "the doors are open"
    assert [path for path, response in given.items() if SHUT in response.text] == []


def test_a_free_text_does_leave(client: TestClient) -> None:
    for accept in ("application/json", "text/csv"):
        assert FREE in client.get("/api/v1/provisions?source=open-paper", headers={"accept": accept}).text


@pytest.mark.parametrize("form", ["json", "csv", "tsv", "xml"])
def test_sparql_gives_away_no_text_of_a_publisher(client: TestClient, form: str) -> None:
    response = client.post("/sparql", data={"query": EVERYTHING, "format": form})
    assert response.status_code == 200
    assert "beta-code" in response.text, "the query reaches everything"
    assert SHUT not in response.text
    assert FREE not in response.text


def test_a_dump_of_the_graph_and_the_mappings_hold_no_text_of_a_publisher(small: Settings) -> None:
    folder = small.releases / release.POINTER
    assert SHUT in (folder / release.PUBLISHED).read_text(encoding="utf-8"), "the release does hold it"
    for name in (release.GRAPH, release.MAPPINGS, release.GAPS, release.CONFLICTS, release.DOCUMENTS, release.MANIFEST):
        assert SHUT not in (folder / name).read_text(encoding="utf-8"), name
    assert SHUT not in (folder / release.REQUIREMENTS).read_text(encoding="utf-8")
