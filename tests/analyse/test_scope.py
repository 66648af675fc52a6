# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Scope: in, out or undecided, axis by axis, and never assumed."""

from __future__ import annotations

from typing import Any

import pytest

from comity.analyse.profile import Profile, profile
from comity.analyse.reach import Width, compare_reach, on_axis
from comity.analyse.scope import Applicability, applicability
from comity.model.errors import NotFoundError, RequestError
from comity.model.requirement import Condition
from comity.model.vocab import Vocabulary

INTERNET = ("internet-directly", "internet-through-other-equipment")


@pytest.fixture
def reach(make: Any, vocabulary: Vocabulary) -> Any:
    """Decide whether scope statements reach a product."""

    def decide(statements: tuple[Any, ...], **axes: Any) -> Applicability:
        source = make.source("act", "us-ca", scope=statements)
        return applicability(source, source.latest, profile(axes, {}, vocabulary), vocabulary)

    return decide


def test_an_industrial_sensor_meets_three_texts_differently(make: Any, reach: Any) -> None:
    sensor = {"user_group": "industrial-operator", "connection": "internet-directly"}
    able = tuple(make.scope("connection", c, test="is-able") for c in INTERNET)
    any_user = make.scope("user-group", "any", "covered-by-the-general-test", test="any-use")
    household = make.scope("user-group", "household", test="primarily-used")
    found = reach((any_user, *able), **sensor)
    assert (found.verdict, found.clauses) == ("in", ("2",))
    out = reach((household, *able), **sensor)
    assert out.verdict == "out"
    assert "Industrial operators" in out.why
    assert "act@1/2" in out.why
    assert reach((make.scope("user-group", "consumer"),), **sensor).verdict == "out"


def test_what_the_profile_does_not_say_is_undecided(make: Any, reach: Any) -> None:
    household = make.scope("user-group", "household")
    able = make.scope("connection", "internet-directly", test="is-able")
    assert reach((household,)).verdict == "undecided"
    assert reach((household, able), user_group="household").verdict == "undecided"
    assert reach((household, able), user_group="household", connection="internet-directly").verdict == "in"
    assert reach((make.scope("user-group", "any"),)).verdict == "in"
    assert reach(()).verdict == "in"


def test_neighbouring_groups_are_undecided_and_distant_ones_out(make: Any, reach: Any) -> None:
    household = (make.scope("user-group", "household"),)
    assert reach(household, user_group="consumer").verdict == "undecided"
    assert reach(household, user_group="public-body").verdict == "out"
    assert reach(household, user_group=["household", "public-body"]).verdict == "in"
    extended = (make.scope("user-group", "household", test="identical-product-also-supplied"),)
    assert reach(extended, user_group="public-body").verdict == "undecided"


def test_supply_is_settled_by_asking_and_a_product_is_a_device(make: Any, reach: Any) -> None:
    assert reach((make.scope("supply", "offered-for-sale-in-the-territory"),)).verdict == "in"
    assert reach((make.scope("product-kind", "device"),)).verdict == "in"
    assert reach((make.scope("product-kind", "associated-service"),)).verdict == "undecided"
    assert reach((make.scope("product-kind", "device"),), product_kind="associated-service").verdict == "undecided"


def test_exceptions_and_their_exceptions(make: Any, reach: Any) -> None:
    handheld_out = make.scope("function-class", "handheld", "named-out")
    phone_in = make.scope("function-class", "smartphone", "back-in")
    assert reach((handheld_out,), function_class="smartphone").verdict == "out"
    assert reach((handheld_out, phone_in), function_class="smartphone").verdict == "in"
    assert reach((handheld_out, phone_in), function_class="e-reader").verdict == "out"
    handheld_in = make.scope("function-class", "handheld", "back-in")
    assert reach((handheld_out, handheld_in), function_class="handheld").verdict == "in"
    assert reach((handheld_out,), function_class="smart-lock").verdict == "in"
    excepted = make.scope("function-class", "handheld", "excepted-under-a-condition")
    assert reach((excepted,), function_class="smartphone").verdict == "undecided"
    off = make.scope("function-class", "handheld", "switched-off-for-a-provision")
    assert reach((off,), function_class="smartphone").verdict == "in"


