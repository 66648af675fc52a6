# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The dimension table loads whole, and the order of its values is an order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.model import vocab
from comity.model.dimension import Dimension, Order, check, compare, dimensions, find
from comity.model.errors import RecordError
from comity.model.requirement import Parameter, Value
from comity.model.vocab import Concept, Vocabulary

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = vocab.load(ROOT / "ontology")
KNOWN = dimensions(VOCABULARY)
NAMES = sorted(KNOWN)
STRICT = {Order.A_STRICTER: Order.B_STRICTER, Order.B_STRICTER: Order.A_STRICTER}
OPEN_MEMBERS = {"bcp47": ["en", "ja", "zh-Hant", "pt-BR"], "citation": ["ISO/IEC 29147:2018, 6.2.2", "RFC 9116"]}
LENGTHS = st.builds("P{}{}".format, st.integers(1, 60), st.sampled_from("DWMY")) | st.builds(
    "PT{}H".format, st.integers(1, 2000)
)


def parameters(dimension: Dimension) -> st.SearchStrategy[Parameter]:
    """Every kind of value that a dimension declares, with an operator that fits its kind."""
    plain = Parameter(dimension.id, "=", None)
    if dimension.clock:
        plain = replace(plain, trigger="sale", deliverable="final report", recipient=("csirt",), relief="small firms")
    ordered = st.sampled_from(["=", "<", "<=", ">", ">="])
    kinds = {
        "bool": st.builds(lambda value: replace(plain, value=value), st.booleans()),
        "integer": numbers(plain, st.integers(0, 40), dimension.unit, ordered),
        "percent": numbers(plain, st.integers(0, 100) | st.sampled_from([2.5, 0.1]), dimension.unit, ordered),
        "money": st.builds(
            lambda value, unit, operator: replace(plain, value=value, unit=unit, operator=operator),
            st.integers(0, 9) | st.just(0.5),
            st.sampled_from(["GBP", "EUR"]),
            ordered,
        ),
        "duration": st.builds(lambda value, op: replace(plain, value=value, operator=op), LENGTHS, ordered),
        "event": st.builds(lambda value: replace(plain, value=value), st.sampled_from(["new-release", "new-threat"])),
        "version": st.builds(
            lambda value, op: replace(plain, value=value, operator=op),
            st.sampled_from(["TLS 1.2", "TLS 1.3", "1"]),
            ordered,
        ),
        "expression": st.builds(
            lambda a, b, kind: replace(plain, value=f"{kind}({a}, {b})", status="expression"),
            LENGTHS,
            LENGTHS | st.just("support_period"),
            st.sampled_from(["max", "min"]),
        ),
        "rank": st.builds(
            lambda value, op: replace(plain, value=value, operator=op),
            st.sampled_from(dimension.members or ("-",)),
            ordered,
        ),
        "set": st.builds(
            lambda value: replace(plain, value=tuple(sorted(value))),
            st.sets(
                st.sampled_from(dimension.members or OPEN_MEMBERS.get(dimension.open_members or "", ["-"])), min_size=1
            ),
        ),
    }
    values = st.one_of([kinds[kind] for kind in dimension.types])
    lifted = st.sampled_from([None, None, "agreed-otherwise"])
    extended = st.sampled_from([None, None, "P30D"] if dimension.clock else [None])
    return st.builds(lambda p, unless, more: replace(p, unless=unless, extension=more), values, lifted, extended)


def numbers(
    plain: Parameter, value: st.SearchStrategy[float], unit: str | None, operator: st.SearchStrategy[str]
) -> st.SearchStrategy[Parameter]:
    return st.builds(
        lambda v, u, op: replace(plain, value=v, unit=u, operator=op), value, st.sampled_from([None, unit]), operator
    )


def several(count: int) -> st.SearchStrategy[tuple[Dimension, tuple[Parameter, ...]]]:
    return st.sampled_from(NAMES).flatmap(
        lambda name: st.tuples(st.just(KNOWN[name]), st.tuples(*[parameters(KNOWN[name])] * count))
    )


