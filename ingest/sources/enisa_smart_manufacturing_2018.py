# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""ENISA Good Practices for Security of IoT in Smart Manufacturing (2018): measures PS, OP and TM under 20 domains."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest import span
from ingest.gather import Draft, running

# How many measures each group has. GP-TM-01 is a measure of the 2017 baseline and another one than TM-01.
_LAST: Final = {"PS": 24, "OP": 27, "TM": 59}
_HYPHEN: Final = "[-\u2010\u2011\u2013]"
_ID: Final = rf"(?<![A-Za-z0-9\u2010\u2011\u2013-])(?P<group>PS|OP|TM){_HYPHEN}\s?(?P<number>\d{{2}})"
_BULLETS: Final = "•●▪■◦\uf0b7"
_MARK: Final = re.compile(rf"{_ID}\s*:\s*")
_HEADED: Final = re.compile(rf"(?:Measure\s+)?(?:B/)?{_ID}:?")
_DOMAIN_LIKE: Final = re.compile(r"4\.[2-4]\.\d{1,2}\.?\s")
# A domain may stand in one paragraph with the sentence that describes it, which opens with these words.
_DESCRIPTION: Final = re.compile(r"(?:Security m|M)easures\s")
_DOMAIN: Final = re.compile(
    rf"(?P<number>4\.[2-4]\.\d{{1,2}})\.?\s+(?P<title>[A-Z][^.:;]{{2,60}}?[a-z])(?:\s+{_DESCRIPTION.pattern}.*)?"
)
# A page number, alone or at the end of a line of the table of contents.
_PAGE: Final = re.compile(r"(?:4\.[2-4]\.\d{1,2}\s.*[.\s])?\d{1,3}")
_LAST_DOMAIN: Final = {"4.2": 4, "4.3": 6, "4.4": 10}
# Sections that are kept. The file's text layer lacks the numbers that are printed before these titles.
_KEPT: Final = {
    "scope": "1.2",
    "target audience": "1.4",
    "definition": "2.1",
    "policies": "4.2",
    "organisational practices": "4.3",
    "technical practices": "4.4",
    "relation to enisa baseline iot security recommendations": "A",
    "detailed list of security measures/good practices": "B",
}
_SECTION: Final = re.compile(r"(?:(?:\d(?:\.\d)?\.?|Annex [A-D]:?)\s+)?(?P<title>[A-Z].*)")
_STATUS: Final = {"2.1": "definition"}
_MEASURES: Final = frozenset({"operative", "supporting"})
_ANNEX: Final = "B"
_DATE: Final = re.compile(r"(?:January|November|December)\s\d{4}", re.IGNORECASE)
_LONGEST_HEADING: Final = 110
_SMALLER: Final = 0.5
_TITLE: Final = "title"
_WAY_OUT: Final = "is it the study of November 2018, with the list of chapter 4 first and whole?"


class _Draft(Draft):
    __slots__ = ()

    def finish(self) -> Clause:
        """Return the clause; only a measure of the list is a provision."""
        number = "" if self.id == _TITLE else self.id.removeprefix(f"{_ANNEX}/")
        return self.clause(number, is_provision=self.text_status == "operative")


