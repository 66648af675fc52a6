# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""IoT Security Guidelines ver. 1.0 (Japan, 2016): five principles, 21 key concepts, four recommendations to users."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from comity.model.document import Block, Clause, Sentence
from comity.model.errors import DocumentError
from ingest.segment import sentences
from ingest.span import clause_span

_INTRODUCTION: Final = re.compile(r"Introduction|はじめに")
_CHAPTER: Final = re.compile(r"(?:Chapter |第)(?P<number>\d)章?\s+(?P<title>.+)")
_PRINCIPLE: Final = re.compile(r"2\.(?P<number>\d) ?[\[【].+?[\]】] ?(?:Principle|指針) ?\d:? ?(?P<title>.*)")
_SECTION: Final = re.compile(r"(?P<number>1\.\d(?:\.\d)?) (?P<title>.+)")
_CONCEPT: Final = re.compile(r"(?:Key Concept|要点) ?(?P<number>\d{1,2})\.? ?(?P<title>.*)")
_RULE: Final = re.compile(r"(?:Recommendation|ルール) ?(?P<number>\d)\) (?P<title>.+)")
_PART: Final = re.compile(r"\((?P<part>[123])\) (?:Points?|Commentary|Examples? of measures|要点|解説|対策例)")
_APPENDIX: Final = re.compile(r"Appendix|付録")
_HEADS: Final = (_INTRODUCTION, _CHAPTER, _PRINCIPLE, _SECTION, _CONCEPT, _RULE, _PART, _APPENDIX)

_CAPTION: Final = re.compile(r"Fig\. ?\d{1,2} ")
_TABLE: Final = re.compile(r"Table \d{1,2}\.? [A-Z]")
_SOURCE: Final = re.compile(r"(?:^|\s)\(?Source ?[:\uff1a]")
_ITEM: Final = re.compile(r"\d{1,2}\) ")
_LEADERS: Final = re.compile(r"\.{5}|Table of Contents")
# Symbol fonts leave private-use characters for bullets; a hyphen before a capital opens a sub-item.
_BULLET: Final = re.compile(r"\s*[\ue000-\uf8ff\u2022]\s*|(?:^|\s+)-\s+(?=[A-Z])")

# Background without provisions, the outlook, the table of readers (kept as scope and bearers) and the abbreviations.
_SKIPPED: Final = frozenset({"introduction", "1", "1.1", "1.1.1", "1.1.2", "1.3", "1.3.1", "1.5", "4", "appendix"})
_PARTS: Final = {"2": ("commentary", "Commentary", "supporting"), "3": ("examples", "Examples of measures", "example")}
_STATUS: Final = {"1.3.2": "definition", "1.4": "operative"}
_IGNORED_ROLES: Final = frozenset({"comment", "turned", "cell"})


@dataclass(slots=True)
class _Draft:
    """A clause while its blocks are collected."""

    id: str
    number: str
    title: str
    text_status: str
    heading: Block
    parent: str | None = None
    is_provision: bool = False
    blocks: list[Block] = field(default_factory=list)

    def finish(self) -> Clause:
        """Return the clause with its text split into sentences."""
        anchor = clause_span(self.heading, self.blocks)
        found = tuple(_sentences(self.blocks))
        return Clause(self.id, self.number, self.title, self.parent, self.text_status, self.is_provision, found, anchor)


