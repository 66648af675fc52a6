# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Sources, editions and jurisdictions, as answers show them."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.schemas.common import Shape
from api.schemas.instrument import InstrumentOut


class ForceOut(Shape):
    """Legal force of the instrument, apart from the strength of its verbs."""

    kind: str
    binding: bool
    basis: str
    sanction: str
    note: str


class LicenceOut(Shape):
    """Terms of the publisher's wording; ``verbatim`` decides what may leave a release."""

    id: str
    verbatim: str
    note: str


class IssuerOut(Shape):
    """A body that issued the instrument."""

    name: str
    role: str

    def __str__(self) -> str:
        return f"{self.name} ({self.role})"


class ScopeOut(Shape):
    """What one clause says of one scope axis."""

    axis: str
    value: str
    status: str
    clause: str
    test: str | None
    verification: str
    note: str

    def __str__(self) -> str:
        return f"{self.axis} {self.value} {self.status} ({self.clause})"


class DefinitionOut(Shape):
    """A defined term, taken apart into components."""

    term: str
    clause: str
    components: dict[str, list[str]]
    verification: str
    note: str

    def __str__(self) -> str:
        return f"{self.term} ({self.clause})"


class RelationOut(Shape):
    """A stated relation to another document."""

    type: str
    target: str
    place: str
    verification: str

    def __str__(self) -> str:
        return f"{self.type} {self.target}"


class CitedOut(Shape):
    """A document that a source cites; ``is_latest`` is null where no edition is cited or the edition is not held."""

    source: str
    type: str
    document: str
    edition: str | None
    part: str | None
    place: str
    held: str | None
    clause: str | None
    is_latest: bool | None
    verification: str


class UnreadOut(Shape):
    """A part that was not read, with what others report of it."""

    part: str
    reported: str
    basis: str

    def __str__(self) -> str:
        return self.part


class ExtentOut(Shape):
    """How much was read and from what copy; silence is only as good as this."""

    examined: str
    supports_silence: bool
    read: list[str]
    unread: list[UnreadOut]
    copied_from: str = Field(validation_alias="copy", description="The copy that was read.")
    as_amended_to: str | None


class DatesOut(Shape):
    """Calendar dates of an edition; ``start`` is the first day on which it speaks."""

    adopted: date | None
    published: date | None
    in_force: date | None
    applies: date | None
    repealed: date | None
    start: date | None
    note: str


class CountsOut(Shape):
    """How many there are, and how many of the requirements rest on what."""

    provisions: int
    requirements: int
    verified: int
    secondary: int
    unverified: int


class EditionOut(Shape):
    """One edition of a work; editions are never merged."""

    reference: str = Field(description="ID@EDITION, as accepted wherever a source is asked for.")
    iri: str
    source: str
    edition: str
    label: str
    name: str
    jurisdiction: str
    force: ForceOut
    dates: DatesOut
    date_status: dict[str, str]
    extent: ExtentOut
    languages: list[str]
    counts: CountsOut

    def __str__(self) -> str:
        return self.reference


class SourceOut(Shape):
    """One work with its editions, oldest first."""

    id: str
    iri: str
    title: dict[str, str]
    short_title: dict[str, str]
    aliases: list[str]
    jurisdiction: str
    language: str
    issuers: list[IssuerOut]
    audience: list[str]
    official_url: str
    force: ForceOut
    licence: LicenceOut
    scope: list[ScopeOut]
    definitions: list[DefinitionOut]
    relations: list[RelationOut]
    instrument: InstrumentOut
    enforcement_known: str = Field(description="Of enforcement: recorded, silent (the whole was read), not-examined.")
    latest: str
    editions: list[EditionOut]


class JurisdictionOut(Shape):
    """A place where instruments stand, with those that this release holds."""

    code: str
    iri: str
    labels: dict[str, str]
    names: list[str] = Field(description="Every name that is understood.")
    broader: str | None
    sources: list[str]
