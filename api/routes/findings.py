# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/gaps`` and ``/api/v1/conflicts``: two parties compared."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers import AsAt, Listing, Name
from api.compare import Pair
from api.deps import AnswersDep, BookDep
from api.schemas.common import Comparison
from api.schemas.finding import ConflictOut, GapOut
from api.show_findings import conflict_out, gap_out

gaps = APIRouter(prefix="/gaps", tags=["gaps"])
conflicts = APIRouter(prefix="/conflicts", tags=["conflicts"])


class PairQuery(Listing):
    """Which two parties, on which matter, for which date."""

    a: Name = Field(description="A jurisdiction, a source, or ID@EDITION.")
    b: Name = Field(description="The other side.")
    topic: Name | None = Field(default=None, description="A capability: id, label or word.")
    as_at: AsAt = None


class GapQuery(PairQuery):
    """In which direction."""

    both: bool = Field(default=False, description="Also what b asks and a does not meet.")


@gaps.get("", response_model=Comparison[GapOut])
def list_gaps(asked: Annotated[GapQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List what a asks and b does not meet, with the clauses of both, the faces of absence, and why."""
    pair = Pair.of(book, asked.a, asked.b, asked.as_at)
    found = pair.gaps(both=asked.both, topic=asked.topic)
    return answers.page(asked, found, lambda gap: gap_out(book, gap), Comparison[GapOut], pair.as_at, pair.sides)


@conflicts.get("", response_model=Comparison[ConflictOut])
def list_conflicts(asked: Annotated[PairQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List where the rules of a and b pull apart, where they meet, and how to satisfy both."""
    pair = Pair.of(book, asked.a, asked.b, asked.as_at)
    found = pair.conflicts(asked.topic)
    return answers.page(asked, found, lambda c: conflict_out(book, c), Comparison[ConflictOut], pair.as_at, pair.sides)
