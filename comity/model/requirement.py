# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""An atomic requirement: one bearer, one modality, one action, answerable yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Value = bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value on a declared dimension (ontology/schemes/dimension.ttl).

    ``value`` is a bool, a number, a text (rank member, ISO 8601 duration, expression) or a sorted tuple of set members;
    None where the status says that the text sets no comparable value. A clock runs from its ``trigger``; it may say
    what is due (``deliverable``, a short kind, compared as written), to whom (``recipient``, sorted roles), how it may
    be extended, and whom the text spares what follows from missing it (``relief``); the last two in our words.
    """

    dimension: str
    operator: str
    value: Value | None
    status: str = "fixed"
    unit: str | None = None
    object: str | None = None
    state: tuple[str, ...] = ()
    trigger: str | None = None
    unless: str | None = None
    deliverable: str | None = None
    recipient: tuple[str, ...] = ()
    extension: str | None = None
    relief: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A predicate over the product profile that must have this truth value for the requirement to apply."""

    predicate: str
    value: bool = True

    def __str__(self) -> str:
        return self.predicate if self.value else f"not {self.predicate}"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One atomic requirement of one edition, with its facets (docs/architecture.md section 4).

    ``atom`` is ``CLAUSE#N``; ``origin`` is curated or the id of the extraction rule; ``status`` is verified, secondary
    or unverified. ``alternative_of`` names the any-of/all-of group that a route belongs to.
    """

    source: str
    edition: str
    atom: str
    text: str
    sentence: int
    kind: str
    modality: str | None
    verb: str
    form: str
    text_status: str
    language: str = "en"
    implied: bool = False
    hedge: tuple[str, ...] = ()
    object: str | None = None
    state: tuple[str, ...] = ()
    condition: tuple[Condition, ...] = ()
    bearer: tuple[str, ...] = ()
    bearer_source: str = "stated"
    beneficiary: tuple[str, ...] = ()
    counterparty: tuple[str, ...] = ()
    capability: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    alternative_of: str | None = None
    alternative_type: str | None = None
    satisfies: tuple[str, ...] = ()
    effect: str | None = None
    generic: bool = False
    valid_from: date | None = None
    valid_to: date | None = None
    origin: str = "curated"
    status: str = "verified"
    note: str = ""

    @property
    def clause(self) -> str:
        """The id of the clause that states it."""
        return self.atom.rpartition("#")[0]

    @property
    def ref(self) -> str:
        """The full reference, ``SOURCE@EDITION/CLAUSE#N``, as printed and as accepted on the command line."""
        return f"{self.source}@{self.edition}/{self.atom}"

    @property
    def citation(self) -> str:
        """The clause with its source and edition, ``SOURCE@EDITION/CLAUSE``."""
        return f"{self.source}@{self.edition}/{self.clause}"
