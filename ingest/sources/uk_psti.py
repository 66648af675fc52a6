# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""PSTI Act 2022, Parts 1 and 3, and the Security Requirements Regulations 2023: two files, read as one work."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest import outline
from ingest.drafting import has_ended, move_closing_words, with_leading_labels, with_whole_definitions
from ingest.statute import clause

_ACT: Final = re.compile(r"Product Security and Telecommunications Infrastructure Act 2022", re.IGNORECASE)
_REGULATIONS: Final = re.compile(r"The Product Security and Telecommunications.*\) Regulations 2023", re.IGNORECASE)
_ENDS_WORK: Final = re.compile(r"Explanatory Note|Options/Help", re.IGNORECASE)
_PART: Final = re.compile(r"PART (?P<number>\d)\b.*|(?P<schedule>SCHEDULE)\b.*")
_SKIPPED: Final = re.compile(r"CHAPTER \d.*|Schedules|(?:Regulation|Section) \d+|\d{1,2}(?:st|nd|rd|th) \w+ \d{4}")
_FIRST_OF_PART: Final = {"1": 1, "3": 76}
_CROSS_HEADINGS: Final = re.compile(
    r"Security requirements relating to products|Products to which security requirements may relate|"
    r"(?:Internet|Network)-connectable products|Persons to whom security requirements may apply|"
    r"Duties of (?:manufacturers|authorised representatives|importers|distributors)|General|Enforcement notices|"
    r"Monetary penalties|Forfeiture|Other enforcement powers|Disclosure of information|"
    r"Miscellaneous and supplementary|Guidance|Interpretation"
)
_SECTION: Final = re.compile(r"(?P<number>\d{1,2})\s*(?P<title>[A-Z][^.;]*[^.;:—])")
_SCHEDULE: Final = re.compile(r"schedule (?P<number>\d+[A-Z]?)(?:\s+(?P<title>[A-Z][^.;:]*))?", re.IGNORECASE)
_NUMBERED: Final = re.compile(r"(?P<number>\d{1,2})\.(?:\s*—\s*|\s+)(?=\S)")
_TITLE: Final = re.compile(r"[A-Z][^.;:—“”\"]{2,140}")
_SCHEDULES: Final = ("1", "2", "2A", "3", "4")
_UNREAD: Final = "Sch.2A"
# What legislation.gov.uk adds: the extent, notes on amendments and commencement, marks of footnotes.
_NOTED: Final = re.compile(r"(?:Commencement Information|Textual Amendments|Prospective)$|[CFIMX]\d+[A-Z]")
_EXTENT: Final = re.compile(r"U\.K\.")
_AMENDED: Final = re.compile(r"\[F\d+\s?(?P<text>[^\]]*)\]|\[F\d+|(?<=[.;])\]$")
_FOOTNOTE: Final = re.compile(r"(?:(?<=[A-Za-z]{3})|(?<= \d{4})|(?<=\d\)\))|(?<=\d{4}\)))\(\d{1,2}\)(?=[\s;,.)]|$)")
_GLUED: Final = re.compile(r"^(\((?:\d{1,2}|[a-z]|[ivx]{1,4})\))(?=\S)")

_OUTLINED: Final = re.compile(r"(?P<number>(?:s|reg|Sch)\.\d+[A-Z]?(?:\(\d+\))?)(?P<stop>\.)?(?:\s+|$)")
_DEFINING: Final = frozenset({"s.4", "s.5", "s.7", "s.54", "s.55", "s.56", "reg.2"})
_DEFINING_PARTS: Final = frozenset({"Sch.1(1)(5)", "Sch.1(3)(7)", "Sch.3(1)(4)", "Sch.3(2)(4)", "Sch.3(4)(2)"})


@dataclass(slots=True)
class _Unit:
    """A section, a regulation, a Schedule or a paragraph of one, with its title and the blocks under it."""

    id: str
    title: str
    opening: Block
    parent: str | None = None
    blocks: list[Block] = field(default_factory=list)