def test_the_table_is_whole() -> None:
    assert len(KNOWN) == 121
    concepts = VOCABULARY.scheme("dimension")
    assert all({"en", "ja"} <= set(c.labels) and {"en", "ja"} <= set(c.definitions) for c in concepts.values())
    for language in ("en", "ja"):
        assert len({concept.labels[language] for concept in concepts.values()}) == 121


def test_each_dimension_measures_a_term_that_exists() -> None:
    for known in KNOWN.values():
        assert (known.capability is None) != (known.subject is None), known.id
        if known.capability is not None:
            VOCABULARY.concept("capability", known.capability)
        else:
            VOCABULARY.concept("subject", known.subject or "")


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=10)
@given(data=st.data())
def test_each_dimension_compares_values_of_its_own_types(name: str, data: st.DataObject) -> None:
    known = KNOWN[name]
    a, b = data.draw(parameters(known)), data.draw(parameters(known))
    check(known, a)
    check(known, b)
    assert compare(known, a, a) is Order.EQUAL
    assert compare(known, a, b) is not Order.NO_VALUE


@given(several(2))
def test_swapping_the_sides_swaps_the_answer(drawn: tuple[Dimension, tuple[Parameter, Parameter]]) -> None:
    known, (a, b) = drawn
    order = compare(known, a, b)
    assert compare(known, b, a) is STRICT.get(order, order)


@settings(max_examples=400)
@given(several(3))
def test_entailment_is_transitive(drawn: tuple[Dimension, tuple[Parameter, Parameter, Parameter]]) -> None:
    known, (a, b, c) = drawn
    entails = {Order.EQUAL, Order.A_STRICTER}
    if compare(known, a, b) in entails and compare(known, b, c) in entails:
        assert compare(known, a, c) in entails


@given(several(2))
def test_totally_ordered_types_always_compare(drawn: tuple[Dimension, tuple[Parameter, Parameter]]) -> None:
    known, (a, b) = drawn
    if (
        len(known.types) == 1
        and known.types[0] in {"bool", "integer", "percent", "rank"}
        and known.stricter != ("none",)
    ):
        plain = [replace(p, operator="=", unless=None) for p in (a, b)]
        assert compare(known, *plain) in {Order.EQUAL, *STRICT}


@pytest.mark.parametrize(
    ("name", "a", "b", "order"),
    [
        ("password.min_length", 12, 8, Order.A_STRICTER),
        ("auth.attempts_max", 3, 5, Order.A_STRICTER),
        ("auth.lockout_min", "PT10M", "PT5M", Order.A_STRICTER),
        ("session.idle_timeout_max", "PT10M", "PT5M", Order.B_STRICTER),
        ("password.unique_per_device", True, False, Order.A_STRICTER),
        ("password.shared_after_reset", True, False, Order.B_STRICTER),
        ("password.shared_initial", "never", "until-first-use", Order.A_STRICTER),
        ("code.verification", ("start",), ("installation", "start"), Order.B_STRICTER),
        ("code.verification", ("start",), ("installation",), Order.INCOMPARABLE),
        ("update.user_control", ("disable",), ("disable", "enable"), Order.INCOMPARABLE),
        ("password.max_age", "P90D", "P30D", Order.INCOMPARABLE),
        ("transit.min_protocol", "TLS 1.3", "TLS 1.2", Order.A_STRICTER),
        ("transit.min_protocol", "TLS 1.3", "DTLS 1.2", Order.INCOMPARABLE),
        ("test.interval_max", "P1Y", "new-release", Order.INCOMPARABLE),
        ("backup.required", "P1D", True, Order.A_STRICTER),
        ("support.min_years", 5, "P60M", Order.EQUAL),
    ],
)
def test_the_table_decides_which_value_is_stricter(name: str, a: Value, b: Value, order: Order) -> None:
    assert compare(KNOWN[name], Parameter(name, "=", a), Parameter(name, "=", b)) is order


def duration(value: Value, *, unit: str | None = None, trigger: str = "becoming-aware") -> Parameter:
    return Parameter("report.notification", "<=", value, unit=unit, trigger=trigger)


