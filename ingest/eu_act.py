# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""Acts of the Union: articles with paragraphs, subparagraphs and points, and annexes with their parts.

Ids are citations: ``13(8)``, ``13(8)/2`` for its second subparagraph, ``14(2)(c)(i)``, ``Annex.I.I(2)(a)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from comity.model.document import Block
from comity.model.errors import DocumentError
from ingest.outline import DIGIT, LOWER, ROMAN, cut_from, ordinal

_TITLE: Final = r"(?:[\s:.—–-]+(?P<title>[A-Z‘].*))?"
_ARTICLE: Final = re.compile(r"Article (?P<number>\d{1,3})" + _TITLE)
_ANNEX: Final = re.compile(r"(?:ANNEX|Annex) (?P<number>[IVX]+)" + _TITLE)
_DIVISION: Final = re.compile(r"(?:Part|Class) (?P<number>[IVX]+)(?:[\s:—–-]+(?P<title>[A-Z].*[^.;:,]))?")
_CHAPTER: Final = re.compile(r"(?:CHAPTER|SECTION|Chapter|Section) (?:[IVX]+|\d+)\b.{0,150}")
_LABEL: Final = re.compile(
    r"(?:(?P<paragraph>\d{1,2})\.|(?P<decimal>\d{1,2}\.\d{1,2})\.|\((?P<point>\d{1,2}|[a-z]{1,5})\))\s+(?=\S)"
)
# The words that close the articles of a regulation, before place, date and signatures.
_FINAL: Final = re.compile(r"This Regulation (?:shall be|is) binding\b")
# Footnotes: a mark alone, a title with its place in the Official Journal, or the place alone.
_NOTE: Final = re.compile(
    r"\(?(?:\d{1,3}|\*)\)?|(?:\((?:\d{1,3}|\*)\)\s+)?(?:Regulation|Directive|Decision|Recommendation)\b.*\(OJ [LC]\b.*"
    r"|OJ [LC], .*|A statement has been made\b.*"
)
_ENDS: Final = re.compile(r"[.:;,!?…][\"'”’)\]]*(?:\s+(?:and|or))?$")
_IGNORED: Final = frozenset({"furniture", "comment", "turned"})
_LONGEST_HEAD: Final = 120


@dataclass(slots=True)
class Part:
    """An article, an annex, or a division of one, with the text of its own; ``opens_list`` where points hang on it."""

    id: str
    unit: str
    opened: Block
    title: str = ""
    parent: str | None = None
    blocks: list[Block] = field(default_factory=list)
    opens_list: bool = False


@dataclass(frozen=True, slots=True)
class _Point:
    """A level of points that is open: how it counts, how far it has come, what it hangs on and its present point."""

    style: str
    count: int
    over: Part
    part: Part


def parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """Yield every division from Article 1 on, in document order; recitals, chapter titles and footnotes are left out.

    Raises DocumentError for an article, annex, paragraph or point out of its order.
    """
    walker = _Walker()
    in_note = False
    for block in blocks:
        if block.role in _IGNORED:
            continue
        in_note = (in_note and not _LABEL.match(block.text)) or _NOTE.fullmatch(block.text) is not None
        if not in_note:
            walker.feed(block)
        in_note = in_note and block.text.count("(") > block.text.count(")")
    yield from walker.parts


