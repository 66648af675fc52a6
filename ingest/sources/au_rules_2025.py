# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Australia's Smart Devices Rules 2025: sections, clauses of Schedule 1, and sections of the Act behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comity.model.document import Block, Clause
from ingest import headed
from ingest.headed import Part

_OF_THE_ACT: Final = (13, 15, 16, 17, 18, 19, 20, 23, 79)
_SECTIONS: Final = (8, 9, 10, 11)
_CLAUSES: Final = (1, 2, 3, 4)


def _status(number: int) -> str:
    return "definition" if number == 1 else "operative"


# Sections of the rules and clauses of the schedule both count from 1, so a clause is told by naming the schedule.
_PARTS: Final = (
    *(Part(f"Act/{n}", rf"Act, section {n}", is_provision=n != 13) for n in _OF_THE_ACT),
    *(Part(f"{n}", rf"(?:Section |s\.? ?)?{n}(?!\d)") for n in _SECTIONS),
    *(Part(f"Sch1/{n}", rf"(?:Clause|cl\.) {n} of Schedule 1", text_status=_status(n)) for n in _CLAUSES),
)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the sections of the Act that were accounted for (``Act/15``), those of the Rules, and clauses (``Sch1/2``).

    Raises DocumentError for a heading that is none of these and for a number that stands twice or out of order.
    """
    yield from headed.clauses(blocks, _PARTS, "the Smart Devices Rules 2025")