@pytest.mark.parametrize(
    ("a", "b", "order"),
    [
        (duration(72, unit="hours"), duration("P3D"), Order.EQUAL),
        (duration(2, unit="weeks"), duration(14, unit="days"), Order.EQUAL),
        (duration("P1M"), duration("P30D"), Order.INCOMPARABLE),
        (duration("P1M"), duration("P27D"), Order.B_STRICTER),
        (duration("P1M"), duration("P32D"), Order.A_STRICTER),
        (duration("PT24H"), duration("PT24H", trigger="fix-available"), Order.INCOMPARABLE),
    ],
)
def test_lengths_of_time_keep_their_calendar(a: Parameter, b: Parameter, order: Order) -> None:
    assert compare(KNOWN["report.notification"], a, b) is order


CLOCKS = [name for name in NAMES if KNOWN[name].clock]


@pytest.mark.parametrize("name", CLOCKS)
@settings(max_examples=20)
@given(data=st.data())
def test_clocks_for_something_else_stack(name: str, data: st.DataObject) -> None:
    """Whatever the lengths, neither is stricter where trigger, deliverable or recipient differ."""
    known = KNOWN[name]
    a, b = data.draw(parameters(known)), data.draw(parameters(known))
    others = (
        replace(b, trigger=data.draw(st.sampled_from(["becoming-aware", "fix-available"]))),
        replace(b, deliverable=data.draw(st.sampled_from([None, "early warning"]))),
        replace(b, recipient=data.draw(st.sampled_from([(), ("regulator",), ("csirt", "regulator")]))),
    )
    for other in others:
        assert compare(known, a, other) is compare(known, other, a) is Order.INCOMPARABLE
        assert compare(known, other, replace(other, relief=None)) is Order.EQUAL


NOTICE = Parameter("report.final", "<=", "P1M", trigger="previous-notice", deliverable="final report")


@pytest.mark.parametrize(
    ("other", "order"),
    [
        (replace(NOTICE, relief="no fine for small firms"), Order.EQUAL),
        (replace(NOTICE, extension="by another month"), Order.A_STRICTER),
        (replace(NOTICE, value="P14D", extension="by another month"), Order.INCOMPARABLE),
        (replace(NOTICE, value="P14D"), Order.B_STRICTER),
        (replace(NOTICE, value="P14D", trigger="fix-available"), Order.INCOMPARABLE),
        (replace(NOTICE, value="P14D", deliverable=None), Order.INCOMPARABLE),
        (replace(NOTICE, value="P14D", recipient=("csirt",)), Order.INCOMPARABLE),
    ],
)
def test_a_clock_is_more_than_its_length(other: Parameter, order: Order) -> None:
    assert compare(KNOWN["report.final"], NOTICE, other) is order


LENGTH = Parameter("password.min_length", "=", 8)


@pytest.mark.parametrize(
    ("other", "order"),
    [
        (replace(LENGTH, operator=">", value=7), Order.EQUAL),
        (replace(LENGTH, operator=">"), Order.B_STRICTER),
        (replace(LENGTH, operator="<="), Order.INCOMPARABLE),
        (replace(LENGTH, object="app"), Order.INCOMPARABLE),
        (replace(LENGTH, state=("reset",)), Order.INCOMPARABLE),
        (replace(LENGTH, status="self-determined", value=None), Order.NO_VALUE),
        (replace(LENGTH, status="unverified"), Order.NO_VALUE),
        (replace(LENGTH, unless="second-factor"), Order.A_STRICTER),
        (replace(LENGTH, value=12, unless="second-factor"), Order.INCOMPARABLE),
    ],
)
def test_what_stands_beside_a_value_counts(other: Parameter, order: Order) -> None:
    assert compare(KNOWN["password.min_length"], LENGTH, other) is order


