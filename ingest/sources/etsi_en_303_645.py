# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""ETSI EN 303 645: numbered provisions under clauses, with the terms, notes, examples and texts around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest import span
from ingest.gather import running
from ingest.segment import sentences
from ingest.span import clause_span

_CLAUSE: Final = re.compile(r"(?P<number>[1-9]\d?(?:\.\d{1,2})?)\s+(?P<title>[A-Z][A-Za-z].*)")
_ANNEX: Final = re.compile(r"Annex (?P<letter>[A-Z])\b(?:\s*\(\w+\))?:?\s*(?P<title>.*)")
_PROVISION: Final = re.compile(
    r"Provision (?P<clause>\d{1,2}(?:\.\d{1,2})?)[-‑–]\s?(?P<rank>\d{1,2}[A-Z]?)(?:[\s.:]+|$)"
)
_VOID: Final = re.compile(r"\(?void\)?\.?", re.IGNORECASE)
_ASIDE: Final = re.compile(r"(?P<kind>NOTE|EXAMPLE)(?: (?P<number>\d{1,2}))?\s?:\s*")
# Our restatement numbers the paragraphs of running text too, since it holds only some of them.
_HEADED: Final = re.compile(r"(?P<kind>Note|Example|Text)(?: (?P<number>\d{1,2}))?")
_TERM: Final = re.compile(r"(?P<term>[A-Za-z][\w /-]{2,60}):\s+(?=\S)")
_ITEM: Final = re.compile(r"(?P<label>\d{1,2}|[a-z]{1,2})\)(?:\s+|$)")
_STATUS: Final = re.compile(r"Status: [MR]\b")
_SEAMS: Final = re.compile(r"(?<=[.;:)])\s+(?=Provision \d|(?:NOTE|EXAMPLE)(?: \d{1,2})?:|[a-z]{1,2}\)(?:\s|$))")
_ENDS: Final = re.compile(r"[.:;!?…][\"'”’)\]]*$")
_LEADERS: Final = re.compile(r"\.{4,}")
# What a reader hands on of the heads and feet of pages when it did not know them for such.
_PAGE_EDGE: Final = re.compile(r"(?:\d{1,3}\s+)?ETSI(?: EN 303 645 V[\d.]+ \(\d{4}-\d{2}\))?(?:\s+\d{1,3})?|\d{1,3}")

# References are kept as relations of the source; symbols and abbreviations ask for nothing.
_SKIPPED: Final = frozenset({"2", "2.1", "2.2", "3.2", "3.3"})
_TERMS: Final = "3.1"
_PRO_FORMA: Final = "B"
_TABLE_HEAD: Final = frozenset({"clause number and title", "reference", "status", "support", "detail"})
# The scope is operative, clause 4 asks beside the provisions, terms define; other running text explains.
_TEXT_STATUS: Final = {"1": "operative", "4": "supporting", _TERMS: "definition"}


@dataclass(slots=True)
class _Draft:
    """A clause while its blocks are collected; ``kind`` is clause, provision, void, term, text, note or example."""

    id: str
    number: str
    title: str
    kind: str
    text_status: str
    heading: Block
    parent: str | None = None
    blocks: list[Block] = field(default_factory=list)

    @property
    def awaits_text(self) -> bool:
        """True when its text has not begun or breaks off, as over a page."""
        return self.kind != "clause" and not (self.blocks and _ENDS.search(self.blocks[-1].text))

    def finish(self) -> Clause:
        """Return the clause with its text split into sentences."""
        anchor = clause_span(self.heading, self.blocks)
        is_provision = self.kind == "provision"
        found = sentences(self.blocks)
        return Clause(self.id, self.number, self.title, self.parent, self.text_status, is_provision, found, anchor)


