# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""NISTIR 8259A (2020): six device capabilities with numbered elements, in a table that goes over six pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest import span
from ingest.gather import Draft, running

# The capabilities in the order of the table. The codes are ours: the publisher prints names, and numbers for elements.
_NAMES: Final = {
    "DI": "Device Identification",
    "DC": "Device Configuration",
    "DP": "Data Protection",
    "LA": "Logical Access to Interfaces",
    "SU": "Software Update",
    "CS": "Cybersecurity State Awareness",
}
_CODES: Final = tuple(_NAMES)
_CODE_OF: Final = {name.casefold(): code for code, name in _NAMES.items()}
_NAMED: Final = re.compile(rf"(?P<name>{'|'.join(name.replace(' ', chr(92) + 's+') for name in _NAMES.values())}):\s*")
# Where columns run into each other only the last word of a name is sure to stand before its colon.
_LAST_WORD: Final = {name.split()[-1]: code for code, name in _NAMES.items()}
_MIXED_NAME: Final = re.compile(rf"\b({'|'.join(_LAST_WORD)}):(?=\s|$)")
_ELEMENT: Final = re.compile(r"(?:^|(?<=\s))(?P<number>\d)\.\s+(?=[A-Z])")
_PART: Final = re.compile(r"(?:^|(?<=\s))(?P<letter>[a-h])\.\s+(?=[A-Z])")
_REFERENCE: Final = re.compile(r"•?\s*(?!Note:)[A-Z][A-Za-z]*(?:/[A-Z]+)?:\s")
_NOTE: Final = re.compile(r"\s(?=Note: )")
_COLUMNS: Final = frozenset(
    {
        "capability",
        "common elements",
        "device cybersecurity",
        "device cybersecurity capability",
        "iot reference examples",
    }
)
_RATIONALE: Final = "rationale"
# What opens a part of the document, wherever the layout puts it; a part named None is left out.
_PARTS: Final = (
    (re.compile(r"(?P<title>Audience)"), "audience"),
    (re.compile(r"1\.?\s+(?P<title>Introduction)"), "1"),
    (re.compile(r"2\.?\s+(?P<title>IoT Device Cybersecurity Capability Core Baseline Definition)"), "2"),
    (re.compile(r"(?P<title>Table 1)(?::.*)?"), "table"),
    (re.compile(r"(?P<title>References|Table of Contents)"), None),
    (re.compile(r"Appendix A\s*[—–-]+\s*(?P<title>[A-Z].*[a-z])"), "A"),
    (re.compile(r"Appendix B\s*[—–-]+\s*(?P<title>[A-Z].*[a-z])"), "B"),
)
_STATUS: Final = {**dict.fromkeys(("audience", "1", "2"), "explanatory"), "A": "supporting", "B": "definition"}
_FOOTNOTE: Final = re.compile(r"\d{1,2}\s+(?=[A-Z“‘])")
_PAGE: Final = re.compile(r"[ivxl]+|\d+")
_SMALL: Final = 0.8


@dataclass(slots=True)
class _Draft(Draft):
    number: str = ""

    def finish(self) -> Clause:
        """Return the clause; a capability or an element is a provision."""
        is_provision = self.text_status == "operative" and "(" not in self.id
        return self.clause(self.number, is_provision=is_provision)


