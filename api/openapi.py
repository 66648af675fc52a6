# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The OpenAPI description: what FastAPI derives, with problems and tables told as they really are."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api import problems, tables
from api.problems import ParameterError, Problem
from comity.settings import Settings

_REFERENCE: Final = {"$ref": "#/components/schemas/Problem"}
_SCHEMAS: Final = "#/components/schemas/{model}"
_TOLD: Final = {
    "400": "The request cannot be answered as put.",
    "404": "A name that nobody knows; the problem gives the nearest right ones.",
    "406": "No form of the answer is among those accepted.",
    "422": "A parameter is missing, unknown or malformed.",
}


def describer(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """Return what the application describes itself with; it is made once."""

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app)
        return app.openapi_schema

    return describe


def _describe(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(
        title=app.title, version=app.version, summary=app.summary, description=app.description, routes=app.routes
    )
    schemas = found["components"]["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    for shape in (ParameterError, Problem):
        schemas[shape.__name__] = shape.model_json_schema(ref_template=_SCHEMAS)
        schemas[shape.__name__].pop("$defs", None)
    found["components"]["schemas"] = dict(sorted(schemas.items()))
    for operation in _operations(found):
        _tell_problems(operation)
        _tell_table(operation)
    return found


def _operations(found: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in found["paths"].values():
        yield from methods.values()


def _tell_problems(operation: dict[str, Any]) -> None:
    for status, told in _TOLD.items():
        content = {problems.MEDIA_TYPE: {"schema": _REFERENCE}}
        operation["responses"][status] = {"description": told, "content": content}


def _tell_table(operation: dict[str, Any]) -> None:
    if any(parameter["name"] == "limit" for parameter in operation.get("parameters", ())):
        operation["responses"]["200"]["content"][tables.MEDIA_TYPE] = {"schema": {"type": "string"}}


def main() -> None:
    """Print the description of the application, as it is committed."""
    from api.app import create_app

    described = create_app(Settings()).openapi()
    sys.stdout.write(json.dumps(described, indent=2, sort_keys=True, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
