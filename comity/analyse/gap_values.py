# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Where the other side has the capability but a lower value on one of its dimensions, or none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from comity.analyse import phrase
from comity.analyse.asked import AT_LEAST, Demand, against, asks, demands
from comity.analyse.index import Index
from comity.analyse.stance import Position
from comity.model.dimension import Order


@dataclass(frozen=True, slots=True)
class Short:
    """A dimension on which the lacker falls short, told from both sides, with the clauses of each."""

    dimension: str
    asked: str
    instead: str
    clauses: tuple[str, ...]
    nearest: tuple[str, ...]


def lower(index: Index, mine: Position, yours: Position) -> Iterator[Short]:
    """Yield every value of mine that yours does not reach; values that cannot be ordered are conflicts and no gaps.

    Routes ask for nothing, so a value that stands only in a route is no demand of the holder and does not meet one:
    another way would do.
    """
    capability = mine.stance.capability
    theirs = demands(index, (v for v in yours.voices if asks(v)), capability)
    accepted = demands(index, (v for v in yours.voices if v.speaks and not asks(v)), capability)
    found: dict[str, Short] = {}
    for demand in demands(index, (v for v in mine.voices if asks(v)), capability):
        if demand.comparable and demand.dimension.id not in found:
            short = _short(index, demand, theirs, accepted)
            if short is not None:
                found[demand.dimension.id] = short
    yield from (found[key] for key in sorted(found))


def _short(index: Index, demand: Demand, theirs: tuple[Demand, ...], accepted: tuple[Demand, ...]) -> Short | None:
    compared = against(theirs, demand)
    orders = {order for order, _ in compared}
    if orders & AT_LEAST or Order.INCOMPARABLE in orders:
        return None
    first = demand.voices[0]
    force = phrase.force(index, first.standing)
    wanted = phrase.value(demand.dimension, demand.parameter, index)
    asked = f"sets {wanted}, and {phrase.saying(index, first)} in {force} ({phrase.cite(_refs([demand]))})"
    lower_values = [other for order, other in compared if order is Order.B_STRICTER]
    optional = [other for order, other in against(accepted, demand) if order in AT_LEAST]
    if lower_values:
        instead = f"sets {' and '.join(phrase.value(o.dimension, o.parameter, index) for o in lower_values)}"
    elif compared:
        status = index.label("value-status", compared[0][1].parameter.status).lower()
        instead = f"names the matter without a value to compare ({status})"
    elif optional:
        instead = "accepts it as one way among others and does not ask for it"
    else:
        instead = "sets no value"
    nearest = lower_values or [other for _, other in compared] or optional
    return Short(demand.dimension.id, asked, instead, _refs([demand]), _refs(nearest))


def _refs(several: list[Demand]) -> tuple[str, ...]:
    return tuple(sorted({voice.ref for demand in several for voice in demand.voices}))
