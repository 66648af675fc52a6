# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""IMDA IoT Cyber Security Guide: recommendations, threat-modelling steps, vendor questions, and its Annex A."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest import span
from ingest.segment import sentences
from ingest.span import clause_span

_ANNEX: Final = re.compile(r"Annex (?P<letter>[A-Z])\b[:\s]*(?P<title>.*?)(?:\s*\(informative\))?")
_SECTION: Final = re.compile(r"(?:[A-Z]\.)?(?P<number>\d{1,2})\s+(?P<title>[A-Z].*)")
# Headings inside sections 6 and 7 are set in the type of the text; ours say "Clause" before the number.
_CLAUSE: Final = re.compile(r"(?:Clause )?(?P<number>[67]\.\d{1,2}(?:\.\d{1,2})?)\s+(?P<title>[A-Z][^.;?]{2,70})")
_CITES: Final = re.compile(r"\s*\[\d{1,2}\](?:,\s*\[\d{1,2}\])*$")
_STEP: Final = re.compile(r"(?:TM-)?(?P<rank>[1-9])(?:\s+(?=[A-Z])|$)")
_GROUP: Final = re.compile(r"(?P<number>\d{1,2})\.\s+(?P<title>[A-Z][\w ,&/-]{2,60})")
_ITEM: Final = re.compile(r"(?P<group>CK[-‑–][A-Z]{2})[-‑–](?P<rank>\d{2})(?:\s+|$)")
_TERM: Final = re.compile(r"[A-Z][\w-]*(?: [\w-]+){0,3}(?: \(\w+\))?")
_ACRONYM: Final = re.compile(r"\(\w+\)")
_ENDS: Final = re.compile(r"[.!?\])]$")
_STOPS: Final = re.compile(r"[.:;!?][\"'”’)\]]*$")
_RUNNING: Final = frozenset({"paragraph", "item", "cell"})
_NOTE: Final = re.compile(r"(?P<number>\d{1,2})\.?\s+(?=\S)")
# The file prints footnotes in the type of the text and their raised marks get lost: number, clause, first words.
_NOTES: Final = {
    "1": ("2", r"This guide does not cover\b"),
    "2": ("6.3.1", r"A threat modelling checklist is\b"),
    "3": ("6.3.3", r"The latest versions of\b"),
    "4": ("7.4.1", r"IoT users and IoT providers may be\b"),
}
_RECOMMENDATION: Final = re.compile(r"Recommendation\s*:\s*")
_EXAMPLES: Final = re.compile(r"(?:Examples?\b[^.:?]{0,60}:\s*|(?=For example,))")
_BULLET: Final = re.compile(r"[\uf02d\uf0b7•·\u00ad](?:\s+|$)|[a-z]\.\s+(?=[A-Z])")
_SEAMS: Final = re.compile(
    r"(?<=\s)(?=[\uf02d\uf0b7•·\u00ad]\s|[a-f]\.\s[A-Z])"
    r"|(?<=[.?!:]\s)(?=Recommendation\s*:|Examples?\b[^.:?]{0,60}:|For example,)"
    rf"|(?<=\s)(?=(?:\d\s+)?(?:{'|'.join(opening for _, opening in _NOTES.values())})|CK[-‑–][A-Z]{{2}}[-‑–]\d)"
)
_TABLE_HEAD: Final = re.compile(
    r"(?:(?:ID|Y|N|NA|/|Supporting|materials|(?:Threat modelling|Vendor disclosure) checklist)\s*)+|Legend:.*"
)
_CAPTION: Final = re.compile(r"(?:Figure|Table) (?:A-)?\d{1,2}:.*")
_FRONT: Final = re.compile(r"Guidelines|Contents?|.*Cyber Security Guide\b.*")
_STATUS_OPENS: Final = re.compile(r"This Guide is a living\b", re.IGNORECASE)
_STATUS_ENDS: Final = re.compile(r"NOTICE\b")
_STATUS: Final = "Status of the guide"

_RECOMMENDING: Final = frozenset({"6", "7"})
_TERMS, _STEPS, _QUESTIONS = "4", "8", "9"
# References are kept as relations of the source; abbreviations ask for nothing.
_SKIPPED: Final = frozenset({"3", "5", "10"})
_TEXT_STATUS: Final = {"2": "operative", _TERMS: "definition"}


