# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Filters by name, each checked against its vocabulary: a name that nobody knows is told, and never matches nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from api.book import Book
from comity.analyse.parties import Party
from comity.model.errors import NotFoundError
from comity.model.mapping import Mapping as Claim
from comity.model.requirement import Requirement


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requirements are wanted; an empty filter lets everything pass."""

    jurisdiction: str | None = None
    edition: str | None = None
    capabilities: frozenset[str] | None = None
    bearers: frozenset[str] | None = None
    modality: str | None = None
    kind: str | None = None

    @classmethod
    def of(
        cls,
        book: Book,
        *,
        jurisdiction: str | None,
        source: str | None,
        capability: str | None,
        bearer: str | None,
        modality: str | None,
        kind: str | None,
    ) -> Wanted:
        """Check every name; raises NotFoundError with the nearest right ones."""
        known = book.vocabulary
        return cls(
            jurisdiction=book.jurisdiction(jurisdiction) if jurisdiction else None,
            edition=book.edition_key(source) if source else None,
            capabilities=book.capabilities(capability),
            bearers=_narrower(book, "role", bearer) if bearer else None,
            modality=known.concept("modality", modality).notation if modality else None,
            kind=known.concept("statement-kind", kind).notation if kind else None,
        )

    def among(self, book: Book, times: Mapping[str, str]) -> list[Requirement]:
        """Return the requirements that pass, in document order: of the named edition, or of those that matter now."""
        return [r for r in book.corpus.requirements if self._in_place(book, r, times) and self._passes(r)]

    def _in_place(self, book: Book, requirement: Requirement, times: Mapping[str, str]) -> bool:
        edition = f"{requirement.source}@{requirement.edition}"
        if self.jurisdiction not in {None, book.sources[requirement.source].jurisdiction}:
            return False
        return edition == self.edition if self.edition else edition in times

    def _passes(self, requirement: Requirement) -> bool:
        return (
            self.modality in {None, requirement.modality}
            and self.kind in {None, requirement.kind}
            and (self.capabilities is None or not self.capabilities.isdisjoint(requirement.capability))
            and (self.bearers is None or not self.bearers.isdisjoint(requirement.bearer))
        )


def requirement_named(book: Book, typed: str) -> Requirement:
    """Return a requirement by its reference; a clause is told the requirements that it holds."""
    reference = book.full_reference(typed)
    if reference in book.requirements:
        return book.requirements[reference]
    atoms = [atom.ref for atom in book.atoms.get(reference, ())]
    if atoms:
        raise NotFoundError(typed, "is a clause, not a requirement", f"it holds {', '.join(atoms)}; write # as %23")
    return book.corpus.requirement(reference)


def mappings_of(
    book: Book, requirement: str | None, source: str | None, relation: str | None, min_confidence: float
) -> list[Claim]:
    """Return the mappings that pass, strongest first; a requirement or source may stand on either side."""
    party = book.party(source) if source else None
    reference = requirement_named(book, requirement).ref if requirement else None
    found = [
        claim
        for claim in book.release.mappings
        if claim.confidence >= min_confidence
        and relation in {None, claim.relation}
        and (reference is None or reference in {claim.subject, claim.object})
        and (party is None or _touches(book, claim, party))
    ]
    return sorted(found, key=lambda claim: (-claim.confidence, claim.subject, claim.object))


def _touches(book: Book, claim: Claim, party: Party) -> bool:
    return book.belongs(claim.subject, party) or book.belongs(claim.object, party)


def _narrower(book: Book, scheme: str, name: str) -> frozenset[str]:
    """Return a concept's notation with those of everything narrower."""
    concepts = book.vocabulary.scheme(scheme)
    found = {book.vocabulary.concept(scheme, name).notation}
    while more := {c.notation for c in concepts.values() if c.broader in found} - found:
        found |= more
    return frozenset(found)
