# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Values that a text gives as a rule, such as the longer of ten years and the support period, compared symbolically."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from comity.model import duration
from comity.model.duration import Duration
from comity.model.errors import RecordError
from comity.model.vocab import nearest

VARIABLES: Final = ("date_fix_available", "date_placed_on_market", "expected_use_time", "support_period", "turnover")

_CALL: Final = re.compile(r"^(max|min)\s*\((.*)\)$", re.DOTALL)
_MONEY: Final = re.compile(r"^(\d+(?:\.\d+)?)\s*([A-Z]{3})$", re.ASCII)
_SHARE: Final = re.compile(r"^(\d+(?:\.\d+)?)\s*%\s*of\s+(\w+)$", re.ASCII)
_NUMBER: Final = re.compile(r"^\d+(?:\.\d+)?$", re.ASCII)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO 4217); currencies are never converted."""

    amount: Decimal
    currency: str

    def at_most(self, other: Money) -> bool:
        """True when both are of one currency and this amount is no larger."""
        return self.currency == other.currency and self.amount <= other.amount


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that the text fixes."""

    value: Duration | Money | Decimal


@dataclass(frozen=True, slots=True)
class Variable:
    """A quantity of the case, such as the support period, times a factor (never negative)."""

    name: str
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The largest (``max``) or the smallest (``min``) of several expressions."""

    kind: str
    parts: tuple[Expression, ...]


Expression = Constant | Variable | Extreme


def parse(text: str) -> Expression:
    """Read ``max(P10Y, support_period)``, ``4% of turnover``, ``20000 GBP``, ``P5Y`` or ``12``.

    Raises RecordError when a part is none of these, with the nearest variables.
    """
    stripped = text.strip()
    if call := _CALL.match(stripped):
        parts = tuple(parse(part) for part in _arguments(call[2]))
        if len(parts) < 2:
            raise RecordError(f"expression {stripped!r}", f"{call[1]} needs two values or more")
        return Extreme(call[1], parts)
    if share := _SHARE.match(stripped):
        return Variable(_variable(share[2]), Decimal(share[1]) / 100)
    if money := _MONEY.match(stripped):
        return Constant(Money(Decimal(money[1]), money[2]))
    if _NUMBER.match(stripped):
        return Constant(Decimal(stripped))
    length = duration.parse(stripped)
    return Constant(length) if length is not None else Variable(_variable(stripped))


def at_most(a: Expression, b: Expression) -> bool:
    """True when a is no larger than b whatever the variables are; False when that is not so or cannot be told."""
    if isinstance(a, Extreme) and a.kind == "max":
        return all(at_most(part, b) for part in a.parts)
    if isinstance(b, Extreme) and b.kind == "min":
        return all(at_most(a, part) for part in b.parts)
    if isinstance(b, Extreme) and any(at_most(a, part) for part in b.parts):
        return True
    if isinstance(a, Extreme):
        return any(at_most(part, b) for part in a.parts)
    return not isinstance(b, Extreme) and _atom_at_most(a, b)


def constants(expression: Expression) -> Iterator[Duration | Money | Decimal]:
    """Yield the fixed values in an expression, left to right."""
    if isinstance(expression, Constant):
        yield expression.value
    elif isinstance(expression, Extreme):
        for part in expression.parts:
            yield from constants(part)


def _atom_at_most(a: Constant | Variable, b: Constant | Variable) -> bool:
    if isinstance(a, Variable) and isinstance(b, Variable):
        return a.name == b.name and a.factor <= b.factor
    if isinstance(a, Variable) or isinstance(b, Variable):
        return False
    x, y = a.value, b.value
    if isinstance(x, Duration) and isinstance(y, Duration):
        return x.at_most(y)
    if isinstance(x, Money) and isinstance(y, Money):
        return x.at_most(y)
    return isinstance(x, Decimal) and isinstance(y, Decimal) and x <= y


def _arguments(text: str) -> Iterator[str]:
    depth, begin = 0, 0
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            yield text[begin:position]
            begin = position + 1
    yield text[begin:]


def _variable(name: str) -> str:
    if name not in VARIABLES:
        raise RecordError(f"expression {name!r}", "neither a value nor a known variable", nearest(name, VARIABLES))
    return name
