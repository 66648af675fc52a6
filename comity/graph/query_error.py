# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Why a query was not answered, as a person reads it and as HTTP needs it."""

from __future__ import annotations

from enum import StrEnum

from comity.model.errors import RequestError


class Reason(StrEnum):
    """The ways in which a query can fail."""

    SYNTAX = "syntax"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    ROWS = "too-many-rows"
    MEMORY = "memory"
    EVALUATION = "evaluation"
    BUSY = "busy"


class QueryError(RequestError):
    """A SPARQL query that cannot be answered; ``line`` and ``column`` (1-based) are given for a syntax error."""

    def __init__(self, reason: Reason, why: str, way_out: str = "", *, line: int = 0, column: int = 0) -> None:
        self.reason = reason
        self.line = line
        self.column = column
        super().__init__(f"query line {line} column {column}" if line else "query", why, way_out)
