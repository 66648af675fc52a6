# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Which instruments reach a product: the real scopes with the worked profiles, and each rule on its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from comity.analyse.applies import Answer, Application, applies
from comity.analyse.excepted import condition
from comity.analyse.product import Product, locate, read
from comity.analyse.profile import profile
from comity.model.corpus import Corpus
from comity.model.document import Document
from comity.model.errors import NotFoundError, RequestError
from comity.model.instrument import Instrument, OtherLaw, Transition
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, facets
from ingest.parse import edition_folder, parse_restatement

FOLDER = Settings().corpus
DAY = date(2026, 6, 1)
WANTED = ("us-ca-sb327", "us-or-hb2395", "uk-psti", "au-rules-2025", "au-cop-2020", "sg-cls", "eu-red-da", "eu-cra")


@pytest.fixture(scope="module")
def corpus(vocabulary: Vocabulary) -> Corpus:
    """The records of some sources, read from the repository as the build reads them."""
    sources = tuple(source for source in catalog.load_all(FOLDER, vocabulary) if source.id in WANTED)
    documents: list[Document] = []
    requirements = []
    for source in sources:
        for edition in source.editions:
            document = parse_restatement(FOLDER, source, edition, edition.languages[0])
            path = edition_folder(FOLDER, source, edition) / "facets.yml"
            requirements += facets.load(path, edition, document, vocabulary)
            documents.append(document)
    return Corpus(sources, tuple(documents), tuple(requirements), DAY)


def worked(vocabulary: Vocabulary, name: str, **answers: bool | None) -> Product:
    """Return a worked profile, some answers exchanged; None takes an answer away."""
    product = read(locate(name, FOLDER), vocabulary)
    known: dict[str, bool | None] = dict(product.profile.answers)
    known |= {term.replace("_", "-"): truth for term, truth in answers.items()}
    stated = tuple(sorted((term, truth) for term, truth in known.items() if truth is not None))
    return replace(product, profile=replace(product.profile, answers=stated))


def rows(answer: Answer) -> dict[str, Application]:
    return {row.edition.partition("@")[0]: row for market in answer.markets for row in market.applications}


def asked(answer: Answer, decides: str = "reach") -> list[str]:
    return [question.answer for question in answer.questions if question.decides == decides]


def test_an_industrial_sensor_and_a_smart_lock_part_california_from_oregon(
    corpus: Corpus, vocabulary: Vocabulary
) -> None:
    markets = ("us-ca", "Oregon", "uk")
    lock = rows(applies(corpus, vocabulary, worked(vocabulary, "smart-lock"), markets, DAY))
    assert {name: row.verdict for name, row in lock.items()} == dict.fromkeys(lock, "in")
    sensor = rows(applies(corpus, vocabulary, worked(vocabulary, "industrial-sensor"), markets, DAY))
    assert sensor["us-ca-sb327"].verdict == "in"
    assert "us-ca-sb327@2022/1798.91.05(b)" in sensor["us-ca-sb327"].clauses
    assert sensor["us-or-hb2395"].verdict == "out"
    assert sensor["us-or-hb2395"].clauses == ("us-or-hb2395@2019/646A.813(1)(a)(A)",)
    assert sensor["uk-psti"].verdict == "undecided"
    assert (sensor["us-or-hb2395"].force, sensor["us-or-hb2395"].binding) == ("statute", True)


def test_a_smartphone_is_in_in_the_united_kingdom_and_out_in_australia(corpus: Corpus, vocabulary: Vocabulary) -> None:
    found = rows(applies(corpus, vocabulary, worked(vocabulary, "smartphone"), ("uk", "au"), DAY))
    assert found["uk-psti"].verdict == "in"
    assert "uk-psti@2025/Sch.1(2)(1)(d)" in found["uk-psti"].clauses
    assert "uk-psti@2025/Sch.3(3)(1)" not in found["uk-psti"].clauses, "an exception for others decides nothing"
    assert (found["au-rules-2025"].verdict, found["au-rules-2025"].clauses) == ("out", ("au-rules-2025@2025/8",))
    assert found["au-rules-2025"].verification != "verified"
    tv = rows(applies(corpus, vocabulary, worked(vocabulary, "smart-tv"), ("au",), DAY))
    assert tv["au-rules-2025"].verdict == "in"


