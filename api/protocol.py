# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""SPARQL 1.1 Protocol, queries only: what a request asks, from a GET, a form or a query sent as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request

from api.problems import TooLargeError, UnsupportedMediaTypeError
from comity.model.errors import RequestError

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_MAX_BODY: Final = 1_000_000
_READ_ONLY: Final = "this endpoint answers queries and changes nothing"
_KNOWN: Final = frozenset({"query", "format", "default-graph-uri", "named-graph-uri"})
_UPDATES: Final = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the data set that the protocol names for it; no query asks for the service description."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None


async def read(request: Request) -> Asked:
    """Read a request of the protocol; RequestError where it is malformed, asks for an update, or for two queries."""
    pairs = _decoded(request.scope["query_string"])
    if request.method == "GET":
        return _asked(pairs)
    media_type, charset = _content_type(request.headers.get("content-type", ""))
    if media_type == UPDATE:
        raise RequestError(media_type, _READ_ONLY, f"send a query as {QUERY}")
    if media_type not in {FORM, QUERY} or charset not in {"", "utf-8", "utf8"}:
        given = f"{media_type or 'no media type'}{f', charset {charset}' if charset else ''}"
        raise UnsupportedMediaTypeError(
            f"Content-Type: {given}", "cannot be read here", f"send {QUERY} or {FORM}, in UTF-8"
        )
    body = await read_body(request)
    if media_type == FORM:
        return _asked([*pairs, *_decoded(body)], needs_query=True)
    return _asked([*pairs, ("query", _text(body))], needs_query=True)


def _asked(pairs: Pairs, *, needs_query: bool = False) -> Asked:
    names = {name for name, _ in pairs}
    if names & _UPDATES:
        raise RequestError(", ".join(sorted(names & _UPDATES)), _READ_ONLY, "send query= instead")
    if unknown := names - _KNOWN:
        raise RequestError(", ".join(sorted(unknown)), "not a parameter here", f"known: {', '.join(sorted(_KNOWN))}")
    queries, forms = _values(pairs, "query"), _values(pairs, "format")
    for name, values in (("query", queries), ("format", forms)):
        if len(values) > 1:
            raise RequestError(name, f"given {len(values)} times", "give it once")
    if needs_query and not queries:
        raise RequestError("query", "is missing", "send query=, or GET without a query for the service description")
    return Asked(
        query=queries[0] if queries else None,
        default_graphs=_values(pairs, "default-graph-uri"),
        named_graphs=_values(pairs, "named-graph-uri"),
        format=(forms[0] or None) if forms else None,
    )


def _values(pairs: Iterable[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in pairs if key == name)


def _content_type(header: str) -> tuple[str, str]:
    message = Message()
    message["content-type"] = header
    charset = message.get_param("charset", "")
    return (message.get_content_type() if header else ""), str(charset).casefold()


def _decoded(encoded: bytes) -> Pairs:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except (UnicodeDecodeError, ValueError) as error:
        raise RequestError("parameters", "are not percent-encoded UTF-8", "encode them as a form does") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RequestError("query", f"is not UTF-8: {error.reason} at byte {error.start}") from error


async def read_body(request: Request) -> bytes:
    """Return the body of a request as far as it may be long; TooLargeError where it is longer."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_BODY:
            raise TooLargeError("body", f"is larger than {_MAX_BODY:,} bytes", "send a shorter one")
    return bytes(body)
