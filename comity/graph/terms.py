# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""RDF terms as the lifting code says them: namespaces, values that may be absent, and one statement writer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Final
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from comity.model import ids
from comity.model.errors import RecordError

Value = NamedNode | Literal | None
Fact = tuple[NamedNode, Value]

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
PROV: Final = "http://www.w3.org/ns/prov#"
DCTERMS: Final = "http://purl.org/dc/terms/"
ELI: Final = "http://data.europa.eu/eli/ontology#"
SEMAPV: Final = "https://w3id.org/semapv/vocab/"

PREFIXES: Final = {
    "comity": ids.ONTOLOGY,
    "dcterms": DCTERMS,
    "eli": ELI,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "semapv": SEMAPV,
    "skos": SKOS,
    "xsd": XSD,
}

MAPPINGS_GRAPH: Final = f"{ids.BASE}graph/mappings"
FINDINGS_GRAPH: Final = f"{ids.BASE}graph/findings"
RECOGNITIONS_GRAPH: Final = f"{ids.BASE}graph/recognitions"
ONTOLOGY_GRAPH: Final = f"{ids.BASE}graph/ontology"

TYPE: Final = NamedNode(f"{RDF}type")
DERIVED: Final = NamedNode(f"{PROV}wasDerivedFrom")
_DATE: Final = NamedNode(f"{XSD}date")


@cache
def comity(name: str) -> NamedNode:
    """Return a term of the ontology by its local name."""
    return NamedNode(ids.ONTOLOGY + name)


def concept(scheme: str, notation: str | None) -> NamedNode | None:
    """Return the concept that a field names, or None where the field is empty."""
    return NamedNode(ids.concept_iri(scheme, notation)) if notation is not None else None


def words(value: str, language: str) -> Literal | None:
    """Return text with its language, or None where there is none."""
    return Literal(value, language=language) if value else None


def plain(value: str | None) -> Literal | None:
    """Return a string that belongs to no language, or None where there is none."""
    return Literal(value) if value else None


def day(value: date | None) -> Literal | None:
    """Return a calendar date, or None where there is none."""
    return Literal(value.isoformat(), datatype=_DATE) if value is not None else None


def number(value: int | float | None) -> Literal | None:
    """Return an xsd:integer or xsd:double, or None where there is none."""
    return Literal(value) if value is not None else None


def flag(value: bool) -> Literal:
    """Return an xsd:boolean."""
    return Literal(value)


def each(predicate: str, values: Iterable[Value]) -> Iterator[Fact]:
    """Yield one fact per value of a repeated property."""
    return ((comity(predicate), value) for value in values)


def each_concept(predicate: str, scheme: str, notations: Iterable[str]) -> Iterator[Fact]:
    """Yield one fact per concept of a repeated property."""
    return each(predicate, (concept(scheme, notation) for notation in notations))


def state(subject: str, graph: str, classes: Iterable[str], facts: Iterable[Fact]) -> Iterator[Quad]:
    """Yield the quads about one node: its classes, then every fact that has a value."""
    node, name = NamedNode(subject), NamedNode(graph)
    for each_class in classes:
        yield Quad(node, TYPE, comity(each_class), name)
    for predicate, value in facts:
        if value is not None:
            yield Quad(node, predicate, value, name)


def reference_iri(reference: str) -> str:
    """Return the IRI of ``SOURCE@EDITION/CLAUSE#N`` (a requirement) or ``SOURCE@EDITION/CLAUSE`` (a clause).

    Raises RecordError when the reference has another shape.
    """
    source, at, rest = reference.partition("@")
    edition, slash, place = rest.partition("/")
    if not (source and at and edition and slash and place):
        raise RecordError(reference, "not a reference to a clause or requirement", "write SOURCE@EDITION/CLAUSE#N")
    return ids.requirement_iri(source, edition, place) if "#" in place else ids.clause_iri(source, edition, place)


def reference(iri: str) -> str:
    """Return the printed reference of a clause or requirement IRI: the inverse of reference_iri."""
    path, hash_sign, ordinal = iri.removeprefix(f"{ids.BASE}id/").partition("#")
    source, edition, clause = (unquote(part) for part in path.split("/", 2))
    return f"{source}@{edition}/{clause}{hash_sign}{ordinal}"


def distinct(names: Iterable[str]) -> Iterator[str]:
    """Yield names for parts, a repeated one with its ordinal, so that two parts never share an IRI."""
    seen: dict[str, int] = {}
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name}-{seen[name]}"