def test_other_law_takes_a_medical_device_out_where_it_reaches_the_product(
    corpus: Corpus, vocabulary: Vocabulary
) -> None:
    def british(truth: bool | None) -> tuple[Application, list[str]]:
        product = worked(vocabulary, "connected-medical-device", is_subject_to_medical_device_rules=truth)
        answer = applies(corpus, vocabulary, product, ("uk",), DAY)
        return rows(answer)["uk-psti"], asked(answer)

    out, none = british(True)
    assert (out.verdict, out.clauses, none) == ("out", ("uk-psti@2025/Sch.3(3)(1)",), [])
    assert british(False)[0].verdict == "in"
    open_, questions = british(None)
    assert (open_.verdict, questions) == ("undecided", ["is-subject-to-medical-device-rules"])
    assert open_.missing == ("is-subject-to-medical-device-rules",)
    union = rows(applies(corpus, vocabulary, worked(vocabulary, "connected-medical-device"), ("eu",), DAY))
    assert {row.verdict for row in union.values()} == {"out"}
    assert union["eu-cra"].clauses == ("eu-cra@2024/2(2)(a)",)


def test_only_the_rule_for_the_class_itself_settles_an_exception(corpus: Corpus) -> None:
    psti = corpus.source("uk-psti")
    excepted = {s.value: condition(psti, s) for s in psti.scope if s.status == "excepted-under-a-condition"}
    assert str(excepted["medical-device"]) == "is-subject-to-medical-device-rules"
    assert {excepted[name] for name in ("charge-point", "smart-meter", "motor-vehicle", "laptop")} == {None}


def test_the_label_of_singapore_is_law_for_routers_alone(corpus: Corpus, vocabulary: Vocabulary) -> None:
    router = rows(applies(corpus, vocabulary, worked(vocabulary, "wifi-router"), ("sg",), DAY))["sg-cls"]
    assert (router.verdict, router.force, router.binding) == ("in", "licence-condition", True)
    assert any("since 2022-05-01" in remark for remark in router.remarks)
    camera = rows(applies(corpus, vocabulary, worked(vocabulary, "ip-camera"), ("sg",), DAY))["sg-cls"]
    assert (camera.verdict, camera.binding) == ("in", False)
    early = rows(applies(corpus, vocabulary, worked(vocabulary, "wifi-router"), ("sg",), date(2021, 1, 1)))["sg-cls"]
    assert (early.when, early.binding) == ("future", False)


def test_a_zigbee_node_has_no_address_that_california_counts(corpus: Corpus, vocabulary: Vocabulary) -> None:
    bulb = worked(vocabulary, "zigbee-bulb")
    found = rows(applies(corpus, vocabulary, bulb, ("us-ca", "us-or"), DAY))
    assert (found["us-ca-sb327"].verdict, found["us-ca-sb327"].clauses) == ("out", ("us-ca-sb327@2022/1798.91.05(b)",))
    assert "bluetooth address or ip address" in found["us-ca-sb327"].why
    assert found["us-or-hb2395"].verdict == "in"
    for connections, verdict in (
        (["other-short-range-radio", "bluetooth", "internet-through-other-equipment"], "in"),
        (["other-short-range-radio", "local-ip-network", "internet-through-other-equipment"], "in"),
        (["internet-through-other-equipment"], "undecided"),
        (["radio-of-any-kind", "internet-through-other-equipment"], "undecided"),
    ):
        stated = profile({"user-group": "consumer", "connection": connections}, {}, vocabulary)
        answer = applies(corpus, vocabulary, replace(bulb, profile=stated), ("us-ca",), DAY)
        assert rows(answer)["us-ca-sb327"].verdict == verdict, connections
        assert ("connections" in asked(answer)) is (verdict == "undecided")


