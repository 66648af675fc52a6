# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""NISTIR 8228 (2019): 25 expectations and 49 challenges in three tables, with considerations and recommendations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest import span
from ingest.gather import Draft, running

# What opens a part, by its number and how its title begins; a part named "" is left out.
_PARTS: Final = (
    ("", "Executive Summary", ""),
    ("", "Audience", "audience"),
    ("", "Note to Readers", ""),
    ("", "Table of Contents", ""),
    ("1", "Introduction", ""),
    ("1.1", "Purpose and Scope", "1.1"),
    ("1.2", "Publication Structure", ""),
    ("2", "IoT Device Capabilities", "2"),
    ("3", "Cybersecurity and Privacy Risk Considerations", "3"),
    ("3.1", "Consideration 1: Device Interactions with the Physical World", "3.1"),
    ("3.2", "Consideration 2: Device Access, Management, and Monitoring Features", "3.2"),
    ("3.3", "Consideration 3: Cybersecurity and Privacy Capability Availability, Efficiency, and Effectiveness", "3.3"),
    ("4", "Challenges with Cybersecurity and Privacy Risk Mitigation for IoT Devices", "4"),
    ("4.1", "Potential Challenges with Achieving Goal 1, Protect Device Security", "4.1"),
    ("4.2", "Potential Challenges with Achieving Goal 2, Protect Data Security", "4.2"),
    ("4.3", "Potential Challenges with Achieving Goal 3, Protect Individuals’ Privacy", "4.3"),
    ("5", "Recommendations for Addressing Cybersecurity and Privacy Risk Mitigation", "5"),
    ("5.1", "Adjusting Organizational Policies and Processes", "5.1"),
    ("5.2", "Implementing Updated Risk Mitigation Practices", "5.2"),
    ("Appendix A", "[Withdrawn]", "A"),
    ("Appendix B", "Acronyms and Abbreviations", ""),
    ("Appendix C", "Glossary", "C"),
    ("Appendix D", "References", ""),
)
# The rest of a title that the layout breaks in two, and titles that go on differently there.
_TITLES: Final = {
    "5": "Recommendations for Addressing Cybersecurity and Privacy Risk Mitigation Challenges for IoT Devices"
}
_TAIL: Final = "challenges for iot devices"
_STATUS: Final = {
    **dict.fromkeys(("2", "C"), "definition"),
    **dict.fromkeys(("5", "5.1"), "operative"),
    "5.2": "supporting",
}
# The statement of a consideration is its first block; only the discussion of the first is restated.
_CONSIDERATIONS: Final = {"3.1": "3.1/discussion", "3.2": "", "3.3": ""}
_AREAS: Final = (
    *("Asset Management", "Vulnerability Management", "Access Management", "Incident Detection", "Data Protection"),
    *("Disassociated Data Management", "Informed Decision Making", "PII Processing Permissions Management"),
    "Information Flow Management",
)
_AREA_OF: Final = {name.casefold(): name for name in _AREAS}
_NUMBER: Final = re.compile(r"(?P<number>\d(?:\.\d)?|Appendix [A-D])(?:\.?\s+|\s*[—–-]+\s*)")
_NUMBERED: Final = re.compile(r"\d\.\d\s+[A-Z][^.]{2,120}")
_TABLE: Final = re.compile(r"Table [1-3]: [A-Z].*")
_FIGURE: Final = re.compile(r"Figure \d: .*")
_EXPECTATION: Final = re.compile(r"Expectation (?P<number>\d{1,2})(?::\s*|$)")
_CHALLENGE: Final = re.compile(r"(?:Challenge (?P<named>\d{1,2})$|(?P<number>\d{1,2})\.\s+(?=[A-Z]))")
_BULLET: Final = re.compile(r"•\s+")
_FOOTNOTE: Final = re.compile(r"\d{1,2}\s+For more information")
_COLUMN: Final = re.compile(
    r"(?:Challenges for|Affected (?:Draft|Cyber)|Implications for|Framework Subcategories|SP 800-53|IoT Devices, and).*"
)
_HINT: Final = "is it NISTIR 8228 of 2019?"


class _Draft(Draft):
    __slots__ = ()

    def finish(self) -> Clause:
        """Return the clause; an expectation or a challenge is a provision."""
        number = "" if "/" in self.id or self.id == "audience" else self.id
        return self.clause(number, is_provision=self.id[0] in "EC" and self.id[1:].isdigit())


