# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/applicability``: which instruments reach the product whose profile is sent; nothing of it is kept."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from api import protocol
from api.answers import JSON, AsAt, Name
from api.answers import Query as Parameters
from api.book import Book
from api.deps import AnswersDep, BookDep
from api.problems import UnsupportedMediaTypeError
from api.schemas.applicability import ApplicabilityOut, ApplicationOut, MarketOut, QuestionOut
from api.schemas.common import facts
from comity.analyse.applies import Answer, Application, Market, applies
from comity.analyse.product import Product, product
from comity.analyse.product_record import ProductRecord
from comity.analyse.questions import Question

router = APIRouter(prefix="/applicability", tags=["applicability"])
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {JSON: {"schema": ProductRecord.model_json_schema(by_alias=True)}},
    }
}


class ApplicabilityQuery(Parameters):
    """Where and when."""

    market: list[Name] = Field(default=[], max_length=50, description="Only these; else the profile's own, else all.")
    as_at: AsAt = None


@router.post("", response_model=ApplicabilityOut, openapi_extra=_BODY)
async def find_applicability(
    asked: Annotated[ApplicabilityQuery, Query()], request: Request, book: BookDep, answers: AnswersDep
) -> Response:
    """Say of every instrument whether it reaches the product: in, out or undecided, by which clause, and from when."""
    sent = product(await _record(request), book.vocabulary)
    as_at = asked.as_at or book.release.as_at
    found = await run_in_threadpool(applies, book.corpus, book.vocabulary, sent, asked.market, as_at)
    return answers.whole(_shown(book, sent, found))


async def _record(request: Request) -> ProductRecord:
    """Read the body, of a size that is bounded; errors name the key of the profile."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if media_type != JSON:
        raise UnsupportedMediaTypeError(f"Content-Type: {media_type or 'none'}", "cannot be read here", f"send {JSON}")
    body = await protocol.read_body(request)
    try:
        return ProductRecord.model_validate_json(body)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False)
        raise RequestValidationError([entry | {"loc": ("body", *entry["loc"])} for entry in found]) from error


def _shown(book: Book, sent: Product, found: Answer) -> ApplicabilityOut:
    return ApplicabilityOut(
        as_at=found.as_at,
        release=book.release.version,
        product=dict(sent.name),
        markets=[_market(book, market) for market in found.markets],
        questions=[_question(question) for question in found.questions],
    )


def _market(book: Book, market: Market) -> MarketOut:
    shown = [_application(book, row) for row in market.applications]
    return MarketOut(code=market.code, label=market.label, applications=shown, note=market.note)


def _application(book: Book, row: Application) -> ApplicationOut:
    return ApplicationOut.model_validate({**facts(row), "clauses": book.cites(row.clauses)})


def _question(question: Question) -> QuestionOut:
    return QuestionOut.model_validate({**facts(question), "text": dict(question.text)})