class _Reading:
    """Sorts blocks into clauses: prose by part, the table by capability and element."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self.part: str | None = None
        self.target: _Draft | None = None
        self.capability: str | None = None
        self.elements = 0
        self.size = 0.0

    def feed(self, block: Block) -> None:
        """Hand a block to the clause that it opens or belongs to."""
        text = " ".join(block.text.split())
        for pattern, part in _PARTS:
            if match := pattern.fullmatch(text):
                self._open_part(part, match["title"], block)
                return
        if self.part == "table":
            self._table(text, block)
        elif self.part is not None and not _PAGE.fullmatch(text):
            self._prose(self.part, block)

    def _open_part(self, part: str | None, title: str, block: Block) -> None:
        self.part, self.target, self.size = part, None, 0.0
        if part in _STATUS and part is not None:
            number = part if part in {"1", "2"} else ""
            self.target = self.drafts.setdefault(part, _Draft(part, title, None, _STATUS[part], block, number=number))

    def _prose(self, part: str, block: Block) -> None:
        """Keep running text; small type that opens with a figure, and small type after it, is a footnote."""
        self.size = max(self.size, block.size)
        name = f"{part}/footnotes"
        mark = _FOOTNOTE.match(block.text)
        if block.role == "heading" or (block.size < _SMALL * self.size and (mark or name in self.drafts)):
            draft = _Draft(name, "Footnotes", part, "footnote", block)
            notes = self.drafts.setdefault(name, draft)
            if block.role == "heading":
                self.target = notes
            else:
                notes.blocks.append(span.part(block, mark.end() if mark else 0))
        elif self.target is not None:
            self.target.blocks.append(block)

    def _table(self, text: str, block: Block) -> None:
        name = text.casefold()
        if name == _RATIONALE:
            self.target = self.drafts.get(f"{self.capability}/{_RATIONALE}")
        elif block.role == "heading" and name in _CODE_OF:
            self._open_capability(_CODE_OF[name], block)
        elif name in _COLUMNS:
            self.target = None
        elif block.anchor.page is not None and block.role not in {"cell", "heading"}:
            self._mixed(block)
        elif match := _NAMED.match(block.text):
            self._open_capability(_CODE_OF[" ".join(match["name"].split()).casefold()], block)
            self._keep(span.part(block, match.end()))
        else:
            self._column(block)

    def _column(self, block: Block) -> None:
        """Take text of one column: elements by label, the rationale by bullet, references by their names."""
        if _REFERENCE.match(block.text):
            self.target = None
        elif block.text.startswith("•"):
            self.target = self.drafts.get(f"{self.capability}/{_RATIONALE}")
            self._keep(span.part(block, 1))
        elif (match := _ELEMENT.match(block.text)) and int(match["number"]) == self.elements + 1:
            self._open_element(block)
            for piece in _pieces(block, match.end()):
                self._keep(piece)
        elif (match := _PART.match(block.text)) and self.elements:
            self._open_element(block, match["letter"])
            self._keep(span.part(block, match.end()))
        else:
            self._keep(block)

    def _mixed(self, block: Block) -> None:
        """Take labels only from a page whose columns run into each other: the words between them cannot be told apart.

        The label of a first element may come before the name of its capability.
        """
        marks = [(m.start(), m[1]) for m in _MIXED_NAME.finditer(block.text)]
        marks += [(m.start(), m["number"]) for m in _ELEMENT.finditer(block.text)]
        if self.elements:
            marks += [(m.start(), m["letter"]) for m in _PART.finditer(block.text)]
        for start, mark in sorted(marks):
            at = span.part(block, start)
            if mark in _LAST_WORD:
                if _LAST_WORD[mark] != self.capability:
                    self._open_capability(_LAST_WORD[mark], at)
            elif mark.isalpha():
                self._open_element(at, mark)
            elif mark == "1" and (self.elements or self.capability is None):
                self._open_capability(self._next(at), at)
                self._open_element(at)
            elif int(mark) == self.elements + 1:
                self._open_element(at)
        self.target = None

    def _next(self, block: Block) -> str:
        done = _CODES.index(self.capability) + 1 if self.capability else 0
        if done == len(_CODES):
            raise DocumentError(str(block.anchor), f"a capability after {_NAMES[_CODES[-1]]}", "is it NISTIR 8259A?")
        return _CODES[done]

    def _open_capability(self, code: str, block: Block) -> None:
        """Open a capability; raises DocumentError when it is not the next one or the one that is open."""
        if code != self.capability:
            if code != self._next(block):
                raise DocumentError(str(block.anchor), f"{_NAMES[code]} out of its order", "is it NISTIR 8259A?")
            self.capability, self.elements = code, 0
            self.drafts[code] = _Draft(code, _NAMES[code], "2", "operative", block, number=code)
            name = f"{code}/{_RATIONALE}"
            self.drafts[name] = _Draft(name, "Rationale", code, "explanatory", block, number=code)
        self.target = self.drafts[code]

    def _open_element(self, block: Block, letter: str = "") -> None:
        if self.capability is None:
            raise DocumentError(str(block.anchor), "an element before the first capability", "is it NISTIR 8259A?")
        self.elements += not letter
        element = f"{self.capability}-{self.elements}"
        name, parent = (f"{element}({letter})", element) if letter else (element, self.capability)
        self.target = self.drafts.setdefault(name, _Draft(name, "", parent, "operative", block, number=name))

    def _keep(self, block: Block) -> None:
        if self.target is not None and block.text:
            self.target.blocks.append(block)


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the prose (``1``, ``2``), each capability (``DI``) with elements (``DI-1``) and rationale, the appendices.

    Reads our restatement and the publisher's PDF. Raises DocumentError when capabilities stand out of order.
    """
    reading = _Reading()
    for block in running(blocks):
        reading.feed(block)
    yield from (draft.finish() for draft in sorted(reading.drafts.values(), key=_order))


def _order(draft: _Draft) -> tuple[int, int, str]:
    """Order by place in the document, a capability's rationale after its elements, footnotes after their text."""
    head, _, rest = draft.id.partition("/")
    code, _, element = head.partition("-")
    places = ("audience", "1", "2", *_CODES, "A", "B")
    return places.index(code), 1 if rest else 0, element


def _pieces(block: Block, start: int) -> Iterator[Block]:
    """Yield the text of an element and, apart, the note that follows it without a stop."""
    cuts = [start, *(m.start() for m in _NOTE.finditer(block.text, start)), len(block.text)]
    yield from (span.part(block, first, last) for first, last in pairwise(cuts))
