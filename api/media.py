# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The forms of SPARQL results: one table for negotiation, the ``format`` parameter and the service description."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from api.negotiate import choose
from comity.graph.serialise import JSON_LD, N_TRIPLES, TURTLE
from comity.model.errors import RequestError

_FORMATS: Final = "http://www.w3.org/ns/formats/"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of results: its media type, its IRI in the W3C list of formats, and other media types that mean it."""

    media_type: str
    iri: str
    also: tuple[str, ...] = ()


# Of SELECT and ASK (the latter has no CSV or TSV form of its own); the first is given to whoever has no wish.
BINDINGS: Final[Mapping[str, Form]] = {
    "json": Form("application/sparql-results+json", f"{_FORMATS}SPARQL_Results_JSON", ("application/json",)),
    "xml": Form("application/sparql-results+xml", f"{_FORMATS}SPARQL_Results_XML"),
    "csv": Form("text/csv", f"{_FORMATS}SPARQL_Results_CSV"),
    "tsv": Form("text/tab-separated-values", f"{_FORMATS}SPARQL_Results_TSV"),
}
# Of CONSTRUCT and DESCRIBE.
GRAPHS: Final[Mapping[str, Form]] = {
    "turtle": Form(TURTLE, f"{_FORMATS}Turtle"),
    "ntriples": Form(N_TRIPLES, f"{_FORMATS}N-Triples"),
    "jsonld": Form(JSON_LD, f"{_FORMATS}JSON-LD"),
    "rdfxml": Form("application/rdf+xml", f"{_FORMATS}RDF_XML"),
}


def result_form(forms: Mapping[str, Form], named: str | None, accept: str | None) -> Form:
    """Return the form of an answer: the one named by ``format``, else the one that the Accept header likes best.

    Raises RequestError for a name that this kind of query does not have, NotAcceptableError where nothing fits.
    """
    if named:
        if named not in forms:
            raise RequestError(f"format={named}", "not a form of this query's results", f"one of: {', '.join(forms)}")
        return forms[named]
    offers = {media_type: form for form in forms.values() for media_type in (form.media_type, *form.also)}
    return offers[choose(accept, tuple(offers))]
