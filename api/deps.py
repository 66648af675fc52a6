# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What handlers are given: the open release, the graph, the query runner and a writer of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from jinja2 import Environment

from api.answers import Answers
from api.book import Book
from comity.graph.runner import QueryRunner
from comity.graph.store import GraphStore
from comity.settings import Settings


@dataclass(frozen=True, slots=True)
class State:
    """Everything that one running application holds."""

    settings: Settings
    book: Book
    graph: GraphStore
    runner: QueryRunner
    pages: Environment


def state(request: Request) -> State:
    """Return what the application opened when it started."""
    found: State = request.app.state.comity
    return found


StateDep = Annotated[State, Depends(state)]


def book(state: StateDep) -> Book:
    """Return the open release, laid out for answering."""
    return state.book


BookDep = Annotated[Book, Depends(book)]


def answers(request: Request, book: BookDep) -> Answers:
    """Return a writer of answers to this request."""
    return Answers(request, book.release.version)


AnswersDep = Annotated[Answers, Depends(answers)]
