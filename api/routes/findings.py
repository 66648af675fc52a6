# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/gaps`` and ``/api/v1/conflicts``: two parties compared; ``/api/v1/lookalikes``: numbers that read alike."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers import AsAt, Listing, Name
from api.compare import Pair
from api.deps import AnswersDep, BookDep
from api.schemas.common import Comparison, Page
from api.schemas.finding import ConflictOut, GapOut, LookAlikeOut
from api.show_findings import conflict_out, gap_out, lookalike_out
from comity.analyse.identifiers import lookalikes as find_lookalikes

gaps = APIRouter(prefix="/gaps", tags=["gaps"])
conflicts = APIRouter(prefix="/conflicts", tags=["conflicts"])
lookalikes = APIRouter(prefix="/lookalikes", tags=["lookalikes"])


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


class LookAlikeQuery(Listing):
    """Of which source."""

    source: Name | None = Field(default=None, description="Only pairs of this source: an id or alias.")


@lookalikes.get("", response_model=Page[LookAlikeOut])
def list_lookalikes(asked: Annotated[LookAlikeQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List provisions of two works or editions whose numbers read alike and that say other things, each with why."""
    source = book.corpus.source(asked.source).id if asked.source else None
    found = find_lookalikes(book.corpus, book.vocabulary, source)
    return answers.page(asked, found, lambda p: lookalike_out(book, p), Page[LookAlikeOut], book.release.as_at)
