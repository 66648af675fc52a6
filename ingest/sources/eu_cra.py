# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Regulation (EU) 2024/2847 (Cyber Resilience Act): articles and annexes; recitals are left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comity.model.document import Block, Clause
from ingest import eu_act
from ingest.segment import sentences
from ingest.span import clause_span

# What binds the Union, Member States, authorities and conformity assessment bodies alone, what amends other acts, and
# what calls for reviews. It is left out with all that hangs on it; the record says so.
_LEFT_OUT: Final = frozenset(
    f"""
    9 10 26 {" ".join(str(number) for number in range(35, 52))} 55 59 60 61 62 66 67 68 70
    16(3) 16(4) 16(5) 17(1) 17(3) 17(5) 17(6) 27(1)/2 27(2)/2 27(2)/3 27(3) 27(4) 27(6) 27(7) 28(5) 30(6) 31(5)
    33(1) 33(2) 33(3) 33(4) 33(5)/2 52(4) 52(5) 52(6) 52(7) 52(8) 52(9) 52(10) 52(11) 52(12) 52(13) 52(14) 52(15) 52(16)
    54(1)/3 54(2) 54(3) 54(5)/2 54(6) 54(7) 54(8) 54(9) 56(1) 56(2) 56(4) 56(6) 56(7)
    57(3) 57(4) 57(5) 57(6) 57(8) 57(9) 57(10) 57(11) 63(2) 63(3) 63(4) 64(6) 64(7)
    Annex.VIII.II(4) Annex.VIII.II(5) Annex.VIII.II(6) Annex.VIII.II(8) Annex.VIII.II(9)
    Annex.VIII.IV(3.3) Annex.VIII.IV(3.5)/2 Annex.VIII.IV(3.5)/3 Annex.VIII.IV(4.1) Annex.VIII.IV(4.3) Annex.VIII.IV(7)
    """.split()
)
_DEFINITIONS: Final = "3"


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield articles (``13``), paragraphs, subparagraphs (``13(8)/2``) and points, then annexes (``Annex.I.II(5)``).

    Published mappings call the points of Annex I ``I.1``, ``I.2.a`` and ``II.1``: the part, then the labels. What has
    text and opens no list of points counts as a provision. Raises DocumentError for a number out of its order.
    """
    left_out: set[str | None] = set()
    for part in eu_act.parts(blocks):
        if part.id in _LEFT_OUT or part.parent in left_out:
            left_out.add(part.id)
            continue
        found = sentences(part.blocks)
        yield Clause(
            id=part.id,
            number=part.id,
            title=part.title,
            parent=part.parent,
            text_status="definition" if part.unit == _DEFINITIONS else "operative",
            is_provision=bool(found) and not part.opens_list,
            sentences=found,
            anchor=clause_span(part.opened, part.blocks),
        )
