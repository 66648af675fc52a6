# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Terms of the schemes in Japanese text, by the Japanese labels and synonyms of the vocabularies, without a model.

Japanese writes no blanks between words, so that a term is looked for as it stands, the longest first. Only here is the
text normalised (NFKC: full-width and half-width forms alike), after it was cut into sentences as printed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from comity.model.requirement import Condition
from comity.model.vocab import Concept, Vocabulary

_MOST_CAPABILITIES: Final = 3
_SHARE: Final = 0.6
_SHORTEST: Final = 2
# Particles that mark who acts; 「」 and brackets may stand between.
_ACTS: Final = re.compile(r"[」』）)]?(?:は|が|も|においては|には|に対しては)")
_CONDITIONAL: Final = re.compile(r"([^、。]*?)(?:場合|とき|際|限り)(?:には|は|に|、|$)")


def folded(text: str) -> str:
    """Return text with full-width and half-width forms made one, and in lower case; for look-ups only."""
    return unicodedata.normalize("NFKC", text).casefold()


class JapaneseTerms:
    """Matches the Japanese names of one release's vocabulary; built once per extraction."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._roles = _by_length(c for c in vocabulary.scheme("role").values() if c.broader)
        self._capabilities = _by_length(vocabulary.leaves("capability"))
        self._conditions = _by_length(vocabulary.leaves("condition"))

    def bearers(self, text: str) -> tuple[str, ...]:
        """Return the roles that a part of a sentence names as its topic or subject, sorted."""
        found: set[str] = set()
        plain = folded(text)
        for at, name, notation in _found(plain, self._roles):
            if _ACTS.match(plain, at + len(name)):
                found.add(notation)
        return tuple(sorted(found))

    def capabilities(self, text: str, title: str = "") -> tuple[str, ...]:
        """Return the up to three capabilities whose names the text, else the title, holds best; sorted."""
        scores = self._scores(text) or self._scores(title)
        best = max(scores.values(), default=0)
        ranked = sorted(scores, key=lambda notation: (-scores[notation], notation))
        return tuple(sorted(n for n in ranked[:_MOST_CAPABILITIES] if scores[n] >= _SHARE * best))

    def conditions(self, text: str) -> tuple[Condition, ...]:
        """Return the predicates whose names stand in a conditional phrase (…場合, …とき), sorted."""
        phrases = [match[1] for match in _CONDITIONAL.finditer(folded(text))]
        names = {notation for phrase in phrases for _, _, notation in _found(phrase, self._conditions)}
        return tuple(Condition(name) for name in sorted(names))

    def _scores(self, text: str) -> dict[str, int]:
        scores: dict[str, int] = {}
        for _, name, notation in _found(folded(text), self._capabilities):
            scores[notation] = scores.get(notation, 0) + len(name) ** 2
        return scores


def _by_length(concepts: Iterator[Concept] | tuple[Concept, ...]) -> tuple[tuple[str, str], ...]:
    """Return (name, notation) for every Japanese name, the longest first, so that no part of a longer one is taken."""
    rows = {
        (folded(name), concept.notation)
        for concept in concepts
        for name in (concept.labels.get("ja", ""), *concept.synonyms.get("ja", ()))
        if len(name) >= _SHORTEST
    }
    return tuple(sorted(rows, key=lambda row: (-len(row[0]), row)))


def _found(text: str, names: tuple[tuple[str, str], ...]) -> Iterator[tuple[int, str, str]]:
    """Yield (place, name, notation) of names in a text; a place that a longer name covers is not used again."""
    taken: list[tuple[int, int]] = []
    for name, notation in names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not any(start < end and at < stop and (start, stop) != (at, end) for start, stop in taken):
                taken.append((at, end))
                yield at, name, notation
            at = text.find(name, end)
