# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""``/sparql``: the SPARQL 1.1 Protocol, queries only, under limits of time, rows and memory."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from api import protocol, void
from api.deps import State, StateDep
from api.media import BINDINGS, GRAPHS, result_form
from api.negotiate import choose
from comity.graph.runner import Query
from comity.graph.serialise import TURTLE
from comity.graph.sparql_text import prepare

router = APIRouter(tags=["sparql"])
_MAKES_GRAPHS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})


def _parameter(name: str, told: str, *, repeated: bool = False) -> dict[str, Any]:
    text: dict[str, Any] = {"type": "string"}
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": told,
        "schema": {"type": "array", "items": text} if repeated else text,
    }


_DATASET: Final = [
    _parameter("default-graph-uri", "A graph of the default graph; instead of any FROM.", repeated=True),
    _parameter("named-graph-uri", "A named graph; instead of any FROM NAMED.", repeated=True),
    _parameter("format", f"One of {', '.join((*BINDINGS, *GRAPHS))}; comes before the Accept header."),
]
_RESULTS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The results; of a GET without a query, the service description.",
        "content": {form.media_type: {} for form in (*BINDINGS.values(), *GRAPHS.values())},
    }
}
_POSTED: Final = {
    "parameters": _DATASET,
    "requestBody": {
        "required": True,
        "content": {
            protocol.QUERY: {"schema": {"type": "string"}},
            protocol.FORM: {
                "schema": {"type": "object", "required": ["query"], "properties": {"query": {"type": "string"}}}
            },
        },
    },
}


@router.get(
    "/sparql",
    response_class=Response,
    responses=_RESULTS,
    openapi_extra={"parameters": [_parameter("query", "A SPARQL 1.1 query."), *_DATASET]},
)
async def get_sparql(request: Request, state: StateDep) -> Response:
    """Answer a query; without one, describe the service (Turtle)."""
    return await _answer(request, state)


@router.post("/sparql", response_class=Response, responses=_RESULTS, openapi_extra=_POSTED)
async def post_sparql(request: Request, state: StateDep) -> Response:
    """Answer a query sent as a form, or as it is with the type application/sparql-query."""
    return await _answer(request, state)


async def _answer(request: Request, state: State) -> Response:
    asked = await protocol.read(request)
    accept = request.headers.get("accept")
    if asked.query is None:
        choose(accept, (TURTLE,))
        endpoint, union = str(request.url.replace(query="")), state.settings.union_default_graph
        return Response(void.service(state.book.release, endpoint, union=union), media_type=TURTLE)
    makes_graph = prepare(asked.query).form in _MAKES_GRAPHS
    form = result_form(GRAPHS if makes_graph else BINDINGS, asked.format, accept)
    query = Query(asked.query, default_graphs=asked.default_graphs, named_graphs=asked.named_graphs)
    query = replace(query, graph=form.media_type) if makes_graph else replace(query, table=form.media_type)
    answer = await state.runner.run_async(query)
    return Response(answer.body, media_type=answer.media_type, headers={"Vary": "Accept"})
