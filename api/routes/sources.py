# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/sources``: works and their editions."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response

from api.answers import Listing, Name
from api.deps import AnswersDep, BookDep
from api.schemas.common import Item, Page
from api.schemas.source import EditionOut, SourceOut
from api.show_sources import edition_out, source_out

Id = Annotated[str, Path(description="Id or alias of the work.")]
router = APIRouter(prefix="/sources", tags=["sources"])


class SourceQuery(Listing):
    """Which sources."""

    jurisdiction: Name | None = Field(default=None, description="Code or name.")


@router.get("", response_model=Page[SourceOut])
def list_sources(asked: Annotated[SourceQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List the works with their editions: force, dates, what was read from what, verified and unverified counts."""
    code = book.jurisdiction(asked.jurisdiction) if asked.jurisdiction else None
    found = [source for source in book.corpus.sources if code in {None, source.jurisdiction}]
    return answers.page(asked, found, lambda s: source_out(book, s), Page[SourceOut], book.release.as_at)


@router.get("/{source}@{edition}", response_model=Item[EditionOut])
def read_edition(
    source: Id, edition: Annotated[str, Path(description="The edition's id.")], book: BookDep, answers: AnswersDep
) -> Response:
    """Return one edition, ``ID@EDITION``."""
    return answers.item(edition_out(book, *book.edition(source, edition)), book.release.as_at)


@router.get("/{source}", response_model=Item[SourceOut])
def read_source(source: Id, book: BookDep, answers: AnswersDep) -> Response:
    """Return one work, by its id or an alias."""
    return answers.item(source_out(book, book.corpus.source(source)), book.release.as_at)
