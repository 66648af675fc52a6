# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""A query as text: split into tokens, refused where it would reach out or write, and made safe for the engine.

The engine (pyoxigraph) parses without word boundaries: ``SERVICEex:a{…}`` calls out although it looks like a
prefixed name. Refusal therefore errs on the side of caution where a token can be read in two ways.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from comity.graph.query_error import QueryError, Reason

UPDATES: Final = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_QUERIES: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_PROLOGUE: Final = frozenset({"BASE", "PREFIX", "VERSION"})
_BEFORE_GRAPH_NAME: Final = frozenset({"GRAPH", "FROM", "NAMED", "DESCRIBE"})
# The terminals of the SPARQL 1.1 grammar (section 19.8), as far as they decide where a keyword can stand.
_TOKEN: Final = re.compile(
    r"""
    (?P<space>\s+|\#[^\r\n]*)
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*(?:\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})[^<>"{}|^`\\\x00-\x20]*)*>)
  | (?P<string>\"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"|\'\'\'(?:'{0,2}(?:[^'\\]|\\.))*\'\'\'
              |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
  | (?P<variable>[?$]\w+)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<name>(?:[^\W\d][\w.-]*)?:(?:[\w:.-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
  | (?P<word>[^\W\d]\w*)
  | (?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?)
  | (?P<escape>\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A terminal: its kind (a group name above) and its text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query that may run: the text for the engine, its form (SELECT …) and whether it names its dataset (FROM)."""

    text: str
    form: str
    names_dataset: bool


def prepare(query: str) -> Prepared:
    """Check a query and return what the engine is to be given.

    Codepoint escapes outside strings and IRIs are decoded first (SPARQL 1.1 section 19.2). Raises QueryError for an
    update form and for SERVICE.
    """
    tokens = tokenise(query)
    if any(token.kind == "escape" for token in tokens):
        query = "".join(_decoded(token) for token in tokens)
        tokens = tokenise(query)
    said = [token for token in tokens if token.kind != "space"]
    form = _form(said)
    if form in UPDATES:
        raise QueryError(Reason.REFUSED, f"{form} would write: the endpoint only reads", "use SELECT, ASK, CONSTRUCT")
    if calls_out(said):
        way_out = "load the data yourself, or query the other endpoint directly"
        raise QueryError(Reason.REFUSED, "SERVICE would call another endpoint, which is not allowed here", way_out)
    words = [token.text.upper() for token in said if token.kind == "word"]
    return Prepared("".join(map(_shielded, tokens)), form, any(word.startswith("FROM") for word in words))


def tokenise(query: str) -> list[Token]:
    """Split a query into terminals; joined again they are the query."""
    return [Token(match.lastgroup or "other", match.group()) for match in _TOKEN.finditer(query)]


def calls_out(tokens: Sequence[Token]) -> bool:
    """True when some reading of the tokens (spaces left out) holds the keyword SERVICE."""
    for index, token in enumerate(tokens):
        if token.kind == "word" and "SERVICE" in token.text.upper():
            return True
        if token.kind == "name" and "SERVICE" in token.text.partition(":")[0].upper() and _opens_group(tokens, index):
            return True
    return False


def _opens_group(tokens: Sequence[Token], index: int) -> bool:
    """True when a prefixed name stands before a brace where no graph name may stand: then it hides a keyword."""
    follows = tokens[index + 1].text if index + 1 < len(tokens) else ""
    before = tokens[index - 1].text.upper() if index else ""
    return follows == "{" and before not in _BEFORE_GRAPH_NAME


def _form(tokens: Sequence[Token]) -> str:
    words = (token.text.upper() for token in tokens if token.kind == "word")
    first = next((word for word in words if word not in _PROLOGUE), "")
    return next((form for form in (*_QUERIES, *sorted(UPDATES)) if first.startswith(form)), first)


def _decoded(token: Token) -> str:
    if token.kind != "escape":
        return token.text
    code = int(token.text[2:], 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise QueryError(Reason.SYNTAX, f"{token.text} is no character")
    return chr(code)


def _shielded(token: Token) -> str:
    """Escape what could begin a comment or a string, should the engine read the ``<`` of an IRI as less-than."""
    if token.kind != "iri":
        return token.text
    return token.text.replace("#", "\\u0023").replace("'", "\\u0027")
