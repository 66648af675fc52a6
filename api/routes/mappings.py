# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/mappings``: claims that two requirements stand in a set relation."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field
from starlette.responses import Response

from api.answers import Listing, Name
from api.deps import AnswersDep, BookDep
from api.filters import mappings_of
from api.schemas.common import Page
from api.schemas.requirement import MappingOut
from api.show_sources import mapping_out

router = APIRouter(prefix="/mappings", tags=["mappings"])
Relation = Literal["equal", "subset-of", "superset-of", "intersects-with", "no-relationship"]


class MappingQuery(Listing):
    """Which mappings; several filters narrow together."""

    requirement: Name | None = Field(default=None, description="SOURCE@EDITION/CLAUSE#N, on either side.")
    source: Name | None = Field(default=None, description="A source, edition or jurisdiction, on either side.")
    relation: Relation | None = Field(default=None, description="Subject is … object (NIST IR 8477).")
    min_confidence: float = Field(default=0.0, ge=0, le=1, description="Leave out weaker ones.")


@router.get("", response_model=Page[MappingOut])
def list_mappings(asked: Annotated[MappingQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List mappings, strongest first, each with what decided it."""
    found = mappings_of(book, asked.requirement, asked.source, asked.relation, asked.min_confidence)
    return answers.page(asked, found, lambda claim: mapping_out(book, claim), Page[MappingOut], book.release.as_at)
