# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The process that runs untrusted queries: one store, read only, no network, bounded memory; its parent may kill it."""

from __future__ import annotations

import ctypes
import itertools
import json
import re
import resource
import signal
import socket
import sys
from pathlib import Path
from typing import Any, Final

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from comity.graph import frames, serialise
from comity.graph.rows import RowLimit, TooManyRowsError
from comity.graph.terms import PREFIXES

TABLES: Final = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS: Final = {
    serialise.TURTLE: RdfFormat.TURTLE,
    serialise.N_TRIPLES: RdfFormat.N_TRIPLES,
    serialise.JSON_LD: RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
_POSITION: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
# Linux: unshare(2) with CLONE_NEWUSER | CLONE_NEWNET.
_OWN_NETWORK: Final = 0x10000000 | 0x40000000
_GRACE: Final = 1.0


def main() -> None:
    """Serve queries over the socket that stands in for standard input, until it closes."""
    channel = socket.socket(fileno=0)
    config = json.loads(sys.argv[1])
    leave_network()
    try:
        store = Store.read_only(config["store"])
    except OSError as error:
        frames.send(channel, {"error": "store", "why": str(error)})
        return
    confine(config["megabytes"])
    frames.send(channel, {"ready": True})
    while True:
        try:
            request, _ = frames.receive(channel)
        except EOFError:
            return
        header, body = answer(store, request)
        frames.send(channel, header, body)


def leave_network() -> None:
    """Move into an empty network namespace where the system allows it; ``confine`` forbids sockets in any case."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).unshare(_OWN_NETWORK)


def confine(megabytes: int) -> None:
    """Cap further memory at ``megabytes``, and open no file or socket any more: the store's files are open already."""
    pages = int(Path("/proc/self/statm").read_text().split()[0]) if sys.platform == "linux" else 0
    limit = pages * resource.getpagesize() + megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def answer(store: Store, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Run one query and return the header and body of the answer; every error becomes a header."""
    # Should the parent die meanwhile, the default action of SIGALRM still ends this process.
    signal.setitimer(signal.ITIMER_REAL, request["seconds"] + _GRACE)
    try:
        media_type, body = _run(store, request)
    except TooManyRowsError:
        return {"error": "too-many-rows", "why": f"more than {request['rows']} rows"}, b""
    except MemoryError:
        return {"error": "memory", "why": "the query needs more memory than it may have"}, b""
    except SyntaxError as error:
        return _syntax(str(error)), b""
    except (OSError, RuntimeError, ValueError) as error:
        return {"error": "evaluation", "why": str(error)}, b""
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return {"media_type": media_type}, body


def _run(store: Store, request: dict[str, Any]) -> tuple[str, bytes]:
    results = store.query(request["query"], prefixes=PREFIXES, **_dataset(request))
    if isinstance(results, QueryTriples):
        return request["graph"], _graph(results, request)
    table = TABLES[request["table"]]
    if isinstance(results, QueryBoolean):
        return request["table"], results.serialize(format=table) or b""
    output = RowLimit(request["table"], request["rows"])
    results.serialize(output, table)
    return request["table"], output.getvalue()


def _dataset(request: dict[str, Any]) -> dict[str, Any]:
    if request["default_graphs"] or request["named_graphs"]:
        return {
            "default_graph": [NamedNode(iri) for iri in request["default_graphs"]],
            "named_graphs": [NamedNode(iri) for iri in request["named_graphs"]],
        }
    return {"use_default_graph_as_union": request["union"]}


def _graph(results: QueryTriples, request: dict[str, Any]) -> bytes:
    found: list[Triple] = list(itertools.islice(results, request["rows"] + 1))
    if len(found) > request["rows"]:
        raise TooManyRowsError
    ordered = serialise.triples(found)
    if request["graph"] == serialise.TURTLE:
        return serialise.turtle(ordered)
    return serialize(ordered, format=GRAPHS[request["graph"]], prefixes=PREFIXES) or b""


def _syntax(message: str) -> dict[str, Any]:
    match = _POSITION.match(message)
    if match is None:
        return {"error": "syntax", "why": message}
    line, column, why = match.groups()
    return {"error": "syntax", "why": why.split(", [", 1)[0], "line": int(line), "column": int(column)}


if __name__ == "__main__":
    main()
