# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of Australia's Smart Devices Rules 2025; no publisher's file of them is at hand."""

from __future__ import annotations

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from ingest import formats
from ingest.sources import au_rules_2025

HEADED = """# Gates Rules 2025

A word that comes before.

## Act, section 15: Gates

A smith must make gates that shut.

## 10 Period of keeping

The period is 7 years.
11 of them may be kept.

## Clause 1 of Schedule 1: Definitions

A gate is not a door.

## Clause 2 of Schedule 1: Latches

A gate must have a latch.
"""


def texts(clauses: list[Clause]) -> dict[str, list[str]]:
    return {clause.id: [sentence.text for sentence in clause.sentences] for clause in clauses}


def test_sections_and_clauses_under_headings() -> None:
    found = list(au_rules_2025.parse(formats.read(HEADED.encode(), "restatement.en.md", "text/markdown")))
    assert [(c.id, c.title, c.text_status) for c in found] == [
        ("Act/15", "Gates", "operative"),
        ("10", "Period of keeping", "operative"),
        ("Sch1/1", "Definitions", "definition"),
        ("Sch1/2", "Latches", "operative"),
    ]
    assert texts(found)["10"] == ["The period is 7 years.", "11 of them may be kept."]
    assert all(clause.is_provision for clause in found)


def test_plain_text_over_two_pages() -> None:
    blocks = [
        (1, "heading", "Section 9—Contents"),
        (1, "paragraph", "It must name the smith,"),
        (1, "furniture", "Gates Rules 2025 | 1"),
        (2, "paragraph", "and the gate. Section 10 adds more."),
        (2, "heading", "Section 9—Contents"),
        (2, "paragraph", "It must be signed."),
        (2, "heading", "Section 10"),
    ]
    found = list(au_rules_2025.parse([Block(text, Anchor("b.pdf", page, 0, 50), role) for page, role, text in blocks]))
    assert [(c.id, c.title, c.anchor.page) for c in found] == [("9", "Contents", 1), ("10", "Section 10", 2)]
    assert texts(found)["9"] == ["It must name the smith, and the gate.", "Section 10 adds more.", "It must be signed."]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("## Section 8\n\nA latch.\n\n## Section 12\n\nA lock.\n", "no part 'Section 12'"),
        ("## Clause 3 of Schedule 1\n\nA latch.\n\n## Section 8\n\nA lock.\n", "8 stands out of its order"),
        ("## Section 8\n\nA latch.\n\n## Clause 2 of Schedule 2\n\nA lock.\n", "no part 'Clause 2 of Schedule 2'"),
    ],
)
def test_a_number_out_of_place_is_refused(text: str, why: str) -> None:
    with pytest.raises(DocumentError, match=why):
        list(au_rules_2025.parse(formats.read(text.encode(), "b.md", "text/markdown")))
