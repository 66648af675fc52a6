# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/provisions``: the clauses of an edition, each with its atomic requirements."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response

from api.answers import AsAt, Listing, Name
from api.answers import Query as Asked
from api.deps import AnswersDep, BookDep
from api.schemas.common import Item, Page
from api.schemas.requirement import ProvisionOut
from api.show_sources import provision_out
from comity.model.errors import NotFoundError
from comity.model.vocab import nearest

router = APIRouter(prefix="/provisions", tags=["provisions"])


class ProvisionQuery(Asked):
    """In which language, and for which date."""

    language: str = Field(default="en", min_length=2, max_length=20, description="Of the text, such as ja.")
    as_at: AsAt = None


class ProvisionsQuery(ProvisionQuery, Listing):
    """Which clauses."""

    source: Name | None = Field(default=None, description="ID, alias or ID@EDITION.")
    provisions_only: bool = Field(default=False, description="Only what the publisher numbers as provisions.")


@router.get("", response_model=Page[ProvisionOut])
def list_provisions(asked: Annotated[ProvisionsQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List clauses with their requirements, in document order: of one edition, or of every edition held."""
    as_at = asked.as_at or book.release.as_at
    times = book.times(as_at)
    found = [(d, c) for d in book.documents_of(asked.source, asked.language) for c in d.clauses]
    kept = [(document, clause) for document, clause in found if clause.is_provision or not asked.provisions_only]
    return answers.page(asked, kept, lambda p: provision_out(book, *p, times, as_at), Page[ProvisionOut], as_at)


@router.get("/{reference:path}", response_model=Item[ProvisionOut])
def read_provision(
    reference: Annotated[str, Path(description="SOURCE@EDITION/CLAUSE")],
    asked: Annotated[ProvisionQuery, Query()],
    book: BookDep,
    answers: AnswersDep,
) -> Response:
    """Return one clause, ``SOURCE@EDITION/CLAUSE``, with its requirements."""
    as_at = asked.as_at or book.release.as_at
    edition, _, number = book.full_reference(reference).partition("/")
    document = book.document(edition, asked.language)
    clause = document.clause(number)
    if clause is None:
        raise NotFoundError(reference, "no such clause", nearest(number, (c.id for c in document.clauses)))
    return answers.item(provision_out(book, document, clause, book.times(as_at), as_at), as_at)
