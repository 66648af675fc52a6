# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""NISTIR 8259 (2020): six activities of manufacturers, the topics of the sixth, and the questions under each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest.gather import Draft, running
from ingest.labels import Labels
from ingest.span import part

# Sections in their order; what has no id is left out.
_SECTIONS: Final = {
    "Audience": "audience",
    "Executive Summary": "summary",
    "1 Introduction": "1",
    "1.1 Purpose and Scope": "1.1",
    "1.2 Publication Structure": "1.2",
    "2 Background": "2",
    "3 Manufacturer Activities Impacting the IoT Device Pre-Market Phase": "3",
    "3.1 Activity 1: Identify Expected Customers and Define Expected Use Cases": "3.1",
    "3.2 Activity 2: Research Customer Cybersecurity Needs and Goals": "3.2",
    "3.3 Activity 3: Determine How to Address Customer Needs and Goals": "3.3",
    "3.4 Activity 4: Plan for Adequate Support of Customer Needs and Goals": "3.4",
    "4 Manufacturer Activities Impacting the IoT Device Post-Market Phase": "4",
    "4.1 Activity 5: Define Approaches for Communicating to Customers": "4.1",
    "4.2 Activity 6: Decide What to Communicate to Customers and How to Communicate It": "4.2",
    "4.2.1 Cybersecurity Risk-Related Assumptions": "4.2.1",
    "4.2.2 Support and Lifespan Expectations": "4.2.2",
    "4.2.3 Device Composition and Capabilities": "4.2.3",
    "4.2.4 Software Updates": "4.2.4",
    "4.2.5 Device Retirement Options": "4.2.5",
    "4.2.6 Technical and Non-Technical Means": "4.2.6",
    "5 Conclusion": "5",
    "Appendix B—Glossary": "B",
    **dict.fromkeys(
        ("Trademark Information", "Table of Contents", "References", "Appendix A—Acronyms and Abbreviations"), ""
    ),
}
_ID_OF: Final = {title.casefold(): name for title, name in _SECTIONS.items()}
_TITLE_OF: Final = {name: re.sub(r"^[\d.]+ |^Appendix B—", "", title) for title, name in _SECTIONS.items()}
_ORDER: Final = tuple(name for name in _SECTIONS.values() if name)
_ACTIVITY: Final = re.compile(r"3\.\d|4\.\d(?:\.\d)?")
_LIKE_SECTION: Final = re.compile(r"\d(?:\.\d)*\s+[A-Z][^.?!]{3,80}")
# Activities that have two lists of questions; the letters are ours.
_TWO_LISTS: Final = frozenset({"3.1", "3.4"})
_LIST_OPENS: Final = re.compile(r"(?:^|(?<=:)\s+)(?=1\.\s+[A-Z])")
_CONTINUED: Final = re.compile(r"(?P<name>[34]\.\d(?:\.\d)?) continued")
# Activity 3 words its questions within the text, without a number.
_ASKED: Final = re.compile(r"(?<!part of the )\bquestion\b[^:?.]{0,70}:\s+(?=[a-z])")
_GOES_ON: Final = re.compile(r"[•a-z(“]|o\s|As another example|\d\.\s|[a-c]\.\s")
_NOTE: Final = re.compile(r"(?P<number>[1-9])\.?\s+(?=[A-Z])")
_HOME_OF: Final = {"1": "summary", "2": "1.1", "3": "2", "4": "3.3", "5": "3.4", "6": "4.2.3"}
_CAPTION: Final = re.compile(r"Figure [123]: .*")
_PAGE: Final = re.compile(r"[ivxl]+|\d+")
_SMALL: Final = 0.8


@dataclass(slots=True)
class _Draft(Draft):
    number: str = ""

    def finish(self) -> Clause:
        """Return the clause; activities, the topics of the sixth and questions are provisions."""
        is_provision = bool(_ACTIVITY.match(self.id)) and "/" not in self.id
        return self.clause(self.number, is_provision=is_provision)


