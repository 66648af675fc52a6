# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The server's own pages: what stands on them, that they load nothing from elsewhere, and that their links work."""

from __future__ import annotations

import base64
import hashlib
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient

PAGES = ("/", "/docs", "/id/alpha-act")
HTML = {"accept": "text/html"}


class Elements(HTMLParser):
    """Collects start tags with their attributes, and checks that elements close in order."""

    _VOID = frozenset({"meta", "link", "br", "input"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._open: list[str] = []
        self.feed(page)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self._VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.found if name == tag]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_well_formed_and_loads_nothing(client: TestClient, path: str) -> None:
    response = client.get(path, headers=HTML)
    elements = Elements(response.text)
    assert elements.all("html") == [{"lang": "en"}]
    assert len(elements.all("main")) == len(elements.all("h1")) == 1
    assert {tag for tag, _ in elements.found} & {"script", "iframe", "img", "object", "embed"} == set()
    assert [link["href"] for link in elements.all("link")] == ["data:,"]
    names = {name for _, attributes in elements.found for name in attributes}
    assert [name for name in names if name in {"style", "src"} or name.startswith("on")] == []
    assert "Informative; not legal advice." in response.text
    assert not re.search(r"url\(|@import", response.text)


@pytest.mark.parametrize("path", PAGES)
def test_the_style_is_the_one_that_the_policy_allows(client: TestClient, path: str) -> None:
    response = client.get(path, headers=HTML)
    style = re.findall(r"<style>(.*?)</style>", response.text, re.DOTALL)
    assert len(style) == 1
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("path", PAGES)
def test_every_link_within_leads_somewhere(client: TestClient, path: str) -> None:
    elements = Elements(client.get(path, headers=HTML).text)
    here = {unescape(a["href"]) for a in elements.all("a")} - {"#main"}
    within = sorted(address for address in here if address.startswith("/"))
    assert len(within) >= 5
    statuses = {address: client.get(address.partition("#")[0]).status_code for address in within}
    assert [address for address, status in statuses.items() if status != 200] == []


def test_ids_are_unique_and_labels_name_fields(client: TestClient) -> None:
    for path in PAGES:
        elements = Elements(client.get(path, headers=HTML).text)
        ids = [a["id"] for _, a in elements.found if "id" in a]
        assert len(ids) == len(set(ids))
        wanted = [a["for"] for a in elements.all("label")] + [
            a["aria-labelledby"] for _, a in elements.found if "aria-labelledby" in a
        ]
        assert set(wanted) <= set(ids)


def test_the_first_page_tells_what_is_held(client: TestClient) -> None:
    page = client.get("/").text
    names = ("The beta-code", "beta-code@2018", "United Kingdom")
    for told in (*names, "code of practice", "not binding", "not read: section 3"):
        assert told in page
    assert "<dt>Requirements</dt><dd>7</dd>" in page
    assert "<dt>Mappings</dt><dd>2</dd>" in page
    form = Elements(page).all("form")
    assert form == [{"action": "/sparql", "method": "get"}]


def test_the_example_query_runs_as_the_form_sends_it(client: TestClient) -> None:
    page = client.get("/").text
    query = unescape(re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[0])
    browser = {"accept": "text/html,*/*;q=0.8"}
    found = client.get("/sparql", params={"query": query, "format": ""}, headers=browser).json()["results"]["bindings"]
    texts = [row["text"]["value"] for row in found]
    assert texts == ["Each device has its own password", "No two devices share a password"]


def test_the_documentation_lists_every_resource(client: TestClient) -> None:
    page = client.get("/docs").text
    paths = client.get("/openapi.json").json()["paths"]
    assert [path for path in paths if f"<code>{path}</code>" not in page] == []
