# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Actors and recipients: the same is asked of different persons, or something is owed to different ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from comity.analyse.asked import asks
from comity.analyse.pair import Clash, Pair
from comity.analyse.stance import Position
from comity.model.requirement import Requirement


def clashes(pair: Pair) -> Iterator[Clash]:
    """Yield a clash where both sides ask for a capability and name different bearers, or different counterparties."""
    for capability, both in pair.shared.items():
        if clash := _differ(pair, capability, both, "actor"):
            yield clash
        if clash := _differ(pair, capability, both, "recipient"):
            yield clash


_ROLES: dict[str, tuple[str, Callable[[Requirement], tuple[str, ...]]]] = {
    "actor": ("asks it of", lambda requirement: requirement.bearer),
    "recipient": ("names as the other party", lambda requirement: requirement.counterparty),
}


def _differ(pair: Pair, capability: str, both: tuple[Position, Position], kind: str) -> Clash | None:
    verb, of = _ROLES[kind]
    roles = [{role for voice in found.carriers if asks(voice) for role in of(voice.requirement)} for found in both]
    mine, yours = roles
    if not mine or not yours or mine == yours:
        return None
    stricter = "a" if mine > yours else "b" if yours > mine else None
    verdict = "stricter-compatible" if stricter else "incomparable" if mine & yours else "different-duty"
    says = [f"{verb} {_labels(pair, found)}" for found in roles]
    sides = [pair.side(found, said) for found, said in zip(both, says, strict=True)]
    told = f"{pair.names[0]} {says[0]}; {pair.names[1]} {says[1]}"
    return Clash(
        type=kind,
        matter=capability,
        key=(capability,),
        verdict=verdict,
        a=sides[0],
        b=sides[1],
        why=told,
        satisfy_both="each of the persons named meets the rule where it is named; the roles that both name meet both",
        stricter=stricter,
    )


def _labels(pair: Pair, roles: set[str]) -> str:
    return ", ".join(pair.index.label("role", role).lower() for role in sorted(roles))
