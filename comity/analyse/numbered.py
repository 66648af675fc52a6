# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Provisions by their numbers, each with the requirements that stand in it and in its parts without a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from comity.model.corpus import Corpus
from comity.model.document import Clause, Document
from comity.model.requirement import Requirement
from comity.model.source import Edition, Source

_PARTS: Final = re.compile(r"[a-z]+|[0-9]+")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A provision; ``parts`` are the letters and figures of its number, without case, format and leading zeros."""

    source: Source
    edition: str
    clause: str
    parts: tuple[str, ...]
    requirements: tuple[Requirement, ...]

    @property
    def ref(self) -> str:
        """The provision as cited."""
        return f"{self.source.id}@{self.edition}/{self.clause}"

    @property
    def core(self) -> tuple[str, ...]:
        """The number from its first figure on: only numbers of one core can be taken for each other."""
        start = next((at for at, part in enumerate(self.parts) if part.isdecimal()), 0)
        return self.parts[start:]


def numbered(corpus: Corpus) -> Iterator[Numbered]:
    """Yield the provisions of every edition held, in the order of the corpus."""
    documents: dict[tuple[str, str], Document] = {}
    for ours in corpus.documents:
        if ours.is_restatement:
            documents.setdefault((ours.source, ours.edition), ours)
    for source in corpus.sources:
        for edition in source.editions:
            document = documents.get((source.id, edition.id))
            if document is not None:
                yield from _of_edition(corpus, source, edition, document)


def parts(clause: str) -> tuple[str, ...]:
    """Return the letters and figures of a clause id: ``GP-TM-01`` gives gp, tm and 1."""
    return tuple(part.lstrip("0") or "0" if part.isdecimal() else part for part in _PARTS.findall(clause.casefold()))


def _of_edition(corpus: Corpus, source: Source, edition: Edition, document: Document) -> Iterator[Numbered]:
    clauses = {clause.id: clause for clause in document.clauses}
    held: dict[str, list[Requirement]] = {clause.id: [] for clause in document.clauses if clause.is_provision}
    for requirement in corpus.requirements_of(source.id, edition.id):
        provision = _provision_of(clauses, requirement.clause)
        if provision is not None:
            held[provision].append(requirement)
    for clause, requirements in held.items():
        yield Numbered(source, edition.id, clause, parts(clause), tuple(requirements))


def _provision_of(clauses: dict[str, Clause], clause: str) -> str | None:
    """Return the provision that a clause is, or is an unnumbered part of, as a note of a guideline is."""
    found = clauses.get(clause)
    while found is not None and not found.is_provision:
        found = clauses.get(found.parent or "")
    return found.id if found is not None else None
