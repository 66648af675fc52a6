# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Works whose parts are told by a heading or a label alone: levels of a scheme, numbered criteria, articles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest.gather import running
from ingest.segment import sentences
from ingest.span import clause_span

_TITLE: Final = r"(?:(?:\s*[:.—–]\s*|\s+)(?P<title>\S.*))?"


@dataclass(frozen=True, slots=True)
class Part:
    """One part that the work is known to have; ``opens`` is the pattern of what stands at its head.

    Its title is what follows that in a heading, or else the heading where that is not its number. ``runs_in`` says that
    its label may also stand at the head of running text, as the number of a criterion does.
    """

    id: str
    opens: str
    parent: str | None = None
    text_status: str = "operative"
    is_provision: bool = True
    runs_in: bool = False


@dataclass(slots=True)
class _Draft:
    """A part while its blocks are collected."""

    part: Part
    title: str
    opened: Block
    blocks: list[Block] = field(default_factory=list)

    def finish(self) -> Clause:
        """Return the clause with its text split into sentences."""
        part = self.part
        anchor, found = clause_span(self.opened, self.blocks), sentences(self.blocks)
        return Clause(part.id, part.id, self.title, part.parent, part.text_status, part.is_provision, found, anchor)


class _Reading:
    """Sorts blocks into the parts that they open or go on with; text outside of them is left out."""

    def __init__(self, parts: Sequence[Part], work: str, ends: re.Pattern[str]) -> None:
        self.drafts: dict[str, _Draft] = {}
        self._parts = parts
        self._work = work
        self._ends = ends
        self._open: _Draft | None = None

    def feed(self, block: Block) -> None:
        """Hand a block to the part that it opens or belongs to; raises DocumentError for a heading out of place."""
        text = " ".join(block.text.split())
        if self._ends.fullmatch(text):
            self._open = None
        elif block.role == "heading":
            self._heading(text, block)
        elif not self._label(text, block) and self._open is not None and text:
            self._open.blocks.append(block)

    def _heading(self, text: str, block: Block) -> None:
        for part in self._parts:
            match = re.fullmatch(part.opens + _TITLE, text)
            if match is not None:
                return self._begin(part, match["title"] or ("" if text == part.id else text), block)
        if self.drafts:
            raise DocumentError(str(block.anchor), f"{self._work} has no part {text!r}", f"is it {self._work}?")
        return None

    def _label(self, text: str, block: Block) -> bool:
        """Open a part at the head of running text, or at a cell that holds its label alone, where it is due.

        A line of a restatement opens nothing, and a mention that goes on in small letters neither.
        """
        if block.role == "sentence":
            return False
        if self._open is not None and re.fullmatch(self._open.part.opens, text):  # repeated where a table goes on
            return True
        for part in self._due():
            if re.fullmatch(part.opens, text):
                self._begin(part, "", block)
                return True
            match = re.match(part.opens + r"(?:[:.)—–]\s*(?=\S)|\s+(?=[^a-z\s]))", block.text) if part.runs_in else None
            if match is not None:
                self._begin(part, "", block)
                at = min(block.anchor.start + match.end(), block.anchor.end)
                rest = replace(block, text=block.text[match.end() :], anchor=replace(block.anchor, start=at))
                self.drafts[part.id].blocks.append(rest)
                return True
        return False

    def _due(self) -> Sequence[Part]:
        return [part for part in self._parts[self._place() :] if part.id not in self.drafts]

    def _place(self) -> int:
        """Return the place in the order after the part that was opened last."""
        opened = [at for at, part in enumerate(self._parts, 1) if part.id in self.drafts]
        return opened[-1] if opened else 0

    def _begin(self, part: Part, title: str, block: Block) -> None:
        if self._open is not None and self._open.part == part:  # a running head
            return
        if part not in self._due():
            why = "stands twice" if part.id in self.drafts else "stands out of its order"
            raise DocumentError(str(block.anchor), f"{part.id} {why}", f"is it {self._work}, in one edition?")
        self._open = self.drafts[part.id] = _Draft(part, title, block)


def clauses(blocks: Sequence[Block], parts: Sequence[Part], work: str, ends: str = r"References") -> Iterator[Clause]:
    """Yield the parts that a text has, in the order that ``parts`` gives.

    A part may be left out, which the counts of the record notice. Raises DocumentError for a heading that the work
    does not have, and for one that stands twice or out of its order. ``ends`` matches what closes the part before it.
    """
    reading = _Reading(parts, work, re.compile(ends))
    for block in running(blocks):
        reading.feed(block)
    yield from (draft.finish() for draft in reading.drafts.values())
