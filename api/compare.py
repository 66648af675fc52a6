# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Findings about two parties: those that the release holds, or computed now by the same functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from api.book import Book
from api.schemas.common import Comparison
from comity.analyse.conflicts import conflicts, mirror
from comity.analyse.gaps import gaps
from comity.analyse.parties import Party, stage
from comity.model.corpus import Corpus
from comity.model.errors import RequestError
from comity.model.finding import Conflict, Gap


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parties on a date; findings on two jurisdictions on the release's own date are stored."""

    book: Book
    corpus: Corpus
    a: Party
    b: Party
    as_at: date

    @classmethod
    def of(cls, book: Book, a: str, b: str, as_at: date | None) -> Pair:
        """Resolve both names; RequestError where they are the same, two editions of a work, or one in the other."""
        first, second = book.party(a), book.party(b)
        if first.key == second.key:
            raise RequestError(f"{a}, {b}", f"both mean {first.label}", "name two different parties")
        if first.source is not None and first.source == second.source:
            raise RequestError(f"{a}, {b}", "two editions of one work are no two parties", "name two different works")
        for whole, part in ((first, second), (second, first)):
            if part.source is not None and book.sources[part.source].jurisdiction == whole.key:
                raise RequestError(f"{a}, {b}", f"{part.label} stands in {whole.label}", "name two sources instead")
        return cls(book, stage(book.corpus, first, second), first, second, as_at or book.release.as_at)

    @property
    def is_stored(self) -> bool:
        """True when the release holds the findings on this pair."""
        return self.a.source is None and self.b.source is None and self.as_at == self.book.release.as_at

    @property
    def sides(self) -> dict[str, Any]:
        """What a comparison says beside its findings."""
        return Comparison.sides(self.a, self.b, stored=self.is_stored)

    def gaps(self, *, both: bool, topic: str | None) -> list[Gap]:
        """Return what ``a`` asks and ``b`` does not meet, then the reverse where both directions are wanted."""
        chosen = self.book.capabilities(topic)
        found = self._gaps(self.a, self.b) + (self._gaps(self.b, self.a) if both else [])
        return [gap for gap in found if chosen is None or gap.capability in chosen]

    def conflicts(self, topic: str | None) -> list[Conflict]:
        """Return where the rules of ``a`` and ``b`` pull apart or meet, told with ``a`` first."""
        chosen = self.book.capabilities(topic)
        return [clash for clash in self._conflicts() if chosen is None or clash.matter in chosen]

    def _gaps(self, holder: Party, lacker: Party) -> list[Gap]:
        if self.is_stored:
            return [g for g in self.book.release.gaps if (g.holder, g.lacker) == (holder.key, lacker.key)]
        return list(gaps(self.corpus, self.book.vocabulary, holder.key, lacker.key, self.as_at))

    def _conflicts(self) -> list[Conflict]:
        if not self.is_stored:
            return list(conflicts(self.corpus, self.book.vocabulary, self.a.key, self.b.key, self.as_at))
        found = [clash for clash in self.book.release.conflicts if {clash.a, clash.b} == {self.a.key, self.b.key}]
        return [clash if clash.a == self.a.key else mirror(clash) for clash in found]
