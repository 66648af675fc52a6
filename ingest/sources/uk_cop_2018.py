# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""UK Code of Practice for Consumer IoT Security (2018): thirteen guidelines, each a headline with its texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest.gather import running
from ingest.segment import sentences
from ingest.span import clause_span

_GUIDELINE: Final = re.compile(r"(?P<number>\d{1,2})\)\s*(?P<title>.+)")
_NOTE: Final = re.compile(r"Guideline (?P<number>\d{1,2}) on [^:]{3,80}:\s*")
_FOOTNOTE: Final = re.compile(r"(?P<number>\d{1,2})\.?\s+(?=\S)")
_ROLES: Final = r"(?:Retailers?|Mobile Application Developers?|Device Manufacturers?|IoT Service Providers?)"
_APPLIES: Final = re.compile(rf"(?:Primarily applies|Applies) to:\s*(?:{_ROLES}[;,.\s]*)*")
# "Primarily applies to:" names the addressees; the curated facets hold them as bearers.
_ADDRESSEES: Final = re.compile(rf"(?:{_ROLES}[;,.\s]*)+$")

# Headings of both files, casefolded, with the clause that the text under them belongs to.
_NAMED: Final = {
    "executive summary": "executive-summary",
    "introduction": "introduction",
    "implementation": "introduction/implementation",
    "prioritisation and structure": "introduction/prioritisation-and-structure",
    "review": "introduction/review",
    "audiences": "definitions",
    "terminology": "definitions",
    "definitions": "definitions",
    "scope": "scope",
    "scope of applicability": "scope",
}
# The clause whose text each footnote belongs to; a page holds notes of several clauses.
_NOTES_TO: Final = {
    **dict.fromkeys("1234", "introduction"),
    "5": "1",
    **dict.fromkeys("678", "2"),
    "9": "5",
}
_INTRODUCTION: Final = "introduction"
_TITLES: Final = {"definitions": "Audiences and terminology", "scope": "Scope of applicability"}
_STATUS: Final = {"definitions": "definition", "scope": "operative"}
_PARTS: Final = {
    "supporting text": ("supporting-text", "supporting"),
    "explanatory note": ("explanatory-note", "explanatory"),
}
_NOTES: Final = "additional explanatory notes"
# "Guidelines" only opens the list of guidelines; the back cover repeats their titles in turned type.
_IGNORED_HEADINGS: Final = frozenset({"guidelines"})
_COPYRIGHT: Final = re.compile(r"(?:©|\(c\)) Crown copyright \d{4}$")


@dataclass(slots=True)
class _Draft:
    """A clause while its blocks are collected."""

    id: str
    number: str
    title: str
    text_status: str
    heading: Block
    parent: str | None = None
    blocks: list[Block] = field(default_factory=list)

    def finish(self) -> Clause:
        """Return the clause with its text split into sentences."""
        anchor = clause_span(self.heading, self.blocks)
        found = sentences(self.blocks)
        is_provision = self.text_status == "headline"
        return Clause(self.id, self.number, self.title, self.parent, self.text_status, is_provision, found, anchor)


