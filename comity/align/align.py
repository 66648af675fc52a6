# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""From a corpus to its mappings."""

from __future__ import annotations

from comity.align.candidates import candidates
from comity.align.decide import decide
from comity.align.embed import Embedder
from comity.align.knowledge import knowledge
from comity.align.vectors import Vectors, vectors
from comity.model.corpus import Corpus
from comity.model.mapping import Mapping
from comity.model.vocab import Vocabulary


def align(
    corpus: Corpus, vocabulary: Vocabulary, embedder: Embedder, known_vectors: Vectors | None = None
) -> tuple[Mapping, ...]:
    """Map the duties and routes of different jurisdictions to each other, sorted by subject and object.

    Every pair stands once, the smaller reference as its subject. ``known_vectors`` saves embedding them again.
    """
    found = known_vectors if known_vectors is not None else vectors(corpus, vocabulary, embedder)
    known = knowledge(vocabulary)
    decided = (decide(candidate, known, found.revision) for candidate in candidates(corpus, found, known.neighbours))
    return tuple(sorted((m for m in decided if m is not None), key=lambda m: (m.subject, m.object)))
