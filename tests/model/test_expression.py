# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Durations and expressions: what is said to be no larger is no larger, whenever and whatever the case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comity.model import duration, expression
from comity.model.duration import Duration
from comity.model.errors import RecordError
from comity.model.expression import Constant, Expression, Extreme, Money, Variable

DURATIONS = st.builds(Duration, st.integers(0, 1300), st.integers(0, 40_000).map(lambda days: days * 86_400))
ATOMS = st.builds(Constant, st.integers(0, 9).map(Decimal)) | st.builds(
    Variable, st.sampled_from(["turnover", "support_period"]), st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(2)])
)
EXPRESSIONS = st.recursive(
    ATOMS,
    lambda inner: st.builds(Extreme, st.sampled_from(["max", "min"]), st.tuples(inner, inner)),
    max_leaves=5,
)


def end(year: int, month: int, length: Duration) -> int:
    years, index = divmod(year * 12 + month - 1 + length.months, 12)
    return date(years, index + 1, 1).toordinal() + length.seconds // 86_400


def worth(term: Expression, case: dict[str, Decimal]) -> Decimal:
    if isinstance(term, Variable):
        return term.factor * case[term.name]
    if isinstance(term, Extreme):
        return (max if term.kind == "max" else min)(worth(part, case) for part in term.parts)
    assert isinstance(term.value, Decimal)
    return term.value


@settings(max_examples=300)
@given(DURATIONS, DURATIONS, st.integers(1583, 2400), st.integers(1, 12))
def test_a_duration_that_is_at_most_another_ends_no_later(a: Duration, b: Duration, year: int, month: int) -> None:
    if a.at_most(b):
        assert end(year, month, a) <= end(year, month, b)


@given(DURATIONS, st.integers(-3, 3), st.integers(1583, 2400), st.integers(1, 12))
def test_durations_near_to_each_other_are_not_confused(a: Duration, days: int, year: int, month: int) -> None:
    a = Duration(a.months + 1, a.seconds)
    b = Duration(0, (end(year, month, a) - date(year, month, 1).toordinal() + days) * 86_400)
    assert not (a.at_most(b) and days < 0)
    assert not (b.at_most(a) and days > 0)


@pytest.mark.parametrize(
    ("months", "fewest", "most"), [(1, 28, 31), (2, 59, 62), (9, 273, 276), (12, 365, 366), (48, 1460, 1461)]
)
def test_months_last_as_long_as_the_calendar_lets_them(months: int, fewest: int, most: int) -> None:
    length = Duration(months, 0)
    at_most = [days for days in range(fewest - 2, most + 3) if length.at_most(Duration(0, days * 86_400))]
    at_least = [days for days in range(fewest - 2, most + 3) if Duration(0, days * 86_400).at_most(length)]
    assert (at_most[0], at_least[-1]) == (most, fewest)


@given(EXPRESSIONS, EXPRESSIONS, st.integers(0, 20).map(Decimal), st.integers(0, 20).map(Decimal))
def test_an_expression_that_is_at_most_another_is_so_in_every_case(
    a: Expression, b: Expression, turnover: Decimal, support: Decimal
) -> None:
    if expression.at_most(a, b):
        case = {"turnover": turnover, "support_period": support}
        assert worth(a, case) <= worth(b, case)


@given(EXPRESSIONS)
def test_an_expression_is_at_most_itself(a: Expression) -> None:
    assert expression.at_most(a, a)


def test_a_penalty_of_two_ceilings_reaches_at_least_each_of_them() -> None:
    penalty = expression.parse("max(10000000 GBP, 4% of turnover)")
    assert penalty == Extreme(
        "max", (Constant(Money(Decimal(10_000_000), "GBP")), Variable("turnover", Decimal("0.04")))
    )
    assert expression.at_most(expression.parse("3 % of turnover"), penalty)
    assert not expression.at_most(expression.parse("5 EUR"), penalty)
    assert list(expression.constants(penalty)) == [Money(Decimal(10_000_000), "GBP")]


@pytest.mark.parametrize("text", ["max(P5Y)", "maximum(P5Y, P6Y)", "", "max(P5Y, )"])
def test_what_is_no_expression_is_refused(text: str) -> None:
    with pytest.raises(RecordError):
        expression.parse(text)


@pytest.mark.parametrize("text", ["P", "PT", "P1.5Y", "5Y", "P1H", "P1DT", " P1D"])
def test_what_is_no_duration_is_refused(text: str) -> None:
    assert duration.parse(text) is None


def test_a_duration_adds_up_its_units() -> None:
    assert duration.parse("P1Y2M3W4DT5H6M7S") == Duration(14, 25 * 86_400 + 5 * 3600 + 6 * 60 + 7)
    assert duration.of(3, "hours") == Duration(0, 10_800)
    assert duration.of(3, "moons") is None
