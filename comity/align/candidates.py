# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Pairs of requirements that are worth deciding: similar in meaning, in words, or tagged with the same capability."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from comity.align.embed import Matrix
from comity.align.vectors import Vectors, clause_titles, text_of
from comity.model.corpus import Corpus
from comity.model.requirement import Requirement

KINDS: Final = frozenset({"duty", "route"})
# Shares of the three scores in the similarity, set by hand; and how much of the hub profile is kept.
_MEANING, _HUB, _WORDS = 0.5, 0.25, 0.25
_HUB_KEPT: Final = 5
# Best pairs kept for a requirement against one other edition: with a shared capability, and with a neighbour only.
_KEPT, _KEPT_NEIGHBOURS = 5, 1
_CORRECTED_BY: Final = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair to decide; ``similarity`` in [0, 1] is meaning, hub profile and words together."""

    subject: Requirement
    object: Requirement
    similarity: float


@dataclass(frozen=True, slots=True)
class _Group:
    """The requirements of one edition, with their rows in the three spaces and their tags."""

    jurisdiction: str
    source: str
    requirements: tuple[Requirement, ...]
    meaning: Matrix
    hub: Matrix
    words: Any  # scipy's sparse rows, which are not typed
    capabilities: NDArray[np.bool_]
    near: NDArray[np.bool_]


def eligible(corpus: Corpus) -> tuple[Requirement, ...]:
    """Return the duties and routes that carry a capability, sorted by reference."""
    chosen = (r for r in corpus.requirements if r.kind in KINDS and r.capability)
    return tuple(sorted(chosen, key=lambda r: (r.source, r.edition, r.ref)))


def candidates(corpus: Corpus, vectors: Vectors, neighbours: frozenset[tuple[str, str]]) -> Iterator[Candidate]:
    """Yield the pairs across works and jurisdictions, the subject's reference before the object's.

    ``neighbours`` are pairs of capabilities that are easily confused: without a shared capability, only they propose.
    """
    groups = _groups(corpus, vectors, neighbours)
    for a, b in combinations(groups, 2):
        if a.jurisdiction == b.jurisdiction or a.source == b.source:
            continue
        similarity = _similarity(a, b)
        for i, j in np.argwhere(_kept(a, b, similarity)):
            pair = sorted((a.requirements[i], b.requirements[j]), key=lambda r: r.ref)
            yield Candidate(pair[0], pair[1], round(float(similarity[i, j]), 4))


def _groups(corpus: Corpus, vectors: Vectors, neighbours: frozenset[tuple[str, str]]) -> list[_Group]:
    chosen = eligible(corpus)
    if not chosen:
        return []
    rows = {name: row for row, name in enumerate(vectors.requirement_ids)}
    meaning = vectors.requirements[[rows[r.ref] for r in chosen]]
    hub, words = _profile(meaning @ vectors.concepts.T), _word_rows(chosen, corpus)
    heads = {(r.source, r.edition, r.alternative_of) for r in corpus.requirements}
    capabilities, near = _tags(chosen, neighbours, [(r.source, r.edition, r.clause) in heads for r in chosen])
    jurisdictions = {source.id: source.jurisdiction for source in corpus.sources}
    groups: list[_Group] = []
    for (source, _), members in groupby(range(len(chosen)), key=lambda i: (chosen[i].source, chosen[i].edition)):
        at = list(members)
        group = _Group(
            jurisdiction=jurisdictions[source],
            source=source,
            requirements=tuple(chosen[i] for i in at),
            meaning=meaning[at],
            hub=hub[at],
            words=words[at],
            capabilities=capabilities[at],
            near=near[at],
        )
        groups.append(group)
    return groups


def _profile(scores: Matrix) -> Matrix:
    """Keep of each row the hub concepts that stand out, as a row of length 1."""
    if scores.shape[1] <= _HUB_KEPT:
        return _unit(scores)
    excess = scores - scores.mean(axis=1, keepdims=True)
    least = np.partition(excess, -_HUB_KEPT, axis=1)[:, [-_HUB_KEPT]]
    return _unit(np.where(excess >= least, excess, 0).astype(np.float32))


def _unit(rows: Matrix) -> Matrix:
    length = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, length, out=np.zeros_like(rows), where=length > 0), dtype=np.float32)


def _word_rows(chosen: Sequence[Requirement], corpus: Corpus) -> Any:
    titles = clause_titles(corpus)
    vectorizer = TfidfVectorizer(sublinear_tf=True, stop_words="english", dtype=np.float32)
    return vectorizer.fit_transform([text_of(requirement, titles) for requirement in chosen])


def _tags(
    chosen: Sequence[Requirement], neighbours: frozenset[tuple[str, str]], is_head: Sequence[bool]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """One row a requirement, one column a capability: which it carries, and of which it carries a neighbour.

    The head of a group of alternatives stands for all of them, so it is near to nothing but what it shares.
    """
    columns = sorted(set().union(*(r.capability for r in chosen)))
    carried = np.array([[column in r.capability for column in columns] for r in chosen], dtype=np.bool_)
    confused = np.array([[(x, y) in neighbours for y in columns] for x in columns], dtype=np.bool_)
    near = _overlap(carried, confused.T)
    near[np.array(is_head)] = False
    return carried, near


def _similarity(a: _Group, b: _Group) -> Matrix:
    words = (a.words @ b.words.T).toarray()
    score = _MEANING * (a.meaning @ b.meaning.T) + _HUB * (a.hub @ b.hub.T) + _WORDS * words
    return np.asarray(np.clip(score, 0, 1), dtype=np.float32)


def _kept(a: _Group, b: _Group, similarity: Matrix) -> NDArray[np.bool_]:
    corrected = _corrected(similarity)
    shared = _overlap(a.capabilities, b.capabilities)
    near = _overlap(a.near, b.capabilities) & _overlap(a.capabilities, b.near) & ~shared
    return _best(corrected, shared, _KEPT) | _best(corrected, near, _KEPT_NEIGHBOURS)


def _overlap(a: NDArray[np.bool_], b: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray((a.astype(np.int32) @ b.astype(np.int32).T) > 0)


def _corrected(similarity: Matrix) -> Matrix:
    """Take from each score half the mean of the best in its row and in its column: some texts are near to all."""
    rows = np.sort(similarity, axis=1)[:, -_CORRECTED_BY:].mean(axis=1, keepdims=True)
    columns = np.sort(similarity, axis=0)[-_CORRECTED_BY:, :].mean(axis=0, keepdims=True)
    return np.asarray(similarity - (rows + columns) / 2, dtype=np.float32)


def _best(score: Matrix, allowed: NDArray[np.bool_], count: int) -> NDArray[np.bool_]:
    """Mark the best allowed entries of each row and of each column; of equal scores the earlier one."""
    open_scores = np.where(allowed, score, -np.inf)
    chosen = np.zeros_like(allowed)
    rows = np.argsort(-open_scores, axis=1, kind="stable")[:, :count]
    columns = np.argsort(-open_scores, axis=0, kind="stable")[:count, :]
    np.put_along_axis(chosen, rows, np.True_, axis=1)
    np.put_along_axis(chosen, columns, np.True_, axis=0)
    return chosen & allowed
