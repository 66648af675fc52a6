# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Values: both set one on the same dimension, and one entails the other, or they stack, or they exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from comity.analyse import phrase
from comity.analyse.asked import Demand, asks, demands
from comity.analyse.pair import Clash, Pair, Side
from comity.analyse.stance import Position
from comity.model.dimension import Order, compare, same_matter
from comity.model.level import read

_FROM_BELOW: Final = frozenset({">=", ">"})
_FROM_ABOVE: Final = frozenset({"<=", "<"})
_OBLIGES: Final = frozenset({"obligation", "prohibition"})
_GRAVITY: Final = ("equal", "stricter-compatible", "incomparable", "contradiction")
# Dimensions that say who receives something, whatever their family of values.
_TYPES: Final = {"report.recipient": "recipient", "sbom.recipient": "recipient"}


def clashes(pair: Pair) -> Iterator[Clash]:
    """Yield one clash for every dimension and matter on which both sides ask for values, equal ones too.

    Of several values on one the gravest clash is told. A value that only one side sets is a gap and no conflict;
    routes ask for nothing and are compared as ways.
    """
    for capability, (mine, yours) in pair.shared.items():
        found: dict[tuple[str, ...], Clash] = {}
        for demand, other in product(_asked(pair, mine, capability), _asked(pair, yours, capability)):
            if demand.dimension.id == other.dimension.id and demand.comparable and other.comparable:
                clash = _clash(pair, capability, demand, other)
                known = found.setdefault(clash.key, clash)
                if _GRAVITY.index(clash.verdict) > _GRAVITY.index(known.verdict):
                    found[clash.key] = clash
        yield from (found[key] for key in sorted(found))


def _asked(pair: Pair, found: Position, capability: str) -> tuple[Demand, ...]:
    return demands(pair.index, (voice for voice in found.voices if asks(voice)), capability)


def _clash(pair: Pair, capability: str, mine: Demand, yours: Demand) -> Clash:
    order = compare(mine.dimension, mine.parameter, yours.parameter)
    verdict, stricter = {
        Order.EQUAL: ("equal", None),
        Order.A_STRICTER: ("stricter-compatible", "a"),
        Order.B_STRICTER: ("stricter-compatible", "b"),
    }.get(order, ("incomparable", None))
    if verdict == "incomparable" and exclude(mine, yours):
        verdict = "contradiction"
    sides = [_side(pair, demand) for demand in (mine, yours)]
    told = f"{pair.names[0]} {sides[0].says}; {pair.names[1]} {sides[1].says}"
    return Clash(
        type=_type(mine, yours, verdict),
        matter=capability,
        key=(capability, mine.dimension.id, *_detail(mine), *_detail(yours)),
        verdict=verdict,
        a=sides[0],
        b=sides[1],
        why=told,
        satisfy_both=_advice(pair, verdict, stricter),
        stricter=stricter,
    )


def exclude(mine: Demand, yours: Demand) -> bool:
    """True when both are obliged and no value meets both: a floor above a ceiling, or a yes against a no."""
    a, b = mine.parameter, yours.parameter
    if not same_matter(a, b) or a.unless or b.unless or a.extension or b.extension:
        return False
    if not all(any(v.requirement.modality in _OBLIGES for v in d.voices) for d in (mine, yours)):
        return False
    x, y = read(mine.dimension, a), read(yours.dimension, b)
    if x.kind == y.kind == "bool":
        return mine.dimension.grain("bool") == 0 and x.value != y.value
    if a.operator in _FROM_ABOVE and b.operator in _FROM_BELOW:
        x, y = y, x
    elif not (a.operator in _FROM_BELOW and b.operator in _FROM_ABOVE):
        return False
    return x.is_constant and y.is_constant and y.at_most(x) and not x.at_most(y)


def _type(mine: Demand, yours: Demand, verdict: str) -> str:
    if verdict == "contradiction":
        return "contradiction"
    if mine.dimension.clock and _clock(mine) != _clock(yours):
        return "timing"
    return _TYPES.get(mine.dimension.id, "threshold")


def _side(pair: Pair, demand: Demand) -> Side:
    voice = demand.voices[0]
    value = phrase.value(demand.dimension, demand.parameter, pair.index)
    says = f"sets {value}{_told(pair, demand)} in {phrase.force(pair.index, voice.standing)}"
    law = any(pair.is_law(v.standing) for v in demand.voices)
    checks = tuple(v.verification for v in demand.voices)
    return Side(says, tuple(sorted(v.ref for v in demand.voices)), law, checks)


def _clock(demand: Demand) -> tuple[str, ...]:
    """Return the event from which a time runs, what is due and to whom; times that differ in these stack."""
    parameter = demand.parameter
    return (parameter.trigger or "", parameter.deliverable or "", *sorted(parameter.recipient))


def _told(pair: Pair, demand: Demand) -> str:
    trigger, deliverable, *roles = _clock(demand)
    to = " and ".join(pair.index.label("role", role) for role in roles)
    told = (("from", trigger.replace("-", " ")), ("for", deliverable), ("to", to))
    return "".join(f", {word} {what}" for word, what in told if what)


def _advice(pair: Pair, verdict: str, stricter: str | None) -> str:
    if stricter is not None:
        return f"meeting the value of {pair.name_of(stricter)} meets the other too"
    return {
        "equal": "meeting one meets the other",
        "contradiction": "no single value meets both; one product cannot be offered unchanged on both sides",
    }.get(verdict, "neither value entails the other, so both have to be met side by side")


def _detail(demand: Demand) -> tuple[str, ...]:
    parameter = demand.parameter
    beside = (*parameter.state, parameter.unless, parameter.extension)
    return tuple(part for part in (parameter.object, *_clock(demand), *beside) if part)
