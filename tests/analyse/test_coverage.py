# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The matrix holds every stance once, and the same stance as asking for it alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from comity.analyse.coverage import coverage
from comity.analyse.stance import stance
from comity.model.vocab import Vocabulary


def test_the_matrix_is_every_jurisdiction_against_every_capability(
    make: Any, vocabulary: Vocabulary, today: date
) -> None:
    sources = [make.source("act", "us-ca"), make.source("code", "uk", "code-of-practice")]
    corpus = make.corpus(sources, [make.duty("act"), make.duty("code", capability="org.people")])
    found = coverage(corpus, vocabulary, today)
    assert found.jurisdictions == ("uk", "us-ca")
    assert found.capabilities == tuple(concept.notation for concept in vocabulary.leaves("capability"))
    assert len(found.cells) == 2 * len(found.capabilities)
    for (jurisdiction, capability), cell in found.cells.items():
        assert cell == stance(corpus, vocabulary, jurisdiction, capability, today)
    assert [cell.kind for cell in found.column("org.people")] == ["advised-shall", "silent"]
    assert sum(cell.kind == "binding" for cell in found.row("us-ca")) == 1


def test_a_jurisdiction_without_a_source_has_no_row(make: Any, vocabulary: Vocabulary, today: date) -> None:
    assert coverage(make.corpus([make.source("act", "us-ca")]), vocabulary, today).jurisdictions == ("us-ca",)
