# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Answers on NISTIR 8228 that must be right: what conventional IT does is asked of nobody; users are advised."""

from __future__ import annotations

import pytest

from comity.analyse.requires import requires
from comity.analyse.stance import stance
from comity.model import vocab
from comity.model.corpus import Corpus
from comity.model.requirement import Requirement
from comity.model.vocab import Vocabulary
from comity.settings import Settings
from ingest import catalog, facets
from ingest.parse import edition_folder, parse_restatement


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return vocab.load(Settings().ontology)


@pytest.fixture(scope="module")
def alone(vocabulary: Vocabulary) -> Corpus:
    """The report by itself, so that no other source of its jurisdiction speaks."""
    folder = Settings().corpus
    source = catalog.load(folder / "us" / "nistir-8228" / "source.yml", vocabulary)
    document = parse_restatement(folder, source, source.latest, source.language)
    path = edition_folder(folder, source, source.latest) / "facets.yml"
    found = facets.load(path, source.latest, document, vocabulary)
    published = source.latest.dates.published
    assert published is not None
    return Corpus((source,), (document,), found, published)


def carrying(corpus: Corpus, vocabulary: Vocabulary) -> list[Requirement]:
    return [r for r in corpus.requirements if vocabulary.concept("text-status", r.text_status).flag("bearsStance")]


def test_nothing_is_asked_of_a_maker(alone: Corpus) -> None:
    duties = [r for r in alone.requirements if r.kind == "duty"]
    assert duties
    assert {role for r in duties for role in r.bearer} == {"business-user"}


def test_recommendations_bind_organisations_as_advice(alone: Corpus, vocabulary: Vocabulary) -> None:
    asking = [r for r in carrying(alone, vocabulary) if r.kind == "duty"]
    assert {(r.clause, r.modality, r.object) for r in asking} == {
        (clause, "recommendation", "organisation") for clause in ("3", "5", "5.1")
    }
    assert not alone.sources[0].force.binding
    here = (alone, vocabulary, "us")
    assert stance(*here, "org.asset-management", alone.as_at).kind == "advised-should"
    assert stance(*here, "upd.capability", alone.as_at).kind == "mentioned-only"


def test_expectations_and_challenges_mention_and_ask_for_nothing(alone: Corpus, vocabulary: Vocabulary) -> None:
    rows = [r for r in alone.requirements if r.clause[0] in "EC" and r.clause[1:].isdigit()]
    assert len({r.clause for r in rows}) == 25 + 49
    assert {(r.kind, r.modality, r.bearer) for r in rows} == {("framework", None, ())}
    assert {r.form == "expectation" for r in rows if r.clause[0] == "E"} == {True}
    assert all(r not in carrying(alone, vocabulary) for r in rows)
    answer = requires(alone, vocabulary, "us", ["lif.support-duration"])
    assert not answer.requirements
    assert {r.clause for r in answer.mentions} == {"E5", "C6", "C7"}


def test_two_ways_stand_beside_each_other_only_where_the_text_says_or(alone: Corpus) -> None:
    groups: dict[str, int] = {}
    for r in alone.requirements:
        if r.alternative_of is not None:
            assert r.alternative_type == "any-of"
            groups[r.alternative_of] = groups.get(r.alternative_of, 0) + 1
    assert groups == {"E4": 2, "E6": 2, "E7": 2}
    assert all(r.alternative_of is None for r in alone.requirements if r.clause in {"E8", "E10", "E13"})


def test_no_value_is_drawn_from_an_expectation_or_its_examples(alone: Corpus) -> None:
    lockout = [r for r in alone.requirements if r.clause == "E13" and r.text_status == "example"]
    assert len(lockout) == 3
    assert not [p for r in alone.requirements for p in r.parameters]
