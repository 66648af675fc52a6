# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What the vocabularies know that a decision between two requirements needs."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from comity.model.dimension import Dimension, dimensions
from comity.model.vocab import Vocabulary

_NOTATION: Final = re.compile(r"\b[a-z]+\.[a-z-]+\b")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the facets are read with; ``neighbours`` are pairs of capabilities that are easily confused."""

    vocabulary: Vocabulary
    dimensions: Mapping[str, Dimension]
    neighbours: frozenset[tuple[str, str]]

    def names(self, scheme: str, terms: Collection[str]) -> str:
        """Return the English labels of terms, sorted, for a sentence; of none of them ``nothing``."""
        labels = sorted(self.vocabulary.concept(scheme, term).label() for term in terms)
        return ", ".join(labels) or "nothing"

    def sides(self, roles: Collection[str]) -> frozenset[str]:
        """Return the sides (maker, supply, use, public, others) that roles stand on."""
        concepts = (self.vocabulary.concept("role", role) for role in roles)
        return frozenset(concept.broader or concept.notation for concept in concepts)


def knowledge(vocabulary: Vocabulary) -> Knowledge:
    """Gather what a vocabulary knows."""
    return Knowledge(vocabulary, dimensions(vocabulary), _neighbours(vocabulary))


def _neighbours(vocabulary: Vocabulary) -> frozenset[tuple[str, str]]:
    """Return the pairs of capabilities, both ways round, of which one's definition leaves the other out by name."""
    leaves = vocabulary.leaves("capability")
    known = {concept.notation for concept in leaves}
    pairs: set[tuple[str, str]] = set()
    for concept in leaves:
        notes = " ".join(note for note in concept.scope_notes if note.startswith("Excludes"))
        for other in known.intersection(_NOTATION.findall(notes)):
            pairs |= {(concept.notation, other), (other, concept.notation)}
    return frozenset(pairs)
