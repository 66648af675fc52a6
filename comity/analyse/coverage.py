# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Who stands where: every jurisdiction against every capability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from comity.analyse.index import build
from comity.analyse.lens import look
from comity.analyse.profile import Profile
from comity.analyse.stance import position
from comity.model.corpus import Corpus
from comity.model.finding import Stance
from comity.model.vocab import Vocabulary


@dataclass(frozen=True, slots=True)
class Coverage:
    """A matrix of stances; ``cells`` is keyed by (jurisdiction, capability), rows and columns are sorted."""

    as_at: date
    jurisdictions: tuple[str, ...]
    capabilities: tuple[str, ...]
    cells: Mapping[tuple[str, str], Stance]

    def row(self, jurisdiction: str) -> tuple[Stance, ...]:
        """Return the stances of one jurisdiction in the order of the capabilities."""
        return tuple(self.cells[jurisdiction, capability] for capability in self.capabilities)

    def column(self, capability: str) -> tuple[Stance, ...]:
        """Return the stances on one capability in the order of the jurisdictions."""
        return tuple(self.cells[jurisdiction, capability] for jurisdiction in self.jurisdictions)


def coverage(corpus: Corpus, vocabulary: Vocabulary, as_at: date, profile: Profile | None = None) -> Coverage:
    """Return the stance of every jurisdiction that has a source in the corpus on every leaf capability."""
    index = build(corpus, vocabulary)
    jurisdictions = tuple(sorted({source.jurisdiction for source in corpus.sources}))
    cells: dict[tuple[str, str], Stance] = {}
    for jurisdiction in jurisdictions:
        lens = look(index, jurisdiction, as_at, profile)
        cells |= {(jurisdiction, name): position(lens, name).stance for name in index.leaves}
    return Coverage(as_at, jurisdictions, tuple(index.leaves), cells)
