# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""From a part of a statute's outline to a clause."""

from __future__ import annotations

from comity.model.document import Clause
from ingest.outline import Node
from ingest.segment import sentences


def clause(node: Node, text_status: str, *, is_provision: bool) -> Clause:
    """Return the clause of a section or a part of one, its number being the citation within the code."""
    return Clause(
        id=node.id,
        number=node.id,
        title=node.title,
        parent=node.parent,
        text_status=text_status,
        is_provision=is_provision,
        sentences=sentences(node.pieces),
        anchor=node.anchor,
    )