class _Reading:
    """Sorts blocks into clauses; a key concept opens only where its points begin, since lists of them stand before."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self._current: _Draft | None = None
        self._held: _Draft | None = None
        self._last: Block | None = None
        self._principle: str | None = None

    def heading(self, block: Block) -> None:
        """Open what a heading names; raises DocumentError for one of a restatement that the Guidelines do not have."""
        text = " ".join(block.text.split())
        if match := _PART.fullmatch(text):
            self._part(match["part"], block)
        elif match := _CONCEPT.fullmatch(text):
            number = match["number"]
            title, parent = match["title"], self._principle
            self._current, self._held = (
                None,
                _Draft(f"KC{number}", f"Key Concept {number}", title, "headline", block, parent, is_provision=True),
            )
        elif not self._opens(text, block) and not self._continues(text, block) and self.drafts and not block.size:
            raise DocumentError(str(block.anchor), f"the Guidelines have no heading {text!r}", "is it ver. 1.0?")
        self._last = block

    def text(self, block: Block) -> None:
        """Hand running text to the open clause; text outside the clauses that are kept drops."""
        self._last = None
        if self._current is not None:
            self._current.blocks.extend(_items(block))

    def _opens(self, text: str, block: Block) -> bool:
        if match := _PRINCIPLE.fullmatch(text):
            number = match["number"]
            self._principle = f"P{number}"
            self._open(_Draft(f"P{number}", f"Principle {number}", match["title"], "headline", block, "2", True))
        elif match := _RULE.fullmatch(text):
            number = match["number"]
            self._open(_Draft(f"R{number}", f"Recommendation {number}", match["title"], "headline", block, "3", True))
        elif match := _CHAPTER.fullmatch(text) or _SECTION.fullmatch(text):
            number = match["number"]
            status = _STATUS.get(number, "explanatory")
            self._open(_Draft(number, number, match["title"], status, block))
        elif _INTRODUCTION.fullmatch(text) or _APPENDIX.fullmatch(text):
            self._current = None
        else:
            return False
        return True

    def _open(self, draft: _Draft) -> None:
        if draft.id in self.drafts:
            raise DocumentError(str(draft.heading.anchor), f"{draft.id} stands twice", "are two editions in one file?")
        self._held, self._current = None, None
        if draft.id not in _SKIPPED:
            self._current = self.drafts[draft.id] = draft

    def _part(self, part: str, block: Block) -> None:
        if part == "1" and self._held is not None:
            self._open(self._held)
            return
        owner = next((d for d in reversed(self.drafts.values()) if d.id.startswith("KC") and "/" not in d.id), None)
        if owner is None or part == "1":
            raise DocumentError(str(block.anchor), f"part ({part}) stands under no key concept", "is it ver. 1.0?")
        name, title, status = _PARTS[part]
        self._open(_Draft(f"{owner.id}/{name}", owner.number, title, status, block, owner.id))

    def _continues(self, text: str, block: Block) -> bool:
        """True where a heading only goes on with the one right above it, which then takes the words up."""
        draft = self._held or self._current
        if draft is None or draft.blocks or self._last is None or not block.size or self._last.size != block.size:
            return False
        draft.title = f"{draft.title} {text}".strip()
        return True


def _sentences(blocks: Sequence[Block]) -> Iterator[Sentence]:
    """Yield the sentences, numbered through; a numbered item always starts anew, whatever the one before ends with."""
    starts = [at for at, block in enumerate(blocks) if at and _ITEM.match(block.text)]
    first = 1
    for start, end in zip([0, *starts], [*starts, len(blocks)], strict=True):
        found = sentences(blocks[start:end], first)
        yield from found
        first += len(found)


def _items(block: Block) -> Iterator[Block]:
    """Yield the parts between bullets, each anchored where it stands in the block."""
    starts = [0, *(match.end() for match in _BULLET.finditer(block.text))]
    ends = [*(match.start() for match in _BULLET.finditer(block.text)), len(block.text)]
    for start, end in zip(starts, ends, strict=True):
        text = block.text[start:end].strip()
        if text:
            first = min(block.anchor.start + start, block.anchor.end)
            anchor = replace(block.anchor, start=first, end=min(first + len(text), block.anchor.end))
            role = block.role if start == 0 or block.role == "sentence" else "item"
            yield replace(block, text=text, anchor=anchor, role=role)


def _is_heading(block: Block) -> bool:
    text = " ".join(block.text.split())
    return block.role == "heading" and any(head.fullmatch(text) for head in _HEADS)


def _running(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield headings and running text: furniture, contents, footnotes, tables and what stands in figures drop."""
    kept = [block for block in blocks if block.role not in _IGNORED_ROLES]
    body = Counter(block.size for block in kept if block.role == "paragraph").most_common(1)
    size = body[0][0] if body else 0.0
    drawn = _drawn(kept, size)
    in_table = False
    for index, block in enumerate(kept):
        if _is_heading(block) or (in_table and _ITEM.match(block.text)):
            in_table = False
        if _TABLE.match(block.text) and block.size:
            in_table = True
        is_text = block.role != "furniture" and _is_body(block, size) and not _LEADERS.search(block.text)
        if in_table and _SOURCE.search(block.text):
            in_table = False
        elif index not in drawn and not in_table and (block.role == "heading" or is_text):
            yield block


def _is_body(block: Block, size: float) -> bool:
    return not size or abs(block.size - size) <= 0.02 * size


def _drawn(blocks: Sequence[Block], size: float) -> frozenset[int]:
    """Return the places of what belongs to figures: on a page, from the first label in other type to the caption."""
    found: set[int] = set()
    labels: list[int] = []
    page: int | None = None
    for index, block in enumerate(blocks):
        if block.anchor.page != page:
            labels, page = [], block.anchor.page
        if size and (_CAPTION.match(block.text) or (labels and _SOURCE.match(block.text))):
            found.update(range(labels[0] if labels else index, index + 1))
            labels = []
        elif not _is_heading(block) and block.role != "furniture" and not _is_body(block, size):
            labels.append(index)
    return frozenset(found)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the Guidelines' clauses in their order, read from our restatements in both languages or from the PDF.

    ``P1`` to ``P5`` are the principles, ``KC1`` to ``KC21`` the points of the key concepts, each with
    ``/commentary`` and ``/examples``, ``R1`` to ``R4`` the recommendations to the general public.
    """
    reading = _Reading()
    for block in _running(blocks):
        if block.role == "heading":
            reading.heading(block)
        elif block.role != "furniture":
            reading.text(block)
    yield from (draft.finish() for draft in reading.drafts.values())
