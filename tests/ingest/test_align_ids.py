# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Every alignment of the hub resolves: a clause of ours exists in that edition, anything else is declared beside it."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from comity.model import ids, vocab
from comity.model.vocab import SKOS
from comity.settings import Settings
from ingest import catalog
from ingest.parse import parse_restatement

SETTINGS = Settings()
MATCHES = {f"{SKOS}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}


@pytest.fixture(scope="module")
def stated() -> list[Quad]:
    files = sorted((SETTINGS.ontology / "align").glob("*.ttl"))
    return [quad for path in files for quad in parse(path=str(path), format=RdfFormat.TURTLE)]


@pytest.fixture(scope="module")
def clauses() -> set[str]:
    sources = catalog.load_all(SETTINGS.corpus, vocab.load(SETTINGS.ontology))
    return {
        ids.clause_iri(source.id, edition.id, clause.id)
        for source in sources
        for edition in source.editions
        for clause in parse_restatement(SETTINGS.corpus, source, edition, source.language).clauses
    }


def targets(stated: list[Quad]) -> set[str]:
    return {q.object.value for q in stated if q.predicate.value in MATCHES and isinstance(q.object, NamedNode)}


def test_every_clause_of_ours_that_is_aligned_exists(stated: list[Quad], clauses: set[str]) -> None:
    ours = {iri for iri in targets(stated) if iri.startswith(f"{ids.BASE}id/")}
    assert {unquote(iri).split("/")[5] for iri in ours} >= {"etsi-en-303-645", "nistir-8259a", "nistir-8259b"}
    assert ours - clauses == set()
    assert f"{ids.BASE}id/nistir-8259a/2020/DS" not in clauses, "Device Security stands in another publication only"


def test_everything_aligned_is_declared_with_its_verification(stated: list[Quad]) -> None:
    declared = {quad.subject.value for quad in stated if quad.predicate.value == f"{ids.ONTOLOGY}verificationStatus"}
    assert targets(stated) - declared == set()
    assert declared - targets(stated) == set(), "declared, but aligned with nothing"


def test_every_standard_of_the_field_is_aligned(stated: list[Quad]) -> None:
    named = " ".join(targets(stated))
    for standard in ("27002", "27400", "27402", "27404", "29147", "30111", "62443-4-1", "62443-4-2", "tr:5895"):
        assert f":{standard}:" in named, standard


def test_files_are_named_for_the_heads_that_they_align() -> None:
    heads = {concept.notation for scheme in ("capability", "subject") for concept in roots(scheme)}
    assert {path.stem for path in (SETTINGS.ontology / "align").glob("*.ttl")} <= heads


def roots(scheme: str) -> list[vocab.Concept]:
    return [c for c in vocab.load(SETTINGS.ontology).scheme(scheme).values() if c.broader is None]
