# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Recognitions and route plans, as answers show them; what does not count is told apart, with the reason."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from api.schemas.common import Shape


class HoldingOut(Shape):
    """Something that is held or followed; ``external`` names a scheme whose text is not held here."""

    jurisdiction: str
    source: str | None
    edition: str | None
    levels: list[str] = Field(description="Any one of them is enough.")
    part: str | None
    clauses: list[str] = Field(description="Followed all together.")
    external: str | None
    name: str
    iri: str

    def __str__(self) -> str:
        work = self.external or f"{self.source}@{self.edition}"
        place = " or ".join(self.levels) or self.part or ", ".join(self.clauses)
        return f"{work}/{place}" if place else work


class WayOut(Shape):
    """What is held together; any one way is enough."""

    all_of: list[HoldingOut]

    def __str__(self) -> str:
        return " and ".join(map(str, self.all_of))


class TargetOut(Shape):
    """What is reached."""

    jurisdiction: str
    source: str | None
    edition: str | None
    level: str | None
    external: str | None
    name: str
    iri: str


class BasisOut(Shape):
    """The legal basis, with its clause where that text is held."""

    text: str
    clause: str | None


class RecognitionOut(Shape):
    """A label, declaration or standard that counts elsewhere; it runs one way."""

    iri: str
    id: str
    ways: list[WayOut]
    to: TargetOut
    satisfies: list[str] = Field(description="Clauses of the target that the effect reaches.")
    in_part: bool = Field(description="True when it reaches them in part and never meets them alone.")
    pinned: bool = Field(description="True when only the editions named count.")
    effect: str | None = Field(description="Null where it is not known.")
    elective: bool
    classes: list[str]
    since: date | None
    until: date | None
    state: str
    legal_basis: BasisOut
    residual: list[str]
    restrictions: list[str]
    grantor: str
    reciprocal: bool
    status: str
    note: str
    counts: bool = Field(description="Whether it meets clauses by itself on the date of the answer.")
    why_not: str | None = Field(description="Why it does not count.")


class HopOut(Shape):
    """A recognition in use, and what is held by which it applies."""

    uses: list[str]
    recognition: RecognitionOut


class OpeningOut(Shape):
    """How far one goal of a market is met."""

    market: str
    goal: str
    is_open: bool
    own: str | None = Field(description="What is held by which the goal is met directly.")
    hops: list[HopOut] = Field(description="Recognitions that meet clauses.")
    helps: list[HopOut] = Field(description="Recognitions that ease the direct way and meet nothing by themselves.")
    to_show: list[str] = Field(description="Clauses that no hop meets and no help waives.")
    status: str
    note: str = Field(description="What the goal leaves out, and whether the market compels it.")


class ActionOut(Shape):
    """Something to do: a label, a declaration or a standard to follow."""

    key: str
    kind: str
    what: str


class PlanOut(Shape):
    """A smallest set of actions that opens the markets."""

    actions: list[ActionOut]
    openings: list[OpeningOut]
    status: str


class DoubtOut(Shape):
    """A recognition towards the markets that opens nothing, and why."""

    recognition: str
    why: str


class RoutesOut(Shape):
    """Plans on verified recognitions alone, and plans that trust accounts of others too."""

    markets: list[str]
    have: list[str]
    product_class: str | None
    now: list[OpeningOut]
    proven: list[PlanOut]
    reported: list[PlanOut]
    not_counted: list[DoubtOut]
    not_asked: list[str]
    unexamined: list[str] = Field(description="Markets of which we do not know what they ask: no plan speaks of them.")