class _Walker:
    """Sorts blocks into divisions; numbers have to grow, and a point is opened only where it is the next one due."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._unit: Part | None = None
        self._part: Part | None = None
        self._base: Part | None = None
        self._points: list[_Point] = []
        self._reached: dict[str, tuple[int, ...]] = {}
        self._awaits_title = False

    def feed(self, block: Block) -> None:
        """Hand a block to the division that it opens or belongs to."""
        text = block.text
        if match := _ARTICLE.fullmatch(text):
            self._open_unit(match["number"], "article", int(match["number"]), match["title"], block)
        elif match := _ANNEX.fullmatch(text):
            number = ordinal(match["number"].lower(), ROMAN) or 0
            self._open_unit(f"Annex.{match['number']}", "annex", number, match["title"], block)
        elif self._part is None:
            return
        elif _CHAPTER.fullmatch(text):
            self._part = None
        elif _FINAL.match(text) and not self._part.id.startswith("Annex"):
            self._open(Part("final", "final", block), block)
            self._part = None
        elif (match := _DIVISION.fullmatch(text)) and self._part.id.startswith("Annex"):
            self._open_division(match["number"], match["title"], block)
        elif not self._open_labelled(block):
            self._keep(block)

    def _open_unit(self, name: str, kind: str, number: int, title: str | None, block: Block) -> None:
        self._grow(kind, (number,), block)
        self._unit = Part(name, name, block, title or "")
        self._points, self._base = [], self._unit
        self._open(self._unit, None)
        self._awaits_title = title is None

    def _open_division(self, number: str, title: str | None, block: Block) -> None:
        """Open a part or class of an annex; a title of its own may be missing, as with a class."""
        annex = self.parts[-1].unit if self._unit is None else self._unit.unit
        self._grow(f"{annex}.", (ordinal(number.lower(), ROMAN) or 0,), block)
        self._unit = Part(f"{annex}.{number}", annex, block, title or "", annex)
        self._points, self._base = [], self._unit
        self._open(self._unit, None)

    def _open_labelled(self, block: Block) -> bool:
        """Open the paragraph or point that a label at the head of the block names; False where it names none."""
        match = _LABEL.match(block.text)
        if match is None or self._unit is None:
            return False
        text = cut_from(block, match.end())
        number = match["paragraph"] or match["decimal"]
        if number is None:
            return self._open_point(match["point"], block, text)
        over = self._unit
        if match["decimal"]:
            head = f"{self._unit.id}({number.partition('.')[0]})"
            over = next((part for part in self.parts if part.id == head), self._unit)
            self._head(over)
        self._grow(self._unit.id, tuple(int(part) for part in number.split(".")), block)
        over.opens_list = True
        self._points = []
        self._base = Part(f"{self._unit.id}({number})", self._unit.unit, block, "", over.id)
        self._open(self._base, text)
        return True

    def _open_point(self, label: str, block: Block, text: Block) -> bool:
        for depth in range(len(self._points) - 1, -1, -1):
            last = self._points[depth]
            if ordinal(label, last.style) == last.count + 1:
                self._points[depth:] = []
                self._hang(last.style, last.count + 1, last.over, label, block, text)
                return True
        style = {"1": DIGIT, "a": LOWER, "i": ROMAN}.get(label)
        if style is not None and self._part is not None:
            self._hang(style, 1, self._part, label, block, text)
            return True
        if self._breaks_off():
            return False
        place = self._part.id if self._part else ""
        raise DocumentError(str(block.anchor), f"point ({label}) after {place} is not the next one due")

    def _hang(self, style: str, count: int, over: Part, label: str, block: Block, text: Block) -> None:
        part = Part(f"{over.id}({label})", over.unit, block, "", over.id)
        over.opens_list = True
        self._points.append(_Point(style, count, over, part))
        self._open(part, text)

    def _keep(self, block: Block) -> None:
        part = self._part
        if part is None or self._base is None:
            return
        if self._awaits_title:
            part.title, self._awaits_title = block.text, False
        elif not part.blocks or _next_line(part.blocks[-1], block) or self._head(part):
            part.blocks.append(block)
        elif self._breaks_off() and block.role != "sentence":
            last = part.blocks[-1]
            part.blocks[-1] = replace(last, text=f"{last.text} {block.text}")
        elif block.text[:1].islower() and self._points:
            # The words that opened a list go on after its last point.
            self._part = self._points[0].over
            self._part.blocks.append(block)
            self._points = []
        else:
            self._open_subparagraph(self._base, block)

    def _open_subparagraph(self, base: Part, block: Block) -> None:
        known = sum(part.parent == base.id and part.id.rpartition("/")[2].isdigit() for part in self.parts)
        self._points = []
        self._open(Part(f"{base.id}/{known + 2}", base.unit, block, "", base.id), block)

    def _open(self, part: Part, text: Block | None) -> None:
        self.parts.append(part)
        self._part, self._awaits_title = part, False
        if text is not None:
            part.blocks.append(text)

    def _breaks_off(self) -> bool:
        blocks = self._part.blocks if self._part else []
        return bool(blocks) and not _ENDS.search(blocks[-1].text)

    def _head(self, part: Part) -> bool:
        """Take the text of a point of an annex for its title where text follows although it has not ended."""
        only = part.blocks[0].text if len(part.blocks) == 1 else "."
        if not part.id.startswith("Annex") or _ENDS.search(only) or len(only) > _LONGEST_HEAD:
            return False
        part.title, part.blocks = only, []
        return True

    def _grow(self, series: str, number: tuple[int, ...], block: Block) -> None:
        """Raise DocumentError where a number does not come after the one before it; some may be left out."""
        reached = self._reached.get(series, (0,))
        if number <= reached:
            what = ".".join(str(part) for part in number)
            raise DocumentError(str(block.anchor), f"{series} {what} is out of its order", "is a heading missing?")
        self._reached[series] = number


def _next_line(last: Block, block: Block) -> bool:
    """True for the next line of a paragraph of our restatement, which is one sentence of the same subparagraph."""
    return block.role == last.role == "sentence" and block.anchor.start - last.anchor.end <= 1
