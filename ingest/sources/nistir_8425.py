# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""NIST IR 8425 (2022): ten outcomes for consumer IoT products, with numbered sub-criteria and lists under some."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest import labels
from ingest.gather import Draft, running
from ingest.span import part

# The outcomes: six of the product, four of its developer. The codes are ours, since the publisher prints names only.
_NAMES: Final = {
    "AI": "Asset Identification",
    "PC": "Product Configuration",
    "DP": "Data Protection",
    "IA": "Interface Access Control",
    "SU": "Software Update",
    "CS": "Cybersecurity State Awareness",
    "DOC": "Documentation",
    "IQR": "Information and Query Reception",
    "IND": "Information Dissemination",
    "EDU": "Product Education and Awareness",
}
_CODES: Final = tuple(_NAMES)
_CODE_OF: Final = {name.casefold(): code for code, name in _NAMES.items()}
_PRODUCT, _DEVELOPER = "2.2.1", "2.2.2"
_PROFILE: Final = frozenset({_PRODUCT, _DEVELOPER})
# What opens a part, numbered or not: id and title; a part without id is left out.
_PARTS: Final = (
    ("audience", "Audience"),
    ("1", "Introduction"),
    ("2", "Consumer Profile of the IoT Core Baseline"),
    ("2.1", "IoT Product Scope Statement"),
    ("2.1/note", "Note on Conformity Assessment Considerations of IoT Components"),
    ("2.2", "Consumer Profile"),
    (_PRODUCT, "IoT Product Capabilities"),
    (_DEVELOPER, "IoT Product Non-Technical Supporting Capabilities"),
    ("3", "Consumer Sector Considerations Used to Create the Profile"),
    ("3.1", "Gathering Source Information about Consumer IoT Product Cybersecurity"),
    ("3.2", "Assessing Consumer IoT Product Cybersecurity Sources"),
    ("A", "Glossary"),
    *(("", title) for title in ("References", "Table of Contents", "Abstract", "Keywords", "Patent Disclosure Notice")),
    *(("", title) for title in ("Reports on Computer Systems Technology", "Acknowledgments")),
)
_PART_OF: Final = {title.casefold(): name for name, title in _PARTS}
_TITLE: Final = re.compile(r"(?:\d(?:\.\d)*\.?\s+|Appendix A[.\s—–-]+)?(?P<title>[A-Z].*)")
_STATUS: Final = {"2.1": "supporting", "2.1/note": "note", "A": "definition"}
_TABLE: Final = re.compile(r"(?P<title>Table [12])\.(?: [^.]+\.?)?")
_TABLE_HEADS: Final = frozenset(
    {"Vulnerability Relevant Consumer Profile Capabilities", "Highlighted Insight Key Takeaway"}
)
# What cannot be a row: in Table 1 a sentence without a dash, in Table 2 the text that opens the list after it.
_TABLE_ENDS: Final = {"Table 1": re.compile(r"[^–]+\."), "Table 2": re.compile(r".+:")}
_NOTE_ENDS: Final = re.compile(r"In this context, an IoT product\b")
_UTILITY: Final = re.compile(r"Cybersecurity utility:\s*")
_EXAMPLES: Final = re.compile(r"for example\s*:$")
_FIRST: Final = re.compile(r"1\.\s+[A-Z]")
_NUMBERED: Final = re.compile(r"\d{1,2}\.\s")
_MARK: Final = re.compile(r"\(\^(?P<number>\d{1,2})\)\s*|(?P<own>\d{1,2})\.\s+")
_RAISED: Final = re.compile(r"(?<!\()\s?\^\d{1,2}\b")
# Where the mark of each footnote stands; one may be printed on a page where another part has begun.
_HOMES: Final = ("1", "1", *("2.1",) * 3, *("2.2",) * 3, "AI", "AI", "PC", "DP", "SU", "CS", "DOC", "IND", "EDU")
_HOME_OF: Final = {str(at): home for at, home in enumerate((*_HOMES, "3.1", "3.1", "3.2", "3.2"), 1)}
_FURNITURE: Final = re.compile(
    r"(?:NIST IR 8425\s+)?(?:.{0,40}\s)?September 2022(?: for Consumer IoT Products)?|[ivxl]+|\d+|Fig\. 1\..*"
)


