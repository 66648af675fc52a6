# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""How well the rules extract: machine-made requirements beside the curated ones of the same text, facet by facet.

A sentence with a modal verb is what the rules look for; statements without one (capabilities, outcomes, imperatives,
questions) are counted apart, since no rule claims to find them. Macro-F1 and Cohen's kappa over modalities, micro-F1
over the members of the other facets, as usual for multi-label extraction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from sklearn.metrics import cohen_kappa_score

from comity.model.document import Document
from comity.model.requirement import Requirement

NOTHING: Final = "nothing"
MODALITIES: Final = ("obligation", "prohibition", "recommendation", "advice-against", "permission")
_ROUNDING: Final = 3
# Facets that are sets: what each member is called. Implied bearers are no finding of the rules and count for nobody.
SETS: Final[Mapping[str, Callable[[Requirement], Iterable[str]]]] = {
    "bearer": lambda r: r.bearer if r.bearer_source == "stated" else (),
    "condition": lambda r: (str(condition) for condition in r.condition),
    "capability": lambda r: r.capability,
    "parameters": lambda r: (f"{p.dimension} {p.operator} {p.value}" for p in r.parameters if p.value is not None),
}

Unit = tuple[str, int]


@dataclass(slots=True)
class Tally:
    """Counts of one text, or of several added up."""

    sentences: int = 0
    without_verb: int = 0
    without_verb_found: int = 0
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    sets: dict[str, Counter[str]] = field(default_factory=lambda: {name: Counter() for name in SETS})

    def add(self, other: Tally) -> None:
        """Add the counts of another text."""
        self.sentences += other.sentences
        self.without_verb += other.without_verb
        self.without_verb_found += other.without_verb_found
        self.confusion.update(other.confusion)
        for name, counts in other.sets.items():
            self.sets[name].update(counts)

    def scores(self) -> dict[str, float | int | None]:
        """Return the figures: macro-F1 and kappa of modality, micro-F1 of other facets; None where nothing counts."""
        found = {name: _f1(counts["both"], counts["machine"], counts["gold"]) for name, counts in self.sets.items()}
        return {
            "deontic": sum(count for (gold, _), count in self.confusion.items() if gold != NOTHING),
            "modality_macro_f1": self._macro(),
            "modality_kappa": self._kappa(),
            **{f"{name}_micro_f1": score for name, score in found.items()},
            "without_verb": self.without_verb,
            "without_verb_found": self.without_verb_found,
        }

    def _macro(self) -> float | None:
        labels = {gold for gold, _ in self.confusion} - {NOTHING}
        scores = [self._label(label) for label in sorted(labels)]
        return round(sum(scores) / len(scores), _ROUNDING) if scores else None

    def _label(self, label: str) -> float:
        gold = sum(count for (was, _), count in self.confusion.items() if was == label)
        machine = sum(count for (_, told), count in self.confusion.items() if told == label)
        return _f1(self.confusion[label, label], machine, gold) or 0.0

    def _kappa(self) -> float | None:
        rows = [pair for pair, count in sorted(self.confusion.items()) for _ in range(count)]
        if len({label for row in rows for label in row}) < 2:
            return None
        return round(float(cohen_kappa_score([row[0] for row in rows], [row[1] for row in rows])), _ROUNDING)


def evaluate(
    document: Document, restated: Document, gold: Sequence[Requirement], machine: Sequence[Requirement]
) -> Tally:
    """Compare what the rules found in a document with the curated requirements, sentence by sentence.

    The splitting of a sentence into parts is not measured: a sentence has the modalities, bearers and so on of all its
    parts. Where the document cuts a clause into other sentences than our restatement, the clause counts as one.
    """
    sizes = {clause.id: len(clause.sentences) for clause in restated.clauses}
    units = {clause.id: len(clause.sentences) == sizes.get(clause.id) for clause in document.clauses}
    tally = Tally(sentences=sum(len(clause.sentences) for clause in document.clauses))
    found: dict[Unit, tuple[list[Requirement], list[Requirement]]] = {}
    for side, several in enumerate((gold, machine)):
        for requirement in several:
            if requirement.clause in units and requirement.modality is not None:
                unit = (requirement.clause, requirement.sentence if units[requirement.clause] else 0)
                found.setdefault(unit, ([], []))[side].append(requirement)
    for ours, theirs in found.values():
        _count(tally, ours, theirs)
    return tally


def _count(tally: Tally, gold: Sequence[Requirement], machine: Sequence[Requirement]) -> None:
    worded = [requirement for requirement in gold if requirement.verb != "none"]
    if gold and not worded:
        tally.without_verb += 1
        tally.without_verb_found += bool(machine)
        return
    tally.confusion.update(_paired({str(r.modality) for r in worded}, {str(r.modality) for r in machine}))
    if not worded:
        return
    for name, members in SETS.items():
        wanted = {member for requirement in worded for member in members(requirement)}
        told = {member for requirement in machine for member in members(requirement)}
        tally.sets[name].update({"gold": len(wanted), "machine": len(told), "both": len(wanted & told)})


def _paired(gold: set[str], machine: set[str]) -> Iterator[tuple[str, str]]:
    """Yield (curated, extracted): equal modalities with each other, what is left over in order, then with nothing."""
    yield from ((label, label) for label in sorted(gold & machine))
    yield from zip_longest(sorted(gold - machine), sorted(machine - gold), fillvalue=NOTHING)


def _f1(both: int, machine: int, gold: int) -> float | None:
    if not (machine or gold):
        return None
    return round(2 * both / (machine + gold), _ROUNDING)
