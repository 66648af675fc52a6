# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Requirements from Japanese text: one per deontic ending, its facets by the Japanese names of the vocabularies."""

from __future__ import annotations

from collections.abc import Iterator

from comity.model.document import Clause, Document, Sentence
from comity.model.requirement import Requirement
from comity.model.vocab import Vocabulary
from ingest.extract.japanese import Ending, endings
from ingest.extract.japanese_terms import JapaneseTerms
from ingest.extract.rules import ORIGIN, cue_rules


class JapaneseReader:
    """Reads one document; atoms of a clause are numbered as they are found."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self._document = document
        self._terms = JapaneseTerms(vocabulary)
        self._titles = {clause.id: clause.title for clause in document.clauses}

    def run(self) -> Iterator[Requirement]:
        """Yield the requirements in document order."""
        for clause in self._document.clauses:
            if clause.text_status not in cue_rules().skipped_status:
                yield from self._clause(clause)

    def _clause(self, clause: Clause) -> Iterator[Requirement]:
        count = 0
        for sentence in clause.sentences:
            bearer: tuple[str, ...] = ()
            for part, ending in _parts(sentence):
                # A coordinate clause without a subject of its own goes on with that of the clause before it.
                bearer = self._terms.bearers(part) or bearer
                permits = ending.rule.modality == "permission"
                if permits and not bearer and clause.text_status not in cue_rules().permitting_status:
                    continue
                count += 1
                yield self._requirement(clause, sentence, part, ending, bearer, count)

    def _requirement(
        self, clause: Clause, sentence: Sentence, part: str, ending: Ending, bearer: tuple[str, ...], count: int
    ) -> Requirement:
        title = self._titles.get(clause.parent or "", "") or clause.title
        return Requirement(
            source=self._document.source,
            edition=self._document.edition,
            atom=f"{clause.id}#{count}",
            text=part.strip(),
            sentence=sentence.ordinal,
            kind=ending.rule.kind,
            modality=ending.rule.modality,
            verb=ending.rule.verb,
            form="normative-sentence",
            text_status=clause.text_status,
            language=self._document.language,
            hedge=(ending.rule.hedge,) if ending.rule.hedge else (),
            condition=self._terms.conditions(part),
            bearer=bearer,
            bearer_source="stated" if bearer else "implied-by-instrument",
            capability=self._terms.capabilities(part, title),
            effect=ending.rule.effect,
            origin=f"{ORIGIN}{ending.rule.id}",
            status="unverified",
        )


def _parts(sentence: Sentence) -> Iterator[tuple[str, Ending]]:
    """Yield each part of a sentence with the ending that closes it; what follows the last ending belongs to none."""
    start = 0
    for ending in endings(sentence.text):
        yield sentence.text[start : ending.end], ending
        start = ending.end
