# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""ENISA IoT Security Standards Gap Analysis (December 2018): six findings of a study that sets no provisions."""

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

# The study numbers no findings: the order is that of the account of its abstract, and the numbers are ours.
_FINDINGS: Final = 6
_OPENS: Final = re.compile(r"Finding\s+(?P<number>\d{1,2})\s*[:.]\s*")
_WAY_OUT: Final = f"findings 1 to {_FINDINGS} are expected, each once and in order"


@dataclass(slots=True)
class _Draft:
    """The title or a finding while its blocks are collected."""

    id: str
    title: str
    opened: Block
    blocks: list[Block] = field(default_factory=list)

    def finish(self) -> Clause:
        """Return the clause with its text split into sentences; a finding asks for nothing, so it is no provision."""
        status = "explanatory" if self.id.startswith("finding") else "title"
        anchor, found = clause_span(self.opened, self.blocks), sentences(self.blocks)
        return Clause(self.id, "", self.title, None, status, False, found, anchor)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the title and the findings (``finding-3``) in order; text before the first finding is left out.

    Reads our restatement, and plain text in which each paragraph opens with ``Finding 3:``.
    Raises DocumentError for a finding that is missing, out of order or one too many, and for any other heading.
    """
    title: _Draft | None = None
    findings: list[_Draft] = []
    for block in running(blocks):
        match = _OPENS.match(block.text)
        if match is not None:
            _check(block, int(match["number"]), len(findings) + 1)
            findings.append(_opened(block, match))
        elif block.role == "heading":
            if title is not None or findings:
                raise DocumentError(str(block.anchor), f"the study has no finding {block.text!r}", _WAY_OUT)
            title = _Draft("title", " ".join(block.text.split()), block)
        elif findings:
            findings[-1].blocks.append(block)
    if len(findings) != _FINDINGS:
        raise DocumentError(str(blocks[-1].anchor) if blocks else "no text", f"{len(findings)} findings", _WAY_OUT)
    yield from (draft.finish() for draft in ([title] if title else []) + findings)


def _check(block: Block, number: int, due: int) -> None:
    if number != due or number > _FINDINGS:
        expected = due if due <= _FINDINGS else "none"
        raise DocumentError(str(block.anchor), f"finding {number} stands where {expected} is due", _WAY_OUT)


def _opened(block: Block, match: re.Match[str]) -> _Draft:
    """Open a finding; what follows its number is its title in a heading, else its text."""
    draft, rest = _Draft(f"finding-{match['number']}", "", block), block.text[match.end() :].strip()
    if block.role == "heading":
        draft.title = " ".join(rest.split())
    elif rest:
        at = min(block.anchor.start + match.end(), block.anchor.end)
        draft.blocks.append(replace(block, text=rest, anchor=replace(block.anchor, start=at)))
    return draft
