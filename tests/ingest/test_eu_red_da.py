# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of Delegated Regulation (EU) 2022/30; no publisher's file of it is at hand."""

from __future__ import annotations

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from ingest import formats
from ingest.sources import eu_red_da

HEADED = """# Gates that radiate

A word that comes before.

## Article 1(1)

A gate shall not squeak.
Point (a) is a gate.

## Article 2(2)

Doors are out.

## Article 3

It shall apply from next week.

## Directive 2014/53/EU, Article 3(3), point (e)

A gate shall hide its walker.

## EN 18031-2:2024

It is about walkers.

## EN 18031-2, DLM: Deletion mechanism

Walkers are forgotten.
"""


def texts(clauses: list[Clause]) -> dict[str, list[str]]:
    return {clause.id: [sentence.text for sentence in clause.sentences] for clause in clauses}


def test_paragraphs_points_and_mechanisms_under_headings() -> None:
    found = list(eu_red_da.parse(formats.read(HEADED.encode(), "restatement.en.md", "text/markdown")))
    assert [(c.id, c.parent, c.text_status) for c in found] == [
        ("1(1)", None, "operative"),
        ("2(2)", None, "operative"),
        ("3", None, "operative"),
        ("RED/3(3)(e)", None, "operative"),
        ("EN18031-2", None, "operative"),
        ("EN18031-2/DLM", "EN18031-2", "title"),
    ]
    assert found[-1].title == "Deletion mechanism"
    assert texts(found)["1(1)"] == ["A gate shall not squeak.", "Point (a) is a gate."]


def test_articles_with_numbered_paragraphs_over_two_pages() -> None:
    blocks = [
        (1, "paragraph", "(1) Whereas gates squeak."),
        (1, "heading", "Article\u00a01"),
        (1, "paragraph", "1. No gate shall squeak,"),
        (1, "furniture", "Official Journal 1"),
        (2, "paragraph", "nor shall its hinges. See paragraph 2."),
        (2, "paragraph", "2. A gate shall hide:"),
        (2, "item", "(a) the walker;"),
        (2, "heading", "Article 2"),
        (2, "paragraph", "1. Doors are out."),
        (2, "heading", "Article 3"),
        (2, "paragraph", "It shall apply from next week."),
    ]
    found = list(eu_red_da.parse([Block(text, Anchor("b.pdf", page, 0, 50), role) for page, role, text in blocks]))
    assert texts(found) == {
        "1(1)": ["No gate shall squeak, nor shall its hinges.", "See paragraph 2."],
        "1(2)": ["A gate shall hide:", "(a) the walker;"],
        "2(1)": ["Doors are out."],
        "3": ["It shall apply from next week."],
    }
    assert [c.anchor.page for c in found] == [1, 2, 2, 2]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("## Article 1(1)\n\nA latch.\n\n## Article 4\n\nA lock.\n", "no part 'Article 4'"),
        ("## Article 3\n\nA latch.\n\n## Article 1(2)\n\nA lock.\n", r"1\(2\) stands out of its order"),
        ("## EN 18031-3:2024\n\nA latch.\n\n## EN 18031-3, DLM: Deletion\n\nA lock.\n", "no part 'EN 18031-3, DLM"),
    ],
)
def test_a_part_out_of_place_is_refused(text: str, why: str) -> None:
    with pytest.raises(DocumentError, match=why):
        list(eu_red_da.parse(formats.read(text.encode(), "b.md", "text/markdown")))
