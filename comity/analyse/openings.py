# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What a market asks on a date, and how far what is held meets it: by what recognitions, with what left to be done."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from comity.analyse import recognised
from comity.analyse.index import weakest
from comity.model.corpus import Corpus
from comity.model.recognition import Goal, Recognition
from comity.model.route import Hop, Opening

_ORDER: Final = ("verified", "secondary", "unverified")


@dataclass(frozen=True, slots=True)
class Ground:
    """What openings are computed from: the corpus, and the recognitions that have an effect on the date."""

    corpus: Corpus
    edges: tuple[Recognition, ...]

    def opening(self, goal: Goal, held: Collection[str]) -> Opening:
        """Return how far what is held meets a goal."""
        found = [Hop(uses, e) for e in self._to(goal) if (uses := recognised.used(self.corpus, e, held))]
        hops = tuple(hop for hop in found if recognised.why_not_met(hop.recognition) is None)
        helps = tuple(hop for hop in found if hop not in hops)
        met = {clause for hop in hops for clause in hop.recognition.satisfies}
        waived = {
            c
            for hop in helps
            if hop.recognition.effect == "waives-listed-provisions"
            for c in hop.recognition.satisfies
        }
        own = next((key for key in own_keys(self.corpus, goal) if key in held), None)
        status = weakest((goal.status, *(hop.recognition.status for hop in found)))
        return Opening(
            market=goal.market,
            goal=goal.name,
            is_open=own is not None or met >= set(goal.asks),
            own=own,
            hops=hops,
            helps=helps,
            to_show=tuple(f"{goal.work}/{clause}" for clause in goal.asks if clause not in met | waived),
            status=status,
            note=goal.note,
        )

    def meets(self, goal: Goal, held: Collection[str]) -> bool:
        """Say whether what is held meets a goal: the same as its opening says, without the account."""
        if any(key in held for key in own_keys(self.corpus, goal)):
            return True
        met: set[str] = set()
        for entry in self._to(goal):
            if recognised.why_not_met(entry) is None and recognised.used(self.corpus, entry, held):
                met.update(entry.satisfies)
        return met >= set(goal.asks)

    def candidates(self, goal: Goal) -> tuple[str, ...]:
        """Return everything that a maker could do towards a goal: directly, or by a recognition that meets clauses."""
        found = set(own_keys(self.corpus, goal))
        for entry in self._to(goal):
            if recognised.why_not_met(entry) is None:
                found.update(_offered(self.corpus, entry))
        return tuple(sorted(found))

    def _to(self, goal: Goal) -> Iterator[Recognition]:
        """Yield the recognitions that lead to exactly this edition and level."""
        return (e for e in self.edges if e.to.work == goal.work and e.to.level == goal.level)


def own_keys(corpus: Corpus, goal: Goal) -> tuple[str, ...]:
    """Return what meets a goal directly: the law itself, or the level asked and those that take it in."""
    if goal.level is None:
        return (goal.work,)
    names = [f"{goal.work}/{level.id}" for level in corpus.source(goal.source).instrument.levels]
    return tuple(name for name in names if goal.name in {name, *lower_levels(corpus, name)})


def lower_levels(corpus: Corpus, key: str) -> tuple[str, ...]:
    """Return the levels that a held level takes in, by name; none for anything else."""
    work, _, place = key.partition("/")
    found = next((s for s in corpus.sources if any(work == f"{s.id}@{e.id}" for e in s.editions)), None)
    includes = {level.id: level.includes for level in found.instrument.levels} if found is not None else {}
    chain: list[str] = []
    level = includes.get(place)
    while level is not None and level not in chain:
        chain.append(level)
        level = includes.get(level)
    return tuple(f"{work}/{name}" for name in chain)


def asked(corpus: Corpus, goal: Goal, as_at: date) -> str | None:
    """Return why a goal is not asked on a date: not begun, repealed, or a later edition took over; else None."""
    source, edition = corpus.edition(goal.work)
    start, end = edition.dates.start, edition.dates.repealed
    if start is None or as_at < start:
        return f"{goal.name} begins on {start}" if start else f"{goal.name} has no known first day"
    if end is not None and as_at >= end:
        return f"{goal.name} was repealed on {end}"
    later = source.editions[source.editions.index(edition) + 1 :]
    if any(other.dates.start is not None and other.dates.start <= as_at for other in later):
        return f"{goal.name} is superseded"
    return None


def rank(status: str) -> int:
    """Return the place of a verification, the strongest first."""
    return _ORDER.index(status)


def _offered(corpus: Corpus, entry: Recognition) -> Iterator[str]:
    for holding in entry.holdings:
        yield from recognised.keys(corpus, holding, pinned=entry.pinned)
