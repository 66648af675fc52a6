# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/citations``: which documents the sources refer to, in which edition, and where."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers import Listing, Name
from api.deps import AnswersDep, BookDep
from api.schemas.common import Page, facts
from api.schemas.source import CitedOut
from comity.analyse.citations import citations

router = APIRouter(prefix="/citations", tags=["citations"])


class CitationQuery(Listing):
    """Of which document, by which source."""

    document: Name | None = Field(default=None, description="Words of the document's name.")
    by: Name | None = Field(default=None, description="The source that cites.")


@router.get("", response_model=Page[CitedOut])
def list_citations(asked: Annotated[CitationQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List what sources cite, with edition, part and place, and whether the cited edition is held."""
    found = citations(book.corpus, asked.document, asked.by)
    return answers.page(asked, found, lambda c: CitedOut(**facts(c)), Page[CitedOut], book.release.as_at)
