# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Singapore's Cybersecurity Labelling Scheme: four levels, and what an account tells of the scheme around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comity.model.document import Block, Clause
from ingest import headed
from ingest.headed import Part

# The codes are ours: the scheme prints levels, and its own documents, which number provisions, are not held.
_PARTS: Final = (
    Part("scheme", r"The scheme", text_status="explanatory", is_provision=False),
    *(Part(f"L{level}", rf"(?:CLS )?Level {level}", runs_in=True) for level in range(1, 5)),
    Part("assessment", r"Assessment"),
    Part("label", r"The label"),
    Part("routers", r"Residential routers"),
    Part("routers-raised", r"Raised level for routers", text_status="explanatory", is_provision=False),
)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the levels (``L1`` to ``L4``) and the parts around them, from headings, a list or a table of levels.

    What a level refers to, such as the mandatory provisions of a standard, is no clause of the scheme. Raises
    DocumentError for a heading that the account does not have and for a level that stands twice or out of order.
    """
    yield from headed.clauses(blocks, _PARTS, "the Cybersecurity Labelling Scheme")
