# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""What parsers of single sources share: a clause while its blocks are collected, and which blocks are its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from comity.model.document import Block, Clause
from ingest.segment import sentences
from ingest.span import clause_span

# Running heads and feet, comments, and text that stands on its side.
_SET_APART: Final = frozenset({"furniture", "comment", "turned"})


def running(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks that belong to the text of a document."""
    return (block for block in blocks if block.role not in _SET_APART)


@dataclass(slots=True)
class Draft:
    """A clause while its blocks are collected; each source says which number it has and what is a provision."""

    id: str
    title: str
    parent: str | None
    text_status: str
    opened: Block
    blocks: list[Block] = field(default_factory=list)

    def clause(self, number: str, *, is_provision: bool) -> Clause:
        """Return the clause with its text split into sentences."""
        anchor, found = clause_span(self.opened, self.blocks), sentences(self.blocks)
        return Clause(self.id, number, self.title, self.parent, self.text_status, is_provision, found, anchor)