class _Reading:
    """Sorts blocks into clauses: running text by part, the tables by area, expectation and challenge."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self.target: _Draft | None = None
        self.section = ""
        self.area: str | None = None
        self.expectations = 0
        self.challenges = 0
        self.in_table = False

    def feed(self, block: Block) -> None:
        """Hand a block to the clause that it opens or belongs to."""
        text = " ".join(block.text.split())
        if (part := _part_of(text)) is not None:
            self._open_part(part, block)
        elif _TABLE.fullmatch(text):
            self.in_table, self.target = True, None
        elif block.role == "heading" and _NUMBERED.fullmatch(text):
            raise DocumentError(str(block.anchor), f"unknown heading {text}", _HINT)
        elif self.in_table:
            self._table(text, block)
        elif self.target is not None and not self._is_left_out(text):
            self._prose(block)

    def _open_part(self, part: tuple[str, str, str], block: Block) -> None:
        number, title, name = part
        self.in_table, self.target, self.area = False, None, None
        self.section = number
        if name and name not in self.drafts:
            status = _STATUS.get(name, "explanatory")
            parent = name.partition(".")[0] if "." in name and name != "1.1" else None
            self.target = self._draft(name, _TITLES.get(name, title), parent, status, block)

    def _draft(self, name: str, title: str, parent: str | None, status: str, block: Block) -> _Draft:
        draft = self.drafts[name] = _Draft(name, title, parent, status, block)
        return draft

    def _is_left_out(self, text: str) -> bool:
        return text.casefold() == _TAIL or bool(_FIGURE.fullmatch(text) or _FOOTNOTE.match(text))

    def _prose(self, block: Block) -> None:
        target = self.target
        if target is not None and target.id in _CONSIDERATIONS and target.blocks:
            name = _CONSIDERATIONS[target.id]
            target = self._draft(name, "Discussion", target.id, "supporting", block) if name else None
            self.target = target
        if target is not None and (match := _BULLET.match(block.text)):
            block = span.rest(block, match.end())
        if target is not None:
            target.blocks.append(block if block.role == "sentence" else replace(block, role="paragraph"))

    def _table(self, text: str, block: Block) -> None:
        """Take areas, expectations and challenges of a table."""
        if text.casefold() in _AREA_OF:
            self._open_area(_AREA_OF[text.casefold()], block)
        elif match := _EXPECTATION.match(text):
            self.expectations = _next(match["number"], self.expectations, "expectation", block)
            self.target = self._draft(f"E{self.expectations}", "", self.area, "explanatory", block)
            self._keep(replace(block, text=text[match.end() :]))
        elif match := _CHALLENGE.match(text):
            self.challenges = _next(match["named"] or match["number"], self.challenges, "challenge", block)
            if not self.expectations:
                raise DocumentError(str(block.anchor), "a challenge before the first expectation", _HINT)
            self.target = self._draft(f"C{self.challenges}", "", f"E{self.expectations}", "explanatory", block)
            self._keep(replace(block, text=text[match.end() :]))
        elif not _COLUMN.match(text):
            self._keep(block)

    def _open_area(self, name: str, block: Block) -> None:
        self.area = f"{self.section}/{name.casefold().replace(' ', '-')}"
        self._draft(self.area, name, self.section, "title", block)
        self.target = None

    def _keep(self, block: Block) -> None:
        """Keep text of a table whose cells are parted.

        Where the columns of a page run into each other the words of a challenge cannot be told from those beside it,
        so that only its number and page are taken; the row of an expectation has one cell and keeps its words.
        """
        is_mixed = block.anchor.page is not None and block.role not in {"cell", "sentence"}
        if self.target is not None and block.text and not is_mixed:
            self.target.blocks.append(block if block.role == "sentence" else replace(block, role="paragraph"))


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the parts, and within 4.1 to 4.3 each area, expectation (``E13``) and challenge (``C23``).

    Reads our restatement and the publisher's PDF. Raises DocumentError where an expectation or challenge is not the
    next one, or a numbered heading is not known.
    """
    reading = _Reading()
    for block in running(blocks):
        reading.feed(block)
    yield from (draft.finish() for draft in reading.drafts.values())


def _part_of(text: str) -> tuple[str, str, str] | None:
    """Return the part that a text opens, or None; the number may be parted from the title by a blank or a dash."""
    match = _NUMBER.match(text)
    number, rest = (match["number"], text[match.end() :]) if match else ("", text)
    titles = {_plain(rest), _plain(rest).removesuffix(f" {_TAIL}")}
    return next((part for part in _PARTS if part[0] == number and _plain(part[1]) in titles), None)


def _next(number: str, done: int, what: str, block: Block) -> int:
    if int(number) != done + 1:
        raise DocumentError(str(block.anchor), f"{what} {number} after {what} {done}", _HINT)
    return done + 1


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).casefold().strip()
