# SPDX-FileCopyrightText: Comity contributors
# SPDX-License-Identifier: Apache-2.0
"""The C2 Consensus (2019): 13 baseline capabilities, each with definition, scope and discussion, and annexes A to C."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from comity.model.document import Block, Clause
from comity.model.errors import DocumentError
from ingest import span
from ingest.gather import Draft, running

# The capabilities and items in the order of the document; a heading that is none of these is refused.
_ITEMS: Final = {
    "5.1": "Secure Device Capabilities — Baseline",
    "5.1.1": "Device Identifiers",
    "5.1.2": "Secured Access",
    "5.1.3": "Data In Transit Is Protected",
    "5.1.4": "Data At Rest Is Protected",
    "5.1.5": "Industry Accepted Protocols are Used for Communications",
    "5.1.6": "Data Validation",
    "5.1.7": "Event Logging",
    "5.1.8": "Cryptography",
    "5.1.9": "Patchability",
    "5.1.10": "Reprovisioning",
    "5.2": "Product Lifecycle Management Capabilities - Baseline",
    "5.2.1": "Vulnerability Submission and Handling Process",
    "5.2.2": "EoL/EoS Updates and Disclosure",
    "5.2.3": "Device Intent Documentation",
    "A.1": "Device Intent Signaling",
    "A.2": "Device Network Onboarding",
    "B.1": "Secure Development Lifecycle",
    "B.2": "Hardware Rooted Security",
    "B.3": "Time Distribution",
    "B.4": "System Resiliency",
    "B.5": "Secure Toolchains",
    "B.6": "Software Transparency and Bill of Materials",
    "B.7": "Least Functionality",
    "B.8": "Physical Access Control",
    "B.9": "Best Current Practices",
}
_CAPABILITY: Final = re.compile(r"5\.[12]\.\d{1,2}")
# Parts by title, since the publisher's numbers of annexes differ between contents and pages; one named "" is left out.
_PARTS: Final = {
    "Foreword": "1",
    "Definitions and Acronyms": "2",
    "Background": "3",
    "Application of the Consensus": "3/application",
    "Methodology": "",
    "Consensus Baseline IoT Device Security Capabilities": "5",
    "Annex A: Regarding Future Secure Capabilities — Phase in Over Time": "A",
    "Annex B: Additional IoT Device Security Capabilities and Practices": "B",
    "Annex C: Discussion of Implementation and Complexity": "C",
    "Annex D: Informative References": "",
}
_STATUS: Final = {"2": "definition", "3": "title"}
_NUMBERED: Final = re.compile(r"(?P<number>5\.\d{1,2}(?:\.\d{1,2})?|[AB]\.\d{1,2})\.?\s+(?P<title>[A-Z][^.:;]{2,80})")
_PART_NUMBER: Final = re.compile(r"\d{1,2}\s*\|?\s+")
_LABEL: Final = re.compile(r"(?P<label>Definition|Scope|Discussion|Status):\s+")
# Headings inside a discussion that open no clause of their own.
_RUN_IN: Final = frozenset(
    {
        "multiple identifiers examples",
        "identity identifier uses",
        "examples of how identifiers are used in root of trust",
        "use case examples where complex capabilities are not appropriate",
    }
)
_TERMS: Final = (
    *("Configuration", "Credential", "Cryptographic Certificate", "Device", "Endpoint", "Entity", "EoL", "EoS"),
    *("Identity", "IoT", "Managed", "PKI", "Policy", "Post-market", "Pre-market", "Root of Trust", "Unmanaged"),
)
_TERM: Final = re.compile(rf"(?P<term>{'|'.join(_TERMS)})\s+(?=[A-Z(])")
_FOOTNOTE: Final = re.compile(r"[*†‡]\s")
_FIGURE: Final = re.compile(r"figure \d.*", re.IGNORECASE)


class _Draft(Draft):
    __slots__ = ()

    def finish(self) -> Clause:
        """Return the clause; a capability of section 5 is a provision."""
        return self.clause("" if "/" in self.id else self.id, is_provision=bool(_CAPABILITY.fullmatch(self.id)))


class _Reading:
    """Sorts blocks into clauses; ``target`` is where text goes, None in a part that is left out."""

    def __init__(self) -> None:
        self.drafts: dict[str, _Draft] = {}
        self.target: _Draft | None = None
        self.item: str | None = None
        self.term = ""
        self.figure: Block | None = None

    def feed(self, block: Block) -> None:
        """Hand a block to the clause that it opens or belongs to."""
        text = " ".join(block.text.split())
        title = _plain(_PART_NUMBER.sub("", text, count=1))
        if title in _PART_OF:
            self._open_part(_PART_OF[title], block)
        elif match := _NUMBERED.fullmatch(text):
            self._open_item(match["number"], match["title"], block)
        elif _FIGURE.fullmatch(text):
            self.figure = block
        elif self.target is not None and _plain(text) not in _RUN_IN and not self._in_figure(block):
            self._text(block)

    def _open_part(self, part: tuple[str, str], block: Block) -> None:
        """Open a part; the title of one that was opened before is a running head."""
        name, title = part
        if not name:
            self.target, self.item = None, None
        elif name not in self.drafts:
            parent = name.partition("/")[0] if "/" in name else None
            draft = _Draft(name, title, parent, _STATUS.get(name, "explanatory"), block)
            self.drafts[name], self.item = draft, None
            self.target = draft if name != "3" else None

    def _open_item(self, number: str, title: str, block: Block) -> None:
        """Open a numbered capability or item; raises DocumentError where it is unknown or not the next one."""
        if _plain(_ITEMS.get(number, "")) != _plain(title):
            raise DocumentError(
                str(block.anchor), f"unknown heading {number} {title}", "is it the C2 Consensus of 2019?"
            )
        done = [name for name in self.drafts if name in _ITEMS]
        if number in done or list(_ITEMS)[len(done)] != number:
            raise DocumentError(str(block.anchor), f"{number} out of its order", "is it the C2 Consensus of 2019?")
        status = "explanatory" if number in {"5.1", "5.2"} else "operative" if number[0] == "5" else "informative-annex"
        self.target = self.drafts[number] = _Draft(number, _ITEMS[number], number.rpartition(".")[0], status, block)
        self.item = number if status != "explanatory" else None

    def _in_figure(self, block: Block) -> bool:
        """True for the cells and captions of a figure, which ends with its page."""
        if self.figure is None or block.anchor.page != self.figure.anchor.page:
            self.figure = None
        return self.figure is not None and block.role != "sentence"

    def _text(self, block: Block) -> None:
        match = _LABEL.match(block.text) if self.item else None
        if match and self.item:
            self._label(self.item, match["label"], block)
            block = span.rest(block, match.end() if match["label"] != "Status" else 0)
        elif self.target is self.drafts.get("2"):
            self._definition(block)
            return
        self._keep(span.rest(block, 2 if block.text.startswith("▸ ") else 0))

    def _label(self, item: str, label: str, block: Block) -> None:
        """Direct text to the item itself for status and definition, else to its scope or discussion."""
        self.target = self.drafts[item]
        if label in {"Scope", "Discussion"}:
            name = f"{item}/{label.casefold()}"
            status = "supporting" if item[0] == "5" else "informative-annex"
            self.target = self.drafts.setdefault(name, _Draft(name, label, item, status, block))

    def _definition(self, block: Block) -> None:
        """Join a term, which may stand apart or be broken in two, to what is said of it; footnotes are left out."""
        if _FOOTNOTE.match(block.text):
            return
        begun = f"{self.term} {block.text}".strip()
        if any(term.startswith(begun) for term in _TERMS):
            self.term = begun
            return
        match = _TERM.match(block.text)
        if self.term:
            block = replace(block, text=f"{self.term}: {block.text}")
        elif match:
            block = replace(block, text=f"{match['term']}: {block.text[match.end() :]}")
        self.term = ""
        self._keep(block)

    def _keep(self, block: Block) -> None:
        if self.target is not None and block.text:
            self.target.blocks.append(block if block.role == "sentence" else replace(block, role="paragraph"))


def parse(blocks: Sequence[Block]) -> Iterator[Clause]:
    """Yield the parts, each capability (``5.1.1``) and item (``B.4``) with its scope and discussion.

    Reads our restatement and the publisher's PDF. Raises DocumentError for a numbered heading that is not known or
    not the next one.
    """
    reading = _Reading()
    for block in running(blocks):
        reading.feed(block)
    yield from (draft.finish() for draft in reading.drafts.values())


def _plain(text: str) -> str:
    """Return a title in small letters with single blanks, so that dashes and capitals do not matter."""
    return re.sub(r"\W+", " ", text).casefold().strip()


_PART_OF: Final = {_plain(title): (name, title) for title, name in _PARTS.items()}