def test_what_is_unanswered_is_asked_once_and_never_assumed(corpus: Corpus, vocabulary: Vocabulary) -> None:
    bare = Product((("en", "Thing"),), profile({"product-kind": "device"}, {}, vocabulary))
    answer = applies(corpus, vocabulary, bare, (), DAY)
    assert {row.verdict for row in rows(answer).values()} == {"undecided"}
    wanted = {"class", "connections", "users", "placed_on_market", "is-subject-to-medical-device-rules"}
    assert wanted <= set(asked(answer))
    assert "role" in asked(answer, "duties")
    names = [question.answer for question in answer.questions]
    assert len(names) == len(set(names))
    users = next(question for question in answer.questions if question.answer == "users")
    assert {"uk-psti@2025", "us-or-hb2395@2019"} <= set(users.asked_by)
    assert users.told("ja") != users.told()
    assert {row.addressed for row in rows(answer).values()} == {None}
    full = applies(corpus, vocabulary, worked(vocabulary, "smart-lock"), ("us-ca",), DAY)
    assert (asked(full), "role" in asked(full, "duties")) == ([], False)


def test_an_exemption_of_the_whole_is_asked_for(corpus: Corpus, vocabulary: Vocabulary) -> None:
    def european(truth: bool | None) -> Application:
        band = worked(vocabulary, "fitness-band", is_subject_to_medical_device_rules=truth)
        return rows(applies(corpus, vocabulary, band, ("eu",), DAY))["eu-red-da"]

    assert european(False).verdict == "in"
    assert (european(True).verdict, european(True).clauses) == ("out", ("eu-red-da@2022/2(1)",))
    assert (european(None).verdict, european(None).missing) == ("undecided", ("is-subject-to-medical-device-rules",))


def test_products_supplied_before_a_day_are_spared_what_the_transition_names(
    corpus: Corpus, vocabulary: Vocabulary
) -> None:
    def european(day: date | None) -> dict[str, Application]:
        product = replace(worked(vocabulary, "fitness-band"), placed_on_market=day)
        return rows(applies(corpus, vocabulary, product, ("eu",), DAY))

    early = european(date(2025, 7, 31))
    assert (early["eu-red-da"].verdict, early["eu-red-da"].clauses) == ("out", ("eu-red-da@2022/3",))
    assert early["eu-cra"].verdict == "in", "reports reach products that were supplied before"
    assert any("are reached all the same by 14" in remark for remark in early["eu-cra"].remarks)
    assert european(date(2025, 8, 1))["eu-red-da"].verdict == "in"
    assert european(None)["eu-red-da"].verdict == "undecided"
    assert not european(date(2028, 1, 1))["eu-cra"].remarks


def test_a_transition_that_nobody_verified_takes_nothing_out(make: Any, vocabulary: Vocabulary) -> None:
    def verdict(status: str, *more: Any) -> str:
        entry = Transition(
            provisions=("1",), supplied_before=date(2025, 1, 1), reached=False, clause="9", status=status
        )
        source = make.source("act", "us-ca", instrument=Instrument(transition=(entry,)))
        corpus = make.corpus([source], [make.duty("act"), *more])
        product = Product((("en", "Thing"),), profile({}, {}, vocabulary), placed_on_market=date(2024, 1, 1))
        return rows(applies(corpus, vocabulary, product, ("us-ca",), DAY))["act"].verdict

    assert verdict("verified") == "out"
    assert verdict("unverified") == "undecided"
    assert verdict("verified", make.duty("act", "2#1")) == "in"