class _Draft(Draft):
    __slots__ = ()

    def finish(self) -> Clause:
        """Return the clause; an outcome and each of its numbered sub-criteria is a provision, a part of one is not."""
        head = self.id.partition("/")[0]
        number = "" if head == "audience" or self.id.startswith("table") else head
        is_provision = re.split(r"[-/]", self.id)[0] in _NAMES and not {"(", "/"} & set(self.id)
        return self.clause(number, is_provision=is_provision)


class _Reading:
    """Sorts blocks into clauses: prose by part, the profile by outcome, sub-criterion and label."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self.part = ""
        self.target: _Draft | None = None
        self.table: _Draft | None = None
        self.note: _Draft | None = None
        self.capability = ""
        self.in_notes = False
        self.labels = labels.Labels()

    def feed(self, block: Block, *, leads_to_list: bool) -> None:
        """Hand a block to the clause that it opens or belongs to."""
        match = _TITLE.fullmatch(block.text)
        title = match["title"] if match else ""
        if title.casefold() in _PART_OF:
            self._open_part(_PART_OF[title.casefold()], title, block)
        elif not self.part or self._opens(block) or self._footnote(block):
            return
        elif self.part in _PROFILE:
            self._profile(block, leads_to_list=leads_to_list)
        else:
            self._prose(block)

    def _draft(self, name: str, title: str, parent: str | None, status: str, opened: Block) -> _Draft:
        return self.drafts.setdefault(name, _Draft(name, title, parent, status, opened))

    def _open_part(self, name: str, title: str, block: Block) -> None:
        self.part, self.target, self.table, self.in_notes = name, None, None, False
        if name:
            parent = name.rpartition("/")[0] or name.rpartition(".")[0] or None
            self.target = self._draft(name, title, parent, _STATUS.get(name, "explanatory"), block)

    def _opens(self, block: Block) -> bool:
        """Open what a line of its own opens: an outcome, a table, our heading of footnotes."""
        name = block.text.casefold()
        if match := _TABLE.fullmatch(block.text):
            self.table = self._draft(
                match["title"].replace(" ", "-").lower(), match["title"], self.part, "explanatory", block
            )
            self.in_notes = False
        elif block.role == "heading" and name == "footnotes":
            self.in_notes = True
        elif self.part in _PROFILE and name in _CODE_OF:
            self._open_capability(_CODE_OF[name], block)
        elif self.part in _PROFILE and block.role == "heading":
            raise DocumentError(str(block.anchor), f"the profile has no outcome {block.text!r}", "is it NIST IR 8425?")
        else:
            return block.text in _TABLE_HEADS
        return True

    def _open_capability(self, code: str, block: Block) -> None:
        """Open an outcome, or go on with it where its name is printed below its text."""
        if code == self.capability:
            return
        due = _CODES.index(self.capability) + 1 if self.capability else 0
        if due == len(_CODES) or code != _CODES[due]:
            raise DocumentError(str(block.anchor), f"{_NAMES[code]} out of its order", "is it NIST IR 8425?")
        self.capability, self.labels, self.in_notes = code, labels.Labels(), False
        parent = _PRODUCT if due < _CODES.index("DOC") else _DEVELOPER
        self.target = self._draft(code, _NAMES[code], parent, "headline", block)

    def _footnote(self, block: Block) -> bool:
        """Keep a footnote, marked as the file marks it or numbered under our heading."""
        match = _MARK.match(block.text)
        number = (match["number"] or (match["own"] if self.in_notes else None)) if match else None
        if match and number:
            if number not in _HOME_OF:
                raise DocumentError(str(block.anchor), f"footnote {number}, the last is 21", "is it NIST IR 8425?")
            home = _HOME_OF[number]
            self.note = self._draft(f"{home}/footnotes", "Footnotes", home, "footnote", block)
            block = part(block, match.end())
        if self.note is not None and (number or self.in_notes):
            self.note.blocks.append(block)
            return True
        return False

    def _prose(self, block: Block) -> None:
        ends = _TABLE_ENDS[self.table.title] if self.table is not None else None
        if ends is not None and block.role != "sentence" and ends.fullmatch(block.text):
            self.table = None
        if self.part == "2.1/note" and _NOTE_ENDS.match(block.text):
            if "2.1" not in self.drafts:
                raise DocumentError(str(block.anchor), "the note to 2.1 stands without 2.1", "is a part missing?")
            self.part, self.target = "2.1", self.drafts["2.1"]
        target = self.table or self.target
        if target is not None:
            target.blocks.append(block)

    def _profile(self, block: Block, *, leads_to_list: bool) -> None:
        """Take the text of an outcome; a paragraph after its utility that leads to a new list opens the next one."""
        utility = f"{self.capability}/utility"
        if match := _UTILITY.match(block.text):
            if not self.capability:
                raise DocumentError(str(block.anchor), "a utility before the first outcome", "is it NIST IR 8425?")
            self.target = self._draft(utility, "Cybersecurity utility", self.capability, "explanatory", block)
            block = part(block, match.end())
        elif leads_to_list and (not self.capability or utility in self.drafts):
            due = _CODES.index(self.capability) + 1 if self.capability else 0
            self._open_capability(_CODES[min(due, len(_CODES) - 1)], block)
        elif utility not in self.drafts:
            self._list(block)
            return
        self._keep(block)

    def _list(self, block: Block) -> None:
        """Open sub-criteria and their parts at their labels; what a list of examples holds is an example."""
        tail = self.target.blocks[-1].text if self.target is not None and self.target.blocks else ""
        for path, piece in self.labels.split(block, tail):
            if path:
                self._open_label(path, piece)
            self._keep(piece)

    def _open_label(self, path: str, block: Block) -> None:
        if not self.capability:
            raise DocumentError(str(block.anchor), "a list before the first outcome", "is it NIST IR 8425?")
        above = labels.parent(path)
        owner = f"{self.capability}-{above}" if above else self.capability
        leads = self.drafts[owner].blocks
        status = "example" if above and leads and _EXAMPLES.search(leads[-1].text) else "operative"
        self.target = self._draft(f"{self.capability}-{path}", "", owner, status, block)

    def _keep(self, block: Block) -> None:
        if self.target is not None and block.text:
            self.target.blocks.append(block)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield prose by section, then each outcome (``IA``), sub-criterion (``IA-1``), part (``IA-1(a)``) and utility.

    Reads our restatement and the publisher's text. Raises DocumentError for an outcome or a footnote out of place.
    """
    reading = _Reading()
    read = [replace(block, text=_RAISED.sub("", block.text)) for block in running(blocks)]
    read = [block for block in read if not _FURNITURE.fullmatch(block.text)]
    for at, block in enumerate(read):
        reading.feed(block, leads_to_list=_leads_to_list(read, at))
    yield from (draft.finish() for draft in sorted(reading.drafts.values(), key=_order))


def _leads_to_list(blocks: Sequence[Block], at: int) -> bool:
    """True for a paragraph with the first item of a list after it and neither a utility nor a heading between."""
    if blocks[at].role != "paragraph" or _NUMBERED.match(blocks[at].text):
        return False
    for block in blocks[at + 1 :]:
        if _UTILITY.match(block.text) or block.role == "heading":
            return False
        if _FIRST.match(block.text):
            return True
    return False


def _order(draft: _Draft) -> tuple[int, bool, bool]:
    """Order by place in the document: lists in the order in which they came, then the utility, then footnotes."""
    head = re.split(r"[-/]", (draft.parent or "") if draft.id.startswith("table") else draft.id)[0]
    places = (
        "audience",
        "1",
        "2",
        "2.1",
        "2.2",
        _PRODUCT,
        *_CODES[:6],
        _DEVELOPER,
        *_CODES[6:],
        "3",
        "3.1",
        "3.2",
        "A",
    )
    return places.index(head), draft.id.endswith("/footnotes"), draft.id.endswith("/utility")
