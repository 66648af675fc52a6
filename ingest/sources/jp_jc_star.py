# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Japan's JC-STAR: four levels, the sixteen criteria of STAR-1, and what an account tells of the scheme around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comity.model.document import Block, Clause
from ingest import headed
from ingest.headed import Part

_CRITERIA: Final = 16
# A star alone is how the operator prints a level in Japanese; the names of the parts around the levels are ours.
_PARTS: Final = (
    Part("scheme", r"The scheme", text_status="explanatory", is_provision=False),
    Part("products", r"Products"),
    *(Part(f"STAR-{level}", rf"(?:STAR[-‑–]{level}|★{level}(?:[（(]レベル{level}[）)])?)") for level in range(1, 5)),
    *(Part(f"S1.1-{n:02}", rf"S1\.1[-‑–]{n:02}", "STAR-1", runs_in=True) for n in range(1, _CRITERIA + 1)),
    Part("validity", r"Validity"),
    Part("fees", r"Fees", text_status="explanatory", is_provision=False),
)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield products, levels (``STAR-1``), criteria (``S1.1-01``) and what stands around them.

    Reads our restatement, and a list or a table in which each criterion is named by its number. Criteria are parts of
    STAR-1. Raises DocumentError for a heading that the scheme does not have and for a number out of order.
    """
    yield from headed.clauses(blocks, _PARTS, "JC-STAR")
