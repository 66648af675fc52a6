# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Modality: both speak on a capability, in different legal force, in different kind, or with a different verb."""

from __future__ import annotations

from collections.abc import Iterator

from comity.analyse import strength
from comity.analyse.pair import Clash, Pair
from comity.analyse.stance import Position, asserts


def clashes(pair: Pair) -> Iterator[Clash]:
    """Yield a clash for every capability on which two positions differ in strength.

    Force, kind and verb are told apart. Where one side leads in all that differs it is the stricter; where law stands
    on one side and the outright demand on the other, neither is.
    """
    for capability, (mine, yours) in pair.shared.items():
        lean = set(strength.leans(pair.index, mine, yours))
        if lean:
            stricter = None if len(lean) > 1 else "a" if lean == {1} else "b"
            yield _clash(pair, capability, (mine, yours), stricter)


def _clash(pair: Pair, capability: str, both: tuple[Position, Position], stricter: str | None) -> Clash:
    mine, yours = both
    says = [asserts(pair.index, found) for found in both]
    sides = [pair.side(found, said) for found, said in zip(both, says, strict=True)]
    leads = [pair.name_of("a" if lean > 0 else "b") for lean in strength.leans(pair.index, mine, yours)]
    differs = zip(strength.told(pair.index, mine, yours), leads, strict=True)
    what = "; ".join(f"in {said} {lead} is the stronger" for said, lead in differs)
    forces = (strength.force(pair.index, mine), strength.force(pair.index, yours))
    law = [name for name, force in zip(pair.names, forces, strict=True) if force == "law"]
    only = f"; only the text of {law[0]} is law" if len(law) == 1 else ""
    if stricter is None:
        advice = f"do what either asks: meet the duty outright and keep to the ways of the other{only}"
    else:
        advice = f"doing what {pair.name_of(stricter)} asks also answers the other in strength{only}"
    return Clash(
        type="modality",
        matter=capability,
        key=(capability,),
        verdict="stricter-compatible" if stricter else "incomparable",
        a=sides[0],
        b=sides[1],
        why=what,
        satisfy_both=advice,
        stricter=stricter,
    )
