# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Routes: which ways are accepted, with what legal effect, and which way only one side knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comity.analyse import phrase
from comity.analyse.asked import Way, distinct, duty_way, satisfies, ways
from comity.analyse.lens import Lens
from comity.analyse.pair import Clash, Pair, Side
from comity.analyse.stance import Position
from comity.analyse.voices import Voice, speak

# How far a way relieves from showing more, by the definitions of the scheme route-effect; the less, the stricter.
_RELIEF: Final = ("evidence-only", "illustrative", "sufficient-means", "presumption", "conclusive")
_EACH: Final = "show on each side what its own text asks"


def clashes(pair: Pair) -> Iterator[Clash]:
    """Yield the differences in ways: what is accepted, what it is worth, and what only one side accepts."""
    for capability, (mine, yours) in pair.shared.items():
        yield from _accepted(pair, capability, mine, yours)
        yield from _effects(pair, capability, mine, yours)
        yield from _others(pair, capability, mine, yours)


def open_ways(pair: Pair, found: Position, capability: str) -> tuple[Way, ...]:
    """Return the ways that a position leaves: its duties as a single way where they set values, else its routes."""
    duty = duty_way(pair.index, found.voices, capability)
    return (duty,) if duty is not None else ways(pair.index, found.voices, capability)


def _accepted(pair: Pair, capability: str, mine: Position, yours: Position) -> Iterator[Clash]:
    a, b = (tuple(way for way in open_ways(pair, f, capability) if _valued(way)) for f in (mine, yours))
    if not a or not b or not (_by_route(a) or _by_route(b)):
        return
    forth, back = _all_meet(a, b), _all_meet(b, a)
    stricter = None if forth == back else "a" if forth else "b"
    verdict = "equal" if forth and back else "stricter-compatible" if stricter else "incomparable"
    sides = [_side(pair, found) for found in (a, b)]
    told = f"{pair.names[0]} {sides[0].says}; {pair.names[1]} {sides[1].says}"
    if verdict == "equal":
        why, advice = f"both accept the same ways ({told})", "any of these ways serves on both sides"
    elif stricter is not None:
        why = f"every way of {pair.name_of(stricter)} is also a way of the other, and not the reverse ({told})"
        advice = f"a product that does what {pair.name_of(stricter)} asks takes a way that the other accepts"
    else:
        why = f"neither side's ways are all ways of the other ({told})"
        advice = "take a way of each, or one that both accept where there is one"
    law = [name for name, side in zip(pair.names, sides, strict=True) if side.law]
    only = f"; it is law only in {law[0]}" if len(law) == 1 else ""
    yield Clash("route", capability, (capability,), verdict, sides[0], sides[1], why, advice + only, stricter)


def _effects(pair: Pair, capability: str, mine: Position, yours: Position) -> Iterator[Clash]:
    a, b = _routes(mine), _routes(yours)
    x, y = _effect(a), _effect(b)
    if not x or not y or x == y:
        return
    says = [f"the effect of the way is {' or '.join(_label(pair, effect) for effect in e)}" for e in (x, y)]
    sides = [_voiced(pair, said, found) for said, found in zip(says, (a, b), strict=True)]
    stricter = _less_relief(x, y)
    told = f"{pair.names[0]}: {says[0]}; {pair.names[1]}: {says[1]}"
    weaker = f"take a way that both name; in {pair.name_of(stricter)}, where its effect is the weaker, "
    yield Clash(
        type="route",
        matter=capability,
        key=(capability, "effect"),
        verdict="stricter-compatible" if stricter else "incomparable",
        a=sides[0],
        b=sides[1],
        why=f"a way does not give the same certainty on both sides ({told})",
        satisfy_both=f"{weaker}be ready to show that the duty behind it is met as a whole" if stricter else _EACH,
        stricter=stricter,
    )


