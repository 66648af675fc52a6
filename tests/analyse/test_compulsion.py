# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A voluntary scheme that is compulsory for a class at a level: law for these products, and for no others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from comity.analyse.gaps import gaps
from comity.analyse.profile import profile
from comity.analyse.stance import stance
from comity.model.finding import Stance
from comity.model.instrument import ClassForce, Instrument, Level
from comity.model.vocab import Vocabulary

CAP = "ida.default-credentials"
AT = {"clause": "2", "status": "verified"}


def scheme(make: Any, **changes: Any) -> Any:
    """A label scheme of two levels, compulsory for residential routers at the first since 2021."""
    first = Level(id="one", label=(("en", "One"),), adds=("1",), **AT)
    second = Level(id="two", label=(("en", "Two"),), includes="one", adds=("2",), **AT)
    facts = {"function_class": "residential-router", "level": "one", "force": "compulsory-scheme", "state": "in-force"}
    entry = ClassForce(**{**facts, "from_": date(2021, 4, 13), "by": "Order 1", **AT, **changes})
    held = Instrument(levels=(first, second), force_by_class=(entry,))
    return make.source("label", "sg", "voluntary-scheme", instrument=held)


@pytest.fixture
def ask(make: Any, vocabulary: Vocabulary, today: date) -> Any:
    """Ask for the stance on default credentials of Singapore, for a product of this class or for none."""

    def asked(function_class: str | None = None, atom: str = "1#1", as_at: date = today, **changes: Any) -> Stance:
        corpus = make.corpus([scheme(make, **changes)], [make.duty("label", atom)])
        known = profile({"function-class": function_class}, {}, vocabulary) if function_class else None
        return stance(corpus, vocabulary, "sg", CAP, as_at, known)

    return asked


def test_the_scheme_is_law_for_the_class_at_the_level(ask: Any) -> None:
    found = ask("residential-router")
    assert (found.kind, found.rank, found.verification) == ("binding", 6, "verified")
    assert (
        "is a compulsory scheme for the class residential router at the level one by Order 1 since 2021-04-13"
        in found.why
    )
    assert "which is law" in found.why
    assert ask("residential-router", "1/text-1#1").kind == "binding"


def test_it_stays_a_label_for_another_class_another_level_and_an_earlier_date(ask: Any) -> None:
    for twin in (
        ask("smart-lock"),
        ask("residential-router", "2#1"),
        ask("residential-router", "10#1"),
        ask("residential-router", as_at=date(2021, 4, 12)),
    ):
        assert (twin.kind, "which is law" in twin.why) == ("label-only", False)
    assert "compulsory" not in ask("smart-lock").why


def test_a_higher_level_holds_what_it_includes(ask: Any) -> None:
    assert ask("residential-router", "1#1", level="two").kind == "binding"
    assert ask("residential-router", "2#1", level="two").kind == "binding"
    assert ask("residential-router", "3#1", level="two").kind == "label-only"
    assert ask("residential-router", "3#1", level=None).kind == "binding"


@pytest.mark.parametrize("state", ["announced", "signed", "lapsed"])
def test_what_is_only_announced_is_not_law(ask: Any, state: str) -> None:
    found = ask("residential-router", state=state)
    assert found.kind == "label-only"
    assert "not law on 2026-01-01" in found.why
    assert ask("residential-router", state=state, from_=None).kind == "label-only"


def test_an_adopted_rule_is_law_from_its_first_day(ask: Any) -> None:
    coming = {"state": "adopted", "from_": date(2025, 6, 1)}
    assert ask("residential-router", **coming).kind == "binding"
    before = ask("residential-router", as_at=date(2025, 5, 31), **coming)
    assert (before.kind, "from 2025-06-01 and not law on 2025-05-31" in before.why) == ("label-only", True)
    assert ask("residential-router", state="adopted", from_=None).kind == "label-only"


def test_without_a_profile_the_answer_says_what_a_profile_would_change(ask: Any) -> None:
    found = ask()
    assert found.kind == "label-only"
    assert "would be a compulsory scheme for the class residential router" in found.why
    assert "no profile tells the class of the product" in found.why
    assert ask("network").kind == "label-only"
    assert "no profile tells" in ask("network").why


def test_the_status_of_the_force_reaches_the_stance(ask: Any) -> None:
    found = ask("residential-router", status="unverified")
    assert (found.kind, found.verification) == ("binding", "unverified")
    assert ask("smart-lock", status="unverified").verification == "verified"


def test_a_gap_sees_law_where_the_class_makes_it_so(make: Any, vocabulary: Vocabulary, today: date) -> None:
    sources = [scheme(make), make.source("code", "uk", "code-of-practice")]
    corpus = make.corpus(sources, [make.duty("label"), make.duty("code")])

    def between(name: str) -> set[tuple[str, str]]:
        found = gaps(corpus, vocabulary, "sg", "uk", today, profile({"function-class": name}, {}, vocabulary))
        return {(gap.type, gap.holder_stance.kind) for gap in found}

    assert between("residential-router") == {("weaker-modality", "binding")}
    assert between("smart-lock") == {("weaker-modality", "label-only")}