def test_a_class_that_is_not_named_is_left_to_the_general_test(make: Any, reach: Any) -> None:
    toy = make.scope("function-class", "connected-toy")
    general = make.scope("user-group", "consumer", "covered-by-the-general-test")
    unnamed = make.scope("function-class", "industrial", "not-named")
    both = {"function_class": "thermostat", "user_group": "consumer"}
    assert reach((toy, make.scope("user-group", "consumer")), **both).verdict == "undecided"
    assert reach((toy, general), **both).verdict == "in"
    assert reach((toy, general, unnamed), **(both | {"function_class": "industrial"})).verdict == "undecided"


def test_an_unanswered_class_matters_only_where_some_are_out_or_open(make: Any, reach: Any) -> None:
    general = make.scope("function-class", "handheld", "covered-by-the-general-test")
    assert reach((general,)).verdict == "in"
    assert reach((general, make.scope("function-class", "energy", "named-out"))).verdict == "undecided"
    assert reach((general, make.scope("function-class", "energy", "not-named"))).verdict == "undecided"
    assert reach((make.scope("function-class", "handheld"),)).verdict == "undecided"


def test_a_product_without_connection_is_out_of_a_text_on_connected_ones(make: Any, reach: Any) -> None:
    able = (make.scope("connection", "internet-directly", test="is-able"),)
    assert reach(able, connection="none").verdict == "out"
    assert reach(able, connection="bluetooth").verdict == "undecided"
    wide = (make.scope("connection", "radio-of-any-kind"),)
    assert reach(wide, connection="bluetooth").verdict == "in"


def test_a_profile_refuses_what_it_does_not_know(vocabulary: Vocabulary) -> None:
    with pytest.raises(RequestError, match="not a scope axis"):
        profile({"users": "consumer"}, {}, vocabulary)
    with pytest.raises(NotFoundError, match="consumer"):
        profile({"user-group": "consumers"}, {}, vocabulary)
    with pytest.raises(NotFoundError, match="has-passwords"):
        profile({}, {"has-password": True}, vocabulary)


def test_answers_follow_the_hierarchy_of_conditions(vocabulary: Vocabulary) -> None:
    camera = profile({}, {"has-camera": True}, vocabulary)
    assert camera.answer(Condition("has-sensors"), vocabulary) is True
    assert camera.answer(Condition("has-sensors", False), vocabulary) is False
    assert camera.answer(Condition("has-microphone"), vocabulary) is None
    blind = profile({}, {"has-sensors": False}, vocabulary)
    assert blind.answer(Condition("has-camera"), vocabulary) is False
    assert profile({}, {"has-camera": False}, vocabulary).answer(Condition("has-sensors"), vocabulary) is None
    assert Profile().answer(Condition("has-camera"), vocabulary) is None


@pytest.mark.parametrize(
    ("mine", "yours", "expected"),
    [
        ([("any", None)], [("household", "primarily-used")], Width.A_WIDER),
        ([("household", "any-use")], [("household", "primarily-used")], Width.A_WIDER),
        ([("household", None)], [("household", "primarily-used")], Width.A_WIDER),
        ([("consumer", None), ("household", None)], [("household", None)], Width.A_WIDER),
        ([("consumer", None)], [("household", None)], Width.DIFFERENT),
        ([("household", "likely")], [("household", "intended")], Width.DIFFERENT),
        ([("household", None)], [("household", None)], Width.EQUAL),
    ],
)
def test_reach_compares_both_ways_alike(
    make: Any, vocabulary: Vocabulary, mine: list[Any], yours: list[Any], expected: Width
) -> None:
    a, b = (
        on_axis(make.source(n, "uk", scope=tuple(make.scope("user-group", v, test=t) for v, t in rows)), "user-group")
        for n, rows in (("a", mine), ("b", yours))
    )
    turned = {Width.A_WIDER: Width.B_WIDER, Width.B_WIDER: Width.A_WIDER}
    assert compare_reach(a, b, "user-group", vocabulary) is expected
    assert compare_reach(b, a, "user-group", vocabulary) is turned.get(expected, expected)
