# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Errors as RFC 9457 problem details: the one place of the API where errors are caught."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from comity.graph.query_error import QueryError, Reason
from comity.model.errors import ComityError, NotFoundError, RequestError

MEDIA_TYPE: Final = "application/problem+json"
# Each kind of problem that the API tells, with its meaning; the documentation page lists them.
KINDS: Final = {
    "not-found": "Nobody knows this name, clause, resource or page; the way out holds the nearest right ones.",
    "bad-request": "The request cannot be answered as put.",
    "invalid-parameter": "A parameter is missing, unknown or malformed; each is named under errors.",
    "method-not-allowed": "This resource is read-only, or does not know this method.",
    "not-acceptable": "No form that this resource has is among those that the Accept header allows.",
    "too-large": "The request is larger than the server reads.",
    "unsupported-media-type": "The request body is of a type that this resource does not read.",
    "query-limit": "A query went past a limit of the server on time, rows or memory; the detail names the limit.",
    "server-error": "The server failed; the cause is in its log and not in the answer.",
}
_STATUS_KINDS: Final = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    413: "too-large",
    415: "unsupported-media-type",
    422: "invalid-parameter",
    503: "query-limit",
}
# A query past the time that it has, or that found no worker free, may do better later; any other is at fault itself.
_LATER: Final = frozenset({Reason.TIMEOUT, Reason.BUSY})
_LIMITS: Final = _LATER | {Reason.ROWS, Reason.MEMORY}
_log = logging.getLogger(__name__)


class ParameterError(BaseModel):
    """One parameter that is wrong."""

    parameter: str
    place: str
    detail: str


class Problem(BaseModel):
    """A problem detail (RFC 9457), with the place of the error and the way out where there is one."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    place: str | None = None
    way_out: str | None = None
    errors: list[ParameterError] | None = None
    reason: str | None = None
    line: int | None = None
    column: int | None = None


class NotAcceptableError(RequestError):
    """No form that a resource has is among those that the client accepts."""

    def __init__(self, accept: str, offers: Sequence[str]) -> None:
        offered = f"offered: {', '.join(offers)}"
        super().__init__(f"Accept: {accept}", "none of the forms that this resource has", offered)


class UnsupportedMediaTypeError(RequestError):
    """A body of a type that the resource does not read."""


class TooLargeError(RequestError):
    """A body that is larger than the server reads."""


# The class of an error decides the status; the first that fits counts.
_STATUS: Final[tuple[tuple[type[ComityError], int], ...]] = (
    (NotFoundError, 404),
    (NotAcceptableError, 406),
    (UnsupportedMediaTypeError, 415),
    (TooLargeError, 413),
    (RequestError, 400),
)


def install(app: FastAPI) -> None:
    """Have every error of the application answered as a problem."""
    app.add_exception_handler(QueryError, _query_error)
    app.add_exception_handler(ComityError, _comity_error)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unforeseen)


def answer(request: Request, status: int, detail: str, kind: str | None = None, **more: Any) -> Response:
    """Return a problem; ``kind`` is one of KINDS and follows from the status where it is not given."""
    kind = kind or _STATUS_KINDS.get(status, "bad-request" if status < 500 else "server-error")
    problem = Problem(
        type=f"{request.scope.get('root_path', '')}/docs#{kind}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=request.url.path,
        **more,
    )
    return JSONResponse(problem.model_dump(exclude_none=True), status, media_type=MEDIA_TYPE)


def _comity_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, ComityError):
        raise error
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), None)
    if status is None:
        return _unforeseen(request, error)
    return answer(request, status, f"{error.place}: {error.why}", place=error.place, way_out=error.way_out or None)


def _query_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, QueryError):
        raise error
    status = 503 if error.reason in _LATER else 400
    kind = "query-limit" if error.reason in _LIMITS else "bad-request"
    more = {"reason": error.reason.value, "line": error.line or None, "column": error.column or None}
    response = answer(request, status, str(error.why), kind, place=error.place, way_out=error.way_out or None, **more)
    if error.reason is Reason.BUSY:
        response.headers["Retry-After"] = "10"
    return response


def _invalid(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    wrong = [
        ParameterError(
            parameter=".".join(str(part) for part in found["loc"][1:]) or str(found["loc"][0]),
            place=str(found["loc"][0]),
            detail="not a parameter of this resource" if found["type"] == "extra_forbidden" else found["msg"],
        )
        for found in error.errors()
    ]
    told = "; ".join(f"{item.parameter}: {item.detail}" for item in wrong)
    return answer(request, 422, told, errors=wrong)


def _http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    response = answer(request, error.status_code, f"{request.method} {request.url.path}: {error.detail}")
    response.headers.update(error.headers or {})
    return response


def _unforeseen(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return answer(request, 500, "The server failed. The cause is in its log.")