@dataclass(slots=True)
class _Draft:
    """A clause while its blocks are collected; every list item opens a group, since items end without a stop."""

    id: str
    number: str
    title: str
    text_status: str
    heading: Block
    parent: str | None = None
    is_provision: bool = False
    groups: list[list[Block]] = field(default_factory=list)

    def keep(self, block: Block, *, opens: bool) -> None:
        """Add a block, as a list item of its own where it opens one."""
        if opens or not self.groups:
            self.groups.append([])
        self.groups[-1].append(block)

    def finish(self) -> Clause:
        """Return the clause with its text split into sentences."""
        anchor = clause_span(self.heading, [block for group in self.groups for block in group])
        found = [sentence for group in self.groups for sentence in sentences(group)]
        numbered = tuple(replace(sentence, ordinal=at) for at, sentence in enumerate(found, 1))
        return Clause(
            self.id, self.number, self.title, self.parent, self.text_status, self.is_provision, numbered, anchor
        )


class _Reading:
    """Sorts blocks into drafts; text goes to the open note, else to ``current``, else (front matter) nowhere."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self._annex = ""
        self._section = ""
        self._last = 0
        self._current: _Draft | None = None
        self._note: _Draft | None = None
        self._group: re.Match[str] | None = None
        self._fresh = False

    def heading(self, block: Block) -> None:
        """Open what a heading names; raises DocumentError for one that the guide does not have."""
        text = " ".join(block.text.split())
        block = replace(block, text=text)
        self._note = None
        if match := _ANNEX.fullmatch(text):
            self._open_annex(match["letter"], match["title"], block)
        elif text == _STATUS:
            self._open_status(block)
        elif not self.drafts or _FRONT.fullmatch(text):
            self._section, self._current = "", None
            self.section(block)
        elif not (self.section(block) or self._opens(block) or self._in_place(block)):
            raise DocumentError(str(block.anchor), f"the guide has no heading {text!r} here", "is it the IMDA guide?")

    def section(self, block: Block) -> bool:
        """Open a section where its number is still to come; says whether it did."""
        match = _SECTION.fullmatch(block.text)
        if match is None or _FRONT.fullmatch(block.text) or int(match["number"]) <= self._last:
            return False
        number = match["number"]
        self._last, self._current, self._note = int(number), None, None
        self._section = f"{self._annex}.{number}" if self._annex else number
        if self._section not in _SKIPPED:
            status = "informative-annex" if self._annex else _TEXT_STATUS.get(number, "explanatory")
            parent = self._annex or None
            self._open(_Draft(self._section, self._section, match["title"], status, block, parent))
        return True

    def text(self, block: Block) -> None:
        """Hand the parts of a block of running text to what they belong to."""
        for part in _parts(block):
            if not self._section:
                self._front(part)
            elif self._section in _SKIPPED or _TABLE_HEAD.fullmatch(part.text) or _CAPTION.fullmatch(part.text):
                continue
            elif not ((part.role != "sentence" and self._opens(part)) or self._footnote(part)):
                self._running(part)

    def _open(self, draft: _Draft) -> _Draft:
        self._current = self.drafts.setdefault(draft.id, draft)
        self._note = None
        return self._current

    def _open_annex(self, letter: str, title: str, block: Block) -> None:
        self._annex, self._section, self._last = letter, "", 0
        self._open(_Draft(letter, letter, title, "informative-annex", block))
        self._current = None

    def _open_status(self, block: Block) -> None:
        self._section, self._current = "", None
        if "status" not in self.drafts:
            self._open(_Draft("status", "", _STATUS, "explanatory", block))

    def _front(self, part: Block) -> None:
        """Read what the front matter says on the status of the guide, printed in every file; the rest drops."""
        if _STATUS_OPENS.match(part.text) and part.role != "sentence":
            self._open_status(part)
        elif _STATUS_ENDS.match(part.text):
            self._current = None
        if self._current is not None and self._current.id == "status":
            self._current.keep(part, opens=False)

    def _opens(self, part: Block) -> bool:
        """Open the numbered part that a block begins; a number that is not the next one due is a mention."""
        if self._section in _RECOMMENDING:
            return self._clause(part)
        if self._section == _STEPS:
            return self._step(part)
        return self._section == _QUESTIONS and (self._question_group(part) or self._question(part))

    def _clause(self, part: Block) -> bool:
        title = _CITES.sub("", part.text)
        match = _CLAUSE.fullmatch(title)
        if match is None:
            return False
        number = match["number"]
        parent, _, rank = number.rpartition(".")
        if parent not in self.drafts or parent.split(".")[0] != self._section or int(rank) != self._due(parent):
            return False
        is_provision = number.count(".") == 2
        status = "operative" if is_provision else "explanatory"
        self._open(_Draft(number, number, match["title"], status, part, parent, is_provision))
        if is_provision:
            name = f"{number}/explanation"
            self._open(_Draft(name, number, "Explanation", "explanatory", part, number))
        return True

    def _due(self, parent: str) -> int:
        """Return the number that the next part of a clause bears."""
        return 1 + sum(1 for draft in self.drafts.values() if draft.parent == parent and "/" not in draft.id)

    def _step(self, part: Block) -> bool:
        match = _STEP.match(part.text)
        if match is None or int(match["rank"]) != self._due(_STEPS):
            return False
        name = f"TM-{match['rank']}"
        draft = self._open(_Draft(name, name, "", "operative", part, _STEPS, is_provision=True))
        self._keep(draft, part, match.end())
        return True

    def _question_group(self, part: Block) -> bool:
        match = _GROUP.fullmatch(part.text)
        if match is None or int(match["number"]) != self._due(_QUESTIONS):
            return False
        self._group, self._current = match, None
        return True

    def _question(self, part: Block) -> bool:
        match = _ITEM.match(part.text)
        if match is None:
            return False
        group = re.sub("[‑–]", "-", match["group"])
        if int(match["rank"]) != self._due(group):
            return False
        if group not in self.drafts:
            number, title = (self._group["number"], self._group["title"]) if self._group else ("", "")
            self._open(_Draft(group, number, title, "pro-forma", part, _QUESTIONS))
        name = f"{group}-{match['rank']}"
        draft = self._open(_Draft(name, name, "", "pro-forma", part, group, is_provision=True))
        self._keep(draft, part, match.end())
        return True

    def _in_place(self, block: Block) -> bool:
        """Open what only a heading of ours opens: footnotes, and a defined term."""
        if block.text == "Footnotes":
            self._current = None
        elif self._section == _TERMS:
            self._term(block)
        else:
            return False
        return True

    def _term(self, block: Block) -> None:
        term = re.sub(r" \(\w+\)$", "", block.text)
        name = f"{_TERMS}/{term.casefold().replace(' ', '-')}"
        self._open(_Draft(name, _TERMS, term, "definition", block, _TERMS))

    def _in_terms(self, part: Block, current: _Draft) -> bool:
        """Open a term where the definition before it has ended; its acronym stands apart and drops."""
        if _ACRONYM.fullmatch(part.text):
            return True
        may_open = current.id == _TERMS or (current.groups and _ENDS.search(current.groups[-1][-1].text))
        if not may_open or not _TERM.fullmatch(part.text):
            return False
        self._term(part)
        return True

    def _footnote(self, part: Block) -> bool:
        """Open a footnote, or go on with the open one to the end of its page."""
        match = _NOTE.match(part.text)
        text = part.text[match.end() :] if match else part.text
        if part.role == "sentence":
            number = match["number"] if match and self._current is None else None
        else:
            number = next((n for n, (_, opening) in _NOTES.items() if re.match(opening, text)), None)
        if number is not None:
            self._note = self._noted(number, part)
            part = span.part(part, match.end() if match else 0, len(part.text))
        if self._note is None or (number is None and self._ends_note(part)):
            self._note = None
            return False
        self._note.keep(part, opens=number is not None)
        return True

    def _noted(self, number: str, part: Block) -> _Draft:
        if number not in _NOTES:
            raise DocumentError(str(part.anchor), f"footnote {number}, and the guide has four", "is it the IMDA guide?")
        home = _NOTES[number][0]
        return self.drafts.setdefault(
            f"{home}/footnotes", _Draft(f"{home}/footnotes", home, "Footnotes", "footnote", part, home)
        )

    def _ends_note(self, part: Block) -> bool:
        note = self._note.groups[-1][-1].anchor if self._note is not None else part.anchor
        marked = _RECOMMENDATION.match(part.text) or _BULLET.match(part.text)
        return note.page != part.anchor.page or bool(marked)

    def _running(self, part: Block) -> None:
        current = self._current
        if current is None or (self._section == _TERMS and part.role != "sentence" and self._in_terms(part, current)):
            return
        owner = self.drafts[current.parent] if current.parent and "/" in current.id else current
        start = 0
        if owner.is_provision and (match := _RECOMMENDATION.match(part.text)):
            self._current, start = owner, match.end()
        elif current.is_provision and self._section != _STEPS and (match := _EXAMPLES.match(part.text)):
            name = f"{current.id}/examples"
            self._open(_Draft(name, current.number, "Examples", "example", part, current.id))
            start = match.end()
        self._keep(self._current or current, part, start)

    def _keep(self, draft: _Draft, block: Block, start: int) -> None:
        match = _BULLET.match(block.text, start) if block.role != "sentence" else None
        self._fresh = self._fresh or match is not None or block.role == "sentence"
        part = span.part(block, match.end() if match else start, len(block.text))
        if part.text and part.role != "heading":
            draft.keep(part, opens=self._fresh)
            self._fresh = False


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the guide's clauses in document order from our restatement, the guide, its Annex A, or both files in a row.

    Provisions are the recommendations (``6.2.1``), the steps ``TM-1`` to ``TM-7`` and the questions ``CK-CS-01`` on;
    ``/explanation``, ``/examples`` and ``/footnotes`` are texts beside one, ``4/…`` are terms, ``A.1`` on the annex,
    which holds no provision. Raises DocumentError for a heading or a footnote that the guide does not have.
    """
    reading = _Reading()
    for block in _joined(_in_order(blocks)):
        if block.role == "heading":
            reading.heading(block)
        elif block.role == "furniture":
            reading.section(block)
        else:
            reading.text(block)
    drafts = reading.drafts.values()
    place = {name: at for at, name in enumerate(reading.drafts)}
    # A footnote stands at the foot of its page, after other clauses; it belongs beside the clause that it notes.
    home = {draft.id: place.get(draft.id.partition("/")[0], place[draft.id]) for draft in drafts}
    for draft in sorted(drafts, key=lambda draft: (home[draft.id], draft.text_status == "footnote")):
        if draft.groups or not draft.id.endswith("/explanation"):
            yield draft.finish()


