# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The ontology as data: every term labelled and defined in both languages, and the same bytes at each reading."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from comity.graph import serialise
from comity.graph.ontology import ontology_quads
from comity.graph.terms import ONTOLOGY_GRAPH, RDFS, SKOS, TYPE, XSD
from comity.model import ids
from comity.model.errors import RecordError


def test_every_term_has_a_label_and_a_definition_in_both_languages(ontology: tuple[Quad, ...]) -> None:
    terms = {quad.subject for quad in ontology if quad.predicate == TYPE and isinstance(quad.subject, NamedNode)}
    ours = {term for term in terms if term.value.startswith(ids.ONTOLOGY)}
    said = Counter(
        (quad.subject, quad.predicate.value, quad.object.language)
        for quad in ontology
        if isinstance(quad.object, Literal)
    )
    assert len(ours) > 150
    for term in ours:
        for predicate in (f"{RDFS}label", f"{SKOS}definition"):
            assert (said[term, predicate, "en"], said[term, predicate, "ja"]) == (1, 1), term


def test_labels_are_unique(ontology: tuple[Quad, ...]) -> None:
    kinds = {quad.subject: quad.object for quad in ontology if quad.predicate == TYPE}
    labels = Counter(
        (str(quad.object), kinds[quad.subject])
        for quad in ontology
        if quad.predicate.value == f"{RDFS}label" and quad.subject.value.startswith(ids.ONTOLOGY)
    )
    assert [label for label, count in labels.items() if count > 1 and label[0].endswith("@en")] == []


def test_no_axiom_uses_a_datatype_outside_owl(ontology: tuple[Quad, ...]) -> None:
    outside = {f"{XSD}{name}" for name in ("date", "gYear", "duration", "time")}
    assert [quad for quad in ontology if isinstance(quad.object, NamedNode) and quad.object.value in outside] == []


def test_two_readings_agree_byte_by_byte(ontology: tuple[Quad, ...], ontology_folder: Path) -> None:
    assert any(isinstance(quad.subject, BlankNode) for quad in ontology), "OWL restrictions need blank nodes"
    assert serialise.nquads(ontology) == serialise.nquads(ontology_quads(ontology_folder))
    assert {quad.graph_name.value for quad in ontology} == {ONTOLOGY_GRAPH}


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "core.ttl").write_text("this is not Turtle", encoding="utf-8")
    with pytest.raises(RecordError, match=r"core\.ttl: not readable as Turtle"):
        list(ontology_quads(tmp_path))
    with pytest.raises(RecordError, match=r"core\.ttl: not readable as Turtle"):
        list(ontology_quads(tmp_path / "absent"))
