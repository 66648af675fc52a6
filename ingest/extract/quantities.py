# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Numbers with their units, in words or figures, and what stands before them (at least, within, not exceed …)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.extract.rules import DimensionRule, quantity_rules
from ingest.extract.stems import content_stems

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_REACH: Final = 6
_BETWEEN: Final = 2


@dataclass(frozen=True, slots=True, order=True)
class Quantity:
    """A number with a unit; ``value`` is the number, or the ISO 8601 duration; ``start`` its token."""

    start: int
    value: int | str
    unit: str
    operator: str

    def __str__(self) -> str:
        return (
            f"{self.operator}{self.value} {self.unit}"
            if isinstance(self.value, int)
            else f"{self.operator}{self.value}"
        )


def mark_quantities(doc: Doc) -> Doc:
    """Fill ``doc.spans["quantities"]`` with numbers that have a unit, labelled by the unit as the rules name it."""
    from spacy.tokens import Span as SpacySpan

    doc.spans["quantities"] = [SpacySpan(doc, start, end, label=name) for start, end, name in _found(doc)]
    return doc


def quantities(part: Span) -> tuple[Quantity, ...]:
    """Return the quantities of a part of a text in order."""
    within = (span for span in part.doc.spans["quantities"] if part.start <= span.start and span.end <= part.end)
    return tuple(_quantity(span) for span in sorted(within, key=lambda span: span.start))


def dimension_of(quantity: Quantity, text: str) -> DimensionRule | None:
    """Return the rule for the dimension that a quantity sets in this sentence, or None."""
    stems = content_stems(text)
    for rule in quantity_rules().dimensions:
        if quantity.unit in rule.units and any(content_stems(words) <= stems for words in rule.beside):
            return rule
    return None


def trigger_of(text: str) -> str | None:
    """Return the event from which a clock runs, where a phrase of the sentence names it."""
    folded = " ".join(text.casefold().split())
    found = ((name, phrase) for name, phrases in quantity_rules().triggers.items() for phrase in phrases)
    return next((name for name, phrase in found if phrase in folded), None)


def _found(doc: Doc) -> Iterator[tuple[int, int, str]]:
    for token in doc:
        if number_of(token) is not None and not is_inside_citation(token):
            ahead = _unit_after(doc, token.i + 1)
            if ahead is not None:
                yield token.i, *ahead


def number_of(token: Token) -> int | None:
    """Return the whole number that a token says, in figures or in words, or None."""
    text = token.lower_.replace(",", "")
    if text.isascii() and text.isdigit():
        return int(text)
    return quantity_rules().numbers.get(text)


def is_inside_citation(token: Token) -> bool:
    """True for a figure that hangs on a hyphen or slash before it, as in 800-63 or 29147/1."""
    before = token.doc[token.i - 1] if token.i else None
    return before is not None and before.text in {"-", "/", "\u2013"} and not before.whitespace_


def _unit_after(doc: Doc, start: int) -> tuple[int, str] | None:
    rules = quantity_rules()
    for at in range(start, min(start + _BETWEEN + 1, len(doc))):
        word = doc[at].lower_
        name = word if word in rules.units else word.removesuffix("s")
        if name in rules.units:
            return at + 1, name
        if word not in rules.between:
            return None
    return None


def _quantity(span: Span) -> Quantity:
    unit = quantity_rules().units[span.label_]
    number = number_of(span[0]) or 0
    before = span.doc[max(0, span.start - _REACH) : span.start]
    value = unit.iso.format(number) if unit.iso else number
    return Quantity(span.start, value, unit.unit, _operator([token.lower_ for token in before]))


def _operator(before: Sequence[str]) -> str:
    text = f" {' '.join(before)} "
    found = [
        (len(phrase), text.rindex(f" {phrase} "), sign)
        for sign, phrases in quantity_rules().operators.items()
        for phrase in phrases
        if f" {phrase} " in text
    ]
    return max(found)[2] if found else "="
