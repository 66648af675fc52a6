# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The shape of ``recognitions.yml``, checked at the door as that of ``source.yml`` is (ingest/records.py)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from ingest.records import Record, Text, Texts

# A name that is never used again for another thing; it becomes a part of an IRI.
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]
Held = Annotated[str, Field(pattern=r"^[^@/\s]+@[^@/\s]+$")]


class SchemeRecord(Record):
    """A scheme that is not held, by name; what its ids mean is told in words."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.@-]*$")]
    name: Text
    jurisdiction: str
    iri: str = ""


class OneWork(Record):
    """An edition that is held, or a scheme that is not: one of the two."""

    source: Held | None = None
    external: SchemeRecord | None = None

    @model_validator(mode="after")
    def one_of_the_two(self) -> Self:
        """Refuse both, and neither."""
        if (self.source is None) == (self.external is None):
            raise ValueError("name a source (ID@EDITION) or an external scheme, and not both")
        return self


class HoldingRecord(OneWork):
    """What is held: any of the levels, a part, or all of the clauses; the whole where none is named."""

    levels: tuple[Text, ...] = ()
    part: Text | None = None
    clauses: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def one_at_most(self) -> Self:
        """Refuse levels, a part and clauses beside each other: which of them would count is not told."""
        if sum(map(bool, (self.levels, self.part, self.clauses))) > 1:
            raise ValueError("name levels, a part or clauses, and not two of them")
        return self


class WayRecord(Record):
    """What is held together."""

    all_of: Annotated[tuple[HoldingRecord, ...], Field(min_length=1, alias="all-of")]


class WaysRecord(Record):
    """Any one of these ways is enough."""

    any_of: Annotated[tuple[WayRecord, ...], Field(min_length=1, alias="any-of")]


class TargetRecord(OneWork):
    """What is reached."""

    level: Text | None = None


class BasisRecord(Record):
    """Where it stands; ``clause`` is ``SOURCE@EDITION/CLAUSE``."""

    text: Text
    clause: Text | None


class RecognitionRecord(Record):
    """One edge."""

    id: Slug
    from_: WaysRecord = Field(alias="from")
    to: TargetRecord
    satisfies: Texts
    in_part: bool = False
    edition: Literal["pinned", "as-amended"]
    effect: str | None
    use: Literal["elective", "automatic"]
    classes: tuple[Text, ...] = ()
    since: date | None
    until: date | None = None
    state: str
    legal_basis: BasisRecord
    residual: tuple[Text, ...] = ()
    restrictions: tuple[Text, ...] = ()
    grantor: str
    direction: Literal["one-way", "reciprocal"]
    status: str
    note: str = ""


class GoalRecord(Record):
    """What a market asks for; the clauses of a level are read off the instrument."""

    market: str
    source: Held
    level: Text | None = None
    asks: tuple[Text, ...] = ()
    action: Text
    status: str
    note: str = ""

    @model_validator(mode="after")
    def one_of_the_two(self) -> Self:
        """Refuse a level with clauses of its own, and a goal that asks nothing."""
        if (self.level is None) == (not self.asks):
            raise ValueError("name a level, or the clauses that are asked")
        return self


class RecognitionsRecord(Record):
    """The whole of ``recognitions.yml``."""

    goals: tuple[GoalRecord, ...] = ()
    recognitions: tuple[RecognitionRecord, ...] = ()
