# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Every resource of /api/v1: what it holds, what its filters keep, and what it says to a wrong name."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from comity.model import ids

V1 = "/api/v1"


def ask(client: TestClient, path: str, **parameters: Any) -> dict[str, Any]:
    response = client.get(f"{V1}/{path}", params=parameters)
    assert response.status_code == 200, response.text
    data: dict[str, Any] = response.json()
    assert data["release"] == "0123456789abcdef"
    assert data["notice"] == "Informative; not legal advice."
    return data


def refs(data: dict[str, Any]) -> list[str]:
    return [item["ref"] for item in data["items"]]


def test_jurisdictions_name_their_sources(client: TestClient) -> None:
    found = {item["code"]: item for item in ask(client, "jurisdictions")["items"]}
    assert found["us-ca"]["sources"] == ["alpha-act"]
    assert found["us"]["sources"] == []
    assert found["us-ca"]["broader"] == "us"
    assert ask(client, "jurisdictions/カリフォルニア州")["item"]["code"] == "us-ca"


def test_sources_tell_what_was_read_and_how_much_is_verified(client: TestClient) -> None:
    data = ask(client, "sources", jurisdiction="Oregon")
    assert data["total"] == 1
    (edition,) = data["items"][0]["editions"]
    assert edition["extent"]["examined"] == "part"
    assert edition["extent"]["supports_silence"] is False
    assert edition["extent"]["unread"] == [{"part": "section 3", "reported": "penalties", "basis": "secondary"}]
    code = ask(client, "sources/beta-code@2018")["item"]
    assert code["counts"] == {"provisions": 2, "requirements": 2, "verified": 1, "secondary": 0, "unverified": 1}
    assert code["iri"] == f"{ids.BASE}id/beta-code/2018"


def test_a_source_carries_the_facts_of_its_instrument(client: TestClient) -> None:
    alpha = ask(client, "sources/alpha-act")["item"]
    (tier,) = alpha["instrument"]["enforcement"]["tiers"]
    assert (tier["ceiling"], tier["punishes"], tier["status"]) == ("10 USD", ["1(a)"], "secondary")
    assert alpha["instrument"]["levels"][0]["label"] == {"en": "Basic", "ja": "基本"}
    assert alpha["enforcement_known"] == "recorded"
    known = {name: ask(client, f"sources/{name}")["item"] for name in ("beta-code", "gamma-act")}
    assert known["beta-code"]["instrument"]["enforcement"]["tiers"] == []
    assert {name: item["enforcement_known"] for name, item in known.items()} == {
        "beta-code": "silent",
        "gamma-act": "not-examined",
    }


def test_a_source_has_its_editions_apart(client: TestClient) -> None:
    work = ask(client, "sources/ALPHA")["item"]
    assert [edition["reference"] for edition in work["editions"]] == ["alpha-act@2020", "alpha-act@2022"]
    assert work["latest"] == "alpha-act@2022"


def test_provisions_come_with_their_atoms(client: TestClient) -> None:
    data = ask(client, "provisions", source="alpha-act")
    assert refs(data) == ["alpha-act@2022/1(a)", "alpha-act@2022/1(b)(1)"]
    clause = ask(client, "provisions/alpha-act/1(b)(1)")["item"]
    assert clause["text"] == "One password each."
    assert [atom["ref"] for atom in clause["requirements"]] == ["alpha-act@2022/1(b)(1)#1"]
    assert ask(client, "provisions", source="alpha-act@2020")["items"][0]["requirements"][0]["when"] == "superseded"


