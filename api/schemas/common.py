# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What every answer carries, and what every answer cites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from comity.analyse.parties import Party

NOTICE: Final = "Informative; not legal advice."
T = TypeVar("T", bound=BaseModel)


class Shape(BaseModel):
    """A frozen piece of an answer; it can be made from a record that has the same field names."""

    model_config = ConfigDict(from_attributes=True, frozen=True)


class Answer(Shape):
    """Every answer says which date and which release it speaks for."""

    as_at: date = Field(description="The date that the answer is for.")
    release: str = Field(description="The version of the release that was asked.")
    notice: str = NOTICE


class Item(Answer, Generic[T]):
    """One thing."""

    item: T


class Page(Answer, Generic[T]):
    """A window on a list; the Link header leads to the neighbouring windows."""

    total: int = Field(description="How many there are in all.")
    limit: int
    offset: int
    items: list[T]


class PartyOut(Shape):
    """A side of a comparison, as the name that was typed was understood."""

    key: str
    label: str
    source: str | None
    edition: str | None


class Comparison(Page[T], Generic[T]):
    """A window on a list of findings about two parties."""

    a: PartyOut
    b: PartyOut
    stored: bool = Field(description="True when the release holds these findings; false when they were computed now.")

    @staticmethod
    def sides(a: Party, b: Party, *, stored: bool) -> dict[str, Any]:
        """Return what a comparison says beside its window."""
        return {"a": PartyOut.model_validate(a), "b": PartyOut.model_validate(b), "stored": stored}


class Citation(Shape):
    """A requirement or clause that an answer rests on, with its IRI and our restatement of it."""

    ref: str = Field(description="SOURCE@EDITION/CLAUSE#N, or SOURCE@EDITION/CLAUSE where a whole clause is meant.")
    iri: str
    clause: str = Field(description="The clause, SOURCE@EDITION/CLAUSE.")
    clause_iri: str
    text: str | None = Field(description="What it says, in our words.")
    verification: str | None = Field(description="What the reading rests on; null for a whole clause.")

    def __str__(self) -> str:
        return self.ref


def facts(record: object) -> Mapping[str, Any]:
    """Return the fields of a dataclass record, one level deep, for a shape that adds to them."""
    if not is_dataclass(record):
        raise TypeError(f"{type(record).__name__} is no record")
    return {field.name: getattr(record, field.name) for field in fields(record)}
