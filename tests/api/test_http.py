# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What holds of every answer: windows and links, CSV, negotiation, entity tags, HEAD, headers, CORS, problems."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.negotiate import choose
from api.problems import KINDS, NotAcceptableError
from comity.model.errors import NotFoundError
from comity.settings import Settings

LISTS = (
    "/api/v1/jurisdictions",
    "/api/v1/sources",
    "/api/v1/provisions",
    "/api/v1/requirements",
    "/api/v1/capabilities",
    "/api/v1/mappings",
    "/api/v1/gaps?a=uk&b=us-ca",
    "/api/v1/conflicts?a=us-ca&b=us-or",
    "/api/v1/lookalikes",
)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_links_lead_through_a_list_and_nothing_is_lost(client: TestClient) -> None:
    everything = client.get("/api/v1/requirements").json()
    seen, url = [], "/api/v1/requirements?limit=4"
    while url:
        response = client.get(url)
        seen += [item["ref"] for item in response.json()["items"]]
        links = {rel: link for link, rel in re.findall(r'<([^>]*)>; rel="(\w+)"', response.headers["link"])}
        assert {"first", "last"} <= set(links)
        url = links.get("next", "")
    assert seen == [item["ref"] for item in everything["items"]]
    assert "offset=4" in links["last"]
    assert "offset=0" in links["prev"]


def test_links_keep_the_filters(client: TestClient) -> None:
    link = client.get("/api/v1/requirements?kind=duty&limit=1").headers["link"]
    assert '<http://testserver/api/v1/requirements?kind=duty&limit=1&offset=1>; rel="next"' in link


def test_a_window_past_the_end_is_empty_and_leads_back(client: TestClient) -> None:
    response = client.get("/api/v1/requirements?limit=4&offset=400")
    assert response.json()["items"] == []
    assert 'offset=2>; rel="prev"' in response.headers["link"]
    assert 'rel="next"' not in response.headers["link"]


@pytest.mark.parametrize("path", LISTS)
def test_every_list_is_also_a_table(client: TestClient, path: str) -> None:
    data = client.get(path).json()
    named = client.get(path + ("&" if "?" in path else "?") + "format=csv")
    accepted = client.get(path, headers={"accept": "text/csv"})
    assert named.headers["content-type"].startswith("text/csv")
    assert named.text == accepted.text
    rows = list(csv.DictReader(StringIO(named.text, newline="")))
    assert len(rows) == len(data["items"]) > 0
    for row, item in zip(rows, data["items"], strict=True):
        assert row["answer.as_at"] == data["as_at"]
        assert row["answer.release"] == data["release"]
        plain = {name: value for name, value in item.items() if isinstance(value, str)}
        assert {name: row[name] for name in plain} == plain


def test_nested_shapes_and_lists_become_cells(client: TestClient) -> None:
    (row,) = csv.DictReader(StringIO(client.get("/api/v1/requirements?kind=route&format=csv").text, newline=""))
    assert row["force.kind"] == "statute"
    assert row["parameters"] == "password.unique_per_device = True"
    assert row["condition"] == "authenticates-outside-lan"
    gaps = csv.DictReader(StringIO(client.get("/api/v1/gaps?a=uk&b=us-or&format=csv").text, newline=""))
    readings = {row["lacker_stance.readings"] for row in gaps}
    assert readings == {"gamma-act@2019: part, not read: section 3"}


def test_an_empty_table_keeps_its_header(client: TestClient) -> None:
    lines = client.get("/api/v1/requirements?jurisdiction=jp&format=csv").text.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("ref,iri,citation,")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "a/json"),
        ("", "a/json"),
        ("*/*", "a/json"),
        ("text/csv", "text/csv"),
        ("a/json;q=0.5, text/csv", "text/csv"),
        ("a/*;q=0.1, text/csv;q=0.2", "text/csv"),
        ("*/*, a/json;q=0", "text/csv"),
        ("text/csv;q=nonsense, a/json;q=0.1", "a/json"),
        (BROWSER, "a/json"),
        ("TEXT/CSV; charset=utf-8", "text/csv"),
    ],
)
def test_negotiation_follows_the_weights(accept: str | None, chosen: str) -> None:
    assert choose(accept, ("a/json", "text/csv")) == chosen


