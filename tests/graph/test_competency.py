# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The competency questions of ontology/queries: each has its answer in a data file, and another on a changed graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import NamedNode, RdfFormat, Store

from comity.graph.store import GraphStore
from comity.release import Release
from comity.settings import Settings

pytestmark = pytest.mark.slow
QUERIES = Settings().ontology / "queries"
FILES = sorted(QUERIES.glob("*.rq"))


def named(bind: dict[str, str]) -> dict[str, NamedNode]:
    return {key: NamedNode(value) for key, value in bind.items()}


def ask(store: GraphStore, name: str, bind: dict[str, str]) -> list[list[str]]:
    rows = store.select(name, **named(bind))
    return [[f"{key}: {value.value}" for key, value in sorted(row.items()) if key not in bind] for row in rows]


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def in_memory(release: Release) -> Store:
    store = Store()
    store.bulk_load(path=str(release.graph_file), format=RdfFormat.N_QUADS)
    return store


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_answer_is_the_known_one(path: Path, release: Release) -> None:
    answer = QUERIES / "answers" / f"{path.stem}.yml"
    known = read(answer) if answer.exists() else {"bind": {}, "rows": None}
    found = ask(GraphStore.open(release.store_folder, QUERIES), path.stem, known["bind"])
    assert found, "a competency question without an answer shows nothing"
    if known["rows"] is None:
        text = yaml.safe_dump({"bind": known["bind"], "rows": found}, allow_unicode=True, width=1000, sort_keys=True)
        answer.write_text(text, encoding="utf-8")
        pytest.fail(f"{answer} was missing and has been written: read it, then run again")
    assert found == known["rows"], f"if the new answer is right, delete {answer}, run, read it and run again"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_changed_graph_gives_another_answer(path: Path, in_memory: Store) -> None:
    bind = read(QUERIES / "answers" / f"{path.stem}.yml")["bind"]
    graph = GraphStore(in_memory, QUERIES)
    before = ask(graph, path.stem, bind)
    told = [value for key, value in graph.select(path.stem, **named(bind))[0].items() if key not in bind]
    changed = []
    for value in told:
        gone = [quad for quad in in_memory if value in (quad.subject, quad.object)]
        for quad in gone:
            in_memory.remove(quad)
        changed.append(ask(graph, path.stem, bind) != before)
        in_memory.extend(gone)
    assert any(changed), "the answer does not rest on anything that it names"
    assert ask(graph, path.stem, bind) == before
