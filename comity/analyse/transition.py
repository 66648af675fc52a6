# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Does an instrument reach products that were supplied before a day? By its transition, provision by provision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from comity.analyse.index import Index
from comity.analyse.lens import Standing
from comity.analyse.scope import IN, OUT, UNDECIDED
from comity.model import ids
from comity.model.instrument import Transition, in_words

_ASKS: Final = frozenset({"obligation", "prohibition"})


@dataclass(frozen=True, slots=True)
class Passage:
    """What one transition makes of a product: a verdict, the clauses, one sentence, and whether the day is missing."""

    verdict: str
    clauses: tuple[str, ...]
    why: str
    asks_date: bool
    status: str


def passages(index: Index, standing: Standing, placed: date | None) -> tuple[Passage, ...]:
    """Return what the transitions say of a product placed on the market on a day, or on one that was not told.

    Where every duty that asks for a security measure spares earlier products, an earlier product is out, and an
    unknown day leaves the matter undecided; where some duties reach it all the same, it is in and is told which do not.
    A rule that nobody verified takes nothing out.
    """
    found = []
    for entry in standing.source.instrument.transition:
        if placed is not None and placed >= entry.supplied_before:
            continue
        if entry.reached:
            if placed is not None:
                found.append(_passage(standing, entry, IN, "are reached all the same by"))
            continue
        whole = _covers_every_duty(index, standing, entry)
        open_ = placed is None or entry.status == "unverified"
        verdict = IN if not whole else UNDECIDED if open_ else OUT
        found.append(_passage(standing, entry, verdict, "are not reached by", asks_date=placed is None))
    return tuple(found)


def _passage(standing: Standing, entry: Transition, verdict: str, does: str, *, asks_date: bool = False) -> Passage:
    place = entry.clause if in_words(entry.clause) else f"{standing.place}/{entry.clause}"
    how = f", save for {entry.brought_in_by}" if entry.brought_in_by else ""
    known = "" if entry.status == "verified" else f", {entry.status}"
    why = (
        f"date: products supplied before {entry.supplied_before} {does} {', '.join(entry.provisions)}{how} "
        f"({place}{known})"
    )
    clauses = () if in_words(entry.clause) or not entry.clause else (entry.clause,)
    return Passage(verdict, clauses, why, asks_date, entry.status)


def _covers_every_duty(index: Index, standing: Standing, entry: Transition) -> bool:
    duties = [
        r
        for r in index.of(standing.source, standing.edition)
        if r.kind == "duty" and r.capability and r.modality in _ASKS and index.bears_stance(r)
    ]
    return bool(duties) and all(any(ids.is_within(duty.clause, part) for part in entry.provisions) for duty in duties)