@pytest.mark.parametrize("accept", ["image/png", "a/json;q=0, text/csv;q=0", "garbage"])
def test_negotiation_may_fail(accept: str) -> None:
    with pytest.raises(NotAcceptableError, match="offered: a/json, text/csv"):
        choose(accept, ("a/json", "text/csv"))


@pytest.mark.parametrize("path", [*LISTS, "/api/v1/sources/alpha", "/id/alpha-act", "/sparql?query=ASK{}"])
def test_nothing_that_fits_is_406(client: TestClient, path: str) -> None:
    response = client.get(path, headers={"accept": "image/png"})
    assert response.status_code == 406
    assert response.json()["type"] == "/docs#not-acceptable"


@pytest.mark.parametrize("path", [*LISTS, "/id/alpha-act", "/scheme/capability/ida", "/ontology", "/.well-known/void"])
def test_the_entity_tag_is_the_release(client: TestClient, path: str) -> None:
    first = client.get(path)
    assert first.headers["etag"] == 'W/"0123456789abcdef"'
    assert "Accept" in first.headers["vary"]
    again = client.get(path, headers={"if-none-match": f'"other", {first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200


def test_an_error_has_no_entity_tag(client: TestClient) -> None:
    response = client.get("/api/v1/sources/nobody", headers={"if-none-match": "*"})
    assert response.status_code == 404
    assert "etag" not in response.headers


@pytest.mark.parametrize("path", [*LISTS, "/", "/docs", "/openapi.json", "/id/alpha-act", "/sparql?query=ASK{}"])
def test_head_is_get_without_the_body(client: TestClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize("path", ["/", "/docs", "/api/v1/sources", "/nowhere", "/id/alpha-act"])
def test_browsers_are_told_to_be_careful(client: TestClient, path: str) -> None:
    headers = client.get(path, headers={"accept": BROWSER}).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_any_origin_may_read(client: TestClient) -> None:
    origin = {"origin": "https://example.org"}
    assert client.get("/api/v1/sources", headers=origin).headers["access-control-allow-origin"] == "*"
    asked = {**origin, "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    assert client.options("/sparql", headers=asked).status_code == 200
    refused = client.options("/sparql", headers={**origin, "access-control-request-method": "DELETE"})
    assert refused.status_code == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    response = client.request(method, "/api/v1/sources")
    assert response.status_code == 405
    assert response.headers["allow"] == "GET"
    assert response.json()["type"] == "/docs#method-not-allowed"


def test_an_unknown_page_is_a_problem(client: TestClient) -> None:
    response = client.get("/api/v2/sources")
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json() == {
        "type": "/docs#not-found",
        "title": "Not Found",
        "status": 404,
        "detail": "GET /api/v2/sources: Not Found",
        "instance": "/api/v2/sources",
    }


def test_a_failure_of_ours_shows_nothing_of_it(small: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(create_app(small), raise_server_exceptions=False) as client:
        monkeypatch.setattr("api.routes.sources.source_out", lambda *_: 1 / 0)
        response = client.get("/api/v1/sources")
    assert response.status_code == 500
    assert response.json()["type"] == "/docs#server-error"
    assert "division" not in response.text
    assert "Traceback" not in response.text


def test_every_kind_of_problem_is_documented(client: TestClient) -> None:
    page = client.get("/docs").text
    assert [kind for kind in KINDS if f'id="{kind}"' not in page] == []


def test_without_a_release_the_application_says_how_to_make_one(small: Settings) -> None:
    empty = small.model_copy(update={"build": small.build / "nowhere"})
    with pytest.raises(NotFoundError, match="comity build"), TestClient(create_app(empty)):
        pass
