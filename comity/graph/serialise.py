# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Graphs to bytes: N-Quads in one fixed order for the release, and Turtle, N-Triples and JSON-LD for readers."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path
from typing import Final

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from comity.graph.jsonld import json_ld
from comity.graph.terms import PREFIXES

TURTLE: Final = "text/turtle"
N_TRIPLES: Final = "application/n-triples"
JSON_LD: Final = "application/ld+json"


def nquads(quads: Iterable[Quad]) -> bytes:
    """Return canonical N-Quads: one line a quad, each once, in byte order."""
    lines = _bytes(quads, RdfFormat.N_QUADS).split(b"\n")
    return b"".join(line + b"\n" for line in sorted(set(lines)) if line)


def write_nquads(path: Path, quads: Iterable[Quad]) -> int:
    """Write canonical N-Quads, whole or not at all, and return the number of quads."""
    data = nquads(quads)
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
    return data.count(b"\n")


def triples(quads: Iterable[Quad | Triple]) -> list[Triple]:
    """Return the triples of any quads, each once, in the order of their N-Triples lines."""
    return sorted({Triple(item.subject, item.predicate, item.object) for item in quads}, key=str)


def export(quads: Iterable[Quad | Triple], media_type: str, context: Path) -> bytes:
    """Serialise a graph for a reader, in a fixed order; ``context`` is the JSON-LD context file.

    Raises KeyError for a media type other than TURTLE, N_TRIPLES and JSON_LD.
    """
    ordered = triples(quads)
    if media_type == JSON_LD:
        return json_ld(ordered, context)
    if media_type == TURTLE:
        return turtle(ordered)
    return _bytes(ordered, {N_TRIPLES: RdfFormat.N_TRIPLES}[media_type])


def turtle(ordered: Iterable[Triple]) -> bytes:
    """Serialise triples as Turtle in the order given; the library writes the prefixes in any order, so sort them."""
    lines = _bytes(ordered, RdfFormat.TURTLE).split(b"\n")
    head = list(takewhile(lambda line: line.startswith(b"@prefix "), lines))
    return b"\n".join([*sorted(head), *lines[len(head) :]])


def _bytes(items: Iterable[Quad] | Iterable[Triple], rdf_format: RdfFormat) -> bytes:
    return serialize(items, format=rdf_format, prefixes=PREFIXES) or b""
