# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Parameter dimensions: what two rules on one capability can differ in, and which of two values entails the other.

Everything here is driven by ontology/schemes/dimension.ttl; no dimension is named in the code.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from comity.model.declared import Dimension, dimensions, find
from comity.model.errors import RecordError
from comity.model.expression import Constant
from comity.model.level import Level, read
from comity.model.requirement import Parameter

__all__ = ["COMPARABLE", "Dimension", "Order", "check", "compare", "dimensions", "find", "same_matter"]

COMPARABLE: Final = frozenset({"fixed", "expression"})
_OPERATORS: Final = frozenset({"=", "<", "<=", ">", ">="})
_ALLOWED: Final = {"bool": frozenset({"="}), "event": frozenset({"="}), "set": frozenset({"=", ">="})}
_OF_A_CLOCK: Final = ("deliverable", "recipient", "extension", "relief")
_WITH_THE_GRAIN: Final = {1: frozenset({"=", ">=", ">"}), -1: frozenset({"=", "<=", "<"})}


class Order(StrEnum):
    """How two values of one dimension stand to each other."""

    EQUAL = "equal"
    A_STRICTER = "a-stricter"
    B_STRICTER = "b-stricter"
    INCOMPARABLE = "incomparable"
    NO_VALUE = "no-value"


def check(dimension: Dimension, parameter: Parameter) -> None:
    """Raise RecordError when a value is of the wrong type or unit, names an unknown member, or lacks its trigger.

    What only a clock has (deliverable, recipient, extension, relief) is refused elsewhere.
    """
    place = f"dimension {dimension.id}"
    named = [name for name in _OF_A_CLOCK if getattr(parameter, name)]
    if named and not dimension.clock:
        raise RecordError(place, f"only a clock has a {named[0]}", f"leave out {', '.join(named)}")
    if parameter.operator not in _OPERATORS:
        raise RecordError(place, f"unknown operator {parameter.operator!r}", f"one of {' '.join(sorted(_OPERATORS))}")
    if parameter.value is None:
        if parameter.status in COMPARABLE:
            raise RecordError(place, f"status {parameter.status} needs a value")
        return
    level = read(dimension, parameter)
    if parameter.operator not in _ALLOWED.get(level.kind, _OPERATORS):
        raise RecordError(place, f"operator {parameter.operator!r} makes no sense for a {level.kind}", "use =")
    if level.unless and parameter.unless:
        raise RecordError(place, "unless stands both in the value and beside it", "keep one of them")
    if dimension.clock and level.kind == "quantity" and parameter.trigger is None:
        raise RecordError(place, "a clock needs the event from which it runs", "give a trigger (scheme clock-trigger)")


def compare(dimension: Dimension, a: Parameter, b: Parameter) -> Order:
    """Say which of two values entails the other.

    NO_VALUE when one sets nothing that can be compared; INCOMPARABLE when object, state, trigger, deliverable or
    recipient differ (such values stack: neither is stricter), when the values are of different types, or when the order
    hangs on the case. A time that may be extended never entails one that may not; relief changes what follows from
    missing a time, not the time, and does not count. Raises RecordError for what check refuses.
    """
    if not (_sets_value(a) and _sets_value(b)):
        return Order.NO_VALUE
    if not same_matter(a, b):
        return Order.INCOMPARABLE
    x, y = _claim(dimension, a), _claim(dimension, b)
    forth, back = _entails(dimension, x, y), _entails(dimension, y, x)
    if forth and back:
        return Order.EQUAL
    return Order.A_STRICTER if forth else Order.B_STRICTER if back else Order.INCOMPARABLE


def same_matter(a: Parameter, b: Parameter) -> bool:
    """True when two values share object and states and, for clocks, trigger, deliverable and recipient."""
    return _matter(a) == _matter(b)


def _matter(parameter: Parameter) -> tuple[str | frozenset[str] | None, ...]:
    states, recipients = frozenset(parameter.state), frozenset(parameter.recipient)
    return (parameter.object, parameter.trigger, parameter.deliverable, states, recipients)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A value with its operator in one settled form: ``> 7`` of a whole number is ``>= 8``."""

    level: Level
    operator: str
    unless: str | None
    extension: str | None


def _claim(dimension: Dimension, parameter: Parameter) -> _Claim:
    level, operator = read(dimension, parameter), parameter.operator
    unless = level.unless or parameter.unless
    if level.kind in _ALLOWED:
        return _Claim(level, "=", unless, parameter.extension)
    if operator in {"<", ">"} and "integer" in dimension.types and isinstance(level.value, Constant):
        step = Decimal(1 if operator == ">" else -1)
        whole = level.value.value
        if isinstance(whole, Decimal):
            return _Claim(Level("quantity", Constant(whole + step)), f"{operator}=", unless, parameter.extension)
    return _Claim(level, operator, unless, parameter.extension)


def _sets_value(parameter: Parameter) -> bool:
    return parameter.status in COMPARABLE and parameter.value is not None


def _entails(dimension: Dimension, a: _Claim, b: _Claim) -> bool:
    """True when whoever meets a meets b: what a condition lifts or extends never entails what it leaves as it is."""
    x, y = a.level, b.level
    if a.unless not in {None, b.unless} or a.extension not in {None, b.extension}:
        return False
    if (x.kind, y.kind) == ("quantity", "bool"):
        return dimension.grain("bool") == 1
    grain = dimension.grain(x.kind)
    if grain == 0 or not {a.operator, b.operator} <= _WITH_THE_GRAIN[grain]:
        return a.operator == b.operator and x.at_most(y) and y.at_most(x)
    low, high = (y, x) if grain == 1 else (x, y)
    if not low.at_most(high):
        return False
    if b.operator in {"<", ">"} and a.operator not in {"<", ">"}:
        return x.is_constant and y.is_constant and not high.at_most(low)
    return True