class _Reading:
    """Sorts blocks into drafts: a clause, in it a provision or term as ``owner``, to which asides and texts belong."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self._clause: _Draft | None = None
        self._owner: _Draft | None = None
        self._current: _Draft | None = None
        self._in_annex = False
        self._texts: Counter[str] = Counter()

    def heading(self, block: Block) -> None:
        """Open what a heading names; raises DocumentError for a heading in the body that is none of the standard's."""
        text = " ".join(block.text.split())
        if _LEADERS.search(text) or _PAGE_EDGE.fullmatch(text):
            return
        if match := _ANNEX.fullmatch(text):
            self._in_annex = True
            self._open_clause(match["letter"], match["title"], "pro-forma", block)
        elif self._in_annex:  # subheadings, labels in figures and the history
            return
        elif match := _CLAUSE.fullmatch(text):
            number = match["number"]
            self._open_clause(number, match["title"], _TEXT_STATUS.get(number, "operative"), block)
        elif self._clause is not None and (match := _HEADED.fullmatch(text)):
            self._aside(match["kind"].casefold(), match["number"], block)
        elif not self._provision(replace(block, text=text)) and self.drafts:
            raise DocumentError(str(block.anchor), f"the standard has no heading {text!r}", "is it EN 303 645?")

    def text(self, block: Block) -> None:
        """Hand the parts of a block of running text to what they belong to; front matter and skipped clauses drop."""
        for part in _parts(block):
            is_edge = _STATUS.match(part.text) or _PAGE_EDGE.fullmatch(part.text)
            if self._clause is None or self._owner is None or is_edge:
                continue
            if self._clause.id == _PRO_FORMA:
                self._condition(part)
            elif match := _ASIDE.match(part.text):
                self._aside(match["kind"].casefold(), match["number"], part)
                self._keep(part, match.end())
            elif not self._provision(part) and not self._term(part):
                self._running(part)

    def _open_clause(self, number: str, title: str, text_status: str, block: Block) -> None:
        if self._clause is not None and self._clause.id == number:  # a running head
            return
        is_kept = number not in _SKIPPED and (not self._in_annex or number == _PRO_FORMA)
        if not is_kept or number in self.drafts:
            self._clause = self._owner = self._current = None
            return
        parent = number.rpartition(".")[0] or None
        self._clause = self._owner = self._open(_Draft(number, number, title, "clause", text_status, block, parent))

    def _open(self, draft: _Draft) -> _Draft:
        if draft.id in self.drafts:
            raise DocumentError(str(draft.heading.anchor), f"{draft.id} stands twice", "are two editions in one file?")
        self._current = self.drafts[draft.id] = draft
        return draft

    def _provision(self, block: Block) -> bool:
        """Open a provision; a mention of one, here or of another clause's, opens nothing."""
        match = _PROVISION.match(block.text)
        if match is None or self._clause is None or match["clause"] != self._clause.id:
            return False
        number = f"{match['clause']}-{match['rank']}"
        if number in self.drafts:
            return False
        is_void = _VOID.fullmatch(block.text[match.end() :].strip()) is not None
        kind, title = ("void", "Void") if is_void else ("provision", "")
        self._owner = self._open(_Draft(number, number, title, kind, "operative", block, self._clause.id))
        if not is_void:
            self._keep(block, match.end())
        return True

    def _term(self, block: Block) -> bool:
        match = _TERM.match(block.text)
        if match is None or self._clause is None or self._clause.id != _TERMS:
            return False
        term = match["term"]
        name = f"{_TERMS}/{re.sub(r'[ /]+', '-', term.casefold())}"
        self._owner = self._open(_Draft(name, _TERMS, term, "term", "definition", block, _TERMS))
        self._keep(block, match.end())
        return True

    def _aside(self, kind: str, number: str | None, block: Block) -> None:
        """Open a note, an example or a headed text; notes and examples are numbered through a clause or a term."""
        if self._clause is None or self._owner is None:
            return
        home = self._owner if kind == "text" or self._clause.id == _TERMS else self._clause
        suffix = f"-{number}" if number else ""
        title = f"{kind.capitalize()} {number}" if number else kind.capitalize()
        status = _TEXT_STATUS.get(self._clause.id, "explanatory") if kind == "text" else kind
        self._open(_Draft(f"{home.id}/{kind}{suffix}", home.number, title, kind, status, block, self._owner.id))

    def _running(self, block: Block) -> None:
        current = self._current
        if current is None or self._owner is None:
            return
        if block.role not in {"sentence", "item"} and not current.awaits_text:
            self._texts[self._owner.id] += 1
            self._aside("text", str(self._texts[self._owner.id]), block)
        self._keep(block, 0)

    def _condition(self, block: Block) -> None:
        """Read the lettered and numbered conditions under the pro forma's table; its rows repeat the provisions."""
        match = _ITEM.match(block.text)
        if match:
            kind = "condition" if match["label"].isdigit() else "feature"
            name, title = f"{_PRO_FORMA}/{kind}-{match['label']}", f"{kind.capitalize()} {match['label']}"
            self._open(_Draft(name, _PRO_FORMA, title, kind, "pro-forma", block, _PRO_FORMA))
            self._keep(block, match.end())
        elif self._current is not None and self._current.awaits_text and block.text.casefold() not in _TABLE_HEAD:
            self._keep(block, 0)

    def _keep(self, block: Block, start: int) -> None:
        part, current = span.part(block, start, len(block.text)), self._current
        if not part.text or current is None:
            return
        if block.role == "heading":
            part = replace(part, role="paragraph")
        if current.blocks and current.awaits_text and block.role not in {"sentence", "item"}:
            last = current.blocks[-1]
            current.blocks[-1] = replace(last, text=f"{last.text} {part.text}")
        else:
            current.blocks.append(part)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield clauses, terms, provisions, notes, examples and texts in document order, both editions alike.

    ``5.1-1`` is a provision, ``5.1/note-1`` a note, ``5.1-1/text-2`` the second paragraph of text after a provision,
    ``B/feature-a`` a condition of the pro forma. A void number has no sentences and is no provision. The printed
    status of a provision is no sentence. Raises DocumentError for an unknown heading or a number that stands twice.
    """
    reading = _Reading()
    for block in running(blocks):
        if block.role == "heading":
            reading.heading(block)
        else:
            reading.text(block)
    yield from (draft.finish() for draft in reading.drafts.values())


def _parts(block: Block) -> Iterator[Block]:
    """Split a block where a provision, note, example or condition begins inside it; lines of ours stay whole."""
    start = 0
    seams = () if block.role == "sentence" else _SEAMS.finditer(block.text)
    for seam in seams:
        yield span.part(block, start, seam.start())
        start = seam.end()
    yield span.part(block, start, len(block.text))
