# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What the parameters of two requirements say of each other: the facet that most often decides a mapping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comity.align.features import Lean, Vote
from comity.align.knowledge import Knowledge
from comity.model.dimension import COMPARABLE, Order, compare, find
from comity.model.requirement import Parameter, Requirement

_ORDERED: Final = {Order.EQUAL: Lean.SAME, Order.A_STRICTER: Lean.SUBJECT, Order.B_STRICTER: Lean.OBJECT}


def parameter_votes(a: Requirement, b: Requirement, known: Knowledge) -> tuple[Vote, ...]:
    """Return one vote for each dimension that either sets; SAME means that both set the same value.

    A dimension on which neither sets a value that can be compared says nothing.
    """
    names = sorted({p.dimension for r in (a, b) for p in r.parameters})
    return tuple(vote for name in names for vote in _votes(name, a, b, known))


def _votes(name: str, a: Requirement, b: Requirement, known: Knowledge) -> Iterator[Vote]:
    dimension = find(known.dimensions, name, a.ref)
    mine, theirs = _on(name, a), _on(name, b)
    found = [(compare(dimension, x, y), x, y) for x in mine for y in theirs]
    ordered = [entry for entry in found if entry[0] in _ORDERED]
    apart = [entry for entry in found if entry[0] is Order.INCOMPARABLE]
    yield from (_vote(name, *entry) for entry in ordered or apart[:1])
    if not ordered and not apart and _sets(mine) != _sets(theirs):
        lean, holder = (Lean.SUBJECT, "subject") if _sets(mine) else (Lean.OBJECT, "object")
        yield Vote(f"parameter:{name}", lean, f"only the {holder} sets {name}")


def _vote(name: str, order: Order, x: Parameter, y: Parameter) -> Vote:
    lean = _ORDERED.get(order, Lean.BOTH)
    return Vote(f"parameter:{name}", lean, f"{name} {_value(x)} against {_value(y)}", anchors=order in _ORDERED)


def _on(name: str, requirement: Requirement) -> Sequence[Parameter]:
    return [p for p in requirement.parameters if p.dimension == name]


def _sets(parameters: Sequence[Parameter]) -> bool:
    return any(p.value is not None and p.status in COMPARABLE for p in parameters)


def _value(parameter: Parameter) -> str:
    value = parameter.value
    text = (
        ", ".join(value) if isinstance(value, tuple) else str(value).lower() if isinstance(value, bool) else str(value)
    )
    return f"{text} {parameter.unit}" if parameter.unit else text