def _in_order(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield what is to be read, a heading that was taken for a running head first on its page."""
    for _, found in groupby(blocks, key=lambda block: (block.anchor.file, block.anchor.page)):
        page = list(found)
        yield from (block for block in page if block.role == "furniture" and _SECTION.fullmatch(block.text))
        yield from (block for block in page if block.role not in {"furniture", "comment", "turned"})


def _joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Join a text that breaks off with what goes on in the next block, so that no mark is cut in two."""
    held: Block | None = None
    for block in blocks:
        if held is not None and _goes_on(held, block):
            held = replace(held, text=f"{held.text} {block.text}")
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def _goes_on(held: Block, block: Block) -> bool:
    if not {held.role, block.role} <= _RUNNING or _STOPS.search(held.text):
        return False
    if _TABLE_HEAD.fullmatch(held.text) or _ACRONYM.fullmatch(held.text):
        return False
    return block.text[:1].islower() and not _BULLET.match(block.text)


def _parts(block: Block) -> Iterator[Block]:
    """Split a block where an item, a mark, a question or a footnote begins inside it; lines of ours stay whole."""
    start = 0
    for seam in () if block.role == "sentence" else _SEAMS.finditer(block.text):
        if block.text[start : seam.start()].strip():
            yield span.part(block, start, seam.start())
        start = seam.start()
    yield span.part(block, start, len(block.text))
