# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/requirements``: atomic requirements with their facets."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response

from api.answers import AsAt, Listing, Name
from api.answers import Query as Asked
from api.deps import AnswersDep, BookDep
from api.filters import Wanted, requirement_named
from api.schemas.common import Item, Page
from api.schemas.requirement import RequirementOut
from api.show_sources import requirement_out

router = APIRouter(prefix="/requirements", tags=["requirements"])


class RequirementQuery(Asked):
    """For which date."""

    as_at: AsAt = None


class RequirementsQuery(RequirementQuery, Listing):
    """Which requirements; several filters narrow together."""

    jurisdiction: Name | None = Field(default=None, description="Code or name.")
    source: Name | None = Field(default=None, description="ID, alias or ID@EDITION.")
    capability: Name | None = Field(default=None, description="A capability: id, label, synonym or word.")
    topic: Name | None = Field(default=None, description="The same as capability, under the name that gaps use.")
    bearer: Name | None = Field(default=None, description="A role; narrower ones count too.")
    modality: Name | None = Field(default=None, description="Such as obligation.")
    kind: Name | None = Field(default=None, description="Such as duty or route.")


@router.get("", response_model=Page[RequirementOut])
def list_requirements(asked: Annotated[RequirementsQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List requirements in document order, of the editions that matter on the date unless one edition is named."""
    as_at = asked.as_at or book.release.as_at
    times = book.times(as_at)
    names = asked.model_dump(include={"jurisdiction", "source", "bearer", "modality", "kind"})
    names["capability"] = asked.capability or asked.topic
    found = Wanted.of(book, **names).among(book, times)
    return answers.page(asked, found, lambda r: requirement_out(book, r, times, as_at), Page[RequirementOut], as_at)


@router.get("/{reference:path}", response_model=Item[RequirementOut])
def read_requirement(
    reference: Annotated[str, Path(description="SOURCE@EDITION/CLAUSE%23N")],
    asked: Annotated[RequirementQuery, Query()],
    book: BookDep,
    answers: AnswersDep,
) -> Response:
    """Return one requirement, ``SOURCE@EDITION/CLAUSE#N``, with ``#`` written as ``%23``."""
    as_at = asked.as_at or book.release.as_at
    requirement = requirement_named(book, reference)
    return answers.item(requirement_out(book, requirement, book.times(as_at), as_at), as_at)