class _Reading:
    """Sorts blocks into clauses; ``current`` is where running text goes, None before the first known heading."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self.current: _Draft | None = None
        self.notes: _Draft | None = None
        self.in_notes = False
        self.in_footnotes = False

    def heading(self, block: Block) -> None:
        """Open what a heading names; raises DocumentError for one that neither file has."""
        text = " ".join(block.text.split())
        folded = text.casefold()
        self.in_footnotes = folded == "footnotes"
        if match := _GUIDELINE.fullmatch(text):
            self.in_notes = False
            self._open(_Draft(match["number"], match["number"], match["title"], "headline", block))
        elif folded in _PARTS and self.current is not None and self.current.number:
            self._part(self.current.number, *_PARTS[folded], block)
        elif folded in _NAMED:
            name = _NAMED[folded]
            title = _TITLES.get(name, text)
            parent = name.rpartition("/")[0] or None
            self._open(_Draft(name, "", title, _STATUS.get(name, "explanatory"), block, parent))
        elif folded == _NOTES:
            self.in_notes, self.current = True, None
        elif self.drafts and folded not in _IGNORED_HEADINGS and not self.in_footnotes:
            raise DocumentError(str(block.anchor), f"the Code has no heading {text!r} here", "is it the Code?")

    def text(self, block: Block, body: float) -> None:
        """Hand a block of running text to the clause that it belongs to."""
        is_note = bool(block.size) and block.size < 0.9 * body
        if _COPYRIGHT.match(block.text):
            return
        if is_note or self.in_footnotes:
            self._footnote(block)
        elif self.in_notes:
            self._note(block)
        elif self.current is not None:
            self._running(self.current, block)

    def _open(self, draft: _Draft) -> _Draft:
        self.current = self.drafts.setdefault(draft.id, draft)
        return self.current

    def _part(self, number: str, name: str, status: str, block: Block) -> _Draft:
        title = name.replace("-", " ").capitalize()
        return self._open(_Draft(f"{number}/{name}", number, title, status, block, parent=number))

    def _running(self, current: _Draft, block: Block) -> None:
        text = _APPLIES.sub("", block.text).strip()
        if not text or _ADDRESSEES.fullmatch(text):
            return
        # In the publisher's layout the headline stands in a box and the supporting text below it.
        is_boxed = current.text_status == "headline" and bool(current.blocks) and current.blocks[0].role == "cell"
        if is_boxed and block.role != "cell":
            current = self._part(current.number, *_PARTS["supporting text"], block)
        lead = block.text.find(text)
        anchor = replace(block.anchor, start=block.anchor.start + lead, end=block.anchor.start + lead + len(text))
        current.blocks.append(block if text == block.text else replace(block, text=text, anchor=anchor))

    def _note(self, block: Block) -> None:
        if match := _NOTE.match(block.text):
            self._part(match["number"], *_PARTS["explanatory note"], block)
            rest = replace(block.anchor, start=block.anchor.start + match.end())
            block = replace(block, text=block.text[match.end() :], anchor=rest)
        if self.current is not None:
            self.current.blocks.append(block)

    def _footnote(self, block: Block) -> None:
        if match := _FOOTNOTE.match(block.text):
            number = match["number"]
            if number not in _NOTES_TO:
                raise DocumentError(str(block.anchor), f"footnote {number}, and the Code has nine", "is it the Code?")
            parent = _NOTES_TO[number]
            label = "" if parent == _INTRODUCTION else parent
            draft = _Draft(f"{parent}/footnotes", label, "Footnotes", "footnote", block, parent)
            self.notes = self.drafts.setdefault(draft.id, draft)
            anchor = replace(block.anchor, start=min(block.anchor.start + match.end(), block.anchor.end))
            block = replace(block, text=block.text[match.end() :], anchor=anchor)
        if self.notes is not None:
            self.notes.blocks.append(block)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the Code's clauses: front matter, definitions, scope, then each guideline with its texts.

    Reads our restatement and the publisher's PDF. ``N`` is the headline of guideline N; ``N/supporting-text``,
    ``N/explanatory-note`` and ``N/footnotes`` are its other texts. Raises DocumentError on an unknown heading.
    """
    reading = _Reading()
    sizes = sorted(block.size for block in blocks if block.role == "paragraph")
    body = sizes[len(sizes) // 2] if sizes else 0.0
    for block in running(blocks):
        if block.role == "heading":
            reading.heading(block)
        else:
            reading.text(block, body)
    yield from (draft.finish() for draft in sorted(reading.drafts.values(), key=_order))


def _order(draft: _Draft) -> tuple[int, int]:
    """Front matter in the order of the headings, then guidelines by number, each before its other texts."""
    if draft.number:
        place = ("headline", "supporting", "explanatory", "footnote").index(draft.text_status)
        return (int(draft.number), place)
    known = [*dict.fromkeys(_NAMED.values())]
    known.insert(known.index("definitions"), f"{_INTRODUCTION}/footnotes")
    return (0, known.index(draft.id))