def test_a_publishers_wording_leaves_under_a_full_licence_only(client: TestClient) -> None:
    (free,) = ask(client, "provisions", source="open-paper")["items"]
    assert (free["text"], free["wording"]) == ("Our restatement.", "FREELY LICENSED WORDS")
    assert free["wording_at"] == "open-paper.md characters 0-21"
    shut, absent = ask(client, "provisions", source="beta-code")["items"]
    assert (shut["text"], shut["wording"]) == ("No shared password, ever.", None)
    assert shut["wording_withheld"] == "the publisher's terms do not let it leave this release"
    assert shut["wording_at"] == "beta-code.md characters 0-17"
    assert (absent["wording"], absent["wording_at"]) == (None, None)
    assert absent["wording_withheld"] == "no publisher's file of it is in this release"


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"jurisdiction": "California"}, ["alpha-act@2022/1(a)#1", "alpha-act@2022/1(b)(1)#1"]),
        ({"source": "alpha-act@2020"}, ["alpha-act@2020/1(a)#1"]),
        ({"topic": "default passwords"}, ["alpha-act@2022/1(b)(1)#1", "beta-code@2018/1#1"]),
        ({"capability": "default passwords"}, ["alpha-act@2022/1(b)(1)#1", "beta-code@2018/1#1"]),
        ({"capability": "vul"}, ["beta-code@2018/2#1"]),
        ({"bearer": "supply-side"}, ["gamma-act@2019/1#1"]),
        ({"modality": "recommendation"}, ["beta-code@2018/1#1", "beta-code@2018/2#1"]),
        ({"kind": "route"}, ["alpha-act@2022/1(b)(1)#1"]),
        ({"jurisdiction": "uk", "bearer": "service-provider"}, ["beta-code@2018/2#1"]),
        ({"jurisdiction": "jp"}, []),
    ],
)
def test_requirements_pass_every_filter(client: TestClient, filters: dict[str, str], expected: list[str]) -> None:
    data = ask(client, "requirements", **filters)
    assert refs(data) == expected
    assert data["total"] == len(expected)


def test_requirements_stand_where_they_do_on_the_date_asked(client: TestClient) -> None:
    data = ask(client, "requirements", jurisdiction="us-ca", as_at="2021-06-01")
    whens = {item["ref"]: item["when"] for item in data["items"]}
    assert data["as_at"] == "2021-06-01"
    assert whens["alpha-act@2020/1(a)#1"] == "current"
    assert whens["alpha-act@2022/1(a)#1"] == "future"


@pytest.mark.parametrize(
    ("as_at", "when"),
    [("2019-12-31", "future"), ("2020-01-01", "current"), ("2023-12-31", "current"), ("2024-01-01", "ended")],
)
def test_a_requirements_own_dates_come_before_those_of_its_edition(client: TestClient, as_at: str, when: str) -> None:
    item = ask(client, "requirements/open-paper/GP-1%231", as_at=as_at)["item"]
    assert (item["when"], item["applies_from"], item["applies_to"]) == (when, "2020-01-01", "2023-12-31")


def test_a_requirement_keeps_verb_condition_and_force_apart_and_cites_its_clause(client: TestClient) -> None:
    item = ask(client, "requirements/alpha-act@2022/1(b)(1)%231")["item"]
    assert item["iri"] == f"{ids.BASE}id/alpha-act/2022/1(b)(1)#1"
    assert item["citation"] == "alpha-act@2022/1(b)(1)"
    assert item["clause_iri"] == f"{ids.BASE}id/alpha-act/2022/1(b)(1)"
    assert (item["kind"], item["modality"], item["verb"]) == ("route", None, "shall")
    assert item["force"]["kind"] == "statute"
    assert item["condition"] == [{"predicate": "authenticates-outside-lan", "value": True}]
    assert item["parameters"][0]["value"] is True
    assert item["applies_from"] == "2022-01-01"


def test_capabilities_carry_each_stance_with_the_face_of_its_absence(client: TestClient) -> None:
    item = ask(client, "capabilities/vul.reporting-channel", jurisdiction=["uk", "us-or", "us-ca", "Japan"])["item"]
    stances = {stance["jurisdiction"]: stance for stance in item["stances"]}
    assert stances["uk"]["kind"] == "advised-should"
    assert stances["uk"]["verification"] == "unverified"
    assert stances["uk"]["clauses"][0]["clause_iri"] == f"{ids.BASE}id/beta-code/2018/2"
    assert (stances["us-or"]["kind"], stances["us-or"]["rank"]) == ("unexamined", None)
    assert stances["us-or"]["readings"][0]["unread"] == ["section 3"]
    assert (stances["us-ca"]["kind"], stances["us-ca"]["rank"]) == ("silent", 0)
    assert stances["jp"]["kind"] == "unexamined"
    assert ask(client, "capabilities/vul")["item"]["stances"] == []