class _Reading:
    """Sorts blocks into sections, questions and footnotes."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self.section = ""
        self.target: _Draft | None = None
        self.note: _Draft | None = None
        self.in_notes = False
        self.labels = Labels()
        self.lists = 0
        self.asked = 0
        self.size = 0.0

    def feed(self, block: Block) -> None:
        """Hand a block to the clause that it opens or belongs to."""
        name = _ID_OF.get(re.sub(r"\s*—\s*", "—", block.text).casefold())
        if name is not None:
            self._open_section(name, block)
        elif block.role == "heading" and block.text == "Footnotes":
            self.in_notes = True
        elif block.role == "heading" and (match := _CONTINUED.fullmatch(block.text)) and match["name"] == self.section:
            self.target = self.drafts[self.section]
        elif block.role == "heading" and self.section and _LIKE_SECTION.fullmatch(block.text):
            raise DocumentError(str(block.anchor), f"no section {block.text!r}", "is it NISTIR 8259?")
        elif self.section and not _CAPTION.fullmatch(block.text) and not self._footnote(block):
            self._text(block)

    def _open_section(self, name: str, block: Block) -> None:
        if name and self.section and _ORDER.index(name) <= _ORDER.index(self.section):
            raise DocumentError(str(block.anchor), f"section {name} after {self.section}", "is it NISTIR 8259?")
        self.target, self.note, self.in_notes = None, None, False
        self.labels, self.lists, self.asked = Labels(), 0, 0
        if name:
            number, _, _ = name.partition("/")
            parent = name.rpartition(".")[0] or None
            status = "headline" if _ACTIVITY.fullmatch(name) else {"B": "definition"}.get(name, "explanatory")
            number = name if name[0].isdigit() else ""
            self.target = _Draft(name, _TITLE_OF[name], parent, status, block, number=number)
            self.drafts[name] = self.target
        self.section = name or self.section if name else ""

    def _footnote(self, block: Block) -> bool:
        """Keep a footnote: small type, or numbered under our heading."""
        self.size = max(self.size, block.size)
        is_small = block.size < _SMALL * self.size
        match = _NOTE.match(block.text) if is_small or self.in_notes else None
        if match:
            if match["number"] not in _HOME_OF:
                raise DocumentError(
                    str(block.anchor), f"footnote {match['number']}, the last is 6", "is it NISTIR 8259?"
                )
            home = _HOME_OF[match["number"]]
            name = f"{home}/footnotes"
            self.note = self.drafts.setdefault(name, _Draft(name, "Footnotes", home, "footnote", block, number=home))
            block = part(block, match.end())
        if self.note is None or not (is_small or self.in_notes):
            return False
        self.note.blocks.append(block)
        return True

    def _text(self, block: Block) -> None:
        """Keep text in the question or section that is open; a new paragraph ends a list of questions."""
        if not _ACTIVITY.fullmatch(self.section):
            self._keep(block)
            return
        if self._has_ended() and not _GOES_ON.match(block.text) and block.role != "sentence":
            self.target = self.drafts[self.section]
        cuts = [0, *(m.end() for m in _LIST_OPENS.finditer(block.text) if m.end() or self._tail().endswith(":"))]
        for at, (start, end) in enumerate(zip(cuts, [*cuts[1:], len(block.text)], strict=True)):
            piece = part(block, start, end)
            if at:
                self.labels, self.lists = Labels(), self.lists + 1
                self.target = self.drafts[self.section]
            self._questions(piece) if self.lists else self._asked(piece)

    def _questions(self, block: Block) -> None:
        for path, piece in self.labels.split(block, self._tail()):
            if path:
                letter = chr(64 + self.lists) if self.section in _TWO_LISTS else ""
                self._open_question(f"{letter}{path}", piece)
            self._keep(piece)

    def _asked(self, block: Block) -> None:
        """Cut a question out of running text, up to its mark."""
        match = _ASKED.search(block.text)
        end = block.text.find("?", match.end()) if match else -1
        if match is None or end < 0:
            self._keep(block)
            return
        self._keep(part(block, 0, match.end()))
        self.asked += 1
        self._open_question(str(self.asked), part(block, match.end()))
        self._keep(part(block, match.end(), end + 1))
        self.target = self.drafts[self.section]
        self._asked(part(block, end + 1))

    def _open_question(self, label: str, block: Block) -> None:
        name = f"{self.section}-{label}"
        self.target = self.drafts[name] = _Draft(name, "", self.section, "example", block, number=name)

    def _tail(self) -> str:
        return self.target.blocks[-1].text if self.target is not None and self.target.blocks else ""

    def _has_ended(self) -> bool:
        return self.target is not None and "-" in self.target.id and self._tail()[-1:] in ".?)"

    def _keep(self, block: Block) -> None:
        if self.target is not None and block.text:
            self.target.blocks.append(block)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield sections (``3.1``), their questions (``3.1-A2``, ``3.2-2``) and footnotes, in the order of the document.

    Reads our restatement and the publisher's PDF. Raises DocumentError for a section or a footnote out of place.
    """
    reading = _Reading()
    for block in running(blocks):
        if not _PAGE.fullmatch(block.text):
            reading.feed(block)
    drafts = reading.drafts
    place = {name: at for at, name in enumerate(drafts)}
    home = {name: place.get(draft.parent or name, place[name]) for name, draft in drafts.items()}
    for draft in sorted(drafts.values(), key=lambda draft: _place(draft, home, place)):
        yield draft.finish()


def _place(draft: _Draft, home: dict[str, int], place: dict[str, int]) -> tuple[int, bool, int]:
    """Order by section; questions follow their section as they came, footnotes stand last."""
    section = re.split(r"[-/]", draft.id)[0]
    return _ORDER.index(section), draft.text_status == "footnote", place[draft.id]
