# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Route plans over the recognitions of the corpus: asymmetries, editions and dates that a maker may not get wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from comity.analyse.routes import Asked, routes
from comity.model.corpus import Corpus
from comity.model.route import Plan, Routes
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, recognitions
from ingest.parse import parse_restatement

TODAY = date(2026, 11, 23)
STAR, CLS, PSTI = "jp-jc-star@2024r1/star-1", "sg-cls@v1.4/level-1", "uk-psti@2025"
Ask = Callable[..., Routes]


@pytest.fixture(scope="module")
def ask(vocabulary: Vocabulary) -> Ask:
    folder = Settings().corpus
    sources = catalog.load_all(folder, vocabulary)
    works = [(source, edition) for source in sources for edition in source.editions]
    documents = tuple(parse_restatement(folder, source, edition, "en") for source, edition in works)
    known = recognitions.load(folder / recognitions.FILE, vocabulary, sources, documents)
    corpus = Corpus(sources, documents, (), TODAY)

    def asked(*markets: str, have: tuple[str, ...] = (), as_at: date = TODAY, of: str | None = None) -> Routes:
        return routes(corpus, vocabulary, known, Asked(markets, have, as_at, of))

    return asked


def keys(plans: tuple[Plan, ...]) -> list[list[str]]:
    return [[action.key for action in plan.actions] for plan in plans]


def test_two_labels_open_three_markets_on_accounts_and_not_on_texts_read(ask: Ask) -> None:
    found = ask("uk", "Japan", "sg")
    assert keys(found.reported) == [[STAR, CLS]]
    assert keys(found.proven) == [[STAR, CLS, PSTI]]
    assert found.reported[0].status == "secondary"
    assert "voluntary" in found.now[1].note, "a label opens no market by law"


def test_the_label_of_japan_opens_the_uk_and_uk_compliance_covers_three_of_sixteen(ask: Ask) -> None:
    there = ask("uk", have=(STAR,)).now[0]
    assert there.is_open
    assert there.hops[0].recognition.legal_basis.clause == "uk-psti@2025/Sch.2A"
    assert "s.10" in there.hops[0].recognition.residual
    back = ask("jp", have=(PSTI,)).now[0]
    assert (back.is_open, len(back.to_show), back.hops) == (False, 13, ())
    assert "jp-jc-star@2024r1/S1.1-05" not in back.to_show


def test_labels_open_the_uk_from_the_day_of_the_law_and_not_before(ask: Ask) -> None:
    for label in (STAR, CLS, "sg-cls@v1.4/level-4"):
        assert ask("uk", have=(label,), as_at=date(2025, 12, 4)).now[0].is_open, label
        assert not ask("uk", have=(label,), as_at=date(2025, 12, 3)).now[0].is_open, label


def test_only_the_older_standard_counts_in_the_uk_and_never_for_the_statement(ask: Ask) -> None:
    older = ask("uk", have=("etsi-en-303-645@v2.1.1",)).now[0]
    assert (older.is_open, older.to_show, len(older.hops)) == (False, ("uk-psti@2025/s.9(2)",), 3)
    newer = ask("uk", have=("etsi-en-303-645@v3.1.3",)).now[0]
    assert (newer.hops, len(newer.to_show)) == ((), 4)


def test_labels_of_japan_and_singapore_ease_each_other_and_open_nothing(ask: Ask) -> None:
    for label, market in ((STAR, "sg"), (CLS, "jp")):
        found = ask(market, have=(label,)).now[0]
        assert not found.is_open
        assert [hop.recognition.effect for hop in found.helps] == ["reduces-fee-or-procedure"]


def test_what_is_unverified_or_announced_opens_nothing(ask: Ask) -> None:
    assert not ask("sg", have=("kr-cic/basic",)).now[0].is_open
    assert not ask("sg", have=("sg-ts-rg-sec",), of="residential-router").now[0].is_open
    assert not ask("us-ca", have=("us-cyber-trust-mark@2024/single",)).now[0].is_open
    assert not ask("us", have=("foreign-iot-labels",)).now[0].is_open
    assert ask("us-ca", have=("nist-conforming-labelling-scheme",)).now[0].is_open


def test_the_harmonised_standards_leave_fraud_to_a_notified_body(ask: Ask) -> None:
    parts = tuple(f"eu-red-da@2022/EN18031-{number}" for number in (1, 2, 3))
    found = ask("eu", have=parts)
    assert found.now[0].to_show == ("eu-red-da@2022/RED/3(3)(f)",)
    assert ("en-18031-3-to-red-f", "it reaches its clauses in part only") in {
        (doubt.recognition, doubt.why) for doubt in found.not_counted
    }
    assert ask("eu", as_at=date(2027, 12, 11)).proven == ()


def test_korea_is_not_examined(ask: Ask) -> None:
    found = ask("uk", "South Korea")
    assert found.unexamined == ("kr",)
    assert [doubt.recognition for doubt in found.not_counted] == ["sg-cls-to-kr-cic"]
