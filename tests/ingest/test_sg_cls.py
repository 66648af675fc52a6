# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of Singapore's Cybersecurity Labelling Scheme; no publisher's file of it is at hand."""

from __future__ import annotations

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from ingest import formats
from ingest.sources import sg_cls

HEADED = """# Gates with asterisks

A word that comes before.

## Level 1

A gate shall have a latch.
Its hinges shall be oiled. Level 2 asks for more.

## Level 2

A gate shall satisfy Level 1.

## Residential routers

A gate to a home must have a latch.
"""


def texts(clauses: list[Clause]) -> dict[str, list[str]]:
    return {clause.id: [sentence.text for sentence in clause.sentences] for clause in clauses}


def test_levels_under_headings() -> None:
    found = list(sg_cls.parse(formats.read(HEADED.encode(), "restatement.en.md", "text/markdown")))
    assert texts(found) == {
        "L1": ["A gate shall have a latch.", "Its hinges shall be oiled. Level 2 asks for more."],
        "L2": ["A gate shall satisfy Level 1."],
        "routers": ["A gate to a home must have a latch."],
    }
    assert all(clause.is_provision for clause in found)


def test_a_table_of_levels_over_two_pages() -> None:
    cells = [
        (1, "cell", "Level"),
        (1, "cell", "Level 1"),
        (1, "cell", "The gate has a latch,"),
        (1, "furniture", "Gates | 1"),
        (2, "cell", "and hinges as well."),
        (2, "cell", "Level 1"),
        (2, "cell", "Level 2"),
        (2, "cell", "The gate meets Level 1."),
        (2, "paragraph", "Level 3: The gate was designed to be shut. Level 4 differs."),
    ]
    found = list(sg_cls.parse([Block(text, Anchor("b.pdf", page, 0, 50), role) for page, role, text in cells]))
    assert [(c.id, c.anchor.page, c.text_status) for c in found] == [
        ("L1", 1, "operative"),
        ("L2", 2, "operative"),
        ("L3", 2, "operative"),
    ]
    assert texts(found)["L1"] == ["The gate has a latch, and hinges as well."]
    assert texts(found)["L3"] == ["The gate was designed to be shut.", "Level 4 differs."]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("## Level 1\n\nA latch.\n\n## Level 5\n\nA lock.\n", "no part 'Level 5'"),
        ("## Level 2\n\nA latch.\n\n## Level 1\n\nA lock.\n", "L1 stands out of its order"),
        ("## Level 1\n\nA latch.\n\n## Level 2\n\nA lock.\n\n## Level 1\n\nA bolt.\n", "L1 stands twice"),
    ],
)
def test_a_level_out_of_place_is_refused(text: str, why: str) -> None:
    with pytest.raises(DocumentError, match=why):
        list(sg_cls.parse(formats.read(text.encode(), "b.md", "text/markdown")))
