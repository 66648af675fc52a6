# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""California Civil Code 1798.91.04 to .06: subdivisions (a), paragraphs (1), subparagraphs (A)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from comity.model.document import Block, Clause
from ingest import outline
from ingest.statute import clause

_GRAMMAR: Final = outline.Grammar(
    section=re.compile(r"(?:§\s*|Section\s+|SEC\.\s+)?(?P<number>1798\.91\.0[456])(?P<stop>\.)?(?=\s|$)\s*"),
    foreign=re.compile(r"(?:§\s*|(?:SECTION|Section|SEC\.)\s+)?\d+(?:\.\d+)*\.(?=\s|$)|(?:TITLE|CHAPTER|PART)\s+\d"),
    levels=(outline.LOWER, outline.DIGIT, outline.UPPER, outline.ROMAN),
)
_DUTIES: Final = "1798.91.04"
_DEFINITIONS: Final = "1798.91.05"


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the three sections and their parts; .06 is not counted, since the record says that it was not read."""
    for node in outline.outline(blocks, _GRAMMAR):
        status = "definition" if node.section == _DEFINITIONS else "operative"
        yield clause(node, status, is_provision=bool(node.path) and node.section in {_DUTIES, _DEFINITIONS})
