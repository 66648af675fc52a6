# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The data set and the SPARQL service described in RDF: VoID, DCAT and SPARQL Service Description."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from api.media import BINDINGS, GRAPHS
from api.schemas.common import NOTICE
from comity.graph.serialise import turtle
from comity.graph.terms import DCTERMS, RDF, XSD
from comity.model import ids
from comity.release import Release

VOID: Final = "http://rdfs.org/ns/void#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
SD: Final = "http://www.w3.org/ns/sparql-service-description#"
FORMATS: Final = "http://www.w3.org/ns/formats/"
_ABOUT: Final = "IoT security rules of several jurisdictions as one graph, clause by clause."
Node = NamedNode | BlankNode
Fact = tuple[str, NamedNode | BlankNode | Literal]


def dataset(release: Release, base: str) -> bytes:
    """Return the description of the data set as Turtle; ``base`` is the address that it is served at."""
    manifest = release.manifest
    node = NamedNode(f"{ids.BASE}release/{release.version}")
    return turtle(
        _state(
            node,
            [
                (f"{RDF}type", NamedNode(f"{VOID}Dataset")),
                (f"{RDF}type", NamedNode(f"{DCAT}Dataset")),
                (f"{DCTERMS}title", Literal("Comity", language="en")),
                (f"{DCTERMS}description", Literal(_ABOUT, language="en")),
                (f"{DCTERMS}license", NamedNode(str(manifest["licence"]))),
                (f"{DCTERMS}accessRights", Literal(NOTICE, language="en")),
                (f"{DCTERMS}date", Literal(release.as_at.isoformat(), datatype=NamedNode(f"{XSD}date"))),
                (f"{DCAT}version", Literal(release.version)),
                (f"{VOID}triples", Literal(int(manifest["triples"]))),
                (f"{VOID}uriSpace", Literal(ids.BASE)),
                (f"{VOID}vocabulary", NamedNode(ids.ONTOLOGY)),
                (f"{VOID}sparqlEndpoint", NamedNode(f"{base}sparql")),
                (f"{VOID}feature", NamedNode(f"{FORMATS}Turtle")),
                (f"{VOID}feature", NamedNode(f"{FORMATS}N-Triples")),
            ],
        )
    )


def service(release: Release, endpoint: str, *, union: bool) -> bytes:
    """Return the SPARQL Service Description as Turtle; ``union``: the default graph holds every named graph."""
    node, data = NamedNode(endpoint), BlankNode("data")
    features = ["UnionDefaultGraph"] if union else []
    formats = [kind.iri for kind in (*BINDINGS.values(), *GRAPHS.values()) if kind.iri]
    facts: list[Fact] = [
        (f"{RDF}type", NamedNode(f"{SD}Service")),
        (f"{SD}endpoint", node),
        (f"{SD}supportedLanguage", NamedNode(f"{SD}SPARQL11Query")),
        (f"{SD}defaultDataset", data),
        *((f"{SD}feature", NamedNode(SD + name)) for name in features),
        *((f"{SD}resultFormat", NamedNode(iri)) for iri in formats),
    ]
    about: list[Fact] = [
        (f"{RDF}type", NamedNode(f"{SD}Dataset")),
        (f"{SD}defaultGraph", BlankNode("default")),
        (f"{DCTERMS}isPartOf", NamedNode(f"{ids.BASE}release/{release.version}")),
    ]
    graph: list[Fact] = [
        (f"{RDF}type", NamedNode(f"{SD}Graph")),
        (f"{VOID}triples", Literal(int(release.manifest["triples"]))),
    ]
    return turtle([*_state(node, facts), *_state(data, about), *_state(BlankNode("default"), graph)])


def _state(node: Node, facts: Iterable[Fact]) -> list[Triple]:
    return [Triple(node, NamedNode(predicate), value) for predicate, value in facts]