class _Reading:
    """Sorts blocks into clauses; ``part`` is the domain or annex that measures stand in, ``target`` takes the text."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self.part: str | None = None
        self.target: _Draft | None = None

    def feed(self, block: Block) -> None:
        """Hand a block to the clause that it opens or goes on with."""
        text = " ".join(block.text.split())
        if _PAGE.fullmatch(text):
            return
        if _DOMAIN_LIKE.match(text):
            self._domain(text, block)
        elif match := _HEADED.fullmatch(text):
            self._measure(match, block)
        elif block.role != "heading" or _reads_as_text(text):
            self._running(block)
        elif not (self._is_title(text, block) or (self.part == _ANNEX and text.isupper())):  # heads of columns
            self._section(text, block)

    def _is_title(self, text: str, block: Block) -> bool:
        """Take the title, which may stand on two lines; on later pages it and the date are running heads."""
        title = self.drafts.get(_TITLE)
        if title is None:
            self.drafts[_TITLE] = _Draft(_TITLE, text, None, "title", block)
        elif len(self.drafts) == 1 and block.level == 2 and _kept(text) is None:
            title.title = f"{title.title} {text}"
        else:
            return text.casefold() in title.title.casefold() or bool(_DATE.fullmatch(text))
        return True

    def _section(self, text: str, block: Block) -> None:
        self.part = self.target = None
        if found := _kept(text):
            name, title = found
            self._open(_Draft(name, title, None, _STATUS.get(name, "explanatory"), block))
            self.part = name if name == _ANNEX else None

    def _domain(self, text: str, block: Block) -> None:
        match = _DOMAIN.fullmatch(text)
        group, _, place = text.split(maxsplit=1)[0].rstrip(".").rpartition(".")
        if match is None or not 1 <= int(place) <= _LAST_DOMAIN[group]:
            raise DocumentError(str(block.anchor), f"the study has no domain {text[:60]!r}", _WAY_OUT)
        self.part = match["number"]
        self._open(_Draft(match["number"], match["title"], group, "explanatory", block))
        if described := _DESCRIPTION.search(block.text):
            self._keep(block, described.start(), len(block.text))

    def _open(self, draft: _Draft) -> None:
        """Open a clause; what a table of contents opened before, with nothing in it, gives way to it."""
        held = self.drafts.get(draft.id)
        measures = (d for d in self.drafts.values() if d.text_status in _MEASURES)
        if held is None or not (held.blocks or any(measure.parent == draft.id for measure in measures)):
            self.drafts.pop(draft.id, None)
            self.drafts[draft.id] = draft
        self.target = self.drafts[draft.id]

    def _measure(self, match: re.Match[str], block: Block) -> None:
        """Open a measure of the list, or its details in Annex B; one that stands there already takes no more text."""
        group, number = match["group"], int(match["number"])
        prefix = f"{_ANNEX}/" if self.part == _ANNEX else ""
        name = f"{prefix}{group}-{number:02}"
        self.target = None
        if name in self.drafts:
            return
        before = sum(drafted.startswith(f"{prefix}{group}-") for drafted in self.drafts)
        if self.part is None or number != before + 1 or number > _LAST[group]:
            raise DocumentError(str(block.anchor), f"{name} stands where no such measure is due", _WAY_OUT)
        status = "supporting" if prefix else "operative"
        self.target = self.drafts[name] = _Draft(name, "", self.part, status, block)

    def _running(self, block: Block) -> None:
        cut = 0
        for match in _MARK.finditer(block.text):
            self._keep(block, cut, match.start())
            self._measure(match, _part(block, match.start(), match.end()))
            cut = match.end()
        self._keep(block, cut, len(block.text))

    def _keep(self, block: Block, start: int, end: int) -> None:
        """Keep a piece of text; type smaller than that which the clause began with is a footnote, caption or table.

        Of a table on pages, as in Annex B, only ids and pages are taken: its columns run into each other.
        """
        piece = _part(block, start, end)
        if not piece.text or self.target is None or (self.part == _ANNEX and block.anchor.page is not None):
            return
        held = self.target.blocks
        if not held or block.size >= held[0].size - _SMALLER:
            held.append(piece)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield title, kept sections (``1.2``), domains (``4.4.7``), measures (``TM-35``) and their details (``B/TM-35``).

    Each measure is taken once, from the list of chapter 4. Raises DocumentError for a domain or measure not due.
    """
    reading = _Reading()
    for block in running(blocks):
        reading.feed(block)
    yield from (draft.finish() for draft in reading.drafts.values())


def _kept(text: str) -> tuple[str, str] | None:
    """Return id and title of a heading whose section is kept."""
    match = _SECTION.fullmatch(text)
    name = _KEPT.get(match["title"].casefold()) if match else None
    return (name, match["title"]) if match and name else None


def _reads_as_text(text: str) -> bool:
    """True for text that only its size made a heading: long, a list item, with a measure in it, or a full sentence."""
    listed = text.startswith(tuple(_BULLETS))
    return listed or len(text) > _LONGEST_HEADING or text.endswith(".") or bool(_MARK.search(text))


def _part(block: Block, start: int, end: int) -> Block:
    """Return a part of a block without blanks and bullets at its ends, its anchor moved along within the block's."""
    piece = span.part(block, start, end, trimmed=f" \n{_BULLETS}")
    return replace(piece, role="paragraph") if piece.role == "heading" else piece
