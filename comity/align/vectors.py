# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Vectors of requirements and hub concepts: what candidates and a search by meaning rest on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from comity.align.embed import Embedder, Matrix
from comity.model.corpus import Corpus
from comity.model.document import Clause
from comity.model.errors import RecordError
from comity.model.requirement import Requirement
from comity.model.vocab import Concept, Vocabulary

_PARTS: Final = ("requirements", "concepts")


@dataclass(frozen=True, slots=True)
class Vectors:
    """Rows of length 1: one for each requirement reference and one for each hub concept, both sorted by name."""

    requirement_ids: tuple[str, ...]
    requirements: Matrix
    concept_ids: tuple[str, ...]
    concepts: Matrix
    revision: str

    def write(self, folder: Path) -> None:
        """Write ``requirements.npy`` and ``concepts.npy`` with the names of their rows, and the model's revision."""
        folder.mkdir(parents=True, exist_ok=True)
        parts = ((self.requirement_ids, self.requirements), (self.concept_ids, self.concepts))
        for part, (names, rows) in zip(_PARTS, parts, strict=True):
            np.save(folder / f"{part}.npy", rows, allow_pickle=False)
            (folder / f"{part}.txt").write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
        (folder / "revision.txt").write_text(f"{self.revision}\n", encoding="utf-8")


def vectors(corpus: Corpus, vocabulary: Vocabulary, embedder: Embedder) -> Vectors:
    """Embed every requirement (its clause's title in front) and every hub concept (its label and definition)."""
    titles = clause_titles(corpus)
    requirements = sorted(corpus.requirements, key=lambda requirement: requirement.ref)
    concepts = vocabulary.leaves("capability")
    return Vectors(
        requirement_ids=tuple(requirement.ref for requirement in requirements),
        requirements=embedder.encode([text_of(requirement, titles) for requirement in requirements]),
        concept_ids=tuple(concept.notation for concept in concepts),
        concepts=embedder.encode([_concept_text(concept) for concept in concepts]),
        revision=embedder.revision,
    )


def read(folder: Path) -> Vectors:
    """Read what write has written; RecordError names a part whose rows and names do not match."""
    found: list[tuple[tuple[str, ...], Matrix]] = []
    for part in _PARTS:
        names = tuple((folder / f"{part}.txt").read_text(encoding="utf-8").splitlines())
        rows = np.load(folder / f"{part}.npy", allow_pickle=False)
        if len(names) != len(rows):
            raise RecordError(str(folder / part), f"{len(rows)} vectors for {len(names)} names", "build again")
        found.append((names, rows))
    revision = (folder / "revision.txt").read_text(encoding="utf-8").strip()
    return Vectors(found[0][0], found[0][1], found[1][0], found[1][1], revision)


def clause_titles(corpus: Corpus) -> dict[str, str]:
    """Return the title of each clause by citation, or that of the nearest clause above it that has one."""
    titles: dict[str, str] = {}
    for document in corpus.documents:
        clauses = {clause.id: clause for clause in document.clauses}
        for clause in document.clauses:
            titles.setdefault(f"{document.source}@{document.edition}/{clause.id}", _title(clause, clauses))
    return titles


def text_of(requirement: Requirement, titles: dict[str, str]) -> str:
    """Return what is embedded of a requirement; a bare sentence scores worse than one under its title."""
    title = titles.get(requirement.citation, "")
    return f"{title}. {requirement.text}" if title else requirement.text


def _title(clause: Clause, clauses: dict[str, Clause]) -> str:
    seen: set[str] = set()
    while not clause.title and clause.parent in clauses and clause.id not in seen:
        seen.add(clause.id)
        clause = clauses[clause.parent]
    return clause.title


def _concept_text(concept: Concept) -> str:
    return f"{concept.label()}. {concept.definitions.get('en', '')}"
