# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""FCC 24-26: the numbered paragraphs of the Order that set rules, and 47 CFR part 8 subpart B in its Appendix A."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest import outline
from ingest.gather import running
from ingest.segment import sentences
from ingest.span import clause_span
from ingest.statute import clause

# Paragraphs of the Order that say what the codified rules do not; the others give the record and reasons.
_RULING: Final = (11, 29, 36, 37, 81, 90, 91, 99, 104, 106, 109, 111, 113, 116, 122, 127, 129, 131, 132, 180)
_LAST: Final = 182
# A number opens a paragraph at the head of a block, or within one where the conversion ran two together.
_PARAGRAPH: Final = re.compile(r"(?:^|(?<=[.?!”\w])(?<!para\.)\s)(?P<number>\d{1,3})\.\s+(?=[A-Z])")
_SKIPPED: Final = 2
_HEADED: Final = re.compile(r"Paragraph (?P<number>\d{1,3})(?:[:.]\s*(?P<title>.+))?")
_PART_OF_ORDER: Final = re.compile(r"(?:(?:[IVX]{1,4}|[A-M])\.\s+[A-Z].*|\d{1,2}\.\s+[A-Z][^.]*)")
_RULES: Final = re.compile(r"(?:Subpart B\s?[—–-]\s?|47 CFR part 8, subpart B).*", re.DOTALL)
_AFTER_RULES: Final = re.compile(r"APPENDIX [B-Z]\b.*", re.DOTALL)
_SECTION: Final = re.compile(r"§ ?8\.2\d\d [A-Z].{3,120}", re.DOTALL)
_FOOTNOTE: Final = re.compile(r"\(\^\d+\)")
_GOES_ON: Final = "(continued....)"
_RUNNING_HEAD: Final = re.compile(r"Federal Communications Commission FCC 24-26\s*")
_MARKS: Final = re.compile(r"\^\d+|￿")
_GRAMMAR: Final = outline.Grammar(
    section=re.compile(r"§ ?(?P<number>8\.2\d\d)(?P<stop>\.)?(?=\s|$)\s*"),
    foreign=re.compile(r"§ ?\d+\.\d+\b|APPENDIX [B-Z]\b"),
    levels=(outline.LOWER, outline.DIGIT, outline.ROMAN),
)
_DEFINING: Final = frozenset({"8.203", "8.206"})
_INCORPORATING: Final = frozenset({"8.201", "8.202"})


@dataclass(slots=True)
class _Draft:
    """A paragraph of the Order while its blocks are collected."""

    number: int
    title: str
    opened: Block
    blocks: list[Block] = field(default_factory=list)

    def finish(self) -> Clause:
        """Return the clause with its text split into sentences."""
        anchor, name = clause_span(self.opened, self.blocks), f"para-{self.number}"
        return Clause(name, name, self.title, None, "operative", True, sentences(self.blocks), anchor)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the paragraphs that set rules (``para-90``), then the sections and their parts (``8.208(c)(7)``).

    Footnotes and running heads are left out. Sections that hold no text of their own are no provisions, nor are the
    materials incorporated by reference. Raises DocumentError where a heading of the restatement names a paragraph that
    is none of those, or one that stands twice or out of order.
    """
    order, rules = _halves(_body(blocks))
    yield from _paragraphs(order)
    for node in outline.outline(rules, _GRAMMAR):
        status = "definition" if node.section in _DEFINING else "operative"
        status = "explanatory" if node.section in _INCORPORATING else status
        counts = bool(node.pieces) and node.section not in _INCORPORATING
        yield clause(node, status, is_provision=counts)


def _body(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield what is no footnote: one that goes on over a page ends right before the footnotes of that next page."""
    kept = list(running(blocks))
    goes_on = False
    for at, block in enumerate(kept):
        is_note = _FOOTNOTE.match(block.text) is not None
        leads_notes = at + 1 < len(kept) and _FOOTNOTE.match(kept[at + 1].text) is not None
        if block.text.endswith(_GOES_ON):
            goes_on = True
        elif goes_on and leads_notes and not is_note:
            goes_on = False
            continue
        if not is_note and block.text != _GOES_ON:
            text = _MARKS.sub("", _RUNNING_HEAD.sub("", block.text)).strip()
            yield replace(block, text=text)


def _halves(blocks: Iterator[Block]) -> tuple[list[Block], list[Block]]:
    """Return the Order and the rules; the appendices after these are left out."""
    order: list[Block] = []
    rules: list[Block] = []
    half, has_rules = order, False
    for block in blocks:
        if _RULES.fullmatch(block.text):
            half, has_rules = rules, True
        elif has_rules and _AFTER_RULES.fullmatch(block.text):
            break
        else:
            is_section = half is rules and _SECTION.fullmatch(block.text) is not None
            half.append(replace(block, role="heading") if is_section else block)
    return order, rules


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the ruling paragraphs: a number opens one where it is due, a heading of the Order ends the one before."""
    due = 1
    draft: _Draft | None = None
    for block in blocks:
        headed = _headed(block, due)
        parts = [headed] if headed else list(_numbered(block, due))
        for opened in parts:
            if opened.number:
                if draft is not None and draft.number in _RULING:
                    yield draft.finish()
                draft, due = opened, opened.number + 1
            elif draft is not None and _PART_OF_ORDER.fullmatch(block.text) is None:
                draft.blocks += opened.blocks
    if draft is not None and draft.number in _RULING:
        yield draft.finish()


def _headed(block: Block, due: int) -> _Draft | None:
    match = _HEADED.fullmatch(block.text) if block.role == "heading" else None
    if match is None:
        return None
    number = int(match["number"])
    if number not in _RULING or number < due:
        raise DocumentError(
            str(block.anchor), f"paragraph {number} is not looked for here", "is it FCC 24-26, in order?"
        )
    return _Draft(number, match["title"] or "", block)


def _numbered(block: Block, due: int) -> Iterator[_Draft]:
    """Yield what a block holds: the rest of the paragraph before, with the number 0, and those that begin in it.

    Lists within a paragraph start again from 1 and open nothing; a number that the conversion lost may be skipped.
    """
    start, number = 0, 0
    found = () if block.role == "sentence" else _PARAGRAPH.finditer(block.text)
    for match in found:
        if due <= int(match["number"]) <= min(due + _SKIPPED, _LAST):
            yield from _draft(block, start, match.start(), number)
            start, number = match.end(), int(match["number"])
            due = number + 1
    yield from _draft(block, start, len(block.text), number)


def _draft(block: Block, start: int, end: int, number: int) -> Iterator[_Draft]:
    text = block.text[start:end].strip()
    if text or number:
        at = min(block.anchor.start + start, block.anchor.end)
        rest = replace(block, text=text, anchor=replace(block.anchor, start=at))
        rest = replace(rest, role="paragraph") if block.role == "item" else rest
        yield _Draft(number, "", block, [rest])
