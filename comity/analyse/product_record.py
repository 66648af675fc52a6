# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The shape of a product profile as it comes in, from a file or a request; it is checked here and nowhere assumed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, model_validator

from comity.model.vocab import nearest

Term = Annotated[str, Field(min_length=1, max_length=100)]
Title = Annotated[str, Field(min_length=1, max_length=200)]
Language = Annotated[str, Field(pattern="^(en|ja)$")]


def _titles(given: Any) -> Any:
    """A name without a language is taken as English."""
    return {"en": given} if isinstance(given, str) else given


def _listed(given: Any) -> Any:
    """One term may stand without a list around it."""
    return [given] if isinstance(given, str) else given


def _day(given: Any) -> Any:
    """Numbers are refused, which would be read as seconds since 1970, and so are times of day."""
    if given is None or isinstance(given, str) or (isinstance(given, date) and not isinstance(given, datetime)):
        return given
    raise ValueError("not a date, write it as 2026-01-31")


Terms = Annotated[list[Term], BeforeValidator(_listed), Field(max_length=50)]


class ProductRecord(BaseModel):
    """What is known of a product; a key that is missing is unknown, never assumed."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    name: Annotated[dict[Language, Title], BeforeValidator(_titles), Field(min_length=1)] = Field(
        description="A short title by language (en, ja), or in English alone."
    )
    kind: Annotated[Terms, Field(min_length=1)] = Field(description="All that it is: terms of the scheme product-kind.")
    class_: Term | None = Field(default=None, alias="class", description="A term of the scheme function-class.")
    users: Terms = Field(default=[], description="All its user groups, of the scheme user-group.")
    connections: Terms = Field(default=[], description="All its connections, of the scheme connection.")
    answers: Annotated[dict[Term, StrictBool], Field(max_length=300)] = Field(
        default={}, description="Whether conditions of the scheme condition hold; one not named is unanswered."
    )
    role: Term | None = Field(default=None, description="What the company is to the product, of the scheme role.")
    markets: Terms = Field(default=[], description="Jurisdictions where it is sold, by code or name.")
    placed_on_market: Annotated[date | None, BeforeValidator(_day)] = Field(
        default=None, description="When this unit was or will be supplied for the first time on the markets."
    )

    @model_validator(mode="before")
    @classmethod
    def _known_keys(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            raise ValueError("a profile is a mapping of keys, such as name, class and kind")
        for key in given:
            if key not in KEYS:
                raise ValueError(f"{key!r} is no key of a profile ({nearest(str(key), KEYS)})")
        return given


KEYS: Final = tuple(field.alias or name for name, field in ProductRecord.model_fields.items())
