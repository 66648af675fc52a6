# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/jurisdictions``."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from api.answers import Listing
from api.deps import AnswersDep, BookDep
from api.schemas.common import Item, Page
from api.schemas.source import JurisdictionOut
from api.show_sources import jurisdiction_out

router = APIRouter(prefix="/jurisdictions", tags=["jurisdictions"])


@router.get("", response_model=Page[JurisdictionOut])
def list_jurisdictions(asked: Annotated[Listing, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List the jurisdictions and the sources that stand in each; one without sources is unexamined."""
    found = [concept for _, concept in sorted(book.vocabulary.scheme("jurisdiction").items())]
    return answers.page(asked, found, lambda c: jurisdiction_out(book, c), Page[JurisdictionOut], book.release.as_at)


@router.get("/{name}", response_model=Item[JurisdictionOut])
def read_jurisdiction(
    name: Annotated[str, Path(description="Code or any name.")], book: BookDep, answers: AnswersDep
) -> Response:
    """Return one jurisdiction, by its code or any of its names."""
    concept = book.vocabulary.concept("jurisdiction", book.jurisdiction(name))
    return answers.item(jurisdiction_out(book, concept), book.release.as_at)
