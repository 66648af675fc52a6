# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Linked data: every IRI that Comity mints answers here, and VoID says what the data set is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Request
from pyoxigraph import Triple
from starlette.responses import RedirectResponse, Response

from api import linked, void
from api.deps import State, StateDep
from api.negotiate import choose
from comity.graph.serialise import TURTLE, export
from comity.model import ids

router = APIRouter(tags=["linked data"])


@router.get("/id/{path:path}", response_class=Response)
@router.get("/finding/{path:path}", response_class=Response)
@router.get("/mapping/{path:path}", response_class=Response)
@router.get("/recognition/{path:path}", response_class=Response)
@router.get("/graph/{path:path}", response_class=Response)
@router.get("/scheme/{path:path}", response_class=Response)
def read_resource(
    request: Request, state: StateDep, path: Annotated[str, Path(description="The rest of the IRI.")]
) -> Response:
    """Describe the resource with this IRI as Turtle, N-Triples, JSON-LD or a page; 303 to a clause's latest edition."""
    raw = request.scope["raw_path"].decode("utf-8", "replace").partition("?")[0]
    if moved := linked.latest(state.book, raw):
        return RedirectResponse(moved, 303)
    iri = linked.iri_of(raw)
    return _told(request, state, iri, linked.describe(state.graph, state.book, iri))


@router.get("/ontology", response_class=Response)
def read_ontology(request: Request, state: StateDep) -> Response:
    """Describe the ontology with all its terms, as Turtle, N-Triples, JSON-LD or a page."""
    return _told(request, state, ids.ONTOLOGY.rstrip("#"), linked.ontology(state.runner))


@router.get("/.well-known/void", response_class=Response)
def read_void(request: Request, state: StateDep) -> Response:
    """Describe the data set (VoID and DCAT), as Turtle."""
    choose(request.headers.get("accept"), (TURTLE,))
    return Response(void.dataset(state.book.release, str(request.base_url)), media_type=TURTLE)


def _told(request: Request, state: State, iri: str, triples: Sequence[Triple]) -> Response:
    form = choose(request.headers.get("accept"), linked.FORMS)
    if form == linked.HTML:
        page = state.pages.get_template("resource.html").render(iri=iri, subjects=linked.rows(triples), book=state.book)
        return Response(page, media_type=linked.HTML)
    return Response(export(triples, form, state.settings.ontology / "context.jsonld"), media_type=form)
