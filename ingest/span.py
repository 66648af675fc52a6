# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Where a clause stands, from the blocks that make it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from comity.model.document import Anchor, Block


def clause_span(opening: Block, blocks: Sequence[Block]) -> Anchor:
    """Return the anchor of a clause: from its opening block to its last one where both stand on one page of one file.

    A clause that goes on over a page keeps the anchor of its opening, since an anchor spans no more than one page.
    """
    anchor = opening.anchor
    last = blocks[-1].anchor if blocks else anchor
    if (last.file, last.page) != (anchor.file, anchor.page):
        return anchor
    return replace(anchor, start=min(anchor.start, last.start), end=max(anchor.end, last.end))


def part(block: Block, start: int, end: int | None = None, trimmed: str | None = None) -> Block:
    """Return a part of a block, white space (or ``trimmed``) off its ends, with its anchor moved along."""
    text = block.text[start:end]
    at = min(block.anchor.start + start + len(text) - len(text.lstrip(trimmed)), block.anchor.end)
    text = text.strip(trimmed)
    return replace(block, text=text, anchor=replace(block.anchor, start=at, end=min(at + len(text), block.anchor.end)))


def rest(block: Block, start: int) -> Block:
    """Return what follows a label, trimmed; its anchor begins there and ends where that of the block does."""
    at = min(block.anchor.start + start, block.anchor.end)
    return replace(block, text=block.text[start:].strip(), anchor=replace(block.anchor, start=at))