@pytest.mark.parametrize(
    ("a", "b", "order"),
    [
        ("max(P10Y, support_period)", "P10Y", Order.A_STRICTER),
        ("max(support_period, P10Y)", "max(P10Y, support_period)", Order.EQUAL),
        ("min(P5Y, support_period)", "P5Y", Order.B_STRICTER),
        ("support_period", "P10Y", Order.INCOMPARABLE),
        ("P10Y unless contract", "P10Y", Order.B_STRICTER),
    ],
)
def test_expressions_compare_symbolically(a: str, b: str, order: Order) -> None:
    x, y = (Parameter("record.retention_min", "=", v, status="expression", trigger="sale") for v in (a, b))
    assert compare(KNOWN["record.retention_min"], x, y) is order


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (Parameter("password.character_classes", "=", ("digits",)), "nearest: digit"),
        (Parameter("password.shared_initial", "=", "nevr"), "nearest: never"),
        (Parameter("password.min_length", "=", 8, unit="bits"), "characters"),
        (Parameter("password.min_length", "=", 8.5), "not of type integer"),
        (Parameter("password.min_length", "=", None), "needs a value"),
        (Parameter("password.min_length", "~", 8), "unknown operator"),
        (Parameter("password.unique_per_device", "=", "yes"), "not of type bool"),
        (Parameter("password.unique_per_device", ">=", True), "makes no sense"),
        (Parameter("password.unique_per_device", "=", True, unit="bits"), "has no unit"),
        (Parameter("code.verification", "=", "start"), "write a set as a list"),
        (Parameter("code.verification", "=", ()), "needs a member"),
        (Parameter("publication.languages", "=", ("English",)), "bcp47"),
        (Parameter("penalty.max_amount", "=", 10), "ISO 4217"),
        (Parameter("report.final", "<=", "P1M"), "give a trigger"),
        (Parameter("auth.lockout_min", "=", "PT5M", recipient=("csirt",)), "only a clock has a recipient"),
        (Parameter("password.min_length", "=", 8, deliverable="report"), "only a clock has a deliverable"),
        (Parameter("auth.lockout_min", "=", 5, unit="fortnights"), "units: years"),
        (Parameter("auth.lockout_min", "=", -5, unit="days"), "below zero"),
        (
            Parameter("support.min_years", "=", "max(P5Y, suport_period)", status="expression"),
            "nearest: support_period",
        ),
        (Parameter("support.min_years", "=", "max(P5Y, 3 EUR)", status="expression"), "mixes in"),
        (Parameter("support.start", "=", "max(P5Y, P6Y)", status="expression"), "no expression"),
        (Parameter("support.min_years", "=", "P1Y unless x", status="expression", unless="y"), "unless stands both"),
    ],
)
def test_a_wrong_value_is_named_with_its_dimension(wrong: Parameter, says: str) -> None:
    with pytest.raises(RecordError) as caught:
        check(KNOWN[wrong.dimension], wrong)
    assert caught.value.place.startswith(f"dimension {wrong.dimension}")
    assert says in str(caught.value)


def test_an_unknown_dimension_is_named_with_its_place() -> None:
    with pytest.raises(RecordError) as caught:
        find(KNOWN, "password.min_lenght", "facets.yml: 1#1")
    assert caught.value.place == "facets.yml: 1#1"
    assert "nearest: password.min_length" in caught.value.way_out


def test_members_have_labels_in_both_languages() -> None:
    known = KNOWN["deletion.assurance"]
    assert known.member_label("verified-named-standard") == "verified, named standard"
    assert known.member_label("logical", "ja") == "論理的消去"
    assert KNOWN["publication.languages"].member_label("ja") == "ja"


@pytest.mark.parametrize(
    ("properties", "says"),
    [
        ({"valueType": ("text",), "stricter": ("none",)}, "value types"),
        ({"valueType": ("integer",), "stricter": ("bigger",)}, "directions"),
        ({"valueType": ("rank",), "stricter": ("higher-rank",)}, "needs its members"),
        ({"valueType": ("rank",), "stricter": ("higher-rank",), "members": ("a,b",)}, "a label for each member"),
    ],
)
def test_a_dimension_that_is_not_well_declared_is_named(properties: dict[str, tuple[str, ...]], says: str) -> None:
    concept = Concept("dimension", "x.y", {"en": "X"}, {"en": "X."}, properties=properties)
    with pytest.raises(RecordError, match=says) as caught:
        dimensions(Vocabulary({"dimension": {"x.y": concept}}))
    assert caught.value.place == "dimension x.y"