def test_the_hub_is_listed_by_topic_and_whole(client: TestClient) -> None:
    assert ask(client, "capabilities", limit=1)["total"] > 50
    data = ask(client, "capabilities", topic="default password", as_at="2021-06-01")
    assert [item["notation"] for item in data["items"]] == ["ida.default-credentials"]
    kinds = {stance["jurisdiction"]: stance["kind"] for stance in data["items"][0]["stances"]}
    assert kinds["us-ca"] == "not-yet-in-force"


def test_mappings_are_found_from_either_side(client: TestClient) -> None:
    data = ask(client, "mappings", requirement="beta-code@2018/1#1")
    assert [item["subject"]["ref"] for item in data["items"]] == ["alpha-act@2022/1(b)(1)#1"]
    assert data["items"][0]["decided_by"] == ["modality"]
    assert ask(client, "mappings", source="us-or")["total"] == 1
    assert ask(client, "mappings", relation="equal")["items"][0]["confidence"] == 0.4
    assert ask(client, "mappings", min_confidence=0.95)["items"] == []
    assert [item["confidence"] for item in ask(client, "mappings")["items"]] == [0.9, 0.4]


def test_stored_gaps_cite_the_clauses_of_both_sides(client: TestClient) -> None:
    data = ask(client, "gaps", a="uk", b="California")
    assert (data["a"]["key"], data["b"]["key"], data["stored"], data["as_at"]) == ("uk", "us-ca", True, "2024-06-01")
    missing = [gap for gap in data["items"] if gap["capability"] == "vul.reporting-channel"]
    assert [gap["type"] for gap in missing] == ["missing"]
    assert [cited["ref"] for cited in missing[0]["holder_clauses"]] == ["beta-code@2018/2#1"]
    assert missing[0]["lacker_stance"]["kind"] == "silent"
    assert missing[0]["iri"].startswith(f"{ids.BASE}finding/gap/uk/us-ca/")


def test_an_absence_that_was_not_read_is_open_and_names_the_unread_part(client: TestClient) -> None:
    (gap,) = ask(client, "gaps", a="uk", b="us-or", topic="vul.reporting-channel")["items"]
    assert gap["type"] == "open"
    assert gap["lacker_stance"]["kind"] == "unexamined"
    assert gap["lacker_stance"]["readings"][0]["unread"] == ["section 3"]


def test_both_directions_are_the_two_questions_one_after_the_other(client: TestClient) -> None:
    there, back = ask(client, "gaps", a="uk", b="us-ca")["items"], ask(client, "gaps", a="us-ca", b="uk")["items"]
    assert ask(client, "gaps", a="uk", b="us-ca", both=True)["items"] == there + back
    assert back


def test_another_date_or_a_source_is_computed_by_the_same_functions(client: TestClient) -> None:
    early = ask(client, "gaps", a="uk", b="us-ca", as_at="2021-06-01")
    assert (early["stored"], early["as_at"]) == (False, "2021-06-01")
    assert "later-date" in {gap["type"] for gap in early["items"]}
    alone = ask(client, "gaps", a="beta", b="us-ca")
    assert alone["a"] == {
        "key": "beta-code@2018",
        "label": "The beta-code (beta-code@2018)",
        "source": "beta-code",
        "edition": "2018",
    }
    stored = ask(client, "gaps", a="uk", b="us-ca")
    assert [gap["type"] for gap in alone["items"]] == [gap["type"] for gap in stored["items"]]