class _Reading:
    """Sorts blocks into units; what stands outside the two instruments, and Part 2 of the Act, goes nowhere."""

    def __init__(self) -> None:
        self.units: dict[str, _Unit] = {}
        self._mode = ""
        self._due = 0
        self._schedule = ""
        self._current: _Unit | None = None
        self._held: Block | None = None

    def feed(self, block: Block) -> None:
        """Take the next block; raises DocumentError for a number or a heading that the work does not have there."""
        if _ACT.fullmatch(block.text) or _REGULATIONS.fullmatch(block.text):
            self._mode, self._due = ("act", 0) if _ACT.fullmatch(block.text) else ("regulations", 1)
            self._schedule, self._current, self._held = "", None, None
        elif _ENDS_WORK.fullmatch(block.text):
            self._mode, self._current, self._held = "", None, None
        elif self._mode == "act" and not self._opens_part(block):
            self._in_act(block)
        elif self._mode == "regulations" and not self._opens_schedule(block):
            self._in_regulations(block)

    def _opens_part(self, block: Block) -> bool:
        match = _PART.fullmatch(block.text)
        if match is None:
            return False
        self._due, self._current = _FIRST_OF_PART.get(match["number"] or "", 0), None
        return True

    def _in_act(self, block: Block) -> None:
        is_heading = block.role == "heading"
        if (
            not self._due
            or _SKIPPED.fullmatch(block.text)
            or (self._has_ended and _CROSS_HEADINGS.fullmatch(block.text))
        ):
            return
        match = _SECTION.fullmatch(block.text) if block.role != "sentence" and self._has_ended else None
        if match and (is_heading or int(match["number"]) == self._due):
            self._check(block, match["number"])
            self._open(_Unit(f"s.{match['number']}", match["title"], block))
        elif is_heading:
            raise DocumentError(str(block.anchor), f"no heading {block.text!r} in the Act", "is it the PSTI Act?")
        else:
            self._keep(block)

    def _opens_schedule(self, block: Block) -> bool:
        match = _SCHEDULE.fullmatch(block.text)
        if match is None or block.role == "sentence":
            return False
        number = match["number"].upper()
        if number not in _SCHEDULES or f"Sch.{number}" in self.units:
            raise DocumentError(str(block.anchor), f"no Schedule {number} here", "are they the Regulations of 2023?")
        self._schedule, self._due, self._held = f"Sch.{number}", 1, None
        self._open(_Unit(self._schedule, match["title"] or "", block), due=1)
        return True

    def _in_regulations(self, block: Block) -> None:
        match = _NUMBERED.match(block.text) if self._has_ended else None
        is_headed = self._held is not None and self._held.role == "heading"
        if match and (is_headed or int(match["number"]) == self._due):
            self._check(block, match["number"])
            self._open_numbered(block, match)
        elif block.role == "heading" or (block.role != "sentence" and self._has_ended and _TITLE.fullmatch(block.text)):
            self._hold(block)
        elif not _SKIPPED.fullmatch(block.text):
            self._drop_held()
            self._keep(block)

    def _open_numbered(self, block: Block, match: re.Match[str]) -> None:
        number, title = match["number"], self._held.text if self._held else ""
        name = f"{self._schedule}({number})" if self._schedule else f"reg.{number}"
        self._open(_Unit(name, title, block, self._schedule or None))
        self._held = None
        self._keep(
            replace(block, text=block.text[match.end() :], role="paragraph" if block.role == "item" else block.role)
        )

    def _hold(self, block: Block) -> None:
        """Hold a title until the number under it comes; a Schedule without a title takes it."""
        if _SKIPPED.fullmatch(block.text):
            return
        self._drop_held()
        unit = self._current
        if unit is not None and unit.id == self._schedule and not unit.title and unit.id != _UNREAD:
            unit.title = block.text
        else:
            self._held = block

    def _drop_held(self) -> None:
        """Let go of a title without a number: signatures stand so; a heading that does is refused."""
        if self._held is not None and self._held.role == "heading" and self._current is not None:
            why = f"no numbered provision under the heading {self._held.text!r}"
            raise DocumentError(str(self._held.anchor), why, "are they the Regulations of 2023?")
        self._held = None

    def _check(self, block: Block, number: str) -> None:
        if int(number) != self._due:
            why = f"provision {number} where {self._due} is due"
            raise DocumentError(str(block.anchor), why, "is a part missing, or is it another edition?")

    def _open(self, unit: _Unit, due: int | None = None) -> None:
        self.units.pop(unit.id, None)  # a table of contents names every section before its text comes
        self.units[unit.id] = self._current = unit
        self._due = self._due + 1 if due is None else due

    def _keep(self, block: Block) -> None:
        if self._current is not None:
            self._current.blocks.append(block)

    @property
    def _has_ended(self) -> bool:
        blocks = self._current.blocks if self._current is not None else []
        return not blocks or bool(has_ended(blocks[-1].text)) or blocks[-1].role == "sentence"


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the Act's clauses and then those of the Regulations, from either file, both, or our restatement.

    Ids are citations: ``s.8(2)(a)``, ``reg.2(1)``, ``Sch.1``, and ``Sch.1(2)(3)(d)`` for sub-paragraph (3)(d) of
    paragraph 2 of Schedule 1. Provisions are sections, regulations and paragraphs of Schedules. Schedule 2A is not
    counted, since the record says that it was not read. Raises DocumentError for a number or heading out of place.
    """
    reading = _Reading()
    for block in blocks:
        if block.role not in {"furniture", "comment", "turned"}:
            text = _clean(block)
            if text and not _NOTED.match(text):
                reading.feed(replace(block, text=text))
    for unit in reading.units.values():
        yield from _clauses(unit)


def _clean(block: Block) -> str:
    text = _EXTENT.sub(" ", block.text)
    text = _FOOTNOTE.sub("", _AMENDED.sub(lambda match: match["text"] or "", text))
    return " ".join(_GLUED.sub(r"\1 ", text.strip()).split())


def _clauses(unit: _Unit) -> Iterator[Clause]:
    blocks = list(with_whole_definitions(unit.blocks))
    has_numbers = any(block.text.startswith("(1)") for block in blocks)
    levels = (outline.DIGIT, outline.LOWER, outline.ROMAN) if has_numbers else (outline.LOWER, outline.ROMAN)
    heading = replace(unit.opening, text=f"{unit.id} {unit.title}", role="heading")
    marked = [heading, *with_leading_labels(blocks)]
    nodes = list(outline.outline(marked, outline.Grammar(_OUTLINED, re.compile(r"(?!)"), levels)))
    if not any(block.role == "sentence" for block in blocks):
        for node in nodes:
            node.pieces = [replace(piece, role="paragraph") for piece in node.pieces]
    move_closing_words(nodes)
    counts = unit.parent is not None or not unit.id.startswith("Sch.")
    for node in nodes:
        node.anchor = unit.opening.anchor if not node.path else node.anchor
        defines = unit.id in _DEFINING or any(node.id.startswith(part) for part in _DEFINING_PARTS)
        is_provision = counts and not node.path and not node.id.startswith(_UNREAD)
        found = clause(node, "definition" if defines else "operative", is_provision=is_provision)
        yield found if node.path else replace(found, parent=unit.parent)
