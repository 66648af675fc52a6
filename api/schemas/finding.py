# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Capabilities, stances, gaps, changes and conflicts, as answers show them; an absence keeps its face."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.schemas.common import Citation, Shape


class ReadingOut(Shape):
    """What was read of an edition and what was not."""

    edition: str
    examined: str
    read: list[str]
    unread: list[str]

    def __str__(self) -> str:
        return f"{self.edition}: {self.examined}" + (f", not read: {', '.join(self.unread)}" if self.unread else "")


class StanceOut(Shape):
    """Where a jurisdiction stands on a capability; ``rank`` is null for the kinds that are never ordered."""

    jurisdiction: str
    capability: str
    kind: str
    rank: int | None
    as_at: date
    clauses: list[Citation]
    nearest: list[Citation]
    conditions: list[str]
    readings: list[ReadingOut]
    why: str
    verification: str

    def __str__(self) -> str:
        return f"{self.jurisdiction}: {self.kind}"


class CapabilityOut(Shape):
    """A concept of the hub, with where each jurisdiction stands on it."""

    notation: str
    iri: str
    labels: dict[str, str]
    definitions: dict[str, str]
    synonyms: dict[str, list[str]]
    scope_notes: list[str]
    broader: str | None
    stances: list[StanceOut]


class GapOut(Shape):
    """Something that ``holder`` asks and ``lacker`` does not meet."""

    iri: str
    type: str
    holder: str
    lacker: str
    capability: str
    dimension: str | None
    why: str
    differs_in: list[str]
    verification: str
    holder_clauses: list[Citation]
    nearest: list[Citation] = Field(description="The clauses of the lacker that come closest.")
    holder_stance: StanceOut
    lacker_stance: StanceOut


class FacetChangeOut(Shape):
    """A facet that differs between two editions; ``change`` is null where neither asks for more or reaches further."""

    facet: str
    was: str
    now: str
    change: str | None

    def __str__(self) -> str:
        return f"{self.facet}: {self.was}, then {self.now}" + (f" [{self.change}]" if self.change else "")


class ChangeOut(Shape):
    """What became of provisions from one edition of a work to the next; several kinds may hold."""

    iri: str
    source: str
    from_edition: str
    to_edition: str
    old: list[Citation]
    new: list[Citation]
    changes: list[str]
    facets: list[FacetChangeOut]
    why: str
    verification: str


class ConflictOut(Shape):
    """A point on which two parties' rules pull apart, or meet exactly (verdict ``equal``)."""

    iri: str
    type: str
    verdict: str
    severity: str
    a: str
    b: str
    matter: str
    a_says: str
    b_says: str
    a_clauses: list[Citation]
    b_clauses: list[Citation]
    stricter: str | None
    satisfy_both: str
    why: str
    verification: str


class LookAlikeOut(Shape):
    """Two provisions whose numbers read alike and that say other things."""

    a: Citation
    b: Citation
    how: str = Field(description="Equal, format, prefix, or void where the later edition has no such provision.")
    differs_in: list[str]
    why: str
    verification: str
