# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Requirements from English text: one per deontic sentence part, its facets by the rules beside this module."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from comity.model.document import Clause, Document, Sentence
from comity.model.requirement import Parameter, Requirement
from comity.model.vocab import Vocabulary
from ingest.extract.language import pipeline
from ingest.extract.quantities import Quantity, dimension_of, quantities, trigger_of
from ingest.extract.rules import ORIGIN, CueRule, cue_rules
from ingest.extract.split import parts
from ingest.extract.terms import Terms, hedges, span_cues

if TYPE_CHECKING:
    from spacy.tokens import Span


@dataclass(frozen=True, slots=True)
class _Lead:
    """The cue of a lead-in that ends in a colon, which its list items carry on."""

    rule: CueRule
    bearer: tuple[str, ...]


class EnglishReader:
    """Reads one document; atoms of a clause are numbered as they are found."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self._document = document
        self._terms = Terms(vocabulary)
        self._clocks = frozenset(c.notation for c in vocabulary.scheme("dimension").values() if c.flag("clock"))
        self._titles = {clause.id: clause.title for clause in document.clauses}
        self._leads: dict[str, _Lead] = {}

    def run(self) -> Iterator[Requirement]:
        """Yield the requirements in document order."""
        for clause in self._document.clauses:
            if clause.text_status not in cue_rules().skipped_status:
                yield from self._clause(clause)

    def _clause(self, clause: Clause) -> Iterator[Requirement]:
        count = 0
        lead = self._leads.get(clause.parent or "")
        for sentence in clause.sentences:
            for requirement in self._sentence(clause, sentence, lead if sentence.ordinal == 1 else None, count):
                count += 1
                yield requirement

    def _sentence(self, clause: Clause, sentence: Sentence, lead: _Lead | None, count: int) -> Iterator[Requirement]:
        doc = pipeline()(sentence.text)
        bearer: tuple[str, ...] = ()
        found = False
        for part in parts(doc):
            cue = next(span_cues(part), None)
            if cue is None:
                continue
            found = True
            rule = cue_rules().cue(cue.label_)
            bearer = self._terms.bearers(part) or (bearer if cue.start - part.start < 2 else ())
            if rule.modality == "permission" and not bearer and clause.text_status not in cue_rules().permitting_status:
                continue
            count += 1
            yield self._requirement(clause, sentence.ordinal, part, rule, bearer, f"{clause.id}#{count}", rule.id)
            if sentence.text.endswith(":"):
                self._leads[clause.id] = _Lead(rule, bearer)
        if not found and lead is not None:
            self._leads[clause.id] = lead
            yield self._requirement(
                clause, sentence.ordinal, doc[:], lead.rule, lead.bearer, f"{clause.id}#{count + 1}", "lead-in"
            )

    def _requirement(
        self, clause: Clause, ordinal: int, part: Span, rule: CueRule, bearer: tuple[str, ...], atom: str, origin: str
    ) -> Requirement:
        title = self._titles.get(clause.parent or "", "") or clause.title
        found, note = self._parameters(part)
        hedge = {*hedges(part.text), *([rule.hedge] if rule.hedge else [])}
        return Requirement(
            source=self._document.source,
            edition=self._document.edition,
            atom=atom,
            text=part.text.strip(),
            sentence=ordinal,
            kind=rule.kind,
            modality=rule.modality,
            verb=rule.verb,
            form="normative-sentence",
            text_status=clause.text_status,
            language=self._document.language,
            hedge=tuple(sorted(hedge)),
            condition=self._terms.conditions(part),
            bearer=bearer,
            bearer_source="stated" if bearer else "implied-by-instrument",
            capability=self._terms.capabilities(part.text, title),
            parameters=found,
            effect=rule.effect,
            origin=f"{ORIGIN}{origin}",
            status="unverified",
            note=note,
        )

    def _parameters(self, part: Span) -> tuple[tuple[Parameter, ...], str]:
        """Return the parameters that a part sets, and a note on a clock whose starting event the text does not name."""
        found: list[Parameter] = []
        notes: list[str] = []
        for quantity in quantities(part):
            rule = dimension_of(quantity, part.text)
            if rule is None:
                continue
            trigger = trigger_of(part.text) if rule.dimension in self._clocks else None
            if rule.dimension in self._clocks and trigger is None:
                notes.append(f"{rule.dimension} {quantity}: the text names no event from which it runs.")
                continue
            found.append(_parameter(quantity, rule.dimension, rule.operator, trigger))
        return tuple(found), " ".join(notes)


def _parameter(quantity: Quantity, dimension: str, default: str, trigger: str | None) -> Parameter:
    operator = quantity.operator if quantity.operator != "=" else default
    unit = quantity.unit if isinstance(quantity.value, int) else None
    return Parameter(dimension, operator, quantity.value, "fixed", unit=unit, trigger=trigger)
