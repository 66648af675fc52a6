# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A corpus laid out for analysis: requirements by edition and capability, dimensions read, labels at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from comity.analyse import stance_table
from comity.analyse.stance_table import StanceTable
from comity.model.corpus import Corpus
from comity.model.dimension import Dimension, dimensions
from comity.model.errors import NotFoundError, RecordError
from comity.model.requirement import Requirement
from comity.model.source import Edition, Source
from comity.model.vocab import Concept, Vocabulary, nearest

# Strongest evidence last, so that the weakest of several is the smallest.
_VERIFICATION: Final = ("unverified", "secondary", "verified")

EditionKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Index:
    """What every analysis reads: built once from a corpus, then only looked up."""

    corpus: Corpus
    vocabulary: Vocabulary
    table: StanceTable
    dimensions: Mapping[str, Dimension]
    by_edition: Mapping[EditionKey, tuple[Requirement, ...]]
    by_capability: Mapping[tuple[str, str, str], tuple[Requirement, ...]]
    leaves: Mapping[str, Concept]
    ranks: Mapping[str, int]
    stance_bearing: frozenset[str]

    def of(self, source: Source, edition: Edition) -> tuple[Requirement, ...]:
        """Return all requirements of an edition, in document order."""
        return self.by_edition.get((source.id, edition.id), ())

    def naming(self, source: Source, edition: Edition, capability: str) -> tuple[Requirement, ...]:
        """Return the requirements of an edition that name a capability, in document order."""
        return self.by_capability.get((source.id, edition.id, capability), ())

    def bears_stance(self, requirement: Requirement) -> bool:
        """True when the text that the requirement stands in can carry a stance (scheme text-status, bearsStance)."""
        return requirement.text_status in self.stance_bearing

    def rank(self, stance: str) -> int | None:
        """Return the place of a stance in the order, higher is stronger; None for those that are never ordered."""
        return self.ranks.get(stance)

    def label(self, scheme: str, notation: str) -> str:
        """Return the English label of a term."""
        return self.vocabulary.concept(scheme, notation).label()

    def require_leaf(self, capability: str) -> None:
        """Raise NotFoundError unless this is a capability that requirements can name; a head is told its leaves."""
        if capability not in self.leaves:
            self.vocabulary.concept("capability", capability)
            below = [name for name, concept in self.leaves.items() if concept.broader == capability]
            raise NotFoundError(capability, "a head, not a capability", f"its capabilities: {', '.join(below)}")


def build(corpus: Corpus, vocabulary: Vocabulary, table: StanceTable | None = None) -> Index:
    """Index a corpus; the stance table is the one of the settings unless another is given."""
    by_edition: dict[EditionKey, list[Requirement]] = {}
    by_capability: dict[tuple[str, str, str], list[Requirement]] = {}
    for requirement in corpus.requirements:
        by_edition.setdefault((requirement.source, requirement.edition), []).append(requirement)
        for capability in requirement.capability:
            by_capability.setdefault((requirement.source, requirement.edition, capability), []).append(requirement)
    return Index(
        corpus=corpus,
        vocabulary=vocabulary,
        table=table or stance_table.current(),
        dimensions=_dimensions(corpus, vocabulary),
        by_edition={key: tuple(found) for key, found in by_edition.items()},
        by_capability={key: tuple(found) for key, found in by_capability.items()},
        leaves={concept.notation: concept for concept in vocabulary.leaves("capability")},
        ranks={name: int(rank) for name, c in vocabulary.scheme("stance").items() if (rank := c.one("rank"))},
        stance_bearing=frozenset(n for n, c in vocabulary.scheme("text-status").items() if c.flag("bearsStance")),
    )


def _dimensions(corpus: Corpus, vocabulary: Vocabulary) -> Mapping[str, Dimension]:
    """Read only the dimensions that the corpus uses, which are few of those declared."""
    known = vocabulary.scheme("dimension")
    used = {parameter.dimension: r for r in corpus.requirements for parameter in r.parameters}
    for name, requirement in used.items():
        if name not in known:
            raise RecordError(requirement.ref, f"{name!r} is not a declared parameter dimension", nearest(name, known))
    return dimensions(Vocabulary({"dimension": {name: known[name] for name in used}}))


def weakest(verifications: Iterable[str]) -> str:
    """Return the weakest of several verification statuses, verified when there are none."""
    return min(verifications, key=_VERIFICATION.index, default="verified")
