# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""From the words that a person types to the capability concepts that they mean."""

from __future__ import annotations

import re

from comity.model.errors import NotFoundError
from comity.model.vocab import Concept, Vocabulary, nearest

_WORD = re.compile(r"[a-z0-9]+|[^\x00-\x7f]+")


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in words
    )


def names_of(concept: Concept) -> tuple[str, ...]:
    """Return every name of a concept: notation, labels and synonyms in all languages."""
    synonyms = [name for names in concept.synonyms.values() for name in names]
    return (concept.notation, *concept.labels.values(), *synonyms)


def capabilities_of(vocabulary: Vocabulary, topic: str) -> tuple[str, ...]:
    """Return the leaf capabilities that a topic names, sorted: by notation, by head, or by words of a label or synonym.

    Plural and case do not matter. Raises NotFoundError with the nearest labels when nothing fits.
    """
    leaves = vocabulary.leaves("capability")
    wanted = topic.strip().casefold()
    exact = [c.notation for c in leaves if wanted in {c.notation, c.broader}]
    if exact:
        return tuple(exact)
    stems = _stems(topic)
    found = [c.notation for c in leaves if stems and any(stems <= _stems(name) for name in names_of(c))]
    if not found:
        found = [c.notation for c in leaves if any(wanted and wanted in name.casefold() for name in names_of(c))]
    if not found:
        labels = {label for concept in leaves for label in (concept.notation, concept.label())}
        raise NotFoundError(topic, "no capability has this name", nearest(topic, labels))
    return tuple(found)
