# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The values of a dimension, read from data into things that can be ordered."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from comity.model import duration, expression
from comity.model.declared import Dimension
from comity.model.duration import Duration
from comity.model.errors import RecordError
from comity.model.expression import Constant, Money
from comity.model.requirement import Parameter
from comity.model.vocab import nearest

_VERSION: Final = re.compile(r"^(?:([A-Za-z][A-Za-z0-9 .-]*?) )?(\d+(?:\.\d+)*)$", re.ASCII)
_TOKEN: Final = re.compile(r"^[a-z0-9]+(?:-[a-z0-9]+)*$", re.ASCII)
_CURRENCY: Final = re.compile(r"^[A-Z]{3}$", re.ASCII)
# BCP 47 as far as rules on publication use it: language, script, region; and any citation of a standard.
_OPEN: Final[Mapping[str, re.Pattern[str]]] = {
    "bcp47": re.compile(r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?$", re.ASCII),
    "citation": re.compile(r"^\S(?:.*\S)?$"),
}
_QUANTITIES: Final = frozenset({"duration", "expression", "integer", "money", "percent"})
_CONSTANT: Final = {"duration": Duration, "integer": Decimal, "money": Money, "percent": Decimal}


@dataclass(frozen=True, slots=True)
class Level:
    """A value with the kind that says how it is ordered: bool, rank, set, version, event or quantity."""

    kind: str
    value: Any
    unless: str | None = None

    @property
    def is_constant(self) -> bool:
        """False for an expression, whose value hangs on the case."""
        return self.kind != "quantity" or isinstance(self.value, Constant)

    def at_most(self, other: Level) -> bool:
        """True when both are of one kind and this value is no larger; ranks grow towards the stricter member."""
        return self.kind == other.kind and _AT_MOST[self.kind](self.value, other.value)


def read(dimension: Dimension, parameter: Parameter) -> Level:
    """Read a parameter's value in the first type of its dimension that it fits.

    Raises RecordError with the place ``dimension ID`` for an unknown member, unit or variable, or the wrong type.
    """
    value = parameter.value
    place = f"dimension {dimension.id}"
    if isinstance(value, bool) and "bool" in dimension.types:
        level = Level("bool", value)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        return Level("quantity", Constant(_number(dimension, parameter, value, place)))
    elif isinstance(value, tuple) and "set" in dimension.types:
        level = Level("set", _members(dimension, value, place))
    elif isinstance(value, str):
        level = _text(dimension, parameter, value, place)
    else:
        raise RecordError(place, f"{value!r} is not of type {' or '.join(dimension.types)}")
    if parameter.unit is not None and level.kind != "quantity":
        raise RecordError(place, f"a value of type {level.kind} has no unit, here {parameter.unit!r}")
    return level


def _members(dimension: Dimension, value: Sequence[str], place: str) -> frozenset[str]:
    for member in value:
        if dimension.open_members is not None:
            if not _OPEN[dimension.open_members].match(member):
                raise RecordError(place, f"{member!r} is not a value of the form {dimension.open_members}")
        elif member not in dimension.members:
            raise RecordError(place, f"{member!r} is not a declared member", nearest(member, dimension.members))
    if not value:
        raise RecordError(place, "a set needs a member", "leave it out, or give the status that says why")
    return frozenset(value)


def _number(dimension: Dimension, parameter: Parameter, value: float, place: str) -> Duration | Money | Decimal:
    unit = parameter.unit or dimension.unit
    if value < 0:
        raise RecordError(place, f"{value} is below zero")
    if "money" in dimension.types:
        if unit is None or not _CURRENCY.match(unit):
            raise RecordError(place, f"{unit!r} is not a currency", "give the ISO 4217 code as unit")
        return Money(Decimal(str(value)), unit)
    if "duration" in dimension.types:
        length = duration.of(value, unit) if unit is not None and isinstance(value, int) else None
        if length is None:
            units = f"units: {', '.join(duration.UNITS)}"
            raise RecordError(place, f"{value} {unit or ''} is no whole length of time", units)
        return length
    if "percent" not in dimension.types and not ("integer" in dimension.types and isinstance(value, int)):
        raise RecordError(place, f"{value!r} is not of type {' or '.join(dimension.types)}")
    if unit != dimension.unit:
        raise RecordError(place, f"unit {unit!r}, but the dimension is counted in {dimension.unit}")
    return Decimal(str(value))


def _text(dimension: Dimension, parameter: Parameter, value: str, place: str) -> Level:
    if parameter.status == "expression":
        return _expression(dimension, value, place)
    if "rank" in dimension.types and value in dimension.members:
        return Level("rank", dimension.members.index(value))
    if "version" in dimension.types and (found := _VERSION.match(value)):
        numbers = [int(number) for number in found[2].split(".")]
        while numbers and numbers[-1] == 0:
            numbers.pop()
        return Level("version", ((found[1] or "").casefold(), tuple(numbers)))
    if "duration" in dimension.types and (length := duration.parse(value)):
        return Level("quantity", Constant(length))
    if "event" in dimension.types and _TOKEN.match(value):
        return Level("event", value)
    if dimension.members and "rank" in dimension.types:
        raise RecordError(place, f"{value!r} is not a declared member", nearest(value, dimension.members))
    hint = "write a set as a list" if "set" in dimension.types else "a rule such as max(…) has the status expression"
    raise RecordError(place, f"{value!r} is not of type {' or '.join(dimension.types)}", hint)


def _expression(dimension: Dimension, value: str, place: str) -> Level:
    body, _, condition = value.partition(" unless ")
    try:
        parsed = expression.parse(body)
    except RecordError as error:
        raise RecordError(f"{place}, {error.place}", error.why, error.way_out) from error
    allowed = tuple(_CONSTANT[kind] for kind in dimension.types if kind in _CONSTANT)
    if not _QUANTITIES & set(dimension.types):
        raise RecordError(place, f"no expression can stand for a {' or '.join(dimension.types)}")
    for constant in expression.constants(parsed):
        if not isinstance(constant, allowed):
            raise RecordError(place, f"{value!r} mixes in a value that is no {' or '.join(dimension.types)}")
    return Level("quantity", parsed, condition.strip() or None)


def _version_at_most(a: tuple[str, tuple[int, ...]], b: tuple[str, tuple[int, ...]]) -> bool:
    return a[0] == b[0] and a[1] <= b[1]


_AT_MOST: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "bool": lambda a, b: bool(a <= b),
    "event": lambda a, b: bool(a == b),
    "quantity": expression.at_most,
    "rank": lambda a, b: bool(a <= b),
    "set": lambda a, b: bool(a <= b),
    "version": _version_at_most,
}
