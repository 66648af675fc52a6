# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/recognitions`` and ``/api/v1/routes``: what counts elsewhere, and the fewest actions that open markets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers import AsAt, Listing, Name
from api.answers import Query as Asking
from api.deps import AnswersDep, BookDep
from api.schemas.common import Item, Page
from api.schemas.recognition import RecognitionOut, RoutesOut
from api.show_recognitions import recognition_out, routes_out
from comity.analyse.recognised import classes_of, held, used
from comity.analyse.routes import Asked, routes

recognitions = APIRouter(prefix="/recognitions", tags=["recognitions"])
plans = APIRouter(prefix="/routes", tags=["recognitions"])
FunctionClass = Annotated[Name | None, Field(description="The function class of the product.")]


class RecognitionQuery(Listing):
    """Towards which market, and from which label."""

    market: Name | None = Field(default=None, description="The market that grants it, or the source that it leads to.")
    label: Name | None = Field(
        default=None, description="What is held: ID@EDITION/LEVEL, ID@EDITION/CLAUSE or a scheme."
    )
    product_class: FunctionClass = None
    as_at: AsAt = None


class RoutesQuery(Asking):
    """Which markets, beside which labels, on which date."""

    market: list[Name] = Field(min_length=1, max_length=12, description="A market to open; may be repeated.")
    have: list[Name] = Field(default=[], max_length=12, description="What is held already; may be repeated.")
    product_class: FunctionClass = None
    as_at: AsAt = None


@recognitions.get("", response_model=Page[RecognitionOut])
def list_recognitions(asked: Annotated[RecognitionQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List recognitions, those that do not count too: each says whether it counts on the date, and if not why."""
    known, as_at = book.release.recognitions.recognitions, asked.as_at or book.release.as_at
    party = book.party(asked.market) if asked.market else None
    label = held(book.corpus, known, asked.label) if asked.label else None
    classes = classes_of(book.vocabulary, asked.product_class)
    found = [
        entry
        for entry in known
        if (party is None or party.key in {entry.grantor, entry.to.work})
        and (label is None or used(book.corpus, entry, {label}))
    ]
    return answers.page(asked, found, lambda e: recognition_out(e, as_at, classes), Page[RecognitionOut], as_at)


@plans.get("", response_model=Item[RoutesOut])
def read_routes(asked: Annotated[RoutesQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """Say which fewest conformity actions open the markets, by which recognitions, and what stays to be done."""
    question = Asked(asked.market, asked.have, asked.as_at or book.release.as_at, asked.product_class)
    found = routes(book.corpus, book.vocabulary, book.release.recognitions, question)
    return answers.item(routes_out(found, classes_of(book.vocabulary, asked.product_class)), found.as_at)
