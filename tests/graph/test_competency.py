# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The competency questions of ontology/queries: each has its answer in a data file, and another on a changed graph."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pyoxigraph import NamedNode, Store

from comity.analyse.conflicts import conflicts
from comity.graph.lift import lift_conflict, lift_document, lift_recognition, lift_requirement, lift_source
from comity.graph.ontology import ontology_quads
from comity.graph.store import GraphStore
from comity.model import vocab
from comity.model.corpus import Corpus
from comity.model.recognition import Recognition
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, facets, recognitions
from ingest.parse import edition_folder, parse_restatement

QUERIES = Settings().ontology / "queries"
FILES = sorted(QUERIES.glob("*.rq"))
HELD = {"uk-cop-2018", "us-ca-sb327", "us-or-hb2395"}
AS_AT = date(2026, 11, 23)


def named(bind: dict[str, str]) -> dict[str, NamedNode]:
    return {key: NamedNode(value) for key, value in bind.items()}


def ask(store: GraphStore, name: str, bind: dict[str, str]) -> list[list[str]]:
    rows = store.select(name, **named(bind))
    return [[f"{key}: {value.value}" for key, value in sorted(row.items()) if key not in bind] for row in rows]


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def among_the_held(settings: Settings, known: Vocabulary) -> list[Recognition]:
    """Return the recognitions that name no other source than the three."""
    sources = catalog.load_all(settings.corpus, known)
    works = [(source, edition) for source in sources for edition in source.editions]
    documents = [parse_restatement(settings.corpus, source, edition, "en") for source, edition in works]
    found = recognitions.load(settings.corpus / recognitions.FILE, known, sources, documents).recognitions
    named = {entry.id: {entry.to.source, *(held.source for held in entry.holdings)} - {None} for entry in found}
    return [entry for entry in found if named[entry.id] <= HELD]


@pytest.fixture(scope="module")
def in_memory() -> Store:
    """The graph of three sources only, so that one more source changes no answer here."""
    settings = Settings()
    known = vocab.load(settings.ontology)
    paths = [path for path in catalog.source_files(settings.corpus) if path.parent.name in HELD]
    sources = tuple(catalog.load(path, known) for path in paths)
    documents = [parse_restatement(settings.corpus, source, source.latest, "en") for source in sources]
    requirements = [
        requirement
        for source, document in zip(sources, documents, strict=True)
        for requirement in facets.load(
            edition_folder(settings.corpus, source, source.latest) / "facets.yml", source.latest, document, known
        )
    ]
    corpus = Corpus(sources, tuple(documents), tuple(requirements), AS_AT)
    store = Store()
    store.extend(ontology_quads(settings.ontology))
    for part in (
        *map(lift_source, sources),
        *map(lift_document, documents),
        *map(lift_requirement, requirements),
        *map(lift_conflict, conflicts(corpus, known, "us-ca", "us-or", AS_AT)),
        *map(lift_recognition, among_the_held(settings, known)),
    ):
        store.extend(part)
    return store


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_answer_is_the_known_one(path: Path, in_memory: Store) -> None:
    answer = QUERIES / "answers" / f"{path.stem}.yml"
    known = read(answer) if answer.exists() else {"bind": {}, "rows": None}
    found = ask(GraphStore(in_memory, QUERIES), path.stem, known["bind"])
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
