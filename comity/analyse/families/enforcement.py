# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Enforcement: who pursues a breach, whether the injured may sue, and up to what amount."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from comity.analyse.lens import Standing
from comity.analyse.pair import Clash, Pair, Side

# What a record holds when nothing is known or nothing is said; neither is something to compare.
_NOTHING_SAID: Final = frozenset({"", "not-examined", "silent", "no-figure"})
_MATTERS: Final = {"enforcers": "enforced by", "private_action": "private action", "ceiling": "ceiling"}


def clashes(pair: Pair) -> Iterator[Clash]:
    """Yield one clash for each matter of enforcement on which both records say something, and differ.

    The clauses cited are the duties whose breach is pursued; how well the rest is known is the record's own status.
    """
    for mine, yours in pair.works:
        a, b = dict(mine.source.enforcement), dict(yours.source.enforcement)
        for matter, label in _MATTERS.items():
            x, y = a.get(matter, ""), b.get(matter, "")
            sides = [_side(pair, mine, label, x), _side(pair, yours, label, y)]
            if x != y and not {x, y} & _NOTHING_SAID and sides[0].clauses and sides[1].clauses:
                yield Clash(
                    type="enforcement",
                    matter=f"enforcement: {label}",
                    key=(matter, mine.source.id, yours.source.id),
                    verdict="incomparable",
                    a=sides[0],
                    b=sides[1],
                    why=f"{pair.names[0]}: {sides[0].says}; {pair.names[1]}: {sides[1].says}",
                    satisfy_both="a breach is pursued on each side by its own rules, one beside the other",
                )


def _side(pair: Pair, standing: Standing, label: str, value: str) -> Side:
    status = dict(standing.source.enforcement).get("status", "unverified")
    known = "" if status == "verified" else f" ({pair.index.label('verification', status).lower()})"
    return Side(
        f"{label} {value}{known}", _duties(pair, standing), pair.is_law(standing), (status, standing.verification)
    )


def _duties(pair: Pair, standing: Standing) -> tuple[str, ...]:
    heard = [voice for both in pair.shared.values() for found in both for voice in (*found.carriers, *found.duties)]
    return tuple(sorted({v.ref for v in heard if v.standing.place == standing.place and v.requirement.kind == "duty"}))