def test_lookalikes_cite_both_provisions(client: TestClient) -> None:
    data = ask(client, "lookalikes")
    (found,) = data["items"]
    assert (found["a"]["ref"], found["b"]["ref"], found["how"]) == ("beta-code@2018/1", "gamma-act@2019/1", "equal")
    assert found["a"]["text"] == "No shared password, ever."
    assert "1 stands in The beta-code and in The gamma-act" in found["why"]
    assert ask(client, "lookalikes", source="gamma")["total"] == 1
    assert ask(client, "lookalikes", source="alpha-act")["total"] == 0


def test_conflicts_are_told_from_the_side_that_asks(client: TestClient) -> None:
    (clash,) = [c for c in ask(client, "conflicts", a="us-ca", b="us-or")["items"] if c["type"] == "actor"]
    assert (clash["stricter"], clash["verdict"]) == ("us-or", "stricter-compatible")
    assert [cited["ref"] for cited in clash["a_clauses"]] == ["alpha-act@2022/1(a)#1"]
    (turned,) = [c for c in ask(client, "conflicts", a="Oregon", b="us-ca")["items"] if c["type"] == "actor"]
    assert turned["iri"] == clash["iri"]
    assert (turned["a"], turned["a_says"]) == ("us-or", clash["b_says"])
    computed = ask(client, "conflicts", a="gamma-act", b="alpha-act@2022", topic="sdl.appropriate-security")
    assert computed["stored"] is False
    assert [c["a"] for c in computed["items"] if c["type"] == "actor"] == ["gamma-act@2019"]


def test_changes_between_editions_cite_both(client: TestClient) -> None:
    kept, added = ask(client, "changes", source="alpha")["items"]
    assert (kept["changes"], [cited["ref"] for cited in kept["old"]]) == (["facets-alike"], ["alpha-act@2020/1(a)"])
    assert (added["changes"], added["old"]) == (["added"], [])
    assert added["new"][0]["text"] == "One password each."
    assert [c["iri"] for c in ask(client, "changes", change="added")["items"]] == [added["iri"]]
    assert ask(client, "changes", source="beta")["total"] == 0
    assert ask(client, "changes", source="alpha-act@2020")["total"] == 0, "nothing is recorded before the first edition"


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("changes?change=tighter", 404, "nearest: "),
        ("changes?source=alpha-act@1999", 404, "editions: 2020, 2022"),
        ("jurisdictions/Atlantis", 404, "no such jurisdiction or source"),
        ("jurisdictions/alpha-act", 400, "is a source, not a jurisdiction"),
        ("sources/alfa-act", 404, "nearest: alpha"),
        ("sources/alpha-act@1999", 404, "editions: 2020, 2022"),
        ("sources?jurisdiction=Calfornia", 404, "California"),
        ("provisions?source=beta-code&language=de", 404, "held in: en, ja"),
        ("provisions/alpha-act@2022/9", 404, "no such clause"),
        ("provisions/alpha-act", 404, "names no clause"),
        ("requirements/alpha-act@2022/1(a)", 404, "it holds alpha-act@2022/1(a)#1; write # as %23"),
        ("requirements/alpha-act@2022/1(c)%231", 404, "nearest: alpha-act@2022/1(a)#1"),
        ("requirements?capability=pasword", 404, "no capability has this name"),
        ("requirements?bearer=manufacter", 404, "nearest: manufacturer"),
        ("requirements?modality=must", 404, "modality"),
        ("requirements?kind=duties", 404, "nearest: duty"),
        ("capabilities/ida.default-credential", 404, "nearest: ida.default-credentials"),
        ("mappings?requirement=beta-code@2018/7%231", 404, "no such requirement"),
        ("gaps?a=uk&b=uk", 400, "both mean United Kingdom"),
        ("gaps?a=uk&b=beta-code", 400, "stands in United Kingdom"),
        ("gaps?a=alpha-act@2020&b=alpha-act@2022", 400, "two editions of one work"),
        ("conflicts?a=uk&b=narnia", 404, "no such jurisdiction or source"),
    ],
)
def test_a_wrong_name_is_a_problem_with_a_way_out(client: TestClient, path: str, status: int, told: str) -> None:
    response = client.get(f"{V1}/{path}")
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert problem["status"] == status
    assert told in f"{problem['detail']} ({problem.get('way_out', '')})"
    assert problem["instance"] == response.request.url.path or "%" in path


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("gaps?a=uk", "b"),
        ("gaps?a=uk&b=us-ca&as_at=yesterday", "as_at"),
        ("gaps?a=uk&b=us-ca&both=perhaps", "both"),
        ("gaps?a=&b=us-ca", "a"),
        ("requirements?limit=1001", "limit"),
        ("requirements?limit=0", "limit"),
        ("requirements?offset=-1", "offset"),
        ("requirements?format=xlsx", "format"),
        ("requirements?juristiction=uk", "juristiction"),
        ("mappings?relation=same-as", "relation"),
        ("mappings?min_confidence=2", "min_confidence"),
        ("requirements/beta-code@2018/1%231?as_at=2024-13-01", "as_at"),
    ],
)
def test_a_wrong_parameter_is_named(client: TestClient, path: str, parameter: str) -> None:
    response = client.get(f"{V1}/{path}")
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    problem = response.json()
    assert [error["parameter"] for error in problem["errors"]] == [parameter]
    assert problem["type"] == "/docs#invalid-parameter"


