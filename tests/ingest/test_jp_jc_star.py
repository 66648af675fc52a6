# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of JC-STAR; no publisher's file of it is at hand."""

from __future__ import annotations

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from ingest import formats
from ingest.sources import jp_jc_star

HEADED = """# Gates with stars

A word that comes before.

## Products

A gate can be labelled.

## STAR-1

The smith declares it.

## S1.1-01 Latches (掛け金)

A gate is to have a latch.
S1.1-02 is stricter.

## S1.1-02

Its hinges are to be oiled.
"""


def texts(clauses: list[Clause]) -> dict[str, list[str]]:
    return {clause.id: [sentence.text for sentence in clause.sentences] for clause in clauses}


def test_criteria_under_headings() -> None:
    found = list(jp_jc_star.parse(formats.read(HEADED.encode(), "restatement.en.md", "text/markdown")))
    assert [(c.id, c.title, c.parent) for c in found] == [
        ("products", "Products", None),
        ("STAR-1", "", None),
        ("S1.1-01", "Latches (掛け金)", "STAR-1"),
        ("S1.1-02", "", "STAR-1"),
    ]
    assert texts(found)["S1.1-02"] == ["Its hinges are to be oiled."]
    assert all(clause.is_provision for clause in found)


def test_a_table_of_criteria_over_two_pages() -> None:
    cells = [
        (1, "cell", "★1（レベル1）"),
        (1, "cell", "S1.1‑01"),
        (1, "cell", "The gate has a latch,"),
        (1, "furniture", "Gates | 1"),
        (2, "cell", "and hinges as well."),
        (2, "paragraph", "S1.1-02: The latch is oiled. S1.1-03 follows."),
        (2, "paragraph", "S1.1-03 The bolt is oiled."),
    ]
    found = list(jp_jc_star.parse([Block(text, Anchor("b.pdf", page, 0, 50), role) for page, role, text in cells]))
    assert texts(found) == {
        "STAR-1": [],
        "S1.1-01": ["The gate has a latch, and hinges as well."],
        "S1.1-02": ["The latch is oiled.", "S1.1-03 follows."],
        "S1.1-03": ["The bolt is oiled."],
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("## S1.1-16\n\nA latch.\n\n## S1.1-17 Bolts\n\nA lock.\n", "no part 'S1.1-17 Bolts'"),
        ("## S1.1-02\n\nA latch.\n\n## S1.1-01\n\nA lock.\n", "S1.1-01 stands out of its order"),
        ("## STAR-1\n\nA latch.\n\n## STAR-5\n\nA lock.\n", "no part 'STAR-5'"),
    ],
)
def test_a_number_out_of_place_is_refused(text: str, why: str) -> None:
    with pytest.raises(DocumentError, match=why):
        list(jp_jc_star.parse(formats.read(text.encode(), "b.md", "text/markdown")))
