# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Untrusted queries under limits: worker processes that are killed when a query takes too long, and replaced."""

from __future__ import annotations

import asyncio
import queue
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from comity.graph.query_error import QueryError, Reason
from comity.graph.sparql_text import prepare
from comity.graph.worker_handle import Worker

SPARQL_JSON: Final = "application/sparql-results+json"
_WAITING_PER_WORKER: Final = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a query may go: seconds of time, rows (or triples) of result, megabytes of memory beyond the store's."""

    seconds: float = 10.0
    rows: int = 100_000
    megabytes: int = 1024


@dataclass(frozen=True, slots=True)
class Query:
    """A query as asked: its text, the wanted media types of a table and of a graph, and the dataset of the protocol."""

    text: str
    table: str = SPARQL_JSON
    graph: str = "text/turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The result, serialised."""

    media_type: str
    body: bytes


class QueryRunner:
    """A small pool of workers over one store, for threads and for asyncio; close it, or use it in ``with``."""

    def __init__(self, store: Path, limits: Limits, *, workers: int = 2, union_default_graph: bool = True) -> None:
        self.limits = limits
        self._store = store
        self._union = union_default_graph
        self._lock = threading.Lock()
        self._closed = False
        self._workers: set[Worker] = set()
        self._idle: queue.LifoQueue[Worker] = queue.LifoQueue()
        self._threads = ThreadPoolExecutor(workers * _WAITING_PER_WORKER, thread_name_prefix="sparql")
        for _ in range(workers):
            self._start()

    def run(self, query: Query) -> Answer:
        """Answer a query; raises QueryError, or GraphError when the store cannot be opened."""
        prepared = prepare(query.text)
        request = self._request(replace(query, text=prepared.text), names_dataset=prepared.names_dataset)
        worker = self._borrow()
        try:
            worker.wait_ready()
            header, body = worker.ask(request, self.limits.seconds)
        except TimeoutError:
            self._replace(worker, worker.kill)
            raise QueryError(Reason.TIMEOUT, f"timed out after {self.limits.seconds:g} s", "ask for less") from None
        except (EOFError, OSError):
            raise self._died(self._replace(worker, worker.ended)) from None
        except BaseException:
            self._replace(worker, worker.kill)
            raise
        if header.get("error") == Reason.MEMORY:
            self._replace(worker, worker.kill)
        else:
            self._idle.put(worker)
        if "error" in header:
            raise self._failed(header)
        return Answer(header["media_type"], body)

    async def run_async(self, query: Query) -> Answer:
        """Answer a query without blocking the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self.run, query)

    def close(self) -> None:
        """End every worker; a query that is still running fails."""
        with self._lock:
            self._closed = True
            workers, self._workers = self._workers, set()
        for worker in workers:
            worker.kill()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def __enter__(self) -> QueryRunner:
        """Return the runner itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the runner."""
        self.close()

    @property
    def process_ids(self) -> tuple[int, ...]:
        """The ids of the worker processes, sorted."""
        with self._lock:
            return tuple(sorted(worker.process.pid for worker in self._workers))

    def _request(self, query: Query, *, names_dataset: bool) -> dict[str, Any]:
        return {
            "query": query.text,
            "table": query.table,
            "graph": query.graph,
            "default_graphs": query.default_graphs,
            "named_graphs": query.named_graphs,
            "union": self._union and not names_dataset,
            "rows": self.limits.rows,
            "seconds": self.limits.seconds,
        }

    def _start(self) -> None:
        worker = Worker(self._store, self.limits.megabytes)
        with self._lock:
            if not self._closed:
                self._workers.add(worker)
                self._idle.put(worker)
                return
        worker.kill()

    def _borrow(self) -> Worker:
        if self._closed:
            raise QueryError(Reason.BUSY, "the query runner is closed")
        try:
            return self._idle.get(timeout=self.limits.seconds)
        except queue.Empty:
            raise QueryError(Reason.BUSY, "every query worker is busy", "try again later") from None

    def _replace(self, worker: Worker, end: Callable[[], int]) -> int:
        """End a worker that cannot be used again, start another one, and return how the old one ended."""
        status = end()
        with self._lock:
            self._workers.discard(worker)
        self._start()
        return status

    def _failed(self, header: dict[str, Any]) -> QueryError:
        reason = Reason(header["error"])
        return QueryError(reason, header["why"], line=header.get("line", 0), column=header.get("column", 0))

    def _died(self, status: int) -> QueryError:
        if self._closed:
            return QueryError(Reason.BUSY, "the query runner was closed")
        if status == -signal.SIGABRT:
            why = f"the query needs more than {self.limits.megabytes} MB of memory"
            return QueryError(Reason.MEMORY, why, "ask for less")
        return QueryError(Reason.EVALUATION, "the query could not be evaluated", "is it nested very deeply?")
