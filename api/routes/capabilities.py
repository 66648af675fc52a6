# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/api/v1/capabilities``: the hub, with where each jurisdiction stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import Field
from starlette.responses import Response

from api.answers import AsAt, Listing, Name
from api.answers import Query as Asked
from api.deps import AnswersDep, BookDep
from api.schemas.common import Item, Page
from api.schemas.finding import CapabilityOut
from api.show_findings import capability_out

router = APIRouter(prefix="/capabilities", tags=["capabilities"])


class CapabilityQuery(Asked):
    """Whose stances, and for which date."""

    jurisdiction: list[Name] = Field(
        default=[], max_length=50, description="Whose stance to give; without it, every jurisdiction with a source."
    )
    as_at: AsAt = None


class CapabilitiesQuery(CapabilityQuery, Listing):
    """Which capabilities."""

    topic: Name | None = Field(default=None, description="Id, head, label, synonym or word.")


@router.get("", response_model=Page[CapabilityOut])
def list_capabilities(asked: Annotated[CapabilitiesQuery, Query()], book: BookDep, answers: AnswersDep) -> Response:
    """List the leaves of the hub with the stance of each jurisdiction on a date."""
    as_at = asked.as_at or book.release.as_at
    lenses, chosen = book.lenses(asked.jurisdiction, as_at), book.capabilities(asked.topic)
    found = [c for c in book.vocabulary.leaves("capability") if chosen is None or c.notation in chosen]
    return answers.page(asked, found, lambda c: capability_out(book, c, lenses), Page[CapabilityOut], as_at)


@router.get("/{notation}", response_model=Item[CapabilityOut])
def read_capability(
    notation: Annotated[str, Path(description="Such as ida.default-credentials.")],
    asked: Annotated[CapabilityQuery, Query()],
    book: BookDep,
    answers: AnswersDep,
) -> Response:
    """Return one capability, or a head of capabilities, which carries no stance itself."""
    as_at = asked.as_at or book.release.as_at
    concept = book.vocabulary.concept("capability", notation)
    return answers.item(capability_out(book, concept, book.lenses(asked.jurisdiction, as_at)), as_at)
