# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Two jurisdictions side by side: where both speak, and how a difference between them becomes a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from comity.analyse import phrase
from comity.analyse.index import Index, weakest
from comity.analyse.lens import Lens, Standing
from comity.analyse.stance import Position, position
from comity.model import ids
from comity.model.finding import Conflict


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a difference: what it says, where, and how well that is known."""

    says: str
    clauses: tuple[str, ...]
    law: bool
    verifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """A difference before it becomes a finding; ``key`` tells it from others of its type, ``stricter`` is a side."""

    type: str
    matter: str
    key: tuple[str, ...]
    verdict: str
    a: Side
    b: Side
    why: str
    satisfy_both: str
    stricter: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two jurisdictions on a date: the capabilities on which both speak, and the works that do so."""

    index: Index
    a: Lens
    b: Lens
    shared: Mapping[str, tuple[Position, Position]]
    works: tuple[tuple[Standing, Standing], ...]

    @property
    def names(self) -> tuple[str, str]:
        """Both jurisdictions as they stand in a sentence."""
        return phrase.who(self.index, self.a.jurisdiction), phrase.who(self.index, self.b.jurisdiction)

    def name_of(self, side: str | None) -> str:
        """Return the name of side ``a`` or ``b``, or of neither."""
        return {"a": self.names[0], "b": self.names[1]}.get(side or "", "neither")

    def is_law(self, standing: Standing) -> bool:
        """True when the instrument binds as law."""
        return self.index.table.force_class(standing.source.force) == "law"

    def side(self, found: Position, says: str, clauses: tuple[str, ...] = ()) -> Side:
        """Return a side that rests on a position."""
        law = any(self.is_law(voice.standing) for voice in found.carriers)
        return Side(says, clauses or found.stance.clauses, law, (found.stance.verification,))

    def conflict(self, clash: Clash) -> Conflict:
        """Turn a difference into a finding with a stable IRI."""
        sides = {"a": self.a.jurisdiction, "b": self.b.jurisdiction}
        return Conflict(
            iri=ids.finding_iri("conflict", sides["a"], sides["b"], clash.type, *clash.key),
            type=clash.type,
            verdict=clash.verdict,
            severity=_severity(clash),
            a=sides["a"],
            b=sides["b"],
            matter=clash.matter,
            a_clauses=clash.a.clauses,
            b_clauses=clash.b.clauses,
            a_says=clash.a.says,
            b_says=clash.b.says,
            stricter=sides[clash.stricter] if clash.stricter else None,
            satisfy_both=phrase.sentence(clash.satisfy_both),
            why=phrase.sentence(clash.why),
            verification=weakest((*clash.a.verifications, *clash.b.verifications)),
        )


def pair(a: Lens, b: Lens) -> Pair:
    """Set two jurisdictions side by side; silence of either on a capability takes it out, so that it never clashes."""
    both = {name: (position(a, name), position(b, name)) for name in a.index.leaves}
    shared = {name: (mine, yours) for name, (mine, yours) in both.items() if mine.speaks and yours.speaks}
    met: dict[tuple[str, str], tuple[Standing, Standing]] = {}
    for mine, yours in shared.values():
        for m in mine.speaking:
            for y in yours.speaking:
                met.setdefault((m.standing.place, y.standing.place), (m.standing, y.standing))
    return Pair(a.index, a, b, shared, tuple(met[key] for key in sorted(met)))


def _severity(clash: Clash) -> str:
    """High where both cannot be met, medium where law stands on both sides, low where one is advice, none if equal."""
    if clash.verdict == "equal":
        return "none"
    if clash.verdict == "contradiction":
        return "high"
    return "medium" if clash.a.law and clash.b.law else "low"
