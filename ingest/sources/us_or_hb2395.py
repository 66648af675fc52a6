# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Oregon ORS 646A.813 (HB 2395): subsections (1), paragraphs (a), subparagraphs (A)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from comity.model.document import Block, Clause
from ingest import outline
from ingest.statute import clause

_SECTION: Final = "646A.813"
_GRAMMAR: Final = outline.Grammar(
    section=re.compile(r"(?:§\s*|ORS\s+)?(?P<number>646A\.813|SECTION 1(?=\.))(?P<stop>\.)?(?=\s|$)\s*"),
    foreign=re.compile(r"(?:§\s*|ORS\s+)?\d{3}[A-Z]?\.\d{3}\b|SECTION\s+\d+\."),
    levels=(outline.DIGIT, outline.LOWER, outline.UPPER, outline.ROMAN),
    aliases=(("SECTION 1", _SECTION),),
)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the section and its parts, from the code or from section 1 of the enrolled bill.

    Subsection (1) defines: only its definitions themselves, not their containers, count as provisions. Subsections
    from (3) on are not counted, since the record says that they were not read.
    """
    for node in outline.outline(blocks, _GRAMMAR):
        defines = node.path[:1] == ("1",)
        counts = node.path[:1] == ("2",) or (defines and node.is_leaf)
        yield clause(node, "definition" if defines else "operative", is_provision=counts)
