# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The page at the root, and the documentation; both are made here and load nothing from elsewhere."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from api import pages
from api.deps import StateDep

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)


@router.get("/")
def read_home(state: StateDep) -> HTMLResponse:
    """Show the sources, counts, example calls and a query form."""
    return HTMLResponse(pages.home(state.pages, state.book, state.settings))


@router.get("/docs")
def read_docs(request: Request, state: StateDep) -> HTMLResponse:
    """List every resource with its parameters, and every kind of problem."""
    return HTMLResponse(pages.documentation(state.pages, state.book, request.app.openapi()))
