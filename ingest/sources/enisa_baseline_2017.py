# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""ENISA Baseline Security Recommendations for IoT (2017): measures GP-PS, GP-OP and GP-TM under their domains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from comity.model.document import Block, Clause
from ingest import span
from ingest.gather import Draft, running

# Hyphens inside an id may be typographic, or be followed by the blank of a broken line.
_ID: Final = r"GP[-\u2010\u2011\u2013]\s?(?P<group>PS|OP|TM)[-\u2010\u2011\u2013]?\s?(?P<number>\d{2})"
_MARK: Final = re.compile(rf"(?:[•●▪■◦o-]\s+)?\b{_ID}\s*:\s*")
_HEADED: Final = re.compile(rf"(?:Measure\s+)?{_ID}:?")
# A line of a table of contents ends in dots or a page number, a title does not.
_DOMAIN: Final = re.compile(r"(?P<number>4\.[1-3]\.\d{1,2})\.?\s+(?P<title>[A-Z][^.:;]{2,90}[a-z])")
_DOMAIN_CELL: Final = re.compile(r"4\.[1-3]\.\d{1,2}")
_SECTION: Final = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|Annex|Appendix)\s")
# Lists of the measures add a column that maps them to the OWASP IoT Top 10; that mapping is not the publisher's.
_MAPPING: Final = re.compile(r"N/A|I\d{1,2} [A-Z]\w+(?:,? \w+)*")
_COLUMNS: Final = frozenset({"good practices", "description", "owasp iot top 10 mapping"})
_TITLE: Final = "title"


class _Draft(Draft):
    __slots__ = ()

    def finish(self) -> Clause:
        """Return the clause; a measure is a provision, a domain or the title is none."""
        return self.clause("" if self.id == _TITLE else self.id, is_provision=self.text_status == "operative")


class _Reading:
    """Sorts blocks into clauses; ``measure`` is where running text goes, None outside a measure."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self.domain: str | None = None
        self.measure: _Draft | None = None
        self.untitled: str | None = None

    def feed(self, block: Block) -> None:
        """Hand a block to the clause that it opens or goes on with."""
        text = " ".join(block.text.split())
        if block.role == "heading" and block.level == 1 and _TITLE not in self.drafts:
            self.drafts[_TITLE] = _Draft(_TITLE, text, None, "title", block)
        elif match := _DOMAIN.fullmatch(text):
            self._open_domain(match["number"], match["title"], block)
        elif match := _HEADED.fullmatch(text):
            self._open_measure(match, block)
        elif block.role == "heading":
            if _SECTION.match(text):
                self.domain = self.measure = None
        elif block.role == "cell":
            self._cell(text, block)
        else:
            self._running(block)

    def _cell(self, text: str, block: Block) -> None:
        if _DOMAIN_CELL.fullmatch(text):
            self.untitled, self.measure = text, None
        elif self.untitled is not None:
            self._open_domain(self.untitled, text, block)
            self.untitled = None
        elif not (_MAPPING.fullmatch(text) or text.casefold() in _COLUMNS or self._is_title(text)):
            self._running(block)

    def _is_title(self, text: str) -> bool:
        return _TITLE in self.drafts and self.drafts[_TITLE].title == text

    def _running(self, block: Block) -> None:
        cut = 0
        for match in _MARK.finditer(block.text):
            self._keep(block, cut, match.start())
            self._open_measure(match, span.part(block, match.start(), match.end()))
            cut = match.end()
        self._keep(block, cut, len(block.text))

    def _open_domain(self, number: str, title: str, block: Block) -> None:
        self.drafts.setdefault(number, _Draft(number, title, None, "title", block))
        self.domain, self.measure = number, None

    def _open_measure(self, match: re.Match[str], block: Block) -> None:
        """Open a measure; one that is printed again, as in an annex, is a reference and takes no more text."""
        name = f"GP-{match['group']}-{match['number']}"
        self.measure = None
        if name not in self.drafts:
            self.measure = self.drafts[name] = _Draft(name, "", self.domain, "operative", block)

    def _keep(self, block: Block, start: int, end: int) -> None:
        piece = span.part(block, start, end)
        if piece.text and self.measure is not None:
            self.measure.blocks.append(piece)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the title, then each domain (``4.3.7``) and its measures (``GP-TM-21``) in document order.

    Reads our restatement, lists of the measures in a table, and running text in which each measure opens with its id.
    """
    reading = _Reading()
    for block in running(blocks):
        reading.feed(block)
    yield from (draft.finish() for draft in reading.drafts.values())
