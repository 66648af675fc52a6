# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Plain text to blocks: paragraphs between blank lines, and a new one where a line begins with a label of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from comity.model.document import Anchor, Block
from ingest.formats.text import collapse, decode

# "(a)", "•", "- ", "12.", "1798.91.04", "§ 5", "SECTION 2." at the head of a line open a paragraph.
_OPENS: Final = re.compile(
    r"\s*(?:\([A-Za-z0-9]{1,4}\)[\s(]|[•●▪*\-–]\s|\d{1,3}[.)]\s|§|\d+[A-Z]?\.\d+|(?:SECTION|SEC\.)\s+\d)"
)


def read(raw: bytes, name: str) -> Iterator[Block]:
    """Yield paragraphs, lines joined by blanks; a form feed ends one like a blank line. Raises DocumentError."""
    for start, end, text in _paragraphs(decode(raw, name)):
        yield Block(collapse(text), Anchor(name, None, start, end))


def _paragraphs(text: str) -> Iterator[tuple[int, int, str]]:
    start, end = 0, 0
    for match in re.finditer(r"[^\n\f\v]*[\n\f\v]?", text):
        line = match.group()
        if not line.strip() or _OPENS.match(line) or line.startswith(("\f", "\v")):
            if text[start:end].strip():
                yield start, end, text[start:end]
            start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip()) if line.strip() else match.end()
        if not line.strip():
            start = end
