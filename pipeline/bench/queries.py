# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Six questions beside rdflib on the same graph in the same run; each figure is the median of its runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from statistics import median
from typing import Final

from pyoxigraph import NamedNode
from rdflib import Dataset, URIRef
from rich.console import Console

from comity.graph.store import GraphStore
from comity.graph.terms import PREFIXES
from comity.model.ids import concept_iri
from comity.settings import Settings
from pipeline.bench.clock import timed
from pipeline.cli.output import table
from pipeline.run import build

_RUNS: Final = 5
_UK: Final = concept_iri("jurisdiction", "uk")
_CALIFORNIA: Final = concept_iri("jurisdiction", "us-ca")
_OREGON: Final = concept_iri("jurisdiction", "us-or")
# The question, its query in ontology/queries, and what is bound in it.
QUESTIONS: Final[tuple[tuple[str, str, Mapping[str, str]], ...]] = (
    ("requirements of a jurisdiction", "requirements-of-jurisdiction", {"jurisdiction": _UK}),
    ("gap A-B", "capabilities-only-in", {"a": _UK, "b": _CALIFORNIA}),
    ("conflict join", "conflicts-of-pair", {"a": _CALIFORNIA, "b": _OREGON}),
    ("hierarchy path", "capability-tree", {}),
    ("coverage matrix", "coverage-matrix", {}),
    ("text search", "text-search", {}),
)


def show(screen: Console, settings: Settings) -> None:
    """Ask both, each question several times, and print rows, milliseconds and the ratio of the two."""
    release = build(settings).release
    ours = GraphStore.open(release.store_folder, settings.ontology / "queries")
    theirs = Dataset(default_union=True)
    theirs.parse(release.graph_file, format="nquads")
    rows = []
    for question, name, bound in QUESTIONS:
        text = (settings.ontology / "queries" / f"{name}.rq").read_text(encoding="utf-8")
        mine, found = _time(partial(_ask_ours, ours, name, bound))
        other, same = _time(partial(_ask_rdflib, theirs, text, bound))
        agreed = "" if found == same else f" (rdflib: {same} rows)"
        rows.append((question, f"{found}{agreed}", f"{mine * 1000:.1f}", f"{other * 1000:.1f}", f"{other / mine:.0f}"))
    columns = ("question", "rows", "pyoxigraph, ms", "rdflib, ms", "ratio")
    screen.print(table(f"Queries over {len(theirs)} triples, median of {_RUNS}", columns, rows))


def _ask_ours(store: GraphStore, name: str, bound: Mapping[str, str]) -> int:
    return len(store.select(name, **{key: NamedNode(value) for key, value in bound.items()}))


def _ask_rdflib(graph: Dataset, text: str, bound: Mapping[str, str]) -> int:
    uris = {key: URIRef(value) for key, value in bound.items()}
    return len(list(graph.query(text, initBindings=uris, initNs=PREFIXES)))


def _time(ask: Callable[[], int]) -> tuple[float, int]:
    found = [timed(ask) for _ in range(_RUNS)]
    return median(seconds for seconds, _ in found), found[-1][1]
