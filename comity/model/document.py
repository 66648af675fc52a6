# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What readers and parsers hand on: anchored blocks, and the clauses that a parser finds in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a text stands: file, 1-based page (None where there are none) and character span in that page or file."""

    file: str
    page: int | None
    start: int
    end: int

    def __str__(self) -> str:
        page = f" page {self.page}" if self.page is not None else ""
        return f"{self.file}{page} characters {self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that belongs together (heading, paragraph, list item, cell) with its place.

    ``role`` is heading, paragraph, item, cell, comment or furniture; ``level`` is the heading depth (1-6) or 0.
    ``size`` is the height of the type in points where the format knows it, else 0.
    """

    text: str
    anchor: Anchor
    role: str = "paragraph"
    level: int = 0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a clause; its ordinal is 1-based and stable within an edition."""

    ordinal: int
    text: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered or named part of a document, with its own sentences but not those of its children.

    ``is_provision`` marks the parts that the publisher numbers as provisions and that ``expect`` counts.
    """

    id: str
    number: str
    title: str
    parent: str | None
    text_status: str
    is_provision: bool
    sentences: tuple[Sentence, ...]
    anchor: Anchor

    @property
    def text(self) -> str:
        """The clause's own text, sentences joined by blanks."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Document:
    """One language version of one edition, parsed from one file."""

    source: str
    edition: str
    language: str
    is_restatement: bool
    clauses: tuple[Clause, ...]

    def clause(self, clause_id: str) -> Clause | None:
        """Return a clause by its id."""
        return next((clause for clause in self.clauses if clause.id == clause_id), None)
