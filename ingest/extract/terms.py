# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Terms of the schemes in a text: bearers, conditions, hedges and capabilities, by stems and without a model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from comity.model.errors import RecordError
from comity.model.requirement import Condition
from comity.model.vocab import Concept, Vocabulary
from ingest.extract.rules import condition_rules, cue_rules
from ingest.extract.stems import content_stems

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_MOST_CAPABILITIES: Final = 3
_SHARE: Final = 0.6
_WORD: Final = re.compile(r"[^\W_]+")


class Terms:
    """Matches the terms of one release's vocabulary; built once per extraction."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._roles = {
            phrase: c.notation for c in vocabulary.scheme("role").values() for phrase in _phrases(c) if c.broader
        }
        leaves = [(c.notation, content_stems(label)) for c in vocabulary.leaves("capability") for label in _labels(c)]
        self._capabilities = sorted(
            ((n, stems) for n, stems in leaves if stems), key=lambda row: (row[0], sorted(row[1]))
        )
        self._conditions = tuple(_predicates(vocabulary))

    def bearers(self, span: Span) -> tuple[str, ...]:
        """Return the roles that a sentence part names as doing what its cue asks.

        The roles before the cue where it is active, those after "by" where it is passive.
        """
        cue = next(iter(span_cues(span)), None)
        if cue is None:
            return ()
        after = span.doc[cue.end : span.end]
        if is_passive(after):
            return self._roles_in([t for by in _after_by(after) for t in by])
        return self._roles_in([t for t in span.doc[span.start : cue.start] if not t.is_punct or t.text == "/"])

    def _roles_in(self, tokens: list[Token]) -> tuple[str, ...]:
        words = [_singular(token.text) for token in tokens]
        found: set[str] = set()
        at = 0
        while at < len(words):
            sizes = [size for size in (4, 3, 2, 1) if tuple(words[at : at + size]) in self._roles]
            if sizes and not _hangs_on_preposition(words[:at]):
                found.add(self._roles[tuple(words[at : at + sizes[0]])])
            at += sizes[0] if sizes else 1
        return tuple(sorted(found))

    def conditions(self, span: Span) -> tuple[Condition, ...]:
        """Return the predicates that stand in the conditional phrases of a sentence part, sorted."""
        found: dict[str, bool] = {}
        for opener, words in condition_phrases(span):
            stems = content_stems(words)
            for predicate, phrase, value in self._conditions:
                if phrase <= stems:
                    found.setdefault(predicate, value != (opener in condition_rules().negating))
        return tuple(Condition(predicate, value) for predicate, value in sorted(found.items()))

    def capabilities(self, text: str, title: str = "") -> tuple[str, ...]:
        """Return the up to three capabilities whose terms the text, else the title, holds best; sorted."""
        scores = self._scores(content_stems(text)) or self._scores(content_stems(title))
        best = max(scores.values(), default=0)
        ranked = sorted(scores, key=lambda notation: (-scores[notation], notation))
        return tuple(sorted(n for n in ranked[:_MOST_CAPABILITIES] if scores[n] >= _SHARE * best))

    def _scores(self, stems: frozenset[str]) -> dict[str, int]:
        scores: dict[str, int] = {}
        for notation, phrase in self._capabilities:
            if phrase <= stems:
                scores[notation] = scores.get(notation, 0) + len(phrase) ** 2
        return scores


def hedges(text: str) -> tuple[str, ...]:
    """Return the hedges whose phrases a text holds, sorted."""
    words = f" {' '.join(_WORD.findall(text.casefold()))} "
    table = cue_rules().hedges.items()
    return tuple(sorted(name for name, phrases in table if any(f" {phrase} " in words for phrase in phrases)))


def span_cues(span: Span) -> Iterator[Span]:
    """Yield the cues that lie in a part of a text."""
    return (cue for cue in span.doc.spans["cues"] if span.start <= cue.start and cue.end <= span.end)


def is_passive(after: Span) -> bool:
    """True when what follows a cue is "be", perhaps an adverb, and a participle."""
    words = [token.lower_ for token in after[:4]]
    if "be" not in words[:2]:
        return False
    rest = [word for word in words[words.index("be") + 1 :] if not word.endswith("ly")][:1]
    return any(word.endswith(("ed", "en")) or word in cue_rules().participles for word in rest)


def condition_phrases(span: Span) -> Iterator[tuple[str, str]]:
    """Yield each conditional phrase with the word that opens it; it ends at a comma or at the cue."""
    openers = "|".join(re.escape(opener) for opener in sorted(condition_rules().openers, key=len, reverse=True))
    cues = [cue.start_char - span.start_char for cue in span_cues(span)]
    for match in re.finditer(rf"\b({openers})\b", span.text, re.IGNORECASE):
        rest = span.text[match.end() :]
        stops = [rest.find(",")] + [start - match.end() for start in cues]
        ends = [stop for stop in stops if stop >= 0]
        yield match[1].casefold(), rest[: min(ends)] if ends else rest


def _after_by(after: Span) -> Iterator[list[Token]]:
    for token in after:
        if token.lower_ == "by" and after.doc[token.i + 1 : token.i + 2].text.lower() not in {"which", "whom"}:
            yield list(after.doc[token.i + 1 : min(token.i + 8, after.end)])


def _singular(word: str) -> str:
    """Return a word in lower case without the plural; roles take no other ending (installing is no installer)."""
    folded = word.casefold()
    return folded.removesuffix("s") if len(folded) > 3 and not folded.endswith("ss") else folded


def _hangs_on_preposition(words: Sequence[str]) -> bool:
    """True when the last word that is no article is a preposition: "for consumers", "to the user"."""
    before = [word for word in words if word not in {"the", "a", "an", "any", "each", "every", "their"}]
    return bool(before) and before[-1] in {"for", "to", "of", "from", "with", "on", "at", "in", "by", "which"}


def _labels(concept: Concept) -> tuple[str, ...]:
    return (concept.label("en"), *concept.synonyms.get("en", ()))


def _phrases(concept: Concept) -> Iterator[tuple[str, ...]]:
    for label in _labels(concept):
        yield tuple(_singular(word) for word in _WORD.findall(label))


def _predicates(vocabulary: Vocabulary) -> Iterable[tuple[str, frozenset[str], bool]]:
    for concept in vocabulary.leaves("condition"):
        stems = (content_stems(label) for label in _labels(concept))
        yield from ((concept.notation, phrase, True) for phrase in stems if len(phrase) > 1)
    for name, phrases in condition_rules().predicates.items():
        predicate = name.removeprefix("not:")
        if not vocabulary.has("condition", predicate):
            raise RecordError("ingest/extract/conditions.yml", f"{predicate} is no term of the scheme condition")
        for phrase in phrases:
            yield predicate, content_stems(phrase), not name.startswith("not:")
