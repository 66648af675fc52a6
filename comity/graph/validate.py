# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The SHACL gate: a graph against every shape of the ontology, with one line per violation."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

import pyshacl
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize
from rdflib import RDF, SH, Graph
from rdflib.term import Node

from comity.graph.serialise import triples
from comity.graph.terms import MAPPINGS_GRAPH, SKOS, TYPE
from comity.model.errors import RecordError

# What shapes ask of the nodes that another node points at.
_TOLD_OF_OTHERS: Final = frozenset({TYPE, NamedNode(f"{SKOS}inScheme")})
_MAPPINGS: Final = NamedNode(MAPPINGS_GRAPH)
_MAPPING_SHAPE: Final = "mapping.ttl"


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
    return _validate(serialize(triples(quads), format=RdfFormat.N_TRIPLES) or b"", shapes)


def validate_in_two(quads: Iterable[Quad], shapes: Path) -> tuple[Violation, ...]:
    """Check a release as ``validate`` does, its mappings in a process beside the rest, which takes half the time.

    A mapping has no part in another graph and is pointed at by nothing. Its shape asks of other nodes only what they
    are, so the types and schemes of the nodes that mappings point at are told beside them.
    """
    mappings, rest = list[Quad](), list[Quad]()
    for quad in quads:
        (mappings if quad.graph_name == _MAPPINGS else rest).append(quad)
    named = {quad.object for quad in mappings}
    context = [quad for quad in rest if quad.subject in named and quad.predicate in _TOLD_OF_OTHERS]
    parts = [serialize(triples(part), format=RdfFormat.N_TRIPLES) or b"" for part in ([*mappings, *context], rest)]
    with ProcessPoolExecutor(max_workers=len(parts), mp_context=get_context("spawn")) as pool:
        found = pool.map(_validate, parts, [shapes] * len(parts), [_MAPPING_SHAPE, "*.ttl"])
        return tuple(sorted({violation for part in found for violation in part}))


def _validate(data: bytes, shapes: Path, pattern: str = "*.ttl") -> tuple[Violation, ...]:
    graph = Graph()
    graph.parse(data=data, format="nt")
    _, found, _ = pyshacl.validate(graph, shacl_graph=_shapes(shapes, pattern), inference="none", do_owl_imports=False)
    results = found.subjects(RDF.type, SH.ValidationResult)
    return tuple(sorted({_violation(found, result) for result in results}))


def report(violations: Iterable[Violation]) -> str:
    """Return the report of a release: one line per violation, or the statement that there is none."""
    lines = [str(violation) for violation in sorted(violations)]
    return "\n".join(lines or ["conforms: no violation"]) + "\n"


def _shapes(folder: Path, pattern: str) -> Graph:
    graph = Graph()
    paths = sorted(folder.glob(pattern))
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
