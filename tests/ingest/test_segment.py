# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Sentences: what ends one, what does not, and what is taken as it is."""

from __future__ import annotations

import pytest

from comity.model.document import Anchor, Block
from ingest.segment import sentences


def block(text: str, role: str = "paragraph", page: int | None = None, start: int = 0) -> Block:
    return Block(text, Anchor("law", page, start, start + len(text)), role)


@pytest.mark.parametrize(
    "parts",
    [
        ["One rule.", "Another rule."],
        ["Use a lock, e.g. a Yale lock, on it.", "Then stop."],
        ["See No. 4 and Art. 5 of the Act.", "It applies."],
        ["The Act (2018) applies.", "So does the other (2019).", "Both do."],
        ["The lock weighs 2.5 kg.", "It is heavy."],
        ["It said \u201cstop.\u201d", "Then it went on."],
        ["Is it locked?", "Yes!", "Good."],
        ["1. A first item of a list."],
        ["iv. A fourth item.", "It has two sentences."],
        ["Made by J. Smith of the U.S. Army.", "It works."],
        ["It lists locks, bolts etc. and ends.", "A new one begins."],
    ],
)
def test_sentences_are_found(parts: list[str]) -> None:
    assert [s.text for s in sentences([block(" ".join(parts))])] == parts


def test_ordinals_run_on_over_blocks_and_anchors_are_exact() -> None:
    blocks = [block("One. Two.", start=100), block("Three.", start=200)]
    found = sentences(blocks)
    assert [(s.ordinal, s.text, s.anchor.start, s.anchor.end) for s in found] == [
        (1, "One.", 100, 104),
        (2, "Two.", 105, 109),
        (3, "Three.", 200, 206),
    ]


def test_a_line_of_a_restatement_is_one_sentence() -> None:
    assert [s.text for s in sentences([block("One. Two.", "sentence")])] == ["One. Two."]


def test_a_paragraph_goes_on_over_a_page() -> None:
    found = sentences([block("It goes on", page=1), block("over the page. Then ends.", page=2)])
    assert [(s.text, s.anchor.page) for s in found] == [("It goes on over the page.", 1), ("Then ends.", 1)]
    apart = sentences([block("It ends here.", page=1), block("lower case, but another.", page=2)])
    assert [s.anchor.page for s in apart] == [1, 2]
