# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Which instruments apply to a product, as the answer shows it."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.schemas.common import Answer, Citation, Shape


class ApplicationOut(Shape):
    """One edition and the product."""

    edition: str
    title: str
    jurisdiction: str
    verdict: str = Field(description="in, out or undecided: whether it reaches the product, whatever the date.")
    clauses: list[Citation] = Field(description="The clauses that decide.")
    why: str
    force: str = Field(description="The kind of instrument that it is for this product.")
    binding: bool = Field(description="True where that is law.")
    when: str = Field(description="current, future, ended or undated, on the date of the answer.")
    starts: date | None
    ends: date | None
    parts: list[str] = Field(description="Dates of single parts.")
    addressed: int | None = Field(description="How many duties name the company's role; null where it was not told.")
    missing: list[str] = Field(description="Answers that are missing and decide whether it reaches the product.")
    open: list[str] = Field(description="Conditions that are unanswered and on which single provisions hang.")
    remarks: list[str]
    verification: str


class MarketOut(Shape):
    """A jurisdiction with its instruments."""

    code: str
    label: str
    applications: list[ApplicationOut]
    note: str = Field(description="Says so where nothing is held or nothing speaks yet.")


class QuestionOut(Shape):
    """What the profile leaves unanswered."""

    answer: str = Field(description="A key of the profile, a condition, or a clause that has to be read.")
    decides: str = Field(description="reach or duties.")
    text: dict[str, str] = Field(description="The question by language.")
    asked_by: list[str]


class ApplicabilityOut(Answer):
    """The whole answer; nothing of the profile is kept."""

    product: dict[str, str] = Field(description="The product's name by language, as it was sent.")
    markets: list[MarketOut]
    questions: list[QuestionOut]
