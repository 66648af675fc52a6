# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/changes``: what became of each provision between editions that follow one another."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers import Listing, Name
from api.deps import AnswersDep, BookDep
from api.schemas.common import Page
from api.schemas.finding import ChangeOut
from api.show_findings import change_out

router = APIRouter(prefix="/changes", tags=["changes"])


class ChangeQuery(Listing):
    """Of which work, and of which kind."""

    source: Name | None = Field(default=None, description="A work, or the newer edition, ID@EDITION.")
    change: Name | None = Field(default=None, description="Only this kind: added, split, laxer, facets-alike …")


@router.get("", response_model=Page[ChangeOut])
def list_changes(asked: Annotated[ChangeQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List the changes of provisions between editions, each with the facets that differ and in which direction."""
    kind = book.vocabulary.concept("change", asked.change).notation if asked.change else None
    edition = book.corpus.edition(asked.source) if asked.source else None
    named = "@" in (asked.source or "")
    found = [
        change
        for change in book.release.changes
        if (kind is None or kind in change.changes)
        and (edition is None or change.source == edition[0].id)
        and (edition is None or not named or change.to_edition == edition[1].id)
    ]
    return answers.page(asked, found, lambda change: change_out(book, change), Page[ChangeOut], book.release.as_at)
