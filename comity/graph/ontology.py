# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The ontology, the schemes and the alignments as quads of the ontology graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, parse

from comity.graph.terms import ONTOLOGY_GRAPH
from comity.model.errors import RecordError


def ontology_quads(ontology: Path) -> Iterator[Quad]:
    """Yield core.ttl, every scheme and every alignment, in the ontology graph, sorted.

    OWL writes class expressions with blank nodes; they get the labels of RDF Dataset Canonicalization (RDFC-1.0), so
    that two builds agree. Raises RecordError with the file that is not valid Turtle.
    """
    dataset = Dataset()
    for path in ontology_files(ontology):
        for quad in _triples(path):
            dataset.add(quad)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    yield from sorted(dataset, key=str)


def ontology_files(ontology: Path) -> tuple[Path, ...]:
    """Return the files that make up the ontology graph, sorted."""
    folders = [ontology / "schemes", ontology / "align"]
    return (ontology / "core.ttl", *(path for folder in folders for path in sorted(folder.rglob("*.ttl"))))


def _triples(path: Path) -> Iterator[Quad]:
    graph = NamedNode(ONTOLOGY_GRAPH)
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True):
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
    except (SyntaxError, ValueError, OSError) as error:
        raise RecordError(str(path), f"not readable as Turtle: {error}") from error