def _others(pair: Pair, capability: str, mine: Position, yours: Position) -> Iterator[Clash]:
    """Compare the ways to meet the duties on this capability, whatever capability the ways themselves are about."""
    a, b = _to_duties(pair.a, mine), _to_duties(pair.b, yours)
    only_a = [way for way in a if not any(_match(way, other) for other in b)]
    only_b = [way for way in b if not any(_match(way, other) for other in a)]
    if not a or not b or not (only_a or only_b):
        return
    sides = [_only(pair, found, own) for found, own in ((a, only_a), (b, only_b))]
    told = f"{pair.names[0]} {sides[0].says}; {pair.names[1]} {sides[1].says}"
    advice = "use a way that both name, or one of each; a way that one side does not name is judged there by the duty"
    why = f"a way is named on one side and not on the other ({told})"
    yield Clash("route", capability, (capability, "other-ways"), "incomparable", sides[0], sides[1], why, advice)


def _to_duties(lens: Lens, found: Position) -> tuple[Way, ...]:
    """Return the ways to meet the duties that carry a position."""
    heard: list[Voice] = []
    for duty in (voice for voice in found.carriers if voice.requirement.kind == "duty"):
        for requirement in lens.index.of(duty.standing.source, duty.standing.edition):
            if requirement.kind == "route" and duty.requirement.clause in requirement.satisfies:
                heard.append(speak(lens, duty.standing, requirement))
    return ways(lens.index, distinct(heard))


def _match(way: Way, other: Way) -> bool:
    return satisfies(way, other) or satisfies(other, way)


def _all_meet(mine: Sequence[Way], yours: Sequence[Way]) -> bool:
    return all(any(satisfies(way, other) for other in yours) for way in mine)


def _valued(way: Way) -> bool:
    return any(demand.comparable for demand in way.demands)


def _by_route(found: Sequence[Way]) -> bool:
    return any(voice.requirement.kind == "route" for way in found for voice in way.voices)


def _routes(found: Position) -> tuple[Voice, ...]:
    return tuple(voice for voice in found.speaking if voice.requirement.kind == "route")


def _effect(routes: Sequence[Voice]) -> tuple[str, ...]:
    return tuple(sorted({voice.requirement.effect for voice in routes if voice.requirement.effect}))


def _less_relief(x: Sequence[str], y: Sequence[str]) -> str | None:
    if len(x) != 1 or len(y) != 1 or not {x[0], y[0]} <= set(_RELIEF):
        return None
    return "a" if _RELIEF.index(x[0]) < _RELIEF.index(y[0]) else "b"


def _label(pair: Pair, effect: str) -> str:
    return pair.index.label("route-effect", effect).lower()


def _side(pair: Pair, found: Sequence[Way]) -> Side:
    values = [
        " and ".join(phrase.value(d.dimension, d.parameter, pair.index) for d in way.demands if d.comparable)
        for way in found
    ]
    asked = "accepts either" if len(found) > 1 else "accepts" if _by_route(found) else "asks for"
    voices = _all_voices(found)
    conditions = sorted({condition for voice in voices for condition in voice.open})
    given = f", given: {phrase.conditions(pair.index, conditions)}" if conditions else ""
    return _voiced(pair, f"{asked} {' or '.join(f'[{value}]' for value in values)}{given}", voices)


def _only(pair: Pair, found: Sequence[Way], own: Sequence[Way]) -> Side:
    if not own:
        return _voiced(pair, "names no way beyond those that the other names too", _all_voices(found))
    voices = _all_voices(own)
    texts = " ".join(voice.requirement.text for voice in voices)
    return _voiced(pair, f"alone names: {texts.rstrip('.')}", voices)


def _voiced(pair: Pair, says: str, voices: Sequence[Voice]) -> Side:
    law = any(pair.is_law(voice.standing) for voice in voices)
    return Side(says, tuple(v.ref for v in voices), law, tuple(v.verification for v in voices))


def _all_voices(found: Sequence[Way]) -> tuple[Voice, ...]:
    return distinct(voice for way in found for voice in way.voices)
