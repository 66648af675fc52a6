# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""POST /api/v1/applicability: the answer, and what it says to a profile that is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

PATH = "/api/v1/applicability"
LOCK: dict[str, Any] = {
    "name": {"en": "Lock"},
    "kind": "device",
    "class": "smart-lock",
    "users": ["consumer"],
    "connections": ["bluetooth"],
    "role": "manufacturer",
    "answers": {"has-passwords": True},
}


def send(client: TestClient, profile: Any, **parameters: Any) -> Any:
    return client.post(PATH, json=profile, params=parameters)


def test_every_instrument_of_the_markets_is_answered(client: TestClient) -> None:
    response = send(client, LOCK, market=["us-ca", "Oregon"], as_at="2023-01-01")
    assert response.status_code == 200, response.text
    data = response.json()
    assert (data["as_at"], data["release"], data["product"]) == ("2023-01-01", "0123456789abcdef", {"en": "Lock"})
    rows = {row["edition"]: row for market in data["markets"] for row in market["applications"]}
    assert {name: row["verdict"] for name, row in rows.items()} == {"alpha-act@2022": "in", "gamma-act@2019": "in"}
    assert rows["alpha-act@2022"]["binding"] is True
    assert rows["alpha-act@2022"]["open"] == ["authenticates-outside-lan"]
    asked = {question["answer"]: question for question in data["questions"]}
    assert (asked["authenticates-outside-lan"]["decides"], set(asked["authenticates-outside-lan"]["text"])) == (
        "duties",
        {"en", "ja"},
    )
    assert data["notice"] == "Informative; not legal advice."


def test_without_markets_all_are_answered_and_an_answer_closes_its_question(client: TestClient) -> None:
    answered = LOCK | {"answers": {"authenticates-outside-lan": False}}
    data = send(client, answered).json()
    assert {market["code"] for market in data["markets"]} == {"eu", "uk", "us-ca", "us-or"}
    assert "authenticates-outside-lan" not in {question["answer"] for question in data["questions"]}
    own = send(client, LOCK | {"markets": ["uk"]}).json()
    assert [market["code"] for market in own["markets"]] == ["uk"]


def test_a_date_before_everything_is_answered(client: TestClient) -> None:
    data = send(client, LOCK, market="us-ca", as_at="1990-01-01").json()
    (market,) = data["markets"]
    assert [row["when"] for row in market["applications"]] == ["future"]
    assert "nothing of California speaks yet" in market["note"]


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({"clas": "smart-lock"}, 422, "nearest: class"),
        ({"class": "smartlock"}, 404, "nearest: smart-lock"),
        ({"answers": {"has-password": True}}, 404, "nearest: has-passwords"),
        ({"answers": {"has-passwords": "yes"}}, 422, "answers.has-passwords"),
        ({"answers": {"has-passwords": False, "has-factory-set-passwords": True}}, 400, "while has-passwords is false"),
        ({"connections": ["none", "bluetooth"]}, 400, "cannot both hold"),
        ({"markets": ["narnia"]}, 404, "no such jurisdiction or source"),
        ({"markets": ["alpha-act"]}, 400, "is a source, not a market"),
        ({"placed_on_market": 20260101}, 422, "not a date"),
    ],
)
def test_a_wrong_profile_is_a_problem_with_a_way_out(
    client: TestClient, changes: dict[str, Any], status: int, told: str
) -> None:
    response = send(client, LOCK | changes)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert told in json.dumps(response.json(), ensure_ascii=False)


def test_only_json_of_a_bounded_size_is_read(client: TestClient) -> None:
    assert client.post(PATH, content="name: Lock", headers={"Content-Type": "text/yaml"}).status_code == 415
    assert client.post(PATH, content="{", headers={"Content-Type": "application/json"}).status_code == 422
    big = client.post(PATH, content=b" " * 1_000_001, headers={"Content-Type": "application/json"})
    assert big.status_code == 413
    assert client.get(PATH).status_code == 405
    assert send(client, LOCK, juristiction="uk").status_code == 422


def test_nothing_of_a_profile_is_kept(client: TestClient) -> None:
    first = send(client, LOCK, market="uk").json()
    send(client, LOCK | {"name": "Other", "users": ["industrial-operator"]}, market="uk")
    again = send(client, LOCK, market="uk")
    assert again.json() == first
    assert "etag" not in again.headers