def test_only_plain_other_law_settles_an_exception(make: Any, vocabulary: Vocabulary) -> None:
    def found(**changes: str) -> Any:
        law = {"effect": "out-of-scope", "condition": "subject-to", "reach": "whole-product"} | changes
        entry = OtherLaw(regime="medical law", kinds=("statute",), clause="2", status="verified", **law)
        scope = make.scope("function-class", "medical-device", "excepted-under-a-condition")
        source = make.source("act", "us-ca", scope=(scope,), instrument=Instrument(other_law=(entry,)))
        return condition(source, scope)

    assert found() is not None
    assert found(condition="subject-to-and-complying") is None
    assert found(effect="counts-as-compliance") is None


def test_a_business_product_needs_an_identical_one_for_consumers(corpus: Corpus, vocabulary: Vocabulary) -> None:
    gateway = worked(vocabulary, "b2b-gateway")
    alone = applies(corpus, vocabulary, gateway, ("uk",), DAY)
    assert rows(alone)["uk-psti"].verdict == "undecided"
    assert "uk-psti@2025/s.54(3)" in asked(alone)
    both = profile(dict(gateway.profile.axes) | {"user-group": ["worker-or-business", "consumer"]}, {}, vocabulary)
    found = rows(applies(corpus, vocabulary, replace(gateway, profile=both), ("uk",), DAY))
    assert found["uk-psti"].verdict == "in"


def test_markets_are_those_typed_or_those_of_the_profile_or_all(corpus: Corpus, vocabulary: Vocabulary) -> None:
    lock = replace(worked(vocabulary, "smart-lock"), markets=("Oregon",))
    assert [m.code for m in applies(corpus, vocabulary, lock, (), DAY).markets] == ["us-or"]
    assert [m.code for m in applies(corpus, vocabulary, lock, ("uk", "uk"), DAY).markets] == ["uk"]
    everywhere = applies(corpus, vocabulary, replace(lock, markets=()), (), DAY)
    assert {m.code for m in everywhere.markets} == {"au", "eu", "sg", "uk", "us-ca", "us-or"}
    with pytest.raises(NotFoundError, match="Oregon"):
        applies(corpus, vocabulary, lock, ("oregno",), DAY)
    with pytest.raises(RequestError, match="it stands in uk"):
        applies(corpus, vocabulary, lock, ("uk-psti",), DAY)


def test_a_market_without_sources_and_a_date_before_everything_are_told(corpus: Corpus, vocabulary: Vocabulary) -> None:
    lock = worked(vocabulary, "smart-lock")
    (japan,) = applies(corpus, vocabulary, lock, ("jp",), DAY).markets
    assert (japan.applications, "no source is held" in japan.note) == ((), True)
    (early,) = applies(corpus, vocabulary, lock, ("us-ca",), date(1999, 1, 1)).markets
    assert [(row.when, row.verdict) for row in early.applications] == [("future", "in")]
    assert "nothing of California speaks yet; the first is us-ca-sb327@2022, from 2020-01-01" in early.note
    (late,) = applies(corpus, vocabulary, lock, ("us-ca",), DAY).markets
    assert "speaks yet" not in late.note
    ended = rows(applies(corpus, vocabulary, lock, ("eu",), date(2028, 1, 1)))["eu-red-da"]
    assert (ended.when, ended.verdict) == ("ended", "out")
    assert "it ended on 2027-12-11" in ended.why.lower()


def test_the_companys_role_is_counted_and_decides_nothing(corpus: Corpus, vocabulary: Vocabulary) -> None:
    lock = worked(vocabulary, "smart-lock")
    maker = rows(applies(corpus, vocabulary, lock, ("uk",), DAY))["uk-psti"]
    importer = rows(applies(corpus, vocabulary, replace(lock, role="importer"), ("uk",), DAY))["uk-psti"]
    assert maker.verdict == importer.verdict == "in"
    assert maker.addressed
    assert importer.addressed
    assert maker.addressed != importer.addressed
