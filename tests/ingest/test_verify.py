# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Restatement against publisher: each kind of difference, and none where only the words differ."""

from __future__ import annotations

import pytest

from comity.model.document import Anchor, Clause, Document, Sentence
from ingest.verify import KINDS, Difference, cues, numbers, verify

HERE = Anchor("law", None, 0, 1)


def clause(clause_id: str, *texts: str, title: str = "") -> Clause:
    sentences = tuple(Sentence(at, text, HERE) for at, text in enumerate(texts, 1))
    return Clause(clause_id, clause_id, title, None, "operative", True, sentences, HERE)


def document(*clauses: Clause, restated: bool = False) -> Document:
    return Document("toy", "1", "en", restated, clauses)


PUBLISHED = document(
    clause("1", "A gnome shall stand for 90 days.", title="Standing"),
    clause("2", "A gnome should not shout.", "It may whisper.", title="Quiet"),
)


def differences(*clauses: Clause) -> tuple[Difference, ...]:
    return verify(document(*clauses, restated=True), PUBLISHED)


def test_other_words_with_the_same_cues_and_numbers_do_not_differ() -> None:
    one = clause("1", "For ninety days, upright is how gnomes shall be.", title="standing.")
    two = clause("2", "Gnomes may whisper.", "Shouting is what they should not do.", title="Quiet")
    assert differences(one, two) == ()


@pytest.mark.parametrize(
    ("one", "difference"),
    [
        (clause("1", "A gnome should stand for 90 days.", title="Standing"), ("cue", "1", "should", "shall")),
        (clause("1", "A gnome shall stand for 9 days.", title="Standing"), ("number", "1", "P9D day", "P90D day")),
        (clause("1", "A gnome shall stand for 90 hours.", title="Standing"), ("number", "1", "PT90H hour", "P90D day")),
        (clause("1", "A gnome shall stand for 90 days.", title="Sitting"), ("title", "1", "Sitting", "Standing")),
    ],
)
def test_each_difference_is_named(one: Clause, difference: tuple[str, str, str, str]) -> None:
    assert differences(one, PUBLISHED.clauses[1]) == (Difference(*difference),)


def test_a_negation_that_is_lost_is_found() -> None:
    lost = clause("2", "A gnome should shout.", "It may whisper.", title="Quiet")
    assert differences(PUBLISHED.clauses[0], lost) == (Difference("cue", "2", "should", "should not"),)


def test_missing_and_extra_clauses() -> None:
    extra = clause("3", "A gnome shall rest.", title="Rest")
    assert differences(PUBLISHED.clauses[0], extra) == (
        Difference("missing", "2", "", "Quiet"),
        Difference("extra", "3", "Rest", ""),
    )


def test_cues_and_numbers_of_a_clause() -> None:
    one = clause("1", "In 2018 gnomes shall stand, and those that may sit shall sit for two hours.")
    assert cues(one) == ("may", "shall", "shall")
    assert numbers(one) == ("2018", "PT2H hour")


def test_kinds_are_pinned() -> None:
    assert KINDS == ("missing", "extra", "title", "cue", "number")
