# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Delegated Regulation (EU) 2022/30: its articles, what they switch on in Directive 2014/53/EU, and EN 18031."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from comity.model.document import Block, Clause
from ingest import headed
from ingest.headed import Part

_PARAGRAPHS: Final = {1: 3, 2: 2}
_OF_THE_DIRECTIVE: Final = ("3(3)(d)", "3(3)(e)", "3(3)(f)", "10", "17", "46")
# Identifiers of the mechanisms in the order of each part of the standard.
_MECHANISMS: Final = {
    1: ("ACM", "AUM", "SUM", "SSM", "SCM", "RLM", "NMM", "TCM", "CCK", "GEC", "CRY"),
    2: ("ACM", "AUM", "SUM", "SSM", "SCM", "LGM", "DLM", "UNM", "CCK", "GEC", "CRY"),
    3: ("ACM", "AUM", "SUM", "SSM", "SCM", "LGM", "CCK", "GEC", "CRY"),
}


def _article(number: int) -> Iterator[Part]:
    """Yield an article; where it has numbered paragraphs, these, which the Official Journal prints as ``1.``."""
    count = _PARAGRAPHS.get(number, 0)
    yield Part(f"{number}", rf"Article\s{number}", is_provision=count == 0)
    for n in range(1, count + 1):
        yield Part(f"{number}({n})", rf"(?:Article {number}\({n}\)|{n}\.)", runs_in=True)


def _directive(place: str) -> Part:
    article, _, point = place.partition("(3)")
    of = rf", Article {article}\(3\), point \({point[1]}\)" if point else rf", Article {article}"
    return Part(f"RED/{place}", rf"Directive 2014/53/EU{of}")


def _standard(part: int) -> Iterator[Part]:
    yield Part(f"EN18031-{part}", rf"EN 18031-{part}:2024")
    for code in _MECHANISMS[part]:
        yield Part(f"EN18031-{part}/{code}", rf"EN 18031-{part}, {code}", f"EN18031-{part}", "title")


_PARTS: Final = (
    *(part for number in (1, 2, 3) for part in _article(number)),
    *(_directive(place) for place in _OF_THE_DIRECTIVE),
    *(part for number in _MECHANISMS for part in _standard(number)),
)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield paragraphs (``1(2)``), points of the Directive (``RED/3(3)(e)``) and mechanisms (``EN18031-2/DLM``).

    Articles that have paragraphs and hold no text of their own are left out, so that both layouts give the same ids:
    an article as the heading of numbered paragraphs, and a heading for each paragraph. Raises DocumentError for a
    heading that is none of these and for a number that stands twice or out of order.
    """
    for clause in headed.clauses(blocks, _PARTS, "Delegated Regulation (EU) 2022/30"):
        if clause.is_provision or clause.sentences:
            yield clause
