# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The embedded store: built once from N-Quads, then read only; questions are asked by the name of their query file."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    Variable,
)

from comity.graph.terms import PREFIXES
from comity.model.errors import GraphError, NotFoundError, RequestError
from comity.model.vocab import nearest

Term = NamedNode | Literal
Row = dict[str, Term]


def build(nquads: Path, folder: Path) -> int:
    """Load N-Quads into a new store folder, compact it, and return the number of quads.

    Raises GraphError when the folder exists already or the file is not valid N-Quads.
    """
    if folder.exists():
        raise GraphError(str(folder), "a store is never built over another one", "choose a new folder")
    store = Store(folder)
    try:
        store.bulk_load(path=nquads, format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        raise GraphError(str(nquads), f"not valid N-Quads: {error}") from error
    store.optimize()
    store.flush()
    return len(store)


class GraphStore:
    """A read-only view of a store folder, or of a store in memory, with the named queries of the ontology."""

    def __init__(self, store: Store, queries: Path, *, union_default_graph: bool = True) -> None:
        self._store = store
        self._queries = queries
        self._union = union_default_graph

    @classmethod
    def open(cls, folder: Path, queries: Path, *, union_default_graph: bool = True) -> GraphStore:
        """Open a folder that ``build`` left; raises GraphError when it cannot be read."""
        try:
            store = Store.read_only(str(folder))
        except OSError as error:
            raise GraphError(str(folder), f"cannot be opened as a store: {error}", "build the release again") from error
        return cls(store, queries, union_default_graph=union_default_graph)

    def select(self, name: str, **bindings: Term) -> list[Row]:
        """Run ``ontology/queries/NAME.rq``, a SELECT, with values bound to variables that it projects."""
        solutions = self._run(name, bindings)
        if not isinstance(solutions, QuerySolutions):
            raise RequestError(name, "is not a SELECT query")
        names = [variable.value for variable in solutions.variables]
        return [{key: row[key] for key in names if row[key] is not None} for row in solutions]

    def ask(self, name: str, **bindings: Term) -> bool:
        """Run a named ASK query."""
        answer = self._run(name, bindings)
        if not isinstance(answer, QueryBoolean):
            raise RequestError(name, "is not an ASK query")
        return bool(answer)

    def construct(self, name: str, **bindings: Term) -> list[Triple]:
        """Run a named CONSTRUCT or DESCRIBE query; the triples are sorted and each comes once."""
        answer = self._run(name, bindings)
        if not isinstance(answer, QueryTriples):
            raise RequestError(name, "is not a CONSTRUCT or DESCRIBE query")
        return sorted(set(answer), key=str)

    def describe(self, iri: str) -> list[Triple]:
        """Return what the store says of a node and of its parts, whose IRIs begin with the node's and a full stop."""
        found: set[Triple] = set()
        waiting = [NamedNode(iri)]
        while waiting:
            node = waiting.pop()
            for quad in self._store.quads_for_pattern(node, None, None, None):
                triple = Triple(quad.subject, quad.predicate, quad.object)
                if triple not in found:
                    found.add(triple)
                    if isinstance(quad.object, NamedNode) and quad.object.value.startswith(f"{node.value}."):
                        waiting.append(quad.object)
        return sorted(found, key=str)

    def names(self) -> tuple[str, ...]:
        """Return the names of the queries that can be asked, sorted."""
        return tuple(sorted(path.stem for path in self._queries.glob("*.rq")))

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._store)

    def _run(self, name: str, bindings: dict[str, Term]) -> QuerySolutions | QueryBoolean | QueryTriples:
        path = self._queries / f"{name}.rq"
        if name not in self.names():
            raise NotFoundError(name, "no query of this name", nearest(name, self.names()))
        try:
            return self._store.query(
                path.read_text(encoding="utf-8"),
                prefixes=PREFIXES,
                use_default_graph_as_union=self._union,
                substitutions={Variable(key): value for key, value in bindings.items()},
            )
        except (SyntaxError, RuntimeError) as error:
            raise RequestError(name, str(error), "a bound variable must be one that the query projects") from error
