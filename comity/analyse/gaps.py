# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What one jurisdiction asks and another does not meet, capability by capability and dimension by dimension."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from comity.analyse import gap_reach, gap_values, phrase, strength
from comity.analyse.index import build, weakest
from comity.analyse.lens import Lens, look
from comity.analyse.profile import Profile
from comity.analyse.stance import Position, asserts, position
from comity.model import ids
from comity.model.corpus import Corpus
from comity.model.finding import Gap
from comity.model.vocab import Vocabulary

# What kind of gap the lacker's absence makes; silence and mere mention leave the matter missing.
_ABSENT: Final = {
    "silent": "missing",
    "mentioned-only": "missing",
    "superseded": "missing",
    "generic-only": "generic-only",
    "not-yet-in-force": "later-date",
    "out-of-scope": "narrower-scope",
    "unexamined": "open",
}


@dataclass(frozen=True, slots=True)
class _Shortfall:
    """One way in which the lacker falls short, before it becomes a finding."""

    type: str
    why: str
    differs_in: tuple[str, ...] = ()
    dimension: str | None = None
    clauses: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()


def gaps(
    corpus: Corpus,
    vocabulary: Vocabulary,
    a: str,
    b: str,
    as_at: date,
    profile: Profile | None = None,
) -> tuple[Gap, ...]:
    """Return every gap of b against a on a date, sorted by capability, type and dimension.

    An absence in b is a gap only where what was read supports it; otherwise the gap is ``open`` and says that none is
    proven (docs/architecture.md section 7). Raises NotFoundError for an unknown jurisdiction.
    """
    index = build(corpus, vocabulary)
    holder, lacker = look(index, a, as_at, profile), look(index, b, as_at, profile)
    found = [
        gap
        for capability in index.leaves
        for gap in _on(holder, lacker, position(holder, capability), position(lacker, capability))
    ]
    return tuple(sorted(found, key=lambda gap: (gap.capability, gap.type, gap.dimension or "")))


def _on(holder: Lens, lacker: Lens, mine: Position, yours: Position) -> Iterator[Gap]:
    if not mine.speaks:
        return
    for shortfall in _shortfalls(holder, lacker, mine, yours):
        capability = mine.stance.capability
        parts = [holder.jurisdiction, lacker.jurisdiction, capability, shortfall.type]
        yield Gap(
            iri=ids.finding_iri("gap", *parts, *([shortfall.dimension] if shortfall.dimension else [])),
            type=shortfall.type,
            holder=holder.jurisdiction,
            lacker=lacker.jurisdiction,
            capability=capability,
            dimension=shortfall.dimension,
            holder_stance=mine.stance,
            lacker_stance=yours.stance,
            holder_clauses=shortfall.clauses or mine.stance.clauses,
            nearest=shortfall.nearest or yours.stance.clauses or yours.stance.nearest,
            differs_in=shortfall.differs_in,
            why=phrase.sentence(shortfall.why),
            verification=weakest((mine.stance.verification, yours.stance.verification)),
        )


def _shortfalls(holder: Lens, lacker: Lens, mine: Position, yours: Position) -> Iterator[_Shortfall]:
    index, says = holder.index, asserts(holder.index, mine)
    if not yours.speaks:
        kind = _ABSENT[yours.stance.kind]
        absent = _not_found(lacker, yours) if kind == "open" else asserts(index, yours)
        yield _Shortfall(kind, f"{says}; {absent}", ("date",) if kind == "later-date" else ())
        return
    limit = as_far_as_read(lacker)
    reasons = gap_reach.narrower(index, mine, yours)
    if _weaker(yours, mine) and not (reasons and _both_law(mine, yours)):
        what = " and ".join(strength.told(index, mine, yours)) or "whether it holds for the product"
        yield _Shortfall(
            "weaker-modality",
            f"{says}; {asserts(index, yours)}{limit}; the difference is in {what}",
            strength.differences(index, mine, yours),
        )
    if reasons:
        yield _Shortfall(
            "narrower-scope",
            f"{says}; {phrase.who(index, lacker.jurisdiction)} has it, but {'; '.join(r.why for r in reasons)}",
            tuple(sorted({r.facet for r in reasons})),
        )
    for short in gap_values.lower(index, mine, yours):
        name = phrase.who(index, lacker.jurisdiction)
        yield _Shortfall(
            "lower-threshold",
            f"{phrase.who(index, holder.jurisdiction)} {short.asked}; {name} {short.instead}{limit}",
            ("dimension",),
            short.dimension,
            short.clauses,
            short.nearest,
        )


def as_far_as_read(lens: Lens) -> str:
    """Return a remark on unread parts in which something stronger could stand, or nothing when all was read."""
    partial = [s for s in lens.stands if s.when == "current" and not s.edition.extent.supports_silence]
    unread = [f"{s.place} {phrase.spans(part.part for part in s.edition.extent.unread)}" for s in partial]
    return f" (as far as read; not read: {'; '.join(unread)})" if unread else ""


def _not_found(lacker: Lens, yours: Position) -> str:
    """Say of an unexamined matter how far was read, and that no gap is proven."""
    name = phrase.who(lacker.index, lacker.jurisdiction)
    current = [standing for standing in lacker.stands if standing.when == "current"]
    if not current:
        return f"{name}: {phrase.inside(yours.stance.why)}; no gap is proven"
    return f"{name}: silent as far as read ({phrase.extent(tuple(s.reading for s in current))}); no gap is proven"


def _weaker(yours: Position, mine: Position) -> bool:
    return (yours.stance.rank or 0) < (mine.stance.rank or 0)


def _both_law(mine: Position, yours: Position) -> bool:
    """Law with a condition against law without one differs in reach, and is told as such."""
    return {mine.stance.kind, yours.stance.kind} == {"binding", "conditional"}
