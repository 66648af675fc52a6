# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The SHACL gate: a graph against every shape of the ontology, with one line per violation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyshacl
from pyoxigraph import Quad, RdfFormat, parse, serialize
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from comity.graph.serialise import triples
from comity.model.errors import RecordError


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One node that breaks a shape: which property (empty for the node as a whole) and what it should have been."""

    node: str
    path: str
    message: str
    value: str = ""

    def __str__(self) -> str:
        """Return the violation as one line of the report."""
        place = f"{self.node} {self.path}".rstrip()
        return f"{place}: {self.message}" + (f" (found {self.value})" if self.value else "")


def validate(quads: Iterable[Quad], shapes: Path) -> tuple[Violation, ...]:
    """Check a graph, ontology included, against every file of the shapes folder; the violations come sorted.

    Raises RecordError when a shapes file is not valid Turtle or the folder holds none.
    """
    data = Graph()
    data.parse(data=serialize(triples(quads), format=RdfFormat.N_TRIPLES), format="nt")
    _, found, _ = pyshacl.validate(data, shacl_graph=_shapes(shapes), inference="none", do_owl_imports=False)
    results = found.subjects(RDF.type, SH.ValidationResult)
    return tuple(sorted({_violation(found, result) for result in results}))


def report(violations: Iterable[Violation]) -> str:
    """Return the report of a release: one line per violation, or the statement that there is none."""
    lines = [str(violation) for violation in sorted(violations)]
    return "\n".join(lines or ["conforms: no violation"]) + "\n"


def _shapes(folder: Path) -> Graph:
    graph = Graph()
    paths = sorted(folder.glob("*.ttl"))
    if not paths:
        raise RecordError(str(folder), "no SHACL shapes found", "is the ontology folder set right?")
    for path in paths:
        try:
            quads = list(parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True))
        except (SyntaxError, ValueError) as error:
            raise RecordError(str(path), f"not valid Turtle: {error}") from error
        graph.parse(data=serialize(triples(quads), format=RdfFormat.N_TRIPLES), format="nt")
    return graph


def _violation(found: Graph, result: Node) -> Violation:
    def text(name: Node) -> str:
        return str(found.value(result, name) or "")

    value = text(SH.value)
    node = text(SH.focusNode)
    return Violation(node, text(SH.resultPath), text(SH.resultMessage), "" if value == node else value)
