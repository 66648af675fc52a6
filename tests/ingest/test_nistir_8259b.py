# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The parser of NISTIR 8259B on made-up texts; no publisher's file of it is at hand."""

from __future__ import annotations

import pytest

from comity.model.document import Anchor, Block, Clause
from comity.model.errors import DocumentError
from ingest import formats
from ingest.sources import nistir_8259b

LISTED = """# Gates, supported

A word that comes before the first capability.

## Documentation

The height of a gate is written down.

1. The height is written down.
   So is the width.
2. The colour is written down.

## Information and Query Reception

1. A letter box is put up.

## Rationale

Letters get wet.

## Information Dissemination

## Education and Awareness

1. Walkers learn to close gates.

## References

1. A book on gates.
"""


def texts(clauses: list[Clause]) -> dict[str, list[str]]:
    return {clause.id: [sentence.text for sentence in clause.sentences] for clause in clauses}


def test_a_list_under_headings() -> None:
    blocks = formats.read(LISTED.encode(), "restatement.en.md", "text/markdown")
    found = list(nistir_8259b.parse(blocks))
    assert texts(found) == {
        "DOC": ["The height of a gate is written down."],
        "DOC-1": ["The height is written down.", "So is the width."],
        "DOC-2": ["The colour is written down."],
        "IQR": [],
        "IQR-1": ["A letter box is put up."],
        "IND": [],
        "EDU": [],
        "EDU-1": ["Walkers learn to close gates."],
    }
    assert [(c.id, c.title, c.parent) for c in found[:2]] == [("DOC", "Documentation", None), ("DOC-1", "", "DOC")]
    assert all(c.is_provision for c in found)


def test_a_table_over_two_pages() -> None:
    cells = [
        (1, "cell", "Documentation: Gates are described."),
        (1, "cell", "1. The height of the gate,"),
        (1, "furniture", "Gates | 1"),
        (2, "cell", "and its width, are written down. See item 3. It helps."),
        (2, "cell", "Documentation: (continued)"),
        (2, "cell", "2. The colour is written down."),
        (2, "cell", "Information and\nQuery Reception: Letters are read."),
    ]
    found = list(nistir_8259b.parse([Block(text, Anchor("b.pdf", page, 0, 50), role) for page, role, text in cells]))
    assert [(c.id, c.anchor.page, len(c.sentences)) for c in found] == [
        ("DOC", 1, 2),
        ("DOC-1", 1, 3),
        ("DOC-2", 2, 1),
        ("IQR", 2, 1),
    ]
    assert found[1].sentences[0].text == "The height of the gate, and its width, are written down."


def test_a_capability_out_of_order_is_refused() -> None:
    blocks = formats.read(b"## Education and Awareness\n\nText.\n", "b.md", "text/markdown")
    with pytest.raises(DocumentError, match="Education and Awareness out of its order"):
        list(nistir_8259b.parse(blocks))