def test_citations_are_looked_up_by_document_and_by_source(client: TestClient) -> None:
    (cited,) = ask(client, "citations", document="29147")["items"]
    assert (cited["source"], cited["document"], cited["edition"]) == ("beta-code", "ISO/IEC 29147", "2018")
    assert ask(client, "citations", by="alpha")["total"] == 0
    assert client.get(f"{V1}/citations?document=narnia").status_code == 404


def test_recognitions_say_whether_they_count_and_why_not(client: TestClient) -> None:
    found = {item["id"]: item for item in ask(client, "recognitions", market="uk")["items"]}
    assert (found["alpha-to-beta"]["counts"], found["alpha-to-beta"]["why_not"]) == (True, None)
    assert (found["alpha-unproven"]["counts"], found["alpha-unproven"]["why_not"]) == (False, "unverified")
    assert found["alpha-to-beta"]["legal_basis"]["clause"] == "beta-code@2018/1"
    assert found["alpha-to-beta"]["ways"][0]["all_of"][0]["levels"] == ["basic"]
    assert ask(client, "recognitions", market="us-ca")["items"] == [], "recognitions run one way"
    early = ask(client, "recognitions", label="alpha-act@2022/basic", as_at="2022-12-31")["items"]
    assert [item["why_not"] for item in early] == ["begins on 2023-01-01", "unverified"]
    table = client.get(f"{V1}/recognitions", params={"format": "csv"}).text
    assert "alpha-act@2022/basic" in table


def test_routes_tell_the_fewest_actions_with_their_residue(client: TestClient) -> None:
    item = ask(client, "routes", market=["uk", "California"])["item"]
    (plan,) = item["proven"]
    assert [action["key"] for action in plan["actions"]] == ["alpha-act@2022/basic"]
    (uk,) = [opening for opening in plan["openings"] if opening["market"] == "uk"]
    assert uk["hops"][0]["recognition"]["residual"] == ["2"]
    assert item["not_counted"] == [{"recognition": "alpha-unproven", "why": "unverified"}]
    early = ask(client, "routes", market=["uk", "us-ca"], as_at="2022-12-31")["item"]["proven"]
    assert [action["key"] for action in early[0]["actions"]] == ["alpha-act@2022/basic", "beta-code@2018"]


@pytest.mark.parametrize(
    ("parameters", "status", "told"),
    [
        ({"market": "atlantis"}, 404, "no such jurisdiction or source"),
        ({"market": "uk", "have": "alpha-act@2022/basics"}, 404, "basic"),
        ({"market": "uk", "have": "alpha-act/basic"}, 400, "alpha-act@2022"),
        ({}, 422, "market"),
    ],
)
def test_routes_name_what_they_do_not_know(
    client: TestClient, parameters: dict[str, str], status: int, told: str
) -> None:
    response = client.get(f"{V1}/routes", params=parameters)
    assert response.status_code == status
    assert told in response.text
