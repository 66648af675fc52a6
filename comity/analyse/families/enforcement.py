# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Enforcement: who pursues a breach, whether the injured may sue, and up to what amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comity.analyse.index import weakest
from comity.analyse.lens import Standing
from comity.analyse.pair import Clash, Pair, Side
from comity.model.instrument import Enforcement, Fact

# What says that nothing is known or nothing is said; neither is something to compare.
_NOTHING_SAID: Final = frozenset({"not-examined", "silent"})
_MATTERS: Final = {"enforcers": "enforced by", "private_action": "private action", "ceiling": "ceiling"}
_Said = tuple[str, Sequence[Fact]]


def clashes(pair: Pair) -> Iterator[Clash]:
    """Yield one clash for each matter of enforcement on which both records say something, and differ.

    The clauses cited are the duties whose breach is pursued; how well the rest is known is the status of the facts.
    """
    for mine, yours in pair.works:
        a, b = _said(mine.source.instrument.enforcement), _said(yours.source.instrument.enforcement)
        for matter in (name for name in _MATTERS if name in a and name in b and a[name][0] != b[name][0]):
            sides = [_side(pair, mine, matter, a[matter]), _side(pair, yours, matter, b[matter])]
            if sides[0].clauses and sides[1].clauses:
                yield Clash(
                    type="enforcement",
                    matter=f"enforcement: {_MATTERS[matter]}",
                    key=(matter, mine.source.id, yours.source.id),
                    verdict="incomparable",
                    a=sides[0],
                    b=sides[1],
                    why=f"{pair.names[0]}: {sides[0].says}; {pair.names[1]}: {sides[1].says}",
                    satisfy_both="a breach is pursued on each side by its own rules, one beside the other",
                )


def _said(enforcement: Enforcement) -> dict[str, _Said]:
    """Return what is said on each matter, with the facts that say it; a matter without facts is left out."""
    enforcers, action, tiers = enforcement.enforcers, enforcement.private_action, enforcement.tiers
    found: dict[str, _Said] = {
        "enforcers": ("; ".join(entry.name for entry in enforcers), enforcers),
        "ceiling": ("; ".join(tier.ceiling for tier in tiers), tiers),
    }
    if action is not None and action.value not in _NOTHING_SAID:
        found["private_action"] = (action.value, (action,))
    return {matter: said for matter, said in found.items() if said[1]}


def _side(pair: Pair, standing: Standing, matter: str, said: _Said) -> Side:
    value, facts = said
    status = weakest(fact.status for fact in facts)
    known = "" if status == "verified" else f" ({pair.index.label('verification', status).lower()})"
    says = f"{_MATTERS[matter]} {value}{known}"
    return Side(says, _duties(pair, standing), pair.is_law(standing), (status, standing.verification))


def _duties(pair: Pair, standing: Standing) -> tuple[str, ...]:
    heard = [voice for both in pair.shared.values() for found in both for voice in (*found.carriers, *found.duties)]
    return tuple(sorted({v.ref for v in heard if v.standing.place == standing.place and v.requirement.kind == "duty"}))
