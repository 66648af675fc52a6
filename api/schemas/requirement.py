# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Requirements, provisions and mappings, as answers show them."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.schemas.common import Citation, Shape
from api.schemas.source import ForceOut


class ParameterOut(Shape):
    """A value on a declared dimension."""

    dimension: str
    operator: str
    value: bool | int | float | str | list[str] | None
    status: str
    unit: str | None
    object: str | None
    state: list[str]
    trigger: str | None
    unless: str | None
    deliverable: str | None = Field(description="What is due when the clock has run; null where it is no clock.")
    recipient: list[str] = Field(description="The roles to whom it is due.")
    extension: str | None = Field(description="By what the time may be extended.")
    relief: str | None = Field(description="Whom the text spares what follows from missing the time.")

    def __str__(self) -> str:
        said = f"{self.operator} {self.value}" if self.value is not None else self.status
        return f"{self.dimension} {said}" + (f" {self.unit}" if self.unit else "")


class ConditionOut(Shape):
    """A predicate over the product profile that must have this truth value."""

    predicate: str
    value: bool

    def __str__(self) -> str:
        return self.predicate if self.value else f"not {self.predicate}"


class RequirementOut(Shape):
    """An atomic requirement: strength of the verb, condition and legal force stay apart."""

    ref: str
    iri: str
    citation: str = Field(description="The clause that states it, SOURCE@EDITION/CLAUSE.")
    clause_iri: str
    clause_title: str
    source: str
    edition: str
    jurisdiction: str
    force: ForceOut
    text: str = Field(description="What it says, in our words.")
    language: str
    kind: str
    modality: str | None
    verb: str
    form: str
    implied: bool
    hedge: list[str]
    text_status: str
    object: str | None
    state: list[str]
    condition: list[ConditionOut]
    bearer: list[str]
    bearer_source: str
    beneficiary: list[str]
    counterparty: list[str]
    capability: list[str]
    subject: list[str]
    parameters: list[ParameterOut]
    alternative_of: str | None
    alternative_type: str | None
    satisfies: list[str]
    effect: str | None
    generic: bool
    when: str = Field(description="On the date of the answer: current, future, ended, undated or superseded.")
    applies_from: date | None = Field(description="The first day on which it speaks: its own date, or its edition's.")
    applies_to: date | None
    origin: str
    verification: str
    note: str

    def __str__(self) -> str:
        return self.ref


class ProvisionOut(Shape):
    """A clause of an edition with its atomic requirements."""

    ref: str
    iri: str
    source: str
    edition: str
    jurisdiction: str
    clause: str
    number: str
    title: str
    parent: str | None
    text_status: str
    is_provision: bool
    language: str
    text: str = Field(description="Our restatement.")
    wording: str | None = Field(description="The publisher's words, where held and where their terms allow.")
    wording_withheld: str | None = Field(description="Why the publisher's words are not given.")
    wording_at: str | None = Field(description="File, page and characters where they stand.")
    requirements: list[RequirementOut]


class MappingOut(Shape):
    """A claim that two requirements stand in a set relation, read "subject is … object", with its evidence."""

    iri: str
    subject: Citation
    relation: str
    object: Citation
    confidence: float
    justification: str
    rationale: str
    similarity: float
    decided_by: list[str]
    why: str
    model: str
    verification: str
