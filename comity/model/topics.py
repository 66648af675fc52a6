# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""From the words that a person types to the capability concepts that they mean."""

from __future__ import annotations

import re
import unicodedata

from comity.model.errors import NotFoundError
from comity.model.vocab import Concept, Vocabulary, nearest

_WORD = re.compile(r"[a-z0-9]+|[^\x00-\x7f]+")


def _stem(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in _WORD.findall(text.casefold()))


def names_of(concept: Concept) -> tuple[str, ...]:
    """Return every name of a concept: notation, labels and synonyms in all languages."""
    synonyms = [name for names in concept.synonyms.values() for name in names]
    return (concept.notation, *concept.labels.values(), *synonyms)


def capabilities_of(vocabulary: Vocabulary, topic: str) -> tuple[str, ...]:
    """Return the leaf capabilities that a topic names, sorted: by notation, by head, or by words of a label or synonym.

    A head that fits stands for all its leaves. Plural, case and width of letters (NFKC) do not matter. A phrase in a
    script without blanks, such as Japanese, finds the concepts whose names it holds: a glossary, no translation. Raises
    NotFoundError with the nearest labels when nothing fits.
    """
    leaves, concepts = vocabulary.leaves("capability"), vocabulary.scheme("capability")
    topic = unicodedata.normalize("NFKC", topic)
    wanted, stems = topic.strip().casefold(), _stems(topic)
    exact = [c.notation for c in leaves if wanted in {c.notation, c.broader}]
    if exact:
        return tuple(exact)
    found = [c.notation for c in leaves if stems and _fits(stems, c, concepts.get(c.broader or ""))]
    if not found:
        found = [c.notation for c in leaves if any(wanted and wanted in name.casefold() for name in names_of(c))]
    if not found:
        found = [c.notation for c in leaves if any(name in wanted for name in _wide_names(c))]
    if not found:
        names = {name.casefold() for concept in leaves for name in names_of(concept)}
        words = {word for name in names for word in _WORD.findall(name) if len(word) > 3}
        raise NotFoundError(topic, "no capability has this name", nearest(topic, names | words))
    return tuple(found)


def _wide_names(concept: Concept) -> tuple[str, ...]:
    """Return the names that are written without blanks, of two letters or more."""
    names = (unicodedata.normalize("NFKC", name).casefold() for name in names_of(concept))
    return tuple(name for name in names if len(name) > 1 and not name.isascii())


def _fits(stems: frozenset[str], *concepts: Concept | None) -> bool:
    return any(stems <= _stems(name) for concept in concepts if concept is not None for name in names_of(concept))
